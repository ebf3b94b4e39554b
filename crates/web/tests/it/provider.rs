//! Signing in by another provider, as a browser takes the way.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::Text;
use service::oidc::{Provider, Secret};
use store::memberships::Role;

use crate::oidc_provider::{CLIENT, ISSUER, Idp, Signed};
use crate::site::{Here, Seen};

fn provider() -> Provider {
    Provider {
        key: "test".into(),
        title: Text::new("ผู้ให้บริการ", "a provider"),
        issuer: ISSUER.into(),
        client_id: CLIENT.into(),
        client_secret: Some(Secret("hidden".into())),
        scopes: vec!["profile".into()],
        label_claim: "preferred_username".into(),
        strong_acr: vec![],
        strong_amr: vec!["mfa".into()],
    }
}

/// Out to the provider and back, as a browser goes: from another site first, without the cookie of the session.
async fn there_and_back(here: &mut Here, idp: &Idp, begin: &str, subject: &str) -> Seen {
    let out = here.post(begin, &[]).await;
    assert_eq!(out.status, StatusCode::OK, "{}", out.text());
    let address = out.header("refresh").strip_prefix("0; url=").unwrap().to_owned();
    let linked = out.text().replace("&amp;", "&");
    assert!(linked.contains(&format!("href=\"{address}\"")), "a link for who does not follow by itself");
    let now = "2026-02-01T02:00:00Z".parse::<jiff::Timestamp>().unwrap().as_second();
    let (state, code) = idp.agree(&address, subject, now, Signed::Rsa, Arc::new(|_| {}));

    let session = here.cookie.take();
    let back = Request::get(format!("/sign-in/provider?state={state}&code={code}"));
    let back = here.send(back.header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap()).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text());
    let again = back.header("refresh").strip_prefix("0; url=").unwrap().to_owned();
    here.cookie = session;
    here.get(&again).await
}

#[tokio::test]
async fn an_identity_is_linked_signs_in_and_is_taken_away() {
    let idp = Idp::new();
    let mut here = Here::with("http://localhost:8568", Box::new(idp.clone()), vec![provider()]).await;
    let agency = here.agency("76010").await;
    assert!(here.get("/sign-in").await.text().contains("action=\"/sign-in/provider/test\""));
    let stranger = there_and_back(&mut here, &idp, "/sign-in/provider/test", "person-1").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(stranger.text().contains("ยังไม่ได้ผูกกับบัญชีใด"), "{}", stranger.text());
    assert_eq!(here.left, [], "what was left for coming back is taken away");

    here.join(Some(agency), Role::Officer, "officer1").await;
    let linked = there_and_back(&mut here, &idp, "/account/providers/test/link", "person-1").await;
    assert_eq!(linked.to(), "/account");
    let account = here.get("/account").await.text();
    assert!(account.contains("somsri"), "{account}");

    here.cookie = None;
    let inside = there_and_back(&mut here, &idp, "/en/sign-in/provider/test", "person-1").await;
    assert_eq!(inside.to(), "/en/home", "the language comes back too");
    assert_eq!(here.get("/home").await.status, StatusCode::OK);

    let account = here.get("/account").await.text();
    let unlink = account.split("action=\"/account/identities/").nth(1).unwrap().split('"').next().unwrap();
    let done = here.post(&format!("/account/identities/{unlink}"), &[]).await;
    assert_eq!(done.to(), "/account");
    here.cookie = None;
    let gone = there_and_back(&mut here, &idp, "/sign-in/provider/test", "person-1").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn coming_back_without_having_gone_out_opens_nothing() {
    let idp = Idp::new();
    let mut here = Here::with("http://localhost:8568", Box::new(idp), vec![provider()]).await;
    for path in ["/sign-in/provider?again=1", "/sign-in/provider?again=1&state=x&code=y"] {
        assert_eq!(here.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let odd = here.get("/sign-in/provider?state=%22%3E%3Cscript%3E&code=%0d%0aX:%20y").await;
    assert_eq!(odd.status, StatusCode::OK);
    assert!(odd.header("refresh").ends_with("state=%22%3E%3Cscript%3E&code=%0D%0AX%3A%20y"));
    assert_eq!(here.post("/sign-in/provider/other", &[]).await.status, StatusCode::NOT_FOUND);
}
