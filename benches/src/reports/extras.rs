//! Sentences about the figures of a report, true or with one thing wrong in them.

use documents::model::{Block, ParagraphStyle};
use domain::Score;
use domain::agency::AgencyKind;
use thai::FiscalYear;

use super::case::{Case, day};
use super::draw::{at, in_hundred, one, shuffled};
use super::words;
use crate::agencies::rules;
use crate::nation::Random;

/// What a sentence is about; the code of the finding that a wrong one calls for.
pub const KINDS: [&str; 9] = [
    "extreme_mismatch",
    "count_mismatch",
    "change_mismatch",
    "percentage_mismatch",
    "words_against_score",
    "date_impossible",
    "year_mismatch",
    "agency_name_changes",
    "code_of_other_year",
];

/// A sentence, what stands in it, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The whole.
    pub text: String,
    /// What is printed and, in a wrong sentence, wrong.
    pub printed: String,
    /// What would be right.
    pub fits: Option<String>,
}

/// Some true sentences.
pub fn paragraphs(random: &mut Random, case: &Case, count: usize) -> Vec<Block> {
    let kinds = shuffled(random, KINDS.to_vec());
    let told = kinds.into_iter().filter_map(|kind| sentence(random, case, kind, true)).take(count);
    told.map(|sentence| Block::paragraph(ParagraphStyle::Body, sentence.text)).collect()
}

/// A sentence of a kind, right or wrong; `None` where this report cannot carry it.
pub fn sentence(random: &mut Random, case: &Case, kind: &str, right: bool) -> Option<Sentence> {
    match kind {
        "extreme_mismatch" => extreme(random, case, right),
        "count_mismatch" => count(random, case, right),
        "change_mismatch" => change(random, case, right),
        "percentage_mismatch" => Some(percentage(random, right)),
        "words_against_score" => praise(random, case, right),
        "date_impossible" => date(random, case, right),
        "year_mismatch" => Some(year(random, case, right)),
        "agency_name_changes" => Some(agency(random, case, right)),
        "code_of_other_year" => code(random, case, right),
        _ => None,
    }
}

fn extreme(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let all = case.indicators();
    let highest = in_hundred(random, 50);
    let best = if highest { all.iter().map(|i| i.2).max()? } else { all.iter().map(|i| i.2).min()? };
    // The wrong one is neither the best of all nor of its own instrument.
    let framework = case.framework();
    let instrument = |number: u8| framework.indicator(number).map(|at| framework.indicators[at].instrument);
    let beaten = |(number, _, score): &(u8, &str, Score)| {
        all.iter().any(|other| {
            instrument(other.0) == instrument(*number)
                && if highest { score < &other.2 } else { &other.2 < score }
        })
    };
    let pool: Vec<_> =
        all.iter().filter(|one| if right { one.2 == best } else { one.2 != best && beaten(one) }).collect();
    if pool.is_empty() {
        return None;
    }
    let (number, name, score) = pool[at(random, pool.len())];
    let fits = all.iter().find(|one| one.2 == best)?.0.to_string();
    let word = if highest {
        one(random, &["สูงสุด", "สูงที่สุด"])
    } else {
        one(random, &["ต่ำสุด", "ต่ำที่สุด"])
    };
    let text = match random.below(3) {
        0 => format!("ตัวชี้วัดที่มีคะแนน{word} คือ ตัวชี้วัดที่ {number} {name} ได้คะแนน {score} คะแนน"),
        1 => format!("เมื่อเรียงคะแนนแล้ว ด้านที่ได้คะแนน{word} ได้แก่ ตัวชี้วัดที่ {number} {name} (ร้อยละ {score})"),
        _ => format!("พบว่าคะแนน{word}คือตัวชี้วัด{name} ได้ {score} คะแนน"),
    };
    Some(Sentence { text, printed: number.to_string(), fits: Some(fits) })
}

fn count(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let all = case.indicators();
    let mark = [8_000, 8_500, 9_000, 9_500][at(random, 4)];
    let below = in_hundred(random, 50);
    let is_in = |score: Score| (i64::from(score.hundredths()) < mark) == below;
    let truth = all.iter().filter(|one| is_in(one.2)).count();
    if truth == 0 {
        return None;
    }
    let shown = if right { truth } else { truth + 1 - 2 * usize::from(1 < truth && in_hundred(random, 50)) };
    if all.len() < shown {
        return None;
    }
    let mark = mark / 100;
    let text = match (below, random.below(2)) {
        (true, 0) => format!("ตัวชี้วัดที่ได้คะแนนต่ำกว่าร้อยละ {mark} จำนวน {shown} ตัวชี้วัด"),
        (true, _) => format!("มีคะแนนน้อยกว่า {mark}.00 คะแนน จำนวน {shown} ตัวชี้วัด จากทั้งหมด {} ตัวชี้วัด", all.len()),
        (false, 0) => format!("ตัวชี้วัดที่ได้คะแนนตั้งแต่ร้อยละ {mark} ขึ้นไป จำนวน {shown} ตัวชี้วัด"),
        (false, _) => format!("มีคะแนนไม่ต่ำกว่า {mark}.00 คะแนน จำนวน {shown} ตัวชี้วัด"),
    };
    Some(Sentence { text, printed: shown.to_string(), fits: Some(truth.to_string()) })
}

fn change(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let now = i64::from(case.overall().hundredths());
    let before = match case.previous.as_ref().and_then(|tree| tree.overall()) {
        Some(score) => i64::from(score.hundredths()),
        None => (now - 900 + i64::from(random.below(1_400))).clamp(1_000, 9_900),
    };
    let truth = (now - before).abs();
    if truth < 20 || case.year() == 2562 {
        return None;
    }
    let shown = if right { truth } else { truth + [100, 10, 1_000, -10][at(random, 4)] };
    if shown <= 0 || shown == truth && !right {
        return None;
    }
    let verb = if before < now {
        one(random, &["เพิ่มขึ้น", "สูงขึ้น"])
    } else {
        "ลดลง"
    };
    let (old, new) = (Score::clamped(before), Score::clamped(now));
    let (shown, truth) = (Score::clamped(shown).to_string(), Score::clamped(truth).to_string());
    let (this, last) = (case.year(), case.year() - 1);
    let text = match random.below(3) {
        0 => format!(
            "ปีงบประมาณ พ.ศ. {last} ได้ {old} คะแนน และปีงบประมาณ พ.ศ. {this} ได้ {new} คะแนน {verb} {shown} คะแนน"
        ),
        1 => format!("คะแนนรวม{verb}จาก {old} เป็น {new} คิดเป็น {shown} คะแนน"),
        _ => format!("ในปี {this} ได้คะแนนรวม {new} คะแนน {verb} {shown} คะแนน จากปี {last} ที่ได้ {old} คะแนน"),
    };
    Some(Sentence { text, printed: shown, fits: Some(truth) })
}

fn percentage(random: &mut Random, right: bool) -> Sentence {
    let total = 20 + i64::from(random.below(180));
    let part = total / 3 + i64::from(random.below(u32::try_from(total / 2).unwrap_or(1)));
    let share = |part: i64| (2 * part * 10_000 + total) / (2 * total);
    let truth = Score::clamped(share(part)).to_string();
    let wrong = Score::clamped(share(part) + [300, -450, 120, 1_000][at(random, 4)]).to_string();
    let shown = if right { truth.clone() } else { wrong };
    let text = match random.below(4) {
        0 => format!("มีบุคลากรตอบแบบวัด {part} คน จากทั้งหมด {total} คน คิดเป็นร้อยละ {shown}"),
        1 => format!("กลุ่มเป้าหมาย {total} คน เข้าร่วมประชุม {part} คน คิดเป็นร้อยละ {shown}"),
        2 => format!("แจกแบบสอบถามทั้งหมด {total} ชุด ได้รับคืน {part} ชุด (ร้อยละ {shown})"),
        _ => format!("เบิกจ่ายแล้ว {part} โครงการ จาก {total} โครงการ คิดเป็น {shown}%"),
    };
    Sentence { text, printed: shown, fits: Some(truth) }
}

fn praise(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let score = i64::from(case.overall().hundredths());
    let weak = case.indicators().into_iter().min_by_key(|one| one.2)?;
    if right {
        let word = match score {
            9_000.. => one(random, &["ดีมาก", "ดีเยี่ยม", "ดี"]),
            8_500..9_000 => "ดี",
            ..6_000 => one(random, &["ต้องปรับปรุง", "ต่ำ"]),
            _ => return None,
        };
        let text = format!("โดยภาพรวมแล้วผลการประเมินของหน่วยงานอยู่ในเกณฑ์{word}");
        return Some(Sentence { text, printed: word.to_owned(), fits: None });
    }
    let (printed, text) = if score < 6_500 {
        let word = one(random, &["ดีเยี่ยม", "ดีมาก", "ดีเด่น"]);
        (word, format!("ผลการประเมินในภาพรวมอยู่ในระดับ{word} เป็นที่น่ายินดี"))
    } else if weak.2 < Score::clamped(6_000) {
        let word = one(random, &["ดีเยี่ยม", "ดีมาก", "ดี"]);
        (word, format!("ตัวชี้วัดที่ {} {} ได้คะแนน {} คะแนน ถือว่าอยู่ในระดับ{word}", weak.0, weak.1, weak.2))
    } else if 9_000 < score {
        let word = one(random, &["ต้องปรับปรุง", "ไม่น่าพอใจ"]);
        (word, format!("ผลการประเมินในภาพรวมอยู่ในระดับ{word}"))
    } else {
        return None;
    };
    Some(Sentence { text, printed: printed.to_owned(), fits: None })
}

fn date(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let round = FiscalYear::new(case.round()).ok()?;
    let date = day(random, round).ok()?;
    let year = date.year() + 543;
    let good = thai::dates::write(date, thai::DateForm::Long, thai::DigitStyle::Ascii);
    let bad = [
        format!("31 เมษายน {year}"),
        format!("30 กุมภาพันธ์ {year}"),
        format!("31 พฤศจิกายน {year}"),
        format!("31 มิ.ย. {year}"),
        format!("32 มกราคม {year}"),
    ];
    let shown = if right { good } else { bad[at(random, bad.len())].clone() };
    let text = match random.below(3) {
        0 => format!("หน่วยงานจัดประชุมชี้แจงเมื่อวันที่ {shown} ณ ห้องประชุม"),
        1 => format!("แจ้งเวียนให้ทุกส่วนราชการทราบภายในวันที่ {shown}"),
        _ => format!("คณะทำงานสรุปผลเมื่อ {shown} เพื่อรายงานผู้บริหาร"),
    };
    Some(Sentence { text, printed: shown, fits: None })
}

fn year(random: &mut Random, case: &Case, right: bool) -> Sentence {
    let truth = case.year();
    let wrong = truth - 1 - i16::try_from(random.below(3)).unwrap_or(0);
    let shown = if right { truth } else { wrong };
    let text = match random.below(3) {
        0 => format!("ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {shown} ชี้ให้เห็นเรื่องที่ควรทำต่อ"),
        1 => format!("คณะทำงานได้ศึกษาผลคะแนน ITA ปีงบประมาณ {shown} รายข้อแล้ว"),
        _ => format!("ข้อมูลในรายงานนี้มาจากผลการประเมิน ITA ประจำปี พ.ศ. {shown} ของหน่วยงาน"),
    };
    Sentence { text, printed: shown.to_string(), fits: Some(truth.to_string()) }
}

fn agency(random: &mut Random, case: &Case, right: bool) -> Sentence {
    let kind = case.assessment.agency.kind.as_ref().map(AgencyKind::name_th).unwrap_or_default();
    let shown = if right { case.short.clone() } else { other_name(random, case) };
    let text = match random.below(3) {
        0 => format!("ทั้งนี้ {kind}{shown} จะนำผลไปกำหนดมาตรการต่อไป"),
        1 => format!("ผู้บริหาร{kind}{shown} ให้ความสำคัญกับการปรับปรุงทุกด้าน"),
        _ => format!("การดำเนินงานของ{kind}{shown} เป็นไปตามแผนที่วางไว้"),
    };
    Sentence { text, printed: shown, fits: Some(case.short.clone()) }
}

/// A name that was left from another agency's report, or mistyped.
fn other_name(random: &mut Random, case: &Case) -> String {
    let short = case.short.as_str();
    if in_hundred(random, 60) {
        loop {
            let other = match case.assessment.agency.kind {
                Some(AgencyKind::ProvincialOrganization) => one(random, &words::PROVINCES).to_owned(),
                Some(AgencyKind::ProvinceOffice) => one(random, &words::MADE_UP_PROVINCES).to_owned(),
                Some(AgencyKind::Department) => one(random, &words::DEPARTMENTS).to_owned(),
                _ => format!("{}{}", one(random, &words::PLACES), one(random, &words::PLACE_NAMES)),
            };
            if other != short {
                return other;
            }
        }
    }
    let consonants: Vec<usize> =
        short.char_indices().filter(|(at, c)| 2 < *at && ('ก'..='ฮ').contains(c)).map(|(at, _)| at).collect();
    let cut = consonants[at(random, consonants.len())];
    let letter = short[cut..].chars().next().unwrap_or('ก');
    let pool: Vec<char> = "กขคจดตทนบปพมยรลวสหอ".chars().filter(|c| *c != letter).collect();
    let new = pool[at(random, pool.len())];
    format!("{}{new}{}", &short[..cut], &short[cut + letter.len_utf8()..])
}

fn code(random: &mut Random, case: &Case, right: bool) -> Option<Sentence> {
    let year = if right { case.year() } else { case.year() + [-1, 1, -2, 2][at(random, 4)] };
    let list = rules(year).ok()?;
    let own = case.framework();
    // A code that names another thing in this year, or nothing.
    let differs = |code: &str, title: &str| {
        let mine = own.item(code).map(|at| own.items[at].title_th.clone());
        mine.is_none_or(|mine| strangers(&mine, title))
    };
    let all: Vec<_> = list
        .items
        .iter()
        .filter(|item| item.is_disclosure() && 12 < item.title_th.chars().count())
        .filter(|item| right || differs(&item.code, &item.title_th))
        .collect();
    if all.is_empty() {
        return None;
    }
    let item = all[at(random, all.len())];
    let (code, title) = (&item.code, &item.title_th);
    // A report is published in the round after its scores, by the list of that round.
    let of_round = !right
        && rules(case.round()).is_ok_and(|round| {
            round.item(code).is_some_and(|at| !strangers(&round.items[at].title_th, title))
        });
    let text = match random.below(2) {
        0 if !of_round => format!("เผยแพร่รายงานนี้ตามข้อ {code} {title} บนเว็บไซต์ของหน่วยงาน"),
        _ => format!("หลักฐานประกอบ {code} {title} อยู่ในภาคผนวก"),
    };
    Some(Sentence { text, printed: code.clone(), fits: None })
}

/// Whether two titles share few of their words.
fn strangers(one: &str, other: &str) -> bool {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        thai::words::words(text)
            .into_iter()
            .map(str::to_owned)
            .filter(|word| 2 < word.chars().count())
            .collect()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 2 < other.len()
}
