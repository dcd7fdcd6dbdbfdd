//! Whether there is anything left to do before the next thing can be decided for all that came in together.

use courant_store::Result;

use super::Context;
use super::jobs::{fetch_article, fetch_picture, refresh_source, refresh_story, understand_article};

/// Whether no poll and no page is being worked on or due. The pages that were read together then teach their hosts, in one
/// order that does not depend on which of them answered first.
pub async fn is_read(context: &Context) -> Result<bool> {
    let now = context.clock.now_ms();
    Ok(context.store.due_sources(now, 1).await?.is_empty()
        && !context.store.has_open_jobs(&[refresh_source::KIND, fetch_article::KIND], now).await?)
}

/// Whether no poll, page, lesson or text is being worked on or due. Articles that came in together are then given their
/// numbers, again in one order.
pub async fn is_settled(context: &Context) -> Result<bool> {
    // In the order in which one thing leads to the next: what is done when it is looked at has left its successor in the store by
    // then. The other way round an article could be placed, and its story's page be asked for, between two looks.
    Ok(is_read(context).await?
        && context.store.hosts_with_lessons(1).await?.is_empty()
        && !context.store.has_open_jobs(&[understand_article::KIND], context.clock.now_ms()).await?)
}

/// Whether everything that is due is done: polled, read, placed, and written on its story's page, with its
/// picture.
pub async fn is_idle(context: &Context) -> Result<bool> {
    Ok(is_settled(context).await?
        && context.store.ready_articles(1).await?.is_empty()
        && context.store.waiting_events(1).await?.is_empty()
        && !context.store.has_open_jobs(&[refresh_story::KIND, fetch_picture::KIND], context.clock.now_ms()).await?)
}
