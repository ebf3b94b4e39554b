//! Whose report it is: the name that most passages agree on, since single ones are misread.

use domain::agency::AgencyKind;

use super::Claims;
use super::model::{AgencyClaim, AgencyMention, Confidence, Origin};
use super::provinces;
use crate::layout::{Content, Place, Source};

/// Words that begin the name of an agency, with the words of its kind as they are written out.
const KINDS: [(&str, &str); 13] = [
    ("องค์การบริหารส่วนตำบล", "sao"),
    ("องค์กรบริหารส่วนตำบล", "sao"),
    ("อบต.", "sao"),
    ("อบต", "sao"),
    ("องค์การบริหารส่วนจังหวัด", "pao"),
    ("อบจ.", "pao"),
    ("เทศบาลตำบล", "subdistrict-municipality"),
    ("เทศบาลเมือง", "town-municipality"),
    ("เทศบาลนคร", "city-municipality"),
    ("ทต.", "subdistrict-municipality"),
    ("มหาวิทยาลัย", "university"),
    ("กรม", "department"),
    ("สำนักงานปลัดกระทรวง", "ministry"),
];

/// The kind of a province itself, whose name only counts where no other agency is named.
const PROVINCE: [(&str, &str); 1] = [("จังหวัด", "province-office")];

/// Words after the word for province that are no name.
const NO_PROVINCE: [&str; 12] =
    ["ของ", "ใน", "ที่", "มี", "ละ", "ให้", "จะ", "ต่าง", "ใกล้", "แบบ", "เพื่อน", "สะอาด"];

/// Words right before a short word for a kind, where it is not the end of another word.
const BEFORE: [&str; 17] = [
    "ของ",
    "โดย",
    "และ",
    "ที่",
    "ให้",
    "ใน",
    "จาก",
    "กับ",
    "ว่า",
    "คือ",
    "ต่อ",
    "ผู้บริหาร",
    "บุคลากร",
    "เจ้าหน้าที่",
    "ข้าราชการ",
    "พนักงาน",
    "อธิบดี",
];

/// Departments whose rules and forms every agency quotes.
const QUOTED: [&str; 8] =
    ["บัญชีกลาง", "ส่งเสริมการปกครอง", "การปกครอง", "สรรพากร", "พัฒนาธุรกิจ", "พัฒนาชุมชน", "การจัดหางาน", "ที่ดิน"];

/// Words that go on after a name without a space.
const AFTER: [&str; 54] = [
    "ควร",
    "จึง",
    "ได้",
    "มี",
    "ให้",
    "เป็น",
    "โดย",
    "ประจำ",
    "อำเภอ",
    "จังหวัด",
    "ที่",
    "จะ",
    "ยัง",
    "และ",
    "ใน",
    "ของ",
    "กำหนด",
    "ดำเนิน",
    "ต้อง",
    "สามารถ",
    "ร่วม",
    "เพื่อ",
    "ซึ่ง",
    "ขอ",
    "นำ",
    "ตาม",
    "หรือ",
    "แก่",
    "ต่อ",
    "กับ",
    "ทำ",
    "จัด",
    "เข้า",
    "ไม่",
    "พบ",
    "แล้ว",
    "ปีงบ",
    "ระดับ",
    "รายงาน",
    "คะแนน",
    "ผลการ",
    "แผนการ",
    "แผนปฏิบัติ",
    "มาตรการ",
    "รับการ",
    "สำหรับ",
    "เมื่อ",
    "ด้วย",
    "อยู่",
    "เพราะ",
    "ระหว่าง",
    "ตั้งแต่",
    "ทั้ง",
    "ถึง",
];

/// Words after a kind that are no name, as far as no place is called so.
const NO_NAME: [&str; 52] = [
    "หน่วยงาน",
    "พนักงาน",
    "ข้าราชการ",
    "เจ้าหน้าที่",
    "ทั้ง",
    "ทุก",
    "หลัก",
    "นี้",
    "แห่งนี้",
    "อื่น",
    "คณะ",
    "ทางเฟส",
    "ทางไลน์",
    "ทางเว็บ",
    "เฟส",
    "เว็บ",
    "ไลน์",
    "อาจ",
    "ปฏิบัติ",
    "ผ่าน",
    "บุคลากร",
    "ประชาชน",
    "สมาชิก",
    "ผู้",
    "รองนายก",
    "ปลัด",
    "สภา",
    "เรื่อง",
    "บางช่อง",
    "และ",
    "หรือ",
    "ให้บริการ",
    "ได้",
    "โดย",
    "เพื่อ",
    "ประจำ",
    "อำเภอ",
    "จังหวัด",
    "ดำเนิน",
    "ต้อง",
    "สามารถ",
    "ซึ่ง",
    "เป็น",
    "ควร",
    "จึง",
    "กำหนด",
    "ของหน่วย",
    "ไม่",
    "ตามที่",
    "ที่เป็น",
    "ที่มี",
    "มีการ",
];

/// Bytes of the first two letters of a kind, by which most texts are passed over.
const BEGIN: usize = 6;

struct Mention {
    kind: &'static str,
    /// Up to the next space, sign or end.
    whole: String,
    /// Where a line ends behind it: the beginning of the next line, up to a space, sign or end.
    below: String,
    place: Place,
    /// "อำเภอ… จังหวัด…" follows.
    located: bool,
    words: String,
}

impl Mention {
    /// The name as if the line did not end in it.
    fn both(&self) -> String {
        format!("{}{}", self.whole, self.below)
    }
}

/// Finds the agency and every passage that names it.
pub(crate) fn read(source: &Source, claims: &mut Claims) {
    let mut mentions = mentions(source, &KINDS);
    let mut places: Vec<(String, String, usize)> = Vec::new();
    for text in source.blocks.iter().filter_map(|block| block.content.text()) {
        located(text, &mut places);
    }
    if mentions.is_empty() {
        mentions = self::mentions(source, &PROVINCE);
        // A province that is named once may only be where the agency lies.
        let again = |one: &Mention| mentions.iter().filter(|other| other.whole == one.whole).count();
        if mentions.iter().all(|one| again(one) < 2) {
            mentions.clear();
        }
    }
    // What tables quote, such as the source of a rule, may well name another agency.
    let told = |mention: &&Mention| mention.place.column.is_none();
    let running: Vec<&Mention> = mentions.iter().filter(told).collect();
    let all = mentions.iter().collect::<Vec<_>>();
    let Some((kind, short)) = elect(if running.is_empty() { &all } else { &running }) else {
        claims.agency = outermost(&places);
        return;
    };
    let agency_kind = AgencyKind::from_code(kind);
    let written = agency_kind.name_th().to_owned();
    let best = places.iter().max_by_key(|(_, _, votes)| *votes);
    claims.agency_mentions = mentions
        .iter()
        .filter(|mention| mention.kind == kind)
        .map(|mention| {
            // The end of a line may part a name.
            let parted = || short.starts_with(&mention.whole) && mention.both().starts_with(&short);
            let agrees = mention.whole.starts_with(&short) || parted();
            let name = if agrees { short.clone() } else { cut(&mention.whole) };
            let confidence = if agrees { Confidence::Certain } else { Confidence::Likely };
            let origin = Origin { place: mention.place, words: mention.words.clone(), confidence };
            AgencyMention { name, kind: agency_kind.clone(), agrees, origin }
        })
        .filter(|mention| 2 <= mention.name.chars().count())
        .collect();
    claims.agency = Some(AgencyClaim {
        name: format!("{written}{short}"),
        short,
        kind: Some(agency_kind),
        district: best.map(|(district, ..)| district.clone()).filter(|district| !district.is_empty()),
        province: best.map(|(_, province, _)| province.clone()),
    });
}

/// Every passage that names an agency of these kinds.
fn mentions(source: &Source, kinds: &[(&'static str, &'static str)]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for block in &source.blocks {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) => {
                scan(text, block.place, kinds, &mut mentions);
            }
            Content::Table(table) => {
                for row in &table.rows {
                    for cell in row.cells.iter().filter(|cell| !cell.from_above) {
                        scan(&cell.text, row.place.at_column(cell.column + 1), kinds, &mut mentions);
                    }
                }
            }
        }
    }
    mentions
}

fn scan(text: &str, place: Place, kinds: &[(&'static str, &'static str)], mentions: &mut Vec<Mention>) {
    if !kinds.iter().any(|(word, _)| text.contains(word.get(..BEGIN).unwrap_or(word))) {
        return;
    }
    // A name may be parted from its kind, or the kind itself, by the end of a line.
    let flat =
        text.replace("ส่วน\nตำบล", "ส่วนตำบล").replace("การ\nบริหาร", "การบริหาร").replace("ตำบล\n", "ตำบล");
    let flat = flat
        .replace("องค์การ บริหาร", "องค์การบริหาร")
        .replace("บริหาร ส่วน", "บริหารส่วน")
        .replace("ส่วน ตำบล", "ส่วนตำบล");
    let mut taken = 0;
    let mut found: Vec<(usize, &str, &'static str)> = kinds
        .iter()
        .flat_map(|&(word, kind)| flat.match_indices(word).map(move |(at, _)| (at, word, kind)))
        .collect();
    found.sort_by_key(|(at, word, _)| (*at, std::cmp::Reverse(word.len())));
    for (at, word, kind) in found {
        let before = flat.get(..at).unwrap_or_default();
        let short = word.chars().count() <= 4;
        // A short word may be the end of another one.
        let inside = short && before.ends_with(|c: char| ('\u{E01}'..='\u{E4E}').contains(&c));
        if at < taken || (inside && !BEFORE.iter().any(|word| before.ends_with(word))) {
            continue;
        }
        let behind = flat.get(at + word.len()..).unwrap_or_default();
        // Only an abbreviation may have a space behind it.
        let behind = if word.ends_with('.') { behind.trim_start_matches(' ') } else { behind };
        let whole: String =
            behind.chars().take_while(|c| ('\u{E01}'..='\u{E4E}').contains(c)).take(40).collect();
        let behind = behind.get(whole.len()..).unwrap_or_default();
        let below = behind.trim_start_matches(' ').strip_prefix('\n').unwrap_or_default();
        let below = below.chars().take_while(|c| ('\u{E01}'..='\u{E4E}').contains(c)).take(40).collect();
        taken = at + word.len() + whole.len();
        let starts = |words: &[&str]| words.iter().any(|word| whole.starts_with(word));
        let quoted = inside && starts(&QUOTED);
        let no_province = kind == "province-office" && starts(&NO_PROVINCE);
        if whole.chars().count() < 2 || starts(&NO_NAME) || quoted || no_province {
            continue;
        }
        let rest = flat.get(taken..).unwrap_or_default().trim_start();
        let located = rest.starts_with("อำเภอ")
            || rest.starts_with("จังหวัด")
            || rest.starts_with("อ.")
            || rest.starts_with("จ.");
        let words: String = flat.get(at..).unwrap_or_default().chars().take(60).collect();
        mentions.push(Mention { kind, whole, below, place, located, words: words.replace('\n', " ") });
    }
}

/// Where a name may end before words that follow it unspaced, in bytes, the shortest first.
fn cuts(whole: &str) -> Vec<usize> {
    // The name of a province may hold such a word: ขอนแก่น.
    let named = provinces::PROVINCES.iter().filter(|province| whole.starts_with(*province));
    let named = named.map(|province| province.len()).max().unwrap_or(0);
    let mut ends: Vec<usize> =
        AFTER.iter().flat_map(|word| whole.match_indices(word)).map(|(at, _)| at).collect();
    ends.retain(|at| named <= *at && 3 <= whole.get(..*at).map_or(0, |head| head.chars().count()));
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// A name without the words that follow it unspaced.
fn cut(whole: &str) -> String {
    let end = cuts(whole).first().copied().unwrap_or(whole.len());
    whole.get(..end).unwrap_or(whole).to_owned()
}

/// The kind and name that most mentions agree on; those with a district count more.
fn elect(mentions: &[&Mention]) -> Option<(&'static str, String)> {
    let mut candidates: Vec<(&'static str, String)> = Vec::new();
    for mention in mentions {
        let short = cuts(&mention.whole).into_iter().filter_map(|end| mention.whole.get(..end));
        for name in short.map(str::to_owned).chain([mention.whole.clone()]) {
            let length = name.chars().count();
            if (2..=30).contains(&length) && !candidates.iter().any(|(k, n)| *k == mention.kind && *n == name)
            {
                candidates.push((mention.kind, name));
            }
        }
        if 400 < candidates.len() {
            break;
        }
    }
    let votes = |kind: &str, name: &str| -> usize {
        mentions
            .iter()
            .filter(|mention| mention.kind == kind && mention.whole.starts_with(name))
            .map(|mention| match mention.whole.get(name.len()..).unwrap_or_default() {
                "" if mention.located => 9,
                "" => 3,
                tail if AFTER.iter().any(|word| tail.starts_with(word)) => 2,
                _ => 0,
            })
            .sum()
    };
    let best = candidates.into_iter().map(|(kind, name)| (votes(kind, &name), kind, name));
    best.max_by_key(|(votes, _, name)| (*votes, name.chars().count())).map(|(_, kind, name)| (kind, name))
}

/// "อำเภอเพ็ญ จังหวัดอุดรธานี", counted.
fn located(text: &str, places: &mut Vec<(String, String, usize)>) {
    for word in ["จังหวัด", "จ."] {
        for (at, _) in text.match_indices(word) {
            let before = text.get(..at).unwrap_or_default();
            let alone = word != "จ." || before.chars().next_back().is_none_or(char::is_whitespace);
            let Some(province) =
                provinces::at(text.get(at + word.len()..).unwrap_or_default()).filter(|_| alone)
            else {
                continue;
            };
            let tail: String = {
                let chars: Vec<char> = before.chars().collect();
                chars.iter().skip(chars.len().saturating_sub(40)).collect()
            };
            let district = ["อำเภอ", "อ."].iter().find_map(|word| {
                let (_, behind) = tail.rsplit_once(word)?;
                let name: String =
                    behind.trim_start().chars().take_while(|c| ('\u{E01}'..='\u{E4E}').contains(c)).collect();
                let close = behind.trim().chars().count() <= name.chars().count() + 1;
                (2 <= name.chars().count() && close).then_some(name)
            });
            let district = district.unwrap_or_default();
            let weight = 1 + 2 * usize::from(!district.is_empty());
            match places.iter_mut().find(|(d, p, _)| *d == district && p == province) {
                Some((.., votes)) => *votes += weight,
                None => places.push((district, province.to_owned(), weight)),
            }
        }
    }
}

/// A report of a province itself.
fn outermost(places: &[(String, String, usize)]) -> Option<AgencyClaim> {
    let (_, province, _) = places.iter().max_by_key(|(.., votes)| *votes)?;
    Some(AgencyClaim {
        name: format!("จังหวัด{province}"),
        short: province.clone(),
        kind: Some(AgencyKind::ProvinceOffice),
        district: None,
        province: Some(province.clone()),
    })
}
