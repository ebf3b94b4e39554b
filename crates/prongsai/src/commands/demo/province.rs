//! An invented province: agencies of several kinds with two years of results, drawn by the rules of each year.
//!
//! It is drawn from a fixed seed, so that it is the same on every run. Answers of people and verdicts on items are
//! drawn; every score follows from them by `domain`.

use domain::agency::AgencyKind;
use domain::framework::{Framework, Granularity, NodeRef};
use domain::scoring::{Tally, Verdict};
use domain::{Assessment, Score};
use serde_json::{Map, Value, json};
use service::agencies::AgencyForm;
use service::assess::catalogue;

use crate::output::Failure;

/// Its name: Thailand has no such province.
pub(super) const NAME: &str = "สิริธารา";

/// As its agencies' pages show it.
const SHOWN: &str = "สิริธารา (สมมุติ)";

/// Kind of the agency that the people of the demonstration work in: the first of it.
pub(super) const HOME: &str = "sao";

/// Codes of its agencies begin like this.
pub(super) const CODE: &str = "sirithara-";

/// Years of which each agency has a result.
const YEARS: [&str; 2] = ["nacc/2567", "nacc/2568"];

/// How many agencies of each kind are named after places, and what stands before the place.
const LOCAL: [(AgencyKind, usize); 4] = [
    (AgencyKind::SubdistrictOrganization, 20),
    (AgencyKind::SubdistrictMunicipality, 9),
    (AgencyKind::TownMunicipality, 2),
    (AgencyKind::DistrictOffice, 5),
];

/// Agencies of the whole province.
const WHOLE: [(AgencyKind, &str); 4] = [
    (AgencyKind::ProvincialOrganization, "องค์การบริหารส่วนจังหวัดสิริธารา"),
    (AgencyKind::CityMunicipality, "เทศบาลนครสิริธารา"),
    (AgencyKind::ProvinceOffice, "จังหวัดสิริธารา"),
    (AgencyKind::University, "มหาวิทยาลัยสิริธารา"),
];

const DISTRICTS: [&str; 5] = ["เมืองสิริธารา", "ริมธารแก้ว", "ทุ่งพระพาย", "ดอนดาวเรียง", "ภูฟ้ารุ่ง"];

/// Names of places are put together of these two, so that none is a real one's.
const BEFORE: [&str; 9] = ["ทุ่ง", "หนอง", "โคก", "ดอน", "ห้วย", "บึง", "วัง", "เนิน", "ลาน"];
const AFTER: [&str; 9] =
    ["แสงเดือน", "ดาวเรียง", "พลอยแพร", "ลมรำเพย", "ทองระยิบ", "รุ้งริ้ว", "หมอกทอฟ้า", "เพชรพร่าง", "ชื่นธรรม"];

/// An agency with its results.
pub(super) struct Made {
    /// The agency.
    pub form: AgencyForm,
    /// Fiscal year and assessment file of each result.
    pub results: Vec<(i16, String)>,
}

/// Draws the province.
///
/// # Errors
/// When the rules of one of the years are not there.
pub(super) fn province() -> Result<Vec<Made>, Failure> {
    let rules = YEARS
        .into_iter()
        .map(|name| catalogue().find(name).map_err(|error| Failure::framework(&error)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut draw = Draw(2568);
    let mut made = Vec::new();
    for (at, (kind, name)) in agencies(&mut draw).into_iter().enumerate() {
        let whole = WHOLE.iter().any(|(_, one)| *one == name);
        let district = if whole { DISTRICTS[0] } else { draw.one_of(&DISTRICTS) };
        let form = AgencyForm {
            district: match &kind {
                AgencyKind::DistrictOffice => name.trim_start_matches("อำเภอ").to_owned(),
                _ => district.to_owned(),
            },
            name,
            kind: kind.code().to_owned(),
            province: SHOWN.to_owned(),
            code: format!("{CODE}{:02}", at + 1),
            ..AgencyForm::default()
        };
        let quality = 74 + draw.below(22);
        // Most agencies are a little better a year later, some worse.
        let qualities = [quality, (quality + draw.below(8)).saturating_sub(2).min(98)];
        let results = rules
            .iter()
            .zip(qualities)
            .map(|(rules, quality)| (rules.fiscal_year().number(), result(rules, &form, quality, &mut draw)))
            .collect();
        made.push(Made { form, results });
    }
    Ok(made)
}

/// Kinds and names, those of the whole province first.
fn agencies(draw: &mut Draw) -> Vec<(AgencyKind, String)> {
    let mut places: Vec<String> =
        BEFORE.iter().flat_map(|before| AFTER.iter().map(move |after| format!("{before}{after}"))).collect();
    let mut all: Vec<(AgencyKind, String)> =
        WHOLE.iter().map(|(kind, name)| (kind.clone(), (*name).to_owned())).collect();
    for (kind, count) in LOCAL {
        for number in 0..count {
            let name = if kind == AgencyKind::DistrictOffice {
                format!("อำเภอ{}", DISTRICTS[number % DISTRICTS.len()])
            } else {
                let place = places.swap_remove(draw.below(places.len()));
                format!("{}{place}", kind.name_th())
            };
            all.push((kind.clone(), name));
        }
    }
    all
}

/// Draws answers and verdicts for an agency of some quality, 0..=100, and writes them as an assessment file with
/// the overall score and the level that follow.
fn result(rules: &Framework, form: &AgencyForm, quality: usize, draw: &mut Draw) -> String {
    let skeleton = rules.skeleton();
    let mut assessment = Assessment::new(rules);
    let (mut tallies, mut verdicts) = (Map::new(), Map::new());
    let answers = [24 + draw.below(40), 60 + draw.below(90), 60 + draw.below(90)];
    for node in skeleton.of(Granularity::Rows) {
        let NodeRef::Row(row, part) = skeleton.nodes[node].at else { continue };
        let Some(points) = rules.rows.get(row).map(|row| row.points.as_slice()) else { continue };
        let answers = answers[part.map_or(0, |part| 1 + part % 2)];
        // Each question has its own strength, or every bar of a chart would be as long as the next.
        let liking = (quality + draw.below(13)).saturating_sub(6).min(100);
        let mut counts = vec![0_u32; points.len()];
        for _ in 0..answers {
            let chosen = choice(draw, points, liking);
            if let Some(count) = counts.get_mut(chosen) {
                *count += 1;
            }
        }
        let Some(tally) = Tally::new(&counts) else { continue };
        assessment.evidence.tally(node, tally);
        let counts: Map<String, Value> = counts
            .iter()
            .zip(1..)
            .map(|(count, choice): (_, usize)| (choice.to_string(), json!(count)))
            .collect();
        tallies.insert(rules.path(node), Value::Object(counts));
    }
    for node in skeleton.of(Granularity::Items) {
        let NodeRef::Item(item, _) = skeleton.nodes[node].at else { continue };
        if rules.items.get(item).is_none_or(|item| !item.is_disclosure()) {
            continue;
        }
        let (verdict, word) =
            if draw.below(100) < quality { (Verdict::Pass, "pass") } else { (Verdict::Fail, "fail") };
        assessment.evidence.verdict(skeleton, node, verdict);
        verdicts.insert(rules.path(node), json!(word));
    }
    let tree = assessment.score();
    let mut published = Map::new();
    if let Some(overall) = tree.overall() {
        published.insert("overall".into(), json!(Score::to_string(&overall)));
    }
    if let Some(level) = tree.level_reached() {
        published.insert("level".into(), json!(level.name));
    }
    json!({
        "agency": {
            "name": form.name,
            "kind": form.kind,
            "province": form.province,
            "district": form.district,
            "code": form.code,
        },
        "scope": "agency",
        "framework": rules.id().to_string(),
        "published": published,
        "verdicts": verdicts,
        "tallies": tallies,
    })
    .to_string()
}

/// A choice that is the better the better the agency, whichever end of the scale is the good one.
fn choice(draw: &mut Draw, points: &[u8], liking: usize) -> usize {
    let wanted = if draw.below(100) < liking { 100 } else { draw.below(101) };
    let distance =
        |at: &usize| points.get(*at).map_or(usize::MAX, |point| usize::from(*point).abs_diff(wanted));
    (0..points.len()).min_by_key(distance).unwrap_or(0)
}

/// A sequence of numbers that is the same everywhere (SplitMix64).
struct Draw(u64);

impl Draw {
    /// A number below `end`; 0 when that is 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(mixed.checked_rem(end).unwrap_or(0)).unwrap_or(0)
    }

    fn one_of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_province_is_the_same_every_time_and_every_result_has_an_overall_score() {
        let (one, two) = (province().unwrap(), province().unwrap());
        assert_eq!(one.len(), 40);
        let kinds: BTreeSet<&str> = one.iter().map(|made| made.form.kind.as_str()).collect();
        assert_eq!(kinds.len(), LOCAL.len() + WHOLE.len());
        let names: BTreeSet<&str> = one.iter().map(|made| made.form.name.as_str()).collect();
        assert_eq!(names.len(), one.len());
        let mut overall = BTreeSet::new();
        for (a, b) in one.iter().zip(&two) {
            assert_eq!((&a.form, &a.results), (&b.form, &b.results));
            assert_eq!(a.results.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2567, 2568]);
            for (_, file) in &a.results {
                let file: Value = serde_json::from_str(file).unwrap();
                let score: Score = file["published"]["overall"].as_str().unwrap().parse().unwrap();
                assert!("50".parse::<Score>().unwrap() < score, "{score}");
                overall.insert(score);
            }
        }
        assert!(60 < overall.len(), "{}", overall.len());
    }
}
