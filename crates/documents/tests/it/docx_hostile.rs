//! Texts that try to be something else.

use documents::model::{Block, Cell, Content, Document, ParagraphStyle, Row};
use documents::samples::everything;
use proptest::prelude::*;

use super::docx::bytes_of;
use super::docx_rules::faults;
use testkit::package::{Node, tree_of, unpack};

/// The names of all elements of the whole package.
fn elements(bytes: &[u8]) -> std::collections::BTreeSet<String> {
    let files = unpack(bytes);
    let parts = files.iter().filter(|(path, _)| path.ends_with(".xml") || path.ends_with(".rels"));
    let names = parts.flat_map(|(_, bytes)| {
        let tree = testkit::package::parse(bytes);
        tree.all().into_iter().map(|node| node.name.clone()).collect::<Vec<_>>()
    });
    names.collect()
}

/// The sample with `text` in every place where the document's author can put words.
fn filled(text: &str) -> Document {
    let mut document = everything(3);
    document.digits = thai::DigitStyle::Ascii;
    document.title = text.to_owned();
    document.agency = text.to_owned();
    let fill = |value: &mut String| *value = text.to_owned();
    for section in &mut document.sections {
        section.running_head.iter_mut().for_each(fill);
        for block in &mut section.blocks {
            match block {
                Block::Cover(cover) => cover.title.iter_mut().chain(&mut cover.foot).for_each(fill),
                Block::Contents { heading: value } | Block::Heading { text: value, .. } => fill(value),
                Block::Paragraph { runs, .. } => runs.iter_mut().for_each(|run| fill(&mut run.text)),
                Block::List(list) => list.items.iter_mut().flatten().for_each(|run| fill(&mut run.text)),
                Block::Table(table) => {
                    table.caption.iter_mut().for_each(fill);
                    for cell in table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells) {
                        match &mut cell.content {
                            Content::Text(lines)
                            | Content::Steps(lines)
                            | Content::Points(lines)
                            | Content::Verbatim(lines) => lines.iter_mut().for_each(fill),
                            Content::Empty | Content::Figure(_) => {}
                        }
                    }
                }
                Block::Chart(chart) => {
                    [&mut chart.title, &mut chart.alternative].into_iter().for_each(fill);
                    chart.series.iter_mut().for_each(fill);
                    chart.groups.iter_mut().for_each(|group| fill(&mut group.label));
                    chart.line.iter_mut().for_each(|line| fill(&mut line.label));
                }
                Block::MemoHead(head) => {
                    let fields = [
                        &mut head.unit,
                        &mut head.reference,
                        &mut head.date,
                        &mut head.subject,
                        &mut head.to,
                        &mut head.urgency,
                        &mut head.secrecy,
                    ];
                    fields.into_iter().for_each(|field| *field = Some(text.to_owned()));
                }
                Block::Signature(signature) => signature.name = Some(text.to_owned()),
                Block::Opinion(opinion) => {
                    opinion.text = Some(text.to_owned());
                    fill(&mut opinion.heading);
                }
                Block::PageBreak => {}
            }
        }
    }
    document
}

/// What comes back: XML 1.0 has no way to write some characters, and all line ends are one.
fn written(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n");
    let readable = |character: char| match character {
        '\t' | '\n' => character,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        // Both kinds of spaces are read alike.
        '\u{a0}' => ' ',
        _ => character,
    };
    ends.chars().map(readable).collect()
}

fn count(tree: &Node, text: &str) -> usize {
    tree.named("w:p").iter().filter(|paragraph| paragraph.shown() == text).count()
}

#[test]
fn hostile_texts_stay_texts() {
    let usual = elements(&bytes_of(&filled("ก")));
    let long = "ก".repeat(10_000);
    for text in [
        "]]><w:p><w:r><w:t>x</w:t></w:r></w:p>",
        "<w:p>",
        "&lt;&amp;&#0;&unknown;",
        "\" onload=\"x",
        "#eval(\"1\") #set page(width: 1pt)",
        "=cmd|' /C calc'!A0",
        "{ INCLUDETEXT \"file.txt\" } \\* MERGEFORMAT",
        "\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}",
        "หนึ่ง\r\nสอง\rสาม\tสี่\n",
        "\u{202e}กลับ\u{202c} مرحبا שלום",
        "😀👩‍👩‍👧 𝔸 \u{feff}\u{200b}\u{2028}",
        "นำ้ น้ำ เเ ํ า",
        "   เว้น   วรรค   ",
        &long,
    ] {
        let bytes = bytes_of(&filled(text));
        assert_eq!(faults(&bytes), [""; 0], "{text:?}");
        let mut found = elements(&bytes);
        for allowed in ["w:br", "w:tab"] {
            found.remove(allowed);
        }
        assert!(found.is_subset(&usual), "{text:?}: {:?}", found.difference(&usual));
        let tree = tree_of(&bytes, "word/document.xml");
        // Cover, headings, paragraphs, captions, cells, opinions.
        assert!(40 < count(&tree, &written(text)), "{text:?} stands {} times", count(&tree, &written(text)));
        let core = tree_of(&bytes, "docProps/core.xml");
        assert_eq!(core.child("dc:title").unwrap().text.replace('\r', "\n"), raw(text).replace('\r', "\n"));
    }
}

/// As [`written`], but line ends stay: this text stands in an element that is no paragraph.
fn raw(text: &str) -> String {
    let readable = |character: char| match character {
        '\t' | '\n' | '\r' => character,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        // Both kinds of spaces are read alike.
        '\u{a0}' => ' ',
        _ => character,
    };
    text.chars().map(readable).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(testkit::count("docx_any_text", 40, 2_000)))]
    #[test]
    fn any_text_comes_back(texts in proptest::collection::vec(any::<String>(), 1..6)) {
        let mut document = everything(0);
        document.digits = thai::DigitStyle::Ascii;
        document.draft = false;
        document.sections.truncate(3);
        let cells = texts.iter().map(|text| Cell::new(Content::Text(vec![text.clone()])));
        let columns = texts.iter().map(|_| documents::model::Column {
            key: "a".into(), width: 1, align: documents::model::Align::Left,
        });
        document.sections[2].blocks = texts
            .iter()
            .map(|text| Block::paragraph(ParagraphStyle::Body, text.clone()))
            .chain([Block::Table(documents::model::Table {
                caption: None,
                name: "t".into(),
                columns: columns.collect(),
                head: vec![],
                body: vec![Row::new(cells.collect())],
            })])
            .collect();
        let bytes = bytes_of(&document);
        prop_assert_eq!(faults(&bytes), Vec::<String>::new());
        let tree = tree_of(&bytes, "word/document.xml");
        for text in &texts {
            prop_assert!(2 <= count(&tree, &written(text)), "{:?}", text);
        }
    }
}
