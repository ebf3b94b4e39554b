//! XML that is well-formed whatever the texts hold.
//!
//! Names of elements and attributes are constants of this program; everything else goes through one escape.

use std::fmt::{self, Display, Write as _};

/// Attributes of an element, in order.
pub(super) type Attributes<'a> = [(&'static str, &'a dyn Display)];

/// A part under construction.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A part with its declaration.
    pub(super) fn part() -> Xml {
        let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        Xml { out, open: Vec::new() }
    }

    /// Markup to be put into another part.
    pub(super) fn fragment() -> Xml {
        Xml { out: String::new(), open: Vec::new() }
    }

    /// Opens an element; [`Xml::close`] closes it.
    pub(super) fn open(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element whose one attribute is `w:val`, as most properties are.
    pub(super) fn value(&mut self, name: &'static str, value: impl Display) {
        self.empty(name, &[("w:val", &value)]);
    }

    /// A property that holds by being there.
    pub(super) fn flag(&mut self, name: &'static str, set: bool) {
        if set {
            self.empty(name, &[]);
        }
    }

    /// An element with what `inside` writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &Attributes<'_>,
        inside: impl FnOnce(&mut Xml),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close();
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// Where the next character will stand.
    pub(super) fn position(&self) -> usize {
        self.out.len()
    }

    /// Puts a finished fragment at a position that [`Xml::position`] gave.
    pub(super) fn insert(&mut self, position: usize, fragment: Xml) {
        let fragment = fragment.finish();
        if self.out.is_char_boundary(position) {
            self.out.insert_str(position, &fragment);
        }
    }

    /// Closes what is open and gives the text.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            // Writing into a string cannot fail.
            let _ = write!(Escape(&mut self.out), "{value}");
            self.out.push('"');
        }
    }
}

struct Escape<'a>(&'a mut String);

impl fmt::Write for Escape<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // `]]>` must not stand in text.
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As white space these would be normalised in an attribute.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            // XML 1.0 has no way to write these.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn texts_and_attributes_cannot_break_out() {
        let mut xml = Xml::fragment();
        xml.open("a", &[("b", &"\"<&>\n")]);
        xml.text("]]></a><x/>\u{1}\u{fffe}");
        xml.value("c", 5);
        assert_eq!(
            xml.finish(),
            "<a b=\"&quot;&lt;&amp;&gt;&#10;\">]]&gt;&lt;/a&gt;&lt;x/&gt;\u{fffd}\u{fffd}<c w:val=\"5\"/></a>"
        );
    }

    #[test]
    fn a_fragment_is_put_where_it_belongs() {
        let mut xml = Xml::fragment();
        xml.open("a", &[]);
        let place = xml.position();
        xml.text("ก");
        let mut inner = Xml::fragment();
        inner.empty("b", &[]);
        xml.insert(place, inner);
        assert_eq!(xml.finish(), "<a><b/>ก</a>");
    }
}
