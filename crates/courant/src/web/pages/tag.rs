//! A hashtag's stories.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::web::error::WebError;
use crate::web::list::{Heading, SHOWN, show};
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// `GET /tag/{tag}`.
pub async fn get(State(state): State<WebState>, viewer: Viewer, Path(tag): Path<String>) -> Result<Response, WebError> {
    let tag = tag.to_lowercase();
    let row = state.store.tag(&tag).await?;
    let stories = state.store.stories_with_tag(&tag, SHOWN).await?;
    let heading = Heading {
        title: format!("#{}", row.label),
        label: t("tag.label").to_owned(),
        link: None,
        empty: tf("tag.empty", &[("tag", &row.label)]),
        more: None,
    };
    show(&state, &viewer, heading, stories).await
}
