//! Lessons of pages, and the rounds in which they are taken.

use courant_store::{
    ArticleId, Done, FetchedPage, HostLesson, JobFor, Origin, PageReading, Round, SettledText, Store, StoreError,
    StoredPage, WaitingLesson,
};

use crate::bench::*;

fn lesson(host: &str, draft: &[u8]) -> HostLesson {
    HostLesson { host: host.to_owned(), draft: draft.to_vec() }
}

fn of(lesson: &HostLesson) -> PageReading<'_> {
    PageReading { lesson: Some(lesson), host_pages: Some(1), ..PageReading::default() }
}

async fn waiting(store: &Store, host: &str) -> Vec<ArticleId> {
    store.waiting_lessons(host, 9).await.unwrap().into_iter().map(|lesson| lesson.article_id).collect()
}

fn settled(article_id: ArticleId, before: &str, text: &str) -> SettledText {
    SettledText {
        article_id,
        before: before.to_owned(),
        text: text.to_owned(),
        html: format!("<p>{text}</p>"),
        words: 7,
    }
}

fn conflict(stored: courant_store::Result<usize>) {
    assert!(matches!(stored, Err(StoreError::Conflict(_))), "{stored:?}");
}

fn then() -> JobFor {
    JobFor::new("understand_article", NOW)
}

#[tokio::test]
async fn a_lesson_waits_with_its_page_or_not_at_all() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW - 9)]).await[0];
    for draft in [b"1", b"2"] {
        let lesson = lesson("a.example", draft);
        let stored = store.store_reading(&page(article), of(&lesson), NOW, Done::none()).await.unwrap();
        assert!(matches!(stored, StoredPage::Stored { .. }));
        let expected = WaitingLesson { article_id: article, draft: draft.to_vec() };
        assert_eq!(store.waiting_lessons("a.example", 9).await.unwrap(), [expected]);
    }
    assert_eq!(store.article_for_fetch(article).await.unwrap().host_pages, Some(1));
    let lost = lesson("b.example", b"3");
    missing(store.store_reading(&page(article + 1), of(&lost), NOW, Done::none()).await);
    assert_eq!(store.hosts_with_lessons(9).await.unwrap(), ["a.example"], "the page is gone, and its lesson with it");
}

#[tokio::test]
async fn a_round_changes_what_still_stands_and_ends_its_lessons() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let entries = ["one", "two", "three", "four"].map(|path| entry("a.example", path, NOW - 9));
    let articles = arrive(&store, id, entries.to_vec()).await;
    let lesson = lesson("a.example", b"draft");
    for (article, origin) in articles.iter().zip([Origin::Page, Origin::Page, Origin::Feed, Origin::Page]) {
        let page = FetchedPage { text: "A box. Words.".to_owned(), origin, ..page(*article) };
        store.store_reading(&page, of(&lesson), NOW, Done::none()).await.unwrap();
    }
    let changed = FetchedPage { text: "Other words.".to_owned(), ..page(articles[1]) };
    store
        .store_reading(&changed, PageReading { said_before: true, ..PageReading::default() }, NOW, Done::none())
        .await
        .unwrap();
    let round = Round {
        host: "a.example".to_owned(),
        before: Vec::new(),
        memory: vec![5],
        pages: 4,
        taught: articles[..3].to_vec(),
        settled: articles.iter().take(3).map(|article| settled(*article, "A box. Words.", "Words.")).collect(),
    };
    assert_eq!(store.store_round(&round, &then(), NOW).await.unwrap(), 1);
    let mut found = Vec::new();
    for article in &articles {
        let row = store.article_page(*article, None).await.unwrap();
        let pages = store.article_for_fetch(*article).await.unwrap().host_pages;
        found.push((row.text, row.card.revision, pages));
    }
    let expected = [("Words.", 1, 4), ("Other words.", 1, 4), ("A box. Words.", 1, 4), ("A box. Words.", 1, 1)];
    assert_eq!(found, expected.map(|(text, revision, pages)| (text.to_owned(), revision, Some(pages))));
    assert_eq!(store.host_furniture("a.example").await.unwrap(), [5]);
    assert_eq!(waiting(&store, "a.example").await, articles[3..]);
    let jobs = store.claim(&["understand_article"], NOW, 9).await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.key.clone()).collect::<Vec<_>>(), [articles[0].to_string()]);
    // What it rests on is no more: those pages have taught, and the host is known otherwise.
    conflict(store.store_round(&round, &then(), NOW).await);
    conflict(store.store_round(&Round { taught: articles[3..].to_vec(), ..round.clone() }, &then(), NOW).await);
    let next = Round { before: vec![5], memory: vec![6], taught: articles[3..].to_vec(), ..round };
    assert_eq!(store.store_round(&next, &then(), NOW).await.unwrap(), 0);
    assert_eq!(
        (store.host_furniture("a.example").await.unwrap(), waiting(&store, "a.example").await),
        (vec![6], vec![])
    );
}

#[tokio::test]
async fn what_is_gone_teaches_nothing() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let entries = ["one", "two"].map(|path| entry("a.example", path, NOW - 9));
    let articles = arrive(&store, id, entries.to_vec()).await;
    let lesson = lesson("a.example", b"words of the page");
    for article in &articles {
        store.store_reading(&page(*article), of(&lesson), NOW, Done::none()).await.unwrap();
    }
    store.withdraw_text(articles[0], "withdrawn", NOW, Done::none()).await.unwrap();
    assert_eq!(waiting(&store, "a.example").await, articles[1..]);
    let round =
        Round { host: "a.example".to_owned(), memory: vec![7], taught: articles[1..].to_vec(), ..Round::default() };
    store.remove_source(id, &removal(), NOW).await.unwrap();
    assert_eq!(waiting(&store, "a.example").await, [0; 0]);
    conflict(store.store_round(&round, &then(), NOW).await);
    assert_eq!(
        store.host_furniture("a.example").await.unwrap(),
        [0; 0],
        "its source went meanwhile, and with it what it taught"
    );
}

#[tokio::test]
async fn what_a_host_taught_goes_with_the_last_source_that_led_to_it() {
    let store = store().await;
    let mut sources = Vec::new();
    for (publisher, path, host) in [
        ("a.example", "one", "pages.example"),
        ("b.example", "two", "pages.example"),
        ("b.example", "three", "other.example"),
    ] {
        let id = source(&store, publisher).await;
        let article = arrive(&store, id, vec![entry(publisher, path, NOW - 9)]).await[0];
        store.store_reading(&page(article), of(&lesson(host, b"draft")), NOW, Done::none()).await.unwrap();
        let before = store.host_furniture(host).await.unwrap();
        let round = Round { host: host.to_owned(), before, memory: vec![7], taught: vec![article], ..Round::default() };
        store.store_round(&round, &then(), NOW).await.unwrap();
        sources.push(id);
    }
    let known = async |host| !store.host_furniture(host).await.unwrap().is_empty();
    store.remove_source(sources[0], &removal(), NOW).await.unwrap();
    assert!(known("pages.example").await && known("other.example").await, "another source leads to both");
    store.forget_publisher("b.example", &removal(), NOW).await.unwrap();
    assert!(!known("pages.example").await && !known("other.example").await, "nobody leads there any more");
}
