//! `prongsai framework list`

use serde_json::json;

use super::App;
use crate::output::json::framework::FrameworkRow;
use crate::output::{Column, Failure, Line, Outcome, Page, Table, Tone};

/// Lists the frameworks at hand.
///
/// # Errors
/// When one of them has problems.
pub fn run(app: &App) -> Result<Outcome, Failure> {
    let console = &app.console;
    let mut rows = Vec::new();
    let mut table =
        Table::new(&[Column::Left, Column::Right, Column::Right, Column::Right, Column::Left, Column::Left]);
    let dim = |text: &str| Line::toned(Tone::Dim, text);
    table.row([
        dim(console.t("หลักเกณฑ์", "framework")),
        dim("IIT"),
        dim("EIT"),
        dim("OIT"),
        dim("sha256"),
        dim(console.t("สถานะ", "standing")),
    ]);
    for entry in app.catalogue.entries() {
        let framework =
            entry.framework().map_err(|problems| Failure::framework_file(&entry.id.to_string(), problems))?;
        let count = |code: &str| {
            let instrument = framework.file().instruments.iter().find(|instrument| instrument.code == code);
            Line::from(
                instrument.and_then(|i| i.item_count.value()).map_or("?".to_owned(), ToString::to_string),
            )
        };
        let digest: String = framework.digest().chars().take(12).collect();
        let standing = if framework.is_provisional() {
            Line::toned(Tone::Warn, "▲ ฉบับชั่วคราว / provisional")
        } else if entry.embedded {
            Line::from(console.t("ในโปรแกรม", "embedded"))
        } else {
            Line::from(console.t("เพิ่มจากโฟลเดอร์", "added from a folder"))
        };
        table.row([
            Line::new().verbatim(Tone::Strong, framework.id().to_string()),
            count("IIT"),
            count("EIT"),
            count("OIT"),
            Line::new().verbatim(Tone::Dim, digest),
            standing,
        ]);
        rows.push(FrameworkRow::new(framework, entry.embedded));
    }
    let mut page = Page::new(console);
    page.table(&table);
    Ok(Outcome::new(page.finish(), json!({ "frameworks": rows })))
}
