//! Comments: post, reply, edit, delete. One thread a story. What cannot be posted comes back in its form.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use courant_core::sanitize::markdown;
use courant_store::{CommentId, NewComment, StoreError, StoryId};
use serde::Deserialize;

use crate::web::error::WebError;
use crate::web::forms::back;
use crate::web::layout::{Here, Page, html};
use crate::web::markup::{paragraph_with, squeeze};
use crate::web::messages::t;
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::thread::{self, LONGEST_QUOTE, Thread};

#[derive(Template)]
#[template(path = "pages/comment_again.html")]
struct AgainPage {
    p: Page,
    wrong: String,
    /// Whether signing in would help.
    sign_in: bool,
    thread: Thread,
}

/// A comment as it is sent.
#[derive(Debug, Deserialize)]
pub struct Sent {
    text: String,
    #[serde(default)]
    parent: Option<CommentId>,
    #[serde(default)]
    article: Option<i64>,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    back: Option<String>,
}

/// Characters a comment may have.
const LONGEST: usize = 10_000;
/// Comments a user may write in a minute.
const A_MINUTE: usize = 5;

/// `POST /story/{id}/comments`.
pub async fn add(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Form(sent): Form<Sent>,
) -> Result<Response, WebError> {
    match post(&state, &viewer, id, &sent).await {
        Ok(there) => Ok(Redirect::to(&there).into_response()),
        Err(error) => {
            let parent = standing_parent(&state, &viewer, id, &sent).await;
            let about = (parent, sent.article);
            let form = thread::again(format!("/story/{id}/comments"), false, &sent.text, &sent.quote, about);
            again(&state, &viewer, error, form, sent.back).await
        }
    }
}

/// Whether a request brings typed words, which are shown again to who has been signed out, also on a site that shows them
/// nothing else.
pub fn keeps_words(method: &Method, path: &str) -> bool {
    let words = path.starts_with("/story/") && path.ends_with("/comments")
        || path.starts_with("/comment/") && path.ends_with("/edit");
    words && method == Method::POST
}

/// The comment that the words answer, for the form that they come back in. A comment that is gone is not answered a second
/// time: the words can then be posted by themselves. Who is not signed in learns nothing of what is there.
async fn standing_parent(state: &WebState, viewer: &Viewer, story: StoryId, sent: &Sent) -> Option<CommentId> {
    if viewer.user.is_none() {
        return sent.parent;
    }
    let story = state.store.story(story).await.ok()?.id;
    parent(state, story, sent.parent).await.unwrap_or_default()
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(
    state: &WebState,
    viewer: &Viewer,
    error: WebError,
    form: thread::Form,
    back_to: Option<String>,
) -> Result<Response, WebError> {
    let back = back(back_to.as_deref(), "/");
    let thread =
        Thread { count: String::new(), roots: Vec::new(), form: Some(form), answerable: false, closed: "", back };
    let sign_in = matches!(error, WebError::SignIn);
    let page = AgainPage {
        p: Page::load(state, viewer, t("comments.not_posted"), Here::Elsewhere).await?,
        wrong: if sign_in { t("comments.signed_out").to_owned() } else { error.words() },
        sign_in,
        thread,
    };
    let mut response = (error.status(), html(&page)?).into_response();
    error.mark(&mut response);
    Ok(response)
}

/// Checks and stores a comment; gives its address.
async fn post(state: &WebState, viewer: &Viewer, id: StoryId, sent: &Sent) -> Result<String, WebError> {
    let user = viewer.must()?;
    let now = state.clock.now_ms();
    let story = state.store.story(id).await?;
    // Its page is there for what was written, and nothing is added.
    if story.articles == 0 {
        return Err(WebError::NotFound);
    }
    let text = words(&sent.text)?;
    let parent = parent(state, story.id, sent.parent).await?;
    let (article, quote) = quote(state, story.id, sent).await?;
    state
        .limits
        .allow(&format!("comment {}", user.id), now, A_MINUTE, 60_000)
        .map_err(|wait| WebError::TooMany((wait + 999) / 1_000))?;
    let html = markdown(&text);
    let new =
        NewComment { story_id: story.id, parent_id: parent, user_id: user.id, article_id: article, quote, text, html };
    let comment = state.store.add_comment(&new, now).await?;
    let path = back(sent.back.as_deref(), &format!("/story/{}", story.id));
    Ok(format!("{path}#c{}", comment.id))
}

fn words(text: &str) -> Result<String, WebError> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Err(WebError::BadRequest(t("comments.empty").to_owned()));
    }
    if text.chars().count() > LONGEST {
        return Err(WebError::BadRequest(t("comments.too_long").to_owned()));
    }
    Ok(text)
}

async fn parent(state: &WebState, story: StoryId, parent: Option<CommentId>) -> Result<Option<CommentId>, WebError> {
    let Some(parent) = parent else { return Ok(None) };
    let gone = || WebError::BadRequest(t("comments.parent_gone").to_owned());
    match state.store.comment(parent).await {
        Ok(comment) => {
            let same = state.store.story(comment.story_id).await?.id == story;
            if same && !comment.deleted { Ok(Some(parent)) } else { Err(gone()) }
        }
        Err(StoreError::NotFound) => Err(gone()),
        Err(error) => Err(error.into()),
    }
}

/// The quoted words and the article they stand in. Words that stand in no report of the story are refused: a quote
/// that nobody wrote would be false.
async fn quote(state: &WebState, story: StoryId, sent: &Sent) -> Result<(Option<i64>, Option<String>), WebError> {
    let wanted = squeeze(&sent.quote);
    if wanted.is_empty() {
        return Ok((None, None));
    }
    if wanted.chars().count() > LONGEST_QUOTE {
        return Err(WebError::BadRequest(t("comments.quote_too_long").to_owned()));
    }
    for card in state.store.story_articles(story, None).await? {
        if sent.article.is_some_and(|article| article != card.id) {
            continue;
        }
        let article = state.store.article_for_understanding(card.id).await?;
        if paragraph_with(&article.text, &wanted).is_some() {
            return Ok((Some(card.id), Some(wanted)));
        }
    }
    Err(WebError::BadRequest(t("comments.quote_unknown").to_owned()))
}

/// `POST /comment/{id}/edit`.
pub async fn edit(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<CommentId>,
    Form(sent): Form<Sent>,
) -> Result<Response, WebError> {
    match change(&state, &viewer, id, &sent).await {
        Ok(there) => Ok(Redirect::to(&there).into_response()),
        Err(error @ WebError::Forbidden(_)) => Err(error),
        Err(error) => {
            let form = changed_form(&state, &viewer, id, &sent).await;
            again(&state, &viewer, error, form, sent.back).await
        }
    }
}

/// Checks and stores other words for a comment; gives its address.
async fn change(state: &WebState, viewer: &Viewer, id: CommentId, sent: &Sent) -> Result<String, WebError> {
    let user = viewer.must()?;
    let own = state.store.comment(id).await?;
    if own.user_id != user.id {
        return Err(WebError::Forbidden(t("comments.not_yours").to_owned()));
    }
    let gone = || WebError::BadRequest(t("comments.gone").to_owned());
    if own.deleted {
        return Err(gone());
    }
    let text = words(&sent.text)?;
    let html = markdown(&text);
    match state.store.edit_comment(id, user.id, &text, &html, state.clock.now_ms()).await {
        // Deleted since it was looked at.
        Err(StoreError::NotFound) => return Err(gone()),
        changed => _ = changed?,
    }
    let path = back(sent.back.as_deref(), &format!("/story/{}", own.story_id));
    Ok(format!("{path}#c{id}"))
}

/// The form that a change comes back in: as a comment of its own where the one to be changed is gone.
async fn changed_form(state: &WebState, viewer: &Viewer, id: CommentId, sent: &Sent) -> thread::Form {
    let own = match viewer.id() {
        Some(user) => state.store.comment(id).await.ok().filter(|own| own.user_id == user && own.deleted),
        None => None,
    };
    match own {
        Some(gone) => {
            let about = (gone.parent_id, None);
            thread::again(format!("/story/{}/comments", gone.story_id), false, &sent.text, "", about)
        }
        None => thread::again(format!("/comment/{id}/edit"), true, &sent.text, "", (None, None)),
    }
}

/// Where to go after a deletion.
#[derive(Debug, Deserialize)]
pub struct Back {
    #[serde(default)]
    back: Option<String>,
}

/// `POST /comment/{id}/delete`.
pub async fn delete(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<CommentId>,
    Form(form): Form<Back>,
) -> Result<Response, WebError> {
    let user = viewer.must()?;
    let comment = state.store.comment(id).await?;
    if comment.user_id != user.id {
        viewer.must_own()?;
    }
    state.store.delete_comment(id, user.id, state.clock.now_ms()).await?;
    let story = state.store.story(comment.story_id).await?;
    if story.articles == 0 && state.store.comments(story.id).await?.is_empty() {
        // With the last comment the page of a story without reports is gone.
        return Ok(Redirect::to("/").into_response());
    }
    let path = back(form.back.as_deref(), &format!("/story/{}", comment.story_id));
    Ok(Redirect::to(&format!("{path}#comments")).into_response())
}
