//! What came near a story and was kept out, with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use courant_store::StoryId;

use crate::web::card::{detail, title_or};
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{tf, tn};
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
    let ids: Vec<i64> = detail.left_out.iter().map(|item| item.article).collect();
    let cards = state.store.cards(&ids, viewer.id()).await?;
    let items: Vec<ReportRow> = detail
        .left_out
        .iter()
        .filter_map(|item| {
            let card = cards.iter().find(|card| card.id == item.article)?;
            // What has joined the story since is no longer left out of it.
            if card.story_id == Some(story.id) {
                return None;
            }
            let mut row = ReportRow::new(card, &teller);
            row.title = title_or(&item.title);
            row.why.clone_from(&item.reason);
            Some(row)
        })
        .collect();
    let title = tf("left_out.page_title", &[("story", &story.title)]);
    html(&LeftOutPage {
        p: Page::load(&state, &viewer, &title, Here::Elsewhere).await?,
        head: StoryHead::new(&story, &teller),
        label: tn("count.articles", items.len() as u64),
        can_change: viewer.must_own().is_ok(),
        items,
    })
}
