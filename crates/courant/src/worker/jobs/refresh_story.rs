//! Writes a story's page anew: lead article, what is known, where reports disagree, timeline, quotations, hashtags,
//! copies, links to other stories and what was left out. Pure thinking over what is stored.

use courant_store::{Done, Job, JobFor, Removal, StoreError};

use super::id_of;
use crate::worker::story_page::{self, near};
use crate::worker::{Context, named};

/// The job's name.
pub const KIND: &str = "refresh_story";

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let id = id_of(job)?;
    let story = match context.store.story(id).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    let inputs = context.store.story_inputs(story.id).await?;
    if story.id != id || inputs.is_empty() {
        return Ok(context.store.finish(&[job.id], now).await?);
    }
    let named = {
        let inputs = inputs.clone();
        tokio::task::spawn_blocking(move || named::of_members(&inputs)).await?
    };
    // By itself, before the page: done twice it changes nothing.
    context.store.store_names(&named).await?;
    let around = near::around(context, &inputs).await?;
    let page = tokio::task::spawn_blocking(move || story_page::compose(story, &inputs, &around)).await?;
    let related: Vec<(i64, Vec<_>)> = page.related;
    context.store.store_story(&page.story, &page.copies, &related, now, Done::job(job.id)).await?;
    Ok(())
}

/// What follows when articles are taken out: their stories' pages are written anew; the engine finds by itself what it
/// has to let go of.
pub fn removal(now: i64) -> Removal {
    Removal { refresh: JobFor::new(KIND, now), wake: Vec::new() }
}
