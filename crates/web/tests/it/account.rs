//! One's own account: name, password, codes, and proving again who one is.

use axum::http::StatusCode;
use jiff::SignedDuration;
use store::memberships::Role;

use crate::site::{Here, PASSWORD};

#[tokio::test]
async fn name_and_password_are_changed() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let wrong = here.post("/account/details", &[("name", ""), ("email", "no address")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("href=\"#name\"") && wrong.text().contains("value=\"no address\""));
    let fields = [("name", "สมหญิง ตั้งใจ"), ("title", "ปลัด"), ("language", "en")];
    assert_eq!(here.post("/account/details", &fields).await.to(), "/account");
    assert!(here.get("/account").await.text().contains("สมหญิง ตั้งใจ"));

    let new = "แมวดำ-ปีน-ต้นไม้ใหญ่-9";
    let given = |present: &'static str, again: &'static str| {
        [("present", present), ("password", "แมวดำ-ปีน-ต้นไม้ใหญ่-9"), ("again", again)]
    };
    let differ = here.post("/account/password", &given(PASSWORD, "x")).await;
    assert!(differ.text().contains("href=\"#again\""));
    let not_it = here.post("/account/password", &given("not it", new)).await;
    assert_eq!(not_it.status, StatusCode::UNAUTHORIZED);
    assert!(not_it.text().contains("href=\"#present\"") && !not_it.text().contains(new));
    let before = here.cookie.clone();
    assert_eq!(here.post("/account/password", &given(PASSWORD, new)).await.to(), "/account");
    assert_ne!(here.cookie, before, "the session has a new secret");
    here.cookie = None;
    let old = here.post("/sign-in", &[("login", "officer1"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
    assert_eq!(here.post("/sign-in", &[("login", "officer1"), ("password", new)]).await.to(), "/home");
}

#[tokio::test]
async fn an_old_proof_is_made_anew_before_ways_to_sign_in_change() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    for _ in 0..3 {
        here.clock.forward(SignedDuration::from_mins(20));
        assert_eq!(here.get("/home").await.status, StatusCode::OK);
    }
    let put_off = here.post("/account/totp", &[]).await;
    assert_eq!(put_off.to(), "/prove?next=/account");
    let form = here.get("/prove?next=/account").await.text();
    assert!(form.contains("id=\"password\"") && !form.contains("id=\"code\""), "{form}");
    let wrong = here.post("/prove", &[("password", "not it"), ("next", "/account")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(wrong.text().contains("href=\"#password\""));
    let right = [("password", PASSWORD), ("next", "https://evil.example/")];
    assert_eq!(here.post("/prove", &right).await.to(), "/home", "only pages of ours are gone to");
    assert_eq!(here.post("/account/totp", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_prove_page_asks_for_a_second_factor_where_one_is_needed() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let form = here.get("/prove?next=/people&need=second").await.text();
    assert!(!form.contains("id=\"password\""), "a password is no second factor");
    let none = here.post("/account/spare-codes", &[]).await;
    assert_eq!(none.status, StatusCode::CONFLICT, "spare codes stand in for a factor that is there");
    assert!(none.text().contains("govuk-error-summary"));
    assert_eq!(here.get("/account/passkeys/x1").await.status, StatusCode::NOT_FOUND);
    let page = here.get("/account").await.text();
    assert!(!page.contains("/account/totp/remove"));
}
