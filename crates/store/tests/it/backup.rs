//! Backups: from each engine to each, byte for byte, and nothing that is not whole is taken for one.

use std::path::Path;

use domain::agency::AgencyKind;
use store::audit::Checkpoint;
use store::backup::{self, Manifest, TableDigest};
use store::{
    Digest, Error, IdentityId, JobId, PlanId, SessionId, Store, SuccessionId, agencies, assessments, audit,
    credentials, identities, jobs, plans, sessions, settings, spare_codes, successions,
};

use crate::engines::{Folder, both};
use crate::samples::{act, agency, assessment, at, by, keep, person, random, year};

/// Puts something into most tables.
pub async fn fill(store: &Store, results: i16) -> Vec<assessments::NewAssessment> {
    let here = agency(store, "อบต.หนึ่ง").await;
    let officer = person(store, "officer").await;
    let session = SessionId::new(at(3), random());
    let begin = sessions::NewSession {
        id: session,
        person: officer,
        token: Digest::of(b"t"),
        device: "Firefox".into(),
        expires_at: at(900),
        two_factors: true,
    };
    let plan = PlanId::new(at(4), random());
    let succession = successions::NewSuccession {
        id: SuccessionId::new(at(6), random()),
        agency: here,
        person: officer,
        successor: officer,
        object: format!("plans/{plan}"),
    };
    let identity = IdentityId::new(at(6), random());
    store
        .write(move |tx| {
            credentials::set_password(tx, &act(1), &officer, "$argon2id$")?;
            credentials::add_totp(tx, &act(1), &officer, &[0, 255, 7])?;
            spare_codes::set(tx, &act(2), &officer, &[Digest::of(b"a"), Digest::of(b"b")])?;
            sessions::start(tx, &act(3), &begin)?;
            sessions::touch(tx, &session, at(4))?;
            settings::set(tx, &act(4), Some(&here), "ชื่อ", "ค่า\n'\"\\\u{0}".trim_end_matches('\0'))?;
            plans::add(tx, &act(5), &plan, &here, year(2569), "แผน")?;
            plans::save(tx, &by(6, officer), &plan, 0, "{}")?;
            successions::add(tx, &act(6), &succession)?;
            identities::add(tx, &act(6), &identity, &officer, "p", &Digest::of(b"s"), "somsri")?;
            jobs::add(tx, &act(7), &JobId::new(at(7), random()), "mail", "{}")
        })
        .await
        .expect("saved");
    let all: Vec<_> = (0..results).map(|n| assessment(here, 2560 + n % 10, 100 + i64::from(n))).collect();
    for one in &all {
        keep(store, one).await.expect("kept");
    }
    all
}

async fn digests(store: &Store) -> Vec<TableDigest> {
    store.read(backup::digests).await.expect("read")
}

#[tokio::test]
async fn a_backup_restores_on_either_engine_with_equal_scores() {
    for source in both() {
        let folder = Folder::new();
        let file = folder.file("backup.db");
        let store = source.open().await;
        let kept = fill(&store, 40).await;
        let manifest = backup::make(&store, &file, at(500)).await.expect("made");
        assert_eq!(backup::verify(&file).await.as_ref(), Ok(&manifest));
        assert_eq!(manifest.tables, digests(&store).await);
        assert!(!folder.file("backup.db.part").exists());
        for target in both() {
            let names = (source.name, target.name);
            let restored = backup::restore(&file, &target.address).await;
            assert_eq!(restored.as_ref(), Ok(&manifest), "{names:?}");
            let again = target.open().await;
            assert_eq!(digests(&again).await, manifest.tables, "{names:?}");
            for one in &kept {
                let id = one.id;
                let scores = again.read(move |tx| assessments::scores(tx, &id)).await.expect("read");
                assert_eq!(scores, one.scores, "{names:?}");
                let bytes = again.read(move |tx| assessments::source(tx, &id)).await.expect("read");
                assert_eq!(bytes, one.source, "{names:?}");
            }
            assert_eq!(backup::examine(&again, vec![manifest.audit]).await, Ok(vec![]), "{names:?}");
            // The trail goes on where it ended.
            assert_eq!(again.write(|tx| sessions::end_all(tx, &act(600), "restored")).await, Ok(1));
            let trail = again.read(move |tx| audit::verify_chain(tx, &[manifest.audit])).await.expect("read");
            assert!(trail.is_whole() && trail.rows == manifest.audit.seq + 1, "{names:?}");
            // A place with data is left alone.
            let refused = backup::restore(&file, &target.address).await;
            assert!(matches!(refused, Err(Error::Backup(_))), "{names:?}: {refused:?}");
        }
    }
}

#[tokio::test]
async fn a_backup_is_of_one_moment_while_others_write() {
    for place in both() {
        let folder = Folder::new();
        let file = folder.file("backup.db");
        let store = place.open().await;
        fill(&store, 40).await;
        let busy = store.clone();
        let writing = tokio::spawn(async move {
            for n in 0..300 {
                let kind = AgencyKind::Ministry;
                let id = store::AgencyId::new(at(n), random());
                let details = agencies::Details::new(format!("กระทรวง {n}"), kind);
                busy.write(move |tx| agencies::add(tx, &act(n), &id, &details)).await.expect("saved");
            }
        });
        let manifest = backup::make(&store, &file, at(1)).await.expect("made");
        writing.await.expect("joined");
        assert_eq!(backup::verify(&file).await, Ok(manifest.clone()));
        let rows =
            |name: &str| manifest.tables.iter().find(|table| table.name == name).map(|table| table.rows);
        assert_eq!(rows("audit"), Some(manifest.audit.seq), "{}", place.name);
        let end = store.read(Checkpoint::take).await.expect("read");
        assert!(manifest.audit.seq <= end.seq);
    }
}

fn edit(file: &Path, sql: &str) {
    rusqlite::Connection::open(file).expect("opens").execute_batch(sql).expect("done");
}

#[tokio::test]
async fn what_is_not_whole_is_refused() {
    let place = crate::engines::sqlite();
    let folder = Folder::new();
    let file = folder.file("backup.db");
    let store = place.open().await;
    fill(&store, 40).await;
    let manifest: Manifest = backup::make(&store, &file, at(500)).await.expect("made");
    let there = backup::make(&store, &file, at(501)).await;
    assert!(matches!(there, Err(Error::Backup(_))), "a file is not replaced: {there:?}");

    let cases = [
        ("DROP TRIGGER scores_no_update; UPDATE scores SET hundredths = 1 WHERE position = 0", "scores"),
        ("UPDATE agencies SET name = 'อบต.อื่น'", "agencies"),
        ("DELETE FROM jobs", "jobs"),
        ("UPDATE backup_tables SET row_count = 0 WHERE name = 'plans'", "plans"),
        ("DELETE FROM backup_tables WHERE name = 'audit'", "tables"),
        ("UPDATE backup_about SET value = 'x' WHERE name = 'format'", "format"),
        ("DROP TABLE backup_about", "no backup"),
    ];
    for (sql, named) in cases {
        let changed = folder.file("changed.db");
        std::fs::copy(&file, &changed).expect("copied");
        edit(&changed, sql);
        let found = backup::verify(&changed).await.expect_err(sql);
        assert!(found.to_string().contains(named), "{sql}: {found}");
        let target = crate::engines::sqlite();
        assert!(backup::restore(&changed, &target.address).await.is_err(), "{sql}");
    }

    let bytes = std::fs::read(&file).expect("read");
    for length in [0, 100, bytes.len() / 2, bytes.len() - 4096] {
        let short = folder.file("short.db");
        std::fs::write(&short, &bytes[..length]).expect("written");
        // Said of the backup: the database in use is another one.
        let refused = backup::verify(&short).await;
        assert!(matches!(refused, Err(Error::Backup(_))), "{length} bytes: {refused:?}");
    }
    let mut flips = 0;
    for at in (100..bytes.len()).step_by(testkit::count("store_backup_flips", 9_001, 997) as usize) {
        let flipped = folder.file("flipped.db");
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&flipped, &bytes).expect("written");
        // Space that no row uses may change without harm: then everything it says is still the same.
        match backup::verify(&flipped).await {
            Ok(same) => assert_eq!(same, manifest, "byte {at}"),
            Err(_) => flips += 1,
        }
    }
    assert!(0 < flips);
    let missing = backup::verify(&folder.file("none.db")).await;
    assert!(matches!(missing, Err(Error::Backup(_))));
}
