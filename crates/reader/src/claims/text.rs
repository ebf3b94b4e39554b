//! Scores, levels, ranks and thresholds told in running text.

use domain::Score;

use super::codes::{self, Around};
use super::context::{Lookup, Section};
use super::model::{Confidence, LevelClaim, Origin, RankClaim, ScoreClaim, Subject, ThresholdClaim, Witness};
use super::names;
use super::scan::{Figure, Found, Text};
use super::{Claims, comparison};
use crate::layout::Place;

/// Longest quotation, in characters.
const QUOTE: usize = 160;

/// Reads one heading or paragraph.
pub(crate) fn read(text: &str, place: Place, section: &Section, lookup: &Lookup<'_>, claims: &mut Claims) {
    let scanned = Text::new(text);
    let mut from = 0;
    let figures = scanned.figures();
    let years = years_before(&scanned, &figures);
    for (found, year) in figures.into_iter().zip(&years) {
        match found.figure {
            Figure::Score if is_share(&scanned, found) => from = found.end,
            // Of two years told with their scores, the earlier is what the later is compared with.
            Figure::Score if year.is_some_and(|year| years.iter().flatten().any(|other| year < *other)) => {
                let words = scanned.words(found.start.saturating_sub(QUOTE), found.end);
                let origin = Origin { place, words, confidence: Confidence::Likely };
                let kind = "previous-year";
                claims.comparisons.push(super::model::ComparisonClaim { kind, score: found.score, origin });
            }
            Figure::Threshold(relation) => {
                let words = scanned.words(found.start.saturating_sub(30), found.end + 10);
                let origin = Origin { place, words, confidence: Confidence::Certain };
                claims.thresholds.push(ThresholdClaim { relation, score: found.score, origin });
            }
            Figure::Score => {
                let first = claims.scores.len();
                score(&scanned, from, found, place, section, lookup, claims);
                // The year told right with the overall score is its own.
                let whole = claims.scores.get_mut(first).filter(|claim| claim.subject == Subject::Overall);
                if let Some(claim) = whole.filter(|_| found.plain) {
                    claim.year = *year;
                }
                from = found.end;
            }
        }
    }
    levels(&scanned, place, lookup, claims);
    ranks(&scanned, place, claims);
    listed(text, place, section, lookup, claims);
}

/// For each figure, the year that is told since the figure before it; of scores only.
fn years_before(text: &Text, figures: &[Found]) -> Vec<Option<thai::FiscalYear>> {
    let mut from = 0;
    let year = |found: &Found| {
        let stretch = text.folded(from.max(found.start.saturating_sub(70)), found.start);
        from = found.end;
        let year = super::years::in_text(&stretch).last().copied();
        year.filter(|_| found.figure == Figure::Score)
    };
    figures.iter().map(year).collect()
}

/// Whether a figure is a change, or the percentage of a count told before it: "๒๘ คน จาก ๓๑ คน คิดเป็นร้อยละ ๙๐.๓๒".
fn is_share(text: &Text, found: Found) -> bool {
    const UNITS: [&str; 12] =
        ["คน", "ราย", "ชุด", "ฉบับ", "ครั้ง", "โครงการ", "บาท", "แห่ง", "หน่วยงาน", "กิจกรรม", "เรื่อง", "รายการ"];
    const CHANGES: [&str; 6] = ["เพิ่มขึ้น", "สูงขึ้น", "ลดลง", "ต่ำลง", "เพิ่ม", "ลด"];
    let before = text.folded(found.start.saturating_sub(30), found.start);
    let before = before.trim_end();
    let change = before.strip_suffix("คิดเป็น").or(before.strip_suffix("เท่ากับ")).unwrap_or(before).trim_end();
    if CHANGES.iter().any(|word| change.ends_with(word)) {
        return true;
    }
    let counted = |head: &str| {
        let unit = UNITS.iter().find_map(|unit| head.trim_end().strip_suffix(unit));
        unit.is_some_and(|head| head.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    };
    // "ได้รับคืน ๗๖ ชุด (ร้อยละ ๖๗.๒๖)"
    if before.strip_suffix('(').is_some_and(counted) {
        return true;
    }
    let Some(head) = before.strip_suffix("คิดเป็น") else { return false };
    let head = head.trim_end();
    if is_from_to(&text.folded(found.start.saturating_sub(60), found.start)) {
        return true;
    }
    counted(head)
}

/// Whether words before a figure tell a change by both of its ends: "เพิ่มขึ้นจาก 83.81 เป็น 89.01 คิดเป็น".
fn is_from_to(before: &str) -> bool {
    const VERBS: [&str; 6] = ["เพิ่มขึ้นจาก", "สูงขึ้นจาก", "ลดลงจาก", "ต่ำลงจาก", "เพิ่มจาก", "ลดจาก"];
    let Some((_, ends)) = VERBS.iter().find_map(|verb| before.rsplit_once(verb)) else { return false };
    let Some((from, to)) = ends.split_once("เป็น") else { return false };
    let number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let to = to.trim_end().trim_end_matches("คิดเป็น");
    let whole = |text: &str| !text.contains("ตัวชี้วัด") && !text.contains("ร้อยละของ");
    number(from) && number(to) && whole(from) && whole(to)
}

/// What a statement speaks of.
struct Spoken {
    subject: Subject,
    part: Option<String>,
    code: Option<super::model::CodeReading>,
    confidence: Confidence,
    start: usize,
}

fn score(
    text: &Text,
    from: usize,
    found: Found,
    place: Place,
    section: &Section,
    lookup: &Lookup<'_>,
    claims: &mut Claims,
) {
    let before = text.folded(from, found.start);
    if let Some(kind) = comparison::kind(&before) {
        let words = text.words(found.start.saturating_sub(QUOTE), found.end);
        let origin = Origin { place, words, confidence: Confidence::Likely };
        claims.comparisons.push(super::model::ComparisonClaim { kind, score: found.score, origin });
        return;
    }
    let Some(spoken) = spoken(text, from, found, section, lookup) else { return };
    let start = spoken.start.max(found.end.saturating_sub(QUOTE));
    let words = text.words(start, found.end);
    let confidence = if found.plain { spoken.confidence } else { spoken.confidence.min(Confidence::Likely) };
    claims.scores.push(ScoreClaim {
        subject: spoken.subject,
        part: spoken.part,
        within: section.indicator,
        score: found.score,
        year: None,
        witness: Witness::Text,
        code: spoken.code,
        origin: Origin { place, words, confidence },
    });
}

/// The subject nearest before a statement, else the section's.
fn spoken(text: &Text, from: usize, found: Found, section: &Section, lookup: &Lookup<'_>) -> Option<Spoken> {
    let item = item_before(text, from, found, section, lookup);
    let indicator = indicator_before(text, from, found, lookup);
    if let Some(item) = item.filter(|item| indicator.as_ref().is_none_or(|(start, ..)| *start < item.start)) {
        return Some(item);
    }
    if let Some((start, number, confidence)) = indicator {
        let head = text.folded(start, found.start);
        let part = names::part(&head, lookup.framework);
        return Some(Spoken { subject: Subject::Indicator(number), part, code: None, confidence, start });
    }
    let before = text.folded(from, found.start);
    let tail: String = before.chars().skip(before.chars().count().saturating_sub(120)).collect();
    let start = found.start.saturating_sub(60).max(from);
    let spoken = |subject, confidence| Some(Spoken { subject, part: None, code: None, confidence, start });
    const OVERALL: [&str; 8] = [
        "คะแนนรวม",
        "ภาพรวม",
        "ผลการประเมิน",
        "ผลประเมิน",
        "คะแนนITA",
        "คะแนน ITA",
        "ITA",
        "คุณธรรมและความโปร่งใส",
    ];
    let told = format!("{tail}{}", text.folded(found.start, found.end));
    if is_of_agency(text, &tail, found) {
        return spoken(Subject::Overall, Confidence::Certain);
    }
    if let Some(number) = section.indicator {
        let short = before.trim().chars().count() <= 60;
        if short {
            let mut spoken = spoken(Subject::Indicator(number), Confidence::Certain)?;
            // A figure right below the name of a part is that part's.
            spoken.part = names::part(&before, lookup.framework);
            return Some(spoken);
        }
        return None;
    }
    let instrument = names::instrument(&tail).filter(|_| !tail.contains("ภาพรวม"));
    if let Some(instrument) = instrument {
        return spoken(Subject::Instrument(instrument.to_owned()), Confidence::Likely);
    }
    if OVERALL.iter().any(|word| told.contains(word)) {
        let sure = told.contains("ภาพรวม") || found.plain;
        return spoken(Subject::Overall, if sure { Confidence::Certain } else { Confidence::Likely });
    }
    // Under the title of an instrument, a score of nothing else is the instrument's.
    let own = section
        .instrument
        .clone()
        .filter(|_| found.plain && !["ข้อที่", "ข้อ ", "ข้อคำถาม"].iter().any(|word| tail.contains(word)));
    own.and_then(|instrument| spoken(Subject::Instrument(instrument), Confidence::Likely))
}

/// Whether a score is told as that of the agency or its year, whatever heading it stands under: "ในปี 2565
/// ได้คะแนนรวม 91.06", "หน่วยงานได้ 75.20 คะแนน … ในภาพรวม".
fn is_of_agency(text: &Text, tail: &str, found: Found) -> bool {
    const AGENCIES: [&str; 8] =
        ["หน่วยงาน", "องค์การบริหาร", "อบต.", "เทศบาล", "จังหวัด", "ปีงบประมาณ", "ในปี", "ประจำปี"];
    let statement = text.folded(found.start, found.end);
    // The sentence goes on behind the figure: "จากคะแนนเต็ม 100 คะแนน ในภาพรวม".
    let behind = text.folded(found.end, found.end + 40);
    let behind = behind.split(['\n', ',']).next().unwrap_or_default();
    let near: String = tail.chars().skip(tail.chars().count().saturating_sub(16)).collect();
    let whole = ["คะแนนรวม", "ภาพรวม", "เฉลี่ยรวม"].iter().any(|word| {
        near.contains(word) || statement.contains(word) || (*word == "ภาพรวม" && behind.contains(word))
    });
    let named = AGENCIES.iter().any(|word| tail.contains(word));
    let own = tail.contains("ตัวชี้วัด") || names::instrument(tail).is_some();
    whole && named && !own
}

fn item_before(
    text: &Text,
    from: usize,
    found: Found,
    section: &Section,
    lookup: &Lookup<'_>,
) -> Option<Spoken> {
    const WORDS: [&str; 5] = ["ข้อคำถามที่", "ข้อคำถาม", "คำถามที่", "ข้อที่", "ข้อ"];
    let stretch: String = text.words_raw(from, found.start);
    let mut best: Option<(usize, String)> = None;
    for word in WORDS {
        for (at, _) in stretch.match_indices(word) {
            let behind = stretch.get(at + word.len()..).unwrap_or_default();
            // "คำถามที่" within "ข้อคำถามที่" is the same mention.
            let near = best.as_ref().is_none_or(|(best, _)| *best + "ข้อคำถามที่".len() < at);
            if let Some((printed, _)) = codes::token(behind, word != "ข้อ").filter(|_| near) {
                best = Some((at, printed));
            }
        }
    }
    for (at, _) in stretch.match_indices(['I', 'E', 'O', '(']) {
        let alone =
            stretch.get(..at).and_then(|s| s.chars().next_back()).is_none_or(|c| !c.is_ascii_alphanumeric());
        let behind = stretch.get(at..).unwrap_or_default();
        let near = best.as_ref().is_none_or(|(best, printed)| best + 60 + printed.len() < at);
        if let Some((printed, _)) = codes::token(behind, false).filter(|_| near && alone) {
            best = Some((at, printed));
        }
    }
    let guessed = best.is_none();
    let (at, printed) = best.or_else(|| entry(&stretch, from))?;
    let start = from + stretch.get(..at)?.chars().count();
    // What stands between code and figure is the item's own wording; only a bare code is told by what follows.
    let own = text.words(start, found.start);
    let bare = own.chars().count() <= printed.chars().count() + "ข้อคำถามที่ ได้คะแนน".chars().count() + 12;
    let behind = if bare { text.words(found.end, found.end + 240) } else { String::new() };
    let wording = format!("{own} {behind}");
    let wording = wording.replace(&printed, " ");
    // The code itself may name another instrument than the section does.
    let around = Around { instrument: section.instrument.as_deref(), indicator: section.indicator };
    let reading = lookup.items.read(&printed, around, &wording)?;
    if guessed && reading.confidence == Confidence::Doubtful {
        return None;
    }
    let with_parts = lookup.items.instrument_of(&reading.code).is_some_and(|code| has_parts(lookup, code));
    let part = section.part.clone().filter(|_| with_parts);
    Some(Spoken {
        subject: Subject::Item(reading.code.clone()),
        part,
        confidence: reading.confidence,
        code: Some(reading),
        start,
    })
}

/// A code with which an entry of a list begins and whose letter was read as a digit: "- ๑๗ การถูกสั่งให้ทำธุระ",
/// "ข้อ ๑๑๐ การเบิกจ่าย". The wording has to tell whose it is.
fn entry(stretch: &str, from: usize) -> Option<(usize, String)> {
    let text = stretch.trim_start_matches(['-', '–', '•', ' ']);
    let text = text.strip_prefix("ข้อ").unwrap_or(text);
    let (printed, behind) = codes::token(text, true).filter(|_| from == 0)?;
    let wording = text.get(behind..)?.chars().filter(|c| !c.is_whitespace()).count();
    (8 <= wording && text.get(..behind)?.ends_with(' ')).then_some((0, printed))
}

fn has_parts(lookup: &Lookup<'_>, instrument: &str) -> bool {
    let at = lookup.framework.instrument(instrument);
    at.and_then(|at| lookup.framework.instruments.get(at))
        .is_some_and(|instrument| !instrument.parts.is_empty())
}

fn indicator_before(
    text: &Text,
    from: usize,
    found: Found,
    lookup: &Lookup<'_>,
) -> Option<(usize, u8, Confidence)> {
    let stretch: String = text.words_raw(from, found.start);
    let (at, hit) = stretch
        .rmatch_indices("ตัวชี้วัด")
        .take(6)
        .find_map(|(at, _)| Some((at, lookup.names.indicator(stretch.get(at..)?)?)))?;
    let start = from + stretch.get(..at)?.chars().count();
    let near = found.start - start <= 200;
    let agrees = hit.printed.is_none_or(|printed| printed == hit.number);
    let confidence = if hit.named && agrees { Confidence::Certain } else { Confidence::Likely };
    near.then_some((start, hit.number, confidence))
}

/// Lines that are nothing but a name and a figure, as a list or a table that lost its rules leaves them.
fn listed(text: &str, place: Place, section: &Section, lookup: &Lookup<'_>, claims: &mut Claims) {
    if claims.scores.iter().any(|claim| claim.origin.place == place) {
        return;
    }
    for line in text.lines().filter(|line| line.chars().count() <= 90) {
        let trimmed = line.trim().trim_end_matches(['%', ')', ' ']).trim_end_matches("คะแนน").trim_end();
        let is_sign = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c) || c == '.';
        let name = trimmed.trim_end_matches(is_sign);
        let figure = trimmed.get(name.len()..).unwrap_or_default();
        let Some(score) =
            thai::digits::to_ascii(figure).parse::<Score>().ok().filter(|_| figure.contains('.'))
        else {
            continue;
        };
        let name =
            name.trim().trim_end_matches([':', '=', '-', '(', ' ', '.']).trim_end_matches("ร้อยละ").trim();
        let Some(hit) = lookup.names.indicator(name).filter(|hit| hit.named) else { continue };
        if 70 < name.chars().count() {
            continue;
        }
        claims.scores.push(ScoreClaim {
            subject: Subject::Indicator(hit.number),
            part: None,
            within: section.indicator,
            score,
            year: None,
            witness: Witness::Text,
            code: None,
            origin: Origin { place, words: line.trim().to_owned(), confidence: Confidence::Likely },
        });
    }
}

fn levels(text: &Text, place: Place, lookup: &Lookup<'_>, claims: &mut Claims) {
    let here =
        || claims.scores.iter().rev().filter(|c| c.origin.place == place && c.subject == Subject::Overall);
    let sure = here().find(|claim| claim.origin.confidence == Confidence::Certain);
    let Some(overall) = sure.or_else(|| here().next()) else { return };
    let score = overall.score.to_string();
    let names = super::levels::names(lookup);
    let whole = text.folded(0, usize::MAX);
    let figure = whole.find(&score).and_then(|byte| whole.get(..byte)).map(|head| head.chars().count());
    // "91.59 (ผ่าน)": right behind the figure; else the first level told after it, else the last before it.
    let behind = figure.and_then(|at| super::levels::at(text, at + score.chars().count(), &names));
    let told = |at: usize| super::levels::at(text, at + "ระดับ".chars().count(), &names);
    let at = figure.unwrap_or(0);
    // "ยกระดับ" is a verb.
    let raised = |found: &usize| text.folded(found.saturating_sub(2), *found) == "ยก";
    let (before, after): (Vec<usize>, Vec<usize>) =
        text.find_all("ระดับ").into_iter().filter(|found| !raised(found)).partition(|found| *found < at);
    // Right behind the score, a level that no scale has is a level all the same.
    let size = "ระดับ".chars().count();
    let end = at + score.chars().count();
    let next = after.first().copied().filter(|found| is_own(text, end, *found));
    let strange = next.and_then(|found| super::levels::unknown_at(text, found + size));
    let strange = strange.filter(|_| next.is_some_and(|found| told(found).is_none()));
    let found = behind
        .or(strange)
        .or_else(|| after.into_iter().find_map(told))
        .or_else(|| before.into_iter().rev().find_map(told));
    if let Some((level, start, end)) = found {
        let origin = Origin {
            place,
            words: text.words(start.saturating_sub(30), end),
            confidence: Confidence::Certain,
        };
        claims.levels.push(LevelClaim { subject: Subject::Overall, level, origin });
    }
}

/// Whether the word for level at `at` tells the level of the score that ends at `end`: it follows it, perhaps with
/// what it is a score of and out of how many in between.
fn is_own(text: &Text, end: usize, at: usize) -> bool {
    const NEAR: usize = 40;
    const FAR: usize = 90;
    const OTHERS: [&str; 7] = ["ตัวชี้วัด", "ข้อ", "IIT", "EIT", "OIT", "ปีงบประมาณ", "จุดอ่อน"];
    const VERBS: [&str; 5] = ["อยู่ใน", "อยู่ที่", "จัดเป็น", "ได้", "("];
    let between = text.folded(end, at);
    let verb = || VERBS.iter().any(|verb| between.trim_end().ends_with(verb));
    let other = || OTHERS.iter().any(|word| between.contains(word));
    at <= end + NEAR || (at <= end + FAR && verb() && !other())
}

fn ranks(text: &Text, place: Place, claims: &mut Claims) {
    for word in ["ลำดับที่", "อันดับที่", "อันดับ"] {
        for at in text.find_all(word) {
            let Some((rank, end)) = text.whole_after(at + word.chars().count()) else { continue };
            let behind = text.folded(end, end + 60);
            let within = behind.trim_start().strip_prefix("ของ").or(behind.trim_start().strip_prefix("ใน"));
            let of = behind.split("จาก").nth(1).and_then(|rest| {
                rest.chars()
                    .skip_while(|c| !c.is_ascii_digit())
                    .take_while(char::is_ascii_digit)
                    .collect::<String>()
                    .parse()
                    .ok()
            });
            let known = claims.ranks.iter().any(|claim| claim.origin.place == place && claim.rank == rank);
            let Some(within) = within.filter(|_| 0 < rank && !known) else { continue };
            let within: String =
                within.trim_start().chars().take_while(|c| !c.is_whitespace()).take(40).collect();
            let origin = Origin {
                place,
                words: text.words(at.saturating_sub(20), end + 30),
                confidence: Confidence::Certain,
            };
            claims.ranks.push(RankClaim { rank, of, within, origin });
        }
    }
}
