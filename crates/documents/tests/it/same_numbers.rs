//! Every format says the same figures, each as often as it should.

use std::collections::HashMap;

use documents::figures_in::{Figures, Scope, differences, found, said};
use documents::model::Document;
use documents::samples;
use documents::write::{WriteOptions, csv, json, xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use thai::DigitStyle;

use super::html;
use super::xlsx::part;

fn assert_same(document: &Document, scope: Scope, text: &str, format: &str) {
    let differences = differences(&said(document, scope), &found(text));
    assert!(differences.is_empty(), "{format}: (figure, expected, found): {differences:?}");
}

/// What is read on a page of HTML, a line for each piece.
fn html_text(page: &str) -> String {
    let mut reader = Reader::from_str(page);
    let mut out = String::new();
    // For each open element, whether its text is not read as part of the document.
    let mut hidden: Vec<bool> = Vec::new();
    // For each open list, the number of its next entry; 0 where entries have none.
    let mut lists: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = element.name();
                let is_tick = element.attributes().any(|a| a.is_ok_and(|a| *a.value == *b"tick"));
                let skipped = matches!(name.as_ref(), b"style" | b"title") || is_tick;
                hidden.push(skipped || hidden.last() == Some(&true));
                match name.as_ref() {
                    b"span" | b"strong" => {}
                    b"ol" => lists.push(1),
                    b"ul" => lists.push(0),
                    b"li" => {
                        let next = lists.last_mut().unwrap();
                        if 0 < *next {
                            out += &format!("\n{next} ");
                            *next += 1;
                        }
                    }
                    _ => out.push('\n'),
                }
            }
            Event::End(element) => {
                hidden.pop();
                match element.name().as_ref() {
                    b"span" | b"strong" => {}
                    b"ol" | b"ul" => drop(lists.pop()),
                    _ => out.push('\n'),
                }
            }
            Event::Text(text) if hidden.last() != Some(&true) => out += &text.decode().unwrap(),
            Event::Empty(_) => out.push('\n'),
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// What a workbook shows: texts, and numbers as their formats show them.
fn xlsx_text(bytes: &[u8]) -> String {
    let strings = shared_strings(&part(bytes, "xl/sharedStrings.xml"));
    let formats = number_formats(&part(bytes, "xl/styles.xml"));
    let mut out = String::new();
    for number in 1.. {
        let name = format!("xl/worksheets/sheet{number}.xml");
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        if archive.index_for_name(&name).is_none() {
            break;
        }
        let sheet = part(bytes, &name);
        for cell in sheet.split("<c ").skip(1).filter_map(|rest| rest.split("</c>").next()) {
            let Some(value) = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next()) else {
                continue;
            };
            let head = cell.split('>').next().unwrap();
            if head.contains("t=\"s\"") {
                let text = &strings[value.parse::<usize>().unwrap()];
                if !text.starts_with("ดูที่แผ่นงาน") {
                    out += &format!("\n{text}");
                }
            } else {
                let style: usize =
                    head.split("s=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
                out += &format!("\n{}", shown(value, &formats[style]));
            }
        }
    }
    out
}

fn shared_strings(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut strings, mut is_text) = (Vec::<String>::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == b"si" => strings.push(String::new()),
            Event::Start(element) => is_text = element.name().as_ref() == b"t",
            Event::End(_) => is_text = false,
            Event::Text(text) if is_text => strings.last_mut().unwrap().push_str(&text.decode().unwrap()),
            Event::Eof => return strings,
            _ => {}
        }
    }
}

/// The number format of each style of cells.
fn number_formats(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut codes, mut formats, mut in_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).unwrap();
                    attribute.map(|a| String::from_utf8(a.value.to_vec()).unwrap())
                };
                match element.name().as_ref() {
                    b"numFmt" => drop(codes.insert(value("numFmtId").unwrap(), value("formatCode").unwrap())),
                    b"cellXfs" => in_cells = true,
                    b"cellStyles" => in_cells = false,
                    b"xf" if in_cells => {
                        let id = value("numFmtId").unwrap();
                        let built_in = match id.as_str() {
                            "3" => Some("#,##0".to_owned()),
                            "4" => Some("#,##0.00".to_owned()),
                            _ => None,
                        };
                        formats.push(built_in.or_else(|| codes.get(&id).cloned()).unwrap_or_default());
                    }
                    _ => {}
                }
            }
            Event::Eof => return formats,
            _ => {}
        }
    }
}

/// A stored number with as many places as its format shows; places that the format hides are an error.
fn shown(value: &str, format: &str) -> String {
    let first = format.split(';').next().unwrap().trim_start_matches("[$-D00041E]");
    let places = first.split_once('.').map_or(0, |(_, places)| places.len());
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    assert!(fraction.len() <= places, "{value} in {format}");
    if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction:0<places$}") }
}

/// Every text of the JSON that a reader of the document sees.
fn json_text(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let is_table = members.contains_key("columns") && members.contains_key("body");
            // Runs are one text.
            for (key, value) in members {
                let names = matches!(
                    key.as_str(),
                    "block" | "key" | "align" | "style" | "orientation" | "running_head"
                );
                if key == "runs" || key == "items" {
                    runs(value, out);
                } else if !(names || (is_table && key == "name")) {
                    json_text(value, out);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| json_text(item, out)),
        Value::String(text) => *out += &format!("\n{text}"),
        _ => {}
    }
}

fn runs(value: &Value, out: &mut String) {
    for item in value.as_array().unwrap() {
        match &item["text"] {
            Value::String(text) => *out += text,
            _ => runs(item, out),
        }
    }
    out.push('\n');
}

fn csv_text(document: &Document) -> String {
    let mut out = String::new();
    for (_, bytes) in csv::write_all(document).unwrap() {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        for row in reader.records() {
            row.unwrap().iter().for_each(|cell| out += &format!("\n{cell}"));
        }
    }
    out
}

#[test]
fn html_xlsx_csv_and_json_say_the_same_figures() {
    for digits in [DigitStyle::Thai, DigitStyle::Ascii] {
        let mut document = samples::everything(11);
        document.digits = digits;
        assert_same(&document, Scope::PAGE, &html_text(&html::written(&document)), "html");
        let book = xlsx::write(&document, &WriteOptions::default()).unwrap();
        assert_same(&document, Scope::WORKBOOK, &xlsx_text(&book), "xlsx");
        assert_same(&document, Scope::ROWS, &csv_text(&document), "csv");
        let value: Value =
            serde_json::from_slice(&json::write(&document, &WriteOptions::default()).unwrap()).unwrap();
        let mut text = String::new();
        json_text(&value["sections"], &mut text);
        assert_same(&document, Scope::DATA, &text, "json");
    }
}

#[test]
fn a_wrong_figure_in_one_format_is_noticed() {
    let mut document = samples::everything(11);
    document.digits = DigitStyle::Ascii;
    let page = html_text(&html::written(&document)).replacen("82.93", "82.39", 1);
    let differences = differences(&said(&document, Scope::PAGE), &found(&page));
    let expected: Vec<(String, usize, usize)> = vec![("82.39".into(), 0, 1), ("82.93".into(), 2, 1)];
    assert_eq!(differences, expected);
    let whole: Figures = said(&document, Scope::PAGE);
    assert!(60 < whole.values().sum::<usize>(), "the sample says many figures");
}
