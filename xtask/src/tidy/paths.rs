//! No file names a folder of one particular machine or the host of a package registry.

use crate::problem::Problem;
use crate::tree::Tree;

/// Beginnings of paths that exist on one machine only. Put together here so that this file passes itself.
const FOLDERS: &[&str] = &[
    concat!("/", "work/"),
    concat!("/", "root/"),
    concat!("/", "home/"),
    concat!("/", "Users/"),
    concat!("C:", "\\Users\\"),
];

/// Hosts that a client's own settings choose, so that the sources build behind any mirror.
const HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("crates.io", "-index"),
    concat!("registry.", "npmjs.org"),
    concat!("pypi.org", "/simple"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
];

/// The line with which `Cargo.lock` names the default registry of cargo.
const LOCK_LINE: &str = concat!("source = \"registry+https://github.com/rust-lang/crates.io", "-index\"");

/// Every line of every file.
pub fn check(tree: &Tree) -> Vec<Problem> {
    tree.all().flat_map(|(path, text)| in_file(path, text)).collect()
}

fn in_file(path: &str, text: &str) -> Vec<Problem> {
    let in_lock = path == "Cargo.lock" || path.ends_with("/Cargo.lock");
    let lines = text.lines().enumerate().filter(|(_, line)| !(in_lock && line.trim() == LOCK_LINE));
    lines
        .filter_map(|(index, line)| {
            let place = format!("{path}:{}", index + 1);
            if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
                let remedy = "name the path from the root of the repository, or make it a parameter";
                return Some(Problem::new(
                    place,
                    format!("names a folder of one machine, `{folder}…`"),
                    remedy,
                ));
            }
            let host = HOSTS.iter().find(|host| line.contains(**host))?;
            let remedy = "leave the registry to the settings of the client that uses it";
            Some(Problem::new(place, format!("names the registry host `{host}`"), remedy))
        })
        .collect()
}

/// Whether the folder stands in the line as the start of a path, not inside a web address or a longer path.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = &line[..at];
        let is_inside = |letter: char| letter.is_ascii_alphanumeric() || "/._-~$%})]*".contains(letter);
        before.ends_with("file://") || !before.ends_with(is_inside)
    })
}

#[cfg(test)]
mod tests {
    use super::{FOLDERS, HOSTS, LOCK_LINE, check};
    use crate::tree::Tree;

    #[test]
    fn each_folder_and_host_is_reported_with_its_line() {
        for word in FOLDERS.iter().chain(HOSTS) {
            let text = format!("first\nsee \"{word}x/y\"\n");
            let problems = check(&Tree::of(&[("a.md", &text)]));
            assert_eq!(problems.len(), 1, "{word}");
            assert_eq!(problems[0].place, "a.md:2");
        }
    }

    #[test]
    fn web_addresses_and_relative_paths_pass() {
        for before in ["https://example.go.th", "crates", "~", "$HOME", "..", "{folder}"] {
            let text = format!("see {before}{}x", FOLDERS[0]);
            assert_eq!(check(&Tree::of(&[("a.md", &text)])), [], "{text}");
        }
        let local = format!("file://{}x", FOLDERS[1]);
        assert_eq!(check(&Tree::of(&[("a.md", &local)])).len(), 1);
    }

    #[test]
    fn the_default_registry_is_expected_in_the_lock_file_only() {
        assert_eq!(check(&Tree::of(&[("Cargo.lock", LOCK_LINE)])), []);
        assert_eq!(check(&Tree::of(&[("notes.md", LOCK_LINE)])).len(), 1);
        let mirror = format!("source = \"sparse+https://{}/\"", HOSTS[0]);
        assert_eq!(check(&Tree::of(&[("Cargo.lock", &mirror)])).len(), 1);
    }
}
