//! Recovery of an account by two administrators.

use service::people::{Proof, Recovery, SignIn};
use service::{Caller, Code};
use store::memberships::Role;

use crate::people_device::Device;
use crate::people_kit::{Home, home, id_of, secret_of, visit};

const NEW: &str = "แม่น้ำสายเก่าหลังบ้าน";

async fn start(home: &Home, by: &Caller, agency: store::AgencyId, whom: &Caller) -> Recovery {
    home.service.start_recovery(by, &agency, &id_of(whom)).await.expect("started")
}

/// The link, from the letter.
fn link(home: &Home) -> String {
    let letters = home.post.0.lock().expect("whole");
    let body = &letters.last().expect("a letter").body;
    body.lines().find(|line| line.contains("/recover/")).expect("a link").to_owned()
}

#[tokio::test]
async fn one_starts_another_agrees_and_the_link_works_once() {
    let home = home().await;
    let (one, agency) = home.first().await;
    let one = home.caller(&one).await;
    let two = home.join(&one, Some(agency), Role::AgencyAdministrator, "two").await;
    let two = home.caller(&two).await;
    let officer = home.join(&one, Some(agency), Role::Officer, "nok").await;
    let caller = home.caller(&officer).await;
    let question = home.service.passkey_add_start(&caller).await.unwrap();
    let answer = Device::new(5).create(&question.options);
    let officer = home.service.passkey_add(&caller, &question.ticket, "x", &answer).await.unwrap();

    let recovery = start(&home, &one, agency, &caller).await;
    assert!(recovery.has_second_administrator && recovery.link.is_mailed && recovery.link.url.is_none());
    let secret = link(&home);
    let secret = secret_of(&secret);
    let accept = async || home.service.accept_recovery(&Caller::Visitor, &visit(), secret, NEW).await;
    assert_eq!(accept().await.unwrap_err().code, Code::LinkEnded, "nobody has agreed");
    let agree = async |by: &Caller| {
        home.service.agree_to_recovery(by, &recovery.link.id).await.map_err(|problem| problem.code)
    };
    assert_eq!(agree(&one).await, Err(Code::Conflict), "who started it");
    assert_eq!(agree(&caller).await, Err(Code::Forbidden), "an officer");
    assert_eq!(agree(&Caller::Visitor).await, Err(Code::SignIn));
    assert_eq!(agree(&two).await, Ok(()));
    assert_eq!(agree(&two).await, Err(Code::Conflict), "once");
    let view = home.service.invitation(&Caller::Visitor, &visit(), secret).await.unwrap();
    assert_eq!(view.login.as_deref(), Some("nok"));

    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (service, secret) = (home.service.clone(), secret.to_owned());
        tasks.push(tokio::spawn(async move {
            service.accept_recovery(&Caller::Visitor, &visit(), &secret, NEW).await.is_ok()
        }));
    }
    let mut won = 0;
    for task in tasks {
        won += usize::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
    assert_eq!(home.caller(&officer).await, Caller::Visitor, "earlier sessions ended");
    let inside = home.service.sign_in(&Caller::Visitor, &visit(), "nok", NEW).await.unwrap();
    assert!(matches!(inside, SignIn::Done(_)), "the passkey went: {inside:?}");
    let words: Vec<String> = home.trail().await.into_iter().map(|entry| entry.action).collect();
    for word in ["invitation.second", "invitation.accept", "password.change", "passkey.remove"] {
        assert!(words.iter().any(|one| one == word), "{word}");
    }
    home.whole().await;
}

#[tokio::test]
async fn the_agency_of_a_lone_administrator_asks_the_operator() {
    let home = home().await;
    let (first, _) = home.first().await;
    let operator = home.caller(&first).await;
    let there = home.another_agency("อบต.สอง").await;
    let admin = home.join(&operator, Some(there), Role::AgencyAdministrator, "lone").await;
    let admin = home.caller(&admin).await;
    let officer = home.join(&admin, Some(there), Role::Officer, "nok").await;
    let officer = home.caller(&officer).await;
    let recovery = start(&home, &admin, there, &officer).await;
    assert!(!recovery.has_second_administrator);
    home.service.agree_to_recovery(&operator, &recovery.link.id).await.unwrap();
    let secret = link(&home);
    assert!(home.service.accept_recovery(&Caller::Visitor, &visit(), secret_of(&secret), NEW).await.is_ok());

    // The lone administrator's own account: one operator starts, another agrees.
    let other = home.join(&operator, None, Role::Operator, "second").await;
    let other = home.caller(&other).await;
    let recovery = start(&home, &operator, there, &admin).await;
    assert_eq!(
        home.service.agree_to_recovery(&admin, &recovery.link.id).await.unwrap_err().code,
        Code::Conflict,
        "whose account it is"
    );
    home.service.agree_to_recovery(&other, &recovery.link.id).await.unwrap();
}

#[tokio::test]
async fn no_agency_gets_at_rights_that_are_held_elsewhere() {
    let home = home().await;
    let (first, here) = home.first().await;
    let operator = home.caller(&first).await;
    let one = home.caller(&home.join(&operator, Some(here), Role::AgencyAdministrator, "one").await).await;
    let refused = home.service.start_recovery(&one, &here, &id_of(&operator)).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden, "an operator is recovered by operators");

    let there = home.another_agency("อบต.สอง").await;
    let both = home.caller(&home.join(&operator, Some(here), Role::Officer, "both").await).await;
    let url = home.invite(&operator, Some(there), Role::AgencyAdministrator).await.url.unwrap();
    home.service.accept_as_myself(&both, &visit(), secret_of(&url)).await.unwrap();
    let refused = home.service.start_recovery(&one, &here, &id_of(&both)).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden, "and who works in two agencies by both");
    let recovery = start(&home, &operator, here, &both).await;
    let refused = home.service.agree_to_recovery(&one, &recovery.link.id).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    let stranger = home.service.start_recovery(&one, &there, &id_of(&both)).await.unwrap_err();
    assert_eq!(stranger.code, Code::Forbidden);
    let own = home.service.start_recovery(&one, &here, &id_of(&one)).await.unwrap_err();
    assert_eq!(own.code, Code::Conflict);
}

#[tokio::test]
async fn a_recovery_ends_by_time_by_revoking_and_by_a_newer_one() {
    let home = home().await;
    let (one, agency) = home.first().await;
    let one = home.caller(&one).await;
    let two = home.caller(&home.join(&one, Some(agency), Role::AgencyAdministrator, "two").await).await;
    let officer = home.caller(&home.join(&one, Some(agency), Role::Officer, "nok").await).await;
    let ended = async |secret: &str| {
        let accepted = home.service.accept_recovery(&Caller::Visitor, &visit(), secret, NEW).await;
        assert_eq!(accepted.unwrap_err().code, Code::LinkEnded);
    };
    let older = start(&home, &one, agency, &officer).await;
    let older_link = link(&home);
    let newer = start(&home, &one, agency, &officer).await;
    let refused = home.service.agree_to_recovery(&two, &older.link.id).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    ended(secret_of(&older_link)).await;
    home.service.agree_to_recovery(&two, &newer.link.id).await.unwrap();
    let newer_link = link(&home);
    home.service.revoke_invitation(&two, &newer.link.id).await.unwrap();
    ended(secret_of(&newer_link)).await;

    let late = start(&home, &one, agency, &officer).await;
    home.service.agree_to_recovery(&two, &late.link.id).await.unwrap();
    let late_link = link(&home);
    home.clock.forward(48 * 3_600);
    ended(secret_of(&late_link)).await;
    let wrong = home.service.prove(&officer, &visit(), Proof::Password(NEW)).await.unwrap_err();
    assert_eq!(wrong.code, Code::WrongCredentials, "the password is the old one");
}
