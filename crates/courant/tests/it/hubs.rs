//! News that a hub tells (WebSub): a publisher with a hub on this machine, the real worker, and the real site before which
//! the hub stands as any stranger does.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use courant::clock::Clock;
use courant::fetch::{Connector, Fetcher, Guard};
use courant::worker::{self, Context};
use courant_store::{HubSubscription, Listing, Source};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::house;
use super::web::app::{Answer, App, Kind};
use super::web::news::NOW;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The longest that anything may take, also on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

type Said = BTreeMap<String, String>;

/// A publisher and its hub.
#[derive(Default)]
struct Publisher {
    host: Mutex<String>,
    items: Mutex<String>,
    polls: AtomicUsize,
    /// What the hub was asked for.
    asked: Mutex<Vec<Said>>,
    /// Seconds of lease that it agrees to before it answers, the way hubs do that know no queue.
    agrees: Mutex<Option<i64>>,
    answer: Mutex<StatusCode>,
    site: Mutex<Option<Router>>,
}

impl Publisher {
    fn feed(&self, items: &str) -> String {
        let host = self.host.lock().unwrap().clone();
        format!(
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Quay Bulletin</title><link>http://{host}/</link>\
             <atom:link rel=\"self\" href=\"http://{host}/own\"/><atom:link rel=\"hub\" href=\"http://{host}/hub\"/>{items}</channel></rss>"
        )
    }

    fn item(&self, name: &str) -> String {
        let host = self.host.lock().unwrap().clone();
        format!(
            "<item><title>The {name} ferry waits</title><link>http://{host}/page/{name}</link><guid>{name}</guid></item>"
        )
    }
}

async fn feed(State(publisher): State<Arc<Publisher>>) -> impl IntoResponse {
    publisher.polls.fetch_add(1, Ordering::SeqCst);
    let items = publisher.items.lock().unwrap().clone();
    ([(header::CONTENT_TYPE, "application/rss+xml")], publisher.feed(&items))
}

async fn hub(State(publisher): State<Arc<Publisher>>, Form(said): Form<Said>) -> StatusCode {
    publisher.asked.lock().unwrap().push(said.clone());
    let (agrees, site) = (*publisher.agrees.lock().unwrap(), publisher.site.lock().unwrap().clone());
    if let (Some(lease), Some(site)) = (agrees, site) {
        let status = ask_back(&site, &said, &said["hub.mode"], &said["hub.topic"], lease).await.0;
        assert_eq!(status, StatusCode::OK, "{said:?}");
    }
    *publisher.answer.lock().unwrap()
}

/// The hub's question, as it arrives at the site from outside.
async fn ask_back(site: &Router, said: &Said, mode: &str, topic: &str, lease: i64) -> (StatusCode, String) {
    let path = path_of(&said["hub.callback"]);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("hub.mode", mode),
            ("hub.topic", topic),
            ("hub.challenge", "echo <this>"),
            ("hub.reason", "Too many."),
            ("hub.lease_seconds", &lease.to_string()),
        ])
        .finish();
    let request = Request::builder()
        .uri(format!("{path}?{query}"))
        .header(header::HOST, "news.example")
        .body(Body::empty())
        .unwrap();
    let answer = site.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    (status, String::from_utf8(axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap())
}

fn path_of(callback: &str) -> String {
    url::Url::parse(callback).unwrap().path().to_owned()
}

/// The site, its worker at work, and the publisher.
struct House {
    _folder: tempfile::TempDir,
    publisher: Arc<Publisher>,
    context: Context,
    app: App,
    stop: watch::Sender<bool>,
    loops: JoinSet<()>,
}

impl House {
    /// With a hub that agrees to `lease` seconds, or says nothing.
    async fn start(lease: Option<i64>, callback: Option<&str>) -> Self {
        let publisher = Arc::new(Publisher {
            agrees: Mutex::new(lease),
            answer: Mutex::new(StatusCode::ACCEPTED),
            ..Publisher::default()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        *publisher.host.lock().unwrap() = host.clone();
        *publisher.items.lock().unwrap() = publisher.item("first");
        let page = "<html lang=en><title>The ferry waits</title><article><h1>The ferry waits</h1><p>The ferry waits in the harbour, its \
            owners said on Monday after divers had found a crack in the hull, and about forty lorries wait on the quay.</p></article>";
        let router = Router::new()
            .route("/feed", get(feed))
            .route("/page/{name}", get(move || async move { Html(page) }))
            .route("/hub", post(hub))
            .with_state(Arc::clone(&publisher));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let (folder, mut context) = house::open(&host).await;
        let clock = Clock::fixed(NOW);
        let connector = Connector::new(Guard::new(vec!["127.0.0.0/8".parse().unwrap()])).unwrap();
        context.fetcher = Fetcher::new(connector, context.store.clone(), clock.clone());
        context.clock = clock.clone();
        context.callback = callback.map(|base| base.parse().unwrap());
        context.store.poll_all(NOW).await.unwrap();
        let app = App::new(Kind::Closed).await.over(context.store.clone(), clock);
        *publisher.site.lock().unwrap() = Some(app.router());
        let (stop, stopped) = watch::channel(false);
        let loops = worker::start(context.clone(), stopped).await.unwrap();
        Self { _folder: folder, publisher, context, app, stop, loops }
    }

    /// Waits until a look at the house says so.
    async fn until<T, F: Future<Output = Option<T>>>(&self, what: &str, look: impl Fn() -> F) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "never: {what}; {:?}, asked {:?}",
                self.hub().await,
                self.publisher.asked.lock().unwrap()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn source(&self) -> Source {
        self.context.store.sources().await.unwrap().remove(0)
    }

    async fn hub(&self) -> Option<HubSubscription> {
        self.context.store.hub_of_source(self.source().await.id).await.unwrap()
    }

    /// Waits until the subscription is as it should be.
    async fn hub_is(&self, what: &str, is: impl Fn(&HubSubscription) -> bool) -> HubSubscription {
        self.until(what, || async { self.hub().await.filter(|hub| is(hub)) }).await
    }

    /// Waits until the hub has been asked this often; gives the last request.
    async fn asked(&self, times: usize) -> Said {
        self.until("the hub is asked", || async {
            let asked = self.publisher.asked.lock().unwrap();
            (asked.len() >= times).then(|| asked.last().unwrap().clone())
        })
        .await
    }

    /// Waits until the feed has been asked for this often and the last answer is recorded.
    async fn polled(&self, times: usize) -> Source {
        let enough = || self.publisher.polls.load(Ordering::SeqCst) >= times;
        self.until("the feed is asked", || async {
            let source = self.source().await;
            (enough() && source.next_poll_at > self.context.clock.now_ms()).then_some(source)
        })
        .await
    }

    /// Sends what a hub sends: `body`, signed with `secret`.
    async fn deliver(&mut self, callback: &str, secret: &str, body: &str) -> Answer {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path_of(callback))
            .header(header::HOST, "news.example")
            .header(header::ORIGIN, "https://hub.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/rss+xml")
            .header("x-hub-signature", format!("sha256={digits}"))
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.app.send(request).await
    }

    async fn titles(&self) -> Vec<String> {
        self.context
            .store
            .latest(&Listing::All, None, None, 9)
            .await
            .unwrap()
            .into_iter()
            .map(|card| card.title)
            .collect()
    }

    /// What the source's page says of the hub, to its owner.
    async fn told(&mut self) -> Answer {
        let id = self.source().await.id;
        let mut local = App::new(Kind::Local).await.over(self.context.store.clone(), self.context.clock.clone());
        local.page(&format!("/sources/{id}")).await
    }

    async fn end(mut self) {
        self.stop.send(true).unwrap();
        while self.loops.join_next().await.is_some() {}
    }
}

const OURS: Option<&str> = Some("https://news.example/");

#[tokio::test(flavor = "multi_thread")]
async fn what_a_hub_delivers_is_there_before_any_poll_is_due() {
    let mut house = House::start(Some(8 * 3_600), OURS).await;
    let said = house.asked(1).await;
    let host = house.publisher.host.lock().unwrap().clone();
    assert_eq!(
        (said["hub.mode"].as_str(), said["hub.topic"].as_str()),
        ("subscribe", format!("http://{host}/own").as_str())
    );
    assert!(
        said["hub.callback"].starts_with("https://news.example/hub/") && said["hub.callback"].len() > 80,
        "{said:?}"
    );
    assert!(said["hub.secret"].len() == 64 && said["hub.lease_seconds"] == "864000", "{said:?}");
    let hub = house.hub_is("live", |hub| hub.is_live(NOW)).await;
    assert_eq!(hub.lease_until, Some(NOW + 8 * HOUR));
    house.told().await.says("The publisher’s hub tells us about news (since:").says("It has delivered nothing yet.");
    let polls = house.publisher.polls.load(Ordering::SeqCst);

    let second = house.publisher.item("second");
    let body = house.publisher.feed(&second);
    let wrong =
        house.deliver(&hub.callback, "another secret", &house.publisher.feed(&house.publisher.item("forged"))).await;
    assert_eq!(wrong.status, StatusCode::ACCEPTED, "who tries learns nothing");
    let answer = house.deliver(&hub.callback, &said["hub.secret"], &body).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    house
        .until("the delivered article", || async {
            house.titles().await.contains(&"The second ferry waits".to_owned()).then_some(())
        })
        .await;
    assert_eq!(house.publisher.polls.load(Ordering::SeqCst), polls, "nobody asked the feed");
    assert!(!house.titles().await.iter().any(|title| title.contains("forged")));
    let page = house.told().await;
    page.says("1 delivery, the last just now.")
        .says("1 delivery was not signed as agreed and was ignored, the last just now.");
    page.says("The feed itself is asked rarely meanwhile.");

    // The next poll is due soon, as it was; it finds nothing new, and so the next is far away.
    *house.publisher.items.lock().unwrap() = format!("{second}{}", house.publisher.item("first"));
    let at = house.source().await.next_poll_at;
    assert!(at <= NOW + HOUR, "{}", (at - NOW) / MINUTE);
    house.context.clock.set(at);
    let rarely = house.polled(polls + 1).await;
    assert!(
        rarely.next_poll_at >= at + 5 * HOUR && rarely.next_poll_at <= at + 6 * HOUR,
        "{}",
        (rarely.next_poll_at - at) / MINUTE
    );
    assert!(rarely.interval_ms <= HOUR, "its own rhythm is kept");

    // A poll that finds what the hub kept back brings the rhythm back.
    *house.publisher.items.lock().unwrap() = house.publisher.item("third");
    house.context.clock.set(rarely.next_poll_at);
    let usual = house.polled(polls + 2).await;
    assert!(
        usual.next_poll_at <= rarely.next_poll_at + HOUR,
        "{}",
        (usual.next_poll_at - rarely.next_poll_at) / MINUTE
    );
    house.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_gets_no_answer_to_what_was_not_asked_for() {
    let mut house = House::start(None, OURS).await;
    let said = house.asked(1).await;
    house.hub_is("asked", |hub| hub.state == courant_store::HubState::Asked).await;
    house.told().await.says("It was asked to tell us about news and has not confirmed yet.");
    let (site, topic) = (house.app.router(), said["hub.topic"].clone());
    let unknown = Said::from([("hub.callback".to_owned(), "https://news.example/hub/0000".to_owned())]);
    for (said, mode, topic) in [
        (&unknown, "subscribe", topic.as_str()),
        (&said, "subscribe", "http://else.example/feed"),
        (&said, "unsubscribe", &topic),
        (&said, "denied", "http://else.example/feed"),
        (&said, "publish", &topic),
    ] {
        let (status, body) = ask_back(&site, said, mode, topic, 60).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{mode} {topic}");
        assert!(!body.contains("echo"), "{body}");
    }
    assert_eq!(house.deliver("https://news.example/hub/0000", "", "<rss/>").await.status, StatusCode::NOT_FOUND);
    let (status, body) = ask_back(&site, &said, "subscribe", &topic, 3_600).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "echo <this>"));
    let (status, body) = ask_back(&site, &said, "subscribe", &topic, 7_200).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "echo <this>"), "a hub that renews by itself asks again");
    let (status, _) = ask_back(&site, &said, "denied", &topic, 0).await;
    assert_eq!(status, StatusCode::OK);
    house.told().await.says("The publisher’s hub refuses to tell us about news: Too many. The feed is asked as usual.");
    let (status, _) = ask_back(&site, &said, "subscribe", &topic, 60).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "what was refused is not wanted any more");
    assert_eq!(house.deliver(&said["hub.callback"], &said["hub.secret"], "<rss/>").await.status, StatusCode::GONE);
    let source = house.polled(2).await;
    assert!(source.next_poll_at <= NOW + HOUR, "asked at once, and then as usual");
    house.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_renewed_and_polls_come_back_when_it_runs_out() {
    let mut house = House::start(Some(10 * 3_600), OURS).await;
    let hub = house.hub_is("live", |hub| hub.is_live(NOW)).await;
    let callback = hub.callback.clone();
    let polls = house.publisher.polls.load(Ordering::SeqCst);
    let renew_at = hub.next_at.unwrap();
    assert_eq!(renew_at, NOW + 8 * HOUR, "a fifth of the lease before its end");
    house.context.clock.set(renew_at);
    let said = house.asked(2).await;
    assert_eq!((said["hub.mode"].as_str(), said["hub.callback"].as_str()), ("subscribe", callback.as_str()));
    let renewed = house.hub_is("renewed", |hub| hub.lease_until == Some(renew_at + 10 * HOUR)).await;
    assert_eq!(renewed.live_since, hub.live_since, "without a gap");
    house.polled(polls + 1).await;

    // It tells, so the feed is asked rarely; then it answers no more, and its promise runs out.
    house.deliver(&callback, &said["hub.secret"], &house.publisher.feed(&house.publisher.item("first"))).await;
    house.context.clock.set(house.source().await.next_poll_at);
    let rarely = house.polled(polls + 2).await;
    *house.publisher.agrees.lock().unwrap() = None;
    *house.publisher.answer.lock().unwrap() = StatusCode::INTERNAL_SERVER_ERROR;
    let end = renewed.lease_until.unwrap();
    let mut at = renewed.next_at.unwrap();
    assert!(rarely.next_poll_at < at, "the poll in between finds nothing new");
    for tries in 1.. {
        house.context.clock.set(at);
        let hub = house.hub_is("asked in vain", |hub| hub.failures >= tries).await;
        at = hub.next_at.unwrap();
        assert!(hub.is_live(house.context.clock.now_ms()) && at <= end, "to the lease's end: {hub:?}");
        if at == end {
            assert!(tries >= 3, "with growing pauses");
            break;
        }
    }
    let source = house.polled(polls + 3).await;
    assert!(source.next_poll_at > end, "it would not be asked before: {}", (source.next_poll_at - end) / MINUTE);
    let polls = house.publisher.polls.load(Ordering::SeqCst);
    house.context.clock.set(end);
    house.hub_is("lapsed", |hub| !hub.is_live(end) && hub.lease_until.is_none()).await;
    let usual = house.polled(polls + 1).await;
    assert!(usual.next_poll_at <= end + HOUR, "{}", (usual.next_poll_at - end) / MINUTE);
    house
        .told()
        .await
        .says("The feed names a hub that does not tell us about news yet: 127.0.0.1:")
        .says("answered with status 500");
    house.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_told_when_a_source_is_paused() {
    let mut house = House::start(Some(3_600), OURS).await;
    let hub = house.hub_is("live", |hub| hub.is_live(NOW)).await;
    *house.publisher.agrees.lock().unwrap() = None;
    house.context.store.pause_source(house.source().await.id, NOW).await.unwrap();
    let said = house.asked(2).await;
    assert_eq!(
        (said["hub.mode"].as_str(), &said["hub.callback"], &said["hub.topic"]),
        ("unsubscribe", &hub.callback, &hub.topic)
    );
    assert_eq!(house.deliver(&hub.callback, &hub.secret, &house.publisher.feed("")).await.status, StatusCode::GONE);
    let (status, body) = ask_back(&house.app.router(), &said, "unsubscribe", &hub.topic, 0).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "echo <this>"));
    assert_eq!(house.context.store.hub_by_token(&hub.token).await.unwrap(), None);
    house.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_public_address_no_hub_is_asked() {
    let mut house = House::start(Some(3_600), None).await;
    let source = house.polled(1).await;
    assert!(source.hub_url.is_some(), "it is known all the same");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(house.publisher.asked.lock().unwrap().is_empty());
    house.told().await.says("This site is not subscribed to it; “serve --callback” makes that possible.");
    house.end().await;
}

#[tokio::test]
async fn the_door_for_hubs_opens_no_other() {
    let mut local = App::new(Kind::Local).await;
    let ask = |path: &str, method: Method| {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "news.example")
            .header(header::ORIGIN, "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .body(Body::empty())
            .unwrap()
    };
    assert_eq!(local.send(ask("/hub/0000", Method::POST)).await.status, StatusCode::NOT_FOUND);
    for path in ["/", "/hub", "/hub/", "/hub/../sources", "/hub/0000/x", "/sources"] {
        assert_eq!(local.send(ask(path, Method::GET)).await.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    let mut open = App::new(Kind::Open).await;
    assert_eq!(open.send(ask("/sources", Method::POST)).await.status, StatusCode::FORBIDDEN);
    let mut closed = App::new(Kind::Closed).await;
    assert_eq!(closed.send(ask("/hub/0000", Method::GET)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(closed.send(ask("/hub/0000", Method::DELETE)).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(closed.send(ask("/hub/0000/x", Method::GET)).await.status.is_redirection(), "to the sign-in page");
    assert_eq!(closed.send(ask("/sources", Method::POST)).await.status, StatusCode::UNAUTHORIZED);
}
