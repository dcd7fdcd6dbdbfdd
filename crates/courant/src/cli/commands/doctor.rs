//! `courant doctor`: looks at data folder, database, model, index, feeds and jobs, and says what to do.

use std::process::ExitCode;

use clap::Args;
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::Store;

use super::{House, troubles};
use crate::app;
use crate::clock::Clock;

/// Sources with trouble that are named one by one.
const NAMED: usize = 20;

/// What `doctor` takes.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    house: House,
}

/// Findings, printed as they come; any fault makes the exit status 1.
#[derive(Default)]
struct Report {
    faults: usize,
}

impl Report {
    fn well(&self, what: &str, words: &str) {
        eprintln!("  ok    {what}: {words}");
    }

    fn note(&self, what: &str, words: &str) {
        eprintln!("  note  {what}: {words}");
    }

    fn fault(&mut self, what: &str, words: &str) {
        self.faults += 1;
        eprintln!("  FAULT {what}: {words}");
    }
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let folder = options.house.folder()?;
    let mut report = Report::default();
    if !folder.exists() {
        report.note("data folder", &format!("{} does not exist yet; `courant serve` makes it", folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let site = if app::locked_by_server(&folder) { "a site runs in it" } else { "no site runs in it" };
    report.well("data folder", &format!("{}, {site}", folder.display()));
    match app::open_store(&folder).await {
        Err(error) => report.fault("database", &format!("{error:#}")),
        Ok(store) => {
            database(&store, &mut report).await?;
            feeds(&store, &mut report).await?;
            store.close().await;
        }
    }
    match Model::load() {
        Ok(_) => report.well("embedding model", courant_embed::VERSION),
        Err(error) => {
            report.fault("embedding model", &format!("{error}; this copy of the program is damaged, install it again"))
        }
    }
    let search = folder.join("search");
    if search.exists() {
        match SearchIndex::open(&search).and_then(|index| index.cursor()) {
            Ok(cursor) => report.well("search index", &format!("at change {cursor}")),
            Err(error) => {
                report.fault("search index", &format!("{error}; delete {} and it is built anew", search.display()))
            }
        }
    }
    Ok(if report.faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn database(store: &Store, report: &mut Report) -> anyhow::Result<()> {
    let status = store.status(Clock::system().now_ms()).await?;
    let words = format!(
        "{} articles, {} stories, {} feeds of {} publishers; {} jobs wait",
        status.articles, status.stories, status.sources, status.publishers, status.jobs_pending
    );
    report.well("database", &words);
    for dead in store.dead_jobs(5).await? {
        let words = format!("{} {} was given up after {} tries: {}", dead.kind, dead.key, dead.attempts, dead.error);
        report.fault("job", &words);
    }
    Ok(())
}

async fn feeds(store: &Store, report: &mut Report) -> anyhow::Result<()> {
    let sources = store.sources().await?;
    if sources.is_empty() {
        report.note("feeds", "none yet; `courant add URL` adds one");
    }
    let troubles = troubles::of(&sources);
    for (url, problem) in troubles.iter().take(NAMED) {
        report.note(url, problem);
    }
    let words = format!("{} of {} answer", sources.len() - troubles.len(), sources.len());
    match troubles.len() {
        0 if sources.is_empty() => {}
        0 => report.well("feeds", &words),
        all if all == sources.len() => report.fault("feeds", &format!("{words}; is this machine connected?")),
        _ => report.note("feeds", &words),
    }
    Ok(())
}
