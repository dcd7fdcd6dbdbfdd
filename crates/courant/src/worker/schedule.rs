//! What enqueues on time: sources that are due, hubs that are to be asked, what they delivered, and now and then the
//! tidying of sessions. A clock that is set back is noticed here, and a network that is back.

use std::time::{Duration, SystemTime};

use courant_store::{JobFor, NewJob};
use tokio::sync::watch;

use super::Context;
use super::jobs::{refresh_source, take_delivery, tell_hub};

const LOOK_EVERY: Duration = Duration::from_millis(500);
const SESSIONS_EVERY_MS: i64 = 3_600_000;
/// How often, at least, it is looked whether a clock that ran ahead has planned anything: it may be set right while nobody
/// watches, by a machine that slept.
const PULL_IN_EVERY_MS: i64 = 600_000;
/// Sources enqueued in one look; the rest follow half a second later.
const AT_ONCE: i64 = 500;

/// Looks for due sources until told to stop.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    let (mut swept_at, mut pulled_in_at, mut looked_at) = (0, context.clock.now_ms(), 0);
    while !*stop.borrow() {
        let now = context.clock.now_ms();
        let set_back = now < looked_at;
        looked_at = now;
        if set_back {
            swept_at = 0;
        }
        if set_back || now - pulled_in_at >= PULL_IN_EVERY_MS {
            pulled_in_at = now;
            if let Err(error) = super::pull_in(&context).await {
                tracing::error!(%error, "cannot look for what a clock that ran ahead has planned");
            }
        }
        if context.fetcher.is_network_back() {
            match context.store.poll_unanswered(now).await {
                Ok(sources) => tracing::info!(sources, "the network is back; who could not be asked is asked now"),
                Err(error) => tracing::error!(%error, "cannot plan the polls that had no answer anew"),
            }
        }
        if let Err(error) = enqueue_due(&context).await {
            tracing::error!(%error, "cannot look for due sources");
        }
        if let Err(error) = enqueue_hubs(&context).await {
            tracing::error!(%error, "cannot look for what hubs are to be asked or have delivered");
        }
        if now - swept_at >= SESSIONS_EVERY_MS {
            swept_at = now;
            if let Err(error) = context.store.remove_expired_sessions(now).await {
                tracing::error!(%error, "cannot remove expired sessions");
            }
            sweep_pictures(&context);
        }
        tokio::select! {
            () = tokio::time::sleep(context.clock.pace(LOOK_EVERY)) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Not waited for: there may be hundreds of thousands of files.
fn sweep_pictures(context: &Context) {
    let pictures = context.pictures.clone();
    tokio::task::spawn_blocking(move || match pictures.sweep(SystemTime::now()) {
        Ok(0) => {}
        Ok(files) => tracing::info!(files, "removed copies of pictures that nobody looked at"),
        Err(error) => tracing::error!(%error, "cannot remove copies of pictures that nobody looked at"),
    });
}

/// Enqueues a poll for each due source; a source that is being polled already is not enqueued twice.
pub async fn enqueue_due(context: &Context) -> anyhow::Result<usize> {
    let now = context.clock.now_ms();
    let due = context.store.sources_without_job(refresh_source::KIND, now, AT_ONCE).await?;
    let jobs: Vec<NewJob> = due
        .iter()
        .map(|id| NewJob::new(refresh_source::KIND, id.to_string(), now).with_payload(serde_json::json!({ "id": id })))
        .collect();
    if !jobs.is_empty() {
        context.store.enqueue(&jobs, now).await?;
    }
    Ok(due.len())
}

/// Enqueues what is to be said to hubs, and the reading of what they delivered.
async fn enqueue_hubs(context: &Context) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    context.store.give_up_deliveries(take_delivery::KIND, now).await?;
    let mut jobs = Vec::new();
    for (kind, ids) in [
        (tell_hub::KIND, context.store.hubs_without_job(tell_hub::KIND, now, AT_ONCE).await?),
        (take_delivery::KIND, context.store.deliveries_without_job(take_delivery::KIND, AT_ONCE).await?),
    ] {
        jobs.extend(ids.into_iter().map(|id| JobFor::new(kind, now).to(id)));
    }
    if !jobs.is_empty() {
        context.store.enqueue(&jobs, now).await?;
    }
    Ok(())
}
