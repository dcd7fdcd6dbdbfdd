//! Hosts and settings: what survives a restart.

use courant_store::{Done, FetchedPage, HostLesson, PageReading, StoreError, StoredPage};

use crate::bench::*;

#[tokio::test]
async fn a_host_is_left_in_peace_as_long_as_it_asked_at_most() {
    let store = store().await;
    assert_eq!(store.host("a.example").await.unwrap(), None);
    for (until, expected) in [(NOW + 10, NOW + 10), (NOW + 5, NOW + 10), (NOW + 20, NOW + 20)] {
        store.set_quiet_until("a.example", until).await.unwrap();
        assert_eq!(store.host("a.example").await.unwrap().unwrap().quiet_until, expected);
    }
    assert_eq!(store.host("b.example").await.unwrap(), None);
}

#[tokio::test]
async fn robots_are_the_last_reading_and_leave_the_peace_alone() {
    let store = store().await;
    store.set_quiet_until("a.example", NOW + 10).await.unwrap();
    for (robots, status, at) in
        [(Some("User-agent: *"), Some(200), NOW), (None, Some(404), NOW + 1), (None, None, NOW + 2)]
    {
        store.store_robots("a.example", robots, status, at).await.unwrap();
        let host = store.host("a.example").await.unwrap().unwrap();
        assert_eq!((host.robots.as_deref(), host.robots_status, host.robots_at), (robots, status, Some(at)));
        assert_eq!(host.quiet_until, NOW + 10);
    }
}

#[tokio::test]
async fn a_lesson_is_kept_with_its_page_or_not_at_all() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW - 9)]).await[0];
    assert_eq!(store.host_furniture("a.example").await.unwrap(), [0; 0]);
    for (memory, said_before, text, revision) in [(b"1", false, "First", 1), (b"2", true, "Cleaned", 1), (b"3", false, "Changed", 2)] {
        let lesson = HostLesson { host: "a.example".to_owned(), memory: memory.to_vec() };
        let reading = PageReading { lesson: Some(&lesson), said_before };
        let page = FetchedPage { text: text.to_owned(), ..page(article) };
        let stored = store.store_reading(&page, reading, NOW, Done::none()).await.unwrap();
        assert_eq!(stored, StoredPage::Stored { changed: true, revision });
        assert_eq!(store.host_furniture("a.example").await.unwrap(), memory);
        missing(store.store_reading(&FetchedPage { article_id: article + 1, ..page }, reading, NOW, Done::none()).await);
    }
    let lost = HostLesson { host: "b.example".to_owned(), memory: vec![1] };
    let reading = PageReading { lesson: Some(&lost), said_before: false };
    missing(store.store_reading(&page(article + 1), reading, NOW, Done::none()).await);
    assert_eq!(store.host_furniture("b.example").await.unwrap(), [0; 0], "the page is gone, and its lesson with it");
    let found = store.article_page(article, None).await.unwrap();
    let before = store.revision_text(article, 1).await.unwrap();
    assert_eq!((found.text.as_str(), found.revisions.len(), before.text.as_str()), ("Changed", 1, "Cleaned"));
}

#[tokio::test]
async fn what_a_host_taught_goes_with_the_last_source_that_led_to_it() {
    let store = store().await;
    let mut sources = Vec::new();
    for (publisher, path, host) in
        [("a.example", "one", "pages.example"), ("b.example", "two", "pages.example"), ("b.example", "three", "other.example")]
    {
        let id = source(&store, publisher).await;
        let article = arrive(&store, id, vec![entry(publisher, path, NOW - 9)]).await[0];
        let lesson = HostLesson { host: host.to_owned(), memory: vec![7] };
        let reading = PageReading { lesson: Some(&lesson), said_before: false };
        store.store_reading(&page(article), reading, NOW, Done::none()).await.unwrap();
        sources.push(id);
    }
    let known = async |host| !store.host_furniture(host).await.unwrap().is_empty();
    store.remove_source(sources[0], &removal(), NOW).await.unwrap();
    assert!(known("pages.example").await && known("other.example").await, "another source leads to both");
    store.forget_publisher("b.example", &removal(), NOW).await.unwrap();
    assert!(!known("pages.example").await && !known("other.example").await, "nobody leads there any more");
}

#[tokio::test]
async fn settings_come_back_as_their_type_or_say_that_they_cannot() {
    let store = store().await;
    assert_eq!(store.setting::<bool>("public").await.unwrap(), None);
    store.set_setting("public", &true).await.unwrap();
    store.set_setting("public", &false).await.unwrap();
    store.set_setting("names", &vec!["a", "b"]).await.unwrap();
    assert_eq!(store.setting::<bool>("public").await.unwrap(), Some(false));
    assert_eq!(store.setting::<Vec<String>>("names").await.unwrap().unwrap(), ["a", "b"]);
    match store.setting::<bool>("names").await {
        Err(StoreError::Stored { what, .. }) => assert_eq!(what, "setting names"),
        other => panic!("{other:?}"),
    }
}
