//! Every route carries the header fields, whatever it answers.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use store::memberships::Role;

use crate::site::Here;

/// A path that a route matches.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { String::from("x1") } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_forbids_what_is_inline_or_foreign() {
    let mut here = Here::at("https://ita.example.go.th").await;
    for route in web::routes::all() {
        let seen = here.ask(route.method.clone(), &filled(route.path)).await;
        let csp = seen.header("content-security-policy");
        assert!(csp.starts_with("default-src 'none'") && !csp.contains("unsafe"), "{}", route.path);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
        ] {
            assert_eq!(seen.header(name), value, "{} {name}", route.path);
        }
        assert!(seen.header("permissions-policy").contains("camera=()"));
        assert!(seen.header("strict-transport-security").starts_with("max-age=31536000"));
        let caching = seen.header("cache-control");
        assert!(caching == "no-store", "{} {caching}", route.path);
    }
    let mut plain = Here::new().await;
    assert_eq!(plain.get("/").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn routes_that_need_somebody_refuse_a_visitor() {
    let mut here = Here::new().await;
    for route in web::routes::all() {
        let seen = here.ask(route.method.clone(), &filled(route.path)).await;
        let refused = seen.status == StatusCode::UNAUTHORIZED || seen.header("location").contains("/sign-in");
        assert_eq!(
            refused,
            route.access != web::routes::Access::Public,
            "{} {}: {}",
            route.method,
            route.path,
            seen.status
        );
    }
}

#[tokio::test]
async fn other_sites_make_nobody_act() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "officer1").await;
    let changing: Vec<_> =
        web::routes::all().into_iter().filter(|route| route.method == Method::POST).collect();
    assert!(10 < changing.len());
    for route in changing {
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
            let request = Request::post(filled(route.path)).header(name, value).body(Body::empty()).unwrap();
            let seen = here.send(request).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{} {name}: {}", route.path, seen.text());
        }
    }
    assert_eq!(here.get("/home").await.status, StatusCode::OK);
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_compressed() {
    let mut here = Here::new().await;
    let front = here.get("/").await.text();
    let sheet =
        front.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let seen = here.get(&sheet).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.header("cache-control").contains("immutable"));
    assert!(seen.header("content-type").starts_with("text/css"));
    let plain = seen.body.len();
    let request = axum::http::Request::get(&sheet).header("accept-encoding", "gzip");
    let small = here.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() * 4 < plain && small.body.starts_with(&[0x1F, 0x8B]));
    assert_eq!(here.get("/assets/app-0000000000000000.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.ask(Method::HEAD, &sheet).await.status, StatusCode::OK);
}
