//! Memos, and what holds for every document of the plan.

use documents::model::Block;
use domain::approval::Endorsement;
use domain::plan::{MemoHead, MemoWriter};
use jiff::civil::date;
use thai::DigitStyle;

use crate::plan_rows_document::{blocks, made, opinions, paragraphs, sound};
use crate::plan_rows_fixture::{full, issue, measure, note, office, owner};

const ALL: [(&str, &str); 10] = [
    ("action-plan", "standard"),
    ("action-plan", "with-follow-up"),
    ("implementation-report", "by-indicator"),
    ("implementation-report", "by-theme"),
    ("implementation-report", "memo-table"),
    ("follow-up-report", "six-months"),
    ("follow-up-report", "twelve-months"),
    ("follow-up-report", "quarterly"),
    ("memo", "standard"),
    ("memo", "short"),
];

#[test]
fn opinions_go_up_chains_of_any_length() {
    for (kind, layout) in [("memo", "standard"), ("memo", "short"), ("implementation-report", "by-indicator")]
    {
        for length in [1, 4, 12] {
            let mut owner = full();
            owner.plan.endorsements =
                (1..=length).map(|number| office(&format!("ตำแหน่งที่ {number}"))).collect();
            let document = made(kind, layout, &owner.facts());
            let positions: Vec<_> =
                opinions(&document).iter().map(|one| one.signature.position[0].clone()).collect();
            let expected: Vec<_> = (1..=length).map(|number| format!("ตำแหน่งที่ {number}")).collect();
            assert_eq!(positions, expected, "{kind}/{layout}");
        }
        let mut owner = full();
        owner.plan.endorsements.clear();
        let agency = "องค์การบริหารส่วนตำบลหนองใส";
        let document = made(kind, layout, &owner.facts());
        let headings: Vec<_> = opinions(&document).iter().map(|one| one.heading.clone()).collect();
        assert_eq!(
            headings,
            [format!("ความเห็นของปลัด{agency}"), format!("ความเห็นของนายก{agency}")],
            "the usual chain"
        );
    }
}

#[test]
fn opinions_say_what_was_signed() {
    let mut owner = full();
    owner.plan.endorsements = vec![Endorsement {
        opinion: "เห็นชอบ".into(),
        name: "(ลงชื่อ)".into(),
        date: Some(date(2026, 10, 3)),
        acting_for: Some("นายก".into()),
        ..office("รองนายก")
    }];
    let document = made("memo", "standard", &owner.facts());
    let opinion = opinions(&document)[0];
    assert_eq!(opinion.text.as_deref(), Some("เห็นชอบ"));
    assert_eq!(opinion.signature.date.as_deref(), Some("3 ตุลาคม 2569"));
    assert!(opinion.signature.position[1].contains("แทน") && opinion.signature.position[1].contains("นายก"));
}

#[test]
fn the_plan_speaks_before_the_layout() {
    let mut owner = full();
    owner.plan.memo = Some(MemoHead {
        unit: Some("สำนักปลัด".into()),
        reference: Some("อด 71234/56".into()),
        date: Some(date(2026, 10, 2)),
        subject: Some("รายงานผลตามมาตรการ".into()),
        to: Some("นายก".into()),
        writer: MemoWriter {
            name: None, position: Some("นักวิเคราะห์นโยบายและแผน".into())
        },
        background: Some("เรื่องเดิมตามที่บันทึกไว้".into()),
        facts: Some("ข้อเท็จจริงตามที่บันทึกไว้".into()),
        proposal: Some("ข้อเสนอตามที่บันทึกไว้".into()),
    });
    let document = made("memo", "standard", &owner.facts());
    let Some(Block::MemoHead(head)) = blocks(&document).next() else { panic!("a memo begins with its head") };
    assert_eq!(head.subject.as_deref(), Some("รายงานผลตามมาตรการ"));
    assert_eq!(head.date.as_deref(), Some("2 ตุลาคม 2569"));
    let texts = paragraphs(&document);
    assert_eq!(texts[..3], ["เรื่องเดิมตามที่บันทึกไว้", "ข้อเท็จจริงตามที่บันทึกไว้", "ข้อเสนอตามที่บันทึกไว้"]);

    owner.plan.memo = None;
    let document = made("memo", "standard", &owner.facts());
    let texts = paragraphs(&document).join("\n");
    for figure in ["3 มาตรการ", "ตัวชี้วัดที่ 10 การป้องกันการทุจริต ได้ 33.34 คะแนน"]
    {
        assert!(texts.contains(figure), "{figure}: {texts}");
    }
}

#[test]
fn a_memo_names_the_document_that_it_carries() {
    let owner = full();
    let mut facts = owner.facts();
    facts.attached = Some("รายงานการติดตามมาตรการ รอบ 6 เดือน");
    for layout in ["standard", "short"] {
        let document = made("memo", layout, &facts);
        let Some(Block::MemoHead(head)) = blocks(&document).next() else {
            panic!("a memo begins with its head")
        };
        assert_eq!(head.subject.as_deref(), Some("ขอเสนอรายงานการติดตามมาตรการ รอบ 6 เดือน"), "{layout}");
        let texts = paragraphs(&document);
        assert!(
            texts.iter().any(|text| text.contains("ขอเสนอรายงานการติดตามมาตรการ รอบ 6 เดือน")),
            "{layout}: {texts:?}"
        );
    }
}

#[test]
fn every_layout_holds_with_everything_and_with_nothing() {
    let hostile = "=cmd|' /C calc'!A0 ]]> <script> #eval(\"x\") {{ x }} \u{202e}กลับ 😀";
    let mut strange = full();
    strange.plan.issues.push(issue(&["O99", ""], hostile, vec![measure(&"ย".repeat(10_000), hostile)]));
    strange.plan.issues.push(issue(&[], "", vec![measure("", "")]));
    strange.plan.issues[0].measures[0].progress.push(note(date(1999, 1, 1), hostile, Some(0)));
    strange.plan.issues[0].cause = Some(hostile.into());
    strange.assessment.agency.name = Some(hostile.into());
    strange.plan.endorsements.push(office(hostile));
    let mut nameless = owner(Vec::new(), date(2026, 1, 1));
    nameless.assessment.agency = domain::agency::Agency::default();
    let samples =
        [("full", full()), ("nothing", owner(Vec::new(), date(2026, 1, 1))), ("nameless", nameless)];
    for (kind, layout) in ALL {
        for (name, owner) in &samples {
            for digits in [DigitStyle::Ascii, DigitStyle::Thai] {
                let mut facts = owner.facts();
                facts.digits = digits;
                let document = made(kind, layout, &facts);
                sound(&document);
                sound(&document.shown());
                assert!(!document.sections.is_empty(), "{kind}/{layout} {name}");
            }
        }
        let document = made(kind, layout, &strange.facts());
        let texts = serde_json::to_string(&document).unwrap();
        assert!(
            texts.contains("{{ x }}") || layout == "short",
            "{kind}/{layout}: texts of the plan are no templates"
        );
    }
}
