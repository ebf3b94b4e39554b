//! Backups from the console: what they are made of, what the doctor knows of them, and what is refused.

use std::path::Path;

use crate::runner::{self, folder};

fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn knows_a_backup(database: &str) -> bool {
    let (value, _) = runner::json(&["doctor", "--database", database]);
    let findings = value["findings"].as_array().unwrap();
    findings.iter().any(|one| one["code"] == "backup" && one["health"] == "good")
}

#[test]
fn a_mistyped_database_is_not_made_and_backed_up() {
    let here = folder("keep-none");
    let (none, out) = (address(&here.join("none.db")), here.join("one.backup").display().to_string());
    for arguments in [
        vec!["backup", "--database", &none, "--out", &out],
        vec!["user", "password", "somebody", "--database", &none],
    ] {
        let (value, ran) = runner::json(&arguments);
        assert_eq!(ran.exit, 3, "{arguments:?}: {}", ran.err);
        assert_eq!(value["error"]["errors"][0]["code"], "store-missing", "{value}");
    }
    assert_eq!(std::fs::read_dir(&here).unwrap().count(), 0);
}

#[test]
fn a_backup_is_remembered_and_comes_back() {
    let here = folder("keep-remembered");
    let (first, second) = (address(&here.join("first.db")), address(&here.join("second.db")));
    assert_eq!(runner::run(&["migrate", "--database", &first]).exit, 0);
    assert!(!knows_a_backup(&first));
    let file = here.join("one.backup").display().to_string();
    let made = runner::run(&["backup", "--database", &first, "--out", &file]);
    assert_eq!(made.exit, 0, "{}", made.err);
    assert!(knows_a_backup(&first));

    let restored = runner::run(&["restore", &file, "--database", &second]);
    assert_eq!(restored.exit, 0, "{}", restored.err);
    let nobody = runner::run(&["user", "password", "nobody", "--database", &second]);
    assert_eq!(nobody.exit, 3, "{}", nobody.err);
    assert!(nobody.err.contains("nobody") && !nobody.err.contains("หน้าแรก"), "{}", nobody.err);

    // The use case leaves its mark, so it ended the sessions too; and data there is never written over.
    let again = runner::run(&["restore", &file, "--database", &second]);
    assert_eq!(again.exit, 5, "{}", again.err);
    assert!(again.err.contains("second.db") && !again.err.contains("one.backup"), "{}", again.err);
}

#[test]
fn what_is_wrong_with_a_backup_is_said_of_the_backup() {
    let here = folder("keep-damaged");
    let (first, second) = (address(&here.join("first.db")), address(&here.join("second.db")));
    assert_eq!(runner::run(&["migrate", "--database", &first]).exit, 0);
    let whole = here.join("whole.backup");
    let out = whole.display().to_string();
    assert_eq!(runner::run(&["backup", "--database", &first, "--out", &out]).exit, 0);
    let bytes = std::fs::read(&whole).unwrap();
    let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let database = std::fs::read(here.join("first.db")).unwrap();
    for (name, content) in
        [("cut", &bytes[..bytes.len() / 2]), ("empty", &[]), ("noise.pdf", &noise), ("database", &database)]
    {
        let file = here.join(name);
        std::fs::write(&file, content).unwrap();
        let name = file.display().to_string();
        for more in [&["--check"][..], &["--database", &second]] {
            let mut arguments = vec!["restore", &name];
            arguments.extend(more);
            let ran = runner::run(&arguments);
            assert_eq!(ran.exit, 5, "{name}: {}", ran.err);
            assert!(ran.err.contains("สำเนาสำรอง") && ran.err.contains(&name), "{}", ran.err);
            // Nobody is told that the database in use is broken.
            assert!(!ran.err.contains("ฐานข้อมูลเสียหาย"), "{}", ran.err);
        }
        assert!(!here.join("second.db").exists(), "{name}");
    }
}

#[test]
fn a_file_of_another_kind_is_not_taken_for_the_database() {
    let here = folder("keep-foreign");
    let file = here.join("letter.db");
    std::fs::write(&file, "a letter, and a long one ".repeat(100)).unwrap();
    let ran = runner::run(&["migrate", "--database", &address(&file)]);
    assert_eq!(ran.exit, 5, "{}", ran.err);
    assert!(ran.err.contains("letter.db"), "{}", ran.err);
}
