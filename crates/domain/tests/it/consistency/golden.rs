//! Published results, as they were printed.

use domain::Assessment;
use domain::agency::Scope;
use domain::consistency::{CandidateKind, FindingCode, check};
use domain::framework::{Catalogue, Framework};
use domain::scoring::Unlisted;

use super::*;

/// อบต.ถ้ำรงค์, FY2568, as printed.
fn tham_rong(framework: &Framework) -> Assessment<'_> {
    let mut assessment = indicators(
        framework,
        ["100.00", "100.00", "98.92", "100.00", "100.00", "96.45", "95.84", "94.30", "85.00", "80.00"],
    );
    let public = ["100.00", "100.00", "100.00", "100.00", "99.52", "99.52", "98.57", "99.05", "90.00"];
    let survey = ["90.00", "88.67", "100.00", "93.33", "91.33", "91.33", "90.00", "88.67", "90.00"];
    for (part, figures) in [("public", public), ("survey", survey)] {
        for (at, figure) in figures.iter().enumerate() {
            print(&mut assessment, &format!("{part}/E{}", at + 1), figure);
        }
    }
    for (item, figure) in
        [("I7", "96.77"), ("I8", "100"), ("I9", "100"), ("O5", "0"), ("O12", "0"), ("O23", "0")]
    {
        print(&mut assessment, item, figure);
    }
    print(&mut assessment, "overall", "91.59");
    assessment.level = Some("ผ่าน".to_owned());
    assessment.evidence.unlisted = Unlisted::Full;
    assessment
}

#[test]
fn two_digits_swapped_explain_the_overall_of_2567() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2567").unwrap();
    let mut assessment = indicators(
        framework,
        ["90.15", "89.23", "94.15", "65.13", "85.13", "89.85", "84.93", "72.46", "42.38", "33.34"],
    );
    print(&mut assessment, "overall", "64.92");
    assessment.level = Some("ต้องปรับปรุงโดยด่วน".to_owned());
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.overall"]);
    assert!(report.notes.is_empty(), "{:#?}", report.notes);
    let finding = &report.findings[0];
    assert_eq!(finding.code, FindingCode::OverallMismatch);
    assert_eq!(finding.published, "64.92");
    assert_eq!(recomputed(finding), ("65.30", "0.38"));
    assert_eq!(short(&finding.candidates[0]), "published.indicators.2 89.23 -> 82.93 swap");
    assert!(finding.candidates[1..].iter().all(|candidate| candidate.kind == CandidateKind::Fit));
    assert!(finding.candidates.len() <= 8);
}

#[test]
fn one_item_of_2568_does_not_fit_its_indicator() {
    let catalogue = Catalogue::embedded();
    let report = check(&tham_rong(catalogue.find("nacc/2568").unwrap()), &catalogue);
    assert_eq!(keys(&report), ["published.indicators.8"]);
    let finding = &report.findings[0];
    assert_eq!(recomputed(finding), ("92.72", "1.58"));
    let candidates: Vec<_> = finding.candidates.iter().map(short).collect();
    assert_eq!(candidates, ["published.items.public/E9 90.00 -> 99.52 fit"]);
    let (low, high) = finding.candidates[0].range.unwrap();
    assert_eq!((low.to_string(), high.to_string()), ("99.48".to_owned(), "99.53".to_owned()));
    assert!(finding.message.th.contains("94.30") && finding.message.th.contains("92.72"));
    assert!(report.notes.is_empty(), "{:#?}", report.notes);
}

#[test]
fn the_other_value_of_the_item_leaves_nothing_to_say() {
    let catalogue = Catalogue::embedded();
    let mut assessment = tham_rong(catalogue.find("nacc/2568").unwrap());
    print(&mut assessment, "public/E9", "99.52");
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");
}

#[test]
fn printed_parts_stand_between_items_and_indicator() {
    let catalogue = Catalogue::embedded();
    let mut assessment = tham_rong(catalogue.find("nacc/2568").unwrap());
    print(&mut assessment, "public/8", "99.05");
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.parts.public/8"]);
    assert_eq!(recomputed(&report.findings[0]), ("95.87", "3.18"));
    assert_eq!(short(&report.findings[0].candidates[0]), "published.items.public/E9 90.00 -> 99.52 fit");
    assert!(report.notes.is_empty(), "{:#?}", report.notes);

    // With both parts printed the mean of the rounded figures is 94.305.
    print(&mut assessment, "survey/8", "89.56");
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.parts.public/8"]);
    assert_eq!(notes(&report), [("small_difference", "published.indicators.8")]);
    assert!(report.notes[0].message.en.contains("94.31"));
}

#[test]
fn all_items_of_2562_give_the_printed_indicators() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2562").unwrap();
    let mut assessment = indicators(
        framework,
        ["84.59", "76.55", "77.93", "73.72", "74.45", "79.97", "81.91", "73.66", "46.34", "6.25"],
    );
    print(&mut assessment, "overall", "57.31");
    assessment.level = Some("D".to_owned());
    let full = [1, 2, 3, 4, 6, 7, 9, 12, 13, 14, 18, 20, 21, 22, 24, 25, 32, 39];
    for item in 1..=48 {
        print(&mut assessment, &format!("O{item}"), if full.contains(&item) { "100" } else { "0" });
    }
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");
}

#[test]
fn a_mean_over_agencies_of_2564_follows() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2564").unwrap();
    let mut assessment = indicators(
        framework,
        ["93.55", "87.72", "91.01", "87.93", "89.52", "90.55", "88.68", "88.58", "72.89", "65.56"],
    );
    assessment.scope = Scope::Aggregate;
    print(&mut assessment, "overall", "81.45");
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");
}

#[test]
fn points_of_a_province_of_2564_follow() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2564").unwrap();
    for (overall, level, eit, oit, nine, ten) in [
        ("98.04", "AA", 2804, 4000, "100", "100"),
        ("97.25", "AA", 2865, 3950, "97.50", "100"),
        ("96.38", "AA", 2837, 3943, "97.14", "100"),
        ("94.73", "A", 2796, 3920, "96.00", "100"),
        ("94.37", "A", 2728, 3725, "92.50", "93.75"),
    ] {
        let mut assessment = printed(framework, &[("overall", overall), ("9", nine), ("10", ten)]);
        assessment.level = Some(level.to_owned());
        print_points(&mut assessment, "EIT", eit);
        print_points(&mut assessment, "OIT", oit);
        let report = check(&assessment, &catalogue);
        assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");
    }
}

#[test]
fn levels_as_agencies_and_newspapers_printed_them() {
    let agency = Scope::Agency;
    assert_eq!(level_findings(2567, "91.21", "A (ผ่าน)", agency), ["level_of_other_year"]);
    assert_eq!(level_findings(2566, "89.43", "ผ่านดีเยี่ยม", agency), ["level_mismatch"]);
    assert!(level_findings(2566, "97.90", "ผ่านดี", agency).is_empty());
    assert_eq!(level_findings(2566, "97.90", "ผ่าน", agency), ["level_mismatch"]);
    assert!(level_findings(2566, "89.43", "ผ่านดีเยี่ยม", Scope::Aggregate).is_empty());
}

#[test]
fn a_gate_below_85_explains_a_plain_pass_of_2568() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("overall", "94.64"), ("8", "81.78")]);
    assessment.level = Some("ผ่าน".to_owned());
    assert!(check(&assessment, &catalogue).findings.is_empty());
    // Without an instrument below 85 it would be ผ่านดี.
    for (code, figure) in [("IIT", "94.00"), ("EIT", "90.00"), ("OIT", "98.60")] {
        print(&mut assessment, code, figure);
    }
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.level"]);
    assert_eq!(report.findings[0].recomputed.as_deref(), Some("ผ่านดี"));
}
