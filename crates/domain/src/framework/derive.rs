//! A provisional framework for a year whose rules are not known yet.

use super::file::{
    Comparable, Confidence, DisclosureItemEntry, FrameworkFile, IndicatorEntry, QuestionEntry, SameAs,
    Status, SubIndicatorEntry,
};
use super::model::Framework;
use thai::FiscalYear;

/// Takes the rules of one year over to another, every one of them marked `assumed`.
///
/// The result says `status = "provisional"` and where it came from; titles, scales and weights stay,
/// the calendar and the national figures of the base year go. What was unknown stays unknown.
pub fn derive(base: &Framework, year: FiscalYear) -> FrameworkFile {
    let mut file = base.file().clone();
    let series = base.id().series();
    let source = format!("taken over from {}, because the rules of the year are not known yet", base.id());
    let (from, to) = (base.fiscal_year().to_string(), year.to_string());
    file.fiscal_year = year.number();
    file.revision = 1;
    file.status = Status::Provisional;
    file.derived_from = Some(base.id().to_string());
    file.name_th = format!("{} (ฉบับชั่วคราว)", file.name_th.replace(&from, &to));
    let common_era = |year: FiscalYear| (year.number() - thai::fiscal_year::ERA_OFFSET).to_string();
    let name_en = file.name_en.replace(&from, &to);
    let name_en = name_en.replace(&common_era(base.fiscal_year()), &common_era(year));
    file.name_en = format!("{name_en} (provisional)");
    file.calendar.clear();
    file.national.clear();

    let weaken = |confidence: &mut Confidence, from: &mut String| {
        if *confidence != Confidence::Unknown {
            *confidence = Confidence::Assumed;
        }
        *from = source.clone();
    };
    let scoring = &mut file.scoring;
    for rule in [
        &mut scoring.overall,
        &mut scoring.instrument,
        &mut scoring.question,
        &mut scoring.sub_question,
        &mut scoring.disclosure_item,
    ] {
        weaken(&mut rule.confidence, &mut rule.source);
    }
    weaken(&mut scoring.rounding.confidence, &mut scoring.rounding.source);
    weaken(&mut scoring.no_answer.confidence, &mut scoring.no_answer.source);
    file.levels.iter_mut().for_each(|l| weaken(&mut l.confidence, &mut l.source));
    for instrument in &mut file.instruments {
        weaken(&mut instrument.confidence, &mut instrument.source);
        instrument.parts.iter_mut().for_each(|p| weaken(&mut p.confidence, &mut p.source));
    }
    for indicator in &mut file.indicators {
        weaken(&mut indicator.confidence, &mut indicator.source);
        weaken(&mut indicator.rule.confidence, &mut indicator.rule.source);
    }
    for sub in &mut file.sub_indicators {
        weaken(&mut sub.confidence, &mut sub.source);
        weaken(&mut sub.rule.confidence, &mut sub.rule.source);
    }
    file.topics.iter_mut().for_each(|t| weaken(&mut t.confidence, &mut t.source));
    file.scales.iter_mut().for_each(|s| weaken(&mut s.confidence, &mut s.source));
    file.questions.iter_mut().for_each(|q| weaken(&mut q.confidence, &mut q.source));
    for item in &mut file.disclosure_items {
        weaken(&mut item.confidence, &mut item.source);
        if let Some(elements) = &mut item.elements {
            weaken(&mut elements.confidence, &mut elements.source);
        }
    }
    file.weight_hypotheses.iter_mut().for_each(|h| weaken(&mut h.confidence, &mut h.source));
    let samples = &mut file.samples;
    weaken(&mut samples.iit_population.confidence, &mut samples.iit_population.source);
    weaken(&mut samples.iit_minimum.confidence, &mut samples.iit_minimum.source);
    weaken(&mut samples.eit_minimum.confidence, &mut samples.eit_minimum.source);
    weaken(&mut samples.penalty.confidence, &mut samples.penalty.source);
    samples.notes.iter_mut().for_each(|n| weaken(&mut n.confidence, &mut n.source));
    samples.groups.iter_mut().for_each(|g| weaken(&mut g.confidence, &mut g.source));

    let same = |code: String| {
        vec![SameAs {
            framework: series.clone(),
            code,
            comparable: Comparable::Limited,
            note_th: Some("หลักเกณฑ์ของปีนี้ยังไม่ทราบ จึงสมมติว่าต่อเนื่องกัน".to_owned()),
            note_en: Some("the rules of this year are not known yet; taken to continue".to_owned()),
        }]
    };
    file.indicators.iter_mut().for_each(|i: &mut IndicatorEntry| i.same_as = same(i.number.to_string()));
    file.sub_indicators.iter_mut().for_each(|s: &mut SubIndicatorEntry| s.same_as = same(s.code.clone()));
    file.questions.iter_mut().for_each(|q: &mut QuestionEntry| q.same_as = same(q.code.clone()));
    file.disclosure_items.iter_mut().for_each(|d: &mut DisclosureItemEntry| d.same_as = same(d.code.clone()));
    file
}
