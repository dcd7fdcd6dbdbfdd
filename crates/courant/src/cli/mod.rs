//! The command line: one enum of commands, one match.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub mod filters;
pub mod jsonl;

/// A self-hosted news site: feeds in, a front page of stories out.
#[derive(Debug, Parser)]
#[command(name = "courant", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Filter(filters::Filter),
}

/// Reads the arguments and runs the command.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Filter(filter) => filters::run(filter),
    };
    result.unwrap_or_else(|error| {
        eprintln!("courant: {error:#}");
        ExitCode::FAILURE
    })
}
