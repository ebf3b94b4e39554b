//! The analysis of a result, in the three shapes that agencies publish.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "analysis-report",
    title_th: "รายงานการวิเคราะห์ผลการประเมิน",
    title_en: "Analysis of the result",
    default_layout: "use-of-results",
    layouts: files!("", ".toml",),
    texts: files!("texts/", ".txt",),
};
