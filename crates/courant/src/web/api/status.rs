//! `GET /api/v1/status`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::web::error::WebError;
use crate::web::state::WebState;

/// Counts.
#[derive(Serialize)]
pub struct ApiStatus {
    jobs_pending: i64,
    articles: i64,
    stories: i64,
    sources: i64,
}

/// Jobs that are due or running, and what there is. Under a test clock the moment is asked for first, so that work which a
/// jump of that clock makes due is never overlooked.
pub async fn get(State(state): State<WebState>) -> Result<Json<ApiStatus>, WebError> {
    state.clock.refresh().await;
    let status = state.store.status(state.clock.now_ms()).await?;
    Ok(Json(ApiStatus {
        jobs_pending: status.jobs_pending,
        articles: status.articles,
        stories: status.stories,
        sources: status.sources,
    }))
}
