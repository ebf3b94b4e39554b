//! A number told step by step: rule, inputs, exact result, rounding, source, certainty.

use crate::framework::file::{Confidence, RuleKind};
use crate::framework::{Framework, NodeIndex, NodeRef};
use crate::ratio::Ratio;
use crate::score::Score;
use crate::scoring::{Basis, Doubts, ScoreTree};
use crate::text::Text;

/// How a node came to its score.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The node.
    pub node: NodeIndex,
    /// Its short name: `9.2`, `public/E5`.
    pub path: String,
    /// Its official name or title.
    pub title: Text,
    /// The rule in a sentence.
    pub rule: Text,
    /// What went in.
    pub inputs: Vec<Input>,
    /// The calculation written out, ending in the rounded score; empty where nothing was calculated.
    pub calculation: String,
    /// The exact value.
    pub exact: Option<Ratio>,
    /// The rounded score.
    pub score: Option<Score>,
    /// What the rule gives where the given figure was used instead.
    pub by_rule: Option<Score>,
    /// How the rule is known, and from what.
    pub confidence: Confidence,
    /// Source of the rule; ids such as `S1` stand for [`Explanation::citations`].
    pub source: String,
    /// The file's sources that `source` names, id and citation.
    pub citations: Vec<(String, String)>,
    /// Reasons for doubt that arise at this node.
    pub doubts: Vec<Text>,
}

/// One input of a calculation.
#[derive(Debug, Clone)]
pub struct Input {
    /// The child node; `None` for counted answers.
    pub node: Option<NodeIndex>,
    /// Short name of the child, or label of the choice.
    pub name: String,
    /// The value that went in, or `None` where it is missing.
    pub value: Option<String>,
    /// Weight in percent, or number of answers; empty for a plain mean.
    pub weight: String,
}

/// Tells how a node came to its score. Answers `None` for a node that is not there.
pub fn explain(
    tree: &ScoreTree<'_>,
    evidence: &crate::scoring::Evidence,
    node: NodeIndex,
) -> Option<Explanation> {
    let framework = tree.framework;
    let skeleton = tree.skeleton();
    let here = skeleton.nodes.get(node)?;
    let result = tree.at(node);
    let inputs = inputs(tree, evidence, node);
    let source = source_of(tree, node);
    let calculation = match result.basis {
        Basis::Computed | Basis::Tally => calculation(tree, node, &inputs),
        _ => String::new(),
    };
    Some(Explanation {
        node,
        path: framework.path(node),
        title: framework.title(node),
        rule: rule_sentence(tree, node),
        inputs,
        calculation,
        exact: result.exact,
        score: result.score,
        by_rule: result.by_rule.filter(|_| result.basis != Basis::Computed),
        confidence: here.confidence,
        source: source.to_owned(),
        citations: citations(framework, source),
        doubts: doubt_sentences(result.own_doubts, here.confidence),
    })
}

/// The sources whose ids stand in a text as words of their own.
fn citations(framework: &Framework, text: &str) -> Vec<(String, String)> {
    let words: Vec<_> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let named = framework.file().sources.iter().filter(|source| words.contains(&source.id.as_str()));
    named.map(|source| (source.id.clone(), source.citation.clone())).collect()
}

/// Each reason for doubt as a sentence.
pub fn doubt_sentences(doubts: Doubts, confidence: Confidence) -> Vec<Text> {
    let mut sentences = Vec::new();
    if doubts.has(Doubts::ASSUMED_WEIGHTS) {
        sentences.push(Text::new(
            "ใช้น้ำหนักตามสมมติฐาน เพราะยังไม่ทราบน้ำหนักทางการ",
            "uses hypothetical weights, because the official ones are not known",
        ));
    }
    if doubts.has(Doubts::UNLISTED_AS_FULL) {
        sentences
            .push(Text::new("ไม่มีระบุในรายงาน จึงถือว่าได้คะแนนเต็ม", "not listed in the report, so taken as full"));
    }
    if doubts.has(Doubts::WEAK_RULE) {
        let (th, en) = match confidence {
            Confidence::Recalled => ("จากความจำ ยังไม่พบเอกสาร", "recalled, found in no document"),
            Confidence::Assumed => ("สมมติตามปีอื่น", "assumed from another year"),
            _ => ("ยังไม่ทราบ", "unknown"),
        };
        sentences.push(Text::new(format!("หลักเกณฑ์ข้อนี้{th}"), format!("this rule is {en}")));
    }
    sentences
}

fn rule_sentence(tree: &ScoreTree<'_>, node: NodeIndex) -> Text {
    let here = &tree.skeleton().nodes[node];
    let text = |th: &str, en: &str| Text::new(th, en);
    match tree.at(node).basis {
        Basis::Missing => return text("ยังไม่มีข้อมูลพอที่จะคำนวณ", "not enough is known to compute this"),
        Basis::Given if here.assumed_weights => {
            return text(
                "ใช้คะแนนที่ประกาศ เพราะน้ำหนักของข้อย่อยยังไม่ทราบ",
                "the published figure is used, because the weights below it are not known",
            );
        }
        Basis::Given => return text("ใช้คะแนนที่ให้มาโดยตรง", "the figure given is used"),
        Basis::GivenPoints => {
            return text("แปลงจากคะแนนถ่วงน้ำหนักที่ให้มา", "converted from the points given out of the weight");
        }
        Basis::UnlistedFull => return text("ไม่มีระบุ ถือว่าเต็ม 100", "not listed: taken as 100"),
        Basis::Verdict => return text("ครบถ้วนได้ 100 ไม่ครบถ้วนได้ 0", "100 when complete, otherwise 0"),
        Basis::Computed | Basis::Tally => {}
    }
    match here.kind {
        RuleKind::WeightedSumOfInstruments => {
            text("ผลรวมของคะแนนเครื่องมือคูณน้ำหนัก", "sum of the instruments' scores times their weights")
        }
        RuleKind::MeanOfIndicators => text("ค่าเฉลี่ยของตัวชี้วัด", "mean of the indicators"),
        RuleKind::MeanOfSubIndicators if here.assumed_weights || !here.equal_weights => {
            text("ค่าเฉลี่ยถ่วงน้ำหนักของตัวชี้วัดย่อย", "weighted mean of the sub-indicators")
        }
        RuleKind::MeanOfSubIndicators => text("ค่าเฉลี่ยของตัวชี้วัดย่อย", "mean of the sub-indicators"),
        RuleKind::MeanOfParts => text("ค่าเฉลี่ยของแต่ละส่วน น้ำหนักเท่ากัน", "plain mean of the parts, never pooled"),
        RuleKind::MeanOfItems if here.equal_weights => text("ค่าเฉลี่ยของทุกข้อ", "mean of the items"),
        RuleKind::MeanOfItems => text("ค่าเฉลี่ยถ่วงน้ำหนักของทุกข้อ", "weighted mean of the items"),
        RuleKind::MeanOfSubQuestions => text("ค่าเฉลี่ยของข้อคำถามย่อย", "mean of the question's rows"),
        RuleKind::MeanOfAnswers => text("คะแนนเฉลี่ยของผู้ตอบทุกคน", "mean of the points of all answers"),
        RuleKind::Verdict => text("ครบถ้วนได้ 100 ไม่ครบถ้วนได้ 0", "100 when complete, otherwise 0"),
        RuleKind::Unknown => text("ยังไม่ทราบหลักเกณฑ์", "the rule is not known"),
    }
}

fn source_of<'t>(tree: &'t ScoreTree<'_>, node: NodeIndex) -> &'t str {
    let framework = tree.framework;
    let scoring = &framework.file().scoring;
    match tree.skeleton().nodes[node].at {
        NodeRef::Row(row, _) => &framework.items[framework.rows[row].item].source,
        NodeRef::Item(item, _) if framework.items[item].is_disclosure() => &scoring.disclosure_item.source,
        NodeRef::Item(..) => &scoring.question.source,
        NodeRef::Part(indicator, _) => &framework.indicators[indicator].rule.source,
        NodeRef::SubIndicator(sub) => &framework.sub_indicators[sub].rule.source,
        NodeRef::Indicator(indicator) => &framework.indicators[indicator].rule.source,
        NodeRef::Instrument(_) => &scoring.instrument.source,
        NodeRef::Overall => &scoring.overall.source,
    }
}

fn inputs(tree: &ScoreTree<'_>, evidence: &crate::scoring::Evidence, node: NodeIndex) -> Vec<Input> {
    let skeleton = tree.skeleton();
    let here = &skeleton.nodes[node];
    if let NodeRef::Row(row, _) = here.at {
        let row = &tree.framework.rows[row];
        let Some(tally) = evidence.tally_of(node) else { return Vec::new() };
        let choices = row.labels_th.iter().zip(&row.points).zip(tally.counts());
        return choices
            .map(|((label, points), count)| Input {
                node: None,
                name: label.clone(),
                value: Some(points.to_string()),
                weight: count.to_string(),
            })
            .collect();
    }
    let percent = |weight: u32| format!("{}.{:02}", weight / 100, weight % 100).replace(".00", "");
    skeleton
        .children_of(node)
        .iter()
        .map(|&child| {
            let result = tree.at(child);
            let rounded = skeleton.nodes[child].rounds;
            let value = if rounded {
                result.score.map(|s| s.to_string())
            } else {
                result.exact.map(|e| e.to_string())
            };
            let weight =
                if here.equal_weights { String::new() } else { percent(skeleton.nodes[child].weight) };
            Input { node: Some(child), name: tree.framework.path(child), value, weight }
        })
        .collect()
}

fn calculation(tree: &ScoreTree<'_>, node: NodeIndex, inputs: &[Input]) -> String {
    let here = &tree.skeleton().nodes[node];
    let result = tree.at(node);
    let (Some(exact), Some(score)) = (result.exact, result.score) else { return String::new() };
    let value = |input: &Input| input.value.clone().unwrap_or_default();
    let left = if here.kind == RuleKind::MeanOfAnswers {
        let used: Vec<_> = inputs.iter().filter(|input| input.weight != "0").collect();
        let sum: Vec<_> = used.iter().map(|input| format!("{}×{}", input.weight, value(input))).collect();
        let total: u64 = used.iter().filter_map(|input| input.weight.parse::<u64>().ok()).sum();
        format!("({}) ÷ {total}", sum.join(" + "))
    } else if here.equal_weights {
        let sum: Vec<_> = inputs.iter().map(value).collect();
        match sum.as_slice() {
            [only] => only.clone(),
            _ => format!("({}) ÷ {}", sum.join(" + "), sum.len()),
        }
    } else {
        let terms: Vec<_> =
            inputs.iter().map(|input| format!("{}×{}%", value(input), input.weight)).collect();
        terms.join(" + ")
    };
    let written = exact.to_string();
    if written == score.to_string() {
        format!("{left} = {score}")
    } else {
        format!("{left} = {written} → {score}")
    }
}
