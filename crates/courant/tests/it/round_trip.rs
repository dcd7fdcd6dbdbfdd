//! What `courant export` writes, `courant import` knows again.

use std::path::Path;
use std::process::{Command, Output};

use courant::app;
use courant_store::{Done, FetchedPage, Store};

use super::web::news::{HARBOUR, NOW};
use super::web::stored::{Filling, page_of};

fn courant(folder: &Path, arguments: &[&str]) -> Output {
    let data = ["--data", folder.to_str().unwrap()];
    let output = Command::new(env!("CARGO_BIN_EXE_courant")).args(arguments).args(data).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

async fn articles(folder: &Path) -> Vec<String> {
    let store = app::open_store(folder).await.unwrap();
    let all = store.export_articles(0, 99).await.unwrap().into_iter().map(|one| one.article.title).collect();
    store.close().await;
    all
}

/// A page that gives itself another link than the feed gave it.
async fn read_under_its_own_link(store: &Store) {
    let kept = Filling::new(store).article(&HARBOUR).await;
    let own = Some("https://harbour-post.example/its-own-link".to_owned());
    let page = FetchedPage { canonical_url: own, ..page_of(kept.id) };
    store.store_page(&page, NOW, Done::none()).await.unwrap();
}

#[tokio::test]
async fn what_was_exported_is_known_when_it_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let store = app::open_store(folder.path()).await.unwrap();
    read_under_its_own_link(&store).await;
    store.close().await;
    let file = folder.path().join("articles.jsonl");
    let file_name = file.to_str().unwrap();
    // With the mark that some editors put before a text.
    let bread = r#"{"id": "b7", "title": "Bread is dearer", "text": "Flour is short in the islands."}"#;
    std::fs::write(&file, format!("\u{feff}{bread}\n")).unwrap();
    courant(folder.path(), &["import", file_name]);
    let before = articles(folder.path()).await;
    assert_eq!(before.len(), 2);
    std::fs::write(&file, courant(folder.path(), &["export", "jsonl"]).stdout).unwrap();
    for _ in 0..2 {
        courant(folder.path(), &["import", file_name]);
        assert_eq!(articles(folder.path()).await, before);
    }
    // A line that was changed by hand says something else and is another article.
    let changed = std::fs::read_to_string(&file).unwrap().replace("Flour is short", "Flour is plenty");
    std::fs::write(&file, changed).unwrap();
    courant(folder.path(), &["import", file_name]);
    assert_eq!(articles(folder.path()).await.len(), 3);
}
