//! `courant restore FILE`: a copy that is whole takes the database's place; what was there is kept beside it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use courant_store::Store;

use super::House;
use crate::app::{self, Lock};
use crate::clock::Clock;

/// What `restore` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// A copy made by `courant backup`
    file: PathBuf,
    #[command(flatten)]
    house: House,
}

/// What SQLite keeps beside a database's file.
const SIDES: [&str; 2] = ["-wal", "-shm"];

/// Runs the command. The copy is opened elsewhere first, so that a damaged or foreign one changes nothing.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    // Before the folder is made, to which a mistyped name need not lead.
    std::fs::File::open(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let folder = options.house.folder()?;
    let _lock = Lock::take(&folder)?;
    let database = app::database(&folder);
    let coming = folder.join("courant.db.coming");
    // Left over from a restore that was cut short, what stands beside it would be taken for a part of this one.
    discard(&coming);
    let into = || format!("{} cannot be copied into {}", options.file.display(), folder.display());
    let copied = std::fs::copy(&options.file, &coming).with_context(into);
    if let Err(error) = settle(copied, &coming).await {
        discard(&coming);
        let words = format!("{} is no copy that can be used; nothing was changed", options.file.display());
        return Err(error.context(words));
    }
    if database.exists() {
        let kept = folder.join(format!("courant.db.before-{}", Clock::system().now_ms() / 1000));
        for side in [""].into_iter().chain(SIDES) {
            let from = beside(&database, side);
            if from.exists() {
                std::fs::rename(&from, beside(&kept, side))
                    .with_context(|| format!("{} cannot be moved", from.display()))?;
            }
        }
        eprintln!("The database that was here is kept as {}.", kept.display());
    }
    std::fs::rename(&coming, &database).with_context(|| format!("{} cannot be put in place", database.display()))?;
    discard(&coming);
    // The index follows the database it was built from; the new one gets its own.
    let search = folder.join("search");
    if search.exists() {
        std::fs::remove_dir_all(&search).with_context(|| format!("{} cannot be removed", search.display()))?;
    }
    eprintln!("Restored from {}.", options.file.display());
    Ok(ExitCode::SUCCESS)
}

/// Checks the copy, brings it up to this program's version, and has it all on the disk.
async fn settle(copied: anyhow::Result<u64>, coming: &Path) -> anyhow::Result<()> {
    copied?;
    let store = Store::open_copy(coming).await?;
    store.close().await;
    Ok(std::fs::OpenOptions::new().write(true).open(coming)?.sync_all()?)
}

fn beside(path: &Path, side: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// What cannot be removed only takes up space.
fn discard(coming: &Path) {
    for side in [""].into_iter().chain(SIDES) {
        let _ = std::fs::remove_file(beside(coming, side));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Restores `bytes` over a house whose setting says "here"; gives what was said, and what the setting says then.
    async fn restored(bytes: &[u8]) -> (Result<(), String>, Option<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let store = app::open_store(folder.path()).await.unwrap();
        store.set_setting("whose", "here").await.unwrap();
        store.close().await;
        let file = folder.path().join("copy");
        std::fs::write(&file, bytes).unwrap();
        let house = House { data: Some(folder.path().to_owned()), allow_network: Vec::new() };
        let ran = run(Options { file: file.clone(), house }).await;
        std::fs::remove_file(file).unwrap();
        let store = app::open_store(folder.path()).await.unwrap();
        let whose = store.setting("whose").await.unwrap();
        store.close().await;
        let mut left: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        (ran.map(|_| ()).map_err(|error| format!("{error:#}")), whose, left)
    }

    async fn refused(bytes: &[u8], why: &str) {
        let (ran, whose, left) = restored(bytes).await;
        let words = ran.unwrap_err();
        assert!(words.contains("nothing was changed") && words.contains(why), "{words}");
        assert_eq!(whose.as_deref(), Some("here"));
        assert_eq!(left, ["courant.db", "courant.lock"]);
    }

    #[tokio::test]
    async fn only_a_whole_copy_takes_the_database_s_place() {
        let folder = tempfile::tempdir().unwrap();
        let store = app::open_store(folder.path()).await.unwrap();
        store.set_setting("whose", "there").await.unwrap();
        let copy = folder.path().join("copy");
        store.backup(&copy).await.unwrap();
        let mut bytes = std::fs::read(copy).unwrap();

        let (ran, whose, left) = restored(&bytes).await;
        assert_eq!((ran, whose.as_deref(), left.len()), (Ok(()), Some("there"), 3), "{left:?}");

        refused(b"", "holds nothing").await;
        let middle = bytes.len() / 2;
        bytes[middle..middle + 40_960].fill(b'x');
        refused(&bytes, "is damaged").await;
    }
}
