//! The files of the repository, read once and handed to the checks.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Folders that no version control should hold; used when git cannot answer.
const NEVER_OURS: &[&str] = &[".git", "target", "node_modules", "__pycache__", ".venv", "prongsai-demo"];

/// Every file of the repository: its path from the root with forward slashes, and its text.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the files that git tracks or would track. Where git cannot answer (an unpacked archive),
    /// reads every file outside the folders that hold built things.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for path in listed_by_git(root).map_or_else(|| walk(root), Ok)? {
            // A file that is deleted but not yet committed is still listed by git.
            let Ok(bytes) = fs::read(root.join(&path)) else { continue };
            files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(Self { files })
    }

    /// A made-up tree.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect() }
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All files whose path ends so, in the order of their paths.
    pub fn ending<'a>(&'a self, suffix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all().filter(move |(path, _)| path.ends_with(suffix))
    }

    /// All files, in the order of their paths.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether a file or a folder of this path exists. The root is the empty path.
    pub fn holds(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self.files.range(folder.clone()..).next().is_some_and(|(next, _)| next.starts_with(&folder))
    }
}

/// The folder with the workspace manifest, searched upward from the current one.
pub fn workspace_root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("reading the current folder")?;
    for folder in here.ancestors() {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        if manifest.lines().any(|line| line.trim() == "[workspace]") {
            return Ok(folder.to_path_buf());
        }
    }
    bail!("no workspace manifest in this folder or above; run the command inside the repository")
}

fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let answer = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    if !answer.status.success() {
        return None;
    }
    let names = String::from_utf8_lossy(&answer.stdout).into_owned();
    Some(names.split('\0').filter(|name| !name.is_empty()).map(String::from).collect())
}

fn walk(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root.join(&folder)).with_context(|| format!("listing `{folder}`"))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("listing `{folder}`"))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if !entry.file_type().with_context(|| format!("looking at `{path}`"))?.is_dir() {
                found.push(path);
            } else if !NEVER_OURS.contains(&name.as_str()) {
                folders.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Tree, walk};

    #[test]
    fn files_and_folders_are_held() {
        let tree = Tree::of(&[("docs/guides/a.md", ""), ("docs-old.md", "")]);
        assert!(tree.holds("") && tree.holds("docs") && tree.holds("docs/guides/a.md"));
        assert!(!tree.holds("docs/guide") && !tree.holds("docs/guides/a"));
        assert_eq!(tree.ending(".md").count(), 2);
    }

    #[test]
    fn walking_finds_sources_and_leaves_built_things() {
        let root = std::env::temp_dir().join(format!("xtask-walk-{}", std::process::id()));
        for folder in ["src/deeper", "target/release"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        std::fs::write(root.join("src/deeper/a.rs"), "").unwrap();
        std::fs::write(root.join("target/release/b.rs"), "").unwrap();
        assert_eq!(walk(&root).unwrap(), ["src/deeper/a.rs"]);
        std::fs::remove_dir_all(root).unwrap();
    }
}
