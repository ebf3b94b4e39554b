//! The audit log as a person reads it: by names, as far as a role sees them.

use service::Caller;
use store::memberships::Role;
use store::{Act, Actor, people};

use crate::site::Here;

/// The row of an action in a page of the log.
fn row<'h>(html: &'h str, action: &str) -> &'h str {
    let rows = html.split("<tr ").find(|row| row.contains(&format!("{action} ")));
    rows.unwrap_or_else(|| panic!("no row of {action}: {html}"))
}

/// Words of a row without what holds terms together.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '\u{2060}' | '\u{200b}' => {}
            '\u{a0}' if !is_tag => text.push(' '),
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text
}

#[tokio::test]
async fn rows_are_told_by_name_with_the_id_beside() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    here.post("/agency/suggested", &[]).await;
    let log = here.get("/audit").await.text();

    let unit = row(&log, "unit.add");
    assert!(words(unit).contains("เพิ่มส่วนงาน"), "{unit}");
    assert!(["สำนักปลัด", "กอง", "หน่วยตรวจสอบภายใน"].iter().any(|name| words(unit).contains(name)), "{unit}");
    assert!(unit.contains("unit.add units/"), "an auditor can still quote it: {unit}");
    let role = words(row(&log, "membership.add"));
    assert!(role.contains("ให้บทบาท") && role.contains("ผู้ทดสอบ"), "{role}");
    assert!(role.contains("ผู้ดูแลของหน่วยงาน"), "{role}");
    let published = words(row(&log, "assessment.publish"));
    assert!(published.contains("เผยแพร่ผลการประเมิน"), "{published}");
    assert!(published.contains("ปีงบประมาณ พ.ศ. 2568") && published.contains("ที่เครื่องแม่ข่าย"), "{published}");
    assert!(words(row(&log, "agency.add")).contains("อบต.ถ้ำรงค์"));

    let log = here.get("/en/audit").await.text();
    let published = words(row(&log, "assessment.publish"));
    assert!(published.contains("Published an assessment"), "{published}");
    assert!(published.contains("Assessment of fiscal year 2568"), "{published}");
}

#[tokio::test]
async fn an_operator_reads_the_agency_but_nothing_of_an_assessment() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    here.join(None, Role::Operator, "operator1").await;
    for path in ["/audit".to_owned(), format!("/at/{agency}/audit")] {
        let seen = here.get(&path).await;
        if seen.status != 200 {
            continue;
        }
        let html = seen.text();
        let published = words(row(&html, "assessment.publish"));
        assert!(!published.contains("2568"), "{published}");
        assert!(published.contains("บทบาทของท่านไม่แสดงรายละเอียด"), "{published}");
    }
    let html = here.get("/audit").await.text();
    assert!(words(row(&html, "assessment.publish")).contains("อบต.ถ้ำรงค์"), "whose it is");
    let role = words(row(&html, "membership.add"));
    assert!(role.contains("ผู้ทดสอบ") && role.contains("ผู้ดูแลระบบ"), "{role}");
}

#[tokio::test]
async fn who_was_erased_is_told_as_such() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.join(Some(agency), Role::Officer, "officer1").await;
    here.cookie = None;
    here.join(Some(agency), Role::AgencyAdministrator, "admin1").await;
    let all = here.service.people(&Caller::Console, Some(&agency)).await.unwrap();
    let gone = all.iter().find(|one| one.person.details.login == "officer1").unwrap().person.id;
    let at = here.service.now();
    here.service
        .store()
        .write(move |tx| {
            let act = Act { agency: Some(agency), ..Act::new(at, Actor::Console) };
            people::leave(tx, &act, &gone)?;
            people::erase(tx, &act, &gone)
        })
        .await
        .unwrap();
    let log = here.get("/audit").await.text();
    let erased = words(row(&log, "person.erase"));
    assert!(erased.contains("ลบข้อมูลส่วนบุคคล") && erased.contains("บัญชีที่ลบแล้ว"), "{erased}");
    assert!(row(&log, "person.erase").contains(&format!("people/{gone}")));
}
