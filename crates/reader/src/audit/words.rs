//! Praise and blame beside a score that does not carry them: "ระดับดี" at 26.30.

use std::ops::Range;

use domain::{Score, Text};

use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::claims::{Relation, Subject, names};
use crate::layout::{Content, Role};

/// What a word says of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    /// Best of all, a model for others.
    Best,
    /// Well.
    Good,
    /// In between.
    Middling,
    /// Badly.
    Bad,
}

/// Words behind "ระดับ" or "เกณฑ์", the longer before the shorter.
const GRADES: [(&str, Grade); 24] = [
    ("ดีเยี่ยม", Grade::Best),
    ("ดีเลิศ", Grade::Best),
    ("ดีเด่น", Grade::Best),
    ("ยอดเยี่ยม", Grade::Best),
    ("เป็นเลิศ", Grade::Best),
    ("สูงที่สุด", Grade::Best),
    ("สูงสุด", Grade::Best),
    ("ดีมาก", Grade::Best),
    ("สูงมาก", Grade::Best),
    ("น่าพอใจ", Grade::Good),
    ("น่าพึงพอใจ", Grade::Good),
    ("ดี", Grade::Good),
    ("สูง", Grade::Good),
    ("ปานกลาง", Grade::Middling),
    ("พอใช้", Grade::Middling),
    ("ไม่ดี", Grade::Bad),
    ("ไม่น่าพอใจ", Grade::Bad),
    ("ไม่ผ่านเกณฑ์", Grade::Bad),
    ("ต้องปรับปรุง", Grade::Bad),
    ("ควรปรับปรุง", Grade::Bad),
    ("ต่ำ", Grade::Bad),
    ("แย่", Grade::Bad),
    ("อ่อน", Grade::Bad),
    ("วิกฤต", Grade::Bad),
];

/// Words that say it without "ระดับ": that the agency is one to be followed.
const MODELS: [&str; 5] = ["เป็น “ต้นแบบ”", "เป็น \"ต้นแบบ\"", "เป็นต้นแบบ", "เป็นแบบอย่าง", "เป็นตัวอย่างที่ดี"];

/// Words right before that make it a wish or a scale, not a statement.
const WISHES: [&str; 14] = [
    "เพื่อให้",
    "มุ่งสู่",
    "เป้าหมาย",
    "ควร",
    "ต้องการ",
    "คาดหวัง",
    "หาก",
    "ถ้า",
    "จะ",
    "ไปสู่",
    "ขึ้นสู่",
    "เพื่อ",
    "ให้ได้",
    "ยก",
];

struct Said {
    range: Range<usize>,
    grade: Grade,
}

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for piece in work.running() {
        let said = said(piece.text);
        // A passage that goes through several grades explains a scale.
        let kinds = |grade: Grade| said.iter().any(|said| said.grade == grade);
        let several =
            [Grade::Best, Grade::Good, Grade::Middling, Grade::Bad].into_iter().filter(|g| kinds(*g));
        if said.is_empty() || 3 <= several.count() {
            continue;
        }
        let mut reported: Vec<Subject> = Vec::new();
        for one in &said {
            let Some((subject, score)) = subject(work, piece, one) else { continue };
            if agrees(work, one.grade, score) || reported.contains(&subject) {
                continue;
            }
            let more = said.iter().filter(|other| {
                other.range != one.range
                    && self::subject(work, piece, other).is_some_and(|(s, _)| s == subject)
            });
            let more = more.map(|other| passages::cut(piece.place, piece.text, other.range.clone()));
            let mut finding = finding(work, &subject, score, one.grade, piece, one.range.clone());
            finding.passages.extend(more);
            finding.passages.extend(witness(work, &subject, piece));
            findings.push(finding);
            reported.push(subject);
        }
    }
    tables(work, findings);
}

/// Everywhere that a text praises or blames.
fn said(text: &str) -> Vec<Said> {
    let mut found = Vec::new();
    for lead in ["ระดับ", "เกณฑ์"] {
        for (at, _) in text.match_indices(lead) {
            let begin = at + lead.len();
            let rest = text.get(begin..).unwrap_or_default();
            let word_at = rest.trim_start_matches([' ', '\n', '“', '"', '(', ':', '‘']);
            let skipped = rest.len() - word_at.len();
            let Some((word, grade)) = GRADES.iter().find(|(word, _)| word_at.starts_with(word)) else {
                continue;
            };
            let tail = word_at.get(word.len()..).unwrap_or_default();
            let before = text.get(..at).unwrap_or_default();
            if !is_stated(before, word) || is_wish(before) || goes_on(tail) || 8 < skipped {
                continue;
            }
            found.push(Said { range: at..begin + skipped + word.len(), grade: *grade });
        }
    }
    for word in MODELS {
        for (at, _) in text.match_indices(word) {
            if !is_wish(text.get(..at).unwrap_or_default()) {
                found.push(Said { range: at..at + word.len(), grade: Grade::Best });
            }
        }
    }
    found.sort_by_key(|said| said.range.start);
    found
}

/// Whether the words before say that something is of the level: not "ผู้บริหารระดับสูง", nor the satisfaction of clients.
fn is_stated(before: &str, word: &str) -> bool {
    const VERBS: [&str; 9] = ["ใน", "ได้", "เป็น", "คือ", "ผลประเมิน", "ผลการประเมิน", "ถือว่า", ":", "มี"];
    let before = before.trim_end_matches([' ', '\n', '“', '"', '(']);
    let tail: String = {
        let chars: Vec<char> = before.chars().collect();
        chars.iter().skip(chars.len().saturating_sub(60)).collect()
    };
    let ranked = word.starts_with("สูง") || word.starts_with("ต่ำ");
    let told = if ranked {
        before.ends_with("อยู่ใน")
    } else {
        VERBS.iter().any(|verb| before.ends_with(verb))
    };
    told && !tail.contains("พึงพอใจ") && !tail.contains("ความเสี่ยง")
}

/// "ดีขึ้น" is better than before, not good; "ดีกว่า" compares.
fn goes_on(tail: &str) -> bool {
    let tail = tail.trim_start();
    ["ขึ้น", "ยิ่งขึ้น", "กว่า", "หรือ", "จังหวัด", "ประเทศ", "ของ"].iter().any(|word| tail.starts_with(word))
        || tail.chars().next().is_some_and(thai::script::is_mark)
}

fn is_wish(before: &str) -> bool {
    let chars: Vec<char> = before.chars().collect();
    let tail: String = chars.iter().skip(chars.len().saturating_sub(22)).collect();
    let tail = tail.replace("ทำให้", "");
    WISHES.iter().any(|word| tail.contains(word))
}

/// What a word is said of, and its score: the score told nearest before it in the same text, else the one
/// that the text or its section speaks of.
fn subject(work: &Work<'_>, piece: &Piece<'_>, said: &Said) -> Option<(Subject, Score)> {
    let here = work.claims.scores.iter().filter(|claim| claim.origin.place == piece.place);
    let near = here
        .filter_map(|claim| {
            let range = passages::find(piece.text, &claim.origin.words)?;
            let gap = if range.start <= said.range.start {
                said.range.start.saturating_sub(range.end)
            } else {
                range.start.saturating_sub(said.range.end)
            };
            Some((gap, range.start, claim))
        })
        .filter(|(gap, ..)| *gap <= 450)
        .min_by_key(|(gap, start, _)| (*gap, *start));
    if let Some((_, _, claim)) = near {
        return Some((claim.subject.clone(), claim.score));
    }
    let before = piece.text.get(..said.range.start).unwrap_or_default();
    // The nearest named before the word, the list of a span of indicators aside.
    if let Some(instrument) = names::instrument(before) {
        let subject = Subject::Instrument(instrument.to_owned());
        let score = work.score_of(&subject)?;
        return Some((subject, score));
    }
    let marked = before.rmatch_indices("ตัวชี้วัด").next();
    let named = marked.and_then(|(at, _)| work.lookup.names.indicator(before.get(at..)?));
    let number = named.filter(|hit| hit.named).map(|hit| hit.number);
    let subject = match (number, piece.section.indicator, &piece.section.instrument) {
        (Some(number), ..) => Subject::Indicator(number),
        (None, ..) if ["ภาพรวม", "ผลการประเมิน", "คะแนนรวม"].iter().any(|word| before.contains(word)) => {
            match (piece.section.indicator, &piece.section.instrument) {
                (Some(number), _) => Subject::Indicator(number),
                (None, Some(instrument)) if !before.contains("ภาพรวม") => {
                    Subject::Instrument(instrument.clone())
                }
                _ => Subject::Overall,
            }
        }
        _ => return None,
    };
    let score = work.score_of(&subject)?;
    Some((subject, score))
}

/// Marks from which words fit: those of usual speech, lowered where the document itself sorts by lower ones.
fn agrees(work: &Work<'_>, grade: Grade, score: Score) -> bool {
    let strong = work.claims.thresholds.iter().filter(|mark| mark.relation != Relation::Below);
    let own = strong.map(|mark| mark.score).filter(|mark| Score::ZERO < *mark).min();
    let least = |mark: i64| own.map_or(Score::clamped(mark), |own| own.min(Score::clamped(mark)));
    match grade {
        Grade::Best => least(8_000) <= score,
        Grade::Good => least(7_500) <= score,
        Grade::Middling => Score::clamped(4_000) <= score && score < Score::clamped(9_500),
        Grade::Bad => score < work.pass_mark(),
    }
}

fn grade_words(grade: Grade) -> (&'static str, &'static str) {
    match grade {
        Grade::Best => ("ดีมากหรือเป็นแบบอย่าง", "very good or a model for others"),
        Grade::Good => ("ดี", "good"),
        Grade::Middling => ("ปานกลาง", "middling"),
        Grade::Bad => ("ต่ำหรือต้องปรับปรุง", "low or in need of improvement"),
    }
}

fn finding(
    work: &Work<'_>,
    subject: &Subject,
    score: Score,
    grade: Grade,
    piece: &Piece<'_>,
    mark: Range<usize>,
) -> Finding {
    let name = spoken(subject);
    let (grade_th, grade_en) = grade_words(grade);
    let printed = piece.text.get(mark.clone()).unwrap_or_default().replace('\n', " ");
    let fitting = fitting(work, score);
    Finding {
        code: Code::WordsAgainstScore,
        severity: Severity::Warning,
        key: key(work, subject),
        passages: vec![passages::cut(piece.place, piece.text, mark)],
        published: printed.clone(),
        recomputed: Some(score.to_string()),
        difference: None,
        candidates: vec![Candidate {
            key: String::new(),
            place: Some(piece.place),
            from: printed.clone(),
            to: fitting.th.clone(),
            kind: Kind::Wording,
            range: None,
        }],
        message: Text::new(
            format!(
                "ข้อความ “{printed}” บอกว่า{grade_th} แต่{} คือ {score} ซึ่ง{} โปรดแก้ถ้อยคำให้ตรงกับคะแนน หรือตรวจคะแนน",
                name.th, fitting.th
            ),
            format!(
                "“{printed}” says {grade_en}, while {} is {score}, which is {}. Bring the words in line with the \
                 score, or check the score.",
                name.en, fitting.en
            ),
        ),
    }
}

/// What can be said of a score by the year's pass mark.
fn fitting(work: &Work<'_>, score: Score) -> Text {
    let mark = work.pass_mark();
    if mark <= score {
        Text::new(format!("ไม่ต่ำกว่าเกณฑ์ผ่าน {mark}"), format!("at or above the pass mark of {mark}"))
    } else {
        Text::new(format!("ต่ำกว่าเกณฑ์ผ่าน {mark}"), format!("below the pass mark of {mark}"))
    }
}

fn spoken(subject: &Subject) -> Text {
    match subject {
        Subject::Overall => Text::new("คะแนนรวม", "the overall score"),
        Subject::Instrument(code) => Text::new(format!("คะแนน {code}"), format!("the score of {code}")),
        Subject::Indicator(number) => {
            Text::new(format!("คะแนนตัวชี้วัดที่ {number}"), format!("the score of indicator {number}"))
        }
        Subject::SubIndicator(code) => {
            Text::new(format!("คะแนนตัวชี้วัดย่อย {code}"), format!("the score of sub-indicator {code}"))
        }
        Subject::Item(code) => Text::new(format!("คะแนนข้อ {code}"), format!("the score of item {code}")),
    }
}

fn key(work: &Work<'_>, subject: &Subject) -> String {
    let path = match subject {
        Subject::Overall => "overall".to_owned(),
        Subject::Instrument(code) | Subject::SubIndicator(code) | Subject::Item(code) => code.clone(),
        Subject::Indicator(number) => number.to_string(),
    };
    work.framework.node(&path).map(|node| work.framework.key(node)).unwrap_or_default()
}

/// Where the score is printed, when it is printed elsewhere.
fn witness(work: &Work<'_>, subject: &Subject, piece: &Piece<'_>) -> Option<super::Passage> {
    let claim = work.claim_of(&key(work, subject))?;
    (claim.origin.place != piece.place).then(|| work.score(claim))
}

/// Rows of score tables whose word of level does not go with their figure, and rows that pass with less than
/// others that do not.
fn tables(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for block in &work.source.blocks {
        let Content::Table(table) = &block.content else { continue };
        let (Some(level), Some(score)) = (table.column(Role::Level), table.column(Role::Score)) else {
            continue;
        };
        let mut passed: Option<Score> = None;
        let mut failed: Vec<(Score, usize)> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let text = row.own_text(level).trim();
            let Ok(figure) = thai::digits::to_ascii(row.own_text(score).trim()).parse::<Score>() else {
                continue;
            };
            let word = text.strip_prefix("ระดับ").unwrap_or(text).trim();
            let folded = thai::fold_for_match(word);
            if folded.starts_with("ไม่ผ่าน") {
                failed.push((figure, at));
            } else if folded == "ผ่าน" || folded.starts_with("ผ่านเกณฑ์") {
                passed = Some(passed.map_or(figure, |least| least.min(figure)));
            }
            let grade = GRADES.iter().find(|(grade, _)| word.starts_with(grade)).map(|(_, grade)| *grade);
            let wrong = grade.is_some_and(|grade| grade != Grade::Middling && !agrees(work, grade, figure));
            if wrong {
                let passage = passages::row(row, row.place.at_column(level + 1), Some(level));
                findings.push(row_finding(word, figure, passage));
            }
        }
        let over = failed.into_iter().find(|(figure, _)| passed.is_some_and(|least| least <= *figure));
        if let (Some((figure, at)), Some(least)) = (over, passed)
            && let Some(row) = table.rows.get(at)
        {
            let passage = passages::row(row, row.place.at_column(level + 1), Some(level));
            let mut finding = row_finding(row.own_text(level).trim(), figure, passage);
            finding.message = Text::new(
                format!(
                    "แถวนี้ได้ {figure} แต่ไม่ผ่าน ขณะที่แถวอื่นในตารางเดียวกันได้ {least} แล้วผ่าน โปรดตรวจคะแนนและเกณฑ์ผ่าน"
                ),
                format!(
                    "This row has {figure} and does not pass, while another row of the table passes with {least}. \
                     Check the scores and the pass mark."
                ),
            );
            findings.push(finding);
        }
    }
}

fn row_finding(word: &str, figure: Score, passage: super::Passage) -> Finding {
    Finding {
        code: Code::WordsAgainstScore,
        severity: Severity::Warning,
        key: String::new(),
        passages: vec![passage],
        published: word.to_owned(),
        recomputed: Some(figure.to_string()),
        difference: None,
        candidates: Vec::new(),
        message: Text::new(
            format!("ระดับ “{word}” ไม่เข้ากับคะแนน {figure} ในแถวเดียวกัน โปรดตรวจทั้งสองช่อง"),
            format!(
                "The level “{word}” does not go with the score {figure} in the same row. Check both cells."
            ),
        ),
    }
}
