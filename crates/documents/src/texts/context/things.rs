//! What blocks may be repeated for, each thing with its place.

use domain::analysis::Thresholds;
use domain::framework::NodeRef;
use domain::measures::Theme;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::plan::{IssueText, periods_of};
use super::scores;
use crate::facts::Facts;
use crate::layout::block::EachOf;
use crate::rows::{Within, measures_within, plan_place};

/// One thing: where it belongs, and what texts may name of it.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub within: Within,
    pub value: Value,
}

/// All things of a document, made when they are asked for.
pub(crate) struct Things<'f, 'a> {
    facts: &'f Facts<'a>,
    marks: Thresholds,
}

#[derive(Debug, Clone, Serialize)]
struct ThemeText {
    name: String,
    name_en: String,
    code: &'static str,
    /// 1 to 7, the same in every report.
    number: usize,
    /// How many measures the plan has under it.
    measures: usize,
    periods: Vec<String>,
    follow_ups: Vec<String>,
}

impl<'f, 'a> Things<'f, 'a> {
    pub fn new(facts: &'f Facts<'a>, marks: &Thresholds) -> Things<'f, 'a> {
        Things { facts, marks: *marks }
    }

    /// The things of one kind, in the order of the rules or of the plan.
    pub fn of(&self, of: EachOf) -> Vec<Thing> {
        let Things { facts, marks } = self;
        let framework = facts.tree.framework;
        match of {
            EachOf::Instruments => zip(scores::instruments(facts, marks), |instrument| Within {
                instrument: Some(instrument),
                ..Within::default()
            }),
            EachOf::Indicators => zip(scores::indicators(facts, marks), |indicator| Within {
                instrument: Some(framework.indicators[indicator].instrument),
                indicator: Some(indicator),
                ..Within::default()
            }),
            EachOf::SubIndicators => {
                let all = 0..framework.sub_indicators.len();
                zip(all.map(|sub| scores::sub_indicator(facts, marks, sub)), |sub| {
                    let indicator = framework.sub_indicators[sub].indicator;
                    Within {
                        instrument: Some(framework.indicators[indicator].instrument),
                        indicator: Some(indicator),
                        sub_indicator: Some(sub),
                        ..Within::default()
                    }
                })
            }
            EachOf::Parts => self.parts(),
            EachOf::Themes => {
                Theme::ALL.into_iter().enumerate().map(|(at, theme)| self.theme(at, theme)).collect()
            }
            EachOf::Issues => {
                let issues = facts.plan.issues.iter().enumerate();
                zip(issues.map(|(at, issue)| IssueText::new(facts, at, issue)), |at| {
                    plan_place(facts, at, &facts.plan.issues[at])
                })
            }
        }
    }

    /// Parts of each indicator; parts of a whole instrument come before them, for layouts that repeat for
    /// parts outside of an indicator.
    fn parts(&self) -> Vec<Thing> {
        let Things { facts, marks } = self;
        let framework = facts.tree.framework;
        let mut found = Vec::new();
        for (part, own) in framework.parts.iter().enumerate() {
            let within = Within { instrument: Some(own.instrument), part: Some(part), ..Within::default() };
            let value = Value::from(Serde(scores::part(facts, marks, None, part)));
            found.push(Thing { within, value });
        }
        for node in facts.tree.skeleton().of(domain::framework::Granularity::Parts) {
            let NodeRef::Part(indicator, part) = facts.tree.skeleton().nodes[node].at else { continue };
            let within = Within {
                instrument: Some(framework.indicators[indicator].instrument),
                part: Some(part),
                indicator: Some(indicator),
                ..Within::default()
            };
            let value = Value::from(Serde(scores::part(facts, marks, Some(indicator), part)));
            found.push(Thing { within, value });
        }
        found
    }

    fn theme(&self, at: usize, theme: Theme) -> Thing {
        let within = Within { theme: Some(theme), ..Within::default() };
        let measures = measures_within(self.facts, within);
        let (periods, follow_ups) = periods_of(measures.iter().copied());
        let name = theme.name();
        let text = ThemeText {
            name: name.th,
            name_en: name.en,
            code: theme.as_str(),
            number: at + 1,
            measures: measures.len(),
            periods,
            follow_ups,
        };
        Thing { within, value: Value::from(Serde(text)) }
    }
}

fn zip<T: Serialize>(texts: impl IntoIterator<Item = T>, within: impl Fn(usize) -> Within) -> Vec<Thing> {
    let things = texts.into_iter().enumerate();
    things.map(|(at, text)| Thing { within: within(at), value: Value::from(Serde(text)) }).collect()
}
