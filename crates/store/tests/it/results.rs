//! Assessments, what is published of them, and plans.

use store::{AgencyId, AssessmentId, Digest, Error, PlanId, PublicationId, assessments, plans, publications};

use crate::engines::both;
use crate::samples::{act, agency, assessment, at, by, keep, person, random, year};

#[tokio::test]
async fn an_assessment_comes_back_as_it_was() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let new = assessment(agency, 2568, 10);
        let older = assessment(agency, 2567, 11);
        keep(&store, &new).await.expect("kept");
        keep(&store, &older).await.expect("kept");
        let id = new.id;
        let found = store.read(move |tx| assessments::get(tx, &id)).await.expect("found");
        assert_eq!((found.overall, &found.level, found.certain), (new.overall, &new.level, true));
        assert_eq!(found.source_digest, Digest::of(&new.source));
        assert_eq!((found.fiscal_year, &found.framework), (new.fiscal_year, &new.framework));
        assert_eq!(store.read(move |tx| assessments::scores(tx, &id)).await, Ok(new.scores.clone()));
        assert_eq!(store.read(move |tx| assessments::source(tx, &id)).await, Ok(new.source.clone()));
        assert_eq!(store.read(move |tx| assessments::document(tx, &id)).await, Ok(new.document.clone()));
        let list = store.read(move |tx| assessments::of_agency(tx, &agency)).await.expect("read");
        assert_eq!(list.iter().map(|one| one.id).collect::<Vec<_>>(), [new.id, older.id]);

        let mut lost = assessment(AgencyId::new(at(1), random()), 2568, 12);
        let refused = keep(&store, &lost).await;
        assert!(matches!(refused, Err(Error::Reference(_))), "{}: {refused:?}", place.name);
        lost.agency = agency;
        lost.scores[1].path = "overall".into();
        let refused = keep(&store, &lost).await;
        assert!(matches!(refused, Err(Error::Exists(_))));
        let id = lost.id;
        let nothing = store.read(move |tx| assessments::get(tx, &id)).await;
        assert_eq!(nothing.map(drop), Err(Error::NotFound("assessments")), "half of one is not kept");
    }
}

#[tokio::test]
async fn a_changed_score_is_noticed_and_the_database_refuses_it_first() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let new = assessment(agency, 2568, 10);
        keep(&store, &new).await.expect("kept");
        let change = "UPDATE scores SET hundredths = 10000 WHERE path = 'overall'";
        for statement in
            [change, "DELETE FROM audit", "UPDATE assessments SET overall = 1", "DELETE FROM scores"]
        {
            let refused = place.tamper(statement).expect_err("refused by the database itself");
            assert!(refused.contains("is only added to"), "{}: {refused}", place.name);
        }
        // Whoever owns the database can drop the guard; the digest still tells.
        let drop = if place.name == "SQLite" {
            "DROP TRIGGER scores_no_update"
        } else {
            "DROP TRIGGER scores_no_update ON scores"
        };
        place.tamper(&format!("{drop}; {change}")).expect("without the guard");
        let id = new.id;
        let read = store.read(move |tx| assessments::scores(tx, &id)).await;
        assert!(matches!(read, Err(Error::Damaged(_))), "{}: {read:?}", place.name);
    }
}

#[tokio::test]
async fn the_newest_decision_says_what_the_public_sees() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let person = person(&store, "boss").await;
        let all = [(2567, 10), (2568, 11), (2568, 12)].map(|(year, at)| assessment(agency, year, at));
        for one in &all {
            keep(&store, one).await.expect("kept");
        }
        let [old, first, corrected] = all.map(|one| one.id);
        let decide = |assessment: AssessmentId, published: bool, seconds: i64| {
            let store = store.clone();
            async move {
                let id = PublicationId::new(at(seconds), random());
                let decided = store
                    .write(move |tx| {
                        publications::decide(tx, &by(seconds, person), &id, &assessment, published)
                    })
                    .await;
                decided.expect("decided");
            }
        };
        let shown = || {
            let store = store.clone();
            async move { store.read(move |tx| publications::of_agency(tx, &agency)).await.expect("read") }
        };
        assert_eq!(shown().await, []);
        decide(old, true, 20).await;
        decide(first, true, 21).await;
        assert_eq!(shown().await, [(year(2568), first), (year(2567), old)]);
        decide(corrected, true, 22).await;
        decide(old, false, 23).await;
        assert_eq!(shown().await, [(year(2568), corrected)]);
        let history = store.read(move |tx| publications::of_assessment(tx, &old)).await.expect("read");
        let told: Vec<_> =
            history.iter().map(|one| (one.published, one.decided_by, one.decided_at)).collect();
        assert_eq!(told, [(false, Some(person), at(23)), (true, Some(person), at(20))]);
    }
}

#[tokio::test]
async fn who_saves_second_is_told_and_overwrites_nothing() {
    for place in both() {
        let store = place.open().await;
        let agency = agency(&store, "อบต.หนึ่ง").await;
        let id = PlanId::new(at(1), random());
        store.write(move |tx| plans::add(tx, &act(1), &id, &agency, year(2569), "แผน")).await.expect("added");
        assert_eq!(store.read(move |tx| plans::newest(tx, &id)).await, Ok(None));
        let save = |from: i64, text: &'static str| {
            let store = store.clone();
            async move { store.write(move |tx| plans::save(tx, &act(2), &id, from, text)).await }
        };
        assert_eq!(save(0, "{\"n\":1}").await, Ok(1));
        assert_eq!(save(1, "{\"n\":2}").await, Ok(2));
        assert_eq!(save(1, "{\"n\":3}").await, Err(Error::Conflict(2)));
        // Of eight who started from the same revision, one is saved.
        let tries = (0..8).map(|_| tokio::spawn(save(2, "{}"))).collect::<Vec<_>>();
        let mut saved = 0;
        for attempt in tries {
            saved += usize::from(attempt.await.expect("joined").is_ok());
        }
        assert_eq!(saved, 1, "{}", place.name);
        let newest = store.read(move |tx| plans::newest(tx, &id)).await.expect("read").expect("saved");
        assert_eq!((newest.revision, newest.saved_by), (3, None));
        let second = store.read(move |tx| plans::at_revision(tx, &id, 2)).await.expect("kept");
        assert_eq!(second.document, "{\"n\":2}");
        let missing = store.read(move |tx| plans::at_revision(tx, &id, 4)).await;
        assert_eq!(missing, Err(Error::NotFound("plan_revisions")));
        store.write(move |tx| plans::rename(tx, &act(3), &id, "แผนใหม่")).await.expect("renamed");
        let plan = store.read(move |tx| plans::get(tx, &id)).await.expect("found");
        assert_eq!((plan.name.as_str(), plan.revision, plan.fiscal_year), ("แผนใหม่", 3, year(2569)));
        assert_eq!(store.read(move |tx| plans::of_agency(tx, &agency)).await, Ok(vec![plan]));
    }
}

#[test]
fn the_digest_of_scores_sees_each_hundredth_and_each_path() {
    let known = assessment(AgencyId::new(at(0), random()), 2568, 1).scores;
    let digest = assessments::scores_digest(&known);
    for change in 0..5 {
        let mut other = known.clone();
        match change {
            0 => other[0].score = domain::Score::from_hundredths(8_676),
            1 => other[2].score = None,
            2 => other[3].score = Some(domain::Score::ZERO),
            3 => other[4].path.push('x'),
            _ => other.swap(0, 1),
        }
        assert_ne!(assessments::scores_digest(&other), digest, "change {change}");
    }
    assert_eq!(assessments::scores_digest(&known.clone()), digest);
}
