//! Ask answers with words of the reports, or says that they hold no answer.

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;
use crate::expected::{Read, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_in_quotation_or_refused() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let ask = &read.expected["ask"];
    let story = read.story_of_event(text(&ask["story_event"]));
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    let answer = question(&demo, &tab, story, text(&ask["answerable"]["question"])).await;
    let sentences: Vec<String> = tab
        .js("[...document.querySelectorAll('.answer li')].map((line) => [...line.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim())")
        .await;
    assert!(!sentences.is_empty() && answer.contains(text(&ask["answerable"]["answer_contains"])), "{answer}");
    let members = read.stories[story]["articles"].as_array().unwrap();
    for sentence in &sentences {
        let stands = members.iter().any(|member| text(&read.by_id(text(&member["id"]))["text"]).contains(sentence));
        assert!(stands, "{sentence:?} stands in no report");
    }
    let marks: usize = tab
        .js("[...document.querySelectorAll('.answer li')].filter((line) => line.querySelector('a.src')).length")
        .await;
    assert_eq!(marks, sentences.len(), "each sentence names its source");
    let refusal = question(&demo, &tab, story, text(&ask["unanswerable"])).await;
    let answered: usize = tab.js("document.querySelectorAll('.answer').length").await;
    assert!(answered == 0 && refusal.contains("No sentence that answers this"), "{refusal}");
    chrome.close().await;
}

/// Asks through the form that the story's page leads to, and gives what the page says then.
async fn question(demo: &Demo, tab: &Tab, story: &str, words: &str) -> String {
    tab.visit(&demo.at(&format!("/story/{story}"))).await;
    tab.click(&format!(".verbs a[href='/story/{story}/ask']")).await;
    tab.wait_for("document.readyState === 'complete' && location.pathname.endsWith('/ask')").await;
    tab.write("#question", words).await;
    tab.click(".line-form button").await;
    tab.wait_for("document.readyState === 'complete' && location.search.startsWith('?q=')").await;
    tab.js("document.querySelector('#main').innerText").await
}
