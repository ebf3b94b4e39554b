//! The audit log by names: what each row is about, as it is called today, and as far as whoever asks may see it.

use std::collections::BTreeSet;

use store::audit::{self, Entry, Names, Object, PersonName};
use store::{AgencyId, PersonId, Read};
use thai::FiscalYear;

use super::{AuditLine, AuditQuery};
use crate::access::Action;
use crate::{Caller, Result, Service};

/// A page of the log with names, the newest row first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPage {
    /// The rows, each with what it is about.
    pub lines: Vec<(AuditLine, About)>,
    /// Where the next page begins, if there are older rows.
    pub next: Option<i64>,
}

/// What a row of the log is about. Nothing stands in it that whoever asks may not see elsewhere by its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The table of the object: `memberships`, or the first part of its name where it is none.
    pub table: String,
    /// Whether what the row is about has been taken away since.
    pub is_gone: bool,
    /// Whether something is left out because the caller may not see it.
    pub is_hidden: bool,
    /// The name of the agency whose affairs these are.
    pub agency: Option<String>,
    /// The person whom it is about, or whose it is.
    pub person: Option<PersonName>,
    /// Who takes over some work.
    pub successor: Option<PersonName>,
    /// Code of a role.
    pub role: Option<String>,
    /// The name of a unit.
    pub unit: Option<String>,
    /// The title of an office.
    pub office: Option<String>,
    /// The fiscal year of an assessment or a plan.
    pub fiscal_year: Option<FiscalYear>,
    /// The name of a plan.
    pub plan: Option<String>,
    /// Number of a revision, an order or a backup; the name of a setting.
    pub number: Option<String>,
}

impl Service {
    /// The log of an agency, or of the whole installation when none is named, with what its rows are about.
    ///
    /// People are named to whoever may see who works there, assessments and plans to whoever may see them.
    ///
    /// # Errors
    /// As [`Service::audit_log`].
    pub async fn audit_log_with_names(
        &self,
        caller: &Caller,
        agency: Option<&AgencyId>,
        query: &AuditQuery,
    ) -> Result<NamedPage> {
        let filter = super::filter(caller, agency, query)?;
        let sight = Sight { caller: caller.clone(), agency: agency.copied() };
        let (before, limit) = (query.before, query.limit());
        self.store()
            .read(move |tx| -> Result<NamedPage> {
                let page = super::page(tx, &filter, before, limit)?;
                let about = sight.about(tx, page.lines.iter().map(|line| &line.entry))?;
                Ok(NamedPage { lines: page.lines.into_iter().zip(about).collect(), next: page.next })
            })
            .await
    }
}

/// Who looks at which log.
struct Sight {
    caller: Caller,
    agency: Option<AgencyId>,
}

impl Sight {
    /// What rows are about, in their order.
    fn about<'e>(
        &self,
        tx: &mut Read<'_>,
        entries: impl Iterator<Item = &'e Entry> + Clone,
    ) -> Result<Vec<About>> {
        let objects = audit::objects(tx, entries.clone().map(|entry| entry.object.as_str()))?;
        let agencies = entries.clone().filter_map(|entry| entry.agency);
        let names = audit::names(tx, objects.values(), agencies, None)?;
        let people = self.people(tx, &names)?;
        let about = entries.map(|entry| {
            let object = objects.get(&entry.object).cloned().unwrap_or_default();
            // The year of handed-over work is that of the plan or the assessment.
            let work = object.work.as_ref().and_then(|work| objects.get(work)).cloned();
            self.one(entry, &object, work.as_ref(), &names, &people)
        });
        Ok(about.collect())
    }

    /// Whom the caller may see by name: in the log of an agency those who have or had a role there.
    fn people(&self, tx: &mut Read<'_>, names: &Names) -> Result<BTreeSet<PersonId>> {
        let Some(agency) = &self.agency else {
            // Whoever runs the installation manages the people of every agency.
            let is_seen = self.caller.require(Action::Operate, None).is_ok();
            return Ok(if is_seen { names.people.keys().copied().collect() } else { BTreeSet::new() });
        };
        if self.caller.require(Action::SeePeople, Some(agency)).is_err() {
            return Ok(BTreeSet::new());
        }
        Ok(audit::members(tx, agency, names.people.keys())?)
    }

    fn one(
        &self,
        entry: &Entry,
        object: &Object,
        work: Option<&Object>,
        names: &Names,
        people: &BTreeSet<PersonId>,
    ) -> About {
        let mut is_hidden = false;
        let mut is_gone = !object.is_kept;
        let may = |action, agency: Option<AgencyId>| {
            agency.is_some_and(|agency| self.caller.require(action, Some(&agency)).is_ok())
        };
        let agency = object.agency.or(entry.agency);
        let mut named = |id: Option<PersonId>| {
            let id = id?;
            let actor = entry.actor.strip_prefix("person/");
            // Who acted is named in every row.
            if !people.contains(&id) && actor != Some(id.as_str()) {
                is_hidden = true;
                return None;
            }
            Some(names.people.get(&id)?.clone())
        };
        let (person, successor) = (named(object.person), named(object.successor));
        let mut role = object.role.clone();
        if person.is_none() && object.person.is_some() {
            role = None;
        }
        let (mut unit, mut office) = (None, None);
        if may(Action::SeeAgency, agency) {
            unit = object.unit.and_then(|id| names.units.get(&id).cloned());
            office = object.office.and_then(|id| names.offices.get(&id).cloned());
        } else {
            is_hidden |= object.unit.is_some() || object.office.is_some();
        }
        is_gone |= (object.table == "units" && object.unit.is_none_or(|id| !names.units.contains_key(&id)))
            || (object.table == "offices" && object.office.is_none_or(|id| !names.offices.contains_key(&id)));
        let result = work.unwrap_or(object);
        let (mut fiscal_year, mut plan) = (result.fiscal_year, result.plan.clone());
        if fiscal_year.is_some() && !may(Action::SeeAssessments, result.agency) {
            is_hidden = true;
            (fiscal_year, plan) = (None, None);
        }
        About {
            table: object.table.clone(),
            is_gone,
            is_hidden,
            agency: agency.and_then(|id| names.agencies.get(&id).cloned()),
            person,
            successor,
            role,
            unit,
            office,
            fiscal_year,
            plan,
            number: object.number.clone(),
        }
    }
}
