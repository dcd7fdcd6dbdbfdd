//! The data folder: where it is by default, whether it can be written, and the lock that keeps two servers apart.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The platform's folder for data of this program, such as `~/.local/share/courant`.
pub fn default_folder() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "courant")
        .context("this machine names no home folder; give one with --data DIR")?;
    Ok(folders.data_dir().to_owned())
}

/// Makes the folder where it is missing and checks that it can be written.
pub fn ready(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    tempfile::tempfile_in(folder)
        .with_context(|| format!("the data folder {} cannot be written", folder.display()))?;
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

/// Whether a server runs in the folder.
pub fn locked_by_server(folder: &Path) -> bool {
    folder.join(LOCK).exists() && matches!(try_lock(folder), Ok(None))
}

const LOCK: &str = "courant.lock";

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
