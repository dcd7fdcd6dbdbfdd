//! What hubs deliver: kept as it came before the hub is answered, read afterwards.

use std::collections::BTreeSet;

use sqlx::FromRow;

use crate::entries::{EntryFate, NewEntry, RecordedEntry, put_entry};
use crate::hub_subscriptions::due_now;
use crate::jobs::{Done, end};
use crate::rows::bounded;
use crate::{Millis, PublisherId, Result, SourceId, Store};

/// Deliveries of one subscription that may wait to be read.
const MOST_WAITING: i64 = 32;

/// A delivery that waits to be read.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct HubDelivery {
    /// Key of the row.
    pub id: i64,
    /// Under which subscription.
    pub subscription_id: i64,
    /// `Content-Type`, where given.
    pub content_type: Option<String>,
    /// As it came.
    pub body: Vec<u8>,
    /// When.
    pub arrived_at: Millis,
}

impl Store {
    /// Keeps what a hub delivered and signed well. `false` when too much of this subscription waits already; then
    /// nothing is kept.
    pub async fn keep_delivery(
        &self,
        subscription: i64,
        content_type: Option<&str>,
        body: &[u8],
        now: Millis,
    ) -> Result<bool> {
        let mut tx = self.write().await?;
        let waiting: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM hub_deliveries WHERE subscription_id = $1")
            .bind(subscription)
            .fetch_one(&mut *tx)
            .await?;
        if waiting >= MOST_WAITING {
            return Ok(false);
        }
        sqlx::query("UPDATE hub_subscriptions SET deliveries = deliveries + 1, told_at = $2 WHERE id = $1")
            .bind(subscription)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO hub_deliveries (subscription_id, content_type, body, arrived_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(subscription)
        .bind(content_type)
        .bind(body)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What a hub sent and nobody could take: its source is asked instead, when its publisher allows.
    pub async fn poll_instead(&self, source: SourceId, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        due_now(&mut tx, source, now).await?;
        Ok(tx.commit().await?)
    }

    /// Takes out deliveries whose job of this kind was given up, and has their sources asked instead. Returns how many.
    pub async fn give_up_deliveries(&self, kind: &str, now: Millis) -> Result<usize> {
        const DEAD: &str = "SELECT d.id, h.source_id FROM hub_deliveries d JOIN hub_subscriptions h ON h.id = d.subscription_id \
             JOIN jobs j ON j.kind = $1 AND j.key = CAST(d.id AS TEXT) WHERE j.state = 'dead' ORDER BY d.id";
        let dead: Vec<(i64, SourceId)> = sqlx::query_as(DEAD).bind(kind).fetch_all(self.readers()).await?;
        if dead.is_empty() {
            return Ok(0);
        }
        let mut tx = self.write().await?;
        for (delivery, source) in &dead {
            sqlx::query("DELETE FROM hub_deliveries WHERE id = $1").bind(delivery).execute(&mut *tx).await?;
            due_now(&mut tx, *source, now).await?;
        }
        tx.commit().await?;
        Ok(dead.len())
    }

    /// Counts a delivery that was not signed well; nothing else comes of it.
    pub async fn refuse_delivery(&self, subscription: i64, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE hub_subscriptions SET refused = refused + 1, refused_at = $2 WHERE id = $1")
            .bind(subscription)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Deliveries that no job of this kind is at yet, in the order in which they came.
    pub async fn deliveries_without_job(&self, kind: &str, limit: i64) -> Result<Vec<i64>> {
        Ok(sqlx::query_scalar(
            "SELECT d.id FROM hub_deliveries d WHERE NOT EXISTS \
               (SELECT 1 FROM jobs j WHERE j.kind = $1 AND j.key = CAST(d.id AS TEXT)) ORDER BY d.id LIMIT $2",
        )
        .bind(kind)
        .bind(bounded(limit, 100_000))
        .fetch_all(self.readers())
        .await?)
    }

    /// One delivery.
    pub async fn delivery(&self, id: i64) -> Result<HubDelivery> {
        Ok(sqlx::query_as(
            "SELECT id, subscription_id, content_type, body, arrived_at FROM hub_deliveries WHERE id = $1",
        )
        .bind(id)
        .fetch_one(self.readers())
        .await?)
    }

    /// Records the entries of a delivery as a poll of its source would, and takes the delivery out. With `poll` the source
    /// is due as soon as its publisher does not ask for quiet: what was delivered could not be read. When the source is gone,
    /// only the delivery goes.
    pub async fn record_delivery(
        &self,
        id: i64,
        source: SourceId,
        entries: &[NewEntry],
        poll: bool,
        now: Millis,
        done: Done<'_>,
    ) -> Result<Vec<RecordedEntry>> {
        let mut tx = self.write().await?;
        let publisher: Option<PublisherId> =
            sqlx::query_scalar("SELECT publisher_id FROM sources WHERE id = $1 AND state = 'active'")
                .bind(source)
                .fetch_optional(&mut *tx)
                .await?;
        let mut recorded = Vec::new();
        if let Some(publisher) = publisher {
            let (mut fresh, mut changed) = (BTreeSet::new(), false);
            for entry in entries {
                let entry = put_entry(&mut tx, source, publisher, entry, now).await?;
                if matches!(entry.fate, EntryFate::New | EntryFate::Attached) {
                    fresh.insert(entry.entry_id);
                }
                changed |= entry.fate == EntryFate::Changed;
                recorded.push(entry);
            }
            if changed {
                // Deliveries may come late and in any order, and this one may hold older words than a poll has brought: the next
                // poll reads the whole document, whatever its publisher's server says of its age.
                sqlx::query("UPDATE sources SET etag = NULL, last_modified = NULL, content_hash = NULL WHERE id = $1")
                    .bind(source)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(
                "UPDATE sources SET entries = entries + $2, news_at = CASE WHEN $2 > 0 THEN $3 ELSE news_at END WHERE id = $1",
            )
            .bind(source)
            .bind(i64::try_from(fresh.len()).unwrap_or(i64::MAX))
            .bind(now)
            .execute(&mut *tx)
            .await?;
            if poll {
                due_now(&mut tx, source, now).await?;
            }
        }
        sqlx::query("DELETE FROM hub_deliveries WHERE id = $1").bind(id).execute(&mut *tx).await?;
        end(&mut tx, done, now).await?;
        tx.commit().await?;
        Ok(recorded)
    }
}
