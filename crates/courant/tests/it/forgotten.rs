//! A publisher that was forgotten stays away, whoever's feed links to it: a planet's feed, the real polls.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use courant::fetch::{Answer, Asked};
use courant::worker::jobs::refresh_story;

use crate::asking::House;

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
