//! Nothing hangs over the edge, nothing is cut in the middle of a line, and the front page is as dense as a paper.

use serde::Deserialize;

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;
use crate::expected::Read;
use crate::places;

/// What hangs over the right or left edge of the window, and is not in a box that scrolls by itself.
const OVER_THE_EDGE: &str = "(() => { \
    const wide = document.scrollingElement.scrollWidth - innerWidth; \
    const scrolls = (node) => node && node !== document.body && (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement)); \
    const over = [...document.body.querySelectorAll('*')].filter((node) => { \
        const box = node.getBoundingClientRect(); \
        return box.width > 1 && (box.right > innerWidth + .5 || box.left < -.5) && !scrolls(node); }); \
    return [...(wide > 0 ? ['the page is ' + wide + ' px too wide'] : []), ...over.map((node) => node.outerHTML.slice(0, 120))]; })()";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hangs_over_the_edge() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(390, 844).await;
    for place in places::all(&demo, &read).await {
        tab.visit(&demo.at(&place.path)).await;
        for width in [390, 320, 760, 1280] {
            tab.size(width, 844).await;
            let inner: i64 = tab.js("innerWidth").await;
            assert_eq!(inner, width, "the window of {}", place.name);
            let over: Vec<String> = tab.js(OVER_THE_EDGE).await;
            assert!(over.is_empty(), "{} at {width} px: {over:#?}", place.name);
        }
        tab.size(390, 844).await;
    }
    // A planted fault is seen.
    let _: bool = tab.js("(document.querySelector('#main').append(document.createTextNode('m'.repeat(200))), document.body.classList.add('x'), \
        document.querySelector('#main').insertAdjacentHTML('beforeend', '<pre>' + 'm'.repeat(200) + '</pre>'), true)").await;
    let over: Vec<String> = tab.js(OVER_THE_EDGE).await;
    assert!(!over.is_empty(), "a line of 200 letters hangs over the edge");
    chrome.close().await;
}

/// Publishers whose name is a sentence, and headlines without an end, put into the page where the demo has none.
const WIDE_NAMES: &str = "(() => { \
    document.querySelector('#main').insertAdjacentHTML('beforeend', \
        '<ul class=\"brief\"><li class=\"line\"><a class=\"plain\" href=\"/\">Sluice</a> <span class=\"meta\">x</span></li></ul>'); \
    const name = 'The Fenland Courier of Aldermouth - News Channel - Whole International Edition'; \
    document.querySelectorAll('.brief li > .meta, p.meta > span:not(.mark), .by b').forEach((node) => { node.textContent = name; }); \
    const line = 'The sluice at Norderhagen was opened once more and then '; \
    document.querySelectorAll('.card h2 a, .card h3 a, .part h2 a').forEach((node) => { node.textContent = line.repeat(8); }); \
    const lines = (node) => node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).lineHeight); \
    return [...document.querySelectorAll('.card h2 a, .card h3 a, .part h2 a')].map(lines).filter((high) => high > 5.2).length; })()";

#[tokio::test(flavor = "multi_thread")]
async fn wide_names_and_endless_headlines_keep_to_the_page() {
    let demo = Demo::read().await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(320, 844).await;
    for width in [320, 390, 1280] {
        tab.size(width, 844).await;
        tab.visit(&demo.at("/")).await;
        let high: usize = tab.js(WIDE_NAMES).await;
        assert_eq!(high, 0, "headlines of more than five lines at {width} px");
        let over: Vec<String> = tab.js(OVER_THE_EDGE).await;
        assert!(over.is_empty(), "at {width} px: {over:#?}");
    }
    chrome.close().await;
}

/// A lead's box: its height in lines, and the lines its words take.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed where a check fails")]
struct Lead {
    words: String,
    lines: f64,
    most: f64,
    cut: bool,
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_end_with_a_whole_line() {
    let demo = Demo::read().await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    for (width, height) in [(1280, 800), (1040, 800), (900, 800), (390, 844)] {
        tab.size(width, height).await;
        tab.visit(&demo.at("/")).await;
        let leads: Vec<Lead> = tab
            .js("[...document.querySelectorAll('.card .lead')].filter((lead) => lead.checkVisibility()).map((lead) => { \
                 const style = getComputedStyle(lead); const line = parseFloat(style.lineHeight); \
                 return { words: lead.textContent, lines: lead.getBoundingClientRect().height / line, most: parseFloat(style.webkitLineClamp), \
                 cut: lead.scrollHeight > lead.clientHeight + 2 }; })")
            .await;
        assert!(!leads.is_empty(), "leads are shown at {width} px");
        for lead in leads {
            assert!(
                (lead.lines - lead.lines.round()).abs() < 0.1 && lead.lines.round() <= lead.most,
                "at {width} px: {lead:?}"
            );
            // Between the widths that it was measured at, a wide font may need the stylesheet's own cut, inside a word.
            assert!(!lead.cut || ![1280, 900].contains(&width), "at {width} px: {lead:?}");
        }
    }
    chrome.close().await;
}

/// Bottoms of the headlines that are shown, from the top of the page, in order of reading.
async fn headlines(tab: &Tab) -> Vec<f64> {
    tab.js("[...document.querySelectorAll('#main .card :is(h2, h3), #main .brief li > a')].filter((head) => head.checkVisibility())\
            .map((head) => head.getBoundingClientRect().bottom + scrollY)")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_is_dense() {
    let demo = Demo::read().await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    tab.visit(&demo.at("/")).await;
    let two_screens = headlines(&tab).await.into_iter().filter(|bottom| *bottom <= 1600.0).count();
    assert!(two_screens >= 12, "{two_screens} stories in two screens");
    let columns: Vec<(String, Vec<f64>)> = tab
        .js("[...document.querySelectorAll('.sect')].filter((section) => section.querySelector('.c4')).map((section) => \
             [section.querySelector('h2').textContent, [...section.querySelectorAll('.c4')].map((column) => \
             column.lastElementChild.getBoundingClientRect().bottom - column.getBoundingClientRect().top)])")
        .await;
    assert!(!columns.is_empty(), "the front page has sections");
    for (section, heights) in columns {
        let most = heights.iter().copied().fold(0.0, f64::max);
        let least = heights.iter().copied().fold(f64::MAX, f64::min);
        assert!(heights.len() == 3 && least >= 0.5 * most, "columns of {section}: {heights:?}");
    }
    tab.size(390, 844).await;
    let bottoms = headlines(&tab).await;
    let mut screens: Vec<usize> = vec![0; (bottoms.last().unwrap() / 844.0) as usize + 1];
    bottoms.iter().for_each(|bottom| screens[(bottom / 844.0) as usize] += 1);
    screens.pop();
    assert!(
        screens.len() > 2 && screens[1..].iter().all(|shown| *shown >= 4) && screens[0] >= 2,
        "headlines on each phone screen: {screens:?}"
    );
    chrome.close().await;
}
