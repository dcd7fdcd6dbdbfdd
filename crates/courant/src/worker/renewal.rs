//! Takes up, once for each program that comes after another, what the earlier one gave up on or read less of.
//!
//! What is done for that is kept as a setting when all of it is asked for. Until then a start does it once more, which changes
//! nothing where it is done: jobs are one of each kind and key, and what is understood anew is not asked for again.

use std::time::Duration;

use courant_store::{JobFor, StoreError};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::Context;
use super::jobs::understand_article;

/// The setting that names the program which has done it last.
const SETTING: &str = "renewed";
/// Articles that are asked for at a time: a second of reading, so that what comes in meanwhile hardly waits.
const PORTION: i64 = 64;
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After everything that is new.
const PRIORITY: i64 = -1;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Program {
    version: String,
    understanding: i64,
}

/// Runs until all is asked for, or until told to stop.
pub async fn run(context: Context, stop: watch::Receiver<bool>) {
    if let Err(error) = renew(&context, stop).await {
        tracing::error!(
            error = format!("{error:#}"),
            "cannot take up what an earlier version left; the next start does"
        );
    }
}

async fn renew(context: &Context, mut stop: watch::Receiver<bool>) -> anyhow::Result<()> {
    let own = Program { version: env!("CARGO_PKG_VERSION").to_owned(), understanding: understand_article::VERSION };
    let last: Option<Program> = match context.store.setting(SETTING).await {
        // Written by a program that knew it otherwise.
        Err(StoreError::Stored { .. }) => None,
        last => last?,
    };
    if last.as_ref() == Some(&own) {
        return Ok(());
    }
    let jobs = context.store.revive_dead(context.clock.now_ms()).await?;
    if jobs > 0 {
        tracing::info!(jobs, "trying once more what an earlier version gave up on");
    }
    // The newest first: those are what is read.
    let mut before = i64::MAX;
    loop {
        let old = context.store.articles_understood_before(own.understanding, before, PORTION).await?;
        let Some(last) = old.last() else { break };
        before = *last;
        let now = context.clock.now_ms();
        let job = JobFor::new(understand_article::KIND, now).with_priority(PRIORITY);
        context.store.enqueue(&old.iter().map(|article| job.to(*article)).collect::<Vec<_>>(), now).await?;
        while context.store.has_open_jobs(&[understand_article::KIND], context.clock.now_ms()).await? {
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
            if *stop.borrow() {
                return Ok(());
            }
        }
        if *stop.borrow() {
            return Ok(());
        }
    }
    Ok(context.store.set_setting(SETTING, &own).await?)
}
