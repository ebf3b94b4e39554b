//! The audit of three real reports. What must be found was written down from the documents by eye.

use domain::framework::Catalogue;
use reader::audit::{Audit, Code, Finding, Severity, Shingles, against, audit};
use reader::layout::Source;
use reader::{Limits, claims, formats};

fn read(number: &str) -> Option<Source> {
    let path = testkit::shared(&format!("seeds/seed-{number}.txt"))?;
    let bytes = std::fs::read(path).unwrap();
    Some(formats::read("seed.txt", &bytes, &Limits::default()).unwrap())
}

fn audited(number: &str) -> Option<Audit> {
    let source = read(number)?;
    let catalogue = Catalogue::embedded();
    let result = audit(&source, &claims::read(&source, &catalogue), &catalogue);
    for finding in &result.findings {
        println!(
            "{number} {} {:?} {} {:?} -> {:?}",
            finding.code.as_str(),
            finding.severity,
            finding.key,
            finding.published,
            finding.recomputed
        );
        println!("   {}", finding.message.th);
        println!("   {}", finding.message.en);
        for passage in &finding.passages {
            let (before, mark, behind) = passage.parts();
            println!("   {}: {before}>>>{mark}<<<{behind}", passage.place);
        }
        for candidate in finding.candidates.iter().take(4) {
            println!(
                "     ? {} {} -> {} {}",
                candidate.key,
                candidate.from,
                candidate.to,
                candidate.kind.as_str()
            );
        }
    }
    for note in &result.notes {
        println!("   note {} {}", note.code.as_str(), note.message.en);
    }
    Some(result)
}

fn of<'a>(audit: &'a Audit, code: &str) -> Vec<&'a Finding> {
    audit.findings.iter().filter(|finding| finding.code.as_str() == code).collect()
}

fn codes(audit: &Audit) -> Vec<&'static str> {
    audit.findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn seed_000() {
    let Some(audit) = audited("000") else { return };
    let total = of(&audit, "overall_mismatch");
    assert_eq!((total[0].published.as_str(), total[0].recomputed.as_deref()), ("64.92", Some("65.30")));
    let first = &total[0].candidates[0];
    assert_eq!(
        (first.key.as_str(), first.from.as_str(), first.to.as_str()),
        ("published.indicators.2", "89.23", "82.93")
    );
    assert_eq!(total[0].passages[0].parts().1, "64.92");
    let year = of(&audit, "year_mismatch");
    assert_eq!((year[0].published.as_str(), year[0].recomputed.as_deref()), ("2566", Some("2567")));
    assert_eq!(codes(&audit).len(), 2, "{:?}", codes(&audit));
}

#[test]
fn seed_001() {
    let Some(audit) = audited("001") else { return };
    let indicator = of(&audit, "indicator_mismatch");
    let first = &indicator[0].candidates[0];
    assert_eq!(indicator[0].key, "published.indicators.8");
    assert_eq!(
        (first.key.as_str(), first.from.as_str(), first.to.as_str()),
        ("published.items.public/E9", "90.00", "99.52")
    );
    let part = of(&audit, "part_mean_as_indicator");
    assert_eq!((part[0].published.as_str(), part[0].recomputed.as_deref()), ("99.05", Some("94.30")));
    assert_eq!(part[0].passages[0].parts().1, "๙๙.๐๕");
    // Questions of part 2 that are printed under indicator 6 with the figures of part 1.
    let twice: Vec<_> = of(&audit, "stated_twice").iter().map(|finding| finding.key.clone()).collect();
    assert_eq!(twice, ["published.items.survey/E7", "published.items.survey/E5"]);
    let code = of(&audit, "code_of_other_year");
    assert_eq!((code[0].published.as_str(), code[0].severity), ("O25", Severity::Info));
    let name = of(&audit, "agency_name_changes");
    let names: Vec<_> = name.iter().map(|finding| finding.published.as_str()).collect();
    assert_eq!((names, name[0].recomputed.as_deref()), (vec!["ลำปางค์", "ถ้า"], Some("ถ้ำรงค์")));
    // E4 lost marks in part 2, and the table of measures answers all the others.
    let weak = of(&audit, "weakness_without_measure");
    assert_eq!((weak.len(), weak[0].key.as_str()), (1, "published.items.survey/E4"));
    assert_eq!(codes(&audit).len(), 8, "{:?}", codes(&audit));
}

#[test]
fn seed_004() {
    let Some(audit) = audited("004") else { return };
    let words = of(&audit, "words_against_score");
    assert_eq!(words.len(), 1);
    assert_eq!(
        (words[0].key.as_str(), words[0].recomputed.as_deref()),
        ("published.instruments.OIT", Some("26.30"))
    );
    let marked: Vec<_> = words[0].passages.iter().map(|passage| passage.parts().1).collect();
    assert!(marked[0].starts_with("ระดับดี") && marked[1].contains("ต้นแบบ"), "{marked:?}");
    assert_eq!(words[0].code, Code::WordsAgainstScore);
    assert_eq!(codes(&audit).len(), 1, "{:?}", codes(&audit));
}

#[test]
fn a_report_is_the_same_as_itself_and_not_as_others() {
    let (Some(first), Some(other)) = (read("000"), read("004")) else { return };
    let catalogue = Catalogue::embedded();
    let (own, strange) = (Shingles::of(&first, &catalogue), Shingles::of(&other, &catalogue));
    let same = against(&first, &own, "copy.txt", &own).unwrap();
    assert_eq!(same.published, "100 %");
    assert!(same.message.th.contains("copy.txt") && !same.passages.is_empty());
    assert_eq!(against(&first, &own, "other.txt", &strange), None);
}
