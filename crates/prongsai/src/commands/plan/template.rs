//! `prongsai plan template`

use std::path::PathBuf;

use clap::Args;
use domain::agency::Agency;
use domain::plan::{Plan, PlanIssue, PlanMeasure};
use serde_json::{Value, json};

use super::App;
use super::file::{self, PlanFormat};
use crate::commands::shared;
use crate::output::{Failure, Outcome};

/// Arguments of `plan template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// The rules of the scores, such as nacc/2568; the newest when left out.
    #[arg(long, value_name = "OWNER/YEAR")]
    pub framework: Option<String>,
    /// Form of the file; by its name when left out, JSON on standard output.
    #[arg(long, value_enum)]
    pub format: Option<PlanFormat>,
    /// Write here instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
}

/// Makes an empty plan.
///
/// # Errors
/// When the framework is not there, an option is wrong, or the file cannot be written.
pub fn run(app: &App, args: &TemplateArgs) -> Result<Outcome, Failure> {
    let format = file::format(args.out.as_ref(), args.format)?.unwrap_or(PlanFormat::Json);
    let newest = || {
        let entries = app.catalogue.entries();
        let newest = entries.iter().max_by_key(|entry| entry.id.fiscal_year);
        newest.map_or_else(String::new, |entry| entry.id.series())
    };
    let framework = shared::framework(app, &args.framework.clone().unwrap_or_else(newest))?;
    let (score_year, series) = (framework.fiscal_year(), framework.id().series());
    let issue = PlanIssue {
        framework: series.clone(),
        codes: Vec::new(),
        title: String::new(),
        score: None,
        cause: None,
        measures: vec![PlanMeasure::default()],
    };
    let plan = Plan {
        score_year,
        round_year: score_year.next().unwrap_or(score_year),
        framework: series,
        agency: Agency::default(),
        // A sheet has rows to fill in as it is.
        issues: if format == PlanFormat::Xlsx { Vec::new() } else { vec![issue] },
        endorsements: Vec::new(),
        memo: None,
    };
    file::hand_out(app, &plan, skeleton(&plan), args.out.as_ref(), format, args.force)
}

/// A plan file with every name, nothing filled in.
fn skeleton(plan: &Plan) -> Value {
    json!({
        "score_year": plan.score_year.number(),
        "round_year": plan.round_year.number(),
        "framework": plan.framework,
        "agency": {
            "name": null, "kind": null, "province": null, "district": null,
            "ministry": null, "code": null, "website": null,
        },
        "issues": [{
            "framework": plan.framework,
            "codes": [],
            "title": "",
            "score": null,
            "cause": null,
            "measures": [{
                "library_id": null,
                "theme": null,
                "title": "",
                "steps": [],
                "lead_unit": "",
                "supporting_units": [],
                "period": { "text": null, "from": null, "to": null },
                "checked_by": null,
                "sign": null,
                "follow_ups": [],
                "progress": [],
                "result": null,
                "outcome": { "text": null, "figure": { "value": null, "unit": null } },
                "suggestion": null,
                "evidence": [],
            }],
        }],
        "endorsements": [
            { "office": "", "opinion": null, "name": null, "date": null, "acting_for": null },
        ],
        "memo": {
            "unit": null, "reference": null, "date": null, "subject": null, "to": null,
            "writer": { "name": null, "position": null },
            "background": null, "facts": null, "proposal": null,
        },
    })
}
