//! Abbreviated names in running text.

/// Abbreviations of kinds of agencies, with which names begin: อบต.บ้านเหล่า.
const SHORT: [&str; 5] = ["อบต.", "อบจ.", "ทต.", "ทม.", "ทน."];

/// The text with a space before each abbreviated name that stands behind a Thai letter: นายก อบต.บ้านเหล่า, as an officer
/// writes it, where a template joins the two.
pub(crate) fn names_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let begins = || text.get(at..).is_some_and(|rest| SHORT.iter().any(|short| rest.starts_with(short)));
        if out.chars().next_back().is_some_and(thai::script::is_letter) && begins() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::names_apart;

    #[test]
    fn a_space_stands_before_the_abbreviation() {
        assert_eq!(names_apart("นายกอบต.ก ของทต.ข"), "นายก อบต.ก ของ ทต.ข");
        for text in ["อบต.ก", "(อบต.ก)", "องค์การบริหารส่วนตำบล", ""]
        {
            assert_eq!(names_apart(text), text);
        }
    }
}
