//! What went wrong, as a page with plain words.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::web::layout::{Here, Page};

#[derive(Template)]
#[template(path = "pages/fault.html")]
struct FaultPage {
    p: Page,
    words: String,
    /// Where to sign in, when that would help.
    sign_in: Option<String>,
}

/// The heading for a status.
pub fn heading(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "fault.not_found",
        401 => "fault.sign_in",
        403 | 421 => "fault.forbidden",
        429 => "fault.too_many",
        400..=499 => "fault.bad_request",
        _ => "fault.internal",
    }
}

/// The page; its words alone when even that cannot be made.
pub fn show(page: Page, words: &str, sign_in: Option<String>) -> Response {
    match (FaultPage { p: page, words: words.to_owned(), sign_in }).render() {
        Ok(page) => Html(page).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page cannot be made");
            words.to_owned().into_response()
        }
    }
}
