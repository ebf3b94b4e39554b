//! Reads a package back: its files, and each of them as a tree.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An element with what it holds.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Its name with the prefix: `w:p`.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// The elements in it.
    pub children: Vec<Node>,
    /// The text in it, without that of its children.
    pub text: String,
}

impl Node {
    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The attribute `w:val` of a child.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// This element and all below it, in the order of the text.
    pub fn all(&self) -> Vec<&Node> {
        let mut found = vec![self];
        for child in &self.children {
            found.extend(child.all());
        }
        found
    }

    /// This element and those below it that have a name.
    pub fn named<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        self.all().into_iter().filter(|node| node.name == name).collect()
    }

    /// The text that a reader sees, without that of instructions; a no-break space looks like any other.
    pub fn shown(&self) -> String {
        self.all()
            .into_iter()
            .map(|node| match node.name.as_str() {
                "w:t" => node.text.as_str(),
                "w:tab" if node.attributes.is_empty() => "\t",
                "w:br" => "\n",
                _ => "",
            })
            .collect::<String>()
            .replace('\u{a0}', " ")
    }
}

/// The files of a package by their place.
///
/// # Panics
/// When it is no sound package.
pub fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("listed");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("sound");
            (file.name().expect("named").into_owned(), bytes)
        })
        .collect()
}

/// The tree of one file of a package.
///
/// # Panics
/// When the package has no such file, or it is no sound XML.
pub fn tree_of(bytes: &[u8], path: &str) -> Node {
    parse(&unpack(bytes)[path])
}

/// Reads XML strictly.
///
/// # Panics
/// When it is not well-formed, or holds what a part of a package may not.
pub fn parse(bytes: &[u8]) -> Node {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
    let mut open = vec![Node::default()];
    loop {
        let event = reader.read_event().expect("well-formed");
        match event {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => last(&mut open).children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().expect("balanced");
                last(&mut open).children.push(done);
            }
            Event::Text(text) => last(&mut open).text.push_str(&text.decode().expect("UTF-8")),
            Event::GeneralRef(reference) => last(&mut open).text.push(character(&reference)),
            Event::Eof => break,
            other => assert!(matches!(other, Event::Decl(_)), "{other:?} has no place in a part"),
        }
    }
    let mut root = open.pop().expect("a root");
    assert!(open.is_empty() && root.children.len() == 1, "one root");
    root.children.remove(0)
}

fn last(open: &mut [Node]) -> &mut Node {
    open.last_mut().expect("balanced")
}

/// The character that a reference stands for.
pub(crate) fn character(reference: &BytesRef<'_>) -> char {
    let number = reference.resolve_char_ref().expect("a number of a character");
    number.unwrap_or_else(|| match &*reference.decode().expect("UTF-8") {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        other => {
            assert_eq!(other, "quot", "an entity that XML does not know");
            '"'
        }
    })
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("no attribute twice");
        let raw = std::str::from_utf8(&attribute.value).expect("UTF-8");
        assert!(!raw.contains('<'), "a bare < in an attribute");
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).expect("UTF-8");
        (name, quick_xml::escape::unescape(raw).expect("known entities").into_owned())
    });
    Node {
        attributes: attributes.collect(),
        name: String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8"),
        ..Node::default()
    }
}
