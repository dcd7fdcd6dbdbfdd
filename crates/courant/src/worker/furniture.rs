//! What is known of the host of a page while it is read, and what the page adds to it.
//!
//! Pages of one host may be read at the same time. So a page is read with what is known then, and teaches when it is
//! stored, one page after the other ([`Turns`]): no lesson is lost.

use std::sync::Arc;

use courant_core::extract::{HostFurniture, PagePrints};
use courant_store::{ArticleForFetch, HostLesson, Stage, Store};
use tokio::sync::{Mutex, MutexGuard};
use url::Url;

use super::looks::Look;

/// A page that was read before its host had taught so many pages may hold furniture that became known since.
const UNSETTLED: u32 = 12;

/// Who may teach. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Turns(Arc<Mutex<()>>);

/// What a page adds; nobody else teaches until it is dropped, after it was stored.
#[derive(Debug)]
pub struct Turn<'a> {
    /// What is to be stored with the page.
    pub lesson: Option<HostLesson>,
    _turn: MutexGuard<'a, ()>,
}

/// A host as it is known when one of its pages is read.
#[derive(Debug)]
pub struct Known {
    host: String,
    furniture: HostFurniture,
    /// Whether the page teaches: each does once, and not when what is known could not be read.
    teaches: bool,
}

impl Known {
    /// What is known of the host of `url`.
    pub async fn of(store: &Store, url: &Url, article: &ArticleForFetch, look: Option<&Look>) -> Self {
        let host = name(url);
        let stored = store.host_furniture(&host).await;
        if let Err(error) = &stored {
            tracing::warn!(host, %error, "what is known of this host's pages cannot be read");
        }
        let teaches = stored.is_ok() && look.is_none() && article.stage == Stage::New;
        Self { furniture: HostFurniture::from_bytes(&stored.unwrap_or_default()), host, teaches }
    }

    /// The furniture to read the page with, and whether the page teaches.
    pub fn furniture(&mut self) -> (&mut HostFurniture, bool) {
        (&mut self.furniture, self.teaches)
    }

    /// How many pages have taught.
    pub fn pages(&self) -> u32 {
        self.furniture.pages()
    }

    /// Lets the page teach, if it does.
    pub async fn teach<'a>(&self, turns: &'a Turns, store: &Store, prints: &PagePrints) -> Turn<'a> {
        let turn = turns.0.lock().await;
        let lesson = if self.teaches { self.lesson(store, prints).await } else { None };
        Turn { lesson, _turn: turn }
    }

    async fn lesson(&self, store: &Store, prints: &PagePrints) -> Option<HostLesson> {
        let mut furniture = HostFurniture::from_bytes(&store.host_furniture(&self.host).await.ok()?);
        let memory = furniture.learn(prints).then(|| furniture.to_bytes().ok()).flatten()?;
        Some(HostLesson { host: self.host.clone(), memory })
    }
}

/// Whether a page should be sent whole though it may not have changed: when it was last read little was known of its
/// host, and more is now.
pub async fn has_news_for(store: &Store, url: &Url, look: &Look) -> bool {
    let known = |bytes: Vec<u8>| HostFurniture::from_bytes(&bytes).pages();
    look.host_pages.is_some_and(|pages| pages < UNSETTLED)
        && store.host_furniture(&name(url)).await.is_ok_and(|bytes| Some(known(bytes)) > look.host_pages)
}

fn name(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    }
}
