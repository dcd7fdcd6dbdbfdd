//! `GET /api/v1/stories` and `/api/v1/stories/{id}`.

use axum::Json;
use axum::extract::{Path, Query, State};
use courant_store::{StoryCard, StoryId};
use serde::{Deserialize, Serialize};

use crate::web::error::WebError;
use crate::web::messages::t;
use crate::web::river::parse_cursor;
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::shapes::{ApiStory, story};

/// Stories in one answer unless asked otherwise, and at most.
const USUAL: i64 = 20;
const MOST: i64 = 200;

/// Which stories.
#[derive(Debug, Deserialize)]
pub struct Paging {
    limit: Option<i64>,
    cursor: Option<String>,
}

/// One page of stories.
#[derive(Serialize)]
pub struct ApiStories {
    stories: Vec<ApiStory>,
    next: Option<String>,
}

/// Latest first.
pub async fn list(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(paging): Query<Paging>,
) -> Result<Json<ApiStories>, WebError> {
    let limit = paging.limit.unwrap_or(USUAL).clamp(1, MOST);
    let before = match paging.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => Some(parse_cursor(cursor).ok_or_else(|| WebError::BadRequest(t("api.cursor").to_owned()))?),
        None => None,
    };
    let cards = state.store.stories_before(before, limit).await?;
    let full = i64::try_from(cards.len()).is_ok_and(|n| n >= limit);
    let next = cards.last().filter(|_| full).map(|last| format!("{}-{}", last.last_at, last.id));
    Ok(Json(ApiStories { stories: whole(&state, &viewer, &cards).await?, next }))
}

/// One story; an id that was merged away gives the story it went into.
pub async fn one(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
) -> Result<Json<ApiStory>, WebError> {
    let card = state.store.story(id).await?;
    if card.articles == 0 {
        return Err(WebError::NotFound);
    }
    whole(&state, &viewer, &[card]).await?.pop().map(Json).ok_or(WebError::NotFound)
}

/// These stories with their articles. Two hundred of them are read with as many statements as one.
async fn whole(state: &WebState, viewer: &Viewer, of: &[StoryCard]) -> Result<Vec<ApiStory>, WebError> {
    let ids: Vec<StoryId> = of.iter().map(|card| card.id).collect();
    let mut members = state.store.story_members(&ids, viewer.id()).await?;
    let whole = |card: &StoryCard| {
        let articles = members.remove(&card.id).unwrap_or_default();
        story(card, articles, viewer)
    };
    Ok(of.iter().map(whole).collect())
}
