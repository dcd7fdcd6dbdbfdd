//! The commands: one file each. The command line acts as the owner.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::app;
use crate::fetch::AllowedNetwork;

mod add;
mod addresses;
mod backup;
mod demo;
mod doctor;
mod eval;
mod export;
mod forget;
pub mod graph;
mod import;
mod refresh;
mod restore;
mod serve;
mod troubles;
mod user;

/// The commands, one variant each.
#[allow(clippy::large_enum_variant)] // There is one of them in a process.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the site over invented newsrooms on this machine
    Demo(demo::Options),
    /// Run the site over your own feeds
    Serve(serve::Options),
    /// Add a feed, or the feed of a page
    Add(add::Options),
    /// Take in a list of feeds (OPML) or articles (JSON lines)
    Import(import::Options),
    /// Print the list of feeds (OPML), all articles, or how everything hangs together (JSON lines)
    Export(export::Options),
    /// Poll the feeds that are due and wait until all is read
    Refresh(refresh::Options),
    /// Add, list and remove the people who sign in
    User(user::Options),
    /// Copy the database to a file while the site runs
    Backup(backup::Options),
    /// Put a copy made by `backup` in the place of the database
    Restore(restore::Options),
    /// Check data folder, database, model, feeds and disk
    Doctor(doctor::Options),
    /// Remove a page or a publisher everywhere, for good
    Forget(forget::Options),
    /// Say how good the stories are that become of articles whose events you know
    Eval(eval::Options),
}

/// Where the data is and which private networks feeds may lie in.
#[derive(Debug, Clone, Args)]
pub struct House {
    /// Data folder; the platform's own unless given
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Private addresses that feeds you enter may lie in, such as 192.168.0.0/16 or 127.0.0.0/8:8800
    #[arg(long = "allow-network", value_name = "CIDR[:PORT]")]
    allow_network: Vec<AllowedNetwork>,
}

impl House {
    /// The data folder.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        self.data.clone().map_or_else(app::default_folder, Ok)
    }

    /// The same options again, for a command that is offered: ` --data 'my folder'`, or nothing.
    pub fn told(&self) -> String {
        let data = self.data.iter().map(|folder| format!(" --data {}", quoted(folder.display().to_string())));
        let allowed = self.allow_network.iter().map(|network| format!(" --allow-network {network}"));
        data.chain(allowed).collect()
    }

    /// How to open it.
    pub fn options(&self) -> anyhow::Result<app::Options> {
        Ok(app::Options { folder: self.folder()?, allowed: self.allow_network.clone(), clock: None, callback: None })
    }
}

/// Says that a command which may make a data folder is about to do so: a mistyped `--data` leads to an empty one.
fn say_if_new(folder: &Path) {
    if !app::database(folder).exists() {
        eprintln!("There is no database in {} yet; one is made.", folder.display());
    }
}

/// "1 feed", "2 feeds".
fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, more: &str) -> String {
    let words = if count == N::from(1) { one } else { more };
    format!("{count} {words}")
}

/// A word as a shell takes it.
fn quoted(word: String) -> String {
    let plain = |char: char| char.is_alphanumeric() || matches!(char, '/' | '.' | '_' | '-' | ':' | '\\');
    if word.chars().all(plain) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Fewest threads for work that blocks.
const FEWEST_THREADS: usize = 4;

/// Threads for reading pages and texts. Each keeps tables of its own for matching, and more than two a core only wait
/// for one another.
fn blocking_threads() -> usize {
    std::thread::available_parallelism().map_or(FEWEST_THREADS, |cores| FEWEST_THREADS.max(2 * cores.get()))
}

/// Runs one command.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(blocking_threads()).build()?;
    let ended = runtime.block_on(async {
        match command {
            Command::Demo(options) => demo::run(options).await,
            Command::Serve(options) => serve::run(options).await,
            Command::Add(options) => add::run(options).await,
            Command::Import(options) => import::run(options).await,
            Command::Export(options) => export::run(options).await,
            Command::Refresh(options) => refresh::run(options).await,
            Command::User(options) => user::run(options).await,
            Command::Backup(options) => backup::run(options).await,
            Command::Restore(options) => restore::run(options).await,
            Command::Doctor(options) => doctor::run(options).await,
            Command::Forget(options) => forget::run(options).await,
            Command::Eval(options) => eval::run(&options),
        }
    });
    // A picture that is being decoded need not be waited for.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    ended
}

#[cfg(test)]
mod tests {
    use super::House;

    fn check(data: Option<&str>, networks: &[&str], told: &str) {
        let allow_network = networks.iter().map(|network| network.parse().unwrap()).collect();
        assert_eq!(House { data: data.map(Into::into), allow_network }.told(), told);
    }

    #[test]
    fn an_offered_command_has_the_same_house() {
        check(None, &[], "");
        check(Some("/srv/news"), &["127.0.0.0/8:8800"], " --data /srv/news --allow-network 127.0.0.0/8:8800");
        check(Some("my paper's"), &[], " --data 'my paper'\\''s'");
    }
}
