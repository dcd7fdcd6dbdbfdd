//! A running site: worker and web over one open house, until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use rand::TryRngCore as _;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::bindings::{PictureCache, Reads, Sources};
use super::folder::Lock;
use crate::web::{self, SiteConfig, WebState};
use crate::worker::{self, Context, intake::Intake};

/// How long open answers may take when the site stops.
const GRACE: Duration = Duration::from_secs(3);
const SECRET: &str = "picture_secret";

/// Where to listen.
pub type Address = SocketAddr;

/// What the operator decides about the site.
#[derive(Debug, Clone)]
pub struct Site {
    /// Where to listen; port 0 takes a free one.
    pub listen: Address,
    /// The masthead.
    pub title: String,
    /// Whether strangers can reach the site.
    pub public: bool,
    /// Whether a public site lets strangers read excerpts; otherwise they can only sign in.
    pub open: bool,
    /// Whether it is served over https by something in front.
    pub https: bool,
    /// Whether this is the demo.
    pub demo: bool,
    /// Names under which a site that is not public answers besides loopback ones.
    pub hosts: Vec<String>,
}

/// A site that runs.
pub struct Running {
    address: SocketAddr,
    context: Context,
    stop: watch::Sender<bool>,
    loops: JoinSet<()>,
    server: JoinHandle<std::io::Result<()>>,
    _lock: Lock,
}

impl Running {
    /// Opens the port, then starts reading and serving.
    pub async fn start(context: Context, site: Site, lock: Lock) -> anyhow::Result<Self> {
        let listener = listen(site.listen).await?;
        let address = listener.local_addr()?;
        let state = state(&context, &site, address).await?;
        let (stop, stopped) = watch::channel(false);
        worker::hubs::end_elsewhere(&context).await?;
        let loops = worker::start(context.clone(), stopped.clone()).await?;
        let mut until = stopped;
        let router = web::router(state);
        let server = tokio::spawn(async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            let serving = axum::serve(listener, service);
            serving
                .with_graceful_shutdown(async move { while !*until.borrow() && until.changed().await.is_ok() {} })
                .await
        });
        Ok(Self { address, context, stop, loops, server, _lock: lock })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What its jobs work with.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Ends answers and jobs under way, closes the store.
    pub async fn stop(mut self) {
        // Nobody listening means that everything has ended already.
        let _ = self.stop.send(true);
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        let ended = async { while self.loops.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE * 3, ended).await.is_err() {
            tracing::info!("stopping with work under way; it is taken up at the next start");
        }
        self.context.store.close().await;
    }
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!(
                "port {} on {} is taken by another program; choose one with --listen {}:PORT",
                address.port(),
                address.ip(),
                address.ip()
            )
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

async fn state(context: &Context, site: &Site, address: SocketAddr) -> anyhow::Result<WebState> {
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    let mut hosts = site.hosts.clone();
    hosts.push(address.ip().to_string());
    Ok(WebState {
        store: context.store.clone(),
        search: Some(Arc::clone(&context.search)),
        pictures: Arc::new(PictureCache {
            pictures: context.pictures.clone(),
            fetcher: context.fetcher.clone(),
            store: context.store.clone(),
            clock: context.clock.clone(),
        }),
        sources: Arc::new(Sources(intake)),
        progress: Arc::new(Reads { store: context.store.clone(), clock: context.clock.clone() }),
        clock: context.clock.clone(),
        config: Arc::new(SiteConfig {
            title: site.title.clone(),
            public: site.public,
            open: site.open,
            https: site.https,
            demo: site.demo,
            secret: secret(context).await?,
            zone: if context.clock.is_remote() { jiff::tz::TimeZone::UTC } else { jiff::tz::TimeZone::system() },
            hosts,
        }),
        limits: Arc::default(),
    })
}

/// Signs picture links; made once and kept, so that pages in caches keep their pictures.
async fn secret(context: &Context) -> anyhow::Result<[u8; 32]> {
    if let Some(secret) = context.store.setting::<[u8; 32]>(SECRET).await? {
        return Ok(secret);
    }
    let mut secret = [0; 32];
    rand::rngs::OsRng.try_fill_bytes(&mut secret).context("the machine gives no random numbers")?;
    context.store.set_setting(SECRET, &secret).await?;
    Ok(secret)
}
