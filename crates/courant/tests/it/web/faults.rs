//! What goes wrong, as a page for people and as JSON for programs; what machines that watch see.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use super::app::{App, Kind};
use super::news::fill;

#[tokio::test]
async fn what_is_not_there_is_a_page_with_plain_words() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let missing = [
        "/nowhere",
        "/story/999",
        "/story/999/why",
        "/story/999/left-out",
        "/story/999/ask",
        "/article/999",
        "/tag/nothing",
        "/entity/nobody",
        "/publisher/999",
        "/static/x/none.css",
        "/sources/999/remove",
    ];
    for path in missing {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer
            .says("Page not found")
            .says("There is no page at this address. It may have moved, or the link is wrong.");
        answer.has("action=\"/search\"").has("href=\"/search\"");
    }
    for path in ["/story/abc", "/article/1e9", "/latest?source=x", "/search?from=-1"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        answer.says("The request could not be understood.");
    }
    let answer = app.post("/latest", &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    answer.says("That cannot be done at this address.");
    assert_eq!(app.post("/article/1/mark", &[("read", "perhaps")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn programs_get_json_even_for_errors() {
    let mut app = App::new(Kind::Local).await;
    for (path, status, words) in [
        ("/api/v1/stories/999", StatusCode::NOT_FOUND, "There is nothing at this address."),
        ("/api/v1/articles/999", StatusCode::NOT_FOUND, "There is nothing at this address."),
        ("/api/v1/articles/999/comments", StatusCode::NOT_FOUND, "There is nothing at this address."),
        ("/api/v1/nothing", StatusCode::NOT_FOUND, "There is nothing at this address."),
        ("/api/v1/stories?cursor=x", StatusCode::BAD_REQUEST, "The cursor is not one that an earlier answer gave."),
        ("/api/v1/stories?limit=x", StatusCode::BAD_REQUEST, "The request could not be understood."),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.json(), serde_json::json!({ "error": words }), "{path}");
    }
    assert_eq!(app.post("/api/v1/stories", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_database_that_fails_is_our_fault_and_nobody_else_s_business() {
    let mut app = App::new(Kind::Local).await;
    app.store().close().await;
    let answer = app.get("/").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    answer.says("Our fault").hides("pool").hides("sql").hides("Sql");
    assert_eq!(app.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/api/v1/status").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(app.page("/healthz").await.body, "ok\n");
}

#[tokio::test]
async fn where_nothing_can_be_written_everything_can_still_be_read() {
    for known in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Kind::Local).await;
        let store = courant_store::Store::open(&folder.path().join("courant.db")).await.unwrap();
        let clock = app.clock.clone();
        let mut app = app.over(store, clock);
        let news = fill(app.store()).await;
        if known {
            // This makes the owner, whose visits are noted from then on; without one each page would be the first to.
            app.page("/latest").await;
        }
        assert_eq!(app.page("/readyz").await.body, "ready\n");
        app.store().close_writer().await;
        assert_eq!(app.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
        let (story, article) = (format!("/story/{}", news.tunnel), format!("/article/{}", news.divers.id));
        for path in ["/", "/latest", "/sources", &story, &article] {
            assert_eq!(app.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn too_large_is_said() {
    let mut app = App::new(Kind::Local).await;
    let request = app
        .request(Method::POST, "/sources")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_LENGTH, 5 << 20)
        .body(Body::from(vec![b'a'; 5 << 20]))
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.says("That was more than 4 MB, the most that is taken.");
}

#[tokio::test]
async fn machines_that_watch_see_counts() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    assert_eq!(app.page("/readyz").await.body, "ready\n");
    app.page("/robots.txt").await.has("Disallow: /");
    let metrics = app.page("/metrics").await;
    metrics.has("courant_articles 22\n").has(&format!("courant_stories {}\n", news.stories));
    metrics.has("courant_jobs{kind=\"refresh_story\",state=\"due\"}");
}

#[tokio::test]
async fn files_of_ours_are_kept_for_ever_under_their_own_address() {
    let mut app = App::new(Kind::Local).await;
    let page = app.page("/").await;
    for (name, kind) in [
        ("courant.css", "text/css; charset=utf-8"),
        ("courant.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ] {
        let path =
            page.body.split('"').find(|part| part.starts_with("/static/") && part.ends_with(name)).unwrap().to_owned();
        let file = app.page(&path).await;
        assert_eq!(file.header("content-type"), kind);
        assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
        let again = app
            .request(Method::GET, &path)
            .header(header::IF_NONE_MATCH, file.header("etag"))
            .body(Body::empty())
            .unwrap();
        assert_eq!(app.send(again).await.status, StatusCode::NOT_MODIFIED);
        assert_eq!(app.page(&format!("/static/0/{name}")).await.header("cache-control"), "no-cache");
    }
}
