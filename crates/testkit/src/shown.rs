//! What a reader of a file sees, as text with a line for each piece: to hold the formats of a document against each
//! other.

use std::collections::{BTreeMap, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::package::{Node, character, parse, tree_of, unpack};

/// What is read on a page of HTML, with the numbers of lists; its title and drawn ticks are left out.
///
/// # Panics
/// When it is not well-formed.
pub fn html(page: &str) -> String {
    let mut reader = Reader::from_str(page);
    let mut out = String::new();
    // For each open element, whether its text is not read as part of the document.
    let mut hidden: Vec<bool> = Vec::new();
    // For each open list, the number of its next entry; 0 where entries have none.
    let mut lists: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
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
                        let next = lists.last_mut().expect("entries stand in lists");
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
            Event::Text(text) if hidden.last() != Some(&true) => out += &text.decode().expect("UTF-8"),
            Event::GeneralRef(reference) if hidden.last() != Some(&true) => out.push(character(&reference)),
            Event::Empty(_) => out.push('\n'),
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// What a workbook shows: texts, and numbers as their formats show them. References to sheets are left out.
///
/// # Panics
/// When it is no sound workbook, or a format hides places of a number.
pub fn workbook(bytes: &[u8]) -> String {
    let files = unpack(bytes);
    let part = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    let strings = shared_strings(&part("xl/sharedStrings.xml"));
    let formats = number_formats(&part("xl/styles.xml"));
    let mut out = String::new();
    for number in 1.. {
        let name = format!("xl/worksheets/sheet{number}.xml");
        if !files.contains_key(&name) {
            break;
        }
        for cell in parse(&files[&name]).named("c") {
            let Some(value) = cell.child("v").map(|value| value.text.as_str()) else { continue };
            let number = |name: &str| cell.attribute(name).and_then(|written| written.parse::<usize>().ok());
            if cell.attribute("t") == Some("s") {
                let text = &strings[value.parse::<usize>().expect("an index")];
                if !text.starts_with("ดูที่แผ่นงาน") {
                    out += &format!("\n{text}");
                }
            } else {
                out += &format!("\n{}", places_shown(value, &formats[number("s").expect("a style")]));
            }
        }
    }
    out
}

fn shared_strings(xml: &str) -> Vec<String> {
    let tree = parse(xml.as_bytes());
    let text = |entry: &Node| entry.named("t").into_iter().map(|node| node.text.as_str()).collect::<String>();
    tree.named("si").into_iter().map(text).collect()
}

/// The number format of each style of cells.
fn number_formats(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut codes, mut formats, mut in_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                b"numFmt" => drop(codes.insert(value(&element, "numFmtId"), value(&element, "formatCode"))),
                b"cellXfs" => in_cells = true,
                b"cellStyles" => in_cells = false,
                b"xf" if in_cells => {
                    let id = value(&element, "numFmtId");
                    let built_in = match id.as_str() {
                        "3" => Some("#,##0".to_owned()),
                        "4" => Some("#,##0.00".to_owned()),
                        _ => None,
                    };
                    formats.push(built_in.or_else(|| codes.get(&id).cloned()).unwrap_or_default());
                }
                _ => {}
            },
            Event::Eof => return formats,
            _ => {}
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> String {
    let attribute = element.try_get_attribute(name).expect("sound").expect("given");
    String::from_utf8(attribute.value.to_vec()).expect("UTF-8")
}

/// A stored number with as many places as its format shows; places that the format hides are an error.
fn places_shown(value: &str, format: &str) -> String {
    let first = format.split(';').next().unwrap_or_default().trim_start_matches("[$-D00041E]");
    let places = first.split_once('.').map_or(0, |(_, places)| places.len());
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    assert!(fraction.len() <= places, "{value} in {format}");
    if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction:0<places$}") }
}

/// Every text of a document as data that a reader of the document sees: of `sections`, without names of things.
pub fn data(sections: &Value) -> String {
    let mut out = String::new();
    add(sections, &mut out);
    out
}

fn add(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let is_table = members.contains_key("columns") && members.contains_key("body");
            for (key, value) in members {
                let names = matches!(
                    key.as_str(),
                    "block" | "key" | "align" | "style" | "orientation" | "running_head"
                );
                // Runs are one text.
                if key == "runs" || key == "items" {
                    add_runs(value, out);
                } else if !(names || is_table && key == "name") {
                    add(value, out);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| add(item, out)),
        Value::String(text) => *out += &format!("\n{text}"),
        _ => {}
    }
}

fn add_runs(value: &Value, out: &mut String) {
    for item in value.as_array().into_iter().flatten() {
        match &item["text"] {
            Value::String(text) => *out += text,
            _ => add_runs(item, out),
        }
    }
    out.push('\n');
}

/// The cells of a CSV file with its byte order mark.
///
/// # Panics
/// When it cannot be read.
pub fn csv(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut out = String::new();
    for row in reader.records() {
        row.expect("as long as the others").iter().for_each(|cell| out += &format!("\n{cell}"));
    }
    out
}

/// What stands on the pages of a Word file, with the numbers of its lists and the descriptions of its charts.
///
/// # Panics
/// When it is no sound package.
pub fn docx(bytes: &[u8]) -> String {
    let numbering = tree_of(bytes, "word/numbering.xml");
    let lists = numbering.named("w:num");
    let numbered: Vec<&str> = lists
        .into_iter()
        .filter(|list| list.child("w:lvlOverride").is_some())
        .filter_map(|list| list.attribute("w:numId"))
        .collect();
    let mut next = BTreeMap::new();
    let mut out = String::new();
    let tree = tree_of(bytes, "word/document.xml");
    for description in tree.named("w:tblDescription") {
        out.push_str(&format!("{}\n", description.attributes["w:val"]));
    }
    for paragraph in tree.named("w:p") {
        let list = paragraph.named("w:numId").first().and_then(|id| id.attribute("w:val").map(str::to_owned));
        if let Some(list) = list.filter(|list| numbered.contains(&list.as_str())) {
            let number = next.entry(list).or_insert(0);
            *number += 1;
            out.push_str(&format!("{number}. "));
        }
        out.push_str(&paragraph.shown());
        out.push('\n');
    }
    out
}
