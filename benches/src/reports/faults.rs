//! Faults of every kind, put into a report at a known place.

use documents::model::{Block, Content, ParagraphStyle, Table};
use domain::Score;

use super::draw::{at, in_hundred, one, shuffled};
use super::extras;
use super::truth::{Spot, Within, grid, text};
use super::{Draft, edit, faults_of_scores as scores};
use crate::agencies::rules;
use crate::nation::Random;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its kind, as the tables name it.
    pub kind: &'static str,
    /// The code of the finding that it calls for.
    pub code: &'static str,
    /// What is printed.
    pub printed: String,
    /// What would be right, where one value is.
    pub fits: Option<String>,
    /// Words that stand with it.
    pub near: String,
}

/// Kinds of faults with the codes that they call for.
pub const FAULTS: [(&str, &str); 26] = [
    ("overall_mismatch", "overall_mismatch"),
    ("overall_mismatch, by an indicator", "overall_mismatch"),
    ("instrument_mismatch", "instrument_mismatch"),
    ("points_mismatch", "points_mismatch"),
    ("indicator_mismatch", "indicator_mismatch"),
    ("sub_indicator_mismatch", "sub_indicator_mismatch"),
    ("part_mismatch", "part_mismatch"),
    ("outside_bounds", "outside_bounds"),
    ("level_mismatch", "level_mismatch"),
    ("level_of_other_year", "level_of_other_year"),
    ("level_unknown", "level_unknown"),
    ("stated_twice", "stated_twice"),
    ("part_mean_as_indicator", "part_mean_as_indicator"),
    ("words_against_score", "words_against_score"),
    ("extreme_mismatch", "extreme_mismatch"),
    ("count_mismatch", "count_mismatch"),
    ("order_mismatch", "order_mismatch"),
    ("year_mismatch", "year_mismatch"),
    ("code_of_other_year", "code_of_other_year"),
    ("agency_name_changes", "agency_name_changes"),
    ("percentage_mismatch", "percentage_mismatch"),
    ("change_mismatch", "change_mismatch"),
    ("date_impossible", "date_impossible"),
    ("date_outside_year", "date_outside_year"),
    ("weakness_without_measure", "weakness_without_measure"),
    ("measure_without_result", "measure_without_result"),
];

/// Kinds that say that a whole text is another's.
const COPIED: (&str, &str) = ("copied_text", "copied_text");

/// Puts in so many faults as can be, each of another kind, at most one of them in the scores themselves.
pub(super) fn put_in(random: &mut Random, draft: &mut Draft, wanted: usize) {
    if wanted == 0 {
        return;
    }
    // One kind goes first, so that kinds that few reports can carry are not crowded out by the others.
    let order = shuffled(random, FAULTS.iter().chain(&[COPIED]).copied().collect());
    let mut in_scores = false;
    for (kind, code) in order {
        let of_scores = scores::is_one(kind);
        if of_scores && in_scores {
            continue;
        }
        if let Some(fault) = inject(random, draft, kind, code) {
            draft.faults.push(fault);
            in_scores |= of_scores;
        }
        if draft.faults.len() == wanted {
            return;
        }
    }
}

fn inject(random: &mut Random, draft: &mut Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    let scores_of = |key: &str| draft.statements.iter().filter(|one| one.key.starts_with(key)).count();
    let enough = match kind {
        "extreme_mismatch" | "count_mismatch" => all_indicators(draft),
        "words_against_score" | "change_mismatch" => 0 < scores_of("overall"),
        "year_mismatch" | "code_of_other_year" => !draft.statements.is_empty(),
        "agency_name_changes" => {
            2 <= edit::texts(&draft.document).iter().filter(|t| t.contains(&draft.case.short)).count()
        }
        _ => true,
    };
    if !enough {
        return None;
    }
    if extras::KINDS.contains(&kind) && !(kind == "date_impossible" && in_hundred(random, 30)) {
        let sentence = extras::sentence(random, &draft.case, kind, false)?;
        let near: String = sentence.text.chars().take(22).collect();
        edit::insert(draft, Block::paragraph(ParagraphStyle::Body, sentence.text))?;
        return Some(Fault { kind, code, printed: sentence.printed, fits: sentence.fits, near });
    }
    match kind {
        "stated_twice" => twice(random, draft, kind, code),
        "level_mismatch" | "level_of_other_year" | "level_unknown" => level(random, draft, kind, code),
        "date_impossible" => period(random, draft, kind, code, true),
        "date_outside_year" => period(random, draft, kind, code, false),
        "weakness_without_measure" => unanswered(random, draft, kind, code),
        "measure_without_result" => unfinished(random, draft, kind, code),
        "copied_text" => copied(draft, kind, code),
        _ => scores::inject(random, draft, kind, code),
    }
}

/// Whether every indicator of the year is printed.
pub(super) fn all_indicators(draft: &Draft) -> bool {
    draft
        .case
        .indicators()
        .iter()
        .all(|(number, ..)| !edit::of(draft, &format!("indicators.{number}")).is_empty())
}

/// What stands with a place: the first words of its row or text.
pub(super) fn near(draft: &Draft, spot: Spot) -> String {
    let Some(block) = draft.document.sections.get(spot.section).and_then(|s| s.blocks.get(spot.block)) else {
        return String::new();
    };
    let words = match (block, spot.within) {
        (Block::Table(table), Within::Cell(row, _)) => table.body.get(row).and_then(|row| {
            let texts = row.cells.iter().map(|cell| text(&cell.content));
            texts
                .filter(|text| text.parse::<Score>().is_err())
                .max_by_key(|text| text.chars().count().min(24))
        }),
        (Block::Paragraph { runs, .. }, _) => Some(super::truth::plain(runs)),
        (Block::Heading { text, .. }, _) => Some(text.clone()),
        (Block::List(list), Within::Entry(at)) => list.items.get(at).map(|entry| super::truth::plain(entry)),
        _ => None,
    };
    words.unwrap_or_default().chars().take(18).collect()
}

/// A sentence more that says another score of something that is printed.
fn twice(random: &mut Random, draft: &mut Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    let all: Vec<_> = draft
        .statements
        .iter()
        .filter(|one| one.key == "overall" || one.key.starts_with("indicators."))
        .cloned()
        .collect();
    let chosen = all.get(at(random, all.len()))?.clone();
    let wrong = scores::slip(random, chosen.score, 8)?;
    let text = match chosen.key.strip_prefix("indicators.") {
        None => match random.below(2) {
            0 => format!("สรุปแล้วหน่วยงานได้คะแนนรวม {wrong} คะแนน"),
            _ => format!("ผลคะแนนในภาพรวมร้อยละ {wrong} จะนำไปรายงานในที่ประชุม"),
        },
        Some(number) => {
            let number: u8 = number.parse().ok()?;
            let (_, name, _) = draft.case.indicators().into_iter().find(|one| one.0 == number)?;
            match random.below(3) {
                0 => format!("ทั้งนี้ ตัวชี้วัดที่ {number} {name} ได้คะแนน {wrong} คะแนน จึงควรทำต่อเนื่อง"),
                1 => format!("เมื่อดูรายด้าน ตัวชี้วัด{name} ได้ร้อยละ {wrong}"),
                _ => format!("ตัวชี้วัดที่ {number} {name} มีคะแนนเท่ากับ {wrong}"),
            }
        }
    };
    let near = text.chars().take(22).collect();
    let spot = edit::insert(draft, Block::paragraph(ParagraphStyle::Body, text))?;
    draft.statements.push(super::Statement { key: chosen.key, score: wrong, spot });
    Some(Fault { kind, code, printed: wrong.to_string(), fits: Some(chosen.score.to_string()), near })
}

/// Another level than the scores give, wherever the level is printed.
fn level(random: &mut Random, draft: &mut Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    let own = draft.case.assessment.level.clone()?;
    let levels: Vec<String> = draft.case.framework().levels.iter().map(|level| level.name.clone()).collect();
    // One level has one fault: a second would change what the first has put there.
    if draft.faults.iter().any(|fault| fault.kind.starts_with("level_")) {
        return None;
    }
    let wrong = match kind {
        "level_mismatch" => {
            // Where nothing but the overall score is printed, every level of its range may be right: the gates of
            // instruments decide between them.
            let (score, bare) =
                (draft.case.overall(), !draft.statements.iter().any(|one| one.key != "overall"));
            let in_reach = |name: &String| {
                let level = draft.case.framework().levels.iter().find(|level| level.name == *name);
                level.is_some_and(|level| level.overall_min <= score && score <= level.overall_max)
            };
            let others: Vec<&String> =
                levels.iter().filter(|name| **name != own && !(bare && in_reach(name))).collect();
            (*others.get(at(random, others.len()))?).clone()
        }
        "level_of_other_year" => {
            let year = if draft.case.year() < 2567 { 2568 } else { 2564 };
            let others = &rules(year).ok()?.levels;
            let others: Vec<_> = others.iter().filter(|level| !levels.contains(&level.name)).collect();
            others.get(at(random, others.len()))?.name.clone()
        }
        _ => one(random, &["S", "AAA", "ทองคำ", "ยอดเยี่ยมที่สุด", "B+"]).to_owned(),
    };
    let texts = edit::texts(&draft.document);
    let told = |name: &str| {
        let forms = [format!("ระดับ{name}"), format!("ระดับ {name}")];
        texts.iter().any(|text| forms.iter().any(|form| text.contains(form)))
    };
    // Where other levels are told too, it is not known which of them is the agency's.
    if !told(&own) || levels.iter().any(|name| *name != own && !own.starts_with(name.as_str()) && told(name))
    {
        return None;
    }
    let mut changed = 0;
    for gap in ["", " "] {
        changed +=
            edit::replace_all(&mut draft.document, &format!("ระดับ{gap}{own}"), &format!("ระดับ{gap}{wrong}"));
    }
    if changed == 0 {
        return None;
    }
    Some(Fault { kind, code, printed: wrong, fits: Some(own), near: "ระดับ".to_owned() })
}

/// Tables with a column, and the position of that column.
fn tables_with(draft: &Draft, keys: &[&str]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (section, blocks) in draft.document.sections.iter().enumerate() {
        for (block, content) in blocks.blocks.iter().enumerate() {
            let Block::Table(table) = content else { continue };
            let of_measures = table.columns.iter().any(|column| column.key.starts_with("measure"));
            if let Some(at) =
                table.columns.iter().position(|c| keys.contains(&c.key.as_str())).filter(|_| of_measures)
            {
                found.push((section, block, at));
            }
        }
    }
    found
}

fn table_mut(draft: &mut Draft, section: usize, block: usize) -> Option<&mut Table> {
    match draft.document.sections.get_mut(section)?.blocks.get_mut(block)? {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

/// A period of another year, or one that ends before it begins.
fn period(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
    reversed: bool,
) -> Option<Fault> {
    let (year, round) = (draft.case.year(), draft.case.round());
    let (section, block, column) = *tables_with(draft, &["period"]).first()?;
    let table = table_mut(draft, section, block)?;
    let rows = grid(table);
    let with_days =
        rows.iter().filter(|row| table.body[row[column].0].cells[row[column].1].content != Content::Empty);
    if with_days.count() < 4 {
        return None;
    }
    let row = &rows[at(random, rows.len())];
    let (at_row, at_cell) = row[column];
    let cell = table.body.get_mut(at_row)?.cells.get_mut(at_cell)?;
    let wrong = if reversed {
        [format!("1 ตุลาคม {round} - 30 กันยายน {year}"), format!("มิ.ย. {round} - ม.ค. {round}")][at(random, 2)]
            .clone()
    } else {
        let (from, to) = (year - 2, round - 2);
        let all = [
            format!("1 ตุลาคม {from} - 30 กันยายน {to}"),
            format!("ต.ค. {round} - ก.ย. {}", round + 1),
            format!("มกราคม - มีนาคม {}", round - 1),
        ];
        all[at(random, all.len())].clone()
    };
    if cell.content == Content::Empty || 1 < cell.rows {
        return None;
    }
    cell.content = Content::Text(vec![wrong.clone()]);
    Some(Fault { kind, code, printed: wrong.clone(), fits: None, near: wrong })
}

/// Takes away every row that answers a weak thing.
fn unanswered(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
) -> Option<Fault> {
    let marks = ["ถือเป็นจุดอ่อน", "ประเด็นที่ต้องพัฒนา ได้แก่", "ต้องปรับปรุงโดยเร็ว"];
    let stated = edit::texts(&draft.document).iter().any(|text| marks.iter().any(|mark| text.contains(mark)));
    let places = tables_with(draft, &["issue"]);
    if !stated || !draft.layout.starts_with("rough") {
        return None;
    }
    let mut issues: Vec<String> = Vec::new();
    for (section, block, column) in &places {
        let table = table_mut(draft, *section, *block)?;
        issues.extend(
            grid(table).iter().map(|row| text(&table.body[row[*column].0].cells[row[*column].1].content)),
        );
    }
    let distinct: std::collections::BTreeSet<&String> = issues.iter().collect();
    if distinct.len() < 4 {
        return None;
    }
    let gone = issues.get(at(random, issues.len()))?.clone();
    // What it answers: an item by its code, else an indicator by its name.
    let items = draft.statements.iter().any(|one| one.key.starts_with("items."));
    let named = draft.case.indicators().into_iter().find(|(_, name, _)| gone.contains(name));
    let thing = if items {
        let word = |c: char| c.is_ascii_alphanumeric();
        gone.split(|c| !word(c)).find(|word| 1 < word.len() && word.starts_with(['I', 'E', 'O']))?.to_owned()
    } else {
        named?.0.to_string()
    };
    let names = |text: &str| {
        if items {
            text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == thing)
        } else {
            *text == gone
        }
    };
    let mut measures: Vec<String> = Vec::new();
    for (section, block, column) in places {
        let table = table_mut(draft, section, block)?;
        let measure = table.columns.iter().position(|column| column.key == "measure")?;
        let taken = |row: &documents::model::Row| {
            row.cells.get(column).is_some_and(|cell| names(&text(&cell.content)))
        };
        measures
            .extend(table.body.iter().filter(|row| taken(row)).map(|row| text(&row.cells[measure].content)));
        table.body.retain(|row| !taken(row));
    }
    for (section, block, column) in tables_with(draft, &["measure"]) {
        let table = table_mut(draft, section, block)?;
        if !table.columns.iter().any(|column| column.key == "issue") {
            table.body.retain(|row| {
                row.cells.get(column).is_none_or(|cell| !measures.contains(&text(&cell.content)))
            });
        }
    }
    Some(Fault { kind, code, printed: thing.clone(), fits: None, near: thing })
}

/// Empties result and outcome of one measure.
fn unfinished(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
) -> Option<Fault> {
    let places = tables_with(draft, &["result", "done"]);
    let (section, block, _) = *places.first()?;
    if 1 < places.len() {
        return None;
    }
    let table = table_mut(draft, section, block)?;
    let rows = table.body.len();
    let chosen = at(random, rows);
    let plain = table.body.get(chosen)?.cells.iter().all(|cell| cell.rows == 1 && cell.columns == 1);
    if rows < 4 || !plain || table.body[chosen].cells.len() != table.columns.len() {
        return None;
    }
    let dash = in_hundred(random, 40);
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    for (at, key) in keys.iter().enumerate() {
        if ["result", "done", "outcome", "progress"].contains(&key.as_str()) {
            table.body[chosen].cells[at].content =
                if dash { Content::Text(vec!["-".to_owned()]) } else { Content::Empty };
        }
    }
    let measure = keys.iter().position(|key| key.starts_with("measure") && key != "measure_number")?;
    let name = text(&table.body[chosen].cells[measure].content);
    let near = name.chars().take(18).collect();
    Some(Fault { kind, code, printed: name, fits: None, near })
}

/// Only reports with enough text of their own can be copied.
fn copied(draft: &Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    let long = edit::texts(&draft.document).iter().filter(|text| 60 < text.chars().count()).count();
    (8 <= long).then(|| Fault { kind, code, printed: String::new(), fits: None, near: String::new() })
}

/// Makes the other report hold most of this one's text.
pub(super) fn copy(draft: &Draft, other: &mut Draft) {
    let blocks = draft.document.sections.iter().flat_map(|section| &section.blocks);
    let long =
        blocks.filter(|block| matches!(block, Block::Paragraph { .. } | Block::Table(_) | Block::List(_)));
    if let Some(section) = other.document.sections.first_mut() {
        section.blocks.extend(long.cloned());
    }
}
