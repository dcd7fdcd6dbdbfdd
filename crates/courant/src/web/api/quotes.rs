//! `GET /api/v1/quotes?speaker=`.

use axum::Json;
use axum::extract::{Query, State};
use courant_core::text::entities::{asked_keys, entity_key};
use courant_store::StoreError;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::web::error::WebError;
use crate::web::layout::encode;
use crate::web::messages::t;
use crate::web::positions;
use crate::web::session::Viewer;
use crate::web::state::WebState;

use super::shapes::moment;

/// Whose words.
#[derive(Debug, Deserialize)]
pub struct Asked {
    speaker: Option<String>,
}

/// What somebody said.
#[derive(Serialize)]
pub struct ApiQuotes {
    speaker: Option<ApiSpeaker>,
    quotes: Vec<ApiQuote>,
}

#[derive(Serialize)]
struct ApiSpeaker {
    entity: String,
    name: String,
    page: String,
}

#[derive(Serialize)]
struct ApiQuote {
    text: String,
    speaker: String,
    publisher: String,
    article: String,
    start: usize,
    end: usize,
    at: Option<Timestamp>,
    articles: usize,
}

/// Newest first; of a name that no article has, none.
pub async fn list(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
) -> Result<Json<ApiQuotes>, WebError> {
    let asked = asked.speaker.unwrap_or_default();
    if entity_key(&asked).is_empty() {
        return Err(WebError::BadRequest(t("api.speaker").to_owned()));
    }
    let mut found = None;
    for key in asked_keys(&asked) {
        match state.store.entity(&key).await {
            Ok(row) => {
                found = Some((key, row));
                break;
            }
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let Some((key, row)) = found else { return Ok(Json(ApiQuotes { speaker: None, quotes: Vec::new() })) };
    let said = positions::load(&state, &viewer, &key, row.kind).await?;
    let quotes = said.into_iter().map(|(position, place)| ApiQuote {
        publisher: place.publisher,
        text: position.text,
        speaker: position.speaker,
        article: position.source.id,
        start: position.source.start,
        end: position.source.end,
        at: moment(position.at),
        articles: position.articles,
    });
    let speaker = Some(ApiSpeaker { page: format!("/entity/{}", encode(&key)), entity: key, name: row.name });
    Ok(Json(ApiQuotes { speaker, quotes: quotes.collect() }))
}
