//! A publisher that was forgotten stays away, whoever's feed links to it: a planet's feed, the real polls.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use courant::fetch::{Answer, Asked};
use courant::worker::jobs::refresh_story;

use crate::asking::House;

const PAGE: &str = "The ferry company said on Monday that the night boat will not sail before the harbour wall has been \
    mended, which the council expects to take until the end of the month.";

/// How many items the planet's feed has so far.
static ITEMS: AtomicUsize = AtomicUsize::new(2);

fn planet(asked: &Asked, _: i64) -> Answer {
    let body = match asked.url.path() {
        "/feed" => {
            let links =
                ["https://www.times.example/1", "https://post.example/1", "https://live.times.example/2?from=planet"];
            let item = |link: &&str| format!("<item><title>Ferry of {link}</title><link>{link}</link></item>");
            let items: String = links.iter().take(ITEMS.load(Ordering::SeqCst)).map(item).collect();
            format!("<rss version=\"2.0\"><channel><title>Planet</title>{items}</channel></rss>")
        }
        _ => String::new(),
    };
    let status = if asked.url.path() == "/robots.txt" { 404 } else { 200 };
    Answer { status, headers: vec![("content-type", "text/xml".to_owned())], body: body.into_bytes() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_publisher_does_not_come_back_through_the_feed_of_many() {
    let house = House::new(Duration::ZERO, planet).await;
    let store = &house.context.store;
    let links = async || -> Vec<String> {
        store.export_articles(0, 99).await.unwrap().into_iter().map(|one| one.canonical_url).collect()
    };
    let polls = |log: &[(String, String, i64)]| log.iter().filter(|(_, path, _)| path == "/feed").count();
    house.subscribe("https://planet.example/feed").await;
    house.work(|log| polls(log) == 1).await;
    assert_eq!(links().await, ["https://www.times.example/1", "https://post.example/1"]);

    let now = house.context.clock.now_ms();
    let removed = store.forget_publisher("times.example", &refresh_story::removal(now), now).await.unwrap();
    assert_eq!((removed.articles, removed.sources), (1, 0));
    ITEMS.store(3, Ordering::SeqCst);
    store.poll_all(house.context.clock.now_ms()).await.unwrap();
    house.work(|log| polls(log) == 2).await;
    assert_eq!(links().await, ["https://post.example/1"]);
}

/// Counts clicks, or carries feeds: its links say nothing of where they lead.
fn through_others(asked: &Asked, _: i64) -> Answer {
    let (host, path) = (asked.url.host_str().unwrap_or_default(), asked.url.path());
    let answer = |status: u16, kind: &str, body: String| Answer {
        status,
        headers: vec![("content-type", kind.to_owned())],
        body: body.into_bytes(),
    };
    match (host, path) {
        (_, "/robots.txt") => answer(404, "text/plain", String::new()),
        ("post.example", "/feed") => {
            let all = [
                "https://post.example/go/a?utm_source=rss",
                "https://carrier.example/times/b",
                "https://post.example/go/a/again",
                "https://carrier.example/times/c",
                "https://post.example/go/d?utm_source=rss",
            ];
            let item = |link: &&str| format!("<item><title>Ferry of {link}</title><link>{link}</link></item>");
            let items: String = all.iter().take(ITEMS_OF_OTHERS.load(Ordering::SeqCst)).map(item).collect();
            answer(200, "text/xml", format!("<rss version=\"2.0\"><channel><title>Post</title>{items}</channel></rss>"))
        }
        ("carrier.example", _) => {
            let to = format!("https://www.times.example{path}?from=carrier");
            Answer { status: 302, headers: vec![("location", to)], body: Vec::new() }
        }
        _ => {
            let own = match path.split('/').collect::<Vec<_>>().as_slice() {
                ["", "go", slug, ..] => format!("<link rel=canonical href=/news/{slug}>"),
                ["", "times", "b"] => "<link rel=canonical href=/times/b>".to_owned(),
                _ => String::new(),
            };
            let text =
                format!("<p>{PAGE}</p><p>{PAGE} Nobody at {path} knew more.</p><p>The mayor of {path} agreed.</p>");
            answer(200, "text/html", format!("<html><head>{own}</head><body><article>{text}</article></body></html>"))
        }
    }
}

static ITEMS_OF_OTHERS: AtomicUsize = AtomicUsize::new(2);

#[tokio::test(flavor = "multi_thread")]
async fn what_was_forgotten_does_not_come_back_by_a_link_that_leads_to_it() {
    let house = House::new(Duration::ZERO, through_others).await;
    let store = &house.context.store;
    let links = async || -> Vec<String> {
        let all = store.export_articles(0, 99).await.unwrap();
        all.into_iter().map(|one| one.canonical_url).collect()
    };
    let asked = |log: &[(String, String, i64)], of: &str| log.iter().filter(|(_, path, _)| path == of).count();
    house.subscribe("https://post.example/feed").await;
    house.work(|log| asked(log, "/go/a") == 1 && asked(log, "/times/b") == 2).await;
    assert_eq!(links().await, ["https://post.example/news/a", "https://www.times.example/times/b"]);

    let now = house.context.clock.now_ms();
    let removal = refresh_story::removal(now);
    store.forget_article("https://post.example/news/a", &removal, now).await.unwrap();
    store.forget_publisher("times.example", &removal, now).await.unwrap();
    ITEMS_OF_OTHERS.store(5, Ordering::SeqCst);
    let came = |log: &[(String, String, i64)]| {
        [("/go/a/again", 1), ("/times/b", 4), ("/times/c", 2), ("/go/d", 1)].iter().all(|(of, n)| asked(log, of) == *n)
    };
    store.poll_all(house.context.clock.now_ms()).await.unwrap();
    house.work(came).await;
    assert_eq!(links().await, ["https://post.example/news/d"]);
    // What led there is known now and not asked for again.
    store.poll_all(house.context.clock.now_ms()).await.unwrap();
    house.work(|log| asked(log, "/feed") == 3).await;
    assert!(came(&house.log.lock().unwrap()));
    assert_eq!(asked(&house.log.lock().unwrap(), "/go/a"), 1);
}
