//! Latest: every article, newest first, for the keyboard; mark all read, with undo.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::{Listing, MarkScope, PublisherId, SourceId};
use serde::Deserialize;

use crate::web::card::count;
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, encode, html};
use crate::web::messages::{number, t, tf, tn};
use crate::web::river::{Day, days, next_cursor, parse_cursor};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// Articles on one page.
const SHOWN: i64 = 50;
/// Sources named beside them for a folder at most, those with the most unread, and for all of very many folders.
const NAMED: usize = 60;
const NAMED_IN_ALL: usize = 600;

#[derive(Template)]
#[template(path = "pages/latest.html")]
struct LatestPage {
    p: Page,
    title: String,
    folders: Vec<Folder>,
    folders_label: &'static str,
    rest: Option<String>,
    all_here: bool,
    all_unread: String,
    unread_here: bool,
    days: Vec<Day>,
    upto: Option<i64>,
    scope: Vec<(&'static str, String)>,
    undo: Option<Undo>,
    empty: String,
    end: String,
    older: Option<String>,
}

/// Sources under one name; without a name, sources in no folder.
struct Folder {
    name: String,
    href: String,
    here: bool,
    unread: String,
    sources: Vec<FolderSource>,
}

struct FolderSource {
    title: String,
    href: String,
    here: bool,
    unread: String,
}

struct Undo {
    batch: i64,
    words: String,
}

/// What is listed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LatestQuery {
    before: Option<String>,
    #[serde(default)]
    unread: Option<String>,
    publisher: Option<PublisherId>,
    source: Option<SourceId>,
    folder: Option<String>,
    undo: Option<i64>,
    marked: Option<u64>,
}

impl LatestQuery {
    fn listing(&self) -> Listing {
        match self {
            Self { source: Some(source), .. } => Listing::Source(*source),
            Self { publisher: Some(publisher), .. } => Listing::Publisher(*publisher),
            Self { folder: Some(folder), .. } => Listing::Folder(folder.clone()),
            Self { unread: Some(_), .. } => Listing::Unread,
            _ => Listing::All,
        }
    }

    fn scope(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("source", self.source.map(|id| id.to_string())),
            ("publisher", self.publisher.map(|id| id.to_string())),
            ("folder", self.folder.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).take(1).collect()
    }

    fn path(&self) -> String {
        let parts: Vec<String> = self.scope().iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        match (parts.is_empty(), self.unread.is_some()) {
            (false, _) => format!("/latest?{}&", parts.join("&")),
            (true, true) => "/latest?unread=1&".to_owned(),
            (true, false) => "/latest?".to_owned(),
        }
    }
}

/// `GET /latest`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(query): Query<LatestQuery>,
) -> Result<Response, WebError> {
    let listing = query.listing();
    if matches!(listing, Listing::Unread | Listing::Folder(_)) {
        viewer.must()?;
    }
    let before = query.before.as_deref().and_then(parse_cursor);
    let upto = state.store.last_arrival_seq().await?;
    let cards = state.store.latest(&listing, viewer.id(), before, SHOWN).await?;
    let p = Page::load(&state, &viewer, t("latest.title"), Here::Latest).await?;
    let (folders, rest) = folders(&state, &viewer, &query).await?;
    let shown = tn("count.articles", cards.len() as u64);
    let undo = query
        .undo
        .filter(|_| viewer.user.is_some())
        .map(|batch| Undo { batch, words: tn("latest.marked", query.marked.unwrap_or(0)) });
    let all_unread = p.unread.clone().unwrap_or_default();
    html(&LatestPage {
        title: title(&folders, &query),
        folders_label: if folders.iter().any(|folder| !folder.name.is_empty()) {
            t("latest.folders")
        } else {
            t("sources.title")
        },
        folders,
        rest,
        all_here: matches!(listing, Listing::All),
        all_unread,
        unread_here: matches!(listing, Listing::Unread),
        days: days(&state, &viewer, &cards),
        upto: (viewer.user.is_some() && !cards.is_empty()).then_some(upto),
        scope: query.scope(),
        undo,
        empty: empty(&listing, p.progress.is_some()).to_owned(),
        end: tf("latest.end", &[("articles", &shown), ("time", &p.edition)]),
        older: next_cursor(&cards, SHOWN).map(|cursor| format!("{}before={cursor}", query.path())),
        p,
    })
}

fn empty(listing: &Listing, reading: bool) -> &'static str {
    match listing {
        Listing::Unread => t("latest.all_read"),
        _ if reading => t("latest.empty_reading"),
        _ => t("latest.empty"),
    }
}

fn title(folders: &[Folder], query: &LatestQuery) -> String {
    let sources = folders.iter().flat_map(|folder| &folder.sources);
    let named = sources.filter(|source| source.here).map(|source| source.title.clone()).next();
    named.or_else(|| query.folder.clone()).unwrap_or_else(|| t("latest.title").to_owned())
}

/// The folders, and "All 4,500 sources" where not all are named.
async fn folders(
    state: &WebState,
    viewer: &Viewer,
    query: &LatestQuery,
) -> Result<(Vec<Folder>, Option<String>), WebError> {
    let mut unread = BTreeMap::new();
    let mut own: BTreeMap<SourceId, String> = BTreeMap::new();
    if let Some(user) = viewer.id() {
        unread.extend(state.store.unread_counts(user).await?.by_source);
        own.extend(state.store.subscriptions(user).await?.into_iter().map(|one| (one.source_id, one.folder)));
    }
    let mut folders: BTreeMap<(bool, String), Vec<(u64, FolderSource)>> = BTreeMap::new();
    for source in state.store.sources().await? {
        let common = || if viewer.user.is_some() { source.folder.clone() } else { String::new() };
        let name = own.remove(&source.id).unwrap_or_else(common);
        let n = unread.get(&source.id).map_or(0, |n| count(*n));
        let title = [&source.title, &source.publisher].into_iter().find(|title| !title.trim().is_empty());
        let row = FolderSource {
            // Not the feed's address, which may hold a key.
            title: title.unwrap_or(&source.domain).clone(),
            href: format!("/latest?source={}", source.id),
            here: query.source == Some(source.id),
            unread: unread_words(n),
        };
        folders.entry((name.is_empty(), name)).or_default().push((n, row));
    }
    let most = (NAMED_IN_ALL / folders.len().max(1)).clamp(1, NAMED);
    let all: usize = folders.values().map(Vec::len).sum();
    let unnamed = folders.values().any(|rows| rows.len() > most);
    let rest = unnamed.then(|| tf("latest.all_sources", &[("n", &number(all as u64))]));
    let folder = |((_, name), rows): ((bool, String), Vec<(u64, FolderSource)>)| Folder {
        href: format!("/latest?folder={}", encode(&name)),
        here: query.folder.as_deref() == Some(name.as_str()),
        unread: unread_words(rows.iter().map(|(n, _)| n).sum()),
        name,
        sources: named(rows, most),
    };
    Ok((folders.into_iter().map(folder).collect(), rest))
}

fn unread_words(n: u64) -> String {
    if n > 0 { number(n) } else { String::new() }
}

/// The sources to name, in their order: the one that is shown and those with the most unread.
fn named(rows: Vec<(u64, FolderSource)>, most: usize) -> Vec<FolderSource> {
    let mut rows: Vec<(usize, (u64, FolderSource))> = rows.into_iter().enumerate().collect();
    rows.sort_by_key(|(_, (n, row))| Reverse((row.here, *n)));
    rows.truncate(most);
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, (_, row))| row).collect()
}

/// What "Mark all read" covers.
#[derive(Debug, Deserialize)]
pub struct MarkAll {
    /// The last article that stood on the page: what came later stays unread.
    upto: i64,
    publisher: Option<PublisherId>,
    source: Option<SourceId>,
    folder: Option<String>,
}

/// `POST /latest/read`.
pub async fn mark_all(
    State(state): State<WebState>,
    viewer: Viewer,
    Form(form): Form<MarkAll>,
) -> Result<Response, WebError> {
    let user = viewer.must()?.id;
    let scope = match &form {
        MarkAll { source: Some(source), .. } => MarkScope::Source(*source),
        MarkAll { publisher: Some(publisher), .. } => MarkScope::Publisher(*publisher),
        MarkAll { folder: Some(folder), .. } => MarkScope::Folder(folder.clone()),
        _ => MarkScope::All,
    };
    let batch = state.store.mark_all_read(user, &scope, form.upto, state.clock.now_ms()).await?;
    let query =
        LatestQuery { publisher: form.publisher, source: form.source, folder: form.folder, ..LatestQuery::default() };
    Ok(Redirect::to(&format!("{}undo={}&marked={}", query.path(), batch.batch, batch.articles)).into_response())
}

/// Which marking to take back.
#[derive(Debug, Deserialize)]
pub struct UndoForm {
    batch: i64,
}

/// `POST /latest/undo`.
pub async fn undo(
    State(state): State<WebState>,
    viewer: Viewer,
    Form(form): Form<UndoForm>,
) -> Result<Response, WebError> {
    let user = viewer.must()?.id;
    state.store.undo_mark_all_read(user, form.batch).await?;
    Ok(Redirect::to("/latest").into_response())
}
