//! A made-up document with every block, for the tests of the writers.

use jiff::civil::Date;
use thai::DigitStyle;

use crate::model::{
    Align, Block, Cell, Chart, ChartGroup, ChartLine, Column, Content, Cover, Document, Figure, List,
    MemoHead, Opinion, Orientation, PageSetup, ParagraphStyle, Row, Run, Section, Signature, Table,
};

/// Every block once, in four sections: cover and contents, memo, portrait text, a wide table of `rows` rows.
pub fn everything(rows: usize) -> Document {
    let plain = |orientation, numbered, blocks| Section {
        orientation,
        numbered,
        running_head: numbered.then(|| "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. 2568".to_owned()),
        blocks,
    };
    Document {
        kind: "sample".into(),
        layout: "everything".into(),
        file_stem: "sample-2568".into(),
        title: "รายงานตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2568".into(),
        agency: "องค์การบริหารส่วนตำบลบ้านเหล่า".into(),
        date: Date::constant(2025, 12, 27),
        digits: DigitStyle::Thai,
        draft: true,
        page: PageSetup::default(),
        sections: vec![
            plain(Orientation::Portrait, false, vec![cover(), Block::PageBreak, contents()]),
            plain(Orientation::Portrait, false, memo()),
            plain(Orientation::Portrait, true, text()),
            plain(
                Orientation::Landscape,
                true,
                vec![Block::heading(1, "2. ผลการดำเนินการ"), Block::Table(wide(rows))],
            ),
        ],
    }
}

fn contents() -> Block {
    Block::Contents { heading: "สารบัญ".into() }
}

fn cover() -> Block {
    Block::Cover(Cover {
        title: vec!["รายงานตัวอย่าง".into(), "ประจำปีงบประมาณ พ.ศ. 2568".into()],
        foot: vec!["สำนักปลัด".into(), "องค์การบริหารส่วนตำบลบ้านเหล่า".into(), "อำเภอเพ็ญ จังหวัดอุดรธานี".into()],
        emblem: true,
    })
}

fn memo() -> Vec<Block> {
    let signature =
        Signature {
            name: None, position: vec!["นักวิเคราะห์นโยบายและแผนชำนาญการ".into()], date: None
        };
    vec![
        Block::MemoHead(MemoHead {
            unit: Some("สำนักปลัด องค์การบริหารส่วนตำบลบ้านเหล่า".into()),
            reference: Some("อด 71801/1234".into()),
            date: Some("27 ธันวาคม 2568".into()),
            subject: Some("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน".into()),
            to: Some("นายกองค์การบริหารส่วนตำบลบ้านเหล่า".into()),
            urgency: Some("ด่วนที่สุด".into()),
            secrecy: None,
        }),
        Block::heading(3, "เรื่องเดิม"),
        Block::paragraph(
            ParagraphStyle::Body,
            "หน่วยงานเข้ารับการประเมินและได้คะแนนรวม 91.59 คะแนน ทั้งสิ้น 10 ตัวชี้วัด",
        ),
        Block::Signature(signature.clone()),
        Block::Opinion(Opinion {
            heading: "ความเห็นของปลัด".into(), text: None, signature: signature.clone()
        }),
        Block::Opinion(Opinion {
            heading: "ความเห็นของนายก".into(),
            text: Some("เห็นชอบ ดำเนินการตามเสนอ".into()),
            signature: Signature { date: Some("28 ธันวาคม 2568".into()), ..signature },
        }),
    ]
}

fn text() -> Vec<Block> {
    let paragraph = "ปู่ ป้า น้ำ ฐานี ญู กตัญญู ปฏิญาณ ฎีกา กุฎี ฬุ ปั๊ม ผึ้ง ฟื้น ทั้งสิ้น พรุ่งนี้ ฤๅษี ท้องถิ่น ดีขึ้น บริหารส่วนตำบล \
        การใช้อำนาจของผู้บังคับบัญชาเป็นไปอย่างเป็นธรรม ไม่เลือกปฏิบัติ และเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียเข้ามามีส่วนร่วม";
    vec![
        Block::heading(1, "1. ผลการประเมิน"),
        Block::paragraph(ParagraphStyle::Body, paragraph),
        Block::heading(2, "1.1 คะแนนรายตัวชี้วัด"),
        Block::Chart(chart()),
        Block::Table(scores()),
        Block::heading(3, "จุดแข็ง"),
        Block::List(List {
            ordered: true,
            items: vec![vec![Run::bold("การปฏิบัติหน้าที่ "), Run::plain("ได้ 97.18")]],
        }),
        Block::heading(4, "ที่มา"),
        Block::List(List {
            ordered: false,
            items: vec![vec![Run::plain("เผยแพร่ที่ "), Run::verbatim("https://example.go.th/ita?fy=2568")]],
        }),
        Block::paragraph(ParagraphStyle::Flush, "ข้อความชิดซ้าย"),
        Block::paragraph(ParagraphStyle::Centered, "ข้อความกลางหน้า"),
        Block::paragraph(ParagraphStyle::Note, "หมายเหตุ: คะแนนปัดเศษสองตำแหน่ง"),
    ]
}

fn chart() -> Chart {
    let group = |label: &str, before: Option<i64>, now: i64| ChartGroup {
        label: label.to_owned(),
        values: vec![before.map(Figure::hundredths), Some(Figure::hundredths(now))],
    };
    Chart {
        title: "คะแนนรายตัวชี้วัด เทียบสองปี".into(),
        alternative: "แผนภูมิแท่งของคะแนน 3 ตัวชี้วัด ปี 2567 และ 2568".into(),
        series: vec!["พ.ศ. 2567".into(), "พ.ศ. 2568".into()],
        groups: vec![
            group("1 การปฏิบัติหน้าที่", Some(9512), 9718),
            group("2 การใช้งบประมาณ", Some(8001), 8293),
            group("8 การปรับปรุงระบบการทำงาน", None, 9430),
        ],
        line: Some(ChartLine {
            at: Figure::hundredths(8500), label: "เกณฑ์ผ่าน 85.00".into()
        }),
    }
}

fn scores() -> Table {
    let column = |key: &str, width, align| Column { key: key.into(), width, align };
    let row = |number: i64, name: &str, score: i64, change: i64| {
        Row::new(vec![
            Cell::figure(Some(Figure::count(number))),
            Cell::text(name),
            Cell::figure(Some(Figure::hundredths(score))),
            Cell::figure(Some(Figure::change(change))),
        ])
    };
    Table {
        caption: Some("คะแนนรายตัวชี้วัด".into()),
        name: "indicators".into(),
        columns: vec![
            column("number", 1, Align::Center),
            column("indicator", 6, Align::Left),
            column("score", 2, Align::Center),
            column("change", 2, Align::Right),
        ],
        head: vec![
            Row::new(vec![
                Cell::text("ที่").down(2),
                Cell::text("ตัวชี้วัด").down(2),
                Cell::text("ผล").across(2).aligned(Align::Center),
            ]),
            Row::new(vec![Cell::text("คะแนน"), Cell::text("เปลี่ยนแปลง")]),
        ],
        body: vec![
            row(1, "การปฏิบัติหน้าที่", 9718, 206),
            row(2, "การใช้งบประมาณ", 8293, -292),
            Row::strong(vec![
                Cell::text("คะแนนรวม").across(2).aligned(Align::Right),
                Cell::figure(Some(Figure::hundredths(9159))),
                Cell::figure(None),
            ]),
        ],
    }
}

/// The six columns of a memo table, with steps, points, addresses and a cell over two rows.
fn wide(rows: usize) -> Table {
    let keys = ["measure", "steps", "responsible", "period", "result", "suggestion"];
    let heads =
        ["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "ผลการดำเนินงาน", "ข้อเสนอแนะ"];
    let column = |key: &str| Column { key: key.into(), width: 2, align: Align::Left };
    let body = (0..rows).map(|row| {
        let steps = vec![
            format!("จัดทำคู่มือการให้บริการประชาชน เล่มที่ {}", row + 1),
            "ประชาสัมพันธ์ผ่านเว็บไซต์ เสียงตามสาย และที่ทำการผู้ใหญ่บ้านทุกหมู่บ้าน".to_owned(),
        ];
        let responsible = Cell::new(Content::Text(vec!["สำนักปลัด (หลัก)".into(), "กองคลัง (สนับสนุน)".into()]));
        let mut cells = vec![
            Cell::text(format!("{}. มาตรการเพิ่มประสิทธิภาพการสื่อสารและการให้บริการ", row + 1)),
            Cell::new(Content::Steps(steps)),
        ];
        if row % 2 == 0 {
            cells.push(responsible.down(if row + 1 == rows { 1 } else { 2 }));
        }
        cells.extend([
            Cell::text("1 ต.ค. 2567 - 30 ก.ย. 2568"),
            Cell::new(Content::Points(vec!["จัดทำแล้ว 2 ครั้ง ผู้เข้าร่วม 1,250 คน".into()])),
            Cell::new(Content::Verbatim(vec!["https://example.go.th/o25.pdf".into()])),
        ]);
        Row::new(cells)
    });
    Table {
        caption: None,
        name: "measures".into(),
        columns: keys.map(column).into(),
        head: vec![Row::new(heads.map(Cell::text).into())],
        body: body.collect(),
    }
}
