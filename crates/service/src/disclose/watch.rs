//! A number that changes whenever the public sees something else, so that finished pages can be kept until then.

use std::sync::atomic::Ordering;

use store::{Read, agencies, publications};

use crate::{Result, Service};

impl Service {
    /// Changes with each publication, withdrawal and change of an agency made through this program, before the one
    /// who made it is answered. Reading it costs nothing: it may be asked at every request.
    pub fn public_version(&self) -> u64 {
        self.public_state().version.load(Ordering::Acquire)
    }

    /// Looks whether another program that shares the database changed what the public sees, and counts on if so.
    /// To be called every few seconds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn refresh_public_version(&self) -> Result<u64> {
        let read = |tx: &mut Read<'_>| -> Result<(i64, i64)> {
            Ok((publications::count(tx)?, agencies::newest_change(tx)?))
        };
        let stamp = self.store().read(read).await?;
        let state = self.public_state();
        let mut seen = state.stamp.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *seen != Some(stamp) {
            *seen = Some(stamp);
            drop(seen);
            self.public_changed();
        }
        Ok(self.public_version())
    }

    /// What the public sees has changed.
    pub(crate) fn public_changed(&self) {
        self.public_state().version.fetch_add(1, Ordering::AcqRel);
    }
}
