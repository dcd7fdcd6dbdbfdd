//! Latest: order, paging, folders, mark all read with undo.

use courant_core::model::StoryDetail;
use courant_store::Role;

use super::app::{App, Kind};
use super::news::{GRAIN, HARBOUR, fill};
use super::stored::{Filling, Told};

#[tokio::test]
async fn articles_stand_by_day_newest_first() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let page = app.page("/latest").await;
    page.in_order(&["Today", HARBOUR.title, GRAIN.title, "Saturday, 21 November 2026", "Divers report"]);
    page.says("22 articles shown, newest first, 09:40.").says("Unread. Nineteen minutes");
    page.has("<kbd>j</kbd>").has("<kbd>o</kbd>").has("<kbd>s</kbd>").has("id=\"keys\"").has("data-mark=\"/article/");
    page.has("aria-current=\"page\">Latest <span class=\"n\" id=\"unread\">22</span>");
}

#[tokio::test]
async fn mark_all_read_can_be_taken_back() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page(&format!("/article/{}", news.grain.id)).await;
    let page = app.page("/latest").await;
    let upto = page.body.split("name=\"upto\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // What arrives after the page was made stays unread.
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let late = filling.article(&Told { title: "Late but unread", ago: 1, ..GRAIN }).await;
    filling.story(&[&late], &[], StoryDetail::default()).await;

    let undo = app.post("/latest/read", &[("upto", &upto)]).await.location().to_owned();
    let page = app.page(&undo).await;
    page.says("21 marked as read. Undo").says("Unread. Late but unread").has("role=\"status\"");
    assert_eq!(page.words().matches("Unread. ").count(), 1);
    app.page("/latest?unread=1").await.says("Late but unread").hides(HARBOUR.title);

    let batch = page.body.split("name=\"batch\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(app.post("/latest/undo", &[("batch", &batch)]).await.location(), "/latest");
    let page = app.page("/latest").await;
    assert_eq!(page.words().matches("Unread. ").count(), 22, "the one read by hand stays read");
}

#[tokio::test]
async fn what_was_opened_after_all_was_marked_read_stays_read() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page("/").await;
    let undo = app.post("/latest/read", &[("upto", "999")]).await.location().to_owned();
    let page = app.page(&undo).await;
    let batch = page.body.split("name=\"batch\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    app.page(&format!("/article/{}", news.grain.id)).await;
    app.post("/latest/undo", &[("batch", &batch)]).await;
    let page = app.page("/latest").await;
    assert_eq!(page.words().matches("Unread. ").count(), 21, "{}", page.words());
    page.hides(&format!("Unread. {}", GRAIN.title));
}

#[tokio::test]
async fn one_source_and_one_folder_are_marked_alone() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let user = app.sign_in("ada", Role::Reader).await;
    let source =
        app.store().sources().await.unwrap().into_iter().find(|source| source.title == "Harbour Post").unwrap();
    app.store().subscribe(user, source.id, "Coast & sea").await.unwrap();
    let page = app.page("/latest").await;
    page.has("href=\"/latest?folder=Coast%20%26%20sea\"").says("Coast & sea 1");
    app.page("/latest?folder=Coast%20%26%20sea").await.says(HARBOUR.title).says("1 article shown");
    let one = app.page(&format!("/latest?source={}", source.id)).await;
    one.says("1 article shown").has(&format!("name=\"source\" value=\"{}\"", source.id));
    let answer = app.post("/latest/read", &[("upto", "999"), ("folder", "Coast & sea")]).await;
    assert!(answer.location().starts_with("/latest?folder=Coast%20%26%20sea&undo="), "{}", answer.location());
    let unread = app.store().unread_counts(user).await.unwrap().total;
    assert_eq!(unread, news.stories as i64 + 3 - 1);
}

#[tokio::test]
async fn a_long_list_goes_on() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    for index in 0..60_i64 {
        let title: &'static str = Box::leak(format!("Line {index:02} of the log").into_boxed_str());
        let kept = filling.article(&Told { title, ago: index, ..GRAIN }).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
    }
    let page = app.page("/latest").await;
    page.says("50 articles shown").says("Line 49 of the log").hides("Line 50 of the log");
    let older = page.body.split("href=\"/latest?before=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = app.page(&format!("/latest?before={older}")).await;
    page.says("10 articles shown").says("Line 50 of the log").hides("Line 49 of the log").lacks("before=");
}

#[tokio::test]
async fn empty_lists_say_so() {
    let mut app = App::new(Kind::Local).await;
    app.page("/latest").await.says("Nothing has been read yet.");
    app.page("/latest?unread=1").await.says("Nothing is unread.");
    app.page("/saved").await.says("Nothing is saved.");
}

#[tokio::test]
async fn nothing_to_mark_is_not_offered_to_be_marked() {
    let mut app = App::new(Kind::Local).await;
    app.page("/latest").await.lacks("action=\"/latest/read\"");
    fill(app.store()).await;
    app.page("/latest").await.has("action=\"/latest/read\"");
}
