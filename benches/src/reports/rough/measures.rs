//! Tables of measures: plan and result in one or apart, with headings of many wordings.

use documents::model::{Block, Cell, Row};

use super::sheet::{Sheet, lines, table};
use super::{Case, Weak};
use crate::nation::Random;
use crate::reports::draw::{at, in_hundred, one};
use crate::reports::words;

/// One measure as the report tells it.
struct Told {
    issue: String,
    measure: String,
    steps: Vec<String>,
    units: Vec<String>,
    period: String,
    result: String,
    outcome: String,
    suggestion: String,
}

fn heading(random: &mut Random, key: &str) -> String {
    let pool: &[&str] = match key {
        "issue" => &["ประเด็น", "ประเด็นที่ต้องพัฒนา", "ประเด็นการประเมิน", "จุดอ่อน", "เรื่องที่ต้องปรับปรุง"],
        "measure" => &["มาตรการ", "มาตรการ/แนวทาง", "แนวทางการพัฒนา", "มาตรการหรือกิจกรรม", "โครงการ/กิจกรรม"],
        "steps" => &["ขั้นตอน/วิธีการ", "วิธีดำเนินการ", "ขั้นตอนการดำเนินงาน", "วิธีการปฏิบัติ"],
        "units" => &["ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ส่วนราชการที่รับผิดชอบ", "ผู้ดำเนินการ"],
        "period" => &["ระยะเวลา", "ช่วงเวลาดำเนินการ", "กำหนดเวลา", "ห้วงเวลา"],
        "result" => &["ผลการดำเนินงาน", "สรุปผล", "ผลการปฏิบัติ", "สรุปผลการดำเนินการ"],
        "outcome" => &["ผลลัพธ์", "ผลสำเร็จ", "ผลลัพธ์ที่เกิดขึ้น"],
        "suggestion" => &["ข้อเสนอแนะ", "ข้อคิดเห็น/ข้อเสนอแนะ", "ข้อเสนอ"],
        _ => &["ที่", "ลำดับ"],
    };
    one(random, pool).to_owned()
}

fn told(random: &mut Random, case: &Case, issue: String, usual: &str) -> Told {
    let (year, round) = (case.year(), case.round());
    let period = if in_hundred(random, 60) {
        usual.to_owned()
    } else {
        match random.below(4) {
            0 => format!("ต.ค. {year} - ก.ย. {round}"),
            1 => format!("ไตรมาสที่ {} ปีงบประมาณ พ.ศ. {round}", 1 + random.below(4)),
            2 => format!("มกราคม - มีนาคม {round}"),
            _ => format!("ภายในเดือนมิถุนายน {round}"),
        }
    };
    let steps = (0..2 + at(random, 3)).map(|_| words::step(random)).collect();
    let units = (0..1 + at(random, 2)).map(|_| one(random, &words::UNITS).to_owned()).collect();
    Told {
        issue,
        measure: words::measure(random),
        steps,
        units,
        period,
        result: words::result(random),
        outcome: words::outcome(random),
        suggestion: one(random, &words::SUGGESTIONS).to_owned(),
    }
}

/// Writes the plan, and what came of it.
pub(super) fn tables(random: &mut Random, case: &Case, sheet: &mut Sheet, weak: &Weak) {
    let (year, round) = (case.year(), case.round());
    let usual = match random.below(3) {
        0 => format!("1 ตุลาคม {year} - 30 กันยายน {round}"),
        1 => format!("1 ต.ค. {year} – 30 ก.ย. {round}"),
        _ => format!("ตลอดปีงบประมาณ พ.ศ. {round}"),
    };
    let issue_variant = random.below(3);
    let mut seen: Vec<String> = Vec::new();
    let mut rows: Vec<Told> = Vec::new();
    for (_, code, title, score) in &weak.things {
        let issue = match (weak.items, issue_variant) {
            (true, 0) => format!("{code} {title}"),
            (true, 1) => format!("({code}) {title}"),
            (true, _) => format!("ข้อ {code} {title} ได้ {score} คะแนน"),
            (false, 0) => format!("ตัวชี้วัดที่ {code} {title}"),
            (false, 1) => format!("{title} ({score} คะแนน)"),
            (false, _) => title.clone(),
        };
        // A question of two parts needs one measure.
        if !weak.items || issue_variant == 2 || !seen.contains(code) {
            seen.push(code.clone());
            rows.push(told(random, case, issue, &usual));
        }
    }
    while rows.len() < 3 {
        let issue = "การสื่อสารภายในหน่วยงาน".to_owned();
        rows.push(told(random, case, issue, &usual));
    }
    let text = match random.below(3) {
        0 => format!("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {round}"),
        1 => format!("การกำหนดแนวทางแก้ไขและผู้รับผิดชอบ ปีงบประมาณ พ.ศ. {round}"),
        _ => format!("แผนและผลการดำเนินงาน ปีงบประมาณ พ.ศ. {round}"),
    };
    sheet.heading(2, text);
    let issue_first = ["number", "issue", "measure", "steps", "units", "period"];
    let apart = in_hundred(random, 35);
    let results = ["result", "outcome", "suggestion"];
    let mut keys: Vec<&str> = issue_first.to_vec();
    if in_hundred(random, 70) {
        keys.retain(|key| *key != "number");
    }
    if in_hundred(random, 30) {
        keys.retain(|key| *key != "steps");
    }
    if in_hundred(random, 15) {
        // Who stands before when, or behind it.
        let (units, period) =
            (keys.iter().position(|k| *k == "units"), keys.iter().position(|k| *k == "period"));
        if let (Some(units), Some(period)) = (units, period) {
            keys.swap(units, period);
        }
    }
    let told = 1 + at(random, 3);
    if apart {
        split(random, sheet, &keys, &rows);
        sheet.heading(2, format!("ผลการดำเนินการตามมาตรการ ปีงบประมาณ พ.ศ. {round}"));
        let keys: Vec<&str> = std::iter::once("measure").chain(results.into_iter().take(told)).collect();
        split(random, sheet, &keys, &rows);
    } else {
        keys.extend(results.into_iter().take(told));
        split(random, sheet, &keys, &rows);
    }
}

/// One table, or two of which the second says its headings in other words.
fn split(random: &mut Random, sheet: &mut Sheet, keys: &[&str], rows: &[Told]) {
    let cut =
        if 5 < rows.len() && in_hundred(random, 15) { 2 + at(random, rows.len() - 3) } else { rows.len() };
    for (from, to) in [(0, cut), (cut, rows.len())] {
        let Some(part) = rows.get(from..to).filter(|part| !part.is_empty()) else { continue };
        let columns: Vec<(&str, String, u16)> = keys
            .iter()
            .map(|key| (*key, heading(random, key), if ["number", "period"].contains(key) { 3 } else { 6 }))
            .collect();
        let name = format!("plan-{from}-{}", keys.len());
        let numbered = in_hundred(random, 50);
        let body =
            part.iter().enumerate().map(|(at, row)| cells(row, keys, from + at + 1, numbered)).collect();
        sheet.push(Block::Table(table(&name, &columns, body)));
        if to < rows.len() && in_hundred(random, 30) {
            sheet.say("(ต่อ)".to_owned());
        }
    }
}

fn cells(row: &Told, keys: &[&str], number: usize, numbered: bool) -> Vec<Cell> {
    let cell = |key: &&str| match *key {
        "issue" => Cell::text(row.issue.clone()),
        "measure" => Cell::text(row.measure.clone()),
        "steps" => lines(row.steps.clone(), numbered),
        "units" => lines(row.units.clone(), false),
        "period" => Cell::text(row.period.clone()),
        "result" => Cell::text(row.result.clone()),
        "outcome" => Cell::text(row.outcome.clone()),
        "suggestion" => Cell::text(row.suggestion.clone()),
        _ => Cell::text(number.to_string()),
    };
    Row::new(keys.iter().map(cell).collect()).cells
}
