//! The first run: no source yet. Add a feed, import a list.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::t;
use crate::web::session::Viewer;
use crate::web::state::WebState;

#[derive(Template)]
#[template(path = "pages/first_run.html")]
struct FirstRunPage {
    p: Page,
    can_add: bool,
    ask_password: bool,
    no_owner: bool,
}

/// `GET /first-run`.
pub async fn get(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    show(&state, &viewer).await
}

/// The first run's page, also shown in place of an empty front page.
pub async fn show(state: &WebState, viewer: &Viewer) -> Result<Response, WebError> {
    let can_add = viewer.must_own().is_ok();
    html(&FirstRunPage {
        p: Page::load(state, viewer, t("first.title"), Here::Front).await?,
        can_add,
        ask_password: can_add && viewer.is_local(),
        no_owner: !state.store.has_users().await?,
    })
}
