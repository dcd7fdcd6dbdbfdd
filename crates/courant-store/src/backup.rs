//! A copy of the whole database, taken while it is in use, and whether one is whole.

use std::path::{Path, PathBuf};

use sqlx::{Connection as _, SqliteConnection};

use crate::open::options;
use crate::private::make_file;
use crate::{Result, Store, StoreError};

impl Store {
    /// Writes a copy of the database as of one instant to the new file `to`, without holding up readers or writers.
    /// The copy is on the disk, whole, before it gets that name. [`StoreError::Conflict`] when there is a file already,
    /// when the folder cannot be written, or for a database in memory.
    pub async fn backup(&self, to: &Path) -> Result<()> {
        let Some(from) = self.path() else {
            return Err(StoreError::Conflict("a database in memory cannot be backed up".to_owned()));
        };
        if std::fs::symlink_metadata(to).is_ok() {
            return Err(StoreError::Conflict(format!("{} is there already; it was left as it is", to.display())));
        }
        let part = part_of(to)?;
        let copied = copy(from, &part).await.and_then(|()| settle(&part, to));
        if copied.is_err() {
            // What is half written is of no use; that it could not be taken away does not hide why the copy failed.
            let _ = std::fs::remove_file(&part);
        }
        copied
    }

    /// The first thing that is wrong with the file: every page is read, and held against those that lead to it. `None` when
    /// it is whole. Takes time with its size; readers and writers go on meanwhile.
    pub async fn damage(&self) -> Result<Option<String>> {
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(self.readers()).await?;
        Ok((found != "ok").then(|| found.replace('\n', " ")))
    }
}

/// Where the copy grows until it is whole. Left over from a copy that was cut short, it goes.
fn part_of(to: &Path) -> Result<PathBuf> {
    let Some(name) = to.file_name() else {
        return Err(StoreError::Conflict(format!("{} names no file", to.display())));
    };
    let mut name = name.to_owned();
    name.push(".part");
    let part = to.with_file_name(name);
    match std::fs::remove_file(&part) {
        Ok(()) => Ok(part),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(part),
        Err(error) => Err(cannot_write(&part, &error)),
    }
}

/// Over a connection of its own, so that the one writer stays free.
async fn copy(from: &Path, part: &Path) -> Result<()> {
    let Some(target) = part.to_str() else {
        return Err(StoreError::Conflict(format!("{} is no name in Unicode", part.display())));
    };
    make_file(part).map_err(|error| cannot_write(part, &error))?;
    let mut connection = SqliteConnection::connect_with(&options().filename(from)).await?;
    let copied = sqlx::query("VACUUM INTO $1").bind(target.to_owned()).execute(&mut connection).await;
    connection.close().await?;
    match copied {
        Ok(_) => Ok(()),
        Err(error) => Err(StoreError::Conflict(format!("cannot write the backup {}: {error}", part.display()))),
    }
}

fn settle(part: &Path, to: &Path) -> Result<()> {
    let synced = std::fs::OpenOptions::new().write(true).open(part).and_then(|file| file.sync_all());
    synced.and_then(|()| std::fs::rename(part, to)).map_err(|error| cannot_write(to, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Conflict(format!("cannot write the backup {}: {error}", path.display()))
}
