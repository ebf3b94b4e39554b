//! Killed at random moments under load: what was acknowledged is there, and the audit trail is whole.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use store::{Store, backup, settings};

use crate::engines::{postgres, sqlite};
use crate::samples::{Dice, act};
use testkit::cluster::Cluster;

/// Address of the store to write to, when this program is the one that is killed.
pub const CHILD: &str = "PRONGSAI_STORE_CHILD";

/// Writes until it is killed, and prints each name after it was answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Ok(address) = std::env::var(CHILD) else { return };
    let store = Store::open(&address).await.expect("opens");
    let run = std::env::var("PRONGSAI_STORE_RUN").expect("told");
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (store, run) = (store.clone(), run.clone());
            tokio::spawn(async move {
                for n in 0.. {
                    let name = format!("{run}-{writer}-{n}");
                    let given = name.clone();
                    let saved = store.write(move |tx| settings::set(tx, &act(1), None, &given, "1")).await;
                    if saved.is_ok() {
                        println!("ack {name}");
                    } else {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("never ends");
    }
}

/// Starts this test program again as the one that writes.
fn start(address: &str, run: u32) -> (Child, mpsc::Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["crash::child", "--exact", "--nocapture"])
        .env(CHILD, address)
        .env("PRONGSAI_STORE_RUN", run.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let (told, acknowledged) = mpsc::channel();
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if let Some((_, name)) = line.split_once("ack ")
                && told.send(name.to_owned()).is_err()
            {
                return;
            }
        }
    });
    (child, acknowledged)
}

/// Lets the program write for a moment and kills it; adds what it acknowledged.
fn kill_once(address: &str, run: u32, dice: &mut Dice, acknowledged: &mut BTreeSet<String>) {
    let (mut child, names) = start(address, run);
    // The first acknowledgement shows that it is at work; the moment after it is a matter of chance.
    acknowledged.insert(names.recv_timeout(Duration::from_secs(60)).expect("it writes"));
    thread::sleep(Duration::from_micros(dice.below(250_000)));
    child.kill().expect("killed");
    child.wait().expect("gone");
    // What stands in the pipe was acknowledged before the end.
    acknowledged.extend(names);
}

async fn check(address: &str, acknowledged: &BTreeSet<String>) -> usize {
    let store = Store::open(address).await.expect("opens again");
    let all = store.read(|tx| settings::list(tx, None)).await.expect("read");
    let kept: BTreeSet<String> = all.into_iter().map(|(name, _)| name).collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), acknowledged.len());
    assert_eq!(backup::examine(&store, vec![]).await, Ok(vec![]));
    store.close().await;
    kept.len() - acknowledged.len()
}

async fn kills(address: &str, name: &str, count: u32) {
    let (mut dice, mut acknowledged, mut most_unanswered) =
        (Dice(u64::from(std::process::id())), BTreeSet::new(), 0);
    for run in 0..count {
        kill_once(address, run, &mut dice, &mut acknowledged);
        most_unanswered = check(address, &acknowledged).await.max(most_unanswered);
    }
    println!(
        "{name}: {count} kills, {} acknowledged, 0 lost, {most_unanswered} saved unanswered",
        acknowledged.len()
    );
    assert!(count as usize <= acknowledged.len());
}

#[tokio::test]
async fn a_killed_program_loses_nothing_on_sqlite() {
    let place = sqlite();
    kills(&place.address, "sqlite", testkit::count("store_kills_sqlite", 8, 50)).await;
}

#[tokio::test]
async fn a_killed_program_loses_nothing_on_postgres() {
    let Some(place) = postgres() else { return };
    kills(&place.address, "postgres", testkit::count("store_kills_postgres", 4, 50)).await;
}

#[tokio::test]
async fn a_crashed_server_loses_nothing_and_is_found_again() {
    let Some(mut cluster) = Cluster::start("") else { return };
    let address = cluster.database("");
    let count = testkit::count("store_server_crashes", 2, 20);
    let (mut child, names) = start(&address, 0);
    let mut acknowledged = BTreeSet::new();
    let mut dice = Dice(7);
    for _ in 0..count {
        // The program goes on by itself when the server is back.
        acknowledged.insert(names.recv_timeout(Duration::from_secs(60)).expect("it writes"));
        thread::sleep(Duration::from_micros(dice.below(150_000)));
        cluster.crash();
        acknowledged.extend(names.try_iter());
    }
    acknowledged.insert(names.recv_timeout(Duration::from_secs(60)).expect("it writes again"));
    child.kill().expect("killed");
    child.wait().expect("gone");
    acknowledged.extend(names);
    check(&address, &acknowledged).await;
    println!("postgres: {count} crashes of the server, {} acknowledged, 0 lost", acknowledged.len());
}

/// A program that is killed while it brings a database forward leaves one that can be brought forward.
#[tokio::test]
async fn a_killed_upgrade_can_be_done_again() {
    let mut dice = Dice(11);
    for run in 0..testkit::count("store_killed_upgrades", 5, 50) {
        let place = sqlite();
        let (mut child, _names) = start(&place.address, run);
        thread::sleep(Duration::from_micros(5_000 + dice.below(40_000)));
        child.kill().expect("killed");
        child.wait().expect("gone");
        check(&place.address, &BTreeSet::new()).await;
    }
}
