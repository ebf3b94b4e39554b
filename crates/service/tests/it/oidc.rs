//! Signing in by another provider: the good way, and every lie that must not work.

use std::sync::Arc;

use domain::Text;
use jiff::SignedDuration;
use serde_json::Value;
use service::oidc::{Done, Provider, Purpose, Secret};
use service::people::SignIn;
use service::{Caller, Code, Problem, Strength};
use store::memberships::Role;
use store::{credentials, people};

use crate::oidc_provider::{CLIENT, ISSUER, Idp, Signed, Twist};
use crate::people_kit::visit;
use crate::stage::Stage;

fn provider() -> Provider {
    Provider {
        key: "test".into(),
        title: Text::new("ผู้ให้บริการ", "a provider"),
        issuer: ISSUER.into(),
        client_id: CLIENT.into(),
        client_secret: Some(Secret("hidden".into())),
        scopes: vec!["profile".into()],
        label_claim: "preferred_username".into(),
        strong_acr: vec!["ial2.3".into()],
        strong_amr: vec!["mfa".into()],
    }
}

async fn stage() -> (Stage, Idp) {
    let idp = Idp::new();
    (Stage::with(Box::new(idp.clone()), vec![provider()]).await, idp)
}

fn as_it_is() -> Twist {
    Arc::new(|_| {})
}

/// Both halves, with whatever the provider is made to do in between.
async fn go(
    stage: &Stage,
    idp: &Idp,
    who: &Caller,
    purpose: Purpose,
    signed: Signed,
    twist: Twist,
) -> Result<Done, Problem> {
    let start = stage.service.provider_start(who, "test", purpose).await?;
    let now = stage.now().as_second();
    let (state, code) = idp.agree(&start.address, "person-1", now, signed, twist);
    stage.service.provider_finish(who, &visit(), &start.secret, &state, &code).await
}

/// Somebody whose identity is linked.
async fn linked(stage: &Stage, idp: &Idp) -> Caller {
    let agency = stage.agency("อบต.หนึ่ง", "เลย").await;
    let who = stage.person(Role::Officer, Some(&agency)).await;
    stage.begin(&who).await;
    let done = go(stage, idp, &who, Purpose::Link, Signed::Rsa, as_it_is()).await.unwrap();
    assert!(matches!(done, Done::Linked(_)));
    who
}

#[tokio::test]
async fn a_linked_identity_opens_its_account_and_no_other() {
    let (stage, idp) = stage().await;
    let nobody = Caller::Visitor;
    let stranger = go(&stage, &idp, &nobody, Purpose::SignIn, Signed::Rsa, as_it_is()).await.unwrap_err();
    assert_eq!(stranger.code, Code::WrongCredentials);
    assert_eq!(stage.service.store().read(people::count).await.unwrap(), 0, "nobody is made of it");

    let who = linked(&stage, &idp).await;
    let own = stage.service.identities(&who).await.unwrap();
    assert_eq!((own.len(), own[0].label.as_str(), own[0].provider.as_str()), (1, "somsri", "test"));
    for signed in [Signed::Rsa, Signed::Es] {
        let done = go(&stage, &idp, &nobody, Purpose::SignIn, signed, as_it_is()).await.unwrap();
        let Done::SignIn(SignIn::Done(session)) = done else { panic!("{done:?}") };
        assert_eq!((Some(session.person), session.strength), (who.person(), Strength::Password));
        let caller = stage.service.caller(&session.secret).await.unwrap();
        assert_eq!(caller.person(), who.person());
    }
    // The same identity cannot be linked to a second account.
    let other = stage.person(Role::Operator, None).await;
    stage.begin(&other).await;
    let twice = go(&stage, &idp, &other, Purpose::Link, Signed::Rsa, as_it_is()).await.unwrap_err();
    assert_eq!(twice.code, Code::Exists);
    let foreign = stage.service.unlink(&other, &own[0].id).await.unwrap_err();
    assert_eq!(foreign.code, Code::NotFound);
    stage.service.unlink(&who, &own[0].id).await.unwrap();
    let gone = go(&stage, &idp, &nobody, Purpose::SignIn, Signed::Rsa, as_it_is()).await.unwrap_err();
    assert_eq!(gone.code, Code::WrongCredentials);
}

#[tokio::test]
async fn no_lie_opens_anything() {
    let (stage, idp) = stage().await;
    linked(&stage, &idp).await;
    let set =
        |key: &'static str, value: Value| -> Twist { Arc::new(move |claims| claims[key] = value.clone()) };
    let past = stage.now().as_second() - 3_600;
    let lies: Vec<(&str, Signed, Twist)> = vec![
        ("another nonce", Signed::Rsa, set("nonce", "x".into())),
        ("no nonce", Signed::Rsa, Arc::new(|claims| drop(claims.as_object_mut().unwrap().remove("nonce")))),
        ("another audience", Signed::Rsa, set("aud", "other".into())),
        ("one audience too many", Signed::Rsa, set("aud", serde_json::json!([CLIENT, "other"]))),
        ("another issuer", Signed::Rsa, set("iss", "https://evil.example".into())),
        ("expired", Signed::Rsa, set("exp", past.into())),
        ("from the future", Signed::Rsa, set("iat", (past + 2 * 3_600).into())),
        ("no subject", Signed::Rsa, Arc::new(|claims| drop(claims.as_object_mut().unwrap().remove("sub")))),
        ("another key", Signed::Stranger, as_it_is()),
        ("no signature", Signed::Nothing, as_it_is()),
        ("changed after signing", Signed::Tampered, as_it_is()),
        ("a wrong hash of the access token", Signed::Rsa, set("at_hash", "AAAAAAAAAAAAAAAAAAAAAA".into())),
    ];
    for (name, signed, twist) in lies {
        let done = go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, signed, twist).await;
        let problem = done.expect_err(name);
        assert!(matches!(problem.code, Code::WrongCredentials | Code::Upstream), "{name}: {problem:?}");
    }
    let fine = go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, Signed::Rsa, as_it_is()).await;
    assert!(fine.is_ok(), "the rest was refused for the lie alone: {fine:?}");
}

#[tokio::test]
async fn a_state_works_once_in_the_browser_that_began() {
    let (stage, idp) = stage().await;
    let service = &stage.service;
    let who = linked(&stage, &idp).await;
    let start = || service.provider_start(&Caller::Visitor, "test", Purpose::SignIn);
    let agree =
        |address: &str| idp.agree(address, "person-1", stage.now().as_second(), Signed::Rsa, as_it_is());
    let finish = |secret: String, state: String, code: String| {
        let service = service.clone();
        async move { service.provider_finish(&Caller::Visitor, &visit(), &secret, &state, &code).await }
    };
    let wrong = |done: Result<Done, Problem>| assert_eq!(done.unwrap_err().code, Code::WrongCredentials);

    let first = start().await.unwrap();
    let (state, code) = agree(&first.address);
    assert!(finish(first.secret.clone(), state.clone(), code.clone()).await.is_ok());
    wrong(finish(first.secret.clone(), state, code).await);

    // An attacker's state and code in somebody else's browser.
    let (mine, theirs) = (start().await.unwrap(), start().await.unwrap());
    let (state, code) = agree(&theirs.address);
    wrong(finish(mine.secret, state, code).await);

    // A code of another sign-in: its verifier does not fit.
    let (one, two) = (start().await.unwrap(), start().await.unwrap());
    let (state, _) = agree(&one.address);
    let (_, code) = agree(&two.address);
    wrong(finish(one.secret, state, code).await);

    let late = start().await.unwrap();
    stage.clock.forward(SignedDuration::from_mins(6));
    let (state, code) = agree(&late.address);
    wrong(finish(late.secret, state, code).await);
    wrong(finish("x".into(), "y".into(), "z".into()).await);

    // A link that was begun by one person is not finished by another, nor by nobody.
    let other = stage.person(Role::Operator, None).await;
    stage.begin(&other).await;
    for finisher in [&other, &Caller::Visitor] {
        stage.begin_again(&who).await;
        let begun = service.provider_start(&who, "test", Purpose::Link).await.unwrap();
        let (state, code) =
            idp.agree(&begun.address, "person-2", stage.now().as_second(), Signed::Rsa, as_it_is());
        wrong(service.provider_finish(finisher, &visit(), &begun.secret, &state, &code).await);
    }
}

#[tokio::test]
async fn what_the_provider_says_of_two_factors_counts() {
    let (stage, idp) = stage().await;
    let who = linked(&stage, &idp).await;
    let person = who.person().unwrap();
    let (one, two) = (stage.act(), stage.act());
    stage
        .service
        .store()
        .write(move |tx| {
            credentials::add_totp(tx, &one, &person, b"secret")?;
            credentials::use_totp(tx, &two, &person, 1)
        })
        .await
        .unwrap();
    let weak = go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, Signed::Rsa, as_it_is()).await.unwrap();
    assert!(matches!(weak, Done::SignIn(SignIn::Second { by_code: true, .. })), "{weak:?}");
    let strong: [Twist; 2] = [
        Arc::new(|claims| claims["acr"] = "ial2.3".into()),
        Arc::new(|claims| claims["amr"] = serde_json::json!(["pwd", "mfa"])),
    ];
    for twist in strong {
        let done = go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, Signed::Rsa, twist).await.unwrap();
        let Done::SignIn(SignIn::Done(session)) = done else { panic!("{done:?}") };
        assert_eq!(session.strength, Strength::TwoFactors);
    }
    let act = stage.act();
    stage.service.store().write(move |tx| people::leave(tx, &act, &person)).await.unwrap();
    let left =
        go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, Signed::Rsa, as_it_is()).await.unwrap_err();
    assert_eq!(left.code, Code::WrongCredentials, "whoever has left stays outside");
}

#[tokio::test]
async fn a_provider_that_fails_or_leads_astray_is_told_of() {
    let (stage, idp) = stage().await;
    let service = &stage.service;
    let unknown = service.provider_start(&Caller::Visitor, "other", Purpose::SignIn).await.unwrap_err();
    assert_eq!(unknown.code, Code::NotFound);
    let unsigned = service.provider_start(&Caller::Visitor, "test", Purpose::Link).await.unwrap_err();
    assert_eq!(unsigned.code, Code::SignIn);

    idp.take_tokens_at("http://169.254.169.254/latest");
    let astray =
        go(&stage, &idp, &Caller::Visitor, Purpose::SignIn, Signed::Rsa, as_it_is()).await.unwrap_err();
    assert_eq!(astray.code, Code::Upstream);
    assert!(idp.asked().iter().all(|url| url.starts_with("https://")), "{:?}", idp.asked());
    idp.go_down();
    let down = service.provider_start(&Caller::Visitor, "test", Purpose::SignIn).await.unwrap_err();
    assert_eq!(down.code, Code::Upstream);
    assert!(!format!("{:?}", provider()).contains("hidden"), "a secret does not show in logs");
}
