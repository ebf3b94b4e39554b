//! Bytes into text.

use super::faults;
use super::report::Fault;
use super::tree::At;

/// Why bytes are no text, and where.
pub(crate) type Misread = Box<(At, Fault)>;

/// The text of a JSON or TOML file: UTF-8, with or without a byte-order mark.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Misread> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        Box::new((At { line: Some(line), ..At::default() }, faults::not_utf8()))
    })?;
    if text.trim().is_empty() { Err(Box::new((At::default(), faults::empty_file()))) } else { Ok(text) }
}

/// The same, with advice for those who write JSON or TOML.
pub(crate) fn data(bytes: &[u8]) -> Result<&str, Misread> {
    utf8(bytes).map_err(|mut misread| {
        if misread.1.code == "not-utf8" {
            misread.1 = faults::data_not_utf8();
        }
        misread
    })
}

/// The text of a CSV file: UTF-8, or the Windows-874 that Thai Excel saves as plain CSV.
pub(crate) fn utf8_or_windows_874(bytes: &[u8]) -> Result<String, Misread> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Box::new((At::default(), faults::utf16())));
    }
    let fault = match utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(fault) if fault.1.code == "empty-file" => return Err(fault),
        Err(fault) => fault,
    };
    let (text, _, unmapped) = encoding_rs::WINDOWS_874.decode(bytes);
    if unmapped { Err(fault) } else { Ok(text.into_owned()) }
}
