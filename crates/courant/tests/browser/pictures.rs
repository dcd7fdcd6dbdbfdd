//! Pictures of the pages that make the first impression, for looking at: written to `COURANT_PICTURES`.

use std::path::Path;

use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;

use crate::chrome::Chrome;
use crate::demo::Demo;
use crate::expected::{Read, text};

/// Front, story and article at 1280 and 390 px, light and dark.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes pictures to the folder that COURANT_PICTURES names"]
async fn pictures_are_taken() {
    let folder = std::env::var_os("COURANT_PICTURES").expect("COURANT_PICTURES names the folder for the pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let article = read.article("harbour-post/skerry-tunnel-shut");
    let places = [
        ("front", "/".to_owned()),
        ("story", format!("/story/{}", read.story_of_event("tunnel"))),
        ("article", text(&article["page"]).to_owned()),
    ];
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    for (width, height) in [(1280, 800), (390, 844)] {
        for dark in [false, true] {
            tab.dark(dark).await;
            for (name, path) in &places {
                tab.size(width, height).await;
                tab.visit(&demo.at(path)).await;
                tab.scroll_through().await;
                // The whole page is pictured in a window as high as the page.
                let whole: i64 = tab.js("document.scrollingElement.scrollHeight").await;
                tab.size(width, whole).await;
                let colours = if dark { "dark" } else { "light" };
                let file = Path::new(&folder).join(format!("{name}-{width}-{colours}.png"));
                let params = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
                let bytes = tab.page.screenshot(params).await.unwrap();
                let pixels = bytes.get(16..20).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
                assert_eq!(pixels.map(i64::from), Some(width), "{} is as wide as the window", file.display());
                std::fs::write(file, bytes).unwrap();
            }
        }
    }
    chrome.close().await;
}
