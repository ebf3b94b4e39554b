//! Is the file this agency's? Names repeat between provinces, and files between colleagues.

use domain::agency::Agency;
use domain::{Text, agency::AgencyKind};
use store::agencies::Details;

use super::Remark;
use crate::agencies::fold_name;
use crate::problem::FieldProblem;
use crate::{Code, Problem, Result};

/// Remarks on small differences.
///
/// # Errors
/// [`Code::BadFile`] when name, code or province are another agency's.
pub(super) fn check(file: &Agency, owner: &Details) -> Result<Vec<Remark>> {
    let mut problems = Vec::new();
    let mut remarks = Vec::new();
    let same_code = both(file.code.as_deref(), owner.code.as_deref())
        .map(|(theirs, ours)| thai::fold_for_match(theirs) == thai::fold_for_match(ours));
    if same_code == Some(false) {
        problems.push(other("agency.code", file.code.as_deref(), owner.code.as_deref()));
    }
    if let Some(name) = file.name.as_deref()
        && fold_name(name) != fold_name(&owner.name)
    {
        // The code is given once and for all, while a name changes with its kind or its spelling.
        if same_code == Some(true) {
            remarks.push(differs("agency.name", name, &owner.name));
        } else {
            problems.push(other("agency.name", Some(name), Some(&owner.name)));
        }
    }
    if let Some((theirs, ours)) = both(file.province.as_deref(), owner.province.as_deref())
        && place(theirs, "จังหวัด") != place(ours, "จังหวัด")
    {
        problems.push(other("agency.province", Some(theirs), Some(ours)));
    }
    if let Some((theirs, ours)) = both(file.district.as_deref(), owner.district.as_deref())
        && place(theirs, "อำเภอ") != place(ours, "อำเภอ")
    {
        remarks.push(differs("agency.district", theirs, ours));
    }
    if let Some(kind) = file.kind.as_ref().filter(|kind| **kind != owner.kind) {
        remarks.push(differs("agency.kind", AgencyKind::name_th(kind), owner.kind.name_th()));
    }
    if file.name.is_none() && file.code.is_none() {
        remarks.push(Remark {
            code: "agency-not-named".into(),
            key: "agency.name".into(),
            text: Text::new(
                "ไฟล์ไม่ได้ระบุหน่วยงาน จึงถือว่าเป็นของหน่วยงานนี้ ให้ตรวจก่อนเผยแพร่",
                "the file does not say whose result it is, so it is taken as this agency's: check before publishing",
            ),
        });
    }
    if problems.is_empty() {
        Ok(remarks)
    } else {
        Err(Problem { fields: problems, ..Problem::new(Code::BadFile) })
    }
}

fn both<'a>(a: Option<&'a str>, b: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    a.zip(b).filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty())
}

fn place(name: &str, word: &str) -> String {
    let folded = thai::fold_for_match(name);
    folded.strip_prefix(word).map(str::to_owned).unwrap_or(folded)
}

fn other(field: &str, theirs: Option<&str>, ours: Option<&str>) -> FieldProblem {
    let (theirs, ours) = (theirs.unwrap_or_default(), ours.unwrap_or_default());
    FieldProblem {
        field: field.into(),
        text: Text::new(
            format!("ไฟล์เป็นของ “{theirs}” แต่หน่วยงานนี้คือ “{ours}” ให้ตรวจว่าเลือกไฟล์ถูก หรือแก้ข้อมูลหน่วยงานก่อน"),
            format!(
                "the file says “{theirs}” and this agency is “{ours}”: choose the right file, or correct the \
                 agency's details first"
            ),
        ),
    }
}

fn differs(key: &str, theirs: &str, ours: &str) -> Remark {
    Remark {
        code: "agency-differs".into(),
        key: key.into(),
        text: Text::new(
            format!("ไฟล์เขียนว่า “{theirs}” ส่วนข้อมูลหน่วยงานคือ “{ours}”"),
            format!("the file says “{theirs}”, the agency's details say “{ours}”"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> Details {
        Details {
            province: Some("ศรีสะเกษ".into()),
            district: Some("ขุขันธ์".into()),
            code: Some("6330501".into()),
            ..Details::new("องค์การบริหารส่วนตำบลหนองบัว", AgencyKind::SubdistrictOrganization)
        }
    }

    fn file(name: &str, province: &str, code: Option<&str>) -> Agency {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Agency {
            name: text(name),
            province: text(province),
            code: code.map(str::to_owned),
            ..Agency::default()
        }
    }

    #[test]
    fn the_same_agency_is_known_however_it_is_written() {
        for (name, province, code) in [
            ("อบต.หนองบัว", "จังหวัดศรีสะเกษ", None),
            ("อบต. หนองบัว", "", Some("๖๓๓๐๕๐๑")),
            ("องค์การบริหารส่วนตำบล หนองบัว", "ศรีสะเกษ", Some("6330501")),
        ] {
            assert_eq!(check(&file(name, province, code), &owner()), Ok(Vec::new()), "{name}");
        }
    }

    #[test]
    fn another_agency_is_refused_by_what_tells_it_apart() {
        for (name, province, code, field) in [
            ("อบต.หนองบัว", "สุรินทร์", None, "agency.province"),
            ("อบต.หนองบอน", "ศรีสะเกษ", None, "agency.name"),
            ("อบต.หนองบัว", "ศรีสะเกษ", Some("6330502"), "agency.code"),
        ] {
            let problem = check(&file(name, province, code), &owner()).unwrap_err();
            assert_eq!(problem.code, Code::BadFile);
            assert_eq!(problem.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn small_differences_and_silence_are_remarked() {
        let codes = |file: &Agency| -> Vec<String> {
            check(file, &owner()).unwrap().into_iter().map(|remark| remark.key).collect()
        };
        assert_eq!(codes(&file("", "", None)), ["agency.name"]);
        let renamed = file("ทต.หนองบัวใหม่", "", Some("6330501"));
        assert_eq!(codes(&renamed), ["agency.name"]);
        let elsewhere = Agency {
            district: Some("ปรางค์กู่".into()),
            kind: Some(AgencyKind::SubdistrictMunicipality),
            ..file("หนองบัว", "", None)
        };
        assert_eq!(codes(&elsewhere), ["agency.district", "agency.kind"]);
    }
}
