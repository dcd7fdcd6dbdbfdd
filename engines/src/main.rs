//! Courant's extraction beside other engines: the same pages, one core, one scorer, one table.
//!
//! It is no part of the program and of no test. It answers one question by a command that anybody can repeat: is Courant's
//! default setting above every other engine, both by 4-grams and by words? The exit status says so: 0 yes, 1 no.

mod engines;
mod measure;
mod pack;
mod program;
mod scorer;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Parser;

use crate::measure::Run;
use crate::table::Row;

/// What the thread that reads pages has as its stack: some engines call themselves for every level of a page.
const STACK: usize = 256 << 20;

/// What the command takes.
#[derive(Debug, Parser)]
#[command(about = "Scores Courant's extraction and that of other engines on the same pages")]
struct Options {
    /// The pack: JSON lines with `id` and `file`, which `courant extract` reads, and the truth, which the scorer reads
    pack: PathBuf,
    /// How often each engine reads all pages, by turns; its least time counts
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// One more engine: a command that reads the pack as `courant extract` does, such as `python3 engines/outside/python_trafilatura.py`
    #[arg(long = "program")]
    programs: Vec<String>,
}

fn main() -> anyhow::Result<ExitCode> {
    let options = Options::parse();
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(move || compare(&options))?;
    let rows = reader.join().map_err(|_| anyhow!("the thread that reads pages panicked"))??;
    print!("{}", table::markdown(&rows));
    let above = table::not_below(&rows);
    for sentence in &above {
        eprintln!("{sentence}");
    }
    Ok(if above.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn compare(options: &Options) -> anyhow::Result<Vec<Row>> {
    let scorer = scorer::Scorer::find();
    let pages = pack::read(&options.pack)?;
    let mut runs: Vec<Run> = Vec::new();
    for _ in 0..options.rounds {
        let here = engines::ALL.iter().map(|engine| measure::run(engine, &pages));
        let outside = options.programs.iter().map(|command| program::run(command, &options.pack));
        for (index, run) in here.chain(outside).enumerate() {
            let run = run?;
            eprintln!("{}: {:.2} s", run.name, run.seconds);
            match runs.get_mut(index) {
                None => runs.push(run),
                Some(earlier) => earlier.seconds = earlier.seconds.min(run.seconds),
            }
        }
    }
    let scored = runs.into_iter().map(|run| {
        let figures = scorer.score(&options.pack, &run.lines);
        let figures = figures.with_context(|| format!("what {} gave cannot be scored", run.name))?;
        Ok(Row { rate: pages.len() as f64 / run.seconds, run, figures })
    });
    scored.collect()
}
