//! The same documents as files, for programs that make PDF of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use benches::agencies::Case;
use benches::nation::Random;
use serde_json::{Map, Value, json};

use crate::kinds::Kind;
use crate::press::{self, Press};

/// Documents of a kind, each of another agency.
pub const COUNT: usize = 10;

/// Writes `NAME-1.docx`, `NAME-1.html` and the result they are made from, `NAME-1.json`, up to 10.
pub fn write(folder: &Path, press: &Press, kind: Kind) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut random = Random(100 + kind.seed);
    for number in 1..=COUNT {
        let case = Case::draw(&mut random)?;
        let document = press.compose(&case, kind)?;
        let file = |extension: &str, content: &[u8]| {
            let path = folder.join(format!("{}-{number}.{extension}", kind.name));
            fs::write(&path, content).with_context(|| format!("writing {}", path.display()))
        };
        file("docx", &press::docx(&document)?)?;
        file("html", &press::html(&document)?)?;
        file("json", &serde_json::to_vec_pretty(&case.file)?)?;
    }
    Ok(())
}

/// Notes our own times, beside those of other kinds.
pub fn note(folder: &Path, kind: Kind, warm: f64, cold: Option<f64>) -> Result<()> {
    let path = folder.join("ours.json");
    let known = fs::read(&path).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let mut ours: Map<String, Value> = known.unwrap_or_default();
    ours.insert(kind.name.to_owned(), json!({ "cold_ms": cold, "warm_ms": warm }));
    fs::write(&path, serde_json::to_vec_pretty(&ours)?).with_context(|| format!("writing {}", path.display()))
}
