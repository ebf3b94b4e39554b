//! Three clean documents of different shapes, and one fault at a time put into them.

use domain::framework::Catalogue;
use reader::audit::{Audit, Code, Finding, Severity, Shingles, against, audit};
use reader::{Limits, claims, formats};

/// An analysis by indicators, as text: memo, running text, score table, table of measures.
const ANALYSIS: &str = "\
บันทึกข้อความ

ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลทุ่งทอง

ที่ กก ๗๑๒๐๑/๑๒๓ วันที่ ๑๕ พฤศจิกายน ๒๕๖๗

เรื่อง รายงานผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗

องค์การบริหารส่วนตำบลทุ่งทอง อำเภอเมือง จังหวัดตาก ได้รับทราบผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ โดยภาพรวมได้คะแนน ๘๙.๓๕ คะแนน อยู่ในระดับ ผ่านดี

ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง ปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนน ๘๖.๑๐ คะแนน และปีงบประมาณ พ.ศ. ๒๕๖๗ ได้คะแนน ๘๙.๓๕ คะแนน เพิ่มขึ้น ๓.๒๕ คะแนน

มีบุคลากรตอบแบบวัด IIT จำนวน ๒๘ คน จากบุคลากรทั้งหมด ๓๑ คน คิดเป็นร้อยละ ๙๐.๓๒

ที่\tตัวชี้วัด\tคะแนน
๑\tการปฏิบัติหน้าที่\t๙๐.๐๐
๒\tการใช้งบประมาณ\t๘๘.๐๐
๓\tการใช้อำนาจ\t๙๒.๐๐
๔\tการใช้ทรัพย์สินของราชการ\t๘๖.๐๐
๕\tการแก้ไขปัญหาการทุจริต\t๘๙.๐๐
๖\tคุณภาพการดำเนินงาน\t๘๗.๖๐
๗\tประสิทธิภาพการสื่อสาร\t๘๕.๕๐
๘\tการปรับปรุงการทำงาน\t๘๙.๔๐
๙\tการเปิดเผยข้อมูล\t๙๒.๐๐
๑๐\tการป้องกันการทุจริต\t๙๐.๐๐

๑. จุดแข็ง (ตัวชี้วัดที่ได้คะแนนมากกว่าร้อยละ ๘๗) มีจำนวน ๘ ตัวชี้วัด

๒. จุดอ่อนที่ต้องพัฒนา (ตัวชี้วัดที่ได้คะแนนต่ำกว่าร้อยละ ๘๗) มีจำนวน ๒ ตัวชี้วัด

ตัวชี้วัดที่ได้คะแนนต่ำสุด คือ ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร ซึ่งจะต้องพัฒนาก่อน

ผลการประเมินตามแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) อยู่ในระดับดี บุคลากรเชื่อมั่นในการบริหารงาน

มาตรการพัฒนา

ตัวชี้วัด\tประเด็นที่ต้องพัฒนา\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลาดำเนินการ
๒. การใช้งบประมาณ\tบุคลากรไม่ทราบแผนการใช้จ่าย\tประกาศแผนการใช้จ่ายให้ทราบทั่วกัน\t๑. จัดทำแผ่นพับ ๒. แจ้งในที่ประชุม\tกองคลัง\t๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘
๔. การใช้ทรัพย์สินของราชการ\tไม่รู้ขั้นตอนการยืม\tจัดทำคู่มือการยืมทรัพย์สิน\t๑. ร่างคู่มือ ๒. เผยแพร่\tกองคลัง\t๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘
๗. ประสิทธิภาพการสื่อสาร\tช่องทางสื่อสารเข้าถึงยาก\tปรับปรุงเว็บไซต์ให้ค้นหาง่าย\t๑. สำรวจ ๒. ปรับหน้าแรก\tสำนักปลัด\t๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘
๘. การปรับปรุงการทำงาน\tประชาชนอยากมีส่วนร่วม\tเปิดรับความเห็นทุกโครงการ\t๑. จัดเวที ๒. สรุปผล\tสำนักปลัด\t๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘
";

/// What was lost item by item, with two parts of EIT, as a web page.
const ITEMS: &str = "\
<!doctype html><html lang=\"th\"><body>
<h1>รายงานการวิเคราะห์ผลการประเมิน ITA ของเทศบาลตำบลบ้านใหม่ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘</h1>
<p>ผลการประเมิน ITA ของเทศบาลตำบลบ้านใหม่ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนนรวม ๙๙.๕๐ คะแนน ระดับ ผ่านดีเยี่ยม \
รายงานนี้วิเคราะห์เฉพาะประเด็นที่มีคะแนนน้อยกว่า ๑๐๐ คะแนน</p>
<table><tr><th>ตัวชี้วัด</th><th>คะแนน</th></tr>
<tr><td>๑ การปฏิบัติหน้าที่</td><td>๑๐๐</td></tr><tr><td>๒ การใช้งบประมาณ</td><td>๑๐๐</td></tr>
<tr><td>๓ การใช้อำนาจ</td><td>๑๐๐</td></tr><tr><td>๔ การใช้ทรัพย์สินของราชการ</td><td>๑๐๐</td></tr>
<tr><td>๕ การแก้ไขปัญหาการทุจริต</td><td>๑๐๐</td></tr><tr><td>๖ คุณภาพการดำเนินงาน</td><td>๑๐๐</td></tr>
<tr><td>๗ ประสิทธิภาพการสื่อสาร</td><td>๑๐๐</td></tr><tr><td>๘ การปรับปรุงการทำงาน</td><td>๙๕.๐๐</td></tr>
<tr><td>๙ การเปิดเผยข้อมูล</td><td>๑๐๐</td></tr><tr><td>๑๐ การป้องกันการทุจริต</td><td>๑๐๐</td></tr></table>
<h2>ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน</h2>
<p>ได้คะแนนรวม ๙๕.๐๐ คะแนน</p>
<h3>ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)</h3>
<p>ข้อคำถามที่ E๗ ได้คะแนน ๙๘.๐๐ ประเด็น การเปิดโอกาสให้บุคคลภายนอกมีส่วนร่วม</p>
<p>ข้อคำถามที่ E๘ ได้คะแนน ๙๗.๐๐ ประเด็น การปรับปรุงการดำเนินงานให้ตอบสนองต่อประชาชน</p>
<p>ข้อคำถามที่ E๙ ได้คะแนน ๙๖.๐๐ ประเด็น การให้บริการผ่านช่องทางออนไลน์</p>
<h3>ส่วนที่ ๒ ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)</h3>
<p>ข้อคำถามที่ E๗ ได้คะแนน ๙๓.๐๐ ประเด็น การเปิดโอกาสให้บุคคลภายนอกมีส่วนร่วม</p>
<p>ข้อคำถามที่ E๘ ได้คะแนน ๙๔.๐๐ ประเด็น การปรับปรุงการดำเนินงานให้ตอบสนองต่อประชาชน</p>
<p>ข้อคำถามที่ E๙ ได้คะแนน ๙๒.๐๐ ประเด็น การให้บริการผ่านช่องทางออนไลน์</p>
<h2>มาตรการ</h2>
<table><tr><th>ประเด็น</th><th>มาตรการ</th><th>ขั้นตอน</th><th>ระยะเวลา</th><th>ผู้รับผิดชอบ</th></tr>
<tr><td>E๗ บุคคลภายนอกมีส่วนร่วมน้อย</td><td>ตั้งคณะทำงานร่วมกับชุมชน</td><td>ประชุมทุกไตรมาส</td><td>ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙</td><td>สำนักปลัด</td></tr>
<tr><td>E๘ การปรับปรุงการดำเนินงานยังไม่ตอบสนองต่อประชาชน</td><td>นำผลสำรวจไปปรับงานบริการ</td><td>สำรวจและรายงาน</td><td>ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙</td><td>สำนักปลัด</td></tr>
<tr><td>E๙ บริการผ่านช่องทางออนไลน์ยังไม่สะดวก</td><td>พัฒนาระบบ E-Service</td><td>เพิ่มบริการสามรายการ</td><td>ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙</td><td>กองช่าง</td></tr></table>
</body></html>
";

/// Measures and what came of them, as Markdown.
const RESULTS: &str = "\
# รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567

องค์การบริหารส่วนตำบลหนองไผ่ อำเภอเมือง จังหวัดเลย

## มาตรการตามผลการประเมิน ITA

| มาตรการ | วิธีดำเนินการ | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ | ผลลัพธ์ |
|---|---|---|---|---|---|
| จัดทำคู่มือบริการ | รวบรวมขั้นตอนแล้วพิมพ์ | สำนักปลัด | 1 ต.ค. 2566 - 30 ก.ย. 2567 | พิมพ์คู่มือ 500 เล่มและวางที่จุดบริการ | ประชาชนทราบขั้นตอน |
| อบรมการป้องกันผลประโยชน์ทับซ้อน | จัดอบรมหนึ่งวัน | สำนักปลัด | ม.ค. - ก.ย. 2567 | อบรมเมื่อวันที่ 14 มีนาคม 2567 มีผู้เข้าร่วม 30 คน จาก 40 คน คิดเป็นร้อยละ 75 | บุคลากรรู้ข้อห้าม |
| เปิดช่องทางร้องเรียนทางโทรศัพท์ | จัดหาเลขหมาย | กองช่าง | ต.ค. 2566 - มี.ค. 2567 | เปิดใช้แล้ว | รับเรื่องได้ทุกวัน |
| ปรับปรุงทะเบียนทรัพย์สิน | ตรวจนับ | กองคลัง | ตลอดปีงบประมาณ 2567 | ตรวจนับครบทุกกอง | ทะเบียนเป็นปัจจุบัน |
";

fn of(name: &str, text: &str) -> Audit {
    let catalogue = Catalogue::embedded();
    let source = formats::read(name, text.as_bytes(), &Limits::default()).unwrap();
    audit(&source, &claims::read(&source, &catalogue), &catalogue)
}

fn codes(audit: &Audit) -> Vec<&'static str> {
    audit.findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// A document with one passage changed; the passage must be there.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// The only finding after a change.
fn only(name: &str, text: &str, from: &str, to: &str) -> Finding {
    let mut found = of(name, &with(text, from, to));
    assert_eq!(found.findings.len(), 1, "{to}: {:#?}", found.findings);
    let finding = found.findings.remove(0);
    assert!(!finding.message.th.is_empty() && !finding.message.en.is_empty());
    assert!(!finding.passages.is_empty(), "{}", finding.message.en);
    finding
}

fn analysis(from: &str, to: &str) -> Finding {
    only("a.txt", ANALYSIS, from, to)
}

fn items(from: &str, to: &str) -> Finding {
    only("b.html", ITEMS, from, to)
}

fn results(from: &str, to: &str) -> Finding {
    only("c.md", RESULTS, from, to)
}

#[test]
fn clean_documents_of_three_shapes_have_no_findings() {
    for (name, text) in [("a.txt", ANALYSIS), ("b.html", ITEMS), ("c.md", RESULTS)] {
        let audit = of(name, text);
        assert_eq!(audit.findings, [], "{name}");
    }
}

#[test]
fn a_total_that_does_not_follow() {
    // The total is printed three times, so each statement but one is changed with it.
    let text = ANALYSIS.replace("๘๙.๓๕", "๘๙.๕๓").replace("๓.๒๕", "๓.๔๓");
    let audit = of("a.txt", &text);
    assert_eq!(codes(&audit), ["overall_mismatch"]);
    let finding = &audit.findings[0];
    assert_eq!((finding.published.as_str(), finding.recomputed.as_deref()), ("89.53", Some("89.35")));
    assert_eq!(finding.passages[0].parts().1, "๘๙.๕๓");
    assert_eq!(finding.place().unwrap().line, Some(9));
}

#[test]
fn a_level_that_the_score_does_not_give() {
    assert_eq!(analysis("อยู่ในระดับ ผ่านดี", "อยู่ในระดับ ผ่านดีเยี่ยม").code.as_str(), "level_mismatch");
}

#[test]
fn a_level_of_another_years_scale() {
    assert_eq!(analysis("อยู่ในระดับ ผ่านดี", "อยู่ในระดับ A").code.as_str(), "level_of_other_year");
}

#[test]
fn a_level_of_no_scale() {
    for level in ["B+", "ทองคำ", "ผ่านดีมาก", "ยอดเยี่ยมที่สุด"]
    {
        let finding = analysis("อยู่ในระดับ ผ่านดี", &format!("จากคะแนนเต็ม ๑๐๐ คะแนน ในภาพรวม อยู่ในระดับ {level}"));
        assert_eq!((finding.code.as_str(), finding.published.as_str()), ("level_unknown", level));
    }
    // Praise and what else has levels are none.
    for words in ["อยู่ในระดับดีมาก", "อยู่ในระดับดีที่สุดของจังหวัด", "ซึ่งผ่านเกณฑ์ และจะยกระดับ คุณธรรมต่อไป"]
    {
        assert_eq!(codes(&of("a.txt", &with(ANALYSIS, "อยู่ในระดับ ผ่านดี", words))), [""; 0], "{words}");
    }
}

#[test]
fn departments_and_provinces_have_names_too() {
    let report = |agency: &str, line: &str| {
        format!(
            "ผลการประเมิน ITA ของ{agency} ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n\n{agency} ได้คะแนนรวม ๘๙.๓๕ คะแนน\n\n{line}\n"
        )
    };
    for (agency, line) in [
        ("กรมทดลองลมฟ้า", "ผู้บริหารกรมทดลองลมหนาว ให้ความสำคัญกับการปรับปรุงทุกด้าน"),
        ("จังหวัดทุ่งคีรี", "การดำเนินงานของจังหวัดทุ่งพีรี เป็นไปตามแผนที่วางไว้"),
        ("องค์การบริหารส่วนจังหวัดน่าน", "การดำเนินงานขององค์การบริหารส่วนจังหวัดขอนแก่น เป็นไปตามแผน"),
    ] {
        assert_eq!(codes(&of("a.txt", &report(agency, line))), ["agency_name_changes"], "{line}");
    }
    let quoted = report("กรมทดลองลมฟ้า", "เบิกจ่ายตามระเบียบของกรมบัญชีกลาง ทุกครั้ง");
    assert_eq!(codes(&of("a.txt", &quoted)), [""; 0]);
}

#[test]
fn one_thing_with_two_values() {
    let finding = analysis("โดยภาพรวมได้คะแนน ๘๙.๓๕", "โดยภาพรวมได้คะแนน ๘๙.๓๖");
    assert_eq!(finding.code, Code::StatedTwice);
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.passages.len(), 2);
}

#[test]
fn the_mean_of_a_part_for_the_indicator() {
    let finding = items("ได้คะแนนรวม ๙๕.๐๐", "ได้คะแนนรวม ๙๗.๐๐");
    assert_eq!(finding.code, Code::PartMeanAsIndicator);
    assert_eq!((finding.published.as_str(), finding.recomputed.as_deref()), ("97.00", Some("95.00")));
    // A value that is no part's mean is only another value.
    assert_eq!(items("ได้คะแนนรวม ๙๕.๐๐", "ได้คะแนนรวม ๙๖.๐๐").code, Code::StatedTwice);
}

#[test]
fn an_indicator_that_does_not_follow_from_its_items() {
    let text = ITEMS.replacen("๙๓.๐๐", "๙๐.๐๐", 1);
    let audit = of("b.html", &text);
    assert_eq!(codes(&audit), ["indicator_mismatch"]);
    let finding = &audit.findings[0];
    assert_eq!((finding.published.as_str(), finding.recomputed.as_deref()), ("95.00", Some("94.50")));
    assert_eq!(finding.key, "published.indicators.8");
}

#[test]
fn praise_and_blame_against_the_score() {
    let praise = ITEMS.replace("๑๐๐</td></tr><tr><td>๒", "๕๐.๐๐</td></tr><tr><td>๒");
    let praise = with(&praise, "<h2>ตัวชี้วัดที่ ๘", "<p>ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ อยู่ในระดับดีมาก</p><h2>ตัวชี้วัดที่ ๘");
    let audit = of("b.html", &praise);
    assert!(codes(&audit).contains(&"words_against_score"), "{:?}", codes(&audit));
    let finding = analysis("(IIT) อยู่ในระดับดี", "(IIT) อยู่ในระดับต่ำ");
    assert_eq!((finding.code, finding.recomputed.as_deref()), (Code::WordsAgainstScore, Some("89.00")));
    // A wish is no praise.
    let wish = with(&praise, "อยู่ในระดับดีมาก", "จะพัฒนาเพื่อให้อยู่ในระดับดีมาก");
    assert!(!codes(&of("b.html", &wish)).contains(&"words_against_score"));
}

#[test]
fn the_lowest_is_another() {
    let finding = analysis("ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร ซึ่ง", "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ซึ่ง");
    assert_eq!((finding.code, finding.recomputed.as_deref()), (Code::ExtremeMismatch, Some("7")));
}

#[test]
fn so_many_indicators_are_not_there() {
    let finding = analysis("มีจำนวน ๘ ตัวชี้วัด", "มีจำนวน ๗ ตัวชี้วัด");
    assert_eq!((finding.code, finding.recomputed.as_deref()), (Code::CountMismatch, Some("8")));
}

#[test]
fn ranks_against_scores() {
    let table = "อันดับ\tตัวชี้วัด\tคะแนน\n๑\tการใช้อำนาจ\t๙๒.๐๐\n๒\tการปฏิบัติหน้าที่\t๘๖.๐๐\n๓\tการใช้งบประมาณ\t๘๘.๐๐\n";
    let ranked = of("d.txt", table);
    assert_eq!(codes(&ranked), ["order_mismatch"]);
    assert_eq!(codes(&of("d.txt", &table.replace("๘๖.๐๐", "๙๐.๐๐"))), [""; 0]);
}

#[test]
fn the_year_of_the_memo() {
    let finding = analysis("โปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", "โปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๕");
    assert_eq!(finding.code, Code::YearMismatch);
    assert_eq!((finding.published.as_str(), finding.recomputed.as_deref()), ("2565", Some("2567")));
    assert_eq!(finding.passages[0].parts().1, "๒๕๖๕");
    // A law of another year is no year of results.
    let law = with(
        ANALYSIS,
        "มาตรการพัฒนา\n",
        "มาตรการพัฒนา\n\nตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ และผลการประเมินตัวชี้วัด\n",
    );
    assert_eq!(codes(&of("a.txt", &law)), [""; 0]);
}

#[test]
fn a_code_of_another_years_list() {
    let finding = items(
        "<h2>มาตรการ</h2>",
        "<p>ข้อ O๒๖ รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน</p><h2>มาตรการ</h2>",
    );
    assert_eq!((finding.code, finding.published.as_str()), (Code::CodeOfOtherYear, "O26"));
    // The title of the report, and what it says of publishing, go by the list of the round.
    let item = "O๒๕ การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร";
    let titled = with(ITEMS, "<h1>", &format!("<h1>ข้อ {item}</h1><h1>"));
    assert_eq!(codes(&of("a.html", &titled)), [""; 0]);
    let publish = format!("<p>เผยแพร่รายงานนี้บนเว็บไซต์ตามข้อ {item}</p><h2>มาตรการ</h2>");
    assert_eq!(codes(&of("a.html", &with(ITEMS, "<h2>มาตรการ</h2>", &publish))), [""; 0]);
    let evidence = format!("<p>หลักฐานประกอบข้อ {item} อยู่ในภาคผนวกของรายงาน</p><h2>มาตรการ</h2>");
    assert_eq!(codes(&of("a.html", &with(ITEMS, "<h2>มาตรการ</h2>", &evidence))), ["code_of_other_year"]);
}

#[test]
fn the_agency_has_another_name() {
    let finding =
        analysis("ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง", "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทราย");
    assert_eq!(finding.code, Code::AgencyNameChanges);
    assert_eq!((finding.published.as_str(), finding.recomputed.as_deref()), ("ทุ่งทราย", Some("ทุ่งทอง")));
    let finding =
        analysis("ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง", "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลแม่เหียะ");
    assert_eq!(finding.published, "แม่เหียะ");
    // Another agency that is named on purpose.
    let visit = with(ANALYSIS, "๑. สำรวจ ๒. ปรับหน้าแรก", "๑. ศึกษาดูงานองค์การบริหารส่วนตำบลแม่เหียะ ๒. ปรับหน้าแรก");
    assert_eq!(codes(&of("a.txt", &visit)), [""; 0]);
}

#[test]
fn a_percentage_against_its_counts() {
    let finding = analysis("คิดเป็นร้อยละ ๙๐.๓๒", "คิดเป็นร้อยละ ๙๓.๓๒");
    assert_eq!((finding.code, finding.recomputed.as_deref()), (Code::PercentageMismatch, Some("90.32")));
    let finding = results("คิดเป็นร้อยละ 75", "คิดเป็นร้อยละ 80");
    assert_eq!(finding.candidates[1].to, "32");
    let table = "กลุ่ม\tจำนวน (คน)\tร้อยละ\nชาย\t12\t40.00\nหญิง\t18\t66.00\nรวม\t30\t100.00\n";
    assert_eq!(codes(&of("e.txt", table)), ["percentage_mismatch"]);
    assert_eq!(codes(&of("e.txt", &table.replace("66", "60"))), [""; 0]);
}

#[test]
fn a_change_against_two_scores() {
    let finding = analysis("เพิ่มขึ้น ๓.๒๕", "เพิ่มขึ้น ๓.๕๒");
    assert_eq!((finding.code, finding.candidates[0].to.as_str()), (Code::ChangeMismatch, "3.25"));
    assert_eq!(analysis("เพิ่มขึ้น ๓.๒๕", "ลดลง ๓.๒๕").code, Code::ChangeMismatch);
    let told = [
        "คะแนนรวม ๘๙.๓๕ คะแนน เพิ่มขึ้นจากปี ๒๕๖๖ ที่ได้ ๘๖.๑๐ คะแนน คิดเป็น ๓.๒๕ คะแนน",
        "คะแนนรวมเพิ่มขึ้นจาก ๘๖.๑๐ เป็น ๘๙.๓๕ คิดเป็น ๓.๒๕ คะแนน",
        "คะแนนรวม ๘๙.๓๕ คะแนน เพิ่มขึ้น ๓.๒๕ คะแนน จากปี ๒๕๖๖ ที่ได้ ๘๖.๑๐ คะแนน",
    ];
    for sentence in told {
        assert_eq!(codes(&of("g.txt", sentence)), [""; 0], "{sentence}");
        assert_eq!(codes(&of("g.txt", &sentence.replace("๓.๒๕", "๔.๒๕"))), ["change_mismatch"], "{sentence}");
        assert_eq!(
            codes(&of("g.txt", &sentence.replace("เพิ่มขึ้น", "ลดลง"))),
            ["change_mismatch"],
            "{sentence}"
        );
    }
    let since = "ผลการประเมิน ITA ปี 2565 ได้คะแนน 84.37 คะแนน (ระดับ B) และปี 2566 ได้คะแนน 90.12 คะแนน อยู่ในระดับ ผ่าน เพิ่มขึ้นจากปีที่ผ่านมา 5.75 คะแนน";
    assert_eq!(codes(&of("h.txt", since)), [""; 0]);
    assert_eq!(codes(&of("h.txt", &since.replace("5.75", "7.55"))), ["change_mismatch"]);
    assert_eq!(codes(&of("h.txt", &since.replace("ระดับ ผ่าน", "ระดับ A"))), ["level_of_other_year"]);
    // A report of one year that carries out measures in the next.
    let memo = "เรื่อง รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2566\n\nตามที่ได้รับการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2565 โดยมีผลคะแนน 84.37 คะแนน อยู่ในระดับ B และกำหนดมาตรการประจำปีงบประมาณ พ.ศ. 2566\n";
    assert_eq!(codes(&of("i.txt", memo)), [""; 0]);
    let table = "ตัวชี้วัด\tคะแนนปี 2566\tคะแนนปี 2567\tเปลี่ยนแปลง\nการปฏิบัติหน้าที่\t80.00\t85.50\t+5.50\nการใช้งบประมาณ\t90.00\t88.00\t-2.20\n";
    assert_eq!(codes(&of("f.txt", table)), ["change_mismatch"]);
    assert_eq!(codes(&of("f.txt", &table.replace("-2.20", "-2.00"))), [""; 0]);
}

#[test]
fn dates_that_no_calendar_has() {
    let finding = results("14 มีนาคม 2567", "34 มีนาคม 2567");
    assert_eq!((finding.code, finding.published.as_str()), (Code::DateImpossible, "34 มีนาคม 2567"));
    assert_eq!(finding.candidates[0].to, "31 มีนาคม 2567");
    assert_eq!(results("14 มีนาคม 2567", "29 กุมภาพันธ์ 2566").code, Code::DateImpossible);
    assert_eq!(codes(&of("c.md", &with(RESULTS, "14 มีนาคม 2567", "29 กุมภาพันธ์ 2567"))), [""; 0]);
    assert_eq!(
        results("1 ต.ค. 2566 - 30 ก.ย. 2567", "1 ต.ค. 2567 - 30 ก.ย. 2566").code,
        Code::DateImpossible
    );
}

#[test]
fn dates_outside_the_year() {
    let finding = results("ต.ค. 2566 - มี.ค. 2567", "ต.ค. 2568 - มี.ค. 2569");
    assert_eq!(finding.code, Code::DateOutsideYear);
    assert!(finding.candidates[0].to.contains("2567"));
    let finding = analysis("วันที่ ๑๕ พฤศจิกายน ๒๕๖๗", "วันที่ ๑๕ มิถุนายน ๒๕๖๖");
    assert_eq!(finding.code, Code::DateOutsideYear);
}

#[test]
fn a_weakness_without_measure() {
    let row = ITEMS.find("<tr><td>E๘").unwrap();
    let end = row + ITEMS[row..].find("</tr>").unwrap() + "</tr>".len();
    let finding = items(&ITEMS[row..end], "");
    assert_eq!((finding.code, finding.published.as_str()), (Code::WeaknessWithoutMeasure, "E8"));
    let row = ANALYSIS.find("๗. ประสิทธิภาพการสื่อสาร\t").unwrap();
    let end = row + ANALYSIS[row..].find('\n').unwrap() + 1;
    let finding = analysis(&ANALYSIS[row..end], "");
    assert_eq!((finding.code, finding.published.as_str()), (Code::WeaknessWithoutMeasure, "7"));
}

#[test]
fn a_measure_without_result() {
    let finding = results("| เปิดใช้แล้ว | รับเรื่องได้ทุกวัน |", "| - | |");
    assert_eq!(finding.code, Code::MeasureWithoutResult);
    assert!(finding.published.contains("ร้องเรียน"));
}

#[test]
fn text_of_another_report() {
    let catalogue = Catalogue::embedded();
    let read = |text: &str| formats::read("a.txt", text.as_bytes(), &Limits::default()).unwrap();
    let (own, last, strange) = (read(ANALYSIS), read(&ANALYSIS.replace("๒๕๖๗", "๒๕๖๖")), read(RESULTS));
    let cut = |source| Shingles::of(source, &catalogue);
    let finding = against(&own, &cut(&own), "last.txt", &cut(&last)).unwrap();
    assert_eq!((finding.code, finding.severity), (Code::CopiedText, Severity::Warning));
    assert!(finding.message.en.contains("% the same as last.txt"));
    assert!(!finding.passages.is_empty());
    assert_eq!(against(&own, &cut(&own), "other.md", &cut(&strange)), None);
}

#[test]
fn every_code_has_a_title_and_a_name_of_its_own() {
    let names: std::collections::BTreeSet<_> = Code::OF_DOCUMENTS.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::OF_DOCUMENTS.len());
    assert!(Code::OF_DOCUMENTS.iter().all(|code| !code.title().th.is_empty()));
}
