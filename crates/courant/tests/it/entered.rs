//! Ranges that the operator allowed are open to what a person entered, not to what a stranger's page names.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use courant::worker::intake::{Added, Intake, IntakeError};
use courant_store::SourceState;

use super::house;

const FEED: &str = "<rss version='2.0'><channel><title>Tide tables</title><link>http://tides.example/</link><description/>\
                    <item><title>High water at noon</title><guid>1</guid></item></channel></rss>";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_s_feed_is_read_beside_the_page_and_not_elsewhere_in_the_house() {
    let asked = Arc::new(AtomicUsize::new(0));
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let page = |feed: String| {
        get(move || async move { Html(format!("<link rel=alternate type='application/rss+xml' href='{feed}'>Tides")) })
    };
    let counted = Arc::clone(&asked);
    let hidden = get(move || async move {
        counted.fetch_add(1, Ordering::SeqCst);
        FEED
    });
    let router = Router::new()
        .route("/beside", page("/tides".to_owned()))
        .route("/elsewhere", page(format!("http://127.0.0.2:{port}/hidden")))
        .route("/tides", get(|| async { FEED }))
        .route("/hidden", hidden);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

    let (_folder, context) = house::open(&format!("127.0.0.1:{port}")).await;
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    let at = |path: &str| format!("http://127.0.0.1:{port}/{path}");
    let added = intake.add(&at("beside")).await.unwrap();
    assert_eq!(added, Added::New { title: "Tide tables".to_owned(), entries: 1, lifted: false });
    let source = context.store.source_by_url(&at("tides")).await.unwrap().unwrap();
    assert_eq!(source.entered(), at("beside"));
    let refused = intake.add(&at("elsewhere")).await;
    assert!(matches!(refused, Err(IntakeError::Fetch { .. })), "{refused:?}");
    assert_eq!(asked.load(Ordering::SeqCst), 0, "it was not even asked");
}

/// Who names a feed again that was paused, or that was gone, means to read it.
#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_is_added_again_is_read_again() {
    let (_folder, context) = house::open("127.0.0.1:1").await;
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    let store = &context.store;
    let source = store.sources().await.unwrap().remove(0);
    let title = source.title.clone();
    assert_eq!(intake.add(&source.url).await.unwrap(), Added::Known { title: title.clone() });
    store.pause_source(source.id, context.clock.now_ms()).await.unwrap();
    let added = intake.add(&source.url).await.unwrap();
    let now = context.clock.now_ms();
    let found = store.source(source.id).await.unwrap();
    assert!(found.state == SourceState::Active && found.next_poll_at <= now, "{found:?}");
    assert_eq!(added, Added::Resumed { title });
}

/// Whoever writes `feed://` or a bare name has not said by which scheme; nothing but http is spoken here.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_its_scheme_is_tried_by_both() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().route("/tides", get(|| async { FEED }));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let (_folder, context) = house::open(&format!("127.0.0.1:{port}")).await;
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    let title = "Tide tables".to_owned();
    let new = Added::New { title: title.clone(), entries: 1, lifted: false };
    assert_eq!(intake.add(&format!("feed://127.0.0.1:{port}/tides")).await.unwrap(), new);
    assert_eq!(intake.add(&format!("127.0.0.1:{port}/tides")).await.unwrap(), Added::Known { title });
    let said = intake.add(&format!("https://127.0.0.1:{port}/tides")).await;
    assert!(matches!(said, Err(IntakeError::Fetch { .. })), "{said:?}");
    let neither = intake.add(&format!("feed://127.0.0.1:{port}/none")).await.unwrap_err().to_string();
    assert!(neither.contains("https://"), "{neither}");
}
