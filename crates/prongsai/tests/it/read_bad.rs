//! Files that are no reports, for both commands: code, both languages, exit; limits from the command line.

use std::io::Write as _;

use crate::runner::{command, file, folder, json, run};

/// A file of bytes in a fresh folder.
fn raw(name: &str, content: &[u8]) -> String {
    let path = folder(&format!("bad-{}", name.replace('.', "-"))).join(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

/// A Word file whose text is one letter many times.
fn bomb(letters: usize) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<w:document><w:body><w:p><w:r><w:t>").unwrap();
    for _ in 0..letters / 1_000 {
        archive.write_all(&[b'a'; 1_000]).unwrap();
    }
    archive.write_all(b"</w:t></w:r></w:p></w:body></w:document>").unwrap();
    archive.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn what_is_no_report_is_told_by_both_commands() {
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("empty.pdf", Vec::new(), "empty-file"),
        ("blank.txt", b" \n\n ".to_vec(), "empty"),
        ("photo.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "picture"),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "picture"),
        ("text.docx", "ข้อความ".as_bytes().to_vec(), "broken-file"),
        ("half.docx", b"PK\x03\x04 then nothing".to_vec(), "broken-file"),
        ("half.pdf", b"%PDF-1.7\n1 0 obj".to_vec(), "broken-file"),
        ("locked.pdf", b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>".to_vec(), "encrypted"),
        ("other.json", b"{\"framework\": \"nacc/2568\"}".to_vec(), "no-document"),
    ];
    for (name, content, code) in cases {
        let path = raw(name, &content);
        for command in ["read", "audit"] {
            let (value, ran) = json(&[command, &path]);
            assert_eq!(ran.exit, 5, "{command} {name}: {}", ran.out);
            let error = &value["error"]["errors"][0];
            assert_eq!(error["code"], code, "{command} {name}");
            for key in ["message_th", "message_en", "remedy_th", "remedy_en"] {
                assert!(error[key].as_str().is_some_and(|text| !text.is_empty()), "{name} {key}");
            }
            assert!(error["place"]["file"].as_str().unwrap().ends_with(name));
        }
    }
}

#[test]
fn a_packing_bomb_is_refused_by_its_ratio() {
    let path = raw("bomb.docx", &bomb(64_000_000));
    let (value, ran) = json(&["read", &path]);
    assert_eq!(ran.exit, 5);
    assert_eq!(value["error"]["errors"][0]["code"], "too-large");
    assert!(value["error"]["errors"][0]["remedy_en"].as_str().unwrap().contains("--limit"));
    // A person who trusts the file may have it read.
    assert_eq!(run(&["read", &path, "--limit", "ratio=5000"]).exit, 0);
}

#[test]
fn limits_come_from_the_command_line_and_the_environment() {
    let text = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 80.00 คะแนน\n".repeat(50);
    let path = file("bad-limits.txt", &text);
    assert_eq!(run(&["read", &path]).exit, 0);
    for command in ["read", "audit"] {
        let (value, ran) = json(&[command, &path, "--limit", "bytes=1K"]);
        assert_eq!((ran.exit, &value["error"]["errors"][0]["code"]), (5, &"too-large".into()));
        for wrong in ["bytes", "bytes=many", "colour=3", "depth=999999"] {
            assert_eq!(run(&[command, &path, "--limit", wrong]).exit, 2, "{wrong}");
        }
        let mut with_setting = self::command(&[command, &path]);
        let ran = with_setting.env("PRONGSAI_LIMITS", "pages=10,bytes=1K").output().unwrap();
        assert_eq!(ran.status.code(), Some(5));
    }
}

#[test]
fn a_line_without_end_is_not_taken_into_memory() {
    let path = folder("bad-line").join("line.txt");
    let long = std::fs::File::create(&path).unwrap();
    long.set_len(200 << 20).unwrap();
    let (value, ran) = json(&["read", &path.display().to_string()]);
    assert_eq!(ran.exit, 5);
    assert_eq!(value["error"]["errors"][0]["code"], "too-large");
}

#[test]
fn of_several_one_bad_file_stops_nothing() {
    let good = file("bad-good.txt", "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 80.00 คะแนน");
    let bad = raw("bad.pdf", b"no pdf");
    let (value, ran) = json(&["read", &bad, &good]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(value["documents"].as_array().unwrap().len(), 1);
    assert_eq!(value["unreadable"][0]["error"]["errors"][0]["code"], "broken-file");
    assert_eq!(run(&["read", &bad, &good, "--fail-on-findings"]).exit, 6);
    assert_eq!(run(&["read", &bad, &bad]).exit, 5);
}
