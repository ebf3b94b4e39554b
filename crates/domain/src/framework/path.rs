//! Names of nodes: `overall`, `OIT`, `9`, `9.1`, `public/8`, `O5`, `public/E5`, `I4.2`.

use super::model::Framework;
use super::skeleton::{NodeIndex, NodeRef};
use crate::text::Text;

impl Framework {
    /// The short name of a node, as it stands in assessment files.
    ///
    /// A question's row is always written with its number (`I7.1`), even when it is the only one,
    /// so that no two nodes share a name.
    pub fn path(&self, node: NodeIndex) -> String {
        self.paths[node].clone()
    }

    /// All names, in the order of the nodes.
    pub(super) fn name_nodes(&self) -> Vec<String> {
        (0..self.skeleton.nodes.len()).map(|node| self.written(node)).collect()
    }

    fn written(&self, node: NodeIndex) -> String {
        let prefix =
            |part: Option<usize>| part.map_or(String::new(), |part| format!("{}/", self.parts[part].code));
        match self.skeleton.nodes[node].at {
            NodeRef::Row(row, part) => {
                let row = &self.rows[row];
                format!("{}{}.{}", prefix(part), self.items[row.item].code, row.number)
            }
            NodeRef::Item(item, part) => format!("{}{}", prefix(part), self.items[item].code),
            NodeRef::Part(indicator, part) => {
                format!("{}{}", prefix(Some(part)), self.indicators[indicator].number)
            }
            NodeRef::SubIndicator(sub) => self.sub_indicators[sub].code.clone(),
            NodeRef::Indicator(indicator) => self.indicators[indicator].number.to_string(),
            NodeRef::Instrument(instrument) => self.instruments[instrument].code.clone(),
            NodeRef::Overall => "overall".to_owned(),
        }
    }

    /// The node with this name.
    pub fn node(&self, path: &str) -> Option<NodeIndex> {
        self.by_path.get(path).copied()
    }

    /// The key of a node's own figure in an assessment file: `published.items.public/E5`.
    pub fn key(&self, node: NodeIndex) -> String {
        let group = match self.skeleton.nodes[node].at {
            NodeRef::Row(..) => "tallies.",
            NodeRef::Item(..) => "published.items.",
            NodeRef::Part(..) => "published.parts.",
            NodeRef::SubIndicator(_) => "published.sub_indicators.",
            NodeRef::Indicator(_) => "published.indicators.",
            NodeRef::Instrument(_) => "published.instruments.",
            NodeRef::Overall => "published.",
        };
        format!("{group}{}", self.path(node))
    }

    /// The official name, topic or title of a node.
    pub fn title(&self, node: NodeIndex) -> Text {
        let in_part = |title: Text, part: Option<usize>| match part {
            None => title,
            Some(part) => {
                let part = &self.parts[part];
                Text::new(
                    format!("{} ({})", title.th, short(&part.name_th)),
                    format!("{} ({})", title.en, short(&part.name_en)),
                )
            }
        };
        match self.skeleton.nodes[node].at {
            NodeRef::Row(row, part) => {
                let row = &self.rows[row];
                let item = &self.items[row.item];
                let title = if row.topic_th.is_empty() {
                    Text::new(&item.title_th, &item.title_en)
                } else {
                    Text::new(
                        format!("{}: {}", item.title_th, row.topic_th),
                        format!("{}: {}", item.title_en, row.topic_en),
                    )
                };
                in_part(title, part)
            }
            NodeRef::Item(item, part) => {
                let item = &self.items[item];
                in_part(Text::new(&item.title_th, &item.title_en), part)
            }
            NodeRef::Part(indicator, part) => {
                let indicator = &self.indicators[indicator];
                in_part(Text::new(&indicator.name_th, &indicator.name_en), Some(part))
            }
            NodeRef::SubIndicator(sub) => {
                Text::new(&self.sub_indicators[sub].name_th, &self.sub_indicators[sub].name_en)
            }
            NodeRef::Indicator(indicator) => {
                Text::new(&self.indicators[indicator].name_th, &self.indicators[indicator].name_en)
            }
            NodeRef::Instrument(instrument) => {
                Text::new(&self.instruments[instrument].name_th, &self.instruments[instrument].name_en)
            }
            NodeRef::Overall => Text::new("คะแนนรวม", "Overall score"),
        }
    }
}

/// The short name that the official name of a part ends with: `EIT Public` of `ส่วนที่ 1 … (EIT Public)`.
fn short(name: &str) -> &str {
    let last = name.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    last.filter(|inner| !inner.is_empty()).unwrap_or(name)
}
