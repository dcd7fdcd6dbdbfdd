//! Keeps the search index up with the store's change sequence.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use courant_search::{Change, Document};
use tokio::sync::watch;

use super::Context;

const LOOK_EVERY: Duration = Duration::from_millis(500);
const BATCH: i64 = 500;

/// Follows until told to stop.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let wait = match follow(&context).await {
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
