//! Lists of articles: which ones, in which order, and without a gap between two portions.

use courant_store::{ArticleCard, Cursor, Listing, Role, Store, UserId};

use crate::bench::*;

fn slugs(cards: &[ArticleCard]) -> Vec<&str> {
    cards.iter().map(|card| card.title.trim_start_matches("Title of ")).collect()
}

async fn world(store: &Store) -> (UserId, [i64; 2]) {
    let (a, ids) = placed(store, "a.example", &[("a1", 9, 1), ("a2", 5, 1), ("a3", 5, 2)]).await;
    let (b, _) = placed(store, "b.example", &[("b1", 7, 1)]).await;
    arrive(store, b, vec![entry("b.example", "unplaced", NOW)]).await;
    let reader = user(store, "Ann", Role::Reader).await;
    store.subscribe(reader, b, "World").await.unwrap();
    // The owner's folder holds where the reader has none of their own.
    for source in [a, b] {
        store.name_source(source, "", "Coast").await.unwrap();
    }
    store.set_read(reader, &[ids[0]], true, NOW).await.unwrap();
    store.set_saved(reader, &[ids[2]], true, NOW).await.unwrap();
    (reader, [a, b])
}

#[tokio::test]
async fn every_listing_shows_its_own_newest_first() {
    let store = store().await;
    let (reader, [a, b]) = world(&store).await;
    let publisher = store.source(a).await.unwrap().publisher_id;
    let cases: Vec<(Listing, &[&str])> = vec![
        (Listing::All, &["a3", "a2", "b1", "a1"]),
        (Listing::Publisher(publisher), &["a3", "a2", "a1"]),
        (Listing::Source(b), &["b1"]),
        (Listing::Tag("storm".to_owned()), &["a3", "a2", "b1", "a1"]),
        (Listing::Tag("calm".to_owned()), &[]),
        (Listing::Entity("quay-town".to_owned()), &["a3", "a2", "b1", "a1"]),
        (Listing::Unread, &["a3", "a2", "b1"]),
        (Listing::Saved, &["a3"]),
        (Listing::Folder("World".to_owned()), &["b1"]),
        (Listing::Folder("Coast".to_owned()), &["a3", "a2", "a1"]),
        (Listing::Folder("Arts".to_owned()), &[]),
    ];
    for (listing, expected) in cases {
        let found = store.latest(&listing, Some(reader), None, 50).await.unwrap();
        assert_eq!(slugs(&found), expected, "{listing:?}");
        let mut portions = Vec::new();
        let mut cursor = None;
        while let Some(card) = store.latest(&listing, Some(reader), cursor, 1).await.unwrap().pop() {
            cursor = Some(Cursor { at: card.at, id: card.id });
            portions.push(card);
        }
        assert_eq!(slugs(&portions), expected, "{listing:?} one by one");
    }
}

#[tokio::test]
async fn a_users_lists_need_a_user_and_marks_are_the_users_own() {
    let store = store().await;
    let (reader, _) = world(&store).await;
    for listing in [Listing::Unread, Listing::Saved, Listing::Folder("World".to_owned())] {
        conflict(store.latest(&listing, None, None, 9).await, "belongs to a user");
    }
    let other = user(&store, "Bob", Role::Reader).await;
    let marks = |cards: Vec<ArticleCard>| cards.iter().map(|card| (card.read, card.saved)).collect::<Vec<_>>();
    let of = |user| store.latest(&Listing::All, user, None, 9);
    let none = [(false, false); 4];
    assert_eq!(marks(of(Some(reader)).await.unwrap()), [(false, true), (false, false), (false, false), (true, false)]);
    assert_eq!(marks(of(Some(other)).await.unwrap()), none);
    assert_eq!(marks(of(None).await.unwrap()), none);
}

#[tokio::test]
async fn cards_come_as_asked_for() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("a1", 9, 1), ("a2", 5, 1)]).await;
    let cards = store.cards(&[ids[1], 999, ids[0]], None).await.unwrap();
    assert_eq!(slugs(&cards), ["a2", "a1"]);
    let many: Vec<i64> = (1000..1700).chain([ids[0]]).collect();
    assert_eq!(slugs(&store.cards(&many, None).await.unwrap()), ["a1"], "more ids than one statement takes");
    missing(store.article_card(999, None).await);
    missing(store.article_page(999, None).await);
}
