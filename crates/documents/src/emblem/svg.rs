//! The check of an SVG: it may draw, and nothing else.
//!
//! An SVG can run scripts, load other files and blow up by entities or by copies of copies. None of these has a
//! place in an emblem, so the file is refused rather than mended: what an agency gives is what is printed.

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::{EmblemError, MOST_PIXELS};

/// Elements that run, load, or change what others were checked for. Names of SVG are case-sensitive, but a
/// lenient reader may not be.
const REFUSED: [&str; 14] = [
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "handler",
    "listener",
    "set",
    "animate",
    "animatemotion",
    "animatetransform",
    "feimage",
];
/// Copies (`use`) may contain copies; this many cannot grow into many elements.
const MOST_COPIES: usize = 24;
/// Deepest nesting.
const MOST_DEPTH: usize = 64;

/// Whether the text begins like an SVG or another XML document.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    let known: [&[u8]; 4] = [b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg"];
    known.iter().any(|prefix| start.starts_with(prefix))
}

/// Checks the file and answers the size of its view box.
pub(super) fn pixels(bytes: &[u8]) -> Result<(u32, u32), EmblemError> {
    let text = std::str::from_utf8(bytes).map_err(|error| broken(format!("not UTF-8: {error}")))?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    reader.config_mut().check_comments = true;
    let mut size = None;
    let mut depth = 0_usize;
    let mut copies = 0_usize;
    let mut in_style = false;
    loop {
        let byte = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let refuse = |part: &str| EmblemError::UnsafeSvg { part: part.to_owned(), byte };
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let name = local(element.local_name().as_ref());
                if size.is_none() && name != "svg" {
                    return Err(EmblemError::NotAPicture);
                }
                if REFUSED.contains(&name.as_str()) {
                    return Err(refuse(&format!("<{name}>")));
                }
                copies += usize::from(name == "use");
                check_attributes(element).map_err(|part| refuse(&part))?;
                if size.is_none() {
                    size = Some(view_box(element)?);
                }
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                    in_style = name == "style";
                }
                if MOST_COPIES < copies {
                    return Err(refuse("<use> (too many copies)"));
                }
                if MOST_DEPTH < depth {
                    return Err(refuse("too deep a nesting"));
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                in_style = false;
            }
            Event::Text(text) if in_style && loads(text.as_ref()) => {
                return Err(refuse("<style>: url() or @import"));
            }
            Event::CData(text) if in_style && loads(text.as_ref()) => {
                return Err(refuse("<style>: url() or @import"));
            }
            Event::GeneralRef(entity) if !is_plain(entity.as_ref()) => return Err(refuse("an entity")),
            Event::DocType(doctype) if doctype.contains(&b'[') => return Err(refuse("<!DOCTYPE [")),
            Event::PI(instruction) if instruction.starts_with(b"xml-stylesheet") => {
                return Err(refuse("<?xml-stylesheet"));
            }
            Event::Eof if 0 < depth => return Err(broken("it ends too early".into())),
            Event::Eof => break,
            _ => {}
        }
    }
    size.ok_or(EmblemError::NotAPicture)
}

fn broken(reason: String) -> EmblemError {
    EmblemError::Broken { format: "SVG", reason }
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// Entities that XML knows without a declaration, and characters by number.
fn is_plain(entity: &[u8]) -> bool {
    entity.starts_with(b"#") || matches!(entity, b"amp" | b"lt" | b"gt" | b"quot" | b"apos")
}

/// Refuses handlers and references that leave the file.
fn check_attributes(element: &BytesStart<'_>) -> Result<(), String> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = local(attribute.key.local_name().as_ref());
        let value = plain_value(&attribute).ok_or_else(|| format!("an entity in {name}"))?;
        if name.starts_with("on") {
            return Err(name);
        }
        if name == "href" || name == "src" || name == "base" {
            let target = value.trim();
            let inside = target.starts_with('#')
                || target.starts_with("data:image/png;base64,")
                || target.starts_with("data:image/jpeg;base64,");
            if !inside {
                return Err(format!("{name}=\"{}\"", target.chars().take(60).collect::<String>()));
            }
        } else if loads(value.as_bytes()) {
            return Err(format!("{name}: url()"));
        }
    }
    Ok(())
}

fn plain_value(attribute: &Attribute<'_>) -> Option<String> {
    let raw = std::str::from_utf8(&attribute.value).ok()?;
    quick_xml::escape::unescape(raw).ok().map(std::borrow::Cow::into_owned)
}

/// Whether a style reaches outside the file: `url(` of anything but a fragment, `@import`, or an escape that
/// could hide either.
fn loads(style: &[u8]) -> bool {
    let style = String::from_utf8_lossy(style).to_ascii_lowercase();
    let outside = |rest: &str| !rest.trim_start_matches([' ', '\t', '\n', '\r', '"', '\'']).starts_with('#');
    style.contains("@import")
        || style.contains('\\')
        || style.contains("javascript:")
        || style.match_indices("url(").any(|(at, found)| style.get(at + found.len()..).is_some_and(outside))
}

/// Width and height: of the view box, or as stated on the root.
fn view_box(root: &BytesStart<'_>) -> Result<(u32, u32), EmblemError> {
    let value = |name: &str| {
        let attribute = root.try_get_attribute(name).ok().flatten()?;
        plain_value(&attribute)
    };
    let sides = match value("viewBox") {
        Some(text) => {
            let numbers: Vec<&str> =
                text.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty()).collect();
            match numbers.as_slice() {
                [_, _, width, height] => (thousandths(width), thousandths(height)),
                _ => (None, None),
            }
        }
        None => {
            let stated = |name| value(name).and_then(|text| thousandths(text.trim_end_matches("px").trim()));
            (stated("width"), stated("height"))
        }
    };
    let (Some(width), Some(height)) = sides else {
        return Err(broken("no usable viewBox, and no width and height in pixels".into()));
    };
    Ok(reduced(width, height))
}

/// A positive decimal number in thousandths.
fn thousandths(text: &str) -> Option<u64> {
    let (whole, fraction) = text.trim_start_matches('+').split_once('.').unwrap_or((text, ""));
    if whole.len() > 9 || !fraction.bytes().chain(whole.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let fraction: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(whole * 1000 + fraction).filter(|value| 0 < *value)
}

/// The same relation in whole pixels of at most [`MOST_PIXELS`], each at least 1.
fn reduced(width: u64, height: u64) -> (u32, u32) {
    let most = u64::from(MOST_PIXELS);
    let longest = width.max(height).max(1);
    // Small boxes are enlarged when whole units would lose their relation.
    let (over, under) = if width.is_multiple_of(1000) && height.is_multiple_of(1000) && longest <= most * 1000
    {
        (1, 1000)
    } else {
        (most, longest)
    };
    let side = |length: u64| u32::try_from((length * over / under).clamp(1, most)).unwrap_or(1);
    (side(width), side(height))
}
