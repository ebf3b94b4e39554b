//! Rows of the audit log in words: what was done, and to what, by the names that things have today.

use service::audit::{About, PersonName};

use crate::kit::texts::Texts;

/// What was done, `ให้บทบาท`; as it is written where there are no words for it.
pub(crate) fn done(texts: &Texts, action: &str) -> String {
    texts.plain(&format!("did.{action}"), |_| None).unwrap_or_else(|_| action.to_owned())
}

/// To what, in lines: first what it is called, then what else is known of it.
pub(crate) fn about(texts: &Texts, about: &About) -> Vec<String> {
    let word = |key: &str| texts.plain(key, |_| None).ok();
    let with = |key: &str, gap: &str| texts.plain(key, |_| Some(gap.to_owned())).ok();
    let person = |one: &PersonName| match one {
        PersonName::Known(name) => Some(name.clone()),
        PersonName::Erased => word("audit.erased"),
    };
    let mut lines: Vec<String> = Vec::new();
    let known = about.person.as_ref().and_then(person);
    match about.table.as_str() {
        "agencies" => lines.extend(about.agency.clone()),
        "settings" => {
            let name = about.number.as_deref();
            lines.extend(name.and_then(|name| word(&format!("setting.{name}"))).or(about.number.clone()));
        }
        "backups" => lines.extend(about.number.as_deref().and_then(|number| with("audit.backup", number))),
        // An account that was tried and is none of ours.
        "people" if known.is_none() && !about.is_hidden => lines.extend(word("audit.nobody")),
        "publications" | "assessments" => {
            lines.extend(about.fiscal_year.and_then(|year| with("audit.result", &year.to_string())));
        }
        "plans" | "plan_revisions" => lines.extend(plan(about, &with)),
        "successions" => {
            lines.extend(match &about.plan {
                Some(_) => plan(about, &with),
                None => {
                    Vec::from_iter(about.fiscal_year.and_then(|year| with("audit.result", &year.to_string())))
                }
            });
            let successor = about.successor.as_ref().and_then(person);
            lines.extend(known.as_deref().and_then(|name| with("audit.from-person", name)));
            lines.extend(successor.as_deref().and_then(|name| with("audit.to-person", name)));
        }
        "acting_orders" => {
            lines.extend(known);
            lines.extend(about.office.as_deref().and_then(|office| with("audit.for-office", office)));
            lines.extend(about.number.as_deref().and_then(|number| with("audit.order", number)));
        }
        _ => {
            lines.extend(known);
            lines.extend(about.role.as_ref().and_then(|role| word(&format!("role.{role}"))));
            lines.extend(about.unit.clone());
            lines.extend(about.office.clone());
        }
    }
    if about.is_hidden {
        lines.extend(word("audit.hidden"));
    }
    if about.is_gone {
        lines.extend(word("audit.gone"));
    }
    lines
}

fn plan(about: &About, with: &impl Fn(&str, &str) -> Option<String>) -> Vec<String> {
    let year = about.fiscal_year.map(|year| year.to_string());
    let number = if about.table == "plan_revisions" { about.number.as_deref() } else { None };
    let year = year.as_deref().and_then(|year| with("audit.plan-year", year));
    about.plan.clone().into_iter().chain(year).chain(number.and_then(|n| with("audit.revision", n))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use domain::text::Language;
    use service::audit::{About, PersonName};
    use thai::FiscalYear;

    use super::{about, done};
    use crate::kit::texts::Texts;

    const BOTH: [Language; 2] = [Language::Thai, Language::English];

    fn texts(language: Language) -> Texts {
        Texts::built_in(language).unwrap()
    }

    #[test]
    fn actions_are_told_in_words() {
        assert_eq!(done(&texts(Language::Thai), "assessment.publish"), "เผยแพร่ผลการประเมิน");
        assert_eq!(done(&texts(Language::English), "acting-order.revoke"), "Revoked an acting order");
        assert_eq!(done(&texts(Language::Thai), "assessment.unheard-of"), "assessment.unheard-of");
    }

    /// Names of actions in the sources of the crates that write rows: `"unit.add"` with a verb that some action has.
    fn written(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                written(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for line in source
                    .lines()
                    .filter(|line| ["deed(", "action", "audit::note("].iter().any(|mark| line.contains(mark)))
                {
                    let quoted = line.split('"').skip(1).step_by(2);
                    found.extend(quoted.filter(|text| is_action(text)).map(String::from));
                }
            }
        }
    }

    fn is_action(text: &str) -> bool {
        let is_word =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        text.split_once('.').is_some_and(|(subject, verb)| is_word(subject) && is_word(verb))
    }

    #[test]
    fn every_action_that_is_written_has_words() {
        let mut found = BTreeSet::new();
        for crate_name in ["store", "service"] {
            written(&testkit::root().join("crates").join(crate_name).join("src"), &mut found);
        }
        assert!(50 < found.len() && found.contains("assessment.withdraw"), "{found:?}");
        for texts in BOTH.map(texts) {
            let none: Vec<&String> = found.iter().filter(|action| done(&texts, action) == **action).collect();
            assert!(none.is_empty(), "no words for {none:?}");
        }
    }

    #[test]
    fn what_rows_are_about_is_told_by_name() {
        let thai = texts(Language::Thai);
        let person = || Some(PersonName::Known(String::from("นก ใจดี")));
        let of = |table: &str| About { table: table.into(), ..About::default() };
        let role = About {
            person: person(),
            role: Some("unit-staff".into()),
            unit: Some("กองคลัง".into()),
            ..of("memberships")
        };
        assert_eq!(about(&thai, &role), ["นก ใจดี", "เจ้าหน้าที่ของส่วนงาน", "กองคลัง"]);
        let erased = About { person: Some(PersonName::Erased), ..of("people") };
        assert_eq!(about(&thai, &erased), ["บัญชีที่ลบแล้ว"]);
        assert_eq!(about(&thai, &of("people")), ["ไม่ทราบบัญชี"]);
        let order = About {
            person: person(),
            office: Some("ปลัด".into()),
            number: Some("123/2568".into()),
            ..of("acting_orders")
        };
        assert_eq!(about(&thai, &order), ["นก ใจดี", "แทนตำแหน่ง ปลัด", "คำสั่งที่ 123/2568"]);
        let year = FiscalYear::new(2568).ok();
        let work = About {
            person: person(),
            successor: Some(PersonName::Erased),
            fiscal_year: year,
            ..of("successions")
        };
        assert_eq!(
            about(&texts(Language::English), &work),
            ["Assessment of fiscal year 2568", "from นก ใจดี", "to An erased account"]
        );
        let revision = About {
            plan: Some("แผนปฏิบัติการ".into()),
            fiscal_year: year,
            number: Some("3".into()),
            ..of("plan_revisions")
        };
        assert_eq!(about(&thai, &revision), ["แผนปฏิบัติการ", "ปีงบประมาณ พ.ศ. 2568", "ฉบับที่ 3"]);
        let hidden = About { is_hidden: true, ..of("publications") };
        assert_eq!(about(&thai, &hidden).len(), 1);
        assert_eq!(about(&thai, &About { is_gone: true, ..of("passkeys") }), ["ไม่มีแล้ว"]);
        assert_eq!(
            about(&thai, &About { number: Some("audit.checkpoint".into()), ..of("settings") }).len(),
            1
        );
    }
}
