//! What is known of the host of a page while it is read, and what the pages that were read together add to it.
//!
//! A page is read with what was known before its round and stored with its lesson. When nothing more is to be read, the
//! pages of the round teach together, in an order of their own, and each is read once more with what all of them taught:
//! without asking its publisher again, and before it is placed in a story. So the first pages of a host are as clean as the
//! last, and no text depends on which page was read first. While more keeps coming, pages have [`Patience`].

use std::time::Duration;

use courant_core::extract::{Body, Draft, HostFurniture, learn_round};
use courant_core::text::words::word_count;
use courant_store::{ArticleForFetch, HostLesson, JobFor, Round, SettledText, Stage, Store, StoreError, WaitingLesson};
use tokio::sync::watch;
use url::Url;

use super::jobs::understand_article;
use super::looks::Look;
use super::patience::Patience;
use super::{Context, settled};

/// A page that was read before its host had taught so many pages may hold furniture that became known since.
const UNSETTLED: i64 = 12;
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// Hosts looked at in one go, and pages of one host in one round; the rest is the next round.
const HOSTS: usize = 64;
const PAGES: i64 = 1_000;

/// A host as it is known when one of its pages is read.
#[derive(Debug, Clone)]
pub struct Known {
    host: String,
    /// What to read the page with.
    pub furniture: HostFurniture,
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

    /// How many pages have taught.
    pub fn pages(&self) -> i64 {
        i64::from(self.furniture.pages())
    }

    /// What the page is to teach, if it does.
    pub fn lesson(&self, draft: &Draft) -> Option<HostLesson> {
        let draft = self.teaches.then(|| draft.to_bytes().ok()).flatten()?;
        Some(HostLesson { host: self.host.clone(), draft })
    }
}

/// Whether a page should be sent whole though it may not have changed: when it was last read little was known of its
/// host, and more is now.
pub async fn has_news_for(store: &Store, url: &Url, article: &ArticleForFetch) -> bool {
    let known = |bytes: Vec<u8>| i64::from(HostFurniture::from_bytes(&bytes).pages());
    article.host_pages.is_some_and(|pages| pages < UNSETTLED)
        && store.host_furniture(&name(url)).await.is_ok_and(|bytes| Some(known(bytes)) > article.host_pages)
}

fn name(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    }
}

/// Lets pages teach until told to stop.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    let mut patience = Patience::default();
    while !*stop.borrow() {
        match teach_when_read(&context, &mut patience).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot let pages teach what furniture is");
                tokio::time::sleep(LOOK_EVERY * 10).await;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn teach_when_read(context: &Context, patience: &mut Patience) -> anyhow::Result<bool> {
    let hosts = context.store.hosts_with_lessons(HOSTS as i64).await?;
    if hosts.is_empty() {
        patience.end();
        return Ok(false);
    }
    if !patience.is_over(context) && !settled::is_read(context).await? {
        return Ok(false);
    }
    for host in &hosts {
        teach(context, host).await?;
    }
    let more = hosts.len() == HOSTS;
    if !more {
        // Whoever comes now waits for company of its own.
        patience.end();
    }
    Ok(more)
}

/// One host's round.
async fn teach(context: &Context, host: &str) -> anyhow::Result<()> {
    let lessons = context.store.waiting_lessons(host, PAGES).await?;
    let memory = context.store.host_furniture(host).await?;
    let taught: Vec<i64> = lessons.iter().map(|lesson| lesson.article_id).collect();
    let (name, known) = (host.to_owned(), memory.clone());
    let round = match tokio::task::spawn_blocking(move || settle(name, &known, &lessons)).await {
        Ok(round) => round?,
        // Strangers' pages that cannot be taken in must not hold up all others for ever.
        Err(error) => {
            tracing::error!(host, %error, "the pages of a round teach nothing");
            let pages = i64::from(HostFurniture::from_bytes(&memory).pages());
            Round { host: host.to_owned(), before: memory.clone(), memory, pages, taught, settled: Vec::new() }
        }
    };
    let now = context.clock.now_ms();
    match context.store.store_round(&round, &JobFor::new(understand_article::KIND, now), now).await {
        // A page went meanwhile, or its publisher: the others teach in the next round.
        Err(StoreError::Conflict(_)) => Ok(()),
        stored => Ok(stored.map(|_| ())?),
    }
}

/// What a host's lessons come to. A lesson that cannot be read, as after a change of its form, teaches nothing.
fn settle(host: String, memory: &[u8], lessons: &[WaitingLesson]) -> anyhow::Result<Round> {
    let mut furniture = HostFurniture::from_bytes(memory);
    let (mut articles, mut drafts) = (Vec::new(), Vec::new());
    for lesson in lessons {
        if let Ok(draft) = Draft::from_bytes(&lesson.draft) {
            articles.push(lesson.article_id);
            drafts.push(draft);
        }
    }
    let bodies = learn_round(&mut furniture, &drafts);
    let text = |(article_id, (draft, body)): (i64, (&Draft, Option<Body>))| {
        let body = body?;
        let words = i64::try_from(word_count(&body.text)).unwrap_or(i64::MAX);
        Some(SettledText { article_id, before: draft.body().text, text: body.text, html: body.html, words })
    };
    Ok(Round {
        host,
        before: memory.to_vec(),
        memory: furniture.to_bytes()?,
        pages: i64::from(furniture.pages()),
        taught: lessons.iter().map(|lesson| lesson.article_id).collect(),
        settled: articles.into_iter().zip(drafts.iter().zip(bodies)).filter_map(text).collect(),
    })
}
