//! Keeps the search index up with the store's change sequence.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use courant_search::{Change, Document};
use tokio::sync::watch;

use super::Context;

const LOOK_EVERY: Duration = Duration::from_millis(500);
const BATCH: i64 = 500;
/// The setting that tells this database from every other.
const DATABASE: &str = "database";

/// Follows until told to stop.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    let mut begun = false;
    while !*stop.borrow() {
        let followed = match begun {
            true => follow(&context).await,
            false => begin(&context).await.inspect(|_| begun = true),
        };
        let wait = match followed {
            Ok(true) => continue,
            Ok(false) => LOOK_EVERY,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot bring the search index up");
                LOOK_EVERY * 20
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Holds the index against the database, which may have been put back or begun anew since; says that there is more to do.
pub async fn begin(context: &Context) -> anyhow::Result<bool> {
    let database = match context.store.setting::<String>(DATABASE).await? {
        Some(database) => database,
        None => {
            let database = format!("{:032x}", rand::random::<u128>());
            context.store.set_setting(DATABASE, &database).await?;
            database
        }
    };
    let last = context.store.last_change().await?;
    let search = Arc::clone(&context.search);
    if tokio::task::spawn_blocking(move || search.begin(&database, last)).await?? {
        tracing::info!(
            "the search index was that of another database, or of a later state of this one; it is built anew"
        );
    }
    Ok(true)
}

/// Takes in one batch; says whether there was any.
pub async fn follow(context: &Context) -> anyhow::Result<bool> {
    let cursor = context.search.cursor()?;
    let changes = context.store.changes_after(cursor, BATCH).await?;
    let Some(reached) = changes.iter().map(|change| change.seq).max() else {
        return Ok(false);
    };
    let ids: Vec<i64> = changes.iter().map(|change| change.article_id).collect();
    let mut documents: BTreeMap<i64, _> =
        context.store.documents(&ids).await?.into_iter().map(|document| (document.id, document)).collect();
    let batch: Vec<Change> = ids
        .into_iter()
        .map(|id| match documents.remove(&id) {
            None => Change::Remove(id),
            Some(document) => Change::Put(Document {
                id,
                title: document.title,
                text: document.text,
                publisher: document.publisher,
                language: document.language,
                tags: document.tags,
                at_ms: document.at,
            }),
        })
        .collect();
    let search = Arc::clone(&context.search);
    tokio::task::spawn_blocking(move || search.follow(&batch, reached)).await??;
    Ok(true)
}
