use std::collections::HashSet;

use documents::model::{Block, Document};
use documents::write::{WriteOptions, html};
use documents::{Emblem, samples};
use quick_xml::Reader;
use quick_xml::events::Event;
use thai::DigitStyle;

use super::hostile;

pub fn written(document: &Document) -> String {
    String::from_utf8(html::write(document, &WriteOptions::default()).unwrap()).unwrap()
}

/// Names of all elements and attributes; fails where the page is not well-formed.
fn names(page: &str) -> Vec<String> {
    let mut reader = Reader::from_str(page);
    let mut names = Vec::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                open.push(String::from_utf8(element.name().as_ref().to_vec()).unwrap());
                names.extend(
                    element
                        .attributes()
                        .map(|a| String::from_utf8(a.unwrap().key.as_ref().to_vec()).unwrap()),
                );
                names.extend(open.last().cloned());
            }
            Event::Empty(element) => {
                names.push(String::from_utf8(element.name().as_ref().to_vec()).unwrap());
                names.extend(
                    element
                        .attributes()
                        .map(|a| String::from_utf8(a.unwrap().key.as_ref().to_vec()).unwrap()),
                );
            }
            Event::End(_) => assert!(open.pop().is_some()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    names
}

/// The page without its chart, whose labels are cut into as many lines as they need.
fn without_chart(page: &str) -> String {
    let (before, rest) = page.split_once("<svg").unwrap();
    format!("{before}{}", rest.split_once("</svg>").unwrap().1)
}

#[test]
fn no_text_becomes_markup() {
    let plain = written(&hostile::with(|| "x".to_owned()));
    let expected = names(&without_chart(&plain));
    let known: HashSet<String> = names(&plain).into_iter().chain(["br".to_owned()]).collect();
    for text in hostile::TEXTS {
        let page = written(&hostile::with(|| text.to_owned()));
        let mut found = names(&without_chart(&page));
        found.retain(|name| name != "br");
        assert!(found == expected, "{text:?}");
        assert!(names(&page).iter().all(|name| known.contains(name)), "{text:?}");
        assert_eq!(page.matches("</style>").count(), 1, "{text:?}");
        assert!(!page.contains("<script") && !page.contains(['\u{0}', '\u{1B}', '\u{FFFE}']), "{text:?}");
    }
    let word = "ก้".repeat(10_000);
    assert!(written(&hostile::with(|| word.clone())).contains(&word), "a long word stays whole");
}

#[test]
fn the_page_stands_alone() {
    let page = written(&samples::everything(3));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"th\">"));
    assert!(page.contains("\"Content-Security-Policy\" content=\"default-src 'none'; "));
    let outside = ["src=\"http", "href=\"http", "@import", "url(http", "<script", "<link"];
    assert!(outside.iter().all(|part| !page.contains(part)));
    assert_eq!(page.matches("font/woff2").count(), 4);
}

#[test]
fn the_markup_says_what_things_are() {
    let page = written(&samples::everything(3));
    for part in [
        "<h1>",
        "<h2 id=\"h3\">",
        "<h3 id=\"h1\">",
        "<h4 id=\"h5\">",
        "<nav class=\"toc\" aria-labelledby=\"toc\">",
        "<a href=\"#h2\">",
        "<h1 id=\"h2\">",
        "<th scope=\"col\" rowspan=\"2\"",
        "<th scope=\"colgroup\" colspan=\"2\"",
        "<th scope=\"row\" colspan=\"2\" class=\"right\">",
        "<caption>",
        "<figcaption>",
        "role=\"img\" aria-labelledby=\"c1t c1d\"",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"ตาราง ๒. ผลการดำเนินการ\">",
        "<dt>ส่วนราชการ</dt>",
        "<ol class=\"thai\">",
        "size: A4 landscape",
        "counter(page, thai)",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("class=\"sheet landscape\"").count(), 1);
    assert_eq!(page.matches("class=\"draft-note\">ร่าง<").count(), 4);
}

#[test]
fn every_entry_of_the_contents_leads_to_its_heading() {
    let page = written(&samples::everything(1));
    let entries: Vec<&str> =
        page.split("<a href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().all(|id| page.contains(&format!(" id=\"{id}\""))));
}

#[test]
fn a_memo_alone_is_the_title_of_its_page() {
    let mut document = samples::everything(1);
    document.sections = vec![document.sections.swap_remove(1)];
    document.draft = false;
    let page = written(&document);
    assert!(page.contains("<h1 class=\"memo-title\">บันทึกข้อความ</h1>"));
    assert!(!page.contains("ร่าง"));
    document.page.memo_rule = true;
    assert!(written(&document).contains("class=\"fields ruled\""));
}

#[test]
fn the_emblem_is_inside() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>"#;
    let emblem = Emblem::read(svg).unwrap();
    let page = html::write(&samples::everything(1), &WriteOptions { emblem: Some(&emblem) }).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert_eq!(page.matches("<img src=\"data:image/svg+xml;base64,PHN2ZyB4").count(), 2, "cover and memo");
    assert_eq!(page.matches("class=\"emblem\"").count(), 2);
    assert_eq!(written(&samples::everything(1)).matches("<img").count(), 0);
}

#[test]
fn bars_are_as_long_as_their_values() {
    let mut document = samples::everything(1);
    document.digits = DigitStyle::Ascii;
    let page = written(&document);
    let svg = &page[page.find("<svg").unwrap()..page.find("</svg>").unwrap()];
    // Five values; the bars take 82 of 100 parts of the width.
    let bars: Vec<&str> = svg
        .split("<rect x=\"0\" y=\"")
        .skip(1)
        .filter(|bar| bar.split("height").next().is_some_and(|start| start.contains('%')))
        .collect();
    assert_eq!(bars.len(), 5);
    assert!(bars[0].contains("width=\"77.99%\"") && bars[4].contains("width=\"77.32%\""));
    assert_eq!(
        svg.matches("class=\"mark\" x1=\"69.70%\"").count(),
        3,
        "a stretch of the mark for each group"
    );
    assert!(svg.contains("text-anchor=\"end\">เกณฑ์ผ่าน 85.00</text>"));
    let without = document.sections[2].blocks.iter().filter(|block| !matches!(block, Block::Chart(_)));
    assert_eq!(without.count() + 1, document.sections[2].blocks.len());
}
