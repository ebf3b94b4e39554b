//! Findings in words: what is printed, what follows from what, what to look up. Never who is to blame.

use super::printed::Printed;
use super::total::{Figure, decimal};
use crate::framework::{Framework, Level, NodeIndex, NodeRef, PartIndex};
use crate::score::Score;
use crate::scoring::{Doubts, Verdict};
use crate::text::Text;

/// More names than this make a sentence unreadable.
const MOST_NAMES: usize = 10;

/// Two sentences after each other.
pub(super) fn join(first: Text, second: Text) -> Text {
    Text::new(format!("{} {}", first.th, second.th), format!("{} {}", first.en, second.en))
}

/// A node as an officer calls it.
fn name(framework: &Framework, node: NodeIndex) -> Text {
    let path = framework.path(node);
    match framework.skeleton().nodes[node].at {
        NodeRef::Overall => Text::new("คะแนนรวม", "the overall score"),
        NodeRef::Instrument(_) => Text::new(format!("คะแนน {path}"), format!("the score of {path}")),
        NodeRef::Indicator(_) => Text::new(format!("ตัวชี้วัดที่ {path}"), format!("indicator {path}")),
        NodeRef::SubIndicator(_) => Text::new(format!("ตัวชี้วัดย่อย {path}"), format!("sub-indicator {path}")),
        NodeRef::Part(indicator, part) => {
            let (part, number) = (part_number(framework, part), framework.indicators[indicator].number);
            Text::new(format!("ส่วนที่ {part} ของตัวชี้วัดที่ {number}"), format!("part {part} of indicator {number}"))
        }
        NodeRef::Item(..) | NodeRef::Row(..) => {
            let in_part = path.split_once('/').and_then(|(part, code)| Some((framework.part(part)?, code)));
            match in_part.map(|(part, code)| (part_number(framework, part), code)) {
                Some((part, code)) => {
                    Text::new(format!("ข้อ {code} ส่วนที่ {part}"), format!("item {code} of part {part}"))
                }
                None => Text::new(format!("ข้อ {path}"), format!("item {path}")),
            }
        }
    }
}

/// The number that a part goes by in reports: its place among the parts of its instrument.
fn part_number(framework: &Framework, part: PartIndex) -> usize {
    let places = framework.instruments.iter().filter_map(|one| one.parts.iter().position(|of| *of == part));
    places.map(|place| place + 1).next().unwrap_or(part + 1)
}

fn figure_name(printed: &Printed<'_>, figure: Figure) -> Text {
    match figure.points_of {
        None => name(printed.framework(), figure.node),
        Some(_) => {
            let path = printed.framework().path(figure.node);
            Text::new(format!("คะแนนถ่วงน้ำหนัก {path}"), format!("the weighted score of {path}"))
        }
    }
}

/// Printed figures with their values: "ข้อ E7 98.57, ข้อ E8 99.05".
fn inputs(printed: &Printed<'_>, total: Figure) -> Text {
    let inputs = total.inputs(printed);
    let mut names: Vec<_> =
        inputs.iter().take(MOST_NAMES).map(|&input| figure_name(printed, input)).collect();
    for (name, input) in names.iter_mut().zip(&inputs) {
        let value = decimal(input.hundredths);
        *name = Text::new(format!("{} {value}", name.th), format!("{} {value}", name.en));
    }
    match (names.is_empty(), inputs.len().saturating_sub(MOST_NAMES)) {
        (true, _) => {
            return Text::new("จำนวนคำตอบหรือผลตรวจที่บันทึกไว้", "the answers or verdicts that were entered");
        }
        (false, 0) => {}
        (false, more) => names.push(Text::new(format!("และอีก {more} ตัวเลข"), format!("and {more} more"))),
    }
    let th: Vec<_> = names.iter().map(|name| name.th.as_str()).collect();
    let en: Vec<_> = names.iter().map(|name| name.en.as_str()).collect();
    Text::new(th.join(", "), en.join(", "))
}

/// What the recomputation rests on besides printed figures, one sentence each.
fn with_doubts(printed: &Printed<'_>, total: Figure, message: Text) -> Text {
    let doubts = total.estimate(printed).doubts;
    let mut message = message;
    if doubts.has(Doubts::UNLISTED_AS_FULL) {
        let (th, en) = ("ข้อที่ไม่ได้ระบุในรายงานถือว่าได้ 100", "Items that the report does not list count as 100.");
        message = join(message, Text::new(th, en));
    }
    if doubts.has(Doubts::WEAK_RULE) && !doubts.has(Doubts::ASSUMED_WEIGHTS) {
        message = join(message, weak_rule());
    }
    message
}

fn weak_rule() -> Text {
    Text::new(
        "ทั้งนี้หลักเกณฑ์ที่ใช้คำนวณเป็นข้อสมมติ ยังไม่พบเอกสารทางการ",
        "The rule used here is assumed: no official document of it was found.",
    )
}

/// A total that does not follow.
pub(super) fn mismatch(printed: &Printed<'_>, total: Figure, recomputed: u32) -> Text {
    let (name, inputs) = (figure_name(printed, total), inputs(printed, total));
    let (figure, difference) = (decimal(total.hundredths), decimal(recomputed.abs_diff(total.hundredths)));
    let recomputed = decimal(recomputed);
    let message = Text::new(
        format!(
            "{} ระบุไว้ {figure} แต่คำนวณได้ {recomputed} (ต่างกัน {difference}) จาก {} \
             โปรดตรวจตัวเลขเหล่านี้กับประกาศผลต้นฉบับ",
            name.th, inputs.th
        ),
        format!(
            "{} is printed as {figure}, but {recomputed} (a difference of {difference}) follows from {}. \
             Check these figures against the official result.",
            capital(&name.en),
            inputs.en
        ),
    );
    with_doubts(printed, total, message)
}

/// A total that no value of the missing figures explains; bounds in hundredths.
pub(super) fn outside(printed: &Printed<'_>, total: Figure, low: u32, high: u32) -> Text {
    let (name, inputs) = (figure_name(printed, total), inputs(printed, total));
    let (figure, low, high) = (decimal(total.hundredths), decimal(low), decimal(high));
    let message = if total.inputs(printed).is_empty() && !total.estimate(printed).counted {
        Text::new(
            format!("{} ระบุไว้ {figure} แต่ต้องอยู่ระหว่าง {low} ถึง {high} โปรดตรวจตัวเลขนี้กับประกาศผลต้นฉบับ", name.th),
            format!(
                "{} is printed as {figure}, but has to lie between {low} and {high}. \
                 Check it against the official result.",
                capital(&name.en)
            ),
        )
    } else {
        Text::new(
            format!(
                "{} ระบุไว้ {figure} แต่จาก {} ไม่ว่าคะแนนส่วนที่ยังไม่ทราบจะเป็นเท่าใด ต้องอยู่ระหว่าง {low} ถึง {high} \
                 โปรดตรวจตัวเลขเหล่านี้กับประกาศผลต้นฉบับ",
                name.th, inputs.th
            ),
            format!(
                "{} is printed as {figure}, but with {} it has to lie between {low} and {high}, whatever the \
                 figures that are not known are. Check these figures against the official result.",
                capital(&name.en),
                inputs.en
            ),
        )
    };
    with_doubts(printed, total, message)
}

/// A difference that rounding explains.
pub(super) fn small_difference(printed: &Printed<'_>, total: Figure, recomputed: u32) -> Text {
    let name = figure_name(printed, total);
    let (figure, recomputed) = (decimal(total.hundredths), decimal(recomputed));
    Text::new(
        format!(
            "{} ระบุไว้ {figure} คำนวณจากตัวเลขที่ปัดเศษแล้วได้ {recomputed} ต่างกันได้เพราะการปัดเศษ ไม่ต้องแก้ไข",
            name.th
        ),
        format!(
            "{} is printed as {figure}; from rounded figures {recomputed} follows. Rounding explains the \
             difference, nothing needs to be changed.",
            capital(&name.en)
        ),
    )
}

/// Why a difference is only a note: weights.
pub(super) fn assumed_weights() -> Text {
    Text::new(
        "ผลคำนวณนี้ใช้น้ำหนักตามสมมติฐาน เพราะยังไม่ทราบน้ำหนักทางการ สมมติฐานอาจไม่ถูกต้อง จึงไม่ถือว่าขัดแย้งกัน",
        "The weights used here are a hypothesis, because the official ones are not known; the hypothesis may \
         be wrong, so this is no contradiction.",
    )
}

/// Why a difference is only a note: several agencies.
pub(super) fn aggregate_counts() -> Text {
    Text::new(
        "ตัวเลขนี้เป็นค่าเฉลี่ยของหลายหน่วยงาน จึงไม่จำเป็นต้องเท่ากับผลจากการนับรวม",
        "The figure is a mean over agencies, which need not equal what counting all of them together gives.",
    )
}

/// A disclosure item with a score that the rule does not know.
pub(super) fn partial_item(framework: &Framework, node: NodeIndex, score: Score) -> Text {
    let name = name(framework, node);
    Text::new(
        format!(
            "{} ระบุไว้ {score} ทั้งที่เกณฑ์ให้เพียง 100 (ครบถ้วน) หรือ 0 (ไม่ครบถ้วน) โปรดตรวจกับประกาศผลต้นฉบับ",
            name.th
        ),
        format!(
            "{} is printed as {score}, while the rule gives only 100 (complete) or 0 (not complete). \
             Check it against the official result.",
            capital(&name.en)
        ),
    )
}

/// A verdict beside another score.
pub(super) fn verdict(framework: &Framework, node: NodeIndex, score: Score, verdict: Verdict) -> Text {
    let name = name(framework, node);
    let (th, en) = match verdict {
        Verdict::Pass => ("ครบถ้วน", "complete"),
        Verdict::Fail => ("ไม่ครบถ้วน", "not complete"),
    };
    let by_verdict = verdict.score();
    Text::new(
        format!(
            "{} ระบุคะแนนไว้ {score} แต่ผลตรวจที่บันทึกคือ{th} ซึ่งได้ {by_verdict} โปรดตรวจผลตรวจและคะแนนของข้อนี้",
            name.th
        ),
        format!(
            "{} is printed as {score}, but the verdict entered is {en}, which gives {by_verdict}. \
             Check the verdict and the score of this item.",
            capital(&name.en)
        ),
    )
}

/// A score that items of 0 and 100 cannot give, with its nearest neighbours that they can.
pub(super) fn unreachable(
    framework: &Framework,
    node: NodeIndex,
    score: Score,
    below: Option<Score>,
    above: Option<Score>,
) -> Text {
    let name = name(framework, node);
    let nearest: Vec<_> = [below, above].into_iter().flatten().map(|score| score.to_string()).collect();
    Text::new(
        format!(
            "{} ระบุไว้ {score} ซึ่งไม่มีชุดคะแนน 0 หรือ 100 ของข้อย่อยใดคำนวณได้ ค่าที่ใกล้ที่สุดคือ {} \
             โครงสร้างข้อของปีนี้บางส่วนได้จากการอนุมาน จึงควรตรวจกับประกาศผลต้นฉบับก่อน",
            name.th,
            nearest.join(" และ ")
        ),
        format!(
            "{} is printed as {score}, which no set of items scored 0 or 100 gives; the nearest that are possible: \
             {}. The year's structure is partly inferred, so check the official result first.",
            capital(&name.en),
            nearest.join(" and ")
        ),
    )
}

/// A level of the year's scale that the scores do not give.
pub(super) fn level(printed: &Printed<'_>, level: &Level, possible: &[&Level]) -> Text {
    let framework = printed.framework();
    let skeleton = printed.skeleton();
    let nodes = [skeleton.overall()]
        .into_iter()
        .chain((0..framework.instruments.len()).map(|i| skeleton.instrument(i)));
    let mut th = Vec::new();
    let mut en = Vec::new();
    for node in nodes {
        let computed = printed.passed(node).value.map(crate::round_half_up);
        if let Some(score) = printed.score_of(node).or(computed) {
            let name = name(framework, node);
            th.push(format!("{} {score}", name.th));
            en.push(format!("{} {score}", name.en));
        }
    }
    let (names_th, names_en) =
        (names(possible, |level| &level.name, " หรือ "), names(possible, |l| &l.name_en, " or "));
    let message = Text::new(
        format!(
            "ระดับผลระบุไว้ว่า “{}” ({}) แต่ตามเกณฑ์ปีงบประมาณ {} {} เป็นได้เพียง {names_th} \
             โปรดตรวจชื่อระดับและคะแนนกับประกาศผลต้นฉบับ",
            level.name,
            condition(level).th,
            framework.fiscal_year().number(),
            th.join(", "),
        ),
        format!(
            "The level is printed as “{}” ({}), but by the rules of fiscal year {} only {names_en} is possible with {}. \
             Check the level and the scores against the official result.",
            level.name_en,
            condition(level).en,
            framework.fiscal_year().number(),
            en.join(", "),
        ),
    );
    let doubtful = |level: &&Level| crate::framework::is_doubtful(level.confidence);
    if possible.iter().chain([&level]).any(doubtful) { join(message, weak_rule()) } else { message }
}

/// What a level asks for.
fn condition(level: &Level) -> Text {
    let (min, max) = (level.overall_min, level.overall_max);
    match level.gate {
        None => Text::new(format!("คะแนนรวม {min}–{max}"), format!("overall {min}–{max}")),
        Some(gate) => Text::new(
            format!("คะแนนรวม {min}–{max} และทุกเครื่องมือไม่ต่ำกว่า {gate}"),
            format!("overall {min}–{max} and each instrument at least {gate}"),
        ),
    }
}

/// A level of other years' scale.
pub(super) fn foreign_level(
    framework: &Framework,
    text: &str,
    (foreign, years): (&str, &[i16]),
    own: Option<&Level>,
    possible: &[&Level],
) -> Text {
    let years: Vec<_> = years.iter().map(i16::to_string).collect();
    let years = years.join(", ");
    let mut message = Text::new(
        format!("ระดับผลระบุไว้ว่า “{text}” แต่ {foreign} เป็นระดับของปีงบประมาณ {years} {}", scale(framework).th),
        format!(
            "The level is printed as “{text}”, but {foreign} is a level of fiscal years {years}. {}",
            scale(framework).en
        ),
    );
    if let Some(level) = own.filter(|own| possible.is_empty() || possible.contains(own)) {
        message = join(
            message,
            Text::new(
                format!("อาจหมายถึงระดับ “{}” หรือเพียงบอกว่าผ่านเกณฑ์ โปรดตรวจกับประกาศผลต้นฉบับ", level.name),
                format!(
                    "It may mean the level “{}”, or only that the agency passed: check the official result.",
                    level.name_en
                ),
            ),
        );
    } else {
        let (th, en) = (
            "โปรดตรวจปีงบประมาณและชื่อระดับกับประกาศผลต้นฉบับ",
            "Check the fiscal year and the level against the official result.",
        );
        message = join(message, Text::new(th, en));
    }
    join_possible(framework, message, possible)
}

/// A level of no scale.
pub(super) fn unknown_level(framework: &Framework, text: &str, possible: &[&Level]) -> Text {
    let scale = scale(framework);
    let message = Text::new(
        format!("ระดับผลระบุไว้ว่า “{text}” ซึ่งไม่ใช่ชื่อระดับเพียงระดับเดียวของปีใด {} โปรดตรวจกับประกาศผลต้นฉบับ", scale.th),
        format!(
            "The level is printed as “{text}”, which is not the name of one level of any year. {} \
             Check it against the official result.",
            scale.en
        ),
    );
    join_possible(framework, message, possible)
}

fn scale(framework: &Framework) -> Text {
    let all: Vec<_> = framework.levels.iter().collect();
    let year = framework.fiscal_year().number();
    Text::new(
        format!("ปีงบประมาณ {year} ใช้ระดับ {}", names(&all, |level| &level.name, ", ")),
        format!("Fiscal year {year} uses {}.", names(&all, |level| &level.name_en, ", ")),
    )
}

/// What the scores allow, unless they allow everything.
fn join_possible(framework: &Framework, message: Text, possible: &[&Level]) -> Text {
    if possible.is_empty() || possible.len() == framework.levels.len() {
        return message;
    }
    let text = Text::new(
        format!("ตามคะแนนที่ระบุเป็นได้ {}", names(possible, |level| &level.name, " หรือ ")),
        format!("The scores printed allow {}.", names(possible, |level| &level.name_en, " or ")),
    );
    join(message, text)
}

fn names<'l>(levels: &[&'l Level], name: impl Fn(&'l Level) -> &'l String, between: &str) -> String {
    let names: Vec<_> = levels.iter().map(|level| name(level).as_str()).collect();
    names.join(between)
}

/// A name at the start of a sentence.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
