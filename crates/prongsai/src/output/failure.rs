//! What went wrong: place, reason, remedy, for a person and for a program.

use std::path::Path;

use domain::Text;
use domain::framework::LookupError;
use serde_json::{Value, json};

use super::console::Console;
use super::line::{Line, Tone};
use super::page::Page;
use crate::input::{Problem, ReadError};

/// Kinds of failure, each with its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something failed on the way: 1.
    Failure,
    /// The command was called wrongly: 2.
    Usage,
    /// A file, framework or node is not there: 3.
    NotFound,
    /// What was handed in is wrong: 5.
    Invalid,
}

impl Kind {
    /// The exit code.
    pub fn exit(self) -> u8 {
        match self {
            Kind::Failure => 1,
            Kind::Usage => 2,
            Kind::NotFound => 3,
            Kind::Invalid => 5,
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Failure => "failure",
            Kind::Usage => "usage",
            Kind::NotFound => "not-found",
            Kind::Invalid => "invalid-input",
        }
    }
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Key in the file, or name of a node.
    pub path: Option<String>,
    /// The file.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// Cell of a sheet.
    pub cell: Option<String>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Stable name.
    pub code: String,
    /// Where.
    pub place: Place,
    /// What.
    pub message: Text,
    /// What to do.
    pub remedy: Text,
}

/// Why a command could not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What kind.
    pub kind: Kind,
    /// In a few words.
    pub title: Text,
    /// Each thing that is wrong.
    pub troubles: Vec<Trouble>,
}

impl Failure {
    /// A failure with one reason.
    pub fn new(kind: Kind, code: &str, title: Text, message: Text, remedy: Text) -> Failure {
        let trouble = Trouble { code: code.to_owned(), place: Place::default(), message, remedy };
        Failure { kind, title, troubles: vec![trouble] }
    }

    /// The same, in a file.
    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Failure {
        for trouble in &mut self.troubles {
            trouble.place.file = Some(file.display().to_string());
        }
        self
    }

    /// The same, at a node or key.
    #[must_use]
    pub fn at(mut self, path: &str) -> Failure {
        for trouble in &mut self.troubles {
            trouble.place.path = Some(path.to_owned());
        }
        self
    }

    /// A file could not be read or written.
    pub fn io(path: &Path, error: &std::io::Error, writing: bool) -> Failure {
        let missing = error.kind() == std::io::ErrorKind::NotFound && !writing;
        let (kind, code) = match (missing, writing) {
            (true, _) => (Kind::NotFound, "file-not-found"),
            (_, true) => (Kind::Failure, "file-unwritable"),
            _ => (Kind::Failure, "file-unreadable"),
        };
        let title = match (missing, writing) {
            (true, _) => Text::new("ไม่พบไฟล์", "no such file"),
            (_, true) => Text::new("เขียนไฟล์ไม่ได้", "the file could not be written"),
            _ => Text::new("อ่านไฟล์ไม่ได้", "the file could not be read"),
        };
        let (message, remedy) = crate::input::os::told(error, writing);
        Failure::new(kind, code, title, message, remedy).in_file(path)
    }

    /// A framework could not be had; `place` is empty when it was named on the command line.
    pub fn framework(error: &LookupError) -> Failure {
        let list = Text::new(
            "ดูรายชื่อด้วย prongsai framework list หรือเพิ่มโฟลเดอร์ด้วย --frameworks",
            "see `prongsai framework list`, or add a folder with --frameworks",
        );
        match error {
            LookupError::Name(name) => Failure::new(
                Kind::Usage,
                "framework-name",
                Text::new("ชื่อหลักเกณฑ์ไม่ถูกรูปแบบ", "malformed name of a framework"),
                Text::new(
                    format!("\"{}\" ไม่อยู่ในรูป เจ้าของ/ปี", name.0),
                    format!("\"{}\" is not of the form owner/year", name.0),
                ),
                Text::new("เขียนเช่น nacc/2568 หรือ nacc/2568@1", "write it as nacc/2568 or nacc/2568@1"),
            ),
            LookupError::NotFound { name, nearest } => {
                let remedy = match nearest {
                    Some(nearest) => Text::new(
                        format!("หมายถึง {nearest} หรือไม่ {}", list.th),
                        format!("did you mean {nearest}? {}", list.en),
                    ),
                    None => list,
                };
                Failure::new(
                    Kind::NotFound,
                    "framework-not-found",
                    Text::new("ไม่พบหลักเกณฑ์", "no such framework"),
                    Text::new(format!("ไม่มีหลักเกณฑ์ {name}"), format!("there is no framework {name}")),
                    remedy,
                )
            }
            LookupError::Invalid { name, problems } => Failure {
                kind: Kind::Invalid,
                title: Text::new(
                    format!("ไฟล์หลักเกณฑ์ {name} ไม่ถูกต้อง"),
                    format!("the file of {name} is not valid"),
                ),
                troubles: problems.iter().map(|problem| of_framework(&name.to_string(), problem)).collect(),
            },
        }
    }

    /// Problems of a framework's file.
    pub fn framework_file(file: &str, problems: &[domain::framework::Problem]) -> Failure {
        Failure {
            kind: Kind::Invalid,
            title: Text::new(
                format!("ไฟล์หลักเกณฑ์ไม่ถูกต้อง: {file}"),
                format!("not a valid framework file: {file}"),
            ),
            troubles: problems.iter().map(|problem| of_framework(file, problem)).collect(),
        }
    }

    /// A file with an assessment could not be had.
    pub fn read(path: &Path, error: &ReadError) -> Failure {
        let invalid = |kind, title: Text, problems: &[Problem]| Failure {
            kind,
            title,
            troubles: problems.iter().map(of_input).collect(),
        };
        match error {
            ReadError::NotFound { path } => Failure::new(
                Kind::NotFound,
                "file-not-found",
                Text::new("ไม่พบไฟล์", "no such file"),
                Text::new(
                    format!("ไม่มีไฟล์ {}", path.display()),
                    format!("there is no file {}", path.display()),
                ),
                Text::new(
                    "ตรวจชื่อไฟล์ หรือเริ่มจาก prongsai template score-sheet --framework nacc/2568",
                    "check the name, or begin with `prongsai template score-sheet --framework nacc/2568`",
                ),
            )
            .in_file(path),
            ReadError::Unreadable { path, source } => Failure::io(path, source, false),
            ReadError::Framework { error, problems } => {
                let mut failure = Failure::framework(error);
                // The file was found; what it says is wrong.
                failure.kind = Kind::Invalid;
                if problems.is_empty() {
                    failure.in_file(path).at("framework")
                } else {
                    Failure { troubles: problems.iter().map(of_input).collect(), ..failure }
                }
            }
            ReadError::Invalid(problems) => {
                let name = path.display();
                let count = problems.len();
                invalid(
                    Kind::Invalid,
                    Text::new(format!("{name} มีข้อผิดพลาด {count} แห่ง"), format!("{name}: {count} problem(s)")),
                    problems,
                )
            }
            other => Failure::new(
                Kind::Invalid,
                "too-large",
                Text::new("อ่านไฟล์ไม่ได้", "the file could not be read"),
                Text::new("ไฟล์ใหญ่เกินกว่าจะเป็นผลการประเมิน", other.to_string()),
                Text::new("ตรวจว่าเลือกไฟล์ถูกต้อง", "check that this is the file you mean"),
            )
            .in_file(path),
        }
    }

    /// For a person, on standard error.
    pub fn page(&self, console: &Console) -> String {
        let mut page = Page::new(console);
        page.wrap_after(
            Line::toned(Tone::Bad, "✗ "),
            2,
            Line::toned(Tone::Strong, console.text(&self.title)),
        );
        for trouble in &self.troubles {
            let place = trouble.place.written(console);
            if !place.is_empty() {
                page.wrap(2, 4, Line::new().verbatim(Tone::Accent, place));
            }
            let indent = 4;
            page.wrap(indent, indent, console.text(&trouble.message));
            let remedy = console.text(&trouble.remedy);
            if !remedy.is_empty() {
                page.wrap_after(Line::from("    ").add(Tone::Good, "→ "), 6, remedy);
            }
        }
        page.finish()
    }

    /// For a program, beside the answers for other files.
    pub fn json_of(&self, file: &Path) -> Value {
        let mut row = self.json();
        if let Some(map) = row.as_object_mut() {
            map.insert("file".to_owned(), json!(file.display().to_string()));
        }
        row
    }

    /// For a program, on standard output.
    pub fn json(&self) -> Value {
        let errors: Vec<Value> = self.troubles.iter().map(Trouble::json).collect();
        json!({ "error": {
            "type": self.kind.name(),
            "title_th": self.title.th,
            "title_en": self.title.en,
            "exit": self.kind.exit(),
            "errors": errors,
        } })
    }
}

impl Trouble {
    fn json(&self) -> Value {
        json!({
            "code": self.code,
            "place": {
                "path": self.place.path,
                "file": self.place.file,
                "line": self.place.line,
                "column": self.place.column,
                "cell": self.place.cell,
            },
            "message_th": self.message.th,
            "message_en": self.message.en,
            "remedy_th": self.remedy.th,
            "remedy_en": self.remedy.en,
        })
    }
}

impl Place {
    fn written(&self, console: &Console) -> String {
        let mut parts = Vec::new();
        parts.extend(self.file.clone());
        if let Some(line) = self.line {
            let column = self.column.map_or(String::new(), |column| format!(":{column}"));
            parts.push(format!("{} {line}{column}", console.t("บรรทัด", "line")));
        }
        if let Some(cell) = &self.cell {
            parts.push(format!("{} {cell}", console.t("ช่อง", "cell")));
        }
        parts.extend(self.path.clone().filter(|path| !path.is_empty()));
        parts.join(" · ")
    }
}

fn of_framework(file: &str, problem: &domain::framework::Problem) -> Trouble {
    Trouble {
        code: "framework-file".to_owned(),
        place: Place {
            path: Some(problem.key.clone()).filter(|key| !key.is_empty()),
            file: Some(file.to_owned()),
            line: problem.line,
            ..Place::default()
        },
        message: problem.text.clone(),
        remedy: Text::default(),
    }
}

fn of_input(problem: &Problem) -> Trouble {
    Trouble {
        code: problem.code.to_owned(),
        place: Place {
            path: Some(problem.key.clone()).filter(|key| !key.is_empty()),
            file: Some(problem.file.clone()),
            line: problem.line,
            column: problem.column,
            cell: problem.cell.clone(),
        },
        message: problem.message.clone(),
        remedy: problem.remedy.clone(),
    }
}
