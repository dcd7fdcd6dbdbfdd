//! The reference data and scorers beside the project: where they are, and unpacking.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// The folder with `data/` and `score/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    folder: PathBuf,
}

impl Shared {
    /// `COURANT_SHARED`, or `../shared` beside the project when it is there.
    ///
    /// # Errors
    /// When `COURANT_SHARED` names a folder without scorers: asked for and missing is no reason to skip.
    pub fn find() -> anyhow::Result<Option<Self>> {
        let beside = || crate::root().join("../shared");
        Self::choose(std::env::var_os("COURANT_SHARED").map(|named| crate::root().join(named)), &beside())
    }

    fn choose(named: Option<PathBuf>, beside: &Path) -> anyhow::Result<Option<Self>> {
        let complete = |folder: &Path| folder.join("score").is_dir() && folder.join("data").is_dir();
        if let Some(folder) = named {
            ensure!(complete(&folder), "COURANT_SHARED is {}, which has no score/ and data/", folder.display());
            return Ok(Some(Self { folder }));
        }
        Ok(complete(beside).then(|| Self { folder: beside.to_path_buf() }))
    }

    /// A scorer's program.
    pub fn scorer(&self, name: &str) -> PathBuf {
        self.folder.join("score").join(name)
    }

    /// The folder of a pack, unpacked now if it is not there yet.
    ///
    /// # Errors
    /// When it is missing and cannot be unpacked.
    pub fn pack(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = cache()?.join(name);
        if !folder.join(".complete").exists() {
            let unpack = self.folder.join("data/unpack");
            let status = Command::new(&unpack)
                .arg(name)
                .stdout(std::process::Stdio::null())
                .status()
                .with_context(|| format!("{} cannot be run", unpack.display()))?;
            ensure!(status.success(), "{} {name} failed: {status}", unpack.display());
        }
        ensure!(folder.is_dir(), "{} is missing after unpacking", folder.display());
        Ok(folder)
    }
}

/// `COURANT_DATA`, or the folder that the packs go to by themselves.
fn cache() -> anyhow::Result<PathBuf> {
    if let Some(folder) = std::env::var_os("COURANT_DATA") {
        return Ok(PathBuf::from(folder));
    }
    let home = std::env::var_os("HOME").context("neither COURANT_DATA nor HOME is set")?;
    Ok(PathBuf::from(home).join(".cache/courant-data"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::Shared;

    #[test]
    fn a_named_folder_must_be_there_and_the_one_beside_need_not() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty");
        assert!(Shared::choose(Some(empty.clone()), folder.path()).is_err());
        assert_eq!(Shared::choose(None, &empty).unwrap(), None);
        std::fs::create_dir_all(empty.join("score")).unwrap();
        assert_eq!(Shared::choose(None, &empty).unwrap(), None);
        std::fs::create_dir_all(empty.join("data")).unwrap();
        let found = Shared { folder: empty.clone() };
        assert_eq!(Shared::choose(None, &empty).unwrap(), Some(found.clone()));
        assert_eq!(Shared::choose(Some(empty), folder.path()).unwrap(), Some(found));
    }
}
