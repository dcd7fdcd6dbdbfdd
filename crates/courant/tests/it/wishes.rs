//! What a publisher wishes is kept to: it counts from the answer, however long that was waited for, and a failure does not
//! end it.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get};
use courant::clock::Clock;
use courant::worker::Context;
use courant::worker::jobs::refresh_source;
use tokio::net::TcpListener;

use super::house;

const HOUR: i64 = 3_600_000;
const FEED: &str = "<rss version='2.0'><channel><title>Tide tables</title><link>http://tides.example/</link><description/>\
                    <ttl>120</ttl></channel></rss>";

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_counts_from_the_answer() {
    let (_folder, context, listener) = opened().await;
    let (clock, began) = (context.clock.clone(), context.clock.now_ms());
    let answer = get(move || async move {
        // So long the answer was waited for.
        clock.set(began + 9 * HOUR);
        ([(header::CONTENT_TYPE, "application/rss+xml")], FEED)
    });
    let source = publish(&context, listener, answer).await;

    poll(&context, source).await;
    let read = context.store.source(source).await.unwrap();
    assert_eq!(read.ttl_ms, 2 * HOUR, "the feed was not read: {read:?}");
    assert!(read.next_poll_at >= began + 11 * HOUR, "{} h after the beginning", (read.next_poll_at - began) / HOUR);
}

/// A publisher that answers with a feed to be kept for two hours, and then with an error, is not asked before two hours are
/// over: moments are spread to earlier only where nothing was wished.
#[tokio::test(flavor = "multi_thread")]
async fn a_wish_outlives_a_failure() {
    let (_folder, context, listener) = opened().await;
    let (clock, began) = (context.clock.clone(), context.clock.now_ms());
    let now = clock.clone();
    let answer = get(move || async move {
        if now.now_ms() > began {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        let feed = FEED.replace("<ttl>120</ttl>", "");
        ([(header::CONTENT_TYPE, "application/rss+xml"), (header::CACHE_CONTROL, "max-age=7200")], feed).into_response()
    });
    let source = publish(&context, listener, answer).await;

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

/// A house with one source, whose clock stands still, and where that source's publisher is to listen.
async fn opened() -> (tempfile::TempDir, Context, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (folder, mut context) = house::open(&host).await;
    context.clock = Clock::fixed(context.clock.now_ms());
    (folder, context, listener)
}

/// The publisher answers from now on; gives its source.
async fn publish(context: &Context, listener: TcpListener, answer: MethodRouter) -> i64 {
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/feed", answer)).await.unwrap() });
    context.store.sources().await.unwrap()[0].id
}

async fn poll(context: &Context, source: i64) {
    let now = context.clock.now_ms();
    context.store.enqueue(&[refresh_source::job(source, now)], now).await.unwrap();
    let jobs = context.store.claim(&[refresh_source::KIND], now, 1).await.unwrap();
    refresh_source::run(context, &jobs[0]).await.unwrap();
}
