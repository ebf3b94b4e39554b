//! Rules of the format that no reader of XML knows, and that a word processor punishes by "repairing" the file.

use std::collections::{BTreeMap, BTreeSet};

use testkit::package::{Node, parse, unpack};

/// Order of properties in their elements, as the schema has it; those that no writer here uses are left out.
const ORDERS: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:noProof",
            "w:color",
            "w:sz",
            "w:szCs",
            "w:shd",
            "w:cs",
            "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:uiPriority", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"]),
];

/// What is wrong with a package; nothing, if it is right.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let files = unpack(bytes);
    let is_xml = |path: &str| path.ends_with(".xml") || path.ends_with(".rels");
    let trees: BTreeMap<&str, Node> = files
        .iter()
        .filter(|(path, _)| is_xml(path))
        .map(|(path, bytes)| (path.as_str(), parse(bytes)))
        .collect();
    let mut faults = Vec::new();
    for (path, tree) in &trees {
        for node in tree.all() {
            properties(node, &mut faults);
            if node.name == "w:tbl" {
                table(node, &mut faults);
            }
        }
        fields(path, tree, &mut faults);
    }
    let document = &trees["word/document.xml"];
    for (element, attribute) in
        [("w:bookmarkStart", "w:id"), ("w:bookmarkStart", "w:name"), ("wp:docPr", "id")]
    {
        unique(document, element, attribute, &mut faults);
    }
    unique(&trees["word/styles.xml"], "w:style", "w:styleId", &mut faults);
    unique(&trees["word/styles.xml"], "w:name", "w:val", &mut faults);
    unique(&trees["word/numbering.xml"], "w:num", "w:numId", &mut faults);
    references(&trees, &mut faults);
    relations(&trees, &files, &mut faults);
    body(document, &mut faults);
    faults
}

fn properties(node: &Node, faults: &mut Vec<String>) {
    let names: Vec<&str> = node.children.iter().map(|child| child.name.as_str()).collect();
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == node.name) {
        let places: Vec<_> = names.iter().map(|name| order.iter().position(|known| known == name)).collect();
        if places.contains(&None) || !places.is_sorted() {
            faults.push(format!("{} holds {names:?}", node.name));
        }
    }
    if node.name == "w:rPr" {
        for pair in [("w:b", "w:bCs"), ("w:sz", "w:szCs")] {
            if node.value(pair.0) != node.value(pair.1)
                || node.child(pair.0).is_some() != node.child(pair.1).is_some()
            {
                faults.push(format!("{} without equal {}", pair.0, pair.1));
            }
        }
    }
    if node.name == "w:rFonts" {
        let fonts: BTreeSet<_> =
            ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|slot| node.attribute(slot)).into();
        if fonts != BTreeSet::from([Some("TH Sarabun New")]) {
            faults.push(format!("typefaces {fonts:?}"));
        }
    }
    if node.name == "w:tc" && node.children.last().is_none_or(|last| last.name != "w:p") {
        faults.push("a cell does not end with a paragraph".into());
    }
}

fn number(text: Option<&str>) -> usize {
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn table(table: &Node, faults: &mut Vec<String>) {
    let grid = table.child("w:tblGrid").map(|grid| grid.children.iter()).into_iter().flatten();
    let grid: Vec<usize> = grid.map(|column| number(column.attribute("w:w"))).collect();
    let rows: Vec<&Node> = table.children.iter().filter(|child| child.name == "w:tr").collect();
    if rows.is_empty() || grid.is_empty() || grid.contains(&0) {
        faults.push(format!("a table of {} rows on the columns {grid:?}", rows.len()));
    }
    let mut above: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let mut column = 0;
        let mut open = BTreeMap::new();
        for cell in row.children.iter().filter(|child| child.name == "w:tc") {
            let own = cell.child("w:tcPr").expect("a cell has properties");
            let span = number(own.value("w:gridSpan")).max(1);
            let width: usize = grid.iter().skip(column).take(span).sum();
            if number(own.child("w:tcW").and_then(|width| width.attribute("w:w"))) != width {
                faults.push(format!("the cell in column {column} is not as wide as its columns"));
            }
            match own.value("w:vMerge") {
                Some("restart") => drop(open.insert(column, span)),
                Some(_) if above.get(&column) == Some(&span) => drop(open.insert(column, span)),
                Some(_) => faults.push(format!("the cell in column {column} goes on with none")),
                None => {}
            }
            column += span;
        }
        if column != grid.len() {
            faults.push(format!("a row covers {column} of {} columns", grid.len()));
        }
        above = open;
    }
}

fn fields(path: &str, tree: &Node, faults: &mut Vec<String>) {
    let mut depth = 0i32;
    for mark in tree.named("w:fldChar") {
        match mark.attribute("w:fldCharType") {
            Some("begin") => depth += 1,
            Some("end") => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth != 0 {
        faults.push(format!("{path}: fields do not end"));
    }
}

fn unique(tree: &Node, element: &str, attribute: &str, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for node in tree.named(element) {
        if !seen.insert(node.attribute(attribute)) {
            faults.push(format!("{element} {attribute}={:?} stands twice", node.attribute(attribute)));
        }
    }
}

fn references(trees: &BTreeMap<&str, Node>, faults: &mut Vec<String>) {
    let ids = |path: &str, element: &str, attribute: &str| -> BTreeSet<String> {
        let nodes = trees[path].named(element).into_iter();
        nodes.filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
    };
    let styles = ids("word/styles.xml", "w:style", "w:styleId");
    let lists = ids("word/numbering.xml", "w:num", "w:numId");
    let kinds = ids("word/numbering.xml", "w:abstractNum", "w:abstractNumId");
    let marks = ids("word/document.xml", "w:bookmarkStart", "w:name");
    let mut check = |node: &Node, attribute: &str, known: &BTreeSet<String>| {
        if let Some(value) = node.attribute(attribute).filter(|value| !known.contains(*value)) {
            faults.push(format!("{} names {value}, which is not there", node.name));
        }
    };
    for node in trees.values().flat_map(Node::all) {
        match node.name.as_str() {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" => check(node, "w:val", &styles),
            "w:numId" => check(node, "w:val", &lists),
            "w:abstractNumId" => check(node, "w:val", &kinds),
            "w:hyperlink" => check(node, "w:anchor", &marks),
            _ => {}
        }
    }
}

fn relations(trees: &BTreeMap<&str, Node>, files: &BTreeMap<String, Vec<u8>>, faults: &mut Vec<String>) {
    let of = |path: &str, folder: &str| -> BTreeMap<String, String> {
        let nodes = trees[path].named("Relationship").into_iter();
        nodes
            .map(|node| (node.attributes["Id"].clone(), format!("{folder}{}", node.attributes["Target"])))
            .collect()
    };
    let (whole, document) = (of("_rels/.rels", ""), of("word/_rels/document.xml.rels", "word/"));
    for target in whole.values().chain(document.values()).filter(|target| !files.contains_key(*target)) {
        faults.push(format!("{target} is not in the package"));
    }
    for node in trees["word/document.xml"].all() {
        for name in ["r:id", "r:embed"] {
            if let Some(id) = node.attribute(name).filter(|id| !document.contains_key(*id)) {
                faults.push(format!("{} names the relationship {id}", node.name));
            }
        }
    }
    let types = &trees["[Content_Types].xml"];
    for path in files.keys().filter(|path| *path != "[Content_Types].xml") {
        let extension = path.rsplit('.').next();
        let by_name = types
            .named("Override")
            .iter()
            .any(|node| node.attribute("PartName") == Some(&format!("/{path}")));
        let by_extension = types.named("Default").iter().any(|node| node.attribute("Extension") == extension);
        if !(by_name || by_extension) {
            faults.push(format!("{path} has no type"));
        }
    }
}

/// Between two tables stands a paragraph, and the last element but the section's properties is one.
fn body(document: &Node, faults: &mut Vec<String>) {
    let body = document.child("w:body").expect("a body");
    for pair in body.children.windows(2) {
        let names = [pair[0].name.as_str(), pair[1].name.as_str()];
        if names[0] == "w:tbl" && names[1] != "w:p" {
            faults.push(format!("{names:?} in a row"));
        }
    }
    if body.children.last().is_none_or(|last| last.name != "w:sectPr") {
        faults.push("the last section has no properties".into());
    }
}
