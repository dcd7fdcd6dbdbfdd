//! Taking out: nothing of what is to go stays, nothing that a reader kept goes unasked.

use courant_store::{Done, EventKind, NewComment, NewRelated, Role, Store, StoryCard};
use serde_json::json;

use crate::bench::*;

async fn comment(store: &Store, user_id: i64, story_id: i64, article_id: Option<i64>) {
    let new = NewComment {
        story_id,
        parent_id: None,
        user_id,
        article_id,
        quote: Some("quoted".to_owned()),
        text: "words".to_owned(),
        html: "words".to_owned(),
    };
    store.add_comment(&new, NOW).await.unwrap();
}

#[tokio::test]
async fn a_removed_source_leaves_what_readers_kept_and_what_others_gave() {
    let store = store().await;
    let slugs =
        [("plain", 9, 1), ("saved", 8, 2), ("quoted", 7, 3), ("discussed", 6, 4), ("shared", 5, 5), ("read", 4, 6)];
    let (a, ids) = placed(&store, "a.example", &slugs).await;
    let b = source(&store, "b.example").await;
    arrive(&store, b, vec![entry("a.example", "shared", NOW)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.set_saved(ann, &[ids[1]], true, NOW).await.unwrap();
    store.set_read(ann, &[ids[5]], true, NOW).await.unwrap();
    comment(&store, ann, 1, Some(ids[2])).await;
    let stray = store.comments(1).await.unwrap()[0].id;
    comment(&store, ann, 4, None).await;
    assert_ne!(stray, 0);
    store.subscribe(ann, a, "").await.unwrap();
    let before = store.status(NOW).await.unwrap();
    let removed = store.remove_source(a, &removal(), NOW).await.unwrap();
    assert_eq!((before.articles, removed.articles, removed.sources), (6, 1, 1));
    let left: Vec<_> = store.cards(&ids, None).await.unwrap().iter().map(|card| card.id).collect();
    // "plain" stands in a story that is discussed; only "read" was nobody's.
    assert_eq!(left, ids[..5]);
    missing(store.source(a).await);
    assert_eq!(store.subscriptions(ann).await.unwrap(), []);
    missing(store.remove_source(a, &removal(), NOW).await);
}

#[tokio::test]
async fn removing_tells_the_engine_the_index_and_the_story() {
    let store = store().await;
    let (a, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    placed(&store, "b.example", &[("two", 7, 1)]).await;
    due_keys(&store, "refresh_story").await;
    let jobs = store.job_counts(NOW).await.unwrap().running;
    store.finish(&(1..=jobs).collect::<Vec<_>>(), NOW).await.unwrap();
    let seen = store.last_change().await.unwrap();
    store.remove_source(a, &removal(), NOW).await.unwrap();
    let waiting = store.waiting_events(9).await.unwrap();
    assert_eq!(
        waiting.iter().map(|one| (one.kind, one.article_id)).collect::<Vec<_>>(),
        [(EventKind::Removal, ids[0])]
    );
    assert_eq!(due_keys(&store, "assign_story").await, [""], "somebody is woken to decide");
    assert_eq!(due_keys(&store, "refresh_story").await, ["1"]);
    let told: Vec<_> = store.changes_after(seen, 9).await.unwrap().into_iter().map(|one| one.article_id).collect();
    assert_eq!(told, [ids[0]]);
    assert_eq!(store.documents(&told).await.unwrap(), []);
    assert_eq!(store.story(1).await.unwrap().articles, 1);
}

#[tokio::test]
async fn a_forgotten_article_is_nowhere() {
    let (folder, store) = on_disk().await;
    let secret = "zanzibarine";
    let id = source(&store, "a.example").await;
    let told = courant_store::NewEntry {
        title: secret.to_owned(),
        text: secret.to_owned(),
        html: secret.to_owned(),
        summary_html: secret.to_owned(),
        description: secret.to_owned(),
        tags: vec![secret.to_owned()],
        ..entry("a.example", "one", NOW)
    };
    let ids = arrive(&store, id, vec![told, entry("a.example", "two", NOW)]).await;
    let full = courant_store::FetchedPage { text: format!("{secret} in full"), ..page(ids[0]) };
    store.store_page(&full, NOW, Done::none()).await.unwrap();
    store
        .store_page(&courant_store::FetchedPage { text: format!("{secret} again"), ..full }, NOW, Done::none())
        .await
        .unwrap();
    for article in &ids {
        let new = courant_store::NewUnderstanding {
            tags: if *article == ids[0] { vec![tag(secret)] } else { vec![] },
            entities: if *article == ids[0] { vec![entity(secret, 1)] } else { vec![] },
            features: if *article == ids[0] { secret.into() } else { vec![1] },
            ..understanding(*article)
        };
        store.store_understanding(&new, Done::none(), NOW).await.unwrap();
        let mut decision = placing(*article, vec![assign(*article, 1)]);
        decision.features = new.features;
        decide(&store, &[decision]).await;
    }
    let story = StoryCard {
        lead: secret.to_owned(),
        detail: json!({"summary": secret}),
        lead_article_id: Some(ids[1]),
        ..store.story(1).await.unwrap()
    };
    let why = vec![courant_core::model::Why { kind: courant_core::model::WhyKind::Phrase, text: secret.to_owned() }];
    let related =
        [(ids[1], vec![NewRelated { other: ids[0], kind: courant_core::model::LinkKind::Earlier, score: 0.5, why }])];
    store.store_story(&story, &[(ids[1], Some(ids[0]))], &related, NOW, Done::none()).await.unwrap();
    let ann = user(&store, "Ann", Role::Reader).await;
    store.set_saved(ann, &ids, true, NOW).await.unwrap();
    let quoting = NewComment {
        story_id: 1,
        parent_id: None,
        user_id: ann,
        article_id: Some(ids[0]),
        quote: Some(secret.to_owned()),
        text: "Mine".to_owned(),
        html: "Mine".to_owned(),
    };
    store.add_comment(&quoting, NOW).await.unwrap();

    let removed = store.forget_article("https://a.example/one?from=feed", &removal(), NOW).await.unwrap();
    assert_eq!((removed.articles, removed.sources), (1, 0));
    missing(store.article_card(ids[0], None).await);
    missing(store.tag(secret).await);
    missing(store.entity(secret).await);
    assert_eq!(store.article_page(ids[1], None).await.unwrap().related, []);
    assert_eq!(store.article_card(ids[1], None).await.unwrap().copy_of, None);
    let kept = &store.comments(1).await.unwrap()[0];
    assert_eq!((kept.text.as_str(), kept.quote.as_deref(), kept.article_id), ("Mine", None, None));
    assert_eq!(store.source(id).await.unwrap().entries, 1);
    missing(store.forget_article("https://a.example/one", &removal(), NOW).await);

    // Not in any table: a fresh copy holds none of its words.
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    // Nor anywhere on the disk once the log is emptied.
    store.empty_log().await.unwrap();
    for name in ["copy.db", "courant.db", "courant.db-wal"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        let found = bytes.windows(secret.len()).filter(|window| *window == secret.as_bytes()).count();
        assert_eq!(found, 0, "its words are in {name} still");
    }
}

#[tokio::test]
async fn others_write_while_much_is_forgotten() {
    let (folder, store) = on_disk().await;
    let id = source(&store, "a.example").await;
    let all = (0..500).map(|nth| entry("a.example", &format!("a{nth}"), NOW)).collect();
    arrive(&store, id, all).await;
    let site = Store::open(&folder.path().join("courant.db")).await.unwrap();
    let write = async {
        let left = async || site.export_articles(0, 999).await.unwrap().len();
        while left().await == 500 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        site.set_setting("written", "in between").await.unwrap();
        left().await
    };
    let removal = removal();
    let (removed, left) = tokio::join!(store.forget_publisher("a.example", &removal, NOW), write);
    assert_eq!(removed.unwrap().articles, 500);
    assert!(left > 0, "written when all was done");
}

#[tokio::test]
async fn a_forgotten_publisher_goes_with_sources_and_articles() {
    let store = store().await;
    let (a, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 8, 2)]).await;
    let (_, more) = placed(&store, "b.example", &[("three", 7, 1)]).await;
    let removed = store.forget_publisher("a.example", &removal(), NOW).await.unwrap();
    assert_eq!((removed.articles, removed.sources), (2, 1));
    missing(store.source(a).await);
    assert_eq!(store.publisher_by_domain("a.example").await.unwrap(), None);
    assert_eq!(store.cards(&[ids[0], ids[1], more[0]], None).await.unwrap().len(), 1);
    assert_eq!(store.stories_before(None, 9).await.unwrap().iter().map(|story| story.id).collect::<Vec<_>>(), [1]);
    missing(store.forget_publisher("a.example", &removal(), NOW).await);
}

#[tokio::test]
async fn an_article_is_forgotten_by_any_link_to_it() {
    for link in [
        "https://a.example/go/1?utm_source=rss",
        "https://a.example/go/renamed?utm_source=rss",
        " https://a.example/go/1?utm_source=rss ",
        "https://a.example/news/1",
        "https://a.example/news/1?utm_source=friend#top",
        "https://planet.example/1",
    ] {
        let store = store().await;
        let (a, planet) = (source(&store, "a.example").await, source(&store, "planet.example").await);
        let of = |id: &str, url: &str| courant_store::NewEntry { url: url.to_owned(), ..entry("a.example", id, NOW) };
        let ids = arrive(&store, a, vec![of("one", "https://a.example/go/1?utm_source=rss")]).await;
        arrive(&store, planet, vec![of("one", "https://planet.example/1")]).await;
        let renamed = of("one", "https://a.example/go/renamed?utm_source=rss");
        arrive(&store, a, vec![courant_store::NewEntry { content_hash: "renamed".to_owned(), ..renamed }]).await;
        let own =
            courant_store::FetchedPage { canonical_url: Some("https://a.example/news/1".to_owned()), ..page(ids[0]) };
        store.store_page(&own, NOW, Done::none()).await.unwrap();
        let removed = store.forget_article(link, &removal(), NOW).await.unwrap();
        assert_eq!(removed.articles, 1, "{link}");
    }
}
