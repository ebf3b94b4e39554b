//! The follow-up report: progress up to the end of a half year, a year or a quarter.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "follow-up-report",
    title_th: "รายงานการติดตามมาตรการ",
    title_en: "Follow-up report",
    default_layout: "six-months",
    layouts: files!("", ".toml", "six-months", "twelve-months", "quarterly"),
    texts: files!("texts/", ".txt", "summary", "words"),
};
