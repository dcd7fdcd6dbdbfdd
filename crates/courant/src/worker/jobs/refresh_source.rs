//! Polls one source and stores what is new.

use courant_core::feed::{self, Hints};
use courant_core::model::{FeedFormat, ParsedFeed, QuietTimes};
use courant_core::rhythm;
use courant_store::{
    Done, EntryFate, HubLink, HubNews, Job, NewJob, Plan, Poll, PollOutcome, Source, SourceState, StoreError, Wishes,
};
use url::Url;

use super::id_of;
use crate::fetch::{Body, FetchError, Limits, Request};
use crate::worker::entries::{entries_of, hash, shared_links};
use crate::worker::{Context, backoff, hubs, reading};

/// The job's name.
pub const KIND: &str = "refresh_source";

/// After a host's time of peace its sources are asked again one after the other, within this time, milliseconds.
const AFTER_PEACE_MS: i64 = 5 * 60_000;
/// What is asked for.
pub const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

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
    if let Some(at) = end_of_quiet(&source, now) {
        return Ok(context.store.postpone_poll(source.id, at, now, Done::job(job.id)).await?);
    }
    let asked = ask(context, &source).await;
    // What a publisher wishes counts from its answer: one that had to be waited for is not asked again too early.
    let now = context.clock.now_ms();
    let poll = match asked {
        Ok(body) => answered(context, &source, body, now).await?,
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
        tracing::debug!(from = source.url, to, "a permanent redirect; it is followed for good once it stands");
    }
    if matches!(poll.outcome, PollOutcome::Gone { .. }) {
        tracing::info!(source = source.url, "a source is gone for good; it is not asked any more");
    }
    tracing::debug!(source = source.url, entries = recorded.len(), new, "polled");
    Ok(())
}

/// A poll that was planned for a moment without quiet and comes late, into one that its publisher asks for, waits until
/// that is over. One that a person asked for now is planned for now, and does not wait.
fn end_of_quiet(source: &Source, now: i64) -> Option<i64> {
    let (quiet, seed) = (quiet(&wishes_of(source)), seed(source.id, now));
    let is_quiet = |at: i64| rhythm::past_quiet(at, quiet, seed) != at;
    (!is_quiet(source.next_poll_at) && is_quiet(now)).then(|| rhythm::past_quiet(now, quiet, seed))
}

async fn ask(context: &Context, source: &Source) -> Result<Body, FetchError> {
    let url = Url::parse(&source.url).map_err(|error| FetchError::Refused(format!("{}: {error}", source.url)))?;
    let request = Request {
        entered: Url::parse(source.entered()).ok(),
        url,
        etag: source.etag.clone(),
        last_modified: source.last_modified.clone(),
        accept: ACCEPT,
        limits: Limits::FEED,
    };
    context.fetcher.get_or_put_off(&request).await
}

async fn answered(context: &Context, source: &Source, body: Body, now: i64) -> anyhow::Result<Poll> {
    let known_hub = context.store.hub_of_source(source.id).await?;
    let told = known_hub.is_some_and(|hub| hub.can_be_relied_on(now));
    let hub = HubNews { offer: hubs::offer(context), ..HubNews::default() };
    let moved_to = body.moved_to.as_ref().map(Url::to_string);
    let max_age = body.max_age.map_or(0, |seconds| i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000));
    let content_hash = hash(&body.bytes);
    if body.not_modified || source.content_hash.as_deref() == Some(&content_hash) {
        let outcome = if body.not_modified { PollOutcome::NotModified } else { PollOutcome::Unchanged };
        // What the feed wishes it said when it was read.
        return Ok(Poll { moved_to, hub, ..planned(source, outcome, &wishes_of(source), max_age, told, now) });
    }
    let (etag, last_modified) = (body.etag.clone(), body.last_modified.clone());
    let (address, links) = (body.url.clone(), body.links.clone());
    let read = reading::read(move || {
        let address = body.url.to_string();
        feed::parse(&body.bytes, &Hints { content_type: body.content_type.as_deref(), url: Some(&address) })
    });
    let feed = match read.await {
        Ok(feed) => feed,
        Err(why) => return Ok(unreadable(source, why, now)),
    };
    if feed.format == FeedFormat::None {
        let problem = feed.problems.first().cloned().unwrap_or_else(|| "What came is no feed.".to_owned());
        // The server answered well; what it sent is at fault.
        return Ok(unread(source, PollOutcome::Failed { status: Some(200), problem }, now));
    }
    if feed.cut && feed.entries.is_empty() {
        let problem = "The feed breaks off before its first entry.".to_owned();
        return Ok(unread(source, PollOutcome::Failed { status: Some(200), problem }, now));
    }
    let problem = lacking(source, &feed);
    // What is not whole is asked for whole again: the validators may be those of the whole.
    let (etag, last_modified, content_hash) =
        if problem.is_some() { (None, None, String::new()) } else { (etag, last_modified, content_hash) };
    let outcome = PollOutcome::Fetched {
        problem,
        etag,
        last_modified,
        content_hash,
        title: feed.title.clone(),
        home_url: feed.link.clone(),
        language: feed.language.clone(),
    };
    let link = feed::hub_of(&feed, &links, &address).map(|hub| HubLink { hub: hub.url, topic: hub.topic });
    let hub = HubNews { read: true, link, ..hub };
    let wishes = Wishes {
        ttl_ms: feed.ttl_minutes.map_or(0, |minutes| i64::from(minutes) * 60_000),
        quiet_hours: i64::from(feed.quiet.hours),
        quiet_days: i64::from(feed.quiet.days),
    };
    let shared = shared_links(&context.store, &source.url).await?;
    let read = reading::read({
        let address = source.url.clone();
        move || entries_of(&address, &feed, &shared, now)
    });
    let entries = match read.await {
        Ok(entries) => entries,
        Err(why) => return Ok(unreadable(source, why, now)),
    };
    Ok(Poll { wishes: Some(wishes), moved_to, hub, entries, ..planned(source, outcome, &wishes, max_age, told, now) })
}

/// What is wrong with a feed that can be read: it breaks off, or all its entries are gone.
fn lacking(source: &Source, feed: &ParsedFeed) -> Option<String> {
    if feed.cut {
        return Some("The feed breaks off before its end. What came until there was read.".to_owned());
    }
    let lost = feed.entries.is_empty() && source.entries > 0;
    lost.then(|| "The feed has no entries at the moment, and it had some before.".to_owned())
}

/// A poll that went well, with what follows from it: the source's rhythm within its publisher's wishes, which are the
/// feed's `ttl` and quiet times and the answer's `max-age`. While a hub that can be relied on tells about its news
/// (`told`), and this poll found none, it is asked as rarely as any source, and its rhythm stays what it was.
fn planned(source: &Source, outcome: PollOutcome, wishes: &Wishes, max_age: i64, told: bool, now: i64) -> Poll {
    let wish = wishes.ttl_ms.max(max_age);
    let silence = now - source.news_at.unwrap_or(source.added_at);
    let first = source.succeeded_at.is_none();
    let plan = |news: bool| {
        let interval_ms = if first {
            rhythm::within(rhythm::FIRST, rhythm::LONGEST, wish)
        } else {
            rhythm::next(source.interval_ms, news, silence, wish)
        };
        let rarely = told && !news && !first;
        let (wait, interval_ms) =
            if rarely { (rhythm::RAREST, source.interval_ms) } else { (interval_ms, interval_ms) };
        let at = rhythm::moment(now, wait, first, wish, quiet(wishes), seed(source.id, now));
        Plan { next_poll_at: at, interval_ms }
    };
    let plain = plan(false);
    Poll {
        source_id: source.id,
        asked: Some(source.url.clone()),
        outcome,
        moved_to: None,
        next_poll_at: plain.next_poll_at,
        interval_ms: plain.interval_ms,
        with_news: Some(plan(true)),
        wishes: None,
        hub: HubNews::default(),
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
        // A redirect may pass: a domain that was sold, or a server set up wrongly, is no word of the publisher's.
        FetchError::Gone { own: true, .. } => PollOutcome::Gone { status, problem },
        _ => PollOutcome::Failed { status, problem },
    };
    let mut poll = unread(source, outcome, now);
    if let FetchError::Wait { retry_after_ms: Some(wait), .. } = error {
        let at = poll.next_poll_at.max(now + wait);
        poll.next_poll_at = rhythm::past_quiet(at, quiet(&wishes_of(source)), seed(source.id, now));
    }
    poll
}

fn unreadable(source: &Source, why: &str, now: i64) -> Poll {
    let problem = format!("The feed came, but it {why}.");
    unread(source, PollOutcome::Failed { status: Some(200), problem }, now)
}

fn unread(source: &Source, outcome: PollOutcome, now: i64) -> Poll {
    let wishes = wishes_of(source);
    let wait = backoff::source_wait(source.interval_ms.max(rhythm::FIRST), source.failures);
    // What an earlier answer's `max-age` wished is in the interval and nowhere else: so none of it is taken off.
    let wish = wishes.ttl_ms.max(wait);
    Poll {
        source_id: source.id,
        asked: Some(source.url.clone()),
        outcome,
        moved_to: None,
        next_poll_at: rhythm::moment(now, wait, false, wish, quiet(&wishes), seed(source.id, now)),
        interval_ms: source.interval_ms,
        with_news: None,
        wishes: None,
        hub: HubNews::default(),
        entries: Vec::new(),
    }
}

/// A poll of `source` as soon as possible.
pub fn job(source: i64, now: i64) -> NewJob {
    NewJob::new(KIND, source.to_string(), now).with_payload(serde_json::json!({ "id": source })).with_priority(1)
}
