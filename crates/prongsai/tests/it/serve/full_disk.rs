//! A full disk under the running server: it only reads, says so, loses nothing, and goes on by itself.

use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;
use store::Store;
use testkit::cluster::Cluster;
use testkit::places::{Small, ballast};

use super::crash::assessment;
use super::office::{self, wait};
use super::running::{Officer, Running, Seen};

fn full(database: &str, small: &Small) {
    let desks = wait(async {
        let store = Store::open(database).await.unwrap();
        let desks = office::fill(&store, 1).await;
        assert!(office::publish(&store, &desks[0], assessment(0)).await);
        store.close().await;
        desks
    });
    let server = Running::start(database, &[]);
    let officer = Officer::new(&server.origin, Some(&desks[0].secret));
    let filler = small.file("ballast");
    ballast(&filler);

    let mut acknowledged = Vec::new();
    let refused: Seen = (1..20_000)
        .find_map(|number| {
            let seen = officer.add_assessment(&assessment(number)).unwrap();
            match seen.status {
                303 => acknowledged.push(seen.to),
                _ => return Some(seen),
            }
            None
        })
        .expect("the disk gets full");
    assert_eq!(refused.status, 503, "{}", refused.body);
    let told = |page: &Seen| page.body.contains("อ่านได้อย่างเดียว") && page.body.contains("เพิ่มพื้นที่");
    assert!(told(&refused), "{}", refused.body);

    // Reading goes on, for everybody.
    let json = officer.add_unit("refused", "application/problem+json").unwrap();
    let problem: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!((json.status, problem["code"].as_str()), (503, Some("read-only")));
    assert!(problem["title_en"].as_str().unwrap().contains("make room"));
    let page = officer.add_unit("refused", "text/html").unwrap();
    assert!(page.status == 503 && told(&page), "{}", page.body);
    assert_eq!(officer.get("/agency").unwrap().status, 200);
    assert_eq!(officer.get(acknowledged.last().unwrap()).unwrap().status, 200);
    let visitor = Officer::new(&server.origin, None);
    for path in ["/", "/agencies/A0000", "/agencies/A0000/2568", "/agencies/A0000/2568/result.json"] {
        assert_eq!(visitor.get(path).unwrap().status, 200, "{path}");
    }

    // Room is made, and nobody tells the server.
    std::fs::remove_file(&filler).unwrap();
    let is_back = (0..120).any(|_| {
        sleep(Duration::from_millis(500));
        officer.add_unit("after", "text/html").unwrap().status == 303
    });
    assert!(is_back, "the server does not write again");
    acknowledged.push(String::from("after"));
    drop(server);
    wait(async {
        let kept = office::examine(database, &desks).await.expect("sound, and its trail whole");
        assert_eq!(kept.lost(acknowledged.iter().map(String::as_str)).await, Vec::<&str>::new());
        assert!(!kept.units.contains("refused"));
        kept.store.close().await;
    });
}

#[test]
fn a_server_on_a_full_disk_only_reads_and_goes_on_by_itself() {
    let Some(small) = Small::mount(5) else { return };
    full(&small.address("store.db"), &small);
}

#[test]
fn a_server_whose_database_is_full_only_reads_and_goes_on_by_itself() {
    let Some(small) = Small::mount(20) else { return };
    let Some(cluster) = Cluster::start("") else { return };
    let space = small.file("space");
    std::fs::create_dir(&space).unwrap();
    assert!(Command::new("chown").arg("postgres").arg(&space).status().unwrap().success());
    cluster.run("postgres", &format!("CREATE TABLESPACE small LOCATION '{}'", space.display()));
    full(&cluster.database("TABLESPACE small"), &small);
    // The database ends before its disk is taken away.
    drop(cluster);
    drop(small);
}
