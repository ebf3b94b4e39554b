//! Printed figures against each other: published results, contradictions made on purpose, random ones.

mod golden;
mod made;
mod random;

use domain::Assessment;
use domain::agency::Scope;
use domain::consistency::{Candidate, Finding, Note, Report, check};
use domain::framework::{Catalogue, Framework};
use domain::scoring::{Points, Verdict};

/// An assessment from paths of nodes and their printed figures.
pub fn printed<'f>(framework: &'f Framework, figures: &[(&str, &str)]) -> Assessment<'f> {
    let mut assessment = Assessment::new(framework);
    for (path, figure) in figures {
        print(&mut assessment, path, figure);
    }
    assessment
}

/// Prints one figure: the overall score, or that of a node.
pub fn print(assessment: &mut Assessment<'_>, path: &str, figure: &str) {
    let score = figure.parse().expect("a score");
    match path {
        "overall" => assessment.overall = Some(score),
        _ => assessment.evidence.give(assessment.framework.node(path).expect(path), score),
    }
}

/// The indicators 1 to 10 of a year.
pub fn indicators<'f>(framework: &'f Framework, figures: [&str; 10]) -> Assessment<'f> {
    let mut assessment = Assessment::new(framework);
    for (at, figure) in figures.iter().enumerate() {
        print(&mut assessment, &(at + 1).to_string(), figure);
    }
    assessment
}

/// Prints points of an instrument.
pub fn print_points(assessment: &mut Assessment<'_>, code: &str, hundredths: u32) {
    let instrument = assessment.framework.instrument(code).expect(code);
    assessment.evidence.points(instrument, Points(hundredths));
}

/// Sets a verdict.
pub fn verdict(assessment: &mut Assessment<'_>, code: &str, verdict: Verdict) {
    let node = assessment.framework.node(code).expect(code);
    assessment.evidence.verdict(assessment.framework.skeleton(), node, verdict);
}

/// Keys of all findings.
pub fn keys(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.key.as_str()).collect()
}

/// Codes and keys of all notes.
pub fn notes(report: &Report) -> Vec<(&str, &str)> {
    report.notes.iter().map(|note: &Note| (note.code.as_str(), note.key.as_str())).collect()
}

/// A candidate in short.
pub fn short(candidate: &Candidate) -> String {
    let Candidate { key, from, to, kind, .. } = candidate;
    format!("{key} {from} -> {to} {}", kind.as_str())
}

/// The finding at a key.
pub fn at<'r>(report: &'r Report, key: &str) -> &'r Finding {
    report.findings.iter().find(|finding| finding.key == key).expect(key)
}

/// What is recomputed and how far off it is.
pub fn recomputed(finding: &Finding) -> (&str, &str) {
    (finding.recomputed.as_deref().unwrap_or(""), finding.difference.as_deref().unwrap_or(""))
}

/// The codes of the level's findings of an overall score, with nothing else known.
pub fn level_findings(year: i16, overall: &str, level: &str, scope: Scope) -> Vec<String> {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find(&format!("nacc/{year}")).expect("embedded");
    let mut assessment = printed(framework, &[("overall", overall)]);
    assessment.level = Some(level.to_owned());
    assessment.scope = scope;
    let report = check(&assessment, &catalogue);
    assert!(report.findings.iter().all(|finding| finding.key == "published.level"), "{report:#?}");
    report.findings.iter().map(|finding| finding.code.as_str().to_owned()).collect()
}
