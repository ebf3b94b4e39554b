//! `prongsai report list`

use documents::layout::Layout;
use documents::{Kind, Templates};
use serde_json::{Value, json};

use crate::commands::App;
use crate::output::{Line, Outcome, Page, Tone};

/// All kinds of documents with their layouts.
pub fn run(app: &App) -> Outcome {
    let console = &app.console;
    let templates = Templates::embedded();
    let mut page = Page::new(console);
    page.section(console.t("เอกสารที่จัดทำได้", "Documents"), "prongsai report KIND --assessment FILE");
    for kind in documents::kinds() {
        let name =
            Line::toned(Tone::Accent, kind.name).plain("  ").plain(console.t(kind.title_th, kind.title_en));
        page.wrap(0, 2, name);
        for layout in layouts(&templates, kind) {
            let mark = if layout.name == kind.default_layout {
                console.t("  (ใช้เมื่อไม่ระบุ)", "  (when none is named)")
            } else {
                ""
            };
            let line = Line::toned(Tone::Dim, "--layout ")
                .plain(layout.name.clone())
                .plain("  ")
                .plain(console.t(&layout.title.th, &layout.title.en).to_owned())
                .add(Tone::Dim, mark);
            page.wrap(4, 6, line);
        }
    }
    Outcome::new(
        page.finish(),
        Value::Array(documents::kinds().iter().map(|kind| row(&templates, kind)).collect()),
    )
}

/// The program's own layouts are tested to be valid.
fn layouts<'t>(templates: &'t Templates, kind: &Kind) -> &'t [Layout] {
    templates.layouts(kind).unwrap_or_default()
}

fn row(templates: &Templates, kind: &Kind) -> Value {
    let layouts = layouts(templates, kind).iter().map(|layout| {
        json!({
            "name": layout.name,
            "title_th": layout.title.th,
            "title_en": layout.title.en,
            "default": layout.name == kind.default_layout,
        })
    });
    json!({
        "name": kind.name,
        "title_th": kind.title_th,
        "title_en": kind.title_en,
        "layouts": layouts.collect::<Vec<_>>(),
        "formats": documents::write::Format::ALL.map(|format| format.name()),
    })
}
