//! Every dependency may be used under a licence that lets an agency use, change and pass on the program.

use super::spdx::Expression;
use crate::metadata::{Metadata, Package};
use crate::problem::Problem;

/// The licence of every package of the graph, on every platform.
pub fn check(metadata: &Metadata) -> Vec<Problem> {
    metadata.packages.iter().filter_map(judge).collect()
}

fn judge(package: &Package) -> Option<Problem> {
    let place = format!("{} {}", package.name, package.version);
    let Some(licence) = &package.licence else {
        let remedy =
            if package.ours { "add `license.workspace = true` to its manifest" } else { "use another crate" };
        return Some(Problem::new(place, "states no licence expression", remedy));
    };
    let expression = match Expression::parse(licence) {
        Ok(expression) => expression,
        Err(error) => {
            let wrong = format!("the licence `{licence}` cannot be read: {error}");
            return Some(Problem::new(place, wrong, "use another crate or another version"));
        }
    };
    if expression.is_accepted() {
        return None;
    }
    let wrong =
        format!("the licence `{licence}` is not accepted, because of {}", expression.refused().join(", "));
    let remedy = "use a crate under Apache-2.0, MIT, BSD, ISC, Zlib, Unicode or MPL-2.0; \
                  the list is in xtask/src/tidy/spdx.rs";
    Some(Problem::new(place, wrong, remedy))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::metadata::made_up::graph;

    #[test]
    fn accepted_licences_pass() {
        let graph = graph(&[("ours", "ours Apache-2.0", &["a"]), ("a", "MIT/Apache-2.0", &[])]);
        assert_eq!(check(&graph), []);
    }

    #[test]
    fn refused_missing_and_broken_licences_are_reported() {
        let graph =
            graph(&[("a", "GPL-3.0-only", &[]), ("b", "", &[]), ("c", "MIT OR", &[]), ("d", "MIT", &[])]);
        let problems = check(&graph);
        assert_eq!(problems.len(), 3);
        assert!(problems[0].place == "a 1.0.0" && problems[0].wrong.contains("GPL-3.0-only"));
        assert!(problems[1].place == "b 1.0.0" && problems[1].wrong.contains("no licence"));
        assert!(problems[2].place == "c 1.0.0" && problems[2].wrong.contains("cannot be read"));
    }
}
