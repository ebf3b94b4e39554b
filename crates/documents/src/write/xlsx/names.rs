//! Names of sheets, as Excel accepts them.

/// Excel counts UTF-16 units.
const MOST: usize = 31;

/// The names taken so far.
pub(super) struct Names {
    taken: Vec<String>,
}

impl Names {
    pub(super) fn new(first: &str) -> Names {
        Names { taken: vec![folded(first)] }
    }

    /// A valid name like `wanted` that no sheet has yet.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let base = valid(wanted);
        let mut name = cut(&base, MOST);
        let mut number = 2_usize;
        while self.taken.contains(&folded(&name)) {
            let ending = format!(" ({number})");
            name = cut(&base, MOST - ending.len()) + &ending;
            number += 1;
        }
        self.taken.push(folded(&name));
        name
    }
}

/// Excel compares names without case.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn valid(wanted: &str) -> String {
    let kept = super::clean(wanted).replace(['[', ']', ':', '*', '?', '/', '\\', '\n', '\t'], " ");
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name = words.join(" ");
    let name = cut(name.trim_matches(['\'', ' ']), MOST);
    // `History` belongs to Excel.
    if name.is_empty() || folded(&name) == "history" {
        format!("ตาราง {name}").trim().to_owned()
    } else {
        name
    }
}

/// At most so many units, without a letter that lost its marks and without an apostrophe at the end.
fn cut(name: &str, most: usize) -> String {
    let mut units = 0;
    let end = name.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        most < units
    });
    let mut end = end.map_or(name.len(), |(at, _)| at);
    while name.get(end..).and_then(|rest| rest.chars().next()).is_some_and(thai::script::is_mark) {
        end = name.get(..end).and_then(|kept| kept.char_indices().next_back()).map_or(0, |(at, _)| at);
    }
    name.get(..end).unwrap_or_default().trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_valid_and_differ() {
        let mut names = Names::new("เอกสาร");
        let long = "ผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน";
        let taken: Vec<String> = [
            "เอกสาร",
            "a/b[c]:*?\\",
            "'A B C'",
            long,
            long,
            "",
            "History",
            "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
        ]
        .into_iter()
        .map(|name| names.take(name))
        .collect();
        assert_eq!(taken[..3], ["เอกสาร (2)", "a b c", "A B C (2)"]);
        assert_eq!(taken[5..7], ["ตาราง", "ตาราง History"]);
        assert!(taken.iter().all(|name| name.encode_utf16().count() <= 31 && !name.is_empty()), "{taken:?}");
        assert_ne!(taken[3], taken[4]);
        assert!(taken[4].ends_with(" (2)"));
    }
}
