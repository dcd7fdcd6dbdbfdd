//! Reads the page behind an entry. Where there is no page to be had, the article is what the feed gave, and says so.

use courant_core::extract::{self, Hints, OnHost};
use courant_core::model::{Access, PageKind, ParsedPage};
use courant_core::sanitize;
use courant_core::text::words::word_count;
use courant_core::url as links;
use courant_store::{
    ArticleForFetch, Done, FetchedPage, Image, Job, NewJob, Origin, PageReading, Stage, StoreError, StoredPage,
};
use url::Url;

use super::{fetch_picture, id_of, refresh_story, understand_article};
use crate::fetch::{Body, FetchError, Limits, Request};
use crate::worker::belief::{self, Belief};
use crate::worker::entries::hash;
use crate::worker::entries::names_an_entry;
use crate::worker::furniture::{self, Known};
use crate::worker::looks::{self, Look};
use crate::worker::{Context, FURTHEST_MS, reading};

/// The job's name.
pub const KIND: &str = "fetch_article";

/// Tries of a page whose host cannot be reached, first included.
const MOST_TRIES: i64 = 3;
const RETRY_MS: i64 = 3_600_000;
/// So long after its entry came a page that is not there may still come.
const EARLY_MS: i64 = 6 * 3_600_000;
/// How long after an article came its page is waited for while its host is left in peace: the longest peace that is believed.
const PEACE_MS: i64 = 7 * 24 * 3_600_000;
/// A page's text replaces the feed's only when it is at least this share of its length.
pub const LEAST_SHARE: f64 = 0.6;
const ACCEPT: &str = "text/html, application/xhtml+xml;q=0.9";

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let article = match context.store.article_for_fetch(id_of(job)?).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    if names_an_entry(&article.canonical_url) {
        // Its link leads to a page that it shares with others: its words are its feed's.
        let mut next = vec![understand_article::job(article.id, now)];
        next.extend(picture_job(&article, feed_picture(&article).as_slice(), now));
        return Ok(context.store.finish_then(Done::job(job.id).then(&next), now).await?);
    }
    let look = Look::of(&job.payload);
    if look.is_none() && article.stage != Stage::New && try_of(job) == 1 {
        return entry_changed(context, job, &article).await;
    }
    let entered = entered(context, &article).await;
    let reading = match read(context, &article, look.as_ref(), entered.as_ref()).await {
        Ok(reading) => reading,
        Err(error @ FetchError::PutOff { .. }) => return Err(error.into()),
        Err(FetchError::Gone { host, own }) if own || is_page_host(&article, &host) => {
            return withdraw(context, job, &article, &look.unwrap_or_default()).await;
        }
        Err(error) if look.is_none() => return without_page(context, job, &article, &error).await,
        // A look that failed is a look; what is stored is as good as it was.
        Err(_) => Reading::Same,
    };
    let look = look.unwrap_or_default();
    let Reading::Page { page: read, url, etag, last_modified, known } = reading else {
        let doubt = article.last_look.as_ref().and_then(|last| last.doubt.clone());
        return unchanged(context, job, &article, &look, doubt).await;
    };
    let look = Look { etag, last_modified, ..look };
    let pictures = pictures(&read.page, &article);
    // Only what is known of the host has changed since: no word of the publisher's.
    let said_before = article.origin == Origin::Page && read.says_what_it_said(&article.feed_text);
    let OnHost { page, draft, .. } = *read;
    let (believed, doubt) = is_believed(context, &article, &page).await?;
    let same = look.times > 0 && page.text == article.feed_text;
    let found_at = found_at(&page, &url);
    let site_name = page.site_name.clone();
    let result = from_page(&article, page, &url);
    let is_less = article.origin != Origin::Feed && result.origin == Origin::Feed;
    if is_less || article.origin == Origin::Page && (!believed || same) {
        context.store.note_host_pages(article.id, known.pages()).await?;
        return unchanged(context, job, &article, &look, doubt).await;
    }
    let of_page = result.origin == Origin::Page;
    let mut next: Vec<NewJob> =
        of_page.then(|| looks::job(&article, &look, !said_before, now)).flatten().into_iter().collect();
    next.extend(picture_job(&article, &pictures, now));
    let lesson = known.lesson(&draft).filter(|_| of_page);
    let host_pages = of_page.then(|| known.pages());
    let last = look.kept(now, doubt);
    let said_before = said_before && of_page;
    let (lesson, look) = (lesson.as_ref(), Some(&last));
    let reading = PageReading { lesson, host_pages, said_before, look, links: &found_at, site_name: &site_name };
    store(context, job, &result, reading, &next).await
}

/// The article's entry says something else: its own words are understood at once, its page is looked at when that is due.
async fn entry_changed(context: &Context, job: &Job, article: &ArticleForFetch) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let mut next = vec![understand_article::job(article.id, now)];
    next.extend(looks::asked_for(article, now));
    Ok(context.store.finish_then(Done::job(job.id).then(&next), now).await?)
}

/// Whether what a page says now is the article that was read there, and the mark of what has to be seen there twice for that.
async fn is_believed(
    context: &Context,
    article: &ArticleForFetch,
    page: &ParsedPage,
) -> anyhow::Result<(bool, Option<String>)> {
    if !stands(article) {
        return Ok((true, None));
    }
    match belief::of(&article.feed_text, entry_words(article), page) {
        Belief::Taken => Ok((true, None)),
        Belief::Kept => Ok((false, None)),
        Belief::Doubted => {
            let mark = hash(page.text.as_bytes());
            let again = article.last_look.as_ref().is_some_and(|last| last.doubt.as_deref() == Some(&mark));
            // What two pages say alike is a wall before both, and the text of neither.
            let believed = again && !context.store.is_doubted_elsewhere(article.id, &mark).await?;
            Ok((believed, Some(mark)))
        }
    }
}

/// Whether a host is the one whose page the article is, which a link through another host led to: it may say that its page
/// is gone. A host that a passing redirect leads to may not.
fn is_page_host(article: &ArticleForFetch, host: &str) -> bool {
    Url::parse(&article.canonical_url).is_ok_and(|page| page.authority() == host)
}

/// Whether the article has a text that was read on its page.
fn stands(article: &ArticleForFetch) -> bool {
    article.origin == Origin::Page && !article.feed_text.is_empty()
}

/// The page says what it said, or what cannot be believed: what is stored stands.
async fn unchanged(
    context: &Context,
    job: &Job,
    article: &ArticleForFetch,
    look: &Look,
    doubt: Option<String>,
) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    // What is doubted for the first time is looked at again soon.
    let news = doubt.is_some() && article.last_look.as_ref().is_none_or(|last| last.doubt != doubt);
    let of_page = article.origin == Origin::Page;
    let next: Vec<NewJob> = of_page.then(|| looks::job(article, look, news, now)).flatten().into_iter().collect();
    let last = look.kept(now, doubt);
    Ok(context.store.store_look(article.id, &last, now, Done::job(job.id).then(&next)).await?)
}

/// The publisher took the page away for good, before it was read or since.
async fn withdraw(context: &Context, job: &Job, article: &ArticleForFetch, look: &Look) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let last = look.kept(now, None);
    if article.origin == Origin::Page && article.feed_text.is_empty() {
        return Ok(context.store.store_look(article.id, &last, now, Done::job(job.id)).await?);
    }
    context.store.store_look(article.id, &last, now, Done::none()).await?;
    // Should its picture still be on its way, it is not to be shown when it comes.
    let next = [understand_article::job(article.id, now), fetch_picture::job(article.id, &[], now)];
    let done = Done::job(job.id).then(&next);
    Ok(context.store.withdraw_text(article.id, "the publisher has withdrawn it", now, done).await?)
}

async fn store(
    context: &Context,
    job: &Job,
    page: &FetchedPage,
    reading: PageReading<'_>,
    more: &[NewJob],
) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let mut next = vec![understand_article::job(page.article_id, now)];
    next.extend_from_slice(more);
    let stored = context.store.store_reading(page, reading, now, Done::job(job.id).then(&next)).await?;
    match stored {
        StoredPage::Stored { .. } => {}
        StoredPage::Duplicate(other) => {
            tracing::debug!(article = page.article_id, other, "the page belongs to an article that is known already");
        }
        StoredPage::Forgotten(forgotten) => {
            let removal = refresh_story::removal(now);
            context.store.forget_again(page.article_id, forgotten, &removal, now, Done::job(job.id)).await?;
        }
    }
    Ok(())
}

/// No page: the feed's words stand, with the reason. Passing failures are tried again later, quietly.
async fn without_page(
    context: &Context,
    job: &Job,
    article: &ArticleForFetch,
    error: &FetchError,
) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let retry = again(article, error, try_of(job), now).map(|(at, tries)| {
        NewJob::new(KIND, format!("{}/{tries}", article.id), at)
            .with_payload(serde_json::json!({ "id": article.id, "try": tries }))
    });
    let mut next: Vec<NewJob> = retry.into_iter().collect();
    if article.stage != Stage::New {
        // What is stored is as good as it was; nothing is written again.
        return Ok(context.store.finish_then(Done::job(job.id).then(&next), now).await?);
    }
    let page = from_feed(article, error.to_string());
    next.extend(picture_job(article, feed_picture(article).as_slice(), now));
    let last = Look::default().kept(now, None);
    store(context, job, &page, PageReading { look: Some(&last), ..PageReading::default() }, &next).await
}

/// When a page that could not be read is tried again, and which try that is.
fn again(article: &ArticleForFetch, error: &FetchError, tries: i64, now: i64) -> Option<(i64, i64)> {
    match error {
        // Nothing was asked, so it was no try; the first is left to changes of the entry.
        FetchError::Quiet { until_ms, .. } if now - article.fetched_at < PEACE_MS => {
            Some(((*until_ms).min(now + FURTHEST_MS), tries.max(2)))
        }
        error if (error.is_passing() || is_early(article, error, now)) && tries < MOST_TRIES => {
            let wished = match error {
                FetchError::Wait { retry_after_ms, .. } => retry_after_ms.unwrap_or_default(),
                _ => 0,
            };
            let wait = RETRY_MS * (1 << (2 * tries.clamp(1, 8) - 2));
            Some((now + wait.max(wished), tries + 1))
        }
        _ => None,
    }
}

/// Whether a feed may have named a page before it was there.
fn is_early(article: &ArticleForFetch, error: &FetchError, now: i64) -> bool {
    error.status() == Some(404) && now - article.fetched_at < EARLY_MS
}

/// Which try at a first reading a job is, from 1.
fn try_of(job: &Job) -> i64 {
    job.payload.get("try").and_then(serde_json::Value::as_i64).unwrap_or(1)
}

async fn entered(context: &Context, article: &ArticleForFetch) -> Option<Url> {
    let source = context.store.source(article.source_id?).await.ok()?;
    Url::parse(source.entered()).ok()
}

/// What asking for a page came to.
enum Reading {
    /// It is what it was at the last look.
    Same,
    /// The page, and what it was sent with.
    Page { page: Box<OnHost>, url: Url, etag: Option<String>, last_modified: Option<String>, known: Box<Known> },
}

async fn read(
    context: &Context,
    article: &ArticleForFetch,
    look: Option<&Look>,
    entered: Option<&Url>,
) -> Result<Reading, FetchError> {
    let refused = |why: String| FetchError::Refused(why);
    let url = Url::parse(&article.url).map_err(|error| refused(format!("{:?} is no address: {error}", article.url)))?;
    let doubted = article.last_look.as_ref().is_some_and(|last| last.doubt.is_some());
    let asked_whole = match look {
        // Of a text that was not believed it has to be seen whether it stands there still.
        Some(_) => doubted || furniture::has_news_for(&context.store, &url, article).await,
        None => true,
    };
    let held = look.filter(|_| !asked_whole);
    let request = Request {
        url,
        entered: entered.cloned(),
        etag: held.and_then(|look| look.etag.clone()),
        last_modified: held.and_then(|look| look.last_modified.clone()),
        accept: ACCEPT,
        limits: Limits::PAGE,
    };
    let body = context.fetcher.get_if_welcome(&request).await?;
    if body.not_modified {
        return Ok(Reading::Same);
    }
    let (url, etag, last_modified) = (body.url.clone(), body.etag.clone(), body.last_modified.clone());
    if !is_page(&body) {
        let kind = body.content_type.unwrap_or_default();
        return Err(refused(format!("what stands at the link is no web page but {kind}")));
    }
    let known = Known::of(&context.store, &url, article, look).await;
    let work = reading::read(move || {
        let address = body.url.to_string();
        let hints = Hints { content_type: body.content_type.as_deref(), url: Some(&address) };
        let page = extract::extract_on(&body.bytes, &hints, &known.furniture);
        (page, known)
    });
    match work.await {
        Ok((page, known)) => {
            Ok(Reading::Page { page: Box::new(page), url, etag, last_modified, known: Box::new(known) })
        }
        Err(why) => Err(refused(format!("the page {why}"))),
    }
}

fn is_page(body: &Body) -> bool {
    let kind = body.content_type.as_deref().unwrap_or("text/html").trim().to_ascii_lowercase();
    kind.is_empty() || kind.starts_with("text/") || kind.contains("html") || kind.contains("xml")
}

/// The article as its page gives it, or as its feed does where the page gives less.
fn from_page(article: &ArticleForFetch, page: ParsedPage, url: &Url) -> FetchedPage {
    let words = word_count(&page.text);
    let feed_words = word_count(&article.feed_text);
    let problem = if stands(article) {
        // Its page was better than the feed before; what it says now was weighed against that.
        (words == 0).then(|| "the page holds no article that could be read".to_owned())
    } else if page.access == Access::Paywalled && words <= feed_words.max(120) {
        Some("the publisher asks readers to sign in or subscribe".to_owned())
    } else if words == 0 || page.kind == PageKind::None && words < feed_words.max(60) {
        Some("the page holds no article that could be read".to_owned())
    } else if (words as f64) < LEAST_SHARE * feed_words as f64 {
        Some("the page holds less than the feed".to_owned())
    } else {
        None
    };
    let language = page.language.clone();
    let canonical_url = own_link(&page, url);
    if let Some(problem) = problem {
        let mut kept = from_feed(article, problem);
        kept.access = page.access;
        return kept;
    }
    FetchedPage {
        article_id: article.id,
        canonical_url,
        title: if article.title.trim().is_empty() { page.title } else { String::new() },
        authors: page.authors,
        description: if article.description.is_empty() { page.description } else { String::new() },
        words: i64::try_from(words).unwrap_or(i64::MAX),
        text: page.text,
        html: page.html,
        image: None,
        language,
        kind: if page.kind == PageKind::None { PageKind::Report } else { page.kind },
        access: page.access,
        origin: Origin::Page,
        problem: None,
        published_at: article.published_at.or_else(|| moment(page.published_at.as_ref())),
        updated_at: moment(page.updated_at.as_ref()).or(article.updated_at),
    }
}

/// The links of the page itself, whatever the link was that led to it.
fn found_at(page: &ParsedPage, url: &Url) -> Vec<String> {
    own_link(page, url).into_iter().chain([links::canonical(url.as_str())]).collect()
}

fn own_link(page: &ParsedPage, url: &Url) -> Option<String> {
    page.canonical_url.as_deref().filter(|canonical| same_site(canonical, url)).map(links::canonical)
}

/// The article as its feed gives it. Its text stands as it is stored by then: the feed may have changed it meanwhile.
fn from_feed(article: &ArticleForFetch, problem: String) -> FetchedPage {
    FetchedPage {
        article_id: article.id,
        canonical_url: None,
        title: String::new(),
        authors: Vec::new(),
        description: String::new(),
        words: 0,
        text: String::new(),
        html: String::new(),
        image: None,
        language: None,
        kind: PageKind::Report,
        access: Access::Free,
        origin: Origin::Feed,
        problem: Some(problem),
        published_at: article.published_at,
        updated_at: article.updated_at,
    }
}

fn moment(date: Option<&courant_core::model::PageDate>) -> Option<i64> {
    date?.moment().map(|moment| moment.as_millisecond())
}

/// The words that the feed itself gives of an article whose text is its page's.
fn entry_words(article: &ArticleForFetch) -> usize {
    let content = [&article.content_html, &article.summary_html].into_iter().find(|html| !html.trim().is_empty());
    content.map_or(0, |html| word_count(&sanitize::to_text(html)))
}

/// A canonical link to another site is a claim that cannot be checked, so it does not decide identity.
fn same_site(canonical: &str, url: &Url) -> bool {
    Url::parse(canonical).is_ok_and(|canonical| {
        canonical.port_or_known_default() == url.port_or_known_default()
            && match (canonical.host_str(), url.host_str()) {
                (Some(a), Some(b)) => a == b || links::registrable_domain(a) == links::registrable_domain(b),
                _ => false,
            }
    })
}

/// Pictures to be tried, the best first: the page's own, then the feed's.
fn pictures(page: &ParsedPage, article: &ArticleForFetch) -> Vec<Image> {
    let lead = page.lead_image.clone();
    let url = lead.as_ref().map(|image| image.url.clone()).or_else(|| page.image.clone());
    let own = url.map(|url| match lead {
        Some(lead) => Image { url, alt: lead.alt, caption: lead.caption, credit: lead.credit, ..Image::default() },
        None => Image { url, ..Image::default() },
    });
    own.into_iter().chain(feed_picture(article)).collect()
}

fn feed_picture(article: &ArticleForFetch) -> Option<Image> {
    Some(Image { url: article.image_url.clone()?, ..Image::default() })
}

fn picture_job(article: &ArticleForFetch, pictures: &[Image], now: i64) -> Option<NewJob> {
    (!pictures.is_empty()).then(|| fetch_picture::job(article.id, pictures, now))
}
