//! Passkeys, with a device in software.

use service::people::Proof;
use service::{Caller, Code, Strength};
use store::memberships::Role;

use crate::people_device::Device;
use crate::people_kit::{Home, PASSWORD, home, visit};

async fn add(home: &Home, caller: &Caller, device: &mut Device) -> service::people::SignedIn {
    let question = home.service.passkey_add_start(caller).await.expect("asked");
    let answer = device.create(&question.options);
    home.service.passkey_add(caller, &question.ticket, "โทรศัพท์", &answer).await.expect("added")
}

#[tokio::test]
async fn a_passkey_alone_is_two_factors() {
    let home = home().await;
    let (first, _) = home.first().await;
    let caller = home.caller(&first).await;
    let elsewhere = home.sign_in("first").await;
    let mut device = Device::new(7);
    let renewed = add(&home, &caller, &mut device).await;
    assert_eq!(renewed.strength, Strength::TwoFactors);
    for ended in [&first, &elsewhere] {
        assert_eq!(home.caller(ended).await, Caller::Visitor, "the old secret and other sessions end");
    }

    let question = home.service.passkey_sign_in_start(&Caller::Visitor, &visit()).await.unwrap();
    let answer = device.get(&question.options);
    let sign_in = async |ticket: &str, answer: &str| {
        home.service.passkey_sign_in(&Caller::Visitor, &visit(), ticket, answer).await
    };
    let inside = sign_in(&question.ticket, &answer).await.unwrap();
    assert_eq!((inside.person, inside.strength), (renewed.person, Strength::TwoFactors));
    let again = sign_in(&question.ticket, &answer).await.unwrap_err();
    assert_eq!(again.code, Code::WrongCredentials, "a ticket is used up");
    let other = home.service.passkey_sign_in_start(&Caller::Visitor, &visit()).await.unwrap();
    let replayed = sign_in(&other.ticket, &answer).await.unwrap_err();
    assert_eq!(replayed.code, Code::WrongCredentials, "an answer fits its own question");
    assert_eq!(sign_in(&other.ticket, "{").await.unwrap_err().code, Code::BadRequest);

    let second = home.service.sign_in(&Caller::Visitor, &visit(), "first", PASSWORD).await.unwrap();
    let service::people::SignIn::Second { by_code, by_passkey, .. } = second else { panic!("{second:?}") };
    assert_eq!((by_code, by_passkey), (false, true), "a password alone does not do any more");
    home.whole().await;
}

#[tokio::test]
async fn answers_that_prove_nothing_are_refused() {
    let home = home().await;
    let (first, _) = home.first().await;
    let mut device = Device::new(7);
    add(&home, &home.caller(&first).await, &mut device).await;
    let ask = async || home.service.passkey_sign_in_start(&Caller::Visitor, &visit()).await.unwrap();
    let refused = async |ticket: &str, answer: &str| {
        let answered = home.service.passkey_sign_in(&Caller::Visitor, &visit(), ticket, answer).await;
        assert_eq!(answered.unwrap_err().code, Code::WrongCredentials);
    };

    device.origin = String::from("https://prongsai.example.com");
    let question = ask().await;
    refused(&question.ticket, &device.get(&question.options)).await;
    device.origin = String::from("http://localhost:8568");

    device.verifies = false;
    let question = ask().await;
    refused(&question.ticket, &device.get(&question.options)).await;
    device.verifies = true;

    let before = device.counter;
    device.counter = 1;
    let question = ask().await;
    refused(&question.ticket, &device.get(&question.options)).await;
    device.counter = before;

    let question = ask().await;
    let answer = device.get(&question.options);
    home.clock.forward(301);
    refused(&question.ticket, &answer).await;

    let mut stranger = Device::new(9);
    let question = ask().await;
    refused(&question.ticket, &stranger.get(&question.options)).await;

    let question = ask().await;
    let answer = device.get(&question.options);
    assert!(
        home.service.passkey_sign_in(&Caller::Visitor, &visit(), &question.ticket, &answer).await.is_ok()
    );
}

#[tokio::test]
async fn a_passkey_is_added_by_whoever_began_it_and_once() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let first = home.caller(&first).await;
    let other = home.join(&first, Some(agency), Role::Officer, "nok").await;
    let other = home.caller(&other).await;
    let mut device = Device::new(7);
    let question = home.service.passkey_add_start(&first).await.unwrap();
    let answer = device.create(&question.options);
    let stolen = home.service.passkey_add(&other, &question.ticket, "x", &answer).await.unwrap_err();
    assert_eq!(stolen.code, Code::WrongCredentials);
    let renewed = add(&home, &first, &mut device).await;
    let first = home.caller(&renewed).await;
    let question = home.service.passkey_add_start(&first).await.unwrap();
    let answer = device.create(&question.options);
    let twice = home.service.passkey_add(&first, &question.ticket, "x", &answer).await.unwrap_err();
    assert!(matches!(twice.code, Code::Exists | Code::WrongCredentials), "{twice:?}");
    let question = home.service.passkey_add_start(&first).await.unwrap();
    let mut careless = Device::new(8);
    careless.verifies = false;
    let answer = careless.create(&question.options);
    let refused = home.service.passkey_add(&first, &question.ticket, "x", &answer).await.unwrap_err();
    assert_eq!(refused.code, Code::WrongCredentials, "the device has to verify the person");
}

#[tokio::test]
async fn passkeys_are_named_and_removed_but_not_the_last_that_a_role_needs() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let renewed = add(&home, &home.caller(&first).await, &mut Device::new(7)).await;
    let renewed = add(&home, &home.caller(&renewed).await, &mut Device::new(8)).await;
    let caller = home.caller(&renewed).await;
    let keys = home.service.account(&caller).await.unwrap().passkeys;
    assert_eq!(keys.len(), 2);
    home.service.passkey_rename(&caller, &keys[0].id, " กุญแจหนึ่ง ").await.unwrap();
    assert_eq!(home.service.passkey_rename(&caller, &keys[0].id, " ").await.unwrap_err().code, Code::Invalid);
    assert_eq!(home.service.account(&caller).await.unwrap().passkeys[0].name, "กุญแจหนึ่ง");

    let officer = home.join(&caller, Some(agency), Role::Officer, "nok").await;
    let officer = home.caller(&officer).await;
    for refused in [
        home.service.passkey_remove(&officer, &keys[0].id).await,
        home.service.passkey_rename(&officer, &keys[0].id, "x").await,
    ] {
        assert_eq!(refused.unwrap_err().code, Code::NotFound, "somebody else's");
    }
    home.service.passkey_remove(&caller, &keys[0].id).await.unwrap();
    let last = home.service.passkey_remove(&caller, &keys[1].id).await.unwrap_err();
    assert_eq!(last.code, Code::Conflict);

    let renewed = add(&home, &officer, &mut Device::new(9)).await;
    let officer = home.caller(&renewed).await;
    let own = home.service.account(&officer).await.unwrap().passkeys;
    home.service.passkey_remove(&officer, &own[0].id).await.expect("an officer may go without");
}

#[tokio::test]
async fn a_proof_is_asked_anew_after_a_quarter_of_an_hour() {
    let home = home().await;
    let (first, _) = home.first().await;
    let mut device = Device::new(7);
    let renewed = add(&home, &home.caller(&first).await, &mut device).await;
    let caller = home.caller(&renewed).await;
    home.clock.forward(15 * 60 + 1);
    assert_eq!(home.service.passkey_add_start(&caller).await.unwrap_err().code, Code::ProveAgain);
    let question = home.service.passkey_prove_start(&caller).await.unwrap();
    let answer = device.get(&question.options);
    let proved = home.service.passkey_prove(&caller, &question.ticket, &answer).await.unwrap();
    assert_eq!(home.caller(&renewed).await, Caller::Visitor, "the old secret opens nothing");
    let caller = home.caller(&proved).await;
    assert!(home.service.passkey_add_start(&caller).await.is_ok());
    home.clock.forward(15 * 60 + 1);
    let wrong = home.service.prove(&caller, &visit(), Proof::Password("not it at all")).await.unwrap_err();
    assert_eq!(wrong.code, Code::WrongCredentials);
    let proved = home.service.prove(&caller, &visit(), Proof::Password(PASSWORD)).await.unwrap();
    assert_eq!(proved.strength, Strength::TwoFactors, "what was shown stays shown");
    assert!(home.service.passkey_add_start(&home.caller(&proved).await).await.is_ok());
}
