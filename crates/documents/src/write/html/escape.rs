//! From plain text to markup. Every text of a document passes through here.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::text::{clean, room};

/// Text between tags; line ends become breaks.
pub(super) fn text(plain: &str) -> String {
    escaped(&clean(plain)).replace('\n', "<br/>")
}

/// Text within double quotes of an attribute.
pub(super) fn attribute(plain: &str) -> String {
    escaped(&clean(plain)).replace(['\n', '\t'], " ")
}

fn escaped(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 16);
    for c in plain.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A string of a style sheet: everything but letters and digits is given by its code, so that no text ends the
/// string, the rule or the style.
pub(super) fn css_string(plain: &str) -> String {
    let mut out = String::from("\"");
    for c in clean(plain).chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            ' ' => out.push(' '),
            _ if c.is_ascii_alphanumeric() || ('\u{0E01}'..='\u{0E5B}').contains(&c) => out.push(c),
            _ => out.push_str(&format!("\\{:06X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

static TERMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| thai::words::terms().collect());

/// As [`text`], with terms of the field held together that fit into `room` places of a line. For headings and
/// heads of tables: short texts, where a cut term hurts most.
pub(super) fn held(plain: &str, most: usize) -> String {
    let plain = clean(plain);
    let piece = |word: &str| {
        let is_held = TERMS.contains(word) && (2..=most).contains(&room(word));
        let markup = text(word);
        if is_held { format!("<span class=\"n\">{markup}</span>") } else { markup }
    };
    thai::words::words(&plain).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::{attribute, css_string, held, text};

    #[test]
    fn no_text_is_markup() {
        let hostile = "</style><script>\"'&]]>\n\u{1}";
        assert_eq!(text(hostile), "&lt;/style&gt;&lt;script&gt;&quot;&#39;&amp;]]&gt;<br/>");
        assert_eq!(attribute(hostile), "&lt;/style&gt;&lt;script&gt;&quot;&#39;&amp;]]&gt; ");
        assert_eq!(css_string("ก\"}</\\\n1"), "\"ก\\000022\\00007D\\00003C\\00002F\\00005C 1\"");
    }

    #[test]
    fn terms_are_held_where_they_fit() {
        let plain = "ขององค์การบริหารส่วนตำบล";
        assert_eq!(held(plain, 30), "ของ<span class=\"n\">องค์การบริหารส่วนตำบล</span>");
        assert_eq!(held(plain, 10), plain);
    }
}
