//! The little Markdown that the checks read: lines outside code, headings, cells of tables.

/// The lines outside fenced code, with what stands in code spans blanked out, each with its number
/// counted from one.
pub fn prose(text: &str) -> impl Iterator<Item = (usize, String)> {
    unfenced(text).map(|(number, line)| (number, without_code_spans(line)))
}

/// The lines outside fenced code, each with its number counted from one.
pub fn unfenced(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fence: Option<&str> = None;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let start = line.trim_start();
        let marker = ["```", "~~~"].into_iter().find(|marker| start.starts_with(marker));
        match (fence, marker) {
            (None, Some(marker)) => fence = Some(marker),
            (Some(open), Some(marker)) if open == marker => fence = None,
            (None, None) => return Some((index + 1, line)),
            _ => {}
        }
        None
    })
}

/// The words of all headings, of any level.
pub fn headings(text: &str) -> Vec<String> {
    unfenced(text)
        .filter(|(_, line)| line.starts_with('#'))
        .map(|(_, line)| line.trim_matches('#').trim().to_string())
        .collect()
}

/// The cells of a table row, or `None` if the line is no row.
pub fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?;
    Some(inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect())
}

/// What stands between backticks.
pub fn code_spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn without_code_spans(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    // A single backtick that never closes is not a span.
    let closed = parts.len() - usize::from(parts.len().is_multiple_of(2));
    let kept = parts.iter().enumerate().map(|(at, part)| if at % 2 == 1 && at < closed { "" } else { *part });
    kept.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::{cells, code_spans, headings, prose};

    #[test]
    fn code_is_left_out() {
        let text = "# One\n```md\n## Not one\n[x](y)\n```\nsee `[a](b)` and [c](d)\n## Two ##\n";
        assert_eq!(headings(text), ["One", "Two"]);
        let lines: Vec<_> = prose(text).collect();
        assert_eq!(lines[1], (6, "see `` and [c](d)".to_string()));
        assert_eq!(prose("a ` b [c](d)").next().unwrap().1, "a ` b [c](d)");
    }

    #[test]
    fn rows_have_cells() {
        assert_eq!(cells("| `thai` | writing |").unwrap(), ["`thai`", "writing"]);
        assert_eq!(cells("no row"), None);
        assert_eq!(code_spans("[`thai`](crates/thai) and `domain`"), ["thai", "domain"]);
    }
}
