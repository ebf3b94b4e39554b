//! Spare codes, names of passkeys, successors, and roles and invitations above agencies.

use store::invitations::{NewInvitation, Purpose};
use store::memberships::{NewMembership, Role};
use store::{
    Digest, Error, InvitationId, MembershipId, PasskeyId, SuccessionId, credentials, invitations,
    memberships, spare_codes, successions,
};

use crate::engines::both;
use crate::samples::{act, agency, at, person, random};

#[tokio::test]
async fn a_spare_code_is_of_use_once() {
    for place in both() {
        let store = place.open().await;
        let (one, other) = (person(&store, "nok").await, person(&store, "noi").await);
        let codes = [1u8, 2, 3].map(|n| Digest::of(&[n]));
        store.write(move |tx| spare_codes::set(tx, &act(1), &one, &codes)).await.expect("set");
        let spend = |person, code: Digest| {
            let store = store.clone();
            async move { store.write(move |tx| spare_codes::spend(tx, &act(2), &person, &code)).await }
        };
        let refused = Err(Error::NotFound("spare_codes"));
        assert_eq!(spend(other, codes[0]).await, refused, "{}: somebody else's", place.name);
        assert_eq!(spend(one, codes[0]).await, Ok(()));
        assert_eq!(spend(one, codes[0]).await, refused, "a second time");
        assert_eq!(store.read(move |tx| spare_codes::left(tx, &one)).await, Ok(2));
        let new = [Digest::of(b"new")];
        store.write(move |tx| spare_codes::set(tx, &act(3), &one, &new)).await.expect("set");
        assert_eq!(spend(one, codes[1]).await, refused, "replaced");
        assert_eq!(store.read(move |tx| spare_codes::left(tx, &one)).await, Ok(1));
        store.write(move |tx| spare_codes::remove(tx, &act(4), &one)).await.expect("removed");
        assert_eq!(store.read(move |tx| spare_codes::left(tx, &one)).await, Ok(0));
    }
}

#[tokio::test]
async fn a_passkey_is_renamed_by_its_owner() {
    for place in both() {
        let store = place.open().await;
        let (one, other) = (person(&store, "nok").await, person(&store, "noi").await);
        let id = PasskeyId::new(at(1), random());
        let add = move |tx: &mut store::Write<'_>| {
            credentials::add_passkey(tx, &act(1), &id, &one, &[1, 2], "กุญแจ", "{}")
        };
        store.write(add).await.expect("added");
        let rename = |person| {
            let store = store.clone();
            async move {
                store.write(move |tx| credentials::rename_passkey(tx, &act(2), &id, &person, "โทรศัพท์")).await
            }
        };
        assert_eq!(rename(other).await, Err(Error::NotFound("passkeys")), "{}", place.name);
        assert_eq!(rename(one).await, Ok(()));
        let all = store.read(move |tx| credentials::passkeys(tx, &one)).await.expect("read");
        assert_eq!(all[0].name, "โทรศัพท์");
    }
}

#[tokio::test]
async fn successors_are_only_added() {
    for place in both() {
        let store = place.open().await;
        let (one, other) = (person(&store, "nok").await, person(&store, "noi").await);
        let here = agency(&store, "อบต.หนึ่ง").await;
        for (seconds, (from, to)) in (1..).zip([(one, other), (other, one)]) {
            let new = successions::NewSuccession {
                id: SuccessionId::new(at(seconds), random()),
                agency: here,
                person: from,
                successor: to,
                object: "plans/x".into(),
            };
            store.write(move |tx| successions::add(tx, &act(seconds), &new)).await.expect("added");
        }
        let all = store.read(move |tx| successions::of_agency(tx, &here)).await.expect("read");
        let named: Vec<_> = all.iter().map(|one| one.named.successor).collect();
        assert_eq!(named, [other, one], "{}", place.name);
        assert!(place.tamper("UPDATE successions SET object = 'y'").is_err(), "{}", place.name);
    }
}

#[tokio::test]
async fn what_is_above_agencies_is_listed_alone() {
    for place in both() {
        let store = place.open().await;
        let one = person(&store, "nok").await;
        let here = agency(&store, "อบต.หนึ่ง").await;
        for (agency, role) in [(None, Role::Operator), (Some(here), Role::Officer)] {
            let (unit, office) = (None, None);
            let id = MembershipId::new(at(1), random());
            let new = NewMembership { id, person: one, agency, unit, office, role };
            store.write(move |tx| memberships::add(tx, &act(1), &new)).await.expect("added");
            let invitation = NewInvitation {
                id: InvitationId::new(at(1), random()),
                token: Digest::of(role.code().as_bytes()),
                purpose: Purpose::Join,
                agency,
                unit: None,
                role: Some(role),
                person: None,
                expires_at: at(100),
            };
            store.write(move |tx| invitations::add(tx, &act(1), &invitation)).await.expect("added");
        }
        let roles = store.read(memberships::above_agencies).await.expect("read");
        assert_eq!(roles.iter().map(|one| one.given.role).collect::<Vec<_>>(), [Role::Operator]);
        let links = store.read(invitations::above_agencies).await.expect("read");
        assert_eq!(links.iter().map(|one| one.role).collect::<Vec<_>>(), [Some(Role::Operator)]);
        let id = roles[0].given.id;
        store.write(move |tx| memberships::end(tx, &act(2), &id)).await.expect("ended");
        assert_eq!(store.read(memberships::above_agencies).await, Ok(vec![]), "{}", place.name);
    }
}
