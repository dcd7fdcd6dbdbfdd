//! Read and saved marks of one article or one story.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::{ArticleId, StoryId};
use serde::Deserialize;

use crate::web::error::WebError;
use crate::web::forms::back;
use crate::web::messages::t;
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// What to mark: each of `read` and `saved` is `yes`, `no` or absent.
#[derive(Debug, Deserialize)]
pub struct Mark {
    read: Option<String>,
    saved: Option<String>,
    back: Option<String>,
}

impl Mark {
    fn value(field: Option<&str>) -> Result<Option<bool>, WebError> {
        match field {
            None => Ok(None),
            Some("yes") => Ok(Some(true)),
            Some("no") => Ok(Some(false)),
            Some(_) => Err(WebError::BadRequest(t("error.bad_request").to_owned())),
        }
    }
}

/// `POST /article/{id}/mark`.
pub async fn article(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<ArticleId>,
    Form(mark): Form<Mark>,
) -> Result<Response, WebError> {
    let (user, now) = (viewer.must()?.id, state.clock.now_ms());
    let (read, saved) = (Mark::value(mark.read.as_deref())?, Mark::value(mark.saved.as_deref())?);
    state.store.article_card(id, Some(user)).await?;
    if let Some(read) = read {
        state.store.set_read(user, &[id], read, now).await?;
    }
    if let Some(saved) = saved {
        state.store.set_saved(user, &[id], saved, now).await?;
    }
    // The article's own page would mark it read again.
    let (unread, own) = (read == Some(false), format!("/article/{id}"));
    let wanted = mark.back.as_deref().filter(|page| !(unread && page.trim_end_matches('/') == own));
    let otherwise = if unread { "/latest" } else { &own };
    Ok(Redirect::to(&back(wanted, otherwise)).into_response())
}

/// What had arrived when the page was made that the mark is sent from.
#[derive(Debug, Deserialize)]
pub struct Shown {
    upto: Option<i64>,
}

/// `POST /story/{id}/mark?upto=`: what arrived after `upto` is not read.
pub async fn story(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Query(shown): Query<Shown>,
    Form(mark): Form<Mark>,
) -> Result<Response, WebError> {
    let (user, now) = (viewer.must()?.id, state.clock.now_ms());
    let (read, saved) = (Mark::value(mark.read.as_deref())?, Mark::value(mark.saved.as_deref())?);
    let story = state.store.story(id).await?.id;
    if let Some(read) = read {
        state.store.set_story_read(user, story, read, shown.upto.unwrap_or(i64::MAX), now).await?;
    }
    if let Some(saved) = saved {
        state.store.set_story_saved(user, story, saved, now).await?;
    }
    Ok(Redirect::to(&back(mark.back.as_deref(), &format!("/story/{story}"))).into_response())
}
