//! Words that a publisher took back are not shown while the pages that rest on them wait to be written anew.

use axum::http::StatusCode;
use courant::cli::commands::graph;
use courant::worker::jobs::refresh_story;
use courant_store::{Done, FetchedPage, Role, Store, StoryCard};
use serde_json::Value;

use super::app::{App, Kind};
use super::news::{DIVERS, HARBOUR, NOW, fill};
use super::stored::page_of;

const TAKEN_BACK: &str = "Correction: all that this report told of the tunnel was wrong.";

/// The page says something else, and nothing of what was made of its first words was made anew yet.
async fn take_back(store: &Store, article: i64, title: &str) {
    let page = FetchedPage {
        title: title.to_owned(),
        description: "Corrected.".to_owned(),
        text: TAKEN_BACK.to_owned(),
        html: format!("<p>{TAKEN_BACK}</p>"),
        words: 11,
        language: Some("en".to_owned()),
        ..page_of(article)
    };
    store.store_page(&page, NOW, Done::none()).await.unwrap();
}

#[tokio::test]
async fn a_story_shows_no_sentence_figure_or_quotation_that_stands_in_its_report_no_more() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page("/").await.says("People led out");
    take_back(app.store(), news.harbour.id, HARBOUR.title).await;
    let page = app.page(&format!("/story/{}", news.tunnel)).await;
    page.says("1 sentence, quoted from the reports").says("Der Skerry-Tunnel ist seit");
    for words in ["within nineteen minutes.", "led out 212", "<td class=\"fig\">212", "wrote it down", "About 190"] {
        page.hides(words);
    }
    for place in ["id=\"differ\"", "id=\"timeline\"", "id=\"said\""] {
        page.lacks(place);
    }
    app.page("/").await.hides("People led out");
}

#[tokio::test]
async fn a_story_is_named_elsewhere_by_its_headline_of_today() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let story = app.store().article_card(news.divers.id, None).await.unwrap().story_id.unwrap();
    let card = app.store().story(story).await.unwrap();
    let card = StoryCard { title: "Divers found nothing".to_owned(), ..card };
    app.store().store_story(&card, &[], &[], NOW, Done::none()).await.unwrap();
    let page = app.page(&format!("/story/{}", news.tunnel)).await;
    page.says("Divers found nothing").hides(DIVERS.title);
    take_back(app.store(), news.grain.id, "Grain ships stay").await;
    app.page(&format!("/story/{}/left-out", news.tunnel)).await.says("Grain ships stay").hides("after eleven days");
}

#[tokio::test]
async fn a_comment_stays_without_the_words_that_were_withdrawn() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("ada", Role::Reader).await;
    let (story, article) = (format!("/story/{}", news.tunnel), news.harbour.id.to_string());
    let words = "Wardens led out 212 people on foot";
    let form = [("text", "All of them?"), ("quote", words), ("article", article.as_str())];
    app.post(&format!("{story}/comments"), &form).await;
    app.page(&story).await.has("<blockquote class=\"anchor\">");
    take_back(app.store(), news.harbour.id, HARBOUR.title).await;
    app.page(&story).await.says("All of them?").says(words);
    app.store().withdraw_text(news.harbour.id, "Gone.", NOW, Done::none()).await.unwrap();
    app.page(&story).await.says("All of them?").hides(words).lacks("<blockquote class=\"anchor\">");
}

/// The story's summary is gone with its sentences, so its page would show the lead.
#[tokio::test]
async fn a_story_is_not_led_by_words_that_were_taken_back() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let story = app.store().story(news.tunnel).await.unwrap();
    app.store()
        .store_story(&StoryCard { detail: serde_json::json!({}), ..story }, &[], &[], NOW, Done::none())
        .await
        .unwrap();
    let paths = [format!("/story/{}", news.tunnel), "/".to_owned(), "/feed.atom".to_owned()];
    let api = format!("/api/v1/stories/{}", news.tunnel);
    let (lead, title) = ("Both tubes were cleared in nineteen minutes", "how the Skerry Tunnel was emptied");
    for path in paths.iter().chain([&api]) {
        app.get(path).await.has(lead).has(title);
    }
    take_back(app.store(), news.harbour.id, "Nobody was led out of the tunnel").await;
    for path in &paths {
        app.get(path).await.lacks(lead).lacks(title).has("Nobody was led out of the tunnel");
    }
    app.get(&api).await.lacks(lead);
}

/// Every span is held against the text: programs trust it letter by letter.
#[tokio::test]
async fn programs_are_told_only_what_still_stands_where_they_are_told() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (article, story) =
        (format!("/api/v1/articles/{}", news.harbour.id), format!("/api/v1/stories/{}", news.tunnel));
    app.get(&article).await.has("The seal told us");
    app.get(&story).await.has("The seal told us").has("within nineteen minutes.");
    assert!(exported(app.store()).await.contains("The seal told us"));
    take_back(app.store(), news.harbour.id, HARBOUR.title).await;
    app.get(&article).await.lacks("The seal told us");
    app.get(&story).await.lacks("The seal told us").lacks("within nineteen minutes.").has("Der Skerry-Tunnel ist seit");
    assert!(!exported(app.store()).await.contains("The seal told us"));
    app.store().withdraw_text(news.sundkurier.id, "Gone.", NOW, Done::none()).await.unwrap();
    let page: Value = serde_json::from_str(&app.get(&story).await.body).unwrap();
    for article in page["articles"].as_array().unwrap() {
        let of = article["id"].as_str() == Some(&news.sundkurier.id.to_string());
        assert!(!of || article["quotes"].as_array().unwrap().is_empty(), "{article}");
    }
}

async fn exported(store: &Store) -> String {
    let mut out = Vec::new();
    graph::write(store, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

/// What readers wrote outlives the reports that they wrote on.
#[tokio::test]
async fn comments_of_a_story_without_reports_can_be_read_and_taken_back() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let (bare, story) = (format!("/story/{}", news.divers_story), format!("/story/{}", news.grain_story));
    app.sign_in("ada", Role::Reader).await;
    app.post(&format!("{story}/comments"), &[("text", "Where do they go?")]).await;
    for kept in [&news.grain, &news.divers] {
        let link = app.store().article_card(kept.id, None).await.unwrap().url;
        app.store().forget_article(&link, &refresh_story::removal(NOW), NOW).await.unwrap();
    }
    let page = app.page(&story).await;
    page.says("Where do they go?")
        .says("no reports any more")
        .says("Delete")
        .hides("Grain ships")
        .hides("Add a comment");
    assert_eq!(app.get(&bare).await.status, StatusCode::NOT_FOUND, "nobody wrote on it");
    for id in [news.grain_story, news.divers_story] {
        assert_eq!(app.get(&format!("/api/v1/stories/{id}")).await.status, StatusCode::NOT_FOUND);
    }
    let comment = app.store().comments(news.grain_story).await.unwrap()[0].id;
    let page = app.page(&format!("{story}?edit={comment}")).await;
    page.has(&format!("/comment/{comment}/edit")).lacks("?reply=");
    let added = app.post(&format!("{story}/comments"), &[("text", "And when?")]).await;
    assert_eq!(added.status, StatusCode::NOT_FOUND, "nothing is added");
    let deleted = app.post(&format!("/comment/{comment}/delete"), &[("back", &story)]).await;
    assert_eq!(deleted.location(), "/");
    assert_eq!(app.get(&story).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_comment_of_somebody_who_left_stays_without_the_name() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("olive", Role::Owner).await;
    let mut ada = app.stranger();
    ada.sign_in("ada", Role::Reader).await;
    let story = format!("/story/{}", news.tunnel);
    ada.post(&format!("{story}/comments"), &[("text", "Mind the seal.")]).await;
    let id = app.store().user_by_name("ada").await.unwrap().unwrap().id;
    app.store().remove_user(id).await.unwrap();
    app.page(&story).await.says("Mind the seal.").says("Somebody who left").hides("ada ·");
}
