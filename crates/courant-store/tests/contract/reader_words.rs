//! Readers' words on two articles: said, asked of the engine, taken back.

use courant_store::{Decision, EventKind, NewReaderWord, Store};

use crate::bench::*;

async fn waiting(store: &Store) -> Vec<(EventKind, Option<(i64, i64)>, Option<bool>)> {
    store.waiting_events(9).await.unwrap().iter().map(|event| (event.kind, event.pair, event.same)).collect()
}

/// The engine has answered everything.
async fn answered(store: &Store) {
    for event in store.waiting_events(9).await.unwrap() {
        decide(store, &[Decision { kind: event.kind, waiting: Some(event.id), ..tick(vec![]) }]).await;
    }
}

#[tokio::test]
async fn a_word_is_asked_of_the_engine_and_can_be_taken_back() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let word = NewReaderWord {
        article: articles[1],
        other: articles[0],
        same: false,
        story: 1,
        user: None,
        probability: None,
    };
    let id = store.say_word(&word, NOW).await.unwrap();
    let pair = Some((articles[1], articles[0]));
    assert_eq!(waiting(&store).await, [(EventKind::Word, pair, Some(false))]);
    let said = store.words_on(1).await.unwrap();
    assert_eq!(
        said.iter().map(|word| (word.id, word.article, word.title.as_str(), word.same)).collect::<Vec<_>>(),
        [(id, articles[1], "Title of two", false)]
    );
    answered(&store).await;
    assert_eq!(waiting(&store).await, []);

    assert_eq!(store.lift_word(id, NOW + 1).await.unwrap(), 1);
    assert_eq!(waiting(&store).await, [(EventKind::Word, pair, None)]);
    assert_eq!(store.words_on(1).await.unwrap(), []);
    answered(&store).await;
    store.lift_word(id, NOW + 2).await.unwrap();
    assert_eq!(waiting(&store).await, [], "it was taken back already");
}

#[tokio::test]
async fn the_last_word_on_two_articles_counts() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let word = NewReaderWord {
        article: articles[1],
        other: articles[0],
        same: false,
        story: 1,
        user: None,
        probability: None,
    };
    store.say_word(&word, NOW).await.unwrap();
    let back = NewReaderWord { article: articles[0], other: articles[1], same: true, ..word };
    let id = store.say_word(&back, NOW + 1).await.unwrap();
    assert_eq!(store.words_on(1).await.unwrap().iter().map(|word| word.id).collect::<Vec<_>>(), [id]);
    conflict(store.say_word(&NewReaderWord { other: articles[1], ..word }, NOW).await, "itself");
    missing(store.say_word(&NewReaderWord { other: 999, ..word }, NOW).await);
    missing(store.lift_word(999, NOW).await);
}

#[tokio::test]
async fn words_follow_a_story_that_is_merged_and_go_with_their_article() {
    let store = store().await;
    let (source, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 2)]).await;
    let word = NewReaderWord {
        article: articles[1],
        other: articles[0],
        same: false,
        story: 1,
        user: None,
        probability: None,
    };
    store.say_word(&word, NOW).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    assert_eq!(store.words_on(2).await.unwrap().len(), 1);
    store.remove_source(source, &removal(), NOW).await.unwrap();
    assert_eq!(store.words_on(2).await.unwrap(), []);
    let left = waiting(&store).await;
    assert!(left.contains(&(EventKind::Word, None, None)), "the engine is told of a word without articles: {left:?}");
}
