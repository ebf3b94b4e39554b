//! What every check looks at: the document's text piece by piece, its claims, the rules of its year.

use std::collections::BTreeMap;

use domain::framework::{Catalogue, Framework};
use domain::scoring::{Points, ScoreTree, Unlisted};
use domain::{Assessment, Score};

use crate::claims::context::{Lookup, Section};
use crate::claims::{Claims, Published, Relation, ScoreClaim, Subject};
use crate::layout::{Content, Place, Role, Source};

/// A text of the document: a heading, a paragraph, or a cell.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub place: Place,
    pub text: &'a str,
    /// What its column holds, when it is a cell of a table with headings.
    pub role: Option<Role>,
    pub is_cell: bool,
    /// The section it stands in, for headings and paragraphs.
    pub section: Section,
}

/// One document under audit.
pub(super) struct Work<'a> {
    pub source: &'a Source,
    pub claims: &'a Claims,
    pub catalogue: &'a Catalogue,
    pub framework: &'a Framework,
    pub lookup: Lookup<'a>,
    pub published: Published,
    /// The claim that each assessment key rests on.
    chosen: BTreeMap<String, &'a ScoreClaim>,
    pub assessment: Assessment<'a>,
    pub tree: ScoreTree<'a>,
    pub pieces: Vec<Piece<'a>>,
}

impl<'a> Work<'a> {
    /// `None` when no rules are known to read the document by.
    pub(super) fn new(source: &'a Source, claims: &'a Claims, catalogue: &'a Catalogue) -> Option<Work<'a>> {
        let framework = catalogue.find(claims.framework.as_deref()?).ok()?;
        let lookup = Lookup::new(framework, catalogue);
        let published = claims.published();
        let assessment = assessment(framework, claims, &published);
        let tree = assessment.score();
        let pieces = pieces(source, &lookup);
        let chosen = claims.chosen();
        Some(Work {
            source,
            claims,
            catalogue,
            framework,
            lookup,
            published,
            chosen,
            assessment,
            tree,
            pieces,
        })
    }

    /// Headings and paragraphs.
    pub(super) fn running(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.pieces.iter().filter(|piece| !piece.is_cell)
    }

    /// The score of a thing: as printed, else as it follows from what is printed below it.
    pub(super) fn score_of(&self, subject: &Subject) -> Option<Score> {
        match subject {
            Subject::Overall => self.published.overall.or_else(|| self.tree.overall()),
            Subject::Instrument(code) => {
                let printed = self.published.instruments.get(code).copied();
                printed.or_else(|| self.tree.instrument(self.framework.instrument(code)?))
            }
            Subject::Indicator(number) => {
                let printed = self.published.indicators.get(number).copied();
                printed.or_else(|| self.tree.indicator(self.framework.indicator(*number)?))
            }
            Subject::SubIndicator(code) => self.published.sub_indicators.get(code).copied(),
            Subject::Item(code) => self.published.items.get(code).copied(),
        }
    }

    /// The mark from which the year's rules let a result pass.
    pub(super) fn pass_mark(&self) -> Score {
        let passing = self.framework.levels.iter().filter(|level| level.passes);
        passing.map(|level| level.overall_min).min().unwrap_or(Score::clamped(8_500))
    }

    /// The claim that an assessment key rests on: `published.indicators.8`.
    pub(super) fn claim_of(&self, key: &str) -> Option<&'a ScoreClaim> {
        let key = key.strip_prefix("published.").unwrap_or(key);
        self.chosen.get(key).copied()
    }
}

/// The document as an assessment: what was published, and whether only losses are listed.
fn assessment<'f>(framework: &'f Framework, claims: &Claims, published: &Published) -> Assessment<'f> {
    let mut assessment = Assessment::new(framework);
    let indicators = published.indicators.iter().map(|(number, score)| (number.to_string(), *score));
    let groups = [&published.instruments, &published.parts, &published.sub_indicators, &published.items];
    let named = groups.into_iter().flatten().map(|(path, score)| (path.clone(), *score));
    for (path, score) in named.chain(indicators) {
        if let Some(node) = framework.node(&path) {
            assessment.evidence.give(node, score);
        }
    }
    for (code, points) in &published.points {
        if let Some(instrument) = framework.instrument(code) {
            assessment.evidence.points(instrument, Points(u32::from(points.hundredths())));
        }
    }
    // A report that lists what is below 100 says that the others had it.
    let listed =
        |mark: &crate::claims::ThresholdClaim| mark.relation == Relation::Below && mark.score == Score::FULL;
    if claims.thresholds.iter().any(listed) {
        assessment.evidence.unlisted = Unlisted::Full;
    }
    assessment.overall = published.overall;
    assessment.level.clone_from(&published.level);
    assessment
}

fn pieces<'a>(source: &'a Source, lookup: &Lookup<'_>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut section = Section::default();
    for block in &source.blocks {
        section.enter(block, lookup);
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) => pieces.push(Piece {
                place: block.place,
                text,
                role: None,
                is_cell: false,
                section: section.clone(),
            }),
            Content::Table(table) => {
                for row in &table.rows {
                    for cell in row.cells.iter().filter(|cell| !cell.from_above && !cell.text.is_empty()) {
                        pieces.push(Piece {
                            place: row.place.at_column(cell.column + 1),
                            text: &cell.text,
                            role: table.roles.get(cell.column).copied(),
                            is_cell: true,
                            section: Section::default(),
                        });
                    }
                }
            }
        }
    }
    pieces
}
