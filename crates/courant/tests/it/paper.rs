//! A publisher on this machine whose feed and pages say what a test wants them to say, and a house that reads it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use courant::worker::Context;
use courant_store::{ArticleCard, ArticlePage, Listing};

use super::house;

/// What each path answers with, and what was asked: the path, and whether it was asked for only in case it had changed.
#[derive(Default)]
struct Desk {
    answers: HashMap<String, (u16, String)>,
    asked: Vec<(String, bool)>,
}

pub struct Paper {
    _folder: tempfile::TempDir,
    pub context: Context,
    desk: Arc<Mutex<Desk>>,
    host: String,
}

impl Paper {
    /// A publisher with these pages behind its feed's items; nothing is read yet.
    pub async fn new(items: &str, pages: &[(&str, u16, String)]) -> Self {
        let desk = Arc::new(Mutex::new(Desk::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&desk));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let (folder, context) = house::open(&host).await;
        let paper = Self { _folder: folder, context, desk, host };
        paper.carries(items);
        for (path, status, body) in pages {
            paper.says(path, *status, body);
        }
        paper
    }

    /// The feed carries these items from now on; `HOST` in them is the publisher's.
    pub fn carries(&self, items: &str) {
        let items = items.replace("HOST", &self.host);
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>Quay Bulletin</title><link>http://{}/</link>{items}</channel></rss>",
            self.host
        );
        self.says("/feed", 200, &feed);
    }

    /// A path answers with this from now on.
    pub fn says(&self, path: &str, status: u16, body: &str) {
        self.desk.lock().unwrap().answers.insert(path.to_owned(), (status, body.to_owned()));
    }

    /// The feed is polled, and what follows from that is done.
    pub async fn poll(&self) {
        self.context.store.poll_all(self.context.clock.now_ms()).await.unwrap();
        house::work(&self.context, false).await;
    }

    /// All looks that are planned take place.
    pub async fn look(&self) {
        house::work(&self.context, true).await;
    }

    /// The articles by their headlines.
    pub async fn article(&self, title: &str) -> ArticlePage {
        let cards: Vec<ArticleCard> = self.context.store.latest(&Listing::All, None, None, 50).await.unwrap();
        let card = cards.iter().find(|card| card.title == title).unwrap_or_else(|| panic!("no {title:?} in {cards:?}"));
        self.context.store.article_page(card.id, None).await.unwrap()
    }

    /// Requests for a path so far: all, and those that the path was to be sent whole for.
    pub fn asked(&self, path: &str) -> (usize, usize) {
        let desk = self.desk.lock().unwrap();
        let of: Vec<bool> = desk.asked.iter().filter(|(asked, _)| asked == path).map(|(_, held)| *held).collect();
        (of.len(), of.iter().filter(|held| !**held).count())
    }
}

async fn answer(State(desk): State<Arc<Mutex<Desk>>>, uri: Uri, headers: HeaderMap) -> Response {
    let mut desk = desk.lock().unwrap();
    let Some((status, body)) = desk.answers.get(uri.path()).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{:x}\"", body.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(31) ^ u64::from(byte)));
    let given = headers.get(header::IF_NONE_MATCH).and_then(|given| given.to_str().ok());
    desk.asked.push((uri.path().to_owned(), given.is_some()));
    if given == Some(&tag) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = if uri.path() == "/feed" { "application/rss+xml" } else { "text/html" };
    let headers = [(header::ETAG, tag), (header::CONTENT_TYPE, kind.to_owned())];
    (StatusCode::from_u16(status).unwrap(), headers, body).into_response()
}

/// A page with an article of these paragraphs.
pub fn page(title: &str, paragraphs: &[String]) -> String {
    let body: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!("<html lang=en><title>{title}</title><body><article><h1>{title}</h1>{body}</article></body></html>")
}

/// So many paragraphs of some forty words about boats; another `seed` writes about others.
pub fn paragraphs(seed: usize, count: usize) -> Vec<String> {
    const PLACES: [&str; 7] = ["quay", "fish hall", "lighthouse", "dry dock", "customs house", "north pier", "slipway"];
    const GOODS: [&str; 5] = ["herring", "timber", "cement", "barley", "machine parts"];
    const NAMES: [&str; 6] = ["Marta Oduya", "Ilse Brandt", "Tom Reyes", "Aki Sato", "Nora Lund", "Piet Vos"];
    (0..count)
        .map(|at| {
            let n = seed * 31 + at;
            let (place, goods, name) = (PLACES[n % 7], GOODS[n % 5], NAMES[n % 6]);
            format!(
                "At the {place} the crew of boat {n} unloaded {} tonnes of {goods} before noon on Monday, {name} of the harbour \
                 office said. The work had been held up for {} hours by a storm from the west that reached the coast of \
                 district {seed} over night and left it without power.",
                n * 3 + 5,
                at + 2
            )
        })
        .collect()
}

/// An item of a feed.
pub fn item(path: &str, title: &str, description: &str) -> String {
    format!(
        "<item><title>{title}</title><link>http://HOST{path}</link><guid>{path}</guid><description><![CDATA[{description}]]></description></item>"
    )
}
