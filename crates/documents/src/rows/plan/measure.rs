//! Columns about a measure. What is not recorded stays empty.

use domain::plan::{Outcome, PlanMeasure, ProgressNote};
use jiff::civil::Date;
use thai::{DateForm, DigitStyle, dates};

use super::column::{At, Col, line, lines, maybe, of, several, text};
use super::issue::count;
use super::status::{Status, result_day};
use crate::model::{Cell, Content, Figure};

/// Columns that every row about a measure has.
pub(super) const MEASURE: &[Col] = &[
    Col::middle("measure_number", "ที่", |at| {
        Cell::figure(at.measure.and_then(|(number, _)| count(number)))
    }),
    Col::text("measure", "มาตรการ", |at| on(at, |measure| text(&measure.title))),
    Col::text("measure_numbered", "มาตรการ", |at| match at.measure {
        Some((number, measure)) => text(&format!("{number}. {}", line(&measure.title))),
        None => Cell::text(""),
    }),
    Col::text("theme", "ประเด็นการพัฒนา", |at| {
        on(at, |measure| maybe(measure.theme.map(|theme| theme.name().th).as_deref()))
    }),
    Col::text("steps", "ขั้นตอนหรือวิธีการปฏิบัติ", |at| {
        on(at, |measure| {
            let steps = measure.steps.iter().map(|step| line(&step.text));
            several(Content::Steps, steps.filter(|step| !step.is_empty()).collect())
        })
    }),
    Col::text("expected_evidence", "หลักฐานที่ต้องมี", |at| {
        on(at, |measure| {
            let expected = measure.steps.iter().filter_map(|step| step.evidence_expected.as_deref());
            several(Content::Points, expected.map(line).filter(|name| !name.is_empty()).collect())
        })
    }),
    Col::text("lead_unit", "หน่วยงานรับผิดชอบหลัก", |at| {
        on(at, |measure| text(&measure.lead_unit))
    }),
    Col::text("supporting_units", "หน่วยงานสนับสนุน", |at| {
        on(at, |measure| of(Content::Text, supporting(measure)))
    }),
    Col::text("units", "ผู้รับผิดชอบ", |at| {
        on(at, |measure| {
            let helping = supporting(measure);
            let lead = lead(measure);
            let lead = lead.map(|unit| if helping.is_empty() { unit } else { format!("{unit} (หลัก)") });
            let helping = helping.into_iter().map(|unit| format!("{unit} (สนับสนุน)"));
            of(Content::Text, lead.into_iter().chain(helping).collect())
        })
    }),
    Col::text("units_labelled", "หน่วยงานรับผิดชอบ", |at| {
        on(at, |measure| {
            let lead = lead(measure).map(|unit| format!("หน่วยงานรับผิดชอบหลัก: {unit}"));
            let helping = supporting(measure).join(", ");
            let helping = (!helping.is_empty()).then(|| format!("หน่วยงานสนับสนุน: {helping}"));
            of(Content::Text, lead.into_iter().chain(helping).collect())
        })
    }),
    Col::text("units_plain", "ผู้รับผิดชอบ", |at| {
        on(at, |measure| of(Content::Text, lead(measure).into_iter().chain(supporting(measure)).collect()))
    }),
    Col::middle("period", "ระยะเวลา", |at| on(at, |measure| text(&measure.period.text))),
    Col::middle("due", "กำหนดแล้วเสร็จ", |at| day(last_day(at))),
    Col::middle("due_iso", "กำหนดแล้วเสร็จ", |at| iso(last_day(at))),
    Col::text("follow_up", "การกำกับติดตาม", |at| {
        on(at, |measure| {
            let dates = measure.follow_ups.iter().map(|&date| short(date));
            let report = joined(dates.collect()).map(|dates| format!("รายงานผล ณ {dates}"));
            let office = measure.checked_by.as_deref().map(line).filter(|office| !office.is_empty());
            let office = office.map(|office| format!("ผู้กำกับติดตาม: {office}"));
            of(Content::Text, report.into_iter().chain(office).collect())
        })
    }),
    Col::middle("follow_up_dates", "วันติดตาม", |at| {
        on(at, |measure| of(Content::Text, measure.follow_ups.iter().map(|&date| short(date)).collect()))
    }),
    Col::text("checked_by", "ผู้กำกับติดตาม", |at| {
        on(at, |measure| maybe(measure.checked_by.as_deref()))
    }),
    Col::text("sign", "ตัวชี้วัดความสำเร็จ", |at| {
        on(at, |measure| maybe(measure.sign.as_deref()))
    }),
    Col::text("progress", "ความก้าวหน้า", |at| {
        on(at, |measure| several(Content::Points, notes(at, measure).map(note).collect()))
    }),
    Col::text("latest", "ความก้าวหน้าล่าสุด", |at| {
        on(at, |measure| text(&notes(at, measure).last().map(note).unwrap_or_default()))
    }),
    Col::middle("percent", "ร้อยละความก้าวหน้า", |at| {
        on(at, |measure| {
            let percents = notes(at, measure).filter_map(|note| note.percent);
            Cell::figure(percents.last().map(|percent| Figure::count(i64::from(percent.get()))))
        })
    }),
    Col::text("result", "สรุปผลการดำเนินการ", |at| {
        on(at, |measure| maybe(told(at, measure)))
    }),
    Col::text("done", "ผลการดำเนินงาน", |at| {
        on(at, |measure| match told(at, measure) {
            Some(result) => text(result),
            None => several(Content::Points, notes(at, measure).map(note).collect()),
        })
    }),
    Col::text(
        "outcome",
        "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        |at| {
            on(at, |measure| {
                let known = measure.outcome.as_ref().filter(|_| outcome_told(at, measure));
                known.map_or_else(|| text(""), |outcome| of(Content::Text, effect(outcome)))
            })
        },
    ),
    Col::middle("outcome_value", "ค่าที่วัดได้", |at| {
        on(at, |measure| {
            let known = measure.outcome.as_ref().filter(|_| outcome_told(at, measure));
            Cell::figure(known.and_then(|outcome| outcome.figure.as_ref()).map(figure))
        })
    }),
    Col::middle("outcome_unit", "หน่วยนับ", |at| {
        on(at, |measure| {
            let known = measure.outcome.as_ref().filter(|_| outcome_told(at, measure));
            maybe(known.and_then(|outcome| outcome.figure.as_ref()).map(|figure| figure.unit.as_str()))
        })
    }),
    Col::text("suggestion", "ข้อเสนอแนะ", |at| {
        on(at, |measure| maybe(measure.suggestion.as_deref()))
    }),
    Col::text("evidence", "หลักฐาน", |at| {
        on(at, |measure| {
            let shown = |proof: &domain::plan::Evidence| {
                let link = proof.link.as_deref().map(str::trim).filter(|link| !link.is_empty());
                [Some(proof.name.trim()).filter(|name| !name.is_empty()), link]
                    .into_iter()
                    .flatten()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            of(Content::Verbatim, measure.evidence.iter().flat_map(shown).collect())
        })
    }),
    Col::text("links", "ที่เผยแพร่", |at| {
        on(at, |measure| {
            let links = measure.evidence.iter().filter_map(|proof| proof.link.as_deref()).map(str::trim);
            of(Content::Verbatim, links.filter(|link| !link.is_empty()).map(str::to_owned).collect())
        })
    }),
    Col::middle("status", "สถานะ", |at| on(at, |measure| text(status(at, measure).word()))),
    Col::middle("days_late", "เลยกำหนด (วัน)", |at| {
        let late = |measure: &PlanMeasure| {
            let end = measure.period.days.filter(|_| status(at, measure) == Status::Overdue)?.last_day();
            let days = end.until(at.window.day).ok()?.get_days();
            Some(Figure::count(i64::from(days)))
        };
        Cell::figure(at.measure.and_then(|(_, measure)| late(measure)))
    }),
    Col::middle("next_date", "วันติดตามครั้งต่อไป", |at| {
        day(next_date(at))
    }),
    Col::middle("next_iso", "วันติดตามครั้งต่อไป", |at| {
        iso(next_date(at))
    }),
    Col::middle("note_count", "จำนวนบันทึก", |at| {
        on(at, |measure| Cell::figure(count(notes(at, measure).count())))
    }),
];

/// A cell of a measure; empty where the row has none.
fn on(at: &At<'_>, cell: impl FnOnce(&PlanMeasure) -> Cell) -> Cell {
    at.measure.map_or_else(|| Cell::text(""), |(_, measure)| cell(measure))
}

fn lead(measure: &PlanMeasure) -> Option<String> {
    Some(line(&measure.lead_unit)).filter(|unit| !unit.is_empty())
}

fn supporting(measure: &PlanMeasure) -> Vec<String> {
    measure.supporting_units.iter().map(|unit| line(unit)).filter(|unit| !unit.is_empty()).collect()
}

/// How far a measure is on the day of the row.
pub(super) fn status(at: &At<'_>, measure: &PlanMeasure) -> Status {
    Status::of(measure, at.window.day, at.facts.today)
}

/// The notes that the row tells, by their days.
pub(super) fn notes<'m>(at: &At<'_>, measure: &'m PlanMeasure) -> std::vec::IntoIter<&'m ProgressNote> {
    let mut found: Vec<_> = measure.progress.iter().filter(|note| at.window.tells(note.date)).collect();
    found.sort_by_key(|note| note.date);
    found.into_iter()
}

/// A note on one line: `31 มี.ค. 2569: จัดอบรมแล้วหนึ่งครั้ง (ร้อยละ 50)`.
fn note(note: &ProgressNote) -> String {
    let percent = note.percent.map(|percent| format!("ร้อยละ {}", percent.get()));
    match (line(&note.text), percent) {
        (text, Some(percent)) if text.is_empty() => format!("{}: {percent}", short(note.date)),
        (text, Some(percent)) => format!("{}: {text} ({percent})", short(note.date)),
        (text, None) => format!("{}: {text}", short(note.date)),
    }
}

/// The final result, where it falls into the days that the row tells about.
fn told<'m>(at: &At<'_>, measure: &'m PlanMeasure) -> Option<&'m str> {
    result_day(measure, at.facts.today).filter(|&day| at.window.tells(day))?;
    measure.result.as_deref()
}

/// An outcome goes with the result; without a result it is told by the day of the document only.
fn outcome_told(at: &At<'_>, measure: &PlanMeasure) -> bool {
    told(at, measure).is_some() || (at.window.from.is_none() && measure.outcome.is_some())
}

fn figure(figure: &domain::plan::OutcomeFigure) -> Figure {
    Figure { scaled: figure.value.scaled(), places: figure.value.places(), signed: false }
}

/// The effect in words, and its figure unless the words have it.
fn effect(outcome: &Outcome) -> Vec<String> {
    let mut words = lines(&outcome.text);
    if let Some(found) = &outcome.figure {
        let (number, unit) = (figure(found).to_string(), line(&found.unit));
        let said = words.iter().any(|line| has_number(line, &number) && line.contains(&unit));
        if !said {
            // The unit of a share stands before its number.
            let before = unit == "ร้อยละ" || unit.is_empty();
            let shown = if before { format!("{unit} {number}") } else { format!("{number} {unit}") };
            words.push(shown.trim().to_owned());
        }
    }
    words
}

/// Whether a text has a number that is not part of a longer one.
fn has_number(text: &str, number: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.match_indices(number).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let after = rest.get(number.len()..).unwrap_or_default();
        let mut ahead = after.chars();
        let longer = match ahead.next() {
            Some('.' | ',') => ahead.next().is_some_and(digit),
            next => next.is_some_and(digit),
        };
        !longer && !before.ends_with(|c: char| digit(c) || matches!(c, '.' | ',' | '-'))
    })
}

fn last_day(at: &At<'_>) -> Option<Date> {
    at.measure.and_then(|(_, measure)| measure.period.days).map(|days| days.last_day())
}

/// The first promise after what the row tells about, unless the measure is done.
fn next_date(at: &At<'_>) -> Option<Date> {
    let (_, measure) = at.measure.filter(|(_, measure)| status(at, measure) != Status::Done)?;
    measure.follow_ups.iter().copied().filter(|&date| at.window.day < date).min()
}

/// A day in a table.
pub(super) fn day(date: Option<Date>) -> Cell {
    Cell::text(date.map(short).unwrap_or_default())
}

/// A day for ordering and comparing; not for print.
pub(super) fn iso(date: Option<Date>) -> Cell {
    Cell::text(date.map(|date| date.to_string()).unwrap_or_default())
}

/// `31 มี.ค. 2569`
pub(super) fn short(date: Date) -> String {
    dates::write(date, DateForm::Short, DigitStyle::Ascii)
}

/// Several in one phrase: `ก, ข และ ค`.
fn joined(mut all: Vec<String>) -> Option<String> {
    let last = all.pop()?;
    Some(if all.is_empty() { last } else { format!("{} และ {last}", all.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn numbers_are_found_whole() {
        assert!(has_number("ผู้เข้าร่วม 42 คน", "42"));
        assert!(has_number("ร้อยละ 95.50.", "95.50"));
        for text in ["142 คน", "420 คน", "1,42 คน", "42.5 คน", "-42", "42,000 บาท", ""]
        {
            assert!(!has_number(text, "42"), "{text}");
        }
    }
}
