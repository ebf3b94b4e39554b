//! What somebody probably meant.

use super::model::Framework;
use super::skeleton::{NodeIndex, NodeRef};

/// The candidate that is nearest by edit distance, when it is near enough to be meant.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<_> = candidates.into_iter().collect();
    // A zero for the letter O is no other name, only another key.
    let lettered = text.to_uppercase().replace('0', "O");
    if let Some(same) = candidates.iter().find(|candidate| candidate.to_uppercase() == lettered) {
        return Some(same);
    }
    let limit = (text.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Digits that are taken for each other in print: Thai ๔/๘, ๓/๗, ๑/๙ look alike, and 0 stands where O should.
const CONFUSED: [(char, char); 4] = [('4', '8'), ('3', '7'), ('1', '9'), ('6', '5')];

/// Item names (`O5`, `public/E8`) that a wrong or unreadable code may stand for, the likeliest first.
///
/// `indicator` is the number of the indicator that the code was written under, where the source says so:
/// `E๔` under indicator 8 cannot be E4, and E8 is what prints alike.
///
/// ```
/// use domain::framework::{Catalogue, suggest_code};
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2568").unwrap();
/// assert_eq!(suggest_code(framework, "05", None), ["O5"]);
/// assert_eq!(suggest_code(framework, "public/E๔", Some(8)), ["public/E8"]);
/// assert_eq!(suggest_code(framework, "E5", None), ["public/E5", "survey/E5"]);
/// ```
pub fn suggest_code(framework: &Framework, written: &str, indicator: Option<u8>) -> Vec<String> {
    let folded = thai::digits::to_ascii(written.trim());
    let (part, code) = match folded.rsplit_once('/') {
        Some((part, code)) => (Some(part), code),
        None => (None, folded.as_str()),
    };
    // Letters among the digits are digits that were misread.
    let mut letters = code.to_uppercase().chars().collect::<Vec<_>>();
    for letter in letters.iter_mut().skip(1) {
        *letter = match *letter {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
    }
    let code: String = letters.into_iter().collect();
    let mut tried = Vec::new();
    for code in spellings(&code) {
        for path in in_parts(framework, &code, part, indicator) {
            if !tried.contains(&path) {
                tried.push(path);
            }
        }
        if !tried.is_empty() {
            break;
        }
    }
    if tried.is_empty() {
        let known: Vec<_> = item_nodes(framework, indicator).map(|node| framework.path(node)).collect();
        let wanted = part.map_or(code.clone(), |part| format!("{part}/{code}"));
        tried.extend(nearest(&wanted, known.iter().map(String::as_str)).map(str::to_owned));
    }
    tried
}

/// Ways in which a code may have been meant, the likeliest first.
fn spellings(code: &str) -> Vec<String> {
    let mut all = vec![code.to_owned()];
    let mut chars = code.chars();
    let Some(first) = chars.next() else { return all };
    let rest = chars.as_str();
    let trimmed = |digits: &str| digits.trim_start_matches('0').to_owned();
    match first {
        '0' | 'Q' | 'โ' => all.push(format!("O{}", trimmed(rest))),
        '1' | 'L' | '|' | 'เ' => all.push(format!("I{}", trimmed(rest))),
        'O' | 'I' | 'E' => all.push(format!("{first}{}", trimmed(rest))),
        _ => {}
    }
    if let Some(rest) = code.strip_prefix("0") {
        all.push(format!("O{rest}"));
    }
    for (at, written) in rest.char_indices() {
        for (a, b) in CONFUSED.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
            if written == a {
                all.push(format!("{first}{}{b}{}", &rest[..at], &rest[at + 1..]));
            }
        }
    }
    all
}

fn item_nodes(framework: &Framework, indicator: Option<u8>) -> impl Iterator<Item = NodeIndex> {
    let skeleton = framework.skeleton();
    skeleton.of(super::Granularity::Items).filter(move |&node| match skeleton.nodes[node].at {
        NodeRef::Item(item, _) => {
            let above = framework.items[item].indicator.map(|i| framework.indicators[i].number);
            indicator.is_none() || indicator == above
        }
        _ => false,
    })
}

fn in_parts(framework: &Framework, code: &str, part: Option<&str>, indicator: Option<u8>) -> Vec<String> {
    item_nodes(framework, indicator)
        .filter(|&node| match framework.skeleton().nodes[node].at {
            NodeRef::Item(item, of) => {
                let part_fits =
                    part.is_none() || of.is_none_or(|of| Some(framework.parts[of].code.as_str()) == part);
                framework.items[item].code == code && part_fits
            }
            _ => false,
        })
        .map(|node| framework.path(node))
        .collect()
}
