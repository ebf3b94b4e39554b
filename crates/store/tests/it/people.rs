//! Agencies, people, and how they sign in.

use domain::agency::AgencyKind;
use jiff::civil::date;
use store::acting_orders::NewActingOrder;
use store::invitations::{NewInvitation, Purpose};
use store::memberships::{NewMembership, Role};
use store::people::Standing;
use store::{
    ActingOrderId, AgencyId, Digest, Error, InvitationId, JobId, MembershipId, OfficeId, PasskeyId, PersonId,
    SessionId, UnitId, acting_orders, agencies, credentials, invitations, jobs, memberships, offices, people,
    sessions, settings, units,
};

use crate::engines::both;
use crate::samples::{act, agency, at, by, details, person, person_details, random};

#[tokio::test]
async fn agencies_are_kept_changed_and_closed() {
    for place in both() {
        let store = place.open().await;
        let (first, second) = (AgencyId::new(at(0), random()), AgencyId::new(at(1), random()));
        let mut known = details("อบต.'ดอน\"แก้ว");
        known.code = Some("A-1".into());
        known.kind = AgencyKind::Other("temple".into());
        let given = known.clone();
        store.write(move |tx| agencies::add(tx, &act(0), &first, &given)).await.expect("added");
        let found = store.read(move |tx| agencies::get(tx, &first)).await.expect("found");
        assert_eq!((found.id, &found.details, found.is_active, found.added_at), (first, &known, true, at(0)));

        let same_code = known.clone();
        let taken = store.write(move |tx| agencies::add(tx, &act(1), &second, &same_code)).await;
        assert!(matches!(taken, Err(Error::Exists(_))), "{}: {taken:?}", place.name);
        let missing = store.read(move |tx| agencies::get(tx, &second)).await;
        assert_eq!(missing.map(|_| ()), Err(Error::NotFound("agencies")));

        let other = details("เทศบาล");
        store.write(move |tx| agencies::add(tx, &act(1), &second, &other)).await.expect("added");
        known.name = "อบต.ใหม่".into();
        let given = known.clone();
        store.write(move |tx| agencies::change(tx, &act(2), &first, &given)).await.expect("changed");
        let by_code = store.read(|tx| agencies::by_code(tx, "A-1")).await.expect("read").expect("found");
        assert_eq!(by_code.details, known);
        assert_eq!(store.read(|tx| agencies::by_code(tx, "A-2")).await, Ok(None));

        let page = store.read(|tx| agencies::list(tx, None, 1)).await.expect("read");
        assert_eq!(page.iter().map(|agency| agency.id).collect::<Vec<_>>(), [first]);
        let page = store.read(move |tx| agencies::list(tx, Some(&first), 9)).await.expect("read");
        assert_eq!(page.iter().map(|agency| agency.id).collect::<Vec<_>>(), [second]);

        store.write(move |tx| agencies::close(tx, &act(3), &first)).await.expect("closed");
        let again = store.write(move |tx| agencies::close(tx, &act(3), &first)).await;
        assert_eq!(again, Err(Error::NotFound("agencies")));
        let near = store.read(|tx| agencies::in_province(tx, "ศรีสะเกษ")).await.expect("read");
        assert_eq!(near.iter().map(|agency| agency.id).collect::<Vec<_>>(), [second]);
        assert_eq!(store.read(agencies::count).await, Ok(1));
    }
}

#[tokio::test]
async fn units_and_offices_keep_their_order() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let unit = |n: i64| UnitId::new(at(n), random());
        let (clerk, finance) = (unit(1), unit(2));
        for (id, name, position) in [(clerk, "สำนักปลัด", 2), (finance, "กองคลัง", 1)]
        {
            store
                .write(move |tx| units::add(tx, &act(0), &id, &agency, name, position))
                .await
                .expect("added");
        }
        let twice = store.write(move |tx| units::add(tx, &act(0), &unit(3), &agency, "กองคลัง", 3)).await;
        assert!(matches!(twice, Err(Error::Exists(_))));
        let nowhere = AgencyId::new(at(9), random());
        let lost = store.write(move |tx| units::add(tx, &act(0), &unit(4), &nowhere, "กอง", 3)).await;
        assert!(matches!(lost, Err(Error::Reference(_))), "{}: {lost:?}", place.name);

        store.write(move |tx| units::change(tx, &act(1), &clerk, "สำนักปลัด อบต.", 0)).await.expect("changed");
        let last = store.read(move |tx| units::last_position(tx, &agency)).await;
        assert_eq!(last, Ok(1), "one moved up, so the other is the last");
        let names = |units: Vec<units::Unit>| units.into_iter().map(|unit| unit.name).collect::<Vec<_>>();
        let all = store.read(move |tx| units::of_agency(tx, &agency)).await.expect("read");
        assert_eq!(names(all), ["สำนักปลัด อบต.", "กองคลัง"]);
        store.write(move |tx| units::close(tx, &act(2), &clerk)).await.expect("closed");
        let all = store.read(move |tx| units::of_agency(tx, &agency)).await.expect("read");
        assert_eq!(names(all), ["กองคลัง", "สำนักปลัด อบต."]);
        assert!(!store.read(move |tx| units::get(tx, &clerk)).await.expect("found").is_active);

        let (head, mayor) = (OfficeId::new(at(1), random()), OfficeId::new(at(2), random()));
        store
            .write(move |tx| {
                offices::add(tx, &act(3), &mayor, &agency, None, "นายก", 3)?;
                offices::add(tx, &act(3), &head, &agency, Some(&finance), "ผู้อำนวยการกองคลัง", 1)
            })
            .await
            .expect("added");
        let chain = store.read(move |tx| offices::of_agency(tx, &agency)).await.expect("read");
        assert_eq!(chain.iter().map(|office| office.rank).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(chain[0].unit, Some(finance));
        store.write(move |tx| offices::change(tx, &act(4), &head, None, "หัวหน้า", 5)).await.expect("changed");
        let changed = store.read(move |tx| offices::get(tx, &head)).await.expect("found");
        assert_eq!((changed.unit, changed.title.as_str(), changed.rank), (None, "หัวหน้า", 5));
        store.write(move |tx| offices::close(tx, &act(5), &head)).await.expect("closed");
        let gone = store.write(move |tx| offices::close(tx, &act(5), &head)).await;
        assert_eq!(gone, Err(Error::NotFound("offices")));
    }
}

#[tokio::test]
async fn people_leave_and_are_forgotten() {
    for place in both() {
        let store = place.open().await;
        let id = person(&store, "somchai").await;
        let found = store.read(|tx| people::by_login(tx, "somchai")).await.expect("read").expect("found");
        assert_eq!((found.id, &found.details), (id, &person_details("somchai")));
        let other = PersonId::new(at(1), random());
        let taken = store
            .write(move |tx| people::add(tx, &act(1), &other, &person_details("somchai"), [0; 16]))
            .await;
        assert!(matches!(taken, Err(Error::Exists(_))));

        let mut known = person_details("somchai2");
        known.email = Some("a@example.org".into());
        known.language = domain::Language::English;
        let given = known.clone();
        store.write(move |tx| people::change(tx, &act(2), &id, &given)).await.expect("changed");
        assert_eq!(store.read(move |tx| people::get(tx, &id)).await.expect("found").details, known);
        assert_eq!(store.read(people::count).await, Ok(1));

        let early = store.write(move |tx| people::erase(tx, &act(3), &id)).await;
        assert_eq!(early, Err(Error::NotFound("people")), "only who has left is erased");
        store.write(move |tx| people::leave(tx, &act(3), &id)).await.expect("left");
        assert_eq!(store.read(|tx| people::by_login(tx, "somchai2")).await, Ok(None));
        store.write(move |tx| people::come_back(tx, &act(4), &id)).await.expect("back");
        store.write(move |tx| people::leave(tx, &act(5), &id)).await.expect("left");
        store.write(move |tx| people::erase(tx, &act(6), &id)).await.expect("erased");
        let gone = store.read(move |tx| people::get(tx, &id)).await.expect("the id stays");
        assert_eq!(
            (gone.standing, gone.details.name.as_str(), gone.details.email),
            (Standing::Erased, "", None)
        );
        let back = store.write(move |tx| people::come_back(tx, &act(7), &id)).await;
        assert_eq!(back, Err(Error::NotFound("people")));
        assert_eq!(store.read(people::count).await, Ok(0));
    }
}

#[tokio::test]
async fn roles_are_given_and_end() {
    for place in both() {
        let store = place.open().await;
        let (here, there) = (agency(&store, "อบต.หนึ่ง").await, agency(&store, "อบต.สอง").await);
        let person = person(&store, "malee").await;
        let unit = UnitId::new(at(1), random());
        store.write(move |tx| units::add(tx, &act(0), &unit, &there, "กองช่าง", 1)).await.expect("added");
        let new = |role, agency, unit| NewMembership {
            id: MembershipId::new(at(2), random()),
            person,
            agency,
            unit,
            office: None,
            role,
        };
        let wrong = new(Role::UnitStaff, Some(here), Some(unit));
        let refused = store.write(move |tx| memberships::add(tx, &act(2), &wrong)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "the unit is of another agency");

        let (right, above) = (new(Role::UnitStaff, Some(there), Some(unit)), new(Role::Operator, None, None));
        for given in [right.clone(), above.clone()] {
            store.write(move |tx| memberships::add(tx, &act(2), &given)).await.expect("given");
        }
        let now = store.read(move |tx| memberships::of_person(tx, &person)).await.expect("read");
        assert_eq!(now.iter().map(|one| &one.given).collect::<Vec<_>>(), [&right, &above]);
        let (ended, id) = (right.id, right.id);
        store.write(move |tx| memberships::end(tx, &act(9), &ended)).await.expect("ended");
        assert_eq!(
            store.read(move |tx| memberships::get(tx, &id)).await.expect("kept").ended_at,
            Some(at(9))
        );
        let now = store.read(move |tx| memberships::of_person(tx, &person)).await.expect("read");
        assert_eq!(now.len(), 1);
        let all = store.read(move |tx| memberships::of_agency(tx, &there)).await.expect("read");
        assert_eq!(all.len(), 1, "one that ended stays in the history");
        assert_eq!(store.read(move |tx| people::of_agency(tx, &there)).await.expect("read").len(), 1);
        assert_eq!(store.read(move |tx| people::of_agency(tx, &here)).await.expect("read").len(), 0);
    }
}

#[tokio::test]
async fn an_order_to_act_holds_on_its_days() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let person = person(&store, "wichai").await;
        let office = OfficeId::new(at(1), random());
        store
            .write(move |tx| offices::add(tx, &act(0), &office, &agency, None, "ปลัด", 2))
            .await
            .expect("added");
        let id = ActingOrderId::new(at(2), random());
        let order = NewActingOrder {
            id,
            agency,
            office,
            person,
            order_number: "12/2569".into(),
            order_date: date(2026, 3, 1),
            first_day: date(2026, 3, 2),
            last_day: Some(date(2026, 3, 31)),
        };
        let mut wrong = order.clone();
        wrong.last_day = Some(date(2026, 3, 1));
        let refused = store.write(move |tx| acting_orders::add(tx, &act(1), &wrong)).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        let given = order.clone();
        store.write(move |tx| acting_orders::add(tx, &act(1), &given)).await.expect("recorded");
        for (day, holds) in [
            (date(2026, 3, 1), false),
            (date(2026, 3, 2), true),
            (date(2026, 3, 31), true),
            (date(2026, 4, 1), false),
        ] {
            let found = store.read(move |tx| acting_orders::in_force(tx, &office, day)).await.expect("read");
            assert_eq!(found.len(), usize::from(holds), "{day}");
        }
        store.write(move |tx| acting_orders::revoke(tx, &act(2), &id)).await.expect("revoked");
        let found = store.read(move |tx| acting_orders::get(tx, &id)).await.expect("kept");
        assert_eq!((found.given, found.revoked_at), (order, Some(at(2))));
        let day = date(2026, 3, 3);
        assert_eq!(store.read(move |tx| acting_orders::in_force(tx, &office, day)).await, Ok(vec![]));
        assert_eq!(store.read(move |tx| acting_orders::of_agency(tx, &agency)).await.expect("read").len(), 1);
    }
}

#[tokio::test]
async fn credentials_are_used_once_where_they_must() {
    for place in both() {
        let store = place.open().await;
        let person = person(&store, "prapa").await;
        assert_eq!(store.read(move |tx| credentials::password(tx, &person)).await, Ok(None));
        for hash in ["$argon2id$1", "$argon2id$2"] {
            store.write(move |tx| credentials::set_password(tx, &act(1), &person, hash)).await.expect("set");
        }
        let hash = store.read(move |tx| credentials::password(tx, &person)).await;
        assert_eq!(hash, Ok(Some("$argon2id$2".into())));
        store.write(move |tx| credentials::remove_password(tx, &act(2), &person)).await.expect("removed");

        store
            .write(move |tx| credentials::add_totp(tx, &act(3), &person, &[1, 2, 0, 255]))
            .await
            .expect("added");
        let totp = store.read(move |tx| credentials::totp(tx, &person)).await.expect("read").expect("there");
        assert_eq!((totp.secret, totp.last_step, totp.is_confirmed), (vec![1, 2, 0, 255], 0, false));
        store.write(move |tx| credentials::use_totp(tx, &act(4), &person, 100)).await.expect("fresh");
        for step in [100, 99] {
            let replayed = store.write(move |tx| credentials::use_totp(tx, &act(5), &person, step)).await;
            assert_eq!(replayed, Err(Error::NotFound("totps")), "step {step} was used");
        }
        let totp = store.read(move |tx| credentials::totp(tx, &person)).await.expect("read").expect("there");
        assert!(totp.is_confirmed);
        store.write(move |tx| credentials::remove_totp(tx, &act(6), &person)).await.expect("removed");

        let key = PasskeyId::new(at(7), random());
        store
            .write(move |tx| credentials::add_passkey(tx, &act(7), &key, &person, b"cred\0", "โทรศัพท์", "{}"))
            .await
            .expect("added");
        let again = PasskeyId::new(at(8), random());
        let twice = store
            .write(move |tx| credentials::add_passkey(tx, &act(8), &again, &person, b"cred\0", "x", "{}"))
            .await;
        assert!(matches!(twice, Err(Error::Exists(_))));
        store.write(move |tx| credentials::use_passkey(tx, &act(9), &key, "{\"n\":1}")).await.expect("used");
        let found = store.read(|tx| credentials::passkey_of(tx, b"cred\0")).await.expect("found");
        assert_eq!((found.id, found.document.as_str(), found.used_at), (key, "{\"n\":1}", Some(at(9))));
        assert_eq!(store.read(move |tx| credentials::passkeys(tx, &person)).await.expect("read"), [found]);
        store.write(move |tx| credentials::remove_passkey(tx, &act(10), &key)).await.expect("removed");
        let gone = store.read(|tx| credentials::passkey_of(tx, b"cred\0")).await;
        assert_eq!(gone, Err(Error::NotFound("passkeys")));
    }
}

#[tokio::test]
async fn sessions_open_by_their_token_until_they_end() {
    for place in both() {
        let store = place.open().await;
        let person = person(&store, "nok").await;
        let token = |n: u8| Digest::of(&[n]);
        let ids = [1, 2, 3].map(|n| SessionId::new(at(n), random()));
        for (n, id) in (1u8..).zip(ids) {
            let new = sessions::NewSession {
                id,
                person,
                token: token(n),
                device: "Firefox".into(),
                expires_at: at(100),
                two_factors: false,
            };
            store.write(move |tx| sessions::start(tx, &act(1), &new)).await.expect("started");
        }
        let [first, second, third] = ids;
        let open = |n: u8, seconds: i64| {
            let store = store.clone();
            async move {
                let found = store.read(move |tx| sessions::by_token(tx, &token(n), at(seconds))).await;
                found.expect("read").map(|session| session.id)
            }
        };
        assert_eq!((open(1, 99).await, open(1, 100).await, open(9, 2).await), (Some(first), None, None));
        store.write(move |tx| sessions::touch(tx, &first, at(5))).await.expect("touched");
        store.write(move |tx| sessions::touch(tx, &first, at(6))).await.expect("touched");
        assert_eq!(
            store.read(move |tx| sessions::get(tx, &first)).await.expect("found").seen_at,
            Some(at(6))
        );

        let is_strong = || {
            let store = store.clone();
            async move { store.read(move |tx| sessions::get(tx, &first)).await.expect("found").two_factors }
        };
        assert!(!is_strong().await);
        store.write(move |tx| sessions::renew(tx, &act(7), &first, &token(7), true)).await.expect("renewed");
        assert!(is_strong().await);
        store.write(move |tx| sessions::renew(tx, &act(7), &first, &token(8), false)).await.expect("renewed");
        assert!(is_strong().await, "what was shown once still counts");
        assert_eq!((open(1, 8).await, open(8, 8).await), (None, Some(first)));
        assert_eq!(store.read(move |tx| sessions::get(tx, &first)).await.expect("found").proved_at, at(7));

        store.write(move |tx| sessions::end(tx, &act(9), &second, "signed-out")).await.expect("ended");
        assert_eq!(open(2, 10).await, None);
        let again = store.write(move |tx| sessions::end(tx, &act(9), &second, "signed-out")).await;
        assert_eq!(again, Err(Error::NotFound("sessions")));
        let list = store.read(move |tx| sessions::of_person(tx, &person, at(10))).await.expect("read");
        assert_eq!(list.iter().map(|session| session.id).collect::<Vec<_>>(), [third, first]);
        let ended = store
            .write(move |tx| sessions::end_of_person(tx, &act(11), &person, Some(&third), "password"))
            .await;
        assert_eq!(ended, Ok(1));
        assert_eq!(store.write(|tx| sessions::end_all(tx, &act(12), "restored")).await, Ok(1));
        assert_eq!(store.write(|tx| sessions::end_all(tx, &act(13), "restored")).await, Ok(0));
    }
}

#[tokio::test]
async fn an_invitation_works_once() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let (first, second) = (person(&store, "one").await, person(&store, "two").await);
        let new = |n: u8, purpose| NewInvitation {
            id: InvitationId::new(at(i64::from(n)), random()),
            token: Digest::of(&[n]),
            purpose,
            agency: Some(agency),
            unit: None,
            role: Some(Role::Officer),
            person: None,
            expires_at: at(100),
        };
        let (join, recover, revoked) =
            (new(1, Purpose::Join), new(2, Purpose::Recover), new(3, Purpose::First));
        for given in [join.clone(), recover.clone(), revoked.clone()] {
            store.write(move |tx| invitations::add(tx, &by(1, first), &given)).await.expect("made");
        }
        let opens = |n: u8, seconds: i64| {
            let store = store.clone();
            async move {
                let token = Digest::of(&[n]);
                let found = store.read(move |tx| invitations::by_token(tx, &token, at(seconds))).await;
                found.expect("read").map(|invitation| invitation.id)
            }
        };
        let id = join.id;
        assert_eq!((opens(1, 99).await, opens(1, 100).await), (Some(id), None));
        let late = store.write(move |tx| invitations::accept(tx, &act(100), &id)).await;
        assert_eq!(late, Err(Error::NotFound("invitations")));
        store.write(move |tx| invitations::accept(tx, &act(50), &id)).await.expect("accepted");
        let twice = store.write(move |tx| invitations::accept(tx, &act(51), &id)).await;
        assert_eq!(twice, Err(Error::NotFound("invitations")));
        assert_eq!(opens(1, 52).await, None);

        let id = recover.id;
        assert_eq!(opens(2, 3).await, None, "a second administrator has to agree");
        let alone = store.write(move |tx| invitations::accept(tx, &act(3), &id)).await;
        assert_eq!(alone, Err(Error::NotFound("invitations")));
        let same = store.write(move |tx| invitations::second(tx, &by(3, first), &id)).await;
        assert_eq!(same, Err(Error::NotFound("invitations")), "not the one who made it");
        let nobody = store.write(move |tx| invitations::second(tx, &act(3), &id)).await;
        assert!(matches!(nobody, Err(Error::Refused(_))));
        store.write(move |tx| invitations::second(tx, &by(4, second), &id)).await.expect("agreed");
        assert_eq!(opens(2, 5).await, Some(id));
        store.write(move |tx| invitations::accept(tx, &act(6), &id)).await.expect("accepted");

        let id = revoked.id;
        store.write(move |tx| invitations::revoke(tx, &by(7, first), &id)).await.expect("revoked");
        assert_eq!(opens(3, 8).await, None);
        let found = store.read(move |tx| invitations::get(tx, &id)).await.expect("kept");
        assert_eq!(
            (found.purpose, found.role, found.added_by),
            (Purpose::First, Some(Role::Officer), Some(first))
        );
        let all = store.read(move |tx| invitations::of_agency(tx, &agency)).await.expect("read");
        assert_eq!(all.len(), 3);
    }
}

#[tokio::test]
async fn settings_are_of_an_agency_or_of_all() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        for (scope, value) in [(None, "1"), (Some(agency), "2"), (None, "3")] {
            store
                .write(move |tx| settings::set(tx, &act(1), scope.as_ref(), "mail.from", value))
                .await
                .expect("set");
        }
        let get = |scope: Option<AgencyId>| {
            let store = store.clone();
            async move {
                store.read(move |tx| settings::get(tx, scope.as_ref(), "mail.from")).await.expect("read")
            }
        };
        assert_eq!((get(None).await.as_deref(), get(Some(agency)).await.as_deref()), (Some("3"), Some("2")));
        let all = store.read(|tx| settings::list(tx, None)).await;
        assert_eq!(all, Ok(vec![("mail.from".into(), "3".into())]));
        store.write(|tx| settings::remove(tx, &act(2), None, "mail.from")).await.expect("removed");
        assert_eq!((get(None).await, get(Some(agency)).await.as_deref()), (None, Some("2")));
        let again = store.write(|tx| settings::remove(tx, &act(2), None, "mail.from")).await;
        assert_eq!(again, Err(Error::NotFound("settings")));
    }
}

#[tokio::test]
async fn jobs_come_again_until_they_are_done() {
    for place in both() {
        let store = place.open().await;
        let ids = [0, 1, 2].map(|n| JobId::new(at(n), random()));
        for id in ids {
            store.write(move |tx| jobs::add(tx, &act(0), &id, "mail", "{}")).await.expect("added");
        }
        let take = |seconds: i64, limit: u16| {
            let store = store.clone();
            async move {
                let taken = store.write(move |tx| jobs::take(tx, at(seconds), at(seconds + 60), limit)).await;
                taken.expect("taken").into_iter().map(|job| (job.id, job.attempts)).collect::<Vec<_>>()
            }
        };
        let [first, second, third] = ids;
        assert_eq!(take(0, 2).await, [(first, 1), (second, 1)]);
        assert_eq!(take(1, 9).await, [(third, 1)]);
        assert_eq!(take(59, 9).await, []);
        store.write(move |tx| jobs::finish(tx, &first, at(59))).await.expect("done");
        store
            .write(move |tx| jobs::fail(tx, &second, at(59), "no route", Some(at(500))))
            .await
            .expect("put off");
        store.write(move |tx| jobs::fail(tx, &third, at(59), "no route", None)).await.expect("given up");
        assert_eq!(store.read(jobs::count).await, Ok((1, 1)));
        assert_eq!(take(499, 9).await, []);
        assert_eq!(take(500, 9).await, [(second, 2)]);
        let done = store.write(move |tx| jobs::finish(tx, &first, at(60))).await;
        assert_eq!(done, Err(Error::NotFound("jobs")));
        assert_eq!(store.write(|tx| jobs::clear(tx, at(60))).await, Ok(2));
        assert_eq!(store.read(jobs::count).await, Ok((1, 0)));
    }
}
