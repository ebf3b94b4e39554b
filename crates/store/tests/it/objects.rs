//! What the objects of the audit trail are and are called.

use store::audit::{self, Entry, PersonName};
use store::memberships::{NewMembership, Role};
use store::{
    AssessmentId, MembershipId, PlanId, PublicationId, SuccessionId, UnitId, assessments, memberships,
    people, plans, publications, settings, successions, units,
};

use crate::engines::both;
use crate::samples::{act, agency, assessment, at, person, random, year};

#[tokio::test]
async fn objects_of_the_trail_have_names() {
    for place in both() {
        let store = place.open().await;
        let (nok, noi) = (person(&store, "nok").await, person(&store, "noi").await);
        let (here, other) = (agency(&store, "อบต.หนึ่ง").await, agency(&store, "อบต.สอง").await);
        let unit = UnitId::new(at(1), random());
        let new = assessment(here, 2568, 1);
        let made: AssessmentId = new.id;
        let plan = PlanId::new(at(1), random());
        store
            .write(move |tx| {
                units::add(tx, &act(1), &unit, &here, "กองคลัง", 1)?;
                let id = MembershipId::new(at(2), random());
                let role = Role::UnitStaff;
                let given = NewMembership {
                    id,
                    person: nok,
                    agency: Some(here),
                    unit: Some(unit),
                    office: None,
                    role,
                };
                memberships::add(tx, &act(2), &given)?;
                assessments::add(tx, &act(3), &new)?;
                publications::decide(tx, &act(4), &PublicationId::new(at(4), random()), &made, true)?;
                plans::add(tx, &act(5), &plan, &here, year(2569), "แผน ก")?;
                plans::save(tx, &act(6), &plan, 0, "{}")?;
                let taken = successions::NewSuccession {
                    id: SuccessionId::new(at(7), random()),
                    agency: here,
                    person: nok,
                    successor: noi,
                    object: format!("plans/{plan}"),
                };
                successions::add(tx, &act(7), &taken)?;
                settings::set(tx, &act(8), None, "audit.checkpoint", "1")?;
                people::leave(tx, &act(9), &noi)?;
                people::erase(tx, &act(9), &noi)
            })
            .await
            .expect("saved");
        let entries: Vec<Entry> = store.read(|tx| audit::list(tx, None, None, 99)).await.expect("read");
        let asked: Vec<String> = entries.iter().map(|entry| entry.object.clone()).collect();
        let lost = format!("memberships/{}", MembershipId::new(at(99), random()));
        let asked: Vec<String> = asked.into_iter().chain([lost.clone(), "people".to_owned()]).collect();
        let (found, names, members) = store
            .read(move |tx| -> Result<_, store::Error> {
                let found = audit::objects(tx, asked.iter().map(String::as_str))?;
                let names = audit::names(tx, found.values(), [other], [nok])?;
                let members = audit::members(tx, &here, names.people.keys())?;
                Ok((found, names, members))
            })
            .await
            .expect("read");
        let one = |table: &str| {
            let of = found.iter().find(|(name, _)| name.starts_with(&format!("{table}/")) && **name != lost);
            of.unwrap_or_else(|| panic!("{}: {table}", place.name)).1
        };
        let role = one("memberships");
        assert_eq!((role.agency, role.person, role.unit), (Some(here), Some(nok), Some(unit)));
        assert_eq!((role.role.as_deref(), role.is_kept), (Some("unit-staff"), true));
        assert!(!found[&lost].is_kept);
        for table in ["assessments", "publications"] {
            assert_eq!(
                (one(table).agency, one(table).fiscal_year),
                (Some(here), Some(year(2568))),
                "{table}"
            );
        }
        let saved = one("plan_revisions");
        assert_eq!((saved.plan.as_deref(), saved.number.as_deref()), (Some("แผน ก"), Some("1")));
        let taken = one("successions");
        assert_eq!((taken.person, taken.successor), (Some(nok), Some(noi)));
        assert_eq!(found[taken.work.as_ref().expect("work")].fiscal_year, Some(year(2569)));
        assert_eq!(one("settings").number.as_deref(), Some("audit.checkpoint"));

        assert_eq!(names.units[&unit], "กองคลัง");
        assert_eq!((names.agencies[&here].as_str(), names.agencies[&other].as_str()), ("อบต.หนึ่ง", "อบต.สอง"));
        assert!(matches!(&names.people[&nok], PersonName::Known(name) if !name.is_empty()));
        assert_eq!(names.people[&noi], PersonName::Erased);
        assert_eq!(members.into_iter().collect::<Vec<_>>(), [nok], "only nok has a role there");
    }
}

#[tokio::test]
async fn more_ids_than_a_statement_takes_are_read_in_parts() {
    for place in both() {
        let store = place.open().await;
        let here = agency(&store, "อบต.หนึ่ง").await;
        let ids: Vec<UnitId> = (0..300).map(|_| UnitId::new(at(1), random())).collect();
        let new = ids.clone();
        store
            .write(move |tx| {
                for (id, number) in new.iter().zip(1i64..) {
                    units::add(tx, &act(1), id, &here, &format!("กอง {number}"), number)?;
                }
                Ok::<_, store::Error>(())
            })
            .await
            .expect("saved");
        let asked: Vec<String> = ids.iter().map(|id| format!("units/{id}")).collect();
        let names = store
            .read(move |tx| {
                let found = audit::objects(tx, asked.iter().map(String::as_str))?;
                audit::names(tx, found.values(), None, None)
            })
            .await
            .expect("read");
        assert_eq!(names.units.len(), 300, "{}", place.name);
        assert_eq!(names.units[&ids[299]], "กอง 300");
    }
}
