//! Empty stores on both engines, in places that are removed afterwards.

use store::{Options, Store};
use testkit::cluster;
pub use testkit::places::Folder;

/// A place for a store, with what has to outlive it.
pub struct Place {
    pub address: String,
    pub name: &'static str,
    folder: Option<Folder>,
}

impl Place {
    pub async fn open(&self) -> Store {
        Store::open(&self.address).await.expect("a store")
    }

    pub async fn open_at(&self, version: i64) -> Store {
        let options = Options { version: Some(version), ..Options::default() };
        Store::open_with(&self.address, &options).await.expect("a store")
    }

    /// Runs a statement past the store, as somebody with the database in their hands would.
    pub fn tamper(&self, sql: &str) -> Result<(), String> {
        match &self.folder {
            Some(folder) => {
                let connection = rusqlite::Connection::open(folder.file("store.db")).expect("opens");
                connection.execute_batch(sql).map_err(|error| error.to_string())
            }
            None => {
                let (address, sql) = (self.address.clone(), sql.to_owned());
                // The client runs a runtime of its own, which it may not do on a thread of the test's.
                let work = move || {
                    let mut client = postgres::Client::connect(&address, postgres::NoTls).expect("opens");
                    client.batch_execute(&sql).map_err(|error| format!("{error:?}"))
                };
                std::thread::spawn(work).join().expect("joined")
            }
        }
    }
}

pub fn sqlite() -> Place {
    let folder = Folder::new();
    Place { address: folder.address("store.db"), name: "SQLite", folder: Some(folder) }
}

pub fn postgres() -> Option<Place> {
    let cluster = cluster::shared()?;
    Some(Place { address: cluster.database(""), name: "PostgreSQL", folder: None })
}

/// An empty place on each engine.
pub fn both() -> Vec<Place> {
    [Some(sqlite()), postgres()].into_iter().flatten().collect()
}
