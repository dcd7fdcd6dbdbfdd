//! A reason is true: each shared name, number or phrase stands in both texts.

use serde_json::Value;

use crate::chrome::Chrome;
use crate::demo::Demo;
use crate::expected::{Read, text};

/// Headline and text, where evidence may stand.
fn words(article: &Value) -> String {
    format!("{}\n{}", text(&article["title"]), text(&article["text"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn shared_evidence_stands_in_both_texts() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let mut shared = 0;
    for (manuscript, article) in &read.articles {
        for related in article["related"].as_array().unwrap() {
            let other = read.by_id(text(&related["id"]));
            assert_ne!(article["id"], other["id"], "{manuscript} is related to itself");
            let why = related["why"].as_array().unwrap();
            assert!(!why.is_empty(), "{manuscript} gives no reason for {}", other["url"]);
            for one in why.iter().filter(|one| matches!(text(&one["kind"]), "entity" | "number" | "phrase")) {
                shared += 1;
                for side in [article, other] {
                    assert!(
                        words(side).contains(text(&one["text"])),
                        "{one} of {manuscript} does not stand in {}",
                        side["url"]
                    );
                }
            }
        }
    }
    assert!(shared >= 20, "only {shared} shared names, numbers and phrases");
    on_the_page(&demo, &read).await;
}

/// What "Why are these one story?" prints: parts of "Both name A, B and C; both say “D”; 40 minutes apart".
async fn on_the_page(demo: &Demo, read: &Read) {
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    let mut names = 0;
    for (id, story) in &read.stories {
        let members: Vec<&str> = story["articles"].as_array().unwrap().iter().map(|one| text(&one["id"])).collect();
        if members.len() < 2 {
            continue;
        }
        tab.visit(&demo.at(&format!("/story/{id}/why"))).await;
        let rows: Vec<(String, String)> = tab
            .js("[...document.querySelectorAll('.rel li')].map((row) => [row.querySelector('h3 a').getAttribute('href').split('/').pop(), \
                 row.querySelector('.why').textContent])")
            .await;
        assert_eq!(rows.len(), members.len(), "a row for each report of story {id}");
        for (member, why) in rows {
            assert!(!why.trim().is_empty() && !why.contains("No evidence"), "{member} of story {id}: {why:?}");
            for name in parts(&why) {
                names += 1;
                assert!(words(read.by_id(&member)).contains(&name), "{name:?} does not stand in article {member}");
                let others = members.iter().filter(|other| **other != member);
                assert!(
                    others.clone().any(|other| words(read.by_id(other)).contains(&name)),
                    "{name:?} of {member} stands in no other report"
                );
            }
        }
    }
    assert!(names >= 20, "only {names} names on the pages");
    chrome.close().await;
}

/// The names, numbers and phrases that a printed reason holds; a name with "and" in it comes in pieces.
fn parts(why: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in why.split("; ") {
        if let Some((_, phrases)) = part.split_once("oth say ") {
            let said = phrases.split('“').skip(1).filter_map(|piece| piece.split_once('”'));
            parts.extend(said.map(|(phrase, _)| phrase.to_owned()));
        } else if let Some((_, names)) = part.split_once("oth name ") {
            parts.extend(names.split(", ").flat_map(|piece| piece.split(" and ")).map(str::to_owned));
        }
    }
    parts
}
