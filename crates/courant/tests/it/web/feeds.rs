//! Outgoing feeds: valid, short, and each reader's own only with their key.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use courant_core::feed::{Hints, parse};
use courant_core::model::{FeedFormat, ParsedFeed, StoryDetail};
use courant_core::sanitize::is_forbidden;
use courant_store::{Followed, Role};

use super::app::{Answer, App, Kind};
use super::news::{GRAIN, HALYARD, HARBOUR, NOW, fill};
use super::stored::{Filling, Told};

/// A feed as Courant itself reads it.
#[track_caller]
fn read(answer: &Answer) -> ParsedFeed {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let hints =
        Hints { content_type: Some(answer.header("content-type")), url: Some("http://127.0.0.1:8080/feed.atom") };
    let feed = parse(answer.body.as_bytes(), &hints);
    assert_eq!((feed.format, feed.problems.clone()), (FeedFormat::Atom, Vec::<String>::new()), "{}", answer.body);
    feed
}

fn titles(feed: &ParsedFeed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.as_str()).collect()
}

#[tokio::test]
async fn the_front_page_s_feed_has_its_stories_with_dates_and_links() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let front = app.page("/").await;
    front.has("<link rel=\"alternate\" type=\"application/atom+xml\"").has("href=\"/feed.atom\"");
    let answer = app.get("/feed.atom").await;
    let feed = read(&answer);
    assert!(
        front.words().contains(&format!("{} stories", feed.entries.len())),
        "{}: {}",
        feed.entries.len(),
        front.words()
    );
    assert_eq!(feed.title, "Front page · Courant");
    let tunnel = feed.entries.iter().find(|entry| entry.title == HARBOUR.title).unwrap();
    assert_eq!(tunnel.url, format!("http://127.0.0.1:8080/story/{}", news.tunnel));
    let story = app.store().story(news.tunnel).await.unwrap();
    assert_eq!(tunnel.updated_at.map(|at| at.as_millisecond()), Some(story.last_at / 1000 * 1000));
    assert_eq!(tunnel.published_at.map(|at| at.as_millisecond()), Some(story.first_at / 1000 * 1000));
    assert_eq!(tunnel.authors[0], "Harbour Post");
    assert!(!tunnel.tags.is_empty() && tunnel.content_html.is_empty(), "{tunnel:?}");
    let grain = feed.entries.iter().find(|entry| entry.title == GRAIN.title).unwrap();
    assert_eq!(grain.url, format!("http://127.0.0.1:8080/article/{}", news.grain.id));
    answer.has(&format!(
        "<link rel=\"via\" type=\"text/html\" href=\"{}\"/>",
        app.store().article_card(news.harbour.id, None).await.unwrap().url
    ));
    // Whoever asks, also here where pages have it: no full text.
    answer.hides("Wardens led out").lacks("<content");
}

#[tokio::test]
async fn each_page_of_a_thing_has_its_feed() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let tag = &news.harbour.understanding.tags[0].tag;
    let publisher = app.store().article_card(news.harbour.id, None).await.unwrap().publisher_id;
    for path in [format!("/tag/{tag}"), "/entity/oda-brackwell".to_owned(), format!("/publisher/{publisher}")] {
        app.page(&path).await.has(&format!("href=\"{path}/feed.atom\">Feed (Atom)</a>"));
        let answer = app.get(&format!("{path}/feed.atom")).await;
        let feed = read(&answer);
        assert!(titles(&feed).contains(&HARBOUR.title), "{path}: {feed:?}");
        assert!(feed.entries[0].url.starts_with("https://news.example/"), "{feed:?}");
        assert!(feed.entries.iter().all(|entry| entry.summary.split_whitespace().count() <= 40), "{feed:?}");
        answer.hides("Wardens led out");
    }
    for path in ["/tag/nothing/feed.atom", "/entity/nobody/feed.atom", "/publisher/999/feed.atom"] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_a_reader_has_is_not_sent_again() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let first = app.get("/feed.atom").await;
    let (etag, modified) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
    assert!(etag.starts_with("W/\"") && modified.ends_with(" GMT"), "{etag} {modified}");
    for (name, value, status) in [
        (header::IF_NONE_MATCH, etag.as_str(), StatusCode::NOT_MODIFIED),
        (header::IF_NONE_MATCH, "W/\"other\"", StatusCode::OK),
        (header::IF_MODIFIED_SINCE, &modified, StatusCode::OK),
        (header::IF_MODIFIED_SINCE, "Mon, 02 Nov 2020 08:00:00 GMT", StatusCode::OK),
    ] {
        let request = app.request(Method::GET, "/feed.atom").header(&name, value).body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status, status, "{name}: {value}");
        assert_eq!(answer.body.is_empty(), status == StatusCode::NOT_MODIFIED);
    }
    let store = app.store().clone();
    let mut card = store.story(news.tunnel).await.unwrap();
    card.title = "Another headline".to_owned();
    card.lead = "Word after word. ".repeat(30);
    store.store_story(&card, &[], &[], NOW, courant_store::Done::none()).await.unwrap();
    let request =
        app.request(Method::GET, "/feed.atom").header(header::IF_NONE_MATCH, &etag).body(Body::empty()).unwrap();
    let answer = app.send(request).await;
    let feed = read(&answer);
    let changed = feed.entries.iter().find(|entry| entry.title == "Another headline").unwrap();
    assert_eq!(changed.summary.split_whitespace().count(), 40, "{changed:?}");
}

#[tokio::test]
async fn a_reader_s_own_feed_needs_their_key_which_opens_feeds_alone() {
    let mut app = App::new(Kind::Closed).await;
    let news = fill(app.store()).await;
    let mut reader = app.stranger();
    let ada = reader.sign_in("ada", Role::Reader).await;
    app.store().follow(ada, Followed::Tag, &news.harbour.understanding.tags[0].tag, false, NOW).await.unwrap();
    let page = reader.page("/following").await;
    let address = page.body.split("href=\"/following.atom").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/following.atom{address}");
    let feed = read(&app.get(&address).await);
    assert!(titles(&feed).contains(&HARBOUR.title) && !titles(&feed).contains(&GRAIN.title), "{feed:?}");
    let key = address.split_once('?').unwrap().1.to_owned();
    read(&app.get(&format!("/feed.atom?{key}")).await);
    // Without it, with another's or an altered one: nothing; and it opens no page.
    for path in [
        "/following.atom".to_owned(),
        "/feed.atom".to_owned(),
        format!("/following.atom?{key}x"),
        format!("/following.atom?{}", key.replacen("key=", "key=9", 1)),
    ] {
        let answer = app.get(&path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        answer.hides(HALYARD.title);
    }
    for path in [format!("/?{key}"), format!("/story/{}?{key}", news.tunnel), format!("/latest?{key}")] {
        assert!(app.get(&path).await.location().starts_with("/sign-in"), "{path}");
    }
    // Muted since: left out. A new address ends the old one.
    app.store().follow(ada, Followed::Tag, &news.harbour.understanding.tags[1].tag, true, NOW).await.unwrap();
    assert!(!titles(&read(&app.get(&address).await)).contains(&HARBOUR.title));
    assert_eq!(reader.post("/following/feed", &[]).await.location(), "/following#feed");
    assert_eq!(app.get(&address).await.status, StatusCode::UNAUTHORIZED);
    reader.page("/following").await.has("/following.atom?key=").lacks(&key);
    // Both at once, from a request that read the settings before: the old address stays ended and the order is kept.
    let stale = app.store().user(ada).await.unwrap();
    reader.post("/following/order", &[("rank", "much")]).await.location();
    reader.post("/following/feed", &[]).await.location();
    let settings = app.store().user(ada).await.unwrap().settings;
    assert_eq!((settings["feed_key"].as_u64(), stale.settings["feed_key"].as_u64()), (Some(2), Some(1)), "{settings}");
    assert!(settings.as_object().unwrap().len() == 2, "{settings}");
}

/// Names that came in before such characters were left out stand in the database still.
#[tokio::test]
async fn a_control_in_a_name_makes_no_feed_unreadable() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let bad = filling.article(&Told { outlet: "Bad\u{8}Paper", title: "Sluice\u{b} opened\u{ffff}", ..HARBOUR }).await;
    filling.story(&[&bad], &[], StoryDetail::default()).await;
    app.page("/").await;
    let publisher = store.article_card(bad.id, None).await.unwrap().publisher_id;
    for path in ["/feed.atom".to_owned(), format!("/publisher/{publisher}/feed.atom"), "/sources.opml".to_owned()] {
        let answer = app.page(&path).await;
        assert!(answer.body.contains("BadPaper") && !answer.body.contains(is_forbidden), "{path}: {:?}", answer.body);
    }
}
