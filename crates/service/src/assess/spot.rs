//! Places of an assessment file in words: a page names the indicator, not the key.

use domain::Text;
use domain::framework::{Framework, NodeIndex, NodeRef};

use super::catalogue;

/// What a key of an assessment file stands for, as `published.indicators.8`: kind, short name and official name by
/// the rules (`nacc/2568@1`); none for a key that names no figure and no fact of the agency.
pub fn spot(framework: &str, key: &str) -> Option<Text> {
    if let Some(fact) = fact(key) {
        return Some(fact);
    }
    let framework = catalogue().find(framework).ok()?;
    let (group, path) = match key.strip_prefix("published.") {
        Some(rest) => rest.split_once('.')?,
        None => key.split_once('.').filter(|(group, _)| *group == "tallies")?,
    };
    let node = framework.node(path)?;
    Some(if group == "points" { points(path) } else { named(framework, node) })
}

/// Keys that are the same in every year.
fn fact(key: &str) -> Option<Text> {
    let (th, en) = match key {
        "framework" => ("หลักเกณฑ์ที่ใช้", "the rules"),
        "published.overall" => ("คะแนนรวม", "the overall score"),
        "published.level" => ("ระดับผลการประเมิน", "the level"),
        "agency.name" => ("ชื่อหน่วยงาน", "the agency's name"),
        "agency.kind" => ("ประเภทหน่วยงาน", "the agency's kind"),
        "agency.province" => ("จังหวัดของหน่วยงาน", "the agency's province"),
        "agency.district" => ("อำเภอของหน่วยงาน", "the agency's district"),
        "agency.ministry" => ("กระทรวงของหน่วยงาน", "the agency's ministry"),
        "agency.code" => ("รหัสหน่วยงาน", "the agency's code"),
        "agency.website" => ("เว็บไซต์ของหน่วยงาน", "the agency's web site"),
        _ => return None,
    };
    Some(Text::new(th, en))
}

fn points(instrument: &str) -> Text {
    Text::new(format!("คะแนนถ่วงน้ำหนักของ {instrument}"), format!("weighted score of {instrument}"))
}

fn named(framework: &Framework, node: NodeIndex) -> Text {
    let path = framework.path(node);
    // The part of a question or indicator stands in its title.
    let short = path.rsplit('/').next().unwrap_or(&path);
    let (th, en) = match framework.skeleton().nodes.get(node).map(|one| one.at) {
        Some(NodeRef::Instrument(_)) => ("เครื่องมือ", "instrument"),
        Some(NodeRef::Indicator(_) | NodeRef::Part(..)) => ("ตัวชี้วัดที่", "indicator"),
        Some(NodeRef::SubIndicator(_)) => ("ตัวชี้วัดย่อย", "sub-indicator"),
        _ => ("ข้อ", "item"),
    };
    let title = framework.title(node);
    Text::new(format!("{th} {short} {}", title.th), format!("{en} {short}, {}", title.en))
}

#[cfg(test)]
mod tests {
    use super::spot;
    use crate::assess::catalogue;

    #[test]
    fn every_key_of_every_year_is_told_in_words() {
        for entry in catalogue().entries() {
            let framework = entry.framework().expect("embedded rules");
            let name = framework.id().to_string();
            for node in 0..framework.skeleton().nodes.len() {
                let key = framework.key(node);
                let told = spot(&name, &key).unwrap_or_else(|| panic!("{name} {key}"));
                for text in [&told.th, &told.en] {
                    assert!(
                        !text.contains("published.") && !text.contains("tallies."),
                        "{name} {key}: {text}"
                    );
                }
            }
        }
        let told = spot("nacc/2568@1", "published.indicators.8").unwrap();
        assert!(told.th.starts_with("ตัวชี้วัดที่ 8 ") && told.en.starts_with("indicator 8, "), "{told:?}");
        assert_eq!(spot("nacc/2568@1", "published.points.IIT").unwrap().en, "weighted score of IIT");
        for other in ["published.items.O99", "published", "scope", "", "published.indicators."] {
            assert_eq!(spot("nacc/2568@1", other), None, "{other}");
        }
    }
}
