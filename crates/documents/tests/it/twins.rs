//! Twins of five real documents: made from data, they hold the same sections, tables, columns and figures.
//!
//! What each must hold is written down in `tests/twins/NAME.toml`, from the documents themselves where they could
//! be read in full, else from what is known of their columns and parts.

mod inventory;
mod outline;
mod read;

use std::sync::LazyLock;

use documents::facts::Facts;
use documents::model::Document;
use domain::framework::Catalogue;
use thai::DigitStyle;

use self::inventory::Inventory;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// Makes the twin, and compares it with its inventory.
#[track_caller]
fn twin(name: &str) {
    let inventory: Inventory = read::inventory(name);
    let plan = read::plan(name);
    inventory.counts(&plan);
    let assessment = read::assessment(name, &CATALOGUE);
    let tree = assessment.score();
    let facts = Facts {
        assessment: &assessment,
        tree: &tree,
        previous: None,
        plan: &plan,
        plan_is_suggested: false,
        thresholds: inventory.thresholds(),
        round: plan.round_year,
        today: inventory.today,
        digits: DigitStyle::Ascii,
    };
    let document = compose(&facts, &inventory);
    let differences = inventory.differences(&outline::of(&document));
    assert!(differences.is_empty(), "{name}:\n{}", differences.join("\n"));
}
