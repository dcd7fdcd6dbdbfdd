//! What the reader saved.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use courant_store::Listing;
use serde::Deserialize;

use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{t, tf, tn};
use crate::web::river::{Day, days, next_cursor, parse_cursor};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// Articles on one page.
const SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "pages/saved.html")]
struct SavedPage {
    p: Page,
    days: Vec<Day>,
    count: String,
    older: Option<String>,
}

/// Where to go on.
#[derive(Debug, Deserialize)]
pub struct Paging {
    before: Option<String>,
}

/// `GET /saved`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let user = viewer.must()?.id;
    let before = paging.before.as_deref().and_then(parse_cursor);
    let cards = state.store.latest(&Listing::Saved, Some(user), before, SHOWN).await?;
    let count = tn("count.articles", cards.len() as u64);
    let older = next_cursor(&cards, SHOWN).map(|cursor| format!("/saved?before={cursor}"));
    let all = before.is_none() && older.is_none();
    html(&SavedPage {
        p: Page::load(&state, &viewer, t("saved.title"), Here::Saved).await?,
        days: days(&state, &viewer, &cards),
        count: if all { count } else { tf("saved.here", &[("articles", &count)]) },
        older,
    })
}
