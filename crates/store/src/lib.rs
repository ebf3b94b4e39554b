//! Keeps what the program is given and finds it again: SQLite in one file, or PostgreSQL behind a URL.
//!
//! All SQL of the project stands in this crate, once for both engines. Use cases call the typed functions of a
//! table's module inside [`Store::read`] or [`Store::write`]:
//!
//! ```
//! use domain::agency::AgencyKind;
//! use store::{Act, Actor, AgencyId, Store, agencies};
//! # async fn example(now: jiff::Timestamp, random: [u8; 10]) -> Result<(), store::Error> {
//! let store = Store::open("sqlite:prongsai.db").await?;
//! let act = Act::new(now, Actor::Console);
//! let id = AgencyId::new(now, random);
//! let details = agencies::Details::new("อบต.ตัวอย่าง", AgencyKind::SubdistrictOrganization);
//! store.write(move |tx| agencies::add(tx, &act, &id, &details)).await?;
//! let found = store.read(move |tx| agencies::get(tx, &id)).await?;
//! assert_eq!(found.details.name, "อบต.ตัวอย่าง");
//! # Ok(())
//! # }
//! ```
//!
//! - **A write is answered after it is on disk.** Writes that come together share one transaction, each in a
//!   savepoint of its own, and are answered when its commit has reached the disk.
//! - **Every change leaves an audit row** in the same transaction, chained to the one before; see [`audit`].
//! - **Closures, not futures.** A closure runs to its end on a thread that owns the connection, whether or not
//!   the caller still waits, so that a request that is given up cannot leave a transaction half way. It must not
//!   wait for anything but the database.
//! - **Time and randomness are arguments.** Nothing here reads a clock or draws a number.

mod act;
pub mod acting_orders;
pub mod agencies;
pub mod assessments;
pub mod audit;
pub mod backup;
mod change;
pub mod credentials;
mod digest;
mod engine;
mod error;
mod id;
pub mod identities;
pub mod invitations;
pub mod jobs;
pub mod memberships;
mod migrate;
mod moment;
pub mod offices;
pub mod people;
pub mod plans;
pub mod publications;
mod schema;
pub mod sessions;
pub mod settings;
pub mod spare_codes;
mod store;
pub mod successions;
mod transaction;
pub mod units;

pub use act::{Act, Actor};
pub use digest::Digest;
pub use engine::{Kind, Link};
pub use error::{Error, Result};
pub use id::{
    ActingOrderId, AgencyId, AssessmentId, Id, IdError, IdentityId, InvitationId, JobId, MembershipId,
    OfficeId, PasskeyId, PersonId, PlanId, PublicationId, SessionId, SuccessionId, UnitId,
};
pub use schema::{Class, Column, Table, inventory};
pub use store::{Mode, Options, Store, Written};
pub use transaction::{Read, Write};
