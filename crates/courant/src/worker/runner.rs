//! Takes jobs of a lane from the store and runs them, each in a task of its own.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use courant_store::{Job, JobId, StoreError};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::registry::{self, Lane};
use super::{Context, backoff};
use crate::fetch::FetchError;

const LOOK_EVERY: Duration = Duration::from_millis(150);
/// How long a job waits here whose failure could not be written down, as when the disk is full.
const UNRECORDED: Duration = Duration::from_secs(60);

/// Jobs whose host was not free, by when they are to come again. In the store they go on running: should the process
/// end, they are taken up at the next start like any other.
type Resting = BTreeMap<(Instant, JobId), Job>;

/// Runs a lane until told to stop; jobs under way are given the chance to end.
pub async fn run(context: Context, lane: &'static Lane, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(lane.places));
    let mut running = JoinSet::new();
    let mut resting = Resting::new();
    while !*stop.borrow() {
        while let Some(ended) = running.try_join_next() {
            rest(&context, lane, &mut resting, ended.ok().flatten()).await;
        }
        let mut jobs = rested(&mut resting, places.available_permits());
        let free = places.available_permits() - jobs.len();
        if free > 0 {
            jobs.extend(claim(&context, lane, free).await);
        }
        let found = !jobs.is_empty();
        for job in jobs {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let context = context.clone();
            running.spawn(async move {
                let wait = one(&context, &job).await;
                drop(place);
                wait.map(|wait| (Instant::now() + wait, job))
            });
        }
        if found && places.available_permits() > 0 {
            continue;
        }
        let look = Instant::now() + context.clock.pace(LOOK_EVERY);
        // Without a free place a ripe job cannot begin; the end of one that runs wakes the loop.
        let ripe = resting.keys().next().filter(|_| places.available_permits() > 0);
        let next = ripe.map_or(look, |(ripe, _)| look.min(*ripe));
        tokio::select! {
            () = tokio::time::sleep_until(next) => {}
            ended = running.join_next(), if !running.is_empty() => {
                rest(&context, lane, &mut resting, ended.and_then(Result::ok).flatten()).await;
            }
            _ = stop.changed() => {}
        }
    }
    let patience = tokio::time::timeout(Duration::from_secs(5), async { while running.join_next().await.is_some() {} });
    if patience.await.is_err() {
        tracing::info!(lane = lane.name, "leaving jobs unfinished; they are taken up at the next start");
    }
}

/// Lets a job wait for its host: here while there is room, else in the store, where it does not count as tried.
async fn rest(context: &Context, lane: &Lane, resting: &mut Resting, ended: Option<(Instant, Job)>) {
    let Some((ripe, job)) = ended else { return };
    if resting.len() >= lane.resting {
        let at = context.clock.now_ms() + context.clock.span(ripe.saturating_duration_since(Instant::now()));
        match context.store.put_back(job.id, at).await {
            Ok(()) => return,
            Err(error) => tracing::error!(lane = lane.name, %error, "cannot put a job back; it waits here"),
        }
    }
    resting.insert((ripe, job.id), job);
}

/// Takes out up to `most` jobs whose moment has come.
fn rested(resting: &mut Resting, most: usize) -> Vec<Job> {
    let now = Instant::now();
    let ripe: Vec<(Instant, JobId)> = resting.keys().take_while(|(ripe, _)| *ripe <= now).take(most).copied().collect();
    ripe.iter().filter_map(|key| resting.remove(key)).collect()
}

async fn claim(context: &Context, lane: &Lane, free: usize) -> Vec<Job> {
    let limit = i64::try_from(free.min(64)).unwrap_or(1);
    context.store.claim(lane.kinds, context.clock.now_ms(), limit).await.unwrap_or_else(|error| {
        tracing::error!(lane = lane.name, %error, "cannot take jobs");
        Vec::new()
    })
}

/// Runs one job; a panic in it costs only that job. Gives the time to wait for where its host was not free.
async fn one(context: &Context, job: &Job) -> Option<Duration> {
    if job.deaths > 0 {
        note(context, job, true).await;
    }
    let task = tokio::spawn({
        let (context, job) = (context.clone(), job.clone());
        async move { registry::run(&context, &job).await }
    });
    let error = match task.await {
        Ok(Ok(())) => return None,
        Ok(Err(error)) => match error.downcast_ref() {
            Some(FetchError::PutOff { wait, .. }) => {
                if job.deaths > 0 {
                    note(context, job, false).await;
                }
                return Some(*wait);
            }
            _ => format!("{error:#}"),
        },
        Err(panic) => format!("it broke off: {panic}"),
    };
    let now = context.clock.now_ms();
    let retry_at = backoff::next_try(now, job.attempts);
    tracing::warn!(job = job.kind, key = job.key, error, again = retry_at.is_some(), "a job failed");
    let unrecorded = context.store.fail(job.id, &error, retry_at, now).await.err()?;
    tracing::error!(job = job.kind, key = job.key, error = %unrecorded, "cannot record that a job failed");
    // In the store it goes on running, and nobody else takes it up; one that is no more there has nothing to do.
    (!matches!(unrecorded, StoreError::NotFound)).then(|| context.clock.pace(UNRECORDED))
}

/// Of a job at which the process ended before it is told whether it is at work, so that one which ends it is known from those that
/// merely wait.
async fn note(context: &Context, job: &Job, at_work: bool) {
    if let Err(error) = context.store.note_at_work(job.id, at_work).await {
        tracing::error!(job = job.kind, key = job.key, %error, "cannot note that a job is at work");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use courant_embed::Model;
    use courant_search::SearchIndex;
    use courant_store::{NewJob, Store};

    use super::*;
    use crate::clock::Clock;
    use crate::fetch::{Connector, Fetcher, Guard, Pictures, Publishers};
    use crate::worker::Engine;

    /// A house in `folder` in which nobody answers.
    async fn house(folder: &std::path::Path) -> Context {
        let (store, clock) = (Store::open(&folder.join("courant.db")).await.unwrap(), Clock::fixed(0));
        let nobody = Publishers::new(|_| Box::pin(async { None }));
        Context {
            fetcher: Fetcher::new(Connector::inside(Guard::default(), nobody), store.clone(), clock.clone()),
            store,
            pictures: Pictures::new(folder.join("pictures")),
            model: Arc::new(Model::load().unwrap()),
            engine: Engine::default(),
            search: Arc::new(SearchIndex::open(&folder.join("search")).unwrap()),
            clock,
            callback: None,
        }
    }

    #[tokio::test]
    async fn a_job_whose_failure_cannot_be_written_down_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let context = house(folder.path()).await;
        context.store.enqueue(&[NewJob::new("unknown", "1", 0), NewJob::new("unknown", "2", 0)], 0).await.unwrap();
        let jobs = context.store.claim(&["unknown"], 0, 2).await.unwrap();
        assert_eq!(one(&context, &jobs[0]).await, None, "it is queued again in the store");
        context.store.close_writer().await;
        assert_eq!(one(&context, &jobs[1]).await, Some(UNRECORDED), "nothing can be written, as on a full disk");
    }
}
