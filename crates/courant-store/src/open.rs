//! Opening: one writer, a pool of readers, and errors that say what to do.
//!
//! How writes begin, and what happens to a connection that lost its transaction, stands in [`crate::writer`].

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::OpenError;
use crate::private::{make_file, make_folder};
use crate::writer::{Refused, whole};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a write waits for that of another program, such as a command beside the site.
const BUSY: Duration = Duration::from_secs(30);
const READERS: u32 = 6;

/// The database. Cheap to clone; all clones share one writer and one pool of readers.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    path: Option<PathBuf>,
    readers: SqlitePool,
    writer: SqlitePool,
    refused: Refused,
}

impl Store {
    /// Opens the database at `path`, making the folder and the file where they are missing, and brings its tables up to
    /// this program's version. A database from a newer program is refused unchanged.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        if path.is_dir() {
            return Err(OpenError::Unwritable {
                path: path.to_owned(),
                detail: "there is a folder of that name".to_owned(),
            });
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            make_folder(folder)
                .map_err(|error| OpenError::Unwritable { path: path.to_owned(), detail: error.to_string() })?;
        }
        let options = options().filename(path);
        inspect(path, &options).await?;
        let refused = Refused::default();
        // Where it cannot be made SQLite says why.
        let _ = make_file(path);
        let writing =
            options.clone().create_if_missing(true).journal_mode(SqliteJournalMode::Wal).pragma("secure_delete", "on");
        let writer = whole(pool(1), &refused).connect_with(writing).await.map_err(|error| refusal(path, &error))?;
        migrate(&writer, path).await?;
        // What a reader loses says nothing of writing.
        let readers = whole(pool(READERS), &Refused::default()).connect_with(options.pragma("query_only", "on"));
        let readers = readers.await.map_err(|error| refusal(path, &error))?;
        Ok(Self { inner: Arc::new(Inner { path: Some(path.to_owned()), readers, writer, refused }) })
    }

    /// Opens the database at `path` only to look into it: nothing is made, and nothing is brought up to this program's version,
    /// for whoever looks may not want to go on to it yet. One of an older version is refused, as what is asked for may not be in
    /// its tables. Writes fail.
    pub async fn open_to_look(path: &Path) -> Result<Self, OpenError> {
        match inspect(path, &options().filename(path)).await? {
            Found::Older { found, known } => Err(OpenError::Older { path: path.to_owned(), found, known }),
            _ => Self::open_as_it_is(path).await,
        }
    }

    /// The same whichever earlier version it has: only for [`Store::backup`], which asks its tables nothing.
    pub async fn open_as_it_is(path: &Path) -> Result<Self, OpenError> {
        let options = options().filename(path);
        if matches!(inspect(path, &options).await?, Found::Empty) {
            return Err(OpenError::Empty { path: path.to_owned() });
        }
        let refused = Refused::default();
        let readers = whole(pool(READERS), &refused).connect_with(options.pragma("query_only", "on"));
        let readers = readers.await.map_err(|error| refusal(path, &error))?;
        Ok(Self { inner: Arc::new(Inner { path: Some(path.to_owned()), writer: readers.clone(), readers, refused }) })
    }

    /// Opens a copy that is to take a database's place: unlike [`Store::open`] it wants one that is there and whole, down to
    /// each page. A copy that is refused may still be read by hand.
    pub async fn open_copy(path: &Path) -> Result<Self, OpenError> {
        if matches!(inspect(path, &options().filename(path)).await?, Found::Empty) {
            return Err(OpenError::Empty { path: path.to_owned() });
        }
        let store = Self::open(path).await?;
        let damage = match store.damage().await {
            Ok(None) => return Ok(store),
            Ok(Some(damage)) => damage,
            Err(error) => error.to_string(),
        };
        store.close().await;
        Err(OpenError::Damaged { path: path.to_owned(), detail: damage })
    }

    /// A database that lives as long as the value, for tests. Reads and writes share one connection.
    pub async fn open_memory() -> Result<Self, OpenError> {
        let path = Path::new(":memory:");
        let writer = pool(1).connect_with(options().in_memory(true)).await.map_err(|error| refusal(path, &error))?;
        migrate(&writer, path).await?;
        let refused = Refused::default();
        Ok(Self { inner: Arc::new(Inner { path: None, readers: writer.clone(), writer, refused }) })
    }

    /// Lets go of all connections; what was committed is on the disk. Later calls fail.
    pub async fn close(&self) {
        self.inner.readers.close().await;
        self.inner.writer.close().await;
    }

    /// The database file; none for a database in memory.
    pub fn path(&self) -> Option<&Path> {
        self.inner.path.as_deref()
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.inner.readers
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.inner.writer
    }

    pub(crate) fn refused(&self) -> &Refused {
        &self.inner.refused
    }
}

pub(crate) fn options() -> SqliteConnectOptions {
    SqliteConnectOptions::new().foreign_keys(true).synchronous(SqliteSynchronous::Full).busy_timeout(BUSY)
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(120))
}

/// Looks into an existing file without writing, so that a foreign or newer database stays byte for byte as it is.
async fn inspect(path: &Path, options: &SqliteConnectOptions) -> Result<Found, OpenError> {
    if std::fs::metadata(path).map_or(0, |metadata| metadata.len()) == 0 {
        return Ok(Found::Empty);
    }
    let mut connection = SqliteConnection::connect_with(&options.clone().read_only(true))
        .await
        .map_err(|error| refusal(path, &error))?;
    let looked = look(&mut connection).await;
    connection.close().await.map_err(|error| refusal(path, &error))?;
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    let done = match looked.map_err(|error| refusal(path, &error))? {
        Tables::None => return Ok(Found::Empty),
        Tables::Foreign => return Err(OpenError::NotADatabase { path: path.to_owned() }),
        Tables::Migrated(done) => done,
    };
    let newest = done.iter().copied().max().unwrap_or(0);
    if newest > known {
        return Err(OpenError::Newer { path: path.to_owned(), found: newest, known });
    }
    let mut versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    versions.sort_unstable();
    // What came in between counts as not there yet, and so does all after it.
    let reached = versions.iter().take_while(|version| done.contains(version)).copied().max().unwrap_or(0);
    Ok(if reached < known { Found::Older { found: reached, known } } else { Found::Current })
}

/// A database that is there and that this program can bring up to date, or has.
enum Found {
    Empty,
    Older { found: i64, known: i64 },
    Current,
}

enum Tables {
    None,
    Foreign,
    Migrated(Vec<i64>),
}

async fn look(connection: &mut SqliteConnection) -> sqlx::Result<Tables> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut *connection).await?;
    if tables.is_empty() {
        return Ok(Tables::None);
    }
    if !tables.iter().any(|table| table == "_sqlx_migrations") {
        return Ok(Tables::Foreign);
    }
    let done = sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success ORDER BY version");
    Ok(Tables::Migrated(done.fetch_all(&mut *connection).await?))
}

async fn migrate(writer: &SqlitePool, path: &Path) -> Result<(), OpenError> {
    MIGRATIONS.run(writer).await.map_err(|error| match error {
        MigrateError::VersionMissing(found) => {
            let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
            OpenError::Newer { path: path.to_owned(), found, known }
        }
        MigrateError::VersionMismatch(version) => OpenError::Altered { path: path.to_owned(), version },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => refusal(path, &error),
        other => OpenError::Other { path: path.to_owned(), detail: other.to_string() },
    })
}

/// SQLite's primary result codes, as words.
fn refusal(path: &Path, error: &sqlx::Error) -> OpenError {
    let path = path.to_owned();
    let detail = error.to_string();
    let code = match error {
        sqlx::Error::Database(database) => {
            database.code().and_then(|code| code.parse::<i64>().ok()).map(|code| code & 0xff)
        }
        _ => None,
    };
    match code {
        Some(3 | 8 | 14 | 23) => OpenError::Unwritable { path, detail: plain(&detail) },
        Some(11) => OpenError::Damaged { path, detail: said(&detail) },
        Some(26) => OpenError::NotADatabase { path },
        Some(5 | 6) => OpenError::Locked { path },
        _ => OpenError::Other { path, detail },
    }
}

fn plain(detail: &str) -> String {
    format!("{}; the folder may be read-only", said(detail))
}

/// Without the number that the library puts before its words.
fn said(detail: &str) -> String {
    let words = detail.split_once("(code:").and_then(|(_, rest)| rest.split_once(") "));
    words.map_or(detail, |(_, words)| words).to_owned()
}
