//! The memo (บันทึกข้อความ) that carries any of the other documents up the chain.

use super::{Kind, files};

pub(super) const KIND: Kind = Kind {
    name: "memo",
    title_th: "บันทึกข้อความ",
    title_en: "Memo",
    default_layout: "standard",
    layouts: files!("", ".toml", "standard", "short"),
    texts: files!("texts/", ".txt", "background", "facts", "proposal", "short"),
};
