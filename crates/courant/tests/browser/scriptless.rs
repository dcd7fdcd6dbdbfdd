//! Everything can be read and written with scripts switched off.

use crate::chrome::Chrome;
use crate::comments;
use crate::demo::Demo;
use crate::expected::{Read, text};

#[tokio::test(flavor = "multi_thread")]
async fn no_script_is_needed() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let manuscript = "harbour-post/skerry-tunnel-shut";
    let article = read.article(manuscript);
    let story = format!("/story/{}", read.story_of(manuscript));
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    tab.without_scripts().await;
    tab.visit(&demo.at("/latest")).await;
    tab.press("j").await;
    let moved: usize = tab.js("document.querySelectorAll('.items .at').length").await;
    assert_eq!(moved, 0, "scripts are off");
    tab.visit(&demo.at("/")).await;
    let cards: usize = tab.js("document.querySelectorAll('#main :is(.card, .brief li)').length").await;
    assert!(cards >= 12, "{cards} stories on the front page");
    tab.click(&format!(".card a[href='{story}']:not([aria-hidden])")).await;
    tab.wait_for(&format!("document.readyState === 'complete' && location.pathname === '{story}'")).await;
    let known: usize = tab.js("document.querySelectorAll('.known li').length").await;
    assert!(known >= 1);
    tab.click(&format!(".reports a[href='{}']", text(&article["page"]))).await;
    tab.wait_for(&format!("document.readyState === 'complete' && location.pathname === '{}'", text(&article["page"])))
        .await;
    let shown: String = tab.js("document.querySelector('.text').textContent").await;
    let squeeze = |words: &str| words.split_whitespace().collect::<String>();
    assert_eq!(squeeze(&shown), squeeze(text(&article["text"])), "the whole text is there");
    comments::post(&tab, &demo.at(&story)).await;
    assert_eq!(comments::comments(&tab).await.len(), 1);
    chrome.close().await;
}
