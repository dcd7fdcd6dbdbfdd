//! `courant refresh`: polls what is due and returns when everything is read and placed.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use courant_store::{Status, Store};
use tokio::sync::watch;

use super::{House, troubles};
use crate::app::{self, Lock};
use crate::clock::Clock;
use crate::worker::{self, intake::Intake};

const LOOK_EVERY: Duration = Duration::from_millis(300);
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

/// Runs the command: a running site does the work, else this process does.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let house = options.house.options()?;
    if app::locked_by_server(&house.folder) {
        let intake = app::open_intake(&house).await?;
        begin(&intake, options.all).await?;
        let status = wait(&intake.store, &intake.clock).await?;
        say(&intake.store, &status).await?;
        intake.store.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    let _lock = Lock::take(&house.folder)?;
    let context = app::open_house(&house).await?;
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    begin(&intake, options.all).await?;
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
    eprintln!("{} articles of {} feeds, {} stories.", status.articles, status.sources, status.stories);
    let sources = store.sources().await?;
    let troubles = troubles::of(&sources);
    if troubles.is_empty() {
        return Ok(());
    }
    eprintln!("{} of {} feeds did not answer:", troubles.len(), sources.len());
    for (url, problem) in troubles.iter().take(NAMED) {
        eprintln!("  {url}: {problem}");
    }
    if troubles.len() > NAMED {
        eprintln!("  … and {} more; `courant doctor` and the page Sources tell of them", troubles.len() - NAMED);
    }
    Ok(())
}
