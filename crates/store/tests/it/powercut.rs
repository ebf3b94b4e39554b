//! Power cuts acted out: a program writes while every write, sync and answer is recorded in order; then the record
//! is cut at random places, and of what was not yet synced some is dropped, some torn, some kept, in any mixture.
//! Whatever was answered before the cut must be there afterwards.
//!
//! The same with a store that does not wait for the disk is the control: it must lose, or the test sees nothing.
//! Not acted out: the loss of names of files, which is taken as kept at once, as journalling file systems do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use store::{Options, Store, backup, settings};

use crate::engines::Folder;
use crate::samples::{Dice, act};

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

enum Event {
    Write { file: usize, at: usize, data: Vec<u8> },
    Truncate { file: usize, size: usize },
    Sync { file: usize },
    Unlink { file: usize },
    Answer(String),
}

struct Record {
    files: Vec<String>,
    events: Vec<Event>,
}

fn read(path: &Path) -> Record {
    let log = std::fs::read(path).expect("recorded");
    let (mut files, mut events, mut rest): (Vec<String>, _, &[u8]) = (Vec::new(), Vec::new(), &log);
    while let Some((head, after)) = rest.split_at_checked(17) {
        let number = |at: usize, width: usize| {
            let mut bytes = [0; 8];
            bytes[..width].copy_from_slice(&head[at..at + width]);
            usize::try_from(u64::from_ne_bytes(bytes)).expect("small")
        };
        let (name, after) = after.split_at(number(1, 4));
        let (data, after) = after.split_at(number(13, 4));
        rest = after;
        let name = Path::new(std::str::from_utf8(name).expect("UTF-8")).file_name();
        let name = name.and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let file = files.iter().position(|known| *known == name).unwrap_or_else(|| {
            files.push(name);
            files.len() - 1
        });
        events.push(match head[0] {
            b'w' => Event::Write { file, at: number(5, 8), data: data.to_vec() },
            b't' => Event::Truncate { file, size: number(5, 8) },
            b's' => Event::Sync { file },
            b'u' => Event::Unlink { file },
            _ => Event::Answer(String::from_utf8_lossy(data).into_owned()),
        });
    }
    Record { files, events }
}

fn carry_out(bytes: &mut Vec<u8>, event: &Event, most: usize) {
    match event {
        Event::Write { at, data, .. } => {
            let data = &data[..most.min(data.len())];
            bytes.resize(bytes.len().max(at + data.len()), 0);
            bytes[*at..at + data.len()].copy_from_slice(data);
        }
        Event::Truncate { size, .. } => bytes.resize(*size, 0),
        _ => {}
    }
}

/// The disk during the record: what is certain, and what is on its way, by file.
#[derive(Default)]
struct Disk<'r> {
    safe: BTreeMap<usize, Vec<u8>>,
    on_the_way: BTreeMap<usize, Vec<&'r Event>>,
    answered: BTreeSet<&'r str>,
}

impl<'r> Disk<'r> {
    fn see(&mut self, event: &'r Event) {
        match event {
            Event::Write { file, .. } | Event::Truncate { file, .. } => {
                self.safe.entry(*file).or_default();
                self.on_the_way.entry(*file).or_default().push(event);
            }
            Event::Sync { file } => {
                let bytes = self.safe.entry(*file).or_default();
                for event in self.on_the_way.remove(file).unwrap_or_default() {
                    carry_out(bytes, event, usize::MAX);
                }
            }
            Event::Unlink { file } => {
                self.safe.remove(file);
                self.on_the_way.remove(file);
            }
            Event::Answer(text) => {
                self.answered.extend(text.lines().filter_map(|line| Some(line.split_once("ack ")?.1)));
            }
        }
    }

    /// What is found after a cut now: half of what was on its way is gone, some of it is torn at a sector.
    fn after_a_cut(&self, dice: &mut Dice) -> BTreeMap<usize, Vec<u8>> {
        let mut files = self.safe.clone();
        for (file, events) in &self.on_the_way {
            let bytes = files.entry(*file).or_default();
            for event in events {
                let chance = dice.below(100);
                let size = if let Event::Write { data, .. } = event { data.len() } else { 0 };
                match chance {
                    0..50 => {}
                    50..65 if 512 < size => {
                        carry_out(bytes, event, dice.below(size as u64 / 512) as usize * 512);
                    }
                    _ => carry_out(bytes, event, usize::MAX),
                }
            }
        }
        files
    }
}

/// Compiles the recorder; `None` where programs cannot be recorded this way.
fn recorder(folder: &Folder) -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        println!("skipped: writes can be recorded on Linux only");
        return None;
    }
    let library = folder.file("record.so");
    let source = testkit::root().join("crates/store/tests/powercut/record.c");
    let mut cc = Command::new("cc");
    cc.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&library).arg(source).args(["-ldl", "-lpthread"]);
    let output = cc.output().expect("the C compiler that Rust links with");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(library)
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
        .env("PRONGSAI_CUT_FOLDER", &place)
        .env("PRONGSAI_CUT_LOG", &log)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if forgetful {
        child.env("PRONGSAI_CUT_FORGETFUL", "1");
    }
    let output = child.output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read(&log)
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
    let mut dice = Dice(5);
    // Most writes come after the schema is there; cuts are drawn over all of it.
    let mut places: Vec<usize> =
        (0..count).map(|_| dice.below(record.events.len() as u64 + 1) as usize).collect();
    places.sort_unstable();
    let mut disk = Disk::default();
    let mut outcome = Outcome::default();
    let mut seen = 0;
    for place in places {
        for event in &record.events[seen..place] {
            disk.see(event);
        }
        seen = place;
        let work = folder.file("cut");
        let _ = std::fs::remove_dir_all(&work);
        std::fs::create_dir(&work).expect("a folder");
        for (file, bytes) in disk.after_a_cut(&mut dice) {
            std::fs::write(work.join(&record.files[file]), bytes).expect("written");
        }
        outcome.cuts += 1;
        match kept(&work.join("store.db")).await {
            Ok(kept) => {
                let lost = disk.answered.iter().filter(|name| !kept.contains(**name)).count();
                outcome.lossy += u32::from(0 < lost);
                outcome.most_lost = outcome.most_lost.max(lost);
            }
            Err(problem) => {
                println!("cut at {place}: {problem}");
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
    let answers = |record: &Record| {
        let mut disk = Disk::default();
        record.events.iter().for_each(|event| disk.see(event));
        disk.answered.len()
    };
    assert_eq!(answers(&full), WRITERS * WRITES, "every answer is in the record");
    let count = testkit::count("store_power_cuts", 60, 500);
    let outcome = cut(&full, &folder, count).await;
    println!("waiting for the disk: {outcome:?}");
    assert_eq!((outcome.lossy, outcome.unsound), (0, 0), "{outcome:?}");

    let forgetful = record(&library, &folder, true);
    assert_eq!(answers(&forgetful), WRITERS * WRITES);
    let outcome = cut(&forgetful, &folder, count).await;
    println!("control, not waiting: {outcome:?}");
    assert!(count / 3 < outcome.lossy, "the control must lose: {outcome:?}");
}
