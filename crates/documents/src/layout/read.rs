//! Reads a layout and checks every name in it, so that nothing is left to go wrong but the facts.

use std::collections::BTreeMap;

use domain::Text;
use serde::de::DeserializeOwned;
use toml::Table;

use super::block::{BLOCKS, BlockLayout, EachLayout, Placed, TableLayout};
use super::file::{EachFile, LayoutFile};
use super::places::Places;
use super::{Layout, LayoutProblem, SectionLayout, unknown_name};
use crate::rows::{Source, source, sources};
use crate::texts::{Engine, Shape, TextProblem, things, tidy};

/// Levels of repetition inside each other that a layout may have.
const MAX_NESTING: usize = 4;

/// A text beside a layout.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    /// The file, from the template folder.
    pub file: String,
    /// As written.
    pub source: String,
}

/// Reads a layout of a kind. Texts are those that it may name.
pub(super) fn read(
    file: &str,
    source: &str,
    texts: &BTreeMap<String, TextFile>,
) -> Result<Layout, Vec<LayoutProblem>> {
    let places = Places::new(source);
    let mut reader =
        Reader { file, places, texts, engine: Engine::new(), problems: Vec::new(), used: BTreeMap::new() };
    let parsed: LayoutFile = match toml::from_str(source) {
        Ok(parsed) => parsed,
        Err(error) => {
            let line = error.span().map(|span| reader.places.line_at(span.start));
            return Err(vec![reader.shape_problem(line, "", error.message())]);
        }
    };
    let layout = reader.layout(parsed);
    match layout {
        Some(layout) if reader.problems.is_empty() => {
            Ok(Layout { texts: reader.used, engine: reader.engine, ..layout })
        }
        _ => Err(reader.problems),
    }
}

struct Reader<'t> {
    file: &'t str,
    places: Places<'t>,
    texts: &'t BTreeMap<String, TextFile>,
    engine: Engine,
    problems: Vec<LayoutProblem>,
    used: BTreeMap<String, String>,
}

/// What texts may name at a place of the layout.
#[derive(Clone)]
struct Scope {
    shape: Shape,
    depth: usize,
}

impl Reader<'_> {
    fn layout(&mut self, parsed: LayoutFile) -> Option<Layout> {
        let scope = Scope { shape: Shape::document(parsed.span).clone(), depth: 0 };
        self.template("file_stem", &parsed.file_stem, &scope);
        self.template("document_title", &parsed.document_title, &scope);
        if !is_name(&parsed.name) {
            let text =
                Text::new("ชื่อรูปแบบใช้ได้เฉพาะ a-z 0-9 และ -", "the name of a layout has only a-z, 0-9 and -");
            self.problem("name", text);
        }
        let thresholds = parsed.thresholds.read().map_err(|(key, error)| {
            let advice = error.advice();
            self.problem(&format!("thresholds.{key}"), advice);
        });
        let page = parsed.page.setup().map_err(|key| {
            let text = Text::new(
                "ค่านี้อยู่นอกช่วงที่วางหน้ากระดาษ A4 ได้ ให้ใช้ 0 ถึง 999 (ความยาวเป็นส่วนสิบของมิลลิเมตร ขนาดอักษรเป็นครึ่งพอยต์ตั้งแต่ 8)",
                "this does not fit a page of A4: 0 to 999, lengths in tenths of a millimetre, type in half points from 8",
            );
            self.problem(&format!("page.{key}"), text);
        });
        if parsed.sections.is_empty() {
            let text =
                Text::new("รูปแบบไม่มีหน้าใดเลย ให้เพิ่ม [[sections]]", "the layout has no pages: add [[sections]]");
            self.problem("sections", text);
        }
        let mut sections = Vec::new();
        for (at, section) in parsed.sections.into_iter().enumerate() {
            let key = format!("sections[{}]", at + 1);
            if let Some(head) = &section.running_head {
                self.template(&format!("{key}.running_head"), head, &scope);
            }
            if let Some(when) = &section.when {
                self.condition(&format!("{key}.when"), when, &scope);
            }
            let blocks = self.blocks(&key, section.blocks, &scope);
            sections.push(SectionLayout {
                key,
                orientation: section.orientation,
                numbered: section.numbered,
                running_head: section.running_head,
                when: section.when,
                blocks,
            });
        }
        Some(Layout {
            name: parsed.name,
            title: Text::new(parsed.title_th, parsed.title_en),
            file: self.file.to_owned(),
            file_stem: parsed.file_stem,
            document_title: parsed.document_title,
            needs_results: parsed.needs_results,
            needs_decided_plan: parsed.needs_decided_plan.unwrap_or(parsed.needs_results),
            span: parsed.span,
            thresholds: thresholds.ok()?,
            page: page.ok()?,
            sections,
            texts: BTreeMap::new(),
            engine: Engine::new(),
        })
    }

    fn blocks(&mut self, above: &str, tables: Vec<Table>, scope: &Scope) -> Vec<Placed> {
        let placed = tables.into_iter().enumerate().filter_map(|(at, table)| {
            let key = format!("{above}.blocks[{}]", at + 1);
            self.block(key, table, scope)
        });
        placed.collect()
    }

    fn block(&mut self, key: String, mut table: Table, scope: &Scope) -> Option<Placed> {
        let name = match table.remove("block") {
            Some(toml::Value::String(name)) => name,
            _ => {
                let known = BLOCKS.join(", ");
                let text = Text::new(
                    format!("ไม่ได้บอกชนิดของบล็อก ให้ใส่ block = เป็นหนึ่งใน {known}"),
                    format!("the block does not say what it is: block = one of {known}"),
                );
                self.problem(&key, text);
                return None;
            }
        };
        let when = match table.remove("when") {
            None => None,
            Some(toml::Value::String(when)) => Some(when),
            Some(_) => {
                let text = Text::new("when ต้องเป็นข้อความ", "when is a text with an expression");
                self.problem(&format!("{key}.when"), text);
                None
            }
        };
        if let Some(when) = &when {
            self.condition(&format!("{key}.when"), when, scope);
        }
        let block = match name.as_str() {
            "cover" => BlockLayout::Cover(self.fields(&key, table)?),
            "contents" => BlockLayout::Contents(self.fields(&key, table)?),
            "heading" => BlockLayout::Heading(self.fields(&key, table)?),
            "text" => BlockLayout::Text(self.fields(&key, table)?),
            "table" => BlockLayout::Table(self.fields(&key, table)?),
            "chart" => BlockLayout::Chart(self.fields(&key, table)?),
            "list" => BlockLayout::List(self.fields(&key, table)?),
            "memo_head" => BlockLayout::MemoHead(self.fields(&key, table)?),
            "signature" => BlockLayout::Signature(self.fields(&key, table)?),
            "opinions" => BlockLayout::Opinions(self.fields(&key, table)?),
            "page_break" => BlockLayout::PageBreak,
            "each" => BlockLayout::Each(self.each(&key, table, scope)?),
            unknown => {
                let text = unknown_name(("บล็อก", "block"), unknown, BLOCKS);
                self.problem(&format!("{key}.block"), text);
                return None;
            }
        };
        self.check(&key, &block, scope);
        Some(Placed { key, when, block })
    }

    fn fields<T: DeserializeOwned>(&mut self, key: &str, table: Table) -> Option<T> {
        let error = match toml::Value::Table(table).try_into() {
            Ok(fields) => return Some(fields),
            Err(error) => error,
        };
        let message = error.message();
        // The name in question leads to its line, where it is one of the block's own keys.
        let named = message.split('`').nth(1).map(|name| format!("{key}.{name}"));
        let key = named.unwrap_or_else(|| key.to_owned());
        let problem = self.shape_problem(self.places.line(&key), &key, message);
        self.problems.push(problem);
        None
    }

    fn each(&mut self, key: &str, table: Table, scope: &Scope) -> Option<EachLayout> {
        let each: EachFile = self.fields(key, table)?;
        if MAX_NESTING <= scope.depth {
            let text = Text::new("ซ้อน each ลึกเกินสี่ชั้น", "each stands inside each more than four deep");
            self.problem(key, text);
            return None;
        }
        let this = things(each.of);
        let mut shape = scope.shape.clone();
        if let Some(outer) = scope.shape.below("this").cloned() {
            shape = shape.with("outer", outer);
        }
        let inner = Scope { shape: shape.with("this", this.clone()), depth: scope.depth + 1 };
        if let Some(filter) = &each.filter {
            let scope = Scope { shape: scope.shape.over(this), depth: scope.depth };
            self.condition(&format!("{key}.where"), filter, &scope);
        }
        if let Some(order) = &each.order {
            for name in order_keys(order) {
                if !this.has(name) {
                    let (name, known) = this.unknown(name);
                    let known: Vec<_> = known.iter().map(String::as_str).collect();
                    let text = unknown_name(("คีย์", "key"), &name, &known);
                    self.problem(&format!("{key}.order"), text);
                }
            }
        }
        let blocks = self.blocks(key, each.blocks, &inner);
        Some(EachLayout { of: each.of, filter: each.filter, order: each.order, blocks })
    }

    fn check(&mut self, key: &str, block: &BlockLayout, scope: &Scope) {
        let at = |name: &str| format!("{key}.{name}");
        match block {
            BlockLayout::Cover(cover) => {
                for (line, text) in cover.title.iter().enumerate() {
                    self.template(&format!("{key}.title[{}]", line + 1), text, scope);
                }
                for (line, text) in cover.foot.iter().enumerate() {
                    self.template(&format!("{key}.foot[{}]", line + 1), text, scope);
                }
            }
            BlockLayout::Contents(contents) => self.template(&at("heading"), &contents.heading, scope),
            BlockLayout::Heading(heading) => {
                if !(1..=4).contains(&heading.level) {
                    let text = Text::new("ระดับหัวข้อต้องเป็น 1 ถึง 4", "the level of a heading is 1 to 4");
                    self.problem(&at("level"), text);
                }
                self.template(&at("text"), &heading.text, scope);
            }
            BlockLayout::Text(text) => self.text_file(&at("name"), &text.name, scope),
            BlockLayout::Table(table) => self.table(key, table, scope),
            BlockLayout::Chart(chart) => {
                self.template(&at("title"), &chart.title, scope);
                self.template(&at("alternative"), &chart.alternative, scope);
            }
            BlockLayout::List(list) => {
                let Some(source) = self.source(&at("of"), &list.of) else { return };
                let record = Scope { shape: with_record(&scope.shape, source), depth: scope.depth };
                self.template(&at("text"), &list.text, &record);
                self.records(key, source, list.filter.as_deref(), list.order.as_deref(), &record);
                if let Some(empty) = &list.empty {
                    self.template(&at("empty"), empty, scope);
                }
            }
            BlockLayout::MemoHead(head) => {
                let fields = [
                    ("unit", &head.unit),
                    ("reference", &head.reference),
                    ("date", &head.date),
                    ("subject", &head.subject),
                    ("to", &head.to),
                    ("urgency", &head.urgency),
                    ("secrecy", &head.secrecy),
                ];
                for (name, field) in fields {
                    if let Some(text) = field {
                        self.template(&at(name), text, scope);
                    }
                }
            }
            BlockLayout::Signature(signature) => self.template(&at("of"), &signature.of, scope),
            BlockLayout::Opinions(opinions) => {
                for (line, office) in opinions.offices.iter().enumerate() {
                    self.template(&format!("{key}.offices[{}]", line + 1), office, scope);
                }
                if let Some(heading) = &opinions.heading {
                    let scope = Scope { shape: scope.shape.with_keys(["office"]), depth: scope.depth };
                    self.template(&at("heading"), heading, &scope);
                }
            }
            BlockLayout::PageBreak | BlockLayout::Each(_) => {}
        }
    }

    fn table(&mut self, key: &str, table: &TableLayout, scope: &Scope) {
        let at = |name: &str| format!("{key}.{name}");
        self.template(&at("name"), &table.name, scope);
        for (name, text) in [("caption", &table.caption), ("empty", &table.empty)] {
            if let Some(text) = text {
                self.template(&at(name), text, scope);
            }
        }
        let Some(source) = self.source(&at("of"), &table.of) else { return };
        let keys: Vec<_> = source.columns.iter().map(|column| column.key).collect();
        for (number, column) in table.columns.iter().enumerate() {
            let key = format!("{key}.columns[{}]", number + 1);
            if !keys.contains(&column.key.as_str()) {
                let what = (format!("คอลัมน์ของ {}", source.name), format!("column of {}", source.name));
                let text = unknown_name((&what.0, &what.1), &column.key, &keys);
                self.problem(&format!("{key}.key"), text);
            }
            if let Some(heading) = &column.heading {
                self.template(&format!("{key}.heading"), heading, scope);
            }
        }
        if table.columns.is_empty() {
            let text = Text::new("ตารางไม่มีคอลัมน์ ให้เพิ่ม columns", "the table has no columns: add some");
            self.problem(&at("columns"), text);
        }
        let total = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
        let covered: usize = table.head.iter().map(|group| usize::from(group.columns)).sum();
        if usize::from(total) < covered || table.head.iter().any(|group| group.columns == 0) {
            let text = Text::new(
                format!("หัวตารางชั้นบนครอบ {covered} คอลัมน์ แต่ตารางมี {total} คอลัมน์"),
                format!("the groups of the head cover {covered} columns of {total}"),
            );
            self.problem(&at("head"), text);
        }
        for (number, group) in table.head.iter().enumerate() {
            self.template(&format!("{key}.head[{}].text", number + 1), &group.text, scope);
        }
        for (number, row) in table.foot_rows.iter().enumerate() {
            let key = format!("{key}.foot_rows[{}]", number + 1);
            self.template(&format!("{key}.text"), &row.text, scope);
            if row.columns.is_some_and(|columns| columns == 0 || total < columns) {
                let text = Text::new(
                    format!("แถวท้ายต้องครอบ 1 ถึง {total} คอลัมน์"),
                    format!("a foot row covers 1 to {total} columns"),
                );
                self.problem(&format!("{key}.columns"), text);
            }
        }
        let record = Scope { shape: with_record(&scope.shape, source), depth: scope.depth };
        self.records(key, source, table.filter.as_deref(), table.order.as_deref(), &record);
    }

    fn records(
        &mut self,
        key: &str,
        source: &'static Source,
        filter: Option<&str>,
        order: Option<&str>,
        scope: &Scope,
    ) {
        if let Some(filter) = filter {
            self.condition(&format!("{key}.where"), filter, scope);
        }
        let keys: Vec<_> = source.columns.iter().map(|column| column.key).collect();
        for name in order.into_iter().flat_map(order_keys) {
            if !keys.contains(&name) {
                let text = unknown_name(("คีย์", "key"), name, &keys);
                self.problem(&format!("{key}.order"), text);
            }
        }
    }

    fn source(&mut self, key: &str, name: &str) -> Option<&'static Source> {
        let found = source(name);
        if found.is_none() {
            let known: Vec<_> = sources().map(|source| source.name).collect();
            self.problem(key, unknown_name(("แหล่งข้อมูลของตาราง", "source of rows"), name, &known));
        }
        found
    }

    fn text_file(&mut self, key: &str, name: &str, scope: &Scope) {
        let Some(text) = self.texts.get(name) else {
            let known: Vec<_> = self.texts.keys().map(String::as_str).collect();
            self.problem(key, unknown_name(("ข้อความ", "text"), name, &known));
            return;
        };
        let source = tidy(&text.source);
        for problem in self.engine.add(&source, &scope.shape) {
            let TextProblem { line, text: sentence } = problem;
            self.problems.push(LayoutProblem {
                file: text.file.clone(),
                line,
                key: String::new(),
                text: sentence,
            });
        }
        self.used.insert(name.to_owned(), source);
    }

    fn template(&mut self, key: &str, source: &str, scope: &Scope) {
        let problems = self.engine.add(source, &scope.shape);
        self.problems_at(key, problems);
    }

    fn condition(&mut self, key: &str, expression: &str, scope: &Scope) {
        let problems = self.engine.add_condition(expression, &scope.shape);
        self.problems_at(key, problems);
    }

    fn problems_at(&mut self, key: &str, problems: Vec<TextProblem>) {
        for problem in problems {
            self.problem(key, problem.text);
        }
    }

    fn problem(&mut self, key: &str, text: Text) {
        let line = self.places.line(key);
        self.problems.push(LayoutProblem { file: self.file.to_owned(), line, key: key.to_owned(), text });
    }

    fn shape_problem(&self, line: Option<usize>, key: &str, message: &str) -> LayoutProblem {
        let message = message.replace('\n', " ");
        LayoutProblem {
            file: self.file.to_owned(),
            line,
            key: key.to_owned(),
            text: Text::new(
                format!("ไฟล์รูปแบบเขียนไม่ถูกต้อง ({message}) ดูวิธีเขียนที่ docs/guides/add-a-report.md"),
                format!("the layout has a wrong shape ({message}); see docs/guides/add-a-report.md"),
            ),
        }
    }
}

fn with_record(shape: &Shape, source: &'static Source) -> Shape {
    shape.with_keys(source.columns.iter().map(|column| column.key))
}

/// Keys of an order such as `-score,number`.
fn order_keys(order: &str) -> impl Iterator<Item = &str> {
    order.split(',').map(|key| key.trim().trim_start_matches('-'))
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(plain)
}
