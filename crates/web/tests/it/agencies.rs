//! Agencies kept by an operator, and an agency kept by its administrator.

use axum::http::StatusCode;
use service::Caller;
use store::memberships::Role;

use crate::site::Here;

#[tokio::test]
async fn an_operator_adds_finds_changes_and_closes_an_agency() {
    let mut here = Here::new().await;
    here.join(None, Role::Operator, "operator1").await;
    assert_eq!(here.get("/operator/agencies").await.status, StatusCode::OK);
    let bad = [("name", "เทศบาลตำบลหนองบัว"), ("kind", ""), ("website", "javascript:x")];
    let wrong = here.post("/operator/agencies", &bad).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = wrong.text();
    assert!(html.contains("href=\"#kind\"") && html.contains("href=\"#website\""), "{html}");
    assert!(html.contains("value=\"เทศบาลตำบลหนองบัว\""));

    let blank = here.post("/operator/agencies", &[]).await.text().replace("<span class=\"nb\">", "");
    let blank = blank.replace("</span>", "");
    assert!(blank.contains("<a href=\"#name\">ชื่อหน่วยงาน: ต้องกรอกช่องนี้"), "it names the field: {blank}");

    let good = [("name", "เทศบาลตำบลหนองบัว"), ("kind", "subdistrict-municipality"), ("code", "๕๐๐๑")];
    let page = here.post("/operator/agencies", &good).await.to().to_owned();
    let shown = here.get(&page).await.text();
    assert!(shown.contains("หนองบัว") && shown.contains("5001"), "{shown}");
    assert_eq!(here.post("/operator/agencies", &good).await.status, StatusCode::CONFLICT);
    let found = here.get("/operator/agencies?q=5001").await.text();
    assert!(found.contains(&format!("href=\"{page}\"")), "{found}");

    let details = format!("{page}/details");
    assert!(here.get(&details).await.text().contains("value=\"5001\""));
    let changed = [("name", "เทศบาลตำบลหนองบัวใหญ่"), ("kind", "subdistrict-municipality"), ("code", "5001")];
    assert_eq!(here.post(&details, &changed).await.to(), page);
    assert!(here.get(&page).await.text().contains("หนองบัวใหญ่"));

    let id = page.strip_prefix("/at/").unwrap().strip_suffix("/agency").unwrap().to_owned();
    let close = format!("/operator/agencies/{id}/close");
    assert!(here.get(&page).await.text().contains(&format!("action=\"{close}\"")));
    assert_eq!(here.post(&close, &[]).await.to(), "/operator/agencies");
    assert!(!here.get("/operator/agencies?q=5001").await.text().contains(&page));
    assert!(here.get("/operator/agencies?q=5001&closed=yes").await.text().contains(&page));
}

#[tokio::test]
async fn an_administrator_changes_units_offices_and_acting_orders() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    here.post("/agency/suggested", &[]).await;
    let units = here.service.units(&Caller::Console, &agency).await.unwrap();
    let unit = format!("/agency/units/{}", units[0].id);
    assert!(here.get(&unit).await.text().contains(&format!("value=\"{}\"", units[0].name)));
    let wrong = here.post(&unit, &[("name", "สำนักใหม่"), ("position", "ศูนย์")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("href=\"#position\"") && wrong.text().contains("value=\"สำนักใหม่\""));
    assert_eq!(here.post(&unit, &[("name", "สำนักใหม่"), ("position", "๒")]).await.to(), "/agency");
    assert!(here.get("/agency").await.text().contains("สำนักใหม่"));

    let offices = here.service.offices(&Caller::Console, &agency).await.unwrap();
    let office = offices[0].office.id;
    let path = format!("/agency/offices/{office}");
    assert_eq!(here.post(&path, &[("title", "ปลัดทดสอบ"), ("rank", "3")]).await.to(), "/agency");
    assert!(here.get(&path).await.text().contains("value=\"ปลัดทดสอบ\""));

    let people = here.service.people(&Caller::Console, Some(&agency)).await.unwrap();
    let (office, person) = (office.to_string(), people[0].person.id.to_string());
    let order = |year: &'static str| {
        vec![
            ("office", office.as_str()),
            ("person", person.as_str()),
            ("order_number", "๑๒/๒๕๖๘"),
            ("order_date_day", "๓๐"),
            ("order_date_month", "9"),
            ("order_date_year", year),
            ("first_day_day", "1"),
            ("first_day_month", "10"),
            ("first_day_year", "2568"),
        ]
    };
    let wrong = here.post("/agency/acting", &order("ปีนี้")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = wrong.text();
    assert!(html.contains("href=\"#order_date\"") && html.contains("value=\"๑๒/๒๕๖๘\""), "{html}");
    assert_eq!(here.post("/agency/acting", &order("๒๕๖๘")).await.to(), "/agency/acting");
    let list = here.get("/agency/acting").await.text();
    assert!(list.contains("12/2568") && list.contains("30\u{A0}กันยายน\u{A0}2568"), "{list}");
    assert!(here.get("/agency").await.text().contains("ผู้ทดสอบ (ปฏิบัติหน้าที่แทน)"));
    let id = list.split("/agency/acting/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(here.post(&format!("/agency/acting/{id}/revoke"), &[]).await.to(), "/agency/acting");
    assert!(here.get("/agency/acting").await.text().contains("ยกเลิกแล้ว"));
}

#[tokio::test]
async fn an_operator_sees_the_state_and_takes_a_checkpoint() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    here.join(None, Role::Operator, "operator1").await;
    let page = here.get("/operator/state").await.text();
    assert!(page.contains("ยังไม่เคยสำรองข้อมูล"), "{page}");
    let checked = here.post("/operator/state", &[]).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text());
    assert!(checked.text().contains("คำนวณใหม่แล้วตรงทุกหลัก"), "{}", checked.text());
    let taken = here.post("/operator/state/checkpoint", &[]).await.text();
    assert!(taken.contains("govuk-inset-text ps-code"), "{taken}");
    assert!(here.get("/audit").await.text().contains("setting.add"));
}

#[tokio::test]
async fn the_log_is_filtered_by_person_subject_and_days() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    here.post("/agency/suggested", &[]).await;
    let units = here.get("/audit?action=unit.").await.text();
    assert!(units.contains("unit.add") && !units.contains("session.start"), "{units}");
    let day = "from_day=1&from_month=2&from_year=2569&until_day=1&until_month=2&until_year=2569";
    assert!(here.get(&format!("/audit?{day}")).await.text().contains("unit.add"));
    let before = "until_day=31&until_month=1&until_year=2569";
    assert!(!here.get(&format!("/audit?{before}")).await.text().contains("unit.add"));
    let wrong = here.get("/audit?from_day=31&from_month=2&from_year=2569").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("href=\"#from\"") && wrong.text().contains("value=\"31\""));
    let people = here.service.people(&Caller::Console, Some(&agency)).await.unwrap();
    let own = here.get(&format!("/audit?person={}", people[0].person.id)).await.text();
    assert!(own.contains("unit.add") && !own.contains("agency.add"), "{own}");
}
