//! `courant restore FILE`: a copy takes the database's place; what was there is kept beside it.

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

/// Runs the command. The copy is opened elsewhere first, so that a damaged or foreign one changes nothing.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let folder = options.house.folder()?;
    let _lock = Lock::take(&folder)?;
    let database = app::database(&folder);
    let coming = folder.join("courant.db.coming");
    std::fs::copy(&options.file, &coming).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let opened = Store::open(&coming).await;
    let store = match opened {
        Ok(store) => store,
        Err(error) => {
            remove(&coming);
            return Err(anyhow::Error::new(error)
                .context(format!("{} is no copy that can be used; nothing was changed", options.file.display())));
        }
    };
    store.close().await;
    if database.exists() {
        let kept = folder.join(format!("courant.db.before-{}", Clock::system().now_ms() / 1000));
        for side in ["", "-wal", "-shm"] {
            let from = beside(&database, side);
            if from.exists() {
                std::fs::rename(&from, beside(&kept, side))
                    .with_context(|| format!("{} cannot be moved", from.display()))?;
            }
        }
        eprintln!("The database that was here is kept as {}.", kept.display());
    }
    std::fs::rename(&coming, &database).with_context(|| format!("{} cannot be put in place", database.display()))?;
    for side in ["-wal", "-shm"] {
        remove(&beside(&coming, side));
    }
    // The index follows the database it was built from; the new one gets its own.
    let search = folder.join("search");
    if search.exists() {
        std::fs::remove_dir_all(&search).with_context(|| format!("{} cannot be removed", search.display()))?;
    }
    eprintln!("Restored from {}.", options.file.display());
    Ok(ExitCode::SUCCESS)
}

fn beside(path: &Path, side: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// What cannot be removed only takes up space.
fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
}
