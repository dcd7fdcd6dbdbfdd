//! Understandings: what makes an article ready, and what asks the engine again.

use courant_core::model::{Access, PageKind, Understanding};
use courant_store::{Done, EventKind, NewUnderstanding, Stage};

use crate::bench::*;

#[tokio::test]
async fn an_understood_article_is_ready_with_its_tags_and_entities() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW - 5)]).await[0];
    let input = store.article_for_understanding(article).await.unwrap();
    assert_eq!((input.id, input.text.as_str(), input.language), (article.to_string(), "Text of one", None));
    understand(&store, article).await;
    let card = store.article_card(article, None).await.unwrap();
    assert_eq!((card.stage, card.language.as_str()), (Stage::Ready, "en"));
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!(found.tags, [tag("harbour"), tag("storm")]);
    assert_eq!(found.understanding.unwrap().language, "en");
    let entities = store.entities_of(article).await.unwrap();
    assert_eq!(entities.iter().map(|one| (one.entity.as_str(), one.articles)).collect::<Vec<_>>(), [("quay-town", 2)]);
    let ready = store.ready_articles(10).await.unwrap();
    assert_eq!(
        ready.iter().map(|one| (one.id, one.at, one.features.clone())).collect::<Vec<_>>(),
        [(article, NOW - 5, vec![1, 2, 3])]
    );
    missing(store.store_understanding(&understanding(article + 1), Done::none(), NOW).await);
}

#[tokio::test]
async fn ready_articles_come_by_moment_then_link() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let entries = [("c", 5), ("b", 5), ("a", 3)].map(|(slug, ago)| entry("a.example", slug, NOW - ago));
    for article in arrive(&store, id, entries.to_vec()).await {
        understand(&store, article).await;
    }
    let links: Vec<_> = store.ready_articles(10).await.unwrap().into_iter().map(|one| one.canonical_url).collect();
    assert_eq!(links, ["https://a.example/b", "https://a.example/c", "https://a.example/a"]);
    assert_eq!(store.ready_articles(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_placed_article_stays_and_asks_the_engine_only_when_its_features_differ() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 5, 1)]).await;
    let article = articles[0];
    understand(&store, article).await;
    assert_eq!(store.waiting_events(10).await.unwrap(), []);
    let other = NewUnderstanding { features: vec![9], version: 2, ..understanding(article) };
    let before = store.last_change().await.unwrap();
    store.store_understanding(&other, Done::none(), NOW).await.unwrap();
    store.store_understanding(&NewUnderstanding { features: vec![8], ..other }, Done::none(), NOW).await.unwrap();
    assert!(store.last_change().await.unwrap() > before, "the index hears of it");
    let waiting = store.waiting_events(10).await.unwrap();
    let told: Vec<_> = waiting.iter().map(|one| (one.kind, one.article_id, one.features.clone())).collect();
    assert_eq!(told, [(EventKind::Revision, article, vec![8])], "once, as it is now");
    assert_eq!(store.article_card(article, None).await.unwrap().stage, Stage::Placed);
    assert_eq!(store.articles_understood_before(2, i64::MAX, 10).await.unwrap(), [0; 0]);
    assert_eq!(store.articles_understood_before(3, i64::MAX, 10).await.unwrap(), [article]);
    assert_eq!(store.articles_understood_before(3, article, 10).await.unwrap(), [0; 0]);
}

#[tokio::test]
async fn what_was_understood_before_an_upgrade_is_told_newest_first() {
    let store = store().await;
    let (_, mut articles) = placed(&store, "a.example", &[("one", 5, 1), ("two", 4, 2), ("three", 3, 3)]).await;
    articles.sort_unstable();
    let (oldest, newest) = (articles[0], articles[2]);
    assert_eq!(store.articles_understood_before(2, i64::MAX, 2).await.unwrap(), [newest, articles[1]]);
    assert_eq!(store.articles_understood_before(2, articles[1], 2).await.unwrap(), [oldest]);
}

#[tokio::test]
async fn new_tags_take_the_place_of_old_ones() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 5, 1), ("two", 4, 2)]).await;
    let top: Vec<_> = store.top_tags(0, 2).await.unwrap().into_iter().map(|row| (row.tag, row.articles)).collect();
    assert_eq!(top, [("harbour".to_owned(), 2), ("storm".to_owned(), 2)]);
    let other = NewUnderstanding {
        tags: vec![tag("weather")],
        entities: vec![entity("cape", 1)],
        ..understanding(articles[0])
    };
    store.store_understanding(&other, Done::none(), NOW).await.unwrap();
    let tags = store.tags_of(&articles).await.unwrap();
    assert_eq!(tags[&articles[0]], [tag("weather")]);
    assert_eq!(tags[&articles[1]], [tag("harbour"), tag("storm")]);
    let row = store.tag("storm").await.unwrap();
    assert_eq!((row.label.as_str(), row.articles), ("STORM", 1));
    assert_eq!(store.entity("quay-town").await.unwrap().articles, 1);
    missing(store.tag("no such").await);
    missing(store.entity("no such").await);
    assert_eq!(store.top_tags(0, 2).await.unwrap(), [], "a tag of one story is no topic");
    assert_eq!(store.top_tags(NOW + 1, 2).await.unwrap(), []);
}

#[tokio::test]
async fn every_kind_and_word_comes_back_as_it_was_stored() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW)]).await[0];
    let kinds = [
        PageKind::Report,
        PageKind::Live,
        PageKind::Opinion,
        PageKind::Gallery,
        PageKind::Video,
        PageKind::Roundup,
        PageKind::Correction,
        PageKind::None,
    ];
    for kind in kinds {
        for access in [Access::Free, Access::Metered, Access::Paywalled, Access::Truncated] {
            let page = courant_store::FetchedPage { kind, access, ..page(article) };
            store.store_page(&page, NOW, Done::none()).await.unwrap();
            let card = store.article_card(article, None).await.unwrap();
            assert_eq!((card.kind, card.access), (kind, access));
        }
    }
    let odd = Understanding { language: "zh-TW \" \\ \u{0} 🦀".to_owned(), ..Understanding::default() };
    let new = NewUnderstanding { understanding: odd.clone(), ..understanding(article) };
    store.store_understanding(&new, Done::none(), NOW).await.unwrap();
    assert_eq!(store.article_page(article, None).await.unwrap().understanding, Some(odd));
}

#[tokio::test]
async fn articles_that_mention_a_name_and_the_names_beside_it() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 5, 1), ("two", 4, 2), ("three", 3, 3)]).await;
    let name = |entity: &str| courant_store::NewEntity {
        entity: entity.to_owned(),
        name: entity.to_uppercase(),
        kind: courant_core::model::EntityKind::Person,
        mentions: 1,
    };
    for (article, names) in articles.iter().zip([&["ann", "bo", "cy"][..], &["ann", "bo"], &["bo", "cy"]]) {
        let entities = names.iter().map(|entity| name(entity)).collect();
        let new = NewUnderstanding { entities, ..understanding(*article) };
        store.store_understanding(&new, Done::none(), NOW).await.unwrap();
    }
    let mentioning = store.mentioning("ann", 10).await.unwrap();
    assert_eq!(
        mentioning.iter().map(|one| one.article).collect::<Vec<_>>(),
        [articles[1], articles[0]],
        "newest first"
    );
    assert!(mentioning.iter().all(|one| one.understanding.is_some()));
    assert_eq!(store.mentioning("ann", 1).await.unwrap().len(), 1);
    let with = |entity: &'static str| {
        let store = store.clone();
        async move {
            let rows = store.named_with(entity, 10).await.unwrap();
            rows.into_iter().map(|row| (row.entity, row.articles)).collect::<Vec<_>>()
        }
    };
    assert_eq!(with("bo").await, [("ann".to_owned(), 2), ("cy".to_owned(), 2)]);
    assert_eq!(with("ann").await, [("bo".to_owned(), 2)], "once beside it is chance");
    assert_eq!(with("nobody").await, []);
}

#[tokio::test]
async fn whom_a_bare_name_means_may_be_told_later() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 5, 1), ("two", 4, 2)]).await;
    let names =
        |wanted: &[(&str, i64)]| wanted.iter().map(|(key, mentions)| entity(key, *mentions)).collect::<Vec<_>>();
    let stored = |article| {
        let store = store.clone();
        async move {
            let rows = store.entities_of(article).await.unwrap();
            rows.into_iter().map(|row| (row.entity, row.articles)).collect::<Vec<_>>()
        }
    };
    let told = [(articles[0], names(&[("peter-marlow", 3), ("cape", 1)])), (999, names(&[("cape", 1)]))];
    // Twice is as once.
    for _ in 0..2 {
        store.store_names(&told).await.unwrap();
        assert_eq!(stored(articles[0]).await, [("peter-marlow".to_owned(), 3), ("cape".to_owned(), 1)]);
        assert_eq!(stored(articles[1]).await, [("quay-town".to_owned(), 2)], "no other article's");
        assert_eq!(stored(999).await, []);
    }
    store.store_names(&[(articles[0], names(&[("marlow", 3), ("cape", 1)]))]).await.unwrap();
    assert_eq!(stored(articles[0]).await, [("marlow".to_owned(), 3), ("cape".to_owned(), 1)], "and taken back");
    assert_eq!(store.mentioning("peter-marlow", 10).await.unwrap(), []);
}
