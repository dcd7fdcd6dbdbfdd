//! The filters: JSON lines in, JSON lines out; one file each. No filter needs a database or a network.

use std::process::ExitCode;

use clap::{Args, Subcommand};

mod embed;
mod tag;

/// The filters, one variant each.
#[derive(Debug, Subcommand)]
pub enum Filter {
    /// The embedding vector of each text
    Embed(Common),
    /// Hashtags of each article, best first
    Tag(Common),
}

/// What every filter takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Threads to use; all cores unless told
    #[arg(long)]
    pub jobs: Option<usize>,
}

/// Runs one filter over standard input.
pub fn run(filter: Filter) -> anyhow::Result<ExitCode> {
    let outcome = match filter {
        Filter::Embed(common) => embed::run(&common),
        Filter::Tag(common) => tag::run(&common),
    }?;
    Ok(outcome.into())
}
