//! How sources are asked: the real schedule, lanes and manners over publishers inside the process, by a clock in a hurry.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use courant::clock::Clock;
use courant::fetch::{
    Answer, Asked, Body, Connector, FetchError, Fetcher, Guard, Limits, Pictures, Publishers, Request,
};
use courant::worker::jobs::refresh_source;
use courant::worker::registry::Lane;
use courant::worker::{self, Context, Engine, intake::Intake};
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::{NewJob, Source, Store};
use futures::FutureExt as _;
use tokio::sync::watch;
use url::Url;

pub const START: i64 = 1_772_409_600_000; // 2 March 2026, 00:00 UTC
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
/// The publishers' seconds in one of ours.
const SPEED: u32 = 60;

/// A host of pictures that takes sixty times as long as the others.
const PICTURES: &str = "pictures.example";

/// Requests in their order: host, path, moment.
pub type Log = Arc<Mutex<Vec<(String, String, i64)>>>;

pub struct House {
    _folder: tempfile::TempDir,
    pub context: Context,
    pub log: Log,
    publishers: Publishers,
}

impl House {
    /// Publishers that take `slow` for each answer and say what `answer` does.
    pub async fn new(slow: Duration, answer: impl Fn(&Asked, i64) -> Answer + Send + Sync + 'static) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("courant.db")).await.unwrap();
        let clock = Clock::hurried(START, SPEED);
        let (log, answer) = (Log::default(), Arc::new(answer));
        let publishers = Publishers::new({
            let (log, clock) = (Arc::clone(&log), clock.clone());
            move |asked| {
                let (log, clock, answer) = (Arc::clone(&log), clock.clone(), Arc::clone(&answer));
                async move {
                    let (host, path, now) = (asked.url.host_str().unwrap(), asked.url.path(), clock.now_ms());
                    log.lock().unwrap().push((host.to_owned(), path.to_owned(), now));
                    let slow = if host == PICTURES { slow * 60 } else { slow };
                    tokio::time::sleep(clock.pace(slow)).await;
                    Some(answer(&asked, now))
                }
                .boxed()
            }
        });
        let connector = Connector::inside(Guard::new(Vec::new()), publishers.clone());
        let context = Context {
            fetcher: Fetcher::new(connector, store.clone(), clock.clone()),
            store,
            pictures: Pictures::new(folder.path().join("pictures")),
            model: Arc::new(Model::load().unwrap()),
            engine: Engine::default(),
            search: Arc::new(SearchIndex::open(&folder.path().join("search")).unwrap()),
            clock,
            callback: None,
        };
        Self { _folder: folder, context, log, publishers }
    }

    /// The same house when nobody was at home until `at`.
    pub fn at(self, at: i64) -> Self {
        let clock = Clock::hurried(at, SPEED);
        let connector = Connector::inside(Guard::new(Vec::new()), self.publishers.clone());
        let fetcher = Fetcher::new(connector, self.context.store.clone(), clock.clone());
        Self { context: Context { fetcher, clock, ..self.context }, ..self }
    }

    pub async fn subscribe(&self, url: &str) {
        let Context { store, fetcher, .. } = self.context.clone();
        let intake = Intake { store, fetcher, clock: Clock::fixed(START) };
        assert!(intake.subscribe(url, "Paper", "", None).await.unwrap());
    }

    /// Works until `enough` of the log.
    pub async fn work(&self, enough: impl Fn(&[(String, String, i64)]) -> bool) {
        let (stop, stopped) = watch::channel(false);
        let mut loops = worker::start_asking(&self.context, &stopped);
        let began = Instant::now();
        while !enough(&self.log.lock().unwrap()) {
            assert!(began.elapsed() < Duration::from_secs(120), "{:?}", self.log.lock().unwrap());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // What was answered last is still to be recorded.
        tokio::time::sleep(Duration::from_millis(500)).await;
        stop.send(true).unwrap();
        while loops.join_next().await.is_some() {}
    }

    async fn sources(&self) -> Vec<Source> {
        self.context.store.sources().await.unwrap()
    }
}

fn feed(extra: &str) -> Answer {
    let body = format!("<rss version=\"2.0\"><channel><title>Paper</title>{extra}</channel></rss>");
    Answer { status: 200, headers: vec![("etag", "\"1\"".to_owned())], body: body.into_bytes() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_with_many_feeds_keeps_nobody_waiting() {
    let house = House::new(Duration::from_secs(2), |_, _| feed("")).await;
    for at in 0..60 {
        house.subscribe(&format!("https://large.example/{at}")).await;
    }
    for at in 0..10 {
        house.subscribe(&format!("https://small{at}.example/feed")).await;
    }
    house.work(|log| log.iter().filter(|(host, ..)| host == "large.example").count() >= 40).await;
    let log = house.log.lock().unwrap().clone();
    let before = log.iter().take(30).filter(|(host, ..)| host != "large.example").count();
    assert_eq!(before, 10, "all small hosts are among the first thirty: {log:?}");
    let large: Vec<i64> = log.iter().filter(|(host, ..)| host == "large.example").map(|(.., at)| *at).collect();
    let least = large.windows(2).map(|two| two[1] - two[0]).min().unwrap();
    assert!(least >= 2_998, "an answer takes two seconds, a pause one: {least} ms");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_asks_for_peace_has_it_and_its_sources_are_not_at_fault() {
    let wait = ("retry-after", "3600".to_owned());
    let house = House::new(Duration::from_secs(2), move |asked, now| match asked.url.host_str() {
        Some("tired.example") if now < START + HOUR => {
            Answer { status: 429, headers: vec![wait.clone()], body: Vec::new() }
        }
        _ => feed(""),
    })
    .await;
    for at in 0..4 {
        house.subscribe(&format!("https://tired.example/{at}")).await;
    }
    house.subscribe("https://other.example/feed").await;
    house.work(|log| log.iter().filter(|(host, ..)| host == "other.example").count() >= 2).await;
    let log = house.log.lock().unwrap().clone();
    let asked: Vec<&str> =
        log.iter().filter(|(host, ..)| host == "tired.example").map(|(_, path, _)| path.as_str()).collect();
    let [first] = asked.as_slice() else { panic!("after the refusal nothing else goes out: {asked:?}") };
    for source in house.sources().await.iter().filter(|source| source.url.contains("tired")) {
        let refused = source.url.ends_with(first);
        assert_eq!(
            (source.failures, source.status),
            if refused { (1, Some(429)) } else { (0, None) },
            "{}",
            source.url
        );
        assert!(
            source.next_poll_at >= START + HOUR,
            "{} is due {} min after",
            source.url,
            (source.next_poll_at - START) / MINUTE
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_is_kept_when_nothing_has_changed() {
    let house = House::new(Duration::ZERO, |asked, _| match asked.etag {
        Some(_) => Answer { status: 304, ..Answer::default() },
        None => feed("<ttl>35</ttl><skipHours><hour>1</hour></skipHours>"),
    })
    .await;
    house.subscribe("https://paper.example/feed").await;
    house.work(|log| log.len() >= 2).await;
    let source = house.sources().await.remove(0);
    assert_eq!((source.status, source.ttl_ms, source.quiet_hours), (Some(304), 35 * MINUTE, 2));
    let log = house.log.lock().unwrap().clone();
    assert!(log[1].2 - log[0].2 >= 35 * MINUTE, "{log:?}");
    assert!(source.next_poll_at - log[1].2 >= 35 * MINUTE);
    let hour = (source.next_poll_at - START) / HOUR;
    assert!(hour != 1, "not from one to two o'clock: {log:?}, {hour}");
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_for_free_hosts_come_through_however_many_wait_for_a_busy_one() {
    let house = House::new(Duration::from_secs(60), |_, _| feed("")).await;
    for at in 0..12 {
        house.subscribe(&format!("https://large.example/{at}")).await;
    }
    house.subscribe("https://small.example/feed").await;
    let sources = house.sources().await;
    let (large, small): (Vec<_>, Vec<_>) = sources.iter().partition(|source| source.url.contains("large"));
    let jobs: Vec<NewJob> = large.iter().chain(&small).map(|source| refresh_source::job(source.id, START)).collect();
    house.context.store.enqueue(&jobs, START).await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let narrow: &Lane =
        Box::leak(Box::new(Lane { name: "narrow", kinds: &[refresh_source::KIND], places: 2, resting: 3 }));
    let lane = tokio::spawn(worker::run_lane(house.context.clone(), narrow, stopped));
    let began = Instant::now();
    while house.log.lock().unwrap().len() < 13 {
        assert!(began.elapsed() < Duration::from_secs(120), "{:?}", house.log.lock().unwrap());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::time::sleep(Duration::from_millis(2500)).await;
    let log = house.log.lock().unwrap().clone();
    let place = log.iter().position(|(host, ..)| host == "small.example").unwrap();
    assert!(place <= 5, "the free host was asked as number {place}: {log:?}");
    let asked: std::collections::BTreeSet<&str> = log.iter().map(|(_, path, _)| path.as_str()).collect();
    assert_eq!((asked.len(), log.len()), (13, 13), "each once");
    let counts = house.context.store.job_counts(i64::MAX).await.unwrap();
    assert_eq!((counts.due, counts.running, counts.dead), (0, 0, 0), "none was given up on or left over");
    stop.send(true).unwrap();
    lane.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_waits_for_the_host_of_pictures() {
    let house = House::new(Duration::from_secs(1), |asked, _| {
        let host = asked.url.host_str().unwrap();
        let (kind, body) = match asked.url.path() {
            "/feed" => ("text/xml", format!("<rss version=\"2.0\"><channel><title>Paper</title><item><title>Ferry of {host}</title><link>https://{host}/page</link></item></channel></rss>")),
            "/page" => ("text/html", format!("<html><head><title>Ferry</title><meta property=\"og:image\" content=\"https://{PICTURES}/{host}.jpg\"></head><article><h1>Ferry of {host}</h1><p>The ferry waits in the harbour of {host}, its owners said on Monday.</p></article></html>")),
            _ => ("text/plain", String::new()),
        };
        Answer { status: 200, headers: vec![("content-type", kind.to_owned())], body: body.into_bytes() }
    })
    .await;
    for at in 0..30 {
        house.subscribe(&format!("https://paper{at}.example/feed")).await;
    }
    let pages = |log: &[(String, String, i64)]| log.iter().filter(|(_, path, _)| path == "/page").count();
    let pictures = |log: &[(String, String, i64)]| log.iter().filter(|(host, ..)| host == PICTURES).count();
    house.work(|log| pages(log) == 30 && pictures(log) > 1).await;
    let log = house.log.lock().unwrap().clone();
    let last = log.iter().rposition(|(_, path, _)| path == "/page").unwrap();
    let before = pictures(&log[..last]);
    assert!(
        before < 10,
        "sixteen pages hold the places until fourteen of their pictures are there, or none does: {before}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_that_comes_late_into_quiet_hours_waits_and_one_that_a_person_wants_does_not() {
    let house = House::new(Duration::ZERO, |_, _| feed("<skipHours><hour>3</hour></skipHours>")).await;
    house.subscribe("https://paper.example/feed").await;
    house.work(|log| !log.is_empty()).await;
    let before = house.log.lock().unwrap().len();
    let late = START + 3 * HOUR + 10 * MINUTE;
    assert!(house.sources().await[0].next_poll_at < START + 3 * HOUR);
    let house = house.at(late);
    let began = Instant::now();
    house.work(|_| began.elapsed() > Duration::from_secs(2)).await;
    assert_eq!(house.log.lock().unwrap().len(), before, "nothing is asked from three to four o'clock");
    let at = house.sources().await[0].next_poll_at;
    assert!((START + 4 * HOUR..=START + 4 * HOUR + 15 * MINUTE).contains(&at), "{}", (at - START) / MINUTE);
    house.context.store.poll_all(house.context.clock.now_ms()).await.unwrap();
    house.work(|log| log.len() > before).await;
    let asked = house.context.clock.now_ms();
    assert!(asked < START + 4 * HOUR, "within the quiet hour");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_a_host_that_is_down_wait_for_no_turn() {
    let store = Store::open_memory().await.unwrap();
    let nobody = Publishers::new(|_| async { None }.boxed());
    let fetcher = Fetcher::new(Connector::inside(Guard::new(Vec::new()), nobody), store, Clock::fixed(START));
    let page = |n: usize| page(&format!("http://down.example/{n}"));
    let down = |answer: &Result<Body, FetchError>| matches!(answer, Err(FetchError::Unreachable { .. }));
    let first = fetcher.get_if_welcome(&page(0)).await;
    assert!(down(&first), "{first:?}");
    let pages: Vec<Request> = (1..200).map(page).collect();
    let answers = futures::future::join_all(pages.iter().map(|page| fetcher.get_if_welcome(page))).await;
    let other = answers.iter().find(|answer| !down(answer));
    assert!(other.is_none(), "{other:?}");
}

/// How long it was from `moment` to the last request, in the publishers' milliseconds.
fn since(house: &House, moment: i64) -> i64 {
    house.log.lock().unwrap().last().unwrap().2 - moment
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_brings_no_request_closer_to_one_of_the_process_before() {
    let house = House::new(Duration::ZERO, |_, _| Answer { status: 200, ..Answer::default() }).await;
    house.context.fetcher.get(&page("http://paper.example/1")).await.unwrap();
    let answered = house.context.clock.now_ms();
    let house = house.at(answered);
    house.context.fetcher.get(&page("http://paper.example/2")).await.unwrap();
    assert!(since(&house, answered) >= 1_000, "{} ms", since(&house, answered));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_nobody_waits_for_any_more_has_its_pause() {
    let house = House::new(Duration::from_secs(60), |_, _| Answer { status: 200, ..Answer::default() }).await;
    let (first, second) = (page("http://paper.example/1"), page("http://paper.example/2"));
    let fetcher = &house.context.fetcher;
    assert!(tokio::time::timeout(Duration::from_millis(200), fetcher.get(&first)).await.is_err());
    let given_up = house.context.clock.now_ms();
    fetcher.get(&second).await.unwrap();
    assert_eq!(house.log.lock().unwrap().len(), 2);
    assert!(since(&house, given_up) >= 1_000 - 60, "{} ms", since(&house, given_up));
}

/// A page, as it is asked for.
pub fn page(url: &str) -> Request {
    Request {
        url: Url::parse(url).unwrap(),
        entered: None,
        etag: None,
        last_modified: None,
        accept: "text/html",
        limits: Limits::PAGE,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_breaks_off_or_has_lost_its_entries_is_not_well() {
    const ITEM: &str = "<item><title>The ferry waits</title><link>https://cut.example/1</link></item>";
    let later = Arc::new(AtomicBool::new(false));
    let is_later = Arc::clone(&later);
    let house = House::new(Duration::ZERO, move |asked, _| {
        let rss = |rest: String| format!("<rss version=\"2.0\"><channel><title>Paper</title>{rest}");
        let body = match (asked.url.host_str().unwrap_or_default(), asked.url.path()) {
            ("nothing.example", "/feed") => String::new(),
            ("cut.example", "/feed") => rss(format!("{ITEM}<item><title>The bri")),
            ("begun.example", "/feed") => rss(String::new()),
            ("json.example", "/feed") => {
                r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [{"id": "1", "title": "Ferry", "content_text": "It waits."}, {"i"#.to_owned()
            }
            ("lost.example", "/feed") if !is_later.load(Ordering::SeqCst) => rss(format!("{ITEM}</channel></rss>")),
            ("quiet.example" | "lost.example", "/feed") => rss("</channel></rss>".to_owned()),
            _ => return Answer { status: 404, ..Answer::default() },
        };
        Answer { status: 200, headers: vec![("etag", "\"1\"".to_owned())], body: body.into_bytes() }
    })
    .await;
    let hosts = ["nothing", "cut", "begun", "json", "quiet", "lost"];
    for host in hosts {
        house.subscribe(&format!("https://{host}.example/feed")).await;
    }
    house.work(|log| log.iter().filter(|(_, path, _)| path == "/feed").count() >= 6).await;
    let asked = house.log.lock().unwrap().len();
    later.store(true, Ordering::SeqCst);
    let house = house.at(START + 30 * HOUR);
    house.work(|log| log[asked..].iter().filter(|(_, path, _)| path == "/feed").count() >= 6).await;
    for (host, problem, entries) in [
        ("nothing", Some("The document is empty."), 0),
        ("cut", Some("The feed breaks off before its end. What came until there was read."), 1),
        ("begun", Some("The feed breaks off before its first entry."), 0),
        ("json", Some("The feed breaks off before its end. What came until there was read."), 1),
        ("quiet", None, 0),
        ("lost", Some("The feed has no entries at the moment, and it had some before."), 1),
    ] {
        let url = format!("https://{host}.example/feed");
        let source = house.context.store.source_by_url(&url).await.unwrap().unwrap();
        assert_eq!((source.problem.as_deref(), source.entries), (problem, entries), "{host}");
        assert_eq!(source.etag.is_some(), host == "quiet", "{host}: what is not whole is asked for whole again");
    }
}
