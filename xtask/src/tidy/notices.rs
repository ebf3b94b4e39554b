//! `THIRD_PARTY.md`: every crate we stand on, with its version, licence and home.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use crate::metadata::{Metadata, Package};
use crate::problem::Problem;
use crate::tree::Tree;

const FILE: &str = "THIRD_PARTY.md";

/// The crate whose normal dependencies are in what people install.
const PROGRAM: &str = "prongsai";

/// Whether the committed list is the one that `Cargo.lock` leads to.
pub fn check(tree: &Tree, metadata: &Metadata) -> Vec<Problem> {
    let remedy = "run `cargo xtask notices` and commit the file";
    match tree.text(FILE) {
        None => vec![Problem::new(FILE, "the file is missing", remedy)],
        Some(text) if text.replace("\r\n", "\n") != list(metadata) => {
            vec![Problem::new(FILE, "is not the list that Cargo.lock leads to", remedy)]
        }
        Some(_) => vec![],
    }
}

/// Writes the list.
pub fn write(root: &Path) -> Result<bool> {
    let text = list(&Metadata::read(root)?);
    std::fs::write(root.join(FILE), text).with_context(|| format!("writing {FILE}"))?;
    println!("wrote {FILE}");
    Ok(true)
}

fn list(metadata: &Metadata) -> String {
    let program = metadata.our(PROGRAM).map(|package| metadata.reached_from(package)).unwrap_or_default();
    let mut foreign: Vec<&Package> = metadata.packages.iter().filter(|package| !package.ours).collect();
    foreign.sort_by(|left, right| (&left.name, &left.version).cmp(&(&right.name, &right.version)));
    let (inside, around): (Vec<_>, Vec<_>) =
        foreign.into_iter().partition(|package| program.contains_key(package.id.as_str()));
    let mut text = String::from(
        "# Third-party crates\n\n\
         Written by `cargo xtask notices` from `Cargo.lock`, for all platforms; `cargo xtask tidy` fails when this\n\
         file is old. Each crate comes under the licence its authors chose; where a licence offers a choice, the\n\
         part that `xtask/src/tidy/spdx.rs` accepts is the one used.\n",
    );
    section(&mut text, "In the program", &inside);
    section(&mut text, "For building, testing and measuring only", &around);
    text
}

fn section(text: &mut String, title: &str, packages: &[&Package]) {
    let _ = write!(text, "\n## {title}\n\n| crate | version | licence | repository |\n|---|---|---|---|\n");
    text.extend(packages.iter().map(|package| row(package)));
}

fn row(package: &Package) -> String {
    let licence = package.licence.as_deref().unwrap_or("none stated");
    let home =
        package.repository.as_ref().map_or_else(|| "none stated".into(), |address| format!("<{address}>"));
    format!("| `{}` | {} | {licence} | {home} |\n", package.name, package.version)
}

#[cfg(test)]
mod tests {
    use super::{check, list};
    use crate::metadata::made_up::graph;
    use crate::tree::Tree;

    #[test]
    fn the_list_parts_the_program_from_the_rest() {
        let graph = graph(&[
            ("prongsai", "ours Apache-2.0", &["b", "dev c"]),
            ("c", "ISC", &[]),
            ("b", "MIT", &["a"]),
            ("a", "Zlib", &[]),
        ]);
        let text = list(&graph);
        let at = |word: &str| text.find(word).unwrap();
        assert!(at("| `a` | 1.0.0 | Zlib | <https://example.org/a> |") < at("| `b` | 1.0.0 | MIT"));
        assert!(at("| `b` |") < at("## For building") && at("## For building") < at("| `c` |"));
        assert!(!text.contains("| `prongsai` |"));
    }

    #[test]
    fn a_stale_or_missing_list_is_reported() {
        let before = graph(&[("prongsai", "ours MIT", &["a"]), ("a", "MIT", &[])]);
        let after = graph(&[("prongsai", "ours MIT", &["a", "b"]), ("a", "MIT", &[]), ("b", "MIT", &[])]);
        let tree = Tree::of(&[("THIRD_PARTY.md", &list(&before))]);
        assert_eq!(check(&tree, &before), []);
        assert!(check(&tree, &after)[0].wrong.contains("not the list"));
        assert!(check(&Tree::default(), &before)[0].wrong.contains("missing"));
        let other_line_ends = list(&before).replace('\n', "\r\n");
        assert_eq!(check(&Tree::of(&[("THIRD_PARTY.md", &other_line_ends)]), &before), []);
    }
}
