//! The score sheet against published results.

use documents::facts::Facts;
use documents::kinds::samples;
use documents::model::Content;
use documents::{Templates, compose};
use domain::Assessment;
use domain::framework::Catalogue;
use jiff::civil::date;
use thai::DigitStyle;

use crate::layout_invariants::{shown, table, template_texts, texts};

/// The published result of an agency, FY2568: eight indicators, and items of the two others.
#[test]
fn a_published_result_comes_out_as_published() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").expect("embedded");
    let mut assessment = Assessment::new(framework);
    let scores = ["100", "100", "98.92", "100", "100", "96.45", "95.84", "94.30", "85.00", "80.00"];
    for (number, score) in (1..).zip(scores) {
        let indicator = framework.indicator(number).expect("ten indicators");
        let node = framework.skeleton().indicator(indicator);
        assessment.evidence.give(node, score.parse().expect("a score"));
    }
    let tree = assessment.score();
    let plan = samples::nothing().plan;
    let facts =
        Facts { round: framework.fiscal_year(), ..Facts::new(&assessment, &tree, &plan, date(2025, 9, 1)) };
    let document = compose("score-sheet", None, &facts, &Templates::embedded()).expect("made");
    let instruments = table(&document, "instruments");
    let rows: Vec<_> = instruments.body.iter().map(texts).collect();
    let scores: Vec<_> = rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(scores, ["99.78", "95.53", "82.50", "91.59"]);
    assert_eq!(rows[2][4], "33.00");
    assert!(instruments.body[3].strong);
    let levels = table(&document, "levels");
    let reached: Vec<_> = levels.body.iter().filter(|row| row.strong).map(texts).collect();
    assert_eq!(reached[0][0], "ผ่าน");
    // The gate of 85 for each instrument keeps ผ่านดี away by 2.50.
    let good = levels.body.iter().map(texts).find(|row| row[0] == "ผ่านดี").expect("a level");
    assert_eq!(good.last().map(String::as_str), Some("OIT 2.50"));
    assert!(template_texts(&document).iter().any(|text| text.contains("OIT ยังไม่ถึง")));
    let indicators = table(&document, "indicators");
    assert_eq!(texts(&indicators.body[9])[..4], ["10", "การป้องกันการทุจริต", "OIT", "80.00"]);
}

#[test]
fn points_lost_add_up_to_what_the_overall_score_lacks() {
    let sample = samples::full();
    let document =
        compose("score-sheet", None, &sample.facts(DigitStyle::Ascii), &Templates::embedded()).expect("made");
    let lost = |name: &str, column: usize, rows: usize| -> i64 {
        let body = &table(&document, name).body;
        let figure = |row: &documents::model::Row| match row.cells[column].content {
            Content::Figure(figure) => figure.scaled,
            ref other => panic!("{other:?}"),
        };
        body.iter().take(rows).map(figure).sum()
    };
    let overall = i64::from(sample.tree.overall().expect("known").hundredths());
    let missing = 10_000 - overall;
    // Each row is rounded for itself: half a hundredth for each at most.
    assert!((lost("instruments", 5, 3) - missing).abs() <= 2);
    assert!((lost("indicators", 5, 10) - missing).abs() <= 5);
    assert_eq!(
        shown(&table(&document, "instruments").body[3].cells[5]),
        domain::Score::clamped(missing).to_string()
    );
}

#[test]
fn the_explained_sheet_tells_how_each_number_came_about() {
    let sample = samples::full();
    let facts = sample.facts(DigitStyle::Ascii);
    let document =
        compose("score-sheet", Some("with-explanation"), &facts, &Templates::embedded()).expect("made");
    let tree = table(&document, "score-tree");
    let at = |key: &str| tree.columns.iter().position(|column| column.key == key).expect("a column");
    let row = |code: &str, level: &str| {
        let mut rows = tree.body.iter().map(texts);
        rows.find(|row| row[at("code")] == code && row[at("level")] == level).expect("a row")
    };
    let overall = row("", "คะแนนรวม");
    let score = sample.tree.overall().expect("known").to_string();
    assert!(overall[at("calculation")].contains("×30%") && overall[at("calculation")].ends_with(&score));
    assert_eq!(row("O5", "ข้อเปิดเผย")[at("score")], "0.00");
    assert!(row("3", "ตัวชี้วัด")[at("rule")].contains("ค่าเฉลี่ย"));
    // The weights of indicator 9 are a hypothesis in FY2568, and the sheet says so.
    assert!(row("9", "ตัวชี้วัด")[at("doubts")].contains("สมมติฐาน"));
    assert!(!table(&document, "doubts").body.is_empty());
}
