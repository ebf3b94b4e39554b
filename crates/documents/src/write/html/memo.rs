//! The parts of a memo.

use super::Page;
use super::blocks::HELD_IN_TEXT;
use super::escape::{held, text};
use crate::model::{Block, MemoHead, Opinion, Signature};

/// Where a name or a position will be written by hand.
const DOTS: &str = "..................................................";

impl Page<'_> {
    pub(super) fn memo_head(&mut self, head: &MemoHead) {
        if let Some(secrecy) = &head.secrecy {
            self.push(&format!("<p class=\"secrecy\">{}</p>\n", text(secrecy)));
        }
        self.push("<div class=\"memo-top\">\n");
        self.emblem();
        let opens = self.document.sections.first().and_then(|section| section.blocks.first());
        let is_title = !self.has_title && matches!(opens, Some(Block::MemoHead(first)) if first == head);
        let tag = if is_title { "h1" } else { "h2" };
        self.push(&format!("<{tag} class=\"memo-title\">บันทึกข้อความ</{tag}>\n"));
        if let Some(urgency) = &head.urgency {
            self.push(&format!("<p class=\"stamp\">{}</p>\n", text(urgency)));
        }
        let ruled = if self.document.page.memo_rule { " ruled" } else { "" };
        let markup = format!(
            "</div>\n<dl class=\"fields{ruled}\">\n{}{}{}{}{}</dl>\n",
            field("field", "ส่วนราชการ", head.unit.as_ref()),
            field("half", "ที่", head.reference.as_ref()),
            field("half", "วันที่", head.date.as_ref()),
            field("field", "เรื่อง", head.subject.as_ref()),
            field("field to", "เรียน", head.to.as_ref()),
        );
        self.push(&markup);
    }

    pub(super) fn signature(&mut self, signature: &Signature) {
        let markup = signed(signature);
        self.push(&markup);
    }

    pub(super) fn opinion(&mut self, opinion: &Opinion) {
        let said = match &opinion.text {
            Some(said) => format!("<p>{}</p>\n", held(said, HELD_IN_TEXT)),
            None => "<p class=\"dots\"></p>\n<p class=\"dots\"></p>\n".to_owned(),
        };
        self.push(&format!(
            "<div class=\"opinion\">\n<p class=\"heading\">{}</p>\n<div class=\"said\">\n{said}</div>\n{}</div>\n",
            held(&opinion.heading, HELD_IN_TEXT),
            signed(&opinion.signature)
        ));
    }
}

fn field(class: &str, label: &str, value: Option<&String>) -> String {
    let value = value.map(|value| held(value, HELD_IN_TEXT)).unwrap_or_default();
    format!("<div class=\"{class}\"><dt>{label}</dt><dd>{value}</dd></div>\n")
}

fn signed(signature: &Signature) -> String {
    let name = signature.name.as_deref().map_or_else(|| DOTS.to_owned(), text);
    let mut lines = format!("<p class=\"space\"></p>\n<p>({name})</p>\n");
    for line in signature.position.iter().chain(&signature.date) {
        lines += &format!("<p>{}</p>\n", text(line));
    }
    format!("<div class=\"signature\">\n{lines}</div>\n")
}
