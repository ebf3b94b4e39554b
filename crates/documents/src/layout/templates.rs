//! The layouts and texts at hand: those of the program, and those that an agency lays beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use domain::Text;

use super::read::{TextFile, read};
use super::{Layout, LayoutProblem, unknown_name};
use crate::kinds::{Kind, kinds};

/// Bytes that a file of a template folder may have.
const MAX_FILE: u64 = 256 * 1024;
/// Files that a template folder may have.
const MAX_FILES: usize = 500;

/// Layouts and texts of all kinds; a kind is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Templates {
    files: BTreeMap<String, String>,
    loaded: BTreeMap<&'static str, OnceLock<Loaded>>,
}

/// The layouts of a kind, or what is wrong with its files.
type Loaded = Result<Vec<Layout>, Vec<LayoutProblem>>;

impl Templates {
    /// Those of the program alone.
    pub fn embedded() -> Templates {
        Templates::with(BTreeMap::new())
    }

    fn with(files: BTreeMap<String, String>) -> Templates {
        Templates { files, loaded: kinds().iter().map(|kind| (kind.name, OnceLock::new())).collect() }
    }

    /// Those of the program with an agency's over them: `KIND/LAYOUT.toml` is a layout of its own, or another
    /// form of one of the program's when it has the same `name`; `KIND/TEXT.txt` is another wording of a text.
    ///
    /// # Errors
    /// Everything that is wrong in these files, and files that belong to no kind.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Templates, Vec<LayoutProblem>> {
        let templates = Templates::with(files.into_iter().collect());
        let mut problems = templates.strays();
        for kind in kinds() {
            let own = format!("{}/", kind.name);
            if templates.files.keys().any(|file| file.starts_with(&own))
                && let Err(found) = templates.layouts(kind)
            {
                problems.extend(found.iter().cloned());
            }
            problems.extend(templates.unread_texts(kind));
        }
        if problems.is_empty() { Ok(templates) } else { Err(problems) }
    }

    /// Reads an agency's folder; what is neither `.toml` nor `.txt` is passed over.
    ///
    /// # Errors
    /// What [`Templates::from_files`] finds, and files that cannot be read, are too long or too many.
    pub fn from_folder(folder: &Path) -> Result<Templates, Vec<LayoutProblem>> {
        let mut files = Vec::new();
        let mut problems = Vec::new();
        if let Err(error) = fs::read_dir(folder) {
            return Err(vec![unreadable(folder.display().to_string(), &error.to_string())]);
        }
        for kind in kinds() {
            let Ok(entries) = fs::read_dir(folder.join(kind.name)) else { continue };
            for path in entries.flatten().map(|entry| entry.path()) {
                let extension = path.extension().and_then(|extension| extension.to_str());
                let (Some("toml" | "txt"), Some(name)) = (extension, path.file_name()) else { continue };
                let file = format!("{}/{}", kind.name, name.to_string_lossy());
                if MAX_FILES <= files.len() {
                    problems.push(unreadable(file, "more than 500 files"));
                    return Err(problems);
                }
                match read_limited(&path) {
                    Ok(text) => files.push((file, text)),
                    Err(error) => problems.push(unreadable(file, &error)),
                }
            }
        }
        if problems.is_empty() { Templates::from_files(files) } else { Err(problems) }
    }

    /// The layouts of a kind, its default first, then by name.
    ///
    /// # Errors
    /// Everything that is wrong in its files.
    pub fn layouts(&self, kind: &Kind) -> Result<&[Layout], &[LayoutProblem]> {
        let Some(slot) = self.loaded.get(kind.name) else { return Ok(&[]) };
        slot.get_or_init(|| self.load(kind)).as_ref().map(Vec::as_slice).map_err(Vec::as_slice)
    }

    fn load(&self, kind: &Kind) -> Loaded {
        let mut texts = BTreeMap::new();
        for (name, source) in kind.texts {
            let file = format!("{}/{name}.txt", kind.name);
            texts.insert((*name).to_owned(), TextFile { file, source: (*source).to_owned() });
        }
        let own = |extension: &'static str| {
            self.files.iter().filter_map(move |(file, source)| {
                let name = file.strip_prefix(kind.name)?.strip_prefix('/')?.strip_suffix(extension)?;
                Some((file, name, source))
            })
        };
        for (file, name, source) in own(".txt") {
            texts.insert(name.to_owned(), TextFile { file: file.clone(), source: source.clone() });
        }
        let shipped =
            kind.layouts.iter().map(|(name, source)| (format!("{}/{name}.toml", kind.name), *source));
        let agency = own(".toml").map(|(file, _, source)| (file.clone(), source.as_str()));
        let mut found: Vec<Layout> = Vec::new();
        let mut problems = Vec::new();
        for (file, source) in shipped.chain(agency) {
            match read(&file, source, &texts) {
                Ok(layout) => {
                    found.retain(|known| known.name != layout.name);
                    found.push(layout);
                }
                Err(more) => problems.extend(more),
            }
        }
        // A text used by several layouts would be reported by each of them.
        let mut once: Vec<LayoutProblem> = Vec::new();
        problems.into_iter().for_each(|problem| {
            if !once.contains(&problem) {
                once.push(problem);
            }
        });
        found.sort_by_key(|layout| (layout.name != kind.default_layout, layout.name.clone()));
        if once.is_empty() { Ok(found) } else { Err(once) }
    }

    /// Texts of an agency that no layout of the kind prints: mostly a misspelt name, so that the wording meant to be
    /// replaced is still printed.
    fn unread_texts(&self, kind: &Kind) -> Vec<LayoutProblem> {
        // With a faulty layout it is not known what it reads.
        let Ok(layouts) = self.layouts(kind) else { return Vec::new() };
        let mut known: Vec<&str> =
            layouts.iter().flat_map(|layout| layout.texts.keys()).map(String::as_str).collect();
        known.sort_unstable();
        known.dedup();
        let own = self.files.keys().filter_map(|file| {
            let name = file.strip_prefix(kind.name)?.strip_prefix('/')?.strip_suffix(".txt")?;
            (!known.contains(&name)).then_some((file, name))
        });
        let problem = |(file, name): (&String, &str)| {
            let what = ("ข้อความที่เค้าโครงของเอกสารชนิดนี้ใช้", "text that a layout of this kind prints,");
            LayoutProblem {
                file: file.clone(),
                line: None,
                key: String::new(),
                text: unknown_name(what, name, &known),
            }
        };
        own.map(problem).collect()
    }

    /// Files that no kind or no layout would ever read.
    fn strays(&self) -> Vec<LayoutProblem> {
        let names: Vec<_> = kinds().iter().map(|kind| kind.name).collect();
        let of_kind = |file: &String| {
            let (folder, name) = file.split_once('/')?;
            let plain = !name.contains('/') && (name.ends_with(".toml") || name.ends_with(".txt"));
            (names.contains(&folder) && plain).then_some(())
        };
        let strays = self.files.keys().filter(|file| of_kind(file).is_none());
        let problem = |file: &String| {
            let folder = file.split_once('/').map_or(file.as_str(), |(folder, _)| folder);
            let text = unknown_name(("ชนิดเอกสาร", "kind of document"), folder, &names);
            LayoutProblem { file: file.clone(), line: None, key: String::new(), text }
        };
        strays.map(problem).collect()
    }
}

fn read_limited(path: &Path) -> Result<String, String> {
    let length = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if MAX_FILE < length {
        return Err("longer than 256 KiB".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn unreadable(file: String, cause: &str) -> LayoutProblem {
    let text = Text::new(
        format!("อ่านไฟล์แม่แบบไม่ได้ ({cause}) ให้ตรวจว่าไฟล์เป็นข้อความ UTF-8 และเปิดอ่านได้"),
        format!("the template file cannot be read ({cause}): it has to be text in UTF-8 that may be opened"),
    );
    LayoutProblem { file, line: None, key: String::new(), text }
}
