//! The score sheet: every number of a result, what it is made of, and what is assumed.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "score-sheet",
    title_th: "ใบแสดงคะแนน",
    title_en: "Score sheet",
    default_layout: "standard",
    layouts: files!("", ".toml", "standard", "with-explanation"),
    texts: files!("texts/", ".txt", "result", "assumed", "explanation"),
};
