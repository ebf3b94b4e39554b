//! Text copied out of every document is the text that went in.

use testkit::copied::{doubled, windows_lost, windows_right};

use super::{asked, pdf, pdftotext, put, source, tasks};

/// Right windows of all, in hundredths of a percent.
fn share((right, total): (usize, usize)) -> usize {
    right * 10_000 / total.max(1)
}

/// Windows of 12 characters of all documents together and of the worst document.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    total: usize,
    worst: Option<(usize, String)>,
}

impl Tally {
    fn add(&mut self, name: &str, (right, total): (usize, usize)) {
        self.right += right;
        self.total += total;
        let here = (share((right, total)), name.to_owned());
        if self.worst.as_ref().is_none_or(|worst| here < *worst) {
            self.worst = Some(here);
        }
    }

    fn told(&self) -> String {
        let (worst, name) = self.worst.clone().unwrap_or_default();
        let all = share((self.right, self.total));
        format!("{all} of 10000 over {} windows, worst {worst} in {name}", self.total)
    }

    /// The share of the worst document.
    fn least(&self) -> usize {
        self.worst.as_ref().map_or(0, |(share, _)| *share)
    }
}

/// `-raw` copies in the order of the file. Without it poppler sorts a page for reading, and reads some cells of several
/// lines that stand side by side line by line: no letter is wrong, but windows over such an end of line are lost.
#[test]
fn every_document_copies_right() {
    let (mut raw, mut reading, mut extract) = (Tally::default(), Tally::default(), Tally::default());
    for task in tasks("documents copied from PDF") {
        let (name, document) = (task.name(), task.document());
        let bytes = pdf(&document);
        let path = put(&format!("copied-{name}.pdf"), &bytes);
        let said = asked("qpdf", &["--check"], &path, &[]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{name}: {said}");
        assert!(!said.to_lowercase().contains("warning"), "{name}: {said}");
        let source = source::lines(&document);
        let texts = [
            (&mut raw, pdftotext(&path, &["-raw"])),
            (&mut reading, pdftotext(&path, &[])),
            (&mut extract, pdf_extract::extract_text_from_mem(&bytes).unwrap()),
        ];
        for (tally, text) in texts {
            // Word by word: cells that stand side by side are no syllable written twice.
            let twice: Vec<String> =
                text.split_whitespace().flat_map(|word| doubled(&source, word)).collect();
            assert_eq!(twice, Vec::<String>::new(), "{name}");
            let odd = text
                .chars()
                .find(|c| matches!(c, '\u{FFFD}' | '\u{200B}' | '\u{2060}' | '\u{E000}'..='\u{F8FF}'));
            assert_eq!(odd, None, "{name}");
            let counted = windows_right(&source, &text);
            if share(counted) < 9_000 {
                println!(
                    "{name}: {:?}",
                    windows_lost(&source, &text).iter().step_by(40).take(8).collect::<Vec<_>>()
                );
            }
            tally.add(&name, counted);
        }
    }
    println!("pdftotext -raw: {}", raw.told());
    println!("pdftotext: {}", reading.told());
    println!("pdf-extract: {}", extract.told());
    assert!(9_900 <= raw.least(), "pdftotext -raw: {}", raw.told());
    assert!(9_000 <= extract.least(), "pdf-extract: {}", extract.told());
    assert!(9_300 <= reading.least(), "pdftotext: {}", reading.told());
}
