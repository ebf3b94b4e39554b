//! Every format says the same figures, each as often as it should.

use documents::figures_in::{Figures, Scope, differences, found, said};
use documents::model::Document;
use documents::samples;
use documents::write::{WriteOptions, csv, json, xlsx};
use serde_json::Value;
use testkit::shown;
use thai::DigitStyle;

use super::html;

fn assert_same(document: &Document, scope: Scope, text: &str, format: &str) {
    let differences = differences(&said(document, scope), &found(text));
    assert!(differences.is_empty(), "{format}: (figure, expected, found): {differences:?}");
}

fn csv_text(document: &Document) -> String {
    csv::write_all(document).unwrap().iter().map(|(_, bytes)| shown::csv(bytes)).collect()
}

/// Holds every format of a document to its figures.
pub fn all(document: &Document) {
    assert_same(document, Scope::PAGE, &shown::html(&html::written(document)), "html");
    let book = xlsx::write(document, &WriteOptions::default()).unwrap();
    assert_same(document, Scope::WORKBOOK, &shown::workbook(&book), "xlsx");
    assert_same(document, Scope::ROWS, &csv_text(document), "csv");
    let value: Value =
        serde_json::from_slice(&json::write(document, &WriteOptions::default()).unwrap()).unwrap();
    assert_same(document, Scope::DATA, &shown::data(&value["sections"]), "json");
}

#[test]
fn html_xlsx_csv_and_json_say_the_same_figures() {
    for digits in [DigitStyle::Thai, DigitStyle::Ascii] {
        let mut document = samples::everything(11);
        document.digits = digits;
        all(&document);
    }
}

#[test]
fn a_wrong_figure_in_one_format_is_noticed() {
    let mut document = samples::everything(11);
    document.digits = DigitStyle::Ascii;
    let page = shown::html(&html::written(&document)).replacen("82.93", "82.39", 1);
    let differences = differences(&said(&document, Scope::PAGE), &found(&page));
    let expected: Vec<(String, usize, usize)> = vec![("82.39".into(), 0, 1), ("82.93".into(), 2, 1)];
    assert_eq!(differences, expected);
    let whole: Figures = said(&document, Scope::PAGE);
    assert!(60 < whole.values().sum::<usize>(), "the sample says many figures");
}
