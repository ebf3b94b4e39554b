//! From an agency to the bytes of its documents.

use anyhow::{Result, anyhow};
use benches::agencies::Case;
use documents::Templates;
use documents::model::Document;
use documents::write::{WriteOptions, docx, html};
use typeset::{FontSource, Options, Typesetter};

use crate::kinds::Kind;

/// What stays the same from document to document in a process.
pub struct Press {
    templates: Templates,
    typesetter: Typesetter,
}

impl Press {
    pub fn new() -> Result<Press> {
        let typesetter = Typesetter::new(FontSource::Embedded).map_err(|error| anyhow!("{error}"))?;
        Ok(Press { templates: Templates::embedded(), typesetter })
    }

    pub fn compose(&self, case: &Case, kind: Kind) -> Result<Document> {
        documents::compose(kind.document, Some(kind.layout), &case.facts(), &self.templates)
            .map_err(|error| anyhow!("{}: {error:?}", kind.document))
    }

    /// PDF/A-2a and PDF/UA-1, with the pass that makes its text copy right.
    pub fn pdf(&self, document: &Document) -> Result<Vec<u8>> {
        self.typesetter.pdf(document, &Options::default()).map_err(|error| anyhow!("{error}"))
    }

    /// PDF without the marks for archives and readers, but with the pass.
    pub fn plain_pdf(&self, document: &Document) -> Result<Vec<u8>> {
        let options = Options { archival: false, ..Options::default() };
        self.typesetter.pdf(document, &options).map_err(|error| anyhow!("{error}"))
    }

    /// The layout alone.
    pub fn pages(&self, document: &Document) -> Result<usize> {
        self.typesetter.page_count(document, &Options::default()).map_err(|error| anyhow!("{error}"))
    }
}

pub fn docx(document: &Document) -> Result<Vec<u8>> {
    Ok(docx::write(document, &WriteOptions::default())?)
}

pub fn html(document: &Document) -> Result<Vec<u8>> {
    Ok(html::write(document, &WriteOptions::default())?)
}
