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
    let given = options.what.trim();
    let (what, removed) = if given.contains("://") {
        (given.to_owned(), store.forget_article(given, &removal, now).await)
    } else {
        // A publisher on an address without a name is called otherwise: "127.0.0.1:8800/a-daily".
        let domain = links::domain_named(given).unwrap_or_else(|| given.to_lowercase());
        let removed = store.forget_publisher(&domain, &removal, now).await;
        (domain, removed)
    };
    let emptied = store.empty_log().await;
    store.close().await;
    let removed = match removed {
        Err(StoreError::NotFound) => anyhow::bail!("{}", nothing_of(given)),
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
    if let Err(error) = emptied {
        eprintln!("Its words may stand in the database's log for a while: {error}.");
    }
    if !app::locked_by_server(&folder) {
        eprintln!("Stories and the search index let go of them when `courant serve` or `courant refresh` runs next.");
    }
    Ok(ExitCode::SUCCESS)
}

fn nothing_of(given: &str) -> String {
    let page = links::canonical(given);
    let site = links::domain_of(&page).filter(|_| page.ends_with('/') && page.matches('/').count() == 3);
    let hint = site.map(|domain| format!("; all of a publisher is forgotten by its domain: courant forget {domain}"));
    format!("nothing from {given:?} is kept here; nothing was changed{}", hint.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn who_names_a_front_page_hears_of_the_domain() {
        for (given, hint) in [("https://www.post.example", true), ("https://post.example/a", false), ("post", false)] {
            let said = super::nothing_of(given);
            assert_eq!(said.ends_with("courant forget post.example"), hint, "{said}");
        }
    }
}
