//! `GET /api/v1/articles/{id}` and its comments.

use axum::Json;
use axum::extract::{Path, State};
use courant_store::ArticleId;
use jiff::Timestamp;
use serde::Serialize;

use crate::web::error::WebError;
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::shapes::{ApiArticle, article, moment};

/// One article.
pub async fn one(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<ArticleId>,
) -> Result<Json<ApiArticle>, WebError> {
    let page = state.store.article_page(id, viewer.id()).await?;
    Ok(Json(article(&page, &viewer)))
}

/// Comments on the article's story.
#[derive(Serialize)]
pub struct ApiComments {
    comments: Vec<ApiComment>,
}

#[derive(Serialize)]
struct ApiComment {
    id: String,
    author: String,
    text: String,
    created_at: Option<Timestamp>,
    parent: Option<String>,
}

/// Oldest first; a deleted comment that was answered stands without words.
pub async fn comments(State(state): State<WebState>, Path(id): Path<ArticleId>) -> Result<Json<ApiComments>, WebError> {
    state.store.article_card(id, None).await?;
    let comments = state.store.comments_of_article(id).await?.into_iter().map(|comment| ApiComment {
        id: comment.id.to_string(),
        author: comment.author,
        text: if comment.deleted { String::new() } else { comment.text },
        created_at: moment(comment.added_at),
        parent: comment.parent_id.map(|parent| parent.to_string()),
    });
    Ok(Json(ApiComments { comments: comments.collect() }))
}
