//! The stylesheet, the script and the icon, under addresses that change with their content and so never grow old.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::RustEmbed;

use super::error::WebError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// Name to the first characters of its content's hash.
static HASHES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Static::iter()
        .filter_map(|name| {
            let file = Static::get(&name)?;
            Some((name.into_owned(), URL_SAFE_NO_PAD.encode(&file.metadata.sha256_hash()[..9])))
        })
        .collect()
});

/// The address of the file `name`.
pub fn href(name: &str) -> String {
    match HASHES.get(name) {
        Some(hash) => format!("/static/{hash}/{name}"),
        None => format!("/static/0/{name}"),
    }
}

/// `GET /static/{hash}/{name}`: the file, for ever when the hash is its own, else to be asked for again.
pub async fn get(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, WebError> {
    let file = Static::get(&name).ok_or(WebError::NotFound)?;
    let own = HASHES.get(&name).cloned().unwrap_or_default();
    let tag = format!("\"{own}\"");
    let cache = if own == hash { "public, max-age=31536000, immutable" } else { "no-cache" };
    let common = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, cache.to_owned())];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let body: axum::body::Bytes = match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let kind = file.metadata.mimetype().to_owned();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind };
    Ok((common, [(header::CONTENT_TYPE, kind)], body).into_response())
}
