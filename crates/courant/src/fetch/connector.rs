//! The one guarded connector. Nothing else in Courant opens a connection.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap};
use reqwest::{Client, StatusCode};
use url::Url;

use super::guard::{Guard, PRIVATE, Reach, private};
use super::inside::{Asked, Publishers};
use super::{FetchError, USER_AGENT, retry_after};

/// Redirects followed before giving up.
const HOPS: usize = 8;
/// What is sent by `POST`.
const FORM: &str = "application/x-www-form-urlencoded";

/// One request, as the rest of Courant asks for it.
#[derive(Debug, Clone)]
pub struct Request {
    /// What to get.
    pub url: Url,
    /// The address that an operator or reader entered and that led here; its host may lie in an allowed range.
    pub entered: Option<Url>,
    /// Validator of what we have.
    pub etag: Option<String>,
    /// Validator of what we have.
    pub last_modified: Option<String>,
    /// What we can read, as an `Accept` header.
    pub accept: &'static str,
    /// Bounds.
    pub limits: Limits,
}

/// Bounds of one request.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes after decompression.
    pub bytes: usize,
    /// For the whole exchange with one hop.
    pub time: Duration,
    /// Whether of a longer answer what goes beyond is left out; else the answer is refused.
    pub cut: bool,
}

impl Limits {
    /// A feed: 10 MB, 30 s.
    pub const FEED: Self = Self { bytes: 10 << 20, time: Duration::from_secs(30), cut: false };
    /// A page: 5 MB, 30 s.
    pub const PAGE: Self = Self { bytes: 5 << 20, time: Duration::from_secs(30), cut: false };
    /// A picture: 12 MB, 30 s.
    pub const PICTURE: Self = Self { bytes: 12 << 20, time: Duration::from_secs(30), cut: false };
    /// A hub that is told something: its answer is not read, 30 s.
    pub const HUB: Self = Self { bytes: 0, time: Duration::from_secs(30), cut: false };
    /// A robots.txt: its first 500 KiB (RFC 9309 §2.5), 10 s.
    pub const ROBOTS: Self = Self { bytes: 500 << 10, time: Duration::from_secs(10), cut: true };
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Body {
    /// Where the answer came from, after redirects.
    pub url: Url,
    /// Where a permanent redirect leads, when all hops were permanent.
    pub moved_to: Option<Url>,
    /// True for 304: what we have is still right, `bytes` is empty.
    pub not_modified: bool,
    /// The content, decompressed.
    pub bytes: Vec<u8>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// Validator to send next time.
    pub etag: Option<String>,
    /// Validator to send next time.
    pub last_modified: Option<String>,
    /// `Cache-Control: max-age`, seconds.
    pub max_age: Option<u64>,
    /// Values of the `Link` fields.
    pub links: Vec<String>,
}

/// Where a request stands on its way through redirects.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// What is to be asked next.
    pub(super) url: Url,
    hops: usize,
    all_permanent: bool,
}

impl Way {
    /// The beginning of the way.
    pub(super) fn to(url: &Url) -> Self {
        Self { url: url.clone(), hops: 0, all_permanent: true }
    }

    /// Whom a redirect leads to speaks for whom was asked only where that is one host, and led there for good.
    fn told_by(&self, error: FetchError, request: &Request) -> FetchError {
        match error {
            FetchError::Gone { host, .. } => {
                let own = self.hops == 0 || (self.all_permanent && self.url.host() == request.url.host());
                FetchError::Gone { host, own }
            }
            other => other,
        }
    }

    fn follow(&mut self, answer: &reqwest::Response, request: &Request) -> Result<(), FetchError> {
        self.hops += 1;
        self.all_permanent &= matches!(answer.status().as_u16(), 301 | 308);
        self.url = next_hop(&self.url, answer.headers(), &host(&request.url))?;
        Ok(())
    }
}

/// The connector. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Connector {
    guard: Arc<Guard>,
    line: Line,
}

#[derive(Debug, Clone)]
enum Line {
    /// One client that reaches public addresses only; for hosts that a person entered, one for each port that an allowed range
    /// names, and one for all other ports: whoever resolves a name is not told the port.
    Network { public: Client, entered: Client, by_port: BTreeMap<u16, Client> },
    /// Nothing leaves the process.
    Inside(Publishers),
}

impl Connector {
    /// Builds the clients: one that reaches public addresses only, and those for hosts that a person entered.
    pub fn new(guard: Guard) -> Result<Self, FetchError> {
        // A second call finds the provider in place, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let guard = Arc::new(guard);
        let client = |reach| {
            Client::builder()
                .user_agent(USER_AGENT)
                .redirect(reqwest::redirect::Policy::none())
                .dns_resolver(Arc::new(GuardedResolver { guard: Arc::clone(&guard), reach }))
                .no_proxy()
                .connect_timeout(Duration::from_secs(10))
                .pool_max_idle_per_host(1)
                .pool_idle_timeout(Duration::from_secs(20))
                .build()
                .map_err(|error| FetchError::Refused(format!("the HTTP client cannot start: {error}")))
        };
        // Port 0 is none that a range could name and mean.
        let (public, entered) = (client(Reach::Public)?, client(Reach::Entered(0))?);
        let named = guard.named_ports().into_iter();
        let by_port: Result<_, FetchError> = named.map(|port| Ok((port, client(Reach::Entered(port))?))).collect();
        let line = Line::Network { public, entered, by_port: by_port? };
        Ok(Self { line, guard })
    }

    /// A connector that cannot reach any network: `publishers` answer what the guard lets pass.
    pub fn inside(guard: Guard, publishers: Publishers) -> Self {
        Self { guard: Arc::new(guard), line: Line::Inside(publishers) }
    }

    /// The address rules in force.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Gets one address, following redirects hop by hop; each hop is checked as if it were asked for by a stranger.
    pub async fn get(&self, request: &Request, now_ms: i64) -> Result<Body, FetchError> {
        let mut way = Way::to(&request.url);
        loop {
            if let Some(body) = self.get_from_host(request, &mut way, &|_| true, now_ms).await? {
                return Ok(body);
            }
        }
    }

    /// The same as far as one host goes, and as far as it `may` be asked: `None` when it redirects to another one, which `way`
    /// then stands before.
    pub(super) async fn get_from_host(
        &self,
        request: &Request,
        way: &mut Way,
        may: &(dyn Fn(&Url) -> bool + Send + Sync),
        now_ms: i64,
    ) -> Result<Option<Body>, FetchError> {
        let Some(answer) = self.last_of_host(request, way, None, may, now_ms).await? else { return Ok(None) };
        let is_held_against = way.hops == 0 && (request.etag.is_some() || request.last_modified.is_some());
        if answer.status() == StatusCode::NOT_MODIFIED && !is_held_against {
            // Taken for an answer, what was never read would be thought to be here.
            let why = "it says that nothing has changed, which it was not asked".to_owned();
            return Err(FetchError::Broken { host: host(&way.url), why });
        }
        let moved = (way.hops > 0 && way.all_permanent).then_some(());
        Ok(Some(finish(answer, request, way.url.clone(), moved).await?))
    }

    /// Sends `form` (already encoded), as far as one host goes: `None` as above. A redirect is followed only where it keeps the
    /// form (307, 308). What comes back besides success is not read.
    pub(super) async fn post_to_host(
        &self,
        request: &Request,
        way: &mut Way,
        form: &str,
        now_ms: i64,
    ) -> Result<Option<()>, FetchError> {
        let Some(answer) = self.last_of_host(request, way, Some(form), &|_| true, now_ms).await? else {
            return Ok(None);
        };
        match answer.status() {
            status if status.is_success() => Ok(Some(())),
            status => Err(FetchError::Status { host: host(&way.url), status: status.as_u16() }),
        }
    }

    /// Follows the redirects within a host: its last answer, or `None` when it leads to another.
    async fn last_of_host(
        &self,
        request: &Request,
        way: &mut Way,
        form: Option<&str>,
        may: &(dyn Fn(&Url) -> bool + Send + Sync),
        now_ms: i64,
    ) -> Result<Option<reqwest::Response>, FetchError> {
        let from = host(&way.url);
        while way.hops <= HOPS {
            if !may(&way.url) {
                return Err(FetchError::Robots { host: from });
            }
            let answer = self.hop(request, &way.url, form, way.hops == 0, now_ms).await;
            let answer = answer.map_err(|error| way.told_by(error, request))?;
            if !is_redirect(answer.status(), form.is_some()) {
                return Ok(Some(answer));
            }
            way.follow(&answer, request)?;
            if host(&way.url) != from {
                return Ok(None);
            }
        }
        Err(FetchError::Redirects { host: host(&request.url) })
    }

    /// One exchange: a `GET`, or a `POST` of the form.
    async fn hop(
        &self,
        request: &Request,
        url: &Url,
        form: Option<&str>,
        first: bool,
        now_ms: i64,
    ) -> Result<reqwest::Response, FetchError> {
        let reach = self.guard.reach(url, request.entered.as_ref());
        self.guard.check(url, reach)?;
        let client = match &self.line {
            Line::Network { public, entered, by_port } => match reach {
                Reach::Public => public,
                Reach::Entered(port) => by_port.get(&port).unwrap_or(entered),
            },
            Line::Inside(publishers) => {
                let etag = request.etag.clone().filter(|_| first);
                let asked = Asked { url: url.clone(), etag, form: form.map(str::to_owned) };
                return judge(url, publishers.ask(host(url), asked).await?, now_ms);
            }
        };
        let mut builder = match form {
            None => client.get(url.clone()),
            Some(form) => client.post(url.clone()).header(header::CONTENT_TYPE, FORM).body(form.to_owned()),
        };
        builder = builder.header(header::ACCEPT, request.accept);
        if first {
            if let Some(etag) = &request.etag {
                builder = builder.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(date) = &request.last_modified {
                builder = builder.header(header::IF_MODIFIED_SINCE, date);
            }
        }
        let limit = request.limits.time;
        let answer = match tokio::time::timeout(limit, builder.send()).await {
            Err(_) => return Err(FetchError::TimedOut { host: host(url), seconds: limit.as_secs() }),
            Ok(Err(error)) => return Err(sending(url, &error)),
            Ok(Ok(answer)) => answer,
        };
        judge(url, answer, now_ms)
    }
}

/// Turns a status that carries no content into its error.
fn judge(url: &Url, answer: reqwest::Response, now_ms: i64) -> Result<reqwest::Response, FetchError> {
    let status = answer.status();
    let code = status.as_u16();
    match code {
        200..=299 | 301..=304 | 307 | 308 => Ok(answer),
        410 => Err(FetchError::Gone { host: host(url), own: true }),
        429 | 503 => {
            let asked = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
            let retry_after_ms = asked.and_then(|value| retry_after::parse(value, now_ms));
            Err(FetchError::Wait { host: host(url), status: code, retry_after_ms })
        }
        _ => Err(FetchError::Status { host: host(url), status: code }),
    }
}

/// Whether an answer leads on; a form only goes on where it is kept.
fn is_redirect(status: StatusCode, with_form: bool) -> bool {
    matches!(status.as_u16(), 307 | 308) || !with_form && matches!(status.as_u16(), 301..=303)
}

fn next_hop(url: &Url, headers: &HeaderMap, start: &str) -> Result<Url, FetchError> {
    let target = headers.get(header::LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let why = "it redirects without saying where".to_owned();
    let target = target.ok_or(FetchError::Broken { host: start.to_owned(), why })?;
    url.join(target).map_err(|error| FetchError::Broken {
        host: start.to_owned(),
        why: format!("it redirects to {target:?}, which is no address ({error})"),
    })
}

async fn finish(answer: reqwest::Response, request: &Request, url: Url, moved: Option<()>) -> Result<Body, FetchError> {
    let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut body = Body {
        moved_to: moved.map(|()| url.clone()),
        not_modified: answer.status() == StatusCode::NOT_MODIFIED,
        bytes: Vec::new(),
        content_type: text(header::CONTENT_TYPE),
        etag: text(header::ETAG),
        last_modified: text(header::LAST_MODIFIED),
        max_age: max_age(answer.headers()),
        links: links(answer.headers()),
        url,
    };
    if !body.not_modified {
        let limit = request.limits.time;
        body.bytes = match tokio::time::timeout(limit, read(answer, &body.url, request.limits)).await {
            Err(_) => return Err(FetchError::TimedOut { host: host(&body.url), seconds: limit.as_secs() }),
            Ok(read) => read?,
        };
    }
    Ok(body)
}

/// Reads at most so many decompressed bytes; a bomb is cut off while it unfolds.
async fn read(mut answer: reqwest::Response, url: &Url, limits: Limits) -> Result<Vec<u8>, FetchError> {
    let (mut bytes, limit) = (BytesMut::new(), limits.bytes);
    loop {
        match answer.chunk().await {
            Ok(None) => return Ok(bytes.to_vec()),
            Ok(Some(chunk)) if bytes.len() + chunk.len() > limit => {
                if limits.cut {
                    bytes.extend_from_slice(chunk.get(..limit - bytes.len()).unwrap_or_default());
                    return Ok(bytes.to_vec());
                }
                return Err(FetchError::TooLarge { host: host(url), limit_mb: (limit >> 20).max(1) });
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Err(error) => {
                return Err(FetchError::Broken { host: host(url), why: innermost(&error) });
            }
        }
    }
}

/// The first few `Link` fields; longer ones name no hub.
fn links(headers: &HeaderMap) -> Vec<String> {
    let fields = headers.get_all(header::LINK).iter().take(8).filter_map(|value| value.to_str().ok());
    fields.filter(|value| value.len() < 8_000).map(str::to_owned).collect()
}

/// In whichever of the fields it stands, and however it is written (RFC 9111 §5.2).
fn max_age(headers: &HeaderMap) -> Option<u64> {
    let fields = headers.get_all(header::CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    fields.flat_map(|value| value.split(',')).find_map(|part| {
        let (name, seconds) = part.split_once('=')?;
        let named = name.trim().eq_ignore_ascii_case("max-age");
        named.then(|| seconds.trim().trim_matches('"').parse().ok()).flatten()
    })
}

/// The host as it is shown to people, with a port where it is unusual.
fn host(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => url.to_string(),
    }
}

fn sending(url: &Url, error: &reqwest::Error) -> FetchError {
    let why = innermost(error);
    if why.starts_with(UNKNOWN) {
        return FetchError::UnknownHost(host(url));
    }
    if why.contains(PRIVATE) {
        return FetchError::Refused(why);
    }
    if error.is_timeout() {
        return FetchError::TimedOut { host: host(url), seconds: 10 };
    }
    if error.is_connect() {
        return FetchError::Unreachable { host: host(url), why };
    }
    FetchError::Broken { host: host(url), why }
}

/// The cause at the bottom says most ("Connection refused"); the layers above repeat the address.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

const UNKNOWN: &str = "no address for";

/// Resolves names and keeps only the addresses that the guard permits.
#[derive(Debug)]
struct GuardedResolver {
    guard: Arc<Guard>,
    reach: Reach,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, reach) = (Arc::clone(&self.guard), self.reach);
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = match tokio::net::lookup_host((host.as_str(), 0)).await {
                Ok(addresses) => addresses.collect(),
                Err(_) => return Err(format!("{UNKNOWN} {host}").into()),
            };
            let permitted: Vec<SocketAddr> =
                found.into_iter().filter(|address| guard.permits(address.ip(), reach)).collect();
            if permitted.is_empty() {
                return Err(private(&host).into());
            }
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_age_is_read_from_all_fields_however_it_is_written() {
        for (fields, expected) in [
            (&["max-age=60"][..], Some(60)),
            (&["public, max-age=600, s-maxage=9"], Some(600)),
            (&["public", "max-age=600"], Some(600)),
            (&["Public, Max-Age=\"600\""], Some(600)),
            (&["s-maxage=9", "no-cache"], None),
            (&["max-age=soon"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for field in fields {
                headers.append(header::CACHE_CONTROL, field.parse().unwrap());
            }
            assert_eq!(max_age(&headers), expected, "{fields:?}");
        }
    }
}
