//! How far a user is with a story: since when there is something new, and which articles are.

use courant_store::{ArticleId, Role, Store};

use crate::bench::*;

const HOUR: i64 = 60 * MINUTE;

/// An article that comes into a story.
async fn comes(store: &Store, source: i64, slug: &str, story: i64) -> ArticleId {
    let id = arrive(store, source, vec![entry("a.example", slug, NOW)]).await[0];
    understand(store, id).await;
    decide(store, &[placing(id, vec![assign(id, story)])]).await;
    id
}

#[tokio::test]
async fn what_came_after_a_visit_is_new_in_the_next_and_stays_so_while_it_lasts() {
    let store = store().await;
    let (source, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    assert_eq!(store.unseen(ann, 1, i64::MAX).await.unwrap(), ids);
    let first = store.touch_story(ann, 1, NOW).await.unwrap();
    assert_eq!((first.began_at, first.previous_at), (NOW, None));
    assert_eq!(store.unseen(ann, 1, i64::MAX).await.unwrap(), [0; 0]);

    let three = comes(&store, source, "three", 1).await;
    assert_eq!(store.unseen(ann, 1, i64::MAX).await.unwrap(), [three], "counted before it is shown");
    let second = store.touch_story(ann, 1, NOW + HOUR).await.unwrap();
    assert_eq!((second.began_at, second.previous_at), (NOW + HOUR, Some(NOW)));
    for minutes in [0, 1, 20, 49, 75] {
        let again = store.touch_story(ann, 1, NOW + HOUR + minutes * MINUTE).await.unwrap();
        assert_eq!((again.began_at, again.previous_at), (NOW + HOUR, Some(NOW)), "after {minutes} minutes");
        assert_eq!(store.unseen(ann, 1, again.began_at).await.unwrap(), [three], "after {minutes} minutes");
        assert_eq!(store.unseen(ann, 1, i64::MAX).await.unwrap(), [0; 0], "it was shown");
    }
    // Read while the visit lasts: it does not vanish under the reader's hands.
    store.set_read(ann, &[three], true, NOW + HOUR + MINUTE).await.unwrap();
    assert_eq!(store.unseen(ann, 1, second.began_at).await.unwrap(), [three]);
    // So does one that comes while it lasts, and at once.
    let four = comes(&store, source, "four", 1).await;
    let again = store.touch_story(ann, 1, NOW + HOUR + 75 * MINUTE + 1).await.unwrap();
    assert_eq!(store.unseen(ann, 1, again.began_at).await.unwrap(), [three, four]);

    let third = store.touch_story(ann, 1, NOW + 9 * HOUR).await.unwrap();
    assert_eq!(third.previous_at.map(|end| (end - NOW) / MINUTE), Some(135));
    assert_eq!(store.unseen(ann, 1, third.began_at).await.unwrap(), [0; 0]);
    let before = store.touch_story(ann, 1, NOW + 2 * HOUR).await.unwrap();
    assert_eq!(before, third, "a clock that went back");
}

#[tokio::test]
async fn what_was_read_elsewhere_before_is_seen() {
    let store = store().await;
    let (source, _) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.touch_story(ann, 1, NOW).await.unwrap();
    let (two, three) = (comes(&store, source, "two", 1).await, comes(&store, source, "three", 1).await);
    store.set_read(ann, &[two], true, NOW + HOUR).await.unwrap();
    let visit = store.touch_story(ann, 1, NOW + 2 * HOUR).await.unwrap();
    assert_eq!(store.unseen(ann, 1, visit.began_at).await.unwrap(), [three]);
}

#[tokio::test]
async fn visits_are_each_users_own_and_need_a_user_and_a_story() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    store.touch_story(ann, 1, NOW).await.unwrap();
    assert_eq!(store.story_visit(bob, 1).await.unwrap(), None);
    assert_eq!(store.unseen(bob, 1, i64::MAX).await.unwrap(), ids);
    missing(store.touch_story(99, 1, NOW).await);
    missing(store.touch_story(ann, 99, NOW).await);
}

#[tokio::test]
async fn what_was_seen_stays_seen_when_stories_merge() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 5, 3)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    store.touch_story(ann, 1, NOW).await.unwrap();
    store.touch_story(ann, 2, NOW + HOUR).await.unwrap();
    store.touch_story(bob, 1, NOW).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2), merge(3, 2)])]).await;
    let visit = store.touch_story(ann, 2, NOW + 5 * HOUR).await.unwrap();
    assert_eq!(visit.previous_at, Some(NOW + HOUR), "the later of the two");
    assert_eq!(store.unseen(ann, 2, visit.began_at).await.unwrap(), [ids[2]]);
    let visit = store.touch_story(bob, 2, NOW + 5 * HOUR).await.unwrap();
    assert_eq!(visit.previous_at, Some(NOW), "led on");
    assert_eq!(store.unseen(bob, 2, visit.began_at).await.unwrap(), ids[1..]);
    assert_eq!(store.story_visit(bob, 1).await.unwrap(), None);
}

#[tokio::test]
async fn a_removed_article_leaves_nothing_behind() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.touch_story(ann, 1, NOW).await.unwrap();
    store.forget_article("https://a.example/one", &removal(), NOW).await.unwrap();
    let visit = store.touch_story(ann, 1, NOW + HOUR).await.unwrap();
    assert_eq!(store.unseen(ann, 1, visit.began_at).await.unwrap(), [0; 0]);
    assert_eq!(store.unseen(ann, 1, NOW).await.unwrap(), [ids[1]]);
}
