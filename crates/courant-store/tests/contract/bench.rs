//! What the tests start from: a database in memory, feeds, articles and stories, all made here.

use courant_core::model::{Access, EntityKind, PageKind, Tag, TagKind, Understanding};
use courant_store::*;
use serde_json::json;

/// The tests' own now. Articles come out at most at this moment.
pub const NOW: Millis = 1_000_000_000;
pub const MINUTE: Millis = 60_000;

pub async fn store() -> Store {
    Store::open_memory().await.unwrap()
}

pub fn publisher(domain: &str) -> NewPublisher {
    NewPublisher { domain: domain.to_owned(), name: String::new(), home_url: String::new(), language: None }
}

pub fn feed_url(domain: &str) -> String {
    format!("https://{domain}/feed")
}

/// A source of the publisher `domain`, due at `NOW`.
pub async fn source(store: &Store, domain: &str) -> SourceId {
    let new = NewSource {
        url: feed_url(domain),
        title: format!("{domain} news"),
        publisher: publisher(domain),
        interval_ms: 10 * MINUTE,
        next_poll_at: NOW,
        own_title: String::new(),
        folder: String::new(),
        entered_url: None,
    };
    store.add_source(&new, None, NOW).await.unwrap().id
}

/// An entry that came out at `at`. `slug` makes its links and its words.
pub fn entry(domain: &str, slug: &str, at: Millis) -> NewEntry {
    NewEntry {
        external_id: format!("id-{slug}"),
        url: format!("https://{domain}/{slug}?from=feed"),
        canonical_url: format!("https://{domain}/{slug}"),
        title: format!("Title of {slug}"),
        text: format!("Text of {slug}"),
        html: format!("<p>Text of {slug}</p>"),
        words: 3,
        published_at: Some(at),
        content_hash: format!("hash of {slug}"),
        ..NewEntry::default()
    }
}

pub fn fetched() -> PollOutcome {
    PollOutcome::Fetched {
        problem: None,
        etag: Some("\"e1\"".to_owned()),
        last_modified: None,
        content_hash: "bytes".to_owned(),
        title: String::new(),
        home_url: String::new(),
        language: None,
    }
}

pub fn poll(source_id: SourceId, entries: Vec<NewEntry>) -> Poll {
    Poll {
        source_id,
        asked: None,
        outcome: fetched(),
        moved_to: None,
        next_poll_at: NOW + 10 * MINUTE,
        interval_ms: 10 * MINUTE,
        with_news: None,
        wishes: None,
        hub: HubNews::default(),
        entries,
    }
}

/// Records entries and gives their articles.
pub async fn arrive(store: &Store, source: SourceId, entries: Vec<NewEntry>) -> Vec<ArticleId> {
    let recorded = store.record_poll(&poll(source, entries), NOW, Done::none()).await.unwrap();
    recorded.iter().map(|entry| entry.article_id).collect()
}

pub fn tag(key: &str) -> Tag {
    Tag { tag: key.to_owned(), label: key.to_uppercase(), kind: TagKind::Topic, score: 0.5 }
}

pub fn entity(key: &str, mentions: i64) -> NewEntity {
    NewEntity { entity: key.to_owned(), name: key.to_uppercase(), kind: EntityKind::Place, mentions }
}

pub fn understanding(article_id: ArticleId) -> NewUnderstanding {
    NewUnderstanding {
        article_id,
        version: 1,
        understanding: Understanding { language: "en".to_owned(), ..Understanding::default() },
        features: vec![1, 2, 3],
        language: "en".to_owned(),
        tags: vec![tag("harbour"), tag("storm")],
        entities: vec![entity("quay-town", 2)],
    }
}

pub async fn understand(store: &Store, article: ArticleId) {
    store.store_understanding(&understanding(article), Done::none(), NOW).await.unwrap();
}

/// A page that says what the article says already.
pub fn page(article_id: ArticleId) -> FetchedPage {
    FetchedPage {
        article_id,
        canonical_url: None,
        title: String::new(),
        authors: Vec::new(),
        description: String::new(),
        text: String::new(),
        html: String::new(),
        words: 0,
        image: None,
        language: None,
        kind: PageKind::Report,
        access: Access::Free,
        origin: Origin::Page,
        problem: None,
        published_at: None,
        updated_at: None,
    }
}

pub fn assign(article: ArticleId, story: StoryId) -> StoryChange {
    StoryChange { verb: StoryVerb::Assign { article, story }, detail: json!({"assign": article, "story": story}) }
}

pub fn merge(from: StoryId, into: StoryId) -> StoryChange {
    StoryChange { verb: StoryVerb::Merge { from, into }, detail: json!({"merge": from, "into": into}) }
}

/// The engine's word on a new article.
pub fn placing(article: ArticleId, changes: Vec<StoryChange>) -> Decision {
    Decision { kind: EventKind::Article, article_id: Some(article), at: NOW, features: vec![7], waiting: None, changes }
}

/// What the engine decides as time passes.
pub fn tick(changes: Vec<StoryChange>) -> Decision {
    Decision { kind: EventKind::Tick, article_id: None, at: NOW, features: Vec::new(), waiting: None, changes }
}

pub fn refresh() -> JobFor {
    JobFor::new("refresh_story", NOW)
}

pub async fn decide(store: &Store, decisions: &[Decision]) -> Vec<i64> {
    store.commit_decisions(decisions, &refresh(), NOW, Done::none()).await.unwrap()
}

pub fn removal() -> Removal {
    Removal { refresh: refresh(), wake: vec![NewJob::new("assign_story", "", NOW)] }
}

/// A newspaper with placed articles: one for each `(slug, minutes before NOW, story)`, in this order.
pub async fn placed(store: &Store, domain: &str, articles: &[(&str, i64, StoryId)]) -> (SourceId, Vec<ArticleId>) {
    let source = source(store, domain).await;
    let entries = articles.iter().map(|(slug, ago, _)| entry(domain, slug, NOW - ago * MINUTE)).collect();
    let ids = arrive(store, source, entries).await;
    for (id, (_, _, story)) in ids.iter().zip(articles) {
        understand(store, *id).await;
        decide(store, &[placing(*id, vec![assign(*id, *story)])]).await;
    }
    (source, ids)
}

pub async fn user(store: &Store, name: &str, role: Role) -> UserId {
    let new = NewUser { name: name.to_owned(), password_hash: "secret".to_owned(), role };
    store.add_user(&new, NOW).await.unwrap()
}

/// The jobs of one kind that are due at `NOW`, by key. They run from now on.
pub async fn due_keys(store: &Store, kind: &str) -> Vec<String> {
    let mut keys: Vec<String> = store.claim(&[kind], NOW, 64).await.unwrap().into_iter().map(|job| job.key).collect();
    keys.sort();
    keys
}

/// Whether it is a conflict whose sentence has these words.
#[track_caller]
pub fn conflict<T: std::fmt::Debug>(result: Result<T>, words: &str) {
    match result {
        Err(StoreError::Conflict(said)) => assert!(said.contains(words), "{said:?} does not say {words:?}"),
        other => panic!("no conflict: {other:?}"),
    }
}

/// Whether it is not there.
#[track_caller]
pub fn missing<T: std::fmt::Debug>(result: Result<T>) {
    assert!(matches!(result, Err(StoreError::NotFound)), "not missing: {result:?}");
}

/// A database in a folder of its own, with readers and a writer apart. Keep the folder as long as the store.
pub async fn on_disk() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("courant.db")).await.unwrap();
    (folder, store)
}
