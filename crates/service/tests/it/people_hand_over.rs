//! Invitations, roles, and hand-over when somebody leaves.

use domain::Language;
use service::people::NewInvite;
use service::{Caller, Code};
use store::memberships::Role;
use store::{Act, Actor, PlanId, plans, successions};
use thai::FiscalYear;

use crate::people_kit::{Home, PASSWORD, home, id_of, person, secret_of, visit};

async fn plan(home: &Home, by: &Caller, agency: store::AgencyId, name: &'static str) -> PlanId {
    let id = PlanId::new(home.service.now(), [u8::try_from(name.len()).expect("short"); 10]);
    let act = Act::new(home.service.now(), Actor::Person(id_of(by)));
    let year = FiscalYear::new(2569).expect("a year");
    let add = move |tx: &mut store::Write<'_>| {
        plans::add(tx, &act, &id, &agency, year, name)?;
        plans::save(tx, &act, &id, 0, "{}")
    };
    home.service.store().write(add).await.expect("saved");
    id
}

#[tokio::test]
async fn whoever_leaves_hands_over_and_comes_in_no_more() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let admin = home.caller(&first).await;
    let leaving = home.join(&admin, Some(agency), Role::AgencyAdministrator, "leaving").await;
    let caller = home.caller(&leaving).await;
    let staying = home.caller(&home.join(&admin, Some(agency), Role::Officer, "staying").await).await;
    let stranger = home.another_agency("อบต.สอง").await;
    let stranger = home.caller(&home.join(&admin, Some(stranger), Role::Officer, "stranger").await).await;
    let one = plan(&home, &caller, agency, "แผนหนึ่ง").await;
    plan(&home, &staying, agency, "แผนของผู้อื่น").await;
    let own_door = home.invite(&caller, Some(agency), Role::AgencyAdministrator).await.url.unwrap();

    let (who, service) = (id_of(&caller), &home.service);
    let work = service.open_work(&admin, &agency, &who).await.unwrap();
    assert_eq!(work.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["แผนหนึ่ง"]);
    for wrong in [None, Some(who), Some(id_of(&stranger))] {
        let refused = service.hand_over(&admin, &agency, &who, wrong.as_ref()).await.unwrap_err();
        assert_eq!((refused.code, refused.fields[0].field.as_str()), (Code::Invalid, "successor"));
    }
    assert_ne!(home.caller(&leaving).await, Caller::Visitor, "nothing has happened so far");
    let before = home.trail().await.len();
    let done = service.hand_over(&admin, &agency, &who, Some(&id_of(&staying))).await.unwrap();
    assert_eq!((done.work.len(), done.roles, done.sessions, done.is_account_closed), (1, 1, 1, true));
    assert_eq!(
        home.actions_since(before).await,
        ["succession.add", "invitation.revoke", "membership.end", "session.end", "person.leave"]
    );
    assert_eq!(home.caller(&leaving).await, Caller::Visitor);
    let refused = service.sign_in(&Caller::Visitor, &visit(), "leaving", PASSWORD).await.unwrap_err();
    assert_eq!(refused.code, Code::WrongCredentials);
    let door = service.accept(&Caller::Visitor, &visit(), secret_of(&own_door), &person("again")).await;
    assert_eq!(door.unwrap_err().code, Code::LinkEnded, "no door is left open");
    let named = service.store().read(move |tx| successions::of_agency(tx, &agency)).await.unwrap();
    assert_eq!(named[0].named.object, format!("plans/{one}"));
    assert_eq!(service.open_work(&admin, &agency, &id_of(&staying)).await.unwrap().len(), 2);
    let rows = home.trail().await;
    assert!(rows.iter().any(|row| row.actor == format!("person/{who}")), "what they did stays");
    let listed = service.people(&admin, Some(&agency)).await.unwrap();
    let left = listed.iter().find(|one| one.person.id == who).expect("still listed");
    assert!(left.roles.is_empty());
    let gone = service.hand_over(&admin, &agency, &who, None).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
    home.whole().await;
}

#[tokio::test]
async fn nobody_takes_the_last_administrator_away() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let admin = home.caller(&first).await;
    let me = id_of(&admin);
    let officer = home.caller(&home.join(&admin, Some(agency), Role::Officer, "nok").await).await;
    let refused = home.service.hand_over(&admin, &agency, &me, Some(&id_of(&officer))).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    let Caller::Person { memberships, .. } = &admin else { panic!() };
    for role in memberships {
        let refused = home.service.end_role(&admin, &role.given.id).await.unwrap_err();
        assert_eq!(refused.code, Code::Conflict, "{:?}", role.given.role);
    }

    // Two administrators who let each other go at the same time: one stays.
    let here = home.another_agency("อบต.สอง").await;
    let one = home.caller(&home.join(&admin, Some(here), Role::AgencyAdministrator, "one").await).await;
    let two = home.caller(&home.join(&admin, Some(here), Role::AgencyAdministrator, "two").await).await;
    let mut tasks = Vec::new();
    for (by, whom) in [(one.clone(), id_of(&two)), (two.clone(), id_of(&one))] {
        let service = home.service.clone();
        tasks.push(tokio::spawn(async move { service.hand_over(&by, &here, &whom, None).await }));
    }
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.unwrap().map(drop).map_err(|problem| problem.code));
    }
    done.sort_by_key(Result::is_err);
    assert_eq!(done, [Ok(()), Err(Code::Conflict)]);
}

#[tokio::test]
async fn roles_are_given_and_ended() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let admin = home.caller(&first).await;
    let inside = home.join(&admin, Some(agency), Role::Officer, "nok").await;
    let who = inside.person;
    let give = async |role, unit| {
        home.service.give_role(&admin, Some(&agency), &who, role, unit, None).await.map_err(|one| one.code)
    };
    let id = give(Role::Executive, None).await.unwrap();
    assert_eq!(give(Role::Executive, None).await, Err(Code::Exists));
    assert_eq!(give(Role::Operator, None).await, Err(Code::Invalid));
    assert_eq!(give(Role::UnitStaff, None).await, Err(Code::Invalid), "without a unit");
    let stranger = home.another_agency("อบต.สอง").await;
    let other = home.join(&admin, Some(stranger), Role::Officer, "other").await;
    let far = home.service.give_role(&admin, Some(&agency), &other.person, Role::Officer, None, None).await;
    assert_eq!(far.unwrap_err().code, Code::NotFound, "who is new to the agency is invited");
    let mut roles = home.caller(&inside).await.roles(Some(&agency));
    roles.sort();
    assert_eq!(roles, [Role::Officer, Role::Executive], "at once, in the session that is open");
    home.clock.forward(1);
    home.service.end_role(&admin, &id).await.unwrap();
    assert_eq!(home.caller(&inside).await.roles(Some(&agency)), [Role::Officer]);
    let Caller::Person { memberships, .. } = home.caller(&inside).await else { panic!() };
    let last = home.service.end_role(&admin, &memberships[0].given.id).await.unwrap_err();
    assert_eq!(last.code, Code::Conflict, "the last role ends by a hand-over");
}

#[tokio::test]
async fn an_invitation_is_sent_or_shown_listed_revoked_and_too_old() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let admin = home.caller(&first).await;
    let invite = |email: Option<&str>| NewInvite {
        agency: Some(agency),
        unit: None,
        role: Role::Auditor,
        email: email.map(str::to_owned),
        language: Language::English,
    };
    let sent = home.service.invite(&admin, invite(Some("nok@example.go.th"))).await.unwrap();
    assert_eq!((sent.is_mailed, &sent.url), (true, &None), "what is sent is not shown");
    let body = home.post.0.lock().unwrap().last().unwrap().body.clone();
    let url = body.lines().find(|line| line.starts_with("http://localhost:8568/join/")).unwrap().to_owned();
    let not_sent = home.service.invite(&admin, invite(Some("lost@example.go.th"))).await.unwrap();
    assert!(!not_sent.is_mailed && not_sent.url.is_some());
    let revoked = home.service.invite(&admin, invite(None)).await.unwrap();
    home.service.revoke_invitation(&admin, &revoked.id).await.unwrap();
    let again = home.service.revoke_invitation(&admin, &revoked.id).await.unwrap_err();
    assert_eq!(again.code, Code::NotFound);
    let list = home.service.invitations(&admin, Some(&agency)).await.unwrap();
    assert_eq!(list.iter().filter(|one| one.is_open).count(), 2);

    let view = home.service.invitation(&Caller::Visitor, &visit(), secret_of(&url)).await.unwrap();
    assert_eq!((view.agency.as_deref(), view.role), (Some("อบต.หนึ่ง"), Some(Role::Auditor)));
    let accept = async |url: &str, login: &str| {
        home.service.accept(&Caller::Visitor, &visit(), secret_of(url), &person(login)).await
    };
    let taken = accept(&url, "FIRST").await.unwrap_err();
    assert_eq!((taken.code, taken.fields[0].field.as_str()), (Code::Exists, "login"));
    for ended in [&revoked.url.unwrap(), "http://localhost:8568/join/abc", ""] {
        assert_eq!(accept(ended, "nok").await.unwrap_err().code, Code::LinkEnded);
    }
    assert!(accept(&url, "nok").await.is_ok(), "a taken login has not used the link up");
    assert_eq!(accept(&url, "nok2").await.unwrap_err().code, Code::LinkEnded);

    let other = home.join(&admin, Some(agency), Role::AgencyAdministrator, "other").await;
    let caller = home.caller(&other).await;
    home.service.give_role(&admin, Some(&agency), &other.person, Role::Officer, None, None).await.unwrap();
    let door = home.invite(&caller, Some(agency), Role::AgencyAdministrator).await.url.unwrap();
    let Caller::Person { memberships, .. } = &caller else { panic!() };
    home.service.end_role(&admin, &memberships[0].given.id).await.unwrap();
    assert_eq!(
        accept(&door, "door").await.unwrap_err().code,
        Code::LinkEnded,
        "made in a role that has ended"
    );

    let closed = home.another_agency("อบต.ยุบ").await;
    let url = home.invite(&admin, Some(closed), Role::Officer).await.url.unwrap();
    let act = Act::new(home.service.now(), Actor::Console);
    home.service.store().write(move |tx| store::agencies::close(tx, &act, &closed)).await.unwrap();
    assert_eq!(accept(&url, "closed").await.unwrap_err().code, Code::LinkEnded);

    home.clock.forward(7 * 86_400);
    let late = accept(&not_sent.url.unwrap(), "late").await.unwrap_err();
    assert_eq!(late.code, Code::LinkEnded);
}
