//! Comments: post, reply, edit, delete, quote; Markdown without power.

use axum::http::StatusCode;
use courant_store::Role;

use super::app::{App, Kind};
use super::news::{NOW, fill};

#[tokio::test]
async fn a_comment_is_posted_answered_changed_and_deleted() {
    let mut ada = App::new(Kind::Open).await;
    let news = fill(ada.store()).await;
    let story = format!("/story/{}", news.tunnel);
    let post = format!("{story}/comments");
    let mut bea = ada.stranger();
    ada.sign_in("ada", Role::Reader).await;
    bea.sign_in("bea", Role::Reader).await;

    let to = ada.post(&post, &[("text", "My sister was *on the bus*.")]).await.location().to_owned();
    let id: i64 = to.rsplit_once("#c").unwrap().1.parse().unwrap();
    assert_eq!(to, format!("{story}#c{id}"));
    let page = bea.page(&story).await;
    page.says("ada · just now").has("<p>My sister was <em>on the bus</em>.</p>").says("Comments 1");
    page.lacks(&format!("/comment/{id}/delete")).lacks(&format!("?edit={id}"));

    // Shown on the story's articles too, and answered from there.
    let article = format!("/article/{}", news.halyard.id);
    let page = bea.page(&format!("{article}?reply={id}")).await;
    page.says("Reply to ada").has(&format!("name=\"parent\" value=\"{id}\""));
    let parent = id.to_string();
    let answer = bea.post(&post, &[("text", "What did they sing?"), ("parent", &parent), ("back", &article)]).await;
    let reply: i64 = answer.location().strip_prefix(&format!("{article}#c")).unwrap().parse().unwrap();
    let page = ada.page(&story).await;
    page.in_order(&[&format!("<li id=\"c{id}\">"), "<ol>", &format!("<li id=\"c{reply}\">"), "What did they sing?"]);

    ada.page(&format!("{story}?edit={id}")).await.says("Change your comment").says("My sister was *on the bus*.");
    ada.clock.set(NOW + 60_000);
    ada.post(&format!("/comment/{id}/edit"), &[("text", "My sister was on the tram.")]).await;
    bea.page(&story).await.says("My sister was on the tram.").says("edited").hides("on the bus");

    assert_eq!(bea.post(&format!("/comment/{id}/edit"), &[("text", "mine now")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(bea.post(&format!("/comment/{id}/delete"), &[]).await.status, StatusCode::FORBIDDEN);
    ada.post(&format!("/comment/{id}/delete"), &[]).await;
    let page = bea.page(&story).await;
    page.says("This comment was deleted.").hides("tram").says("What did they sing?").says("Comments 1");
    bea.post(&format!("/comment/{reply}/delete"), &[]).await;
    bea.page(&story).await.says("No comments yet.");
}

#[tokio::test]
async fn the_owner_may_delete_any_comment() {
    let mut ada = App::new(Kind::Open).await;
    let news = fill(ada.store()).await;
    let mut owner = ada.stranger();
    ada.sign_in("ada", Role::Reader).await;
    owner.sign_in("olive", Role::Owner).await;
    let story = format!("/story/{}", news.tunnel);
    let to = ada.post(&format!("{story}/comments"), &[("text", "Buy my boots")]).await.location().to_owned();
    let id = to.rsplit_once("#c").unwrap().1.to_owned();
    let page = owner.page(&story).await;
    page.has(&format!("/comment/{id}/delete")).lacks(&format!("?edit={id}"));
    owner.post(&format!("/comment/{id}/delete"), &[]).await;
    ada.page(&story).await.hides("Buy my boots");
}

#[tokio::test]
async fn markdown_has_no_power() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let story = format!("/story/{}", news.tunnel);
    let hostile = [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![spy](https://evil.example/pixel.gif)",
        "<a href=\"/x\" onclick=\"alert(1)\">x</a>",
    ];
    for text in hostile {
        app.clock.set(app.clock.now_ms() + 60_001);
        app.post(&format!("{story}/comments"), &[("text", text)]).await.location();
    }
    let page = app.page(&story).await;
    for never in
        ["<script>alert", "href=\"javascript", "<img src=\"x", "<img src=x", "evil.example\"", "<a href=\"/x\""]
    {
        page.lacks(never);
    }
    page.says("<script>alert(1)</script>").says("spy");
}

#[tokio::test]
async fn quotes_must_stand_in_a_report() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let story = format!("/story/{}", news.tunnel);
    let post = format!("{story}/comments");
    let article = news.harbour.id.to_string();
    let words = "Wardens led out 212 people on foot";
    let form = [("text", "All of them?"), ("quote", words), ("article", article.as_str())];
    app.post(&post, &form).await.location();
    let page = app.page(&story).await;
    page.has(&format!("<blockquote class=\"anchor\"><a href=\"/article/{article}#p2\">{words}</a></blockquote>"));
    let answer = app.post(&post, &[("text", "Really?"), ("quote", "Wardens led out 999 people")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    answer.says("Those words stand in no report of this story.");
    answer.has(">Really?</textarea>").has("value=\"Wardens led out 999 people\"").has(&format!("action=\"{post}\""));
    app.page(&format!("/article/{article}?quote=Wardens%20led"))
        .await
        .has("name=\"quote\" type=\"text\" maxlength=\"500\" value=\"Wardens led\"");
}

#[tokio::test]
async fn what_cannot_be_posted_is_said_and_not_counted() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let post = format!("/story/{}/comments", news.tunnel);
    app.sign_in("ada", Role::Reader).await;
    let long = "x".repeat(10_001);
    let cases = [
        (vec![("text", "  \n ")], "The comment has no words."),
        (vec![("text", long.as_str())], "A comment can have 10,000 characters."),
        (vec![("text", "x"), ("parent", "999")], "The comment you answer is no longer there."),
    ];
    for (form, words) in cases {
        let answer = app.post(&post, &form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{words}");
        answer.says(words).lacks("name=\"parent\"");
    }
    for n in 0..5 {
        app.post(&post, &[("text", &format!("remark {n}"))]).await.location();
    }
    let answer = app.post(&post, &[("text", "one too many")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
    answer.has(">one too many</textarea>");
    assert_eq!(app.store().comment_count(news.tunnel).await.unwrap(), 5);
    assert_eq!(app.post("/story/999/comments", &[("text", "x")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_was_signed_out_keeps_their_words() {
    for kind in [Kind::Open, Kind::Closed] {
        let mut app = App::new(kind).await;
        let news = fill(app.store()).await;
        let story = format!("/story/{}", news.tunnel);
        let post = format!("{story}/comments");
        let form =
            [("text", "Half an hour of *typing*"), ("quote", "Pumps hold"), ("parent", "7"), ("back", story.as_str())];
        let answer = app.post(&post, &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        answer
            .has(">Half an hour of *typing*</textarea>")
            .has("value=\"Pumps hold\"")
            .has("name=\"parent\" value=\"7\"");
        answer.has(&format!("action=\"{post}\"")).says("You are no longer signed in.").hides("Not allowed");
        let back = story.replace('/', "%2F");
        assert!(
            answer.body.contains(&format!("href=\"/sign-in?back={story}\" target"))
                || answer.body.contains(&format!("href=\"/sign-in?back={back}\" target")),
            "{}",
            answer.body
        );
        let answer = app.post("/comment/1/edit", &[("text", "Other words"), ("back", &story)]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        answer.has(">Other words</textarea>").has("action=\"/comment/1/edit\"");
        // It tells nothing of what is there.
        let (here, nowhere) =
            (app.post(&post, &[("text", "x")]).await, app.post("/story/999/comments", &[("text", "x")]).await);
        assert_eq!(here.words(), nowhere.words());
        assert_eq!(app.store().comment_count(news.tunnel).await.unwrap(), 0);
        app.sign_in("ada", Role::Reader).await;
        let quoted = [("text", "Half an hour of *typing*"), ("back", story.as_str())];
        app.post(&post, &quoted).await.location();
    }
}

#[tokio::test]
async fn changing_a_deleted_comment_loses_no_words() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("ada", Role::Reader).await;
    let story = format!("/story/{}", news.tunnel);
    let to = app.post(&format!("{story}/comments"), &[("text", "First words")]).await.location().to_owned();
    let id = to.rsplit_once("#c").unwrap().1.to_owned();
    app.post(&format!("/comment/{id}/delete"), &[]).await.location();
    let answer = app.post(&format!("/comment/{id}/edit"), &[("text", "Better words"), ("back", &story)]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    answer.says("The comment was deleted meanwhile.").hides("Only its author");
    answer.has(">Better words</textarea>").has(&format!("action=\"{story}/comments\""));
    let answer = app.post("/comment/999/edit", &[("text", "To nobody")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    answer.has(">To nobody</textarea>");
}

#[tokio::test]
async fn a_double_click_is_one_comment() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let post = format!("/story/{}/comments", news.tunnel);
    let first = app.post(&post, &[("text", "Said once")]).await.location().to_owned();
    assert_eq!(app.post(&post, &[("text", "Said once")]).await.location(), first);
    assert_eq!(app.store().comment_count(news.tunnel).await.unwrap(), 1);
}
