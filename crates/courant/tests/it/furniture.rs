//! A host whose boxes stand among the paragraphs: one real server, the real worker. Pages that are read in one round are read
//! with what all of them taught; what pages were stored with in an earlier round goes at the next look. Neither is a change
//! of the publisher's.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use courant::worker::Context;
use courant_store::{ArticlePage, Listing};

use super::house;

/// Headlines and what the pages say: six events, so that none is a copy of another. After four of them the box is known.
const ARTICLES: [[&str; 3]; 6] = [
    [
        "Ferry stays in harbour",
        "The Saltpan ferry will not sail before Thursday, its owners said on Monday after divers had found a crack in the hull.",
        "About forty lorries wait on the quay. The harbour office has opened the old fish hall to their drivers and asks others \
         to take the road around the bay, which is three hours longer but free of ice since the weekend.",
    ],
    [
        "Bakers ask for an earlier market",
        "The bakers of Market Staithe want their stalls open at five, because in summer the bread is sold before the bells ring.",
        "The council will hear the neighbours first. Several of them wrote that carts over cobbles at four in the morning are \
         no lullaby, and proposed rubber tyres, a later breakfast, or both until the end of September.",
    ],
    [
        "School roof held through the storm",
        "The new slate roof of the Norderhagen school has lost not one tile in the gale that took the sails off two windmills.",
        "Its builder, who had been laughed at for nailing each slate three times, was carried once around the playground. The \
         pupils have asked for a holiday in his honour; the head teacher has asked for the mathematics homework.",
    ],
    [
        "Orchid thought lost flowers again",
        "A marsh orchid that nobody had seen for sixty years stands in flower beside the railway line near Pell Sands.",
        "A signalman noticed it from his cabin and telephoned the museum, whose botanist came by handcar. Trains now pass the \
         place at walking pace, and the railway company has promised not to mow there before August.",
    ],
    [
        "Clockmaker leaves tower to his apprentice",
        "The clockmaker of Norderhagen has climbed his tower for the last time and given the key to a girl of nineteen.",
        "She has wound the clock with him since she was eleven and knows by its sound when rain is coming. Her first act was to \
         set it forward by forty seconds, which he had refused to do for as long as anybody can think back.",
    ],
    [
        "Library lends out umbrellas",
        "Whoever borrows a book from the library in Lindvik gets an umbrella with it, and may keep either for three weeks.",
        "The librarians had counted how many books came back wet last autumn. Of the first hundred umbrellas ninety-eight were \
         returned, two of them repaired by readers who had not been asked, and one with a poem on its lining.",
    ],
];
const BOX: &str = "With the Harbour Letter the tide tables are in your inbox before breakfast, six days a week.";

fn html(article: &[&str; 3]) -> String {
    let [title, lead, rest] = article;
    format!(
        "<html lang=en><title>{title}</title><article><h1>{title}</h1><div class=text><p>{lead}</p>\
         <div class=text-box><p>{BOX}</p></div><p>{rest}</p></div></article>"
    )
}

async fn page(State(sent): State<Arc<AtomicUsize>>, Path(number): Path<usize>, headers: HeaderMap) -> Response {
    let tag = format!("\"{number}\"");
    if headers.get(header::IF_NONE_MATCH).is_some_and(|given| given.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    sent.fetch_add(1, Ordering::SeqCst);
    ([(header::ETAG, tag), (header::CONTENT_TYPE, "text/html".to_owned())], html(&ARTICLES[number])).into_response()
}

/// The first so many articles.
fn feed(host: &str, articles: usize) -> String {
    let item = |(number, article): (usize, &[&str; 3])| {
        format!("<item><title>{}</title><link>http://{host}/{number}</link><guid>{number}</guid></item>", article[0])
    };
    let items: String = ARTICLES.iter().take(articles).enumerate().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Quay Bulletin</title><link>http://{host}/</link>{items}</channel></rss>"
    )
}

/// A publisher and a house that reads it.
struct House {
    context: Context,
    /// Articles in the feed.
    told: Arc<AtomicUsize>,
    /// Pages that were sent whole.
    sent: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
}

async fn house() -> House {
    let (sent, told) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (name, articles) = (host.clone(), Arc::clone(&told));
    let feed = move || async move {
        ([(header::CONTENT_TYPE, "application/rss+xml")], feed(&name, articles.load(Ordering::SeqCst)))
    };
    let router = Router::new().route("/feed", get(feed)).route("/{number}", get(page)).with_state(Arc::clone(&sent));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let (folder, context) = house::open(&host).await;
    House { context, told, sent, _folder: folder }
}

impl House {
    /// All articles after the work, when the feed holds so many; what is planned for later is due first, with `later`.
    async fn work(&self, articles: usize, later: bool) -> Vec<ArticlePage> {
        self.told.store(articles, Ordering::SeqCst);
        let now = self.context.clock.now_ms();
        if later {
            self.context.store.pull_in_sources(now, now).await.unwrap();
        }
        house::work(&self.context, later).await;
        let mut pages = Vec::new();
        for card in self.context.store.latest(&Listing::All, None, None, 9).await.unwrap() {
            let page = self.context.store.article_page(card.id, None).await.unwrap();
            let article = ARTICLES.iter().find(|article| article[0] == page.card.title).unwrap();
            for paragraph in &article[1..] {
                assert!(page.text.contains(paragraph), "{}", page.text);
            }
            assert_eq!(page.text.contains(BOX), page.html.contains(BOX));
            assert_eq!((page.card.revision, page.revisions.len()), (1, 0), "{}", page.card.title);
            pages.push(page);
        }
        assert_eq!(pages.len(), articles);
        pages
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }
}

fn with_box(pages: &[ArticlePage]) -> usize {
    pages.iter().filter(|page| page.text.contains(BOX)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_one_round_are_all_clean_and_sent_once() {
    let house = house().await;
    let all = ARTICLES.len();
    assert_eq!(with_box(&house.work(all, false).await), 0);
    for _ in 0..2 {
        assert_eq!(with_box(&house.work(all, true).await), 0);
        assert_eq!(house.sent(), all, "what was read once more with the host known need not be sent once more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_known_in_a_later_round_goes_at_the_next_look() {
    let house = house().await;
    let all = ARTICLES.len();
    assert_eq!(with_box(&house.work(2, false).await), 2, "two pages cannot tell what furniture is");
    // The first two are looked at while the others are read, so what these teach comes too late for them.
    assert_eq!(with_box(&house.work(all, true).await), 2);
    assert_eq!(house.sent(), all);
    assert_eq!(with_box(&house.work(all, true).await), 0);
    assert_eq!(house.sent(), all + 2, "the pages that were read too early are asked for whole");
    house.work(all, true).await;
    assert_eq!(house.sent(), all + 2, "and only once");
}
