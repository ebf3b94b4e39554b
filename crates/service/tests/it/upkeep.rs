//! My tasks, the audit log, backups, the doctor.

use jiff::SignedDuration;
use service::assess::Upload;
use service::audit::AuditQuery;
use service::disclose::Decision;
use service::home::Task;
use service::maintenance::{Health, Surroundings, restore};
use service::{Caller, Code};
use store::invitations::{NewInvitation, Purpose};
use store::memberships::Role;
use store::{AgencyId, Digest, InvitationId, credentials, invitations};

use crate::stage::{Stage, example};

const YES: Decision = Decision { doubts_are_accepted: true };

async fn tasks(stage: &Stage, who: &Caller) -> Vec<Task> {
    stage.service.home(who).await.unwrap().tasks.into_iter().map(|line| line.task).collect()
}

async fn added(stage: &Stage, agency: &AgencyId, who: &Caller) -> store::AssessmentId {
    let upload = Upload { name: "a.json".into(), bytes: example("tham-rong-2568.json") };
    stage.service.add_assessment(who, agency, upload).await.unwrap().id
}

#[tokio::test]
async fn tasks_come_and_go_with_the_state_of_things() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.ถ้ำรงค์", "เพชรบุรี").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let year = thai::FiscalYear::new(2568).unwrap();
    assert_eq!(tasks(&stage, &head).await, [Task::SecondFactor, Task::Administrator, Task::Units]);

    let (person, act) = (head.person().unwrap(), stage.act());
    let two = stage.act();
    service
        .store()
        .write(move |tx| {
            credentials::add_totp(tx, &act, &person, b"secret")?;
            credentials::use_totp(tx, &two, &person, 1)
        })
        .await
        .unwrap();
    stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    service.add_suggested_units(&head, &agency).await.unwrap();
    assert_eq!(tasks(&stage, &head).await, [], "nothing waits");

    let id = added(&stage, &agency, &head).await;
    assert_eq!(tasks(&stage, &head).await, [Task::Publish(id, year)]);
    service.publish(&head, &agency, &id, YES).await.unwrap();
    // Its report contradicts itself at indicator 8.
    assert_eq!(tasks(&stage, &head).await, [Task::Figures(id, year)]);
    service.withdraw(&head, &agency, &id).await.unwrap();
    assert_eq!(tasks(&stage, &head).await, []);

    let new = |n: u8, hours: i64| NewInvitation {
        id: InvitationId::new(stage.now(), stage.ten()),
        token: Digest::of(&[n]),
        purpose: Purpose::Join,
        agency: Some(agency),
        unit: None,
        role: Some(Role::Officer),
        person: None,
        expires_at: stage.now() + SignedDuration::from_hours(hours),
    };
    let (soon, later) = (new(1, 40), new(2, 100));
    let (id, until, act) = (soon.id, soon.expires_at, stage.act());
    service
        .store()
        .write(move |tx| {
            invitations::add(tx, &act, &later)?;
            invitations::add(tx, &act, &soon)
        })
        .await
        .unwrap();
    let home = service.home(&head).await.unwrap();
    assert_eq!(home.tasks.len(), 1);
    assert_eq!(
        (home.tasks[0].task, home.tasks[0].agency.as_ref().unwrap().1.as_str()),
        (Task::Invitation(id), "อบต.ถ้ำรงค์")
    );
    assert!(home.tasks[0].due.unwrap() <= until);
    stage.clock.forward(SignedDuration::from_hours(41));
    assert_eq!(tasks(&stage, &head).await, [], "it has ended");

    // Others see what concerns them alone.
    let auditor = stage.person(Role::Auditor, Some(&agency)).await;
    assert_eq!(tasks(&stage, &auditor).await, [Task::SecondFactor]);
    assert_eq!(service.home(&Caller::Visitor).await.unwrap_err().code, Code::SignIn);
}

#[tokio::test]
async fn the_operator_is_reminded_of_backups() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let operator = stage.person(Role::Operator, None).await;
    assert_eq!(tasks(&stage, &operator).await, [Task::SecondFactor, Task::Backup]);
    let file = stage.folder().join("one.db");
    service.make_backup(&operator, &file).await.unwrap();
    assert_eq!(tasks(&stage, &operator).await, [Task::SecondFactor]);
    stage.clock.forward(SignedDuration::from_hours(8 * 24));
    let home = service.home(&operator).await.unwrap();
    assert_eq!(home.tasks[0].task, Task::Backup, "what has a time stands first");
    assert!(home.tasks[0].due.unwrap() < stage.now());
    let again = service.make_backup(&operator, &file).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict, "a backup is never replaced");
}

#[tokio::test]
async fn the_log_tells_who_did_what_in_which_role() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.ถ้ำรงค์", "เพชรบุรี").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let id = added(&stage, &agency, &head).await;
    stage.clock.forward(SignedDuration::from_hours(1));
    let between = stage.now();
    service.publish(&head, &agency, &id, YES).await.unwrap();
    service.add_suggested_units(&head, &agency).await.unwrap();
    let ask = |query: AuditQuery| {
        let (service, head) = (service.clone(), head.clone());
        async move { service.audit_log(&head, Some(&agency), &query).await.unwrap() }
    };
    let all = ask(AuditQuery::default()).await;
    // The agency, the role given, the assessment, its publication, six units.
    assert_eq!((all.lines.len(), all.next), (10, None));
    let publish =
        ask(AuditQuery { action: Some("assessment.publish".into()), ..AuditQuery::default() }).await;
    let [line] = publish.lines.as_slice() else { panic!("one") };
    assert_eq!(line.entry.role.as_deref(), Some("agency-administrator"));
    assert_eq!(line.name.as_deref(), Some("ผู้ใช้ agency-administrator"));
    assert!(line.entry.before.is_none() && line.entry.after.is_some());
    let of_subject = ask(AuditQuery { action: Some("assessment.".into()), ..AuditQuery::default() }).await;
    assert_eq!(of_subject.lines.len(), 2);
    let late = ask(AuditQuery { from: Some(between), ..AuditQuery::default() }).await;
    assert_eq!(late.lines.len(), 7);
    let early = ask(AuditQuery { until: Some(between), ..AuditQuery::default() }).await;
    assert_eq!(early.lines.len(), 3);
    let own = ask(AuditQuery { person: head.person(), ..AuditQuery::default() }).await;
    assert_eq!(own.lines.len(), 8);

    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = ask(AuditQuery { before, limit: 3, ..AuditQuery::default() }).await;
        seen.extend(page.lines.iter().map(|line| line.entry.seq));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, all.lines.iter().map(|line| line.entry.seq).collect::<Vec<_>>());
    let empty = AuditQuery { from: Some(between), until: Some(between), ..AuditQuery::default() };
    assert!(ask(empty).await.lines.is_empty());
    stage.clock.forward(SignedDuration::from_hours(1));
    let wrong = AuditQuery { from: Some(stage.now()), until: Some(between), ..AuditQuery::default() };
    assert_eq!(service.audit_log(&head, Some(&agency), &wrong).await.unwrap_err().code, Code::Invalid);
}

#[tokio::test]
async fn the_doctor_finds_what_was_tampered_with() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.ถ้ำรงค์", "เพชรบุรี").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let operator = stage.person(Role::Operator, None).await;
    let id = added(&stage, &agency, &head).await;
    service.publish(&head, &agency, &id, YES).await.unwrap();
    let checkpoint = service.take_checkpoint(&operator).await.unwrap();
    service.make_backup(&operator, &stage.folder().join("one.db")).await.unwrap();
    let look = |free: u64| {
        let (service, operator) = (service.clone(), operator.clone());
        async move {
            let around = Surroundings { free_bytes: Some(free) };
            let checks = service.doctor(&operator, &around).await.unwrap();
            let wrong = checks.into_iter().filter(|check| check.health != Health::Good);
            wrong.map(|check| (check.code, check.health)).collect::<Vec<_>>()
        }
    };
    assert_eq!(look(1 << 40).await, []);
    assert_eq!(look(500 << 20).await, [("space", Health::Warning)]);
    assert!(service.check_audit(&operator, &[checkpoint]).await.unwrap().report.is_whole());

    // Somebody with the file in their hands raises a score, and cuts the guard that would have refused it.
    let path = stage.folder().join("store.db");
    testkit::tamper(
        &path,
        "DROP TRIGGER scores_no_update; UPDATE scores SET hundredths = 10000 WHERE path = 'overall'; \
         DROP TRIGGER audit_no_update; UPDATE audit SET action = 'x.y' WHERE seq = 2",
    );
    assert_eq!(look(1 << 40).await, [("audit", Health::Bad), ("scores", Health::Bad)]);
    let refused = service.take_checkpoint(&operator).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
}

#[tokio::test]
async fn a_restored_backup_has_the_same_scores_and_no_open_session() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let agency = stage.agency("อบต.ถ้ำรงค์", "เพชรบุรี").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let operator = stage.person(Role::Operator, None).await;
    let id = added(&stage, &agency, &head).await;
    let file = stage.folder().join("one.db");
    let made = service.make_backup(&operator, &file).await.unwrap();
    assert_eq!(service.verify_backup(&operator, &file).await.unwrap(), made);

    let address = format!("sqlite:{}", stage.folder().join("two.db").display());
    assert_eq!(restore(&file, &address, stage.now()).await.unwrap(), made);
    let second = store::Store::open(&address).await.unwrap();
    let scores = |store: store::Store| async move {
        store.read(move |tx| store::assessments::scores(tx, &id)).await.unwrap()
    };
    assert_eq!(scores(second.clone()).await, scores(service.store().clone()).await);
    let last = second.read(|tx| store::audit::list(tx, None, None, 1)).await.unwrap();
    assert_eq!(last[0].action, "backup.restore");
    let again = restore(&file, &address, stage.now()).await.unwrap_err();
    assert_eq!(again, store::Error::Backup(store::backup::BackupFault::Occupied));

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(stage.folder().join("bad.db"), bytes).unwrap();
    assert!(service.verify_backup(&operator, &stage.folder().join("bad.db")).await.is_err());
}

#[tokio::test]
async fn upkeep_changes_nothing_when_all_is_well() {
    let stage = Stage::new().await;
    let service = &stage.service;
    let first = service.every_minute().await.unwrap();
    assert!(!first.is_read_only && !first.resumed);
    let seen = service.public_version();
    service.every_minute().await.unwrap();
    assert_eq!(service.public_version(), seen);
    assert_eq!(service.every_day().await.unwrap(), 0);
}
