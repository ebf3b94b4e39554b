//! Reads the data of a twin. Strict where the program is lenient: what is amiss here is a fault of the test.

use domain::agency::{Agency, AgencyKind};
use domain::approval::Endorsement;
use domain::framework::Catalogue;
use domain::measures::Theme;
use domain::plan::{
    MemoHead, MemoWriter, Outcome, OutcomeFigure, Percent, Plan, PlanIssue, PlanMeasure, PlanPeriod,
    PlanStep, ProgressNote,
};
use domain::scoring::Unlisted;
use domain::{Assessment, Score};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thai::FiscalYear;

/// A file of `tests/twins`.
pub fn file(name: &str) -> String {
    let path = testkit::root().join("crates/documents/tests/twins").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

/// The assessment of a twin.
pub fn assessment<'f>(twin: &str, catalogue: &'f Catalogue) -> Assessment<'f> {
    let data: Value = serde_json::from_str(&file(&format!("{twin}.assessment.json"))).unwrap();
    let framework = catalogue.find(data["framework"].as_str().unwrap()).unwrap();
    let mut assessment = Assessment::new(framework);
    assessment.agency = agency(&data["agency"]);
    let published = &data["published"];
    assessment.overall = text(&published["overall"]).map(|score| score.parse().unwrap());
    assessment.level = text(&published["level"]);
    if data["unlisted_items"] == "full" {
        assessment.evidence.unlisted = Unlisted::Full;
    }
    for group in ["indicators", "items"] {
        for (name, score) in published[group].as_object().into_iter().flatten() {
            let node = framework.node(name).unwrap_or_else(|| panic!("{name}"));
            assessment.evidence.give(node, score.as_str().unwrap().parse().unwrap());
        }
    }
    assessment
}

/// The plan of a twin.
pub fn plan(twin: &str) -> Plan {
    let data: Value = serde_json::from_str(&file(&format!("{twin}.plan.json"))).unwrap();
    let round: FiscalYear = year(&data["round_year"]);
    Plan {
        score_year: year(&data["score_year"]),
        round_year: round,
        framework: text(&data["framework"]).unwrap(),
        agency: agency(&data["agency"]),
        issues: many(&data["issues"]).map(|issue| self::issue(issue, round)).collect(),
        endorsements: many(&data["endorsements"]).map(endorsement).collect(),
        memo: data.get("memo").map(memo),
    }
}

fn issue(data: &Value, round: FiscalYear) -> PlanIssue {
    PlanIssue {
        framework: text(&data["framework"]).unwrap(),
        codes: texts(&data["codes"]),
        title: text(&data["title"]).unwrap(),
        score: text(&data["score"]).map(|score| score.parse::<Score>().unwrap()),
        cause: text(&data["cause"]),
        measures: many(&data["measures"]).map(|measure| self::measure(measure, round)).collect(),
    }
}

fn measure(data: &Value, round: FiscalYear) -> PlanMeasure {
    let theme = text(&data["theme"]).unwrap();
    PlanMeasure {
        theme: Some(Theme::ALL.into_iter().find(|known| known.as_str() == theme).unwrap()),
        title: text(&data["title"]).unwrap(),
        steps: many(&data["steps"])
            .map(|step| PlanStep { text: text(&step["text"]).unwrap(), ..PlanStep::default() })
            .collect(),
        lead_unit: text(&data["lead_unit"]).unwrap(),
        supporting_units: texts(&data["supporting_units"]),
        period: PlanPeriod::read(data["period"].as_str().unwrap(), round),
        checked_by: text(&data["checked_by"]),
        follow_ups: many(&data["follow_ups"]).map(day).collect(),
        progress: many(&data["progress"]).map(note).collect(),
        result: text(&data["result"]),
        outcome: data.get("outcome").map(outcome),
        suggestion: text(&data["suggestion"]),
        ..PlanMeasure::default()
    }
}

fn note(data: &Value) -> ProgressNote {
    ProgressNote {
        date: day(&data["date"]),
        text: text(&data["text"]).unwrap(),
        percent: data["percent"].as_u64().and_then(|percent| Percent::new(u8::try_from(percent).unwrap())),
    }
}

fn outcome(data: &Value) -> Outcome {
    let figure = data.get("figure").map(|figure| OutcomeFigure {
        value: figure["value"].as_str().unwrap().parse().unwrap(),
        unit: text(&figure["unit"]).unwrap(),
    });
    Outcome { text: text(&data["text"]).unwrap(), figure }
}

fn endorsement(data: &Value) -> Endorsement {
    Endorsement { office: text(&data["office"]).unwrap(), ..Endorsement::default() }
}

fn memo(data: &Value) -> MemoHead {
    MemoHead {
        unit: text(&data["unit"]),
        reference: text(&data["reference"]),
        date: data.get("date").map(day),
        subject: text(&data["subject"]),
        to: text(&data["to"]),
        writer: MemoWriter { name: None, position: text(&data["writer"]["position"]) },
        ..MemoHead::default()
    }
}

fn agency(data: &Value) -> Agency {
    Agency {
        name: text(&data["name"]),
        kind: text(&data["kind"]).map(|kind| AgencyKind::from_code(&kind)),
        province: text(&data["province"]),
        district: text(&data["district"]),
        ..Agency::default()
    }
}

fn many(data: &Value) -> impl Iterator<Item = &Value> {
    data.as_array().into_iter().flatten()
}

fn texts(data: &Value) -> Vec<String> {
    many(data).map(|value| text(value).unwrap()).collect()
}

fn text(data: &Value) -> Option<String> {
    data.as_str().map(str::to_owned)
}

fn day(data: &Value) -> Date {
    data.as_str().unwrap().parse().unwrap()
}

fn year(data: &Value) -> FiscalYear {
    FiscalYear::new(i16::try_from(data.as_i64().unwrap()).unwrap()).unwrap()
}

/// What a twin must hold.
pub fn inventory<T: DeserializeOwned>(twin: &str) -> T {
    toml::from_str(&file(&format!("{twin}.toml"))).unwrap_or_else(|problem| panic!("{twin}: {problem}"))
}
