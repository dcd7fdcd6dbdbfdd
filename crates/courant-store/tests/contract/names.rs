//! What publishers are called: by their pages, by their feeds, by a person.

use courant_store::{Done, FetchedPage, NewPublisher, NewSource, PageReading, Poll, PollOutcome, Store};

use crate::bench::{MINUTE, NOW, arrive, entry, feed_url, page, poll, publisher, store};

/// What a poll brings of a feed with this title.
async fn told(store: &Store, source: i64, title: &str) {
    let outcome = PollOutcome::Fetched {
        problem: None,
        etag: None,
        last_modified: None,
        content_hash: title.to_owned(),
        title: title.to_owned(),
        home_url: String::new(),
        language: None,
    };
    store.record_poll(&Poll { outcome, ..poll(source, Vec::new()) }, NOW, Done::none()).await.unwrap();
}

async fn added(store: &Store, name: &str, title: &str) -> i64 {
    let publisher = NewPublisher { name: name.to_owned(), ..publisher("quaypost.example") };
    let url = feed_url("quaypost.example");
    let new = NewSource { url, publisher, title: title.to_owned(), interval_ms: MINUTE, ..NewSource::default() };
    store.add_source(&new, None, NOW).await.unwrap().id
}

async fn name(store: &Store) -> String {
    store.publisher_by_domain("quaypost.example").await.unwrap().unwrap().name
}

#[tokio::test]
async fn a_feed_s_title_names_its_outlet_without_its_furniture() {
    for (known, before, now, expected) in [
        ("quaypost.example", "", "Quay Post - Latest News", "Quay Post"),
        // As an earlier version read it.
        ("Quay Post > World", "Quay Post > World", "Quay Post > World", "Quay Post"),
        ("Articles | Quay Post", "Articles | Quay Post", "News | Quay Post", "Quay Post"),
        ("California", "California", "California", "quaypost.example"),
        // What a person chose.
        ("My Post", "Quay Post > World", "Quay Post > World", "My Post"),
        ("Quay Post", "California", "California", "Quay Post"),
    ] {
        let store = store().await;
        let source = added(&store, known, before).await;
        told(&store, source, now).await;
        assert_eq!(name(&store).await, expected, "{known}, {now}");
    }
}

#[tokio::test]
async fn a_page_names_its_outlet_better_than_its_feed() {
    for (known, title, declared, at, expected) in [
        ("Quay Post > World", "Quay Post > World", "The Quay Post", "quaypost.example", "The Quay Post"),
        ("quaypost.example", "California", "The Quay Post", "www.quaypost.example", "The Quay Post"),
        ("My Post", "Quay Post > World", "The Quay Post", "quaypost.example", "My Post"),
        // Another's page, and names that are none.
        ("Quay Post", "Quay Post", "The Quay Post", "elsewhere.example", "Quay Post"),
        ("Quay Post", "Quay Post", "WordPress", "quaypost.example", "Quay Post"),
        ("Quay Post", "Quay Post", "", "quaypost.example", "Quay Post"),
    ] {
        let store = store().await;
        let source = added(&store, known, title).await;
        let article = arrive(&store, source, vec![entry("quaypost.example", "one", NOW)]).await[0];
        let links = [format!("https://{at}/one")];
        let reading = PageReading { links: &links, site_name: declared, ..PageReading::default() };
        let read = FetchedPage { ..page(article) };
        store.store_reading(&read, reading, NOW, Done::none()).await.unwrap();
        assert_eq!(name(&store).await, expected, "{declared} at {at}");
        // It stays when the feed is polled again.
        told(&store, source, title).await;
        assert_eq!(name(&store).await, expected, "{declared} at {at}, polled again");
    }
}
