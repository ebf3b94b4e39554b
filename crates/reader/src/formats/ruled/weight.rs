//! How much a PDF would take in memory once its objects are built: a number of one byte becomes more than a hundred.
//!
//! The library builds every object of a file before it can be asked anything, and a stream of packed objects may
//! name one of them a million times. So what it would build is counted first, on the bytes alone.

use lopdf::{Dictionary, Object, Stream};

/// Objects that a file may have. Of reports with a thousand pages, few come near it.
const MOST: usize = 1_000_000;
/// Bytes of one stream of packed objects, or of the list of places.
pub(in super::super) const PACKED: usize = 8 << 20;
/// Brackets within each other that objects have in practice, those of a dictionary counted twice.
const USUAL: usize = 6;
/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 4_096;

/// Whether a file is light enough to be built up.
pub(in super::super) fn is_light(bytes: &[u8]) -> bool {
    let mut weight = 0_usize;
    let mut at = 0;
    while let Some(stream) = next_stream(bytes, at) {
        weight = weight.saturating_add(tokens(bytes.get(at..stream).unwrap_or_default(), false));
        let data = bytes.get(stream..).unwrap_or_default();
        let size = position(data, b"endstream").unwrap_or(data.len());
        let data = data.get(..size).unwrap_or_default();
        if position(data, b" obj").is_some() {
            // What only looks like a stream may hide objects.
            weight = weight.saturating_add(tokens(data, false));
        }
        let from = stream.saturating_sub(DICTIONARY).max(at);
        match packed(bytes.get(from..stream).unwrap_or_default(), data) {
            Some(more) => weight = weight.saturating_add(more),
            None => return false,
        }
        if MOST < weight {
            return false;
        }
        at = stream + size;
    }
    weight.saturating_add(tokens(bytes.get(at..).unwrap_or_default(), false)) <= MOST
}

/// Where the data of the next stream begin.
fn next_stream(bytes: &[u8], from: usize) -> Option<usize> {
    const WORD: &[u8] = b"stream";
    let mut at = from;
    loop {
        let begin = at + position(bytes.get(at..)?, WORD)?;
        at = begin + WORD.len();
        let head = bytes.get(..begin).unwrap_or_default().trim_ascii_end();
        let line = matches!(bytes.get(at), Some(b'\r' | b'\n'));
        if head.ends_with(b">>") && line {
            return Some(at + 1);
        }
    }
}

/// What a stream adds: nothing where it is not unpacked while the file is opened, `None` where it is too much or
/// cannot be told.
fn packed(before: &[u8], data: &[u8]) -> Option<usize> {
    let dictionary = plain(before);
    let dictionary = last_object(&dictionary);
    let of_objects = position(dictionary, b"ObjStm").is_some();
    if !of_objects && position(dictionary, b"/XRef").is_none() {
        return Some(0);
    }
    let filters = dictionary.windows(6).filter(|window| *window == b"Decode").count();
    let parameters = dictionary.windows(11).filter(|window| *window == b"DecodeParms").count();
    let content = match filters - parameters.min(filters) {
        0 => data.to_vec(),
        1 if position(dictionary, b"/FlateDecode").is_some() => {
            let mut own = Dictionary::new();
            own.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            let begin = data.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
            let data = data.get(begin..).unwrap_or_default().to_vec();
            Stream::new(own, data).decompressed_content_with_limit(PACKED).ok()?
        }
        _ => return None,
    };
    if !of_objects {
        // A place is told in three bytes or more.
        return Some(content.len() / 3);
    }
    let first = number_after(dictionary, b"/First")?;
    is_ascending(content.get(..first)?).then(|| tokens(content.get(first..).unwrap_or_default(), true))
}

/// Whether every packed object stands behind the one before, so that none is built twice.
fn is_ascending(index: &[u8]) -> bool {
    let mut last = None;
    let mut numbers = index.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    while let (Some(_), Some(offset)) = (numbers.next(), numbers.next()) {
        let offset = std::str::from_utf8(offset).ok().and_then(|word| word.parse::<u64>().ok());
        if offset.is_none() || offset <= last {
            return false;
        }
        last = offset;
    }
    true
}

fn number_after(dictionary: &[u8], name: &[u8]) -> Option<usize> {
    let at = position(dictionary, name)? + name.len();
    let rest = dictionary.get(at..)?.trim_ascii_start();
    let size = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(rest.get(..size)?).ok()?.parse().ok()
}

/// A dictionary with the escapes of its names undone: `/Obj#53tm`.
fn plain(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let code = text.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| byte == b'#').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(letter) => {
                out.push(letter);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// What stands behind the last `obj`.
fn last_object(text: &[u8]) -> &[u8] {
    let at = text.windows(4).rposition(|window| window == b" obj").map_or(0, |at| at + 4);
    text.get(at..).unwrap_or_default()
}

/// Objects of a stretch; where they are packed, one that stands within many brackets may be built with each of them.
fn tokens(text: &[u8], packed: bool) -> usize {
    let (mut count, mut depth, mut word) = (0_usize, 0_usize, false);
    for byte in text {
        let space = matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ');
        let sign = b"()<>[]{}/%".contains(byte);
        let begins = if sign { b"(<[/".contains(byte) } else { !space && !word };
        // The name behind a slash belongs to it.
        word = !space && (!sign || *byte == b'/');
        match byte {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if begins {
            let copies = if packed { depth.saturating_sub(USUAL).max(1) } else { 1 };
            count = count.saturating_add(copies);
        }
    }
    count
}

fn position(text: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == first)?;
        if text.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, is_light, tokens};

    #[test]
    fn objects_are_counted() {
        assert_eq!(tokens(b"[1 0 0 1] /Name (text) <0F> 12 0 R", false), 13);
        assert_eq!(tokens(b"[[[[[[[[0]]]]]]]]", true), 11);
    }

    #[test]
    fn heavy_files() {
        let array = |size: usize| format!("%PDF-1.5\n1 0 obj [{}] endobj\n", "0 ".repeat(size));
        assert!(is_light(array(1_000).as_bytes()));
        assert!(!is_light(array(MOST).as_bytes()));
        let stream = |head: &str, data: &str| {
            format!("%PDF-1.5\n1 0 obj\n<< {head} >>\nstream\n{data}\nendstream\nendobj\n")
        };
        // A page draws as much as it likes: that is bounded elsewhere.
        assert!(is_light(stream("/Length 9", &"0 ".repeat(MOST)).as_bytes()));
        let objects = |index: &str, name: &str| {
            stream(
                &format!("/Type /{name} /N 2 /First {}", index.len()),
                &format!("{index}{}", "5 ".repeat(9)),
            )
        };
        assert!(is_light(objects("7 0 8 2 ", "ObjStm").as_bytes()));
        assert!(!is_light(objects("7 0 8 0 ", "ObjStm").as_bytes()));
        assert!(!is_light(objects("7 0 8 0 ", "Obj#53tm").as_bytes()));
        assert!(!is_light(stream("/Type /ObjStm /First 4 /Filter /LZWDecode", "").as_bytes()));
    }
}
