//! Subscriptions to hubs (WebSub): what a source's feed names, what was agreed with its hub, and until when.
//!
//! A row is made when a poll finds a hub, and goes when the hub was told that nobody listens any more. Polls go on in
//! any case; who plans them asks [`HubSubscription::can_be_relied_on`].

use courant_core::model::QuietTimes;
use courant_core::rhythm::past_quiet;
use sqlx::FromRow;

use crate::jobs::{Done, end};
use crate::rows::{Tx, bounded};
use crate::{HubAsk, HubState, Millis, Result, SourceId, Store};

/// What a feed says of its hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubLink {
    /// Where to subscribe.
    pub hub: String,
    /// What to subscribe to.
    pub topic: String,
}

/// What a new subscription is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHubSubscription {
    /// The whole address that the hub is given.
    pub callback: String,
    /// Its end, which nobody else knows.
    pub token: String,
    /// Signs what the hub sends.
    pub secret: String,
}

/// What a poll learned about its source's hub, and what may be done about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HubNews {
    /// Whether the document was read; when not, what is known stands.
    pub read: bool,
    /// The hub that it names, if any.
    pub link: Option<HubLink>,
    /// For a subscription, should one be missing; `None` where the site has no public address.
    pub offer: Option<NewHubSubscription>,
}

/// A subscription at a hub.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct HubSubscription {
    /// Key of the row.
    pub id: i64,
    /// The source; it may be gone.
    pub source_id: SourceId,
    /// Where.
    pub hub: String,
    /// To what.
    pub topic: String,
    /// The whole address that the hub was given.
    pub callback: String,
    /// Its end, which nobody else knows.
    pub token: String,
    /// Signs what the hub sends.
    pub secret: String,
    /// The source's address as a person entered it.
    pub entered: String,
    /// How far it has come.
    #[sqlx(try_from = "String")]
    pub state: HubState,
    /// When the hub is to be asked (again); `None` for never.
    pub next_at: Option<Millis>,
    /// The last request.
    pub asked_at: Option<Millis>,
    /// Since when it has been live without a gap.
    pub live_since: Option<Millis>,
    /// Until when the hub has promised to tell.
    pub lease_until: Option<Millis>,
    /// Requests without success since the last that had it.
    pub failures: i64,
    /// What went wrong last, in plain words.
    pub problem: Option<String>,
    /// Deliveries that were signed well.
    pub deliveries: i64,
    /// The last of them.
    pub told_at: Option<Millis>,
    /// The last poll that found what the hub had not told.
    pub missed_at: Option<Millis>,
    /// Deliveries that were not signed well, and so ignored.
    pub refused: i64,
    /// The last of them.
    pub refused_at: Option<Millis>,
}

impl HubSubscription {
    /// Whether the hub has promised to tell and its promise holds at `now`.
    pub fn is_live(&self, now: Millis) -> bool {
        self.state == HubState::Live && self.lease_until.is_some_and(|until| until > now)
    }

    /// Whether it is live and has shown that it tells: it delivered, and no poll since found anything else.
    pub fn can_be_relied_on(&self, now: Millis) -> bool {
        self.is_live(now) && self.told_at.is_some() && self.told_at >= self.live_since && self.told_at > self.missed_at
    }
}

macro_rules! hubs {
    ($rest:literal) => {
        concat!(
            "SELECT id, source_id, hub, topic, callback, token, secret, entered, state, next_at, asked_at, live_since, lease_until, ",
            "failures, problem, deliveries, told_at, missed_at, refused, refused_at FROM hub_subscriptions ",
            $rest
        )
    };
}

impl Store {
    /// A source's subscription, if it has one that is not being ended.
    pub async fn hub_of_source(&self, source: SourceId) -> Result<Option<HubSubscription>> {
        let found = sqlx::query_as(hubs!("WHERE source_id = $1 AND state <> 'leaving' ORDER BY id DESC LIMIT 1"));
        Ok(found.bind(source).fetch_optional(self.readers()).await?)
    }

    /// One subscription.
    pub async fn hub_subscription(&self, id: i64) -> Result<HubSubscription> {
        Ok(sqlx::query_as(hubs!("WHERE id = $1")).bind(id).fetch_one(self.readers()).await?)
    }

    /// The subscription whose callback ends so.
    pub async fn hub_by_token(&self, token: &str) -> Result<Option<HubSubscription>> {
        Ok(sqlx::query_as(hubs!("WHERE token = $1")).bind(token).fetch_optional(self.readers()).await?)
    }

    /// Subscriptions whose hub is to be asked now and that no job of this kind is at yet.
    pub async fn hubs_without_job(&self, kind: &str, now: Millis, limit: i64) -> Result<Vec<i64>> {
        Ok(sqlx::query_scalar(
            "SELECT h.id FROM hub_subscriptions h WHERE h.next_at <= $1 AND NOT EXISTS \
               (SELECT 1 FROM jobs j WHERE j.kind = $2 AND j.key = CAST(h.id AS TEXT) AND j.state <> 'dead') \
             ORDER BY h.next_at, h.id LIMIT $3",
        )
        .bind(now)
        .bind(kind)
        .bind(bounded(limit, 100_000))
        .fetch_all(self.readers())
        .await?)
    }

    /// Before a request goes out: from now on the hub may ask back whether it was meant. Should the process end before the
    /// answer is there, the hub is asked again at `again_at`. A lease that has run out ends here, and the source is due at
    /// once, since nobody else tells about its news.
    pub async fn begin_hub_request(&self, id: i64, asking: HubAsk, now: Millis, again_at: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        lapse(&mut tx, id, now).await?;
        sqlx::query("UPDATE hub_subscriptions SET asking = $2, asked_at = $3, next_at = $4 WHERE id = $1")
            .bind(id)
            .bind(asking.as_str())
            .bind(now)
            .bind(again_at)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// The hub took the request; whether it agrees it says later, or has said already.
    pub async fn hub_took_request(&self, id: i64, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE hub_subscriptions SET state = 'asked' WHERE id = $1 AND state = 'wanted'")
            .bind(id)
            .execute(&mut *tx)
            .await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// The request came to nothing; it is made again at `again_at`.
    pub async fn hub_request_failed(
        &self,
        id: i64,
        problem: &str,
        again_at: Millis,
        now: Millis,
        done: Done<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "UPDATE hub_subscriptions SET failures = failures + 1, problem = $2, next_at = $3, \
               state = CASE WHEN state = 'asked' THEN 'wanted' ELSE state END WHERE id = $1",
        )
        .bind(id)
        .bind(problem)
        .bind(again_at)
        .execute(&mut *tx)
        .await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Asks again at another moment; nothing else changes.
    pub async fn postpone_hub_request(&self, id: i64, at: Millis, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE hub_subscriptions SET next_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at)
            .execute(&mut *tx)
            .await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a subscription out, with what it delivered and nobody has read.
    pub async fn drop_hub_subscription(&self, id: i64, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        remove(&mut tx, id).await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// The hub asks back whether a subscription was meant. `true` when it was, for this topic, and then it is live until
    /// `lease_until` and renewed from `renew_at` on. A hub may ask again by itself, to renew what it promised (WebSub, section
    /// 5.3: what the subscriber wishes for it confirms). Anything else changes nothing.
    pub async fn confirm_hub_subscription(
        &self,
        token: &str,
        topic: &str,
        lease_until: Millis,
        renew_at: Millis,
        now: Millis,
    ) -> Result<bool> {
        let mut tx = self.write().await?;
        let confirmed = sqlx::query(
            "UPDATE hub_subscriptions SET asking = NULL, state = 'live', lease_until = $3, next_at = $4, failures = 0, \
               problem = NULL, live_since = CASE WHEN state = 'live' AND lease_until > $5 THEN live_since ELSE $5 END \
             WHERE token = $1 AND topic = $2 AND asked_at IS NOT NULL AND state NOT IN ('leaving', 'denied') \
               AND (asking IS NULL OR asking = 'subscribe')",
        )
        .bind(token)
        .bind(topic)
        .bind(lease_until)
        .bind(renew_at)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        tx.commit().await?;
        Ok(confirmed > 0)
    }

    /// The hub asks back whether a subscription's end was meant. `true` when it was, for this topic, and then the row is
    /// gone.
    pub async fn confirm_hub_end(&self, token: &str, topic: &str) -> Result<bool> {
        let mut tx = self.write().await?;
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM hub_subscriptions WHERE token = $1 AND topic = $2 AND asking = 'unsubscribe' AND state = 'leaving'",
        )
        .bind(token)
        .bind(topic)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(id) = found {
            remove(&mut tx, id).await?;
        }
        tx.commit().await?;
        Ok(found.is_some())
    }

    /// The hub says that it will not tell, for the reason that it gives. `true` when the subscription is known; it is not
    /// asked again then, and its source is due at once.
    pub async fn deny_hub_subscription(&self, token: &str, topic: &str, reason: &str, now: Millis) -> Result<bool> {
        let mut tx = self.write().await?;
        let found: Option<SourceId> = sqlx::query_scalar(
            "UPDATE hub_subscriptions SET asking = NULL, problem = $3, lease_until = NULL, live_since = NULL, \
               next_at = CASE WHEN state = 'leaving' THEN next_at ELSE NULL END, \
               state = CASE WHEN state = 'leaving' THEN state ELSE 'denied' END \
             WHERE token = $1 AND topic = $2 RETURNING source_id",
        )
        .bind(token)
        .bind(topic)
        .bind(reason)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(source) = found {
            due_now(&mut tx, source, now).await?;
        }
        tx.commit().await?;
        Ok(found.is_some())
    }

    /// At start: subscriptions whose callback does not begin with `base` (all of them without one) are ended, because what
    /// their hubs send does not arrive any more; their sources are due at once. Returns how many.
    pub async fn end_hubs_elsewhere(&self, base: Option<&str>, now: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let all: Vec<(SourceId, String)> =
            sqlx::query_as("SELECT source_id, callback FROM hub_subscriptions WHERE state <> 'leaving' ORDER BY id")
                .fetch_all(&mut *tx)
                .await?;
        let mut ended = 0;
        for (source, callback) in all {
            if base.is_none_or(|base| !callback.starts_with(base)) {
                leave(&mut tx, source, now).await?;
                due_now(&mut tx, source, now).await?;
                ended += 1;
            }
        }
        tx.commit().await?;
        Ok(ended)
    }
}

/// Writes what a poll learned about the source's hub: the subscription follows what the feed names.
pub(crate) async fn follow_feed(
    tx: &mut Tx,
    source: SourceId,
    news: &HubNews,
    fresh: usize,
    now: Millis,
) -> Result<()> {
    if news.read {
        sqlx::query("UPDATE sources SET hub_url = $2, hub_topic = $3 WHERE id = $1")
            .bind(source)
            .bind(news.link.as_ref().map(|link| &link.hub))
            .bind(news.link.as_ref().map(|link| &link.topic))
            .execute(&mut **tx)
            .await?;
    }
    if fresh > 0 {
        sqlx::query("UPDATE hub_subscriptions SET missed_at = $2 WHERE source_id = $1 AND state = 'live'")
            .bind(source)
            .bind(now)
            .execute(&mut **tx)
            .await?;
    }
    let (hub, topic): (Option<String>, Option<String>) =
        sqlx::query_as("SELECT hub_url, hub_topic FROM sources WHERE id = $1")
            .bind(source)
            .fetch_one(&mut **tx)
            .await?;
    let known: Option<(String, String)> = sqlx::query_as(
        "SELECT hub, topic FROM hub_subscriptions WHERE source_id = $1 AND state <> 'leaving' ORDER BY id DESC LIMIT 1",
    )
    .bind(source)
    .fetch_optional(&mut **tx)
    .await?;
    if known.is_some()
        && known.as_ref().map(|(hub, topic)| (Some(hub), Some(topic))) != Some((hub.as_ref(), topic.as_ref()))
    {
        leave(tx, source, now).await?;
    } else if known.is_some() {
        return Ok(());
    }
    let (Some(hub), Some(topic), Some(offer)) = (hub, topic, &news.offer) else { return Ok(()) };
    sqlx::query(
        "INSERT INTO hub_subscriptions (source_id, hub, topic, callback, token, secret, state, next_at, entered) \
         SELECT id, $2, $3, $4, $5, $6, 'wanted', $7, COALESCE(entered_url, url) FROM sources \
         WHERE id = $1 AND state = 'active'",
    )
    .bind(source)
    .bind(hub)
    .bind(topic)
    .bind(&offer.callback)
    .bind(&offer.token)
    .bind(&offer.secret)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Nobody listens to this source's hub any more: it is told so, unless it never was asked or said no. When the source is asked next
/// is the caller's to say: a poll that finds another hub has planned that already.
pub(crate) async fn leave(tx: &mut Tx, source: SourceId, now: Millis) -> Result<()> {
    let all: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT id, CASE WHEN asked_at IS NULL OR state = 'denied' THEN 0 ELSE 1 END FROM hub_subscriptions \
         WHERE source_id = $1 AND state <> 'leaving' ORDER BY id",
    )
    .bind(source)
    .fetch_all(&mut **tx)
    .await?;
    for (id, counts_on_us) in all {
        if counts_on_us == 0 {
            remove(tx, id).await?;
            continue;
        }
        sqlx::query(
            "UPDATE hub_subscriptions SET state = 'leaving', asking = NULL, next_at = $2, failures = 0, problem = NULL WHERE id = $1",
        )
        .bind(id)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

async fn lapse(tx: &mut Tx, id: i64, now: Millis) -> Result<()> {
    let lapsed: Option<SourceId> = sqlx::query_scalar(
        "UPDATE hub_subscriptions SET state = 'wanted', live_since = NULL, lease_until = NULL \
         WHERE id = $1 AND state = 'live' AND (lease_until IS NULL OR lease_until <= $2) RETURNING source_id",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await?;
    match lapsed {
        Some(source) => due_now(tx, source, now).await,
        None => Ok(()),
    }
}

/// The source is due, as soon as its publisher does not ask for quiet.
pub(crate) async fn due_now(tx: &mut Tx, source: SourceId, now: Millis) -> Result<()> {
    let quiet: Option<(i64, i64)> = sqlx::query_as("SELECT quiet_hours, quiet_days FROM sources WHERE id = $1")
        .bind(source)
        .fetch_optional(&mut **tx)
        .await?;
    let Some((hours, days)) = quiet else { return Ok(()) };
    let bits = |set: i64| u32::try_from(set).unwrap_or(0);
    let quiet = QuietTimes { hours: bits(hours), days: u8::try_from(bits(days)).unwrap_or(0) };
    sqlx::query("UPDATE sources SET next_poll_at = $2 WHERE id = $1 AND state = 'active' AND next_poll_at > $2")
        .bind(source)
        .bind(past_quiet(now, quiet, source.unsigned_abs()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    for statement in
        ["DELETE FROM hub_deliveries WHERE subscription_id = $1", "DELETE FROM hub_subscriptions WHERE id = $1"]
    {
        sqlx::query(statement).bind(id).execute(&mut **tx).await?;
    }
    Ok(())
}
