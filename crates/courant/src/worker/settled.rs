//! Whether there is anything left to do before stories can be decided.

use super::Context;
use super::jobs::{fetch_article, fetch_picture, refresh_source, refresh_story, understand_article};

/// Whether no poll, page or text is being worked on or due. Articles that came in together are then given their
/// numbers in one order that does not depend on which host answered first.
pub async fn is_settled(context: &Context) -> anyhow::Result<bool> {
    let now = context.clock.now_ms();
    if !context.store.due_sources(now, 1).await?.is_empty() {
        return Ok(false);
    }
    let counts = context.store.job_counts(now).await?;
    let before = [refresh_source::KIND, fetch_article::KIND, understand_article::KIND];
    let open = counts.by_kind.iter().filter(|kind| before.contains(&kind.kind.as_str()));
    Ok(open.map(|kind| kind.due + kind.running).sum::<i64>() == 0)
}

/// Whether everything that is due is done: polled, read, placed, and written on its story's page, with its
/// picture.
pub async fn is_idle(context: &Context) -> anyhow::Result<bool> {
    // In the order in which one thing leads to the next: what is done when it is looked at has left its successor in the store by
    // then. The other way round an article could be placed, and its story's page be asked for, between two looks.
    if !is_settled(context).await?
        || !context.store.ready_articles(1).await?.is_empty()
        || !context.store.waiting_events(1).await?.is_empty()
    {
        return Ok(false);
    }
    let counts = context.store.job_counts(context.clock.now_ms()).await?;
    let stories = counts.by_kind.iter().filter(|kind| [refresh_story::KIND, fetch_picture::KIND].contains(&kind.kind.as_str()));
    Ok(stories.map(|kind| kind.due + kind.running).sum::<i64>() == 0)
}
