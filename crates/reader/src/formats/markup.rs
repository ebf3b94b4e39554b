//! HTML as a stream of tags and text, tolerant of everything that recognition and old programs write.

/// One piece of a marked-up text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, entities not yet replaced.
    Text(&'a str),
    /// `<name …>`; the name in small letters.
    Open(String, &'a str),
    /// `</name>`.
    Close(String),
}

/// Tags that are told from text such as "<5".
const NAMES: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "noscript",
    "ol",
    "option",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
];

/// Tags whose text nobody sees.
const HIDDEN: &[&str] = &["script", "style", "head", "svg", "noscript", "template", "select", "textarea"];

/// Tags that do not end a line.
const INLINE: &[&str] = &[
    "a", "b", "code", "em", "font", "i", "label", "mark", "s", "small", "span", "strong", "sub", "sup",
    "time", "u",
];

/// Whether a tag stands within a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Cuts a text at its tags. Comments and what nobody sees are left out.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut hidden: Option<String> = None;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let (piece, after) = tag(from);
        match (&piece, &hidden) {
            (Some(Piece::Close(name)), Some(inside)) if name == inside => hidden = None,
            (_, Some(_)) => {}
            (piece, None) => {
                // A `<` that opens no tag belongs to the text.
                let end = if piece.is_some() || after.len() + 1 < from.len() { at } else { at + 1 };
                let shown = rest.get(..end).unwrap_or(before);
                if !shown.is_empty() {
                    out.push(Piece::Text(shown));
                }
                match piece {
                    Some(Piece::Open(name, _)) if HIDDEN.contains(&name.as_str()) => {
                        hidden = Some(name.clone())
                    }
                    Some(piece) => out.push(piece.clone()),
                    None => {}
                }
            }
        }
        rest = after;
    }
    if hidden.is_none() && !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    out
}

/// The tag at the beginning of a text and what follows it; a comment gives no piece.
fn tag(from: &str) -> (Option<Piece<'_>>, &str) {
    let skip = |count: usize| from.get(count..).unwrap_or_default();
    if let Some(comment) = from.strip_prefix("<!--") {
        return (None, comment.split_once("-->").map_or("", |(_, after)| after));
    }
    if from.starts_with("<!") || from.starts_with("<?") {
        return (None, from.split_once('>').map_or("", |(_, after)| after));
    }
    let closing = from.starts_with("</");
    let body = skip(1 + usize::from(closing));
    let name: String = body.chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
    let name = name.to_ascii_lowercase();
    let tail = body.get(name.len()..).unwrap_or_default();
    let known = NAMES.contains(&name.as_str()) && tail.starts_with([' ', '>', '/', '\n', '\t', '\r']);
    // An attribute may be long, but the search for its end must not cost the rest of the file each time.
    let end = if known { tail.bytes().take(4_000).position(|byte| byte == b'>') } else { None };
    let Some((attributes, after)) = end.and_then(|end| Some((tail.get(..end)?, tail.get(end + 1..)?))) else {
        return (None, skip(1));
    };
    let piece = if closing { Piece::Close(name) } else { Piece::Open(name, attributes) };
    (Some(piece), after)
}

/// The number in an attribute such as `colspan="3"`.
pub(super) fn number(attributes: &str, name: &str) -> Option<usize> {
    let lower = attributes.to_ascii_lowercase();
    let (_, after) = lower.split_once(&format!("{name}="))?;
    let digits: String =
        after.trim_start_matches(['"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A text without markup: blocks and list items become lines.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(&entities(text)),
            Piece::Open(name, _) | Piece::Close(name) if !is_inline(&name) => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// Character references replaced.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let reference =
            from.get(1..).and_then(|body| body.split_once(';')).filter(|(name, _)| name.len() <= 8);
        match reference.and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" | "ldquo" | "rdquo" => Some('"'),
        "apos" | "lsquo" | "rsquo" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "bull" => Some('•'),
        "hellip" => Some('…'),
        _ => {
            let code = name.strip_prefix('#')?;
            let value = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{number, plain};

    #[test]
    fn markup_left_by_recognition() {
        let cell = "<p>ก</p> <ul style=\"list-style-type: none;\"> <li>ข</li> ค &amp; ง <b>จ</b>ฉ คะแนน <80 และ 3 < 5";
        let lines: Vec<_> =
            plain(cell).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        assert_eq!(lines, ["ก", "ข", "ค & ง จฉ คะแนน <80 และ 3 < 5"]);
        assert_eq!(plain("a<!-- b -->c<script>x < y</script>d"), "acd");
        assert_eq!(number(" rowspan='2' colspan = 3", "rowspan"), Some(2));
    }
}
