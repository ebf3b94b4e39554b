//! A backup made while the server runs, brought back into the other engine: every published score is the same byte
//! for byte.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::Store;
use testkit::cluster;
use testkit::places::Folder;

use super::crash::write;
use super::office::{self, Desk, wait};
use super::running::{Officer, Running};
use crate::runner;

/// Publishes every golden result of an agency of its own; answers its desks and the paths of what is public.
fn publish_all(database: &str) -> (Vec<Desk>, Vec<String>) {
    let golden = testkit::golden();
    wait(async {
        let store = Store::open(database).await.unwrap();
        let desks = office::fill(&store, golden.len()).await;
        let mut paths = Vec::new();
        for (desk, case) in desks.iter().zip(&golden) {
            let mut file = case.assessment.clone();
            file["agency"] = serde_json::json!({ "name": "อบต.ถ้ำรงค์", "kind": "sao" });
            let file = serde_json::to_vec(&file).unwrap();
            let framework = case.assessment["framework"].as_str().unwrap_or_default();
            let year: String = framework
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            if office::publish(&store, desk, file).await {
                let path = |name: &str| format!("/agencies/{}/{year}/{name}", desk.code);
                paths.extend(["result.json", "result.csv", "assessment.json"].map(path));
            }
        }
        store.close().await;
        (desks, paths)
    })
}

/// What the public sees at each path.
fn seen(database: &str, paths: &[String]) -> Vec<String> {
    let server = Running::start(database, &[]);
    let visitor = Officer::new(&server.origin, None);
    let body = |path: &String| {
        let seen = visitor.get(path).unwrap();
        assert_eq!(seen.status, 200, "{path}");
        seen.body
    };
    paths.iter().map(body).collect()
}

fn moved(from: &str, to: &str) {
    let (desks, paths) = publish_all(from);
    assert!(30 < paths.len(), "{} published files", paths.len());
    let before = seen(from, &paths);
    let folder = Folder::new();
    let file = folder.file("one.backup").display().to_string();
    let server = Running::start(from, &[]);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        // Officers go on writing while the backup is made.
        for desk in desks.iter().take(3) {
            let (origin, stop) = (&server.origin, &stop);
            scope.spawn(move || {
                let mut run = 0;
                while !stop.load(Ordering::Relaxed) {
                    write(origin, desk, run, 4, &|_| {});
                    run += 1;
                }
            });
        }
        let made = runner::run(&["backup", "--database", from, "--out", &file]);
        stop.store(true, Ordering::Relaxed);
        assert_eq!(made.exit, 0, "{}", made.err);
    });
    drop(server);
    let restored = runner::run(&["restore", &file, "--database", to]);
    assert_eq!(restored.exit, 0, "{}", restored.err);
    for (path, (before, after)) in paths.iter().zip(before.iter().zip(seen(to, &paths))) {
        assert_eq!(*before, after, "{path}");
    }
    wait(async {
        let kept = office::examine(to, &desks).await.expect("sound, and its trail whole");
        kept.store.close().await;
    });
    println!("{} published files are the same byte for byte", paths.len());
}

#[test]
fn a_backup_of_a_running_server_restores_into_the_other_engine() {
    let Some(cluster) = cluster::shared() else { return };
    let folder = Folder::new();
    moved(&folder.address("from.db"), &cluster.database(""));
    moved(&cluster.database(""), &folder.address("to.db"));
}
