//! The doctor: what it finds, and that it only looks.

use serde_json::Value;

use crate::runner::{self, folder};

fn doctor(database: &str, more: &[&str]) -> (i32, Vec<(String, String)>) {
    let mut arguments = vec!["doctor", "--database", database];
    arguments.extend(more);
    let (value, ran) = runner::json(&arguments);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = value["findings"].as_array().unwrap().iter();
    let findings: Vec<_> = findings.map(|one| (text(&one["code"]), text(&one["health"]))).collect();
    assert_eq!(value["well"] == true, ran.exit == 0, "{value}");
    for one in value["findings"].as_array().unwrap() {
        assert!(!text(&one["text_th"]).is_empty() && !text(&one["text_en"]).is_empty(), "{one}");
    }
    (ran.exit, findings)
}

fn health<'f>(findings: &'f [(String, String)], code: &str) -> Option<&'f str> {
    findings.iter().find(|(one, _)| one == code).map(|(_, health)| health.as_str())
}

#[test]
fn a_database_that_is_not_there_is_told_and_not_made() {
    let file = folder("doctor-none").join("none.db");
    let (exit, findings) = doctor(&format!("sqlite:{}", file.display()), &[]);
    assert_eq!((exit, health(&findings, "store-missing")), (1, Some("bad")));
    assert!(!file.exists());
    std::fs::write(&file, "").unwrap();
    let (exit, findings) = doctor(&format!("sqlite:{}", file.display()), &[]);
    assert_eq!((exit, health(&findings, "store-missing")), (1, Some("bad")));
    assert_eq!(std::fs::read(&file).unwrap(), b"");
}

#[test]
fn a_sound_installation_is_well_and_what_is_wrong_is_found() {
    let here = folder("doctor-sound");
    let file = here.join("sound.db");
    let database = format!("sqlite:{}", file.display());
    assert_eq!(runner::run(&["migrate", "--database", &database]).exit, 0);
    let (exit, findings) = doctor(&database, &[]);
    assert_eq!(exit, 0, "{findings:?}");
    for code in ["settings", "database", "mode", "file", "audit", "scores", "clock"] {
        assert_eq!(health(&findings, code), Some("good"), "{code}");
    }
    assert_eq!(health(&findings, "backup"), Some("warning"));

    let nowhere = ["--set", "origin=http://ita.example.invalid"];
    let (exit, findings) = doctor(&database, &nowhere);
    assert_eq!((exit, health(&findings, "origin")), (1, Some("bad")));
    assert_eq!(health(&findings, "reach"), Some("warning"));

    let (exit, findings) = doctor(&database, &["--set", "log=loud"]);
    assert_eq!((exit, health(&findings, "settings")), (1, Some("bad")));

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let (exit, findings) = doctor(&database, &[]);
        assert_eq!((exit, health(&findings, "rights")), (1, Some("bad")));
    }

    std::fs::write(&file, "not a database, but long enough to look at".repeat(50)).unwrap();
    let (exit, findings) = doctor(&database, &[]);
    assert_eq!((exit, health(&findings, "store-foreign")), (1, Some("bad")));
}
