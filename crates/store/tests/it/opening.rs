//! Opening: what is refused, and that every function and column is looked after.

use std::collections::BTreeSet;

use store::{Error, Kind, Mode, Store, inventory};

use crate::engines::{Folder, both};
use testkit::cluster::{self, Cluster};

#[tokio::test]
async fn addresses_that_are_none_are_refused_without_repeating_them() {
    for address in [
        "",
        "prongsai.db",
        "sqlite:",
        "sqlite::memory:",
        "mysql://me:secret@here/x",
        "postgres://h:x:secret/y",
    ] {
        let error = Store::open(address).await.map(drop).expect_err(address);
        assert_eq!(error.code(), "address", "{address}: {error}");
        assert!(!error.to_string().contains("secret") && !error.text().th.contains("secret"));
    }
    let folder = Folder::new();
    let missing = Store::open(&folder.address("no/such/folder/x.db")).await.map(drop).expect_err("no folder");
    assert_eq!(missing.code(), "open", "{missing}");
    std::fs::write(folder.file("letter.db"), "not a database, but long enough to look at".repeat(50))
        .expect("written");
    let letter = Store::open(&folder.address("letter.db")).await.map(drop).expect_err("no database");
    assert_eq!(letter.code(), "foreign", "{letter}");
    let nobody = "postgres://me:secret@127.0.0.1:1/x";
    let error = Store::open(nobody).await.map(drop).expect_err("no server");
    assert!(error.code() == "open" && !error.to_string().contains("secret"), "{error}");
    let either = Store::open("postgres://me@db/x?sslmode=prefer").await.map(drop).expect_err("either way");
    assert_eq!(either.code(), "address");
}

#[tokio::test]
async fn tables_of_another_program_are_left_alone() {
    let folder = Folder::new();
    let theirs = rusqlite::Connection::open(folder.file("theirs.db")).expect("opens");
    theirs.execute_batch("CREATE TABLE letters (text TEXT)").expect("made");
    let error = Store::open(&folder.address("theirs.db")).await.map(drop).expect_err("theirs");
    assert!(error.code() == "foreign" && error.text().th.contains("letters"), "{error}");
    let tables: i64 =
        theirs.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0)).expect("counted");
    assert_eq!(tables, 1);
}

#[tokio::test]
async fn a_store_opens_again_and_says_what_it_is() {
    for place in both() {
        let store = place.open().await;
        assert_eq!(store.kind(), if place.name == "SQLite" { Kind::Sqlite } else { Kind::Postgres });
        assert_eq!((store.mode(), store.file().is_some()), (Mode::Normal, place.name == "SQLite"));
        store.close().await;
        place.open().await.close().await;
    }
}

#[tokio::test]
async fn a_database_of_a_newer_or_changed_program_is_refused() {
    for place in both() {
        place.open().await.close().await;
        place
            .tamper("INSERT INTO migrations (version, name, digest) VALUES (999, 'later', '')")
            .expect("done");
        let newer = Store::open(&place.address).await.map(drop);
        assert!(matches!(newer, Err(Error::Newer { found: 999, .. })), "{}: {newer:?}", place.name);
        place.tamper("DELETE FROM migrations WHERE version = 999; UPDATE migrations SET digest = '' WHERE version = 2").expect("done");
        assert_eq!(Store::open(&place.address).await.map(drop), Err(Error::StepChanged(2)));
    }
}

#[tokio::test]
async fn settings_that_lose_data_are_refused() {
    let Some(shared) = cluster::shared() else { return };
    let forgetful = shared.database("") + "&options=-c%20synchronous_commit%3Doff";
    let refused = Store::open(&forgetful).await.map(drop).expect_err("unsafe");
    assert!(matches!(refused, Error::Unsafe { setting: "synchronous_commit", .. }), "{refused:?}");
    let text = refused.text();
    assert!(text.th.contains("synchronous_commit") && text.en.contains("set it to on"), "{text:?}");

    for setting in ["fsync", "full_page_writes"] {
        let Some(cluster) = Cluster::start(&format!("'{setting} = off'")) else { return };
        let refused = Store::open(&cluster.database("")).await.map(drop).expect_err("unsafe");
        assert!(matches!(&refused, Error::Unsafe { setting: named, .. } if *named == setting), "{refused:?}");
    }
}

#[tokio::test]
async fn a_database_that_sorts_by_language_is_refused() {
    let Some(shared) = cluster::shared() else { return };
    let thai = shared.database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'th-TH'");
    assert_eq!(Store::open(&thai).await.map(drop), Err(Error::Collation));
    let latin = shared.database("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    assert_eq!(Store::open(&latin).await.map(drop), Err(Error::Collation));
}

/// A column that nobody has classed would be personal data that nobody knows of.
#[tokio::test]
async fn every_column_of_both_engines_is_classed() {
    for place in both() {
        place.open().await.close().await;
        let found: BTreeSet<(String, String, String)> = if place.name == "SQLite" {
            let file = place.address.trim_start_matches("sqlite:");
            let connection = rusqlite::Connection::open(file).expect("opens");
            let sql = "SELECT t.name, c.name, upper(c.type) FROM sqlite_schema t, pragma_table_info(t.name) c \
                       WHERE t.type = 'table'";
            let mut statement = connection.prepare(sql).expect("sound");
            let rows =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("read");
            rows.map(|row| row.expect("read")).collect()
        } else {
            tokio::task::spawn_blocking({
                let address = place.address.clone();
                move || {
                    let mut client = postgres::Client::connect(&address, postgres::NoTls).expect("opens");
                    let sql = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), upper(CAST(data_type AS TEXT)) \
                               FROM information_schema.columns WHERE table_schema = 'public'";
                    let rows = client.query(sql, &[]).expect("read");
                    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect::<BTreeSet<_>>()
                }
            })
            .await
            .expect("joined")
        };
        assert!(100 < found.len());
        let types: BTreeSet<&str> = found.iter().map(|(.., kind)| kind.as_str()).collect();
        assert_eq!(types.into_iter().collect::<Vec<_>>(), ["BIGINT", "BYTEA", "TEXT"], "{}", place.name);
        let found: BTreeSet<(&str, &str)> = found
            .iter()
            .map(|(table, column, _)| (table.as_str(), column.as_str()))
            .filter(|(table, _)| *table != "migrations")
            .collect();
        let classed: BTreeSet<(&str, &str)> = inventory()
            .iter()
            .flat_map(|table| table.columns.iter().map(|column| (table.name, column.name)))
            .collect();
        assert_eq!(found, classed, "{}", place.name);
    }
}

/// The conformance suite runs every function of the tables: one that no test calls is reported here.
#[test]
fn every_function_is_called_on_both_engines() {
    let krate = testkit::root().join("crates/store");
    let read = |folder: &str| -> Vec<(String, String)> {
        let files = std::fs::read_dir(krate.join(folder)).expect("the crate").filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "rs").then(|| (name, std::fs::read_to_string(&path).expect("readable")))
        });
        files.collect()
    };
    let tests: String = read("tests/it").into_iter().map(|(_, text)| text).collect();
    let mut missing = Vec::new();
    let mut functions = 0;
    for (module, text) in read("src") {
        for line in text.lines().filter_map(|line| line.strip_prefix("pub fn ")) {
            let name: String =
                line.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            functions += 1;
            let call = format!("{module}::{name}");
            let is_called = tests.match_indices(&call).any(|(at, _)| {
                tests[at + call.len()..]
                    .chars()
                    .next()
                    .is_some_and(|next| !(next.is_alphanumeric() || next == '_'))
            });
            if !is_called && module != "schema" {
                missing.push(call);
            }
        }
    }
    assert!(60 < functions, "{functions}");
    assert!(missing.is_empty(), "no test calls {missing:?}");
}

/// Hashes of passwords stand in it: nobody else on the machine may read it.
#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_reads_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = crate::engines::sqlite();
    let store = place.open().await;
    crate::samples::agency(&store, "อบต.หนึ่ง").await;
    let folder = store.file().and_then(|file| file.parent()).expect("a folder").to_owned();
    store::backup::make(&store, &folder.join("backup.db"), crate::samples::at(0)).await.expect("made");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).expect("there") {
        let entry = entry.expect("readable");
        assert_eq!(
            entry.metadata().expect("there").permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
        names.push(entry.file_name().into_string().expect("plain"));
    }
    names.sort();
    assert_eq!(names, ["backup.db", "store.db", "store.db-shm", "store.db-wal"]);
}
