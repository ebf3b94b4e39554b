//! A source file has one subject; past a certain length it has more than one.

use crate::problem::Problem;
use crate::tree::Tree;

const MOST_LINES: usize = 600;

/// The length of every Rust source file.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let sized = tree.ending(".rs").map(|(path, text)| (path, text.lines().count()));
    sized
        .filter(|(_, lines)| MOST_LINES < *lines)
        .map(|(path, lines)| {
            let wrong = format!("has {lines} lines, more than {MOST_LINES}");
            Problem::new(path, wrong, "split it by subject into files that can be named")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, check};
    use crate::tree::Tree;

    #[test]
    fn only_long_rust_files_are_reported() {
        let at_limit = "//\n".repeat(MOST_LINES);
        let over = "//\n".repeat(MOST_LINES + 1);
        assert_eq!(check(&Tree::of(&[("a.rs", &at_limit), ("b.md", &over)])), []);
        let problems = check(&Tree::of(&[("a.rs", &over)]));
        assert!(problems.len() == 1 && problems[0].wrong.contains("601"));
    }
}
