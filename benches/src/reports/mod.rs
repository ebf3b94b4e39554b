//! Reports of agencies that do not exist, as files of every form, with what they state and which faults they have.
//!
//! One half is made by the crate `documents` in each kind and layout, the other by templates of this module in
//! words of their own. A clean report contradicts itself nowhere. A fault changes it at a known place.

pub mod case;
mod composed;
mod draw;
mod edit;
mod extras;
mod faults;
mod faults_of_scores;
mod noise;
mod print;
mod rough;
pub mod truth;
mod words;

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use documents::model::{Block, Document};
use documents::write::{WriteOptions, docx, html, xlsx};
use domain::Score;
use thai::DigitStyle;
use typeset::{FontSource, Typesetter};

use crate::nation::Random;
use case::Case;
use draw::{at, in_hundred};
pub use faults::{FAULTS, Fault};
use truth::{MeasureRow, Statement};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// Text whose tables are kept by tabs.
    Tabs,
    /// Text whose tables are kept by spaces, one line for each row.
    Spaces,
    /// Text as recognition of a scan leaves it.
    Recognised,
    /// HTML of the crate `documents`.
    Html,
    /// HTML as word processors export it.
    PlainHtml,
    /// DOCX of the crate `documents`.
    Docx,
    /// DOCX without styles.
    PlainDocx,
    /// XLSX of the crate `documents`.
    Xlsx,
    /// PDF.
    Pdf,
}

impl Form {
    /// All forms.
    pub const ALL: [Form; 10] = [
        Form::Markdown,
        Form::Tabs,
        Form::Spaces,
        Form::Recognised,
        Form::Html,
        Form::PlainHtml,
        Form::Docx,
        Form::PlainDocx,
        Form::Xlsx,
        Form::Pdf,
    ];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Form::Markdown => "Markdown",
            Form::Tabs => "text, tables by tabs",
            Form::Spaces => "text, tables by spaces",
            Form::Recognised => "text of a scan",
            Form::Html => "HTML, ours",
            Form::PlainHtml => "HTML, exported",
            Form::Docx => "DOCX, ours",
            Form::PlainDocx => "DOCX, without styles",
            Form::Xlsx => "XLSX, ours",
            Form::Pdf => "PDF",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Markdown => "md",
            Form::Tabs | Form::Spaces | Form::Recognised => "txt",
            Form::Html | Form::PlainHtml => "html",
            Form::Docx | Form::PlainDocx => "docx",
            Form::Xlsx => "xlsx",
            Form::Pdf => "pdf",
        }
    }
}

/// A report before it becomes a file.
#[derive(Debug)]
pub struct Draft {
    /// Its agency.
    pub case: Case,
    /// The document.
    pub document: Document,
    /// Scores that it prints.
    pub statements: Vec<Statement>,
    /// What was put in by intention.
    pub faults: Vec<Fault>,
    /// Layout or template.
    pub layout: String,
}

/// A file with all that is known of it.
#[derive(Debug)]
pub struct Report {
    /// Layout or template.
    pub layout: String,
    /// Form of the file.
    pub form: Form,
    /// Name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Scores that it prints.
    pub statements: Vec<Statement>,
    /// Rows of its tables of measures.
    pub rows: Vec<MeasureRow>,
    /// Its faults; none in a clean report.
    pub faults: Vec<Fault>,
    /// The score of everything, printed or not.
    pub truths: BTreeMap<String, Score>,
    /// Another report as text, from which parts were copied or not.
    pub other: Vec<u8>,
}

/// A long report in two forms.
#[derive(Debug)]
pub struct Long {
    /// As Markdown.
    pub text: Vec<u8>,
    /// As PDF.
    pub pdf: Vec<u8>,
    /// Pages of the PDF.
    pub pages: usize,
    /// Its tables.
    pub tables: usize,
    /// Rows of their bodies.
    pub rows: usize,
}

/// What stays the same from report to report.
pub struct Press {
    templates: documents::Templates,
    typesetter: Typesetter,
}

impl Press {
    /// Loads templates and fonts.
    ///
    /// # Errors
    /// Where the fonts cannot be read.
    pub fn new() -> Result<Press> {
        let typesetter = Typesetter::new(FontSource::Embedded).map_err(|error| anyhow!("{error}"))?;
        Ok(Press { templates: documents::Templates::embedded(), typesetter })
    }

    /// Draws the report of a number; the same for the same seed. Every second one is clean.
    ///
    /// # Errors
    /// Where a document cannot be composed or written.
    pub fn report(&self, seed: u64, number: u64) -> Result<Report> {
        let random = &mut Random(seed.wrapping_mul(1_000_003).wrapping_add(number).wrapping_mul(0x9e37_79b9));
        let form = Form::ALL[at(random, Form::ALL.len())];
        let draft = self.draft(random, form == Form::Xlsx, number % 2 == 1)?;
        self.write(random, draft, form, number).with_context(|| format!("report {number} of seed {seed}"))
    }

    /// Reports of one agency behind each other, as much of them as fills so many pages.
    ///
    /// # Errors
    /// Where a document cannot be composed or written.
    pub fn long(&self, seed: u64, pages: usize) -> Result<Long> {
        let random = &mut Random(seed);
        let case = Case::draw(random)?;
        let options = typeset::Options::default();
        let kinds = ["analysis-report", "implementation-report", "action-plan", "follow-up-report"];
        let compose = |kind: &str| -> Result<Document> {
            documents::compose(kind, None, &case.facts()?, &self.templates)
                .map_err(|error| anyhow!("{kind}: {error:?}"))
        };
        let mut whole = compose(kinds[0])?;
        let count = |document: &Document| {
            self.typesetter.page_count(document, &options).map_err(|error| anyhow!("{error}"))
        };
        for kind in kinds.iter().cycle().skip(1).take(4 * kinds.len()) {
            if pages <= count(&whole)? {
                break;
            }
            let blocks = compose(kind)?.sections;
            whole.sections.extend(blocks);
        }
        // The last report is cut where the last page begins.
        let size = |document: &Document| document.sections.iter().map(|s| s.blocks.len()).sum::<usize>();
        let (mut short, mut enough) = (0, size(&whole));
        while short + 1 < enough {
            let middle = usize::midpoint(short, enough);
            if count(&first(&whole, middle))? < pages {
                short = middle;
            } else {
                enough = middle;
            }
        }
        whole = first(&whole, enough);
        // Tables are sheets of a workbook too, so each needs a name of its own.
        let blocks = whole.sections.iter_mut().flat_map(|section| &mut section.blocks);
        let tables =
            blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        let (mut all, mut rows) = (0, 0);
        for table in tables {
            all += 1;
            rows += table.body.len();
            table.name = format!("table-{all}");
        }
        Ok(Long {
            text: print::markdown(random, &whole).into_bytes(),
            pdf: self.typesetter.pdf(&whole, &options).map_err(|error| anyhow!("{error}"))?,
            pages: count(&whole)?,
            tables: all,
            rows,
        })
    }

    /// A draft with its extra sentences and, where wanted, its faults.
    fn draft(&self, random: &mut Random, composed: bool, faulty: bool) -> Result<Draft> {
        let case = Case::draw(random)?;
        let mut draft = if composed || in_hundred(random, 50) {
            composed::draft(random, &self.templates, case)?
        } else {
            rough::draft(random, case)
        };
        let wanted = if faulty { 1 + at(random, 3) } else { 0 };
        faults::put_in(random, &mut draft, wanted);
        Ok(draft)
    }

    fn write(&self, random: &mut Random, mut draft: Draft, form: Form, number: u64) -> Result<Report> {
        let options = WriteOptions::default();
        if form == Form::Recognised && in_hundred(random, 30) {
            draft.document.digits = DigitStyle::Thai;
        }
        let other = self.other(random, &draft)?;
        let document = &draft.document;
        let bytes = match form {
            Form::Markdown => print::markdown(random, document).into_bytes(),
            Form::Tabs => print::tabs(random, document).into_bytes(),
            Form::Spaces => print::spaces(random, document).into_bytes(),
            Form::Recognised => noise::recognised(random, document, &draft.case).into_bytes(),
            Form::PlainHtml => print::html(random, document).into_bytes(),
            Form::PlainDocx => print::docx(document)?,
            Form::Html => html::write(document, &options)?,
            Form::Docx => docx::write(document, &options)?,
            Form::Xlsx => xlsx::write(document, &options)?,
            Form::Pdf => self
                .typesetter
                .pdf(document, &typeset::Options::default())
                .map_err(|error| anyhow!("{error}"))?,
        };
        Ok(Report {
            name: format!("report-{number:05}.{}", form.ending()),
            rows: truth::measure_rows(document),
            layout: draft.layout,
            form,
            bytes,
            statements: draft.statements,
            faults: draft.faults,
            truths: draft.case.truths(),
            other,
        })
    }

    /// The report of another agency, to hold beside this one; a copied one gave parts of its text.
    fn other(&self, random: &mut Random, draft: &Draft) -> Result<Vec<u8>> {
        let case = Case::draw(random)?;
        let mut source = rough::draft(random, case);
        if draft.faults.iter().any(|fault| fault.code == "copied_text") {
            faults::copy(draft, &mut source);
        }
        Ok(print::markdown(random, &source.document).into_bytes())
    }
}

/// A document without what comes after so many blocks.
fn first(document: &Document, blocks: usize) -> Document {
    let mut left = blocks;
    let mut document = document.clone();
    for section in &mut document.sections {
        section.blocks.truncate(left);
        left -= section.blocks.len();
    }
    document.sections.retain(|section| !section.blocks.is_empty());
    document
}
