//! What the operating system refused, in our own words.

use std::io::{Error, ErrorKind};

use domain::Text;

/// Why, and what to do.
pub fn told(error: &Error, writing: bool) -> (Text, Text) {
    match error.kind() {
        ErrorKind::NotFound if writing => (
            Text::new("ไม่มีโฟลเดอร์ที่จะเขียนลงไป", "the folder to write into is not there"),
            Text::new("สร้างโฟลเดอร์ก่อน หรือแก้ชื่อโฟลเดอร์", "make the folder first, or correct its name"),
        ),
        ErrorKind::NotFound => (
            Text::new("ไม่พบไฟล์หรือโฟลเดอร์นี้", "there is no such file or folder"),
            Text::new("ตรวจชื่อไฟล์และโฟลเดอร์", "check the name of the file and its folder"),
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if writing => (
            Text::new("ไม่มีสิทธิ์เขียนที่นี่", "writing is not permitted here"),
            Text::new(
                "เลือกโฟลเดอร์อื่นที่เขียนได้ หรือขอสิทธิ์เขียน",
                "choose a folder that may be written, or ask for permission",
            ),
        ),
        ErrorKind::PermissionDenied => (
            Text::new("ไม่มีสิทธิ์อ่านไฟล์นี้", "reading this file is not permitted"),
            Text::new(
                "ขอสิทธิ์อ่าน และปิดโปรแกรมอื่นที่ใช้ไฟล์อยู่",
                "ask for permission to read it, and close other programs that hold it",
            ),
        ),
        ErrorKind::AlreadyExists if writing => (
            Text::new("มีไฟล์ชื่อนี้อยู่ตรงที่ต้องเป็นโฟลเดอร์", "a file stands where a folder is needed"),
            Text::new("เลือกโฟลเดอร์อื่น หรือย้ายไฟล์นั้นออก", "choose another folder, or move that file away"),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            Text::new("พื้นที่เก็บข้อมูลเต็ม", "there is no space left"),
            Text::new("ลบไฟล์ที่ไม่ใช้ หรือเขียนลงที่อื่น", "make room, or write to another place"),
        ),
        ErrorKind::IsADirectory => (
            Text::new("นี่คือโฟลเดอร์ ไม่ใช่ไฟล์", "this is a folder, not a file"),
            Text::new("ระบุชื่อไฟล์ในโฟลเดอร์นี้", "name a file in it"),
        ),
        ErrorKind::NotADirectory => (
            Text::new("ส่วนหนึ่งของทางไปยังไฟล์ไม่ใช่โฟลเดอร์", "a part of the path is not a folder"),
            Text::new("ตรวจชื่อไฟล์และโฟลเดอร์", "check the name of the file and its folder"),
        ),
        ErrorKind::InvalidData => (
            Text::new("เนื้อหาไม่ใช่ข้อความ UTF-8", "the content is not UTF-8 text"),
            Text::new("บันทึกใหม่เป็น UTF-8", "save it again as UTF-8"),
        ),
        kind => {
            let number = error.raw_os_error().map_or(String::new(), |number| format!(" ({number})"));
            (
                Text::new(
                    format!("ระบบปฏิบัติการไม่ยอมให้ทำ{number}"),
                    format!("the system refused: {kind}{number}"),
                ),
                Text::new(
                    "ตรวจชื่อไฟล์ โฟลเดอร์ และสิทธิ์การเข้าถึง",
                    "check the name, the folder and the permissions",
                ),
            )
        }
    }
}
