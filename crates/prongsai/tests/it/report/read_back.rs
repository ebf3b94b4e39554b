//! Every document as PDF, read back: what the reader finds is what it finds in the Word file of the same document.

use documents::write::{WriteOptions, docx};
use reader::claims::{Claims, MeasureClaim};
use reader::{Limits, claims, formats};

use super::{CATALOGUE, pdf, tasks};

fn read(name: &str, bytes: &[u8]) -> Claims {
    let source =
        formats::read(name, bytes, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    claims::read(&source, &CATALOGUE)
}

/// What a row says, without white space: a line of a cell may end anywhere.
fn said(row: &MeasureClaim) -> [String; 8] {
    let steps = row.steps.concat();
    let texts = [
        &row.measure,
        &steps,
        &row.responsible.text,
        &row.period.text,
        &row.follow_up,
        &row.result,
        &row.outcome,
        &row.suggestion,
    ];
    texts.map(|text| thai::fold_for_match(text))
}

/// What the PDF tells otherwise; empty when it is the same.
fn different(expected: &Claims, found: &Claims) -> Vec<String> {
    let mut wrong = Vec::new();
    let (theirs, ours) = (expected.published(), found.published());
    if theirs != ours {
        wrong.push(format!("published: {theirs:?}, found: {ours:?}"));
    }
    if expected.measures.len() != found.measures.len() {
        wrong.push(format!("{} measures, found: {}", expected.measures.len(), found.measures.len()));
    }
    for (theirs, ours) in expected.measures.iter().zip(&found.measures) {
        if said(theirs) != said(ours) || theirs.codes.len() != ours.codes.len() {
            wrong.push(format!("{:?}, found: {:?}", said(theirs), said(ours)));
            break;
        }
    }
    wrong
}

#[test]
fn documents_read_back_from_pdf() {
    let mut wrong = Vec::new();
    let (mut documents, mut measures) = (0, 0);
    for task in tasks("documents read back from PDF") {
        let (name, document) = (task.name(), task.document());
        let expected = read("a.docx", &docx::write(&document, &WriteOptions::default()).unwrap());
        let found = read("a.pdf", &pdf(&document));
        documents += 1;
        measures += expected.measures.len();
        wrong.extend(different(&expected, &found).into_iter().map(|what| format!("{name}: {what}")));
    }
    println!("{documents} documents with {measures} measures");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(15 <= documents && 50 < measures, "{documents} documents, {measures} measures");
}
