//! Comments: threads that keep together whatever happens to their parts.

use courant_store::{Comment, CommentId, NewComment, Role, Store, UserId};

use crate::bench::*;

fn said(user_id: UserId, parent_id: Option<CommentId>, text: &str) -> NewComment {
    NewComment {
        story_id: 1,
        parent_id,
        user_id,
        article_id: None,
        quote: None,
        text: text.to_owned(),
        html: format!("<p>{text}</p>"),
    }
}

async fn say(store: &Store, user: UserId, parent: Option<CommentId>, text: &str, at: i64) -> CommentId {
    store.add_comment(&said(user, parent, text), NOW + at).await.unwrap().id
}

fn texts(comments: &[Comment]) -> Vec<&str> {
    comments.iter().map(|one| one.text.as_str()).collect()
}

async fn people(store: &Store) -> [UserId; 3] {
    [
        user(store, "Olga", Role::Owner).await,
        user(store, "Ann", Role::Reader).await,
        user(store, "Bob", Role::Reader).await,
    ]
}

#[tokio::test]
async fn a_comment_comes_back_as_it_was_said() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let [_, ann, bob] = people(&store).await;
    let new =
        NewComment { article_id: Some(ids[0]), quote: Some("Text of".to_owned()), ..said(ann, None, "Well said") };
    let first = store.add_comment(&new, NOW).await.unwrap();
    assert_eq!(
        first,
        Comment {
            id: first.id,
            story_id: 1,
            parent_id: None,
            user_id: ann,
            author: "Ann".to_owned(),
            article_id: Some(ids[0]),
            quote: Some("Text of".to_owned()),
            text: "Well said".to_owned(),
            html: "<p>Well said</p>".to_owned(),
            added_at: NOW,
            edited_at: None,
            deleted: false,
        }
    );
    let reply = say(&store, bob, Some(first.id), "Indeed", 1).await;
    let thread = store.comments(1).await.unwrap();
    assert_eq!(
        thread.iter().map(|one| (one.id, one.parent_id)).collect::<Vec<_>>(),
        [(first.id, None), (reply, Some(first.id))]
    );
    assert_eq!(store.comments_of_article(ids[0]).await.unwrap(), thread);
    assert_eq!(store.comment(first.id).await.unwrap(), first);
    assert_eq!(store.comment_counts(&[1, 7]).await.unwrap().into_iter().collect::<Vec<_>>(), [(1, 2), (7, 0)]);
    assert_eq!(store.comments_by_user_since(ann, NOW).await.unwrap(), 1);
    assert_eq!(store.comments_by_user_since(ann, NOW + 1).await.unwrap(), 0);
}

#[tokio::test]
async fn a_second_click_says_nothing_again() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let [_, ann, bob] = people(&store).await;
    let first = say(&store, ann, None, "Well said", 0).await;
    let quoted = NewComment { quote: Some("Text of".to_owned()), ..said(ann, None, "Well said") };
    let elsewhere = NewComment { story_id: 2, ..said(ann, None, "Well said") };
    let cases = [
        ("at once", said(ann, None, "Well said"), 0, true),
        ("within the minute", said(ann, None, "Well said"), 59_999, true),
        ("later", said(ann, None, "Well said"), 60_000, false),
        ("another reader", said(bob, None, "Well said"), 1, false),
        ("other words", said(ann, None, "Well said!"), 1, false),
        ("an answer", said(ann, Some(first), "Well said"), 1, false),
        ("with a quotation", quoted, 1, false),
        ("another story", elsewhere, 1, false),
    ];
    let mut ids = vec![first];
    for (case, new, later, same) in cases {
        let comment = store.add_comment(&new, NOW + later).await.unwrap();
        assert_eq!(comment.id == first, same, "{case}");
        assert!(same || !ids.contains(&comment.id), "{case}");
        ids.push(comment.id);
    }
    store.delete_comment(first, ann, NOW + 2).await.unwrap();
    assert_ne!(say(&store, ann, None, "Well said", 3).await, first, "what was deleted is said anew");
}

#[tokio::test]
async fn what_a_comment_hangs_on_must_be_there() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let [_, ann, _] = people(&store).await;
    let elsewhere = store.add_comment(&NewComment { story_id: 2, ..said(ann, None, "x") }, NOW).await.unwrap().id;
    missing(store.add_comment(&NewComment { story_id: 9, ..said(ann, None, "x") }, NOW).await);
    conflict(store.add_comment(&said(99, None, "x"), NOW).await, "account");
    conflict(store.add_comment(&said(ann, Some(99), "x"), NOW).await, "replies to");
    conflict(store.add_comment(&said(ann, Some(elsewhere), "x"), NOW).await, "replies to");
    conflict(store.add_comment(&NewComment { article_id: Some(99), ..said(ann, None, "x") }, NOW).await, "quotes");
    assert_eq!(store.comment_count(1).await.unwrap(), 0);
    missing(store.comment(99).await);
}

#[tokio::test]
async fn only_its_author_changes_a_comment() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    let [olga, ann, bob] = people(&store).await;
    let id = say(&store, ann, None, "Frist", 0).await;
    for other in [olga, bob] {
        conflict(store.edit_comment(id, other, "x", "x", NOW).await, "only its author");
    }
    let edited = store.edit_comment(id, ann, "First", "<p>First</p>", NOW + 5).await.unwrap();
    assert_eq!(
        (edited.text.as_str(), edited.html.as_str(), edited.edited_at),
        ("First", "<p>First</p>", Some(NOW + 5))
    );
    store.delete_comment(id, ann, NOW).await.unwrap();
    missing(store.edit_comment(id, ann, "Back", "Back", NOW).await);
    missing(store.edit_comment(99, ann, "x", "x", NOW).await);
}

#[tokio::test]
async fn a_deleted_comment_holds_its_place_while_words_hang_on_it() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    let [olga, ann, bob] = people(&store).await;
    let root = say(&store, ann, None, "root", 0).await;
    let middle = say(&store, bob, Some(root), "middle", 1).await;
    let leaf = say(&store, ann, Some(middle), "leaf", 2).await;
    conflict(store.delete_comment(root, bob, NOW).await, "may delete");
    conflict(store.delete_comment(root, 99, NOW).await, "may delete");
    let gone = store.delete_comment(root, ann, NOW).await.unwrap();
    assert_eq!((gone.deleted, gone.text.as_str(), gone.quote), (true, "", None));
    store.delete_comment(middle, olga, NOW).await.unwrap();
    assert_eq!(texts(&store.comments(1).await.unwrap()), ["", "", "leaf"]);
    assert_eq!(store.comment_count(1).await.unwrap(), 1);
    store.delete_comment(leaf, ann, NOW).await.unwrap();
    store.delete_comment(leaf, ann, NOW).await.unwrap();
    assert_eq!(store.comments(1).await.unwrap(), [], "nothing hangs on any of them");
    assert_eq!(store.comments_by_user_since(ann, 0).await.unwrap(), 2, "deleting is no way round a limit");
    conflict(store.add_comment(&said(bob, Some(root), "x"), NOW).await, "replies to");
}

#[tokio::test]
async fn a_merge_takes_the_thread_along() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let [_, ann, _] = people(&store).await;
    let first = say(&store, ann, None, "on one", 0).await;
    store.add_comment(&NewComment { story_id: 2, ..said(ann, None, "on two") }, NOW + 1).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let late = store.add_comment(&said(ann, Some(first), "through the old link"), NOW + 2).await.unwrap();
    assert_eq!(late.story_id, 2);
    for id in [1, 2] {
        assert_eq!(
            texts(&store.comments(id).await.unwrap()),
            ["on one", "on two", "through the old link"],
            "story {id}"
        );
        assert_eq!(store.comment_count(id).await.unwrap(), 3);
    }
    assert_eq!(store.comments_of_article(ids[0]).await.unwrap().len(), 3);
}
