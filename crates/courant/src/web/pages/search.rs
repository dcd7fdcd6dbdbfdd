//! Search: articles that match, with the words around the match.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use courant_core::sanitize::excerpt;
use courant_search::{Found, SearchError};
use courant_store::{ArticleCard, ArticleId, StoreError};
use serde::Deserialize;

use crate::web::card::{ANONYMOUS_WORDS, title_or};
use crate::web::error::WebError;
use crate::web::layout::{Here, Lang, Page, encode, html};
use crate::web::markup::shorten;
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::time::When;

/// Results on one page, and articles that are looked through for them: copies of one text are one result.
const SHOWN: usize = 20;
const LOOKED_AT: usize = 100;
/// Characters of the words around a match.
const SNIPPET_CHARS: usize = 220;
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
    nearest: Option<Nearest>,
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
    /// "and 3 copies:"; empty without copies.
    copies_label: String,
    copies: Vec<CopyLink>,
}

/// A copy of a result's text.
struct CopyLink {
    href: String,
    publisher: String,
}

/// The nearest spelling that finds something.
struct Nearest {
    href: String,
    words: String,
}

/// Articles of one text, the one to show first.
struct Text {
    cards: Vec<ArticleCard>,
    /// Where among what was found its best stands.
    reaches: usize,
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
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let query: String = wanted.q.trim().chars().take(LONGEST).collect();
    let from = wanted.from.min(DEEPEST);
    let mut p = Page::load(&state, &viewer, &title(&query), Here::Elsewhere).await?;
    p.query.clone_from(&query);
    let found = find(&state, &query, from).await?;
    let note = note(&state, &query, found.as_ref()).await?;
    let nearest = match &found {
        Some(found) if found.total == 0 && !query.is_empty() => nearest(&state, &query).await?,
        _ => None,
    };
    let found = found.unwrap_or_default();
    let mut texts = texts(state.store.cards(&found.ids, viewer.id()).await?, &found.ids);
    // What stands on an earlier page stood there with its copies.
    texts.retain(|text| text.reaches >= from);
    let next = texts.get(SHOWN).map_or(found.ids.len(), |text| text.reaches);
    texts.truncate(SHOWN);
    let hits = hits(&state, &viewer, &query, texts).await?;
    let total = found.total as u64;
    let path = |from: usize| format!("/search?q={}&from={from}", encode(&query));
    html(&SearchResults {
        p,
        count: if query.is_empty() { String::new() } else { tn("count.articles", total) },
        note,
        nearest,
        hits,
        newer: (from > 0).then(|| path(from.saturating_sub(SHOWN))),
        older: (total > next as u64 && next < DEEPEST).then(|| path(next)),
    })
}

fn title(query: &str) -> String {
    if query.is_empty() { t("search.title").to_owned() } else { tf("search.title_for", &[("query", query)]) }
}

/// What the index finds, from the first on, since copies of a text may stand on several pages; `None` while it is not open.
async fn find(state: &WebState, query: &str, from: usize) -> Result<Option<Found>, WebError> {
    let Some(index) = state.search.clone() else { return Ok(None) };
    let query = query.to_owned();
    let found = off_loop(move || index.search(&query, from + LOOKED_AT, 0)).await?;
    Ok(Some(found))
}

/// Searching takes a core for a while: it must not hold up the event loop.
async fn off_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, WebError> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(|error| WebError::Internal(format!("search: {error}")))?;
    done.map_err(|error| WebError::Internal(format!("search: {error}")))
}

async fn note(state: &WebState, query: &str, found: Option<&Found>) -> Result<Option<String>, WebError> {
    if query.is_empty() {
        return Ok(Some(t("search.ask").to_owned()));
    }
    match found {
        None => return Ok(Some(t("search.closed").to_owned())),
        Some(found) if found.total > 0 => return Ok(None),
        Some(_) => {}
    }
    let status = state.store.status(state.clock.now_ms()).await?;
    let articles = tn("count.articles", crate::web::card::count(status.articles));
    Ok(Some(tf("search.nothing", &[("query", query), ("articles", &articles)])))
}

async fn nearest(state: &WebState, query: &str) -> Result<Option<Nearest>, WebError> {
    let Some(index) = state.search.clone() else { return Ok(None) };
    let query = query.to_owned();
    let words = off_loop(move || index.nearest(&query)).await?;
    Ok(words.map(|words| Nearest { href: format!("/search?q={}", encode(&words)), words }))
}

/// Results by text, in the order of the best of each; the text that others repeat stands for it. `found` may name articles
/// that are no more.
fn texts(cards: Vec<ArticleCard>, found: &[ArticleId]) -> Vec<Text> {
    let mut texts: Vec<(ArticleId, Text)> = Vec::new();
    for card in cards {
        let origin = card.copy_of.unwrap_or(card.id);
        match texts.iter_mut().find(|(known, _)| *known == origin) {
            Some((_, text)) if card.copy_of.is_none() => text.cards.insert(0, card),
            Some((_, text)) => text.cards.push(card),
            None => {
                let reaches = found.iter().position(|id| *id == card.id).unwrap_or(0);
                texts.push((origin, Text { cards: vec![card], reaches }));
            }
        }
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

async fn hits(state: &WebState, viewer: &Viewer, query: &str, texts: Vec<Text>) -> Result<Vec<Hit>, WebError> {
    let teller = state.teller();
    let mut hits = Vec::new();
    for Text { cards, .. } in texts {
        let Some((card, copies)) = cards.split_first() else { continue };
        hits.push(Hit {
            copies_label: if copies.is_empty() { String::new() } else { tn("search.copies", copies.len() as u64) },
            copies: copies
                .iter()
                .map(|copy| CopyLink { href: format!("/article/{}", copy.id), publisher: copy.publisher.clone() })
                .collect(),
            href: format!("/article/{}", card.id),
            title: title_or(&card.title),
            lang: Lang::new(&card.language),
            publisher: card.publisher.clone(),
            when: teller.relative(card.at),
            snippet: snippet(state, viewer, query, card).await?,
            story: card.story_id.map(|story| format!("/story/{story}")),
        });
    }
    Ok(hits)
}

/// The words around the match; for an anonymous visitor of a public site, and where only the headline matches, the
/// publisher's own description, cut.
async fn snippet(state: &WebState, viewer: &Viewer, query: &str, card: &ArticleCard) -> Result<Vec<Piece>, WebError> {
    let mut pieces = Vec::new();
    if let Some(index) = state.search.clone().filter(|_| viewer.full) {
        let query = query.to_owned();
        match state.store.article_for_understanding(card.id).await {
            Ok(article) => {
                let found = move || Ok(with_marks(&article.text, index.snippet(&query, &article.text, SNIPPET_CHARS)));
                pieces = off_loop(found).await?;
            }
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let pieces: Vec<Piece> = pieces.into_iter().map(|(text, marked)| Piece { text, marked }).collect();
    if pieces.iter().any(|piece| piece.marked) {
        return Ok(pieces);
    }
    let text = shorten(&excerpt(&card.description, ANONYMOUS_WORDS), SNIPPET_CHARS);
    Ok(vec![Piece { text, marked: false }])
}

/// With "…" at an end that stands in the midst of the text, so that nobody takes it for the beginning or the end of what the
/// publisher wrote.
fn with_marks(text: &str, mut pieces: Vec<(String, bool)>) -> Vec<(String, bool)> {
    let shown: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
    let Some((before, after)) = text.split_once(shown.as_str()).filter(|_| !shown.is_empty()) else { return pieces };
    let says_more = |rest: &str| rest.chars().any(char::is_alphanumeric);
    if says_more(after) {
        let whole = shown.trim_end().ends_with(['.', '!', '?', '”', '"']);
        pieces.push((if whole { " …" } else { "…" }.to_owned(), false));
    }
    if says_more(before) {
        pieces.insert(0, ("… ".to_owned(), false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::with_marks;

    #[test]
    fn words_from_the_midst_of_a_text_say_so() {
        let text = "The bell was cast in 1402. It rang once. Then it was melted.";
        for (found, shown) in [
            ("The bell was cast", "The bell was cast…"),
            ("cast in 1402.", "… cast in 1402. …"),
            ("it was melted", "… it was melted"),
            (text, text),
            ("words that stand elsewhere", "words that stand elsewhere"),
            ("", ""),
        ] {
            let pieces = with_marks(text, vec![(found.to_owned(), true)]);
            assert_eq!(pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), shown);
        }
    }
}
