//! Tables of PDF files by the lines that are drawn.

use std::process::Command;

use domain::framework::Catalogue;
use reader::claims::Claims;
use reader::layout::{Content, Source, Table};
use reader::{Limits, claims, formats};

use crate::pdf_maker::{Page, line, pdf, ruled, word, words};

/// Whether the words can be asked for; without it there is nothing to test.
fn has_poppler() -> bool {
    let found = Command::new("pdftotext").arg("-v").output().is_ok();
    if !found {
        println!("pdftotext is not installed: tables of PDF files are not tested");
    }
    found
}

fn read(bytes: &[u8]) -> Source {
    formats::read("a.pdf", bytes, &Limits::default()).unwrap()
}

fn tables(pages: &[Page]) -> Vec<Table> {
    let source = read(&pdf(pages, ""));
    source.tables().map(|(_, table)| table.clone()).collect()
}

/// Rows of texts, each cell once, at the column where it begins.
fn texts(table: &Table) -> Vec<Vec<&str>> {
    let mut rows = Vec::new();
    for row in &table.rows {
        rows.push((0..table.columns).map(|column| row.own_text(column)).collect());
    }
    rows
}

const XS: [i32; 4] = [50, 90, 300, 500];
const YS: [i32; 4] = [700, 680, 650, 620];

fn is_whole(table: &Table) {
    let expected = [["r0c0", "r0c1", "r0c2"], ["r1c0", "r1c1", "r1c2"], ["r2c0", "r2c1", "r2c2"]];
    assert_eq!(texts(table), expected);
}

/// Each kind of line gives the same table.
#[test]
fn lines_of_every_kind() {
    if !has_poppler() {
        return;
    }
    // Words stand so close that no gap tells the columns apart from the words within one.
    let edges = |width: &str, height: &str, corner: i32| -> String {
        // Word draws each edge of each cell by itself and leaves the corners out.
        let mut out = String::new();
        for y in YS {
            for pair in XS.windows(2) {
                out.push_str(&format!(
                    "{} {y} {} {height} re f\n",
                    pair[0] + corner,
                    pair[1] - pair[0] - 2 * corner
                ));
            }
        }
        for x in XS {
            for pair in YS.windows(2) {
                out.push_str(&format!(
                    "{x} {} {width} {} re f\n",
                    pair[1] + corner,
                    pair[0] - pair[1] - 2 * corner
                ));
            }
        }
        out
    };
    let dots: String = {
        let mut out = String::new();
        for y in YS {
            out.extend((XS[0]..XS[3]).step_by(3).map(|x| format!("{x} {y} 1 1 re f\n")));
        }
        for x in XS {
            out.extend((YS[3]..YS[0]).step_by(3).map(|y| format!("{x} {y} 1 1 re f\n")));
        }
        out
    };
    let boxes: String = XS
        .windows(2)
        .flat_map(|x| {
            YS.windows(2).map(move |y| format!("{} {} {} {} re S\n", x[0], y[1], x[1] - x[0], y[0] - y[1]))
        })
        .collect();
    let shades: String = XS
        .windows(2)
        .flat_map(|x| {
            YS.windows(2)
                .map(move |y| format!("0.9 g {} {} {} {} re f\n", x[0], y[1], x[1] - x[0], y[0] - y[1]))
        })
        .collect();
    let kinds = [
        ("strokes", ruled(&XS, &YS)),
        ("dashed", format!("[2 2] 0 d {}", ruled(&XS, &YS))),
        ("thin rectangles", edges("0.5", "0.5", 0)),
        ("without corners", edges("0.48", "0.48", 1)),
        ("dots", dots),
        ("a box for each cell", boxes),
        ("filled cells", format!("{shades} 0 g\n")),
        (
            "scaled",
            format!("q 0.1 0 0 0.1 0 0 cm 5 w {} Q\n", ruled(&XS.map(|x| x * 10), &YS.map(|y| y * 10))),
        ),
        ("in a clip", format!("q 0 0 600 800 re W n {} Q\n", ruled(&XS, &YS))),
    ];
    for (kind, lines) in kinds {
        let found = tables(&[Page::new(lines + &words(&XS, &YS))]);
        assert_eq!(found.len(), 1, "{kind}");
        is_whole(&found[0]);
    }
}

#[test]
fn turned_and_moved_pages() {
    if !has_poppler() {
        return;
    }
    let drawn = ruled(&XS, &YS) + &words(&XS, &YS);
    let moved = Page {
        entries: "/MediaBox [100 -50 700 750] /CropBox [120 0 680 700]",
        content: format!("q 1 0 0 1 100 -50 cm {drawn} Q"),
    };
    // What stands upright after the turn is drawn on its side.
    let right = Page {
        entries: "/MediaBox [0 0 800 600] /Rotate 90",
        content: format!("q 0 1 -1 0 800 0 cm {drawn} Q"),
    };
    let left = Page {
        entries: "/MediaBox [0 0 800 600] /Rotate 270",
        content: format!("q 0 -1 1 0 0 600 cm {drawn} Q"),
    };
    let over = Page {
        entries: "/MediaBox [0 0 600 800] /Rotate 180",
        content: format!("q -1 0 0 -1 600 800 cm {drawn} Q"),
    };
    for page in [moved, right, left, over] {
        let entries = page.entries;
        let found = tables(&[page]);
        assert_eq!(found.len(), 1, "{entries}");
        is_whole(&found[0]);
    }
}

#[test]
fn forms_are_followed_and_never_for_ever() {
    if !has_poppler() {
        return;
    }
    let form = ruled(&XS, &YS) + &words(&XS, &YS) + "/X Do /X Do\n";
    let source = read(&pdf(&[Page::new("/X Do\n")], &form));
    let found: Vec<&Table> = source.tables().map(|(_, table)| table).collect();
    assert!(!found.is_empty());
}

#[test]
fn merged_cells() {
    if !has_poppler() {
        return;
    }
    // The first column is merged over two rows, the last row over all columns.
    let drawn = [
        line(50, 700, 500, 700),
        line(90, 670, 500, 670),
        line(50, 640, 500, 640),
        line(50, 610, 500, 610),
        line(50, 700, 50, 610),
        line(90, 700, 90, 640),
        line(300, 700, 300, 640),
        line(500, 700, 500, 610),
        word(54, 668, "both"),
        word(94, 685, "a"),
        word(304, 685, "b"),
        word(94, 655, "c"),
        word(304, 655, "d"),
        word(54, 622, "all of it"),
    ];
    let found = tables(&[Page::new(drawn.concat())]);
    assert_eq!(found.len(), 1);
    let rows = &found[0].rows;
    assert_eq!((rows[0].text(0), rows[0].text(1), rows[0].text(2)), ("both", "a", "b"));
    assert_eq!((rows[1].text(0), rows[1].text(1), rows[1].text(2)), ("both", "c", "d"));
    assert!(rows[1].cells[0].from_above);
    assert_eq!((rows[2].text(0), rows[2].text(2), rows[2].cells.len()), ("all of it", "all of it", 1));
}

#[test]
fn what_is_no_table() {
    if !has_poppler() {
        return;
    }
    let bars: String = [30, 80, 50, 120]
        .iter()
        .enumerate()
        .map(|(at, high)| format!("{} 300 40 {high} re f\n", 100 + at * 60))
        .collect();
    let kinds = [
        (
            "a frame around a paragraph",
            format!("50 500 500 200 re S\n{}{}", word(60, 650, "one"), word(60, 630, "two")),
        ),
        ("a frame around the page", format!("20 20 560 760 re S\n{}", word(60, 650, "one"))),
        ("bars of a chart", bars + &word(110, 290, "one") + &word(170, 290, "two")),
        ("a line below words", line(50, 640, 200, 640) + &word(60, 650, "one")),
        (
            "squared paper",
            ruled(&(0..100).map(|x| x * 6).collect::<Vec<_>>(), &[700, 690, 680]) + &word(60, 650, "one"),
        ),
    ];
    for (kind, drawn) in kinds {
        let source = read(&pdf(&[Page::new(drawn)], ""));
        assert_eq!(source.tables().count(), 0, "{kind}");
        let said: String = source.blocks.iter().filter_map(|block| block.content.text()).collect();
        assert!(said.contains("one"), "{kind}: {said}");
    }
}

#[test]
fn tables_that_touch_are_two() {
    if !has_poppler() {
        return;
    }
    let (above, below) = ([50, 120, 240, 500], [50, 300, 420, 500]);
    let drawn = ruled(&above, &[700, 680, 660]) + &ruled(&below, &[660, 640, 620]);
    let drawn = drawn + &words(&above, &[700, 680, 660]) + &words(&below, &[660, 640, 620]);
    let found = tables(&[Page::new(drawn)]);
    assert_eq!(
        found.iter().map(|table| (table.columns, table.rows.len())).collect::<Vec<_>>(),
        [(3, 2), (3, 2)]
    );
}

/// A row that a page cuts: no line closes it there.
#[test]
fn a_row_over_two_pages() {
    if !has_poppler() {
        return;
    }
    let sides = |top: i32, bottom: i32| -> String { XS.iter().map(|x| line(*x, top, *x, bottom)).collect() };
    let first = [
        line(50, 100, 500, 100),
        line(50, 70, 500, 70),
        sides(100, 30),
        word(54, 85, "a"),
        word(94, 85, "b"),
        word(304, 85, "c"),
        word(54, 55, "1"),
        word(94, 55, "begins here and"),
        word(304, 55, "whole"),
    ];
    let second = [
        line(50, 720, 500, 720),
        line(50, 690, 500, 690),
        sides(760, 690),
        word(94, 745, "ends there"),
        word(54, 705, "2"),
        word(94, 705, "next"),
        word(304, 705, "row"),
        word(290, 790, "- 2 -"),
    ];
    let found = tables(&[Page::new(first.concat()), Page::new(second.concat())]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        texts(&found[0]),
        [["a", "b", "c"], ["1", "begins here and ends there", "whole"], ["2", "next", "row"]]
    );
}

/// Made to cost much: the answer comes all the same, and soon.
#[test]
fn drawings_without_end() {
    if !has_poppler() {
        return;
    }
    let many = ruled(&XS, &YS) + &words(&XS, &YS) + &"1 1 m 9 9 l S q 2 0 0 2 0 0 cm ".repeat(60_000);
    assert_eq!(read(&pdf(&[Page::new(many)], "")).tables().count(), 1);
    let grid: String =
        (0..3_000).map(|at| line(at / 5, 0, at / 5, 800) + &line(0, at / 4, 600, at / 4)).collect();
    assert!(!read(&pdf(&[Page::new(grid + &word(60, 650, "one"))], "")).is_empty());
    let tight = Limits { drawn: 5, ..Limits::default() };
    let bytes = pdf(&[Page::new(ruled(&XS, &YS) + &words(&XS, &YS))], "");
    assert!(formats::read("a.pdf", &bytes, &tight).is_ok());
    for broken in
        ["1 0 0 1 cm re re re f", "[[[[ (((", "BI ID", "/X Do /Y Do", "999999999999999999999 0 m 5 5 l S"]
    {
        assert!(
            !read(&pdf(&[Page::new(format!("{} {broken}", word(60, 650, "one")))], "")).is_empty(),
            "{broken}"
        );
    }
}

fn claims_of(name: &str) -> Claims {
    let path = testkit::root().join("crates/reader/tests/files").join(name);
    let source = formats::read(name, &std::fs::read(path).unwrap(), &Limits::default()).unwrap();
    assert!(source.blocks.iter().any(|block| matches!(block.content, Content::Table(_))), "{name}");
    claims::read(&source, &Catalogue::embedded())
}

/// One table of measures as three programs draw it, over two pages, against the web page that it was made of.
#[test]
fn measures_as_programs_draw_them() {
    if !has_poppler() {
        return;
    }
    let rows = |claims: &Claims| -> Vec<[String; 6]> {
        let row = |m: &reader::claims::MeasureClaim| {
            let steps = m.steps.join("|");
            [&m.issue, &m.measure, &steps, &m.responsible.text, &m.period.text, &m.result]
                .map(|text| thai::fold_for_match(text))
        };
        claims.measures.iter().map(row).collect()
    };
    let expected = claims_of("measures.html");
    assert_eq!(expected.measures.len(), 7);
    for name in ["measures-chromium.pdf", "measures-libreoffice.pdf", "measures-word-processor.pdf"] {
        let found = claims_of(name);
        assert_eq!(rows(&found), rows(&expected), "{name}");
        assert_eq!(found.published().indicators, expected.published().indicators, "{name}");
    }
}
