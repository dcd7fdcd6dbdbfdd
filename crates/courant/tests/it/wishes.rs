//! When a source is asked again counts from its publisher's answer, however long that was waited for.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use courant::clock::Clock;
use courant::worker::Context;
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
    poll(&context, source).await;
    let read = context.store.source(source).await.unwrap();
    assert_eq!(read.ttl_ms, 2 * HOUR, "the feed was not read: {read:?}");
    assert!(read.next_poll_at >= began + 11 * HOUR, "{} h after the beginning", (read.next_poll_at - began) / HOUR);
}

/// A publisher that answers with a feed to be kept for two hours, and then with an error, is not asked before two hours are
/// over: moments are spread to earlier only where nothing was wished.
#[tokio::test(flavor = "multi_thread")]
async fn a_wish_outlives_a_failure() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (_folder, mut context) = house::open(&host).await;
    let began = context.clock.now_ms();
    let clock = Clock::fixed(began);
    context.clock = clock.clone();
    let now = clock.clone();
    let answer = get(move || async move {
        if now.now_ms() > began {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        let feed = FEED.replace("<ttl>120</ttl>", "");
        ([(header::CONTENT_TYPE, "application/rss+xml"), (header::CACHE_CONTROL, "max-age=7200")], feed).into_response()
    });
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/feed", answer)).await.unwrap() });

    let source = context.store.sources().await.unwrap()[0].id;
    poll(&context, source).await;
    let read = context.store.source(source).await.unwrap();
    assert_eq!((read.ttl_ms, read.interval_ms), (0, 2 * HOUR), "{read:?}");
    clock.set(read.next_poll_at + 1);
    poll(&context, source).await;
    let failed = context.store.source(source).await.unwrap();
    assert_eq!((failed.failures, failed.status), (1, Some(500)), "{failed:?}");
    let wait = failed.next_poll_at - clock.now_ms();
    assert!(wait >= 2 * HOUR, "asked again after {} min", wait / 60_000);
}

async fn poll(context: &Context, source: i64) {
    let now = context.clock.now_ms();
    context.store.enqueue(&[refresh_source::job(source, now)], now).await.unwrap();
    let jobs = context.store.claim(&[refresh_source::KIND], now, 1).await.unwrap();
    refresh_source::run(context, &jobs[0]).await.unwrap();
}
