//! The checks that no compiler makes: licences, edges between crates, documents that match the code.

use std::path::Path;

use anyhow::Result;

use crate::metadata::Metadata;
use crate::problem::Problem;
use crate::tree::Tree;

mod architecture;
mod decisions;
mod edges;
mod licences;
mod links;
pub mod notices;
mod paths;
mod sizes;
mod spdx;

type Check = fn(&Tree, &Metadata) -> Vec<Problem>;

/// Every check, with the name it is reported under.
const CHECKS: &[(&str, Check)] = &[
    ("licences", |_, metadata| licences::check(metadata)),
    ("edges", |_, metadata| edges::check(metadata)),
    ("architecture", architecture::check),
    ("paths", |tree, _| paths::check(tree)),
    ("sizes", |tree, _| sizes::check(tree)),
    ("decisions", |tree, _| decisions::check(tree)),
    ("links", |tree, _| links::check(tree)),
    ("notices", notices::check),
];

/// Prints every problem of every check; `false` if there is one.
pub fn run(root: &Path) -> Result<bool> {
    let tree = Tree::read(root)?;
    let metadata = Metadata::read(root)?;
    let mut count = 0;
    for (name, check) in CHECKS {
        let problems = check(&tree, &metadata);
        count += problems.len();
        println!(
            "tidy {name}: {}",
            if problems.is_empty() { "ok".into() } else { problems.len().to_string() }
        );
        for problem in problems {
            println!("  {problem}");
        }
    }
    println!("tidy: {count} problem{} in {} checks", if count == 1 { "" } else { "s" }, CHECKS.len());
    Ok(count == 0)
}
