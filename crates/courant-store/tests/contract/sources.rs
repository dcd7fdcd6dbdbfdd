//! Sources: followed, due, paused.

use courant_store::{
    Done, FetchedPage, JobFor, ListedSource, NewEntry, NewJob, NewPublisher, NewSource, Poll, PollOutcome, SourceId,
    SourceState, Store,
};

use crate::bench::*;

async fn due(store: &Store, now: i64) -> Vec<SourceId> {
    store.due_sources(now, 10).await.unwrap().iter().map(|source| source.id).collect()
}

fn new_source(domain: &str) -> NewSource {
    NewSource {
        url: feed_url(domain),
        publisher: publisher(domain),
        interval_ms: 1,
        next_poll_at: NOW,
        ..NewSource::default()
    }
}

#[tokio::test]
async fn adding_queues_the_first_poll_and_knows_the_address_the_second_time() {
    let store = store().await;
    let job = JobFor::new("refresh_source", NOW);
    let first = store.add_source(&new_source("a.example"), Some(&job), NOW).await.unwrap();
    assert!(first.new);
    assert_eq!(due_keys(&store, "refresh_source").await, [first.id.to_string()]);
    let second = store.add_source(&new_source("a.example"), None, NOW).await.unwrap();
    assert_eq!((second.id, second.new), (first.id, false));
    assert_eq!(store.sources().await.unwrap().len(), 1);
    let publisher = store.publisher_by_domain("a.example").await.unwrap().unwrap();
    assert_eq!((publisher.name.as_str(), publisher.sources), ("a.example", 1));
    missing(store.source(first.id + 1).await);
}

#[tokio::test]
async fn due_sources_come_longest_overdue_first_and_paused_ones_not() {
    let store = store().await;
    let mut ids = Vec::new();
    for (domain, at) in [("a.example", NOW), ("b.example", NOW - 2), ("c.example", NOW + 1), ("d.example", NOW - 1)] {
        let new = NewSource { next_poll_at: at, ..new_source(domain) };
        ids.push(store.add_source(&new, None, NOW).await.unwrap().id);
    }
    assert_eq!(due(&store, NOW).await, [ids[1], ids[3], ids[0]]);
    store.pause_source(ids[3], NOW).await.unwrap();
    assert_eq!(due(&store, NOW).await, [ids[1], ids[0]]);
    store.resume_source(ids[3], Some(&JobFor::new("refresh_source", NOW)), NOW + 5).await.unwrap();
    assert_eq!(store.source(ids[3]).await.unwrap().next_poll_at, NOW + 5);
    assert_eq!(due_keys(&store, "refresh_source").await, [ids[3].to_string()]);
    assert_eq!(store.due_sources(NOW + 5, 1).await.unwrap().len(), 1);
    missing(store.pause_source(99, NOW).await);
    missing(store.resume_source(99, None, NOW).await);
}

#[tokio::test]
async fn a_poll_that_is_asked_for_already_leaves_room_for_others() {
    let store = store().await;
    let mut ids = Vec::new();
    for (domain, at) in [("a.example", NOW - 3), ("b.example", NOW - 2), ("c.example", NOW - 1), ("d.example", NOW + 1)]
    {
        let new = NewSource { next_poll_at: at, ..new_source(domain) };
        ids.push(store.add_source(&new, None, NOW).await.unwrap().id);
    }
    let kind = "refresh_source";
    assert_eq!(store.sources_without_job(kind, NOW, 2).await.unwrap(), ids[..2]);
    // One is being polled, one waits for another try: neither is asked for again.
    store.enqueue(&[NewJob::new(kind, ids[0].to_string(), NOW)], NOW).await.unwrap();
    store.claim(&[kind], NOW, 1).await.unwrap();
    store.enqueue(&[NewJob::new(kind, ids[1].to_string(), NOW + 60_000)], NOW).await.unwrap();
    assert_eq!(store.sources_without_job(kind, NOW, 2).await.unwrap(), [ids[2]]);
    assert_eq!(store.sources_without_job("another_kind", NOW, 9).await.unwrap(), ids[..3]);
    let dead = store.claim(&[kind], NOW + 60_000, 1).await.unwrap().remove(0);
    store.fail(dead.id, "broken", None, NOW).await.unwrap();
    assert_eq!(store.sources_without_job(kind, NOW, 9).await.unwrap(), ids[1..3], "a dead job polls nothing");
}

#[tokio::test]
async fn adding_a_paused_source_again_resumes_it() {
    let store = store().await;
    let id = store.add_source(&new_source("a.example"), None, NOW).await.unwrap().id;
    store.pause_source(id, NOW).await.unwrap();
    store.add_source(&NewSource { next_poll_at: NOW + 3, ..new_source("a.example") }, None, NOW).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.state, found.next_poll_at), (SourceState::Active, NOW + 3));
}

#[tokio::test]
async fn a_list_wakes_nothing_and_lifts_nothing() {
    let store = store().await;
    let paused = source(&store, "paused.example").await;
    store.pause_source(paused, NOW).await.unwrap();
    let gone = source(&store, "gone.example").await;
    store.forget_publisher("gone.example", &removal(), NOW).await.unwrap();
    let in_folder = |new: NewSource| NewSource { folder: "Sea".to_owned(), ..new };
    let elsewhere = NewSource { url: "https://www.gone.example/other".to_owned(), ..new_source("carrier.example") };
    for (new, expected) in [
        (new_source("paused.example"), ListedSource::Known),
        (new_source("gone.example"), ListedSource::Forgotten),
        (elsewhere, ListedSource::Forgotten),
        (new_source("new.example"), ListedSource::New),
        (new_source("new.example"), ListedSource::Known),
    ] {
        let url = new.url.clone();
        assert_eq!(store.list_source(&in_folder(new), NOW).await.unwrap(), expected, "{url}");
    }
    let found = store.source(paused).await.unwrap();
    assert_eq!((found.state, found.folder.as_str()), (SourceState::Paused, "Sea"));
    missing(store.source(gone).await);
    let added = store.add_source(&new_source("gone.example"), None, NOW).await.unwrap();
    assert_eq!((added.new, added.lifted), (true, true), "a person may");
    let again = store.add_source(&new_source("gone.example"), None, NOW).await.unwrap();
    assert_eq!((again.new, again.lifted), (false, false));
}

#[tokio::test]
async fn subscriptions_are_a_users_own_and_stand_in_folders() {
    let store = store().await;
    let (ann, bob) = (
        user(&store, "Ann", courant_store::Role::Reader).await,
        user(&store, "Bob", courant_store::Role::Reader).await,
    );
    let (a, b) = (source(&store, "a.example").await, source(&store, "b.example").await);
    store.subscribe(ann, b, "World").await.unwrap();
    store.subscribe(ann, a, "").await.unwrap();
    store.subscribe(bob, a, "Mine").await.unwrap();
    let of = |user| {
        let store = store.clone();
        async move {
            let found = store.subscriptions(user).await.unwrap();
            found.into_iter().map(|one| (one.folder, one.source_id)).collect::<Vec<_>>()
        }
    };
    assert_eq!(of(ann).await, [(String::new(), a), ("World".to_owned(), b)]);
    assert_eq!(store.folders(ann).await.unwrap(), ["World"]);
    store.subscribe(ann, a, " Arts ").await.unwrap();
    assert_eq!(store.folders(ann).await.unwrap(), ["Arts", "World"]);
    store.unsubscribe(ann, b).await.unwrap();
    store.unsubscribe(ann, b).await.unwrap();
    assert_eq!(of(ann).await, [("Arts".to_owned(), a)]);
    assert_eq!(of(bob).await, [("Mine".to_owned(), a)]);
    missing(store.subscribe(ann, 99, "").await);
    missing(store.subscribe(99, a, "").await);
}

#[tokio::test]
async fn a_publisher_keeps_the_name_that_a_person_gave_it() {
    let store = store().await;
    source(&store, "a.example").await;
    let id = store.publisher_by_domain("a.example").await.unwrap().unwrap().id;
    store.rename_publisher(id, "The Daily A").await.unwrap();
    let again = NewSource { url: "https://a.example/2".to_owned(), ..new_source("a.example") };
    let named = NewSource { publisher: NewPublisher { name: "A News".to_owned(), ..publisher("a.example") }, ..again };
    store.add_source(&named, None, NOW).await.unwrap();
    let found = store.publishers().await.unwrap();
    assert_eq!(found.iter().map(|one| (one.name.as_str(), one.sources)).collect::<Vec<_>>(), [("The Daily A", 2)]);
    missing(store.rename_publisher(id + 1, "x").await);
}

#[tokio::test]
async fn languages_are_counted_by_publisher_and_not_by_source() {
    let store = store().await;
    for (domain, language) in
        [("a.example", Some("en")), ("b.example", Some("de")), ("c.example", Some("en")), ("d.example", None)]
    {
        let publisher = NewPublisher { language: language.map(str::to_owned), ..publisher(domain) };
        for path in ["1", "2"] {
            let url = format!("https://{domain}/{path}");
            let new = NewSource { url, publisher: publisher.clone(), ..new_source(domain) };
            store.add_source(&new, None, NOW).await.unwrap();
        }
    }
    assert_eq!(store.publisher_languages().await.unwrap(), [("de".to_owned(), 1), ("en".to_owned(), 2)]);
}

#[tokio::test]
async fn a_source_tells_how_well_its_articles_can_be_read() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let other = source(&store, "b.example").await;
    arrive(&store, other, vec![entry("b.example", "elsewhere", NOW)]).await;
    assert_eq!(store.source_reading(id).await.unwrap(), courant_store::SourceReading::default());
    let names = ["one", "two", "three", "four", "five"];
    let articles = arrive(&store, id, names.map(|name| entry("a.example", name, NOW)).to_vec()).await;
    for (article, problem) in articles.iter().zip([None, Some("wall"), Some("robots"), Some("robots")]) {
        let origin = if problem.is_some() { courant_store::Origin::Feed } else { courant_store::Origin::Page };
        let page = FetchedPage { origin, problem: problem.map(str::to_owned), ..page(*article) };
        store.store_page(&page, NOW, Done::none()).await.unwrap();
    }
    let reading = store.source_reading(id).await.unwrap();
    assert_eq!((reading.full, reading.feed_only), (1, 3), "the fifth is still to be read");
    assert_eq!(reading.reasons, [("robots".to_owned(), 2), ("wall".to_owned(), 1)]);
}

#[tokio::test]
async fn a_name_and_a_folder_of_the_owner_s_outlive_polls_and_moves() {
    let store = store().await;
    let (one, other) = (source(&store, "a.example").await, source(&store, "b.example").await);
    for folder in ["Coast", "Elsewhere"] {
        let again = NewSource { folder: folder.to_owned(), ..new_source("a.example") };
        assert!(!store.add_source(&again, None, NOW).await.unwrap().new);
    }
    assert_eq!(store.source(one).await.unwrap().folder, "Coast", "it stands in one already");
    store.name_source(one, "  The Coast ", "Coast & sea").await.unwrap();
    let named = PollOutcome::Fetched {
        problem: None,
        etag: None,
        last_modified: None,
        content_hash: "x".to_owned(),
        title: "Feed’s own".to_owned(),
        home_url: String::new(),
        language: None,
    };
    store.record_poll(&Poll { outcome: named, ..poll(one, Vec::new()) }, NOW, Done::none()).await.unwrap();
    let source = store.source(one).await.unwrap();
    assert_eq!(
        (source.title.as_str(), source.given_title.as_str(), source.folder.as_str()),
        ("The Coast", "Feed’s own", "Coast & sea")
    );
    store.move_source(one, &feed_url("b.example"), NOW).await.unwrap();
    let joined = store.source(other).await.unwrap();
    assert_eq!((joined.title.as_str(), joined.folder.as_str()), ("The Coast", "Coast & sea"));
    store.name_source(other, "", "").await.unwrap();
    let joined = store.source(other).await.unwrap();
    assert_eq!((joined.title.as_str(), joined.folder.as_str()), ("b.example news", ""));
    missing(store.name_source(999, "x", "").await);
}

#[tokio::test]
async fn a_list_s_name_stays_unless_the_feed_has_the_same_and_names_no_publisher() {
    for (listed, given, shown) in [
        ("My mornings", "The Harbour Post", "My mornings"),
        ("The Harbour Post", "The Harbour Post", "The Harbour Post"),
    ] {
        let store = store().await;
        let publisher = NewPublisher { name: listed.to_owned(), ..publisher("a.example") };
        let new = NewSource {
            own_title: listed.to_owned(),
            folder: "Coast".to_owned(),
            publisher,
            ..new_source("a.example")
        };
        let id = store.add_source(&new, None, NOW).await.unwrap().id;
        let named = PollOutcome::Fetched {
            problem: None,
            etag: None,
            last_modified: None,
            content_hash: "x".to_owned(),
            title: given.to_owned(),
            home_url: String::new(),
            language: None,
        };
        store.record_poll(&Poll { outcome: named, ..poll(id, Vec::new()) }, NOW, Done::none()).await.unwrap();
        let source = store.source(id).await.unwrap();
        assert_eq!(
            (source.title.as_str(), source.given_title.as_str(), source.folder.as_str()),
            (shown, given, "Coast")
        );
        assert_eq!(source.publisher, "The Harbour Post");
    }
}

/// An article that a person brought is the person's: no feed that came to carry it, too, takes it along.
#[tokio::test]
async fn removing_a_source_leaves_what_a_person_brought() {
    let store = store().await;
    let brought = |slug: &str| NewEntry { publisher: Some(publisher("a.example")), ..entry("a.example", slug, NOW) };
    store.import_articles(&[brought("first"), brought("read later")], NOW).await.unwrap();
    let feed = source(&store, "a.example").await;
    let slugs = ["first", "read later", "brought later", "the feed's own"];
    let ids = arrive(&store, feed, slugs.iter().map(|slug| entry("a.example", slug, NOW)).collect()).await;
    store.import_articles(&[brought("brought later")], NOW).await.unwrap();
    // Its page is its own from then on, as far as its text says.
    store.store_page(&FetchedPage { text: "Of the page".to_owned(), ..page(ids[1]) }, NOW, Done::none()).await.unwrap();
    assert_eq!(store.remove_source(feed, &removal(), NOW).await.unwrap().articles, 1);
    let left: Vec<String> =
        store.export_articles(0, 9).await.unwrap().into_iter().map(|one| one.article.title).collect();
    assert_eq!(left, ["Title of first", "Title of read later", "Title of brought later"]);
}
