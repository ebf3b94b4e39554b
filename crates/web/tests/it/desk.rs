//! Journeys of officers, as a browser takes them.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use service::Caller;
use store::memberships::Role;

use crate::site::{Here, PASSWORD, example};

#[tokio::test]
async fn the_first_operator_comes_in_by_a_link_that_works_once() {
    let mut here = Here::new().await;
    let link = here.service.first_link(&Caller::Console).await.unwrap().unwrap();
    let path = link.url.unwrap().strip_prefix("http://localhost:8568").unwrap().to_owned();
    let form = here.get(&path).await;
    assert!(form.text().contains("ผู้ดูแลระบบคนแรก"));
    let short = [("name", "ก ข"), ("login", "operator"), ("password", "short"), ("again", "short")];
    let seen = here.post(&path, &short).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = seen.text();
    assert!(html.contains("govuk-error-summary") && html.contains("href=\"#password\""), "{html}");
    assert!(html.contains("value=\"operator\"") && !html.contains("value=\"short\""));
    let differ = [("name", "ก ข"), ("login", "operator"), ("password", PASSWORD), ("again", "x")];
    assert!(here.post(&path, &differ).await.text().contains("href=\"#again\""));
    let right = [("name", "ก ข"), ("login", "operator"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(here.post(&path, &right).await.to(), "/home");
    assert!(here.get("/home").await.text().contains("ผู้ดูแลระบบ"));
    here.cookie = None;
    assert_eq!(here.get(&path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn sign_in_and_out() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let joined = here.cookie.clone();
    assert_eq!(here.post("/sign-out", &[]).await.to(), "/");
    assert_eq!(here.cookie, None);
    here.cookie = joined;
    assert_eq!(here.get("/home").await.to(), "/sign-in?next=/home", "a session that ended opens nothing");
    here.cookie = None;

    let wrong = here.post("/sign-in", &[("login", "officer1"), ("password", "not this one")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(wrong.text().contains("value=\"officer1\"") && !wrong.text().contains("not this one"));
    let nobody = here.post("/sign-in", &[("login", "nobody"), ("password", "not this one")]).await;
    assert_eq!(nobody.text().replace("nobody", "officer1"), wrong.text(), "it is not said which is wrong");
    let empty = here.post("/sign-in", &[("login", ""), ("password", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("href=\"#login\"") && empty.text().contains("href=\"#password\""));

    let fields = [("login", "officer1"), ("password", PASSWORD), ("next", "/assessments")];
    let seen = here.post("/en/sign-in", &fields).await;
    assert_eq!(seen.to(), "/en/assessments");
    let cookie = seen.header("set-cookie");
    assert!(
        cookie.starts_with("prongsai-plain=") && cookie.contains("HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    let page = here.get("/assessments").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(here.get("/sign-in").await.to(), "/home");
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host() {
    let mut here = Here::at("https://ita.example.go.th").await;
    let agency = here.agency("76010").await;
    let invite = service::people::NewInvite {
        agency: Some(agency),
        unit: None,
        role: Role::Officer,
        email: None,
        language: domain::Language::Thai,
    };
    let url = here.service.invite(&Caller::Console, invite).await.unwrap().url.unwrap();
    let path = url.strip_prefix("https://ita.example.go.th").unwrap().to_owned();
    let fields = [("name", "ผู้ทดสอบ"), ("login", "officer1"), ("password", PASSWORD), ("again", PASSWORD)];
    let seen = here.post(&path, &fields).await;
    let cookie = seen.header("set-cookie");
    assert!(cookie.starts_with("__Host-prongsai=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(cookie.contains("Path=/") && !cookie.contains("Domain"));
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    here.clock.forward(jiff::SignedDuration::from_mins(5));
    assert_eq!(here.get("/home").await.status, StatusCode::OK);
    let idle = here.service.settings().idle;
    here.clock.forward(idle + jiff::SignedDuration::from_mins(1));
    assert_eq!(here.get("/home").await.to(), "/sign-in?next=/home");
}

#[tokio::test]
async fn bad_cookies_open_nothing() {
    let mut here = Here::new().await;
    for cookie in ["prongsai-plain=", "prongsai-plain=x", "prongsai-plain=ก", "__Host-prongsai=abc", ";;;==;"]
    {
        let request = Request::get("/home").header("cookie", cookie.as_bytes()).body(Body::empty()).unwrap();
        assert_eq!(here.send(request).await.to(), "/sign-in?next=/home", "{cookie}");
    }
    let long = format!("prongsai-plain={}", "a".repeat(4_000));
    let request = Request::get("/home").header("cookie", long).body(Body::empty()).unwrap();
    assert_eq!(here.send(request).await.status, StatusCode::SEE_OTHER);
}

/// The body of a form with a file.
fn file(name: &str, bytes: &[u8]) -> Request<Body> {
    let mut body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let request = Request::post("/assessments").header("content-type", "multipart/form-data; boundary=cut");
    request.header("sec-fetch-site", "same-origin").body(Body::from(body)).unwrap()
}

#[tokio::test]
async fn a_file_is_handed_in_published_and_seen_by_everybody() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let tasks = here.get("/home").await.text();
    assert!(tasks.contains("นำเข้า") && tasks.contains("href=\"/account\""), "{tasks}");

    let bad = here.send(file("x.json", b"{\"framework\": 1}")).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bad.text());
    assert!(bad.text().contains("href=\"#file\""));
    let none = here.send(file("", b"")).await;
    assert!(none.text().contains("ให้เลือกไฟล์ก่อน"));

    let added = here.send(file("tham-rong-2568.json", &example("tham-rong-2568.json"))).await;
    let shown = added.to().to_owned();
    let page = here.get(&shown).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("91.44"));
    let source = here.get(&format!("{shown}/source")).await;
    assert_eq!(source.body, example("tham-rong-2568.json"));
    assert!(source.header("content-disposition").starts_with("attachment"));

    let public = "/agencies/76010/2568";
    assert_eq!(here.get(public).await.status, StatusCode::NOT_FOUND);
    let hasty = here.post(&format!("{shown}/publish"), &[]).await;
    if hasty.status == StatusCode::UNPROCESSABLE_ENTITY {
        assert!(hasty.text().contains("href=\"#doubts_are_accepted\""));
        let seen = here.post(&format!("{shown}/publish"), &[("doubts_are_accepted", "yes")]).await;
        assert_eq!(seen.to(), shown);
    }
    assert_eq!(here.get(public).await.status, StatusCode::OK);
    let hasty = here.post(&format!("{shown}/withdraw"), &[]).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY, "one click does not withdraw");
    let html = hasty.read();
    assert!(html.contains("href=\"#understood\"") && html.contains("ประชาชนจะไม่เห็นตัวเลขของปีนี้อีก"), "{html}");
    assert_eq!(here.get(public).await.status, StatusCode::OK);
    let yes = [("understood", "yes")];
    assert_eq!(here.post(&format!("{shown}/withdraw"), &yes).await.to(), shown);
    assert_eq!(here.get(public).await.status, StatusCode::GONE);
    let twice = here.post(&format!("{shown}/withdraw"), &yes).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text());
    let log = here.get("/audit").await.text();
    assert!(log.contains("assessment.withdraw") && log.contains("ผู้ทดสอบ"));
}

#[tokio::test]
async fn a_second_result_of_a_year_says_which_one_it_replaces() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let first = here.published(&agency).await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let mut corrected: serde_json::Value = serde_json::from_slice(&example("tham-rong-2568.json")).unwrap();
    corrected["published"]["items"]["O5"] = "100.00".into();
    let added = here.send(file("corrected.json", corrected.to_string().as_bytes())).await;
    let shown = added.to().to_owned();
    let html = here.get(&shown).await.text();
    let told =
        html.split("id=\"replaces\"").nth(1).expect("what is replaced").split("</div>").next().unwrap();
    for part in ["tham-rong-2568.json", "91.44", "1\u{a0}กุมภาพันธ์\u{a0}2569"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let seen = here.post(&format!("{shown}/publish"), &[("doubts_are_accepted", "yes")]).await;
    assert_eq!(seen.to(), shown);
    assert!(!here.get(&shown).await.text().contains("id=\"replaces\""));
    let list = here.get("/assessments").await.read();
    assert!(list.contains("เคยเผยแพร่") && list.contains("ถูกแทนที่เมื่อ 1 กุมภาพันธ์"), "{list}");
    assert!(!list.contains("ยังไม่เผยแพร่"), "{list}");
    let old = here.get(&format!("/assessments/{first}")).await.text();
    assert!(old.contains("ถูกแทนที่เมื่อ") && old.contains("corrected.json"));
    let public = here.get("/agencies/76010/2568").await.read();
    assert!(public.contains("โดยแทนที่เมื่อ 1 กุมภาพันธ์"), "{public}");
}

#[tokio::test]
async fn an_assessment_shows_what_was_announced_and_names_places_in_words() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let added = here.send(file("tham-rong-2568.json", &example("tham-rong-2568.json"))).await;
    let shown = added.to().to_owned();
    for (path, place) in [(shown.clone(), "(ตัวชี้วัดที่ 8 "), (format!("/en{shown}"), "(indicator 8, ")]
    {
        let html = here.get(&path).await.text().replace("<span class=\"nb\">", "").replace('\u{a0}', " ");
        assert!(html.contains("91.44") && html.contains("91.59"), "{html}");
        assert!(!html.contains("published."), "a key of the file: {html}");
        let html = html.replace("</span>", "");
        assert!(html.contains(place), "{place}: {html}");
    }
}

#[tokio::test]
async fn a_file_without_scores_is_told_what_it_lacks_and_a_blank_sheet_is_at_hand() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let only = r#"{"framework": "nacc/2568", "published": {"overall": "92.10", "level": "ผ่านดี"}}"#;
    let seen = here.send(file("only.json", only.as_bytes())).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = seen.text().replace("<span class=\"nb\">", "").replace("</span>", "").replace('\u{a0}', " ");
    for part in ["คะแนนรวม 92.10 และระดับ ผ่านดี", "ยังขาดคะแนนรายตัวชี้วัดหรือรายข้อ"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.contains("href=\"/assessments/blank/2568\""));
    for bad in ["", "{}", r#"{"framework": "nacc/2599"}"#, r#"{"framework": "other/2568"}"#] {
        let seen = here.send(file("bad.json", bad.as_bytes())).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(!seen.text().contains("prongsai "), "no command: {}", seen.text());
    }

    // The sheet comes with the agency in it and is taken back as it is once a score stands there.
    let sheet = here.get("/assessments/blank/2568").await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.header("content-disposition").contains("ita-2568.xlsx"));
    let empty = here.send(file("ita-2568.xlsx", &sheet.body)).await;
    let told = empty.text().replace("<span class=\"nb\">", "").replace("</span>", "");
    assert!(told.contains("ไฟล์นี้ไม่มีคะแนนเลย"), "it is read, and only its scores are missing: {told}");
    for year in ["2599", "x", "1999"] {
        let none = here.get(&format!("/assessments/blank/{year}")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{year}");
    }
}

#[tokio::test]
async fn officers_do_not_publish_and_do_not_see_the_log() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let id = here.published(&agency).await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let refused = here.post(&format!("/assessments/{id}/withdraw"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = here.get("/audit").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("action=\"/sign-out\""), "who is signed in keeps the head of the page");
    assert!(refused.text().contains("href=\"/assessments\""), "and the menu");
    let page = here.get(&format!("/assessments/{id}")).await.text();
    assert!(!page.contains("/withdraw"));

    // Another agency's officer does not even learn that it is there.
    let other = here.agency("76011").await;
    here.cookie = None;
    here.join(Some(other), Role::Officer, "officer2").await;
    assert_eq!(here.get(&format!("/assessments/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.get("/assessments/not-an-id").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn codes_are_set_up_and_then_asked_for() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    let begun = here.post("/account/totp", &[]).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let html = begun.text();
    assert!(html.contains("<svg") && !html.contains("<?xml"));
    let secret = html.split("ps-code\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
    assert!(16 <= secret.len(), "{secret}");
    let wrong = here.post("/account/totp/confirm", &[("code", "000000")]).await;
    assert!(wrong.text().contains("href=\"#code\""), "{}", wrong.status);
    let sessions = here.get("/account").await.text();
    assert_eq!(sessions.matches("เครื่องนี้").count(), 1);
}

#[tokio::test]
async fn units_are_added_and_closed() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    assert_eq!(here.post("/agency/suggested", &[]).await.to(), "/agency");
    let html = here.get("/agency").await.text();
    assert!(html.contains("กองคลัง"), "{html}");
    let twice = here.post("/agency/units", &[("name", "กองคลัง")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text().contains("value=\"กองคลัง\""));
    assert_eq!(here.post("/agency/units", &[("name", "งานป้องกัน")]).await.to(), "/agency");
    assert!(here.get("/agency").await.text().contains("งานป้องกัน"));
    let close = html.split("action=\"/agency/units/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(here.post(&format!("/agency/units/{close}"), &[]).await.to(), "/agency");
}

#[tokio::test]
async fn bodies_that_are_too_long_or_of_another_type_are_refused() {
    let mut here = Here::new().await;
    let long = "x".repeat(70 * 1024);
    let seen = here.post("/sign-in", &[("login", &long), ("password", "x")]).await;
    assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(seen.text().contains("too-large"));
    let json = Request::post("/sign-in").header("content-type", "application/json").body(Body::from("{}"));
    let seen = here.send(json.unwrap()).await;
    assert_eq!(seen.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(seen.text().contains("media-type"));
}
