//! A reader's word on a report: it tells of another event than its story, or of the same; and taking that back.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::{ArticleId, NewReaderWord, ReaderWord, StoryCard, StoryId};
use serde::Deserialize;

use crate::web::card::{detail, title_or};
use crate::web::error::WebError;
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::time::{Teller, When};

/// Which report is meant.
#[derive(Debug, Deserialize)]
pub struct Report {
    article: ArticleId,
}

/// A word that holds, as the pages show it.
pub struct WordRow {
    /// For taking it back.
    pub id: i64,
    /// "Halyard Wire: … reports another event."
    pub words: String,
    /// When it was said.
    pub when: When,
}

/// The words that hold on a story.
pub async fn rows(state: &WebState, story: StoryId, teller: &Teller) -> Result<Vec<WordRow>, WebError> {
    let words = state.store.words_on(story).await?;
    Ok(words
        .iter()
        .map(|word| WordRow { id: word.id, words: sentence(word), when: teller.relative(word.at) })
        .collect())
}

fn sentence(word: &ReaderWord) -> String {
    let key = if word.same { "words.same" } else { "words.apart" };
    tf(key, &[("publisher", &word.publisher), ("title", &title_or(&word.title))])
}

/// `POST /story/{id}/apart`: a member tells of another event.
pub async fn apart(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Form(report): Form<Report>,
) -> Result<Response, WebError> {
    say(&state, &viewer, id, report.article, false).await
}

/// `POST /story/{id}/same`: a report that was left out tells of this event.
pub async fn same(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Form(report): Form<Report>,
) -> Result<Response, WebError> {
    say(&state, &viewer, id, report.article, true).await
}

async fn say(
    state: &WebState,
    viewer: &Viewer,
    id: StoryId,
    article: ArticleId,
    same: bool,
) -> Result<Response, WebError> {
    viewer.must_own()?;
    let story = state.store.story(id).await?;
    let other = against(&story, article)?;
    let left_out = detail(&story).left_out.into_iter().find(|item| item.article == article && same);
    let probability = left_out.and_then(|item| item.probability);
    let word = NewReaderWord { article, other, same, story: story.id, user: viewer.id(), probability };
    state.store.say_word(&word, state.clock.now_ms()).await?;
    // To the words themselves: what follows from one is seen a moment later, that it was taken at once.
    Ok(Redirect::to(&format!("/story/{}/why#words", story.id)).into_response())
}

/// What a report is held against: the story's lead, which itself cannot be parted from what it stands for.
fn against(story: &StoryCard, article: ArticleId) -> Result<ArticleId, WebError> {
    let lead = story.lead_article_id.filter(|lead| *lead != article);
    lead.ok_or_else(|| WebError::BadRequest(t("words.lead").to_owned()))
}

/// `POST /words/{id}/undo`.
pub async fn undo(State(state): State<WebState>, viewer: Viewer, Path(id): Path<i64>) -> Result<Response, WebError> {
    viewer.must_own()?;
    let story = state.store.lift_word(id, state.clock.now_ms()).await?;
    Ok(Redirect::to(&format!("/story/{story}/why")).into_response())
}
