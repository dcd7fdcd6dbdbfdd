//! `cargo xtask replay`: the real binary reads three days of the replay server, hour by hour, and what came of it is
//! checked; a second run that is killed twenty times has to end with the same.
//!
//! The replay server and its data lie beside the project (`COURANT_SHARED`), so this is passed over where they are not.
//! The wire's entries link to the real web. So that neither those publishers nor the result are touched by that, all
//! of it runs in a network of its own, with nothing in it but loopback, where the system can make one.

pub mod alone;
mod checks;
pub mod http;
mod kills;
mod outcome;
pub mod pack;
pub mod publishers;
pub mod site;
pub mod steps;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use serde::{Deserialize, Serialize};

use outcome::Outcome;
use pack::Pack;
use publishers::Publishers;
use site::Site;

/// Hours of the uninterrupted run.
const HOURS: u32 = 72;
/// Hours of the run that is killed: a day, compared with the uninterrupted run's first day.
const KILL_HOURS: u32 = 24;
/// How often it is killed.
const KILLS: usize = 20;
/// Decides when. Any number will do; a fixed one repeats a failure.
const SEED: u64 = 20_200_421;

/// What `replay` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Where the replay server and its data are
    #[arg(long, value_name = "DIR", env = "COURANT_SHARED", default_value = "../shared")]
    shared: PathBuf,
    /// The program to test; built when not given
    #[arg(long, value_name = "FILE")]
    courant: Option<PathBuf>,
    /// Hours to step through without interruption
    #[arg(long, default_value_t = HOURS)]
    hours: u32,
    /// Hours of the run that is killed; at most as many
    #[arg(long, default_value_t = KILL_HOURS)]
    kill_hours: u32,
    /// How often it is killed; 0 leaves that run out
    #[arg(long, default_value_t = KILLS)]
    kills: usize,
    /// Decides when it is killed
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Keep the data folders here instead of in a temporary place
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Set by the task itself when it runs in a network of its own: print checks as JSON lines
    #[arg(long, hide = true)]
    alone: bool,
}

/// One thing that had to hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    /// What.
    pub name: String,
    /// Whether it did.
    pub passed: bool,
    /// The figures.
    pub detail: String,
}

impl Check {
    fn new(name: &str, passed: bool, detail: impl Into<String>) -> Self {
        Self { name: name.to_owned(), passed, detail: detail.into() }
    }
}

/// Whether what the replay test needs is there: the server, its data, and Python; if not, a sentence that says what is
/// missing.
pub fn missing(shared: &Path) -> Option<String> {
    let server = publishers::program(shared);
    if !server.is_file() {
        return Some(format!("{} is not there", server.display()));
    }
    if !publishers::python_runs() {
        return Some("python3 cannot be started".to_owned());
    }
    None
}

/// The command.
pub fn command(options: &Options) -> anyhow::Result<ExitCode> {
    if options.alone {
        for check in here(options) {
            println!("{}", serde_json::to_string(&check)?);
        }
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(why) = missing(&options.shared) {
        println!("The replay test is passed over: {why}. COURANT_SHARED or --shared names the folder.");
        return Ok(ExitCode::FAILURE);
    }
    let checks = checks(options);
    for check in &checks {
        println!("{} {}: {}", if check.passed { "ok    " } else { "FAILED" }, check.name, check.detail);
    }
    let failed = checks.iter().filter(|check| !check.passed).count();
    println!("{} passed, {failed} failed", checks.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn checks(options: &Options) -> Vec<Check> {
    alone::run(options).unwrap_or_else(|why| {
        eprintln!("replay: not in a network of its own ({why}); entries of the wire may be fetched from the real web");
        here(options)
    })
}

fn here(options: &Options) -> Vec<Check> {
    match both_runs(options) {
        Ok(checks) => checks,
        Err(error) => vec![Check::new("replay", false, format!("{error:#}"))],
    }
}

fn both_runs(options: &Options) -> anyhow::Result<Vec<Check>> {
    let courant = match &options.courant {
        Some(courant) => courant.clone(),
        None => site::build()?,
    };
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let data = pack::unpack(&options.shared)?;
    let kill_hours = options.kill_hours.min(options.hours);
    // Both runs read the same addresses, so that what they came to can be compared as it is.
    let publishers = Publishers::start(&options.shared, &data)?;
    let pack = Pack::read(&data)?;
    let (mut checks, first_day) = uninterrupted(options, &courant, &publishers, &pack, &folder)?;
    if options.kills > 0 {
        let killed = publishers.rewind().and_then(|()| kills::run(options, &courant, &publishers, &folder, kill_hours));
        checks.push(match killed {
            Ok(killed) => kills::compare(&first_day, &killed),
            Err(error) => Check::new(kills::NAME, false, format!("{error:#}")),
        });
    }
    Ok(checks)
}

/// The run that nothing disturbs: its checks, and how things stood after the killed run's hours.
fn uninterrupted(
    options: &Options,
    courant: &Path,
    publishers: &Publishers,
    pack: &Pack,
    folder: &Path,
) -> anyhow::Result<(Vec<Check>, Outcome)> {
    let folder = folder.join("uninterrupted");
    let kill_hours = options.kill_hours.min(options.hours);
    let site = Site::prepare(courant, &folder, publishers)?;
    let running = site.start()?;
    let began = Instant::now();
    let mut early = None;
    let mut times = steps::Times::default();
    for hour in 0..=options.hours {
        if hour > 0 {
            publishers.advance(steps::HOUR)?;
        }
        times.add(steps::wait(&running, |_| Ok(false)).with_context(|| format!("after {hour} hours"))?);
        if hour == kill_hours {
            early = Some(Outcome::read(&site, &running)?);
        }
    }
    let took = began.elapsed();
    let stats = publishers.stats()?;
    let outcome = Outcome::read(&site, &running)?;
    let second = checks::second_poll(&site, publishers)?;
    let problems = running.problems();
    let mut found = checks::all(&outcome, pack, publishers, &stats)?;
    found.push(second);
    found.push(checks::quiet(&site, &problems)?);
    found.push(Check::new("hours stepped through", true, times.words(options.hours, took)));
    running.stop()?;
    let early = early.context("the first day was not seen")?;
    Ok((found, early))
}
