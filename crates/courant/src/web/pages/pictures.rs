//! Pictures through our own address: only those that a page of ours asked for, small, and without power.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::web::error::WebError;
use crate::web::picture_link::verify;
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// `GET /picture/{signature}/{width}/{url}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path((signature, width, encoded)): Path<(String, u32, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let url = verify(&state.config.secret, &signature, width, &encoded).ok_or(WebError::NotFound)?;
    if !viewer.full {
        return Err(WebError::NotFound);
    }
    let picture = state.pictures.picture(&url, width).await.ok_or(WebError::NotFound)?;
    let kind = picture.content_type;
    if !["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"].contains(&kind.as_str()) {
        return Err(WebError::NotFound);
    }
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&picture.bytes)[..12]));
    let common = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "private, max-age=604800, immutable".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CONTENT_TYPE, kind),
    ];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok((common, picture.bytes).into_response())
}
