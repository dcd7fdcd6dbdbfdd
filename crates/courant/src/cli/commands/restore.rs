//! `courant restore FILE`: a copy that is whole takes the database's place; what was there is kept beside it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use courant_store::Store;

use super::House;
use crate::app::{self, Lock, swap};
use crate::clock::Clock;

/// What `restore` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// A copy made by `courant backup`
    file: PathBuf,
    #[command(flatten)]
    house: House,
}

/// Runs the command. The copy is opened elsewhere first, so that a damaged or foreign one changes nothing.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    // Before the folder is made, to which a mistyped name need not lead.
    std::fs::File::open(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let folder = options.house.folder()?;
    let _lock = Lock::take(&folder)?;
    let database = app::database(&folder);
    let coming = folder.join("courant.db.coming");
    anyhow::ensure!(!is_same(&options.file, &coming), "give {} another name first", coming.display());
    let into = || format!("{} cannot be copied into {}", options.file.display(), folder.display());
    let copied = swap::copy(&options.file, &coming).with_context(into);
    if let Err(error) = settle(copied, &coming).await {
        swap::discard(&coming);
        let words = format!("{} is no copy that can be used; nothing was changed", options.file.display());
        return Err(error.context(words));
    }
    if let Some(kept) = swap::put_in_place(&coming, &database, Clock::system().now_ms()).await? {
        eprintln!("The database that was here is kept as {}.", kept.display());
    }
    // The index follows the database it was built from; the new one gets its own.
    let search = folder.join("search");
    if search.exists() {
        std::fs::remove_dir_all(&search).with_context(|| format!("{} cannot be removed", search.display()))?;
    }
    eprintln!("Restored from {}.", options.file.display());
    Ok(ExitCode::SUCCESS)
}

/// Checks the copy and brings it up to this program's version.
async fn settle(copied: anyhow::Result<()>, coming: &Path) -> anyhow::Result<()> {
    copied?;
    let store = Store::open_copy(coming).await?;
    store.close().await;
    Ok(())
}

/// What a restore that was cut short left behind may be all that somebody has.
fn is_same(file: &Path, coming: &Path) -> bool {
    let found = |path: &Path| path.canonicalize().ok();
    found(coming).is_some_and(|coming| found(file) == Some(coming))
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

    /// Copies a house as a server that is killed leaves it: its last words in the log.
    async fn killed(words: &str, from: &Path, to: &Path) {
        let store = app::open_store(from).await.unwrap();
        store.set_setting("whose", words).await.unwrap();
        std::fs::create_dir_all(to).unwrap();
        for name in ["courant.db", "courant.db-wal"] {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
        store.close().await;
    }

    #[tokio::test]
    async fn a_restore_is_undone_with_what_a_killed_server_wrote_last() {
        let folder = tempfile::tempdir().unwrap();
        let (lab, site, elsewhere) =
            (folder.path().join("lab"), folder.path().join("site"), folder.path().join("else"));
        killed("last words", &lab, &site).await;
        killed("other words", &lab, &elsewhere).await;
        let restore = async |file: PathBuf| {
            let house = House { data: Some(site.clone()), allow_network: Vec::new() };
            run(Options { file, house }).await.unwrap();
            let store = app::open_store(&site).await.unwrap();
            let whose: Option<String> = store.setting("whose").await.unwrap();
            store.close().await;
            whose.unwrap()
        };
        // A database of another folder, with its log.
        assert_eq!(restore(elsewhere.join("courant.db")).await, "other words");
        let kept = |nth: &str| {
            let all = std::fs::read_dir(&site).unwrap().map(|entry| entry.unwrap().path());
            let mut all: Vec<PathBuf> = all.filter(|path| path.display().to_string().contains("before-")).collect();
            all.sort();
            assert_eq!(all.len().to_string(), nth);
            all.remove(0)
        };
        assert_eq!(restore(kept("1")).await, "last words");
        kept("2");
        std::fs::copy(site.join("courant.db"), site.join("courant.db.coming")).unwrap();
        let house = House { data: Some(site.clone()), allow_network: Vec::new() };
        assert!(run(Options { file: site.join("courant.db.coming"), house }).await.is_err());
        assert!(site.join("courant.db.coming").exists());
    }
}
