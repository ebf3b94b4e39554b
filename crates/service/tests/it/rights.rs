//! Every use case of agencies, assessments, publications, the log and upkeep, as every role, for one's own agency and
//! for another: refused exactly where the table of rights says so, and before anything else is looked at.

use jiff::Timestamp;
use service::access::{Action, Place, Standing, may};
use service::agencies::{ActingForm, AgencyForm, OfficeForm, Query, UnitForm};
use service::assess::Upload;
use service::audit::AuditQuery;
use service::disclose::{Decision, OpenData};
use service::maintenance::Surroundings;
use service::{Caller, Code, Problem, Service};
use store::memberships::Role;
use store::{ActingOrderId, AgencyId, AssessmentId, OfficeId, UnitId};
use thai::FiscalYear;

use crate::stage::Stage;

/// Name, action, and whether it is above agencies.
const CASES: &[(&str, Action, bool)] = &[
    ("add_agency", Action::AddAgency, true),
    ("close_agency", Action::AddAgency, true),
    ("change_agency", Action::ChangeAgency, false),
    ("agency", Action::SeeAgency, false),
    ("search_agencies", Action::SeePublished, true),
    ("provinces", Action::SeePublished, true),
    ("units", Action::SeeAgency, false),
    ("add_unit", Action::ChangeAgency, false),
    ("add_suggested_units", Action::ChangeAgency, false),
    ("change_unit", Action::ChangeAgency, false),
    ("close_unit", Action::ChangeAgency, false),
    ("offices", Action::SeeAgency, false),
    ("add_office", Action::ChangeAgency, false),
    ("add_suggested_offices", Action::ChangeAgency, false),
    ("change_office", Action::ChangeAgency, false),
    ("close_office", Action::ChangeAgency, false),
    ("acting_orders", Action::SeeAgency, false),
    ("add_acting_order", Action::ChangeAgency, false),
    ("revoke_acting_order", Action::ChangeAgency, false),
    ("assessments", Action::SeeAssessments, false),
    ("assessment", Action::SeeAssessments, false),
    ("assessment_node", Action::SeeAssessments, false),
    ("compare_assessments", Action::SeeAssessments, false),
    ("assessment_source", Action::SeeAssessments, false),
    ("add_assessment", Action::AddAssessment, false),
    ("doubts_of", Action::Publish, false),
    ("publish", Action::Publish, false),
    ("withdraw", Action::Publish, false),
    ("public_agency", Action::SeePublished, true),
    ("public_year", Action::SeePublished, true),
    ("public_node", Action::SeePublished, true),
    ("open_data", Action::SeePublished, true),
    ("home", Action::SeeTasks, true),
    ("audit_log", Action::SeeAudit, false),
    ("audit_log_of_all", Action::SeeAudit, true),
    ("audit_log_with_names", Action::SeeAudit, false),
    ("audit_log_with_names_of_all", Action::SeeAudit, true),
    ("check_audit", Action::CheckAudit, true),
    ("take_checkpoint", Action::CheckAudit, true),
    ("make_backup", Action::Operate, true),
    ("verify_backup", Action::Operate, true),
    ("doctor", Action::Operate, true),
];

fn id<T>(make: impl FnOnce(Timestamp, [u8; 10]) -> T) -> T {
    make(Timestamp::UNIX_EPOCH, [9; 10])
}

async fn run(name: &str, service: &Service, who: &Caller, agency: &AgencyId) -> Result<(), Problem> {
    let year = FiscalYear::new(2568).unwrap();
    let (assessment, unit, office) = (id(AssessmentId::new), id(UnitId::new), id(OfficeId::new));
    let upload = || Upload { name: "a.json".into(), bytes: b"{}".to_vec() };
    let nowhere = std::path::Path::new("no/such/folder/file");
    // Forms are empty: whoever may do it is told so, and nothing is changed.
    match name {
        "add_agency" => service.add_agency(who, &AgencyForm::default()).await.map(drop),
        "close_agency" => service.close_agency(who, &id(AgencyId::new)).await,
        "change_agency" => service.change_agency(who, agency, &AgencyForm::default()).await,
        "agency" => service.agency(who, agency).await.map(drop),
        "search_agencies" => service.search_agencies(who, &Query::new("")).await.map(drop),
        "provinces" => service.provinces(who).await.map(drop),
        "units" => service.units(who, agency).await.map(drop),
        "add_unit" => service.add_unit(who, agency, &UnitForm::default()).await.map(drop),
        "add_suggested_units" => service.add_suggested_units(who, agency).await.map(drop),
        "change_unit" => service.change_unit(who, agency, &unit, &UnitForm::default()).await,
        "close_unit" => service.close_unit(who, agency, &unit).await,
        "offices" => service.offices(who, agency).await.map(drop),
        "add_office" => service.add_office(who, agency, &OfficeForm::default()).await.map(drop),
        "add_suggested_offices" => service.add_suggested_offices(who, agency).await.map(drop),
        "change_office" => service.change_office(who, agency, &office, &OfficeForm::default()).await,
        "close_office" => service.close_office(who, agency, &office).await,
        "acting_orders" => service.acting_orders(who, agency).await.map(drop),
        "add_acting_order" => service.add_acting_order(who, agency, &ActingForm::default()).await.map(drop),
        "revoke_acting_order" => service.revoke_acting_order(who, agency, &id(ActingOrderId::new)).await,
        "assessments" => service.assessments(who, agency).await.map(drop),
        "assessment" => service.assessment(who, agency, &assessment).await.map(drop),
        "assessment_node" => service.assessment_node(who, agency, &assessment, "8").await.map(drop),
        "compare_assessments" => {
            service.compare_assessments(who, agency, &assessment, &assessment).await.map(drop)
        }
        "assessment_source" => service.assessment_source(who, agency, &assessment).await.map(drop),
        "add_assessment" => service.add_assessment(who, agency, upload()).await.map(drop),
        "doubts_of" => service.doubts_of(who, agency, &assessment).await.map(drop),
        "publish" => service.publish(who, agency, &assessment, Decision::default()).await,
        "withdraw" => service.withdraw(who, agency, &assessment).await,
        "public_agency" => service.public_agency(who, agency.as_str()).await.map(drop),
        "public_year" => service.public_year(who, agency.as_str(), year).await.map(drop),
        "public_node" => service.public_node(who, agency.as_str(), year, "8").await.map(drop),
        "open_data" => service.open_data(who, agency.as_str(), year, OpenData::Json).await.map(drop),
        "home" => service.home(who).await.map(drop),
        "audit_log" => service.audit_log(who, Some(agency), &AuditQuery::default()).await.map(drop),
        "audit_log_of_all" => service.audit_log(who, None, &AuditQuery::default()).await.map(drop),
        "audit_log_with_names" => {
            service.audit_log_with_names(who, Some(agency), &AuditQuery::default()).await.map(drop)
        }
        "audit_log_with_names_of_all" => {
            service.audit_log_with_names(who, None, &AuditQuery::default()).await.map(drop)
        }
        "check_audit" => service.check_audit(who, &[]).await.map(drop),
        "take_checkpoint" => service.take_checkpoint(who).await.map(drop),
        "make_backup" => service.make_backup(who, nowhere).await.map(drop),
        "verify_backup" => service.verify_backup(who, nowhere).await.map(drop),
        "doctor" => service.doctor(who, &Surroundings::default()).await.map(drop),
        other => panic!("{other} is no case"),
    }
}

#[tokio::test]
async fn every_use_case_refuses_by_the_table() {
    let stage = Stage::new().await;
    let (own, other) = (stage.agency("อบต.หนึ่ง", "เลย").await, stage.agency("อบต.สอง", "เลย").await);
    let mut callers = vec![("visitor", Standing::Visitor, Caller::Visitor)];
    for role in Role::ALL {
        callers.push((role.code(), Standing::Role(role), stage.person(role, Some(&own)).await));
    }
    let mut refused = 0;
    for (name, standing, who) in &callers {
        for &(case, action, is_above) in CASES {
            for (agency, is_own) in [(&own, true), (&other, false)] {
                let place = match (standing, is_above) {
                    (Standing::Role(Role::Operator), true) => Place::Own,
                    (Standing::Role(Role::Operator), false) => Place::Other,
                    // A role in an agency gives no right above agencies.
                    (_, true) => Place::Other,
                    (_, false) if is_own => Place::Own,
                    (_, false) => Place::Other,
                };
                let by_anybody =
                    *standing != Standing::Visitor && may(Standing::SignedIn, action, Place::Other);
                let allowed = may(*standing, action, place) || by_anybody;
                let done = run(case, &stage.service, who, agency).await;
                let was_refused =
                    matches!(&done, Err(problem) if matches!(problem.code, Code::Forbidden | Code::SignIn));
                assert_eq!(was_refused, !allowed, "{name} {case} own={is_own}: {done:?}");
                refused += usize::from(was_refused);
                if *standing == Standing::Visitor && was_refused {
                    assert_eq!(done.unwrap_err().code, Code::SignIn, "{case}");
                }
            }
        }
    }
    assert!(250 < refused, "{refused} refusals");
}
