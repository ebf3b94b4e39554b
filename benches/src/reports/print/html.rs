//! Drafts as HTML of the sort that word processors export.

use std::fmt::Write as _;

use documents::model::Document;

use super::{Flat, flat};
use crate::nation::Random;
use crate::reports::draw::in_hundred;

/// HTML without headings, with paragraphs in cells and styles everywhere.
pub fn html(random: &mut Random, document: &Document) -> String {
    let marked = in_hundred(random, 40);
    let mut out = String::from(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><style>p.Text1{margin:0cm}</style></head><body>\n",
    );
    for part in flat(document) {
        match part {
            Flat::Heading(level, text) if marked => {
                let _ = writeln!(out, "<h{level}>{}</h{level}>", escape(&text));
            }
            Flat::Heading(_, text) => {
                let _ = writeln!(
                    out,
                    "<p class=\"Text1\" align=center><b><span style='font-size:16.0pt'>{}</span></b></p>",
                    escape(&text)
                );
            }
            Flat::Text(text) => {
                let _ = writeln!(
                    out,
                    "<p class=\"Text1\"><span lang=TH>&nbsp;&nbsp;&nbsp;&nbsp;{}</span></p>",
                    escape(&text)
                );
            }
            Flat::Table(table) => {
                out.push_str("<table border=1 cellspacing=0 cellpadding=0>\n");
                for row in &table.rows {
                    out.push_str(" <tr>\n");
                    for cell in row {
                        let across =
                            if 1 < cell.across { format!(" colspan={}", cell.across) } else { String::new() };
                        let down =
                            if 1 < cell.down { format!(" rowspan={}", cell.down) } else { String::new() };
                        let lines = if cell.lines.is_empty() {
                            vec!["\u{A0}".to_owned()]
                        } else {
                            cell.lines.clone()
                        };
                        let inner: String = lines
                            .iter()
                            .map(|line| {
                                format!(
                                    "<p class=\"Text1\"><span style='font-size:14.0pt'>{}</span></p>",
                                    escape(line)
                                )
                            })
                            .collect();
                        let _ = writeln!(out, "  <td width=100 valign=top{across}{down}>{inner}</td>");
                    }
                    out.push_str(" </tr>\n");
                }
                out.push_str("</table>\n");
            }
            Flat::Page => out.push_str("<br clear=all style='page-break-before:always'>\n"),
        }
    }
    out.push_str("</body></html>\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
