//! One value for each thing that was published, and what else the document says of it.

use std::collections::BTreeMap;

use domain::Score;

use super::Claims;
use super::model::{Confidence, ScoreClaim, Subject, Witness};

/// What was published, in the shape of an assessment file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// Overall score.
    pub overall: Option<Score>,
    /// Level, as printed.
    pub level: Option<String>,
    /// Scores by instrument.
    pub instruments: BTreeMap<String, Score>,
    /// Points by instrument.
    pub points: BTreeMap<String, Score>,
    /// Scores by indicator.
    pub indicators: BTreeMap<u8, Score>,
    /// Scores of a part of an indicator: `public/8`.
    pub parts: BTreeMap<String, Score>,
    /// Scores by sub-indicator.
    pub sub_indicators: BTreeMap<String, Score>,
    /// Scores by item: `I7`, `public/E5`.
    pub items: BTreeMap<String, Score>,
}

/// A stated value that differs from the one taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherValue<'c> {
    /// Key in an assessment file: `indicators.8`.
    pub key: String,
    /// The value that was taken.
    pub taken: Score,
    /// The claim that says otherwise.
    pub claim: &'c ScoreClaim,
}

impl Claims {
    /// What was published. A table of scores goes before running text, and for an item the statement under
    /// its own indicator and part before one that stands elsewhere.
    pub fn published(&self) -> Published {
        let mut published = Published::default();
        for (key, claim) in self.chosen() {
            let score = claim.score;
            match (&claim.subject, &claim.part) {
                (Subject::Overall, _) => published.overall = Some(score),
                (Subject::Instrument(code), _) => {
                    published.instruments.insert(code.clone(), score);
                }
                (Subject::Indicator(number), None) => {
                    published.indicators.insert(*number, score);
                }
                (Subject::Indicator(number), Some(part)) => {
                    published.parts.insert(format!("{part}/{number}"), score);
                }
                (Subject::SubIndicator(code), _) => {
                    published.sub_indicators.insert(code.clone(), score);
                }
                (Subject::Item(_), _) => {
                    let name = key.strip_prefix("items.").unwrap_or(&key).to_owned();
                    published.items.insert(name, score);
                }
            }
        }
        for claim in &self.points {
            published.points.entry(claim.instrument.clone()).or_insert(claim.points);
        }
        published.level = self.levels.iter().find(|l| l.subject == Subject::Overall).map(|l| l.level.clone());
        published
    }

    /// Values that differ from the ones taken, in the order of the document.
    pub fn other_values(&self) -> Vec<OtherValue<'_>> {
        let chosen = self.chosen();
        let others = self.current().filter_map(|claim| {
            let key = claim.key();
            let taken = chosen.get(&key)?;
            (taken.score != claim.score).then_some(OtherValue { key, taken: taken.score, claim })
        });
        others.collect()
    }

    /// The claim that is taken for each key of an assessment file.
    pub fn chosen(&self) -> BTreeMap<String, &ScoreClaim> {
        let mut chosen: BTreeMap<String, &ScoreClaim> = BTreeMap::new();
        for claim in self.current() {
            // Without its part, a question of a year with parts cannot be placed.
            if self.lacks_part(claim) {
                continue;
            }
            let slot = chosen.entry(claim.key()).or_insert(claim);
            if self.rank(slot) < self.rank(claim) {
                *slot = claim;
            }
        }
        chosen
    }

    /// Scores of questions of a year with parts, where the document does not tell the part.
    pub fn unplaced(&self) -> impl Iterator<Item = &ScoreClaim> {
        self.current().filter(|claim| self.lacks_part(claim))
    }

    /// Scores of the year that the document is about.
    fn current(&self) -> impl Iterator<Item = &ScoreClaim> {
        self.scores.iter().filter(|claim| claim.year.is_none() || claim.year == self.score_year)
    }

    fn lacks_part(&self, claim: &ScoreClaim) -> bool {
        matches!(&claim.subject, Subject::Item(code) if claim.part.is_none() && self.items_with_parts.contains(code))
    }

    fn rank(&self, claim: &ScoreClaim) -> (bool, Witness, Confidence) {
        let own = match &claim.subject {
            Subject::Item(code) => self.indicator_of.get(code).is_some_and(|own| claim.within == Some(*own)),
            _ => true,
        };
        let sure = if claim.origin.confidence == Confidence::Doubtful {
            Confidence::Doubtful
        } else {
            Confidence::Certain
        };
        (own, claim.witness, sure)
    }
}

impl ScoreClaim {
    /// Key in an assessment file: `overall`, `indicators.8`, `items.public/E5`.
    pub fn key(&self) -> String {
        match (&self.subject, &self.part) {
            (Subject::Overall, _) => "overall".to_owned(),
            (Subject::Instrument(code), _) => format!("instruments.{code}"),
            (Subject::Indicator(number), None) => format!("indicators.{number}"),
            (Subject::Indicator(number), Some(part)) => format!("parts.{part}/{number}"),
            (Subject::SubIndicator(code), _) => format!("sub_indicators.{code}"),
            (Subject::Item(code), None) => format!("items.{code}"),
            (Subject::Item(code), Some(part)) => format!("items.{part}/{code}"),
        }
    }
}
