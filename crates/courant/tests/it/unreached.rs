//! Hosts that cannot be asked for a while, and a network that is gone: what was to be read then is read afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use courant::clock::Clock;
use courant::fetch::{Answer, Asked, Connector, FetchError, Fetcher, Guard, Publishers};
use courant::worker::jobs::fetch_picture;
use courant::worker::{self, registry};
use courant_store::{Image, Origin, Stage};
use futures::FutureExt as _;
use tokio::sync::watch;

use crate::asking::{HOUR, House, MINUTE, START, page};

/// A feed on a host of its own that leads to these pages.
fn feed(pages: &[&str]) -> Answer {
    let items: String = pages
        .iter()
        .map(|page| format!("<item><title>The ferry of {page}</title><link>{page}</link></item>"))
        .collect();
    let body = format!("<rss version=\"2.0\"><channel><title>Paper</title>{items}</channel></rss>");
    Answer { status: 200, headers: vec![("content-type", "text/xml".to_owned())], body: body.into_bytes() }
}

fn report() -> Answer {
    let body = "<html lang=en><title>Ferry</title><article><h1>Ferry stays in harbour</h1><p>The ferry stays in the harbour until \
        Thursday, its owners said, after divers had found a crack in the hull, and forty lorries wait on the quay.</p></article>";
    Answer { status: 200, headers: vec![("content-type", "text/html".to_owned())], body: body.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_host_that_asks_for_long_peace_are_read_when_it_is_over() {
    const PAGES: [&str; 2] = ["https://tired.example/1", "https://tired.example/2"];
    let rested = Arc::new(AtomicBool::new(false));
    let is_rested = Arc::clone(&rested);
    let house = House::new(Duration::ZERO, move |asked: &Asked, _| match asked.url.host_str() {
        Some("feeds.example") => feed(&PAGES),
        _ if !is_rested.load(Ordering::SeqCst) => {
            Answer { status: 429, headers: vec![("retry-after", "36000".to_owned())], body: Vec::new() }
        }
        _ if asked.url.path() == "/robots.txt" => Answer { status: 404, ..Answer::default() },
        _ => report(),
    })
    .await;
    let tired = |log: &[(String, String, i64)]| log.iter().filter(|(host, ..)| host == "tired.example").count();
    house.subscribe("https://feeds.example/feed").await;
    house.work(|log| tired(log) > 0).await;
    let mut house = house;
    for later in [65 * MINUTE, 6 * HOUR] {
        house = house.at(START + later);
        let began = Instant::now();
        house.work(|_| began.elapsed() > Duration::from_secs(1)).await;
    }
    assert_eq!(tired(&house.log.lock().unwrap()), 1, "it has its peace");
    rested.store(true, Ordering::SeqCst);
    house = house.at(START + 10 * HOUR + 10 * MINUTE);
    let began = Instant::now();
    house.work(|log| tired(log) > 3 || began.elapsed() > Duration::from_secs(10)).await;
    for page in PAGES {
        let article = house.context.store.article_id_by_url(page).await.unwrap().unwrap();
        let found = house.context.store.article_for_fetch(article).await.unwrap();
        assert_eq!(found.origin, Origin::Page, "{page}: {:?}", house.log.lock().unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_its_feed_names_too_early_is_read_when_it_is_there() {
    const PAGE: &str = "https://early.example/1";
    let out = Arc::new(AtomicBool::new(false));
    let is_out = Arc::clone(&out);
    let house = House::new(Duration::ZERO, move |asked: &Asked, _| match asked.url.host_str() {
        Some("feeds.example") => feed(&[PAGE]),
        _ if asked.url.path() == "/1" && is_out.load(Ordering::SeqCst) => report(),
        _ => Answer { status: 404, ..Answer::default() },
    })
    .await;
    let looked = |log: &[(String, String, i64)]| log.iter().filter(|(_, path, _)| path == "/1").count();
    house.subscribe("https://feeds.example/feed").await;
    house.work(|log| looked(log) == 1).await;
    out.store(true, Ordering::SeqCst);
    let house = house.at(START + 65 * MINUTE);
    house.work(|log| looked(log) == 2).await;
    let article = house.context.store.article_id_by_url(PAGE).await.unwrap().unwrap();
    let found = house.context.store.article_for_fetch(article).await.unwrap();
    assert_eq!(found.origin, Origin::Page, "{:?}", house.log.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_has_changed_says_nothing_to_who_did_not_ask_that() {
    const PAGE: &str = "https://odd.example/1";
    let house = House::new(Duration::ZERO, |asked: &Asked, _| match asked.url.host_str() {
        Some("feeds.example") => feed(&[PAGE]),
        _ if asked.url.path() == "/robots.txt" => Answer { status: 404, ..Answer::default() },
        _ => Answer { status: 304, ..Answer::default() },
    })
    .await;
    let answer = house.context.fetcher.get(&page("https://odd.example/2")).await;
    assert!(matches!(&answer, Err(FetchError::Broken { .. })), "{answer:?}");
    house.subscribe("https://feeds.example/feed").await;
    house.work(|log| log.iter().any(|(_, path, _)| path == "/1")).await;
    let article = house.context.store.article_id_by_url(PAGE).await.unwrap().unwrap();
    let found = house.context.store.article_for_fetch(article).await.unwrap();
    assert_eq!((found.stage, found.origin), (Stage::Fetched, Origin::Feed), "what the feed says of it is shown");
}

/// The next try at a picture, after one that came to `status`: which pictures are left, in how many minutes.
async fn tried_again(status: u16, pictures: &[&str]) -> Option<(Vec<String>, i64)> {
    let house = House::new(Duration::ZERO, move |asked: &Asked, _| {
        let status = if asked.url.path() == "/robots.txt" { 404 } else { status };
        Answer { status, ..Answer::default() }
    })
    .await;
    let (store, clock) = (&house.context.store, &house.context.clock);
    let images: Vec<Image> = pictures.iter().map(|url| Image { url: (*url).to_owned(), ..Image::default() }).collect();
    store.enqueue(&[fetch_picture::job(7, &images, START)], START).await.unwrap();
    let job = store.claim(&[fetch_picture::KIND], START, 1).await.unwrap().remove(0);
    let mut asked = registry::run(&house.context, &job).await;
    while let Some(FetchError::PutOff { wait, .. }) = asked.as_ref().err().and_then(|error| error.downcast_ref()) {
        tokio::time::sleep(*wait).await;
        asked = registry::run(&house.context, &job).await;
    }
    asked.unwrap();
    let next = store.claim(&[fetch_picture::KIND], i64::MAX, 1).await.unwrap().pop()?;
    let left: Vec<Image> = serde_json::from_value(next.payload["pictures"].clone()).unwrap();
    Some((left.into_iter().map(|image| image.url).collect(), (next.run_at - clock.now_ms() + MINUTE / 2) / MINUTE))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_picture_is_tried_again_where_that_may_help() {
    let (one, two) = ("http://a.example/1.jpg", "http://b.example/2.jpg");
    assert_eq!(tried_again(404, &[one]).await, None);
    let host_fails = tried_again(502, &[one]).await;
    assert!(matches!(&host_fails, Some((left, 13..=15)) if *left == [one]), "{host_fails:?}");
    // Another that can be had at once goes before one that may come later.
    assert!(matches!(tried_again(502, &[one, two]).await, Some((left, ..=0)) if left == [two]));
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_network_is_back_those_that_could_not_be_asked_are_asked_at_once() {
    let mut house = House::new(Duration::ZERO, |_, _| report()).await;
    let (there, clock) = (Arc::new(AtomicBool::new(false)), Clock::fixed(START));
    let publishers = Publishers::new({
        let there = Arc::clone(&there);
        move |_| {
            let there = there.load(Ordering::SeqCst);
            async move { there.then(|| feed(&[])) }.boxed()
        }
    });
    let connector = Connector::inside(Guard::new(Vec::new()), publishers);
    house.context.fetcher = Fetcher::new(connector, house.context.store.clone(), clock.clone());
    house.context.clock = clock.clone();
    for at in 0..3 {
        house.subscribe(&format!("https://paper{at}.example/feed")).await;
    }
    let store = house.context.store.clone();
    let until = |what: &'static str, is: fn(&courant_store::Source) -> bool| {
        let store = store.clone();
        async move {
            let began = Instant::now();
            while !store.sources().await.unwrap().iter().all(is) {
                assert!(began.elapsed() < Duration::from_secs(20), "{what}: {:?}", store.sources().await.unwrap());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    };
    let (stop, stopped) = watch::channel(false);
    let mut loops = worker::start_asking(&house.context, &stopped);
    until("nobody can be asked", |source| source.failures == 1).await;
    assert!(store.sources().await.unwrap().iter().all(|source| source.next_poll_at >= START + 25 * MINUTE));
    // Somebody answers, long before any of them is due again.
    clock.set(START + 15 * MINUTE);
    there.store(true, Ordering::SeqCst);
    house.context.fetcher.get(&page("https://other.example/")).await.unwrap();
    until("they are asked", |source| source.failures == 0 && source.succeeded_at.is_some()).await;
    stop.send(true).unwrap();
    while loops.join_next().await.is_some() {}
}
