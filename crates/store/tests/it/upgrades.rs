//! A database kept of every version that was released is brought to this one, on both engines.
//!
//! `tests/data/version-N.db` are backups made by the program when N was its newest version. With
//! `PRONGSAI_KEEP=1` the test `make_the_kept_files` makes the missing ones; those that are there are never made
//! anew.

use std::path::PathBuf;

use domain::agency::AgencyKind;
use store::backup::{self, TableDigest};
use store::{AgencyId, Error, Options, Store, agencies, assessments, audit, settings};

use crate::backup::fill;
use crate::engines::{Folder, both, sqlite};
use crate::samples::{act, agency, at, person, random};

const VERSIONS: i64 = 5;

fn kept(version: i64) -> PathBuf {
    testkit::root().join(format!("crates/store/tests/data/version-{version}.db"))
}

#[tokio::test]
async fn make_the_kept_files() {
    if std::env::var_os("PRONGSAI_KEEP").is_none() {
        return;
    }
    for version in 1..=VERSIONS {
        if kept(version).exists() {
            continue;
        }
        let place = sqlite();
        let store = place.open_at(version).await;
        if version < VERSIONS {
            let id = agency(&store, "อบต.เดิม").await;
            person(&store, "เดิม").await;
            store.write(move |tx| settings::set(tx, &act(1), Some(&id), "ชื่อ", "ค่า")).await.expect("set");
            if 2 <= version {
                let new = crate::samples::assessment(id, 2567, 20);
                crate::samples::keep(&store, &new).await.expect("kept");
            }
        } else {
            fill(&store, 6).await;
        }
        backup::make(&store, &kept(version), at(0)).await.expect("made");
    }
}

/// Tables as they were, whatever was added since.
fn only(tables: &[TableDigest], before: &[TableDigest]) -> Vec<TableDigest> {
    tables.iter().filter(|table| before.iter().any(|old| old.name == table.name)).cloned().collect()
}

async fn works(store: &Store, rows: i64, names: &str) {
    let trail = store.read(|tx| audit::verify_chain(tx, &[])).await.expect("read");
    assert!(trail.is_whole() && trail.rows == rows, "{names}: {trail:?}");
    let all = store.read(|tx| agencies::list(tx, None, 10)).await.expect("read");
    assert_eq!(all.len(), 1, "{names}");
    let here = all[0].id;
    let results = store.read(move |tx| assessments::of_agency(tx, &here)).await.expect("read");
    for result in &results {
        let id = result.id;
        let scores = store.read(move |tx| assessments::scores(tx, &id)).await.expect("as they were saved");
        assert_eq!(scores.len(), 5, "{names}");
    }
    let new = crate::samples::assessment(here, 2569, 4_000);
    crate::samples::keep(store, &new).await.expect("takes new ones");
}

#[tokio::test]
async fn a_kept_database_of_every_version_works_here() {
    for version in 1..=VERSIONS {
        let manifest = backup::verify(&kept(version)).await.expect("whole");
        assert_eq!(manifest.version, version);
        for place in both() {
            let names = format!("version {version}, {}", place.name);
            backup::restore(&kept(version), &place.address).await.expect("restored and brought forward");
            let store = place.open().await;
            let after = store.read(backup::digests).await.expect("read");
            assert_eq!(only(&after, &manifest.tables), manifest.tables, "{names}: nothing old has changed");
            works(&store, manifest.audit.seq, &names).await;
        }
        // The file itself, where it lies.
        let folder = Folder::new();
        std::fs::copy(kept(version), folder.file("store.db")).expect("copied");
        let store = Store::open(&folder.address("store.db")).await.expect("brought forward");
        works(&store, manifest.audit.seq, &format!("version {version}, in place")).await;
    }
    assert!(!kept(VERSIONS + 1).exists(), "VERSIONS is the newest that is kept");
}

#[tokio::test]
async fn a_kept_file_is_missing_for_no_version() {
    let place = sqlite();
    let options = Options { version: Some(VERSIONS + 1), ..Options::default() };
    let store = Store::open_with(&place.address, &options).await.expect("opens");
    let folder = Folder::new();
    let manifest = backup::make(&store, &folder.file("b.db"), at(0)).await.expect("made");
    assert_eq!(
        manifest.version, VERSIONS,
        "a new version needs `PRONGSAI_KEEP=1 cargo test -p store` and VERSIONS + 1"
    );
}

#[tokio::test]
async fn an_old_program_does_not_touch_newer_data() {
    for place in both() {
        place.open().await.close().await;
        // The program of a test may stop at an older version; what is there already stays.
        let store = place.open_at(1).await;
        let id = AgencyId::new(at(1), random());
        let details = agencies::Details::new("x", AgencyKind::Court);
        store.write(move |tx| agencies::add(tx, &act(1), &id, &details)).await.expect("added");
        assert_eq!(store.read(store::jobs::count).await, Ok((0, 0)), "{}", place.name);
        place.tamper("UPDATE migrations SET version = 77 WHERE version = 3").expect("done");
        let refused = Store::open(&place.address).await.map(drop);
        assert!(refused.is_err(), "{}: {refused:?}", place.name);
        assert!(!matches!(refused, Err(Error::Closed)));
    }
}
