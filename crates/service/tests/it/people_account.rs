//! One's own account: one-time codes, spare codes, password, details.

use service::people::{AccountDetails, Proof, SignIn, SignedIn};
use service::{Caller, Code, Strength};
use store::memberships::Role;

use crate::people_kit::{Home, PASSWORD, home, visit};

fn code_at(url: &str, seconds: i64) -> String {
    let totp = totp_rs::Totp::from_url(url).expect("an address for telephones");
    totp.generate(u64::try_from(seconds).expect("after 1970")).to_string()
}

struct Telephone {
    url: String,
    spare: Vec<String>,
}

impl Telephone {
    fn code(&self, home: &Home) -> String {
        code_at(&self.url, home.service.now().as_second())
    }
}

async fn set_up(home: &Home, caller: &Caller) -> (SignedIn, Telephone) {
    let start = home.service.totp_start(caller).await.expect("begun");
    let code = code_at(&start.url, home.service.now().as_second());
    let done = home.service.totp_confirm(caller, &visit(), &code).await.expect("confirmed");
    home.clock.forward(30);
    (done.session, Telephone { url: start.url, spare: done.spare_codes })
}

async fn ticket(home: &Home, login: &str) -> String {
    match home.service.sign_in(&Caller::Visitor, &visit(), login, PASSWORD).await.expect("right") {
        SignIn::Second { ticket, by_code: true, .. } => ticket,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_code_is_asked_for_and_is_of_use_once() {
    let home = home().await;
    let (first, _) = home.first().await;
    let caller = home.caller(&first).await;
    assert!(home.service.account(&caller).await.unwrap().should_add_second_factor);
    let (renewed, telephone) = set_up(&home, &caller).await;
    assert_eq!(renewed.strength, Strength::TwoFactors);
    assert_eq!(home.caller(&first).await, Caller::Visitor);
    let enter = async |ticket: &str, code: &str| {
        home.service.sign_in_code(&Caller::Visitor, &visit(), ticket, code).await
    };

    let one = ticket(&home, "first").await;
    let code = telephone.code(&home);
    assert_eq!(enter("not a ticket", &code).await.unwrap_err().code, Code::WrongCredentials);
    assert_eq!(enter(&one, "000000").await.unwrap_err().code, Code::WrongCredentials);
    let thai = thai::digits::to_thai(&format!("{} {}", &code[..3], &code[3..]));
    let inside = enter(&one, &thai).await.expect("Thai digits and a space do no harm");
    assert_eq!(inside.strength, Strength::TwoFactors);
    assert_eq!(enter(&one, &code).await.unwrap_err().code, Code::WrongCredentials, "the ticket is used up");
    let two = ticket(&home, "first").await;
    assert_eq!(enter(&two, &code).await.unwrap_err().code, Code::WrongCredentials, "so is the code");
    home.clock.forward(30);
    assert!(enter(&two, &telephone.code(&home)).await.is_ok());

    let late = ticket(&home, "first").await;
    home.clock.forward(300);
    assert_eq!(enter(&late, &telephone.code(&home)).await.unwrap_err().code, Code::WrongCredentials);
    home.whole().await;
}

#[tokio::test]
async fn codes_are_tried_five_times_and_no_more() {
    let home = home().await;
    let (first, _) = home.first().await;
    let (_, telephone) = set_up(&home, &home.caller(&first).await).await;
    let one = ticket(&home, "first").await;
    let enter = async |ticket: &str, code: &str| {
        home.service
            .sign_in_code(&Caller::Visitor, &visit(), ticket, code)
            .await
            .map_err(|problem| problem.code)
    };
    for _ in 0..5 {
        assert_eq!(enter(&one, "000000").await.unwrap_err(), Code::WrongCredentials);
    }
    assert_eq!(
        enter(&one, &telephone.code(&home)).await.unwrap_err(),
        Code::WrongCredentials,
        "the ticket is gone"
    );
    let two = ticket(&home, "first").await;
    assert_eq!(
        enter(&two, &telephone.code(&home)).await.unwrap_err(),
        Code::TooMany,
        "a new ticket does not help"
    );
    home.clock.forward(60);
    assert!(enter(&two, &telephone.code(&home)).await.is_ok());
}

#[tokio::test]
async fn of_many_with_the_same_code_one_gets_in() {
    let home = home().await;
    let (first, _) = home.first().await;
    let (_, telephone) = set_up(&home, &home.caller(&first).await).await;
    let mut tasks = Vec::new();
    let code = telephone.code(&home);
    for _ in 0..5 {
        let (service, ticket, code) = (home.service.clone(), ticket(&home, "first").await, code.clone());
        tasks.push(tokio::spawn(async move {
            service.sign_in_code(&Caller::Visitor, &visit(), &ticket, &code).await.is_ok()
        }));
    }
    let mut won = 0;
    for task in tasks {
        won += usize::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn a_spare_code_stands_in_for_a_lost_telephone() {
    let home = home().await;
    let (first, _) = home.first().await;
    let (renewed, telephone) = set_up(&home, &home.caller(&first).await).await;
    assert_eq!(telephone.spare.len(), 10);
    let enter = async |code: &str| {
        let ticket = ticket(&home, "first").await;
        home.service.sign_in_code(&Caller::Visitor, &visit(), &ticket, code).await
    };
    assert!(enter(&telephone.spare[3].to_uppercase()).await.is_ok());
    assert_eq!(enter(&telephone.spare[3]).await.unwrap_err().code, Code::WrongCredentials, "used up");
    let caller = home.caller(&renewed).await;
    assert_eq!(home.service.account(&caller).await.unwrap().spare_codes, 9);
    let new = home.service.new_spare_codes(&caller).await.unwrap();
    assert_eq!(enter(&telephone.spare[4]).await.unwrap_err().code, Code::WrongCredentials, "replaced");
    assert!(enter(&new[0]).await.is_ok());
}

#[tokio::test]
async fn the_last_second_factor_stays_with_roles_that_need_it() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let admin = home.caller(&first).await;
    let officer = home.join(&admin, Some(agency), Role::Officer, "nok").await;
    let officer = home.caller(&officer).await;
    assert!(!home.service.account(&officer).await.unwrap().should_add_second_factor);
    assert_eq!(home.service.new_spare_codes(&officer).await.unwrap_err().code, Code::Conflict);
    let (admin, _) = set_up(&home, &admin).await;
    let refused = home.service.totp_remove(&home.caller(&admin).await).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    let (officer, _) = set_up(&home, &officer).await;
    let officer = home.caller(&officer).await;
    assert_eq!(home.service.totp_start(&officer).await.unwrap_err().code, Code::Exists);
    home.service.totp_remove(&officer).await.expect("an officer may go without");
    let account = home.service.account(&officer).await.unwrap();
    assert_eq!((account.has_totp, account.spare_codes), (false, 0));
    assert!(matches!(home.sign_in("nok").await.strength, Strength::Password));
}

#[tokio::test]
async fn a_session_from_before_the_second_factor_cannot_act_with_it() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let caller = home.caller(&first).await;
    let (renewed, telephone) = set_up(&home, &caller).await;
    // As a session of an identity provider would be: one factor, though the person has two.
    let secret = "a".repeat(52);
    let new = store::sessions::NewSession {
        id: store::SessionId::new(home.service.now(), [3; 10]),
        person: renewed.person,
        token: store::Digest::of(secret.as_bytes()),
        device: String::from("x"),
        expires_at: home.service.now() + jiff::SignedDuration::from_hours(1),
        two_factors: false,
    };
    let act = store::Act::new(home.service.now(), store::Actor::Program);
    home.service.store().write(move |tx| store::sessions::start(tx, &act, &new)).await.unwrap();
    let weak = home.service.caller(&secret).await.unwrap();
    let invite = service::people::NewInvite {
        agency: Some(agency),
        unit: None,
        role: Role::Officer,
        email: None,
        language: domain::Language::Thai,
    };
    assert_eq!(home.service.invite(&weak, invite.clone()).await.unwrap_err().code, Code::SecondFactor);
    assert_eq!(home.service.totp_remove(&weak).await.unwrap_err().code, Code::SecondFactor);
    let again = home.service.prove(&weak, &visit(), Proof::Password(PASSWORD)).await.unwrap();
    assert_eq!(again.strength, Strength::Password, "the same factor twice is still one");
    let weak = home.caller(&again).await;
    let proved = home.service.prove(&weak, &visit(), Proof::Code(&telephone.code(&home))).await.unwrap();
    assert!(home.service.invite(&home.caller(&proved).await, invite).await.is_ok());
}

#[tokio::test]
async fn a_changed_password_ends_every_other_session() {
    let home = home().await;
    let (first, _) = home.first().await;
    let other = home.sign_in("first").await;
    let caller = home.caller(&first).await;
    let new = "ดอกคูนหน้าศาลากลาง";
    let change = async |caller: &Caller, present: &str, new: &str| {
        home.service.change_password(caller, &visit(), present, new).await
    };
    assert_eq!(change(&caller, "wrong", new).await.unwrap_err().code, Code::WrongCredentials);
    for bad in ["short", PASSWORD, "password1234", "first@example"] {
        assert_eq!(change(&caller, PASSWORD, bad).await.unwrap_err().fields[0].field, "password", "{bad}");
    }
    assert_ne!(home.caller(&other).await, Caller::Visitor, "nothing has changed so far");
    let renewed = change(&caller, PASSWORD, new).await.unwrap();
    assert_eq!(home.caller(&first).await, Caller::Visitor);
    assert_eq!(home.caller(&other).await, Caller::Visitor);
    assert_ne!(home.caller(&renewed).await, Caller::Visitor);
    let old = home.service.sign_in(&Caller::Visitor, &visit(), "first", PASSWORD).await.unwrap_err();
    assert_eq!(old.code, Code::WrongCredentials);
    assert!(home.service.sign_in(&Caller::Visitor, &visit(), "first", new).await.is_ok());
    let words: Vec<String> = home.trail().await.into_iter().map(|entry| entry.action).collect();
    assert!(words.contains(&String::from("password.change")));
}

#[tokio::test]
async fn another_address_asks_for_a_proof_of_not_long_ago() {
    let home = home().await;
    let (first, _) = home.first().await;
    let caller = home.caller(&first).await;
    let mut details = AccountDetails {
        name: "ชื่อใหม่".into(),
        title: String::new(),
        email: "first@example.go.th".into(),
        language: domain::Language::English,
    };
    home.clock.forward(15 * 60 + 1);
    home.service.change_account(&caller, &details).await.expect("the name alone");
    details.email = "thief@example.com".into();
    assert_eq!(home.service.change_account(&caller, &details).await.unwrap_err().code, Code::ProveAgain);
    details.name = String::new();
    assert_eq!(home.service.change_account(&caller, &details).await.unwrap_err().fields[0].field, "name");
    let kept = home.service.account(&caller).await.unwrap().person.details;
    assert_eq!((kept.name.as_str(), kept.email.as_deref()), ("ชื่อใหม่", Some("first@example.go.th")));
}

#[tokio::test]
async fn the_console_sets_a_password_when_nothing_else_helps() {
    let home = home().await;
    let (first, _) = home.first().await;
    let (renewed, _) = set_up(&home, &home.caller(&first).await).await;
    let new = "หลังคาสีแดงริมน้ำ";
    let by_person = home.service.set_password_at_console(&home.caller(&renewed).await, "first", new).await;
    assert_eq!(by_person.unwrap_err().code, Code::Forbidden);
    home.service.set_password_at_console(&Caller::Console, "First", new).await.unwrap();
    assert_eq!(home.caller(&renewed).await, Caller::Visitor);
    let inside = home.service.sign_in(&Caller::Visitor, &visit(), "first", new).await.unwrap();
    assert!(matches!(inside, SignIn::Done(_)), "the second factor went: {inside:?}");
    let nobody = home.service.set_password_at_console(&Caller::Console, "nobody", new).await;
    assert_eq!(nobody.unwrap_err().code, Code::NotFound);
}
