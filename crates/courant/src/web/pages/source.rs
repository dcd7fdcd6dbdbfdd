//! One source: how it is, what to do when it is ill, and the owner's hand on it.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::{MovedSource, Source, SourceId, SourceReading, SourceState};
use serde::Deserialize;
use url::Url;

use crate::fetch::PRIVATE;
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::source_facts::{self, Fact};
use super::sources::health;

#[derive(Template)]
#[template(path = "pages/source.html")]
struct SourcePage {
    p: Page,
    id: SourceId,
    title: String,
    /// Where it is not the title itself.
    publisher: Option<String>,
    publisher_href: String,
    health: String,
    ill: bool,
    advice: Option<&'static str>,
    facts: Vec<Fact>,
    reasons: Vec<String>,
    active: bool,
    paused: bool,
    url: String,
    name: String,
    given: Option<String>,
    folder: String,
    folders: Vec<String>,
    wrong: Option<String>,
}

/// `GET /sources/{id}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    show(&state, &viewer, id, None).await
}

async fn show(
    state: &WebState,
    viewer: &Viewer,
    id: SourceId,
    wrong: Option<(String, String)>,
) -> Result<Response, WebError> {
    let source = state.store.source(id).await?;
    let reading = state.store.source_reading(id).await?;
    let teller = state.teller();
    let title = if source.title.trim().is_empty() { source.url.clone() } else { source.title.clone() };
    let (wrong, url) = wrong.map_or_else(|| (None, source.url.clone()), |(words, given)| (Some(words), given));
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = html(&SourcePage {
        p: Page::load(state, viewer, &title, Here::Sources).await?,
        id,
        title,
        publisher: Some(source.publisher.clone()).filter(|name| *name != source.title),
        publisher_href: format!("/publisher/{}", source.publisher_id),
        health: health(&source, &teller),
        ill: source.problem.is_some() || source.state == SourceState::Gone,
        advice: advice(&source).map(t),
        facts: source_facts::all(state, &source, &reading, &teller).await?,
        reasons: reasons(&reading),
        active: source.state == SourceState::Active,
        paused: source.state == SourceState::Paused,
        url,
        name: source.title.clone(),
        given: Some(source.given_title.clone()).filter(|given| !given.is_empty() && *given != source.title),
        folder: source.folder.clone(),
        folders: folders(state).await?,
        wrong,
    })?;
    Ok((status, page).into_response())
}

/// Folders that there are, for choosing.
async fn folders(state: &WebState) -> Result<Vec<String>, WebError> {
    let all: BTreeSet<String> = state.store.sources().await?.into_iter().map(|source| source.folder).collect();
    Ok(all.into_iter().filter(|folder| !folder.is_empty()).collect())
}

/// The key of what an operator can do, by what the publisher's server answered last.
fn advice(source: &Source) -> Option<&'static str> {
    match (source.state, &source.problem, source.status) {
        (SourceState::Gone, _, Some(410)) => Some("source.advice_gone"),
        (SourceState::Gone | SourceState::Paused, _, _) | (_, None, _) => None,
        // It was read, and not all is there.
        (_, _, Some(200..=299)) if source.failures == 0 => Some("source.advice_not_whole"),
        (_, _, Some(200..=299)) => Some("source.advice_no_feed"),
        (_, _, Some(401 | 402 | 403 | 407 | 451)) => Some("source.advice_refused"),
        (_, _, Some(404)) => Some("source.advice_not_found"),
        (_, _, Some(429 | 503)) => Some("source.advice_patience"),
        (_, _, Some(500..=599)) => Some("source.advice_fault"),
        (_, _, Some(_)) => Some("source.advice_not_found"),
        (_, Some(problem), None) if problem.contains(PRIVATE) => Some("source.advice_private"),
        (_, _, None) => Some("source.advice_unreachable"),
    }
}

/// "12 × the publisher asks readers to sign in or subscribe".
fn reasons(reading: &SourceReading) -> Vec<String> {
    let line = |(why, times): &(String, i64)| {
        tf("source.reason", &[("n", &times.to_string()), ("why", why.trim().trim_end_matches('.'))])
    };
    reading.reasons.iter().map(line).collect()
}

/// `POST /sources/{id}/refresh`: asks as soon as the host's pauses allow; a paused or gone source is active again.
pub async fn refresh(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    state.store.resume_source(id, None, state.clock.now_ms()).await?;
    Ok(Redirect::to(&format!("/sources/{id}")).into_response())
}

/// `POST /sources/{id}/pause`.
pub async fn pause(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    state.store.pause_source(id, state.clock.now_ms()).await?;
    Ok(Redirect::to(&format!("/sources/{id}")).into_response())
}

/// What the owner calls a source, and where it stands.
#[derive(Debug, Deserialize)]
pub struct NameForm {
    name: String,
    folder: String,
}

/// Characters of a name or a folder.
const LONGEST_NAME: usize = 200;

/// `POST /sources/{id}/name`: another name, another folder; without a name it has the feed's own again.
pub async fn name(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
    Form(form): Form<NameForm>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    let line = |words: &str| {
        words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect::<String>()
    };
    state.store.name_source(id, &line(&form.name), &line(&form.folder)).await?;
    Ok(Redirect::to(&format!("/sources/{id}")).into_response())
}

/// Another address.
#[derive(Debug, Deserialize)]
pub struct MoveForm {
    url: String,
}

/// `POST /sources/{id}/move`: the feed has another address. What was read stays.
pub async fn move_to(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    let given = form.url.trim();
    let url = Url::parse(given).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(url) = url else {
        let wrong = tf("source.no_address", &[("url", given)]);
        return show(&state, &viewer, id, Some((wrong, given.to_owned()))).await;
    };
    let now = state.clock.now_ms();
    let id = match state.store.move_source(id, url.as_str(), now).await? {
        MovedSource::Moved => id,
        MovedSource::Joined(other) => other,
    };
    state.store.resume_source(id, None, now).await?;
    Ok(Redirect::to(&format!("/sources/{id}")).into_response())
}
