//! A full disk: reading goes on, writing is refused with a clear word, and what was answered is there.

use std::process::Command;

use store::backup;
use store::{Error, Mode, Options, Store, settings};

use testkit::cluster::Cluster;
use testkit::places::{Small, ballast};

use crate::engines::sqlite;
use crate::samples::{Dice, act};

/// Writes values of 6 kB, which no engine can make smaller, until one is refused; answers how many were saved and the refusal.
async fn until_full(store: &Store) -> (usize, Error) {
    let mut dice = Dice(3);
    let value: &'static str =
        (0..900).map(|_| format!("{:07x}", dice.below(1 << 28))).collect::<String>().leak();
    for n in 0..20_000 {
        let name = format!("fill{n:05}");
        if let Err(error) = store.write(move |tx| settings::set(tx, &act(1), None, &name, value)).await {
            return (n, error);
        }
    }
    panic!("the disk did not get full");
}

async fn is_kept(store: &Store, saved: usize) {
    let all = store.read(|tx| settings::list(tx, None)).await.expect("reading goes on");
    let names: Vec<String> = all.into_iter().map(|(name, _)| name).collect();
    let expected: Vec<String> = (0..saved).map(|n| format!("fill{n:05}")).collect();
    assert_eq!(names, expected, "what was answered is kept, what was refused is not");
}

#[tokio::test]
async fn a_file_that_may_not_grow_makes_the_store_read_only() {
    let place = sqlite();
    let options = Options { most_pages: Some(300), ..Options::default() };
    let store = Store::open_with(&place.address, &options).await.expect("opens");
    let (saved, error) = until_full(&store).await;
    assert_eq!(error, Error::Full);
    assert!(10 < saved);
    assert_eq!(store.mode(), Mode::ReadOnly);
    is_kept(&store, saved).await;
    let refused = store.write(|tx| settings::set(tx, &act(1), None, "x", "1")).await;
    assert_eq!(refused, Err(Error::ReadOnly));
    let text = Error::ReadOnly.text();
    assert!(text.th.contains("อ่านได้อย่างเดียว") && text.en.contains("make room"), "{text:?}");
    assert_eq!(store.resume().await, Err(Error::Full), "there is no room yet");
    assert_eq!(store.mode(), Mode::ReadOnly);

    // Room is made inside the file, since it may not grow.
    place.tamper("DELETE FROM settings").expect("done");
    assert_eq!(store.resume().await, Ok(()));
    assert_eq!(store.mode(), Mode::Normal);
    store.write(|tx| settings::set(tx, &act(2), None, "fill00000", "1")).await.expect("writes again");
    is_kept(&store, 1).await;
    assert_eq!(backup::examine(&store, vec![]).await, Ok(vec![]));
}

#[tokio::test]
async fn a_file_system_that_is_full_loses_nothing() {
    let Some(small) = Small::mount(4) else { return };
    let ballast_file = small.file("ballast");
    ballast(&ballast_file);
    let address = small.address("store.db");
    let store = Store::open(&address).await.expect("opens");
    let (saved, error) = until_full(&store).await;
    assert!(matches!(error, Error::Full | Error::Disk(_)), "{error:?}");
    assert_eq!(store.mode(), Mode::ReadOnly);
    is_kept(&store, saved).await;
    assert!(store.resume().await.is_err());
    std::fs::remove_file(&ballast_file).expect("room is made");
    assert_eq!(store.resume().await, Ok(()));
    let name = format!("fill{saved:05}");
    store.write(move |tx| settings::set(tx, &act(2), None, &name, "1")).await.expect("writes again");
    is_kept(&store, saved + 1).await;
    store.close().await;
    let again = Store::open(&address).await.expect("opens");
    is_kept(&again, saved + 1).await;
    assert_eq!(backup::examine(&again, vec![]).await, Ok(vec![]));
    again.close().await;
}

#[tokio::test]
async fn a_server_whose_disk_is_full_loses_nothing() {
    let Some(small) = Small::mount(20) else { return };
    let Some(cluster) = Cluster::start("") else { return };
    let space = small.file("space");
    std::fs::create_dir(&space).expect("a folder");
    let owned = Command::new("chown").arg("postgres").arg(&space).status().expect("chown");
    assert!(owned.success());
    cluster.run("postgres", &format!("CREATE TABLESPACE small LOCATION '{}'", space.display()));
    let address = cluster.database("TABLESPACE small");
    let store = Store::open(&address).await.expect("opens");
    let ballast_file = small.file("ballast");
    ballast(&ballast_file);
    let (saved, error) = until_full(&store).await;
    assert_eq!(error, Error::Full);
    assert_eq!(store.mode(), Mode::ReadOnly);
    is_kept(&store, saved).await;
    std::fs::remove_file(&ballast_file).expect("room is made");
    assert_eq!(store.resume().await, Ok(()));
    let name = format!("fill{saved:05}");
    store.write(move |tx| settings::set(tx, &act(2), None, &name, "1")).await.expect("writes again");
    is_kept(&store, saved + 1).await;
    assert_eq!(backup::examine(&store, vec![]).await, Ok(vec![]));
    store.close().await;
    // The server ends before its disk is taken away.
    drop(cluster);
    drop(small);
}
