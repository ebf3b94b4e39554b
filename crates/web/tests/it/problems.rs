//! What goes wrong, as a page for people and as JSON for programs.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::site::Here;

#[tokio::test]
async fn a_missing_page_is_told_in_the_language_of_the_address() {
    let mut here = Here::new().await;
    let thai = here.get("/no/such").await;
    assert_eq!(thai.status, StatusCode::NOT_FOUND);
    assert!(thai.header("content-type").starts_with("text/html"));
    assert!(thai.text().contains("lang=\"th\"") && thai.text().contains("not-found"));
    let english = here.get("/en/no/such").await;
    assert!(english.text().contains("lang=\"en\"") && english.text().contains("Page not found"));
}

#[tokio::test]
async fn programs_get_json() {
    let mut here = Here::new().await;
    let request = Request::get("/no/such").header("accept", "application/json").body(Body::empty()).unwrap();
    let seen = here.send(request).await;
    assert_eq!(seen.header("content-type"), "application/problem+json");
    let json: serde_json::Value = serde_json::from_slice(&seen.body).unwrap();
    assert_eq!(json["status"], 404);
    assert_eq!(json["code"], "not-found");
    assert!(json["title"].as_str().unwrap().contains("ไม่พบ"));
}

#[tokio::test]
async fn other_methods_are_refused_with_those_that_are_taken() {
    let mut here = Here::new().await;
    let seen = here.ask(Method::POST, "/").await;
    assert_eq!(seen.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(seen.header("allow").contains("GET"), "{:?}", seen.headers);
    assert!(seen.text().contains("method-not-allowed"));
}

#[tokio::test]
async fn other_sites_are_refused() {
    let mut here = Here::new().await;
    let request = Request::post("/").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let seen = here.send(request).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert!(seen.text().contains("cross-site"));
}

#[tokio::test]
async fn the_program_and_its_database_answer() {
    let mut here = Here::new().await;
    assert_eq!(here.get("/livez").await.text(), "ok\n");
    assert_eq!(here.get("/readyz").await.text(), "ok\n");
}
