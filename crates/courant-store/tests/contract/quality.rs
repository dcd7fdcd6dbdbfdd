//! What tells how good the stories are: decisions once each, what owners were shown, words held and taken back.

use courant_store::{NewReaderWord, Role, StoryChange};
use serde_json::json;

use crate::bench::*;

#[tokio::test]
async fn decisions_come_once_each_and_in_order() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    // A change that brought several is told with the first of them.
    let others = StoryChange { detail: serde_json::Value::Null, ..assign(articles[1], 3) };
    decide(&store, &[tick(vec![merge(1, 2), assign(articles[0], 3), others])]).await;
    let told: Vec<_> =
        store.decisions_about_stories(99).await.unwrap().into_iter().map(|decided| decided.change).collect();
    let assigned = |at: usize, story: i64| json!({"assign": articles[at], "story": story});
    assert_eq!(told, [assigned(0, 1), assigned(1, 2), json!({"merge": 1, "into": 2}), assigned(0, 3)]);
    let newest = store.decisions_about_stories(2).await.unwrap();
    assert_eq!(newest.iter().map(|decided| &decided.change).collect::<Vec<_>>(), [&told[2], &told[3]]);
}

#[tokio::test]
async fn what_a_reader_was_shown_is_no_evidence_and_what_an_owner_was_is() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let (ann, bea) = (user(&store, "Ann", Role::Reader).await, user(&store, "Bea", Role::Owner).await);
    store.touch_story(ann, 1, NOW).await.unwrap();
    assert_eq!(store.shown_to_owners(0).await.unwrap(), []);
    store.touch_story(bea, 1, NOW + 5).await.unwrap();
    assert_eq!(store.shown_to_owners(0).await.unwrap(), [(articles[0], NOW + 5), (articles[1], NOW + 5)]);
    assert_eq!(store.shown_to_owners(NOW + 6).await.unwrap(), []);
}

#[tokio::test]
async fn corrections_are_told_with_what_was_taken_back_and_lead_to_the_survivor() {
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
    let first = store.say_word(&word, NOW).await.unwrap();
    store.lift_word(first, NOW + 1).await.unwrap();
    let wanted = NewReaderWord { article: articles[2], same: true, probability: Some(0.25), ..word };
    let second = store.say_word(&wanted, NOW + 2).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let said = store.corrections(0, 99).await.unwrap();
    let told: Vec<_> = said
        .iter()
        .map(|word| (word.id, word.article, word.same, word.story, word.lifted_at, word.probability))
        .collect();
    let expected =
        [(second, articles[2], true, 2, None, Some(0.25)), (first, articles[1], false, 2, Some(NOW + 1), None)];
    assert_eq!(told, expected);
    assert_eq!((said[0].title.as_str(), said[0].story_title.as_str()), ("Title of three", "Title of three"));
    assert_eq!(store.corrections(NOW + 2, 99).await.unwrap().len(), 1);
    store.remove_source(source, &removal(), NOW).await.unwrap();
    assert_eq!(store.corrections(0, 99).await.unwrap(), []);
}
