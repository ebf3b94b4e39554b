//! Every use case about people, asked for in every role: refused exactly where the table of rights refuses.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use domain::Language;
use service::access::Action;
use service::people::{AccountDetails, NewInvite, Proof};
use service::{Caller, Code, Problem, Service};
use store::memberships::Role;
use store::{AgencyId, InvitationId, MembershipId, PasskeyId, PersonId, SessionId};

use crate::people_kit::{PASSWORD, home, id_of, person, visit};

/// What the use cases are asked about.
#[derive(Clone, Copy)]
struct About {
    agency: AgencyId,
    person: PersonId,
    membership: MembershipId,
    invitation: InvitationId,
    recovery: InvitationId,
    session: SessionId,
    passkey: PasskeyId,
}

type Asked<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + 'a>>;
type Ask = for<'a> fn(&'a Service, &'a Caller, &'a About) -> Asked<'a>;

struct Case {
    name: &'static str,
    action: Action,
    /// Whether it is about the agency, or stands above agencies.
    in_agency: bool,
    ask: Ask,
}

macro_rules! cases {
    ($($name:ident $action:ident $in_agency:literal |$s:ident, $c:ident, $a:ident| $call:expr;)*) => {
        vec![$(Case {
            name: stringify!($name),
            action: Action::$action,
            in_agency: $in_agency,
            ask: |$s, $c, $a| { let _ = $a; Box::pin(async move { $call.await.map(drop) }) },
        }),*]
    };
}

fn invite(agency: AgencyId) -> NewInvite {
    NewInvite { agency: Some(agency), unit: None, role: Role::Officer, email: None, language: Language::Thai }
}

fn details() -> AccountDetails {
    AccountDetails {
        name: "ก".into(), title: String::new(), email: String::new(), language: Language::Thai
    }
}

fn cases() -> Vec<Case> {
    cases! {
        sign_in SignIn false |s, c, a| s.sign_in(c, &visit(), "nobody", PASSWORD);
        sign_in_code SignIn false |s, c, a| s.sign_in_code(c, &visit(), "x", "000000");
        passkey_sign_in_start SignIn false |s, c, a| s.passkey_sign_in_start(c, &visit());
        passkey_sign_in SignIn false |s, c, a| s.passkey_sign_in(c, &visit(), "x", "{}");
        invitation SignIn false |s, c, a| s.invitation(c, &visit(), "x");
        accept SignIn false |s, c, a| async { s.accept(c, &visit(), "x", &person("x")).await };
        accept_first SignIn false |s, c, a| async { s.accept_first(c, &visit(), "x", &person("x"), None).await };
        accept_recovery SignIn false |s, c, a| s.accept_recovery(c, &visit(), "x", PASSWORD);
        first_link Operate false |s, c, a| s.first_link(c);
        set_password_at_console Operate false |s, c, a| s.set_password_at_console(c, "nobody", PASSWORD);
        account SeeOwnAccount false |s, c, a| s.account(c);
        sessions SeeOwnAccount false |s, c, a| s.sessions(c);
        end_session ChangeOwnAccount false |s, c, a| s.end_session(c, &a.session);
        end_other_sessions ChangeOwnAccount false |s, c, a| s.end_other_sessions(c);
        prove ChangeOwnAccount false |s, c, a| s.prove(c, &visit(), Proof::Code("000000"));
        accept_as_myself ChangeOwnAccount false |s, c, a| s.accept_as_myself(c, &visit(), "x");
        change_account ChangeOwnAccount false |s, c, a| async { s.change_account(c, &details()).await };
        change_password ChangeOwnAccount false |s, c, a| s.change_password(c, &visit(), "x", "y");
        totp_start ChangeOwnAccount false |s, c, a| s.totp_start(c);
        totp_confirm ChangeOwnAccount false |s, c, a| s.totp_confirm(c, &visit(), "000000");
        totp_remove ChangeOwnAccount false |s, c, a| s.totp_remove(c);
        new_spare_codes ChangeOwnAccount false |s, c, a| s.new_spare_codes(c);
        passkey_prove_start ChangeOwnAccount false |s, c, a| s.passkey_prove_start(c);
        passkey_prove ChangeOwnAccount false |s, c, a| s.passkey_prove(c, "x", "{}");
        passkey_add_start ChangeOwnAccount false |s, c, a| s.passkey_add_start(c);
        passkey_add ChangeOwnAccount false |s, c, a| s.passkey_add(c, "x", "x", "{}");
        passkey_rename ChangeOwnAccount false |s, c, a| s.passkey_rename(c, &a.passkey, "x");
        passkey_remove ChangeOwnAccount false |s, c, a| s.passkey_remove(c, &a.passkey);
        people SeePeople true |s, c, a| s.people(c, Some(&a.agency));
        open_work ManagePeople true |s, c, a| s.open_work(c, &a.agency, &a.person);
        invitations ManagePeople true |s, c, a| s.invitations(c, Some(&a.agency));
        invite ManagePeople true |s, c, a| s.invite(c, invite(a.agency));
        give_role ManagePeople true |s, c, a| s.give_role(c, Some(&a.agency), &a.person, Role::Auditor, None, None);
        start_recovery ManagePeople true |s, c, a| s.start_recovery(c, &a.agency, &a.person);
        agree_to_recovery AgreeToRecovery true |s, c, a| s.agree_to_recovery(c, &a.recovery);
        revoke_invitation ManagePeople true |s, c, a| s.revoke_invitation(c, &a.invitation);
        end_role ManagePeople true |s, c, a| s.end_role(c, &a.membership);
        hand_over ManagePeople true |s, c, a| s.hand_over(c, &a.agency, &a.person, None);
        // Ends the session that asks, so it comes last.
        sign_out SignIn false |s, c, a| s.sign_out(c);
    }
}

#[tokio::test]
async fn each_use_case_is_refused_where_the_table_refuses() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let first = home.caller(&first).await;
    let there = home.another_agency("อบต.สอง").await;
    let mut callers = vec![("visitor", Caller::Visitor)];
    for (n, role) in (0..).zip(Role::ALL.into_iter().filter(|&role| role != Role::UnitStaff)) {
        for (place, at) in [("own", agency), ("other", there)] {
            let at = Some(at).filter(|_| role != Role::Operator);
            let inside = home.join(&first, at, role, &format!("{place}{n}")).await;
            home.clock.forward(10);
            callers.push((role.code(), home.caller(&inside).await));
        }
    }
    let victim = home.caller(&home.join(&first, Some(agency), Role::Officer, "victim").await).await;
    let Caller::Person { id, session, memberships, .. } = &victim else { panic!() };
    let recovery = home.service.start_recovery(&first, &agency, id).await.unwrap().link.id;
    let about = About {
        agency,
        person: id_of(&victim),
        membership: memberships[0].given.id,
        invitation: home.invite(&first, Some(agency), Role::Officer).await.id,
        recovery,
        session: *session,
        passkey: PasskeyId::new(home.service.now(), [0; 10]),
    };
    let mut refusals = 0;
    for (role, caller) in &callers {
        for case in cases() {
            home.clock.forward(60);
            let expected = caller.require(case.action, case.in_agency.then_some(&about.agency)).err();
            let found = (case.ask)(&home.service, caller, &about).await.err();
            let refused = |code: Code| matches!(code, Code::SignIn | Code::Forbidden);
            let found = found.map(|problem| problem.code).filter(|code| refused(*code));
            // Even an operator does not do at a distance what asks for the machine itself.
            if case.name == "set_password_at_console" && expected.is_none() {
                assert_eq!(found, Some(Code::Forbidden));
                continue;
            }
            refusals += usize::from(expected.is_some());
            assert_eq!(found, expected.map(|problem| problem.code), "{role} {}", case.name);
        }
    }
    assert!(100 < refusals, "{refusals}");
    home.whole().await;
}

#[test]
fn no_use_case_is_missing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/people");
    let mut written = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let names = text.split("    pub async fn ").skip(1).filter_map(|rest| rest.split('(').next());
        written.extend(names.map(str::to_owned));
    }
    // They tell who asks, so nobody asks them.
    assert!(written.remove("caller") && written.remove("caller_with_names"));
    let tested: BTreeSet<String> = cases().iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(tested, written);
}
