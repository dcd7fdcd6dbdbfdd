//! The command line: one enum of commands, one match.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub mod commands;
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
    Command(Box<commands::Command>),
    #[command(flatten)]
    Filter(filters::Filter),
}

/// Reads the arguments and runs the command.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    log();
    let result = match cli.command {
        Command::Command(command) => commands::run(*command),
        Command::Filter(filter) => filters::run(filter),
    };
    result.unwrap_or_else(|error| {
        eprintln!("courant: {error:#}");
        ExitCode::FAILURE
    })
}

/// Logs go to standard error; `RUST_LOG` says how much.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,courant=info,html5ever=error"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // Colours are for eyes; a file would keep their codes. A logger that is set already stays.
    let _ = log.with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()).try_init();
}
