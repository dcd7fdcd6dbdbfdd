//! `cargo xtask test`: every test of the workspace and every floor, closed by one plain line.

mod browser;
mod format;
mod made;
mod manuscript;
mod real;
mod tally;

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context;

use crate::score;
use crate::shared::Shared;
use tally::Tally;

/// What `cargo xtask test` takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Only the floors, not the workspace's own tests
    #[arg(long)]
    floors: bool,
}

/// Runs tests and floors; the exit code is 1 when one failed, none ran, or what the tests need is missing.
///
/// # Errors
/// When cargo cannot be started or its output cannot be read.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let mut tally = Tally::default();
    if !options.floors {
        let browser = match browser::needed() {
            Ok(browser) => browser,
            Err(what) => {
                eprintln!("{what}");
                return Ok(ExitCode::FAILURE);
            }
        };
        format::check(&mut tally);
        workspace(browser.as_deref(), &mut tally)?;
    }
    floors(&mut tally);
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn workspace(browser: Option<&std::path::Path>, tally: &mut Tally) -> anyhow::Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--workspace", "--no-fail-fast"]).current_dir(crate::root()).stdout(Stdio::piped());
    if let Some(browser) = browser {
        cargo.env(browser::NAMED_BY, browser);
    }
    let mut child = cargo.spawn().context("cargo test cannot be started")?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.context("the tests' output cannot be read")?;
            println!("{line}");
            tally.take(&line);
        }
    }
    let ended_well = child.wait()?.success();
    if !ended_well && tally.failed == 0 {
        tally.failed = 1; // it did not build, or a harness broke off
    }
    Ok(())
}

/// The made set always; the real packs where they are. What cannot even be run is one failure with its reason.
fn floors(tally: &mut Tally) {
    let courant = match score::build(false) {
        Ok(courant) => courant,
        Err(error) => return tally.check("floors", &Err(format!("{error:#}"))),
    };
    if let Err(error) = made::check(&courant, tally) {
        tally.check("floor made", &Err(format!("{error:#}")));
    }
    match Shared::find() {
        Ok(Some(shared)) => real::check(&shared, &courant, tally),
        Ok(None) => println!("floors on real data skipped: no ../shared here, and COURANT_SHARED names none"),
        Err(error) => tally.check("floors on real data", &Err(format!("{error:#}"))),
    }
}
