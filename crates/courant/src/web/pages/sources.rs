//! Where the news comes from: sources with their health in plain words, adding, importing, removing.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use courant_core::opml::{self, Outline};
use courant_store::{Source, SourceId, SourceState};
use serde::Deserialize;

use super::source_choice::{Group, Wanted, choose};
use crate::web::card::count;
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, encode, html};
use crate::web::messages::{t, tf, tn, tnf};
use crate::web::session::Viewer;
use crate::web::state::{AddOutcome, Candidate, WebState};
use crate::web::time::Teller;

#[derive(Template)]
#[template(path = "pages/sources.html")]
struct SourcesPage {
    p: Page,
    count: String,
    rows: Vec<SourceRow>,
    groups: Vec<Group>,
    find: Option<String>,
    show: String,
    newer: Option<String>,
    older: Option<String>,
    can_change: bool,
    demo: bool,
    said: Vec<String>,
    wrong: Option<String>,
    candidates: Vec<Candidate>,
    url: String,
}

struct SourceRow {
    id: SourceId,
    title: String,
    publisher: String,
    publisher_href: String,
    url: String,
    health: String,
    ill: bool,
    entries: String,
    folder: Option<FolderLink>,
}

struct FolderLink {
    href: String,
    name: String,
}

#[derive(Template)]
#[template(path = "pages/source_remove.html")]
struct RemovePage {
    p: Page,
    id: SourceId,
    title: String,
    url: String,
    entries: String,
}

/// What there is to say after a form was sent.
#[derive(Default)]
struct Outcome {
    said: Vec<String>,
    wrong: Option<String>,
    candidates: Vec<Candidate>,
    url: String,
}

/// `GET /sources`: all, or what [`Wanted`] says.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    list(&state, &viewer, &wanted, Outcome::default()).await
}

async fn show(state: &WebState, viewer: &Viewer, outcome: Outcome) -> Result<Response, WebError> {
    list(state, viewer, &Wanted::default(), outcome).await
}

async fn list(state: &WebState, viewer: &Viewer, wanted: &Wanted, outcome: Outcome) -> Result<Response, WebError> {
    let sources = state.store.sources().await?;
    let teller = state.teller();
    let wrong = outcome.wrong.is_some();
    let can_change = viewer.must_own().is_ok();
    let choice = choose(&sources, wanted, can_change);
    let page = html(&SourcesPage {
        p: Page::load(state, viewer, t("sources.title"), Here::Sources).await?,
        count: tn("count.sources", sources.len() as u64),
        rows: choice.sources.iter().map(|source| row(source, &teller, can_change)).collect(),
        groups: choice.groups,
        find: choice.find,
        show: choice.show,
        newer: choice.newer,
        older: choice.older,
        can_change,
        demo: state.config.demo,
        said: outcome.said,
        wrong: outcome.wrong,
        candidates: outcome.candidates,
        url: outcome.url,
    })?;
    Ok(if wrong { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// The address and what is wrong with it are for owners: an address may hold a key that its publisher gave them.
fn row(source: &Source, teller: &Teller, owner: bool) -> SourceRow {
    let named = [&source.title, &source.publisher].into_iter().find(|name| !name.trim().is_empty());
    let title = named.unwrap_or(&source.domain);
    SourceRow {
        id: source.id,
        title: title.clone(),
        publisher: source.publisher.clone(),
        publisher_href: format!("/publisher/{}", source.publisher_id),
        url: if owner { source.url.clone() } else { String::new() },
        health: if owner { health(source, teller) } else { String::new() },
        ill: source.problem.is_some() || source.state == SourceState::Gone,
        entries: tn("count.entries", count(source.entries)),
        folder: (owner && !source.folder.is_empty()).then(|| FolderLink {
            href: format!("/latest?folder={}", encode(&source.folder)),
            name: source.folder.clone(),
        }),
    }
}

/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;

/// A source's state in one plain sentence.
pub(super) fn health(source: &Source, teller: &Teller) -> String {
    let ago = |at: Option<i64>| at.map(|at| teller.done(at).words);
    match (source.state, &source.problem) {
        (SourceState::Gone, Some(problem)) if !problem.trim().is_empty() => {
            tf("sources.problem", &[("problem", problem.trim().trim_end_matches('.'))])
        }
        (SourceState::Gone, _) => t("sources.gone").to_owned(),
        (SourceState::Paused, _) => t("sources.paused").to_owned(),
        (SourceState::Active, Some(problem)) => {
            let problem = problem.trim().trim_end_matches('.');
            match ago(source.succeeded_at) {
                Some(last) => tf("sources.problem_since", &[("problem", problem), ("last", &last)]),
                None => tf("sources.problem", &[("problem", problem)]),
            }
        }
        (SourceState::Active, None) => match ago(source.polled_at) {
            Some(last) if source.entries == 0 && source.succeeded_at.is_some() => {
                let days = teller.now_ms().saturating_sub(source.added_at) / DAY_MS;
                tnf("sources.well_empty", count(days.max(1)), &[("last", &last)])
            }
            Some(last) => tf("sources.well", &[("last", &last)]),
            None => t("sources.waiting").to_owned(),
        },
    }
}

/// An address to add.
#[derive(Debug, Deserialize)]
pub struct AddForm {
    url: String,
}

/// Characters an address may have.
const LONGEST_URL: usize = 2_000;

/// `POST /sources`.
pub async fn add(
    State(state): State<WebState>,
    viewer: Viewer,
    Form(form): Form<AddForm>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    let url = form.url.trim().to_owned();
    let mut outcome = Outcome::default();
    if url.is_empty() || url.chars().count() > LONGEST_URL {
        outcome.wrong = Some(t("sources.no_address").to_owned());
        return show(&state, &viewer, outcome).await;
    }
    match state.sources.add(&url).await {
        Ok(AddOutcome::Added { title }) => outcome.said.push(tf("sources.added", &[("title", &title)])),
        Ok(AddOutcome::Known { title }) => outcome.said.push(tf("sources.known", &[("title", &title)])),
        Ok(AddOutcome::Resumed { title }) => outcome.said.push(tf("sources.resumed", &[("title", &title)])),
        Ok(AddOutcome::Candidates(candidates)) if candidates.is_empty() => {
            outcome.wrong = Some(tf("sources.no_feeds", &[("url", &url)]));
            outcome.url = url;
        }
        Ok(AddOutcome::Candidates(candidates)) => {
            outcome.said.push(tf("sources.candidates", &[("url", &url)]));
            outcome.candidates = candidates;
        }
        Err(words) => {
            outcome.wrong = Some(words);
            outcome.url = url;
        }
    }
    show(&state, &viewer, outcome).await
}

/// `POST /sources/import`: an OPML file.
pub async fn import(State(state): State<WebState>, viewer: Viewer, mut form: Multipart) -> Result<Response, WebError> {
    viewer.must_own()?;
    let (mut file, mut name) = (None, String::new());
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        WebError::BadRequest(tf("sources.upload", &[("problem", &error.body_text())]))
    };
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            name = field.file_name().unwrap_or_default().to_owned();
            file = Some(field.bytes().await.map_err(unreadable)?);
        }
    }
    let mut outcome = Outcome::default();
    match file.filter(|file| !file.is_empty()) {
        // A browser sends a file without a name where none was chosen.
        None if name.is_empty() => outcome.wrong = Some(t("sources.no_file").to_owned()),
        None => outcome.wrong = Some(tf("sources.empty_file", &[("name", &name)])),
        Some(file) => match state.sources.import(&file).await {
            Ok(import) if import.added + import.known == 0 => {
                let why = import.problems.join(" ");
                outcome.wrong = Some(if why.is_empty() { t("sources.empty_list").to_owned() } else { why });
            }
            Ok(import) => {
                let (added, known) = (tn("count.sources", import.added), tn("count.sources", import.known));
                outcome.said.push(tf("sources.imported", &[("added", &added), ("known", &known)]));
                outcome.said.extend(import.problems);
            }
            Err(words) => outcome.wrong = Some(words),
        },
    }
    show(&state, &viewer, outcome).await
}

/// `GET /sources.opml`: every source with the owner's folders, for another reader or for safe keeping.
pub async fn export(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    let subscriptions = state.store.subscriptions(viewer.must_own()?.id).await?;
    let mut folders: BTreeMap<SourceId, String> =
        subscriptions.into_iter().map(|one| (one.source_id, one.folder)).collect();
    let outlines = state.store.sources().await?.into_iter().map(|source| Outline {
        folder: folders.remove(&source.id).unwrap_or(source.folder),
        title: if source.title.trim().is_empty() { source.url.clone() } else { source.title },
        feed_url: source.url,
        home_url: source.home_url,
    });
    let list = opml::write(&state.config.title, &outlines.collect::<Vec<_>>());
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"courant.opml\""),
    ];
    Ok((headers, list).into_response())
}

/// `GET /sources/{id}/remove`: asks once more.
pub async fn ask_remove(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    let source = state.store.source(id).await?;
    html(&RemovePage {
        p: Page::load(&state, &viewer, t("sources.remove_title"), Here::Sources).await?,
        id,
        entries: tn("count.entries", count(source.entries)),
        title: if source.title.trim().is_empty() { source.url.clone() } else { source.title },
        url: source.url,
    })
}

/// `POST /sources/{id}/remove`.
pub async fn remove(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<SourceId>,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    state.store.source(id).await?;
    match state.sources.remove(id).await {
        Ok(_) => Ok(Redirect::to("/sources").into_response()),
        Err(words) => show(&state, &viewer, Outcome { wrong: Some(words), ..Outcome::default() }).await,
    }
}
