//! `courant demo`: the site over invented newsrooms on this machine, by the same path as any other feeds.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;

use super::addresses;
use super::serve::{say_where, wait_for_signal};
use crate::app::{self, Lock, Running, Site};
use crate::clock::Clock;
use crate::demo::{Newsrooms, Opening};
use crate::fetch::AllowedNetwork;
use crate::worker::intake::Intake;

/// One article is revised when the demo has run this long.
const REVISE_AFTER: Duration = Duration::from_secs(20 * 60);

/// The setting that remembers when and where the newsrooms opened.
const OPENING: &str = "demo_newsrooms";

/// What `demo` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080", value_parser = addresses::listen)]
    listen: SocketAddr,
    /// Data folder; a fresh temporary one unless given
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Further private addresses that feeds you enter may lie in
    #[arg(long = "allow-network", value_name = "CIDR[:PORT]")]
    allow_network: Vec<AllowedNetwork>,
}

/// Runs the command until it is told to stop.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let temporary = match options.data {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("courant-demo-").tempdir().context("no temporary folder")?),
    };
    let folder = options.data.or_else(|| temporary.as_ref().map(|folder| folder.path().to_owned())).unwrap_or_default();
    let lock = Lock::take(&folder)?;
    let newsrooms = open_newsrooms(&folder).await?;
    let allowed = allowed(&newsrooms, options.allow_network)?;
    lock.note_networks(&folder, &allowed)?;
    let context = app::open_house(&app::Options { folder, allowed, ..app::Options::default() }).await?;
    subscribe(&context, &newsrooms).await?;
    let site = Site {
        listen: options.listen,
        title: "Courant".to_owned(),
        public: !options.listen.ip().is_loopback(),
        open: false,
        https: false,
        demo: true,
        hosts: Vec::new(),
    };
    let running = Running::start(context, site, lock).await?;
    eprintln!(
        "Courant demo: {} invented newsrooms, {} articles, all on this machine. Nothing leaves it.",
        newsrooms.publishers(),
        newsrooms.articles()
    );
    eprintln!("Open the address below; the page fills while it reads. Ctrl-C ends the demo.");
    say_where(running.address());
    wait_for_signal().await;
    eprintln!("Stopping.");
    running.stop().await;
    newsrooms.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// The newsrooms' own ports on loopback, and nothing else there.
fn allowed(newsrooms: &Newsrooms, more: Vec<AllowedNetwork>) -> anyhow::Result<Vec<AllowedNetwork>> {
    let mut allowed = more;
    for feed in newsrooms.feeds() {
        let port = url::Url::parse(&feed.feed_url)?.port_or_known_default().unwrap_or(80);
        allowed.push(format!("127.0.0.1/32:{port}").parse().map_err(anyhow::Error::msg)?);
    }
    Ok(allowed)
}

/// Opens the newsrooms; in a data folder of an earlier demo as the same sources, so that what was read there, and what
/// readers wrote about it, stays.
async fn open_newsrooms(folder: &Path) -> anyhow::Result<Newsrooms> {
    let store = app::open_store(folder).await?;
    let now_ms = Clock::system().now_ms();
    let newsrooms = match store.setting::<Opening>(OPENING).await? {
        Some(opening) => {
            let passed = u64::try_from(now_ms.saturating_sub(opening.started_ms)).unwrap_or(0);
            Newsrooms::open(opening, Duration::from_millis(passed), REVISE_AFTER).await?
        }
        None => Newsrooms::start(now_ms, REVISE_AFTER).await?,
    };
    store.set_setting(OPENING, newsrooms.opening()).await?;
    store.close().await;
    Ok(newsrooms)
}

/// Makes the newsrooms sources; those that are sources already stay as they are.
async fn subscribe(context: &crate::worker::Context, newsrooms: &Newsrooms) -> anyhow::Result<()> {
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    for feed in newsrooms.feeds() {
        intake.subscribe(&feed.feed_url, &feed.title, &feed.home_url, Some(feed.language.clone())).await?;
    }
    Ok(())
}
