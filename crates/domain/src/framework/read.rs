//! Reads a framework file and checks it: everything that is wrong is told, not only the first thing.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use thai::FiscalYear;

use super::check;
use super::file::{Confidence, FrameworkFile, RuleEntry, Weights};
use super::id::FrameworkId;
use super::model::{Framework, Indicator, Instrument, Item, Level, Part, Row, Rule, SubIndicator, Weight};
use super::skeleton::Skeleton;
use crate::score::{Score, hundredths_of};
use crate::text::Text;

/// One thing that is wrong with a framework file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, counted from 1, where it could be told.
    pub line: Option<usize>,
    /// Key in the file: `disclosure_items[O5].sub_indicator`.
    pub key: String,
    /// What is wrong and what to do.
    pub text: Text,
}

/// Reads a framework from the text of its file.
///
/// # Errors
/// All problems found: of TOML, of the shape, and of sense (codes used twice, weights that do not
/// add up, levels with holes, rules without a source).
pub fn read(text: &str) -> Result<Framework, Vec<Problem>> {
    let file: FrameworkFile = toml::from_str(text).map_err(|error| vec![shape_problem(text, &error)])?;
    let mut problems = check::check(&file);
    if problems.is_empty() {
        let digest = digest(text);
        match build(file, digest) {
            Ok(framework) => return Ok(framework),
            Err(problem) => problems.push(problem),
        }
    }
    for problem in &mut problems {
        problem.line = problem.line.or_else(|| line_of(text, &problem.key));
    }
    Err(problems)
}

/// SHA-256 of a framework file with its line ends made LF, so that a checkout on Windows has the same digest.
pub fn digest(text: &str) -> String {
    let hash = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn shape_problem(text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let message = error.message().replace('\n', " ");
    Problem {
        line,
        key: String::new(),
        text: Text::new(
            format!("โครงสร้างไฟล์หลักเกณฑ์ไม่ถูกต้อง ({message}) ดูรูปแบบที่ frameworks/schema.json"),
            format!("the framework file has a wrong shape ({message}); see frameworks/schema.json"),
        ),
    }
}

/// The line of the entry that a key names: `disclosure_items[O5].points` is looked up by `"O5"`.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let (group, rest) = key.split_once('[')?;
    let name = rest.split_once(']')?.0;
    let head = format!("[[{group}]]");
    let mut inside = false;
    text.lines()
        .position(|line| {
            if line.starts_with('[') {
                inside = line.trim_end() == head;
            }
            let names = |quote: &str| line.trim_end().ends_with(&format!("= {quote}{name}{quote}"));
            inside && (names("\"") || names(""))
        })
        .map(|at| at + 1)
}

fn build(file: FrameworkFile, digest: String) -> Result<Framework, Problem> {
    let fiscal_year = FiscalYear::new(file.fiscal_year).map_err(|_| Problem {
        line: None,
        key: "fiscal_year".to_owned(),
        text: Text::new("ปีงบประมาณต้องเป็นพุทธศักราช เช่น 2568", "fiscal_year is a Buddhist year such as 2568"),
    })?;
    let id = FrameworkId { owner: file.owner.clone(), fiscal_year, revision: file.revision };
    let mut framework = Framework {
        id,
        digest,
        instruments: Vec::new(),
        parts: Vec::new(),
        indicators: Vec::new(),
        sub_indicators: Vec::new(),
        items: Vec::new(),
        rows: Vec::new(),
        levels: file.levels.iter().map(level).collect(),
        skeleton: Skeleton::default(),
        paths: Vec::new(),
        by_path: BTreeMap::new(),
        file,
    };
    add_instruments(&mut framework);
    add_indicators(&mut framework);
    add_questions(&mut framework);
    add_disclosure_items(&mut framework);
    framework.skeleton = Skeleton::build(&framework);
    framework.paths = framework.name_nodes();
    framework.by_path = framework.paths.iter().cloned().zip(0..).collect();
    Ok(framework)
}

fn level(entry: &super::file::LevelEntry) -> Level {
    let score = |text: &String| text.parse::<Score>().unwrap_or_default();
    Level {
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        overall_min: score(&entry.overall_min),
        overall_max: score(&entry.overall_max),
        gate: entry.each_instrument_min.as_ref().map(score),
        passes: entry.passes,
        confidence: entry.confidence,
    }
}

fn rule(entry: &RuleEntry) -> Rule {
    Rule {
        kind: entry.kind,
        assumed_weights: entry.assumed_weights.clone().filter(|_| entry.weights == Weights::Unresolved),
        confidence: entry.confidence,
        source: entry.source.clone(),
    }
}

/// A weight in hundredths of a percent; children without one weigh the same.
fn weight(text: Option<&String>) -> Weight {
    text.and_then(|text| hundredths_of(text).ok()).unwrap_or(1)
}

fn add_instruments(framework: &mut Framework) {
    for (index, entry) in framework.file.instruments.iter().enumerate() {
        let first_part = framework.parts.len();
        framework.parts.extend(entry.parts.iter().map(|part| Part {
            code: part.code.clone(),
            name_th: part.name_th.clone(),
            name_en: part.name_en.clone(),
            instrument: index,
        }));
        framework.instruments.push(Instrument {
            code: entry.code.clone(),
            name_th: entry.name_th.clone(),
            name_en: entry.name_en.clone(),
            weight: weight(Some(&entry.weight)),
            parts: (first_part..framework.parts.len()).collect(),
            indicators: Vec::new(),
        });
    }
}

fn add_indicators(framework: &mut Framework) {
    for (index, entry) in framework.file.indicators.iter().enumerate() {
        let Some(instrument) = framework.instruments.iter().position(|i| i.code == entry.instrument) else {
            continue;
        };
        framework.instruments[instrument].indicators.push(index);
        framework.indicators.push(Indicator {
            number: entry.number,
            name_th: entry.name_th.clone(),
            name_en: entry.name_en.clone(),
            instrument,
            weight: weight(entry.weight.as_ref()),
            rule: rule(&entry.rule),
            items: Vec::new(),
            sub_indicators: Vec::new(),
        });
    }
    for (index, entry) in framework.file.sub_indicators.iter().enumerate() {
        let Some(indicator) = framework.indicators.iter().position(|i| i.number == entry.indicator) else {
            continue;
        };
        let assumed = framework.indicators[indicator].rule.assumed_weights.as_ref();
        let hypothesis = framework.file.weight_hypotheses.iter().find(|h| Some(&h.name) == assumed);
        let by_hypothesis = hypothesis.and_then(|hypothesis| hypothesis.weights.get(&entry.code));
        framework.indicators[indicator].sub_indicators.push(index);
        framework.sub_indicators.push(SubIndicator {
            code: entry.code.clone(),
            name_th: entry.name_th.clone(),
            name_en: entry.name_en.clone(),
            indicator,
            weight: weight(by_hypothesis.or(entry.weight.as_ref())),
            rule: rule(&entry.rule),
            items: Vec::new(),
        });
    }
}

fn add_questions(framework: &mut Framework) {
    for entry in &framework.file.questions {
        let Some(indicator) = framework.indicators.iter().position(|i| i.number == entry.indicator) else {
            continue;
        };
        let item = framework.items.len();
        let first_row = framework.rows.len();
        let single = entry.sub_questions.len() == 1;
        for (at, sub) in entry.sub_questions.iter().enumerate() {
            let Some(scale) = framework.file.scales.iter().find(|scale| scale.code == sub.scale) else {
                continue;
            };
            let turned = |points: u8| match sub.polarity {
                super::file::Polarity::Positive => points,
                super::file::Polarity::Negative => 100 - points.min(100),
            };
            framework.rows.push(Row {
                item,
                number: at + 1,
                code: if single { entry.code.clone() } else { format!("{}.{}", entry.code, at + 1) },
                topic_th: sub.topic_th.clone().unwrap_or_default(),
                topic_en: sub.topic_en.clone().unwrap_or_default(),
                labels_th: scale.labels_th.clone(),
                points: scale.points.iter().map(|&points| turned(points)).collect(),
                scale: scale.code.clone(),
            });
        }
        framework.indicators[indicator].items.push(item);
        framework.items.push(Item {
            code: entry.code.clone(),
            title_th: entry.topic_th.clone(),
            title_en: entry.topic_en.clone(),
            instrument: framework.indicators[indicator].instrument,
            indicator: Some(indicator),
            sub_indicator: None,
            weight: weight(entry.weight.as_ref()),
            rows: (first_row..framework.rows.len()).collect(),
            confidence: entry.confidence,
            source: entry.source.clone(),
        });
    }
}

fn add_disclosure_items(framework: &mut Framework) {
    let oit = framework.instruments.iter().position(|i| i.code == "OIT");
    for entry in &framework.file.disclosure_items {
        let item = framework.items.len();
        let number = entry.indicator.value().copied();
        let indicator = framework.indicators.iter().position(|i| Some(i.number) == number);
        let code = entry.sub_indicator.value();
        let sub_indicator = framework.sub_indicators.iter().position(|sub| Some(&sub.code) == code);
        let instrument = indicator.map(|i| framework.indicators[i].instrument).or(oit).unwrap_or(0);
        if let Some(indicator) = indicator {
            framework.indicators[indicator].items.push(item);
        }
        if let Some(sub) = sub_indicator {
            framework.sub_indicators[sub].items.push(item);
        }
        framework.items.push(Item {
            code: entry.code.clone(),
            title_th: entry.title_th.clone(),
            title_en: entry.title_en.clone(),
            instrument,
            indicator,
            sub_indicator,
            weight: weight(entry.weight.as_ref()),
            rows: Vec::new(),
            confidence: entry.confidence,
            source: entry.source.clone(),
        });
    }
}

/// Whether a fact is too weak for a figure that rests on it to be called certain.
pub(crate) fn is_doubtful(confidence: Confidence) -> bool {
    matches!(confidence, Confidence::Recalled | Confidence::Assumed | Confidence::Unknown)
}
