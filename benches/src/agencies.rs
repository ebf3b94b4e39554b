//! Agencies that do not exist, with their results and plans, to make documents of.

use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow};
use documents::facts::Facts;
use domain::agency::{Agency, AgencyKind};
use domain::analysis::Thresholds;
use domain::framework::{Catalogue, Framework, Granularity, NodeRef};
use domain::measures::Library;
use domain::plan::{Plan, SuggestOptions, suggest};
use domain::scoring::ScoreTree;
use domain::{Assessment, Score};
use serde_json::{Map, Value, json};

use crate::nation::Random;

const KINDS: [AgencyKind; 4] = [
    AgencyKind::SubdistrictOrganization,
    AgencyKind::SubdistrictMunicipality,
    AgencyKind::TownMunicipality,
    AgencyKind::ProvincialOrganization,
];

const PROVINCES: [&str; 12] = [
    "เชียงราย",
    "น่าน",
    "พิษณุโลก",
    "ขอนแก่น",
    "อุบลราชธานี",
    "บึงกาฬ",
    "สระบุรี",
    "พระนครศรีอยุธยา",
    "ราชบุรี",
    "จันทบุรี",
    "สุราษฎร์ธานี",
    "ปัตตานี",
];

/// The rules of FY2568, which the documents tell about, and of the round after.
///
/// # Errors
/// Where the program no longer has them.
pub fn rules(year: i16) -> Result<&'static Framework> {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    let name = format!("nacc/{year}");
    CATALOGUE.get_or_init(Catalogue::embedded).find(&name).with_context(|| format!("looking up {name}"))
}

/// An agency with all that its documents are made from.
#[derive(Debug)]
pub struct Case {
    assessment: Assessment<'static>,
    tree: ScoreTree<'static>,
    plan: Plan,
    round_rules: &'static Framework,
    /// The result as an assessment file.
    pub file: Value,
}

impl Case {
    /// Draws an agency of FY2568: good as most are, with its own weak points, and the plan that is suggested.
    ///
    /// # Errors
    /// Where the rules or the library of measures are no longer what they were.
    pub fn draw(random: &mut Random) -> Result<Case> {
        let rules_of_scores = rules(2568)?;
        let skeleton = rules_of_scores.skeleton();
        let agency = agency(random);
        let quality = 85 + random.below(12);
        let mut assessment = Assessment { agency, ..Assessment::new(rules_of_scores) };
        let mut items = Map::new();
        for node in skeleton.of(Granularity::Items) {
            let NodeRef::Item(item, _) = skeleton.nodes[node].at else { continue };
            let score = if rules_of_scores.items[item].is_disclosure() {
                if random.below(100) < quality { 10_000 } else { 0 }
            } else {
                i64::from(quality) * 100 - 800 + i64::from(random.below(2_000))
            };
            let score = Score::clamped(score);
            assessment.evidence.give(node, score);
            items.insert(rules_of_scores.path(node), json!(score.to_string()));
        }
        let tree = assessment.score();
        let library = Library::embedded().map_err(|problems| anyhow!("the measures: {problems:?}"))?;
        let options = SuggestOptions::default();
        let plan = suggest(&assessment.agency, &tree, library, &Thresholds::default(), &options);
        let file = json!({
            "agency": {
                "name": assessment.agency.name,
                "kind": assessment.agency.kind.as_ref().map(AgencyKind::code),
                "province": assessment.agency.province,
            },
            "framework": "nacc/2568",
            "published": { "items": items },
        });
        Ok(Case { assessment, tree, plan, round_rules: rules(2569)?, file })
    }

    /// What its documents may say; their day is the first of the round.
    pub fn facts(&self) -> Facts<'_> {
        let today = self.plan.round_year.first_day();
        Facts {
            plan_is_suggested: true,
            round_framework: Some(self.round_rules),
            ..Facts::new(&self.assessment, &self.tree, &self.plan, today)
        }
    }
}

/// The names are numbers, so that no made-up score is said of an agency that exists.
fn agency(random: &mut Random) -> Agency {
    let kind = KINDS[random.below(KINDS.len() as u32) as usize].clone();
    let province = PROVINCES[random.below(PROVINCES.len() as u32) as usize];
    Agency {
        name: Some(format!("{}ตัวอย่าง {}", kind.name_th(), 1_000 + random.below(90_000))),
        kind: Some(kind),
        province: Some(province.to_owned()),
        ..Agency::default()
    }
}
