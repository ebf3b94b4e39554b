//! Power cuts acted out on a program that writes by the store alone: whatever was answered before the cut must be
//! there afterwards. The same with a store that does not wait for the disk is the control: it must lose, or the test
//! sees nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use store::{Options, Store, backup, settings};
use testkit::places::Folder;
use testkit::powercut::{Record, recorder};

use crate::samples::act;

const ADDRESS: &str = "PRONGSAI_CUT_ADDRESS";
const WRITERS: usize = 6;
const WRITES: usize = 60;

/// Writes a known number of times and prints each name after it was answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let forgetful = std::env::var_os("PRONGSAI_CUT_FORGETFUL").is_some();
    // A small log is folded into the file often, so that cuts fall into that as well.
    let options = Options { forgetful, log_pages: Some(150), ..Options::default() };
    let store = Store::open_with(&address, &options).await.expect("opens");
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0..WRITES {
                    let name = format!("{writer}-{n}");
                    let given = name.clone();
                    let write =
                        store.write(move |tx| settings::set(tx, &act(1), None, &given, &"x".repeat(300)));
                    write.await.expect("saved");
                    println!("ack {name}");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("ends");
    }
    // No orderly end: the log stays as it is.
    std::process::exit(0);
}

fn record(library: &Path, folder: &Folder, forgetful: bool) -> Record {
    let name = if forgetful { "forgetful" } else { "full" };
    let place = folder.file(name);
    std::fs::create_dir(&place).expect("a folder");
    let log = folder.file(&format!("{name}.log"));
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child
        .args(["powercut::child", "--exact", "--nocapture"])
        .env(ADDRESS, format!("sqlite:{}", place.join("store.db").display()))
        .env("LD_PRELOAD", library)
        .env("POWERCUT_FOLDER", &place)
        .env("POWERCUT_LOG", &log)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if forgetful {
        child.env("PRONGSAI_CUT_FORGETFUL", "1");
    }
    let output = child.output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Record::read(&log)
}

/// What came of the cuts: how many lost an answered change, the most that one lost, how many left a file that is
/// not sound.
#[derive(Default, Debug)]
struct Outcome {
    cuts: u32,
    lossy: u32,
    most_lost: usize,
    unsound: u32,
}

async fn cut(record: &Record, folder: &Folder, count: u32) -> Outcome {
    let mut outcome = Outcome::default();
    let work = folder.file("cut");
    for cut in record.cuts(count) {
        cut.lay_out(&work);
        outcome.cuts += 1;
        match kept(&work.join("store.db")).await {
            Ok(kept) => {
                let lost = cut.answered.iter().filter(|name| !kept.contains(**name)).count();
                outcome.lossy += u32::from(0 < lost);
                outcome.most_lost = outcome.most_lost.max(lost);
            }
            Err(problem) => {
                println!("cut at {}: {problem}", cut.place);
                outcome.unsound += 1;
            }
        }
    }
    outcome
}

/// The names that are there, if everything else is sound.
async fn kept(file: &Path) -> Result<BTreeSet<String>, String> {
    let told = |error: store::Error| error.to_string();
    let store = Store::open(&format!("sqlite:{}", file.display())).await.map_err(told)?;
    let problems = backup::examine(&store, vec![]).await.map_err(told)?;
    let all = store.read(|tx| settings::list(tx, None)).await.map_err(told)?;
    store.close().await;
    match problems.first() {
        Some(problem) => Err(problem.clone()),
        None => Ok(all.into_iter().map(|(name, _)| name).collect()),
    }
}

#[tokio::test]
async fn a_power_cut_loses_nothing_and_the_control_does() {
    let folder = Folder::new();
    let Some(library) = recorder(&folder) else { return };
    let full = record(&library, &folder, false);
    assert_eq!(full.answers(), WRITERS * WRITES, "every answer is in the record");
    let count = testkit::count("store_power_cuts", 60, 500);
    let outcome = cut(&full, &folder, count).await;
    println!("waiting for the disk: {outcome:?}");
    assert_eq!((outcome.lossy, outcome.unsound), (0, 0), "{outcome:?}");

    let forgetful = record(&library, &folder, true);
    assert_eq!(forgetful.answers(), WRITERS * WRITES);
    let outcome = cut(&forgetful, &folder, count).await;
    println!("control, not waiting: {outcome:?}");
    assert!(count / 3 < outcome.lossy, "the control must lose: {outcome:?}");
}
