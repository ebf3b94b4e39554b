//! Text that a spreadsheet program must not take for a formula.
//!
//! A CSV cell that begins with `=`, `+`, `-`, `@`, a tab or a line end is a formula to spreadsheet programs, and
//! agencies' names come from strangers. An apostrophe in front makes it text; reading takes it off again.

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// The text as it is written into a CSV cell.
pub(crate) fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that a CSV cell stands for.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_guarded_reads_back() {
        for text in ["=1+1", "'=1", "''@x", "-5", "'quoted'", "plain", "", "'", "+66"] {
            let written = guarded(text);
            assert!(!written.starts_with(['=', '+', '-', '@']), "{written}");
            assert_eq!(unguarded(&written), text);
        }
    }
}
