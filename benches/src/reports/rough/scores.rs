//! Scores told in sentences, in lists and in tables of several shapes.

use documents::model::{Cell, Figure};
use domain::Score;

use super::sheet::{Sheet, table as make_table};
use super::{Case, Weak};
use crate::nation::Random;
use crate::reports::draw::{in_hundred, one, shuffled};

/// The overall score and the level.
pub(super) fn overall(random: &mut Random, case: &Case, sheet: &mut Sheet) {
    let (name, year, score) = (case.name(), case.year(), case.overall());
    let level = case.assessment.level.clone();
    let told = level.map(|level| match random.below(3) {
        0 => format!(" อยู่ในระดับ {level}"),
        1 => format!(" (ระดับ {level})"),
        _ => format!(" จัดอยู่ในระดับ{level}"),
    });
    let level = told.unwrap_or_default();
    let text = match random.below(7) {
        0 => format!(
            "ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year} {name} ได้คะแนนรวม {score} คะแนน{level}"
        ),
        1 => format!("ผลการประเมิน ITA ของ{name} ปีงบประมาณ {year} ได้คะแนน {score}{level}"),
        2 => format!("{name} มีผลคะแนนในภาพรวมร้อยละ {score}{level} ในปีงบประมาณ พ.ศ. {year}"),
        3 => format!("คะแนนผลการประเมินในภาพรวมประจำปีงบประมาณ พ.ศ. {year} คิดเป็น {score} คะแนน{level}"),
        4 => format!("ในปีงบประมาณ พ.ศ. {year} ได้รับคะแนนประเมินเฉลี่ยรวมเท่ากับ {score} คะแนน{level}"),
        5 => format!("คะแนน ITA ปีงบประมาณ พ.ศ. {year} ภาพรวม = {score}{level}"),
        _ => format!("ปีงบประมาณ พ.ศ. {year} หน่วยงานได้ {score} คะแนน จากคะแนนเต็ม 100 คะแนน ในภาพรวม{level}"),
    };
    sheet.tell("overall", score, text);
}

fn indicator_text(variant: u32, number: u8, name: &str, score: Score) -> String {
    match variant {
        0 => format!("ตัวชี้วัดที่ {number} {name} ได้คะแนน {score} คะแนน"),
        1 => format!("{number}. {name} คิดเป็น {score} คะแนน"),
        2 => format!("ด้าน{name} (ตัวชี้วัดที่ {number}) มีคะแนนเท่ากับ {score}"),
        3 => format!("ตัวชี้วัด{name} ได้ร้อยละ {score}"),
        4 => format!("ตัวชี้วัดที่ {number} {name} = {score} คะแนน"),
        _ => format!("- {name}: {score} คะแนน"),
    }
}

/// Every indicator in a sentence, by instrument or in one row.
pub(super) fn sentences(random: &mut Random, case: &Case, sheet: &mut Sheet) {
    let variant = random.below(6);
    let framework = case.framework();
    let by_instrument = in_hundred(random, 50);
    for (at, instrument) in framework.instruments.iter().enumerate() {
        if by_instrument {
            sheet.heading(2, format!("{}. {} ({})", at + 1, instrument.name_th, instrument.code));
        }
        let mine = case.indicators().into_iter().filter(|(number, ..)| {
            framework.indicator(*number).is_some_and(|i| framework.indicators[i].instrument == at)
        });
        let mut mine: Vec<_> = mine.collect();
        if in_hundred(random, 20) {
            mine = shuffled(random, mine);
        }
        for (number, name, score) in mine {
            sheet.tell(format!("indicators.{number}"), score, indicator_text(variant, number, name, score));
        }
    }
}

/// A heading for each indicator, the score in it or below it, and the weak items of it.
pub(super) fn sections(random: &mut Random, case: &Case, sheet: &mut Sheet, weak: &Weak) {
    let variant = random.below(4);
    let item_variant = random.below(4);
    let framework = case.framework();
    for (number, name, score) in case.indicators() {
        let key = format!("indicators.{number}");
        match variant {
            0 => sheet.head_with(key, score, format!("ตัวชี้วัดที่ {number} {name} ได้คะแนนร้อยละ {score}")),
            1 => {
                sheet.heading(3, format!("ตัวชี้วัดที่ {number} {name}"));
                sheet.tell(key, score, format!("ได้คะแนน {score} คะแนน"));
            }
            2 => {
                sheet.heading(3, format!("{number}. ตัวชี้วัด{name}"));
                sheet.tell(key, score, format!("ผลการประเมินตัวชี้วัดนี้คิดเป็นร้อยละ {score}"));
            }
            _ => {
                sheet.heading(3, format!("ตัวชี้วัดที่ {number} {name}"));
                sheet.tell(key, score, format!("คะแนนเฉลี่ยของตัวชี้วัดเท่ากับ {score} คะแนน"));
            }
        }
        if !weak.items {
            continue;
        }
        let own = |code: &str| {
            framework
                .item(code)
                .and_then(|at| framework.items[at].indicator)
                .map(|at| framework.indicators[at].number)
        };
        let mine = weak.things.iter().filter(|(_, code, ..)| own(code) == Some(number));
        for part in parts_of(mine.clone().map(|(key, ..)| key.as_str()), case) {
            if let Some(name) = &part.1 {
                sheet.say(name.clone());
            }
            for (key, code, title, score) in
                mine.clone().filter(|(key, ..)| part_of(key) == part.0.as_deref())
            {
                sheet.tell(key.clone(), *score, item_text(item_variant, code, title, *score));
            }
        }
    }
}

fn item_text(variant: u32, code: &str, title: &str, score: Score) -> String {
    match variant {
        0 => format!("ข้อ {code} {title} ได้คะแนน {score} คะแนน"),
        1 => format!("({code}) {title} ได้ร้อยละ {score}"),
        2 => format!("ข้อคำถามที่ {code} {title} ได้คะแนนเท่ากับ {score}"),
        _ => format!("{code} {title} คิดเป็น {score} คะแนน"),
    }
}

fn part_of(key: &str) -> Option<&str> {
    key.strip_prefix("items.")?.split_once('/').map(|(part, _)| part)
}

/// The parts among keys, with their names, in the order of the year.
fn parts_of<'k>(keys: impl Iterator<Item = &'k str>, case: &Case) -> Vec<(Option<String>, Option<String>)> {
    let keys: Vec<Option<&str>> = keys.map(part_of).collect();
    let known = case.framework().parts.iter().filter(|part| keys.contains(&Some(part.code.as_str())));
    let mut all: Vec<_> = known.map(|part| (Some(part.code.clone()), Some(part.name_th.clone()))).collect();
    if keys.contains(&None) {
        all.insert(0, (None, None));
    }
    all
}

/// The mark below which things need a measure.
pub(super) fn mark(random: &mut Random, sheet: &mut Sheet, weak: &Weak) {
    let Some(mark) = weak.mark else { return };
    let what = if weak.items { "ข้อ" } else { "ตัวชี้วัด" };
    let text = match random.below(3) {
        0 => format!("{what}ที่ได้คะแนนต่ำกว่า {mark} คะแนน ถือเป็นจุดอ่อนที่ต้องกำหนดมาตรการ ดังนี้"),
        1 => format!("ประเด็นที่ต้องพัฒนา ได้แก่ {what}ที่มีคะแนนน้อยกว่าร้อยละ {mark}"),
        _ => format!("หน่วยงานกำหนดให้{what}ที่คะแนนต่ำกว่าร้อยละ {mark} ต้องปรับปรุงโดยเร็ว"),
    };
    sheet.say(text);
}

/// The weak items as a list or a table.
pub(super) fn items(random: &mut Random, case: &Case, sheet: &mut Sheet, weak: &Weak) {
    let keys = || weak.things.iter().map(|(key, ..)| key.as_str());
    if in_hundred(random, 50) {
        let variant = random.below(4);
        for (part, name) in parts_of(keys(), case) {
            if let Some(name) = name {
                sheet.heading(3, name);
            } else if keys().any(|key| part_of(key).is_some()) {
                sheet.heading(3, "แบบวัดบุคลากรและการเปิดเผยข้อมูล".to_owned());
            }
            for (key, code, title, score) in
                weak.things.iter().filter(|(key, ..)| part_of(key) == part.as_deref())
            {
                sheet.tell(key.clone(), *score, item_text(variant, code, title, *score));
            }
        }
        return;
    }
    let parted = keys().any(|key| part_of(key).is_some());
    let mut columns = vec![
        ("code", one(random, &["ข้อ", "รหัส", "ข้อที่"]).to_owned(), 2),
        ("title", one(random, &["ประเด็นการประเมิน", "ข้อคำถาม", "หัวข้อ"]).to_owned(), 9),
    ];
    if parted {
        columns.push(("part", one(random, &["ส่วน", "ส่วนของแบบวัด"]).to_owned(), 5));
    }
    columns.push(("score", one(random, &["คะแนน", "คะแนนที่ได้", "ร้อยละ"]).to_owned(), 2));
    let mut printed = Vec::new();
    let mut rows = Vec::new();
    for (key, code, title, score) in &weak.things {
        let mut cells = vec![Cell::text(code.clone()), Cell::text(title.clone())];
        if parted {
            let name = case.framework().parts.iter().find(|part| Some(part.code.as_str()) == part_of(key));
            cells.push(Cell::text(name.map(|part| part.name_th.clone()).unwrap_or_default()));
        }
        printed.push((key.clone(), *score, rows.len(), cells.len()));
        cells.push(Cell::figure(Some(Figure::from(*score))));
        rows.push(cells);
    }
    sheet.table(make_table("weak-items", &columns, rows), printed);
}

/// A table of the indicators.
pub(super) fn table(random: &mut Random, case: &Case, sheet: &mut Sheet) {
    let framework = case.framework();
    let ranked = in_hundred(random, 25);
    let two_years = case.previous.is_some() && in_hundred(random, 60);
    let mut all = case.indicators();
    if ranked {
        all.sort_by_key(|one| std::cmp::Reverse(one.2));
    } else if in_hundred(random, 15) {
        all = shuffled(random, all);
    }
    let numbered = !ranked && in_hundred(random, 75);
    let with_instrument = in_hundred(random, 40);
    let with_result = in_hundred(random, 30);
    let mut columns: Vec<(&str, String, u16)> = Vec::new();
    if ranked {
        columns.push(("rank", one(random, &["อันดับ", "อันดับที่"]).to_owned(), 2));
    }
    if numbered {
        columns.push(("number", one(random, &["ที่", "ลำดับ", "ตัวชี้วัดที่"]).to_owned(), 2));
    }
    if with_instrument {
        columns.push(("instrument", one(random, &["เครื่องมือ", "แบบวัด"]).to_owned(), 2));
    }
    columns.push(("name", one(random, &["ตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัดการประเมิน"]).to_owned(), 7));
    if two_years {
        columns.push(("previous", format!("คะแนนปี {}", case.year() - 1), 3));
        columns.push(("score", format!("คะแนนปี {}", case.year()), 3));
    } else {
        let heading = one(random, &["คะแนน", "คะแนนที่ได้", "ผลคะแนน (ร้อยละ)", "ร้อยละ", "คะแนนเฉลี่ย"]);
        columns.push(("score", heading.to_owned(), 3));
    }
    if with_result {
        columns.push(("result", one(random, &["ผล", "ผลการประเมิน"]).to_owned(), 3));
    }
    let mut printed = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let pass = framework.levels.iter().filter(|level| level.passes).map(|level| level.overall_min).min();
    for (at, (number, name, score)) in all.iter().enumerate() {
        let index = framework.indicator(*number).unwrap_or_default();
        let mut cells = Vec::new();
        if ranked {
            cells.push(Cell::text((at + 1).to_string()));
        }
        if numbered {
            cells.push(Cell::text(number.to_string()));
        }
        if with_instrument {
            cells
                .push(Cell::text(framework.instruments[framework.indicators[index].instrument].code.clone()));
        }
        cells.push(Cell::text(*name));
        if two_years {
            let before = case.previous.as_ref().and_then(|tree| {
                let same = tree.framework.indicator(*number)?;
                tree.indicator(same)
            });
            cells.push(Cell::figure(before.map(Figure::from)));
        }
        printed.push((format!("indicators.{number}"), *score, at, cells.len()));
        cells.push(Cell::figure(Some(Figure::from(*score))));
        if with_result {
            cells.push(Cell::text(if pass.is_some_and(|pass| pass <= *score) {
                "ผ่าน"
            } else {
                "ไม่ผ่าน"
            }));
        }
        rows.push(cells);
    }
    if in_hundred(random, 40) {
        let label = one(random, &["คะแนนรวม", "ภาพรวม", "คะแนนเฉลี่ยรวม"]);
        let name = columns.iter().position(|(key, ..)| *key == "name").unwrap_or_default();
        let score = columns.iter().position(|(key, ..)| *key == "score").unwrap_or_default();
        let mut cells: Vec<Cell> = columns.iter().map(|_| Cell::text("")).collect();
        cells[name] = Cell::text(label);
        cells[score] = Cell::figure(Some(Figure::from(case.overall())));
        printed.push(("overall".to_owned(), case.overall(), rows.len(), score));
        rows.push(cells);
    }
    let name = if ranked { "ranked-scores" } else { "scores-of-indicators" };
    sheet.table(make_table(name, &columns, rows), printed);
}
