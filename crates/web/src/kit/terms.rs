//! Lines of Thai that break where a reader expects it.
//!
//! Browsers break Thai between any two words of their own dictionaries, so that หน่วยงาน becomes หน่วย|งาน. Terms
//! of the field are held together by a span, numbers and their units by a no-break space.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Columns that a held term may have: a longer one would not fit beside others on a narrow telephone.
const MOST_COLUMNS: usize = 18;

/// Kinds of agencies that the name of a place follows at once.
const KINDS: [&str; 5] =
    ["องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร"];

static TERMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let fits = |term: &&str| (3..=MOST_COLUMNS).contains(&columns(term));
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(thai::words::terms().filter(fits))
        .ok()
});

/// Letters that take a place of their own: vowels and tone marks above and below stand on another one.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().filter(|c| !matches!(c, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}')).count()
}

/// Plain text as HTML text: escaped, with terms held together and ties in place.
pub(crate) fn html(plain: &str) -> String {
    let tied = tied(plain);
    let Some(terms) = TERMS.as_ref() else { return escaped(&tied) };
    let mut out = String::with_capacity(tied.len() + 32);
    let mut done = 0;
    for found in terms.find_iter(&tied) {
        let (Some(before), Some(term)) = (tied.get(done..found.start()), tied.get(found.range())) else {
            continue;
        };
        out.push_str(&escaped(before));
        out.push_str("<span class=\"nb\">");
        out.push_str(&escaped(term));
        out.push_str("</span>");
        done = found.end();
    }
    out.push_str(&escaped(tied.get(done..).unwrap_or_default()));
    out
}

/// The name of an agency as HTML text. No dictionary knows the names of all places, so that ถ้ำรงค์ would become
/// ถ้ำ|รงค์: what follows the kind of the agency is held together, and a line may end before it.
pub(crate) fn agency(name: &str) -> String {
    let place = KINDS.iter().find_map(|kind| {
        let at = name.find(kind)? + kind.len();
        Some((name.get(..at)?, name.get(at..)?))
    });
    match place {
        Some((kind, place)) if !place.contains(' ') && (1..=MOST_COLUMNS).contains(&columns(place)) => {
            format!("{}<wbr><span class=\"nb\">{}</span>", html(kind), escaped(place))
        }
        _ => html(name),
    }
}

/// No-break spaces between numbers and units, and before ๆ and ฯลฯ.
pub(crate) fn tied(plain: &str) -> String {
    thai::ties::tied(plain).replace(" ๆ", "\u{A0}ๆ").replace(" ฯลฯ", "\u{A0}ฯลฯ")
}

/// Text for HTML, also within double quotes of an attribute.
pub(crate) fn escaped(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 8);
    for c in plain.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{agency, html};

    #[test]
    fn terms_hold_together_and_markup_is_escaped() {
        assert_eq!(
            html("ตัวชี้วัดของหน่วยงาน"),
            "<span class=\"nb\">ตัวชี้วัด</span>ของ<span class=\"nb\">หน่วยงาน</span>"
        );
        assert_eq!(html("<b title=\"x\">&'"), "&lt;b title=&quot;x&quot;&gt;&amp;&#39;");
        assert_eq!(html("ต่าง ๆ 15 วัน"), "ต่าง\u{A0}ๆ 15\u{A0}วัน");
    }

    #[test]
    fn the_place_in_a_name_holds_together() {
        let held = agency("องค์การบริหารส่วนตำบลถ้ำ<รงค์");
        assert!(held.ends_with("<wbr><span class=\"nb\">ถ้ำ&lt;รงค์</span>"), "{held}");
        for other in ["เทศบาลตำบล", "เทศบาลเมือง แห่งหนึ่ง", "กรมการปกครอง"]
        {
            assert_eq!(agency(other), html(other));
        }
    }
}
