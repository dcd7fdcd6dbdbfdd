//! Reads what a hub delivered: the same document as a poll would bring, or a part of it, on the same path from there on.

use courant_core::feed::{self, Hints};
use courant_core::model::FeedFormat;
use courant_store::{Done, EntryFate, HubDelivery, Job, NewEntry, Source, StoreError};

use super::id_of;
use crate::worker::entries::{entries_of, shared_links};
use crate::worker::{Context, reading};

/// The job's name.
pub const KIND: &str = "take_delivery";

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let delivery = match context.store.delivery(id_of(job)?).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    let hub = context.store.hub_subscription(delivery.subscription_id).await?;
    let (id, arrived) = (delivery.id, delivery.arrived_at);
    let read = match context.store.source(hub.source_id).await {
        Ok(source) => {
            let shared = shared_links(&context.store, &source.url).await?;
            read(source, hub.topic.clone(), delivery, shared, now).await
        }
        Err(StoreError::NotFound) => Some(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    // What cannot be read still says that there is news: the source is asked for it.
    let (entries, poll) = read.map_or((Vec::new(), true), |entries| (entries, false));
    let recorded = context.store.record_delivery(id, hub.source_id, &entries, poll, now, Done::job(job.id)).await?;
    let new = recorded.iter().filter(|entry| entry.fate == EntryFate::New).count();
    tracing::debug!(topic = hub.topic, entries = recorded.len(), new, poll, waited_ms = now - arrived, "delivered");
    Ok(())
}

/// The entries of a delivery; `None` when it is no feed, or could not be read.
async fn read(
    source: Source,
    topic: String,
    delivery: HubDelivery,
    shared: Vec<String>,
    now: i64,
) -> Option<Vec<NewEntry>> {
    let work = reading::read(move || {
        let feed =
            feed::parse(&delivery.body, &Hints { content_type: delivery.content_type.as_deref(), url: Some(&topic) });
        (feed.format != FeedFormat::None).then(|| entries_of(&source.url, &feed, &shared, now))
    });
    work.await.ok().flatten()
}
