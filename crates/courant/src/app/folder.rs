//! The data folder: where it is by default, whether it can be written, and the lock that keeps two servers apart.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use url::Url;

use crate::fetch::AllowedNetwork;

/// The platform's folder for data of this program, such as `~/.local/share/courant`.
pub fn default_folder() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "courant")
        .context("this machine names no home folder; give one with --data DIR")?;
    Ok(folders.data_dir().to_owned())
}

/// Makes the folder where it is missing and checks that it can be written.
pub fn ready(folder: &Path) -> anyhow::Result<()> {
    courant_store::make_folder(folder)
        .with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
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
        note(&folder.join(CLOCK), clock.map(Url::as_str))
    }

    /// Says which ranges are open to this process, so that commands which hand it work can tell what it will refuse.
    pub fn note_networks(&self, folder: &Path, allowed: &[AllowedNetwork]) -> anyhow::Result<()> {
        let lines: String = allowed.iter().map(|network| format!("{network}\n")).collect();
        note(&folder.join(NETWORKS), Some(lines.as_str()).filter(|lines| !lines.is_empty()))
    }
}

fn note(path: &Path, words: Option<&str>) -> anyhow::Result<()> {
    let noted = match words {
        Some(words) => std::fs::write(path, words),
        None => std::fs::remove_file(path).or_else(|error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        }),
    };
    noted.with_context(|| format!("{} cannot be written", path.display()))
}

/// The ranges that are open to the server of this folder; `None` while none runs.
pub fn networks_of_server(folder: &Path) -> Option<Vec<String>> {
    if !locked_by_server(folder) {
        return None;
    }
    let noted = std::fs::read_to_string(folder.join(NETWORKS)).unwrap_or_default();
    Some(noted.lines().map(str::to_owned).collect())
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
/// Names the ranges open to the server that holds the lock, one a line; absent when there are none.
const NETWORKS: &str = "courant.networks";

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

    #[test]
    fn commands_say_what_the_server_that_runs_will_refuse() {
        let folder = tempfile::tempdir().unwrap();
        let networks =
            |ranges: &[&str]| -> Vec<AllowedNetwork> { ranges.iter().map(|range| range.parse().unwrap()).collect() };
        let check = |given: &[&str], words: &str| {
            assert_eq!(crate::app::what_reads(folder.path(), &networks(given)), words, "{given:?}");
        };
        check(&["127.0.0.0/8"], "`courant serve --allow-network 127.0.0.0/8` reads it.");
        let lock = Lock::take(folder.path()).unwrap();
        for own in [&["10.0.0.0/8", "::1/128"][..], &["10.0.0.0/8"][..]] {
            lock.note_networks(folder.path(), &networks(own)).unwrap();
            check(&["10.0.0.0/8"], "The running site reads it now.");
        }
        check(&[], "The running site reads it now.");
        let refused = "The running site reads it now, but nothing in ::1/128: that is open to it when started with \
                       --allow-network ::1/128.";
        check(&["10.0.0.0/8", "::1/128"], refused);
        lock.note_networks(folder.path(), &[]).unwrap();
        check(&["::1/128"], refused);
        drop(lock);
        check(&[], "`courant serve` reads it.");
    }
}
