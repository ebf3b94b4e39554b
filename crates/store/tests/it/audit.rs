//! The audit trail: every change leaves a row, and every kind of tampering shows.

use store::audit::{ChainProblem, Checkpoint, Entry};
use store::{Act, Actor, agencies, audit, people, settings};

use crate::engines::{Place, both};
use crate::samples::{act, agency, at, by, details, person};

#[tokio::test]
async fn a_row_tells_who_when_and_what() {
    for place in both() {
        let store = place.open().await;
        let person = person(&store, "somsri").await;
        let id = agency(&store, "อบต.หนึ่ง").await;
        store
            .write(move |tx| agencies::change(tx, &by(5, person), &id, &details("อบต.สอง")))
            .await
            .expect("changed");
        let visitor = Act { agency: Some(id), ..Act::new(at(6), Actor::Visitor) };
        store.write(move |tx| audit::note(tx, &visitor, "sign-in.fail", "people/-")).await.expect("noted");

        let rows = store.read(|tx| audit::list(tx, None, None, 10)).await.expect("read");
        let told: Vec<_> = rows.iter().map(|row| (row.seq, row.action.as_str(), row.actor.clone())).collect();
        let expected = [
            (4, "sign-in.fail", "visitor".to_owned()),
            (3, "agency.change", format!("person/{person}")),
            (2, "agency.add", "console".to_owned()),
            (1, "person.add", "console".to_owned()),
        ];
        assert_eq!(told, expected);
        let [note, change, add, _]: [Entry; 4] = rows.try_into().expect("four");
        assert_eq!((change.at, change.role.as_deref(), change.agency), (at(5), Some("officer"), Some(id)));
        assert_eq!(change.object, format!("agencies/{id}"));
        assert_eq!((add.before, change.before, change.previous), (None, add.after, add.hash));
        assert_ne!(change.after, change.before);
        assert_eq!((note.agency, note.before, note.after), (Some(id), None, None));

        let of_agency = store.read(move |tx| audit::list(tx, Some(&id), Some(4), 10)).await.expect("read");
        assert_eq!(of_agency.iter().map(|row| row.seq).collect::<Vec<_>>(), [3, 2]);
        let object = format!("agencies/{id}");
        let history = store.read(move |tx| audit::of_object(tx, &object)).await.expect("read");
        assert_eq!(history.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 3]);
    }
}

#[tokio::test]
async fn the_trail_is_the_same_on_both_engines() {
    let mut ends = Vec::new();
    for place in both() {
        let store = place.open().await;
        let id = "00000000000000000000000007".parse().expect("an id");
        store
            .write(move |tx| {
                people::add(tx, &act(1), &id, &crate::samples::person_details("kai"), [3; 16])?;
                settings::set(tx, &act(2), None, "ชื่อ", "ค่า")?;
                settings::set(tx, &act(3), None, "ชื่อ", "ใหม่")?;
                settings::remove(tx, &act(4), None, "ชื่อ")
            })
            .await
            .expect("saved");
        ends.push(store.read(Checkpoint::take).await.expect("read"));
    }
    assert!(ends.iter().all(|end| end.seq == 4 && *end == ends[0]), "{ends:?}");
}

/// A trail of twenty rows, and its checkpoint after ten.
async fn trail(place: &Place) -> (store::Store, Checkpoint) {
    let store = place.open().await;
    let mut checkpoint = None;
    for n in 0..20 {
        if n == 10 {
            checkpoint = Some(store.read(Checkpoint::take).await.expect("read"));
        }
        store.write(move |tx| settings::set(tx, &act(n), None, &format!("n{n}"), "1")).await.expect("set");
    }
    (store, checkpoint.expect("taken"))
}

/// Takes the guard off the table, as the owner of a database can.
fn unguarded(place: &Place, sql: &str) {
    let on = if place.name == "SQLite" { "" } else { " ON audit" };
    let drop =
        format!("DROP TRIGGER IF EXISTS audit_no_update{on}; DROP TRIGGER IF EXISTS audit_no_delete{on}");
    place.tamper(&format!("{drop}; {sql}")).expect("done");
}

#[tokio::test]
async fn every_kind_of_tampering_shows() {
    use ChainProblem::{Broken, Changed, Cut, Gap, Rewritten};
    let end = Cut { end: 6, expected: 10 };
    let cases: [(&str, &[ChainProblem], bool); 6] = [
        ("UPDATE audit SET actor = 'program' WHERE seq = 7", &[Changed(7)], false),
        ("UPDATE audit SET agency_id = 'x' WHERE seq = 7", &[], false),
        ("DELETE FROM audit WHERE seq = 7", &[Gap(8), Broken(8)], false),
        (
            "UPDATE audit SET seq = 30 WHERE seq = 7",
            &[Gap(8), Broken(8), Gap(30), Changed(30), Broken(30)],
            false,
        ),
        ("DELETE FROM audit WHERE 6 < seq", &[], false),
        ("DELETE FROM audit WHERE 6 < seq", &[end], true),
    ];
    for (sql, expected, with_checkpoint) in cases {
        for place in both() {
            let (store, checkpoint) = trail(&place).await;
            let kept = if with_checkpoint { vec![checkpoint] } else { vec![] };
            let whole = {
                let kept = kept.clone();
                store.read(move |tx| audit::verify_chain(tx, &kept)).await
            };
            let whole = whole.expect("read");
            assert!(whole.is_whole() && whole.rows == 20);
            unguarded(&place, sql);
            let found = store.read(move |tx| audit::verify_chain(tx, &kept)).await;
            if sql.contains("'x'") {
                assert!(found.is_err(), "an id that is none cannot be read");
            } else {
                assert_eq!(found.expect("read").problems, expected, "{}: {sql}", place.name);
            }
        }
    }
    // A whole trail written anew is whole in itself; a checkpoint of the old one tells.
    for place in both() {
        let (store, _) = trail(&place).await;
        let other = Checkpoint { seq: 10, hash: store::Digest::of(b"another trail") };
        let found = store.read(move |tx| audit::verify_chain(tx, &[other])).await.expect("read");
        assert_eq!(found.problems, [Rewritten(10)], "{}", place.name);
    }
}

#[tokio::test]
async fn an_erased_person_cannot_be_found_by_trying_names() {
    for place in both() {
        let store = place.open().await;
        let id = person(&store, "somjai").await;
        store.write(move |tx| people::leave(tx, &act(1), &id)).await.expect("left");
        store.write(move |tx| people::erase(tx, &act(2), &id)).await.expect("erased");
        // The same row with every value known but the salt has another digest.
        let twin = place_of_twin(&place).await;
        let object = format!("people/{id}");
        let rows = store.read(move |tx| audit::of_object(tx, &object)).await.expect("read");
        assert_ne!(rows[0].after, twin, "{}", place.name);
        assert!(rows.iter().all(|row| !row.object.contains("somjai")));
    }
}

async fn place_of_twin(place: &Place) -> Option<store::Digest> {
    let again = both().into_iter().find(|other| other.name == place.name).expect("there");
    let store = again.open().await;
    let (id, details) =
        (store::PersonId::new(at(0), crate::samples::random()), crate::samples::person_details("somjai"));
    store.write(move |tx| people::add(tx, &act(0), &id, &details, [8; 16])).await.expect("a person");
    let rows = store.read(|tx| audit::list(tx, None, None, 1)).await.expect("read");
    rows.into_iter().next().and_then(|row| row.after)
}
