//! A comment written through the form outlives the process.

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;
use crate::expected::{Read, text};

const WORDS: &str = "My aunt drove the milk lorry. *She is fine.*";

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_outlives_a_kill() {
    let mut demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let manuscript = "harbour-post/skerry-tunnel-shut";
    let article = read.article(manuscript);
    let story = read.story_of(manuscript).to_owned();
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    post(&tab, &demo.at(&format!("/story/{story}"))).await;
    assert_eq!(comments(&tab).await, ["My aunt drove the milk lorry. She is fine."]);
    assert_eq!(tab.faults().await, Vec::<String>::new());
    demo.kill_and_restart().await;
    tab.visit(&demo.at(&format!("/story/{story}"))).await;
    assert_eq!(comments(&tab).await, ["My aunt drove the milk lorry. She is fine."]);
    tab.visit(&demo.at(text(&article["page"]))).await;
    assert_eq!(
        comments(&tab).await,
        ["My aunt drove the milk lorry. She is fine."],
        "it shows on the story's articles"
    );
    let kept = demo.json(&format!("/api/v1/articles/{}/comments", text(&article["id"]))).await;
    assert_eq!(kept["comments"][0]["text"], WORDS);
    same_house(&read, &Read::of(&demo).await);
    chrome.close().await;
}

/// The restart lost nothing and repeated nothing: the same articles with the same words in the same stories.
fn same_house(before: &Read, after: &Read) {
    let stands = |read: &Read| {
        let row = |(manuscript, article): (&String, &serde_json::Value)| {
            let keys = ["id", "url", "title", "published_at", "text", "story", "copy_of"];
            (manuscript.clone(), keys.map(|key| article[key].clone()))
        };
        read.articles.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(stands(before), stands(after));
}

/// Writes through the real form.
pub async fn post(tab: &Tab, page: &str) {
    tab.visit(page).await;
    tab.write("#c", WORDS).await;
    tab.click("#reply button").await;
    tab.wait_for("document.readyState === 'complete' && document.querySelector('.thread .words')").await;
}

/// The comments that a page shows.
pub async fn comments(tab: &Tab) -> Vec<String> {
    tab.js("[...document.querySelectorAll('.thread .words')].map((words) => words.textContent.trim())").await
}
