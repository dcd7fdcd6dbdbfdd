//! Sources that move: when a permanent redirect is believed, and what stays.

use courant_store::{Done, MOVE_AFTER_MS, NewSource, Poll, PollOutcome, Source, SourceId, Store};

use crate::bench::*;

const NEW: &str = "https://new.example/feed";

/// A good poll at `at`, led to `to` for good.
async fn led(store: &Store, id: SourceId, to: Option<&str>, at: i64) -> Source {
    let poll = Poll { moved_to: to.map(str::to_owned), ..poll(id, vec![entry("a.example", "one", NOW)]) };
    store.record_poll(&poll, at, Done::none()).await.unwrap();
    store.source(id).await.unwrap()
}

#[tokio::test]
async fn a_redirect_that_stands_for_a_day_moves_the_source_and_nothing_else() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let old = feed_url("a.example");
    for (at, polls) in [(NOW, 1), (NOW + 1, 2), (NOW + 2, 3), (NOW + MOVE_AFTER_MS - 1, 4)] {
        let found = led(&store, id, Some(NEW), at).await;
        assert_eq!((found.url.as_str(), found.moving_polls, found.moving_since), (old.as_str(), polls, Some(NOW)));
        assert_eq!(found.moving_to.as_deref(), Some(NEW));
    }
    let moved = led(&store, id, Some(NEW), NOW + MOVE_AFTER_MS).await;
    assert_eq!((moved.id, moved.url.as_str(), moved.entries), (id, NEW, 1));
    assert_eq!((moved.moved_from.as_deref(), moved.moved_at), (Some(old.as_str()), Some(NOW + MOVE_AFTER_MS)));
    assert_eq!((moved.moving_to.as_deref(), moved.moving_polls), (None, 0));
    assert_eq!(
        (moved.entered(), moved.etag.as_deref()),
        (old.as_str(), Some("\"e1\"")),
        "the answer came from the new address"
    );
    for url in [NEW, &old] {
        assert_eq!(store.source_by_url(url).await.unwrap().map(|source| source.id), Some(id), "{url}");
        let again = NewSource { url: url.to_owned(), publisher: publisher("a.example"), ..NewSource::default() };
        let added = store.add_source(&again, None, NOW).await.unwrap();
        assert_eq!((added.id, added.new), (id, false), "{url}");
    }
    assert_eq!(store.sources().await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_what_is_said_again_and_again_counts() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let later = NOW + MOVE_AFTER_MS;
    led(&store, id, Some(NEW), NOW).await;
    assert_eq!(led(&store, id, Some(NEW), later).await.url, feed_url("a.example"), "two polls are not three");
    let elsewhere = led(&store, id, Some("https://other.example/"), later + 1).await;
    assert_eq!((elsewhere.moving_polls, elsewhere.moving_since), (1, Some(later + 1)), "another address begins anew");
    led(&store, id, Some(NEW), later + 2).await;
    let failed = PollOutcome::Failed { status: Some(200), problem: "What came is no feed.".to_owned() };
    let failed = Poll { outcome: failed, moved_to: Some(NEW.to_owned()), ..poll(id, Vec::new()) };
    store.record_poll(&failed, later + 3, Done::none()).await.unwrap();
    assert_eq!(store.source(id).await.unwrap().moving_polls, 1, "what leads to no feed is not counted");
    led(&store, id, None, later + 4).await;
    let now = led(&store, id, Some(NEW), later + 5).await;
    assert_eq!((now.moving_polls, now.moving_since), (1, Some(later + 5)), "a poll without the redirect ends the row");
}

#[tokio::test]
async fn where_another_source_stands_nothing_moves() {
    let store = store().await;
    let (id, other) = (source(&store, "a.example").await, source(&store, "new.example").await);
    for at in [NOW, NOW + 1, NOW + MOVE_AFTER_MS, NOW + MOVE_AFTER_MS + 1] {
        led(&store, id, Some(NEW), at).await;
    }
    let found = store.source(id).await.unwrap();
    assert_eq!(
        (found.url.as_str(), found.state, found.moving_polls),
        (feed_url("a.example").as_str(), courant_store::SourceState::Active, 4)
    );
    assert_eq!(store.source_by_url(NEW).await.unwrap().unwrap().id, other);
}

#[tokio::test]
async fn what_a_person_entered_stays_what_opens_private_ranges() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    for (to, from) in [(NEW, NOW), ("https://newer.example/feed", NOW + 2 * MOVE_AFTER_MS)] {
        for at in [from, from + 1, from + MOVE_AFTER_MS] {
            led(&store, id, Some(to), at).await;
        }
    }
    let moved = store.source(id).await.unwrap();
    assert_eq!((moved.url.as_str(), moved.moved_from.as_deref()), ("https://newer.example/feed", Some(NEW)));
    assert_eq!(moved.entered(), feed_url("a.example"));
    assert_eq!(store.source_by_url(&feed_url("a.example")).await.unwrap().map(|source| source.id), Some(id));
    store.move_source(id, NEW, NOW).await.unwrap();
    let by_hand = store.source(id).await.unwrap();
    assert_eq!((by_hand.entered(), by_hand.moved_from.as_deref()), (NEW, None), "a person entered this one");
    store.remove_source(id, &removal(), NOW).await.unwrap();
    assert_eq!(store.source_by_url(&feed_url("a.example")).await.unwrap(), None);
}
