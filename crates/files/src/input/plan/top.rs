//! The tree of a plan file into a plan: years, agency, memorandum, chain of endorsements.

use domain::agency::Agency;
use domain::approval::Endorsement;
use domain::framework::FrameworkName;
use domain::plan::{MemoHead, MemoWriter, Plan};
use thai::FiscalYear;

use super::fields::{self, Reader};
use super::places::Places;
use super::{faults, measure};
use crate::input::assessment::{self, Group};
use crate::input::faults as common;
use crate::input::report::Report;
use crate::input::tree::{Node, Value};

const TOP: [&str; 7] = ["score_year", "round_year", "framework", "agency", "issues", "endorsements", "memo"];
const ENDORSEMENT: [&str; 5] = ["office", "opinion", "name", "date", "acting_for"];
const MEMO: [&str; 9] =
    ["unit", "reference", "date", "subject", "to", "writer", "background", "facts", "proposal"];

/// Reads the tree once, collecting everything that is wrong; `None` where no plan can be made of it.
pub(super) fn read(root: &Node, report: &mut Report) -> Option<(Plan, Places)> {
    let Value::Table(fields) = &root.value else {
        report.add(&root.at, "", common::root_not_a_group());
        return None;
    };
    let has = |name: &str| fields.iter().any(|field| field.name == name);
    if !has("score_year") && ["published", "tallies", "verdicts"].into_iter().any(has) {
        report.add(&root.at, "", faults::assessment_file());
        return None;
    }
    let top = Group::new(fields, "", report);
    // Editors use `$schema` to find the schema of a JSON file.
    top.refuse_unknown(&TOP, &["$schema"], report);
    let mut reader = Reader { report, places: Places::default() };
    for field in &top.fields {
        reader.places.note(&field.name, &field.value.at);
    }
    let score_year = year(&top, root, "score_year", "2568", &mut reader);
    let round_year = year(&top, root, "round_year", "2569", &mut reader);
    let framework = framework(&top, root, score_year, &mut reader);
    let agency = agency(&top, &mut reader);
    // Words of periods lean on the year of the round; any year serves to find what else is wrong.
    let round = round_year.or(score_year).unwrap_or(FiscalYear::MIN);
    let series = framework.clone().unwrap_or_default();
    let issues = reader.tables(&top, "issues");
    let issues = issues
        .into_iter()
        .filter_map(|(key, node)| measure::issue(node, &key, &series, round, &mut reader))
        .collect();
    let chain = reader.tables(&top, "endorsements");
    let endorsements =
        chain.into_iter().filter_map(|(key, node)| endorsement(node, &key, &mut reader)).collect();
    let memo = memo(&top, &mut reader);
    let places = reader.places;
    let plan = Plan {
        score_year: score_year?,
        round_year: round_year?,
        framework: framework?,
        agency,
        issues,
        endorsements,
        memo,
    };
    Some((plan, places))
}

fn missing(top: &Group<'_>, root: &Node, name: &str, example: &str, reader: &mut Reader<'_>) -> bool {
    let field = top.field(name);
    let blank = |text: &str| text.trim().is_empty();
    let absent = field.is_none_or(|field| matches!(&field.value.value, Value::Text(text) if blank(text)));
    if absent {
        let at = field.map_or(&root.at, |field| &field.value.at);
        reader.report.add(at, name, faults::missing(name, example));
    }
    absent
}

fn year(
    top: &Group<'_>,
    root: &Node,
    name: &str,
    example: &str,
    reader: &mut Reader<'_>,
) -> Option<FiscalYear> {
    if missing(top, root, name, example, reader) {
        return None;
    }
    reader.figure(top, name, fields::year)
}

/// The series of the framework; a revision is not kept, since codes mean the same in all of them.
fn framework(
    top: &Group<'_>,
    root: &Node,
    score_year: Option<FiscalYear>,
    reader: &mut Reader<'_>,
) -> Option<String> {
    if missing(top, root, "framework", "\"nacc/2568\"", reader) {
        return None;
    }
    let (text, at) = top.text("framework", reader.report)?;
    let name = series(text).ok_or_else(|| common::bad_framework_name(text));
    let name = reader.report.take(at, "framework", name)?;
    let series = format!("{}/{}", name.owner, name.fiscal_year);
    if let Some(year) = score_year.filter(|year| *year != name.fiscal_year) {
        let fault = faults::year_differs(&year.to_string(), &series);
        reader.report.add(at, "framework", fault);
    }
    Some(series)
}

/// Owner and year of a framework's name.
pub(super) fn series(text: &str) -> Option<FrameworkName> {
    text.trim().parse().ok()
}

fn agency(top: &Group<'_>, reader: &mut Reader<'_>) -> Agency {
    let Some(group) = top.table("agency", reader.report) else { return Agency::default() };
    for field in &group.fields {
        reader.places.note(&group.key(&field.name), &field.value.at);
        // The texts of an agency are bounded like all others.
        if let Value::Text(_) = &field.value.value {
            reader.text_of(&field.value, &group.key(&field.name));
        }
    }
    let mut agency = assessment::agency(&group, reader.report);
    for text in [
        &mut agency.name,
        &mut agency.province,
        &mut agency.district,
        &mut agency.ministry,
        &mut agency.code,
        &mut agency.website,
    ] {
        *text = text.take().filter(|text| !text.is_empty());
    }
    agency.kind = agency.kind.filter(|kind| !kind.code().is_empty());
    agency
}

fn endorsement(node: &Node, key: &str, reader: &mut Reader<'_>) -> Option<Endorsement> {
    let group = reader.group(node, key, &ENDORSEMENT)?;
    Some(Endorsement {
        office: reader.text(&group, "office").unwrap_or_default(),
        opinion: reader.text(&group, "opinion").unwrap_or_default(),
        name: reader.text(&group, "name").unwrap_or_default(),
        date: reader.date(&group, "date"),
        acting_for: reader.text(&group, "acting_for"),
    })
}

/// A memorandum of which nothing is filled in is none.
fn memo(top: &Group<'_>, reader: &mut Reader<'_>) -> Option<MemoHead> {
    let group = reader.inner(top, "memo", &MEMO)?;
    let writer = reader.inner(&group, "writer", &["name", "position"]);
    let memo = MemoHead {
        unit: reader.text(&group, "unit"),
        reference: reader.text(&group, "reference"),
        date: reader.date(&group, "date"),
        subject: reader.text(&group, "subject"),
        to: reader.text(&group, "to"),
        writer: writer.map_or_else(MemoWriter::default, |writer| MemoWriter {
            name: reader.text(&writer, "name"),
            position: reader.text(&writer, "position"),
        }),
        background: reader.text(&group, "background"),
        facts: reader.text(&group, "facts"),
        proposal: reader.text(&group, "proposal"),
    };
    Some(memo).filter(|memo| *memo != MemoHead::default())
}
