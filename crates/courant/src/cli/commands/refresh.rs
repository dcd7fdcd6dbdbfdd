//! `courant refresh`: polls what is due and returns when everything is read and placed.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use courant_store::{Status, Store};
use tokio::sync::watch;
use tokio::time::Instant;

use super::troubles::Health;
use super::{House, counted};
use crate::app::{self, Lock};
use crate::clock::Clock;
use crate::worker::{self, intake::Intake};

const LOOK_EVERY: Duration = Duration::from_millis(300);
/// How often it is looked whether the site that was handed the work still runs.
const SITE_EVERY: Duration = Duration::from_secs(2);
/// Feeds that did not answer which are named one by one.
const NAMED: usize = 8;

/// What `refresh` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Poll every feed, also those that are not due
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    house: House,
}

/// Runs the command: a running site does the work, else this process does, also where the site stops before it is done.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let house = options.house.options()?;
    app::must_exist(&house.folder)?;
    let mut all = options.all;
    if app::locked_by_server(&house.folder) {
        let intake = app::open_intake(&house).await?;
        begin(&intake, all).await?;
        let done = handed_over(&intake, || app::locked_by_server(&house.folder)).await?;
        if let Some(status) = &done {
            say(&intake.store, status).await?;
        }
        intake.store.close().await;
        if done.is_some() {
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!("The site that did the work has stopped; it is done here.");
        all = false;
    }
    let _lock = Lock::take(&house.folder)?;
    let context = app::open_house(&house).await?;
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    begin(&intake, all).await?;
    let (stop, stopped) = watch::channel(false);
    let mut loops = worker::start(context.clone(), stopped).await?;
    let status = wait(&context.store, &context.clock).await?;
    stop.send(true)?;
    while loops.join_next().await.is_some() {}
    say(&context.store, &status).await?;
    context.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn begin(intake: &Intake, all: bool) -> anyhow::Result<()> {
    if all {
        intake.poll_all().await?;
    }
    Ok(())
}

/// Waits for the site to do the work; `None` when it is gone before.
async fn handed_over(intake: &Intake, runs: impl Fn() -> bool) -> anyhow::Result<Option<Status>> {
    let gone = async {
        let mut next = Instant::now();
        while runs() {
            next += SITE_EVERY;
            tokio::time::sleep_until(next).await;
        }
    };
    tokio::select! {
        status = wait(&intake.store, &intake.clock) => status.map(Some),
        () = gone => Ok(None),
    }
}

async fn wait(store: &Store, clock: &Clock) -> anyhow::Result<Status> {
    let shown = std::io::stderr().is_terminal();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        clock.refresh().await;
        let status = store.status(clock.now_ms()).await?;
        if shown {
            eprint!("\r{} of {} articles · {} stories   ", status.articles, status.articles_known, status.stories);
        }
        if status.jobs_pending == 0 {
            if shown {
                eprintln!();
            }
            return Ok(status);
        }
    }
}

async fn say(store: &Store, status: &Status) -> anyhow::Result<()> {
    let sources = store.sources().await?;
    let health = Health::of(&sources);
    eprintln!(
        "{} of {}, {}.",
        counted(status.articles, "article", "articles"),
        counted(health.all, "feed", "feeds"),
        counted(status.stories, "story", "stories")
    );
    let troubles = health.troubles;
    if troubles.is_empty() {
        return Ok(());
    }
    eprintln!("{} of {} did not answer:", troubles.len(), counted(sources.len(), "feed", "feeds"));
    for (url, problem) in troubles.iter().take(NAMED) {
        eprintln!("  {url}: {problem}");
    }
    if troubles.len() > NAMED {
        eprintln!("  … and {} more; `courant doctor` and the page Sources tell of them", troubles.len() - NAMED);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Loopback is not open to the feed, so the poll fails at once without asking anybody.
    #[tokio::test(flavor = "multi_thread")]
    async fn what_a_site_that_stops_leaves_undone_is_done_here() {
        let folder = tempfile::tempdir().unwrap();
        let house = House { data: Some(folder.path().to_owned()), allow_network: Vec::new() };
        let intake = app::open_intake(&house.options().unwrap()).await.unwrap();
        intake.subscribe("http://127.0.0.1:9/feed", "Quay Bulletin", "", None).await.unwrap();
        let site = Lock::take(folder.path()).unwrap();
        let refreshing = tokio::spawn(run(Options { all: true, house }));
        tokio::time::sleep(LOOK_EVERY * 4).await;
        assert!(!refreshing.is_finished(), "the site has done nothing yet");
        drop(site);
        let ended = tokio::time::timeout(Duration::from_secs(120), refreshing).await.unwrap().unwrap();
        assert_eq!(ended.unwrap(), ExitCode::SUCCESS);
        let source = intake.store.sources().await.unwrap().remove(0);
        assert_eq!(source.failures, 1, "{source:?}");
    }

    #[tokio::test]
    async fn a_folder_without_a_database_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let wrong = folder.path().join("wrong");
        let house = House { data: Some(wrong.clone()), allow_network: Vec::new() };
        assert!(run(Options { all: false, house }).await.is_err());
        assert!(!wrong.exists());
    }
}
