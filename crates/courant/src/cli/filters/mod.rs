//! The filters: JSON lines in, JSON lines out; one file each. No filter needs a database or a network.

use std::process::ExitCode;

use clap::{Args, Subcommand};

mod cluster;
mod copies;
mod embed;
mod entities;
mod extract;
mod parse;
mod quotes;
pub(in crate::cli) mod reading;
mod relate;
mod summarize;
mod tag;

/// The filters, one variant each.
#[derive(Debug, Subcommand)]
pub enum Filter {
    /// The story of each article, articles given in order of arrival
    Cluster(Common),
    /// Which earlier text each article copies, articles given in order of arrival
    Copies(Common),
    /// The embedding vector of each text
    Embed(Common),
    /// People, places and organisations named in each article
    Entities(Common),
    /// The article of each page: text, headline, people, dates
    Extract(extract::Options),
    /// The entries of each feed, from its bytes
    Parse(Common),
    /// Direct quotations of each article, with their speakers
    Quotes(Common),
    /// Related articles of each article of a corpus, with evidence
    Relate(relate::Options),
    /// Sentences that sum up an article, or several on one event
    Summarize(summarize::Options),
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
        Filter::Cluster(common) => cluster::run(&common),
        Filter::Copies(common) => copies::run(&common),
        Filter::Embed(common) => embed::run(&common),
        Filter::Entities(common) => entities::run(&common),
        Filter::Extract(options) => extract::run(&options),
        Filter::Parse(common) => parse::run(&common),
        Filter::Quotes(common) => quotes::run(&common),
        Filter::Relate(options) => relate::run(&options),
        Filter::Summarize(options) => summarize::run(&options),
        Filter::Tag(common) => tag::run(&common),
    }?;
    Ok(outcome.into())
}
