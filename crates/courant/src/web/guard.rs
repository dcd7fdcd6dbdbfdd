//! What stands around every handler: safe headers, the host check, errors as pages.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::error::{Fault, WebError};
use super::feed_key;
use super::forms::back;
use super::layout::{Here, Page, encode};
use super::messages::{t, tf};
use super::session::{Viewer, wanted_theme};
use super::state::WebState;
use super::{api, pages};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers that every answer carries; a handler that set its own keeps it.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let all = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Our own forms need their Origin, which browsers leave out where no referrer may be sent.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    for (name, value) in all {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A site that is not public answers only under a loopback name: a page elsewhere that points its own name at
/// this machine gets nothing.
pub async fn host(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).map(|value| value.to_str().unwrap_or("?"));
    let host = named.or_else(|| request.uri().authority().map(|authority| authority.as_str())).map(str::to_owned);
    if state.config.public || host.as_deref().is_none_or(|host| is_ours(host, &state.config.hosts)) {
        return next.run(request).await;
    }
    let words = tf("error.host", &[("host", host.as_deref().unwrap_or_default())]);
    let mut response = StatusCode::MISDIRECTED_REQUEST.into_response();
    response.extensions_mut().insert(Fault { words });
    response
}

/// What a public site answers to everyone even when it is not open: the door, its looks, and machines that watch.
const ALWAYS: [&str; 6] = ["/sign-in", "/theme", "/healthz", "/readyz", "/metrics", "/robots.txt"];

/// A public site that its operator has not opened shows nothing to who is not signed in.
pub async fn door(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !state.config.public || state.config.open || ALWAYS.contains(&path) || path.starts_with("/static/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match Viewer::from_request_parts(&mut parts, &state).await {
        Ok(viewer) if viewer.user.is_some() || pages::comments::keeps_words(&parts.method, parts.uri.path()) => {
            next.run(Request::from_parts(parts, body)).await
        }
        Ok(_) => WebError::SignIn.into_response(),
        Err(error) => error.into_response(),
    }
}

/// What a program asks for, which no page to sign in at helps.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path.ends_with(feed_key::SUFFIX)
}

fn is_ours(host: &str, named: &[String]) -> bool {
    let Ok(uri) = format!("http://{host}/").parse::<Uri>() else { return false };
    let name = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        || named.iter().any(|own| own.eq_ignore_ascii_case(&name))
}

/// Turns what went wrong into a page, or into JSON below `/api/`. The answer says nothing about causes. Whoever asks for a
/// page and has to sign in for it is led there, and from there back to it.
pub async fn faults(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let request = Request::from_parts(parts, body);
    let uri = request.uri().clone();
    let theme = wanted_theme(request.headers());
    let sign_in = sign_in_link(&request);
    let asks = matches!(*request.method(), Method::GET | Method::HEAD) && !is_for_programs(uri.path());
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    if is_worded(&response) {
        return response;
    }
    if status == StatusCode::UNAUTHORIZED && asks {
        return Redirect::to(&sign_in).into_response();
    }
    let words = match response.extensions().get::<Fault>() {
        Some(fault) => fault.words.clone(),
        None => words_for(status).to_owned(),
    };
    let mut page = if uri.path().starts_with("/api/") {
        (status, api::problem(&words)).into_response()
    } else {
        let page = frame(&state, asked, status).await;
        let page = page.unwrap_or_else(|| Page { theme, ..Page::plain(&state, t(pages::fault::heading(status))) });
        let sign_in = Some(sign_in).filter(|_| status == StatusCode::UNAUTHORIZED);
        // To people the answer is about a page; a program may have asked for anything.
        let words = if status == StatusCode::NOT_FOUND { t("fault.not_found_words") } else { words.as_str() };
        (status, pages::fault::show(page, words, sign_in)).into_response()
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// The frame around an error that a reader who is signed in knows, so that nobody seems signed out by a slip in an address. Where
/// the server itself is at fault nothing is asked of the database.
async fn frame(state: &WebState, mut asked: Parts, status: StatusCode) -> Option<Page> {
    let slip = [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST, StatusCode::FORBIDDEN, StatusCode::METHOD_NOT_ALLOWED];
    if !slip.contains(&status) {
        return None;
    }
    let viewer = Viewer::from_request_parts(&mut asked, state).await.ok().filter(|viewer| viewer.user.is_some())?;
    Page::load(state, &viewer, t(pages::fault::heading(status)), Here::Elsewhere).await.ok()
}

/// What a handler that panicked answers; what it said goes to the log.
pub fn caught(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
    WebError::Internal(format!("a handler panicked: {words}")).into_response()
}

/// Whether a handler wrote its own answer: a form shown again with what is wrong.
fn is_worded(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
}

fn words_for(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => t("error.not_found"),
        StatusCode::FORBIDDEN => t("error.cross_site"),
        StatusCode::METHOD_NOT_ALLOWED => t("error.method"),
        StatusCode::PAYLOAD_TOO_LARGE => t("error.too_large"),
        status if status.is_client_error() => t("error.bad_request"),
        _ => t("error.internal"),
    }
}

/// Where to sign in, and from there back to the page that was asked for, or that a form was sent from.
fn sign_in_link(request: &Request) -> String {
    let here = request.uri().path_and_query().map(|path| path.as_str());
    let from = || {
        let page = request.headers().get(header::REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
        page.path_and_query().map(|path| path.as_str().to_owned())
    };
    let page = if request.method() == Method::POST { from() } else { here.map(str::to_owned) };
    format!("/sign-in?back={}", encode(&back(page.as_deref(), "/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_names_are_ours() {
        let named = ["news.home".to_owned()];
        let cases = [
            ("localhost:8080", true),
            ("127.0.0.1:8080", true),
            ("127.8.9.1", true),
            ("[::1]:8080", true),
            ("demo.localhost", true),
            ("NEWS.home:80", true),
            ("news.example", false),
            ("localhost.example", false),
            ("192.168.1.4:8080", false),
            ("?", false),
            ("", false),
        ];
        for (host, ours) in cases {
            assert_eq!(is_ours(host, &named), ours, "{host}");
        }
    }
}
