//! What is wrong with a file: where, why, and what to do about it.

use std::path::PathBuf;

use domain::Text;
use domain::framework::LookupError;

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable name of the kind of problem: `out-of-range`.
    pub code: &'static str,
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// Cell of a sheet: `คะแนน!E7`, or `E7` in a CSV file.
    pub cell: Option<String>,
    /// Key in the shape of an assessment file: `published.items.public/E5`.
    pub key: String,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub remedy: Text,
}

/// Something worth telling that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stable name of the kind of remark: `unknown-kind`.
    pub code: &'static str,
    /// Key in the shape of an assessment file.
    pub key: String,
    /// The remark.
    pub message: Text,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no file {}", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The file is there, but reading it failed.
    #[error("reading {} failed", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is larger than any assessment.
    #[error("{file} is larger than {limit} bytes")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Most bytes that are read.
        limit: u64,
    },
    /// The framework that the file names could not be had.
    #[error("{error}")]
    Framework {
        /// Why.
        error: LookupError,
        /// The same with its place, and everything else that is wrong and can be told without the rules.
        problems: Vec<Problem>,
    },
    /// The file's content is wrong.
    #[error("the file has {} problems", .0.len())]
    Invalid(Vec<Problem>),
}

impl ReadError {
    /// What is wrong, each with place and remedy, whatever the kind of error.
    pub fn problems(&self) -> Vec<Problem> {
        let whole = |code, file: String, message: Text, remedy: Text| {
            vec![Problem {
                code,
                file,
                line: None,
                column: None,
                cell: None,
                key: String::new(),
                message,
                remedy,
            }]
        };
        match self {
            ReadError::Framework { problems, .. } | ReadError::Invalid(problems) => problems.clone(),
            ReadError::NotFound { path } => whole(
                "not-found",
                path.display().to_string(),
                Text::new("ไม่พบไฟล์นี้", "there is no such file"),
                Text::new("ตรวจชื่อไฟล์และโฟลเดอร์", "check the name of the file and its folder"),
            ),
            ReadError::Unreadable { path, source } => {
                let (message, remedy) = super::os::told(source, false);
                whole("unreadable", path.display().to_string(), message, remedy)
            }
            ReadError::TooLarge { file, limit } => {
                let size = limit / 1024 / 1024;
                whole(
                    "too-large",
                    file.clone(),
                    Text::new(format!("ไฟล์ใหญ่เกิน {size} MB"), format!("the file is larger than {size} MB")),
                    Text::new(
                        "หนึ่งไฟล์คือผลของหนึ่งหน่วยงาน ให้ตรวจว่าเลือกไฟล์ถูก",
                        "one file is the result of one agency: check that it is the right file",
                    ),
                )
            }
        }
    }
}
