//! What is one story and what is not, on the pages themselves.

use std::collections::BTreeSet;

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;
use crate::expected::{Read, text};

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_becomes_the_stories_it_tells() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    told_in_four_languages(&demo, &read, &tab).await;
    two_ferries(&demo, &read, &tab).await;
    joined_and_apart(&read);
    copies_once(&demo, &read, &tab).await;
    lead_story(&demo, &read, &tab).await;
    chrome.close().await;
}

/// Pages of the reports that a story's page lists, copies too.
async fn reports(demo: &Demo, tab: &Tab, story: &str) -> BTreeSet<String> {
    tab.visit(&demo.at(&format!("/story/{story}"))).await;
    tab.js(
        "[...document.querySelectorAll('.reports h3 a, .reports .copies a')].map((link) => link.getAttribute('href'))",
    )
    .await
}

async fn told_in_four_languages(demo: &Demo, read: &Read, tab: &Tab) {
    let wanted: BTreeSet<String> =
        read.event("surge").into_iter().map(|one| text(&read.article(one)["page"]).to_owned()).collect();
    let story = read.story_of_event("surge");
    assert_eq!(reports(demo, tab, story).await, wanted, "the surge is one story with these reports and no other");
    let languages: BTreeSet<String> = tab
        .js("[...document.querySelectorAll('.reports h3')].map((head) => head.lang || document.documentElement.lang)")
        .await;
    assert_eq!(languages, ["de", "en", "es", "fr"].map(str::to_owned).into());
    tab.visit(&demo.at("/")).await;
    let shown: usize = tab.js(&format!("document.querySelectorAll('#main :is(h2, h3, li > a.plain)').values().filter((head) => (head.querySelector('a') ?? head).getAttribute('href') === '/story/{story}').toArray().length")).await;
    assert_eq!(shown, 1, "the surge stands once on the front page");
}

async fn two_ferries(demo: &Demo, read: &Read, tab: &Tab) {
    let (one, other) = (read.story_of_event("ferry-marrable"), read.story_of_event("ferry-ivo-lund"));
    assert_ne!(one, other, "two groundings are two stories");
    for (event, story) in [("ferry-marrable", one), ("ferry-ivo-lund", other)] {
        let reports = reports(demo, tab, story).await;
        let wanted: BTreeSet<String> =
            read.event(event).into_iter().map(|one| text(&read.article(one)["page"]).to_owned()).collect();
        assert_eq!(reports, wanted, "{event}");
    }
}

fn joined_and_apart(read: &Read) {
    let list = |key: &str| read.expected[key].as_array().unwrap().clone();
    for event in list("must_join") {
        let event = text(&event);
        let stories: BTreeSet<&str> = read.event(event).into_iter().map(|one| read.story_of(one)).collect();
        assert_eq!(
            stories.len(),
            1,
            "{event} is one story: {:?}",
            read.event(event).iter().map(|one| (*one, read.story_of(one))).collect::<Vec<_>>()
        );
    }
    for pair in list("must_not_join") {
        let of = |event: &str| read.event(event).into_iter().map(|one| read.story_of(one)).collect::<BTreeSet<_>>();
        let (one, other) = (of(text(&pair[0])), of(text(&pair[1])));
        assert!(one.is_disjoint(&other), "{pair} share a story");
    }
    for alone in list("no_story") {
        let story = read.story_of(text(&alone));
        assert_eq!(read.stories[story]["articles"].as_array().unwrap().len(), 1, "{alone} stands alone");
    }
}

async fn copies_once(demo: &Demo, read: &Read, tab: &Tab) {
    for (event, independent) in read.expected["independent_reports"].as_object().unwrap() {
        let story = &read.stories[read.story_of_event(event)];
        assert_eq!(&story["independent_reports"], independent, "{event}");
    }
    for (origin, copies) in read.expected["copies"].as_object().unwrap() {
        let origin = read.article(origin);
        assert!(origin["copy_of"].is_null(), "{} is no copy", origin["url"]);
        for copy in copies.as_array().unwrap() {
            assert_eq!(read.article(text(copy))["copy_of"], origin["id"], "{copy}");
        }
    }
    let tunnel = read.story_of_event("tunnel");
    tab.visit(&demo.at("/")).await;
    let words: String = tab
        .js(&format!(
            "document.querySelector('#main :is(h2, h3) a[href=\"/story/{tunnel}\"]').closest('.card').innerText"
        ))
        .await;
    // The dot is set apart from what it parts.
    let said = words.replace('·', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("7 outlets 3 independent reports"), "the tunnel's card says: {words}");
    tab.visit(&demo.at(&format!("/story/{tunnel}"))).await;
    let (independent, copies): (usize, usize) =
        tab.js("[document.querySelectorAll('.reports > li').length, document.querySelectorAll('.reports .copies li').length]").await;
    assert_eq!((independent, copies), (3, 4), "copies stand under the text they repeat");
}

/// What the first glance meets: the tunnel, with its picture, one disagreement and the three links.
async fn lead_story(demo: &Demo, read: &Read, tab: &Tab) {
    let tunnel = format!("/story/{}", read.story_of_event("tunnel"));
    tab.visit(&demo.at("/")).await;
    let lead: String = tab.js("document.querySelector('.card.big h2 a').getAttribute('href')").await;
    assert_eq!(lead, tunnel, "the tunnel leads the page");
    let caption: String = tab.js("document.querySelector('.card.big figcaption')?.innerText ?? ''").await;
    assert!(!caption.trim().is_empty(), "the lead picture has a caption");
    let differ: String = tab.js("document.querySelector('.card.big .differ')?.innerText ?? ''").await;
    assert!(differ.contains("212 (Harbour Post, ") && differ.contains("190 (Halyard Wire, "), "{differ}");
    let guides: Vec<String> =
        tab.js("[...document.querySelectorAll('.card.big .guide a')].map((link) => link.getAttribute('href'))").await;
    assert_eq!(guides, ["why", "left-out", "ask"].map(|verb| format!("{tunnel}/{verb}")));
}
