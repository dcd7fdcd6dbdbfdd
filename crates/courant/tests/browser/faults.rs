//! No page says anything to the console, breaks its own policy, or asks another machine for anything.

use crate::chrome::Chrome;
use crate::demo::Demo;
use crate::expected::Read;
use crate::places;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_quiet_and_keep_to_themselves() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    for place in places::all(&demo, &read).await {
        let address = demo.at(&place.path);
        tab.visit(&address).await;
        tab.scroll_through().await;
        let broken: Vec<String> =
            tab.js("[...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)").await;
        assert!(broken.is_empty(), "{} has pictures that are not there: {broken:?}", place.name);
        let mut faults = tab.faults().await;
        if place.name == "404" || place.name == "no such story" {
            // The browser itself notes that the page asked for is a 404.
            let own = format!(
                "log: Failed to load resource: the server responded with a status of 404 (Not Found) {address}"
            );
            let before = faults.len();
            faults.retain(|fault| *fault != own);
            assert_eq!(before - faults.len(), 1, "{} answers 404: {faults:?}", place.name);
        }
        assert!(faults.is_empty(), "{}: {faults:#?}", place.name);
        let requests = tab.requests().await;
        assert!(requests.contains(&address), "{} was asked for: {requests:?}", place.name);
        let elsewhere: Vec<_> =
            requests.iter().filter(|request| !request.starts_with(&format!("{}/", demo.base))).collect();
        assert!(elsewhere.is_empty(), "{} asks elsewhere: {elsewhere:?}", place.name);
    }
    chrome.close().await;
}

/// The eyes of the test above see what it looks for.
#[tokio::test(flavor = "multi_thread")]
async fn faults_are_seen() {
    let demo = Demo::start();
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    for (script, words) in [
        ("console.error('planted')", "planted"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
        (
            "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.9/a.png' }))",
            "Content Security Policy",
        ),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("document.body.append(Object.assign(new Image(), { src: '/none.png' }))", "404"),
    ] {
        tab.visit(&demo.at("/sources")).await;
        assert_eq!(tab.faults().await, Vec::<String>::new());
        let _: bool = tab.js(&format!("({script}, true)")).await;
        let _: bool = tab.promised("new Promise((done) => setTimeout(() => done(true), 200))").await;
        let faults = tab.faults().await;
        assert!(faults.iter().any(|fault| fault.contains(words)), "{script}: {faults:?}");
    }
    chrome.close().await;
}
