//! Asks a hub to tell about a source's news (WebSub, section 5.1), to go on telling, or to tell no more.
//!
//! The hub takes the request, and asks back at the callback whether it was meant; only that makes a subscription live.

use courant_store::{Done, HubAsk, HubState, HubSubscription, Job, StoreError};
use url::Url;

use super::id_of;
use crate::fetch::{FetchError, Limits, Request};
use crate::worker::{Context, backoff};

/// The job's name.
pub const KIND: &str = "tell_hub";

/// How long a hub is asked to tell, seconds: ten days, what hubs commonly give.
const LEASE_SECONDS: i64 = 10 * 24 * 3_600;
/// How long a hub may take to ask back, milliseconds, before it counts as not having agreed.
const CONFIRM_MS: i64 = 3_600_000;
/// The wait after a first failure, milliseconds; it doubles, a day at most.
const RETRY_MS: i64 = 30 * 60_000;
/// Times that a hub is told that nobody listens. Then its lease may run out by itself.
const MOST_GOODBYES: i64 = 3;

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let hub = match context.store.hub_subscription(id_of(job)?).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    let done = Done::job(job.id);
    if hub.next_at.is_none_or(|at| at > now) {
        return Ok(context.store.finish(&[job.id], now).await?);
    }
    if hub.state == HubState::Asked {
        let again = now + backoff::source_wait(RETRY_MS, hub.failures);
        let problem = "it took the request and did not confirm it";
        return Ok(context.store.hub_request_failed(hub.id, problem, again, now, done).await?);
    }
    if hub.state != HubState::Leaving {
        return ask(context, &hub, HubAsk::Subscribe, now, done).await;
    }
    if hub.failures >= MOST_GOODBYES || hub.lease_until.is_some_and(|until| until <= now) {
        return Ok(context.store.drop_hub_subscription(hub.id, now, done).await?);
    }
    ask(context, &hub, HubAsk::Unsubscribe, now, done).await
}

async fn ask(context: &Context, hub: &HubSubscription, asking: HubAsk, now: i64, done: Done<'_>) -> anyhow::Result<()> {
    let again = within_lease(hub, now, now + CONFIRM_MS);
    context.store.begin_hub_request(hub.id, asking, now, again).await?;
    let failed = |problem: String, at: i64| async move {
        context.store.hub_request_failed(hub.id, &problem, at, context.clock.now_ms(), done).await
    };
    match send(context, hub, asking).await {
        Ok(()) if asking == HubAsk::Unsubscribe => failed("it has not confirmed the end yet".to_owned(), again).await?,
        Ok(()) => context.store.hub_took_request(hub.id, context.clock.now_ms(), done).await?,
        Err(error @ FetchError::PutOff { .. }) => {
            // Nothing went out; the job comes again and is to find its work undone.
            context.store.postpone_hub_request(hub.id, now, now, Done::none()).await?;
            return Err(error.into());
        }
        Err(FetchError::Quiet { until_ms, .. }) => {
            context.store.postpone_hub_request(hub.id, within_lease(hub, now, until_ms), now, done).await?;
        }
        Err(error) => {
            tracing::debug!(hub = hub.hub, %error, "a hub was asked in vain");
            let wait = backoff::source_wait(RETRY_MS, hub.failures);
            failed(error.to_string(), within_lease(hub, now, now + wait)).await?;
        }
    }
    Ok(())
}

/// The hub is looked at again when its lease ends at the latest, so that the source is polled as usual from then on.
fn within_lease(hub: &HubSubscription, now: i64, at: i64) -> i64 {
    hub.lease_until.filter(|until| hub.state == HubState::Live && *until > now).map_or(at, |until| at.min(until))
}

async fn send(context: &Context, hub: &HubSubscription, asking: HubAsk) -> Result<(), FetchError> {
    let url = Url::parse(&hub.hub).map_err(|error| FetchError::Refused(format!("{}: {error}", hub.hub)))?;
    let request = Request {
        url,
        entered: Url::parse(&hub.entered).ok(),
        etag: None,
        last_modified: None,
        accept: "*/*",
        limits: Limits::HUB,
    };
    context.fetcher.tell_or_put_off(&request, &form(hub, asking)).await
}

/// What is sent. The secret goes along also where the hub has no TLS: who listens in learns it, everybody else still cannot
/// sign.
fn form(hub: &HubSubscription, asking: HubAsk) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("hub.mode", asking.as_str())
        .append_pair("hub.topic", &hub.topic)
        .append_pair("hub.callback", &hub.callback);
    if asking == HubAsk::Subscribe {
        form.append_pair("hub.secret", &hub.secret).append_pair("hub.lease_seconds", &LEASE_SECONDS.to_string());
    }
    form.finish()
}
