//! The canonical form of an assessment: what is kept, published as open data, and scored again.

use domain::agency::Scope;
use domain::framework::{Granularity, NodeRef};
use domain::scoring::{Unlisted, Verdict};
use domain::{Assessment, Text};
use files::input::{Format, Loaded};
use serde_json::{Map, Value, json};

use super::catalogue;
use crate::{Code, Problem, Result};

const FORMAT: &str = "prongsai-kept-assessment/1";

/// What was worth telling about a file though it was no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stable name of the kind of remark.
    pub code: String,
    /// The place, as a key of an assessment file.
    pub key: String,
    /// The remark.
    pub text: Text,
}

/// An assessment as it is kept: the figures, and what was remarked when they were read.
pub(crate) struct Kept {
    pub assessment: Assessment<'static>,
    pub remarks: Vec<Remark>,
}

impl Kept {
    /// Reads what [`Kept::write`] wrote.
    pub fn read(document: &str) -> Result<Kept> {
        let wrong =
            |why: String| Problem::new(Code::Internal).with_cause(format!("a kept assessment: {why}"));
        let mut root: Value = serde_json::from_str(document).map_err(|error| wrong(error.to_string()))?;
        if root["format"] != FORMAT {
            return Err(wrong("another format".into()));
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let remarks = root["remarks"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
        let remarks = remarks.map(|one| Remark {
            code: text(&one["code"]),
            key: text(&one["key"]),
            text: Text::new(text(&one["th"]), text(&one["en"])),
        });
        let remarks = remarks.collect();
        let file = root["file"].take().to_string();
        let parsed = files::input::parse("assessment.json", Format::Json, file.as_bytes(), catalogue());
        let Loaded { assessment, .. } = parsed.map_err(|error| wrong(error.to_string()))?;
        Ok(Kept { assessment, remarks })
    }

    /// The text that is kept.
    pub fn write(&self) -> String {
        let remark =
            |one: &Remark| json!({"code": one.code, "key": one.key, "th": one.text.th, "en": one.text.en});
        let remarks: Vec<Value> = self.remarks.iter().map(remark).collect();
        json!({"format": FORMAT, "file": file(&self.assessment), "remarks": remarks}).to_string()
    }
}

/// An assessment file with every figure that an assessment holds, in the order of the rules. It names the exact
/// revision, so that it is read by the same rules for ever.
pub(crate) fn file(assessment: &Assessment<'_>) -> Value {
    let framework = assessment.framework;
    let skeleton = framework.skeleton();
    let evidence = &assessment.evidence;
    let mut root = Map::new();
    root.insert("agency".into(), agency(assessment));
    let scope = match assessment.scope {
        Scope::Agency => "agency",
        Scope::Aggregate => "aggregate",
    };
    root.insert("scope".into(), scope.into());
    root.insert("framework".into(), framework.id().to_string().into());
    let unlisted = match evidence.unlisted {
        Unlisted::Full => "full",
        Unlisted::Unknown => "unknown",
    };
    root.insert("unlisted_items".into(), unlisted.into());

    let mut published = Map::new();
    let overall = assessment.overall.or(evidence.given(skeleton.overall()));
    put(&mut published, "overall", overall.map(|score| score.to_string().into()));
    put(&mut published, "level", assessment.level.clone().map(Value::from));
    for (name, granularity) in [
        ("instruments", Granularity::Instruments),
        ("indicators", Granularity::Indicators),
        ("parts", Granularity::Parts),
        ("sub_indicators", Granularity::SubIndicators),
        ("items", Granularity::Items),
    ] {
        let given = skeleton.of(granularity).filter_map(|node| {
            evidence.given(node).map(|score| (framework.path(node), score.to_string().into()))
        });
        put_group(&mut published, name, given.collect());
    }
    let points = framework.instruments.iter().enumerate().filter_map(|(at, instrument)| {
        evidence.points_of(at).map(|points| (instrument.code.clone(), points.to_string().into()))
    });
    put_group(&mut published, "points", points.collect());
    put_group(&mut root, "published", published);

    let verdicts = skeleton.of(Granularity::Items).filter_map(|node| {
        let word = match evidence.verdict_of(skeleton, node)? {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
        };
        Some((framework.path(node), word.into()))
    });
    put_group(&mut root, "verdicts", verdicts.collect());
    let tallies = skeleton.of(Granularity::Rows).filter_map(|node| {
        let tally = evidence.tally_of(node)?;
        let NodeRef::Row(row, _) = skeleton.nodes[node].at else { return None };
        let choices = framework.rows.get(row)?.points.len();
        let counts = tally.counts().iter().take(choices).zip(1..);
        let counts: Map<String, Value> =
            counts.map(|(&count, choice): (_, usize)| (choice.to_string(), count.into())).collect();
        Some((framework.path(node), Value::Object(counts)))
    });
    put_group(&mut root, "tallies", tallies.collect());
    Value::Object(root)
}

fn agency(assessment: &Assessment<'_>) -> Value {
    let agency = &assessment.agency;
    let mut group = Map::new();
    for (name, text) in [
        ("name", agency.name.as_deref()),
        ("kind", agency.kind.as_ref().map(|kind| kind.code())),
        ("province", agency.province.as_deref()),
        ("district", agency.district.as_deref()),
        ("ministry", agency.ministry.as_deref()),
        ("code", agency.code.as_deref()),
        ("website", agency.website.as_deref()),
    ] {
        put(&mut group, name, text.map(Value::from));
    }
    Value::Object(group)
}

fn put(group: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        group.insert(name.to_owned(), value);
    }
}

fn put_group(group: &mut Map<String, Value>, name: &str, inner: Map<String, Value>) {
    put(group, name, (!inner.is_empty()).then_some(Value::Object(inner)));
}

#[cfg(test)]
mod tests {
    use domain::scoring::Tally;

    use super::*;

    #[test]
    fn every_kind_of_figure_reads_back() {
        let framework = catalogue().find("nacc/2568").unwrap();
        let skeleton = framework.skeleton();
        let mut assessment = Assessment::new(framework);
        assessment.agency.name = Some("อบต.หนึ่ง \"ก\"".into());
        assessment.agency.code = Some("0123".into());
        assessment.level = Some("ผ่าน".into());
        assessment.overall = Some("91.59".parse().unwrap());
        assessment.evidence.unlisted = Unlisted::Full;
        for (at, granularity) in
            [Granularity::Items, Granularity::Parts, Granularity::SubIndicators, Granularity::Indicators]
                .into_iter()
                .enumerate()
        {
            let node = skeleton.of(granularity).start;
            assessment.evidence.give(node, domain::Score::clamped(9_000 + i64::try_from(at).unwrap()));
        }
        let (row, item) = (skeleton.of(Granularity::Rows).start, framework.node("O5").unwrap());
        assessment.evidence.tally(row, Tally::new(&[1, 0, 3]).unwrap());
        assessment.evidence.verdict(skeleton, item, Verdict::Fail);
        assessment.evidence.points(1, domain::scoring::Points(1234));

        let remark = Remark { code: "x".into(), key: "k".into(), text: Text::new("ก", "a") };
        let text = Kept { assessment: assessment.clone(), remarks: vec![remark.clone()] }.write();
        let read = Kept::read(&text).unwrap();
        assert_eq!(read.assessment.evidence, assessment.evidence);
        assert_eq!(read.assessment.agency, assessment.agency);
        assert_eq!(
            (read.assessment.overall, &read.assessment.level),
            (assessment.overall, &assessment.level)
        );
        assert_eq!(read.remarks, [remark]);
        assert_eq!(read.write(), text);
    }
}
