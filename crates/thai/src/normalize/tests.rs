use super::*;

fn text(input: &str) -> String {
    normalize(input).text
}

#[test]
fn each_rule() {
    let cases = [
        ("ก\u{200B}า\u{FEFF}ร\u{AD}", "การ", Rule::Invisible),
        ("ป\u{F70A}า ญ\u{F718}", "ป่า ญุ", Rule::PrivateUse),
        ("\u{F700}าน", "ฐาน", Rule::PrivateUse),
        ("เเต่", "แต่", Rule::SaraAe),
        ("ท\u{E4D}า", "ทำ", Rule::SaraAm),
        ("น\u{E49}\u{E4D}า", "น้ำ", Rule::SaraAm),
        ("น\u{E4D}\u{E49}า", "น้ำ", Rule::SaraAm),
        ("น\u{E49}\u{E4D} า", "น้ำ", Rule::SaraAm),
        ("นำ\u{E49}", "น้ำ", Rule::SaraAm),
        ("ท\u{E48}\u{E35}", "ที่", Rule::ToneOrder),
        ("สิทธ\u{E4C}\u{E34}", "สิทธิ์", Rule::ToneOrder),
        ("ถ ึง", "ถึง", Rule::SpaceBeforeMark),
        ("ก  ่อน", "ก่อน", Rule::SpaceBeforeMark),
        ("ท ำ", "ทำ", Rule::SpaceBeforeMark),
        ("ดีขึ้ขึ้น", "ดีขึ้น", Rule::DoubledCluster),
        ("ท้องถิ่ถิ่ถิ่น", "ท้องถิ่น", Rule::DoubledCluster),
        ("ป้ป้าย", "ป้าย", Rule::DoubledCluster),
        ("สิทธิ์ธิ์", "สิทธิ์", Rule::DoubledCluster),
    ];
    for (input, expected, rule) in cases {
        let normalized = normalize(input);
        assert_eq!(normalized.text, expected);
        let named =
            normalized.notes.iter().any(|note| matches!(note, Note::Repaired { rule: r, .. } if *r == rule));
        assert!(named, "{input}: {:?}", normalized.notes);
    }
}

#[test]
fn good_thai_stays() {
    for good in [
        "พิพิธภัณฑ์ ลิลิต ติติง ที่ที่ดี",
        "แต่ต่อมา ได้ด้วย ใช้ช้อน แม่ม่าย ใกล้ล้ม ให้ห้อง",
        "น้ำ ทำ กตัญญู สิทธิ์ ฤๅษี เก๋ง",
        "ไม้โท ( ้ )",
        "ก\tิ",
        "ไม่มี\nี",
        "① ﬁ Ａ",
    ] {
        assert_eq!(text(good), good);
    }
}

#[test]
fn places_to_look_at() {
    assert_eq!(
        normalize("ค าน า ก").notes,
        [Note::LostSaraAm { byte: 0 }, Note::LostSaraAm { byte: "ค า".len() }]
    );
    assert_eq!(normalize("มีกี่กี่คน").notes, [Note::DoubledCluster { byte: "มี".len() }]);
}

#[test]
fn rules_that_wait_for_each_other() {
    // A space goes, then the tone moves, then the double shows.
    assert_eq!(text("ข \u{E49}\u{E36}ขึ้น"), "ขึ้น");
    assert_eq!(text("น \u{E4D} \u{E49}า"), "น้ำ");
    // Of three, the second is excused by the leading vowel, the third is not.
    assert_eq!(text("แต่ต่ต่อ"), "แต่ต่อ");
    assert_eq!(text("ำ\u{E48}ำ\u{E49}"), "\u{E48}\u{E49}ำำ");
}

#[test]
fn folding() {
    assert_eq!(fold_for_match("อ.บ.ต. ต่าง ๆ ๆ"), "อบตต่างๆ");
    assert_eq!(fold_for_match("ถาม – ตอบ (Q & A)"), "ถาม-ตอบ(q&a)");
    assert_eq!(fold_for_match("๙๑.๕๙"), "91.59");
    assert_eq!(fold_for_match("ก\u{E48}.\u{E34} เ.เ"), "ก\u{E34}\u{E48}แ");
}

#[test]
fn text_made_to_cost_much() {
    for piece in ["ำ\u{E48}", "ที่", "ต่", "\u{E4D}", "\u{E48}\u{E34}", "เ", " \u{E48}", "ขึ้"]
    {
        let long = piece.repeat(50_000);
        assert!(text(&long).len() <= long.len());
    }
}
