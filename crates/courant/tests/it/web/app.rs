//! A running site in memory, and a browser that keeps its cookies. Every answer is checked for what must always hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use courant::clock::Clock;
use courant::web::{Reading, SiteConfig, WebState, hash_password, router};
use courant_store::{NewUser, Role, Store, UserId};
use tower::ServiceExt;

use super::doubles::{Pictures, Said, Sources};
use super::news::NOW;

/// How a site is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// On this machine alone.
    Local,
    /// The demo, on this machine.
    Demo,
    /// By anyone, excerpts for all.
    Open,
    /// By anyone, nothing without signing in.
    Closed,
}

/// A site and one browser.
pub struct App {
    pub state: WebState,
    pub clock: Clock,
    pub progress: Arc<Said>,
    pub sources: Arc<Sources>,
    pub cookies: BTreeMap<String, String>,
    router: Router,
    host: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's value; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "{}: {}", self.status, self.body);
        self.header("location")
    }

    /// The page's visible words on one line: no tags, blanks squeezed, references read.
    pub fn words(&self) -> String {
        let main = self.body.split("</head>").nth(1).unwrap_or(&self.body);
        let mut shown = main.to_owned();
        while let Some(at) = shown.find(" hidden>") {
            let end = shown[at..].find("</").map_or(shown.len(), |end| at + end);
            shown.replace_range(at..end, ">");
        }
        let mut words = String::new();
        let mut rest = shown.as_str();
        while let Some(open) = rest.find('<') {
            words.push_str(&rest[..open]);
            let Some(end) = rest[open..].find('>') else { break };
            let tag = &rest[open + 1..open + end];
            let name =
                tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            // A block parts words; an element within a line does not.
            let inline = ["a", "b", "em", "mark", "small", "span", "strong", "time"].contains(&name);
            words.push_str(if inline { "" } else { " " });
            rest = &rest[open + end + 1..];
        }
        words.push_str(rest);
        let pairs = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&#60;", "<"),
            ("&#62;", ">"),
            ("&#34;", "\""),
            ("&#39;", "'"),
            ("&nbsp;", " "),
            ("&#38;", "&"),
            ("&amp;", "&"),
        ];
        for (reference, letter) in pairs {
            words = words.replace(reference, letter);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The page holds these words.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.words().contains(words), "not said: {words:?} in {}", self.words());
        self
    }

    /// The page does not hold these words, not even in its attributes.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.words().contains(words) && !self.body.contains(words), "said: {words:?} in {}", self.body);
        self
    }

    /// The markup holds this.
    #[track_caller]
    pub fn has(&self, markup: &str) -> &Self {
        assert!(self.body.contains(markup), "missing: {markup} in {}", self.body);
        self
    }

    /// The markup does not hold this.
    #[track_caller]
    pub fn lacks(&self, markup: &str) -> &Self {
        assert!(!self.body.contains(markup), "there: {markup} in {}", self.body);
        self
    }

    /// These stand in the markup, in this order.
    #[track_caller]
    pub fn in_order(&self, all: &[&str]) -> &Self {
        let mut at = 0;
        for markup in all {
            let found = self.body[at..].find(markup);
            at += found.unwrap_or_else(|| panic!("not there, or too early: {markup} in {}", self.body));
        }
        self
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), "application/json", "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }
}

impl App {
    /// An empty site.
    pub async fn new(kind: Kind) -> Self {
        let store = Store::open_memory().await.unwrap();
        let clock = Clock::fixed(NOW);
        let progress = Arc::new(Said::default());
        let sources = Arc::new(Sources::default());
        let state = WebState {
            store,
            search: None,
            pictures: Arc::new(Pictures),
            sources: Arc::<Sources>::clone(&sources),
            progress: Arc::<Said>::clone(&progress),
            clock: clock.clone(),
            config: Arc::new(config(kind)),
            limits: Arc::default(),
        };
        let router = router(state.clone());
        let host = if matches!(kind, Kind::Local | Kind::Demo) { "127.0.0.1:8080" } else { "news.example" };
        Self { state, clock, progress, sources, cookies: BTreeMap::new(), router, host }
    }

    /// The same site with a full-text index.
    pub fn with_search(mut self, index: courant_search::SearchIndex) -> Self {
        self.state.search = Some(Arc::new(index));
        self.router = router(self.state.clone());
        self
    }

    /// The same site over another store and by another clock.
    pub fn over(mut self, store: Store, clock: Clock) -> Self {
        (self.state.store, self.state.clock, self.clock) = (store, clock.clone(), clock);
        self.router = router(self.state.clone());
        self
    }

    /// The site itself, for who is no browser.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Another browser at the same site.
    pub fn stranger(&self) -> Self {
        Self {
            state: self.state.clone(),
            clock: self.clock.clone(),
            progress: Arc::clone(&self.progress),
            sources: Arc::clone(&self.sources),
            cookies: BTreeMap::new(),
            router: self.router.clone(),
            host: self.host,
        }
    }

    pub fn store(&self) -> &Store {
        &self.state.store
    }

    pub fn busy(&self, reading: Reading) {
        *self.progress.0.lock().unwrap() = reading;
    }

    /// Adds a user with a password and signs this browser in.
    pub async fn sign_in(&mut self, name: &str, role: Role) -> UserId {
        let password_hash = hash_password("nineteen minutes").unwrap();
        let user = NewUser { name: name.to_owned(), password_hash, role };
        let id = self.store().add_user(&user, NOW).await.unwrap();
        let answer = self.post("/sign-in", &[("name", name), ("password", "nineteen minutes")]).await;
        assert_eq!(answer.location(), "/");
        id
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// A page that must be there.
    pub async fn page(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer
    }

    /// A form, sent as a browser sends one of the site's own.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.finish()))
            .unwrap();
        self.send(request).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().method(method).uri(path).header(header::HOST, self.host);
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let path = request.uri().path().to_owned();
        let whole = request.method() != Method::HEAD;
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let body = to_bytes(body, 16 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        check_headers(&path, &answer);
        if whole && answer.header("content-type").starts_with("text/html") {
            check_page(&path, &answer.body);
        }
        answer
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        assert!(attributes.contains("HttpOnly") && attributes.contains("SameSite=Lax"), "{cookie}");
        if self.state.config.https {
            assert!(attributes.contains("Secure"), "{cookie}");
        }
        if attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn config(kind: Kind) -> SiteConfig {
    SiteConfig {
        title: "Courant".to_owned(),
        public: matches!(kind, Kind::Open | Kind::Closed),
        open: kind == Kind::Open,
        https: matches!(kind, Kind::Open | Kind::Closed),
        demo: kind == Kind::Demo,
        secret: [7; 32],
        zone: jiff::tz::TimeZone::fixed(jiff::tz::offset(1)),
        hosts: Vec::new(),
    }
}

/// What every answer carries, whatever it is.
#[track_caller]
fn check_headers(path: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{path}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    assert!(!answer.header("cache-control").is_empty(), "{path}");
}

/// What every page keeps to, whatever it shows.
#[track_caller]
fn check_page(path: &str, page: &str) {
    assert!(page.starts_with("<!doctype html>"), "{path}: {page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    for never in ["<style", "{{", "{%"] {
        assert!(!page.contains(never), "{path}: {never} in {page}");
    }
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        for never in [" style=", " onclick=", " onload=", " onerror=", "=\"javascript:", " src=\"http", " href=\"//"] {
            assert!(!tag.contains(never), "{path}: {never} in <{tag}>");
        }
    }
    assert_eq!(page.matches("<script").count(), 1, "{path}: one script, our own");
    assert_eq!(page.matches("<h1").count(), 1, "{path}: one first heading in {page}");
    assert_eq!(page.matches("<main").count(), 1, "{path}");
    for element in [
        "section", "article", "ul", "ol", "li", "p", "div", "form", "header", "nav", "figure", "table", "a", "h2", "h3",
    ] {
        let opened = page.matches(&format!("<{element}>")).count() + page.matches(&format!("<{element} ")).count();
        let closed = page.matches(&format!("</{element}>")).count();
        assert_eq!(opened, closed, "{path}: <{element}> opened and closed in {page}");
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{path}: an id twice in {page}");
    for image in page.split("<img ").skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(image.contains(" alt=") && image.contains("src=\"/picture/"), "{path}: {image}");
    }
    for heading in page.split("<h2").skip(1) {
        let after = heading.split("</h2>").nth(1).unwrap_or_default().trim_start();
        assert!(!after.starts_with("</section>"), "{path}: a heading with nothing under it in {page}");
    }
}
