//! The one writer: how a write begins, and what is done when the disk refuses one.
//!
//! Where SQLite cannot write (the disk is full, fails, or memory is short) it rolls the whole transaction back by itself.
//! The rollback that follows then fails for want of a transaction, and the connection counts one that is not there for as
//! long as it lives: nothing can begin on it again. Such a connection is closed, and the next write opens a new one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::rows::Tx;
use crate::{Result, Store, StoreError};

/// How long a look at whether one can write waits for its turn. SQLite waits longer for another program: that writes, then.
const TURN: Duration = Duration::from_secs(8);

/// How much is written to see whether there is room again, bytes: a page or two fit into what the write that was refused has
/// left on the disk.
const ROOM: usize = 1 << 20;

/// Whether the last write that SQLite rolled back by itself has had no good one after it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Refused(Arc<AtomicBool>);

impl Refused {
    fn set(&self, refused: bool) {
        self.0.store(refused, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A pool that keeps no connection which lost its transaction. Not for a database in memory, which ends with its connection.
pub(crate) fn whole(pool: SqlitePoolOptions, refused: &Refused) -> SqlitePoolOptions {
    let refused = refused.clone();
    pool.after_release(move |connection, _| {
        let refused = refused.clone();
        Box::pin(async move {
            // A write that was dropped is rolled back by now only if the connection has answered since.
            connection.ping().await?;
            let lost = connection.is_in_transaction();
            if lost {
                refused.set(true);
            }
            Ok(!lost)
        })
    })
}

impl Store {
    /// Waits for the one writer and begins. IMMEDIATE, so that no transaction fails half-way for want of the write lock.
    pub(crate) async fn write(&self) -> Result<Tx> {
        Ok(self.writer().begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Lets go of the writer alone, so that everything can be read and nothing written: for tests of what is shown then.
    #[doc(hidden)]
    pub async fn close_writer(&self) {
        self.writer().close().await;
    }

    /// Whether a write can begin now; after one that the disk refused, whether one can be brought to its end again.
    pub async fn check_writing(&self) -> Result<()> {
        let Ok(begun) = tokio::time::timeout(TURN, self.write()).await else {
            return match self.refused().is_set() {
                // Another write takes its time, so one can be begun.
                false => Ok(()),
                true => Err(StoreError::Conflict("no write could be begun".to_owned())),
            };
        };
        let mut tx = begun?;
        if !self.refused().is_set() {
            return Ok(tx.rollback().await?);
        }
        sqlx::query(
            "INSERT INTO settings (key, value) VALUES ('room', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(format!("\"{}\"", "x".repeat(ROOM)))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.refused().set(false);
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM settings WHERE key = 'room'").execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}
