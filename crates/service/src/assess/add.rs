//! A file is read, scored and kept.

use std::path::Path;

use domain::Text;
use domain::agency::Scope;
use files::input::{self, Format};
use store::assessments::NewAssessment;
use store::{AgencyId, AssessmentId, Digest, agencies, assessments};

use super::canonical::Kept;
use super::remedy::{nothing_to_score, remedy};
use super::{Remark, catalogue, node_scores, off_the_runtime, origin};
use crate::access::Action;
use crate::problem::FieldProblem;
use crate::{Caller, Code, Problem, Result, Service};

/// A file that somebody hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name; the ending says what it is: `.json`, `.toml`, `.xlsx`, `.csv`, `.tsv`.
    pub name: String,
    /// Byte for byte.
    pub bytes: Vec<u8>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The assessment.
    pub id: AssessmentId,
    /// What is worth telling though it is no error.
    pub remarks: Vec<Remark>,
}

struct Scored {
    new: NewAssessment,
    remarks: Vec<Remark>,
}

impl Service {
    /// Adds an assessment of an agency from a file.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::BadFile`] with everything that is wrong with the file, also when it is another
    /// agency's; [`Code::TooLarge`]; [`Code::Exists`] when the same file was added before under the same rules.
    pub async fn add_assessment(&self, caller: &Caller, agency: &AgencyId, upload: Upload) -> Result<Added> {
        let act = self.allow(caller, Action::AddAssessment, Some(agency))?;
        let (id, agency) = (self.id(AssessmentId::new), *agency);
        let owner = self.store().read(move |tx| agencies::get(tx, &agency)).await?;
        if !owner.is_active {
            let closed =
                Text::new("หน่วยงานนี้ปิดแล้ว จึงเพิ่มผลไม่ได้", "this agency is closed: nothing can be added");
            return Err(Problem::new(Code::Conflict).with_detail(closed));
        }
        let Scored { new, remarks } = off_the_runtime(move || read(id, &owner, upload)).await?;
        self.store()
            .write(move |tx| {
                let source = Digest::of(&new.source);
                let same = assessments::of_agency(tx, &agency)?
                    .into_iter()
                    .find(|old| old.source_digest == source && old.framework_digest == new.framework_digest);
                if let Some(same) = same {
                    let year = same.fiscal_year;
                    return Err(Problem::new(Code::Exists).with_detail(Text::new(
                        format!("ไฟล์เดียวกันนี้นำเข้าไว้แล้วเป็นผลของปี {year}"),
                        format!("the very same file was added before, as the result of {year}"),
                    )));
                }
                Ok(assessments::add(tx, &act, &new)?)
            })
            .await?;
        Ok(Added { id, remarks })
    }
}

fn read(id: AssessmentId, owner: &agencies::Agency, upload: Upload) -> Result<Scored> {
    let name = short_name(&upload.name);
    let Some(format) = Format::of(Path::new(&name)) else {
        return Err(bad(vec![FieldProblem {
            field: name,
            text: Text::new(
                "ไม่รู้จักชนิดของไฟล์ ให้ใช้ไฟล์ .xlsx .csv .json หรือ .toml",
                "the kind of file is not known: use .xlsx, .csv, .json or .toml",
            ),
        }]));
    };
    let loaded = input::parse(&name, format, &upload.bytes, catalogue()).map_err(|error| unread(&error))?;
    let mut remarks: Vec<Remark> = loaded
        .remarks
        .into_iter()
        .map(|one| Remark { code: one.code.to_owned(), key: one.key, text: one.message })
        .collect();
    let assessment = loaded.assessment;
    if assessment.scope == Scope::Aggregate {
        return Err(bad(vec![FieldProblem {
            field: "scope".into(),
            text: Text::new(
                "ไฟล์นี้เป็นค่าเฉลี่ยของหลายหน่วยงาน ให้นำเข้าไฟล์ผลของหน่วยงานเดียว",
                "the file holds means over several agencies: add the result of one agency",
            ),
        }]));
    }
    remarks.extend(origin::check(&assessment.agency, &owner.details)?);
    let tree = assessment.score();
    if (0..tree.skeleton().nodes.len()).all(|node| tree.at(node).score.is_none()) {
        return Err(bad(vec![FieldProblem {
            field: "published".into(),
            text: nothing_to_score(&assessment),
        }]));
    }
    let framework = assessment.framework;
    let level = tree.level_reached().map(|level| level.name.clone());
    let (overall, certain, scores) = (tree.overall(), tree.certain(), node_scores(&tree));
    let kept = Kept { assessment, remarks };
    let new = NewAssessment {
        id,
        agency: owner.id,
        fiscal_year: framework.fiscal_year(),
        framework: framework.id().to_string(),
        framework_digest: framework.digest().to_owned(),
        source_name: name,
        source: upload.bytes,
        document: kept.write(),
        overall,
        level,
        certain,
        scores,
    };
    Ok(Scored { new, remarks: kept.remarks })
}

/// The last part of a path, without what a header or a file system would stumble over.
fn short_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim();
    let skip = clean.chars().count().saturating_sub(120);
    // Of a long name the end stays, for the ending says what the file is.
    clean.chars().skip(skip).collect()
}

fn bad(fields: Vec<FieldProblem>) -> Problem {
    Problem { fields, ..Problem::new(Code::BadFile) }
}

/// Everything that is wrong with a file, each with its place and what to do.
fn unread(error: &input::ReadError) -> Problem {
    let code =
        if matches!(error, input::ReadError::TooLarge { .. }) { Code::TooLarge } else { Code::BadFile };
    let fields = error.problems().iter().map(field_of).collect();
    Problem { fields, ..Problem::new(code) }
}

fn field_of(problem: &input::Problem) -> FieldProblem {
    let (mut th, mut en) = (Vec::new(), Vec::new());
    if let Some(cell) = &problem.cell {
        th.push(format!("ช่อง {cell}"));
        en.push(format!("cell {cell}"));
    } else if let Some(line) = problem.line {
        let column = problem.column.unwrap_or(1);
        th.push(format!("บรรทัด {line} ตำแหน่ง {column}"));
        en.push(format!("line {line}, column {column}"));
    }
    let remedy = remedy(problem);
    th.push(format!("{} — {}", problem.message.th, remedy.th));
    en.push(format!("{}: {}", problem.message.en, remedy.en));
    let field = if problem.key.is_empty() { &problem.file } else { &problem.key };
    FieldProblem { field: field.clone(), text: Text::new(th.join(": "), en.join(": ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_ending() {
        assert_eq!(short_name("C:\\งาน\\ผล 2568.xlsx"), "ผล 2568.xlsx");
        assert_eq!(short_name("../../etc/a\r\n.json"), "a.json");
        let long = format!("{}.csv", "ก".repeat(300));
        assert!(short_name(&long).ends_with(".csv") && short_name(&long).chars().count() == 120);
    }
}
