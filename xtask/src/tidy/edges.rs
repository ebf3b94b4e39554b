//! Which of our crates may depend on which, and what the pure ones may never reach.

use crate::metadata::{Kind, Metadata, Package};
use crate::problem::Problem;

/// Our crates and the crates of ours that each may depend on. `ARCHITECTURE.md` gives the reasons.
const ALLOWED: &[(&str, Reach)] = &[
    ("thai", Reach::Only(&[])),
    ("domain", Reach::Only(&["thai"])),
    ("reader", Reach::Only(&["domain", "thai"])),
    ("testkit", Reach::Only(&["domain", "thai"])),
    ("documents", Reach::Only(&["domain", "thai"])),
    ("typeset", Reach::Only(&["documents", "domain", "thai"])),
    ("store", Reach::Only(&["domain", "thai"])),
    ("files", Reach::Only(&["domain", "thai"])),
    ("service", Reach::Only(&["documents", "domain", "files", "reader", "store", "thai"])),
    ("web", Reach::Only(&["documents", "domain", "service", "store", "thai"])),
    (
        "prongsai",
        Reach::Only(&[
            "documents",
            "domain",
            "files",
            "reader",
            "service",
            "store",
            "thai",
            "typeset",
            "web",
        ]),
    ),
    ("benches", Reach::Any),
    ("xtask", Reach::Only(&[])),
];

/// A crate that serves tests: every crate may name it among its dev-dependencies, and only there.
const FOR_TESTS: &str = "testkit";

/// Crates that know no runtime, no database, no network.
const PURE: &[&str] = &["thai", "domain"];

/// What a pure crate may not reach over normal dependencies; a name also covers `name-…`.
const IMPURE: &[&str] = &["tokio", "sqlx", "axum", "reqwest", "hyper"];

/// Normal dependencies that one crate may not declare, with the reason.
const REFUSED: &[(&str, &str, &str)] =
    &[("domain", "serde_json", "what leaves the program is a type of its own, written outside `domain`")];

/// Drivers of databases, and the crates that may declare them: all SQL stands in `store`, and tests tamper by `testkit`.
const DRIVERS: &[&str] = &["rusqlite", "postgres", "tokio-postgres", "sqlx"];
const HOLDERS: [&str; 2] = ["store", FOR_TESTS];

enum Reach {
    Only(&'static [&'static str]),
    Any,
}

/// Edges between our crates, the closure of the pure crates, and refused dependencies.
pub fn check(metadata: &Metadata) -> Vec<Problem> {
    let edges = metadata.ours().flat_map(|package| between_ours(metadata, package));
    let pure = PURE.iter().filter_map(|name| metadata.our(name));
    let reached = pure.flat_map(|package| impure(metadata, package));
    let refused = metadata.ours().flat_map(refused);
    let drivers = metadata.ours().flat_map(drivers);
    edges.chain(reached).chain(refused).chain(drivers).collect()
}

fn drivers(package: &Package) -> Vec<Problem> {
    let declared = package.needs.iter().filter(|need| DRIVERS.contains(&need.name.as_str()));
    declared
        .filter(|_| !HOLDERS.contains(&package.name.as_str()))
        .map(|need| {
            let wrong = format!("declares `{}`, the driver of a database", need.name);
            Problem::new(&package.name, wrong, "put the SQL into a function of `store` and call that")
        })
        .collect()
}

fn between_ours(metadata: &Metadata, package: &Package) -> Vec<Problem> {
    let Some((_, reach)) = ALLOWED.iter().find(|(name, _)| *name == package.name) else {
        let remedy =
            "add it to ALLOWED in xtask/src/tidy/edges.rs and to ARCHITECTURE.md, or make it a module";
        return vec![Problem::new(&package.name, "this crate is not in the table of edges", remedy)];
    };
    let is_allowed = |name: &str, kind: Kind| match reach {
        Reach::Any => true,
        Reach::Only(_) if name == FOR_TESTS => kind == Kind::Dev,
        Reach::Only(names) => names.contains(&name),
    };
    let edges = package.needs.iter().filter(|need| metadata.our(&need.name).is_some());
    let wrong = edges.filter(|need| !is_allowed(&need.name, need.kind));
    wrong
        .map(|need| {
            let wrong = format!(
                "depends on `{}` ({:?}), which the architecture does not allow",
                need.name, need.kind
            );
            let remedy = "move the code to the crate that may know both; ARCHITECTURE.md has the table";
            Problem::new(&package.name, wrong, remedy)
        })
        .collect()
}

fn impure(metadata: &Metadata, package: &Package) -> Vec<Problem> {
    let reached = metadata.reached_from(package);
    let wrong = reached.values().filter(|chain| chain.last().is_some_and(|name| is_impure(name)));
    wrong
        .map(|chain| {
            let wrong = format!("is pure and must not reach this: {}", chain.join(" -> "));
            Problem::new(&package.name, wrong, "drop the dependency or the feature that brings it in")
        })
        .collect()
}

fn is_impure(name: &str) -> bool {
    IMPURE
        .iter()
        .any(|word| name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

fn refused(package: &Package) -> Vec<Problem> {
    let mine = REFUSED.iter().filter(|(holder, ..)| *holder == package.name);
    let declared = mine.filter(|(_, name, _)| {
        package.needs.iter().any(|need| need.kind == Kind::Normal && need.name == *name)
    });
    declared
        .map(|(_, name, reason)| {
            let wrong = format!("declares `{name}` as a normal dependency: {reason}");
            Problem::new(&package.name, wrong, "make it a dev-dependency or move the code outward")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::metadata::made_up::graph;

    #[test]
    fn the_table_passes() {
        let graph = graph(&[
            ("thai", "ours MIT", &["jiff"]),
            ("domain", "ours MIT", &["thai", "dev testkit", "dev serde_json"]),
            ("testkit", "ours MIT", &["domain", "thai", "tokio"]),
            ("prongsai", "ours MIT", &["domain", "thai", "serde_json", "dev testkit"]),
            ("benches", "ours MIT", &["prongsai", "domain", "testkit"]),
            ("xtask", "ours MIT", &["serde_json"]),
            ("jiff", "MIT", &["dev tokio"]),
            ("serde_json", "MIT", &[]),
            ("tokio", "MIT", &[]),
        ]);
        assert_eq!(check(&graph), []);
    }

    #[test]
    fn each_wrong_edge_is_reported() {
        let wrong = |packages: &[(&str, &str, &[&str])]| -> Vec<String> {
            check(&graph(packages))
                .iter()
                .map(|problem| format!("{}: {}", problem.place, problem.wrong))
                .collect()
        };
        let upward = wrong(&[("thai", "ours MIT", &["domain"]), ("domain", "ours MIT", &[])]);
        assert!(upward.len() == 1 && upward[0].starts_with("thai: depends on `domain`"));

        let not_for_tests = wrong(&[("prongsai", "ours MIT", &["testkit"]), ("testkit", "ours MIT", &[])]);
        assert!(not_for_tests.len() == 1 && not_for_tests[0].contains("`testkit` (Normal)"));

        let build = wrong(&[("xtask", "ours MIT", &["build thai"]), ("thai", "ours MIT", &[])]);
        assert!(build.len() == 1 && build[0].contains("`thai` (Build)"));

        let unknown = wrong(&[("stranger", "ours MIT", &[])]);
        assert!(unknown.len() == 1 && unknown[0].contains("not in the table"));
    }

    #[test]
    fn pure_crates_reach_nothing_impure() {
        let graph = graph(&[
            ("thai", "ours MIT", &["middle"]),
            ("middle", "MIT", &["tokio-util", "hyperlink"]),
            ("tokio-util", "MIT", &[]),
            ("hyperlink", "MIT", &[]),
        ]);
        let problems = check(&graph);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].wrong.contains("thai -> middle -> tokio-util"));
    }

    #[test]
    fn only_the_store_declares_drivers() {
        let graph = graph(&[
            ("store", "ours MIT", &["rusqlite", "postgres"]),
            ("benches", "ours MIT", &["dev rusqlite"]),
            ("rusqlite", "MIT", &[]),
            ("postgres", "MIT", &[]),
        ]);
        let problems = check(&graph);
        assert!(problems.len() == 1 && problems[0].wrong.contains("declares `rusqlite`"));
        assert_eq!(problems[0].place, "benches");
    }

    #[test]
    fn domain_declares_no_json() {
        let graph = graph(&[("domain", "ours MIT", &["serde_json"]), ("serde_json", "MIT", &[])]);
        let problems = check(&graph);
        assert!(problems.len() == 1 && problems[0].wrong.contains("serde_json"));
    }
}
