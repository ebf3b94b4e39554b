//! Bytes into text: UTF-8, UTF-16, and the one-byte Thai of older Windows programs.

use domain::Text;

use crate::problem::ReadProblem;

/// The text of a file.
///
/// # Errors
/// When the bytes are text in none of the three.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadProblem> {
    let utf16 = if bytes.starts_with(b"\xFF\xFE") {
        Some(encoding_rs::UTF_16LE)
    } else if bytes.starts_with(b"\xFE\xFF") {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    };
    if let Some(encoding) = utf16 {
        let (text, _, wrong) = encoding.decode(bytes);
        return if wrong { Err(unknown()) } else { Ok(text.into_owned()) };
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err(unknown()) } else { Ok(text.to_owned()) };
    }
    let (text, _, wrong) = encoding_rs::WINDOWS_874.decode(bytes);
    // Nearly every byte sequence is valid there, so what comes out must look like Thai.
    let thai = text.chars().filter(|c| ('\u{E01}'..='\u{E5B}').contains(c)).count();
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}')).count();
    if !wrong && odd == 0 && 0 < thai {
        return Ok(text.into_owned());
    }
    // A stray broken byte in a long text costs one character, not the document.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{FFFD}').count();
    if broken * 200 < lossy.chars().count() && !lossy.contains('\0') {
        Ok(lossy.into_owned())
    } else {
        Err(unknown())
    }
}

fn unknown() -> ReadProblem {
    ReadProblem::new(
        "unknown-encoding",
        Text::new("อ่านรหัสอักขระของไฟล์ไม่ได้", "the character encoding of the file is not known"),
        Text::new("บันทึกเป็นข้อความแบบ UTF-8 แล้วลองใหม่", "save it as UTF-8 text and try again"),
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn three_encodings() {
        let thai = "คะแนน ๙๑.๕๙";
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(thai.encode_utf16().flat_map(u16::to_le_bytes));
        let (old, _, _) = encoding_rs::WINDOWS_874.encode(thai);
        for bytes in [thai.as_bytes().to_vec(), utf16, old.into_owned()] {
            assert_eq!(text(&bytes).unwrap(), thai);
        }
        assert_eq!(text(&[0, 159, 146, 150]).unwrap_err().code, "unknown-encoding");
    }
}
