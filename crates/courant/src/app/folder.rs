//! The data folder: where it is by default, whether it can be written, and the lock that keeps two servers apart.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use url::Url;

/// The platform's folder for data of this program, such as `~/.local/share/courant`.
pub fn default_folder() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "courant")
        .context("this machine names no home folder; give one with --data DIR")?;
    Ok(folders.data_dir().to_owned())
}

/// Makes the folder where it is missing and checks that it can be written.
pub fn ready(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    tempfile::tempfile_in(folder).with_context(|| format!("the data folder {} cannot be written", folder.display()))?;
    Ok(())
}

/// Held while a server runs in a folder; let go of when dropped, or when the process ends in any way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder's lock, or says who has it.
    pub fn take(folder: &Path) -> anyhow::Result<Self> {
        ready(folder)?;
        match try_lock(folder)? {
            Some(file) => Ok(Self { _file: file }),
            None => bail!(
                "the data folder {} is in use by another Courant; stop that one, or give this one its own with --data DIR",
                folder.display()
            ),
        }
    }
}

impl Lock {
    /// Says by which clock this process goes, so that commands which hand it work plan that work by the same.
    pub fn note_clock(&self, folder: &Path, clock: Option<&Url>) -> anyhow::Result<()> {
        let path = folder.join(CLOCK);
        let noted = match clock {
            Some(clock) => std::fs::write(&path, clock.as_str()),
            None => std::fs::remove_file(&path).or_else(|error| match error.kind() {
                ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            }),
        };
        noted.with_context(|| format!("{} cannot be written", path.display()))
    }
}

/// The test clock that the server of this folder goes by, while one runs.
pub fn clock_of_server(folder: &Path) -> Option<Url> {
    let noted = std::fs::read_to_string(folder.join(CLOCK)).ok()?;
    if locked_by_server(folder) { Url::parse(noted.trim()).ok() } else { None }
}

/// Whether a server runs in the folder.
pub fn locked_by_server(folder: &Path) -> bool {
    folder.join(LOCK).exists() && matches!(try_lock(folder), Ok(None))
}

const LOCK: &str = "courant.lock";
/// Names the test clock of the server that holds the lock; absent when it goes by the machine's.
const CLOCK: &str = "courant.clock";

fn try_lock(folder: &Path) -> anyhow::Result<Option<File>> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("{} cannot be opened", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", path.display())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn commands_see_the_clock_of_the_server_that_runs_and_of_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Url::parse("http://127.0.0.1:8800/").unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        lock.note_clock(folder.path(), Some(&clock)).unwrap();
        assert_eq!(clock_of_server(folder.path()), Some(clock.clone()));
        lock.note_clock(folder.path(), None).unwrap();
        assert_eq!(clock_of_server(folder.path()), None);
        lock.note_clock(folder.path(), Some(&clock)).unwrap();
        drop(lock);
        assert_eq!(clock_of_server(folder.path()), None, "what a killed server left behind");
    }
}
