//! Names of agencies as people type them: short or long, with or without dots, in either digits.

use domain::agency::AgencyKind;

/// Words in front of a name that say the kind of agency. The long ones first, since some begin alike.
const LONG: [(&str, AgencyKind); 5] = [
    ("องค์การบริหารส่วนตำบล", AgencyKind::SubdistrictOrganization),
    ("องค์การบริหารส่วนจังหวัด", AgencyKind::ProvincialOrganization),
    ("เทศบาลตำบล", AgencyKind::SubdistrictMunicipality),
    ("เทศบาลเมือง", AgencyKind::TownMunicipality),
    ("เทศบาลนคร", AgencyKind::CityMunicipality),
];

/// Their short forms. Of two letters some are also beginnings of names (ทนง…), so that they count only before a
/// full stop, a space or the end.
const SHORT: [(&str, AgencyKind); 5] = [
    ("อบต", AgencyKind::SubdistrictOrganization),
    ("อบจ", AgencyKind::ProvincialOrganization),
    ("ทต", AgencyKind::SubdistrictMunicipality),
    ("ทม", AgencyKind::TownMunicipality),
    ("ทน", AgencyKind::CityMunicipality),
];

/// The kind that the beginning of a name says, and the rest.
pub(crate) fn split(name: &str) -> (Option<AgencyKind>, String) {
    let name = thai::normalize::normalize(name).text;
    let name = name.trim();
    for (word, kind) in LONG {
        if let Some(rest) = name.strip_prefix(word) {
            return (Some(kind), rest.trim_start().to_owned());
        }
    }
    for (word, kind) in SHORT {
        if let Some(rest) = without(name, word) {
            return (Some(kind), rest.trim_start().to_owned());
        }
    }
    (None, name.to_owned())
}

/// Takes the letters of a short form off, with full stops between and behind them.
fn without<'t>(name: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = name;
    for letter in word.chars() {
        rest = rest.strip_prefix(letter)?;
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    let taken = name.strip_suffix(rest).unwrap_or(name);
    let three = word.chars().count() == 3;
    let apart = taken.ends_with('.') || rest.is_empty() || rest.starts_with(char::is_whitespace);
    // No place begins with อบต or อบจ, so that these need no mark behind them.
    (three || apart).then_some(rest)
}

/// A form for comparing: without the kind in front, spaces, full stops and differences of digits.
pub(crate) fn fold_name(name: &str) -> String {
    thai::fold_for_match(&split(name).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_in_front_are_told_apart_from_names() {
        let sao = Some(AgencyKind::SubdistrictOrganization);
        for (written, kind, rest) in [
            ("องค์การบริหารส่วนตำบลถ้ำรงค์", sao.clone(), "ถ้ำรงค์"),
            ("อบต.ถ้ำรงค์", sao.clone(), "ถ้ำรงค์"),
            ("อ.บ.ต. ถ้ำรงค์", sao.clone(), "ถ้ำรงค์"),
            ("อบต ถ้ำรงค์", sao.clone(), "ถ้ำรงค์"),
            ("อบต", sao, ""),
            ("ทต.บ้านเหล่า", Some(AgencyKind::SubdistrictMunicipality), "บ้านเหล่า"),
            ("ทนงชัย", None, "ทนงชัย"),
            ("ทน. ขอนแก่น", Some(AgencyKind::CityMunicipality), "ขอนแก่น"),
            ("กรมหนึ่ง", None, "กรมหนึ่ง"),
        ] {
            assert_eq!(split(written), (kind, rest.to_owned()), "{written}");
        }
    }

    #[test]
    fn spellings_of_one_name_fold_alike() {
        let all = ["เทศบาลตำบล คำเหมือดแก้ว ๒", "ทต.คำเหมือดแก้ว2", "ทต. คำเหมือดเเก้ว 2"];
        assert!(all.iter().all(|name| fold_name(name) == fold_name(all[0])), "{all:?}");
        assert_ne!(fold_name("อบต.หนองบัว"), fold_name("อบต.หนองบอน"));
    }
}
