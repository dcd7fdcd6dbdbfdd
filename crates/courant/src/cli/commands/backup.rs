//! `courant backup FILE`: a whole copy of the database, also while the site runs.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use courant_store::{OpenError, Store};

use super::House;
use crate::app;

/// What `backup` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The copy; a file that does not exist yet
    file: PathBuf,
    #[command(flatten)]
    house: House,
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(!options.file.exists(), "{} exists already; nothing was written", options.file.display());
    // An empty parent is the current folder.
    let into = options.file.parent().filter(|into| !into.as_os_str().is_empty());
    if let Some(into) = into {
        anyhow::ensure!(into.is_dir(), "there is no folder {}; nothing was written", into.display());
    }
    let folder = options.house.folder()?;
    app::must_exist(&folder)?;
    let database = app::database(&folder);
    let (store, older) = match Store::open_to_look(&database).await {
        // Whoever is about to go on to this program wants a copy that the one before can open.
        Err(OpenError::Older { .. }) => (Store::open_as_it_is(&database).await?, true),
        opened => (opened?, false),
    };
    let copied = store.backup(&options.file).await;
    store.close().await;
    copied.map_err(|error| anyhow::anyhow!("{} could not be written: {error}", options.file.display()))?;
    let size = std::fs::metadata(&options.file).map(|file| file.len()).unwrap_or_default();
    eprintln!(
        "Copied to {} ({} KB). Pictures and the search index are made again by themselves.",
        options.file.display(),
        size / 1024
    );
    if older {
        eprintln!("It is from an older Courant and was copied as it is.");
    }
    Ok(ExitCode::SUCCESS)
}
