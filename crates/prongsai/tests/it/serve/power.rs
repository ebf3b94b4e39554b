//! Power cuts under the running server: acknowledged is what an officer received an answer to.

use std::thread;

use store::Store;
use testkit::places::Folder;
use testkit::powercut::{Record, note_answer, recorder};

use super::crash::{OFFICERS, write};
use super::office::{self, Desk, wait};
use super::running::Running;

/// Changes of each officer.
const CHANGES: usize = 60;

#[derive(Debug, Default)]
struct Outcome {
    cuts: u32,
    lossy: u32,
    unsound: u32,
}

fn cut(record: &Record, desks: &[Desk], count: u32) -> Outcome {
    let folder = Folder::new();
    let work = folder.file("cut");
    let address = format!("sqlite:{}", work.join("store.db").display());
    let mut outcome = Outcome::default();
    for cut in record.cuts(count) {
        cut.lay_out(&work);
        outcome.cuts += 1;
        wait(async {
            match office::examine(&address, desks).await {
                Ok(kept) => {
                    let lost = kept.lost(cut.answered.iter().copied()).await;
                    outcome.lossy += u32::from(!lost.is_empty());
                    kept.store.close().await;
                }
                Err(problem) => {
                    println!("cut at {}: {problem}", cut.place);
                    outcome.unsound += 1;
                }
            }
        });
    }
    outcome
}

#[test]
fn a_power_cut_under_the_server_loses_nothing_and_the_control_does() {
    let folder = Folder::new();
    let Some(library) = recorder(&folder) else { return };
    let place = folder.file("store");
    std::fs::create_dir(&place).unwrap();
    let file = place.join("store.db");
    let database = format!("sqlite:{}", file.display());
    let desks = wait(async {
        let store = Store::open(&database).await.unwrap();
        let desks = office::fill(&store, OFFICERS).await;
        store.close().await;
        desks
    });
    // Closed in order: nothing of it stands in a log.
    assert!(!place.join("store.db-wal").exists());
    let before = std::fs::read(&file).unwrap();

    let log = folder.file("record.log");
    let variables = [
        ("LD_PRELOAD", library.into_os_string()),
        ("POWERCUT_FOLDER", place.into_os_string()),
        ("POWERCUT_LOG", log.clone().into_os_string()),
    ];
    let mut server = Running::start(&database, &variables);
    thread::scope(|scope| {
        for desk in &desks {
            let (origin, log) = (&server.origin, &log);
            scope.spawn(move || write(origin, desk, 0, CHANGES, &|change| note_answer(log, &change)));
        }
    });
    server.kill();

    let record = Record::read(&log).on_top_of("store.db", before);
    assert_eq!(record.answers(), OFFICERS * CHANGES, "every answer is in the record");
    let count = testkit::count("server_power_cuts", 20, 500);
    let outcome = cut(&record, &desks, count);
    println!("the server, waiting for the disk: {outcome:?}");
    assert_eq!((outcome.lossy, outcome.unsound), (0, 0), "{outcome:?}");

    // The same record, as if its log had never been synced.
    let control = cut(&record.without_syncs_of("-wal"), &desks, count);
    println!("control, its syncs of the log left out: {control:?}");
    assert!(count / 3 < control.lossy + control.unsound, "the control must lose: {control:?}");
}
