//! Search: articles that match, with the words around the match.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use courant_core::sanitize::excerpt;
use serde::Deserialize;

use crate::web::card::{ANONYMOUS_WORDS, title_or};
use crate::web::error::WebError;
use crate::web::layout::{Here, Lang, Page, encode, html};
use crate::web::markup::shorten;
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::state::{SearchHit, SearchPage, WebState};
use crate::web::time::When;

/// Results on one page.
const SHOWN: usize = 20;
/// Characters of a query that are read.
const LONGEST: usize = 300;
/// The last result that can be paged to.
const DEEPEST: usize = 2_000;

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchResults {
    p: Page,
    count: String,
    note: Option<String>,
    hits: Vec<Hit>,
    newer: Option<String>,
    older: Option<String>,
}

struct Hit {
    href: String,
    title: String,
    lang: Lang,
    publisher: String,
    when: When,
    snippet: Vec<Piece>,
    story: Option<String>,
}

/// Words of a snippet, matching or not.
struct Piece {
    text: String,
    marked: bool,
}

/// What to look for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    from: usize,
}

/// `GET /search?q=`.
pub async fn get(State(state): State<WebState>, viewer: Viewer, Query(wanted): Query<Wanted>) -> Result<Response, WebError> {
    let query: String = wanted.q.trim().chars().take(LONGEST).collect();
    let from = wanted.from.min(DEEPEST);
    let mut p = Page::load(&state, &viewer, &title(&query), Here::Elsewhere).await?;
    p.query.clone_from(&query);
    let found = find(&state, &query, from).await?;
    let (found, note) = match found {
        Ok(found) => {
            let note = note(&state, &query, &found).await?;
            (found, note)
        }
        Err(words) => (SearchPage::default(), Some(words)),
    };
    let hits = hits(&state, &viewer, &found.hits).await?;
    let path = |from: usize| format!("/search?q={}&from={from}", encode(&query));
    let next = from + SHOWN;
    html(&SearchResults {
        p,
        count: if query.is_empty() { String::new() } else { tn("count.articles", found.total) },
        note,
        hits,
        newer: (from > 0).then(|| path(from.saturating_sub(SHOWN))),
        older: (found.total > next as u64 && next < DEEPEST).then(|| path(next)),
    })
}

fn title(query: &str) -> String {
    if query.is_empty() { t("search.title").to_owned() } else { tf("search.title_for", &[("query", query)]) }
}

async fn find(state: &WebState, query: &str, from: usize) -> Result<Result<SearchPage, String>, WebError> {
    if query.is_empty() {
        return Ok(Ok(SearchPage::default()));
    }
    let Some(search) = state.search.clone() else { return Ok(Err(t("search.closed").to_owned())) };
    let query = query.to_owned();
    tokio::task::spawn_blocking(move || search.search(&query, SHOWN, from))
        .await
        .map_err(|error| WebError::Internal(format!("search: {error}")))
}

async fn note(state: &WebState, query: &str, found: &SearchPage) -> Result<Option<String>, WebError> {
    if query.is_empty() {
        return Ok(Some(t("search.ask").to_owned()));
    }
    if found.total > 0 {
        return Ok(None);
    }
    let status = state.store.status(state.clock.now_ms()).await?;
    let articles = tn("count.articles", crate::web::card::count(status.articles));
    Ok(Some(tf("search.nothing", &[("query", query), ("articles", &articles)])))
}

async fn hits(state: &WebState, viewer: &Viewer, found: &[SearchHit]) -> Result<Vec<Hit>, WebError> {
    let ids: Vec<i64> = found.iter().map(|hit| hit.article).collect();
    let cards = state.store.cards(&ids, viewer.id()).await?;
    let teller = state.teller();
    let hits = found.iter().filter_map(|hit| {
        let card = cards.iter().find(|card| card.id == hit.article)?;
        Some(Hit {
            href: format!("/article/{}", card.id),
            title: title_or(&card.title),
            lang: Lang::new(&card.language),
            publisher: card.publisher.clone(),
            when: teller.relative(card.at),
            snippet: snippet(viewer, hit, &card.description),
            story: card.story_id.map(|story| format!("/story/{story}")),
        })
    });
    Ok(hits.collect())
}

/// The words around the match; for an anonymous visitor of a public site the publisher's own description, cut.
fn snippet(viewer: &Viewer, hit: &SearchHit, description: &str) -> Vec<Piece> {
    if hit.snippet.is_empty() || !viewer.full {
        let text = shorten(&excerpt(description, ANONYMOUS_WORDS), 220);
        return vec![Piece { text, marked: false }];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in &hit.marks {
        let (Some(before), Some(marked)) = (hit.snippet.get(at..*start), hit.snippet.get(*start..*end)) else { continue };
        pieces.push(Piece { text: before.to_owned(), marked: false });
        pieces.push(Piece { text: marked.to_owned(), marked: true });
        at = *end;
    }
    pieces.push(Piece { text: hit.snippet.get(at..).unwrap_or_default().to_owned(), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}
