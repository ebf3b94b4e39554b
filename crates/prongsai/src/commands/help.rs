//! The help in Thai; the English one stands in the doc comments.

use clap::Command;

const ABOUT: &[(&str, &str)] = &[
    ("prongsai", "คำนวณ อธิบาย และวิเคราะห์ผลการประเมิน ITA ของหน่วยงานภาครัฐ"),
    ("prongsai score", "คำนวณคะแนนและเทียบกับผลที่ประกาศ"),
    ("prongsai explain", "อธิบายที่มาของตัวเลขทีละขั้น"),
    ("prongsai analyse", "จุดแข็ง จุดอ่อน ประเด็นตามความเร่งด่วน ระยะห่างจากระดับถัดไป"),
    ("prongsai simulate", "ลองเปลี่ยนคะแนน และหาชุดข้อที่น้อยที่สุดที่ยกระดับได้"),
    ("prongsai decode", "คะแนนตัวชี้วัด OIT นี้หมายถึงขาดข้อใดได้บ้าง"),
    ("prongsai rank", "จัดลำดับในประเทศ จังหวัด ประเภท หรือกระทรวง"),
    ("prongsai check", "ตรวจว่าตัวเลขที่ประกาศสอดคล้องกันหรือไม่"),
    (
        "prongsai report",
        "เอกสารราชการ: รายงานวิเคราะห์ แผน รายงานผล บันทึกข้อความ (PDF, DOCX, XLSX, HTML, JSON, CSV)",
    ),
    ("prongsai report list", "ชนิดเอกสารและเค้าโครงที่มี"),
    ("prongsai report batch", "จัดทำเอกสารของทุกไฟล์ในโฟลเดอร์"),
    ("prongsai read", "อ่านรายงานที่เผยแพร่ (PDF, Word, ตารางคำนวณ, ข้อความ) เป็นข้อมูล"),
    ("prongsai audit", "ตรวจรายงานที่เผยแพร่: สิ่งที่ขัดกันเอง ขัดกับหลักเกณฑ์ของปี หรือกับปฏิทิน"),
    ("prongsai framework", "หลักเกณฑ์ของแต่ละปี: รายชื่อ แสดง ตรวจ เปรียบเทียบ สร้างฉบับชั่วคราว"),
    ("prongsai framework list", "รายชื่อหลักเกณฑ์"),
    ("prongsai framework show", "แสดงหลักเกณฑ์ของปีหนึ่ง"),
    ("prongsai framework check", "ตรวจไฟล์หลักเกณฑ์"),
    ("prongsai framework diff", "เปรียบเทียบสองปี: อะไรเปลี่ยน อะไรต่อเนื่อง"),
    ("prongsai framework derive", "สร้างหลักเกณฑ์ฉบับชั่วคราวของปีที่ยังไม่ประกาศ"),
    ("prongsai plan", "แผนมาตรการ: เสนอ ตรวจ แสดง แบบกรอก"),
    ("prongsai plan suggest", "เสนอแผนจากจุดอ่อนของผลการประเมินและคลังมาตรการ"),
    ("prongsai plan check", "ตรวจแผนกับคะแนน ปฏิทิน และตัวแผนเอง"),
    ("prongsai plan template", "แผนเปล่าสำหรับกรอก (JSON, TOML, XLSX)"),
    ("prongsai plan show", "แสดงแผนเป็นข้อความ"),
    ("prongsai template", "แบบกรอกคะแนนและไฟล์ผลการประเมินเปล่า"),
    ("prongsai template score-sheet", "แบบกรอกคะแนน (XLSX หรือ CSV)"),
    ("prongsai template assessment", "โครงไฟล์ผลการประเมิน (JSON)"),
    ("prongsai serve", "เปิดระบบให้ใช้ผ่านเบราว์เซอร์"),
    ("prongsai user", "ผู้ใช้ จากเครื่องแม่ข่าย: ลิงก์ผู้ดูแลคนแรก รหัสผ่านใหม่"),
    ("prongsai user link", "ลิงก์ครั้งเดียวของผู้ดูแลคนแรก"),
    ("prongsai user password", "ตั้งรหัสผ่านใหม่ (อ่านจาก stdin) ปัจจัยที่สองและการเข้าใช้เดิมสิ้นสุด"),
    ("prongsai config", "การตั้งค่าของระบบ"),
    ("prongsai config show", "ดูการตั้งค่าทุกตัวและที่มาของค่า"),
    ("prongsai doctor", "ตรวจทุกอย่างที่ทำให้ระบบไม่ปกติ พร้อมวิธีแก้"),
    ("prongsai migrate", "สร้างที่เก็บข้อมูล หรือปรับให้ตรงกับโปรแกรมรุ่นนี้"),
    ("prongsai backup", "สำรองข้อมูล (ทำขณะระบบทำงานอยู่ได้)"),
    ("prongsai restore", "นำสำเนาสำรองกลับเข้าที่เก็บข้อมูลที่ว่าง"),
    ("prongsai demo", "ผลจริงสามหน่วยงาน แล้วเปิดระบบที่มีจังหวัดสมมุติให้ลองใช้"),
    ("prongsai completions", "ตัวช่วยเติมคำสั่งของเชลล์"),
    ("prongsai help", "วิธีใช้"),
];

const ARGUMENTS: &[(&str, &str)] = &[
    ("listen", "ที่อยู่และพอร์ตของหน้าเว็บ"),
    ("once", "ทำทุกอย่าง เปิดหน้าเว็บของตนเองสองหน้า แล้วจบ (เช่นเดียวกันเมื่อใช้ --json หรือไม่มีเทอร์มินัล)"),
    ("login", "ชื่อที่ใช้เข้าสู่ระบบ"),
    ("config", "ไฟล์การตั้งค่า (หากไม่ระบุ ใช้ prongsai.toml ในโฟลเดอร์นี้ถ้ามี)"),
    ("database", "ที่เก็บข้อมูล: sqlite:ไฟล์ หรือ postgres://…"),
    ("set", "ตั้งค่าหนึ่งตัว ดูรายชื่อด้วย prongsai config show"),
    ("origin", "แสดงที่มาของแต่ละค่าด้วย"),
    ("lang", "ภาษาของผลลัพธ์"),
    ("json", "ผลลัพธ์เป็น JSON หนึ่งค่า ข้อความอื่นออกทาง stderr"),
    ("thai_digits", "ใช้เลขไทยในผลลัพธ์สำหรับคนอ่าน"),
    ("color", "สี (เคารพ NO_COLOR และ TERM=dumb)"),
    ("frameworks", "โฟลเดอร์หลักเกณฑ์ (*.toml) ที่เพิ่มหรือแทนของโปรแกรม"),
    ("fail_on_findings", "จบด้วยรหัส 6 เมื่อพบข้อขัดแย้งหรือผลไม่แน่นอน"),
    ("file", "ไฟล์ผลการประเมิน (JSON, TOML) หรือแบบกรอกคะแนน (XLSX, CSV); - คือ stdin"),
    ("files", "ไฟล์หรือโฟลเดอร์"),
    ("from", "เริ่มคำนวณจากระดับนี้ ไม่ใช้ข้อมูลที่ละเอียดกว่า"),
    ("out", "เขียนลงที่นี่"),
    ("path", "ส่วนที่จะอธิบาย เช่น 9, public/E5, OIT"),
    ("depth", "ลึกกี่ชั้น"),
    ("previous", "ผลของปีก่อน"),
    ("strength_from", "จุดแข็งตั้งแต่คะแนนนี้"),
    ("weakness_below", "จุดอ่อนเมื่อต่ำกว่านี้"),
    ("issue_below", "เป็นประเด็นเมื่อต่ำกว่านี้"),
    ("important_below", "สำคัญเมื่อต่ำกว่านี้"),
    ("urgent_to", "เร่งด่วนเมื่อไม่เกินนี้"),
    ("target", "ระดับหรือคะแนนรวมที่ต้องการ"),
    ("effort", "ไฟล์ TOML ของแรงงานต่อข้อ: รหัส = จำนวนเต็ม"),
    ("only", "ใช้เฉพาะข้อ OIT หรือข้อคำถาม"),
    ("framework", "หลักเกณฑ์ เช่น nacc/2568"),
    ("indicator", "ตัวชี้วัดหรือตัวชี้วัดย่อย เช่น 9 หรือ 9.1"),
    ("score", "คะแนน"),
    ("within", "จัดลำดับภายในกลุ่มใด"),
    ("before", "ปีก่อน"),
    ("after", "ปีหลัง"),
    ("base", "หลักเกณฑ์ต้นแบบ"),
    ("new", "ปีใหม่ เช่น nacc/2570"),
    ("part", "แสดงส่วนใด"),
    ("round", "ปีงบประมาณที่ดำเนินการ ปกติคือปีถัดจากปีของคะแนน"),
    ("max_issues", "จำนวนประเด็นสูงสุด เริ่มจากที่อ่อนที่สุด"),
    ("measures_per_issue", "จำนวนมาตรการสูงสุดต่อประเด็น"),
    ("threshold", "คะแนนที่ต่ำกว่านี้ต้องมีมาตรการ"),
    ("format", "รูปแบบไฟล์ (ไม่ใส่: ตามชื่อไฟล์)"),
    ("plan", "ไฟล์แผน (JSON, TOML) หรือแบบกรอกแผน (XLSX); - คือ stdin"),
    ("assessment", "ผลการประเมินที่แผนตอบ"),
    ("today", "วันที่ใช้ตรวจ (ไม่ใส่: วันนี้)"),
    ("kind", "ชนิดเอกสารตาม prongsai report list; all คือทุกชนิด"),
    ("layout", "เค้าโครงตาม prongsai report list หรือของหน่วยงานเอง"),
    ("formats", "รูปแบบไฟล์ คั่นด้วยจุลภาค: pdf, docx, xlsx, html, json, csv"),
    ("date", "วันที่ของเอกสาร; ถ้าไม่ระบุคือวันนี้"),
    ("arabic_digits", "ใช้เลขอารบิก; เอกสารราชการใช้เลขไทย"),
    ("font_dir", "โฟลเดอร์แบบอักษรที่ใช้แทน Sarabun เช่น TH Sarabun New, Laksaman"),
    ("emblem", "ไฟล์ภาพตราของหน่วยงาน (PNG, JPEG, SVG)"),
    ("carries", "ชนิดเอกสารที่บันทึกข้อความนำส่ง"),
    ("rank", "ลำดับที่ เช่น \"12/150 จังหวัดกาฬสินธุ์\""),
    ("templates", "โฟลเดอร์เค้าโครงและข้อความของหน่วยงานเอง"),
    ("documents", "รายงานที่เผยแพร่: PDF, DOCX, XLSX, CSV, HTML, JSON ของ report, ข้อความ, Markdown"),
    ("form", "เขียนเป็นไฟล์ผลการประเมินหรือไฟล์แผน"),
    ("force", "เขียนทับไฟล์ที่มีอยู่"),
    ("reports", "รายงานที่จะตรวจ หรือโฟลเดอร์ของรายงาน: PDF, DOCX, XLSX, CSV, HTML, ข้อความ, Markdown"),
    ("against", "รายงานอื่นหรือโฟลเดอร์ ที่จะเทียบว่าข้อความเหมือนกันหรือไม่"),
    ("html", "เขียนผลตรวจเป็นหน้าเว็บ (ไฟล์หรือโฟลเดอร์; ไม่ใส่: ตั้งชื่อตามรายงานในโฟลเดอร์ปัจจุบัน)"),
    ("pdf", "เขียนผลตรวจเป็นเอกสาร PDF (ไฟล์หรือโฟลเดอร์ เช่นเดียวกับ --html)"),
    ("docx", "เขียนผลตรวจเป็นเอกสาร Word (ไฟล์หรือโฟลเดอร์ เช่นเดียวกับ --html)"),
    ("score_year", "ปีงบประมาณของคะแนน (พ.ศ.) เมื่อเอกสารไม่บอก เช่น ตารางที่แยกออกมา"),
    (
        "limits",
        "ขีดจำกัดต่อเอกสาร: bytes, pages, unpacked, ratio, entries, depth, cells, blocks, text (ใช้ K, M, G ได้), seconds",
    ),
];

/// Arguments whose name means something else in one command: the command, the argument, the help.
const OWN: &[(&str, &str, &str)] = &[
    ("prongsai simulate", "set", "ลองให้คะแนน เช่น O5=100"),
    ("prongsai restore", "file", "ไฟล์สำเนาสำรอง"),
    ("prongsai restore", "check", "ตรวจว่าสำเนาสำรองครบถ้วนเท่านั้น ไม่นำกลับเข้า"),
    ("prongsai backup", "out", "ไฟล์ที่จะเขียน (ไม่ใส่: ชื่อตามเวลาในโฟลเดอร์สำเนาสำรอง)"),
    ("prongsai report batch", "folder", "โฟลเดอร์ของไฟล์ผลการประเมิน"),
];

/// The command with Thai help; names of commands and options stay.
pub fn in_thai(command: Command) -> Command {
    translate(command, "")
}

fn translate(command: Command, above: &str) -> Command {
    let path = if above.is_empty() {
        command.get_name().to_owned()
    } else {
        format!("{above} {}", command.get_name())
    };
    let about = ABOUT.iter().find(|(name, _)| *name == path).map(|(_, about)| *about);
    let mut command = command.subcommand_help_heading("คำสั่ง").subcommand_value_name("คำสั่ง");
    if let Some(about) = about {
        command = command.about(about).long_about(about);
    }
    let names: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for name in names {
        let own = OWN.iter().find(|(of, id, _)| *of == path && *id == name).map(|(_, _, help)| *help);
        let shared = || ARGUMENTS.iter().find(|(id, _)| *id == name).map(|(_, help)| *help);
        if let Some(help) = own.or_else(shared) {
            command = command.mut_arg(name, |argument| argument.help(help).long_help(help));
        }
    }
    let children: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for child in children {
        command = command.mut_subcommand(child, |inner| translate(inner, &path));
    }
    command
}
