//! The first seconds: the page fills by itself while the newsrooms are read.

use crate::chrome::Chrome;
use crate::demo::Demo;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_fills_without_reloading() {
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    let demo = Demo::start();
    tab.visit(&demo.at("/")).await;
    let line: Option<String> = tab.js("document.querySelector('.progress')?.textContent ?? null").await;
    let line = line.expect("the progress line is there while the demo is read");
    assert!(
        line.starts_with("Reading ")
            && line.contains(" publishers · ")
            && line.contains(" articles · ")
            && line.ends_with(" stories"),
        "{line}"
    );
    let before: usize = tab.js("(window.mark = 'same page', document.querySelectorAll('#main .card').length)").await;
    demo.settle().await;
    tab.wait_for("!document.querySelector('.progress')?.textContent.startsWith('Reading ')").await;
    tab.wait_for("document.querySelector('#main .card.big') && document.querySelector('.end').textContent.startsWith('You’re up to date')").await;
    let (mark, after, stories): (Option<String>, usize, usize) =
        tab.js("[window.mark ?? null, document.querySelectorAll('#main .card').length, document.querySelectorAll('#main :is(.card, .brief > li, .further li)').length]").await;
    assert_eq!(mark.as_deref(), Some("same page"), "the page was not loaded again");
    assert!(after > before, "{before} cards became {after}");
    let end: String = tab.js("document.querySelector('.end').textContent").await;
    assert!(end.contains(&format!("{stories} stories")), "{stories} stories are shown; {end}");
    assert_eq!(tab.faults().await, Vec::<String>::new());
    chrome.close().await;
}
