//! The analysis report in its three shapes.

use documents::facts::Facts;
use documents::kinds::samples::{self, Sample};
use documents::model::{Block, Chart, Content, Document, Row};
use documents::{Templates, compose};
use thai::DigitStyle;

use crate::layout_invariants::{table, template_texts, texts};

fn made(layout: &str, sample: &Sample) -> Document {
    let facts = sample.facts(DigitStyle::Thai);
    compose("analysis-report", Some(layout), &facts, &Templates::embedded()).expect("made")
}

fn headings(document: &Document) -> Vec<(u8, String)> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let heading = |block: &Block| match block {
        Block::Heading { level, text } => Some((*level, text.clone())),
        _ => None,
    };
    blocks.filter_map(heading).collect()
}

fn charts(document: &Document) -> Vec<&Chart> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
}

fn column(rows: &[Row], at: usize) -> Vec<String> {
    rows.iter().map(|row| texts(row)[at].clone()).collect()
}

/// Scores of a published result of FY2562, whose report sorts the indicators in this order.
#[test]
fn by_indicator_sorts_as_the_published_report_does() {
    let document = made("by-indicator-2562", &samples::letters());
    let ranking = &table(&document, "ranking").body;
    let scores = ["84.59", "81.91", "79.97", "77.93", "76.55", "74.45", "73.72", "73.66", "46.34", "6.25"];
    assert_eq!(column(ranking, 2), scores);
    assert_eq!(column(ranking, 0), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    let all = template_texts(&document).join("\n");
    // 57.306 by the weights of the year; level D.
    assert!(all.contains("57.31 คะแนน ผลการประเมินอยู่ในระดับ D ได้ลำดับที่ 68 ของจังหวัดขอนแก่น"), "{all}");
    assert!(all.contains("ตัวชี้วัดที่ได้ตั้งแต่ 80.00 คะแนนมี 2 ตัวชี้วัด"));
    assert!(all.contains("ตัวชี้วัดที่ได้ต่ำกว่า 80.00 คะแนนมี 8 ตัวชี้วัด"));
    let lowest = &table(&document, "lowest").body;
    assert_eq!(lowest.len(), 15);
    assert_eq!(lowest[0].cells[0].rows, 15, "the indicator stands once beside its items");
    let complete = lowest.iter().filter(|row| texts(row).last().is_some_and(|score| score == "100.00"));
    assert_eq!(complete.count(), 1);
    let marks: Vec<_> = charts(&document).iter().filter_map(|chart| chart.line.clone()).collect();
    assert_eq!(marks[0].label, "เกณฑ์จุดแข็ง 80.00");
}

#[test]
fn advice_names_what_is_below_the_mark_and_what_the_plan_does_about_it() {
    let document = made("by-indicator-2562", &samples::letters());
    let advice = table(&document, "advice-OIT");
    let row = advice.body.iter().find(|row| texts(row)[0].contains("ตัวชี้วัดที่ 10")).expect("indicator 10");
    let Content::Points(issues) = &row.cells[1].content else { panic!("points") };
    assert_eq!(issues.len(), 14, "all items of the indicator but the one that is complete");
    assert!(issues.iter().all(|issue| issue.starts_with("(O") && issue.ends_with("ได้ 0.00 คะแนน")));
    let head = texts(&advice.head[0]);
    assert!(head[1].contains("80.00"), "the mark stands in the heading");
    let all = template_texts(&document).join("\n");
    assert!(all.contains("ข้อที่ได้ต่ำกว่า 80.00 คะแนนมี 14 ข้อ"));
    // Where no item is known the report says so and lists nothing.
    assert!(all.contains("ไม่มีข้อใดได้ต่ำกว่า 80.00 คะแนนในข้อมูลรายข้อที่ทราบ"));
}

#[test]
fn by_instrument_parts_what_is_urgent_from_what_is_to_be_developed() {
    let sample = samples::full();
    let document = made("by-instrument-2567", &sample);
    let tables: Vec<_> = document
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) if table.name != "indicators" => Some(table),
            _ => None,
        })
        .collect();
    let mut measures = 0;
    for table in &tables {
        let urgent = table.name.starts_with("urgent");
        assert_eq!(texts(&table.head[0])[2].contains("เร่งแก้ไข"), urgent, "{}", table.name);
        let spanning: Vec<_> = table.body.iter().filter(|row| row.cells[0].columns == 6).collect();
        assert!(texts(spanning[0])[0].starts_with("ระยะเวลาดำเนินการ"), "{}", table.name);
        let known = spanning[0].cells[0].columns;
        assert_eq!(known, 6);
        measures += table.body.len() - spanning.len();
        for row in &table.body {
            for cell in &row.cells {
                if let Content::Figure(score) = &cell.content {
                    assert_eq!(score.scaled <= 8499, urgent, "{}: {score}", table.name);
                }
            }
        }
    }
    let planned: usize = sample.plan.issues.iter().map(|issue| issue.measures.len()).sum();
    assert_eq!(measures, planned, "every measure of the plan stands in one table");
}

#[test]
fn use_of_results_takes_the_code_of_its_item_from_the_round() {
    let sample = samples::full();
    let first = |facts: &Facts<'_>| {
        let document = compose("analysis-report", None, facts, &Templates::embedded()).expect("made");
        headings(&document)[0].1.clone()
    };
    let facts = sample.facts(DigitStyle::Thai);
    assert_eq!(first(&facts), "ข้อ O25 การนำผลการประเมิน ITA ไปสู่การพัฒนา");
    assert_eq!(first(&Facts { round_framework: None, ..facts }), "การนำผลการประเมิน ITA ไปสู่การพัฒนา");
}

#[test]
fn use_of_results_goes_question_by_question_in_two_parts() {
    let sample = samples::full();
    let document = made("use-of-results-2568", &sample);
    let headings = headings(&document);
    let parts = headings.iter().filter(|(level, text)| *level == 4 && text.contains("(EIT")).count();
    assert_eq!(parts, 6, "three indicators of EIT with two parts each: {headings:?}");
    assert!(headings.iter().any(|(level, text)| *level == 4 && text.starts_with("ตัวชี้วัดย่อยที่ 9.")));
    // Every question below full marks stands in the report once for each part in which it lost.
    let lists = document.sections.iter().flat_map(|section| &section.blocks);
    let listed: usize = lists
        .map(|block| match block {
            Block::List(list) => list.items.len(),
            _ => 0,
        })
        .sum();
    let tree = &sample.tree;
    let nodes = tree.skeleton().of(domain::framework::Granularity::Items);
    let lost =
        nodes.filter(|&node| tree.at(node).score.is_some_and(|score| score < domain::Score::FULL)).count();
    assert_eq!(listed, lost);
    assert_eq!(table(&document, "actions").columns.len(), 5);
}

#[test]
fn charts_have_the_pass_line_and_the_year_before() {
    let document = made("use-of-results-2568", &samples::full());
    let charts = charts(&document);
    assert_eq!(charts.len(), 2);
    assert_eq!(charts[0].line.as_ref().map(|line| line.label.as_str()), Some("เกณฑ์ผ่าน 85.00"));
    assert_eq!(charts[0].groups.len(), 10);
    assert_eq!(charts[1].series, ["พ.ศ. 2567", "พ.ศ. 2568"]);
    let changes = &table(&document, "changes").body;
    assert_eq!(changes.len(), charts[1].groups.len(), "the table has the figures of the chart");
    for (row, group) in changes.iter().zip(&charts[1].groups) {
        let values: Vec<_> =
            group.values.iter().map(|value| value.map_or(String::new(), |v| v.to_string())).collect();
        assert_eq!(texts(row)[2..4], values);
    }
}

#[test]
fn what_is_not_known_is_said_and_not_made_up() {
    for layout in ["by-indicator-2562", "by-instrument-2567", "use-of-results-2568"] {
        let sparse = template_texts(&made(layout, &samples::sparse())).join("\n");
        assert!(sparse.contains("ไม่มีคะแนนของ 7 จาก 10 ตัวชี้วัด"), "{layout}: {sparse}");
        let nothing = made(layout, &samples::nothing());
        assert!(charts(&nothing).is_empty(), "{layout}");
        let words = ["จุดแข็งของ", "ผ่านเกณฑ์"];
        let all = template_texts(&nothing).join("\n");
        assert!(!words.iter().any(|word| all.contains(&format!("เป็น{word}"))), "{layout}");
    }
}

/// A published report of FY2567 prints 64.92 where its own indicators give 65.295.
#[test]
fn a_published_total_that_its_indicators_do_not_give_is_stated_and_doubted() {
    let mut sample = samples::letters();
    sample.assessment.overall = Some("58.00".parse().expect("a score"));
    let all = template_texts(&made("by-indicator-2562", &sample)).join("\n");
    assert!(all.contains("ได้คะแนนรวม 58.00 คะแนน"), "{all}");
    assert!(all.contains("คะแนนที่คำนวณจากคะแนนย่อยได้ 57.31 คะแนน"), "{all}");
}
