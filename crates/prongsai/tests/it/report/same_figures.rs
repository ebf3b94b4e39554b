//! Every document says the same figures in every format.

use std::collections::BTreeSet;

use documents::figures_in::{Figures, Scope, differences, found, said};
use documents::model::{Block, Chart, Content, Document, Table};
use documents::write::{WriteOptions, csv, docx, html, json, xlsx};
use serde_json::Value;
use testkit::shown;
use thai::DigitStyle;

use super::{Task, example, pdf, pdftotext, put, source, tasks};

/// What differs in a format, with its name; empty when the same is said.
fn in_format(format: &str, expected: &Figures, text: &str) -> Vec<String> {
    let differences = differences(expected, &found(text));
    if differences.is_empty() { Vec::new() } else { vec![format!("{format}: {differences:?}")] }
}

/// What differs between the model and its formats: (figure, expected, found).
fn different(name: &str, document: &Document) -> Vec<String> {
    let options = WriteOptions::default();
    let expected = |scope| said(document, scope);
    let page_says = on_pages(document);
    let page = String::from_utf8(html::write(document, &options).unwrap()).unwrap();
    let rows: String = csv::write_all(document).unwrap().iter().map(|(_, bytes)| shown::csv(bytes)).collect();
    let data: Value = serde_json::from_slice(&json::write(document, &options).unwrap()).unwrap();
    let word = shown::docx(&docx::write(document, &options).unwrap());
    let book = shown::workbook(&xlsx::write(document, &options).unwrap());
    [
        in_format("html", &page_says, &shown::html(&page)),
        in_format("docx", &page_says, &word),
        in_format("xlsx", &expected(Scope::WORKBOOK), &book),
        in_format("csv", &expected(Scope::ROWS), &rows),
        in_format("json", &expected(Scope::DATA), &shown::data(&data["sections"])),
        in_pdf(name, document),
    ]
    .concat()
}

/// What differs in the PDF. It is set without heads and numbers of pages, which say no figures of the document.
fn in_pdf(name: &str, document: &Document) -> Vec<String> {
    let mut bare = Document { draft: false, ..document.clone() };
    for section in &mut bare.sections {
        section.running_head = None;
        section.numbered = false;
    }
    let text = pdftotext(&put(&format!("figures-{name}.pdf"), &pdf(&bare)), &["-raw"]);
    let mut expected = on_pages(document);
    for chart in charts(document) {
        // Told to those who listen and not drawn; the ends of the axis are drawn and not told.
        change(&mut expected, &chart.alternative, -1);
        change(&mut expected, "0 25 50 75 100", 1);
    }
    heads_again(document, &text, &mut expected);
    in_format("pdf", &expected, &text)
}

/// Adds the figures in heads of tables as often as a head is drawn again: on every page that its table reaches.
fn heads_again(document: &Document, text: &str, expected: &mut Figures) {
    let document = &document.printed();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let (drawn, once) = (squeezed(text), squeezed(&source::lines(document)));
    let mut seen = BTreeSet::new();
    for cell in tables(document).flat_map(|table| &table.head).flat_map(|row| &row.cells) {
        let Content::Text(lines) = &cell.content else { continue };
        let head = lines.join("");
        if found(&head).is_empty() || !seen.insert(squeezed(&head)) {
            continue;
        }
        let times = |text: &str| text.matches(&squeezed(&head)).count();
        let again = times(&drawn).saturating_sub(times(&once));
        change(expected, &head, isize::try_from(again).unwrap());
    }
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// What a page says: a chart of one series needs no legend, and its title tells what it shows.
fn on_pages(document: &Document) -> Figures {
    let mut expected = said(document, Scope::PAGE);
    for chart in charts(document).filter(|chart| chart.series.len() == 1) {
        change(&mut expected, &chart.series[0], -1);
    }
    expected
}

fn charts(document: &Document) -> impl Iterator<Item = &Chart> {
    document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}

/// Adds the figures of a text, or takes them away.
fn change(figures: &mut Figures, text: &str, by: isize) {
    for (figure, count) in found(text) {
        let entry = figures.entry(figure).or_default();
        *entry = entry.checked_add_signed(by * isize::try_from(count).unwrap()).unwrap();
    }
    figures.retain(|_, count| 0 < *count);
}

#[test]
fn every_document_says_the_same_figures_in_every_format() {
    let mut wrong = Vec::new();
    let (mut documents, mut figures) = (0, 0);
    for task in tasks("documents that say the same figures in six formats") {
        let (name, document) = (task.name(), task.document());
        documents += 1;
        figures += said(&document, Scope::PAGE).values().sum::<usize>();
        wrong.extend(different(&name, &document).into_iter().map(|what| format!("{name}, {what}")));
    }
    println!("{documents} documents with {figures} figures");
    assert!(wrong.is_empty(), "(figure, expected, found)\n{}", wrong.join("\n"));
    assert!(20 <= documents && 2_000 < figures, "{documents} documents, {figures} figures");
}

/// The comparison sees a figure that only one format says otherwise.
#[test]
fn a_wrong_figure_in_the_pdf_is_noticed() {
    let task = Task {
        case: example("ban-lao-2567"),
        kind: "score-sheet",
        layout: "standard",
        digits: DigitStyle::Thai,
    };
    let document = task.document();
    let name = "noticed";
    assert_eq!(in_pdf(name, &document), Vec::<String>::new());
    let mut other = document.clone();
    let heading =
        other.sections.iter_mut().flat_map(|section| &mut section.blocks).find_map(|block| match block {
            Block::Heading { text, .. } => Some(text),
            _ => None,
        });
    heading.unwrap().push_str(" 31.41");
    let text = pdftotext(&put("noticed-other.pdf", &pdf(&other)), &["-raw"]);
    assert!(in_format("pdf", &on_pages(&document), &text).join("").contains("31.41"));
}
