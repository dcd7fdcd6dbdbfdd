//! What goes on behind the site: sources are polled when they are due, each entry is fetched, understood, placed in
//! its story, and the story's page is written anew. Everything is a durable job or a follower of what is stored, so
//! the process may be killed at any instant.
//!
//! [`registry`] lists the jobs; [`schedule`] enqueues what is due; [`runner`] runs jobs; [`placing`] is the one
//! consumer that feeds the story engine; [`indexing`] keeps the search index up; [`looks`] says when a page is read
//! again, [`belief`] whether what it says then is its article; [`furniture`] what is known of its host then, and what the pages of one round teach; [`entries`] what is kept of a feed; [`hubs`] who tells about news without
//! being asked; [`memory`] gives memory back; [`renewal`] takes up what an earlier program left; [`reading`] bounds the time for it; [`patience`] is how long things that are ready wait for others.

mod backoff;
mod belief;
pub(crate) mod entries;
mod furniture;
pub mod hubs;
mod indexing;
pub mod intake;
pub mod jobs;
mod looks;
mod memory;
mod named;
mod patience;
mod placing;
mod reading;
pub mod registry;
mod renewal;
mod runner;
mod schedule;
mod settled;
pub mod story_page;

use std::sync::Arc;

use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::Store;
use tokio::sync::watch;
use tokio::task::JoinSet;
use url::Url;

use crate::clock::Clock;
use crate::fetch::{Fetcher, Pictures};

pub use placing::Engine;
pub use runner::run as run_lane;
pub use settled::{is_idle, is_settled};

/// Everything a job can reach. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// All stored data.
    pub store: Store,
    /// The way out.
    pub fetcher: Fetcher,
    /// Copies of pictures.
    pub pictures: Pictures,
    /// Text to vector.
    pub model: Arc<Model>,
    /// The story engine, fed by one consumer and read by others.
    pub engine: Engine,
    /// The full-text index.
    pub search: Arc<SearchIndex>,
    /// The time.
    pub clock: Clock,
    /// The site's public address, to which hubs deliver; `None` where it has none, and then no hub is asked to.
    pub callback: Option<Url>,
}

/// No job or poll is planned further ahead than this, milliseconds: eight days, a failing source's longest wait and then a
/// week of quiet days. A host that asks for a longer peace gets it all the same, since that is kept by host.
const FURTHEST_MS: i64 = 8 * 24 * 3_600_000;

/// Starts only what asks publishers, and what pages teach: the schedule, polls, pages and lessons. For measurements; nothing
/// is understood or placed.
pub fn start_asking(context: &Context, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut loops = JoinSet::new();
    loops.spawn(schedule::run(context.clone(), stop.clone()));
    loops.spawn(furniture::run(context.clone(), stop.clone()));
    for lane in registry::LANES.into_iter().filter(|lane| registry::ASKING.contains(&lane.name)) {
        loops.spawn(runner::run(context.clone(), lane, stop.clone()));
    }
    loops
}

/// Starts all loops. They end when `stop` becomes true; wait for them on the set.
pub async fn start(context: Context, stop: watch::Receiver<bool>) -> anyhow::Result<JoinSet<()>> {
    let now = context.clock.now_ms();
    let taken_up = context.store.release_running(now).await?;
    if taken_up > 0 {
        tracing::info!(jobs = taken_up, "taking up jobs that were cut short");
    }
    pull_in(&context).await?;
    context.engine.load(&context.store).await?;
    let mut loops = JoinSet::new();
    loops.spawn(schedule::run(context.clone(), stop.clone()));
    loops.spawn(furniture::run(context.clone(), stop.clone()));
    loops.spawn(placing::run(context.clone(), stop.clone()));
    loops.spawn(indexing::run(context.clone(), stop.clone()));
    loops.spawn(memory::run(context.clone(), stop.clone()));
    loops.spawn(renewal::run(context.clone(), stop.clone()));
    for lane in registry::LANES {
        loops.spawn(runner::run(context.clone(), lane, stop.clone()));
    }
    Ok(loops)
}

/// What a clock that ran ahead has planned for a moment far to come is due at once.
async fn pull_in(context: &Context) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let furthest = now + FURTHEST_MS;
    let pulled =
        context.store.pull_in_jobs(now, furthest).await? + context.store.pull_in_sources(now, furthest).await?;
    if pulled > 0 {
        tracing::info!(pulled, "taking up work that was planned by a clock that ran ahead");
    }
    Ok(())
}
