//! What is together is saved together, what fails leaves nothing, and what is answered is saved.

use std::time::Duration;

use store::{Error, agencies, audit, settings};

use crate::engines::both;
use crate::samples::{act, agency};

async fn value(store: &store::Store, name: &'static str) -> Option<String> {
    store.read(move |tx| settings::get(tx, None, name)).await.expect("read")
}

#[derive(Debug, PartialEq, Eq)]
enum Own {
    Mine,
    Store(Error),
}

impl From<Error> for Own {
    fn from(error: Error) -> Own {
        Own::Store(error)
    }
}

#[tokio::test]
async fn an_error_takes_back_only_its_own_change() {
    for place in both() {
        let store = place.open().await;
        let tasks: Vec<_> = (0..60)
            .map(|n: i64| {
                let store = store.clone();
                tokio::spawn(async move {
                    store
                        .write(move |tx| {
                            settings::set(tx, &act(n), None, &format!("n{n}"), "1")?;
                            match n % 3 {
                                0 => Err(Own::Mine),
                                1 => panic!("a mistake in a use case"),
                                _ => Ok(n),
                            }
                        })
                        .await
                })
            })
            .collect();
        for (n, task) in (0..60).zip(tasks) {
            let expected = match n % 3 {
                0 => Err(Own::Mine),
                1 => Err(Own::Store(Error::Stopped)),
                _ => Ok(n),
            };
            assert_eq!(task.await.expect("joined"), expected, "{}", place.name);
        }
        let kept = store.read(|tx| settings::list(tx, None)).await.expect("read");
        assert_eq!(kept.len(), 20);
        let trail = store.read(|tx| audit::verify_chain(tx, &[])).await.expect("read");
        assert!(trail.is_whole() && trail.rows == 20, "{}: {trail:?}", place.name);
    }
}

#[tokio::test]
async fn an_error_that_is_passed_over_saves_nothing() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let passed_over = store
            .write(move |tx| {
                settings::set(tx, &act(1), None, "before", "1")?;
                let again = crate::samples::details("อบต.สอง");
                let failed = store::agencies::add(tx, &act(1), &agency, &again);
                assert!(failed.is_err());
                let after = settings::set(tx, &act(1), None, "after", "1");
                assert!(after.is_err(), "nothing more is done in a transaction that failed");
                Ok::<(), Error>(())
            })
            .await;
        assert!(matches!(passed_over, Err(Error::Exists(_))), "{}: {passed_over:?}", place.name);
        assert_eq!((value(&store, "before").await, value(&store, "after").await), (None, None));
    }
}

#[tokio::test]
async fn a_caller_who_hangs_up_leaves_no_transaction_half_way() {
    for place in both() {
        let store = place.open().await;
        for n in 0..100 {
            let give_up = Duration::from_micros(n * 20);
            let write = store.write(move |tx| settings::set(tx, &act(1), None, &format!("n{n}"), "1"));
            let _ = tokio::time::timeout(give_up, write).await;
            let read = store.read(|tx| settings::list(tx, None));
            let _ = tokio::time::timeout(give_up, read).await;
        }
        store.write(|tx| settings::set(tx, &act(1), None, "last", "1")).await.expect("still writes");
        assert_eq!(value(&store, "last").await.as_deref(), Some("1"));
        let trail = store.read(|tx| audit::verify_chain(tx, &[])).await.expect("read");
        assert!(trail.is_whole(), "{}: {trail:?}", place.name);
    }
}

#[tokio::test]
async fn a_read_sees_one_moment() {
    for place in both() {
        let store = place.open().await;
        store.write(|tx| settings::set(tx, &act(1), None, "a", "0")).await.expect("set");
        let (entered, has_entered) = std::sync::mpsc::channel();
        let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
        let reader = store.clone();
        let seen = tokio::spawn(async move {
            reader
                .read(move |tx| {
                    let first = settings::get(tx, None, "a")?;
                    entered.send(()).expect("awaited");
                    may_go_on.recv().expect("told");
                    Ok::<_, Error>((first, settings::get(tx, None, "a")?))
                })
                .await
        });
        tokio::task::spawn_blocking(move || has_entered.recv()).await.expect("joined").expect("entered");
        store.write(|tx| settings::set(tx, &act(2), None, "a", "1")).await.expect("writes while one reads");
        go_on.send(()).expect("waiting");
        let (first, second) = seen.await.expect("joined").expect("read");
        assert_eq!((first.as_deref(), second.as_deref()), (Some("0"), Some("0")), "{}", place.name);
        assert_eq!(value(&store, "a").await.as_deref(), Some("1"));
    }
}

#[tokio::test]
async fn two_programs_on_one_database_keep_one_trail() {
    for place in both() {
        let stores = [place.open().await, place.open().await];
        let tasks: Vec<_> = (0..80)
            .map(|n: usize| {
                let store = stores[n % 2].clone();
                let name = format!("n{n}");
                tokio::spawn(async move {
                    store.write(move |tx| settings::set(tx, &act(1), None, &name, "1")).await
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("joined").expect("saved");
        }
        let trail = stores[0].read(|tx| audit::verify_chain(tx, &[])).await.expect("read");
        assert!(trail.is_whole() && trail.rows == 80, "{}: {trail:?}", place.name);
    }
}

#[tokio::test]
async fn a_closed_store_says_so() {
    for place in both() {
        let store = place.open().await;
        let writes: Vec<_> = (0..50)
            .map(|n: i64| {
                let store = store.clone();
                tokio::spawn(async move {
                    store.write(move |tx| settings::set(tx, &act(n), None, &format!("n{n}"), "1")).await
                })
            })
            .collect();
        tokio::task::yield_now().await;
        store.close().await;
        let mut saved = 0;
        for write in writes {
            match write.await.expect("joined") {
                Ok(()) => saved += 1,
                Err(error) => assert_eq!(error, Error::Closed),
            }
        }
        assert_eq!(store.read(|tx| settings::list(tx, None)).await, Err(Error::Closed));
        let again = place.open().await;
        let kept = again.read(|tx| settings::list(tx, None)).await.expect("read");
        assert_eq!(kept.len(), saved, "{}: what was answered, and nothing else", place.name);
    }
}

#[tokio::test]
async fn a_mistake_while_reading_stops_nobody_else() {
    for place in both() {
        let store = place.open().await;
        for _ in 0..20 {
            let stopped = store.read(|_| -> Result<(), Error> { panic!("a mistake in a use case") }).await;
            assert_eq!(stopped, Err(Error::Stopped));
        }
        assert_eq!(value(&store, "a").await, None, "{}", place.name);
    }
}

#[tokio::test]
async fn text_that_one_engine_would_not_keep_is_refused_on_both() {
    for place in both() {
        let store = place.open().await;
        let refused = store.write(|tx| settings::set(tx, &act(1), None, "a", "x\0y")).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{}: {refused:?}", place.name);
        let strange = "\u{feff}\u{200b}ำ เเ \u{10ffff}\r\n'\"\\ $1 ?1 %_";
        store.write(move |tx| settings::set(tx, &act(1), None, "b", strange)).await.expect("kept");
        assert_eq!(value(&store, "b").await.as_deref(), Some(strange), "{}", place.name);
    }
}

#[tokio::test]
async fn changes_of_many_share_a_commit() {
    for place in both() {
        let store = place.open().await;
        let before = store.written();
        let rounds = 20;
        let tasks: Vec<_> = (0..32)
            .map(|client: i64| {
                let store = store.clone();
                tokio::spawn(async move {
                    for round in 0..rounds {
                        let name = format!("n{client}-{round}");
                        store.write(move |tx| settings::set(tx, &act(client), None, &name, "1")).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("joined").expect("saved");
        }
        let after = store.written();
        assert_eq!(after.changes - before.changes, 32 * 20, "{}", place.name);
        // All of them could share; on a busy machine some come too late.
        assert!(after.commits - before.commits <= 32 * 20 / 4, "{}: {after:?}", place.name);
    }
}

#[tokio::test]
async fn changes_of_who_may_come_in_are_told() {
    for place in both() {
        let store = place.open().await;
        let start = store.access_version();
        store.write(|tx| settings::set(tx, &act(1), None, "a", "1")).await.expect("saved");
        assert_eq!(store.access_version(), start, "{}: a setting lets nobody in", place.name);
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let added = store.access_version();
        assert!(start < added, "{}", place.name);
        let refused = store
            .write(move |tx| {
                agencies::close(tx, &act(2), &agency)?;
                Err::<(), _>(Error::ReadOnly)
            })
            .await;
        assert_eq!((refused, store.access_version()), (Err(Error::ReadOnly), added), "{}", place.name);
        store.write_later(move |tx| agencies::close(tx, &act(3), &agency)).await.expect("handed in");
        store.write(|_| Ok::<_, Error>(())).await.expect("nothing");
        assert!(added < store.access_version(), "{}: nobody waited for it", place.name);
        let closed = store.read(move |tx| agencies::get(tx, &agency)).await.expect("there");
        assert!(!closed.is_active, "{}", place.name);
    }
}
