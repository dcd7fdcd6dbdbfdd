//! What programs read: JSON, read-only, with the names of the design's contract.

mod articles;
mod quality;
mod quotes;
mod shapes;
mod status;
mod stories;

use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::state::WebState;

/// Every address below `/api/v1`.
pub fn router() -> Router<WebState> {
    Router::new()
        .route("/status", get(status::get))
        .route("/stories", get(stories::list))
        .route("/stories/{id}", get(stories::one))
        .route("/articles/{id}", get(articles::one))
        .route("/articles/{id}/comments", get(articles::comments))
        .route("/quotes", get(quotes::list))
        .route("/quality", get(quality::get))
}

/// An error's body: `{"error": "…"}`.
pub fn problem(words: &str) -> Response {
    Json(json!({ "error": words })).into_response()
}
