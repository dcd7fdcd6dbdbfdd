//! Thousands of sources: parted by how they fare, searched, and turned over a page at a time.

use courant_store::{Done, PollOutcome};

use super::app::{App, Kind};
use super::news::NOW;
use super::stored::{Filling, poll};

/// 230 sources that were never asked, and one that is often down.
async fn many(app: &App) {
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    for at in 0..230 {
        filling.source(&format!("Paper {at:03}")).await;
    }
    let source_id = filling.source("Often Down").await;
    let down = PollOutcome::Failed { status: Some(503), problem: "The server answered 503.".to_owned() };
    store.record_poll(&poll(source_id, down), NOW, Done::none()).await.unwrap();
}

#[tokio::test]
async fn a_long_list_is_parted_by_health_and_turned_over() {
    let mut app = App::new(Kind::Local).await;
    many(&app).await;
    let page = app.page("/sources").await;
    page.says("231 sources").says("All 231").says("With a problem 1").says("Not checked yet 230").hides("Gone 0");
    page.says("Often Down").says("Paper 098").hides("Paper 099").lacks("Sources before these");
    page.has("href=\"/sources?from=100\"");
    let page = app.page("/sources?from=100").await;
    page.says("Paper 099").says("Paper 198").hides("Paper 199").has("href=\"/sources\">Sources before these");
    app.page("/sources?from=99999").await.says("Paper 199").says("Paper 229").lacks("More sources");
    let ill = app.page("/sources?show=problem").await;
    ill.says("Often Down").says("The server answered 503.").hides("Paper 000").lacks("More sources");
    ill.has("name=\"show\" value=\"problem\"");
    let waiting = app.page("/sources?show=waiting&from=100").await;
    waiting.says("Paper 100").hides("Often Down").has("href=\"/sources?show=waiting&#38;from=200\"");
    app.page("/sources?show=nonsense").await.says("Often Down").says("Paper 000");
}

#[tokio::test]
async fn a_source_is_found_by_its_name_and_by_the_owner_by_its_address() {
    let mut app = App::new(Kind::Local).await;
    many(&app).await;
    let found = app.page("/sources?q=PAPER+07").await;
    found.says("Paper 070").says("Paper 079").hides("Paper 080").has("value=\"PAPER 07\"");
    app.page("/sources?q=often+key%3Dsecret").await.says("Often Down").hides("Paper 000");
    let none = app.page("/sources?q=paper&show=problem").await;
    none.says("No source is like that.").says("With a problem 0").says("All 230").has("<a href=\"/sources\">Show all");
    let mut stranger = App::new(Kind::Open).await;
    many(&stranger).await;
    stranger.page("/sources?q=often").await.says("Often Down").lacks("With a problem").lacks("503");
    stranger.page("/sources?q=secret").await.says("No source is like that.");
    stranger.page("/sources?show=problem").await.says("Paper 000");
}

#[tokio::test]
async fn beside_the_latest_only_so_many_are_named() {
    let mut app = App::new(Kind::Local).await;
    many(&app).await;
    let page = app.page("/latest").await;
    page.says("Often Down").says("Paper 058").lacks("Paper 059").has("<a href=\"/sources\">All 231 sources</a>");
    let id = app.store().sources().await.unwrap().iter().find(|source| source.title == "Paper 200").unwrap().id;
    let page = app.page(&format!("/latest?source={id}")).await;
    page.says("Paper 200").says("Paper 057").lacks("Paper 058");
}
