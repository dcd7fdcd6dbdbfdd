//! What came near a story and was kept out, with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use courant_store::StoryId;

use crate::web::card::detail;
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::story::{ReportRow, StoryHead, find};

#[derive(Template)]
#[template(path = "pages/left_out.html")]
struct LeftOutPage {
    p: Page,
    head: StoryHead,
    label: String,
    items: Vec<ReportRow>,
    can_change: bool,
}

/// `GET /story/{id}/left-out`.
pub async fn get(State(state): State<WebState>, viewer: Viewer, Path(id): Path<StoryId>) -> Result<Response, WebError> {
    let story = match find(&state, id, "/left-out").await? {
        Ok(story) => story,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let detail = detail(&story);
    let teller = state.teller();
    // What was taken out by hand first: it came nearer than anything else, and no figure tells why it is out.
    let words = state.store.words_on(story.id).await?;
    let by_hand = words.iter().filter(|word| !word.same && word.story == story.id);
    let mut out: Vec<(i64, &str)> = by_hand.map(|word| (word.article, t("left_out.by_hand"))).collect();
    for item in &detail.left_out {
        if out.iter().all(|(article, _)| *article != item.article) {
            out.push((item.article, &item.reason));
        }
    }
    let ids: Vec<i64> = out.iter().map(|(article, _)| *article).collect();
    let cards = state.store.cards(&ids, viewer.id()).await?;
    let row = |(article, reason): (i64, &str)| {
        // What has joined the story since is no longer left out of it. The headline is today's.
        let card = cards.iter().find(|card| card.id == article && card.story_id != Some(story.id))?;
        Some(ReportRow { why: reason.to_owned(), ..ReportRow::new(card, &teller) })
    };
    let items: Vec<ReportRow> = out.into_iter().filter_map(row).collect();
    let title = tf("left_out.page_title", &[("story", &story.title)]);
    html(&LeftOutPage {
        p: Page::load(&state, &viewer, &title, Here::Elsewhere).await?,
        head: StoryHead::new(&story, &teller),
        label: tn("count.articles", items.len() as u64),
        can_change: viewer.must_own().is_ok(),
        items,
    })
}
