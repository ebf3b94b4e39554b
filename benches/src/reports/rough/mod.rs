//! Reports as agencies write them themselves: other headings, figures in running text, tables of their own.

mod measures;
mod scores;
mod sheet;

use documents::model::{Document, Orientation, PageSetup, Section};
use domain::Score;

use super::case::Case;
use super::draw::{at, in_hundred, one};
use super::{Draft, extras};
use crate::nation::Random;
use sheet::Sheet;

/// What a template makes of the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Template {
    /// A table of scores, then measures.
    Tables,
    /// Every score in a sentence.
    Sentences,
    /// A heading for each indicator, its score and weak items below.
    Sections,
    /// A memo that says the result, measures attached.
    Memo,
}

const TEMPLATES: [(Template, &str); 4] = [
    (Template::Tables, "rough, tables"),
    (Template::Sentences, "rough, sentences"),
    (Template::Sections, "rough, a section for each indicator"),
    (Template::Memo, "rough, memo with attachment"),
];

/// Things that are weak by a mark that the report states, so that each needs a measure.
#[derive(Debug, Clone, Default)]
struct Weak {
    /// The mark.
    mark: Option<Score>,
    /// Key, code or number, title, score.
    things: Vec<(String, String, String, Score)>,
    /// Whether they are items; else indicators.
    items: bool,
}

/// Writes one.
pub(super) fn draft(random: &mut Random, case: Case) -> Draft {
    let (template, layout) = TEMPLATES[at(random, TEMPLATES.len())];
    let weak = weak(random, &case);
    let mut sheet = Sheet::default();
    if template == Template::Memo || in_hundred(random, 25) {
        memo(random, &case, &mut sheet, template == Template::Memo);
    }
    title(random, &case, &mut sheet);
    scores::overall(random, &case, &mut sheet);
    match template {
        Template::Tables | Template::Memo => scores::table(random, &case, &mut sheet),
        Template::Sentences => scores::sentences(random, &case, &mut sheet),
        Template::Sections => scores::sections(random, &case, &mut sheet, &weak),
    }
    let count = 1 + at(random, 3);
    for block in extras::paragraphs(random, &case, count) {
        sheet.push(block);
    }
    scores::mark(random, &mut sheet, &weak);
    if weak.items && template != Template::Sections {
        scores::items(random, &case, &mut sheet, &weak);
    }
    measures::tables(random, &case, &mut sheet, &weak);
    closing(random, &mut sheet);
    let (document, statements) = finish(&case, sheet);
    Draft { case, document, statements, faults: Vec::new(), layout: layout.to_owned() }
}

/// The lowest items, or the lowest indicators, with a mark right above them.
fn weak(random: &mut Random, case: &Case) -> Weak {
    let framework = case.framework();
    let nodes = framework.skeleton().of(domain::framework::Granularity::Items);
    let mut all: Vec<_> = nodes
        .filter_map(|node| {
            let domain::framework::NodeRef::Item(item, _) = framework.skeleton().nodes[node].at else {
                return None;
            };
            let item = &framework.items[item];
            Some((case.key(node), item.code.clone(), item.title_th.clone(), case.tree.at(node).score?))
        })
        .collect();
    let items = 20 < all.len() && in_hundred(random, 60);
    if !items {
        all = case
            .indicators()
            .into_iter()
            .map(|(number, name, score)| {
                (format!("indicators.{number}"), number.to_string(), name.to_owned(), score)
            })
            .collect();
    }
    all.sort_by_key(|one| one.3);
    // The mark lies between two scores, at whole or half points where there is room.
    let fits = |count: usize| {
        let (last, next) = (all.get(count - 1)?.3, all.get(count)?.3);
        let mark = Score::clamped(i64::from(next.hundredths()) / 50 * 50);
        (last < mark && mark <= next).then_some(mark)
    };
    let counts: Vec<usize> = (3..12).filter(|count| fits(*count).is_some()).collect();
    if counts.is_empty() {
        return Weak { items, ..Weak::default() };
    }
    let count = counts[at(random, counts.len())];
    let mark = fits(count);
    all.truncate(count);
    // As the report goes through them: by code, or the weakest first.
    if in_hundred(random, 60) {
        all.sort_by_key(|(_, code, ..)| {
            let digits: String = code.chars().filter(char::is_ascii_digit).collect();
            (code.chars().next().filter(char::is_ascii_alphabetic), digits.parse::<u32>().unwrap_or(0))
        });
    }
    Weak { mark, things: all, items }
}

fn title(random: &mut Random, case: &Case, sheet: &mut Sheet) {
    let (name, year, round) = (case.name(), case.year(), case.round());
    let text = match random.below(4) {
        0 => format!("รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year} ของ{name}"),
        1 => format!("สรุปผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ {year}"),
        2 => format!("มาตรการยกระดับคุณธรรมและความโปร่งใส {name} จากผลการประเมินปีงบประมาณ พ.ศ. {year}"),
        _ => format!("การนำผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} มาใช้พัฒนางาน ในปีงบประมาณ พ.ศ. {round}"),
    };
    sheet.heading(1, text);
    if in_hundred(random, 50) {
        let province = case.assessment.agency.province.clone();
        let place = province.map(|province| format!(" จังหวัด{province}")).unwrap_or_default();
        sheet.say(format!("{name}{place}"));
    }
}

fn memo(random: &mut Random, case: &Case, sheet: &mut Sheet, long: bool) {
    let name = case.name();
    let unit = one(random, &super::words::UNITS);
    let date = thai::dates::write(case.today, thai::DateForm::Long, thai::DigitStyle::Ascii);
    let number = 100 + random.below(800);
    sheet.heading(1, "บันทึกข้อความ".to_owned());
    sheet.say(format!("ส่วนราชการ {unit} {name}"));
    sheet.say(format!("ที่ ทด 7{number}/{} วันที่ {date}", 1 + random.below(400)));
    sheet.say(format!("เรื่อง ขอรายงานผลตามมาตรการคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {}", case.round()));
    sheet.say("เรียน ผู้บังคับบัญชา".to_owned());
    if long {
        sheet.heading(3, one(random, &["ความเป็นมา", "เรื่องเดิม", "ต้นเรื่อง"]).to_owned());
        sheet.say(format!(
            "ตามที่หน่วยงานเข้ารับการประเมินประจำปีงบประมาณ พ.ศ. {} ตามหลักเกณฑ์ของสำนักงาน ป.ป.ช. นั้น",
            case.year()
        ));
        sheet.heading(3, one(random, &["ข้อเท็จจริง", "การดำเนินการ"]).to_owned());
        scores::overall(random, case, sheet);
    }
    sheet.say("จึงเรียนมาเพื่อโปรดพิจารณา".to_owned());
    sheet.say("(ลงชื่อ).......................................".to_owned());
}

fn closing(random: &mut Random, sheet: &mut Sheet) {
    if in_hundred(random, 40) {
        for office in ["ปลัด", "ผู้บริหาร"] {
            sheet.say(format!("ความเห็นของ{office}"));
            sheet.say(".............................................................".to_owned());
        }
    }
}

fn finish(case: &Case, sheet: Sheet) -> (Document, Vec<super::truth::Statement>) {
    let (blocks, statements) = sheet.done();
    let document = Document {
        kind: "made-up".to_owned(),
        layout: "made-up".to_owned(),
        file_stem: "made-up".to_owned(),
        title: "รายงาน".to_owned(),
        agency: case.name().to_owned(),
        date: case.today,
        digits: case.digits,
        draft: false,
        page: PageSetup::default(),
        sections: vec![Section {
            orientation: Orientation::Landscape,
            numbered: true,
            running_head: None,
            blocks,
        }],
    };
    (document, statements)
}
