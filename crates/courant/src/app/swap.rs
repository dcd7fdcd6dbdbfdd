//! One database file in the place of another: what was there is kept, whole, and a crash at any moment leaves one of the two.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use courant_store::{make_file, make_whole};

/// What SQLite keeps beside a database's file.
const SIDES: [&str; 2] = ["-wal", "-shm"];

/// How a database's file begins.
const MARK: &[u8; 16] = b"SQLite format 3\0";

/// Copies a database to `to` with the log beside it, in which what was written last may stand.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    discard(to);
    pour(from, to)?;
    match pour(&beside(from, "-wal"), &beside(to, "-wal")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies the words only, not who may read them.
fn pour(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    make_file(to)?;
    let mut to = OpenOptions::new().write(true).open(to)?;
    io::copy(&mut from, &mut to).map(|_| ())
}

/// Removes a copy that is not wanted, and what stands beside it. What cannot be removed only takes up space.
pub fn discard(copy: &Path) {
    for name in all_of(copy) {
        let _ = fs::remove_file(name);
    }
}

/// Puts the closed database `coming` in the place of `database`; both lie in one folder. Gives the name under which what was
/// there is kept, where there was anything.
pub async fn put_in_place(coming: &Path, database: &Path, now_ms: i64) -> anyhow::Result<Option<PathBuf>> {
    if is_database(database) {
        // Should it be damaged, it is kept as it is, with its log.
        if let Err(error) = make_whole(database).await {
            tracing::debug!(%error, "the database that was there is kept in parts");
        }
    }
    let said = |path: &Path| format!("{} cannot be put in place", path.display());
    OpenOptions::new().write(true).open(coming).and_then(|file| file.sync_all()).with_context(|| said(coming))?;
    let kept = keep(database, now_ms / 1000).with_context(|| format!("{} cannot be kept", database.display()))?;
    fs::rename(coming, database).with_context(|| said(database))?;
    for side in SIDES {
        let _ = fs::remove_file(beside(coming, side));
    }
    if let Some(folder) = database.parent() {
        sync_folder(folder);
    }
    Ok(kept)
}

/// Of a file that is none, or empty, SQLite throws the log away, which may be all that is left.
fn is_database(path: &Path) -> bool {
    let mut begins = [0; MARK.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok_and(|()| begins == *MARK)
}

/// Gives what is there a second name, so that the first is never nobody's, and takes its log out of the way of what comes:
/// SQLite would read it into that.
fn keep(database: &Path, second: i64) -> io::Result<Option<PathBuf>> {
    if !all_of(database).iter().any(|name| name.exists()) {
        return Ok(None);
    }
    let kept = free_name(database, second)?;
    if database.exists() {
        // Where a file can have one name only, a copy does.
        fs::hard_link(database, &kept).or_else(|_| fs::copy(database, &kept).map(|_| ()))?;
    }
    for side in SIDES {
        match fs::rename(beside(database, side), beside(&kept, side)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(Some(kept))
}

/// A name that nothing has yet, also when another was kept in the same second.
fn free_name(database: &Path, second: i64) -> io::Result<PathBuf> {
    let names = (1..1000).map(|nth| match nth {
        1 => beside(database, &format!(".before-{second}")),
        _ => beside(database, &format!(".before-{second}-{nth}")),
    });
    let is_free = |name: &PathBuf| all_of(name).iter().all(|name| fs::symlink_metadata(name).is_err());
    names.into_iter().find(is_free).ok_or_else(|| io::Error::new(ErrorKind::AlreadyExists, "no name is free for it"))
}

fn all_of(database: &Path) -> [PathBuf; 3] {
    [database.to_owned(), beside(database, SIDES[0]), beside(database, SIDES[1])]
}

fn beside(path: &Path, side: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// Has the new names on the disk. Not every system lets a folder be opened; those write names soon by themselves.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Puts "new" in place where `there` lies; gives what lies there then, by name.
    async fn check(there: &[(&str, &str)], expected: &[(&str, &str)]) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, bytes) in there {
            fs::write(at(name), bytes).unwrap();
        }
        fs::write(at("from"), "new").unwrap();
        copy(&at("from"), &at("db.coming")).unwrap();
        fs::remove_file(at("from")).unwrap();
        put_in_place(&at("db.coming"), &at("db"), 7_999).await.unwrap();
        let mut left: Vec<(String, String)> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .collect();
        left.sort();
        let left: Vec<(&str, &str)> = left.iter().map(|(name, bytes)| (name.as_str(), bytes.as_str())).collect();
        assert_eq!(left, expected, "{there:?}");
    }

    #[tokio::test]
    async fn no_log_of_another_database_lies_beside_the_new_one_and_nothing_kept_is_lost() {
        check(&[], &[("db", "new")]).await;
        check(&[("db", "old")], &[("db", "new"), ("db.before-7", "old")]).await;
        check(
            &[("db", "old"), ("db-wal", "log"), ("db-shm", "index")],
            &[("db", "new"), ("db.before-7", "old"), ("db.before-7-shm", "index"), ("db.before-7-wal", "log")],
        )
        .await;
        check(&[("db-wal", "log")], &[("db", "new"), ("db.before-7-wal", "log")]).await;
        check(&[("db.coming-wal", "stale"), ("db.coming-shm", "stale")], &[("db", "new")]).await;
        check(
            &[("db", "old"), ("db.before-7", "older"), ("db.before-7-2-wal", "a log")],
            &[("db", "new"), ("db.before-7", "older"), ("db.before-7-2-wal", "a log"), ("db.before-7-3", "old")],
        )
        .await;
    }
}
