//! What an earlier program gave up on, or understood less of, is taken up once when another program starts.

use std::time::Duration;

use courant::app::{self, Options};
use courant::worker::jobs::understand_article::{KIND, VERSION};
use courant::worker::{self, Context};
use courant_core::model::Understanding;
use courant_store::{Done, JobFor, NewEntry, NewPublisher, NewUnderstanding};
use serde_json::Value;
use tokio::sync::watch;

/// The longest that it may take, also on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn brought(slug: &str) -> NewEntry {
    let publisher = NewPublisher {
        domain: "a.example".to_owned(),
        name: "Quay Bulletin".to_owned(),
        home_url: String::new(),
        language: None,
    };
    NewEntry {
        url: format!("https://a.example/{slug}"),
        canonical_url: format!("https://a.example/{slug}"),
        title: format!("The ferry {slug} was stuck in seaweed"),
        text: "“We saw it coming for two days,” said Oda Brackwell, the harbour master.".to_owned(),
        publisher: Some(publisher),
        ..NewEntry::default()
    }
}

/// As an earlier program left it: one article understood as it could, one given up on.
async fn left_behind(context: &Context, old: i64, dead: i64) {
    let now = context.clock.now_ms();
    let understanding = NewUnderstanding {
        article_id: old,
        version: VERSION - 1,
        understanding: Understanding::default(),
        features: Vec::new(),
        language: "en".to_owned(),
        tags: Vec::new(),
        entities: Vec::new(),
    };
    context.store.store_understanding(&understanding, Done::none(), now).await.unwrap();
    context.store.enqueue(&[JobFor::new(KIND, now).to(dead)], now).await.unwrap();
    let job = context.store.claim(&[KIND], now, 9).await.unwrap().remove(0);
    context.store.fail(job.id, "it panicked", None, now).await.unwrap();
}

/// How many are understood less than they could be, and how many jobs are given up.
async fn left(context: &Context) -> (usize, usize) {
    let old = context.store.articles_understood_before(VERSION, i64::MAX, 9).await.unwrap().len();
    (old, context.store.dead_jobs(9).await.unwrap().len())
}

/// Until nothing is left and that is noted.
async fn run_until_renewed(context: &Context) {
    let (stop, stopped) = watch::channel(false);
    let mut loops = worker::start(context.clone(), stopped).await.unwrap();
    let waited = tokio::time::timeout(PATIENCE, async {
        while left(context).await != (0, 0) || context.store.setting::<Value>("renewed").await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let ended = waited.await;
    stop.send(true).unwrap();
    while loops.join_next().await.is_some() {}
    assert!(ended.is_ok(), "{:?} is left", left(context).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_program_takes_up_once_what_was_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { folder: folder.path().to_owned(), ..Options::default() };
    let context = app::open_house(&options).await.unwrap();
    let recorded = context.store.import_articles(&[brought("one"), brought("two")], 0).await.unwrap();
    let (old, dead) = (recorded[0].article_id, recorded[1].article_id);
    left_behind(&context, old, dead).await;
    assert_eq!(left(&context).await, (1, 1));
    run_until_renewed(&context).await;
    // Only the first start of a program does that: what it gave up itself stays given up.
    left_behind(&context, old, dead).await;
    let (stop, stopped) = watch::channel(false);
    let mut loops = worker::start(context.clone(), stopped).await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    stop.send(true).unwrap();
    while loops.join_next().await.is_some() {}
    assert_eq!(left(&context).await, (1, 1));
}
