//! The crates table of `ARCHITECTURE.md` and the workspace name the same crates.

use std::collections::BTreeSet;

use crate::markdown::{cells, code_spans, unfenced};
use crate::metadata::Metadata;
use crate::problem::Problem;
use crate::tree::Tree;

const FILE: &str = "ARCHITECTURE.md";

/// Every crate of the workspace is in the table, and nothing else is.
pub fn check(tree: &Tree, metadata: &Metadata) -> Vec<Problem> {
    let Some(text) = tree.text(FILE) else {
        return vec![Problem::new(FILE, "the file is missing", "write it, with a table of the crates")];
    };
    let named = named_crates(text);
    if named.is_empty() {
        let remedy = "add a table whose first column is headed `crate`, each name in backticks";
        return vec![Problem::new(FILE, "has no table of crates", remedy)];
    }
    let ours: BTreeSet<&str> = metadata.ours().map(|package| package.name.as_str()).collect();
    let missing = ours.iter().filter(|name| !named.iter().any(|(_, other)| other == *name)).map(|name| {
        Problem::new(
            FILE,
            format!("does not name the crate `{name}`"),
            "add a row for it to the table of crates",
        )
    });
    let unknown = named.iter().filter(|(_, name)| !ours.contains(name)).map(|(line, name)| {
        let place = format!("{FILE}:{line}");
        Problem::new(place, format!("names a crate `{name}` that is not there"), "correct or remove the row")
    });
    missing.chain(unknown).collect()
}

/// The names in backticks in the first column of the tables headed `crate`, each with its line.
fn named_crates(text: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut named = Vec::new();
    for (number, line) in unfenced(text) {
        let Some(row) = cells(line) else {
            inside = false;
            continue;
        };
        let first = row.first().copied().unwrap_or_default();
        if first.eq_ignore_ascii_case("crate") {
            inside = true;
        } else if inside {
            named.extend(code_spans(first).into_iter().map(|name| (number, name)));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::metadata::made_up::graph;
    use crate::tree::Tree;

    fn wrong(text: &str) -> Vec<String> {
        let graph = graph(&[("thai", "ours MIT", &[]), ("domain", "ours MIT", &[]), ("serde", "MIT", &[])]);
        let tree = Tree::of(&[("ARCHITECTURE.md", text)]);
        check(&tree, &graph)
            .into_iter()
            .map(|problem| format!("{}: {}", problem.place, problem.wrong))
            .collect()
    }

    #[test]
    fn a_full_table_passes() {
        let text =
            "| crate | does |\n|---|---|\n| `thai` | writes |\n| [`domain`](crates/domain) | knows `x` |\n";
        assert_eq!(wrong(text), Vec::<String>::new());
    }

    #[test]
    fn missing_and_unknown_crates_are_reported() {
        let text =
            "| crate | does |\n|---|---|\n| `thai` | writes |\n| `reader` | reads |\n\n| other |\n| `x` |\n";
        let found = wrong(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("does not name the crate `domain`"));
        assert!(found[1].starts_with("ARCHITECTURE.md:4") && found[1].contains("`reader`"));
    }

    #[test]
    fn a_missing_table_or_file_is_reported() {
        assert!(wrong("only words about `thai` and `domain`")[0].contains("no table"));
        let nothing = check(&Tree::default(), &graph(&[]));
        assert!(nothing.len() == 1 && nothing[0].wrong.contains("missing"));
    }
}
