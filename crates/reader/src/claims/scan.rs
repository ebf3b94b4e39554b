//! Figures in running text: scores, thresholds, ranks. Positions are in characters.

use domain::Score;

use super::model::Relation;

/// A text with its digits folded, character by character beside the printed one.
#[derive(Debug)]
pub(crate) struct Text {
    /// As printed.
    pub printed: Vec<char>,
    /// Digits in ASCII, white space as spaces.
    pub folded: Vec<char>,
}

/// What a number in the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A score that something got.
    Score,
    /// A mark that scores are compared with.
    Threshold(Relation),
}

/// A number with its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub figure: Figure,
    pub score: Score,
    /// Where the statement begins, at its verb.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it was told with the word for score right before or behind.
    pub plain: bool,
}

const SCORE: &str = "คะแนน";

/// Words between the word for score, or a verb, and the number.
const FILLERS: &[&str] = &[
    "ผลการประเมิน",
    "การประเมิน",
    "ในภาพรวม",
    "ภาพรวม",
    "โดยรวม",
    "รวม",
    "เฉลี่ย",
    "ที่ได้รับ",
    "ที่ได้",
    "เท่ากับ",
    "อยู่ที่",
    "อยู่",
    "คือ",
    "คิดเป็น",
    "เป็น",
    "ได้",
    "ใด",
    "ได",
    "ไต่",
    "ร้อยละ",
    "ประเมิน",
    "จำนวน",
    "ITA",
    "OIT",
    "EIT",
    "IIT",
    "(",
    ":",
    "=",
    "ที่",
    "ค่า",
];

const COMPARATORS: &[(&str, Relation)] = &[
    ("ไม่ต่ำกว่า", Relation::AtLeast),
    ("ไม่น้อยกว่า", Relation::AtLeast),
    ("ไม่ถึง", Relation::Below),
    ("ต่ำกว่า", Relation::Below),
    ("น้อยกว่า", Relation::Below),
    ("มากกว่า", Relation::Above),
    ("สูงกว่า", Relation::Above),
    ("เกินกว่า", Relation::Above),
    ("เกิน", Relation::Above),
    ("ตั้งแต่", Relation::AtLeast),
];

/// Words right before the word for score by which it was not reached.
const NOT_REACHED: [&str; 6] = ["เต็ม", "ช่วง", "ระหว่าง", "เสีย", "หัก", "ขาด"];

/// What may not follow a score: then the number counts something else.
const UNITS: &[&str] = &["ข้อ", "ตัวชี้วัด", "คน", "ราย", "เรื่อง", "ครั้ง", "หน่วยงาน", "แห่ง", "วัน", "ปี", "บาท", "/"];

impl Text {
    pub(crate) fn new(text: &str) -> Text {
        let printed: Vec<char> = text.chars().collect();
        let folded =
            thai::digits::to_ascii(text).chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        Text { printed, folded }
    }

    /// A stretch as printed.
    pub(crate) fn words(&self, start: usize, end: usize) -> String {
        let end = end.min(self.printed.len());
        self.printed.get(start.min(end)..end).unwrap_or_default().iter().collect::<String>().trim().to_owned()
    }

    /// A stretch as printed, white space as spaces, nothing trimmed.
    pub(crate) fn words_raw(&self, start: usize, end: usize) -> String {
        let end = end.min(self.printed.len());
        let stretch = self.printed.get(start.min(end)..end).unwrap_or_default();
        stretch.iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect()
    }

    /// A stretch with folded digits.
    pub(crate) fn folded(&self, start: usize, end: usize) -> String {
        let end = end.min(self.folded.len());
        self.folded.get(start.min(end)..end).unwrap_or_default().iter().collect()
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        let mut size = 0;
        word.chars().all(|c| {
            size += 1;
            self.folded.get(at + size - 1) == Some(&c)
        })
    }

    /// Everywhere a word stands.
    pub(crate) fn find_all(&self, word: &str) -> Vec<usize> {
        let first = word.chars().next();
        let begin = |at: &usize| self.folded.get(*at).copied() == first && self.starts(*at, word);
        (0..self.folded.len()).filter(begin).collect()
    }

    fn skip_fillers(&self, mut at: usize) -> usize {
        for _ in 0..8 {
            while self.folded.get(at) == Some(&' ') {
                at += 1;
            }
            match FILLERS.iter().find(|filler| self.starts(at, filler)) {
                Some(filler) => at += filler.chars().count(),
                None => break,
            }
        }
        at
    }

    /// A number from 0 to 100 with at most two decimals, not part of a longer one.
    fn number(&self, at: usize) -> Option<(Score, usize)> {
        let sign = |at: usize| self.folded.get(at).copied().unwrap_or(' ');
        let mut end = at;
        while sign(end).is_ascii_digit() {
            end += 1;
        }
        if end == at {
            return None;
        }
        if sign(end) == '.' && sign(end + 1).is_ascii_digit() {
            end += 1;
            while sign(end).is_ascii_digit() {
                end += 1;
            }
        }
        let text = self.folded(at, end);
        // A dot more makes it a number of a heading, a comma more an amount.
        let more = matches!(sign(end), '.' | ',') && sign(end + 1).is_ascii_digit();
        let score = text.parse::<Score>().ok().filter(|_| !more)?;
        Some((score, end))
    }

    /// Whether a number is the lower end of a band or counts something.
    fn is_other(&self, end: usize) -> bool {
        let mut at = end;
        while self.folded.get(at) == Some(&' ') {
            at += 1;
        }
        let band = matches!(self.folded.get(at), Some('-' | '–' | '—')) && {
            let next = (at + 1..at + 3).find_map(|at| self.folded.get(at).filter(|c| **c != ' '));
            next.is_some_and(char::is_ascii_digit)
        };
        let whole = !self.folded(end.saturating_sub(3), end).contains('.');
        band || (whole && UNITS.iter().any(|unit| self.starts(at, unit)))
    }

    /// The verb before a position, so that a quotation begins with it.
    fn verb_before(&self, at: usize) -> usize {
        ["โดยรวมได้", "โดยรวม", "ได้", "ใด", "ไต่", "ได", "มี"]
            .iter()
            .map(|verb| verb.chars().count())
            .zip(["โดยรวมได้", "โดยรวม", "ได้", "ใด", "ไต่", "ได", "มี"])
            .find(|(size, verb)| *size <= at && self.starts(at - size, verb))
            .map_or(at, |(size, _)| at - size)
    }

    fn ends_with(&self, at: usize, words: &[&str]) -> bool {
        let mut end = at;
        while 0 < end && self.folded.get(end - 1) == Some(&' ') {
            end -= 1;
        }
        words.iter().any(|word| {
            let size = word.chars().count();
            size <= end && self.starts(end - size, word)
        })
    }

    /// Whether the words before a position speak of what was lost or is still to be won.
    fn is_loss(&self, at: usize) -> bool {
        const LOST: [&str; 6] = ["เสีย", "ขาดคะแนน", "หักคะแนน", "คะแนนที่ขาด", "ขาดอีก", "คะแนนที่หาย"];
        // Stakeholders lose nothing.
        let near = self.folded(at.saturating_sub(24), at + SCORE.chars().count());
        let near = near.replace("ส่วนเสีย", "........").replace("ได้เสีย", ".......");
        let near: String =
            near.chars().skip(near.chars().count().saturating_sub(18 + SCORE.chars().count())).collect();
        LOST.iter().any(|word| near.contains(word))
    }

    /// Scores and thresholds, from left to right.
    pub(crate) fn figures(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut add = |new: Found| {
            if !found.iter().any(|old| old.start < new.end && new.start < old.end) {
                found.push(new);
            }
        };
        for (word, relation) in COMPARATORS {
            for at in self.find_all(word) {
                let from = self.skip_fillers(self.skip_score(at + word.chars().count()));
                let near = self.folded(at.saturating_sub(40), from + 24);
                if let Some((score, end)) =
                    self.number(from).filter(|_| near.contains(SCORE) || near.contains("ร้อยละ"))
                {
                    add(Found { figure: Figure::Threshold(*relation), score, start: at, end, plain: true });
                }
            }
        }
        let size = SCORE.chars().count();
        for at in self.find_all(SCORE) {
            let from = self.skip_fillers(at + size);
            // A whole number on the next line is that of a list.
            let listed = |end: usize| {
                let broken = self.printed.get(at..from).unwrap_or_default().contains(&'\n');
                broken && !self.folded(from, end).contains('.')
            };
            let wanted = self.number(from).filter(|(_, end)| !self.is_other(*end) && !listed(*end));
            let none = self.ends_with(at, &NOT_REACHED) || self.is_loss(at);
            if let Some((score, end)) = wanted.filter(|_| !none) {
                let end = self.skip_score(end);
                add(Found { figure: Figure::Score, score, start: self.verb_before(at), end, plain: true });
            }
        }
        for at in self.find_all(SCORE) {
            if let Some((score, start)) = self.number_before(at).filter(|(_, start)| !self.is_loss(*start)) {
                let told =
                    ["ได้", "ได", "เท่ากับ", "มี", "เป็น", "รวม", "ร้อยละ", "เฉลี่ย", "อยู่ที่", "ที่", "คือ", ":", "="];
                if self.ends_with(start, &told) {
                    add(Found { figure: Figure::Score, score, start, end: at + size, plain: true });
                }
            }
        }
        for at in self.find_all("ร้อยละ") {
            let from = self.skip_fillers(at);
            if let Some((score, end)) = self.number(from).filter(|(_, end)| !self.is_other(*end)) {
                let two_places = self.folded(from, end).contains('.');
                if two_places {
                    let plain = self.ends_with(at, &["ได้", "ใด", "ไต่", "คะแนน"]);
                    add(Found { figure: Figure::Score, score, start: at, end, plain });
                }
            }
        }
        // "คะแนน ITA ปีงบประมาณ พ.ศ. 2565 ภาพรวม = 91.06": the word for score stands too far before.
        for at in self.find_all("ภาพรวม") {
            let from = self.skip_fillers(at);
            let decimal = |at: usize, end: usize| self.folded(at, end).contains('.');
            let wanted = self.number(from).filter(|(_, end)| decimal(from, *end) && !self.is_other(*end));
            if let Some((score, end)) = wanted {
                let end = self.skip_score(end);
                add(Found { figure: Figure::Score, score, start: at, end, plain: true });
            }
        }
        found.sort_by_key(|found| found.start);
        found
    }

    fn skip_score(&self, at: usize) -> usize {
        let mut from = at;
        while self.folded.get(from) == Some(&' ') {
            from += 1;
        }
        if self.starts(from, SCORE) { from + SCORE.chars().count() } else { at }
    }

    fn number_before(&self, at: usize) -> Option<(Score, usize)> {
        let mut end = at;
        while 0 < end && self.folded.get(end - 1) == Some(&' ') {
            end -= 1;
        }
        let mut start = end;
        while 0 < start && self.folded.get(start - 1).is_some_and(|c| c.is_ascii_digit() || *c == '.') {
            start -= 1;
        }
        let (score, stop) = self.number(start)?;
        (stop == end).then_some((score, start))
    }

    /// A whole number behind a word, such as a rank.
    pub(crate) fn whole_after(&self, at: usize) -> Option<(u32, usize)> {
        let from = self.skip_fillers(at);
        let mut end = from;
        while self.folded.get(end).is_some_and(char::is_ascii_digit) {
            end += 1;
        }
        let number = self.folded(from, end).parse().ok()?;
        Some((number, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(Figure, String)> {
        Text::new(text).figures().into_iter().map(|f| (f.figure, f.score.to_string())).collect()
    }

    #[test]
    fn scores_as_they_are_told() {
        let score = |text: &str| vec![(Figure::Score, text.to_owned())];
        assert_eq!(all("ได้คะแนนรวม ๙๑.๕๙ (ผ่าน)"), score("91.59"));
        assert_eq!(all("โดยรวมใดคะแนนเท่ากับ ร้อยละ ๘๔.๕๙ เป็นคะแนน"), score("84.59"));
        assert_eq!(all("อยู่ในระดับมีคะแนน 64.92 คะแนน"), score("64.92"));
        assert_eq!(all("ได้คะแนน ๑๐๐ คะแนนเต็มทุกข้อ"), score("100.00"));
        assert_eq!(all("ได้ 88.5 คะแนน"), score("88.50"));
        assert_eq!(all("คะแนน ITA ปีงบประมาณ พ.ศ. 2565 ภาพรวม = ๙๑.๐๖ อยู่ในระดับ A"), score("91.06"));
        assert_eq!(all("ผู้มีส่วนได้ส่วนเสียมีส่วนร่วม ได้คะแนนเท่ากับ ๐.๐๐"), score("0.00"));
        assert_eq!(all("การใช้งบประมาณ ได ๘๕.๐๓ คะแนน"), score("85.03"));
        assert_eq!(all("ไต่คะแนนร้อยละ ๖.๒๕ ดังนี้"), score("6.25"));
    }

    #[test]
    fn numbers_that_are_no_scores() {
        assert_eq!(all("ได้คะแนนในลำดับที่ ๖๘ ของจังหวัด"), []);
        assert_eq!(all("คะแนน 85.00 – 94.99 ระดับ A"), []);
        assert_eq!(all("เต็ม 100 คะแนน"), []);
        assert_eq!(all("รวมแล้วทำให้เสียคะแนนรวม ๐.๐๖ คะแนน"), []);
        assert_eq!(all("ข้อ O5 เสียคะแนนไป ๓.๐๐ คะแนน"), []);
        assert_eq!(all("ตัวชี้วัดนี้ทำให้เสียคะแนนรวม 0.73 คะแนน\n(5) ตัวชี้วัดที่ 4"), []);
        assert_eq!(all("ประชาชนร้อยละ 80 พอใจ"), []);
        assert_eq!(
            all("มีคะแนนน้อยกว่า ๑๐๐ คะแนน"),
            [(Figure::Threshold(Relation::Below), "100.00".to_owned())]
        );
        assert_eq!(all("ได้คะแนนมากกว่าร้อยละ 80"), [(Figure::Threshold(Relation::Above), "80.00".to_owned())]);
    }
}
