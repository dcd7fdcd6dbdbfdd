//! A summary says nothing of its own: each sentence stands in its source, byte for byte, where the API says.

use crate::chrome::Chrome;
use crate::demo::Demo;
use crate::expected::{Read, slice, text};

#[tokio::test(flavor = "multi_thread")]
async fn each_summary_sentence_is_its_source_s() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    let mut sentences = 0;
    for listed in read.stories.keys() {
        let story = demo.json(&format!("/api/v1/stories/{listed}")).await;
        let summary = story["summary"].as_array().unwrap();
        let mut told = Vec::new();
        for sentence in summary {
            let words = text(&sentence["text"]);
            let sources = sentence["sources"].as_array().unwrap();
            assert!(!sources.is_empty(), "{words:?} names no source");
            for source in sources {
                let whole = read.by_id(text(&source["article"]));
                assert_eq!(text(&whole["story"]), listed, "{words:?} comes from another story");
                let offset = |key: &str| usize::try_from(source[key].as_u64().unwrap()).unwrap();
                let there = slice(text(&whole["text"]), offset("start"), offset("end"));
                assert_eq!(there.as_bytes(), words.as_bytes(), "in {}", whole["url"]);
            }
            told.push(words.to_owned());
        }
        sentences += told.len();
        // One short text, printed twice, may be too little to tell again.
        if story["independent_reports"].as_u64() > Some(1) {
            assert!(!told.is_empty(), "{} has no summary", story["title"]);
        }
        if !told.is_empty() && story["articles"].as_array().unwrap().len() > 1 {
            shown(&demo, &tab, listed, &told).await;
        }
    }
    assert!(sentences >= 15, "only {sentences} sentences were told");
    chrome.close().await;
}

/// The story's page prints those sentences and nothing else, each with a mark that leads to a paragraph holding it.
async fn shown(demo: &Demo, tab: &crate::chrome::Tab, story: &str, told: &[String]) {
    tab.visit(&demo.at(&format!("/story/{story}"))).await;
    let printed: Vec<(String, Vec<String>)> = tab
        .js("[...document.querySelectorAll('.known > ul > li')].map((line) => [[...line.childNodes].filter((node) => node.nodeType === 3)\
             .map((node) => node.data).join('').trim(), [...line.querySelectorAll('a.src')].map((mark) => mark.getAttribute('href'))])")
        .await;
    let words: Vec<&str> = printed.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, told, "story {story}");
    for (words, marks) in &printed {
        assert!(!marks.is_empty(), "{words:?} has no source mark");
        for mark in marks {
            let found: bool = tab
                .promised(&format!(
                    "fetch({mark:?}).then((answer) => answer.text()).then((html) => {{ \
                     const page = new DOMParser().parseFromString(html, 'text/html'); \
                     const place = page.getElementById({mark:?}.split('#')[1] ?? ''); \
                     return !!place && place.textContent.replace(/\\s+/g, ' ').includes({words:?}.replace(/\\s+/g, ' ')); }})"
                ))
                .await;
            assert!(found, "{mark} does not hold {words:?}");
        }
    }
}
