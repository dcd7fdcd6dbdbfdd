//! A newsroom's web server: which address answers what, with validators so that an unchanged page is a 304.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use super::edition::Edition;
use super::moment::Moment;
use super::newsroom::PictureFile;
use super::words::Words;
use super::{feeds, pages};

const ROBOTS: &str = "User-agent: *\nDisallow: /private/\n";
const HTML: &str = "text/html; charset=utf-8";

type Site = State<Arc<Edition>>;

/// Everything this newsroom serves.
pub(super) fn router(edition: Arc<Edition>) -> Router {
    Router::new()
        .route("/", get(home))
        .route(edition.newsroom.feed.path(), get(feed))
        .route("/robots.txt", get(robots))
        .route("/site.css", get(style))
        .route("/img/{name}", get(picture))
        .route("/about", get(about))
        .route("/private/{*rest}", get(private).post(private))
        .route("/{section}", get(section))
        .route("/{section}/{slug}", get(article))
        .fallback(missing)
        .with_state(edition)
}

async fn home(State(edition): Site, asked: HeaderMap) -> Response {
    let page = pages::headlines(&edition, None);
    Answer { media_type: HTML, changed: edition.changed(), body: page }.to(&asked)
}

async fn feed(State(edition): Site, asked: HeaderMap) -> Response {
    let media_type = edition.newsroom.feed.media_type();
    Answer { media_type, changed: edition.changed(), body: feeds::render(&edition) }.to(&asked)
}

async fn section(State(edition): Site, Path(name): Path<String>, asked: HeaderMap) -> Response {
    let path = format!("/{name}");
    let Some((section, _)) = edition.sections().into_iter().find(|(_, at)| *at == path) else {
        return missing(State(Arc::clone(&edition))).await;
    };
    let page = pages::headlines(&edition, Some(section));
    Answer { media_type: HTML, changed: edition.changed(), body: page }.to(&asked)
}

async fn article(State(edition): Site, Path((section, slug)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let Some(article) = edition.article(&format!("/{section}/{slug}")) else {
        return missing(State(Arc::clone(&edition))).await;
    };
    // The headlines beside the text change with the whole newsroom.
    let page = pages::article(&edition, article);
    Answer { media_type: HTML, changed: edition.changed(), body: page }.to(&asked)
}

async fn picture(State(edition): Site, Path(name): Path<String>, asked: HeaderMap) -> Response {
    match PictureFile::get(&name) {
        Some(file) => Answer { media_type: "image/png", changed: None, body: Ok(file.bytes) }.to(&asked),
        None => missing(State(edition)).await,
    }
}

async fn style(State(edition): Site, asked: HeaderMap) -> Response {
    match edition.newsroom.style() {
        Some(bytes) => Answer { media_type: "text/css; charset=utf-8", changed: None, body: Ok(bytes) }.to(&asked),
        None => missing(State(edition)).await,
    }
}

async fn robots(asked: HeaderMap) -> Response {
    Answer { media_type: "text/plain; charset=utf-8", changed: None, body: Ok(ROBOTS) }.to(&asked)
}

async fn about(State(edition): Site, asked: HeaderMap) -> Response {
    let words = Words::of(edition.newsroom.language);
    let body = pages::notice(&edition, words.about, &edition.newsroom.tagline);
    Answer { media_type: HTML, changed: None, body }.to(&asked)
}

async fn private(State(edition): Site) -> Response {
    let words = Words::of(edition.newsroom.language);
    failed(StatusCode::FORBIDDEN, pages::notice(&edition, words.sign_in, words.wall))
}

async fn missing(State(edition): Site) -> Response {
    let words = Words::of(edition.newsroom.language);
    failed(StatusCode::NOT_FOUND, pages::notice(&edition, "404", words.no_such_page))
}

fn failed(status: StatusCode, page: anyhow::Result<String>) -> Response {
    match page {
        Ok(page) => (status, [(header::CONTENT_TYPE, HTML)], page).into_response(),
        Err(error) => broken(&error),
    }
}

fn broken(error: &anyhow::Error) -> Response {
    tracing::error!("a demo page could not be made: {error:#}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// A body with what tells a client whether it has it already.
struct Answer<B> {
    media_type: &'static str,
    /// For `Last-Modified`.
    changed: Option<Moment>,
    body: anyhow::Result<B>,
}

impl<B: Into<Vec<u8>>> Answer<B> {
    /// 200 with the body, or 304 where the request's conditions allow it.
    fn to(self, asked: &HeaderMap) -> Response {
        let body: Vec<u8> = match self.body {
            Ok(body) => body.into(),
            Err(error) => return broken(&error),
        };
        let tag = entity_tag(&body);
        let fresh = is_fresh(asked, &tag, self.changed);
        let mut response = if fresh {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(header::CONTENT_TYPE, self.media_type)], body).into_response()
        };
        let validators = [
            (header::ETAG, Some(tag)),
            (header::LAST_MODIFIED, self.changed.map(Moment::http)),
            (header::CACHE_CONTROL, Some("no-cache".to_owned())),
        ];
        for (name, value) in validators {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

fn entity_tag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// RFC 9110, section 13.2.2: `If-None-Match` decides alone where it is given.
fn is_fresh(asked: &HeaderMap, tag: &str, changed: Option<Moment>) -> bool {
    let text = |name| asked.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        return tags
            .split(',')
            .map(|known| known.trim().trim_start_matches("W/"))
            .any(|known| known == tag || known == "*");
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(Moment::from_http);
    matches!((changed, since), (Some(changed), Some(since)) if changed <= since)
}
