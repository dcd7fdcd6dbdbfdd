//! How sources are asked: the real schedule, lanes and manners over publishers inside the process, by a clock in a hurry.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use courant::clock::Clock;
use courant::fetch::{Answer, Asked, Body, Connector, FetchError, Fetcher, Guard, Limits, Pictures, Publishers, Request};
use courant::worker::{self, Context, Engine, Turns, intake::Intake};
use courant_embed::Model;
use courant_search::SearchIndex;
use courant_store::{Source, Store};
use futures::FutureExt as _;
use tokio::sync::watch;
use url::Url;

const START: i64 = 1_772_409_600_000; // 2 March 2026, 00:00 UTC
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The publishers' seconds in one of ours.
const SPEED: u32 = 60;

/// Requests in their order: host, path, moment.
type Log = Arc<Mutex<Vec<(String, String, i64)>>>;

struct House {
    _folder: tempfile::TempDir,
    context: Context,
    log: Log,
}

impl House {
    /// Publishers that take `slow` for each answer and say what `answer` does.
    async fn new(slow: Duration, answer: impl Fn(&Asked, i64) -> Answer + Send + Sync + 'static) -> Self {
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
                    tokio::time::sleep(clock.pace(slow)).await;
                    Some(answer(&asked, now))
                }
                .boxed()
            }
        });
        let connector = Connector::inside(Guard::new(Vec::new()), publishers);
        let context = Context {
            fetcher: Fetcher::new(connector, store.clone(), clock.clone()),
            store,
            pictures: Pictures::new(folder.path().join("pictures")),
            model: Arc::new(Model::load().unwrap()),
            engine: Engine::default(),
            search: Arc::new(SearchIndex::open(&folder.path().join("search")).unwrap()),
            turns: Turns::default(),
            clock,
        };
        Self { _folder: folder, context, log }
    }

    async fn subscribe(&self, url: &str) {
        let Context { store, fetcher, .. } = self.context.clone();
        let intake = Intake { store, fetcher, clock: Clock::fixed(START) };
        assert!(intake.subscribe(url, "Paper", "", None).await.unwrap());
    }

    /// Works until `enough` of the log.
    async fn work(&self, enough: impl Fn(&[(String, String, i64)]) -> bool) {
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
        Some("tired.example") if now < START + HOUR => Answer { status: 429, headers: vec![wait.clone()], body: Vec::new() },
        _ => feed(""),
    })
    .await;
    for at in 0..4 {
        house.subscribe(&format!("https://tired.example/{at}")).await;
    }
    house.subscribe("https://other.example/feed").await;
    house.work(|log| log.iter().filter(|(host, ..)| host == "other.example").count() >= 2).await;
    let log = house.log.lock().unwrap().clone();
    let asked: Vec<&str> = log.iter().filter(|(host, ..)| host == "tired.example").map(|(_, path, _)| path.as_str()).collect();
    let [first] = asked.as_slice() else { panic!("after the refusal nothing else goes out: {asked:?}") };
    for source in house.sources().await.iter().filter(|source| source.url.contains("tired")) {
        let refused = source.url.ends_with(first);
        assert_eq!((source.failures, source.status), if refused { (1, Some(429)) } else { (0, None) }, "{}", source.url);
        assert!(source.next_poll_at >= START + HOUR, "{} is due {} min after", source.url, (source.next_poll_at - START) / MINUTE);
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_a_host_that_is_down_wait_for_no_turn() {
    let store = Store::open_memory().await.unwrap();
    let nobody = Publishers::new(|_| async { None }.boxed());
    let fetcher = Fetcher::new(Connector::inside(Guard::new(Vec::new()), nobody), store, Clock::fixed(START));
    let page = |n: usize| Request {
        url: Url::parse(&format!("http://down.example/{n}")).unwrap(),
        entered: None,
        etag: None,
        last_modified: None,
        accept: "text/html",
        limits: Limits::PAGE,
    };
    let down = |answer: &Result<Body, FetchError>| matches!(answer, Err(FetchError::Unreachable { .. }));
    let first = fetcher.get_if_welcome(&page(0)).await;
    assert!(down(&first), "{first:?}");
    let pages: Vec<Request> = (1..200).map(page).collect();
    let answers = futures::future::join_all(pages.iter().map(|page| fetcher.get_if_welcome(page))).await;
    let other = answers.iter().find(|answer| !down(answer));
    assert!(other.is_none(), "{other:?}");
}
