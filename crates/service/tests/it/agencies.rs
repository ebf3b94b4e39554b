//! Agencies, units, offices, and who acts for whom.

use service::agencies::{ActingForm, AgencyForm, OfficeForm, Query, UnitForm};
use service::{Caller, Code};
use store::memberships::Role;

use crate::stage::Stage;

fn form(name: &str, code: &str) -> AgencyForm {
    AgencyForm {
        name: name.into(),
        kind: "sao".into(),
        province: "จังหวัดเลย".into(),
        code: code.into(),
        ..AgencyForm::default()
    }
}

fn unit(name: &str, position: &str) -> UnitForm {
    UnitForm { name: name.into(), position: position.into() }
}

#[tokio::test]
async fn an_agency_is_added_changed_found_and_closed() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let operator = stage.person(Role::Operator, None).await;
    let id = service.add_agency(&operator, &form("อบต.หนองบัว", "๖๔๒๐๑")).await.unwrap();
    let seen = service.public_version();
    let kept = service.agency(&operator, &id).await.unwrap();
    assert_eq!(
        (kept.details.code.as_deref(), kept.details.province.as_deref()),
        (Some("64201"), Some("เลย"))
    );
    assert_eq!(AgencyForm::of(&kept).read().unwrap(), kept.details);

    let taken = service.add_agency(&operator, &form("อบต.อื่น", "64201")).await.unwrap_err();
    assert_eq!((taken.code, taken.fields[0].field.as_str()), (Code::Exists, "code"));
    let find = |text: &str| {
        let (service, query) = (service.clone(), Query::new(text));
        async move { service.search_agencies(&Caller::Visitor, &query).await.unwrap().total }
    };
    assert_eq!((find("หนองบัว").await, find("๖๔๒").await, find("หนองบอน").await), (1, 1, 0));
    service.change_agency(&operator, &id, &form("อบต.หนองบอน", "64201")).await.unwrap();
    assert_eq!((find("หนองบัว").await, find("หนองบอน").await), (0, 1), "the index follows");
    assert_ne!(service.public_version(), seen);
    assert_eq!(service.provinces(&Caller::Visitor).await.unwrap(), [("เลย".to_owned(), 1)]);
    service.close_agency(&operator, &id).await.unwrap();
    assert_eq!(find("หนองบอน").await, 0);
    assert_eq!(service.close_agency(&operator, &id).await.unwrap_err().code, Code::NotFound);
    // What it was stays to be seen, by code and by id.
    for key in ["64201", "๖๔๒๐๑", id.as_str()] {
        assert!(!service.public_agency(&Caller::Visitor, key).await.unwrap().agency.is_active);
    }
    assert_eq!(service.public_agency(&Caller::Visitor, "../x").await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn a_province_of_agencies_is_paged() {
    let stage = Stage::new().await;
    let service = &stage.service;
    for number in 0..45 {
        stage.agency(&format!("อบต.บ้าน {number:02}"), "เลย").await;
    }
    let page = |page, size| {
        let (service, query) = (service.clone(), Query { page, size, ..Query::new("บ้าน") });
        async move { service.search_agencies(&Caller::Visitor, &query).await.unwrap() }
    };
    let first = page(1, 20).await;
    assert_eq!((first.total, first.pages, first.found.len()), (45, 3, 20));
    assert_eq!(first.found[0].agency.details.name, "อบต.บ้าน 00");
    let last = page(99, 20).await;
    assert_eq!((last.page, last.found.len()), (3, 5));
    assert_eq!(last.found[4].agency.details.name, "อบต.บ้าน 44");
    assert_eq!(page(0, 0).await.found.len(), 1, "at least one a page");
}

#[tokio::test]
async fn units_begin_with_the_usual_set() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.หนองบัว", "เลย").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let own = service.add_unit(&head, &agency, &unit("กองคลัง", "")).await.unwrap();
    let added = service.add_suggested_units(&head, &agency).await.unwrap();
    assert_eq!(added, 5, "the one that is there is left out");
    assert_eq!(service.add_suggested_units(&head, &agency).await.unwrap(), 0);
    let names = || async {
        let units = service.units(&head, &agency).await.unwrap();
        units.into_iter().map(|unit| unit.name).collect::<Vec<_>>()
    };
    assert_eq!(names().await[..2], ["กองคลัง", "สำนักปลัด"]);
    service.change_unit(&head, &agency, &own, &unit("กองคลังและพัสดุ", "๙๙")).await.unwrap();
    assert_eq!(names().await.last().unwrap(), "กองคลังและพัสดุ");
    let same = service.add_unit(&head, &agency, &unit("สำนักปลัด", "1")).await.unwrap_err();
    assert_eq!(same.code, Code::Exists);
    let bad = service.add_unit(&head, &agency, &unit(" ", "หนึ่ง")).await.unwrap_err();
    assert_eq!(bad.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["name", "position"]);
    service.close_unit(&head, &agency, &own).await.unwrap();
    assert!(!service.units(&head, &agency).await.unwrap().last().unwrap().is_active);

    // Another agency's unit is not there, even for whoever may change both.
    let elsewhere = stage.agency("อบต.อื่น", "เลย").await;
    let operator = stage.person(Role::Operator, None).await;
    let wrong = service.close_unit(&operator, &elsewhere, &own).await.unwrap_err();
    assert_eq!(wrong.code, Code::NotFound);
}

#[tokio::test]
async fn somebody_acts_for_an_office_by_an_order_for_a_time() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.หนองบัว", "เลย").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    assert_eq!(service.add_suggested_offices(&head, &agency).await.unwrap(), 4);
    let office =
        |title: &str, unit: &str| OfficeForm { title: title.into(), unit: unit.into(), rank: "2".into() };
    let stranger_unit = service.add_office(&head, &agency, &office("หัวหน้า", "zz")).await.unwrap_err();
    assert_eq!(stranger_unit.fields[0].field, "unit");
    let clerk = service.offices(&head, &agency).await.unwrap()[2].office.clone();
    assert_eq!(clerk.title, "ปลัดองค์การบริหารส่วนตำบล");

    let deputy = stage.person(Role::Officer, Some(&agency)).await.person().unwrap();
    let form = ActingForm {
        office: clerk.id.to_string(),
        person: deputy.to_string(),
        order_number: "๑๒๓/๒๕๖๙".into(),
        order_date: "๑ มีนาคม ๒๕๖๙".into(),
        first_day: "2 มี.ค. 2569".into(),
        last_day: "2026-03-31".into(),
    };
    // The stage's clock says 2 March 2569.
    let order = service.add_acting_order(&head, &agency, &form).await.unwrap();
    let lines = service.acting_orders(&head, &agency).await.unwrap();
    assert!(lines[0].is_in_force);
    assert_eq!(lines[0].order.given.order_number, "123/2569");
    let acting = &service.offices(&head, &agency).await.unwrap()[2].acting;
    assert_eq!(acting.iter().map(|one| one.person).collect::<Vec<_>>(), [deputy]);
    stage.clock.forward(jiff::SignedDuration::from_hours(30 * 24));
    assert!(!service.acting_orders(&head, &agency).await.unwrap()[0].is_in_force, "it is over");
    assert!(service.offices(&head, &agency).await.unwrap()[2].acting.is_empty());
    service.revoke_acting_order(&head, &agency, &order).await.unwrap();
    let twice = service.revoke_acting_order(&head, &agency, &order).await.unwrap_err();
    assert_eq!(twice.code, Code::NotFound);

    let fields = |form: ActingForm| {
        let (service, head) = (service.clone(), head.clone());
        async move {
            let problem = service.add_acting_order(&head, &agency, &form).await.unwrap_err();
            problem.fields.into_iter().map(|one| one.field).collect::<Vec<_>>()
        }
    };
    let backwards = ActingForm { last_day: "1 มกราคม 2569".into(), ..form.clone() };
    assert_eq!(fields(backwards).await, ["last_day"]);
    assert_eq!(
        fields(ActingForm::default()).await,
        ["office", "person", "order_number", "order_date", "first_day"]
    );
    let elsewhere = stage.agency("อบต.อื่น", "เลย").await;
    let stranger = stage.person(Role::Officer, Some(&elsewhere)).await.person().unwrap();
    assert_eq!(fields(ActingForm { person: stranger.to_string(), ..form.clone() }).await, ["person"]);
    service.close_office(&head, &agency, &clerk.id).await.unwrap();
    assert_eq!(fields(form).await, ["office"]);
}
