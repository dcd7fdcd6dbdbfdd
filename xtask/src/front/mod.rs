//! `cargo xtask front`: the real program reads the feeds of the wire hour by hour, and once a day the slots of its front
//! page are printed with the articles behind them, one slot a line, to be read by a person.
//!
//! Nothing judges here: whether two slots tell one event, or a member does not belong, is for eyes. As in `replay`, all of
//! it runs in a network with nothing in it but loopback, so a story is told from what the feeds themselves say.

mod slots;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use clap::Args;
use jiff::{SignedDuration, Timestamp};

use crate::replay::publishers::{Publishers, START};
use crate::replay::site::{self, Site};
use crate::replay::{alone, missing, pack, steps};

/// What `front` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Where the replay server and its data are
    #[arg(long, value_name = "DIR", env = "COURANT_SHARED", default_value = "../shared")]
    shared: PathBuf,
    /// The program to look at; built when not given
    #[arg(long, value_name = "FILE")]
    courant: Option<PathBuf>,
    /// When reading begins
    #[arg(long, value_name = "TIME", default_value = START)]
    from: Timestamp,
    /// Days on which the page is looked at
    #[arg(long, default_value_t = 10)]
    days: u32,
    /// The hour at which, in UTC
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u32).range(0..24))]
    hour: u32,
    /// Slots of the page that are printed
    #[arg(long, default_value_t = 20)]
    slots: usize,
    /// Keep the data folder here instead of in a temporary place
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Set by the task itself when it runs in a network of its own
    #[arg(long, hide = true)]
    alone: bool,
}

/// Prints the slots.
///
/// # Errors
/// When the replay server or its data are missing, or the program does not do what it should.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    if let Some(why) = missing(&options.shared) {
        anyhow::bail!("{why}; COURANT_SHARED or --shared names the folder");
    }
    let courant = match &options.courant {
        Some(courant) => std::path::absolute(courant)?,
        None => site::build()?,
    };
    if options.alone {
        return read(options, &courant).map(|()| ExitCode::SUCCESS);
    }
    let mut command =
        alone::in_own_network().context("the wire links to the real web, and there is no network without it")?;
    command.arg(std::env::current_exe()?).args(["front", "--alone", "--courant"]).arg(&courant);
    command.arg("--shared").arg(&options.shared);
    command.args(["--from", &options.from.to_string()]);
    command.args(["--days", &options.days.to_string(), "--hour", &options.hour.to_string()]);
    command.args(["--slots", &options.slots.to_string()]);
    if let Some(keep) = &options.keep {
        command.arg("--keep").arg(keep);
    }
    let status = command.status()?;
    ensure!(status.success(), "the reading broke off: {status}");
    Ok(ExitCode::SUCCESS)
}

fn read(options: &Options, courant: &Path) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let publishers = Publishers::start_wire(&options.shared, &pack::unpack(&options.shared)?)?;
    let begin = options.from;
    publishers.set(begin)?;
    let site = Site::prepare(courant, &folder, &publishers)?;
    let running = site.start()?;
    let day = SignedDuration::from_hours(24);
    let midnight = begin.as_second().div_euclid(day.as_secs()) * day.as_secs();
    let mut look = Timestamp::from_second(midnight)? + SignedDuration::from_hours(options.hour.into());
    if look < begin {
        look += day;
    }
    let mut now = begin;
    for number in 1..=options.days {
        while now < look {
            now = (now + SignedDuration::from_hours(1)).min(look);
            publishers.set(now)?;
            steps::wait(&running, |_| Ok(false)).with_context(|| format!("at {now}"))?;
        }
        let printed = slots::print(&running, now, options.slots)?;
        eprintln!("front: {number} of {} days, {printed} slots at {now}", options.days);
        look += day;
    }
    running.stop()
}
