//! A session that was looked up a moment ago is not looked up again, and what changes takes effect all the same.

use service::Caller;
use store::memberships::Role;
use store::{Act, Actor, Store, memberships, people, sessions};

use crate::people_kit::{home, id_of};

/// A second program on the same database.
async fn another_program(home: &crate::people_kit::Home) -> Store {
    let file = home.service.store().file().expect("a file").display().to_string();
    Store::open(&format!("sqlite:{file}")).await.expect("opens")
}

#[tokio::test]
async fn what_changes_here_takes_effect_at_once() {
    let home = home().await;
    let (first, agency) = home.first().await;
    let caller = home.caller(&first).await;
    let officer = home.join(&caller, Some(agency), Role::Officer, "second").await;
    let Caller::Person { id, memberships: held, .. } = home.caller(&officer).await else {
        panic!("signed in")
    };
    let act = Act::new(home.service.now(), Actor::Console);
    let store = home.service.store();

    let (role, by) = (held[0].given.id, act.clone());
    store.write(move |tx| memberships::end(tx, &by, &role)).await.expect("ended");
    let Caller::Person { memberships: left, .. } = home.caller(&officer).await else { panic!("signed in") };
    assert!(left.is_empty(), "the role has ended: {left:?}");

    let session = officer.session;
    let by = act.clone();
    store.write(move |tx| sessions::end(tx, &by, &session, "test")).await.expect("ended");
    assert_eq!(home.caller(&officer).await, Caller::Visitor, "the session has ended");

    let again = home.sign_in("second").await;
    assert_eq!(id_of(&home.caller(&again).await), id);
    store.write(move |tx| people::leave(tx, &act, &id)).await.expect("left");
    assert_eq!(home.caller(&again).await, Caller::Visitor, "who has left is nobody");
}

#[tokio::test]
async fn what_another_program_changes_takes_effect_within_a_second() {
    let home = home().await;
    let (first, _) = home.first().await;
    let known = home.caller(&first).await;
    let other = another_program(&home).await;
    let (act, session) = (Act::new(home.service.now(), Actor::Console), first.session);
    other.write(move |tx| sessions::end(tx, &act, &session, "test")).await.expect("ended");
    assert_eq!(home.caller(&first).await, known, "remembered, since the clock stands");
    home.clock.forward(1);
    assert_eq!(home.caller(&first).await, Caller::Visitor);
    other.close().await;
}

#[tokio::test]
async fn the_last_use_is_noted_once_a_minute() {
    let home = home().await;
    let (first, _) = home.first().await;
    let session = first.session;
    let begun = home.service.now();
    let mut noted = Vec::new();
    for seconds in [0, 59, 1, 0, 0, 30, 30] {
        home.clock.forward(seconds);
        let before = home.service.store().written().changes;
        home.caller(&first).await;
        // What was handed in before this change is saved with it or earlier.
        home.service.store().write(|_| Ok::<_, store::Error>(())).await.expect("nothing");
        let after = home.service.store().written().changes;
        let seen =
            home.service.store().read(move |tx| sessions::get(tx, &session)).await.expect("there").seen_at;
        noted.push((after - before - 1, seen.map(|at| at.duration_since(begun).as_secs())));
    }
    let (none, one, two) = ((0, None), (1, Some(60)), (1, Some(120)));
    assert_eq!(noted, [none, none, one, (0, Some(60)), (0, Some(60)), (0, Some(60)), two]);
}
