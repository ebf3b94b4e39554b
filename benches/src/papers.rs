//! Memos and reports to be set, of another agency each time.

use documents::model::{Block, Cell, Content, Document, Figure, Orientation, ParagraphStyle, Row, Section};
use documents::samples::everything;

use crate::nation::Random;

/// Words of the field, in an order that is drawn, so that no paragraph comes twice.
const PHRASES: [&str; 24] = [
    "การปฏิบัติหน้าที่ของเจ้าหน้าที่",
    "เป็นไปตามขั้นตอนและระยะเวลาที่กำหนด",
    "ผู้มีส่วนได้ส่วนเสียภายนอก",
    "เห็นว่าหน่วยงานเปิดเผยข้อมูล",
    "ควรเร่งแก้ไขโดยเร็ว",
    "การใช้งบประมาณอย่างคุ้มค่า",
    "และโปร่งใสตรวจสอบได้",
    "บุคลากรภายในรับรู้แผนการใช้จ่าย",
    "การยืมทรัพย์สินของราชการ",
    "ต้องได้รับอนุญาตตามระเบียบ",
    "ช่องทางร้องเรียนการทุจริต",
    "มีความสะดวกและปลอดภัย",
    "เพิ่มการประชาสัมพันธ์ผ่านเว็บไซต์",
    "สื่อสังคมออนไลน์และเสียงตามสาย",
    "ในทุกหมู่บ้านของตำบล",
    "จัดอบรมให้ความรู้ด้านคุณธรรม",
    "แก่ผู้บริหารและพนักงานส่วนตำบล",
    "กำกับติดตามทุกไตรมาส",
    "รายงานผลต่อผู้บริหารท้องถิ่น",
    "ภายในปีงบประมาณ พ.ศ. 2568",
    "การให้บริการผ่านระบบออนไลน์",
    "ลดขั้นตอนการทำงานที่ซ้ำซ้อน",
    "ไม่เลือกปฏิบัติต่อผู้มารับบริการ",
    "เพื่อยกระดับผลการประเมิน",
];

fn phrase(random: &mut Random) -> &'static str {
    PHRASES[random.below(PHRASES.len() as u32) as usize]
}

/// A paragraph of so many phrases, with numbers that are drawn.
fn paragraph(random: &mut Random, phrases: usize) -> String {
    let mut text = String::new();
    for n in 0..phrases {
        text.push_str(phrase(random));
        if n % 4 == 3 {
            text.push_str(&format!(" ร้อยละ {} ", random.below(100)));
        }
    }
    text
}

/// A memo of one page with four paragraphs and an opinion.
pub fn memo(random: &mut Random) -> Document {
    let mut document = everything(1);
    let mut memo = document.sections.remove(1);
    for block in &mut memo.blocks {
        if let Block::MemoHead(head) = block {
            head.reference = Some(format!("อด {}/{}", 70_000 + random.below(9_999), random.below(9_999)));
            head.subject = Some(format!("รายงาน{}", paragraph(random, 2)));
        }
    }
    let texts = (0..3).map(|_| Block::paragraph(ParagraphStyle::Body, paragraph(random, 6)));
    memo.blocks.splice(2..2, texts.collect::<Vec<_>>());
    memo.blocks.pop();
    Document { draft: false, sections: vec![memo], ..document }
}

/// A report of about ten pages: contents, ten scores with a chart, 22 long paragraphs, a wide table of eleven rows.
pub fn report(random: &mut Random) -> Document {
    let mut document = everything(11);
    let mut wide = document.sections.remove(3);
    let mut text = document.sections.remove(2);
    let contents = Block::Contents { heading: "สารบัญ".into() };
    for block in &mut text.blocks {
        if let Block::Table(table) = block {
            table.body = (0..10)
                .map(|n| {
                    Row::new(vec![
                        Cell::figure(Some(Figure::count(n + 1))),
                        Cell::text(phrase(random)),
                        Cell::figure(Some(Figure::hundredths(i64::from(random.below(10_001))))),
                        Cell::figure(Some(Figure::change(i64::from(random.below(999))))),
                    ])
                })
                .collect();
        }
    }
    for n in 0..22 {
        if n % 6 == 0 {
            text.blocks.push(Block::heading(2, format!("1.{} {}", n / 6 + 2, phrase(random))));
        }
        text.blocks.push(Block::paragraph(ParagraphStyle::Body, paragraph(random, 7)));
    }
    for block in &mut wide.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.body.iter_mut().flat_map(|row| &mut row.cells) {
            if let Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) = &mut cell.content {
                lines.iter_mut().for_each(|line| line.push_str(&format!(" {}", phrase(random))));
            }
        }
    }
    let front = Section {
        orientation: Orientation::Portrait,
        numbered: false,
        running_head: None,
        blocks: vec![contents],
    };
    Document { draft: false, sections: vec![front, text, wide], ..document }
}
