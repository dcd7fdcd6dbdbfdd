//! Polls one source and stores what is new.

use courant_core::feed::{self, Hints};
use courant_core::model::{FeedFormat, ParsedEntry, ParsedFeed, QuietTimes};
use courant_core::{rhythm, sanitize, url as links};
use courant_store::{
    Done, EntryFate, Job, JobFor, NewEntry, NewJob, Plan, Poll, PollOutcome, Source, SourceState, StoreError, Wishes,
};
use sha2::{Digest, Sha256};
use url::Url;

use super::{fetch_article, id_of, understand_article};
use crate::fetch::{Body, FetchError, Limits, Request};
use crate::worker::{Context, backoff};

/// The job's name.
pub const KIND: &str = "refresh_source";

/// After a host's time of peace its sources are asked again one after the other, within this time, milliseconds.
const AFTER_PEACE_MS: i64 = 5 * 60_000;
/// Words of an entry's own text shown as its description.
const DESCRIPTION_WORDS: usize = 40;
/// What is asked for.
pub const ACCEPT: &str =
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let source = match context.store.source(id_of(job)?).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    if source.state != SourceState::Active || source.next_poll_at > now {
        return Ok(context.store.finish(&[job.id], now).await?);
    }
    let poll = match ask(context, &source).await {
        Ok(body) => answered(&source, body, now).await?,
        Err(error @ FetchError::PutOff { .. }) => return Err(error.into()),
        Err(FetchError::Quiet { until_ms, .. }) => {
            // Nothing was asked and nothing failed: the source is not at fault for what its host was asked before.
            let at = until_ms + rhythm::share(seed(source.id, now), AFTER_PEACE_MS);
            let at = rhythm::past_quiet(at, quiet(&wishes_of(&source)), seed(source.id, now));
            return Ok(context.store.postpone_poll(source.id, at, now, Done::job(job.id)).await?);
        }
        Err(error) => failed(&source, &error, now),
    };
    let done = Done::job(job.id);
    let recorded = context.store.record_poll(&poll, now, done).await?;
    let new = recorded.iter().filter(|entry| entry.fate == EntryFate::New).count();
    if let Some(to) = &poll.moved_to {
        tracing::info!(from = source.url, to, "a source has moved; it is asked at its new address from now on");
    }
    if matches!(poll.outcome, PollOutcome::Gone { .. }) {
        tracing::info!(source = source.url, "a source is gone for good; it is not asked any more");
    }
    tracing::debug!(source = source.url, entries = recorded.len(), new, "polled");
    Ok(())
}

async fn ask(context: &Context, source: &Source) -> Result<Body, FetchError> {
    let url = Url::parse(&source.url).map_err(|error| FetchError::Refused(format!("{}: {error}", source.url)))?;
    let request = Request {
        entered: Some(url.clone()),
        url,
        etag: source.etag.clone(),
        last_modified: source.last_modified.clone(),
        accept: ACCEPT,
        limits: Limits::FEED,
    };
    context.fetcher.get_or_put_off(&request).await
}

async fn answered(source: &Source, body: Body, now: i64) -> anyhow::Result<Poll> {
    let moved_to = body.moved_to.as_ref().map(Url::to_string);
    let max_age = body.max_age.map_or(0, |seconds| i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000));
    let content_hash = hash(&body.bytes);
    if body.not_modified || source.content_hash.as_deref() == Some(&content_hash) {
        // What the feed wishes it said when it was read.
        return Ok(Poll { moved_to, ..planned(source, PollOutcome::NotModified, &wishes_of(source), max_age, now) });
    }
    let (etag, last_modified) = (body.etag.clone(), body.last_modified.clone());
    let feed = tokio::task::spawn_blocking(move || {
        let address = body.url.to_string();
        feed::parse(&body.bytes, &Hints { content_type: body.content_type.as_deref(), url: Some(&address) })
    })
    .await?;
    if feed.format == FeedFormat::None {
        let problem = feed.problems.first().cloned().unwrap_or_else(|| "What came is no feed.".to_owned());
        // The server answered well; what it sent is at fault.
        return Ok(unread(source, PollOutcome::Failed { status: Some(200), problem }, now));
    }
    let outcome = PollOutcome::Fetched {
        etag,
        last_modified,
        content_hash,
        title: feed.title.clone(),
        home_url: feed.link.clone(),
        language: feed.language.clone(),
    };
    let wishes = Wishes {
        ttl_ms: feed.ttl_minutes.map_or(0, |minutes| i64::from(minutes) * 60_000),
        quiet_hours: i64::from(feed.quiet.hours),
        quiet_days: i64::from(feed.quiet.days),
    };
    let entries = tokio::task::spawn_blocking({
        let source = source.clone();
        move || entries_of(&source, &feed, now)
    })
    .await?;
    Ok(Poll { wishes: Some(wishes), moved_to, entries, ..planned(source, outcome, &wishes, max_age, now) })
}

/// A poll that went well, with what follows from it: the source's rhythm within its publisher's wishes, which are the
/// feed's `ttl` and quiet times and the answer's `max-age`.
fn planned(source: &Source, outcome: PollOutcome, wishes: &Wishes, max_age: i64, now: i64) -> Poll {
    let wish = wishes.ttl_ms.max(max_age);
    let silence = now - source.news_at.unwrap_or(source.added_at);
    let first = source.succeeded_at.is_none();
    let plan = |news: bool| {
        let interval_ms = if first {
            rhythm::within(rhythm::FIRST, rhythm::LONGEST, wish)
        } else {
            rhythm::next(source.interval_ms, news, silence, wish)
        };
        let at = rhythm::moment(now, interval_ms, first, wish, quiet(wishes), seed(source.id, now));
        Plan { next_poll_at: at, interval_ms }
    };
    let plain = plan(false);
    Poll {
        source_id: source.id,
        outcome,
        moved_to: None,
        next_poll_at: plain.next_poll_at,
        interval_ms: plain.interval_ms,
        with_news: Some(plan(true)),
        wishes: None,
        entries: Vec::new(),
    }
}

fn wishes_of(source: &Source) -> Wishes {
    Wishes { ttl_ms: source.ttl_ms, quiet_hours: source.quiet_hours, quiet_days: source.quiet_days }
}

fn quiet(wishes: &Wishes) -> QuietTimes {
    let hours = u32::try_from(wishes.quiet_hours).unwrap_or_default();
    QuietTimes { hours, days: u8::try_from(wishes.quiet_days).unwrap_or_default() }
}

/// Tells sources, and the polls of one source, apart; the same poll planned again comes to the same.
fn seed(source: i64, now: i64) -> u64 {
    source.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ now.cast_unsigned()
}

fn failed(source: &Source, error: &FetchError, now: i64) -> Poll {
    let status = error.status().map(i64::from);
    let problem = error.to_string();
    let outcome = match error {
        FetchError::Gone { .. } => PollOutcome::Gone { status, problem },
        _ => PollOutcome::Failed { status, problem },
    };
    let mut poll = unread(source, outcome, now);
    if let FetchError::Wait { retry_after_ms: Some(wait), .. } = error {
        let at = poll.next_poll_at.max(now + wait);
        poll.next_poll_at = rhythm::past_quiet(at, quiet(&wishes_of(source)), seed(source.id, now));
    }
    poll
}

fn unread(source: &Source, outcome: PollOutcome, now: i64) -> Poll {
    let wishes = wishes_of(source);
    let wait = backoff::source_wait(source.interval_ms.max(rhythm::FIRST), source.failures);
    Poll {
        source_id: source.id,
        outcome,
        moved_to: None,
        next_poll_at: rhythm::moment(now, wait, false, wishes.ttl_ms, quiet(&wishes), seed(source.id, now)),
        interval_ms: source.interval_ms,
        with_news: None,
        wishes: None,
        entries: Vec::new(),
    }
}

fn entries_of(source: &Source, feed: &ParsedFeed, now: i64) -> Vec<NewEntry> {
    feed.entries.iter().map(|entry| entry_of(source, feed, entry, now)).collect()
}

/// What the store keeps of one entry. An entry without a link is an article of its own, named by its source and id.
fn entry_of(source: &Source, feed: &ParsedFeed, entry: &ParsedEntry, now: i64) -> NewEntry {
    let base = if entry.url.is_empty() { source.url.as_str() } else { entry.url.as_str() };
    let content = if entry.content_html.trim().is_empty() { &entry.summary } else { &entry.content_html };
    let html = sanitize::sanitize(content, base);
    let text = sanitize::to_text(&html);
    let summary_html = sanitize::sanitize(&entry.summary, base);
    let summary = sanitize::to_text(&summary_html);
    let description = sanitize::excerpt(if summary.is_empty() { &text } else { &summary }, DESCRIPTION_WORDS);
    let external_id = feed::entry_key(entry);
    let has_page = entry.url.starts_with("http://") || entry.url.starts_with("https://");
    let canonical_url =
        if has_page { links::canonical(&entry.url) } else { format!("{}#entry={external_id}", source.url) };
    let title = if entry.title.trim().is_empty() { sanitize::excerpt(&text, 12) } else { entry.title.clone() };
    let kind = if has_page { fetch_article::KIND } else { understand_article::KIND };
    NewEntry {
        url: if has_page { entry.url.clone() } else { String::new() },
        canonical_url,
        content_hash: hash(format!("{title}\u{1f}{html}\u{1f}{}", entry.url).as_bytes()),
        words: i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX),
        external_id,
        title,
        authors: entry.authors.clone(),
        summary_html,
        content_html: html.clone(),
        text,
        html,
        description,
        tags: entry.tags.clone(),
        image_url: picture(entry),
        language: feed.language.clone(),
        published_at: entry.published_at.map(|moment| moment.as_millisecond()),
        updated_at: entry.updated_at.map(|moment| moment.as_millisecond()),
        publisher: None,
        next: Some(JobFor::new(kind, now)),
    }
}

fn picture(entry: &ParsedEntry) -> Option<String> {
    let is_picture = |kind: &Option<String>| kind.as_deref().is_some_and(|kind| kind.starts_with("image/"));
    entry.enclosures.iter().find(|file| is_picture(&file.content_type)).map(|file| file.url.clone())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A poll of `source` as soon as possible.
pub fn job(source: i64, now: i64) -> NewJob {
    NewJob::new(KIND, source.to_string(), now).with_payload(serde_json::json!({ "id": source })).with_priority(1)
}
