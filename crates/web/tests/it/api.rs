//! The JSON interface and the document that describes it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use store::memberships::Role;
use web::routes::Access;

use crate::site::{Here, Seen, example};

fn json(seen: &Seen) -> Value {
    serde_json::from_slice(&seen.body).unwrap_or_else(|error| panic!("{error}: {}", seen.text()))
}

fn document() -> Value {
    serde_json::from_str(&web::api::document().unwrap()).unwrap()
}

#[test]
fn the_document_is_the_committed_one() {
    let path = testkit::root().join("schemas/openapi.json");
    let text = web::api::document().unwrap();
    if std::env::var_os("PRONGSAI_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == text, "run again with PRONGSAI_WRITE_SNAPSHOTS=1 if the change is meant");
}

#[test]
fn the_document_tells_of_every_route_who_may_come_in_and_what_goes_wrong() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let mut told = BTreeSet::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            told.insert((path.clone(), method.to_uppercase()));
            let route = web::routes::all()
                .into_iter()
                .find(|route| route.path == path && route.method.as_str() == method.to_uppercase())
                .unwrap_or_else(|| panic!("no route {method} {path}"));
            let is_open = route.access == Access::Public;
            assert_eq!(operation.get("security").is_none(), is_open, "{path}");
            let responses = operation["responses"].as_object().unwrap();
            assert_eq!(responses.contains_key("401"), !is_open, "{path}");
            for status in ["400", "404", "413", "422", "500", "503", "504", "507"] {
                let content = &responses[status]["content"]["application/problem+json"]["schema"];
                assert_eq!(content["$ref"], "#/components/schemas/Problem", "{path} {status}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let schema = &parameter["schema"];
                let bounded = ["maxLength", "maximum", "format"].iter().any(|key| schema.get(key).is_some());
                assert!(bounded, "{path} {}", parameter["name"]);
            }
        }
    }
    let routes = web::routes::all().into_iter().filter(|route| route.path.starts_with("/api/"));
    let routes: BTreeSet<_> = routes.map(|one| (one.path.to_owned(), one.method.to_string())).collect();
    assert_eq!(told, routes);
}

#[tokio::test]
async fn what_is_published_is_open() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let closed = here.get("/api/v1/agencies/76010/results/2568").await;
    assert_eq!((closed.status, json(&closed)["code"].as_str()), (StatusCode::NOT_FOUND, Some("not-found")));
    here.published(&agency).await;
    let list = json(&here.get("/api/v1/agencies?q=%E0%B8%96%E0%B9%89%E0%B8%B3&size=5").await);
    assert_eq!(
        (list["total"].as_u64(), list["items"][0]["agency"]["code"].as_str()),
        (Some(1), Some("76010"))
    );
    assert_eq!(list["items"][0]["newest"]["overall"], "91.44");
    let one = json(&here.get(&format!("/api/v1/agencies/{agency}")).await);
    assert_eq!(one["years"][0]["year"], 2568);
    let result = here.get("/api/v1/agencies/76010/results/2568").await;
    assert_eq!(result.header("content-type"), "application/json");
    let result = json(&result);
    assert_eq!(result["scores"]["overall"]["score"], "91.44");
    assert_eq!(result["scores"]["indicators"].as_array().unwrap().len(), 10);
    let node = json(&here.get("/api/v1/agencies/76010/results/2568/explanation?path=IIT").await);
    assert_eq!(
        (node["figure"]["path"].as_str(), node["above"]["path"].as_str()),
        (Some("IIT"), Some("overall"))
    );
    let unknown = here.get("/api/v1/agencies/76010/results/2568/explanation?path=O99").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let frameworks = json(&here.get("/api/v1/frameworks").await);
    assert!(8 <= frameworks["items"].as_array().unwrap().len());
    assert_eq!(json(&here.get("/api/v1/openapi.json").await), document());
}

#[tokio::test]
async fn what_is_out_of_bounds_is_a_problem_with_its_field() {
    let mut here = Here::new().await;
    for (query, field) in [("page=0", "page"), ("size=101", "size"), ("page=x", "page")] {
        let seen = here.get(&format!("/api/v1/agencies?{query}")).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(seen.header("content-type"), "application/problem+json");
        assert_eq!(json(&seen)["errors"][0]["field"], field);
    }
    let long = here.get(&format!("/api/v1/agencies?q={}", "a".repeat(101))).await;
    assert_eq!(json(&long)["errors"][0]["field"], "q");
    for path in ["/api/v1/agencies/%00", "/api/v1/agencies/x/results/abc", "/api/v1/no-such"] {
        let seen = here.get(path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(seen.header("content-type"), "application/problem+json", "{path}");
    }
    let visitor = here.get("/api/v1/me").await;
    assert_eq!(
        (visitor.status, json(&visitor)["code"].as_str()),
        (StatusCode::UNAUTHORIZED, Some("sign-in"))
    );
}

fn upload(path: &str, media: &str, bytes: Vec<u8>) -> Request<Body> {
    Request::post(path).header("content-type", media).body(Body::from(bytes)).unwrap()
}

#[tokio::test]
async fn an_assessment_is_handed_in_published_and_withdrawn() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let me = json(&here.get("/api/v1/me").await);
    assert_eq!(me["roles"][0]["agency"], agency.to_string());
    let base = format!("/api/v1/desk/{agency}");
    let path = format!("{base}/assessments?name=tham-rong-2568.json");
    let (octets, file) = ("application/octet-stream", example("tham-rong-2568.json"));
    let wrong = here.send(upload(&path, "text/plain", file.clone())).await;
    assert_eq!(wrong.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let nameless = here.send(upload(&format!("{base}/assessments"), octets, file.clone())).await;
    assert_eq!(json(&nameless)["errors"][0]["field"], "name");
    let broken = here.send(upload(&path, octets, b"{".to_vec())).await;
    assert_eq!(
        (broken.status, json(&broken)["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("bad-file"))
    );
    let added = here.send(upload(&path, octets, file)).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
    let id = json(&added)["id"].as_str().unwrap().to_owned();
    let one = format!("{base}/assessments/{id}");
    assert_eq!(json(&here.get(&one).await)["scores"]["overall"]["score"], "91.44");

    let body = r#"{"doubts_are_accepted": true}"#;
    let publish = |site: &str| {
        Request::post(format!("{one}/publish"))
            .header("content-type", "application/json")
            .header("sec-fetch-site", site)
            .body(Body::from(body))
            .unwrap()
    };
    let foreign = here.send(publish("cross-site")).await;
    assert_eq!(
        (foreign.status, json(&foreign)["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("cross-site"))
    );
    let published = here.send(publish("same-origin")).await;
    assert_eq!(json(&published)["is_published"], true, "{}", published.text());
    let list = json(&here.get(&format!("{base}/assessments")).await);
    assert_eq!(list["items"][0]["is_published"], true);
    let withdrawn = here.post(&format!("{one}/withdraw"), &[]).await;
    assert_eq!(json(&withdrawn)["is_published"], false, "{}", withdrawn.text());
    let again = here.post(&format!("{one}/withdraw"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let log = json(&here.get(&format!("{base}/audit?action=assessment.&limit=2")).await);
    assert_eq!(log["items"][0]["action"], "assessment.withdraw");
    let next = log["next"].as_i64().unwrap();
    let older = json(&here.get(&format!("{base}/audit?action=assessment.&before={next}")).await);
    assert_eq!(older["items"][0]["action"], "assessment.add");
    assert_eq!(
        here.get(&format!("{base}/audit?from=yesterday")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(json(&here.get(&format!("{base}/people")).await)["items"].as_array().unwrap().len(), 1);
    assert_eq!(json(&here.get(&format!("{base}/units")).await)["items"].as_array().unwrap().len(), 0);
    assert_eq!(here.get("/api/v1/audit").await.status, StatusCode::FORBIDDEN);
}
