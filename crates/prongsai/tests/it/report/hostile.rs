//! Texts of results and plans that were markup, formulas or commands somewhere, from the file to every format.

use serde_json::{Value, json};
use testkit::{package, shown};

use super::{THAM_RONG, THAM_RONG_PLAN, asked, files, made};
use crate::runner::{file, folder, root};

/// Texts that no format may take for more than text; each has a word of its own to find it by.
const TEXTS: [(&str, &str); 9] = [
    ("ก <script>alert(1)</script>", "<script>alert(1)</script>"),
    ("ข \"><img src=x onerror=alert(1)>", "onerror=alert(1)>"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("ค #eval(\"1\") #read(\"/etc/passwd\") $x$ *bold*", "#read(\"/etc/passwd\")"),
    ("ง {{ agency.name }} {% for x in y %}", "{{ agency.name }}"),
    ("จ ]]>&amp;<!-- </w:t>", "]]>&amp;<!-- </w:t>"),
    ("@SUM(1+1)", "@SUM(1+1)"),
    ("ฉ \u{202E}กลับ", "กลับ"),
    ("ช \u{E48}\u{E49} 🙂👨\u{200D}👩\u{200D}👧 שלום", "ช"),
];

/// Result and plan of ถ้ำรงค์ with a text in every place that an agency fills in.
fn handed_in(text: &str) -> (String, String) {
    let read = |path: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
    };
    let (mut assessment, mut plan) = (read(THAM_RONG), read(THAM_RONG_PLAN));
    for agency in [&mut assessment["agency"], &mut plan["agency"]] {
        *agency = json!({ "name": text, "kind": "sao", "province": text, "district": text });
    }
    let issue = &mut plan["issues"][0];
    issue["title"] = text.into();
    issue["cause"] = text.into();
    let measure = &mut issue["measures"][0];
    for key in ["title", "lead_unit", "result", "suggestion", "checked_by", "output", "indicator"] {
        if measure[key].is_string() || matches!(key, "title" | "lead_unit" | "result" | "suggestion") {
            measure[key] = text.into();
        }
    }
    measure["steps"] = json!([{ "text": text, "evidence_expected": text }]);
    plan["endorsements"] = json!([{ "office": text, "opinion": text }]);
    plan["memo"] = json!({ "unit": text, "subject": text, "to": text, "writer": { "position": text } });
    (file("hostile.json", &assessment.to_string()), file("hostile-plan.json", &plan.to_string()))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn no_text_becomes_more_than_text() {
    for (text, said) in TEXTS {
        let (assessment, plan) = handed_in(text);
        let out = folder("report-hostile");
        let place = out.to_str().unwrap();
        let fixed = ["--format", "pdf,docx,xlsx,html,json,csv", "--arabic-digits", "--out", place];
        made(&[&["all", "--assessment", &assessment, "--plan", &plan], &fixed[..]].concat());
        let names = files(&out);
        assert!(
            30 < names.len() && names.iter().all(|name| name.is_ascii() && !name.contains(['<', '/'])),
            "{names:?}"
        );
        for name in &names {
            let bytes = std::fs::read(out.join(name)).unwrap();
            let shown = match name.rsplit('.').next().unwrap() {
                "html" => page(&String::from_utf8(bytes).unwrap()),
                "docx" => {
                    package::unpack(&bytes).iter().filter(|(part, _)| part.ends_with(".xml")).for_each(
                        |(_, part)| {
                            package::parse(part);
                        },
                    );
                    shown::docx(&bytes)
                }
                "xlsx" => book(&bytes),
                "csv" => rows(&bytes),
                "json" => shown::data(&serde_json::from_slice::<Value>(&bytes).unwrap()["sections"]),
                _ => {
                    let path = out.join(name);
                    assert!(asked("qpdf", &["--check"], &path, &[]).contains("No syntax"), "{name}: {text}");
                    asked("pdftotext", &["-raw"], &path, &["-"])
                }
            };
            // The name of the agency stands in each but tables of scores alone.
            if !name.ends_with(".csv") {
                assert!(letters(&shown).contains(&letters(said)), "{name}: {said}\n{shown}");
            }
        }
    }
}

/// What is read on a page, which may hold no script, no picture from elsewhere and no handler.
fn page(html: &str) -> String {
    let lower = html.to_lowercase();
    for word in ["<script", "<img", "<iframe", "<object", "javascript:"] {
        assert!(!lower.contains(word), "{word}");
    }
    let inside_tags = lower.split('<').filter_map(|part| part.split('>').next());
    for tag in inside_tags {
        // What stands between quotes is a value, whatever it says.
        let tag: String = tag.split('"').step_by(2).collect();
        assert!(!tag.contains(" onerror") && !tag.contains(" onload"), "{tag}");
    }
    shown::html(html)
}

/// What a workbook shows; its cells hold no formulas, and links only to its own sheets.
fn book(bytes: &[u8]) -> String {
    for (name, part) in package::unpack(bytes) {
        if name.starts_with("xl/worksheets/sheet") {
            let tree = package::parse(&part);
            let outside =
                tree.named("hyperlink").into_iter().find(|link| link.attribute("location").is_none());
            assert!(tree.named("f").is_empty() && outside.is_none(), "{name}");
        }
    }
    shown::workbook(bytes)
}

/// The cells of a table, of which none begins as a formula does: a spreadsheet would compute it. Only the first
/// line of a cell counts.
fn rows(bytes: &[u8]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    for cell in records.iter().flatten().filter(|cell| cell.starts_with(['=', '+', '@', '-'])) {
        let is_number = cell[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        assert!(is_number, "{cell}");
    }
    shown::csv(bytes)
}
