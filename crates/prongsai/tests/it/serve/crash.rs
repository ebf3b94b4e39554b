//! The server killed at random moments while officers write: what was answered is there when it runs again.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use store::Store;
use testkit::Dice;
use testkit::cluster;
use testkit::places::Folder;

use super::office::{self, Desk, wait};
use super::running::{Officer, Running};

/// Officers who write at the same time.
pub const OFFICERS: usize = 6;

/// The example, made another file each time, since the same file is not taken twice.
pub fn assessment(number: usize) -> Vec<u8> {
    let mut file = std::fs::read(testkit::root().join("examples/tham-rong-2568.json")).unwrap();
    file.extend(std::iter::repeat_n(b'\n', number + 1));
    file
}

/// Writes until the server no longer answers, or `most` changes are made, and tells each change after its answer.
/// Every fifth is an assessment, the others are units.
pub fn write(origin: &str, desk: &Desk, run: u32, most: usize, told: &dyn Fn(String)) {
    let officer = Officer::new(origin, Some(&desk.secret));
    for number in 0..most {
        let change = if number % 5 == 4 {
            officer
                .add_assessment(&assessment(run as usize * 2_000 + number))
                .map(|seen| (seen.to.clone(), seen))
        } else {
            let name = format!("unit-{}-{run}-{number}", desk.code);
            officer.add_unit(&name, "text/html").map(|seen| (name, seen))
        };
        match change {
            Ok((change, seen)) => {
                assert_eq!(seen.status, 303, "{}", seen.body);
                told(change);
            }
            Err(_) => return,
        }
    }
}

/// Loads a server, kills it after a moment; answers what it had acknowledged.
fn kill_once(database: &str, desks: &[Desk], run: u32, dice: &mut Dice) -> Vec<String> {
    let mut server = Running::start(database, &[]);
    let (tell, acknowledged) = mpsc::channel();
    let writers: Vec<_> = desks
        .iter()
        .map(|desk| {
            let (origin, desk, tell) = (server.origin.clone(), desk.clone(), tell.clone());
            thread::spawn(move || write(&origin, &desk, run, 1_000, &|change| drop(tell.send(change))))
        })
        .collect();
    drop(tell);
    // The first answer shows that it is at work; the moment after it is a matter of chance.
    let first = acknowledged.recv_timeout(Duration::from_secs(60)).expect("it writes");
    thread::sleep(Duration::from_micros(dice.below(400_000)));
    server.kill();
    for writer in writers {
        writer.join().expect("every answer was as it should be");
    }
    std::iter::once(first).chain(acknowledged).collect()
}

fn kills(database: &str, engine: &str, count: u32) {
    let desks = wait(async {
        let store = Store::open(database).await.unwrap();
        let desks = office::fill(&store, OFFICERS).await;
        store.close().await;
        desks
    });
    let mut dice = Dice(u64::from(std::process::id()));
    let mut acknowledged = BTreeSet::new();
    for run in 0..count {
        acknowledged.extend(kill_once(database, &desks, run, &mut dice));
        wait(async {
            let kept = office::examine(database, &desks).await.expect("sound, and its trail whole");
            let lost = kept.lost(acknowledged.iter().map(String::as_str)).await;
            assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), acknowledged.len());
            kept.store.close().await;
        });
    }
    // And it is shown by the server itself.
    let server = Running::start(database, &[]);
    let page = Officer::new(&server.origin, Some(&desks[0].secret)).get("/agency").unwrap();
    let shown = acknowledged.iter().filter(|change| change.starts_with("unit-A0000-"));
    assert_eq!(page.status, 200);
    assert!(shown.clone().all(|unit| page.body.contains(unit.as_str())));
    println!("{engine}: {count} kills of the server, {} answered, 0 lost", acknowledged.len());
    assert!(count as usize <= acknowledged.len());
}

#[test]
fn a_killed_server_loses_nothing_on_sqlite() {
    let folder = Folder::new();
    kills(&folder.address("store.db"), "SQLite", testkit::count("server_kills_sqlite", 3, 50));
}

#[test]
fn a_killed_server_loses_nothing_on_postgres() {
    let Some(cluster) = cluster::shared() else { return };
    kills(&cluster.database(""), "PostgreSQL", testkit::count("server_kills_postgres", 3, 50));
}
