//! Every kind of job, and the lanes they run in. A job that is not listed here does not exist.

use courant_store::Job;

use super::Context;
use super::jobs::{
    fetch_article, fetch_picture, refresh_source, refresh_story, take_delivery, tell_hub, understand_article,
};

/// Jobs that share a number of places, so that slow hosts never hold up thinking, nor thinking the hosts.
pub struct Lane {
    /// For logs.
    pub name: &'static str,
    /// Kinds of jobs, each once in all lanes.
    pub kinds: &'static [&'static str],
    /// Jobs at a time.
    pub places: usize,
    /// Jobs that wait for their host outside of the places. Of more than these, each goes back into the store until its
    /// host is free, so that jobs for other hosts can be claimed however many wait.
    pub resting: usize,
}

/// What [`Lane::resting`] is for all lanes: some ten megabytes.
const RESTING: usize = 20_000;

/// All lanes.
pub const LANES: [&Lane; 7] = [
    &Lane { name: "poll", kinds: &[refresh_source::KIND], places: 16, resting: RESTING },
    &Lane { name: "fetch", kinds: &[fetch_article::KIND], places: 16, resting: RESTING },
    &Lane { name: "picture", kinds: &[fetch_picture::KIND], places: 8, resting: RESTING },
    &Lane { name: "hub", kinds: &[tell_hub::KIND], places: 4, resting: RESTING },
    &Lane { name: "deliver", kinds: &[take_delivery::KIND], places: 2, resting: RESTING },
    &Lane { name: "understand", kinds: &[understand_article::KIND], places: 2, resting: RESTING },
    &Lane { name: "story", kinds: &[refresh_story::KIND], places: 1, resting: RESTING },
];

/// The lanes whose jobs ask publishers.
pub const ASKING: [&str; 4] = ["poll", "fetch", "picture", "hub"];

/// Runs one job. It ends itself in the store, in one transaction with what it changes; an error means that nothing
/// was changed and the job may be tried again.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    match job.kind.as_str() {
        refresh_source::KIND => refresh_source::run(context, job).await,
        fetch_article::KIND => fetch_article::run(context, job).await,
        fetch_picture::KIND => fetch_picture::run(context, job).await,
        understand_article::KIND => understand_article::run(context, job).await,
        refresh_story::KIND => refresh_story::run(context, job).await,
        tell_hub::KIND => tell_hub::run(context, job).await,
        take_delivery::KIND => take_delivery::run(context, job).await,
        other => anyhow::bail!("no job is called {other}"),
    }
}
