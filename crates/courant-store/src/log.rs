//! A database as one file: what stands in its write-ahead log is taken into it.

use std::path::Path;
use std::time::Duration;

use sqlx::{Connection as _, SqliteConnection};

use crate::open::options;
use crate::{Result, Store, StoreError};

/// How long readers are waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Takes into the file at `path` what stands in the log beside it, which a server that was killed leaves behind, so that the
/// file can be moved alone. Nothing else is changed, its version least of all. [`StoreError::Conflict`] when it is in use.
pub async fn make_whole(path: &Path) -> Result<()> {
    // Those who write wait as long as this does.
    let options = options().filename(path).busy_timeout(PATIENCE);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let done = take_in(&mut connection).await;
    connection.close().await?;
    done
}

impl Store {
    /// The same for an open database. What was overwritten or deleted stands nowhere in the log any more.
    pub async fn empty_log(&self) -> Result<()> {
        match self.path() {
            Some(path) => make_whole(path).await,
            None => Ok(()),
        }
    }
}

async fn take_in(connection: &mut SqliteConnection) -> Result<()> {
    let (busy, ..): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
    if busy == 0 {
        return Ok(());
    }
    Err(StoreError::Conflict("the database is being read, so its log could not be emptied".to_owned()))
}
