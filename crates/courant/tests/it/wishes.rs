//! When a source is asked again counts from its publisher's answer, however long that was waited for.

use axum::Router;
use axum::http::header;
use axum::routing::get;
use courant::clock::Clock;
use courant::worker::jobs::refresh_source;

use super::house;

const HOUR: i64 = 3_600_000;
const FEED: &str = "<rss version='2.0'><channel><title>Tide tables</title><link>http://tides.example/</link><description/>\
                    <ttl>120</ttl></channel></rss>";

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_counts_from_the_answer() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (_folder, mut context) = house::open(&host).await;
    let began = context.clock.now_ms();
    let clock = Clock::fixed(began);
    context.clock = clock.clone();
    let answer = get(move || async move {
        // So long the answer was waited for.
        clock.set(began + 9 * HOUR);
        ([(header::CONTENT_TYPE, "application/rss+xml")], FEED)
    });
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/feed", answer)).await.unwrap() });

    let source = context.store.sources().await.unwrap()[0].id;
    context.store.enqueue(&[refresh_source::job(source, began)], began).await.unwrap();
    let jobs = context.store.claim(&[refresh_source::KIND], began, 1).await.unwrap();
    refresh_source::run(&context, &jobs[0]).await.unwrap();
    let read = context.store.source(source).await.unwrap();
    assert_eq!(read.ttl_ms, 2 * HOUR, "the feed was not read: {read:?}");
    assert!(read.next_poll_at >= began + 11 * HOUR, "{} h after the beginning", (read.next_poll_at - began) / HOUR);
}
