//! Hashtags: at least two shown under every article of 80 words or more, none a bare number or a publisher's name.

use std::collections::BTreeSet;

use crate::chrome::Chrome;
use crate::demo::Demo;
use crate::expected::{Read, text};

#[tokio::test(flavor = "multi_thread")]
async fn articles_show_their_hashtags() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    let bare = |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    let publishers: BTreeSet<String> =
        read.articles.values().map(|article| bare(text(&article["publisher"]))).collect();
    let mut long = 0;
    for (manuscript, article) in &read.articles {
        if text(&article["text"]).split_whitespace().count() < 80 {
            continue;
        }
        long += 1;
        tab.visit(&demo.at(text(&article["page"]))).await;
        let tags: Vec<String> = tab
            .js("[...document.querySelectorAll('#main .tags a[href^=\"/tag/\"]')].map((tag) => tag.textContent)")
            .await;
        assert!(tags.len() >= 2, "{manuscript} shows {tags:?}");
        for tag in &tags {
            let word = tag.strip_prefix('#').unwrap_or_else(|| panic!("{tag} has no #"));
            assert!(word.chars().any(char::is_alphabetic), "{manuscript} shows {tag}");
        }
    }
    assert!(long >= 40, "only {long} long articles");
    tab.visit(&demo.at("/")).await;
    let nav: Vec<(String, String)> = tab.js("[...document.querySelectorAll('.nav a[href^=\"/tag/\"]')].map((tag) => [tag.textContent, tag.getAttribute('href')])").await;
    for (tag, href) in nav {
        assert!(!publishers.contains(&bare(&tag)), "{tag} in the navigation is a publisher");
        tab.visit(&demo.at(&href)).await;
        let stories: usize = tab.js("document.querySelectorAll('#main :is(.card, .brief li)').length").await;
        assert!(stories >= 2, "{tag} in the navigation leads to {stories} stories");
    }
    chrome.close().await;
}
