//! `prongsai explain`

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use domain::Assessment;
use domain::explanation::explain;
use domain::framework::NodeIndex;
use domain::framework::file::Confidence;
use domain::scoring::{Basis, ScoreTree};

use super::{App, shared};
use crate::output::json::explain::explanation_row;
use crate::output::json::{self};
use crate::output::{Console, Failure, Line, Outcome, Page, Tone, pass_mark, tone_of};

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    pub file: PathBuf,
    /// What to explain: overall, OIT, 9, 9.1, public/8, O5, public/E5.
    pub path: Option<String>,
    /// How many levels below it; by default 2 from the overall score, otherwise 1.
    #[arg(long)]
    pub depth: Option<usize>,
}

/// Explains a number.
///
/// # Errors
/// When the file cannot be read or has no such node.
pub fn run(app: &App, args: &ExplainArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let loaded = shared::load(app, &args.file)?;
    let assessment = loaded.assessment;
    let tree = assessment.score();
    let node = match &args.path {
        Some(path) => shared::node(assessment.framework, path)?,
        None => tree.skeleton().overall(),
    };
    let depth = args.depth.unwrap_or(if node == tree.skeleton().overall() { 2 } else { 1 });
    let mut page = Page::new(console);
    shared::headline(&mut page, console, &assessment);
    page.blank();
    write(&mut page, console, &tree, &assessment, node, depth);
    page.framework(assessment.framework);
    let json = serde_json::json!({
        "framework": assessment.framework.id().to_string(),
        "framework_digest": assessment.framework.digest(),
        "provisional": assessment.framework.is_provisional(),
        "agency": json::agency::AgencyRow::from(&assessment.agency),
        "explanation": explanation_row(&tree, &assessment, node, depth),
    });
    let flagged = !tree.at(node).doubts.is_empty();
    Ok(Outcome { flagged, ..Outcome::new(page.finish(), json) })
}

/// A node and what it was made of, as a tree.
pub fn write(
    page: &mut Page<'_>,
    console: &Console,
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    node: NodeIndex,
    depth: usize,
) {
    let mut branch = Branch { page, console, tree, assessment, cited: BTreeSet::new() };
    branch.node(node, depth, "", "", true);
    // Sources are numbered within their year; what the numbers stand for is told once, below.
    for (id, citation) in std::mem::take(&mut branch.cited) {
        let line = Line::toned(Tone::Dim, format!("  {id}  ")).verbatim(Tone::Dim, citation);
        branch.wrap("", "    ", line);
    }
}

struct Branch<'a, 'c, 't, 'f> {
    page: &'a mut Page<'c>,
    console: &'a Console,
    tree: &'t ScoreTree<'f>,
    assessment: &'t Assessment<'f>,
    cited: BTreeSet<(String, String)>,
}

impl Branch<'_, '_, '_, '_> {
    fn node(&mut self, node: NodeIndex, depth: usize, first: &str, rest: &str, top: bool) {
        let (console, tree) = (self.console, self.tree);
        let Some(told) = explain(tree, &self.assessment.evidence, node) else { return };
        let score =
            told.score.map_or(console.t("ไม่มี", "none").to_owned(), |score| score.to_string());
        let tone = told.score.map_or(Tone::Warn, |score| tone_of(score, pass_mark(tree.framework)));
        let computed = !told.calculation.is_empty();
        let mut head = Line::toned(Tone::Strong, &*told.path).plain("  ").add(tone, score);
        head = head.plain(format!("  {}", console.text(&told.title)));
        if !computed {
            head = head.add(Tone::Dim, format!("  ({})", console.text(&told.rule)));
        }
        if !tree.at(node).doubts.is_empty() && !computed {
            head = head.add(Tone::Warn, " ▲");
        }
        self.wrap(first, rest, head);
        let children = tree.skeleton().children_of(node);
        let deeper = 0 < depth && !children.is_empty();
        let inner = format!("{rest}{}", if deeper { "│ " } else { "  " });
        if computed {
            let label = |th: &'static str, en: &'static str| format!("{}  ", console.t(th, en));
            self.wrap(
                &inner,
                &inner,
                Line::toned(Tone::Dim, label("วิธี", "rule")).plain(console.text(&told.rule)),
            );
            self.wrap(
                &inner,
                &inner,
                Line::toned(Tone::Dim, label("คิด", "sum ")).add(Tone::Accent, &*told.calculation),
            );
        }
        if top || told.confidence != Confidence::Seen && computed {
            let confidence = confidence(console, told.confidence);
            let source = Line::toned(Tone::Dim, format!("{}  ", console.t("ที่มา", "from")));
            self.wrap(&inner, &inner, source.verbatim(Tone::Dim, format!("{confidence}: {}", told.source)));
            self.cited.extend(told.citations.iter().cloned());
        }
        if let Some(by_rule) = told.by_rule.filter(|by_rule| Some(*by_rule) != told.score) {
            let text = format!(
                "{} {by_rule}",
                console.t("ถ้าคำนวณตามน้ำหนักสมมติจะได้", "hypothetical weights would give")
            );
            self.wrap(&inner, &inner, Line::toned(Tone::Warn, text));
        }
        for doubt in &told.doubts {
            self.wrap(&inner, &inner, Line::toned(Tone::Warn, format!("▲ {}", console.text(doubt))));
        }
        if !deeper {
            return;
        }
        self.children(node, depth, rest);
    }

    fn children(&mut self, node: NodeIndex, depth: usize, rest: &str) {
        let children = self.tree.skeleton().children_of(node);
        let plain = |&&child: &&NodeIndex| self.tree.at(child).basis == Basis::UnlistedFull;
        let unlisted = children.iter().filter(plain).count();
        // Items that a report does not list say nothing one by one.
        let fold = 3 < unlisted;
        let shown: Vec<NodeIndex> = children
            .iter()
            .copied()
            .filter(|&child| !fold || self.tree.at(child).basis != Basis::UnlistedFull)
            .collect();
        for (at, &child) in shown.iter().enumerate() {
            let last = at + 1 == shown.len() && !fold;
            let first = format!("{rest}{}", if last { "└─ " } else { "├─ " });
            let below = format!("{rest}{}", if last { "   " } else { "│  " });
            self.node(child, depth - 1, &first, &below, false);
        }
        if fold {
            let text = match self.console.language {
                domain::Language::Thai => format!("อีก {unlisted} ข้อ  100.00  รายงานไม่ได้ระบุ ถือว่าเต็ม"),
                domain::Language::English => format!("{unlisted} more  100.00  not listed, taken as full"),
            };
            self.wrap(
                &format!("{rest}└─ "),
                &format!("{rest}   "),
                Line::toned(Tone::Dim, text).add(Tone::Warn, " ▲"),
            );
        }
    }

    fn wrap(&mut self, first: &str, rest: &str, line: Line) {
        let width = self.console.width;
        let room = |lead: &str| width.saturating_sub(crate::output::width::of(lead)).max(24);
        let hanging = format!("{rest}  ");
        for (at, piece) in line.wrapped(room(first), room(&hanging)).into_iter().enumerate() {
            let lead = if at == 0 { first } else { &hanging };
            self.page.line(Line::toned(Tone::Dim, lead).join(piece));
        }
    }
}

/// How a rule is known, in a word.
pub fn confidence(console: &Console, confidence: Confidence) -> &'static str {
    let words = match confidence {
        Confidence::Seen => ("เห็นในแหล่งอ้างอิง", "seen"),
        Confidence::Inferred => ("อนุมานจากตัวเลขที่ประกาศ", "inferred"),
        Confidence::Recalled => ("จากความจำ", "recalled"),
        Confidence::Assumed => ("สมมติตามปีอื่น", "assumed"),
        Confidence::Unknown => ("ไม่ทราบ", "unknown"),
    };
    match console.language {
        domain::Language::Thai => words.0,
        domain::Language::English => words.1,
    }
}
