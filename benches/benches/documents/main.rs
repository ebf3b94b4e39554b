//! Times of documents: composed from a result and a plan, laid out, written. Every document is of another agency.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

mod cold;
mod kinds;
mod nation;
mod press;
mod share;

use anyhow::Result;
use benches::options::Options;

use kinds::{MEMO, REPORT};
use press::Press;

fn main() -> Result<()> {
    let options = Options::read(env!("CARGO_TARGET_TMPDIR"))?;
    let own = ["compose", "memo", "report", "nation_memos"];
    if !own.iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    let press = Press::new()?;
    if options.wants("compose") {
        kinds::compose_all(&press, &options)?;
    }
    for kind in [MEMO, REPORT] {
        if options.wants(kind.name) {
            let warm = kinds::times(&press, &options, kind)?;
            let folder = options.folder.join("documents");
            share::write(&folder, &press, kind)?;
            let cold = cold::times(&options, &folder, kind)?;
            share::note(&folder, kind, warm, cold)?;
            println!("bench: documents for other programs are in {}", folder.display());
        }
    }
    if options.wants("nation_memos") {
        nation::memos(&press, &options)?;
    }
    Ok(())
}
