//! Entries: the same twice is one, a changed one is told, a forgotten one stays away.

use courant_store::{
    Done, EntryFate, FetchedPage, Forgotten, JobFor, NewEntry, Origin, PageReading, Stage, Store, StoredPage,
};

use crate::bench::*;

async fn fates(store: &Store, source: i64, entries: Vec<NewEntry>) -> Vec<EntryFate> {
    let recorded = store.record_poll(&poll(source, entries), NOW, Done::none()).await.unwrap();
    recorded.iter().map(|entry| entry.fate).collect()
}

#[tokio::test]
async fn the_same_poll_twice_makes_the_same_rows() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let entries = vec![entry("a.example", "one", NOW - 5), entry("a.example", "two", NOW - 9)];
    let first = store.record_poll(&poll(id, entries.clone()), NOW, Done::none()).await.unwrap();
    let second = store.record_poll(&poll(id, entries), NOW + 1, Done::none()).await.unwrap();
    assert_eq!(first.iter().map(|one| one.fate).collect::<Vec<_>>(), [EntryFate::New; 2]);
    assert_eq!(second.iter().map(|one| one.fate).collect::<Vec<_>>(), [EntryFate::Same; 2]);
    let ids = |recorded: &[courant_store::RecordedEntry]| {
        recorded.iter().map(|one| (one.entry_id, one.article_id)).collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(store.source(id).await.unwrap().entries, 2);
    assert_eq!(store.status(NOW).await.unwrap().articles_known, 2);
}

#[tokio::test]
async fn the_same_entry_twice_in_one_document_is_one() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let one = entry("a.example", "one", NOW);
    assert_eq!(fates(&store, id, vec![one.clone(), one]).await, [EntryFate::New, EntryFate::Same]);
    assert_eq!(store.source(id).await.unwrap().entries, 1);
}

#[tokio::test]
async fn two_sources_of_one_article_share_it() {
    let store = store().await;
    let (a, b) = (source(&store, "a.example").await, source(&store, "b.example").await);
    let first = arrive(&store, a, vec![entry("a.example", "one", NOW)]).await;
    let again = NewEntry { external_id: "another id".to_owned(), ..entry("a.example", "one", NOW) };
    let recorded = store.record_poll(&poll(b, vec![again]), NOW, Done::none()).await.unwrap();
    assert_eq!((recorded[0].fate, recorded[0].article_id), (EntryFate::Attached, first[0]));
    assert_eq!(store.source(b).await.unwrap().entries, 1);
    assert_eq!(store.status(NOW).await.unwrap().articles_known, 1);
    assert_eq!(store.article_card(first[0], None).await.unwrap().domain, "a.example");
}

#[tokio::test]
async fn entries_without_a_link_are_articles_of_their_own() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let bare =
        |slug: &str| NewEntry { url: String::new(), canonical_url: String::new(), ..entry("a.example", slug, NOW) };
    let articles = arrive(&store, id, vec![bare("one"), bare("two")]).await;
    assert_ne!(articles[0], articles[1]);
    assert_eq!(fates(&store, id, vec![bare("one")]).await, [EntryFate::Same]);
}

#[tokio::test]
async fn a_changed_entry_changes_the_feeds_text_and_queues_its_job() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let next = Some(JobFor::new("fetch_article", NOW));
    let before = NewEntry { next: next.clone(), ..entry("a.example", "one", NOW) };
    let article = arrive(&store, id, vec![before.clone()]).await[0];
    let key = article.to_string();
    assert_eq!(due_keys(&store, "fetch_article").await, [key.as_str()]);
    store.finish(&[1], NOW).await.unwrap();
    assert_eq!(fates(&store, id, vec![before.clone()]).await, [EntryFate::Same]);
    assert_eq!(due_keys(&store, "fetch_article").await, [""; 0], "nothing changed");
    let after = NewEntry { text: "Other words".to_owned(), content_hash: "other".to_owned(), ..before };
    assert_eq!(fates(&store, id, vec![after]).await, [EntryFate::Changed]);
    assert_eq!(due_keys(&store, "fetch_article").await, [key.as_str()]);
    let found = store.article_for_fetch(article).await.unwrap();
    assert_eq!((found.feed_text.as_str(), found.origin, found.revision), ("Other words", Origin::Feed, 1));
}

#[tokio::test]
async fn an_entry_of_which_no_word_changed_queues_nothing() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let of = |content: &str, words: &str| NewEntry {
        next: Some(JobFor::new("fetch_article", NOW)),
        content_html: content.to_owned(),
        content_hash: content.to_owned(),
        words_hash: words.to_owned(),
        ..entry("a.example", "one", NOW)
    };
    let article = arrive(&store, id, vec![of("pixel 1", "words")]).await[0];
    assert_eq!(due_keys(&store, "fetch_article").await.len(), 1);
    store.finish(&[1], NOW).await.unwrap();
    assert_eq!(fates(&store, id, vec![of("pixel 2", "words")]).await, [EntryFate::Changed]);
    assert_eq!(store.article_for_fetch(article).await.unwrap().content_html, "pixel 2");
    assert_eq!(due_keys(&store, "fetch_article").await, [""; 0], "no word changed");
    assert_eq!(fates(&store, id, vec![of("pixel 3", "other words")]).await, [EntryFate::Changed]);
    assert_eq!(due_keys(&store, "fetch_article").await.len(), 1);
}

#[tokio::test]
async fn no_feed_brings_back_what_was_withdrawn() {
    let store = store().await;
    let (a, planet) = (source(&store, "a.example").await, source(&store, "planet.example").await);
    let before = NewEntry { content_html: "<p>Text of one</p>".to_owned(), ..entry("a.example", "one", NOW) };
    let article = arrive(&store, a, vec![before.clone()]).await[0];
    store.withdraw_text(article, "gone", NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_card(article, None).await.unwrap().stage, Stage::Fetched, "it is not waited for");
    let after = NewEntry { text: "Other words".to_owned(), content_hash: "other".to_owned(), ..before.clone() };
    assert_eq!(fates(&store, a, vec![after]).await, [EntryFate::Changed]);
    let elsewhere = NewEntry { external_id: "e".to_owned(), ..before };
    assert_eq!(fates(&store, planet, vec![elsewhere]).await, [EntryFate::Attached]);
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.text.as_str(), found.html.as_str(), found.card.words), ("", "", 0));
    let kept = store.article_for_fetch(article).await.unwrap();
    assert_eq!((kept.content_html.as_str(), kept.origin), ("", Origin::Page));
}

#[tokio::test]
async fn a_changed_entry_leaves_the_pages_text_alone() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let before = entry("a.example", "one", NOW);
    let article = arrive(&store, id, vec![before.clone()]).await[0];
    let full = FetchedPage { text: "The whole page".to_owned(), ..page(article) };
    store.store_page(&full, NOW, Done::none()).await.unwrap();
    let after = NewEntry { text: "Teaser".to_owned(), content_hash: "other".to_owned(), ..before };
    assert_eq!(fates(&store, id, vec![after.clone()]).await, [EntryFate::Changed]);
    assert_eq!(store.article_page(article, None).await.unwrap().text, "The whole page");
    let retitled = NewEntry { title: "Another headline".to_owned(), content_hash: "third".to_owned(), ..after };
    assert_eq!(fates(&store, id, vec![retitled]).await, [EntryFate::Changed]);
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.title.as_str(), found.text.as_str()), ("Another headline", "The whole page"));
    assert_eq!(found.revisions.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Title of one"]);
}

#[tokio::test]
async fn who_merely_leads_to_an_article_does_not_rewrite_it() {
    let store = store().await;
    let (a, planet) = (source(&store, "a.example").await, source(&store, "planet.example").await);
    let before = NewEntry { next: Some(JobFor::new("fetch_article", NOW)), ..entry("a.example", "one", NOW) };
    let article = arrive(&store, a, vec![before.clone()]).await[0];
    assert_eq!(due_keys(&store, "fetch_article").await.len(), 1);
    store.finish(&[1], NOW).await.unwrap();
    let of_planet = |points: &str| NewEntry {
        external_id: "talk".to_owned(),
        title: format!("One, {points}"),
        text: format!("Points: {points}"),
        content_hash: points.to_owned(),
        ..before.clone()
    };
    assert_eq!(fates(&store, planet, vec![of_planet("43")]).await, [EntryFate::Attached]);
    assert_eq!(fates(&store, planet, vec![of_planet("44")]).await, [EntryFate::Changed]);
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.title.as_str(), found.text.as_str()), (before.title.as_str(), before.text.as_str()));
    assert_eq!(found.revisions.len(), 0);
    assert_eq!(due_keys(&store, "fetch_article").await, [""; 0]);
    // Another feed of the same publisher may, and so may the entry that it was made from.
    let twin = NewEntry { external_id: "twin".to_owned(), ..before.clone() };
    let corrected =
        |entry: &NewEntry, words: &str| NewEntry { text: words.into(), content_hash: words.into(), ..entry.clone() };
    assert_eq!(fates(&store, a, vec![twin.clone()]).await, [EntryFate::Attached]);
    for (entry, words) in [(&twin, "Two, not twelve"), (&before, "Three, not twelve")] {
        assert_eq!(fates(&store, a, vec![corrected(entry, words)]).await, [EntryFate::Changed]);
        assert_eq!(store.article_page(article, None).await.unwrap().text, words);
    }
}

#[tokio::test]
async fn the_moment_of_an_article_is_never_later_than_its_arrival() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let undated = NewEntry { published_at: None, ..entry("a.example", "undated", 0) };
    let articles =
        arrive(&store, id, vec![entry("a.example", "past", NOW - 7), entry("a.example", "future", NOW + 7), undated])
            .await;
    for (article, at) in articles.into_iter().zip([NOW - 7, NOW, NOW]) {
        let card = store.article_card(article, None).await.unwrap();
        assert_eq!((card.at, card.fetched_at, card.stage), (at, NOW, Stage::New));
    }
}

#[tokio::test]
async fn what_was_forgotten_stays_away() {
    let store = store().await;
    let (a, planet) = (source(&store, "a.example").await, source(&store, "planet.example").await);
    let one = entry("a.example", "one", NOW);
    arrive(&store, a, vec![one.clone()]).await;
    store.forget_article(&one.canonical_url, &removal(), NOW).await.unwrap();
    assert_eq!(fates(&store, a, vec![one.clone()]).await, [EntryFate::Forgotten]);
    let elsewhere = NewEntry { external_id: "e".to_owned(), ..one };
    assert_eq!(fates(&store, planet, vec![elsewhere]).await, [EntryFate::Forgotten]);
    store.forget_publisher("a.example", &removal(), NOW).await.unwrap();
    let two = NewEntry { publisher: Some(publisher("a.example")), ..entry("a.example", "two", NOW) };
    assert_eq!(fates(&store, planet, vec![two.clone()]).await, [EntryFate::Forgotten]);
    source(&store, "a.example").await;
    assert_eq!(fates(&store, planet, vec![two]).await, [EntryFate::New], "followed again by hand");
}

#[tokio::test]
async fn a_forgotten_page_stays_away_under_each_of_its_links() {
    let store = store().await;
    let (a, planet) = (source(&store, "a.example").await, source(&store, "planet.example").await);
    let of = |id: &str, link: &str| NewEntry {
        url: link.to_owned(),
        canonical_url: courant_core::url::canonical(link),
        ..entry("a.example", id, NOW)
    };
    let ids = arrive(&store, a, vec![of("one", "https://a.example/go/1?utm_source=rss")]).await;
    let own = FetchedPage { canonical_url: Some("https://a.example/news/1".to_owned()), ..page(ids[0]) };
    store.store_page(&own, NOW, Done::none()).await.unwrap();
    store.forget_article("https://a.example/news/1", &removal(), NOW).await.unwrap();
    for (source, id, link) in [
        (a, "one", "https://a.example/go/1?utm_source=rss"),
        (a, "one", "https://a.example/news/1-renamed"),
        (planet, "x", "https://a.example/go/1?utm_source=planet"),
        (planet, "y", "https://a.example/news/1#top"),
    ] {
        assert_eq!(fates(&store, source, vec![of(id, link)]).await, [EntryFate::Forgotten], "{link}");
    }

    // A link that nobody knows leads there: its page tells, by its own link or by where it was found.
    let secret = "https://a.example/news/1".to_owned();
    for (id, canonical, found_at) in [("z", Some(secret.clone()), None), ("w", None, Some(secret.clone()))] {
        let link = format!("https://short.example/{id}");
        let [article] = arrive(&store, planet, vec![of(id, &link)]).await[..] else { panic!() };
        let reading = PageReading { links: found_at.as_slice(), ..PageReading::default() };
        let found = FetchedPage { canonical_url: canonical, ..page(article) };
        let stored = store.store_reading(&found, reading, NOW, Done::none()).await.unwrap();
        assert_eq!(stored, StoredPage::Forgotten(Forgotten::Article), "{id}");
        store.forget_again(article, Forgotten::Article, &removal(), NOW, Done::none()).await.unwrap();
        missing(store.article_card(article, None).await);
        assert_eq!(fates(&store, planet, vec![of(id, &link)]).await, [EntryFate::Forgotten], "{id}");
    }
}

#[tokio::test]
async fn what_led_to_a_forgotten_publisher_is_free_when_that_is_followed_again() {
    let store = store().await;
    source(&store, "a.example").await;
    let planet = source(&store, "planet.example").await;
    store.forget_publisher("a.example", &removal(), NOW).await.unwrap();
    let led = entry("carrier.example", "one", NOW);
    let [article] = arrive(&store, planet, vec![led.clone()]).await[..] else { panic!() };
    let found_at = ["https://www.a.example/one".to_owned()];
    let reading = PageReading { links: &found_at, ..PageReading::default() };
    let stored = store.store_reading(&page(article), reading, NOW, Done::none()).await.unwrap();
    assert_eq!(stored, StoredPage::Forgotten(Forgotten::Publisher));
    store.forget_again(article, Forgotten::Publisher, &removal(), NOW, Done::none()).await.unwrap();
    assert_eq!(fates(&store, planet, vec![led.clone()]).await, [EntryFate::Forgotten]);
    source(&store, "a.example").await;
    assert_eq!(fates(&store, planet, vec![led]).await, [EntryFate::New]);
}

#[tokio::test]
async fn a_publisher_without_a_source_is_forgotten_by_its_pages() {
    let store = store().await;
    let planet = source(&store, "planet.example").await;
    let of = |slug: &str, link: &str| NewEntry {
        url: format!("{link}?from=planet"),
        canonical_url: link.to_owned(),
        ..entry("planet.example", slug, NOW)
    };
    let all = vec![
        of("one", "https://www.times.example/one"),
        of("two", "https://overtimes.example/times.example"),
        of("three", "https://live.times.example/three"),
    ];
    let ids = arrive(&store, planet, all[..2].to_vec()).await;
    missing(store.forget_publisher("nobody.example", &removal(), NOW).await);
    let removed = store.forget_publisher("times.example", &removal(), NOW).await.unwrap();
    assert_eq!((removed.articles, removed.sources), (1, 0));
    missing(store.article_card(ids[0], None).await);
    let told = fates(&store, planet, all).await;
    assert_eq!(told, [EntryFate::Forgotten, EntryFate::Same, EntryFate::Forgotten]);
}

#[tokio::test]
async fn articles_brought_by_hand_need_a_publisher_and_a_link() {
    let store = store().await;
    let own = NewEntry { publisher: Some(publisher("own.example")), ..entry("own.example", "one", NOW - 3) };
    let first = store.import_articles(std::slice::from_ref(&own), NOW).await.unwrap();
    let second = store.import_articles(std::slice::from_ref(&own), NOW).await.unwrap();
    assert_eq!((first[0].fate, second[0].fate), (EntryFate::New, EntryFate::Attached));
    let card = store.article_card(first[0].article_id, None).await.unwrap();
    assert_eq!((card.origin, card.stage), (Origin::Import, Stage::Fetched));
    for lacking in
        [NewEntry { publisher: None, ..own.clone() }, NewEntry { canonical_url: String::new(), ..own.clone() }]
    {
        conflict(store.import_articles(&[own.clone(), lacking], NOW).await, "lacks a publisher");
    }
    let exported = store.export_articles(0, 10).await.unwrap();
    assert_eq!(exported.len(), 1);
    assert_eq!((exported[0].article.title.as_str(), exported[0].published_at), ("Title of one", Some(NOW - 3)));
    assert_eq!(store.export_articles(first[0].article_id, 10).await.unwrap().len(), 0);
}
