//! One error for every handler: a status, plain words for the reader, and a cause for the log alone.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::messages::{t, tf};

/// Why a request was not answered.
#[derive(Debug)]
pub enum WebError {
    /// There is nothing at that address.
    NotFound,
    /// Nobody is signed in, and nothing can be done without.
    SignIn,
    /// The reader may not do that; the words say what would help.
    Forbidden(String),
    /// The request cannot be understood; the words say what is wrong.
    BadRequest(String),
    /// Too much at once: seconds until it may be tried again.
    TooMany(i64),
    /// The site is at fault. The cause is logged and never shown.
    Internal(String),
}

impl WebError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Plain words for the reader.
    pub fn words(&self) -> String {
        match self {
            Self::NotFound => t("error.not_found").to_owned(),
            Self::SignIn => t("error.sign_in").to_owned(),
            Self::Forbidden(words) | Self::BadRequest(words) => words.clone(),
            Self::TooMany(seconds) => tf("error.too_many", &[("seconds", &seconds.to_string())]),
            Self::Internal(_) => t("error.internal").to_owned(),
        }
    }
}

impl WebError {
    /// Says in a response's headers when to try again, and in the log what the reader is not told.
    pub fn mark(&self, response: &mut Response) {
        match self {
            Self::TooMany(seconds) => {
                response.headers_mut().insert(axum::http::header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Self::Internal(cause) => tracing::error!(cause = %cause, "request failed"),
            _ => {}
        }
    }
}

/// What went wrong, for the layer that turns it into a page or into JSON.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Plain words for the reader.
    pub words: String,
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        self.mark(&mut response);
        response.extensions_mut().insert(Fault { words: self.words() });
        response
    }
}

impl From<courant_store::StoreError> for WebError {
    fn from(error: courant_store::StoreError) -> Self {
        match error {
            courant_store::StoreError::NotFound => Self::NotFound,
            error => Self::Internal(format!("store: {error}")),
        }
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("template: {error}"))
    }
}
