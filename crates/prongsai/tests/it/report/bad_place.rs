//! Places that cannot be written to: nothing is left half written.

use std::path::Path;
use std::process::Command;

use super::bad_input::refused;
use super::{BAN_LAO, files, made};
use crate::runner::{file, folder, json};

const ONE: [&str; 5] = ["memo", "--assessment", BAN_LAO, "--format", "docx,pdf"];

fn into(place: &Path) -> Vec<&str> {
    [&ONE[..], &["--out", place.to_str().unwrap()]].concat()
}

#[test]
fn a_file_where_the_folder_should_be() {
    let taken = file("taken.txt", "งานเดิม");
    let path = Path::new(&taken);
    let trouble = refused(&into(path), 1, "file-unwritable", "taken.txt");
    assert!(trouble["message_en"].as_str().unwrap().contains("folder"), "{trouble}");
    refused(&into(&path.join("below")), 1, "file-unwritable", "taken.txt");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "งานเดิม");
    assert_eq!(files(path.parent().unwrap()), ["taken.txt"]);
}

#[test]
fn a_folder_where_a_file_should_be() {
    let out = folder("report-in-the-way");
    std::fs::create_dir_all(out.join("memo-2568.docx/inner")).unwrap();
    refused(&into(&out), 1, "file-unwritable", "memo-2568.docx");
    assert_eq!(files(&out), Vec::<String>::new(), "no part of the file is left");
}

#[test]
fn a_folder_that_may_not_be_written() {
    let out = folder("report-read-only");
    let mut permissions = std::fs::metadata(&out).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&out, permissions.clone()).unwrap();
    if std::fs::write(out.join("probe"), "").is_ok() {
        println!("skipped: whoever runs the tests may write everywhere");
        let _ = std::fs::remove_file(out.join("probe"));
    } else {
        refused(&into(&out), 1, "file-unwritable", "memo-2568.docx");
    }
    #[expect(clippy::permissions_set_readonly_false, reason = "a folder of the tests, to be removed again")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&out, permissions).unwrap();
}

/// A small file system in memory, where the machine lets the tests make one.
struct Small(std::path::PathBuf);

impl Small {
    fn new(name: &str, kilobytes: u32) -> Option<Small> {
        let path = folder(name);
        let size = format!("size={kilobytes}k");
        let mounted = cfg!(target_os = "linux")
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &size, "prongsai-test"])
                .arg(&path)
                .output()
                .is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: no small file system can be mounted here");
            return None;
        }
        Some(Small(path))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk() {
    let Some(small) = Small::new("report-full", 256) else { return };
    let out = &small.0;
    std::fs::write(out.join("large.bin"), vec![1; 250 << 10]).unwrap();
    let trouble = refused(&into(out), 1, "file-unwritable", "memo-2568");
    assert!(trouble["message_en"].as_str().unwrap().contains("space"), "{trouble}");
    // What is there is whole: the large file, and at most documents that still had room.
    for name in files(out) {
        assert!(!name.ends_with(".part"), "{name}");
        let bytes = std::fs::read(out.join(&name)).unwrap();
        match name.rsplit('.').next().unwrap() {
            "docx" => assert!(zip_is_whole(&bytes), "{name}"),
            "pdf" => assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name}"),
            _ => assert_eq!(bytes.len(), 250 << 10, "{name}"),
        }
    }
}

fn zip_is_whole(bytes: &[u8]) -> bool {
    testkit::package::unpack(bytes).contains_key("word/document.xml")
}

/// The file that an officer worked in stays as it was, without a copy beside, when the new one has no room.
#[test]
fn a_full_disk_costs_no_earlier_file() {
    let Some(small) = Small::new("report-full-kept", 256) else { return };
    let out = &small.0;
    let worked_on = vec![b'w'; 100 << 10];
    std::fs::write(out.join("memo-2568.docx"), &worked_on).unwrap();
    std::fs::write(out.join("large.bin"), vec![1; 80 << 10]).unwrap();
    let (value, ran) = json(&[&["report"], &into(out)[..]].concat());
    assert_eq!(ran.exit, 1, "{value}");
    assert_eq!(files(out), ["large.bin", "memo-2568.docx"]);
    assert!(std::fs::read(out.join("memo-2568.docx")).unwrap() == worked_on);
    std::fs::remove_file(out.join("large.bin")).unwrap();
    assert_eq!(made(&[&into(out)[..], &["--force"]].concat())[0]["kept"], serde_json::json!([]));
    assert_eq!(files(out), ["memo-2568.docx", "memo-2568.pdf"]);
}
