//! `courant forget URL|PUBLISHER`: out of articles, revisions, vectors, summaries, index and caches, for good.

use std::process::ExitCode;

use clap::Args;
use courant_core::url as links;
use courant_store::StoreError;

use super::{House, counted};
use crate::app;
use crate::worker::jobs::refresh_story;

/// What `forget` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// A page's address, or a publisher's domain such as example.org
    what: String,
    #[command(flatten)]
    house: House,
}

/// Runs the command. A running site drops it from its pages and index within seconds.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let folder = options.house.folder()?;
    let store = app::open_known(&folder).await?;
    let now = app::clock_in(&folder).await?.now_ms();
    let removal = refresh_story::removal(now);
    let what = options.what.trim();
    let removed = if what.contains("://") {
        store.forget_article(&links::canonical(what), &removal, now).await
    } else {
        store.forget_publisher(&what.to_lowercase(), &removal, now).await
    };
    store.close().await;
    let removed = match removed {
        Err(StoreError::NotFound) => anyhow::bail!("nothing from {what:?} is kept here; nothing was changed"),
        other => other?,
    };
    let pictures = folder.join("pictures");
    if pictures.exists() {
        // Copies of pictures carry no owner; those still shown are fetched again.
        std::fs::remove_dir_all(&pictures)?;
    }
    eprintln!(
        "Forgot {} and {} of {what}. Later polls leave them out.",
        counted(removed.articles, "article", "articles"),
        counted(removed.sources, "feed", "feeds")
    );
    if !app::locked_by_server(&folder) {
        eprintln!("Stories and the search index let go of them when `courant serve` or `courant refresh` runs next.");
    }
    Ok(ExitCode::SUCCESS)
}
