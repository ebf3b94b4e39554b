//! Decision records can be told apart by number and all answer the same questions.

use std::collections::BTreeMap;

use crate::markdown::headings;
use crate::problem::Problem;
use crate::tree::Tree;

const FOLDER: &str = "docs/decisions/";

/// The headings a record has; one of the names in each group is enough.
const HEADINGS: &[&[&str]] = &[&["Context"], &["Options"], &["Decision", "Measured"]];

/// Names, numbers and headings of every record.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
    let files = tree.ending(".md").filter_map(|(path, text)| Some((path, path.strip_prefix(FOLDER)?, text)));
    for (path, name, text) in files.filter(|(_, name, _)| *name != "README.md") {
        match number(name) {
            None => problems.push(Problem::new(
                path,
                "is not named like a record",
                "name it NNNN-title.md, with four digits and a title in small letters",
            )),
            Some(number) => {
                if let Some(other) = numbers.insert(number, path) {
                    let wrong = format!("has the number {number}, as {other} has");
                    problems.push(Problem::new(path, wrong, "give the newer record the next free number"));
                }
            }
        }
        let present = headings(text);
        for group in HEADINGS {
            if !present.iter().any(|heading| group.iter().any(|name| heading.eq_ignore_ascii_case(name))) {
                let wrong = format!("has no heading `{}`", group.join("` or `"));
                problems.push(Problem::new(path, wrong, "docs/decisions/README.md has the template"));
            }
        }
    }
    problems
}

/// The four digits of `NNNN-title.md`.
fn number(name: &str) -> Option<&str> {
    let (digits, title) = name.strip_suffix(".md")?.split_once('-')?;
    let is_number = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_title = !title.is_empty()
        && title.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_number && is_title).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const FULL: &str = "# One\n## Context\n## Options\n## Measured\n## Decision\n";

    fn wrong(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).into_iter().map(|problem| problem.wrong).collect()
    }

    #[test]
    fn full_records_pass() {
        let measured_only = "# Two\n## Context\n## Options\n## Measured\n";
        let files = [
            ("docs/decisions/0001-one.md", FULL),
            ("docs/decisions/0002-two-2.md", measured_only),
            ("docs/decisions/README.md", ""),
            ("docs/other.md", ""),
        ];
        assert_eq!(wrong(&files), Vec::<String>::new());
    }

    #[test]
    fn each_missing_heading_is_reported() {
        let fenced = "# One\n```\n## Context\n```\n## Options\n";
        let found = wrong(&[("docs/decisions/0001-one.md", fenced)]);
        assert_eq!(found, ["has no heading `Context`", "has no heading `Decision` or `Measured`"]);
    }

    #[test]
    fn numbers_are_unique_and_names_regular() {
        let twice = wrong(&[("docs/decisions/0001-a.md", FULL), ("docs/decisions/0001-b.md", FULL)]);
        assert!(twice.len() == 1 && twice[0].contains("0001-a.md"));
        for name in ["docs/decisions/1-a.md", "docs/decisions/0001_a.md", "docs/decisions/0001-Big.md"] {
            assert_eq!(wrong(&[(name, FULL)]), ["is not named like a record"], "{name}");
        }
    }
}
