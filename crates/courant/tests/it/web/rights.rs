//! What a visitor who is not signed in sees of a public site: excerpts, and the way to the publisher.

use axum::http::StatusCode;
use courant_store::{NewComment, Role};

use super::app::{App, Kind};
use super::news::{HALYARD, HARBOUR, fill};

/// Words of Harbour Post's own that stand on a page, by the longest run of its text.
fn longest_run(words: &str, of: &str) -> usize {
    let page: Vec<&str> = words.split_whitespace().collect();
    let text: Vec<&str> = of.split_whitespace().collect();
    let mut longest = 0;
    for start in 0..page.len() {
        for from in 0..text.len() {
            let run = page[start..].iter().zip(&text[from..]).take_while(|(a, b)| a == b).count();
            longest = longest.max(run);
        }
    }
    longest
}

#[tokio::test]
async fn anonymous_visitors_of_a_public_site_get_excerpts() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let path = format!("/article/{}", news.harbour.id);
    let page = app.page(&path).await;
    page.in_order(&[
        HARBOUR.title,
        "Wenna Tolbrook",
        "09:28",
        "Read at Harbour Post",
        "Both tubes were cleared in nineteen minutes.",
    ]);
    page.says("The full text is for signed-in readers; the publisher has it for everyone.");
    page.has("<link rel=\"canonical\" href=\"https://harbour-post.example/nineteen-minutes-how-the-skerry-tunnel-was-emptied\">");
    page.hides("Wardens led out").lacks("<img").lacks("action=\"/article");
    page.has("href=\"/sign-in?back=");

    let long: String = HARBOUR.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for path in [
        "/",
        "/latest",
        &path,
        &format!("/story/{}", news.tunnel),
        &format!("/story/{}/why", news.tunnel),
        "/search?q=tunnel",
    ] {
        let page = app.page(path).await;
        assert!(longest_run(&page.words(), &long) <= 40, "{path}");
        page.lacks("/picture/").hides("212").hides("told us for two days");
    }
    app.page("/entity/oda-brackwell")
        .await
        .says(HARBOUR.title)
        .hides("told us for two days")
        .hides("In their own words");
    let quotes = app.get("/api/v1/quotes?speaker=Oda+Brackwell").await.json();
    assert_eq!(quotes["quotes"], serde_json::json!([]));
    app.page(&format!("{path}/changes"))
        .await
        .says("Earlier versions are for signed-in readers.")
        .hides("Wardens led out");
    app.page(&format!("/story/{}/ask?q=How+many+people+were+led+out%3F", news.tunnel))
        .await
        .says("Asking is for signed-in readers")
        .hides("212");
}

#[tokio::test]
async fn a_text_without_description_is_cut_at_forty_words() {
    let mut app = App::new(Kind::Open).await;
    let store = app.store().clone();
    let mut filling = super::stored::Filling::new(&store);
    let told = super::stored::Told { description: "", ..HARBOUR };
    let kept = filling.article(&told).await;
    filling.story(&[&kept], &[], courant_core::model::StoryDetail::default()).await;
    let page = app.page(&format!("/article/{}", kept.id)).await;
    let run = longest_run(&page.words(), HARBOUR.text);
    assert!((35..=40).contains(&run), "{run} words");
}

#[tokio::test]
async fn the_open_api_keeps_to_excerpts_too() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let article = app.get(&format!("/api/v1/articles/{}", news.harbour.id)).await.json();
    assert!(article["text"].as_str().unwrap().split_whitespace().count() <= 40);
    assert_eq!(article["quotes"].as_array().unwrap().len(), 0);
    assert_eq!(article["url"], "https://harbour-post.example/nineteen-minutes-how-the-skerry-tunnel-was-emptied");
    let story = app.get(&format!("/api/v1/stories/{}", news.tunnel)).await.json();
    assert_eq!(story["summary"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_quote_in_a_comment_is_for_signed_in_readers() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let mut reader = app.stranger();
    let user_id = reader.sign_in("ada", Role::Reader).await;
    let quote = Some("Wardens led out 212 people on foot".to_owned());
    let (text, html) = ("Well done.".to_owned(), "<p>Well done.</p>".to_owned());
    let new = NewComment {
        story_id: news.tunnel,
        parent_id: None,
        user_id,
        article_id: Some(news.harbour.id),
        quote,
        text,
        html,
    };
    app.store().add_comment(&new, super::news::NOW).await.unwrap();
    let path = format!("/story/{}", news.tunnel);
    reader.page(&path).await.says("Wardens led out 212 people on foot").says("Well done.");
    app.page(&path).await.hides("Wardens led out").says("Well done.").says("Sign in to comment.");
}

#[tokio::test]
async fn signed_in_readers_get_the_text_and_the_canonical_link_stays() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("ada", Role::Reader).await;
    let page = app.page(&format!("/article/{}", news.harbour.id)).await;
    page.says("Wardens led out").has("/picture/").has("rel=\"canonical\"");
    let picture = page.body.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = app.page(&picture).await;
    assert_eq!(
        (answer.header("content-type"), answer.header("content-security-policy")),
        ("image/jpeg", "default-src 'none'; sandbox")
    );
    let mut stranger = app.stranger();
    assert_eq!(stranger.get(&picture).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pictures_are_ours_to_sign_and_safe() {
    let mut app = App::new(Kind::Local).await;
    let sign = |width, url| courant::web::picture_link::sign(&[7; 32], width, url);
    let cases = [
        (sign(720, "https://harbour.example/tunnel.jpg"), StatusCode::OK),
        (sign(720, "https://harbour.example/none.jpg"), StatusCode::NOT_FOUND),
        (sign(720, "https://harbour.example/drawing.svg"), StatusCode::NOT_FOUND),
        (sign(721, "https://harbour.example/tunnel.jpg"), StatusCode::NOT_FOUND),
        (sign(720, "https://harbour.example/tunnel.jpg").replace("/720/", "/240/"), StatusCode::NOT_FOUND),
        ("/picture/x/720/x".to_owned(), StatusCode::NOT_FOUND),
    ];
    for (path, status) in cases {
        assert_eq!(app.get(&path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_public_site_that_is_not_open_shows_its_door_alone() {
    let mut app = App::new(Kind::Closed).await;
    let news = fill(app.store()).await;
    let story = format!("/story/{}?reply=3", news.tunnel);
    let answer = app.get(&story).await;
    assert_eq!(answer.location(), format!("/sign-in?back=%2Fstory%2F{}%3Freply%3D3", news.tunnel));
    for path in ["/", "/latest", "/sources", "/search?q=x", "/progress", "/tag/x"] {
        assert!(app.get(path).await.location().starts_with("/sign-in?back="), "{path}");
    }
    for path in ["/api/v1/status", "/api/v1/stories", &format!("/api/v1/articles/{}", news.harbour.id)] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.json()["error"], "You have to sign in for that.");
    }
    assert_eq!(app.post("/latest/read", &[("upto", "9")]).await.status, StatusCode::UNAUTHORIZED);
    for path in ["/healthz", "/readyz", "/robots.txt"] {
        app.page(path).await;
    }
    app.page("/sign-in").await.hides(HALYARD.title).lacks("/tag/");
    app.sign_in("ada", Role::Reader).await;
    app.page(&story).await.says(HARBOUR.title);
}
