//! What becomes of an answer when the source, or the article, has become another while its publisher was asked.

use std::sync::Arc;
use std::time::Duration;

use courant::clock::Clock;
use courant::fetch::{Answer, Asked, Connector, Fetcher, Guard, Publishers};
use courant::worker::jobs::{fetch_article, refresh_source};
use courant::worker::{Context, registry};
use courant_store::{
    Done, HubNews, MovedSource, NewEntry, NewJob, NewPublisher, Origin, Poll, PollOutcome, SourceState, Store,
};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use crate::asking::{House, START};

const FEED: &str = "https://paper.example/feed";
const PAGE: &str = "https://paper.example/ferry";

/// A house whose publishers answer as `answer` does, which may change what is stored before it does.
async fn house(answer: impl Fn(Store, Asked) -> BoxFuture<'static, Answer> + Send + Sync + 'static) -> House {
    let mut house = House::new(Duration::ZERO, |_, _| Answer::default()).await;
    let (store, answer, clock) = (house.context.store.clone(), Arc::new(answer), Clock::fixed(START));
    let publishers = Publishers::new(move |asked| {
        let (store, answer) = (store.clone(), Arc::clone(&answer));
        async move { Some(answer(store, asked).await) }.boxed()
    });
    let connector = Connector::inside(Guard::new(Vec::new()), publishers);
    house.context.fetcher = Fetcher::new(connector, house.context.store.clone(), clock.clone());
    house.context.clock = clock;
    house.subscribe(FEED).await;
    house
}

async fn run(context: &Context, job: NewJob) {
    context.store.enqueue(std::slice::from_ref(&job), START).await.unwrap();
    let claimed = context.store.claim(&[job.kind.as_str()], START, 1).await.unwrap();
    registry::run(context, &claimed[0]).await.unwrap();
    let counts = context.store.job_counts(i64::MAX).await.unwrap();
    assert_eq!(counts.running, 0, "the job is at its end");
}

/// The ferry's entry, saying `text`.
fn entry(text: &str) -> NewEntry {
    NewEntry {
        external_id: "ferry".to_owned(),
        url: PAGE.to_owned(),
        canonical_url: PAGE.to_owned(),
        title: "Ferry stays in harbour".to_owned(),
        text: text.to_owned(),
        html: format!("<p>{text}</p>"),
        words: 3,
        content_hash: text.to_owned(),
        words_hash: text.to_owned(),
        ..NewEntry::default()
    }
}

async fn polled(store: &Store, text: &str) {
    let poll = Poll {
        source_id: store.sources().await.unwrap()[0].id,
        outcome: PollOutcome::NotModified,
        asked: None,
        moved_to: None,
        next_poll_at: START,
        interval_ms: 600_000,
        with_news: None,
        wishes: None,
        hub: HubNews::default(),
        entries: vec![entry(text)],
    };
    store.record_poll(&poll, START, Done::none()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_address_before_says_does_not_hold_for_the_new_one() {
    const TO: &str = "https://paper.example/new";
    for status in [410, 404, 200] {
        let house = house(move |store, _| {
            async move {
                let source = store.sources().await.unwrap().remove(0);
                assert_eq!(store.move_source(source.id, TO, START).await.unwrap(), MovedSource::Moved);
                store.resume_source(source.id, None, START).await.unwrap();
                let body = "<rss version=\"2.0\"><channel><title>Paper</title></channel></rss>".into();
                Answer { status, headers: vec![("etag", "\"old\"".to_owned())], body }
            }
            .boxed()
        })
        .await;
        let store = &house.context.store;
        run(&house.context, refresh_source::job(store.sources().await.unwrap()[0].id, START)).await;
        let found = store.sources().await.unwrap().remove(0);
        assert_eq!(
            (found.url.as_str(), found.state, found.next_poll_at, found.failures, found.etag, found.content_hash),
            (TO, SourceState::Active, START, 0, None, None),
            "{status}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_a_feed_changed_while_the_page_was_asked_for_stand() {
    let house = house(|store, asked| {
        async move {
            if asked.url.path() != "/robots.txt" {
                polled(&store, "New words here").await;
            }
            Answer { status: 404, ..Answer::default() }
        }
        .boxed()
    })
    .await;
    let store = &house.context.store;
    polled(store, "Old words here").await;
    let article = store.article_id_by_url(PAGE).await.unwrap().unwrap();
    let job =
        NewJob::new(fetch_article::KIND, article.to_string(), START).with_payload(serde_json::json!({ "id": article }));
    store.enqueue(std::slice::from_ref(&job), START).await.unwrap();
    let claimed = store.claim(&[fetch_article::KIND], START, 1).await.unwrap();
    registry::run(&house.context, &claimed[0]).await.unwrap();
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.text.as_str(), found.html.as_str()), ("New words here", "<p>New words here</p>"));
    assert_eq!((found.card.origin, found.card.words), (Origin::Feed, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_brought_stays_where_the_page_holds_less() {
    let house = house(|_, _| {
        async {
            let body = "<html lang=en><title>Ferry</title><article><h1>Ferry stays in harbour</h1><p>The ferry stays in the harbour \
                until Thursday, its owners said. Sign in to read on.</p></article>";
            Answer { status: 200, headers: vec![("content-type", "text/html".to_owned())], body: body.into() }
        }
        .boxed()
    })
    .await;
    let store = &house.context.store;
    let brought = "Divers had found a crack in the hull, and forty lorries wait on the quay. ".repeat(20);
    let publisher = NewPublisher { domain: "paper.example".to_owned(), ..NewPublisher::default() };
    let import = NewEntry { words: 300, publisher: Some(publisher), ..entry(&brought) };
    let article = store.import_articles(&[import], START).await.unwrap()[0].article_id;
    let look = serde_json::json!({ "id": article, "look": { "times": 1 } });
    run(&house.context, NewJob::new(fetch_article::KIND, format!("{article}/look"), START).with_payload(look)).await;
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.origin, found.card.problem, found.text), (Origin::Import, None, brought));
}
