//! What a framework file has to satisfy beyond its shape.

use std::collections::BTreeSet;

use super::file::{Confidence, FrameworkFile, RuleEntry, RuleKind, Weights};
use super::read::Problem;
use crate::score::{Score, hundredths_of};
use crate::text::Text;

/// Most choices that a scale may have; tallies keep their counts in a fixed array.
pub const MAX_CHOICES: usize = 8;

/// Most rows that a question may have; with counts below their limit the exact mean then always fits.
pub const MAX_ROWS: usize = 4;

pub(super) fn check(file: &FrameworkFile) -> Vec<Problem> {
    let mut found = Found(Vec::new());
    head(file, &mut found);
    codes(file, &mut found);
    levels(file, &mut found);
    rules(file, &mut found);
    weights(file, &mut found);
    questions(file, &mut found);
    disclosure_items(file, &mut found);
    sources(file, &mut found);
    dates(file, &mut found);
    found.0
}

struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, key: impl Into<String>, th: impl Into<String>, en: impl Into<String>) {
        self.0.push(Problem { line: None, key: key.into(), text: Text::new(th, en) });
    }
}

fn head(file: &FrameworkFile, found: &mut Found) {
    if file.schema != "prongsai-framework/1" {
        found.add("schema", "ต้องเป็น prongsai-framework/1", "must be prongsai-framework/1");
    }
    let owner_ok = !file.owner.is_empty()
        && file.owner.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !owner_ok {
        found.add("owner", "ใช้อักษร a-z ตัวเลข และขีดเท่านั้น", "use a-z, digits and hyphens only");
    }
    if !(2500..=2700).contains(&file.fiscal_year) {
        found.add("fiscal_year", "ต้องเป็นพุทธศักราช เช่น 2568", "must be a Buddhist year such as 2568");
    }
    if file.revision == 0 {
        found.add("revision", "เริ่มนับจาก 1", "counts from 1");
    }
    let rounding = &file.scoring.rounding;
    if rounding.mode != "half_up" || rounding.places != 2 {
        found.add(
            "scoring.rounding",
            "รองรับเฉพาะการปัดครึ่งขึ้น (half_up) สองตำแหน่ง",
            "only half_up to 2 places is supported: a new mode needs a new case in round_half_up",
        );
    }
    for kind in &rounding.at {
        if !["item", "part", "sub_indicator", "indicator", "instrument", "overall"].contains(&kind.as_str()) {
            found.add(
                "scoring.rounding.at",
                format!("ไม่รู้จัก {kind}"),
                format!("unknown kind of node `{kind}`"),
            );
        }
    }
}

/// Codes are unique, and every reference names something that is there.
fn codes(file: &FrameworkFile, found: &mut Found) {
    let mut unique = |group: &str, codes: Vec<String>| {
        let mut seen = BTreeSet::new();
        for code in codes {
            if !seen.insert(code.clone()) {
                found.add(
                    format!("{group}[{code}]"),
                    format!("มีรหัส {code} ซ้ำ"),
                    format!("the code {code} is used twice"),
                );
            }
        }
    };
    unique("instruments", file.instruments.iter().map(|i| i.code.clone()).collect());
    unique("indicators", file.indicators.iter().map(|i| i.number.to_string()).collect());
    unique("sub_indicators", file.sub_indicators.iter().map(|s| s.code.clone()).collect());
    unique("scales", file.scales.iter().map(|s| s.code.clone()).collect());
    unique("sources", file.sources.iter().map(|s| s.id.clone()).collect());
    unique("levels", file.levels.iter().map(|l| l.name.clone()).collect());
    let parts = file.instruments.iter().flat_map(|i| &i.parts);
    unique("parts", parts.map(|p| p.code.clone()).collect());
    let questions = file.questions.iter().map(|q| q.code.clone());
    unique("items", questions.chain(file.disclosure_items.iter().map(|d| d.code.clone())).collect());

    for indicator in &file.indicators {
        if !file.instruments.iter().any(|i| i.code == indicator.instrument) {
            found.add(
                format!("indicators[{}].instrument", indicator.number),
                format!("ไม่มีเครื่องมือ {}", indicator.instrument),
                format!("there is no instrument {}", indicator.instrument),
            );
        }
    }
    for sub in &file.sub_indicators {
        if !file.indicators.iter().any(|i| i.number == sub.indicator) {
            found.add(
                format!("sub_indicators[{}].indicator", sub.code),
                format!("ไม่มีตัวชี้วัดที่ {}", sub.indicator),
                format!("there is no indicator {}", sub.indicator),
            );
        }
    }
    for instrument in &file.instruments {
        let known =
            file.questions.iter().filter(|q| indicator_is_of(file, q.indicator, &instrument.code)).count();
        let items = if instrument.code == "OIT" { file.disclosure_items.len() } else { known };
        match instrument.item_count.value() {
            Some(&count) if usize::from(count) != items => found.add(
                format!("instruments[{}].item_count", instrument.code),
                format!("ระบุ {count} ข้อ แต่ในไฟล์มี {items} ข้อ"),
                format!("says {count}, but the file lists {items} items"),
            ),
            _ => {}
        }
    }
}

fn indicator_is_of(file: &FrameworkFile, number: u8, instrument: &str) -> bool {
    file.indicators.iter().any(|i| i.number == number && i.instrument == instrument)
}

/// Levels without a gate cover 0.00 to 100.00 without a hole, so that every score has a level.
fn levels(file: &FrameworkFile, found: &mut Found) {
    let mut bands = Vec::new();
    for level in &file.levels {
        let key = format!("levels[{}]", level.name);
        let mut read = |text: &str, field: &str| match text.parse::<Score>() {
            Ok(score) => Some(score),
            Err(error) => {
                let advice = error.advice();
                found.add(format!("{key}.{field}"), advice.th, advice.en);
                None
            }
        };
        let gate = level.each_instrument_min.as_deref().map(|text| read(text, "each_instrument_min"));
        if let (Some(min), Some(max)) =
            (read(&level.overall_min, "overall_min"), read(&level.overall_max, "overall_max"))
        {
            if max < min {
                found.add(key, "ค่าต่ำสุดมากกว่าค่าสูงสุด", "overall_min is above overall_max");
            } else if gate.is_none() {
                bands.push((min.hundredths(), max.hundredths()));
            }
        }
    }
    bands.sort_unstable();
    let mut next = 0;
    for (min, max) in bands {
        if next < min {
            break;
        }
        next = next.max(max + 1);
    }
    if next <= Score::FULL.hundredths() {
        found.add(
            "levels",
            format!("ช่วงคะแนนขาดตอนที่ {}.{:02}", next / 100, next % 100),
            format!("no level without a gate covers {}.{:02}", next / 100, next % 100),
        );
    }
}

fn rules(file: &FrameworkFile, found: &mut Found) {
    let scoring = &file.scoring;
    let mut expect = |key: String, rule: &RuleEntry, allowed: &[RuleKind]| {
        if !allowed.contains(&rule.kind) {
            found.add(key.clone(), "ใช้กฎนี้ที่นี่ไม่ได้", format!("the rule {:?} does not fit here", rule.kind));
        }
        let needs_name = rule.weights == Weights::Unresolved;
        let named = rule.assumed_weights.as_ref();
        let known = named.is_some_and(|name| file.weight_hypotheses.iter().any(|h| &h.name == name));
        if needs_name != named.is_some() || (needs_name && !known) {
            found.add(
                format!("{key}.assumed_weights"),
                "น้ำหนักที่ยังไม่ทราบต้องอ้างชื่อสมมติฐานใน weight_hypotheses",
                "unresolved weights name one of weight_hypotheses, other weights name none",
            );
        }
        if (rule.kind == RuleKind::Unknown) != (rule.confidence == Confidence::Unknown) {
            found.add(
                format!("{key}.confidence"),
                "กฎที่ไม่ทราบต้องมีความเชื่อมั่นเป็น unknown",
                "a rule of kind unknown has the confidence unknown, and no other rule has",
            );
        }
    };
    expect("scoring.overall".into(), &scoring.overall, &[RuleKind::WeightedSumOfInstruments]);
    expect("scoring.instrument".into(), &scoring.instrument, &[RuleKind::MeanOfIndicators]);
    expect("scoring.question".into(), &scoring.question, &[RuleKind::MeanOfSubQuestions]);
    expect("scoring.sub_question".into(), &scoring.sub_question, &[RuleKind::MeanOfAnswers]);
    expect("scoring.disclosure_item".into(), &scoring.disclosure_item, &[RuleKind::Verdict]);
    for indicator in &file.indicators {
        expect(
            format!("indicators[{}].rule", indicator.number),
            &indicator.rule,
            &[RuleKind::MeanOfItems, RuleKind::MeanOfParts, RuleKind::MeanOfSubIndicators, RuleKind::Unknown],
        );
    }
    for sub in &file.sub_indicators {
        let key = format!("sub_indicators[{}].rule", sub.code);
        expect(key, &sub.rule, &[RuleKind::MeanOfItems, RuleKind::Unknown]);
    }
    for indicator in &file.indicators {
        let parts = file.instruments.iter().find(|i| i.code == indicator.instrument).map(|i| i.parts.len());
        if indicator.rule.kind == RuleKind::MeanOfParts && parts == Some(0) {
            found.add(
                format!("indicators[{}].rule", indicator.number),
                "เครื่องมือนี้ไม่มีส่วนย่อย",
                "the instrument has no parts to average",
            );
        }
        let has_subs = file.sub_indicators.iter().any(|sub| sub.indicator == indicator.number);
        if (indicator.rule.kind == RuleKind::MeanOfSubIndicators) != has_subs {
            found.add(
                format!("indicators[{}].rule", indicator.number),
                "กฎกับตัวชี้วัดย่อยไม่ตรงกัน",
                "mean_of_sub_indicators goes with sub_indicators, and only with them",
            );
        }
    }
}

/// Weights are decimals; given ones add up to 100, and either all children of a node carry one or none.
fn weights(file: &FrameworkFile, found: &mut Found) {
    let all = file.instruments.iter().map(|i| Some(&i.weight)).collect();
    add_up("instruments", all, true, found);
    for instrument in &file.instruments {
        let children = file.indicators.iter().filter(|i| i.instrument == instrument.code);
        let weights = children.map(|i| i.weight.as_ref()).collect();
        add_up(&format!("instruments[{}]", instrument.code), weights, false, found);
    }
    for indicator in &file.indicators {
        let key = format!("indicators[{}]", indicator.number);
        let subs: Vec<_> = file.sub_indicators.iter().filter(|s| s.indicator == indicator.number).collect();
        let given = subs.iter().map(|s| s.weight.as_ref()).collect();
        add_up(&key, given, indicator.rule.weights == Weights::Given && !subs.is_empty(), found);
        let assumed = indicator.rule.assumed_weights.as_ref();
        if let Some(hypothesis) = file.weight_hypotheses.iter().find(|h| Some(&h.name) == assumed) {
            let weights = subs.iter().map(|sub| hypothesis.weights.get(&sub.code)).collect();
            add_up(&format!("weight_hypotheses[{}]", hypothesis.name), weights, true, found);
        }
        let items = file.questions.iter().filter(|q| q.indicator == indicator.number);
        add_up(&key, items.map(|q| q.weight.as_ref()).collect(), false, found);
    }
    for sub in &file.sub_indicators {
        let items = file.disclosure_items.iter().filter(|d| d.sub_indicator.value() == Some(&sub.code));
        let weights = items.map(|d| d.weight.as_ref()).collect();
        add_up(&format!("sub_indicators[{}]", sub.code), weights, sub.rule.weights == Weights::Given, found);
    }
}

fn add_up(key: &str, weights: Vec<Option<&String>>, required: bool, found: &mut Found) {
    let given: Vec<_> = weights.iter().flatten().collect();
    if given.is_empty() && !required {
        return;
    }
    if given.len() < weights.len() || given.is_empty() {
        found.add(
            key,
            "ต้องกำหนดน้ำหนักให้ครบทุกตัว หรือไม่กำหนดเลย",
            "either all children carry a weight or none of them",
        );
        return;
    }
    let mut sum = 0_u64;
    for text in given {
        match hundredths_of(text) {
            Ok(weight) => sum += u64::from(weight),
            Err(_) => found.add(
                key,
                format!("น้ำหนัก {text} อ่านไม่ได้"),
                format!("the weight `{text}` is not a decimal of at most two places"),
            ),
        }
    }
    if sum != 10_000 {
        let (whole, cents) = (sum / 100, sum % 100);
        found.add(
            key,
            format!("น้ำหนักรวมกันได้ {whole}.{cents:02} ไม่ใช่ 100"),
            format!("the weights add up to {whole}.{cents:02}, not 100"),
        );
    }
}

fn questions(file: &FrameworkFile, found: &mut Found) {
    for scale in &file.scales {
        let key = format!("scales[{}]", scale.code);
        let count = scale.labels_th.len();
        if count != scale.points.len() || !(2..=MAX_CHOICES).contains(&count) {
            found.add(
                key.clone(),
                format!("จำนวนตัวเลือกกับคะแนนต้องเท่ากัน และอยู่ระหว่าง 2 ถึง {MAX_CHOICES}"),
                format!("as many labels as points, between 2 and {MAX_CHOICES}"),
            );
        }
        if scale.points.iter().any(|&points| 100 < points) {
            found.add(key, "คะแนนของตัวเลือกต้องไม่เกิน 100", "points of a choice lie between 0 and 100");
        }
    }
    for question in &file.questions {
        let key = format!("questions[{}]", question.code);
        if !file.indicators.iter().any(|i| i.number == question.indicator) {
            found.add(
                format!("{key}.indicator"),
                format!("ไม่มีตัวชี้วัดที่ {}", question.indicator),
                format!("there is no indicator {}", question.indicator),
            );
        }
        if question.sub_questions.is_empty() || MAX_ROWS < question.sub_questions.len() {
            found.add(
                format!("{key}.sub_questions"),
                format!("ต้องมี 1 ถึง {MAX_ROWS} ข้อย่อย"),
                format!("between 1 and {MAX_ROWS} rows"),
            );
        }
        for sub in &question.sub_questions {
            match file.scales.iter().find(|scale| scale.code == sub.scale) {
                None => found.add(
                    format!("{key}.sub_questions"),
                    format!("ไม่มีมาตรวัด {}", sub.scale),
                    format!("there is no scale {}", sub.scale),
                ),
                Some(scale) if !scale.used => found.add(
                    format!("scales[{}].used", scale.code),
                    format!("ข้อ {} ใช้มาตรวัดนี้ แต่ระบุว่าไม่ใช้", question.code),
                    format!("{} uses this scale, though it says used = false", question.code),
                ),
                Some(_) => {}
            }
        }
        if !has_code_form(&question.code, &['I', 'E']) {
            found.add(key, "รหัสข้อคำถามต้องเป็น I หรือ E ตามด้วยเลข", "a question's code is I or E and a number");
        }
    }
}

fn disclosure_items(file: &FrameworkFile, found: &mut Found) {
    for item in &file.disclosure_items {
        let key = format!("disclosure_items[{}]", item.code);
        if !has_code_form(&item.code, &['O']) {
            found.add(key.clone(), "รหัสต้องเป็น O ตามด้วยเลข", "the code is O and a number");
        }
        if item.points != [0, 100] {
            found.add(
                format!("{key}.points"),
                "ข้อ OIT มีคะแนน 0 หรือ 100 เท่านั้น",
                "an OIT item scores 0 or 100; a partial score needs a new rule",
            );
        }
        let indicator = item.indicator.value();
        if indicator.is_some_and(|&number| !file.indicators.iter().any(|i| i.number == number)) {
            found.add(format!("{key}.indicator"), "ไม่มีตัวชี้วัดนี้", "there is no such indicator");
        }
        let Some(sub) = item.sub_indicator.value() else { continue };
        match file.sub_indicators.iter().find(|entry| &entry.code == sub) {
            None => found.add(
                format!("{key}.sub_indicator"),
                format!("ไม่มีตัวชี้วัดย่อย {sub}"),
                format!("there is no sub-indicator {sub}"),
            ),
            Some(entry) if Some(&entry.indicator) != indicator => found.add(
                format!("{key}.sub_indicator"),
                format!("{sub} อยู่ในตัวชี้วัดที่ {}", entry.indicator),
                format!("{sub} belongs to indicator {}", entry.indicator),
            ),
            Some(_) => {}
        }
    }
}

fn has_code_form(code: &str, letters: &[char]) -> bool {
    let mut chars = code.chars();
    let letter = chars.next().is_some_and(|c| letters.contains(&c));
    let digits = chars.as_str();
    letter
        && !digits.is_empty()
        && digits.len() <= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Every rule and level says where it comes from.
fn sources(file: &FrameworkFile, found: &mut Found) {
    let scoring = &file.scoring;
    let mut need = |key: String, source: &str| {
        if source.trim().is_empty() {
            found.add(format!("{key}.source"), "ต้องระบุแหล่งที่มา", "say where this comes from");
        }
    };
    for (name, rule) in [
        ("overall", &scoring.overall),
        ("instrument", &scoring.instrument),
        ("question", &scoring.question),
        ("sub_question", &scoring.sub_question),
        ("disclosure_item", &scoring.disclosure_item),
    ] {
        need(format!("scoring.{name}"), &rule.source);
    }
    need("scoring.rounding".into(), &scoring.rounding.source);
    file.levels.iter().for_each(|l| need(format!("levels[{}]", l.name), &l.source));
    file.instruments.iter().for_each(|i| need(format!("instruments[{}]", i.code), &i.source));
    file.indicators.iter().for_each(|i| {
        need(format!("indicators[{}]", i.number), &i.source);
        need(format!("indicators[{}].rule", i.number), &i.rule.source);
    });
    file.sub_indicators.iter().for_each(|s| need(format!("sub_indicators[{}].rule", s.code), &s.rule.source));
    file.questions.iter().for_each(|q| need(format!("questions[{}]", q.code), &q.source));
    file.disclosure_items.iter().for_each(|d| need(format!("disclosure_items[{}]", d.code), &d.source));
}

fn dates(file: &FrameworkFile, found: &mut Found) {
    for phase in &file.calendar {
        let key = format!("calendar[{}]", phase.phase_en);
        let read = |text: &str| text.parse::<jiff::civil::Date>().ok();
        match (read(&phase.from), read(&phase.to)) {
            (Some(from), Some(to)) if from <= to => {}
            _ => found.add(key, "วันเริ่มและวันสิ้นสุดไม่ถูกต้อง", "from and to are ISO dates, from not after to"),
        }
    }
}
