//! What a publisher changed in an article: each change that was found, newest first, word by word.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_core::revision::{Difference, Fate, Paragraph, Piece, corrects, difference, reworded};
use courant_store::{ArticleId, ArticlePage as Stored, RevisionText};

use crate::web::card::{count, title_or};
use crate::web::error::WebError;
use crate::web::layout::{Here, Lang, Page, html};
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::time::When;

#[derive(Template)]
#[template(path = "pages/changes.html")]
struct ChangesPage {
    p: Page,
    href: String,
    title: String,
    lang: Lang,
    publisher: String,
    label: String,
    /// Why no earlier words are shown, where none may be.
    closed: Option<&'static str>,
    steps: Vec<Step>,
    older: Option<String>,
}

/// From one version to the next.
struct Step {
    found: When,
    sums: String,
    /// In place of the words, where the publisher took them back.
    withheld: Option<&'static str>,
    headline: Paragraph,
    lines: Vec<Line>,
}

/// A changed paragraph, or how many stand unchanged between two of them.
enum Line {
    Told(Paragraph),
    Unchanged(String),
}

/// Changes shown at most.
const MOST: usize = 12;

/// `GET /article/{id}/changes`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<ArticleId>,
) -> Result<Response, WebError> {
    let stored = state.store.article_page(id, viewer.id()).await?;
    if stored.card.id != id {
        return Ok(Redirect::permanent(&format!("/article/{}/changes", stored.card.id)).into_response());
    }
    let title = title_or(&stored.card.title);
    let p = Page::load(&state, &viewer, &tf("changes.title", &[("title", &title)]), Here::Elsewhere).await?;
    let teller = state.teller();
    let mut page = ChangesPage {
        p,
        href: format!("/article/{id}"),
        title,
        lang: Lang::new(&stored.card.language),
        publisher: stored.card.publisher.clone(),
        label: tn("changes.versions", stored.revisions.len() as u64 + 1),
        closed: closed(&viewer, &stored),
        steps: Vec::new(),
        older: None,
    };
    if page.closed.is_none() {
        let versions = versions(&state, &stored).await?;
        let told =
            tokio::task::spawn_blocking(move || versions.windows(2).map(|pair| told(&pair[0], &pair[1])).collect());
        let told: Vec<(i64, Told)> = told.await.map_err(|error| WebError::Internal(format!("changes: {error}")))?;
        // What a publisher took back may stand in any earlier version, so nothing before a correction is shown.
        let corrected = told.iter().position(|(_, told)| matches!(told, Told::Withheld));
        page.older = older(&stored).filter(|_| corrected.is_none());
        let shown = told.into_iter().take(corrected.map_or(MOST, |at| at + 1));
        page.steps = shown.map(|(at, told)| step(teller.relative(at), told)).collect();
    }
    html(&page)
}

/// Earlier words are for those who may read the whole article, and only while the article itself is there.
fn closed(viewer: &Viewer, stored: &Stored) -> Option<&'static str> {
    match (viewer.full, stored.revisions.is_empty()) {
        (false, _) => Some(t("changes.closed")),
        (true, true) => Some(t("changes.none")),
        (true, false) => None,
    }
}

fn older(stored: &Stored) -> Option<String> {
    let more = stored.revisions.len().saturating_sub(MOST);
    (more > 0).then(|| tn("changes.older", more as u64))
}

/// The article as it is now and what it was before, newest first.
async fn versions(state: &WebState, stored: &Stored) -> Result<Vec<RevisionText>, WebError> {
    let mut versions = vec![RevisionText {
        title: stored.card.title.clone(),
        text: stored.text.clone(),
        html: String::new(),
        seen_at: state.clock.now_ms(),
    }];
    for revision in stored.revisions.iter().take(MOST) {
        versions.push(state.store.revision_text(stored.card.id, revision.revision).await?);
    }
    Ok(versions)
}

enum Told {
    Withheld,
    Changed(Paragraph, Difference),
}

/// When the earlier version was found replaced, and by what.
fn told(later: &RevisionText, earlier: &RevisionText) -> (i64, Told) {
    let told = if corrects(&earlier.text, &later.text) {
        Told::Withheld
    } else {
        Told::Changed(reworded(&earlier.title, &later.title), difference(&earlier.text, &later.text))
    };
    (earlier.seen_at, told)
}

fn step(found: When, told: Told) -> Step {
    let (headline, difference) = match told {
        Told::Withheld => {
            let withheld = Some(t("changes.corrected"));
            return Step { found, sums: String::new(), withheld, headline: Vec::new(), lines: Vec::new() };
        }
        Told::Changed(headline, difference) => (headline, difference),
    };
    let changed = |piece: &Piece| piece.fate != Fate::Kept;
    let headline = if headline.iter().any(changed) { headline } else { Vec::new() };
    Step { found, sums: sums(&headline, &difference), withheld: None, headline, lines: lines(difference.paragraphs) }
}

/// "Headline changed · 12 words out · 20 words in".
fn sums(headline: &Paragraph, difference: &Difference) -> String {
    let mut sums = Vec::new();
    if !headline.is_empty() {
        sums.push(t("changes.headline").to_owned());
    }
    for (key, words) in [("changes.out", difference.removed), ("changes.in", difference.added)] {
        if words > 0 {
            sums.push(tn(key, words as u64));
        }
    }
    if sums.is_empty() { t("changes.marks").to_owned() } else { sums.join(" · ") }
}

fn lines(paragraphs: Vec<Paragraph>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut unchanged = 0;
    for paragraph in paragraphs {
        if paragraph.iter().all(|piece| piece.fate == Fate::Kept) {
            unchanged += 1;
            continue;
        }
        close_gap(&mut unchanged, &mut lines);
        lines.push(Line::Told(paragraph));
    }
    close_gap(&mut unchanged, &mut lines);
    lines
}

fn close_gap(unchanged: &mut i64, lines: &mut Vec<Line>) {
    let gap = std::mem::take(unchanged);
    if gap > 0 {
        lines.push(Line::Unchanged(tn("changes.unchanged", count(gap))));
    }
}
