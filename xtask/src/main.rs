//! Tasks people run by hand.

#![allow(clippy::print_stdout)] // What a task found out is what it prints.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

mod bench;
mod copies;
mod eval;
mod front;
mod model;
mod packs;
mod replay;
mod score;
mod shared;
mod test;

/// Tasks people run by hand.
#[derive(Debug, Parser)]
enum Task {
    /// Measure what a whole installation does, by a clock in a hurry
    Bench(bench::Options),
    /// Score every filter on every pack and write the figures to docs/MEASUREMENTS.md
    Eval(eval::Options),
    /// Read the wire with the real program, day by day, and print what its front page showed
    Front(front::Options),
    /// Check the embedding model's files, or fetch them anew
    Model(model::Options),
    /// Read three days of the replay server with the real program and check what came of it
    Replay(replay::Options),
    /// Run every test and every floor, and say how many passed
    Test(test::Options),
}

fn main() -> anyhow::Result<ExitCode> {
    match Task::parse() {
        Task::Bench(options) => bench::run(&options),
        Task::Eval(options) => eval::run(&options),
        Task::Front(options) => front::run(&options),
        Task::Model(options) => model::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Replay(options) => replay::command(&options),
        Task::Test(options) => test::run(&options),
    }
}

/// The project's root.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}
