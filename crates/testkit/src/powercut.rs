//! Power cuts acted out: what a program does to the files of one folder is recorded in order, with what it answered;
//! then the record is cut at random places, and of what was not yet synced some is dropped, some torn, some kept, in
//! any mixture. Whatever was answered before the cut must be there afterwards.
//!
//! Not acted out: the loss of names of files, which is taken as kept at once, as journalling file systems do.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Dice;
use crate::places::Folder;

#[derive(Debug)]
enum Event {
    Write { file: usize, at: usize, data: Vec<u8> },
    Truncate { file: usize, size: usize },
    Sync { file: usize },
    Unlink { file: usize },
    Answer(String),
}

/// What a program did to the files of a folder, and what it answered, in order.
#[derive(Debug)]
pub struct Record {
    files: Vec<String>,
    events: Vec<Event>,
    /// Events that no cut comes before.
    before: usize,
}

impl Record {
    /// Reads what the recorder wrote.
    ///
    /// # Panics
    /// When nothing was recorded.
    pub fn read(path: &Path) -> Record {
        parsed(&std::fs::read(path).expect("recorded"))
    }

    /// The same with a file that was there, and safe, before the record began.
    #[must_use]
    pub fn on_top_of(mut self, name: &str, bytes: Vec<u8>) -> Record {
        let known = self.files.iter().position(|known| known == name);
        let file = known.unwrap_or_else(|| {
            self.files.push(name.to_owned());
            self.files.len() - 1
        });
        let before = [Event::Write { file, at: 0, data: bytes }, Event::Sync { file }];
        self.before += before.len();
        self.events.splice(0..0, before);
        self
    }

    /// The same as if the program had not waited for the disk when it wrote to files whose names end so.
    #[must_use]
    pub fn without_syncs_of(mut self, ending: &str) -> Record {
        let files = &self.files;
        let is_forgotten =
            |event: &Event| matches!(event, Event::Sync { file } if files[*file].ends_with(ending));
        self.events.retain(|event| !is_forgotten(event));
        self
    }

    /// How many answers are in it.
    pub fn answers(&self) -> usize {
        let mut disk = Disk::default();
        self.events.iter().for_each(|event| disk.see(event));
        disk.answered.len()
    }

    /// Cuts at so many places of all of it, drawn by chance, in their order.
    pub fn cuts(&self, count: u32) -> Cuts<'_> {
        let mut dice = Dice(5);
        let moments = (self.events.len() - self.before) as u64 + 1;
        let mut places: Vec<usize> = (0..count).map(|_| self.before + dice.below(moments) as usize).collect();
        places.sort_unstable();
        Cuts { record: self, places: places.into_iter(), seen: 0, disk: Disk::default(), dice }
    }
}

/// Cuts of a record, one after the other.
#[derive(Debug)]
pub struct Cuts<'r> {
    record: &'r Record,
    places: std::vec::IntoIter<usize>,
    seen: usize,
    disk: Disk<'r>,
    dice: Dice,
}

/// What is found after one cut.
#[derive(Debug)]
pub struct Cut<'r> {
    /// How many events came before it.
    pub place: usize,
    /// What had been answered.
    pub answered: BTreeSet<&'r str>,
    files: Vec<(&'r str, Vec<u8>)>,
}

impl<'r> Iterator for Cuts<'r> {
    type Item = Cut<'r>;

    fn next(&mut self) -> Option<Cut<'r>> {
        let place = self.places.next()?;
        let record = self.record;
        record.events[self.seen..place].iter().for_each(|event| self.disk.see(event));
        self.seen = place;
        let found = self.disk.after_a_cut(&mut self.dice);
        let files = found.into_iter().map(|(file, bytes)| (record.files[file].as_str(), bytes)).collect();
        Some(Cut { place, answered: self.disk.answered.clone(), files })
    }
}

impl Cut<'_> {
    /// Puts what is found into a folder, in place of whatever is there.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn lay_out(&self, folder: &Path) {
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir(folder).expect("a folder");
        for (name, bytes) in &self.files {
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }
}

/// Notes an answer in a record that is being written, for answers that do not come by standard output.
///
/// # Panics
/// When the record cannot be written.
pub fn note_answer(log: &Path, name: &str) {
    let text = format!("ack {name}\n");
    let mut entry = vec![b'a'; 1];
    entry.extend([0; 12]);
    entry.extend(u32::try_from(text.len()).expect("short").to_ne_bytes());
    entry.extend(text.as_bytes());
    // One write at the end of the file, so that it stands whole between those of the recorder.
    let mut file = std::fs::OpenOptions::new().append(true).open(log).expect("being recorded");
    file.write_all(&entry).expect("noted");
}

fn parsed(log: &[u8]) -> Record {
    let (mut files, mut events, mut rest): (Vec<String>, _, &[u8]) = (Vec::new(), Vec::new(), log);
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
    Record { files, events, before: 0 }
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
#[derive(Debug, Default)]
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

/// Compiles the recorder, to be named in `LD_PRELOAD`; `None`, with a line that says so, where programs cannot be
/// recorded this way.
///
/// # Panics
/// When there is no C compiler.
pub fn recorder(folder: &Folder) -> Option<PathBuf> {
    preloaded("record", &folder.file("record.so"))
}

/// The same for what makes each sync take `SLOW_SYNC_MICROS` longer.
///
/// # Panics
/// When there is no C compiler.
pub fn slow_disk(library: &Path) -> Option<PathBuf> {
    preloaded("slow", library)
}

fn preloaded(name: &str, library: &Path) -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        println!("skipped: only on Linux can something stand between a program and its files");
        return None;
    }
    let source = crate::root().join(format!("crates/testkit/powercut/{name}.c"));
    let mut cc = Command::new("cc");
    cc.args(["-O1", "-shared", "-fPIC", "-o"]).arg(library).arg(source).args(["-ldl", "-lpthread"]);
    let output = cc.output().expect("the C compiler that Rust links with");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(library.to_owned())
}
