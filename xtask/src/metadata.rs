//! What `cargo metadata` says about our crates and everything they stand on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;

/// How one crate needs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Normal,
    Dev,
    Build,
}

/// A dependency as the manifest declares it.
#[derive(Debug)]
pub struct Need {
    pub name: String,
    pub kind: Kind,
}

/// One package of the dependency graph.
#[derive(Debug)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    pub licence: Option<String>,
    pub repository: Option<String>,
    /// A member of this workspace.
    pub ours: bool,
    pub needs: Vec<Need>,
}

/// The dependency graph for every platform.
#[derive(Debug)]
pub struct Metadata {
    pub packages: Vec<Package>,
    /// Package id to the ids of its normal dependencies, as resolved.
    normal: BTreeMap<String, Vec<String>>,
}

impl Metadata {
    /// Asks cargo, without letting it change `Cargo.lock`.
    pub fn read(root: &Path) -> Result<Self> {
        let answer = process::cargo(root)
            .args(["metadata", "--locked", "--format-version", "1"])
            .output()
            .context("starting `cargo metadata`")?;
        if !answer.status.success() {
            let said = String::from_utf8_lossy(&answer.stderr).into_owned();
            bail!("`cargo metadata --locked` failed; if Cargo.lock is old, run `cargo check` once\n{said}");
        }
        Self::parse(&String::from_utf8_lossy(&answer.stdout))
    }

    /// Reads the JSON of `cargo metadata --format-version 1`.
    pub fn parse(json: &str) -> Result<Self> {
        let whole: Value = serde_json::from_str(json).context("reading the answer of `cargo metadata`")?;
        let members: BTreeSet<&str> =
            list(&whole, "workspace_members").iter().filter_map(Value::as_str).collect();
        let packages = list(&whole, "packages").iter().map(|value| package(value, &members)).collect();
        let normal = list(&whole["resolve"], "nodes")
            .iter()
            .map(|node| (text(node, "id"), list(node, "deps").iter().filter_map(normal_target).collect()))
            .collect();
        Ok(Self { packages, normal })
    }

    /// The members of this workspace.
    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.ours)
    }

    /// The member of this name.
    pub fn our(&self, name: &str) -> Option<&Package> {
        self.ours().find(|package| package.name == name)
    }

    /// Every package that the given one reaches over normal dependencies, itself included, each with the
    /// shortest chain of names that leads there.
    pub fn reached_from(&self, start: &Package) -> BTreeMap<&str, Vec<&str>> {
        let by_id: BTreeMap<&str, &Package> = self.packages.iter().map(|p| (p.id.as_str(), p)).collect();
        let mut reached: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut waiting = VecDeque::from([(start.id.as_str(), Vec::new())]);
        while let Some((id, mut chain)) = waiting.pop_front() {
            let Some(package) = by_id.get(id) else { continue };
            if reached.contains_key(package.id.as_str()) {
                continue;
            }
            chain.push(package.name.as_str());
            for next in self.normal.get(id).into_iter().flatten() {
                waiting.push_back((next.as_str(), chain.clone()));
            }
            reached.insert(package.id.as_str(), chain);
        }
        reached
    }
}

fn package(value: &Value, members: &BTreeSet<&str>) -> Package {
    let id = text(value, "id");
    Package {
        ours: members.contains(id.as_str()),
        id,
        name: text(value, "name"),
        version: text(value, "version"),
        licence: value["license"].as_str().map(String::from),
        repository: value["repository"].as_str().map(String::from),
        needs: list(value, "dependencies").iter().map(need).collect(),
    }
}

fn need(value: &Value) -> Need {
    Need { name: text(value, "name"), kind: kind(&value["kind"]) }
}

fn normal_target(edge: &Value) -> Option<String> {
    let is_normal = list(edge, "dep_kinds").iter().any(|each| kind(&each["kind"]) == Kind::Normal);
    is_normal.then(|| text(edge, "pkg"))
}

fn kind(value: &Value) -> Kind {
    match value.as_str() {
        Some("dev") => Kind::Dev,
        Some("build") => Kind::Build,
        _ => Kind::Normal,
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_string()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Made-up graphs for the tests of the checks.
#[cfg(test)]
pub mod made_up {
    use serde_json::{Value, json};

    use super::Metadata;

    /// A graph from `(name, licence, needs)`; a licence starting with `ours ` makes a member, a need
    /// starting with `dev ` or `build ` is of that kind.
    pub fn graph(packages: &[(&str, &str, &[&str])]) -> Metadata {
        let mut listed = Vec::new();
        let mut nodes = Vec::new();
        let mut members = Vec::new();
        for (name, licence, needs) in packages {
            let licence = licence.strip_prefix("ours ").inspect(|_| members.push(*name)).unwrap_or(licence);
            let licence = if licence.is_empty() { Value::Null } else { json!(licence) };
            let needs: Vec<(&str, Value)> = needs.iter().map(|need| split(need)).collect();
            let declared: Vec<Value> =
                needs.iter().map(|(name, kind)| json!({"name": name, "kind": kind})).collect();
            let resolved: Vec<Value> = needs
                .iter()
                .map(|(name, kind)| json!({"pkg": name, "dep_kinds": [{"kind": kind}]}))
                .collect();
            listed.push(json!({
                "id": name, "name": name, "version": "1.0.0", "license": licence,
                "repository": format!("https://example.org/{name}"), "dependencies": declared,
            }));
            nodes.push(json!({"id": name, "deps": resolved}));
        }
        let whole = json!({"packages": listed, "workspace_members": members, "resolve": {"nodes": nodes}});
        Metadata::parse(&whole.to_string()).unwrap()
    }

    fn split(need: &str) -> (&str, Value) {
        match need.split_once(' ') {
            Some((kind, name)) => (name, json!(kind)),
            None => (need, Value::Null),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, made_up::graph};

    #[test]
    fn chains_follow_normal_dependencies_only() {
        let graph = graph(&[
            ("a", "ours MIT", &["b", "dev c", "build d"]),
            ("b", "MIT", &["e", "a"]),
            ("c", "MIT", &[]),
            ("d", "MIT", &[]),
            ("e", "MIT", &[]),
        ]);
        let start = graph.our("a").unwrap();
        let reached = graph.reached_from(start);
        assert_eq!(reached.keys().copied().collect::<Vec<_>>(), ["a", "b", "e"]);
        assert_eq!(reached["e"], ["a", "b", "e"]);
        assert_eq!(start.needs[1].kind, Kind::Dev);
        assert_eq!(start.needs[2].kind, Kind::Build);
        assert!(graph.our("b").is_none());
    }
}
