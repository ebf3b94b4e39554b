//! What is wrong with a command line: in Thai by us, in English in the parser's own words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use domain::Text;

use crate::output::{Failure, Kind};

/// A wrong command line as a failure.
pub(super) fn failure(error: &clap::Error) -> Failure {
    let told = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("ไม่รู้จัก “{argument}”"),
        ErrorKind::InvalidSubcommand => format!("ไม่มีคำสั่ง “{}”", told(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("ต้องให้ค่าแก่ {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("ค่า “{value}” ใช้กับ {argument} ไม่ได้")
        }
        ErrorKind::MissingRequiredArgument => format!("ยังขาด {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "ต้องระบุคำสั่งย่อย".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} ใช้พร้อมกับ {} ไม่ได้", told(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("จำนวนค่าของ {argument} ไม่ถูกต้อง")
        }
        ErrorKind::NoEquals => format!("ต้องเขียน {argument} ในรูป ตัวเลือก=ค่า"),
        ErrorKind::InvalidUtf8 => "มีอักขระที่ไม่ใช่ UTF-8".to_owned(),
        _ => "ดูรายละเอียดด้านล่าง".to_owned(),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().map(told).find(|near| !near.is_empty());
    let possible = told(ContextKind::ValidValue);
    let remedy = match near {
        Some(near) => format!("หมายถึง {near} หรือไม่"),
        None if !possible.is_empty() => format!("เลือกจาก {possible}"),
        None => "ดูวิธีใช้ด้วย --help ต่อท้ายคำสั่งนั้น".to_owned(),
    };
    let english = error.to_string();
    let english = english.lines().next().unwrap_or_default().trim_start_matches("error: ");
    Failure::new(
        Kind::Usage,
        "usage",
        Text::new("เรียกคำสั่งไม่ถูกต้อง", "the command was called wrongly"),
        Text::new(message, english),
        Text::new(remedy, "see `prongsai --help`"),
    )
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::failure;

    #[test]
    fn the_wrong_word_and_a_remedy_are_told() {
        for (line, message, remedy) in [
            ("foo", "“foo”", "--help"),
            ("scor x", "“scor”", "score"),
            ("score x --bogus", "“--bogus”", "--help"),
            ("score", "ยังขาด <FILE>", "--help"),
            ("score x --lang xx", "ค่า “xx”", "th, en"),
            ("decode nacc/2564 9 -5", "“-5”", "--help"),
            ("plan", "คำสั่งย่อย", "--help"),
            ("plan suggest x --max-issues many", "ค่า “many”", "--help"),
        ] {
            let words = std::iter::once("prongsai").chain(line.split(' '));
            let error = super::super::Cli::command().try_get_matches_from(words).unwrap_err();
            let told = failure(&error);
            let trouble = &told.troubles[0];
            assert!(trouble.message.th.contains(message), "{line}: {}", trouble.message.th);
            assert!(trouble.remedy.th.contains(remedy), "{line}: {}", trouble.remedy.th);
        }
    }
}
