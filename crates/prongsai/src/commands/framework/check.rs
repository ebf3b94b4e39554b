//! `prongsai framework check`

use std::path::PathBuf;

use domain::Text;
use domain::framework::read;
use serde_json::json;

use super::App;
use crate::output::json::framework::FrameworkRow;
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// Checks framework files.
///
/// # Errors
/// When a file is not there, or with everything that is wrong with them.
pub fn run(app: &App, files: &[PathBuf]) -> Result<Outcome, Failure> {
    let console = &app.console;
    let mut texts = Vec::new();
    for file in
        files.iter().map(|file| super::super::framework_files(file)).collect::<Result<Vec<_>, _>>()?.concat()
    {
        let file = &file;
        let text = std::fs::read_to_string(file).map_err(|error| Failure::io(file, &error, false))?;
        texts.push((file.display().to_string(), text, false));
    }
    if files.is_empty() {
        let entries = app.catalogue.entries();
        texts.extend(
            entries.iter().map(|entry| (entry.id.to_string(), entry.text().to_owned(), entry.embedded)),
        );
    }
    let mut troubles = Vec::new();
    let mut rows = Vec::new();
    let mut page = Page::new(console);
    for (name, text, embedded) in &texts {
        match read(text) {
            Ok(framework) => {
                let row = FrameworkRow::new(&framework, *embedded);
                let line = Line::new()
                    .verbatim(Tone::Strong, framework.id().to_string())
                    .verbatim(
                        Tone::Dim,
                        if *name == row.framework { String::new() } else { format!("  {name}") },
                    )
                    .verbatim(
                        Tone::Dim,
                        format!("  sha256 {}", framework.digest().get(..12).unwrap_or_default()),
                    );
                page.point("✓", Tone::Good, line);
                page.provisional(&framework);
                rows.push(row);
            }
            Err(problems) => troubles.extend(Failure::framework_file(name, &problems).troubles),
        }
    }
    if !troubles.is_empty() {
        let count = troubles.len();
        let title = Text::new(
            format!("ไฟล์หลักเกณฑ์มีข้อผิดพลาด {count} แห่ง"),
            format!("the framework files have {count} problem(s)"),
        );
        return Err(Failure { kind: Kind::Invalid, title, troubles });
    }
    Ok(Outcome::new(page.finish(), json!({ "valid": true, "frameworks": rows })))
}
