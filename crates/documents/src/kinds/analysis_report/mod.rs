//! The analysis of a result, in the three shapes that agencies publish.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "analysis-report",
    title_th: "รายงานการวิเคราะห์ผลการประเมิน",
    title_en: "Analysis of the result",
    default_layout: "use-of-results-2568",
    layouts: files!("", ".toml", "by-indicator-2562", "by-instrument-2567", "use-of-results-2568"),
    texts: files!(
        "texts/",
        ".txt",
        "about",
        "actions",
        "advice",
        "changes",
        "indicator",
        "instrument",
        "introduction",
        "lowest",
        "lowest-close",
        "measures",
        "rationale",
        "result",
        "strengths",
        "unknown",
        "use",
        "weaknesses",
    ),
};
