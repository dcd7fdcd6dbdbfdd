//! A question to a story, answered with sentences of its reports, or not at all.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use courant_core::answer::{Answer, answer};
use courant_core::extract;
use courant_core::model::{Article, Disagreement, PageKind, SourceSpan, SummarySentence, Understanding};
use courant_store::{StoryId, StoryInput};
use serde::Deserialize;

use crate::web::card::detail;
use crate::web::differ::{DifferRow, differ};
use crate::web::error::WebError;
use crate::web::layout::{Here, Lang, Page, html};
use crate::web::messages::{tf, tn};
use crate::web::session::Viewer;
use crate::web::sources_cited::{Cited, Place};
use crate::web::state::WebState;
use crate::web::time::When;

use super::story::{StoryHead, find};

#[derive(Template)]
#[template(path = "pages/ask.html")]
struct AskPage {
    p: Page,
    head: StoryHead,
    question: String,
    answer: Vec<Answered>,
    /// What earlier reports said, where a figure was asked for.
    earlier: Vec<Answered>,
    /// What the reports disagree about in the very figures that answer.
    differ: Vec<DifferRow>,
    nothing: Option<String>,
    closed: bool,
}

struct Answered {
    text: String,
    lang: Lang,
    places: Vec<Place>,
    /// When its report came out, where a figure was asked for: the next may say another.
    when: Option<When>,
}

/// The question.
#[derive(Debug, Deserialize)]
pub struct Question {
    #[serde(default)]
    q: String,
}

/// Characters of a question that are read.
const LONGEST: usize = 400;

/// `GET /story/{id}/ask?q=`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Query(query): Query<Question>,
) -> Result<Response, WebError> {
    let story = match find(&state, id, "/ask").await? {
        Ok(story) => story,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let question: String = query.q.trim().chars().take(LONGEST).collect();
    let mut page = AskPage {
        p: Page::load(&state, &viewer, &tf("ask.page_title", &[("story", &story.title)]), Here::Elsewhere).await?,
        head: StoryHead::new(&story, &state.teller()),
        question,
        answer: Vec::new(),
        earlier: Vec::new(),
        differ: Vec::new(),
        nothing: None,
        closed: !viewer.full,
    };
    if !page.question.is_empty() && viewer.full {
        let mut inputs = state.store.story_inputs(story.id).await?;
        // Views answer nothing, and a copy printed later tells nothing newer.
        inputs.retain(|input| !is_opinion(input));
        let reports = inputs.len() as u64;
        let ids: BTreeSet<i64> = inputs.iter().map(|input| input.id).collect();
        let originals = inputs.into_iter().filter(|input| input.copy_of.is_none_or(|of| !ids.contains(&of)));
        let read: Vec<(Article, Understanding)> =
            originals.map(|input| (input.article, input.understanding.unwrap_or_default())).collect();
        let question = page.question.clone();
        let found = tokio::task::spawn_blocking(move || {
            let pairs: Vec<(&Article, &Understanding)> = read.iter().map(|(article, known)| (article, known)).collect();
            answer(&question, &pairs)
        });
        let found = found.await.map_err(|error| WebError::Internal(format!("ask: {error}")))?;
        let Answer { sentences, earlier, figures: asked } = found.unwrap_or_default();
        let disputed = disputed(detail(&story).disagreements, &asked);
        let figures = disputed.iter().flat_map(|one| &one.figures).map(|figure| &figure.source);
        let sources = sentences.iter().chain(&earlier).flat_map(|one| &one.sources);
        let cited = Cited::load(&state, &viewer, sources.chain(figures)).await?;
        let teller = state.teller();
        let answered = |sentence: SummarySentence| {
            let places: Vec<Place> = sentence.sources.iter().filter_map(|span| cited.place(span)).collect();
            let first = places.first()?;
            let (lang, at) = (Lang::new(&first.language), first.at);
            let when = (!asked.is_empty()).then(|| teller.short(at));
            Some(Answered { text: sentence.text, lang, places, when })
        };
        page.answer = sentences.into_iter().filter_map(answered).collect();
        page.earlier = earlier.into_iter().filter_map(answered).collect();
        if !disputed.is_empty() {
            let articles = state.store.story_articles(story.id, viewer.id()).await?;
            page.differ = differ(&disputed, &cited, &articles, &state.teller());
        }
        page.nothing = page.answer.is_empty().then(|| tn("ask.nothing", reports));
    }
    html(&page)
}

/// Whether a report is somebody's view: as its page says, or where that was not read its headline or address.
fn is_opinion(input: &StoryInput) -> bool {
    let url = input.article.url.as_deref().unwrap_or_default();
    input.kind == PageKind::Opinion || extract::is_opinion(&input.article.title, url)
}

/// The disagreements about a figure that answers: one side of them is no answer.
fn disputed(disagreements: Vec<Disagreement>, asked: &[SourceSpan]) -> Vec<Disagreement> {
    let answers = |figure: &SourceSpan| {
        asked.iter().any(|span| span.id == figure.id && span.start < figure.end && figure.start < span.end)
    };
    disagreements.into_iter().filter(|one| one.figures.iter().any(|figure| answers(&figure.source))).collect()
}
