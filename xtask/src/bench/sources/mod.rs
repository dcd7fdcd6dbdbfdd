//! Thousands of sources for a day: the real schedule, polls, manners, parser, pages and database; publishers inside the
//! process; a clock in a hurry.
//!
//! The first reading runs at a slower pace than the day, as it does on a new installation: everything is due at once.

mod answers;
mod figures;
mod stub;
mod watch;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use courant::clock::Clock;
use courant::fetch::{Connector, Fetcher, Guard, Pictures};
use courant::worker::intake::Intake;
use courant::worker::{self, Context, Engine};
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::Store;
use tokio::sync::watch as signal;

use figures::Figures;
use stub::Stub;
use watch::Watch;

const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What `bench sources` takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Sources
    #[arg(long, default_value_t = 20_000)]
    sources: usize,
    /// Hours of the publishers' time
    #[arg(long, default_value_t = 24)]
    hours: u32,
    /// How much faster their time passes than ours
    #[arg(long, default_value_t = 60)]
    speed: u32,
    /// The same until every source was asked once
    #[arg(long, default_value_t = 5)]
    first_speed: u32,
    /// Keep the data folder here instead of in a temporary place
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// The command.
pub fn command(options: &Options) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new()?;
    let figures = runtime.block_on(run(options))?;
    print!("{figures}");
    let failed = figures.broken();
    for broken in &failed {
        println!("BROKEN: {broken}");
    }
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(options: &Options) -> anyhow::Result<Figures> {
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let store = courant::app::open_store(&folder).await?;
    let watch = Arc::new(Mutex::new(Watch::default()));
    let model = Arc::new(Model::load().context("the embedding model cannot be loaded")?);
    let search = Arc::new(SearchIndex::open(&folder.join("search")).context("no search index")?);
    let house = House { folder, store, watch, all: options.sources, model, search };
    let began = Instant::now();
    let clock = Clock::hurried(world::START, options.first_speed);
    house.subscribe(&clock).await?;
    let mut figures =
        Figures { sources: options.sources, hours: options.hours, speed: options.speed, ..Figures::default() };
    house.work(&clock, None).await?;
    figures.first_reading_ms = clock.now_ms() - world::START;
    eprintln!("all asked once after {:.0} s", began.elapsed().as_secs_f64());
    let clock = Clock::hurried(clock.now_ms(), options.speed);
    let end = world::START + i64::from(options.hours) * world::HOUR;
    house.work(&clock, Some(end)).await?;
    figures.wall_seconds = began.elapsed().as_secs_f64();
    figures.read(&house.store, &house.watch, clock.now_ms()).await?;
    house.store.close().await;
    Ok(figures)
}

struct House {
    folder: PathBuf,
    store: Store,
    watch: Arc<Mutex<Watch>>,
    all: usize,
    model: Arc<Model>,
    search: Arc<SearchIndex>,
}

impl House {
    fn context(&self, clock: &Clock) -> anyhow::Result<Context> {
        let stub = Stub::new(self.all, self.store.clone(), clock.clone(), Arc::clone(&self.watch));
        let connector = Connector::inside(Guard::new(Vec::new()), stub.publishers());
        Ok(Context {
            store: self.store.clone(),
            fetcher: Fetcher::new(connector, self.store.clone(), clock.clone()),
            pictures: Pictures::new(self.folder.join("pictures")),
            model: Arc::clone(&self.model),
            engine: Engine::default(),
            search: Arc::clone(&self.search),
            clock: clock.clone(),
            callback: None,
        })
    }

    async fn subscribe(&self, clock: &Clock) -> anyhow::Result<()> {
        let context = self.context(clock)?;
        let intake = Intake { store: context.store, fetcher: context.fetcher, clock: Clock::fixed(world::START) };
        for source in 0..self.all {
            let host = answers::host_name(world::Source(source).host(self.all));
            let url = format!("https://{host}{}", answers::feed_path(source));
            intake.subscribe(&url, &format!("Paper {source}"), &format!("https://{host}/"), None).await?;
        }
        Ok(())
    }

    /// Works until a moment, or until every source had its first poll.
    async fn work(&self, clock: &Clock, until: Option<i64>) -> anyhow::Result<()> {
        let context = self.context(clock)?;
        self.store.release_running(clock.now_ms()).await?;
        let (stop, stopped) = signal::channel(false);
        let mut loops = worker::start_asking(&context, &stopped);
        let mut said = Instant::now();
        loop {
            let now = clock.now_ms();
            let enough = match until {
                Some(end) => now >= end,
                None => self.store.due_sources(world::START, 1).await?.is_empty(),
            };
            if enough {
                break;
            }
            if said.elapsed() > Duration::from_secs(30) {
                said = Instant::now();
                let (memory, _) = super::process::memory();
                let asked = self.watch.lock().map_or(0, |watch| watch.sources());
                eprintln!("{:.1} h, {asked} asked, {memory} MB", (now - world::START) as f64 / world::HOUR as f64);
            }
            tokio::time::sleep(LOOK_EVERY * 5).await;
        }
        stop.send(true)?;
        while loops.join_next().await.is_some() {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// The same in small. A machine that is busy with other tests may hold up a poll; nothing excuses a breach.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_hundred_sources_for_three_hours() {
        let options = Options { sources: 100, hours: 3, speed: 180, first_speed: 20, keep: None };
        let figures = run(&options).await.unwrap();
        eprintln!("{figures}");
        assert!(figures.told.is_empty() && figures.breaches == 0, "{:?}", figures.told);
        // How punctual it is depends on the machine and its disk: that is the bench's to say, not a test's.
        assert!(figures.planned > 100 && figures.on_time > 0, "{figures}");
        assert!(figures.articles > 50, "{figures}");
    }
}
