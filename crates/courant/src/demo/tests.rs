//! The newsrooms as a client sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

use super::edition::{Article, Edition};
use super::excerpt;
use super::manuscript::Block;
use super::newsroom::{FeedFormat, Newsroom};
use super::{Newsrooms, serve};

/// 2026-11-23T12:00:00Z, a Monday.
const NOW: i64 = 1_795_435_200_000;
const NEVER: Duration = Duration::MAX;
const LONG_AGO: Duration = Duration::ZERO;

fn editions(revise_after: Duration) -> Vec<Arc<Edition>> {
    let open = |(n, newsroom): (usize, Newsroom)| {
        let base = format!("http://127.0.0.1:{}", 4000 + n);
        Arc::new(Edition::open(newsroom, base, NOW, revise_after).unwrap())
    };
    Newsroom::all().unwrap().into_iter().enumerate().map(open).collect()
}

async fn ask(edition: &Arc<Edition>, path: &str, header: Option<(&str, &str)>) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(path);
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    let router = serve::router(Arc::clone(edition));
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

async fn page(edition: &Arc<Edition>, path: &str) -> String {
    let (status, _, body) = ask(edition, path, None).await;
    assert_eq!(status, StatusCode::OK, "{}{path}", edition.newsroom.slug);
    body
}

/// What a reader sees of a page: no scripts, no tags, entities resolved, single spaces.
fn visible(html: &str) -> String {
    let mut text = String::new();
    let body = &html[html.find("<body").unwrap()..];
    for part in body.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#60;", "<").replace("&#38;", "&");
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(article: &Article) -> Vec<&str> {
    let mut texts = Vec::new();
    for block in &article.blocks {
        match block {
            Block::Paragraph(text) | Block::Subhead(text) | Block::Quote(text) => texts.push(text.as_str()),
            Block::List(lines) => texts.extend(lines.iter().map(String::as_str)),
        }
    }
    texts
}

#[tokio::test]
async fn every_page_has_its_own_text_and_no_other() {
    for revise_after in [NEVER, LONG_AGO] {
        let editions = editions(revise_after);
        let all: Vec<(&Arc<Edition>, &Article)> =
            editions.iter().flat_map(|e| e.articles().into_iter().map(move |a| (e, a))).collect();
        assert_eq!(all.len(), 56);
        let every: BTreeSet<&str> = all.iter().flat_map(|(_, a)| texts(a)).collect();
        for (edition, article) in all {
            let html = page(edition, &article.path).await;
            let text = visible(&html);
            assert!(text.contains(&article.title), "{}", article.url);
            let own = texts(article);
            for part in &every {
                let wanted = own.contains(part) && !article.teaser_only;
                // A short line may stand inside a longer one of the same article.
                let inside = own.iter().any(|mine| mine.contains(part)) && !article.teaser_only;
                assert_eq!(text.contains(part), wanted || inside, "{}: {part}", article.url);
            }
            assert!(!html.contains('{') || !html.contains("{weekday"), "{}", article.url);
            assert!(!html.contains("{date}"), "{}", article.url);
        }
    }
}

#[tokio::test]
async fn pages_carry_their_newsrooms_furniture_and_say_they_are_invented() {
    for edition in editions(NEVER) {
        for article in edition.articles() {
            let html = page(&edition, &article.path).await;
            let text = visible(&html);
            for line in edition.newsroom.furniture.iter().chain([&edition.newsroom.footer]) {
                assert_eq!(text.matches(line.as_str()).count(), 1, "{}: {line}", article.url);
            }
            assert!(html.contains("Invented for the Courant demo"));
            assert!(html.contains(&format!("<html lang=\"{}\"", edition.newsroom.language.code())));
            assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{}\">", article.url)));
            assert!(text.contains(&article.author) || article.teaser_only, "{}", article.url);
            if let Some(picture) = &article.picture {
                assert!(html.contains(&format!("property=\"og:image\" content=\"{}\"", picture.url)));
                assert!(text.contains(&picture.words.caption), "{}", article.url);
                let path = picture.url.strip_prefix(&edition.base).unwrap();
                let (status, headers, _) = ask(&edition, path, None).await;
                assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
            }
            assert_foreign_addresses(&html, &edition.base);
            if let Some((_, json)) = html.split_once("application/ld+json\">") {
                let json = json.split_once("</script>").unwrap().0;
                serde_json::from_str::<serde_json::Value>(json).unwrap();
            }
        }
    }
}

/// Pages refer to their own newsroom only; vocabularies are named, never fetched.
fn assert_foreign_addresses(html: &str, base: &str) {
    for at in html.split("http").skip(1) {
        let address: String = format!("http{at}").chars().take_while(|c| !"\"# <".contains(*c)).collect();
        let known = address.starts_with(base) || ["https://schema.org", "https://ogp.me/ns"].contains(&&*address);
        assert!(known || !address.contains("://"), "{address}");
    }
}

#[tokio::test]
async fn feeds_are_what_they_say_and_carry_every_article() {
    for edition in editions(NEVER) {
        let (status, headers, body) = ask(&edition, edition.newsroom.feed.path(), None).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["content-type"], edition.newsroom.feed.media_type());
        let feed = feed_rs::parser::parse(body.as_bytes()).unwrap();
        let want = match edition.newsroom.feed {
            FeedFormat::Rss => feed_rs::model::FeedType::RSS2,
            FeedFormat::Atom => feed_rs::model::FeedType::Atom,
            FeedFormat::Json => feed_rs::model::FeedType::JSON,
        };
        assert_eq!(feed.feed_type, want);
        assert_eq!(feed.title.unwrap().content, edition.newsroom.title);
        let articles = edition.articles();
        assert_eq!(feed.entries.len(), articles.len(), "{}", edition.newsroom.slug);
        for (entry, article) in feed.entries.iter().zip(articles) {
            assert_eq!(entry.title.as_ref().unwrap().content, article.title);
            assert!(entry.links.iter().any(|link| link.href == article.url), "{}", article.url);
            let published = entry.published.unwrap().timestamp();
            assert_eq!(published, jiff_seconds(&article.published.rfc3339()), "{}", article.url);
            let text = edition.newsroom.feed_text;
            let summary = excerpt::summary(article, text);
            assert!(!summary.is_empty());
            let escaped = body.contains(&summary.replace('&', "&#38;"));
            assert!(escaped, "{}: {summary}", article.url);
            let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).unwrap_or_default();
            for part in texts(article) {
                let in_feed = excerpt::is_full(article, text) || summary.contains(part);
                assert_eq!(body.contains(part), in_feed, "{}: {part}", article.url);
                assert!(!excerpt::is_full(article, text) || content.contains(part), "{}: {part}", article.url);
            }
            if let Some(picture) = &article.picture {
                assert!(body.contains(&picture.url), "{}", article.url);
            }
        }
        assert!(!body.contains("{weekday") && !body.contains("{date}"));
    }
}

fn jiff_seconds(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

#[tokio::test]
async fn what_a_client_has_already_is_not_sent_again() {
    let editions = editions(NEVER);
    let edition = &editions[0];
    for path in [edition.newsroom.feed.path(), "/", "/harbour/skerry-tunnel-shut", "/img/tunnel.png"] {
        let (_, headers, _) = ask(edition, path, None).await;
        let tag = headers["etag"].to_str().unwrap();
        for (header, want) in [(tag, 304), (&*format!("W/{tag}"), 304), ("\"other\"", 200)] {
            let (status, _, body) = ask(edition, path, Some(("if-none-match", header))).await;
            assert_eq!(status, want, "{path} {header}");
            assert_eq!(body.is_empty(), want == 304, "{path} {header}");
        }
    }
    for (since, want) in [("Mon, 23 Nov 2026 11:57:59 GMT", 200), ("Mon, 23 Nov 2026 11:58:00 GMT", 304)] {
        let (status, headers, _) = ask(edition, "/feed.xml", Some(("if-modified-since", since))).await;
        assert_eq!(status, want, "{since}");
        assert_eq!(headers["last-modified"], "Mon, 23 Nov 2026 11:58:00 GMT");
    }
}

#[tokio::test]
async fn the_revised_article_keeps_its_address_and_changes_its_validators() {
    let path = "/land-and-water/nine-hundred-hectares";
    let find =
        |editions: Vec<Arc<Edition>>| editions.into_iter().find(|e| e.newsroom.slug == "fenland-courier").unwrap();
    let (before, after) = (find(editions(NEVER)), find(editions(LONG_AGO)));
    for path in [path, "/feed.xml"] {
        let (_, headers, first) = ask(&before, path, None).await;
        let tag = headers["etag"].to_str().unwrap();
        let (status, headers_after, second) = ask(&after, path, Some(("if-none-match", tag))).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(headers_after["last-modified"], "Mon, 23 Nov 2026 12:00:00 GMT");
        assert!(first.contains("Thirty-nine of the forty-one") && !second.contains("Thirty-nine"), "{path}");
        assert!(second.contains("Forty of the forty-one") && !first.contains("Forty of the"), "{path}");
    }
    let (first, second) = (page(&before, path).await, page(&after, path).await);
    assert!(first.contains("870 hectares") && !first.contains("900 hectares") && !first.contains("dt-updated"));
    assert!(second.contains("900 hectares") && second.contains("dt-updated"));
    let published = "datetime=\"2026-11-23T01:29:00Z\"";
    assert!(first.contains(published) && second.contains(published));
}

#[tokio::test]
async fn the_wall_gives_nothing_away_and_the_feed_two_sentences() {
    let editions = editions(NEVER);
    let edition = editions.iter().find(|e| e.newsroom.slug == "ledger-and-loom").unwrap();
    let article = edition.articles().into_iter().find(|a| a.teaser_only).unwrap();
    let html = page(edition, &article.path).await;
    for sentence in texts(article).iter().flat_map(|text| text.split(". ")) {
        assert!(!html.contains(sentence), "{sentence}");
    }
    assert!(html.contains("type=\"password\"") && html.contains("\"isAccessibleForFree\":false"));
    let feed = page(edition, "/feed.json").await;
    assert!(texts(article).iter().all(|text| feed.contains(text)));
}

#[tokio::test]
async fn a_live_blog_has_its_entries_with_their_times() {
    let editions = editions(NEVER);
    let html = page(&editions[0], "/harbour/live-skerry-tunnel").await;
    assert_eq!(html.matches("class=\"live-entry\"").count(), 7);
    assert!(html.contains("\"@type\":\"LiveBlogPosting\""));
    assert!(html.contains("datetime=\"2026-11-23T09:31:00Z\">09:31</time>\n<h2>Buses turn at the gasworks</h2>"));
    assert!(html.contains("\"datePublished\":\"2026-11-23T05:52:00Z\""));
}

#[tokio::test]
async fn every_link_of_the_lists_leads_somewhere_and_nothing_else_does() {
    for edition in editions(NEVER) {
        let home = page(&edition, "/").await;
        assert!(home.contains(&format!("type=\"{}\"", edition.newsroom.feed.media_type())));
        for at in home.split("href=\"").skip(1) {
            let address = at.split_once('"').unwrap().0;
            page(&edition, address.strip_prefix(&edition.base).unwrap_or(address)).await;
        }
        assert!(page(&edition, "/robots.txt").await.contains("Disallow: /private/\n"));
        for (path, want) in
            [("/nothing", 404), ("/no/such", 404), ("/img/make.py", 404), ("/a/b/c", 404), ("/private/sign-in", 403)]
        {
            let (status, _, body) = ask(&edition, path, None).await;
            assert_eq!(status, want, "{path}");
            assert!(body.contains(&edition.newsroom.name), "{path}");
        }
    }
}

#[tokio::test]
async fn newsrooms_answer_on_loopback_until_they_stop() {
    let newsrooms = Newsrooms::start(NOW, NEVER).await.unwrap();
    assert_eq!((newsrooms.publishers(), newsrooms.articles()), (9, 56));
    let feeds = newsrooms.feeds().to_vec();
    let host = |feed: &super::DemoFeed| feed.home_url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    for feed in &feeds {
        let (host, path) = (host(feed), feed.feed_url.rsplit_once('/').unwrap().1);
        let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(&feed.title), "{answer:.200}");
    }
    newsrooms.stop().await;
    for feed in &feeds {
        assert!(tokio::net::TcpStream::connect(host(feed)).await.is_err(), "{}", feed.title);
    }
}

#[tokio::test]
async fn newsrooms_open_again_where_they_were() {
    let first = Newsrooms::start(NOW, NEVER).await.unwrap();
    let (opening, feeds) = (first.opening().clone(), first.feeds().to_vec());
    assert_eq!(opening.ports.len(), 9);
    first.stop().await;
    // Another program has one of the ports by now.
    let taken = *opening.ports.get("sundkurier").unwrap();
    let other = std::net::TcpListener::bind(("127.0.0.1", taken)).unwrap();
    let again = Newsrooms::open(opening.clone(), LONG_AGO, NEVER).await.unwrap();
    assert_eq!((again.opening(), again.feeds()), (&opening, feeds.as_slice()));
    assert_eq!(again.servers.len(), 8, "one stays closed, the others are open");
    again.stop().await;
    drop(other);
}

#[test]
fn a_demo_that_goes_on_does_not_take_its_revision_back() {
    let minutes = |n: u64| Duration::from_secs(60 * n);
    let hectares = |passed: Duration| {
        let newsroom = Newsroom::all().unwrap().into_iter().find(|one| one.slug == "fenland-courier").unwrap();
        let edition = Edition::open(newsroom, "http://127.0.0.1:1".to_owned(), NOW, minutes(20)).unwrap().after(passed);
        let article = edition.articles().into_iter().find(|one| one.path.ends_with("/nine-hundred-hectares")).unwrap();
        article.updated.is_some()
    };
    assert_eq!([minutes(0), minutes(19), minutes(21)].map(hectares), [false, false, true]);
}
