//! Documents that the rules of the year were taken from.

use domain::explanation::explain;
use domain::scoring::Basis;

use crate::facts::Facts;
use crate::model::{Cell, Content};
use crate::rows::{ColumnKind, Record, Source, Within};

pub(super) static CITATIONS: Source = Source {
    name: "citations",
    describes: "one document that a rule of the score tree rests on",
    columns: &[ColumnKind::centered("code", "รหัส"), ColumnKind::text("citation", "เอกสาร")],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let mut found: Vec<(String, String)> = Vec::new();
    for node in 0..tree.skeleton().nodes.len() {
        if !matches!(tree.at(node).basis, Basis::Computed | Basis::Tally | Basis::Verdict) {
            continue;
        }
        let explanation = explain(tree, &facts.assessment.evidence, node);
        for citation in explanation.map(|explanation| explanation.citations).unwrap_or_default() {
            if !found.contains(&citation) {
                found.push(citation);
            }
        }
    }
    // Ids are a letter and a number: S2 before S10.
    found.sort_by_key(|(id, _)| (id.len(), id.clone()));
    let record = |(id, citation): (String, String)| Record {
        within: Within::default(),
        cells: vec![Cell::new(Content::Verbatim(vec![id])), Cell::new(Content::Verbatim(vec![citation]))],
        strong: false,
    };
    found.into_iter().map(record).collect()
}
