//! Changes: what the search index follows.

use courant_store::{Done, FetchedPage};

use crate::bench::*;

#[tokio::test]
async fn each_article_stands_once_at_its_newest_change() {
    let store = store().await;
    assert_eq!(store.last_change().await.unwrap(), 0);
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let order = |seq| {
        let store = store.clone();
        async move {
            let changes = store.changes_after(seq, 99).await.unwrap();
            changes.into_iter().map(|change| change.article_id).collect::<Vec<_>>()
        }
    };
    assert_eq!(order(0).await, ids);
    let seen = store.last_change().await.unwrap();
    let page = FetchedPage { text: "Other words".to_owned(), ..page(ids[0]) };
    store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(order(seen).await, [ids[0]]);
    assert_eq!(order(0).await, [ids[1], ids[0]]);
    let seen = store.last_change().await.unwrap();
    store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(order(seen).await, [0; 0], "nothing changed");
    decide(&store, &[tick(vec![assign(ids[1], 2)])]).await;
    assert_eq!(order(seen).await, [ids[1]], "another story");
    assert_eq!(store.changes_after(0, 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn documents_are_what_readers_may_see() {
    let store = store().await;
    let (source, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let unplaced = arrive(&store, source, vec![entry("a.example", "two", NOW)]).await[0];
    assert_eq!(store.changes_after(0, 9).await.unwrap().len(), 1, "what nobody sees is no news");
    let documents = store.documents(&[ids[0], unplaced, 999]).await.unwrap();
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    assert_eq!((document.id, document.story_id, document.language.as_str()), (ids[0], Some(1), "en"));
    assert_eq!((document.title.as_str(), document.text.as_str()), ("Title of one", "Text of one"));
    assert_eq!((document.publisher.as_str(), document.url.as_str()), ("a.example", "https://a.example/one?from=feed"));
    assert_eq!(document.tags, ["harbour", "storm"]);
}
