//! The keys of Latest: j and k move, o opens, s saves.

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;

/// Which row the keys are at, counted from one; zero for none.
async fn at(tab: &Tab) -> usize {
    tab.js("[...document.querySelectorAll('.items li')].findIndex((row) => row.classList.contains('at')) + 1").await
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_move_open_and_save() {
    let demo = Demo::read().await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    tab.visit(&demo.at("/latest")).await;
    assert_eq!(at(&tab).await, 0);
    for (key, row) in [("j", 1), ("k", 1), ("j", 2), ("j", 3), ("k", 2)] {
        tab.press(key).await;
        assert_eq!(at(&tab).await, row, "after {key}");
    }
    let (id, title): (String, String) = tab.js("(() => { const row = document.querySelector('.items .at'); return [row.dataset.mark.split('/')[2], [...row.querySelector('h3 a').childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim()]; })()").await;
    tab.press("s").await;
    tab.wait_for("document.querySelector('.items .at').dataset.saved === 'yes'").await;
    tab.press("o").await;
    tab.wait_for(&format!("location.pathname === '/article/{id}' && document.readyState === 'complete'")).await;
    let headline: String = tab.js("document.querySelector('h1').textContent").await;
    assert_eq!(headline, title);
    tab.visit(&demo.at("/saved")).await;
    let saved: Vec<String> = tab
        .js("[...document.querySelectorAll('#main a[href^=\"/article/\"]')].map((link) => link.getAttribute('href'))")
        .await;
    assert!(saved.contains(&format!("/article/{id}")), "saved are {saved:?}");
    tab.visit(&demo.at("/latest")).await;
    let read: bool = tab
        .js(&format!(
            "document.querySelector('.items li[data-mark=\"/article/{id}/mark\"]').classList.contains('read')"
        ))
        .await;
    assert!(read, "what was opened is read");
    tab.click("#q").await;
    tab.press("j").await;
    let typed: String = tab.js("document.querySelector('#q').value").await;
    assert_eq!(typed, "j");
    assert_eq!(at(&tab).await, 0, "keys in a field are letters");
    chrome.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marking_counts_what_is_unread_anew() {
    let demo = Demo::read().await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    tab.visit(&demo.at("/latest")).await;
    const UNREAD: &str = "Number(document.querySelector('#unread').textContent.replace(',', ''))";
    let before: u64 = tab.js(UNREAD).await;
    tab.press("j").await;
    tab.press("m").await;
    tab.wait_for(&format!("{UNREAD} === {}", before - 1)).await;
    let all: String = tab.js("document.querySelector('.folders .n').textContent").await;
    assert_eq!(all.replace(',', ""), (before - 1).to_string(), "beside the list, too");
    tab.press("m").await;
    tab.wait_for(&format!("{UNREAD} === {before}")).await;
    chrome.close().await;
}
