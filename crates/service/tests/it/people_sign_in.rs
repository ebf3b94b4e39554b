//! Ways in: the first link, invitations, passwords, sessions and their ends.

use service::people::SignIn;
use service::{Caller, Code, Strength};
use store::memberships::Role;

use crate::people_kit::{PASSWORD, home, person, secret_of, visit};

#[tokio::test]
async fn the_first_administrator_comes_in_by_a_link_that_works_once() {
    let home = home().await;
    let service = &home.service;
    let old = service.first_link(&Caller::Console).await.unwrap().unwrap().url.unwrap();
    let (inside, agency) = home.first().await;
    let refused = service.invitation(&Caller::Visitor, &visit(), secret_of(&old)).await.unwrap_err();
    assert_eq!(refused.code, Code::LinkEnded, "a later start ends the link of an earlier one");
    assert_eq!(service.first_link(&Caller::Console).await.unwrap(), None, "no longer needed");
    let caller = home.caller(&inside).await;
    assert_eq!(caller.roles(None), [Role::Operator]);
    assert_eq!(caller.roles(Some(&agency)), [Role::AgencyAdministrator]);
    for anybody in
        [Caller::Visitor, home.caller(&home.join(&caller, Some(agency), Role::Officer, "nok").await).await]
    {
        let refused = service.first_link(&anybody).await.unwrap_err();
        assert!(matches!(refused.code, Code::SignIn | Code::Forbidden));
    }
    home.whole().await;
}

#[tokio::test]
async fn of_two_first_links_used_at_once_one_makes_the_operator() {
    let home = home().await;
    let link = home.service.first_link(&Caller::Console).await.unwrap().unwrap().url.unwrap();
    let mut tasks = Vec::new();
    for n in 0..8 {
        let (service, link) = (home.service.clone(), link.clone());
        tasks.push(tokio::spawn(async move {
            let new = person(&format!("first{n}"));
            service.accept_first(&Caller::Visitor, &visit(), secret_of(&link), &new, None).await
        }));
    }
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(problem) => assert_eq!(problem.code, Code::LinkEnded),
        }
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn sixty_four_accept_one_invitation_and_one_wins() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let first = home.caller(&first).await;
    let url = home.invite(&first, Some(agency), Role::Officer).await.url.unwrap();
    let mut tasks = Vec::new();
    for n in 0..64 {
        let (service, url) = (home.service.clone(), url.clone());
        tasks.push(tokio::spawn(async move {
            let visit = service::people::Visit { address: None, device: String::from("x") };
            service.accept(&Caller::Visitor, &visit, secret_of(&url), &person(&format!("nok{n}"))).await
        }));
    }
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(problem) => assert_eq!(problem.code, Code::LinkEnded),
        }
    }
    assert_eq!(won, 1);
    let people = home.service.store().read(store::people::count).await.unwrap();
    assert_eq!(people, 2, "nobody was left half made");
    home.whole().await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let home = home().await;
    home.first().await;
    let service = &home.service;
    let before = home.trail().await.len();
    let mut answers = Vec::new();
    for (login, password) in
        [("first", "not the password"), ("nobody", PASSWORD), ("\0", PASSWORD), ("first", "")]
    {
        answers.push(service.sign_in(&Caller::Visitor, &visit(), login, password).await.unwrap_err());
    }
    assert!(answers.iter().all(|one| *one == answers[0]), "{answers:?}");
    assert_eq!(answers[0].code, Code::WrongCredentials);
    assert_eq!(home.actions_since(before).await, ["sign-in.fail"; 4], "each leaves one row, known or not");
    let done = service.sign_in(&Caller::Visitor, &visit(), "  FIRST ", PASSWORD).await.unwrap();
    let SignIn::Done(inside) = done else { panic!("{done:?}") };
    assert_eq!(inside.strength, Strength::Password);
}

#[tokio::test]
async fn tries_are_limited_by_login_and_by_address() {
    let home = home().await;
    home.first().await;
    let service = &home.service;
    let wrong = async |login: &str, address: &str| {
        let visit = service::people::Visit { address: address.parse().ok(), device: String::new() };
        service.sign_in(&Caller::Visitor, &visit, login, "wrong wrong wrong").await.unwrap_err()
    };
    for n in 0..10 {
        assert_eq!(wrong("first", &format!("198.51.100.{n}")).await.code, Code::WrongCredentials);
    }
    let refused = wrong("first", "198.51.100.99").await;
    assert_eq!((refused.code, refused.wait), (Code::TooMany, Some(60)));
    let right = service.sign_in(&Caller::Visitor, &visit(), "first", PASSWORD).await.unwrap_err();
    assert_eq!(right.code, Code::TooMany, "also with the right password");
    home.clock.forward(60);
    assert!(service.sign_in(&Caller::Visitor, &visit(), "first", PASSWORD).await.is_ok());
    assert_eq!(
        wrong("first", "198.51.100.1").await.code,
        Code::WrongCredentials,
        "whoever got in begins anew"
    );

    for n in 0..60 {
        assert_eq!(wrong(&format!("login{n}"), "192.0.2.1").await.code, Code::WrongCredentials);
    }
    assert_eq!(wrong("another", "192.0.2.1").await.code, Code::TooMany);
    assert_eq!(wrong("another", "192.0.2.2").await.code, Code::WrongCredentials);
}

#[tokio::test]
async fn a_session_ends_by_idleness_by_age_and_by_signing_out() {
    let home = home().await;
    home.first().await;
    let service = &home.service;
    let visitor = Caller::Visitor;

    let idle = home.sign_in("first").await;
    home.clock.forward(30 * 60);
    assert_ne!(home.caller(&idle).await, visitor, "half an hour is still in time, and counts as a use");
    home.clock.forward(30 * 60 + 1);
    assert_eq!(home.caller(&idle).await, visitor);

    let long = home.sign_in("first").await;
    for _ in 0..35 {
        home.clock.forward(20 * 60);
        assert_ne!(home.caller(&long).await, visitor);
    }
    home.clock.forward(20 * 60);
    assert_eq!(home.caller(&long).await, visitor, "twelve hours");

    let out = home.sign_in("first").await;
    let caller = home.caller(&out).await;
    service.sign_out(&caller).await.unwrap();
    assert_eq!(home.caller(&out).await, visitor);
    service.sign_out(&caller).await.expect("in another tab as well");
    for wrong in ["", "x", &"a".repeat(52), &"ก".repeat(52)] {
        assert_eq!(service.caller(wrong).await.unwrap(), visitor);
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_session_of_the_same_browser() {
    let home = home().await;
    home.first().await;
    let old = home.sign_in("first").await;
    let caller = home.caller(&old).await;
    let elsewhere = home.sign_in("first").await;
    let again = home.service.sign_in(&caller, &visit(), "first", PASSWORD).await.unwrap();
    let SignIn::Done(new) = again else { panic!("{again:?}") };
    assert_eq!(home.caller(&old).await, Caller::Visitor, "a stolen cookie of before opens nothing");
    assert_ne!(home.caller(&new).await, Caller::Visitor);
    assert_ne!(home.caller(&elsewhere).await, Caller::Visitor, "another browser stays");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let caller = home.caller(&first).await;
    let other = home.join(&caller, Some(agency), Role::Officer, "nok").await;
    let other = home.caller(&other).await;
    home.clock.forward(1);
    let second = home.sign_in("first").await;
    let list = home.service.sessions(&caller).await.unwrap();
    assert_eq!(list.iter().map(|one| one.is_this).collect::<Vec<_>>(), [false, true]);
    let refused = home.service.end_session(&other, &second.session).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    home.service.end_session(&caller, &second.session).await.unwrap();
    assert_eq!(home.caller(&second).await, Caller::Visitor);
    home.sign_in("first").await;
    home.sign_in("first").await;
    assert_eq!(home.service.end_other_sessions(&caller).await, Ok(2));
    assert_eq!(home.service.sessions(&caller).await.unwrap().len(), 1);
    assert_eq!(home.service.sessions(&Caller::Visitor).await.unwrap_err().code, Code::SignIn);
    home.whole().await;
}
