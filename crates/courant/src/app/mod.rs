//! Puts the parts together: a data folder becomes an open house, a house becomes a running site.

mod bindings;
mod folder;
mod site;
pub mod swap;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::Store;
use url::Url;

use crate::clock::Clock;
use crate::fetch::{AllowedNetwork, Connector, Fetcher, Guard, Pictures};
use crate::worker::{Context, Engine, intake::Intake};

pub use folder::{Lock, default_folder, locked_by_server, ready as writable};
use folder::{clock_of_server, networks_of_server};
pub use site::{Address, Running, Site};

/// How a house is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where everything is kept.
    pub folder: PathBuf,
    /// Ranges of private addresses that entered feeds may lie in.
    pub allowed: Vec<AllowedNetwork>,
    /// A test server whose clock is followed.
    pub clock: Option<Url>,
    /// The site's public address, for hubs.
    pub callback: Option<Url>,
}

/// The database's file in a data folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("courant.db")
}

/// For commands that make nothing: there is a database in the folder.
pub fn must_exist(folder: &Path) -> anyhow::Result<()> {
    let there = database(folder).exists();
    anyhow::ensure!(there, "there is no database in {}; --data DIR names the folder of your site", folder.display());
    Ok(())
}

/// Opens the store of a data folder in which there is one.
pub async fn open_known(folder: &Path) -> anyhow::Result<Store> {
    must_exist(folder)?;
    open_store(folder).await
}

/// Opens the store of a data folder in which there is one for looking: its tables stay those of the program that wrote them, which
/// may be another that still runs.
pub async fn open_to_look(folder: &Path) -> anyhow::Result<Store> {
    must_exist(folder)?;
    Ok(Store::open_to_look(&database(folder)).await?)
}

/// Opens the store of a data folder, making both where they are missing.
pub async fn open_store(folder: &Path) -> anyhow::Result<Store> {
    folder::ready(folder)?;
    Ok(Store::open(&database(folder)).await?)
}

/// What taking in sources needs: the store, the way out, the time.
pub async fn open_intake(options: &Options) -> anyhow::Result<Intake> {
    let store = open_store(&options.folder).await?;
    let (fetcher, clock) = way_out(options, &store).await?;
    Ok(Intake { store, fetcher, clock })
}

/// Opens everything that jobs need. The caller holds the folder's [`Lock`].
pub async fn open_house(options: &Options) -> anyhow::Result<Context> {
    let store = open_store(&options.folder).await?;
    let (fetcher, clock) = way_out(options, &store).await?;
    let model = tokio::task::spawn_blocking(Model::load).await?.context("the embedding model cannot be loaded")?;
    let search = open_search(&options.folder.join("search"))?;
    Ok(Context {
        store,
        fetcher,
        pictures: Pictures::new(options.folder.join("pictures")),
        model: Arc::new(model),
        engine: Engine::default(),
        search: Arc::new(search),
        clock,
        callback: options.callback.clone(),
    })
}

async fn way_out(options: &Options, store: &Store) -> anyhow::Result<(Fetcher, Clock)> {
    let clock = match &options.clock {
        None => clock_in(&options.folder).await?,
        Some(base) => remote_clock(base).await?,
    };
    let connector = Connector::new(Guard::new(options.allowed.clone()))?;
    Ok((Fetcher::new(connector, store.clone(), clock.clone()), clock))
}

/// The clock that work in this folder is planned by: the machine's, unless a server runs there by a test clock.
pub async fn clock_in(folder: &Path) -> anyhow::Result<Clock> {
    match clock_of_server(folder) {
        None => Ok(Clock::system()),
        Some(base) => remote_clock(&base).await,
    }
}

/// The test clock's own address is the operator's word, so its host is allowed for this alone.
async fn remote_clock(base: &Url) -> anyhow::Result<Clock> {
    Clock::remote(Connector::new(Guard::new(vec![host_of(base)?]))?, base).await
}

fn host_of(base: &Url) -> anyhow::Result<AllowedNetwork> {
    let host = base.host_str().with_context(|| format!("{base} names no host"))?;
    let host = if host == "localhost" { "127.0.0.1" } else { host };
    host.trim_matches(['[', ']']).parse().map_err(|_| anyhow::anyhow!("--clock wants a literal address, not {host}"))
}

/// What is going to read what a command took in, which was `allowed` to look into these ranges: the site that runs in the
/// folder, or one that is started.
pub fn what_reads(folder: &Path, allowed: &[AllowedNetwork]) -> String {
    let all = || allowed.iter().map(AllowedNetwork::to_string);
    let options =
        |ranges: Vec<String>| ranges.iter().map(|range| format!(" --allow-network {range}")).collect::<String>();
    let Some(open) = networks_of_server(folder) else {
        return format!("`courant serve{}` reads it.", options(all().collect()));
    };
    let closed: Vec<String> = all().filter(|range| !open.contains(range)).collect();
    if closed.is_empty() {
        return "The running site reads it now.".to_owned();
    }
    let there = closed.join(", ");
    format!(
        "The running site reads it now, but nothing in {there}: that is open to it when started with{}.",
        options(closed)
    )
}

/// The index is derived: one that cannot be opened is laid aside and filled again.
fn open_search(folder: &Path) -> anyhow::Result<SearchIndex> {
    match SearchIndex::open(folder) {
        Ok(index) => Ok(index),
        Err(error) => {
            tracing::warn!(%error, "the search index cannot be opened; it is built anew");
            std::fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
            SearchIndex::open(folder).with_context(|| format!("no search index in {}", folder.display()))
        }
    }
}
