//! How Courant behaves towards a host: robots.txt is kept, requests to one host follow each other with a pause, and
//! a host that asks to wait is left alone until the time it named, across restarts.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use courant_store::Store;
use tokio::time::Instant;
use url::Url;

use super::connector::Way;
use super::hosts::{Host, Hosts, Pause, Robots, Turn, place};
use super::rules::{self, Robot, Rules};
use super::silence::Silence;
use super::{Body, Connector, FetchError, Limits, Request};
use crate::clock::Clock;

/// How long a job keeps its place in its lane while its host is not free. A host with hundreds of feeds would else keep
/// every place, and thousands of other hosts waiting.
const PATIENCE: Duration = Duration::from_secs(2);
/// Pause between an answer of a public host and the next request to it.
const PAUSE: Duration = Duration::from_secs(1);
/// Pause for hosts in a range that the operator allowed, and so runs: two requests at a time are restraint enough.
const OWN_PAUSE: Duration = Duration::ZERO;
/// The longest `Crawl-delay` that is followed.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A robots.txt is asked for again after a day (RFC 9309 §2.4), a missing answer after ten minutes.
const ROBOTS_MS: i64 = 24 * 3_600_000;
const ROBOTS_FAILED_MS: i64 = 600_000;
/// How long a host that could not be reached at all is not tried again.
const DOWN: Duration = Duration::from_secs(300);
/// How long after its turn it counts where a redirect led, and how many are remembered: as many as wait in a lane.
const LED: Duration = Duration::from_secs(600);
const MOST_LED: usize = 20_000;
/// How long a host is left alone when it says 429 or 503 without a time.
const DEFAULT_WAIT_MS: i64 = 15 * 60_000;

/// The connector with manners. Cheap to clone.
#[derive(Clone)]
pub struct Fetcher {
    connector: Connector,
    store: Store,
    clock: Clock,
    /// Since when this process asks. The one before it may have asked any host a moment earlier.
    began: Instant,
    hosts: Arc<Mutex<Hosts>>,
    silence: Arc<Silence>,
    /// Requests that were put off before a host to which another had led them, by their first address, with how long that
    /// counts: they go on from there.
    put_off: Arc<Mutex<HashMap<Url, (Instant, Way)>>>,
}

impl Fetcher {
    /// A fetcher that keeps each host's wishes in `store`.
    pub fn new(connector: Connector, store: Store, clock: Clock) -> Self {
        let (began, hosts, silence, put_off) = (Instant::now(), Arc::default(), Arc::default(), Arc::default());
        Self { connector, store, clock, began, hosts, silence, put_off }
    }

    /// Whether an address that a person entered would be refused before anything is asked, and why. What a name leads to is
    /// only known when it is asked.
    pub fn refuses(&self, url: &Url) -> Option<FetchError> {
        let guard = self.connector.guard();
        guard.check(url, guard.reach(url, Some(url))).err()
    }

    /// Whether, since this was asked last, somebody has answered after a long time in which nobody did.
    pub fn is_network_back(&self) -> bool {
        self.silence.has_ended()
    }

    /// Gets what a person asked for by name: a feed they entered. Waits its turn; asks no robots.txt, since a person
    /// stands behind the request.
    pub async fn get(&self, request: &Request) -> Result<Body, FetchError> {
        self.on_the_way(request, Turn::Await).await
    }

    /// The same for a job: [`FetchError::PutOff`] when the host is not free.
    pub async fn get_or_put_off(&self, request: &Request) -> Result<Body, FetchError> {
        self.on_the_way(request, Turn::Poll).await
    }

    /// Gets what Courant chose to fetch: a page behind an entry, or its picture. robots.txt decides first, that of each host
    /// on the way. For jobs: [`FetchError::PutOff`] when the host is not free.
    pub async fn get_if_welcome(&self, request: &Request) -> Result<Body, FetchError> {
        let mut way = self.way_of(request);
        loop {
            let rules = self.rules(request, &way.url).await.inspect_err(|error| self.remember(request, &way, error))?;
            let robot = match rules {
                Rules::Free => None,
                Rules::Some(robot) => Some(robot),
                Rules::Unavailable => {
                    let retry_after_ms = Some(ROBOTS_FAILED_MS);
                    return Err(FetchError::Wait { host: name(&way.url), status: 503, retry_after_ms });
                }
            };
            if let Some(body) = self.one_host(request, &mut way, robot.as_deref(), Turn::Page).await? {
                return Ok(body);
            }
        }
    }

    /// Tells a hub something, for a job: sends `form` (already encoded). [`FetchError::PutOff`] when the host is not free.
    pub async fn tell_or_put_off(&self, request: &Request, form: &str) -> Result<(), FetchError> {
        let mut way = self.way_of(request);
        loop {
            let before = way.clone();
            let at = &mut way;
            let sent = |now| async move { self.connector.post_to_host(request, at, form, now).await };
            let came = self.in_turn(&before.url, Turn::Poll, sent).await;
            if came.inspect_err(|error| self.remember(request, &before, error))?.is_some() {
                return Ok(());
            }
        }
    }

    /// Gets an address through its redirects. Each host on the way has its own turn, pause and rest: that thousands of
    /// addresses lead to one is no reason to ask it more often.
    async fn on_the_way(&self, request: &Request, turn: Turn) -> Result<Body, FetchError> {
        let mut way = self.way_of(request);
        loop {
            if let Some(body) = self.one_host(request, &mut way, None, turn).await? {
                return Ok(body);
            }
        }
    }

    async fn one_host(
        &self,
        request: &Request,
        way: &mut Way,
        robot: Option<&Robot>,
        turn: Turn,
    ) -> Result<Option<Body>, FetchError> {
        let may = |url: &Url| robot.is_none_or(|robot| robot.allows(url));
        if !may(&way.url) {
            return Err(FetchError::Robots { host: name(&way.url) });
        }
        let before = way.clone();
        let get = |now| async move { self.connector.get_from_host(request, way, &may, now).await };
        let came = self.in_turn(&before.url, turn, get).await;
        came.inspect_err(|error| self.remember(request, &before, error))
    }

    /// Where a request is to go on that was put off on its way.
    fn remember(&self, request: &Request, way: &Way, error: &FetchError) {
        let FetchError::PutOff { wait, .. } = error else { return };
        if way.url == request.url {
            return;
        }
        let now = Instant::now();
        let mut put_off = self.put_off.lock().unwrap_or_else(PoisonError::into_inner);
        if put_off.len() >= MOST_LED {
            put_off.retain(|_, (until, _)| *until > now);
        }
        if put_off.len() < MOST_LED {
            put_off.insert(request.url.clone(), (now + *wait + self.clock.pace(LED), way.clone()));
        }
    }

    fn way_of(&self, request: &Request) -> Way {
        let led = self.put_off.lock().unwrap_or_else(PoisonError::into_inner).remove(&request.url);
        let fresh = led.filter(|(until, _)| *until > Instant::now());
        fresh.map_or_else(|| Way::to(&request.url), |(_, way)| way)
    }

    /// One place and one moment for this request, then the request itself, which `send` makes at the moment it is given.
    async fn in_turn<T, F>(&self, url: &Url, turn: Turn, send: impl FnOnce(i64) -> F + Send) -> Result<T, FetchError>
    where
        F: Future<Output = Result<T, FetchError>> + Send,
    {
        let (host, key) = (&*self.host(url), name(url));
        let now = self.clock.now_ms();
        let quiet_until = self.store.host(&key).await.ok().flatten().map_or(0, |host| host.quiet_until);
        if quiet_until > now {
            return Err(FetchError::Quiet { host: key, until_ms: quiet_until });
        }
        host.up(url.scheme())?;
        let own = self.connector.guard().is_own_network(url);
        let pause = self.clock.pace(if own { OWN_PAUSE } else { host.delay().max(PAUSE) });
        host.not_before(self.began + pause);
        if turn != Turn::Await && !own && !host.is_free(self.clock.pace(PATIENCE)) {
            return Err(FetchError::PutOff { wait: host.book(turn, pause), host: key });
        }
        let _place = place(host).await;
        host.up(url.scheme())?;
        host.wait_for_moment(pause).await;
        // Waiting took its time.
        let now = self.clock.now_ms();
        let until_ms = host.quiet_until.load(Ordering::Relaxed);
        if until_ms > now {
            return Err(FetchError::Quiet { host: key, until_ms });
        }
        let result = {
            let _pause = Pause(host, pause);
            send(now).await
        };
        host.note(url.scheme(), result.as_ref().err(), self.clock.pace(DOWN));
        // Who lives in this machine's own network answers also when nobody else can be reached.
        if !own && self.silence.note(result.as_ref().err(), self.clock.now_ms()) {
            self.hosts.lock().unwrap_or_else(PoisonError::into_inner).all_up();
        }
        if let Err(FetchError::Wait { retry_after_ms, .. }) = &result {
            // A slow answer may have taken half a minute: the wait begins when it is there.
            let until = self.clock.now_ms() + retry_after_ms.unwrap_or(DEFAULT_WAIT_MS);
            host.quiet_until.store(until, Ordering::Relaxed);
            if let Err(error) = self.store.set_quiet_until(&key, until).await {
                tracing::warn!(host = key, %error, "cannot remember that the host asked to wait");
            }
        }
        result
    }

    /// The rules of the host of `url`, on the way of `request`.
    async fn rules(&self, request: &Request, url: &Url) -> Result<Rules, FetchError> {
        let host = &*self.host(url);
        // Before the line for the rules: no page of a dead host has to wait for a turn to be told so.
        host.up(url.scheme())?;
        let now = self.clock.now_ms();
        let mut robots = match host.robots.try_lock() {
            Ok(robots) => robots,
            Err(_) if self.connector.guard().is_own_network(url) => host.robots.lock().await,
            Err(_) => {
                // Another job is asking for them just now, and has to wait for its turn like everybody.
                let wait = host.book(Turn::Page, self.clock.pace(host.delay().max(PAUSE)));
                return Err(FetchError::PutOff { wait, host: name(url) });
            }
        };
        if let Some(known) = robots.as_ref() {
            let keep = if matches!(known.rules, Rules::Unavailable) { ROBOTS_FAILED_MS } else { ROBOTS_MS };
            if now - known.checked_ms < keep {
                return Ok(known.rules.clone());
            }
        }
        let mut url = url.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        url.set_fragment(None);
        let asked = Request {
            url,
            entered: request.entered.clone(),
            etag: None,
            last_modified: None,
            accept: "text/plain",
            limits: Limits::ROBOTS,
        };
        let mut way = self.way_of(&asked);
        let came = self.robots_txt(&asked, &mut way).await;
        let led = name(&way.url) != name(&asked.url);
        let rules = match came {
            Ok(body) => rules::read(&body.bytes),
            Err(error @ FetchError::PutOff { .. }) => return Err(error),
            // Whom it leads to cannot be asked just now: not once for each page.
            Err(error) if led && error.status().is_none() => Rules::Unavailable,
            // Until the host's peace is over nothing is asked of it: how long that is, whoever wants a page has to know.
            Err(error @ (FetchError::Wait { .. } | FetchError::Quiet { .. })) if !led => return Err(error),
            Err(FetchError::Refused(why)) => return Err(FetchError::Refused(why)),
            Err(FetchError::Wait { .. } | FetchError::Quiet { .. }) => Rules::Unavailable,
            Err(FetchError::Status { status, .. }) if status >= 500 => Rules::Unavailable,
            Err(error) if error.status().is_some() => Rules::Free,
            Err(FetchError::Broken { .. }) => Rules::Unavailable,
            Err(FetchError::TooLarge { .. } | FetchError::Redirects { .. }) => Rules::Free,
            Err(error) => return Err(error),
        };
        match &rules {
            Rules::Free => host.set_delay(Duration::ZERO),
            Rules::Some(robot) => {
                let seconds = robot.delay.unwrap_or_default().clamp(0.0, LONGEST_PAUSE.as_secs_f32());
                host.set_delay(Duration::from_secs_f32(seconds));
            }
            // What it wished before stands.
            Rules::Unavailable => {}
        }
        *robots = Some(Robots { checked_ms: now, rules: rules.clone() });
        Ok(rules)
    }

    /// Waits for its turn at the host whose rules they are: there is one such request to a host. Who is led on has to come again
    /// where others are in line, as a page has.
    async fn robots_txt(&self, asked: &Request, way: &mut Way) -> Result<Body, FetchError> {
        loop {
            let turn = if name(&way.url) == name(&asked.url) { Turn::Await } else { Turn::Page };
            if let Some(body) = self.one_host(asked, way, None, turn).await? {
                return Ok(body);
            }
        }
    }

    fn host(&self, url: &Url) -> Arc<Host> {
        let own = self.connector.guard().is_own_network(url);
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).of(&name(url), own)
    }
}

/// Host and unusual port: what manners are kept by.
fn name(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    }
}
