//! Journeys of those who manage people, and what everybody else is refused.

use axum::http::StatusCode;
use service::Caller;
use service::access::{Place, Standing, may};
use store::memberships::Role;
use web::routes::Access;

use crate::site::{Here, PASSWORD};

/// What stands between two marks of a page.
fn between<'t>(html: &'t str, before: &str, after: &str) -> &'t str {
    let rest = html.split_once(before).unwrap_or_else(|| panic!("no {before} in {html}")).1;
    rest.split_once(after).unwrap().0
}

/// The path of a link that is shown once.
fn shown_path(html: &str) -> String {
    let url = between(html, "spellcheck=\"false\">http", "</textarea>");
    format!("/{}", url.splitn(4, '/').nth(3).unwrap())
}

#[tokio::test]
async fn somebody_is_invited_joins_gets_a_role_and_loses_it() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let admin = here.cookie.clone();
    let page = here.get("/people").await.text();
    assert!(page.contains("ผู้ทดสอบ") && page.contains("action=\"/people/invite\""), "{page}");

    let nothing = here.post("/people/invite", &[("role", ""), ("email", "no address")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = nothing.text();
    assert!(html.contains("href=\"#role\"") && html.contains("href=\"#email\""), "{html}");
    assert!(html.contains("value=\"no address\""), "what was typed is kept");
    let no_unit = here.post("/people/invite", &[("role", "unit-staff")]).await;
    assert_eq!(no_unit.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_unit.text().contains("href=\"#unit\""));

    let made = here.post("/people/invite", &[("role", "officer")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let path = shown_path(&made.text());
    let list = here.get("/people").await.text();
    let invitation = between(&list, "action=\"/people/invitations/", "/revoke").to_owned();
    here.cookie = None;
    let fields = [("name", "สมชาย ใจดี"), ("login", "somchai"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(here.post(&path, &fields).await.to(), "/home");

    here.cookie = admin;
    let list = here.get("/people").await.text();
    assert!(list.contains("สมชาย ใจดี") && !list.contains(&invitation), "used invitations are not listed");
    let person = list.split("href=\"/people/").skip(1).find(|rest| rest.contains("สมชาย")).unwrap();
    let person = format!("/people/{}", person.split('"').next().unwrap());
    let given = here.post(&format!("{person}/roles"), &[("role", "executive")]).await;
    assert_eq!(given.to(), person);
    let twice = here.post(&format!("{person}/roles"), &[("role", "executive")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text().contains("govuk-error-summary"));
    let html = here.get(&person).await.text();
    assert!(html.contains("ผู้บริหาร"));
    let role = between(&html, &format!("action=\"{person}/roles/"), "/end").to_owned();
    assert_eq!(here.post(&format!("{person}/roles/{role}/end"), &[]).await.to(), person);
    let html = here.get(&person).await.text();
    let last = between(&html, &format!("action=\"{person}/roles/"), "/end").to_owned();
    let refused = here.post(&format!("{person}/roles/{last}/end"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "the last role is handed over");

    let leave = here.get(&format!("{person}/leave")).await;
    assert!(leave.text().contains("ไม่มีงานค้าง"), "{}", leave.text());
    let left = here.post(&format!("{person}/leave"), &[]).await;
    assert_eq!(left.status, StatusCode::OK, "{}", left.text());
    assert!(left.text().contains("ปิดบัญชีแล้ว"));
    assert!(here.get("/people").await.text().contains("<details"));
}

#[tokio::test]
async fn an_invitation_that_was_revoked_opens_nothing() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let made = here.post("/people/invite", &[("role", "officer")]).await.text();
    let list = here.get("/people").await.text();
    let id = between(&list, "action=\"/people/invitations/", "/revoke").to_owned();
    assert_eq!(here.post(&format!("/people/invitations/{id}/revoke"), &[]).await.to(), "/people");
    here.cookie = None;
    assert_eq!(here.get(&shown_path(&made)).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_recovery_takes_two_administrators() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    here.cookie = None;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let first = here.cookie.take();
    here.join(Some(agency), Role::AgencyAdministrator, "admin2").await;
    let second = here.cookie.take();

    here.cookie = first.clone();
    let people = here.service.people(&Caller::Console, Some(&agency)).await.unwrap();
    let officer = people.iter().find(|one| one.person.details.login == "officer1").unwrap().person.id;
    let started = here.post(&format!("/people/{officer}/recover"), &[]).await;
    assert_eq!(started.status, StatusCode::OK, "{}", started.text());
    let path = shown_path(&started.text());
    let own = here.get("/people").await.text();
    assert!(!own.contains("/agree\""), "whoever started it does not agree to it");
    here.cookie = None;
    assert_eq!(here.get(&path).await.status, StatusCode::GONE, "nobody has agreed");

    here.cookie = second;
    let list = here.get("/people").await.text();
    let id = between(&list, "action=\"/people/invitations/", "/agree").to_owned();
    assert_eq!(here.post(&format!("/people/invitations/{id}/agree"), &[]).await.to(), "/people");
    here.cookie = None;
    assert_eq!(here.get(&path).await.status, StatusCode::OK);
    let new = "แมวดำ-ปีน-ต้นไม้ใหญ่-9";
    assert_eq!(here.post(&path, &[("password", new), ("again", new)]).await.to(), "/home");
}

#[tokio::test]
async fn an_operator_works_in_an_agency_by_its_address() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(None, Role::Operator, "operator1").await;
    assert_eq!(here.get("/people").await.status, StatusCode::NOT_FOUND, "an operator has no agency");
    let people = here.get(&format!("/at/{agency}/people")).await;
    assert_eq!(people.status, StatusCode::OK, "{}", people.text());
    assert!(people.text().contains(&format!("action=\"/at/{agency}/people/invite\"")));
    assert!(people.text().contains(&format!("href=\"/en/at/{agency}/people\"")));
    let made = here.post(&format!("/at/{agency}/people/invite"), &[("role", "agency-administrator")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    // What an agency has not published is none of an operator's affairs.
    let refused = here.get(&format!("/at/{agency}/assessments")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());

    let operators = here.get("/operator/people").await.text();
    assert!(operators.contains("operator1"));
    let role = between(&operators, "action=\"/operator/people/roles/", "/end").to_owned();
    let last = here.post(&format!("/operator/people/roles/{role}/end"), &[]).await;
    assert_eq!(last.status, StatusCode::CONFLICT, "the last operator stays");
}

#[tokio::test]
async fn nobody_gets_at_another_agency_by_its_address() {
    let mut here = Here::new().await;
    let own = here.agency("76010").await;
    let other = here.agency("76011").await;
    here.join(Some(own), Role::AgencyAdministrator, "admin1").await;
    for path in ["agency", "people", "assessments", "audit", "agency/acting", "agency/details"] {
        let seen = here.get(&format!("/at/{other}/{path}")).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(here.get(&format!("/at/{own}/{path}")).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(here.get("/at/x1/people").await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.get(&format!("/at/{own}/account")).await.status, StatusCode::NOT_FOUND);
}

/// What the form says of user names is what is taken.
#[tokio::test]
async fn user_names_are_as_the_form_says() {
    let mut here = Here::new().await;
    let link = here.service.first_link(&service::Caller::Console).await.unwrap().unwrap();
    let path = link.url.unwrap().strip_prefix("http://localhost:8568").unwrap().to_owned();
    let html = here.get(&path).await.text();
    let hint = html.split("id=\"login-hint\"").nth(1).unwrap().split("</div>").next().unwrap();
    for kind in ["3 ถึง 64", "อักษรไทย", "อักษรอังกฤษ", ". - _ @ +"]
    {
        assert!(hint.replace('\u{a0}', " ").contains(kind), "{kind}: {hint}");
    }
    let typed = |login: &'static str| {
        [("name", "ก ข"), ("login", login), ("password", PASSWORD), ("again", PASSWORD)]
    };
    for wrong in ["ab", "สม ชาย", "สมชาย!"] {
        let seen = here.post(&path, &typed(wrong)).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(here.post(&path, &typed("สมชาย.a-1_@+")).await.to(), "/home");
}

/// A path that a route matches.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { String::from("x1") } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_refuses_every_role_that_has_no_right() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let mut refusals = 0;
    for role in Role::ALL {
        let place = (role != Role::Operator).then_some(agency);
        here.cookie = None;
        here.join(place, role, &format!("tester-{role}")).await;
        let cookie = here.cookie.clone();
        for route in web::routes::all() {
            let Access::Needs(action) = route.access else { continue };
            here.cookie = cookie.clone();
            let standings = [Standing::Role(role), Standing::SignedIn];
            let allowed = standings
                .into_iter()
                .any(|one| may(one, action, Place::Own) || may(one, action, Place::Other));
            // What is allowed goes on to the use case, which refuses by the agency at hand.
            if allowed {
                continue;
            }
            let seen = here.ask(route.method.clone(), &filled(route.path)).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{role} {} {}", route.method, route.path);
            refusals += 1;
        }
    }
    assert!(100 < refusals, "{refusals}");
}
