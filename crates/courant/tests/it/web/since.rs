//! Since you last read: what a story has gained, when, for whom, and how long it stays.

use courant_store::Role;

use super::app::{Answer, App, Kind};
use super::news::{HALYARD, NOW, fill};
use super::stored::{Filling, Kept, Told};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

const GAZETTE: Told = Told {
    outlet: "Upland Gazette",
    title: "Council asks for the log of the tunnel",
    text: "Wardens led out 212 people on foot, among them a school class from Norderhagen.\n\n\
           Mayor Pell Arnesen asked the operator for the log of all 41 sensors in the tunnel.\n\n\
           Both tubes were cleared of traffic within nineteen minutes.",
    ago: 5,
    ..HALYARD
};
const NEWS: &str = "Mayor Pell Arnesen asked the operator for the log of all 41 sensors in the tunnel.";

async fn comes(app: &App, told: &Told, story: i64) -> Kept {
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let kept = filling.article(told).await;
    filling.join(story, &kept).await;
    kept
}

/// What the block says; empty where there is none.
fn block(page: &Answer) -> String {
    let from = page.body.split("aria-labelledby=\"since\"").nth(1);
    from.map(|rest| rest.split("</section>").next().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_story_read_before_shows_what_was_added() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let path = format!("/story/{}", news.tunnel);
    assert_eq!(block(&app.page(&path).await), "", "the first visit");
    let gazette = comes(&app, &GAZETTE, news.tunnel).await;
    for after in [2 * HOUR, 2 * HOUR, 2 * HOUR + 25 * MINUTE, 2 * HOUR + 50 * MINUTE] {
        app.clock.set(NOW + after);
        let page = app.page(&path).await;
        page.says("Since you last read 09:40").in_order(&[
            "aria-labelledby=\"since\"",
            NEWS,
            "aria-labelledby=\"known\"",
        ]);
        let block = block(&page);
        assert!(block.contains(&format!("href=\"/article/{}#p2\">Upland Gazette ¶2</a>", gazette.id)), "{block}");
        assert!(!block.contains("212 people") && !block.contains("nineteen minutes"), "seen already: {block}");
        // Looking at the report does not take the block away.
        app.page(&format!("/article/{}", gazette.id)).await;
    }
    app.clock.set(NOW + 5 * HOUR);
    assert_eq!(block(&app.page(&path).await), "", "nothing new, and not followed");
}

#[tokio::test]
async fn who_follows_is_told_that_nothing_is_new() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (path, id) = (format!("/story/{}", news.tunnel), news.tunnel.to_string());
    app.post("/follow", &[("what", "story"), ("name", &id), ("how", "follow")]).await;
    app.page("/following").await.says("Not read yet.");
    assert_eq!(block(&app.page(&path).await), "", "the first visit");
    app.page("/following").await.says("Nothing new since 09:40.");
    app.clock.set(NOW + HOUR);
    app.page(&path).await.says("Nothing new since 09:40.");

    comes(&app, &GAZETTE, news.tunnel).await;
    app.clock.set(NOW + 3 * HOUR);
    for _ in 0..2 {
        app.page("/following").await.says("1 new article with 1 new sentence since 10:40.");
    }
    app.page(&path).await.says(NEWS);
    app.page("/following").await.says("Nothing new since 12:40.");

    comes(&app, &Told { outlet: "Moss Bell", title: "Tunnel closed", ..HALYARD }, news.tunnel).await;
    app.clock.set(NOW + 6 * HOUR);
    app.page("/following").await.says("1 new article since 12:40.");
    app.page(&path).await.says("1 new article since 12:40; it adds nothing to what you have seen.");
    app.clock.set(NOW + 24 * HOUR);
    app.page(&path).await.says("Nothing new since Mon, 23 Nov, 15:40.");
}

#[tokio::test]
async fn what_a_publisher_changed_was_not_seen_before() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let path = format!("/story/{}", news.tunnel);
    let gazette = comes(&app, &GAZETTE, news.tunnel).await;
    app.page(&path).await;
    let text = "Wardens led out 212 people on foot, among them a school class from Norderhagen.\n\n\
                Judge Ilse Torvik will question 57 engineers of the operator in Aldermouth.";
    let store = app.store().clone();
    Filling::new(&store).rewrite(&gazette, text, NOW + HOUR).await;
    app.clock.set(NOW + 2 * HOUR);
    let page = app.page(&path).await;
    let (new, seen) = (block(&page), "212 people");
    assert!(new.contains("Judge Ilse Torvik will question 57 engineers") && !new.contains(seen), "{new}");
    app.clock.set(NOW + 4 * HOUR);
    assert_eq!(block(&app.page(&path).await), "", "now it was seen");
}

#[tokio::test]
async fn the_only_report_of_a_story_counts_as_its_page() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page(&format!("/article/{}", news.grain.id)).await;
    let text = "The harbour of Port Ansel let 12 of the ships go first, said harbour master Ilse Torvik.";
    comes(&app, &Told { outlet: "Upland Gazette", title: "Ships go", text, ..GAZETTE }, news.grain_story).await;
    app.clock.set(NOW + 2 * HOUR);
    let page = app.page(&format!("/story/{}", news.grain_story)).await;
    assert!(block(&page).contains(text), "{}", page.body);
}

#[tokio::test]
async fn each_reader_has_their_own_and_strangers_none() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let path = format!("/story/{}", news.tunnel);
    let (mut ada, mut bea) = (app.stranger(), app.stranger());
    ada.sign_in("ada", Role::Reader).await;
    bea.sign_in("bea", Role::Reader).await;
    ada.page(&path).await;
    app.page(&path).await;
    comes(&app, &GAZETTE, news.tunnel).await;
    app.clock.set(NOW + 2 * HOUR);
    assert!(block(&ada.page(&path).await).contains(NEWS));
    assert_eq!(block(&bea.page(&path).await), "", "her first visit");
    app.page(&path).await.lacks("aria-labelledby=\"since\"").hides(NEWS);
}
