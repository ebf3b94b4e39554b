//! Parts of a memo: what the plan says first, what the layout says where the plan is silent.

use domain::approval::Endorsement;
use jiff::civil::Date;
use minijinja::context;
use thai::{DateForm, DigitStyle};

use super::{ComposeError, Composer, Frame};
use crate::layout::block::{MemoHeadLayout, OpinionsLayout, SignatureLayout};
use crate::model::{MemoHead, Opinion, Signature};
use crate::rows::plan::default_chain;

impl Composer<'_, '_> {
    pub(super) fn memo_head(
        &self,
        key: &str,
        layout: &MemoHeadLayout,
        frame: &Frame,
    ) -> Result<MemoHead, ComposeError> {
        let memo = self.facts.plan.memo.clone().unwrap_or_default();
        let field = |name: &str, said: Option<String>, template: &Option<String>| {
            let said = said.filter(|text| !text.trim().is_empty());
            match (said, template) {
                (Some(said), _) => Ok(Some(said)),
                (None, Some(template)) => {
                    let text = self.line(&format!("{key}.{name}"), template, frame)?;
                    Ok((!text.is_empty()).then_some(text))
                }
                (None, None) => Ok::<_, ComposeError>(None),
            }
        };
        Ok(MemoHead {
            unit: field("unit", memo.unit, &layout.unit)?,
            reference: field("reference", memo.reference, &layout.reference)?,
            date: field("date", memo.date.map(long), &layout.date)?,
            subject: field("subject", memo.subject, &layout.subject)?,
            to: field("to", memo.to, &layout.to)?,
            urgency: field("urgency", None, &layout.urgency)?,
            secrecy: field("secrecy", None, &layout.secrecy)?,
        })
    }

    pub(super) fn signature(
        &self,
        key: &str,
        layout: &SignatureLayout,
        frame: &Frame,
    ) -> Result<Signature, ComposeError> {
        if layout.of == "writer" {
            let writer = self.facts.plan.memo.clone().unwrap_or_default().writer;
            let position = writer.position.filter(|text| !text.trim().is_empty());
            return Ok(Signature {
                name: signed_name(writer.name.as_deref()),
                position: position.into_iter().collect(),
                date: None,
            });
        }
        let position = self.line(&format!("{key}.of"), &layout.of, frame)?;
        let position = Some(position).filter(|text| !text.is_empty()).into_iter().collect();
        Ok(Signature { name: None, position, date: None })
    }

    /// One box for each office of the plan's chain; for the layout's offices when the plan has none, and for those of
    /// the usual chain of such agencies when the layout has none either.
    pub(super) fn opinions(
        &self,
        key: &str,
        layout: &OpinionsLayout,
        frame: &Frame,
    ) -> Result<Vec<Opinion>, ComposeError> {
        let mut chain = self.facts.plan.endorsements.clone();
        if chain.is_empty() {
            for (at, template) in layout.offices.iter().enumerate() {
                let office = self.line(&format!("{key}.offices[{}]", at + 1), template, frame)?;
                if !office.is_empty() {
                    chain.push(Endorsement { office, ..Endorsement::default() });
                }
            }
        }
        if chain.is_empty() {
            let offices = default_chain(&self.facts.assessment.agency, layout.chain).into_iter();
            chain.extend(offices.map(|office| Endorsement { office, ..Endorsement::default() }));
        }
        chain.iter().map(|endorsement| self.opinion(key, layout, frame, endorsement)).collect()
    }

    fn opinion(
        &self,
        key: &str,
        layout: &OpinionsLayout,
        frame: &Frame,
        endorsement: &Endorsement,
    ) -> Result<Opinion, ComposeError> {
        let heading = match &layout.heading {
            Some(heading) => {
                let context = context! { office => endorsement.office.as_str(), ..frame.context.clone() };
                self.fill(&format!("{key}.heading"), heading, &context)?
            }
            None => format!("ความเห็นของ{}", endorsement.office),
        };
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut position = vec![endorsement.office.clone()];
        if let Some(other) = &endorsement.acting_for {
            position.push(format!("ปฏิบัติหน้าที่แทน {other}"));
        }
        Ok(Opinion {
            heading,
            text: said(&endorsement.opinion),
            signature: Signature {
                name: signed_name(Some(&endorsement.name)),
                position,
                date: endorsement.date.map(long),
            },
        })
    }
}

/// A name to print in brackets: without brackets of its own; none where only a form's placeholder stands.
fn signed_name(name: Option<&str>) -> Option<String> {
    let mut name = name?.trim();
    while let Some(inner) = name.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        // The brackets at both ends must be one pair.
        if inner.find(')') < inner.find('(') && inner.contains(')') {
            break;
        }
        name = inner.trim();
    }
    let letters: String = name.chars().filter(|c| !c.is_whitespace() && !"-/._…".contains(*c)).collect();
    let placeholder = matches!(letters.as_str(), "" | "ชื่อ" | "ชื่อสกุล" | "ชื่อนามสกุล");
    (!placeholder).then(|| name.to_owned())
}

fn long(date: Date) -> String {
    thai::dates::write(date, DateForm::Long, DigitStyle::Ascii)
}

#[cfg(test)]
mod tests {
    use super::signed_name;

    #[test]
    fn names_lose_their_own_brackets_and_placeholders_are_none() {
        assert_eq!(signed_name(Some("(นางตัวอย่าง ใจดี)")).as_deref(), Some("นางตัวอย่าง ใจดี"));
        assert_eq!(signed_name(Some("ตัวอย่าง (รักษาการ)")).as_deref(), Some("ตัวอย่าง (รักษาการ)"));
        assert_eq!(signed_name(Some("(ก) ข (ค)")).as_deref(), Some("(ก) ข (ค)"));
        for empty in ["", "()", "(............)", "(ชื่อ-สกุล)", "ชื่อ - นามสกุล"]
        {
            assert_eq!(signed_name(Some(empty)), None, "{empty}");
        }
    }
}
