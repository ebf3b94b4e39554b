//! Identities at other providers, the audit log by who and by what, and what tells that the public sees more.

use store::audit::{self, Filter};
use store::{
    Digest, Error, IdentityId, PublicationId, agencies, assessments, identities, publications, settings,
};

use crate::engines::both;
use crate::samples::{act, agency, assessment, at, by, details, person, random};

#[tokio::test]
async fn an_identity_is_of_one_person() {
    for place in both() {
        let store = place.open().await;
        let (one, other) = (person(&store, "nok").await, person(&store, "noi").await);
        let subject = identities::subject_digest("https://id.example", "1");
        assert_ne!(subject, identities::subject_digest("https://id.example1", ""), "{}", place.name);
        let id = IdentityId::new(at(1), random());
        let add = |id: IdentityId, person, subject: Digest| {
            let store = store.clone();
            async move {
                store.write(move |tx| identities::add(tx, &act(1), &id, &person, "p", &subject, "นก")).await
            }
        };
        assert_eq!(add(id, one, subject).await, Ok(()));
        let twice = add(IdentityId::new(at(2), random()), other, subject).await;
        assert!(matches!(twice, Err(Error::Exists(_))), "{twice:?}");
        let found = store.read(move |tx| identities::by_subject(tx, &subject)).await.expect("read");
        assert_eq!(found.map(|found| (found.id, found.person)), Some((id, one)));
        assert_eq!(store.read(move |tx| identities::of_person(tx, &other)).await.expect("read"), []);
        assert_eq!(store.read(move |tx| identities::get(tx, &id)).await.expect("read").label, "นก");
        store.write(move |tx| identities::remove(tx, &act(3), &id)).await.expect("removed");
        assert_eq!(store.read(move |tx| identities::by_subject(tx, &subject)).await, Ok(None));
    }
}

#[tokio::test]
async fn the_log_is_found_by_who_what_and_when() {
    for place in both() {
        let store = place.open().await;
        let officer = person(&store, "nok").await;
        let (one, two) = (agency(&store, "อบต.หนึ่ง").await, agency(&store, "อบต.สอง").await);
        for (seconds, id) in [(10, one), (20, two), (30, one)] {
            store
                .write(move |tx| agencies::change(tx, &by(seconds, officer), &id, &details("ใหม่")))
                .await
                .expect("changed");
        }
        store.write(|tx| settings::set(tx, &act(40), None, "a", "b")).await.expect("set");
        let find = |filter: Filter, before: Option<i64>| {
            let store = store.clone();
            async move {
                let rows = store.read(move |tx| audit::find(tx, &filter, before, 9)).await.expect("read");
                rows.into_iter().map(|row| row.seq).collect::<Vec<_>>()
            }
        };
        let nothing = Filter::default();
        assert_eq!(find(nothing.clone(), None).await, [7, 6, 5, 4, 3, 2, 1], "{}", place.name);
        let actor = Some(format!("person/{officer}"));
        assert_eq!(find(Filter { actor: actor.clone(), ..nothing.clone() }, None).await, [6, 5, 4]);
        assert_eq!(find(Filter { actor, agency: Some(one), ..nothing.clone() }, Some(6)).await, [4]);
        let action = |text: &str| Filter { action: Some(text.into()), ..Filter::default() };
        assert_eq!(find(action("agency."), None).await, [6, 5, 4, 3, 2]);
        assert_eq!(find(action("agency.add"), None).await, [3, 2]);
        assert!(find(action("agency"), None).await.is_empty());
        let time = Filter { from: Some(at(20)), until: Some(at(40)), ..nothing };
        assert_eq!(find(time, None).await, [6, 5]);
    }
}

#[tokio::test]
async fn decisions_and_changes_of_agencies_are_counted() {
    for place in both() {
        let store = place.open().await;
        assert_eq!(store.read(agencies::newest_change).await, Ok(0), "{}", place.name);
        let here = agency(&store, "อบต.หนึ่ง").await;
        person(&store, "nok").await;
        assert_eq!(store.read(agencies::newest_change).await, Ok(1));
        store.write(move |tx| agencies::close(tx, &act(2), &here)).await.expect("closed");
        assert_eq!(store.read(agencies::newest_change).await, Ok(3));
        let new = assessment(here, 2568, 1);
        let id = new.id;
        store.write(move |tx| assessments::add(tx, &act(3), &new)).await.expect("added");
        for (published, count) in [(true, 1), (false, 2)] {
            let decision = PublicationId::new(at(count), random());
            store
                .write(move |tx| publications::decide(tx, &act(4), &decision, &id, published))
                .await
                .expect("decided");
            assert_eq!(store.read(publications::count).await, Ok(count));
        }
        assert_eq!(store.read(agencies::newest_change).await, Ok(3));
    }
}
