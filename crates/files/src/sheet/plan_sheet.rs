//! A plan as an Excel workbook that can be filled in and read back.
//!
//! Entries of a list stand on lines of one cell, their parts between bars; line ends and bars within an entry
//! become blanks and slashes, so that reading finds the same entries.

use domain::agency::AgencyKind;
use domain::plan::{Plan, PlanIssue, PlanMeasure};
use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::plan_layout::{
    CHAIN_HEADINGS, CHAIN_SHEET, Column, HEAD, HEAD_HEADINGS, HEAD_SHEET, HeadLine, PLAN_SHEET,
};
use super::style::{self, Style, write_figure};
use super::template_workbook::list;

/// Most lines that a row shows.
const HIGHEST: usize = 19;
/// Rows to fill in below what is there.
const SPARE: usize = 20;

pub(super) fn workbook(plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let mut workbook = style::workbook_of(plan.round_year, "แผน")?;
    head_sheet(workbook.add_worksheet(), plan, &style)?;
    plan_sheet(workbook.add_worksheet(), plan, &style)?;
    chain_sheet(workbook.add_worksheet(), plan, &style)?;
    workbook.save_to_buffer()
}

/// Text is always written as text, so that nothing an agency writes becomes a formula.
fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, style: &Style) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, column, &style.input_wrapped)?;
    } else {
        sheet.write_string_with_format(row, column, text, &style.input_wrapped)?;
    }
    Ok(())
}

fn head_sheet(sheet: &mut Worksheet, plan: &Plan, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(HEAD_SHEET)?;
    for (at, heading) in (0..).zip(HEAD_HEADINGS) {
        sheet.write_string_with_format(0, at, heading, &style.heading)?;
    }
    sheet.write_string_with_format(0, 2, "คำอธิบาย", &style.heading)?;
    for (row, line) in (1..).zip(&HEAD) {
        sheet.write_string_with_format(row, 0, line.name, &style.strong)?;
        let value = head_value(plan, line);
        put(sheet, row, 1, &value, style)?;
        style::fit_row_within(sheet, row, [(value.as_str(), 60), (line.hint, 48)], HIGHEST)?;
        sheet.write_string_with_format(row, 2, line.hint, &style.label)?;
        let kinds: Vec<AgencyKind> = AgencyKind::codes().map(AgencyKind::from_code).collect();
        let kinds: Vec<&str> = kinds.iter().map(AgencyKind::name_th).collect();
        if line.key == "kind"
            && let Some(list) = list(&kinds, false)?
        {
            sheet.add_data_validation(row, 1, row, 1, &list)?;
        }
    }
    sheet.set_column_width(0, 26)?.set_column_width(1, 60)?.set_column_width(2, 48)?;
    sheet.set_freeze_panes(1, 0)?;
    style::print_setup(sheet, 0)
}

/// What stands beside a name of the head.
fn head_value(plan: &Plan, line: &HeadLine) -> String {
    let agency = &plan.agency;
    let memo = plan.memo.clone().unwrap_or_default();
    let value = match (line.group, line.key) {
        ("", "score_year") => Some(plan.score_year.to_string()),
        ("", "round_year") => Some(plan.round_year.to_string()),
        ("", _) => Some(plan.framework.clone()),
        ("agency", "name") => agency.name.clone(),
        ("agency", "kind") => agency.kind.as_ref().map(|kind| AgencyKind::name_th(kind).to_owned()),
        ("agency", "province") => agency.province.clone(),
        ("agency", "district") => agency.district.clone(),
        ("agency", "ministry") => agency.ministry.clone(),
        ("agency", "code") => agency.code.clone(),
        ("agency", _) => agency.website.clone(),
        ("writer", "name") => memo.writer.name,
        ("writer", _) => memo.writer.position,
        (_, "unit") => memo.unit,
        (_, "reference") => memo.reference,
        (_, "date") => memo.date.map(|date| date.to_string()),
        (_, "subject") => memo.subject,
        (_, "to") => memo.to,
        (_, "background") => memo.background,
        (_, "facts") => memo.facts,
        _ => memo.proposal,
    };
    value.unwrap_or_default()
}

fn plan_sheet(sheet: &mut Worksheet, plan: &Plan, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(PLAN_SHEET)?;
    for (at, column) in (0..).zip(Column::ALL) {
        sheet.write_string_with_format(0, at, column.heading(), &style.heading)?;
        sheet.set_column_width(at, column.width())?;
        if !column.hint().is_empty() {
            sheet.insert_note(0, at, &Note::new(column.hint()).add_author_prefix(false))?;
        }
    }
    let mut row = 1;
    let unplanned = [PlanMeasure::default()];
    for issue in &plan.issues {
        let measures = if issue.measures.is_empty() { &unplanned } else { issue.measures.as_slice() };
        for (at, measure) in measures.iter().enumerate() {
            let texts = Column::ALL.map(|kind| {
                let blank = kind.is_of_issue() && 0 < at;
                if blank { String::new() } else { cell(plan, issue, measure, kind) }
            });
            // Lines break between words, so a line holds less than the column is wide.
            let widths =
                texts.iter().zip(Column::ALL).map(|(text, kind)| (text.as_str(), kind.width() * 4 / 5));
            style::fit_row_within(sheet, row, widths, HIGHEST)?;
            for (column, (kind, text)) in (0..).zip(Column::ALL.into_iter().zip(&texts)) {
                if matches!(kind, Column::Score | Column::Figure) && !text.is_empty() {
                    write_number(sheet, row, column, text, style)?;
                } else {
                    put(sheet, row, column, text, style)?;
                }
            }
            row += 1;
        }
    }
    for spare in (row..).take(SPARE) {
        for (column, _) in (0..).zip(Column::ALL) {
            put(sheet, spare, column, "", style)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    style::print_setup(sheet, 0)?;
    // Too wide for one page: three side by side, each beginning with the code and the issue.
    sheet.set_print_fit_to_pages(3, 0).set_repeat_columns(0, 1)?;
    Ok(())
}

/// A figure whose places are seen as a number; others as text, so that 95.50 keeps its last digit.
fn write_number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    if text.contains('.') || 15 < text.len() {
        return put(sheet, row, column, text, style);
    }
    write_figure(sheet, (row, column), text, &style.input_wrapped)
}

fn cell(plan: &Plan, issue: &PlanIssue, measure: &PlanMeasure, column: Column) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        Column::Codes => issue.codes.join(", "),
        Column::Issue => issue.title.clone(),
        Column::Score => issue.score.map_or_else(String::new, |score| score.to_string()),
        Column::Cause => optional(&issue.cause),
        Column::Framework if issue.framework == plan.framework => String::new(),
        Column::Framework => issue.framework.clone(),
        Column::Measure => measure.title.clone(),
        Column::Steps => lines(measure.steps.iter().map(|step| {
            [Some(step.text.as_str()), step.evidence_expected.as_deref()].into_iter().flatten().collect()
        })),
        Column::Lead => measure.lead_unit.clone(),
        Column::Supporting => lines(measure.supporting_units.iter().map(|unit| vec![unit.as_str()])),
        Column::Period => measure.period.text.clone(),
        Column::From => measure.period.days.map_or_else(String::new, |days| days.first_day().to_string()),
        Column::To => measure.period.days.map_or_else(String::new, |days| days.last_day().to_string()),
        Column::FollowUps => {
            let dates: Vec<_> = measure.follow_ups.iter().map(ToString::to_string).collect();
            dates.join("\n")
        }
        Column::CheckedBy => optional(&measure.checked_by),
        Column::Sign => optional(&measure.sign),
        Column::Progress => {
            let notes = measure.progress.iter().map(|note| {
                let percent = note.percent.map_or_else(String::new, |percent| percent.get().to_string());
                (note.date.to_string(), percent, note.text.as_str())
            });
            let notes: Vec<_> = notes.collect();
            lines(notes.iter().map(|(date, percent, text)| vec![date.as_str(), percent.as_str(), text]))
        }
        Column::Result => optional(&measure.result),
        Column::Outcome => measure.outcome.as_ref().map_or_else(String::new, |outcome| outcome.text.clone()),
        Column::Figure => figure(measure).map_or_else(String::new, |figure| figure.value.to_string()),
        Column::Unit => figure(measure).map_or_else(String::new, |figure| figure.unit.clone()),
        Column::Suggestion => optional(&measure.suggestion),
        Column::Evidence => {
            let items = measure.evidence.iter().map(|item| {
                let digest: Option<String> =
                    item.sha256.map(|digest| digest.iter().map(|byte| format!("{byte:02x}")).collect());
                let link = item.link.clone().or_else(|| digest.as_ref().map(|_| String::new()));
                [Some(item.name.clone()), link, digest].into_iter().flatten().collect::<Vec<_>>()
            });
            let items: Vec<_> = items.collect();
            lines(items.iter().map(|parts| parts.iter().map(String::as_str).collect()))
        }
        Column::Theme => measure.theme.map_or_else(String::new, |theme| theme.name().th),
        Column::LibraryId => optional(&measure.library_id),
    }
}

fn figure(measure: &PlanMeasure) -> Option<&domain::plan::OutcomeFigure> {
    measure.outcome.as_ref().and_then(|outcome| outcome.figure.as_ref())
}

/// Entries on lines, their parts between bars.
fn lines<'t>(entries: impl Iterator<Item = Vec<&'t str>>) -> String {
    let part = |text: &&str| {
        let words: Vec<_> = text.split_whitespace().collect();
        if text.contains('\n') { words.join(" ").replace('|', "/") } else { text.replace('|', "/") }
    };
    let entries = entries.map(|parts| parts.iter().map(part).collect::<Vec<_>>().join(" | "));
    entries.collect::<Vec<_>>().join("\n")
}

fn chain_sheet(sheet: &mut Worksheet, plan: &Plan, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(CHAIN_SHEET)?;
    for (at, (heading, width)) in (0..).zip(CHAIN_HEADINGS.into_iter().zip([28, 60, 28, 16, 24])) {
        sheet.write_string_with_format(0, at, heading, &style.heading)?;
        sheet.set_column_width(at, width)?;
    }
    let blank = domain::approval::Endorsement::default();
    let spare = std::iter::repeat_n(&blank, 6);
    for (row, endorsement) in (1..).zip(plan.endorsements.iter().chain(spare)) {
        let date = endorsement.date.map_or_else(String::new, |date| date.to_string());
        let acting_for = endorsement.acting_for.clone().unwrap_or_default();
        let texts = [&endorsement.office, &endorsement.opinion, &endorsement.name, &date, &acting_for];
        let widths = texts.iter().zip([28, 60, 28, 16, 24]).map(|(text, width)| (text.as_str(), width));
        style::fit_row_within(sheet, row, widths, HIGHEST)?;
        for (column, text) in (0..).zip(texts) {
            put(sheet, row, column, text, style)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    style::print_setup(sheet, 0)
}
