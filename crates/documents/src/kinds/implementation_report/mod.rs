//! The report of what was done. What is not recorded stays empty, and the document is a draft.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "implementation-report",
    title_th: "รายงานผลการดำเนินการตามมาตรการ",
    title_en: "Implementation report",
    default_layout: "by-indicator",
    layouts: files!("", ".toml", "by-indicator", "by-theme", "memo-table"),
    texts: files!(
        "texts/",
        ".txt",
        "background",
        "facts",
        "proposal",
        "closing",
        "foreword",
        "analysis",
        "instrument",
        "results",
        "nothing"
    ),
};
