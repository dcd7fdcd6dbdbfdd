//! What a browser remembers: the ribbon that was closed, the colours.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::web::forms::back;
use crate::web::session::{RIBBON_COOKIE, THEME_COOKIE, cookie, theme};
use crate::web::state::WebState;

/// A year, in milliseconds.
const YEAR_MS: i64 = 365 * 24 * 3_600_000;

/// `POST /demo/ribbon`: the ribbon is not sent again.
pub async fn close_ribbon(State(state): State<WebState>, headers: HeaderMap, jar: CookieJar) -> Response {
    let jar = jar.add(cookie(&state, RIBBON_COOKIE, "closed".to_owned(), YEAR_MS));
    (jar, Redirect::to(&came_from(&headers))).into_response()
}

/// Which colours.
#[derive(Debug, Deserialize)]
pub struct ThemeForm {
    theme: String,
}

/// `POST /theme`.
pub async fn set_theme(
    State(state): State<WebState>,
    headers: HeaderMap,
    jar: CookieJar,
    Form(form): Form<ThemeForm>,
) -> Response {
    let wanted = match theme(&form.theme) {
        Some(theme) => cookie(&state, THEME_COOKIE, theme.to_owned(), YEAR_MS),
        None => cookie(&state, THEME_COOKIE, String::new(), 0),
    };
    (jar.add(wanted), Redirect::to(&came_from(&headers))).into_response()
}

/// The path of the page that sent the form, where the browser says it; a page that a refused form left is at an address
/// that only takes forms.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|referer| url::Url::parse(referer).ok()).map(|url| {
        readable(url.path()).unwrap_or_else(|| match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        })
    });
    back(path.as_deref(), "/")
}

/// What can be read in the place of an address that only takes forms; `None` for any other address.
fn readable(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        ["sources", "import"] => Some("/sources".to_owned()),
        ["sources", id, "refresh" | "pause" | "name" | "move"] => Some(format!("/sources/{id}")),
        ["story", id, "mark" | "apart" | "same" | "comments"] => Some(format!("/story/{id}")),
        ["article", id, "mark"] => Some(format!("/article/{id}")),
        ["latest", "read" | "undo"] => Some("/latest".to_owned()),
        ["follow"] | ["following", _] => Some("/following".to_owned()),
        ["comment" | "words", ..] | ["theme"] | ["demo", _] => Some("/".to_owned()),
        _ => None,
    }
}
