//! Contradictions made on purpose.

use domain::agency::Scope;
use domain::consistency::{CandidateKind, FindingCode, check};
use domain::framework::Catalogue;
use domain::scoring::{Tally, Unlisted, Verdict};

use super::*;

#[test]
fn instruments_and_points_follow_from_indicators() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("9", "85"), ("10", "80"), ("OIT", "82.50")]);
    print_points(&mut assessment, "OIT", 3300);
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");

    print_points(&mut assessment, "OIT", 3400);
    let report = check(&assessment, &catalogue);
    let finding = at(&report, "published.points.OIT");
    assert_eq!(finding.code, FindingCode::PointsMismatch);
    assert_eq!(recomputed(finding), ("33.00", "1.00"));
    assert_eq!(short(&finding.candidates[0]), "published.points.OIT 34.00 -> 33.00 digit");

    print(&mut assessment, "OIT", "85.00");
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.instruments.OIT"], "the points follow from the score beside them");
    assert_eq!(recomputed(&report.findings[0]), ("82.50", "2.50"));
}

#[test]
fn points_above_the_weight_are_out_of_bounds() {
    let catalogue = Catalogue::embedded();
    let mut assessment = printed(catalogue.find("nacc/2568").unwrap(), &[]);
    print_points(&mut assessment, "OIT", 4100);
    let report = check(&assessment, &catalogue);
    let finding = at(&report, "published.points.OIT");
    assert_eq!(finding.code, FindingCode::OutsideBounds);
    assert!(finding.message.en.contains("between 0.00 and 40.00"), "{}", finding.message.en);
}

#[test]
fn an_overall_follows_from_printed_points_within_their_rounding() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    // Exact points may be as much as 28.5049, 27.5049, 38.0049: 94.0147 in all.
    for (overall, findings, noted) in [("94.00", 0, 0), ("94.01", 0, 1), ("94.02", 0, 1), ("94.03", 1, 0)] {
        let mut assessment = printed(framework, &[("overall", overall)]);
        for (code, points) in [("IIT", 2850), ("EIT", 2750), ("OIT", 3800)] {
            print_points(&mut assessment, code, points);
        }
        let report = check(&assessment, &catalogue);
        assert_eq!((report.findings.len(), report.notes.len()), (findings, noted), "{overall} {report:#?}");
    }
}

#[test]
fn a_hundredth_is_a_note_and_two_are_a_finding() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    for (figure, findings, noted) in [("82.50", 0, 0), ("82.51", 0, 1), ("82.49", 0, 1), ("82.52", 1, 0)] {
        let report = check(&printed(framework, &[("9", "85"), ("10", "80"), ("OIT", figure)]), &catalogue);
        assert_eq!((report.findings.len(), report.notes.len()), (findings, noted), "{figure}");
    }
}

#[test]
fn missing_figures_leave_bounds() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2567").unwrap();
    // Three items of 100 in all; one at 40 leaves 13.33 to 80.00.
    for (figure, code) in [
        ("80.00", None),
        ("80.01", None),
        ("80.02", Some("outside_bounds")),
        ("13.31", Some("outside_bounds")),
    ] {
        let report = check(&printed(framework, &[("1", figure), ("I1", "40")]), &catalogue);
        assert_eq!(report.findings.first().map(|finding| finding.code.as_str()), code, "{figure}");
        assert!(report.findings.iter().all(|finding| finding.recomputed.is_none()));
    }
    // Items that are not listed count as full when the report says so.
    let mut assessment = printed(framework, &[("1", "70.00"), ("I1", "40")]);
    assessment.evidence.unlisted = Unlisted::Full;
    let report = check(&assessment, &catalogue);
    assert_eq!(recomputed(at(&report, "published.indicators.1")), ("80.00", "10.00"));
    assert!(report.findings[0].message.en.contains("does not list"), "{}", report.findings[0].message.en);
}

#[test]
fn hypothetical_weights_only_make_notes() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("9", "50.00"), ("9.2", "10.00"), ("O5", "0")]);
    assessment.evidence.unlisted = Unlisted::Full;
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty(), "{report:#?}");
    let expected =
        [("assumed_weights", "published.sub_indicators.9.2"), ("assumed_weights", "published.indicators.9")];
    assert_eq!(notes(&report), expected);
}

#[test]
fn rules_that_are_not_known_say_nothing() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2569").unwrap();
    let report = check(&printed(framework, &[("9", "50.00"), ("O1", "100"), ("O2", "100")]), &catalogue);
    assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:#?}");
}

#[test]
fn verdicts_and_counts_against_printed_items() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("O5", "100"), ("I7", "96.78"), ("public/E5", "99.52")]);
    verdict(&mut assessment, "O5", Verdict::Fail);
    for (row, counts) in [("I7.1", [26, 5, 0, 0, 0, 0]), ("public/E5.1", [0, 0, 0, 0, 1, 41])] {
        let node = framework.node(row).unwrap();
        assessment.evidence.tally(node, Tally::new(&counts).unwrap());
    }
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.items.I7", "verdicts.O5"], "a hundredth counts, E5 agrees");
    let item = &report.findings[0];
    assert_eq!((item.code, recomputed(item)), (FindingCode::TallyMismatch, ("96.77", "0.01")));
    assert_eq!(short(&item.candidates[0]), "published.items.I7 96.78 -> 96.77 digit");
    let verdict = &report.findings[1];
    assert_eq!((verdict.code, recomputed(verdict)), (FindingCode::VerdictMismatch, ("0.00", "100.00")));

    assessment.scope = Scope::Aggregate;
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty(), "{report:#?}");
    let expected = [("aggregate_counts", "published.items.I7"), ("aggregate_counts", "verdicts.O5")];
    assert_eq!(notes(&report), expected);
}

#[test]
fn disclosure_scores_that_no_items_give() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2564").unwrap();
    // 9.1 has nine items: 88.89 is eight of them. 97.78 is a mean with one of nine missing.
    let figures = [("9", "97.78"), ("9.1", "88.88"), ("10", "93.75"), ("O1", "50")];
    let mut assessment = printed(framework, &figures);
    let expected =
        [("partial_item", "published.items.O1"), ("unreachable_score", "published.sub_indicators.9.1")];
    let report = check(&assessment, &catalogue);
    assert_eq!(notes(&report), expected);
    assert!(report.notes[1].message.en.contains("77.78 and 88.89"), "{}", report.notes[1].message.en);

    print(&mut assessment, "9", "97.79");
    assert!(
        notes(&check(&assessment, &catalogue)).contains(&("unreachable_score", "published.indicators.9"))
    );
    assessment.scope = Scope::Aggregate;
    assert!(notes(&check(&assessment, &catalogue)).is_empty());
}

#[test]
fn a_disclosure_item_fits_only_as_complete_or_not() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2564").unwrap();
    // 10.2 has two items, of which one is missing.
    let report = check(&printed(framework, &[("10.2", "100"), ("O42", "100"), ("O43", "0")]), &catalogue);
    let candidates: Vec<_> =
        at(&report, "published.sub_indicators.10.2").candidates.iter().map(short).collect();
    assert_eq!(candidates, ["published.items.O43 0.00 -> 100.00 fit"]);
}

#[test]
fn slips_in_the_total_come_before_those_in_its_inputs() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2564").unwrap();
    let report = check(&printed(framework, &[("9", "85"), ("10", "80"), ("OIT", "28.50")]), &catalogue);
    let candidates = &at(&report, "published.instruments.OIT").candidates;
    assert_eq!(short(&candidates[0]), "published.instruments.OIT 28.50 -> 82.50 swap");
    assert!(candidates[1..].iter().all(|candidate| candidate.kind != CandidateKind::Swap));
}

#[test]
fn a_neighbours_figure_is_likelier_than_any_other() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2567").unwrap();
    let figures = [("1", "80"), ("2", "70"), ("3", "70"), ("4", "70"), ("5", "70"), ("IIT", "74.00")];
    let report = check(&printed(framework, &figures), &catalogue);
    let candidates = &at(&report, "published.instruments.IIT").candidates;
    let fits: Vec<_> = candidates.iter().filter(|candidate| candidate.kind == CandidateKind::Fit).collect();
    assert!(fits.iter().all(|candidate| candidate.range.is_some()));
    let digits = candidates.iter().filter(|candidate| candidate.kind == CandidateKind::Digit).map(short);
    assert!(
        digits.clone().any(|text| text == "published.indicators.2 70.00 -> 80.00 digit"),
        "{candidates:#?}"
    );
}

#[test]
fn levels_outside_the_years_scale() {
    for scope in [Scope::Agency, Scope::Aggregate] {
        assert_eq!(level_findings(2564, "96.00", "ผ่านดีเยี่ยม", scope), ["level_of_other_year"]);
        assert_eq!(level_findings(2568, "96.00", "ดีเด่น", scope), ["level_unknown"]);
        assert!(level_findings(2564, "96.00", " aa ", scope).is_empty());
        assert!(level_findings(2564, "96.00", "  ", scope).is_empty());
    }
    assert_eq!(level_findings(2564, "84.99", "A", Scope::Agency), ["level_mismatch"]);
}

#[test]
fn a_level_without_an_overall_score_still_meets_its_gates() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("9", "85"), ("10", "80")]);
    assessment.level = Some("ผ่านดี".to_owned());
    let report = check(&assessment, &catalogue);
    assert_eq!(keys(&report), ["published.level"], "OIT is 82.50");
    assert_eq!(report.findings[0].recomputed, None);
    assessment.level = Some("ผ่าน".to_owned());
    assert!(check(&assessment, &catalogue).findings.is_empty());
}

#[test]
fn a_level_that_rests_on_hypothetical_weights_is_a_note() {
    let catalogue = Catalogue::embedded();
    let framework = catalogue.find("nacc/2568").unwrap();
    let mut assessment = printed(framework, &[("O5", "0"), ("O12", "0"), ("O23", "0"), ("overall", "91.59")]);
    assessment.evidence.unlisted = Unlisted::Full;
    assessment.level = Some("ผ่านดี".to_owned());
    let report = check(&assessment, &catalogue);
    assert!(report.findings.is_empty(), "{report:#?}");
    assert_eq!(notes(&report), [("assumed_weights", "published.level")]);
}
