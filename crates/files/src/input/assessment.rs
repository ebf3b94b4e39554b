//! The tree of an assessment file into an assessment.

use std::collections::HashMap;

use domain::agency::{Agency, AgencyKind, Scope};
use domain::framework::{Catalogue, Framework, LookupError, nearest};
use domain::scoring::Unlisted;
use domain::{Assessment, Text};

use super::codes::Codes;
use super::faults;
use super::problem::ReadError;
use super::report::{Fault, Report};
use super::tree::{At, Field, Node, Value};
use super::{Loaded, figure_faults, figures, published, tallies};

const TOP: [&str; 7] = ["agency", "scope", "framework", "unlisted_items", "published", "verdicts", "tallies"];
const AGENCY: [&str; 7] = ["name", "kind", "province", "district", "ministry", "code", "website"];

/// Reads the tree once, collecting everything that is wrong.
pub(crate) fn read<'f>(
    root: &Node,
    catalogue: &'f Catalogue,
    mut report: Report,
) -> Result<Loaded<'f>, ReadError> {
    let Value::Table(fields) = &root.value else {
        report.add(&root.at, "", faults::root_not_a_group());
        return Err(ReadError::Invalid(report.problems));
    };
    let has = |name: &str| fields.iter().any(|field| field.name == name);
    if !has("framework") && has("instruments") && has("indicators") {
        report.add(&root.at, "", faults::framework_file());
        return Err(ReadError::Invalid(report.problems));
    }
    let top = Group::new(fields, "", &mut report);
    // Editors use `$schema` to find the schema of a JSON file.
    top.refuse_unknown(&TOP, &["$schema"], &mut report);
    let framework = framework(&top, root, catalogue, &mut report);

    let mut assessment = match &framework {
        Ok(Some(framework)) => Some(Assessment::new(framework)),
        _ => None,
    };
    let agency =
        top.table("agency", &mut report).map(|group| agency(&group, &mut report)).unwrap_or_default();
    let scope = top.text("scope", &mut report).and_then(|(text, at)| {
        let scope = match text {
            "agency" => Ok(Scope::Agency),
            "aggregate" => Ok(Scope::Aggregate),
            other => Err(unknown_word(other, &["agency", "aggregate"])),
        };
        report.take(at, "scope", scope)
    });
    let unlisted = top.text("unlisted_items", &mut report).and_then(|(text, at)| {
        let unlisted = match text {
            "full" => Ok(Unlisted::Full),
            "unknown" => Ok(Unlisted::Unknown),
            other => Err(unknown_word(other, &["full", "unknown"])),
        };
        report.take(at, "unlisted_items", unlisted)
    });
    let codes = assessment.as_ref().map(|assessment| Codes::new(assessment.framework));
    if let Some(assessment) = &mut assessment {
        assessment.agency = agency;
        assessment.scope = scope.unwrap_or_default();
        assessment.evidence.unlisted = unlisted.unwrap_or_default();
    }
    let mut target = codes.as_ref().zip(assessment.as_mut());
    if let Some(group) = top.table("published", &mut report) {
        published::read(&group, target.as_mut(), &mut report);
    }
    if let Some(group) = top.table("verdicts", &mut report) {
        published::verdicts(&group, target.as_mut(), &mut report);
    }
    if let Some(group) = top.table("tallies", &mut report) {
        tallies::read(&group, target.as_mut(), &mut report);
    }
    match (framework, assessment) {
        (Err(error), _) => Err(ReadError::Framework { error, problems: report.problems }),
        (Ok(_), Some(assessment)) if report.problems.is_empty() => {
            Ok(Loaded { assessment, remarks: report.remarks })
        }
        (Ok(_), _) => Err(ReadError::Invalid(report.problems)),
    }
}

fn unknown_word(written: &str, known: &[&str]) -> Fault {
    faults::not_one_of(written, nearest(written, known.iter().copied()), known)
}

/// The framework that the file names; `Ok(None)` when it names none.
fn framework<'f>(
    top: &Group<'_>,
    root: &Node,
    catalogue: &'f Catalogue,
    report: &mut Report,
) -> Result<Option<&'f Framework>, LookupError> {
    let before = report.problems.len();
    let Some((name, at)) = top.text("framework", report) else {
        if report.problems.len() == before {
            report.add(&root.at, "framework", faults::no_framework());
        }
        return Ok(None);
    };
    catalogue.find(name).map(Some).inspect_err(|error| {
        report.add(at, "framework", lookup_fault(error, name, catalogue));
    })
}

/// A framework that cannot be had, with what was probably meant.
pub(crate) fn lookup_fault(error: &LookupError, written: &str, catalogue: &Catalogue) -> Fault {
    match error {
        LookupError::Name(_) => faults::bad_framework_name(written),
        LookupError::Invalid { problems, .. } => faults::invalid_framework(written, problems.len()),
        LookupError::NotFound { name, nearest } => {
            let year = name.fiscal_year.number();
            let entries = catalogue.entries();
            let of_owner = entries.iter().filter(|entry| entry.id.owner == name.owner);
            let base = of_owner.min_by_key(|entry| entry.id.fiscal_year.number().abs_diff(year));
            match base {
                Some(base) if base.id.fiscal_year.number() != year => {
                    faults::no_rules_for_year(&format!("{}/{year}", name.owner), &base.id.series())
                }
                _ => faults::unknown_framework(written, nearest.as_deref()),
            }
        }
    }
}

/// Who was assessed.
pub(crate) fn agency(group: &Group<'_>, report: &mut Report) -> Agency {
    group.refuse_unknown(&AGENCY, &[], report);
    let mut text = |name: &str| group.text(name, report).map(|(text, _)| text.trim().to_owned());
    let mut agency = Agency {
        name: text("name"),
        kind: text("kind").map(|code| AgencyKind::from_code(&code)),
        province: text("province"),
        district: text("district"),
        ministry: text("ministry"),
        code: None,
        website: text("website"),
    };
    // Codes of agencies are digits in many registers, and people write them without quotes.
    agency.code = group.text_or_number("code", report).map(|(text, _)| text.trim().to_owned());
    if let Some(AgencyKind::Other(code)) = &agency.kind {
        let known: Vec<_> = AgencyKind::codes().collect();
        let text = Text::new(
            format!(
                "ไม่รู้จักประเภทหน่วยงาน {} จึงเก็บไว้ตามที่เขียน (ที่รู้จักคือ {})",
                faults::quoted(code),
                known.join(", ")
            ),
            format!(
                "the kind of agency {} is not known and kept as written (known: {})",
                faults::quoted(code),
                known.join(", ")
            ),
        );
        report.remark("unknown-kind", "agency.kind", text);
    }
    agency
}

/// The fields of one table, without those that are null or come twice.
pub(crate) struct Group<'t> {
    prefix: String,
    pub fields: Vec<&'t Field>,
}

impl<'t> Group<'t> {
    pub fn new(fields: &'t [Field], prefix: &str, report: &mut Report) -> Group<'t> {
        let mut first: HashMap<&str, &At> = HashMap::new();
        let mut group = Group { prefix: prefix.to_owned(), fields: Vec::new() };
        for field in fields {
            if let Some(earlier) = first.get(field.name.as_str()) {
                let fault = faults::duplicate_key(&field.name, place(earlier));
                report.add(&field.at, group.key(&field.name), fault);
                continue;
            }
            first.insert(&field.name, &field.at);
            if !matches!(field.value.value, Value::Null) {
                group.fields.push(field);
            }
        }
        group
    }

    /// The key of a name in this table.
    pub fn key(&self, name: &str) -> String {
        let name: String = name.chars().take(60).collect();
        if self.prefix.is_empty() { name } else { format!("{}.{name}", self.prefix) }
    }

    pub fn refuse_unknown(&self, known: &[&str], also: &[&str], report: &mut Report) {
        for field in &self.fields {
            let name = field.name.as_str();
            if !known.contains(&name) && !also.contains(&name) {
                let near = if name.len() <= 60 { nearest(name, known.iter().copied()) } else { None };
                report.add(&field.at, self.key(name), faults::unknown_key(name, near, known));
            }
        }
    }

    pub fn field(&self, name: &str) -> Option<&'t Field> {
        self.fields.iter().find(|field| field.name == name).copied()
    }

    pub fn table(&self, name: &str, report: &mut Report) -> Option<Group<'t>> {
        let field = self.field(name)?;
        let key = self.key(name);
        table(&field.value, &key, report).map(|fields| Group::new(fields, &key, report))
    }

    pub fn text(&self, name: &str, report: &mut Report) -> Option<(&'t str, &'t At)> {
        let field = self.field(name)?;
        if let Value::Text(text) = &field.value.value {
            return Some((text, &field.value.at));
        }
        report.add(
            &field.value.at,
            self.key(name),
            faults::wrong_type(("ข้อความในเครื่องหมายคำพูด", "text in quotes")),
        );
        None
    }

    fn text_or_number(&self, name: &str, report: &mut Report) -> Option<(&'t str, &'t At)> {
        match &self.field(name)?.value {
            Node { value: Value::Number(text), at } => Some((text, at)),
            _ => self.text(name, report),
        }
    }
}

/// Where the first of two equal names stands.
pub(crate) fn place(at: &At) -> Option<Text> {
    let cell = at.cell.as_ref().map(|cell| Text::new(cell, cell));
    cell.or_else(|| at.line.map(|line| Text::new(format!("บรรทัด {line}"), format!("line {line}"))))
}

pub(crate) fn table<'t>(node: &'t Node, key: &str, report: &mut Report) -> Option<&'t [Field]> {
    if let Value::Table(fields) = &node.value {
        return Some(fields);
    }
    report.add(
        &node.at,
        key,
        faults::wrong_type(("กลุ่มของชื่อและค่า เช่น { \"ชื่อ\": \"ค่า\" }", "a group of names and values")),
    );
    None
}

/// The text of a figure, whether it was written as a number or in quotes.
pub(crate) fn figure(node: &Node) -> Result<&str, Fault> {
    match &node.value {
        Value::Number(text) | Value::Text(text) => Ok(text),
        _ => Err(faults::wrong_type(("ตัวเลข", "a number"))),
    }
}

/// The number of the indicator that a name was written under.
pub(crate) fn indicator_of(field: &Field) -> Result<Option<u8>, Fault> {
    let Some(written) = &field.indicator else { return Ok(None) };
    let code = figures::code(written)?;
    code.parse::<u8>().map(Some).map_err(|_| figure_faults::not_a_number(written))
}
