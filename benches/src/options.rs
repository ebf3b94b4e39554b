//! What the benchmarks are told on the command line.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// All benchmarks: `cargo bench` hands the same names to every file, which runs those that are its own.
const NAMES: [&str; 17] = [
    "agency_tree",
    "live_answer",
    "nation",
    "nation_uneven",
    "nation_trees",
    "compose",
    "memo",
    "report",
    "nation_memos",
    "reader",
    "reader_folder",
    "server_page",
    "server_writes",
    "server_writes_slow",
    "server_start",
    "server_peer",
    // Stands with the store: `crates/store/benches/writes.rs`.
    "store_writes",
];

const USAGE: &str = "usage: cargo bench --workspace --bench '*' -- [--quick] [--write DIR] [NAME]...
  NAME is one of agency_tree, live_answer, nation, nation_uneven, nation_trees, compose, memo, report, nation_memos,
  reader, reader_folder, server_page, server_writes, server_writes_slow, server_start,
  server_peer, store_writes";

/// Which benchmarks run, how often, and where they write.
#[derive(Debug)]
pub struct Options {
    /// Few repetitions.
    pub quick: bool,
    /// The files for other programs lie in folders of it: `nation`, `documents`, `reader`, `server`.
    pub folder: PathBuf,
    names: Vec<String>,
}

impl Options {
    /// Reads the arguments of the process; without `--write` files go to the folder named here.
    ///
    /// # Errors
    /// An argument that no benchmark knows.
    pub fn read(folder: &str) -> Result<Options> {
        let mut options = Options { quick: false, folder: folder.into(), names: Vec::new() };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                // What cargo itself adds.
                "--bench" => {}
                "--quick" => options.quick = true,
                "--write" => options.folder = arguments.next().context(USAGE)?.into(),
                name => {
                    ensure!(NAMES.contains(&name), "`{name}` is no benchmark\n{USAGE}");
                    options.names.push(name.to_owned());
                }
            }
        }
        Ok(options)
    }

    /// Whether the benchmark is named; without names all are.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
    }

    /// So many rounds, or a tenth of them.
    pub fn rounds(&self, full: usize) -> usize {
        if self.quick { full.div_ceil(10) } else { full }
    }
}
