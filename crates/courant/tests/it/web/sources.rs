//! Sources: health in plain words, adding, importing, removing, taking along.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use courant_store::{Done, Poll, PollOutcome, Role};

use super::app::{Answer, App, Kind};
use super::news::{NOW, fill};
use super::stored::Filling;

#[tokio::test]
async fn adding_says_what_became_of_the_address() {
    let mut app = App::new(Kind::Local).await;
    let cases = [
        ("https://orbit.example/feed", StatusCode::OK, "Orbit and Soil is now a source."),
        ("https://harbour.example/feed.xml", StatusCode::OK, "Harbour Post was a source already."),
        ("https://ledger.example/", StatusCode::OK, "https://ledger.example/ is a page. It offers these feeds: All of <Ledger>"),
        ("https://empty.example/", StatusCode::UNPROCESSABLE_ENTITY, "https://empty.example/ is a page that names no feed."),
        ("https://dead.example/", StatusCode::UNPROCESSABLE_ENTITY, "https://dead.example/ did not answer within 20 seconds."),
        ("   ", StatusCode::UNPROCESSABLE_ENTITY, "That is no address."),
    ];
    for (url, status, words) in cases {
        let answer = app.post("/sources", &[("url", url)]).await;
        assert_eq!(answer.status, status, "{url}");
        answer.says(words);
        if status == StatusCode::UNPROCESSABLE_ENTITY && !url.trim().is_empty() {
            answer.has(&format!("value=\"{url}\""));
        }
    }
    let offered = app.post("/sources", &[("url", "https://ledger.example/")]).await;
    offered.has("<button name=\"url\" value=\"https://ledger.example/all.rss\">");
}

#[tokio::test]
async fn a_list_of_feeds_comes_in() {
    let mut app = App::new(Kind::Local).await;
    upload(&mut app, "<opml/>").await.says("2 sources added, 1 source known already.").says("Line 3 has no address.");
    let answer = upload(&mut app, "GIF89a").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says("This is no OPML: it begins with something else.");
    upload(&mut app, "").await.says("No file was sent.");
}

async fn upload(app: &mut App, file: &str) -> Answer {
    let body = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.opml\"\r\n\r\n{file}\r\n--x--\r\n");
    let request = app
        .request(Method::POST, "/sources/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

#[tokio::test]
async fn health_is_said_in_plain_words() {
    let mut app = App::new(Kind::Local).await;
    app.page("/sources").await.says("No source yet.");
    fill(app.store()).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    filling.source("Never Asked").await;
    let ill = filling.source("Often Down").await;
    let gone = filling.source("Long Gone").await;
    let poll = |source_id, outcome| Poll { source_id, outcome, moved_to: None, next_poll_at: NOW, interval_ms: 900_000, entries: Vec::new() };
    let failed = PollOutcome::Failed { status: Some(503), problem: "The server answered 503.".to_owned() };
    store.record_poll(&poll(ill, failed), NOW, Done::none()).await.unwrap();
    store.record_poll(&poll(gone, PollOutcome::Gone { status: Some(410), problem: String::new() }), NOW, Done::none()).await.unwrap();
    let page = app.page("/sources").await;
    page.says("10 sources").says("Well. Looked at just now.").says("Not looked at yet.");
    page.says("The server answered 503.").says("The publisher says that it is gone for good.");
    page.has("href=\"/sources.opml\"");
}

#[tokio::test]
async fn addresses_with_keys_are_for_the_owner() {
    let mut app = App::new(Kind::Open).await;
    fill(app.store()).await;
    app.page("/sources").await.says("Harbour Post").hides("key=secret").lacks("/remove");
    assert_eq!(app.get("/sources.opml").await.status, StatusCode::FORBIDDEN);
    app.sign_in("ada", Role::Reader).await;
    app.page("/sources").await.hides("key=secret").says("Sign in as the owner to add sources.");
    for (path, form) in [("/sources", [("url", "https://orbit.example/feed")]), ("/sources/1/remove", [("x", "y")])] {
        let answer = app.post(path, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.says("Only the owner can do that.");
    }
    assert!(app.sources.removed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_owner_takes_sources_along_and_out() {
    let mut app = App::new(Kind::Open).await;
    fill(app.store()).await;
    app.sign_in("olive", Role::Owner).await;
    let opml = app.page("/sources.opml").await;
    assert_eq!(opml.header("content-disposition"), "attachment; filename=\"courant.opml\"");
    let list = courant_core::opml::read(opml.body.as_bytes());
    let harbour = list.outlines.iter().find(|outline| outline.title == "Harbour Post").unwrap();
    assert_eq!(harbour.feed_url, "https://harbour-post.example/feed.xml?key=secret");
    assert_eq!(list.outlines.len(), 7);
    let id = app.store().sources().await.unwrap()[0].id;
    app.page(&format!("/sources/{id}/remove")).await.says("This cannot be undone.");
    assert!(app.sources.removed.lock().unwrap().is_empty(), "asking removes nothing");
    assert_eq!(app.post(&format!("/sources/{id}/remove"), &[]).await.location(), "/sources");
    assert_eq!(*app.sources.removed.lock().unwrap(), [id]);
}
