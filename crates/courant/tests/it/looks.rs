//! Pages that publishers change or withdraw after they were first read: one real server, the real worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use courant::worker::Context;
use courant_store::{ArticlePage, Listing, Origin};

use super::house;

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Bulletin</title><link>http://HOST/</link>
<item><title>Ferry stays in harbour</title><link>http://HOST/ferry</link><guid>ferry</guid><description>The ferry waits.</description></item></channel></rss>"#;
const FIRST: &str = "The Saltpan ferry will not sail before Thursday, its owners said on Monday after divers had found a crack in the hull.";
const SECOND: &str = "The Kettlebay ferry will not sail before Saturday, its owners said on Monday after divers had found a crack in the hull.";
const REST: &str = "About forty lorries wait on the quay. The harbour office has opened the old fish hall to their drivers and asks \
    others to take the road around the bay, which is three hours longer but free of ice since the weekend.";

/// What the page says, and how often it was sent whole.
#[derive(Default)]
struct Publisher {
    state: AtomicUsize,
    sent: AtomicUsize,
}

const AS_FIRST: usize = 0;
const CHANGED: usize = 1;
const WITHDRAWN: usize = 2;

async fn page(State(publisher): State<Arc<Publisher>>, headers: HeaderMap) -> Response {
    let state = publisher.state.load(Ordering::SeqCst);
    if state == WITHDRAWN {
        return StatusCode::GONE.into_response();
    }
    let tag = format!("\"{state}\"");
    if headers.get(header::IF_NONE_MATCH).is_some_and(|given| given.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    publisher.sent.fetch_add(1, Ordering::SeqCst);
    let lead = if state == AS_FIRST { FIRST } else { SECOND };
    let html = format!(
        "<html lang=en><title>Ferry stays in harbour</title><article><h1>Ferry stays in harbour</h1><p>{lead}</p><p>{REST}</p></article>"
    );
    ([(header::ETAG, tag), (header::CONTENT_TYPE, "text/html".to_owned())], html).into_response()
}

struct Site {
    _folder: tempfile::TempDir,
    context: Context,
    publisher: Arc<Publisher>,
}

impl Site {
    async fn start() -> Self {
        let publisher = Arc::new(Publisher::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let feed = FEED.replace("HOST", &host);
        let router = Router::new()
            .route("/feed", get(move || async move { ([(header::CONTENT_TYPE, "application/rss+xml")], feed) }))
            .route("/ferry", get(page))
            .with_state(Arc::clone(&publisher));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let (folder, context) = house::open(&host).await;
        Self { _folder: folder, context, publisher }
    }

    /// Works until nothing is due; what was planned for later is due first when `later` is asked for.
    async fn work(&self, later: bool) -> ArticlePage {
        house::work(&self.context, later).await;
        let cards = self.context.store.latest(&Listing::All, None, None, 9).await.unwrap();
        self.context.store.article_page(cards[0].id, None).await.unwrap()
    }

    /// What the article's story says of it.
    async fn told(&self, page: &ArticlePage) -> String {
        let story = self.context.store.story(page.card.story_id.unwrap()).await.unwrap();
        serde_json::to_string(&story.detail).unwrap()
    }

    fn says(&self, state: usize) {
        self.publisher.state.store(state, Ordering::SeqCst);
    }

    fn sent(&self) -> usize {
        self.publisher.sent.load(Ordering::SeqCst)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_looked_at_again_until_it_stands_still() {
    let site = Site::start().await;
    let first = site.work(false).await;
    assert_eq!((first.card.origin, first.card.revision, first.text.contains("Thursday")), (Origin::Page, 1, true));

    let same = site.work(true).await;
    assert_eq!((same.card.revision, site.sent()), (1, 1), "a page that did not change is not sent again");

    site.says(CHANGED);
    let changed = site.work(true).await;
    assert_eq!((changed.card.revision, changed.text.contains("Saturday"), site.sent()), (2, true, 2));
    let before = site.context.store.revision_text(changed.card.id, 1).await.unwrap();
    assert!(before.text.contains("Thursday"));
    let told = site.told(&changed).await;
    assert!(told.contains("kettlebay") && !told.contains("saltpan"), "what depends on the text follows it: {told}");

    for _ in 0..3 {
        site.work(true).await;
    }
    let now = site.context.clock.now_ms();
    assert_eq!(site.context.store.pull_in_jobs(now, now).await.unwrap(), 0, "three quiet looks in a row were the last");
    assert_eq!(site.sent(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_page_is_shown_no_more() {
    let site = Site::start().await;
    site.work(false).await;
    site.says(CHANGED);
    let before = site.work(true).await;
    let told = site.told(&before).await;
    assert!(told.contains("kettlebay") && told.contains("ferry"), "{told}");
    site.says(WITHDRAWN);
    let page = site.work(true).await;
    assert_eq!((page.text.as_str(), page.html.as_str(), page.revisions.len(), page.card.words), ("", "", 0, 0));
    assert_eq!(page.card.problem.as_deref(), Some("the publisher has withdrawn it"));
    assert_eq!(page.card.title, "Ferry stays in harbour");
    let told = site.told(&page).await;
    assert!(!told.contains("kettlebay") && told.contains("ferry"), "only the headline's own words are left: {told}");
}
