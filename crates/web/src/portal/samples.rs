//! Made-up results for the samples of pages: full, weak, and without anything, in the years that differ most.

use domain::Score;
use domain::assessment::Assessment;
use domain::framework::{Catalogue, Granularity};

/// What `make` says of each made-up assessment.
pub(crate) fn with_each<T>(make: impl Fn(&Assessment<'_>) -> Vec<T>) -> Vec<T> {
    let catalogue = Catalogue::embedded();
    let mut all = Vec::new();
    for name in ["nacc/2568", "nacc/2562", "nacc/2569"] {
        let Ok(framework) = catalogue.find(name) else { continue };
        let empty = Assessment::new(framework);
        all.extend(make(&empty));
        let mut filled = Assessment::new(framework);
        let skeleton = framework.skeleton();
        for (step, node) in (0_i64..).zip(skeleton.of(Granularity::Items)) {
            let lost = if step % 7 == 3 { 10_000 } else { step % 5 * 321 };
            filled.evidence.give(node, Score::clamped(10_000 - lost));
        }
        filled.overall = Some(Score::clamped(9_159));
        all.extend(make(&filled));
    }
    all
}
