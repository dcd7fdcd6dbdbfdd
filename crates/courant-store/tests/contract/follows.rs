//! What users follow and mute: each a user's own, kept when what it names goes, led on when a story does.

use courant_store::{Done, Follow, Followed, NewUnderstanding, Role, Store, UserId};

use crate::bench::*;

async fn said(store: &Store, user: UserId) -> Vec<(Followed, String, bool)> {
    let mut all: Vec<_> =
        store.follows(user).await.unwrap().into_iter().map(|one| (one.what, one.name, one.muted)).collect();
    all.sort();
    all
}

#[tokio::test]
async fn each_kind_is_followed_muted_and_taken_back() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    for (what, name) in
        [(Followed::Tag, "harbour"), (Followed::Entity, "quay-town"), (Followed::Publisher, "a.example")]
    {
        assert_eq!(store.muted(ann, what, name).await.unwrap(), None);
        store.follow(ann, what, name, false, NOW).await.unwrap();
        assert_eq!(store.muted(ann, what, name).await.unwrap(), Some(false), "{what:?}");
        store.follow(ann, what, name, true, NOW + 1).await.unwrap();
        assert_eq!(
            store.muted(ann, what, name).await.unwrap(),
            Some(true),
            "{what:?}: one word in the place of the other"
        );
        missing(store.follow(ann, what, "nothing-of-that-name", false, NOW).await);
        missing(store.follow(99, what, name, false, NOW).await);
    }
    store.follow(ann, Followed::Story, "1", false, NOW).await.unwrap();
    for name in ["9", "", "1x", "one"] {
        missing(store.follow(ann, Followed::Story, name, false, NOW).await);
    }
    conflict(store.follow(ann, Followed::Story, "1", true, NOW).await, "cannot be muted");
    let all = [
        (Followed::Tag, "harbour".to_owned(), true),
        (Followed::Entity, "quay-town".to_owned(), true),
        (Followed::Publisher, "a.example".to_owned(), true),
        (Followed::Story, "1".to_owned(), false),
    ];
    assert_eq!(said(&store, ann).await, all);
    assert_eq!(store.muted_tags(ann).await.unwrap(), ["harbour"]);
    assert_eq!(
        (said(&store, bob).await, store.muted_tags(bob).await.unwrap()),
        (vec![], vec![]),
        "another's are another's"
    );
    store.follow(bob, Followed::Tag, "storm", true, NOW).await.unwrap();
    assert_eq!((said(&store, ann).await.len(), store.muted_tags(ann).await.unwrap().len()), (4, 1));
    for (what, name, _) in all {
        store.unfollow(bob, what, &name).await.unwrap();
        assert!(store.muted(ann, what, &name).await.unwrap().is_some());
        store.unfollow(ann, what, &name).await.unwrap();
        store.unfollow(ann, what, &name).await.unwrap();
    }
    assert_eq!(said(&store, ann).await, []);
}

#[tokio::test]
async fn they_are_listed_latest_first_with_words_and_say_since_when() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.follow(ann, Followed::Tag, "harbour", false, NOW).await.unwrap();
    store.follow(ann, Followed::Entity, "quay-town", true, NOW + 1).await.unwrap();
    store.follow(ann, Followed::Publisher, "a.example", false, NOW + 2).await.unwrap();
    store.follow(ann, Followed::Story, "1", false, NOW + 3).await.unwrap();
    store.follow(ann, Followed::Tag, "harbour", false, NOW + 9).await.unwrap();
    let all: Vec<_> =
        store.follows(ann).await.unwrap().into_iter().map(|one| (one.label, one.at - NOW, one.there)).collect();
    let expected = [("Title of one", 3), ("a.example", 2), ("QUAY-TOWN", 1), ("HARBOUR", 0)];
    assert_eq!(all, expected.map(|(label, at)| (label.to_owned(), at, true)), "saying it again changes nothing");
}

#[tokio::test]
async fn a_follow_outlives_what_it_names_and_a_story_keeps_no_headline() {
    let store = store().await;
    let (source, _) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.follow(ann, Followed::Tag, "harbour", true, NOW).await.unwrap();
    store.follow(ann, Followed::Entity, "quay-town", false, NOW).await.unwrap();
    store.follow(ann, Followed::Publisher, "a.example", false, NOW).await.unwrap();
    store.follow(ann, Followed::Story, "1", false, NOW).await.unwrap();
    store.remove_source(source, &removal(), NOW).await.unwrap();
    missing(store.tag("harbour").await);
    let find = |follows: &[Follow], what| follows.iter().find(|one| one.what == what).cloned().unwrap();
    let follows = store.follows(ann).await.unwrap();
    for (what, label, there) in [
        (Followed::Tag, "HARBOUR", false),
        (Followed::Entity, "QUAY-TOWN", false),
        (Followed::Publisher, "a.example", true),
        (Followed::Story, "", false),
    ] {
        let found = find(&follows, what);
        assert_eq!((found.label.as_str(), found.there), (label, there), "{what:?}");
    }
    store.unfollow(ann, Followed::Tag, "harbour").await.unwrap();
    assert_eq!(store.follows(ann).await.unwrap().len(), 3);
    store.forget_publisher("a.example", &removal(), NOW).await.unwrap();
    assert!(
        store.follows(ann).await.unwrap().iter().all(|one| one.what != Followed::Publisher),
        "forgotten is forgotten"
    );
}

#[tokio::test]
async fn a_merge_leads_followers_on() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 5, 3)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    store.follow(ann, Followed::Story, "1", false, NOW).await.unwrap();
    store.follow(bob, Followed::Story, "1", false, NOW).await.unwrap();
    store.follow(bob, Followed::Story, "2", false, NOW).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let two = [(Followed::Story, "2".to_owned(), false)];
    assert_eq!((said(&store, ann).await, said(&store, bob).await), (two.to_vec(), two.to_vec()));
    store.follow(ann, Followed::Story, "1", false, NOW).await.unwrap();
    assert_eq!(said(&store, ann).await, two, "an old address is the survivor's");
    assert_eq!(store.follows(ann).await.unwrap()[0].label, "Title of two");
    store.unfollow(ann, Followed::Story, "1").await.unwrap();
    assert_eq!(said(&store, ann).await, [], "a page from before the merge takes the survivor back");
    store.unfollow(ann, Followed::Story, "no number").await.unwrap();
}

#[tokio::test]
async fn stories_are_held_against_names_and_publishers() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 2)]).await;
    placed(&store, "b.example", &[("four", 4, 1)]).await;
    // In one article the name stands in passing.
    let passing = NewUnderstanding { entities: vec![entity("quay-town", 1)], ..understanding(ids[0]) };
    store.store_understanding(&passing, Done::none(), NOW).await.unwrap();
    let ann = user(&store, "Ann", Role::Reader).await;
    let carried = |user, stories: &'static [i64]| {
        let store = store.clone();
        async move {
            let all = store.carried(user, stories).await.unwrap();
            all.into_iter().map(|one| (one.story_id, one.what, one.name, one.articles)).collect::<Vec<_>>()
        }
    };
    assert_eq!(carried(ann, &[1, 2]).await, []);
    store.follow(ann, Followed::Entity, "quay-town", false, NOW).await.unwrap();
    store.follow(ann, Followed::Publisher, "a.example", true, NOW).await.unwrap();
    store.follow(ann, Followed::Tag, "harbour", true, NOW).await.unwrap();
    let (town, paper) = ("quay-town".to_owned(), "a.example".to_owned());
    let expected = [
        (1, Followed::Entity, town.clone(), 2),
        (1, Followed::Publisher, paper.clone(), 2),
        (2, Followed::Entity, town, 1),
        (2, Followed::Publisher, paper, 1),
    ];
    assert_eq!(carried(ann, &[1, 2, 9]).await, expected);
    assert_eq!(carried(ann, &[2]).await, expected[2..]);
    assert_eq!(carried(user(&store, "Bob", Role::Reader).await, &[1, 2]).await, []);
}

#[tokio::test]
async fn they_go_with_the_account() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    user(&store, "Ann", Role::Owner).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    store.follow(bob, Followed::Tag, "harbour", true, NOW).await.unwrap();
    store.touch_story(bob, 1, NOW).await.unwrap();
    store.remove_user(bob).await.unwrap();
    assert_eq!(store.follows(bob).await.unwrap(), []);
    assert_eq!(store.story_visit(bob, 1).await.unwrap(), None);
}
