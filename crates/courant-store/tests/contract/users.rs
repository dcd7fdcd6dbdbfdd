//! Users, sessions and visits.

use courant_store::{NewUser, Role};
use serde_json::json;

use crate::bench::*;

#[tokio::test]
async fn a_name_is_one_users_whatever_its_case() {
    let store = store().await;
    assert!(!store.has_users().await.unwrap());
    let ann = user(&store, " Änne Müller ", Role::Owner).await;
    assert!(store.has_users().await.unwrap());
    for taken in ["Änne Müller", "änne müller", "ÄNNE MÜLLER "] {
        let new = NewUser { name: taken.to_owned(), password_hash: String::new(), role: Role::Reader };
        conflict(store.add_user(&new, NOW).await, "already");
        assert_eq!(store.user_by_name(taken).await.unwrap().unwrap().id, ann);
    }
    let nameless = NewUser { name: " ".to_owned(), password_hash: String::new(), role: Role::Reader };
    conflict(store.add_user(&nameless, NOW).await, "needs a name");
    assert_eq!(store.user_by_name("Anne").await.unwrap(), None);
    let found = store.user(ann).await.unwrap();
    assert_eq!((found.name.as_str(), found.role, found.added_at), ("Änne Müller", Role::Owner, NOW));
    missing(store.user(ann + 1).await);
}

#[tokio::test]
async fn there_is_one_first_owner() {
    let store = store().await;
    let id = store.add_first_owner("Ann", "hash", NOW).await.unwrap();
    assert_eq!(store.user(id).await.unwrap().role, Role::Owner);
    conflict(store.add_first_owner("Bob", "hash", NOW).await, "owner already");
    assert_eq!(store.users().await.unwrap().len(), 1);
}

#[tokio::test]
async fn sessions_last_until_they_expire_or_end() {
    let store = store().await;
    let ann = user(&store, "Ann", Role::Reader).await;
    store.add_session("one", ann, NOW, NOW + 10).await.unwrap();
    let who = |token: &'static str, now| {
        let store = store.clone();
        async move { store.session_user(token, now).await.unwrap().map(|user| user.id) }
    };
    assert_eq!((who("one", NOW + 9).await, who("one", NOW + 10).await, who("two", NOW).await), (Some(ann), None, None));
    store.extend_session("one", NOW + 20).await.unwrap();
    assert_eq!(who("one", NOW + 19).await, Some(ann));
    store.remove_session("one").await.unwrap();
    store.remove_session("one").await.unwrap();
    assert_eq!(who("one", NOW).await, None);
    store.add_session("short", ann, NOW, NOW + 1).await.unwrap();
    store.add_session("long", ann, NOW, NOW + 99).await.unwrap();
    conflict(store.add_session("long", ann, NOW, NOW + 99).await, "in use");
    missing(store.add_session("nobody's", ann + 1, NOW, NOW + 99).await);
    assert_eq!(store.remove_expired_sessions(NOW + 1).await.unwrap(), 1);
    assert_eq!(who("long", NOW + 1).await, Some(ann));
}

#[tokio::test]
async fn a_new_password_ends_the_users_sessions_only() {
    let store = store().await;
    let (ann, bob) = (user(&store, "Ann", Role::Owner).await, user(&store, "Bob", Role::Reader).await);
    store.add_session("ann", ann, NOW, NOW + 9).await.unwrap();
    store.add_session("bob", bob, NOW, NOW + 9).await.unwrap();
    store.set_password(ann, "other").await.unwrap();
    assert_eq!(store.user(ann).await.unwrap().password_hash, "other");
    assert_eq!(store.session_user("ann", NOW).await.unwrap(), None);
    assert_eq!(store.session_user("bob", NOW).await.unwrap().unwrap().password_hash, "secret");
    missing(store.set_password(99, "x").await);
}

#[tokio::test]
async fn settings_are_a_users_own() {
    let store = store().await;
    let (ann, bob) = (user(&store, "Ann", Role::Owner).await, user(&store, "Bob", Role::Reader).await);
    store.set_user_setting(ann, "theme", &json!("dark")).await.unwrap();
    assert_eq!(store.user(ann).await.unwrap().settings, json!({"theme": "dark"}));
    assert_eq!(store.user(bob).await.unwrap().settings, json!({}));
    missing(store.set_user_setting(99, "theme", &json!("dark")).await);
    missing(store.count_user_setting(99, "keys").await);
}

#[tokio::test]
async fn settings_that_are_changed_at_once_are_all_kept() {
    let store = store().await;
    let ann = user(&store, "Ann", Role::Owner).await;
    store.set_user_setting(ann, "keys", &json!("no count")).await.unwrap();
    let mut counts = Vec::new();
    let (mut counting, mut setting) = (Vec::new(), Vec::new());
    for n in 0..12 {
        let (one, other) = (store.clone(), store.clone());
        counting.push(tokio::spawn(async move { one.count_user_setting(ann, "keys").await }));
        setting.push(tokio::spawn(async move { other.set_user_setting(ann, &format!("s{n}"), &json!(n)).await }));
    }
    for one in counting {
        counts.push(one.await.unwrap().unwrap());
    }
    for one in setting {
        one.await.unwrap().unwrap();
    }
    counts.sort_unstable();
    assert_eq!(counts, (1..=12).collect::<Vec<u64>>(), "nobody gets a count that another got");
    let all = store.user(ann).await.unwrap().settings;
    assert_eq!((all["keys"].as_u64(), all.as_object().map(serde_json::Map::len)), (Some(12), Some(13)), "{all}");
}

#[tokio::test]
async fn removing_an_account_leaves_its_words_without_its_name() {
    let store = store().await;
    let (source, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let (ann, bob) = (user(&store, "Ann", Role::Owner).await, user(&store, "Bob", Role::Reader).await);
    store.add_session("bob", bob, NOW, NOW + 9).await.unwrap();
    store.subscribe(bob, source, "").await.unwrap();
    store.set_read(bob, &ids, true, NOW).await.unwrap();
    store.touch_visit(bob, NOW).await.unwrap();
    let said = |user_id, parent_id, text: &str| courant_store::NewComment {
        story_id: 1,
        parent_id,
        user_id,
        article_id: None,
        quote: None,
        text: text.to_owned(),
        html: text.to_owned(),
    };
    let first = store.add_comment(&said(bob, None, "My words"), NOW).await.unwrap();
    store.add_comment(&said(ann, Some(first.id), "Yours"), NOW).await.unwrap();
    store.remove_user(bob).await.unwrap();
    missing(store.user(bob).await);
    assert_eq!(store.session_user("bob", NOW).await.unwrap(), None);
    let thread: Vec<_> = store
        .comments(1)
        .await
        .unwrap()
        .into_iter()
        .map(|one| (one.user_id, one.author, one.text, one.deleted))
        .collect();
    let yours = (ann, "Ann".to_owned(), "Yours".to_owned(), false);
    assert_eq!(thread, [(0, String::new(), "My words".to_owned(), false), yours]);
    store.delete_comment(first.id, ann, NOW).await.unwrap();
    conflict(store.remove_user(ann).await, "only owner");
    user(&store, "Cleo", Role::Owner).await;
    store.remove_user(ann).await.unwrap();
    missing(store.remove_user(ann).await);
}

#[tokio::test]
async fn a_visit_ends_with_half_an_hour_of_silence() {
    let store = store().await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let touches = [
        (0, None, "the first visit"),
        (20, None, "goes on"),
        (50, None, "goes on: 30 minutes are not too long"),
        (81, Some(50), "the second visit"),
        (100, Some(50), "goes on"),
        (90, Some(50), "a clock that went back"),
        (500, Some(100), "the third visit"),
    ];
    for (minute, expected, about) in touches {
        let end = store.touch_visit(ann, NOW + minute * MINUTE).await.unwrap();
        assert_eq!(end.map(|end| (end - NOW) / MINUTE), expected, "{about}");
    }
    missing(store.touch_visit(99, NOW).await);
}
