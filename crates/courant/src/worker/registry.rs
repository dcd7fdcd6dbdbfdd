//! Every kind of job, and the lanes they run in. A job that is not listed here does not exist.

use courant_store::Job;

use super::Context;
use super::jobs::{fetch_article, refresh_source, refresh_story, understand_article};

/// Jobs that share a number of places, so that slow hosts never hold up thinking, nor thinking the hosts.
pub struct Lane {
    /// For logs.
    pub name: &'static str,
    /// Kinds of jobs, each once in all lanes.
    pub kinds: &'static [&'static str],
    /// Jobs at a time.
    pub places: usize,
}

/// All lanes.
pub const LANES: [&Lane; 4] = [
    &Lane { name: "poll", kinds: &[refresh_source::KIND], places: 16 },
    &Lane { name: "fetch", kinds: &[fetch_article::KIND], places: 16 },
    &Lane { name: "understand", kinds: &[understand_article::KIND], places: 2 },
    &Lane { name: "story", kinds: &[refresh_story::KIND], places: 1 },
];

/// The lanes whose jobs ask publishers.
pub const ASKING: [&str; 2] = ["poll", "fetch"];

/// Runs one job. It ends itself in the store, in one transaction with what it changes; an error means that nothing
/// was changed and the job may be tried again.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    match job.kind.as_str() {
        refresh_source::KIND => refresh_source::run(context, job).await,
        fetch_article::KIND => fetch_article::run(context, job).await,
        understand_article::KIND => understand_article::run(context, job).await,
        refresh_story::KIND => refresh_story::run(context, job).await,
        other => anyhow::bail!("no job is called {other}"),
    }
}
