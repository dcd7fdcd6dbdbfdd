//! `cargo xtask bench`: what a whole installation does with much to do, measured in the real worker.

mod engine;
mod process;
mod sources;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// What `bench` takes.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Thousands of sources for a day: on time, within each host's limits, in bounded memory
    Sources(sources::Options),
    /// A million articles in the story engine: how fast, how much memory, how soon it is back
    Engine(engine::Options),
}

/// The command.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    match &options.which {
        Which::Sources(options) => sources::command(options),
        Which::Engine(options) => engine::command(options),
    }
}
