//! Documents of this program as JSON: the blocks that its other formats are written from.

use serde_json::Value;

use crate::layout::{Builder, RawCell, RawRow};
use crate::problem::ReadProblem;
use domain::Text;

/// Reads a document. Anything that is no block or has no text is passed over.
///
/// # Errors
/// When it is no JSON, no document, or a limit is passed.
pub(super) fn read(text: &str, builder: &mut Builder) -> Result<(), ReadProblem> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ReadProblem::broken("JSON", &error.to_string()))?;
    let Some(sections) = value.get("sections").and_then(Value::as_array) else { return Err(other()) };
    for block in sections.iter().filter_map(|section| section.get("blocks")?.as_array()).flatten() {
        builder.in_time()?;
        self::block(block, builder)?;
    }
    Ok(())
}

/// JSON of another kind, such as an assessment file.
fn other() -> ReadProblem {
    ReadProblem::new(
        "no-document",
        Text::new("JSON นี้ไม่ใช่เอกสารรายงาน", "this JSON is no document"),
        Text::new(
            "อ่านได้เฉพาะ JSON ที่ prongsai report สร้าง; ไฟล์ผลการประเมินใช้กับ prongsai score และ check ได้เลย",
            "only the JSON of `prongsai report` is read; an assessment file goes to `prongsai score` and `check`",
        ),
    )
}

fn block(block: &Value, builder: &mut Builder) -> Result<(), ReadProblem> {
    let word = |key: &str| block.get(key).and_then(Value::as_str).unwrap_or_default();
    match word("block") {
        "heading" => builder.heading(None, word("text")),
        "paragraph" => builder.paragraph(None, &runs(block.get("runs"))),
        "cover" => {
            // Lines of a title are one sentence; those at the foot stand alone.
            builder.heading(None, &lines(block.get("title")).join(" "))?;
            lines(block.get("foot")).iter().try_for_each(|line| builder.paragraph(None, line))
        }
        "list" => {
            let items = block.get("items").and_then(Value::as_array);
            let items = items.into_iter().flatten().map(|item| runs(Some(item)));
            items.into_iter().try_for_each(|item| builder.paragraph(None, &item))
        }
        "memo_head" => {
            let labels = [
                ("ส่วนราชการ", "unit"),
                ("ที่", "reference"),
                ("วันที่", "date"),
                ("เรื่อง", "subject"),
                ("เรียน", "to"),
            ];
            let told =
                labels.iter().map(|(label, key)| (label, word(key))).filter(|(_, text)| !text.is_empty());
            told.into_iter().try_for_each(|(label, text)| builder.paragraph(None, &format!("{label} {text}")))
        }
        "opinion" => {
            builder.heading(None, word("heading"))?;
            builder.paragraph(None, word("text"))
        }
        "table" => table(block, builder),
        _ => Ok(()),
    }
}

fn table(block: &Value, builder: &mut Builder) -> Result<(), ReadProblem> {
    builder.paragraph(None, block.get("caption").and_then(Value::as_str).unwrap_or_default())?;
    let rows = |key: &'static str| block.get(key).and_then(Value::as_array).into_iter().flatten();
    let head = rows("head").map(|row| (true, row));
    let raw = head.chain(rows("body").map(|row| (false, row))).map(|(heading, row)| {
        let cells = row.get("cells").and_then(Value::as_array).into_iter().flatten();
        RawRow { heading, cells: cells.map(cell).collect(), ..RawRow::default() }
    });
    builder.table(None, raw.collect())
}

fn cell(cell: &Value) -> RawCell {
    let count = |key: &str| {
        let count = cell.get(key).and_then(Value::as_u64).unwrap_or(1);
        usize::try_from(count.clamp(1, 1_000)).unwrap_or(1)
    };
    let content = cell.get("content");
    let value = content.and_then(|content| content.get("value"));
    let steps = content.and_then(|content| content.get("content")).and_then(Value::as_str) == Some("steps");
    let text = match value {
        Some(Value::String(figure)) => figure.clone(),
        value if steps => {
            let numbered = lines(value).into_iter().enumerate();
            numbered.map(|(at, line)| format!("{}. {line}", at + 1)).collect::<Vec<_>>().join("\n")
        }
        value => lines(value).join("\n"),
    };
    RawCell { text, columns: count("columns"), rows: count("rows"), from_above: false }
}

fn lines(value: Option<&Value>) -> Vec<String> {
    let lines = value.and_then(Value::as_array).into_iter().flatten();
    lines.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Runs of text, as one.
fn runs(value: Option<&Value>) -> String {
    let runs = value.and_then(Value::as_array).into_iter().flatten();
    runs.filter_map(|run| run.get("text")?.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use crate::layout::{Builder, Content, Format};
    use crate::limits::Limits;

    #[test]
    fn blocks_become_the_layout() {
        let text = r#"{"sections":[{"blocks":[
            {"block":"heading","level":1,"text":"รายงาน"},
            {"block":"paragraph","runs":[{"text":"ได้คะแนน "},{"text":"90.15 คะแนน ในการประเมินปีนี้"}]},
            {"block":"table","head":[{"cells":[{"content":{"content":"text","value":["มาตรการ"]}},
                {"content":{"content":"text","value":["ขั้นตอน"]}}]}],
             "body":[{"cells":[{"content":{"content":"text","value":["ทำป้าย"]}},
                {"content":{"content":"steps","value":["ออกแบบ","ติดตั้ง"]}}]}]}]}]}"#;
        let mut builder = Builder::new(Format::Json, &Limits::default());
        super::read(text, &mut builder).unwrap();
        let source = builder.finish();
        assert_eq!(source.blocks[0].content, Content::Heading("รายงาน".to_owned()));
        let (_, table) = source.tables().next().unwrap();
        assert_eq!(table.rows[0].text(1), "1. ออกแบบ\n2. ติดตั้ง");
        let mut builder = Builder::new(Format::Json, &Limits::default());
        assert_eq!(
            super::read("{\"framework\": \"nacc/2568\"}", &mut builder).unwrap_err().code,
            "no-document"
        );
        assert_eq!(super::read("{", &mut builder).unwrap_err().code, "broken-file");
    }
}
