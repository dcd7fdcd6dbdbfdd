//! What can go wrong, told apart by what a person or a caller can do about it.

use std::path::PathBuf;

/// Why a database could not be opened. Each message is one sentence for the terminal.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or the file does not let us write.
    #[error("cannot write the database {}: {detail}", path.display())]
    Unwritable {
        /// The database file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The file is something else.
    #[error("{} is not a Courant database; it was left as it is", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// There is nothing in it.
    #[error("{} holds nothing", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Parts of it are not what was written.
    #[error("the database {} is damaged: {detail}", path.display())]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// The first that is wrong.
        detail: String,
    },
    /// A later Courant has been here.
    #[error(
        "the database {} is from a newer Courant (its version is {found}, this program knows {known}); install that version again; nothing was changed",
        path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The newest migration in the file.
        found: i64,
        /// The newest migration in this program.
        known: i64,
    },
    /// This Courant has not been here yet.
    #[error(
        "the database {} is from an older Courant (its version is {found}, this program's is {known}); `courant serve` brings it up to date, and `courant backup FILE` copies it as it is before that; nothing was changed",
        path.display()
    )]
    Older {
        /// The database file.
        path: PathBuf,
        /// The newest migration that it has with all before it.
        found: i64,
        /// The newest migration in this program.
        known: i64,
    },
    /// Another process holds it and did not let go within the busy timeout.
    #[error("the database {} is in use by another program", path.display())]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// A migration that this database has seen reads differently now.
    #[error("the database {} was made by a different build of migration {version}", path.display())]
    Altered {
        /// The database file.
        path: PathBuf,
        /// The migration.
        version: i64,
    },
    /// Anything else.
    #[error("cannot open the database {}: {detail}", path.display())]
    Other {
        /// The database file.
        path: PathBuf,
        /// What was said.
        detail: String,
    },
}

/// Why a read or a write did not happen. A write that fails has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row.
    #[error("not found")]
    NotFound,
    /// The request contradicts what is stored; the sentence says how.
    #[error("{0}")]
    Conflict(String),
    /// A stored value cannot be read back.
    #[error("the stored {what} cannot be read: {detail}")]
    Stored {
        /// The column.
        what: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The database said no.
    #[error("database: {0}")]
    Db(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::ColumnDecode { index, source } => Self::Stored { what: index, detail: source.to_string() },
            other => Self::Db(other),
        }
    }
}
