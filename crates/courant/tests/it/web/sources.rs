//! Sources: health in plain words, adding, importing, removing, taking along.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use courant_store::{Done, Poll, PollOutcome, Role, SourceState};

use super::app::{Answer, App, Kind};
use super::news::{NOW, fill};
use super::stored::{Filling, poll};

#[tokio::test]
async fn adding_says_what_became_of_the_address() {
    let mut app = App::new(Kind::Local).await;
    let cases = [
        ("https://orbit.example/feed", StatusCode::OK, "Orbit and Soil is now a source."),
        ("https://harbour.example/feed.xml", StatusCode::OK, "Harbour Post was a source already."),
        (
            "https://ledger.example/",
            StatusCode::OK,
            "https://ledger.example/ is a page. It offers these feeds: All of <Ledger>",
        ),
        (
            "https://empty.example/",
            StatusCode::UNPROCESSABLE_ENTITY,
            "https://empty.example/ is a page that names no feed.",
        ),
        (
            "https://dead.example/",
            StatusCode::UNPROCESSABLE_ENTITY,
            "https://dead.example/ did not answer within 20 seconds.",
        ),
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
    upload(&mut app, "").await.says("a.opml is empty.");
    upload_as(&mut app, "", "").await.says("No file was chosen.");
}

#[tokio::test]
async fn a_list_without_feeds_says_so() {
    let mut app = App::new(Kind::Local).await;
    let answer = upload(&mut app, "<opml></opml>").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says("The list holds no feeds.").lacks("added, ");
}

async fn upload(app: &mut App, file: &str) -> Answer {
    upload_as(app, "a.opml", file).await
}

async fn upload_as(app: &mut App, name: &str, file: &str) -> Answer {
    let body =
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{file}\r\n--x--\r\n");
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
    let failed = PollOutcome::Failed { status: Some(503), problem: "The server answered 503.".to_owned() };
    store.record_poll(&poll(ill, failed), NOW, Done::none()).await.unwrap();
    store
        .record_poll(&poll(gone, PollOutcome::Gone { status: Some(410), problem: String::new() }), NOW, Done::none())
        .await
        .unwrap();
    let quiet = filling.source("Silent So Far").await;
    let cut = filling.source("Breaks Off").await;
    let fetched = |problem: Option<&str>| PollOutcome::Fetched {
        problem: problem.map(str::to_owned),
        etag: None,
        last_modified: None,
        content_hash: String::new(),
        title: String::new(),
        home_url: String::new(),
        language: None,
    };
    store.record_poll(&poll(quiet, fetched(None)), NOW, Done::none()).await.unwrap();
    let broken = fetched(Some("The feed breaks off before its end. What came until there was read."));
    store.record_poll(&poll(cut, broken), NOW, Done::none()).await.unwrap();
    let page = app.page("/sources").await;
    page.says("Working, but it has had no entries in its first day here. Checked just now.");
    page.says("The feed breaks off before its end. What came until there was read. Last read just now.");
    app.page(&format!("/sources/{cut}")).await.says("What to do: Nothing at first: it is asked again as usual");
    page.says("12 sources").says("Working. Checked just now.").says("Not checked yet.");
    page.says("The server answered 503.").says("The publisher says that it is gone for good.");
    page.has("href=\"/sources.opml\"");
}

#[tokio::test]
async fn a_source_s_page_says_what_is_wrong_and_what_to_do() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let store = app.store().clone();
    let id = Filling::new(&store).source("Often Down").await;
    let path = format!("/sources/{id}");
    app.page(&path).await.says("Often Down").says("Not checked yet.").says("Last checked never").lacks("What to do:");
    let cases = [
        (Some(200), "What came is no feed.", "If a page has taken the feed’s place"),
        (Some(403), "a.example answered with status 403", "The publisher turns programs away."),
        (Some(404), "a.example answered with status 404", "The feed has moved or ended."),
        (Some(429), "a.example asks to wait (status 429)", "The publisher asked for patience"),
        (Some(502), "a.example answered with status 502", "The fault is on the publisher’s side"),
        (None, "the host a.example cannot be found", "Check the address for a slip"),
    ];
    for (status, problem, advice) in cases {
        let outcome = PollOutcome::Failed { status, problem: problem.to_owned() };
        let poll = Poll { next_poll_at: NOW + 1, ..poll(id, outcome) };
        store.record_poll(&poll, NOW, Done::none()).await.unwrap();
        app.page(&path)
            .await
            .says(problem.trim_end_matches('.'))
            .says("What to do:")
            .says(advice)
            .says("Checked every 15 minutes");
    }
    app.page(&path).await.says("Failures in a row 6");
    let private =
        "box.example is on a private network; `--allow-network` opens a range for addresses you enter yourself";
    let outcome = PollOutcome::Failed { status: None, problem: private.to_owned() };
    store.record_poll(&poll(id, outcome), NOW, Done::none()).await.unwrap();
    app.page(&path).await.says("Allow the range").lacks("Check the address for a slip");
}

#[tokio::test]
async fn a_source_is_paused_asked_again_and_moved() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let (id, other) = (filling.source("Old Address").await, filling.source("Other").await);
    let path = format!("/sources/{id}");
    let state = || async { store.source(id).await.unwrap() };
    assert_eq!(app.post(&format!("{path}/pause"), &[("x", "y")]).await.location(), path);
    assert_eq!(state().await.state, SourceState::Paused);
    app.page(&path).await.says("Paused.").says("Check again").lacks("/pause\"");
    app.post(&format!("{path}/refresh"), &[("x", "y")]).await;
    let source = state().await;
    assert_eq!((source.state, source.next_poll_at), (SourceState::Active, NOW));
    store.postpone_poll(id, NOW + 3_600_000, NOW, Done::none()).await.unwrap();
    app.post(&format!("{path}/refresh"), &[("x", "y")]).await;
    assert_eq!(state().await.next_poll_at, NOW, "one that is active is asked now, too");
    let wrong = app.post(&format!("{path}/move"), &[("url", "new address")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("new address is no web address.").has("value=\"new address\"");
    assert_eq!(app.post(&format!("{path}/move"), &[("url", "https://new.example/feed")]).await.location(), path);
    assert_eq!(state().await.url, "https://new.example/feed");
    let taken = store.source(other).await.unwrap().url;
    assert_eq!(app.post(&format!("{path}/move"), &[("url", &taken)]).await.location(), format!("/sources/{other}"));
    assert_eq!(state().await.state, SourceState::Gone);
    app.page(&path).await.says(&format!("It moved to {taken}, which is followed already.")).lacks("What to do:");
}

#[tokio::test]
async fn addresses_with_keys_are_for_the_owner() {
    let mut app = App::new(Kind::Open).await;
    fill(app.store()).await;
    app.page("/sources").await.says("Harbour Post").hides("key=secret").lacks("/remove");
    assert_eq!(app.get("/sources.opml").await.location(), "/sign-in?back=%2Fsources.opml");
    app.sign_in("ada", Role::Reader).await;
    app.page("/sources").await.hides("key=secret").says("Sign in as the owner to add sources.");
    for (path, form) in [
        ("/sources", [("url", "https://orbit.example/feed")]),
        ("/sources/1/remove", [("x", "y")]),
        ("/sources/1/pause", [("x", "y")]),
        ("/sources/1/refresh", [("x", "y")]),
        ("/sources/1/move", [("url", "https://a.example/")]),
    ] {
        let answer = app.post(path, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.says("Only the owner can do that.");
    }
    assert!(app.sources.removed.lock().unwrap().is_empty());
    assert_eq!(app.get("/sources/1").await.status, StatusCode::FORBIDDEN);
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

#[tokio::test]
async fn a_source_s_page_says_where_it_moved_or_is_said_to_have_moved() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let (id, other) = (filling.source("Old Address").await, filling.source("Other").await);
    let (old, taken) = (store.source(id).await.unwrap().url, store.source(other).await.unwrap().url);
    let path = format!("/sources/{id}");
    app.page(&path).await.lacks("Moved from").lacks("for good");
    let led = |to: &str| Poll { moved_to: Some(to.to_owned()), ..poll(id, PollOutcome::NotModified) };
    let day = courant_store::MOVE_AFTER_MS;
    for at in [NOW - day, NOW - 1, NOW] {
        store.record_poll(&led(&taken), at, Done::none()).await.unwrap();
        let page = app.page(&path).await;
        page.says(&format!("The publisher’s server says that it moved to {taken} for good"));
        if at < NOW {
            page.says("It is moved when that has been said for a day.")
        } else {
            page.says("but there “Other” is read already.")
        };
    }
    for at in [NOW - day, NOW - 1, NOW] {
        store.record_poll(&led("https://new.example/feed"), at, Done::none()).await.unwrap();
    }
    app.page(&path).await.says(&format!("Moved from {old} (Today,")).has("value=\"https://new.example/feed\"");
}

#[tokio::test]
async fn an_owner_names_a_source_and_puts_it_into_a_folder() {
    let mut app = App::new(Kind::Open).await;
    fill(app.store()).await;
    let id = app.store().sources().await.unwrap()[0].id;
    let path = format!("/sources/{id}/name");
    let form = [("name", " The   Courier "), ("folder", "Coast & sea")];
    assert_eq!(app.post(&path, &form).await.status, StatusCode::UNAUTHORIZED);
    let mut owner = app.stranger();
    owner.sign_in("ana", Role::Owner).await;
    let given = app.store().source(id).await.unwrap().title;
    assert_eq!(owner.post(&path, &form).await.location(), format!("/sources/{id}"));
    let page = owner.page(&format!("/sources/{id}")).await;
    page.says("The Courier").has("value=\"Coast &#38; sea\"").says(&format!("The feed calls itself {given}"));
    owner.page("/sources").await.says("The Courier").has("href=\"/latest?folder=Coast%20%26%20sea\"");
    owner.page("/latest").await.has("href=\"/latest?folder=Coast%20%26%20sea\"");
    owner.page("/latest?folder=Coast%20%26%20sea").await.says("article shown");
    let list = courant_core::opml::read(owner.get("/sources.opml").await.body.as_bytes());
    let kept = list.outlines.iter().find(|one| one.title == "The Courier").unwrap();
    assert_eq!(kept.folder, "Coast & sea");
    // Strangers see the name and no folder that they could not open.
    app.page("/sources").await.says("The Courier").lacks("folder=");
    app.page("/latest").await.lacks("folder=");
    owner.post(&path, &[("name", ""), ("folder", "")]).await;
    owner.page("/sources").await.says(&given).lacks("folder=");
    assert_eq!(owner.post("/sources/999/name", &form).await.status, StatusCode::NOT_FOUND);
}
