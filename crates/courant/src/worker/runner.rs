//! Takes jobs of a lane from the store and runs them, each in a task of its own.

use std::sync::Arc;
use std::time::Duration;

use courant_store::Job;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::registry::{self, Lane};
use super::{Context, backoff};

const LOOK_EVERY: Duration = Duration::from_millis(150);

/// Runs a lane until told to stop; jobs under way are given the chance to end.
pub async fn run(context: Context, lane: &'static Lane, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(lane.places));
    let mut running = JoinSet::new();
    while !*stop.borrow() {
        while running.try_join_next().is_some() {}
        let free = places.available_permits();
        let jobs = if free == 0 { Vec::new() } else { claim(&context, lane, free).await };
        let found = !jobs.is_empty();
        for job in jobs {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let context = context.clone();
            running.spawn(async move {
                one(&context, &job).await;
                drop(place);
            });
        }
        if found && places.available_permits() > 0 {
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = running.join_next(), if !running.is_empty() => {}
            _ = stop.changed() => {}
        }
    }
    let patience = tokio::time::timeout(Duration::from_secs(5), async { while running.join_next().await.is_some() {} });
    if patience.await.is_err() {
        tracing::info!(lane = lane.name, "leaving jobs unfinished; they are taken up at the next start");
    }
}

async fn claim(context: &Context, lane: &Lane, free: usize) -> Vec<Job> {
    let limit = i64::try_from(free.min(64)).unwrap_or(1);
    context.store.claim(lane.kinds, context.clock.now_ms(), limit).await.unwrap_or_else(|error| {
        tracing::error!(lane = lane.name, %error, "cannot take jobs");
        Vec::new()
    })
}

/// Runs one job; a panic in it costs only that job.
async fn one(context: &Context, job: &Job) {
    let task = tokio::spawn({
        let (context, job) = (context.clone(), job.clone());
        async move { registry::run(&context, &job).await }
    });
    let error = match task.await {
        Ok(Ok(())) => return,
        Ok(Err(error)) => format!("{error:#}"),
        Err(panic) => format!("it broke off: {panic}"),
    };
    let now = context.clock.now_ms();
    let retry_at = backoff::next_try(now, job.attempts);
    tracing::warn!(job = job.kind, key = job.key, error, again = retry_at.is_some(), "a job failed");
    if let Err(error) = context.store.fail(job.id, &error, retry_at, now).await {
        tracing::error!(job = job.kind, key = job.key, %error, "cannot record that a job failed");
    }
}
