//! Reads a package back: its files, and each of them as a tree.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with what it holds.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

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

    pub fn named<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        self.all().into_iter().filter(|node| node.name == name).collect()
    }

    /// The text that a reader sees, without that of instructions.
    pub fn shown(&self) -> String {
        self.all()
            .into_iter()
            .map(|node| match node.name.as_str() {
                "w:t" => node.text.as_str(),
                "w:tab" if node.attributes.is_empty() => "\t",
                "w:br" => "\n",
                _ => "",
            })
            .collect()
    }
}

/// The files of a package by their place.
pub fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The tree of one file of a package.
pub fn tree_of(bytes: &[u8], path: &str) -> Node {
    parse(&unpack(bytes)[path])
}

/// Reads XML strictly.
pub fn parse(bytes: &[u8]) -> Node {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).unwrap());
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().expect("balanced").children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
            Event::GeneralRef(reference) => {
                let name = reference.decode().unwrap();
                let character = reference.resolve_char_ref().unwrap().unwrap_or_else(|| match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                });
                open.last_mut().unwrap().text.push(character);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?} has no place in a part"),
        }
    }
    let mut root = open.pop().unwrap();
    assert!(open.is_empty() && root.children.len() == 1, "one root");
    root.children.remove(0)
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("no attribute twice");
        let raw = std::str::from_utf8(&attribute.value).unwrap();
        assert!(!raw.contains('<'), "a bare < in an attribute");
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
        (name, quick_xml::escape::unescape(raw).unwrap().into_owned())
    });
    Node {
        attributes: attributes.collect(),
        name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
        ..Node::default()
    }
}
