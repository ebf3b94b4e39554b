//! Programs outside cargo that the tests call, and how they get onto a fresh machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::steps::Done;

/// A program the tests call, or a file it needs.
struct Tool {
    /// Names it goes by, or places where its file lies; the first one found is used.
    programs: &'static [&'static str],
    /// The package of Debian and Ubuntu that holds it.
    package: &'static str,
    reason: &'static str,
}

const PYTHON: &[&str] = if cfg!(windows) { &["python", "py", "python3"] } else { &["python3"] };

const TOOLS: &[Tool] = &[
    Tool {
        programs: PYTHON,
        package: "python3",
        reason: "tests/oracle.py scores the same answers independently, and the peers' scripts run in it",
    },
    Tool {
        // Other parts of LibreOffice bring `soffice` too, but only this one reads DOCX.
        programs: &[
            "/usr/lib/libreoffice/program/libswlo.so",
            "/usr/lib64/libreoffice/program/libswlo.so",
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        ],
        package: "libreoffice-writer-nogui",
        reason: "tests open the DOCX files in it and look at their pages",
    },
    Tool {
        programs: &["/usr/share/fonts/truetype/tlwg/Laksaman.ttf"],
        package: "fonts-tlwg-laksaman-ttf",
        reason: "LibreOffice sets the Thai of these pages with it, and tests set PDF in it",
    },
    Tool { programs: &["pdftotext"], package: "poppler-utils", reason: "tests read the text of pages back" },
    Tool {
        programs: &["qpdf"],
        package: "qpdf",
        reason: "tests have the structure of PDF files checked by it",
    },
    Tool {
        // Debian keeps the server's programs away from the search path, a folder for each version.
        programs: &[
            "/usr/lib/postgresql/18/bin/initdb",
            "/usr/lib/postgresql/17/bin/initdb",
            "/usr/lib/postgresql/16/bin/initdb",
            "/usr/lib/postgresql/15/bin/initdb",
            "/usr/lib/postgresql/14/bin/initdb",
            "initdb",
        ],
        package: "postgresql",
        reason: "tests of the store run on a throw-away cluster of it, beside SQLite",
    },
    Tool {
        programs: &["node"],
        package: "nodejs",
        reason: "it builds the stylesheet and drives the browser",
    },
    Tool {
        programs: if cfg!(windows) { &["npm.cmd", "npm"] } else { &["npm"] },
        package: "npm",
        reason: "it installs Sass and the driver of the browser from their lock files",
    },
    Tool {
        programs: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
        reason: "the pages are looked at in it",
    },
];

/// Parts of the Rust toolchain that a minimal installation leaves out.
const COMPONENTS: &[(&str, &str)] = &[("fmt", "rustfmt"), ("clippy", "clippy")];

/// Installs what is missing: toolchain parts with rustup, programs with apt where that is the system's way.
pub fn install(root: &Path) -> Result<Done> {
    let components = missing_components(root);
    if !components.is_empty() {
        if process::find("rustup").is_none() {
            bail!("the toolchain lacks {}; install it with your system's packages", components.join(" and "));
        }
        process::run(Command::new("rustup").args(["component", "add"]).args(&components).current_dir(root))?;
    }
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| found(tool.programs).is_none()).collect();
    if missing.is_empty() && components.is_empty() {
        return Ok(Done::Skipped("everything is there".into()));
    }
    if !missing.is_empty() {
        install_packages(&missing)?;
    }
    if let Some(tool) = missing.iter().find(|tool| found(tool.programs).is_none()) {
        bail!("installed the package {} but found no {}", tool.package, tool.programs.join(" or "));
    }
    let packages = missing.iter().map(|tool| tool.package).chain(components.iter().copied());
    Ok(Done::Passed(format!("installed {}", packages.collect::<Vec<_>>().join(", "))))
}

/// The Python interpreter.
pub fn python() -> Result<PathBuf> {
    match found(PYTHON) {
        Some(path) => Ok(path),
        None => bail!("python3 is not on the search path; run `cargo xtask test --only tools`"),
    }
}

fn found(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| process::find(program))
}

fn missing_components(root: &Path) -> Vec<&'static str> {
    let lacks =
        |command: &str| process::first_line(process::cargo(root).args([command, "--version"])).is_none();
    COMPONENTS.iter().filter(|(command, _)| lacks(command)).map(|(_, component)| *component).collect()
}

fn install_packages(tools: &[&Tool]) -> Result<()> {
    for tool in tools {
        println!("missing: {} ({})", tool.package, tool.reason);
    }
    let packages: Vec<&str> = tools.iter().map(|tool| tool.package).collect();
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !uses_apt(&release) {
        bail!("this system does not use apt; install {} by hand and run again", packages.join(", "));
    }
    let is_root = process::first_line(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !is_root && process::find("sudo").is_none() {
        bail!("installing needs root or sudo; run `apt-get install {}` as root", packages.join(" "));
    }
    process::run(&mut apt(is_root, &["update"]))?;
    process::run(apt(is_root, &["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt<S: AsRef<OsStr>>(is_root: bool, arguments: &[S]) -> Command {
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
    command
}

/// Whether the text of `/etc/os-release` is of Debian, Ubuntu or a descendant.
fn uses_apt(release: &str) -> bool {
    let fields = release.lines().filter_map(|line| line.split_once('='));
    let families = fields.filter(|(key, _)| matches!(*key, "ID" | "ID_LIKE")).map(|(_, value)| value);
    families
        .flat_map(|value| value.trim_matches('"').split(' '))
        .any(|name| matches!(name, "debian" | "ubuntu"))
}

#[cfg(test)]
mod tests {
    use super::{apt, found, uses_apt};
    use crate::process::shown;

    #[test]
    fn the_family_of_a_system_is_read() {
        assert!(uses_apt("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(uses_apt("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!uses_apt("ID=fedora\nHOME_URL=\"https://example.org/debian\"\n"));
        assert!(!uses_apt(""));
    }

    #[test]
    fn sudo_is_used_only_when_needed() {
        assert_eq!(shown(&apt(true, &["update"])), "env DEBIAN_FRONTEND=noninteractive apt-get update");
        assert_eq!(shown(&apt(false, &["update"])), "sudo env DEBIAN_FRONTEND=noninteractive apt-get update");
    }

    #[test]
    fn the_first_program_there_is_taken() {
        assert!(found(&["no-such-program-here", "cargo"]).is_some());
        assert!(found(&["no-such-program-here"]).is_none());
    }
}
