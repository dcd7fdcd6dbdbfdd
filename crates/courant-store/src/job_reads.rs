//! What a person or the schedule asks about jobs.

use sqlx::FromRow;
use sqlx::QueryBuilder;

use crate::jobs::DEATHS_AT_ONCE;
use crate::rows::{Db, bounded};
use crate::{JobId, Millis, Result, Store};

/// How much work there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Queued and due.
    pub due: i64,
    /// Being worked on.
    pub running: i64,
    /// Queued for later.
    pub later: i64,
    /// Given up on; a person should look.
    pub dead: i64,
    /// The same by kind, in the kinds' alphabetical order.
    pub by_kind: Vec<KindCount>,
}

impl JobCounts {
    /// What has to happen before everything known is read: due and running.
    pub fn pending(&self) -> i64 {
        self.due + self.running
    }
}

/// The jobs of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromRow)]
pub struct KindCount {
    /// Such as `fetch_article`.
    pub kind: String,
    /// Queued and due.
    pub due: i64,
    /// Being worked on.
    pub running: i64,
    /// Queued for later.
    pub later: i64,
    /// Given up on.
    pub dead: i64,
}

/// A job that was given up on.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DeadJob {
    /// Key of the row.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// To what.
    pub key: String,
    /// How often it was tried.
    pub attempts: i64,
    /// The last error, in plain words.
    pub error: String,
    /// When it was first asked for.
    pub added_at: Millis,
}

impl Store {
    /// How much work there is at `now`.
    pub async fn job_counts(&self, now: Millis) -> Result<JobCounts> {
        let by_kind: Vec<KindCount> = sqlx::query_as(
            "SELECT kind, \
               CAST(SUM(CASE WHEN state = 'queued' AND run_at <= $1 THEN 1 ELSE 0 END) AS BIGINT) AS due, \
               CAST(SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END) AS BIGINT) AS running, \
               CAST(SUM(CASE WHEN state = 'queued' AND run_at > $1 THEN 1 ELSE 0 END) AS BIGINT) AS later, \
               CAST(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS BIGINT) AS dead \
             FROM jobs GROUP BY kind ORDER BY kind",
        )
        .bind(now)
        .fetch_all(self.readers())
        .await?;
        let mut counts = JobCounts::default();
        for kind in &by_kind {
            counts.due += kind.due;
            counts.running += kind.running;
            counts.later += kind.later;
            counts.dead += kind.dead;
        }
        Ok(JobCounts { by_kind, ..counts })
    }

    /// Whether any job of these kinds is due at `now` or being worked on. The kinds are looked at one after the other: where
    /// each leads to the next, what is done when it is looked at has left its successor in the store by then.
    pub async fn has_open_jobs(&self, kinds: &[&str], now: Millis) -> Result<bool> {
        for kind in kinds {
            let open: Option<i64> = sqlx::query_scalar(
                "SELECT 1 FROM jobs WHERE state = 'running' AND kind = $1 \
                 UNION ALL SELECT 1 FROM jobs WHERE state = 'queued' AND kind = $1 AND run_at <= $2 LIMIT 1",
            )
            .bind(*kind)
            .bind(now)
            .fetch_optional(self.readers())
            .await?;
            if open.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The newest dead letters.
    pub async fn dead_jobs(&self, limit: i64) -> Result<Vec<DeadJob>> {
        Ok(sqlx::query_as(
            "SELECT id, kind, key, attempts, COALESCE(error, '') AS error, added_at FROM jobs \
             WHERE state = 'dead' ORDER BY id DESC LIMIT $1",
        )
        .bind(bounded(limit, 1000))
        .fetch_all(self.readers())
        .await?)
    }

    /// How many jobs wait because the program ended while they were done, many times in a row.
    pub async fn put_off_jobs(&self, now: Millis) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM jobs WHERE state = 'queued' AND run_at > $1 AND deaths >= $2")
            .bind(now)
            .bind(DEATHS_AT_ONCE)
            .fetch_one(self.readers())
            .await?)
    }

    /// Queues all dead letters anew, due at once. Returns how many.
    pub async fn revive_dead(&self, now: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let revived = sqlx::query(
            "UPDATE jobs SET state = 'queued', attempts = 0, deaths = 0, again = 0, error = NULL, run_at = $1 WHERE state = 'dead'",
        )
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        tx.commit().await?;
        Ok(revived)
    }

    /// When the next queued job of these kinds is due; `None` when there is none.
    pub async fn next_run_at(&self, kinds: &[&str]) -> Result<Option<Millis>> {
        if kinds.is_empty() {
            return Ok(None);
        }
        let mut query = QueryBuilder::<Db>::new("SELECT MIN(run_at) FROM jobs WHERE state = 'queued' AND kind IN (");
        let mut list = query.separated(", ");
        for kind in kinds {
            list.push_bind((*kind).to_owned());
        }
        query.push(")");
        Ok(query.build_query_scalar::<Option<Millis>>().fetch_one(self.readers()).await?)
    }
}
