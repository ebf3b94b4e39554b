//! The action plan: what will be done about each issue, by whom and when.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "action-plan",
    title_th: "แผนปฏิบัติการยกระดับคุณธรรมและความโปร่งใส",
    title_en: "Action plan",
    default_layout: "standard",
    layouts: files!("", ".toml", "standard", "with-follow-up"),
    texts: files!("texts/", ".txt", "introduction", "follow-up"),
};
