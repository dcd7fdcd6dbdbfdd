//! Jobs: durable, idempotent units of work, one of each kind and key.

use serde_json::Value;
use sqlx::{FromRow, Row as _};

use crate::rows::{Connection, Row, Tx, ids_sql, json, to_json};
use crate::{AHEAD_MS, JobId, Millis, Result, Store, StoreError};

/// How many jobs one claim hands out at most.
pub(crate) const CLAIM_MOST: i64 = 64;

/// Ends of the process in a row that a job may be at work at and still be taken up at once.
pub(crate) const DEATHS_AT_ONCE: i64 = 6;
/// What it waits for the next time, doubling with each further one: a minute, and a day at the most, milliseconds.
const DEATH_WAIT_MS: i64 = 60_000;
const DEATH_DOUBLINGS: i64 = 11;
const DEATH_WAIT_MOST_MS: i64 = 24 * 3_600_000;

/// A job to be queued. There is at most one of each kind and key:
/// - already queued: the earlier `run_at` and the higher priority hold, the newest payload holds; one that was put off because
///   the process kept ending while it was at work stays put off;
/// - running: it runs once more afterwards;
/// - dead: it is queued anew with its attempts forgotten.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What is to be done, such as `fetch_article`.
    pub kind: String,
    /// To what.
    pub key: String,
    /// What the worker needs beside the key.
    pub payload: Value,
    /// Not before.
    pub run_at: Millis,
    /// Higher first.
    pub priority: i64,
}

impl NewJob {
    /// A job of priority 0 without a payload.
    pub fn new(kind: impl Into<String>, key: impl Into<String>, run_at: Millis) -> Self {
        Self { kind: kind.into(), key: key.into(), payload: Value::Object(serde_json::Map::new()), run_at, priority: 0 }
    }

    /// The same with a payload.
    #[must_use]
    pub fn with_payload(self, payload: Value) -> Self {
        Self { payload, ..self }
    }

    /// The same with a priority; higher runs first.
    #[must_use]
    pub fn with_priority(self, priority: i64) -> Self {
        Self { priority, ..self }
    }
}

/// A job for a row whose id only the store knows: the key is the id, the payload `{"id": id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFor {
    /// What is to be done.
    pub kind: String,
    /// Not before.
    pub run_at: Millis,
    /// Higher first.
    pub priority: i64,
}

impl JobFor {
    /// Priority 0.
    pub fn new(kind: impl Into<String>, run_at: Millis) -> Self {
        Self { kind: kind.into(), run_at, priority: 0 }
    }

    /// The same with a priority; higher runs first.
    #[must_use]
    pub fn with_priority(self, priority: i64) -> Self {
        Self { priority, ..self }
    }

    /// The job for one row.
    pub fn to(&self, id: i64) -> NewJob {
        NewJob::new(self.kind.clone(), id.to_string(), self.run_at)
            .with_payload(serde_json::json!({ "id": id }))
            .with_priority(self.priority)
    }
}

/// Which job a write ends and which ones follow it, all in the write's own transaction.
#[derive(Debug, Clone, Copy, Default)]
pub struct Done<'a> {
    /// The job that is finished by the write.
    pub job: Option<JobId>,
    /// What is queued with it.
    pub next: &'a [NewJob],
}

impl<'a> Done<'a> {
    /// The write ends no job.
    pub fn none() -> Self {
        Self::default()
    }

    /// The write ends this job.
    pub fn job(job: JobId) -> Self {
        Self { job: Some(job), next: &[] }
    }

    /// These follow.
    #[must_use]
    pub fn then(self, next: &'a [NewJob]) -> Self {
        Self { next, ..self }
    }
}

/// A job that was claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// For [`Done`], [`Store::finish`] and [`Store::fail`].
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// To what.
    pub key: String,
    /// As it was queued.
    pub payload: Value,
    /// When it was due.
    pub run_at: Millis,
    /// Higher first.
    pub priority: i64,
    /// How often it was claimed since it was queued, this time included. A run that the end of the process cut short does not
    /// count: nearly always the job is not at fault.
    pub attempts: i64,
    /// When it was first asked for.
    pub added_at: Millis,
    /// At how many ends of the process in a row it was at work; see [`Store::note_at_work`].
    pub deaths: i64,
}

impl FromRow<'_, Row> for Job {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            kind: row.try_get("kind")?,
            key: row.try_get("key")?,
            payload: json(row, "payload")?,
            run_at: row.try_get("run_at")?,
            priority: row.try_get("priority")?,
            attempts: row.try_get("attempts")?,
            added_at: row.try_get("added_at")?,
            deaths: row.try_get("deaths")?,
        })
    }
}

impl Store {
    /// Queues jobs.
    pub async fn enqueue(&self, jobs: &[NewJob], now: Millis) -> Result<()> {
        if jobs.is_empty() {
            return Ok(());
        }
        let mut tx = self.write().await?;
        put_jobs(&mut tx, jobs, now).await?;
        Ok(tx.commit().await?)
    }

    /// Takes up to `limit` (at most 64) due jobs of these kinds: higher priority first, then by due time, then by age.
    /// They are running until [`Store::finish`], [`Store::fail`], a write with [`Done`] or [`Store::release_running`].
    pub async fn claim(&self, kinds: &[&str], now: Millis, limit: i64) -> Result<Vec<Job>> {
        if kinds.is_empty() || limit < 1 {
            return Ok(Vec::new());
        }
        let limit = limit.min(CLAIM_MOST);
        // Looking is for everybody, the writer is one: lanes with nothing to do leave it to those that have.
        if best_due(&mut *self.readers().acquire().await?, kinds, now, 1).await?.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let best = best_due(&mut tx, kinds, now, limit).await?;
        // By their ids alone: with more to go by, SQLite looks through all that is queued.
        let mut query = sqlx::query_as(ids_sql(TAKE, 0, &best));
        for id in &best {
            query = query.bind(*id);
        }
        let mut jobs: Vec<Job> = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        jobs.sort_by_key(|job| (-job.priority, job.run_at, job.id));
        Ok(jobs)
    }

    /// Queues a claimed job again, due at `run_at`: it could not be tried yet, so that it was claimed does not count.
    pub async fn put_back(&self, job: JobId, run_at: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "UPDATE jobs SET state = 'queued', run_at = $2, attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, \
               again = 0 WHERE id = $1 AND state = 'running'",
        )
        .bind(job)
        .bind(run_at)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// A claimed job that the process ended at before is at work, or only waits again. To be said of those whose `deaths` are not 0:
    /// what merely waited when the process ended did not end it.
    pub async fn note_at_work(&self, job: JobId, at_work: bool) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE jobs SET at_work = $2 WHERE id = $1 AND state = 'running'")
            .bind(job)
            .bind(i64::from(at_work))
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Ends jobs that leave nothing else to write. One that was asked for again meanwhile is queued anew.
    pub async fn finish(&self, jobs: &[JobId], now: Millis) -> Result<()> {
        if jobs.is_empty() {
            return Ok(());
        }
        let mut tx = self.write().await?;
        for job in jobs {
            end(&mut tx, Done::job(*job), now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Ends a job that leaves nothing to write but the jobs that follow it.
    pub async fn finish_then(&self, done: Done<'_>, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a job that went wrong: it runs again at `retry_at`, or with `None` becomes a dead letter that a person can see.
    /// A job that was asked for again while it ran is queued anew instead of dying.
    pub async fn fail(&self, job: JobId, error: &str, retry_at: Option<Millis>, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        let updated = sqlx::query(
            "UPDATE jobs SET error = $2, \
               state = CASE WHEN $3 IS NULL AND again = 0 THEN 'dead' ELSE 'queued' END, \
               run_at = CASE WHEN again = 1 AND ($3 IS NULL OR run_at < $3) THEN CASE WHEN run_at > $4 THEN run_at ELSE $4 END \
                             WHEN $3 IS NULL THEN run_at ELSE $3 END, \
               attempts = CASE WHEN again = 1 THEN 0 ELSE attempts END, again = 0, deaths = 0, at_work = 0 \
             WHERE id = $1 AND state = 'running'",
        )
        .bind(job)
        .bind(error)
        .bind(retry_at)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        if updated.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// A job that waits for a moment beyond `furthest`, or that was first asked for at a moment to come, was queued by a clock
    /// that went wrong, or by another clock; it is due at once. Returns how many.
    pub async fn pull_in_jobs(&self, now: Millis, furthest: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let pulled = sqlx::query(
            "UPDATE jobs SET run_at = $1, added_at = CASE WHEN added_at > $1 THEN $1 ELSE added_at END \
             WHERE state = 'queued' AND run_at > $1 AND (run_at > $2 OR added_at > $3)",
        )
        .bind(now)
        .bind(furthest)
        .bind(now + AHEAD_MS)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        tx.commit().await?;
        Ok(pulled)
    }

    /// At start: what ran when the last process ended is queued again, due at once. Returns how many.
    ///
    /// That a process ended says little about a job: it may have been killed, and most of what ran merely waited for its host. So
    /// it does not count as tried, and no job is given up for it. One that was at work at many ends in a row may be what ends the
    /// process, by the memory it takes: it is put off, longer each time, so that all else gets done meanwhile. It is as others are
    /// once it was done, or failed without ending anything.
    pub async fn release_running(&self, now: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let released = sqlx::query(
            "UPDATE jobs SET state = 'queued', again = 0, at_work = 0, \
               deaths = CASE WHEN deaths = 0 OR at_work = 1 THEN deaths + 1 ELSE deaths END, \
               attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, \
               run_at = CASE WHEN at_work = 1 AND deaths >= $2 + $4 THEN $1 + $5 \
                             WHEN at_work = 1 AND deaths >= $2 THEN $1 + $3 * (1 << CAST(deaths - $2 AS INTEGER)) \
                             WHEN run_at > $1 THEN $1 ELSE run_at END, \
               error = CASE WHEN at_work = 1 AND deaths >= $2 \
                            THEN 'the program ended while this was done, several times in a row' ELSE error END \
             WHERE state = 'running'",
        )
        .bind(now)
        .bind(DEATHS_AT_ONCE - 1)
        .bind(DEATH_WAIT_MS)
        .bind(DEATH_DOUBLINGS)
        .bind(DEATH_WAIT_MOST_MS)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        tx.commit().await?;
        Ok(released)
    }
}

const NEXT_PRIORITY: &str = "SELECT MAX(priority) FROM jobs WHERE state = 'queued' AND kind = $1 AND priority < $2";
const FIRST_DUE: &str = "SELECT run_at, id FROM jobs WHERE state = 'queued' AND kind = $1 AND priority = $2 AND run_at <= $3 \
     ORDER BY run_at, id LIMIT $4";
const TAKE: &str = "UPDATE jobs SET state = 'running', attempts = attempts + 1, again = 0, at_work = 0 WHERE id IN ({ids}) \
     RETURNING id, kind, key, payload, run_at, priority, attempts, added_at, deaths";

/// The due jobs that go first. Each kind and priority is a range of the index of its own, read from its beginning and no
/// further than needed: how many jobs are due, or wait, makes no difference.
async fn best_due(from: &mut Connection, kinds: &[&str], now: Millis, limit: i64) -> Result<Vec<JobId>> {
    let mut found: Vec<(i64, Millis, JobId)> = Vec::new();
    for kind in kinds {
        let (mut left, mut above) = (limit, i64::MAX);
        while left > 0 {
            let priority: Option<i64> =
                sqlx::query_scalar(NEXT_PRIORITY).bind(*kind).bind(above).fetch_one(&mut *from).await?;
            let Some(priority) = priority else { break };
            let here: Vec<(Millis, JobId)> =
                sqlx::query_as(FIRST_DUE).bind(*kind).bind(priority).bind(now).bind(left).fetch_all(&mut *from).await?;
            left -= i64::try_from(here.len()).unwrap_or(left);
            found.extend(here.into_iter().map(|(run_at, id)| (-priority, run_at, id)));
            above = priority;
        }
    }
    found.sort_unstable();
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found.into_iter().map(|(.., id)| id).collect())
}

/// Ends the finished job and queues what follows. The job goes first, so that it may queue itself for later.
pub(crate) async fn end(tx: &mut Tx, done: Done<'_>, now: Millis) -> Result<()> {
    let mut once_more: Option<(String, String)> = None;
    if let Some(job) = done.job {
        sqlx::query("DELETE FROM jobs WHERE id = $1 AND state = 'running' AND again = 0")
            .bind(job)
            .execute(&mut **tx)
            .await?;
        once_more = sqlx::query_as(
            "UPDATE jobs SET state = 'queued', again = 0, attempts = 0, deaths = 0, error = NULL WHERE id = $1 AND state = 'running' \
             RETURNING kind, key",
        )
        .bind(job)
        .fetch_optional(&mut **tx)
        .await?;
    }
    // What was asked for while the job ran is newer than what the job itself planned.
    let same = |next: &&NewJob| once_more.as_ref().is_some_and(|(kind, key)| *kind == next.kind && *key == next.key);
    let next: Vec<NewJob> = done.next.iter().filter(|next| !same(next)).cloned().collect();
    put_jobs(tx, &next, now).await
}

/// Queues within a write.
pub(crate) async fn put_jobs(tx: &mut Tx, jobs: &[NewJob], now: Millis) -> Result<()> {
    for job in jobs {
        sqlx::query(
            "INSERT INTO jobs (kind, key, payload, state, run_at, priority, added_at) \
             VALUES ($1, $2, $3, 'queued', $4, $5, $6) \
             ON CONFLICT (kind, key) DO UPDATE SET \
               payload = excluded.payload, \
               run_at = CASE WHEN jobs.state = 'queued' AND jobs.deaths >= $7 THEN jobs.run_at \
                             WHEN (jobs.state = 'queued' OR jobs.again = 1) AND jobs.run_at < excluded.run_at \
                             THEN jobs.run_at ELSE excluded.run_at END, \
               priority = CASE WHEN jobs.priority > excluded.priority AND jobs.state <> 'dead' \
                               THEN jobs.priority ELSE excluded.priority END, \
               again = CASE WHEN jobs.state = 'running' THEN 1 ELSE 0 END, \
               attempts = CASE WHEN jobs.state = 'dead' THEN 0 ELSE jobs.attempts END, \
               error = CASE WHEN jobs.state = 'dead' THEN NULL ELSE jobs.error END, \
               deaths = CASE WHEN jobs.state = 'dead' THEN 0 ELSE jobs.deaths END, \
               state = CASE WHEN jobs.state = 'running' THEN 'running' ELSE 'queued' END",
        )
        .bind(&job.kind)
        .bind(&job.key)
        .bind(to_json(&job.payload)?)
        .bind(job.run_at)
        .bind(job.priority)
        .bind(now)
        .bind(DEATHS_AT_ONCE)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// A claim goes through no more jobs than it hands out; sorting or walking all that are due took a tenth of a second
    /// where 100,000 were.
    #[tokio::test]
    async fn a_claim_reads_ranges_of_the_index_and_sorts_nothing() {
        let store = Store::open_memory().await.unwrap();
        let ways = [
            (NEXT_PRIORITY, "USING COVERING INDEX jobs_due (state=? AND kind=? AND priority<?)"),
            (FIRST_DUE, "USING COVERING INDEX jobs_due (state=? AND kind=? AND priority=? AND run_at<?)"),
            (TAKE, "USING INTEGER PRIMARY KEY (rowid=?)"),
        ];
        for (sql, way) in ways {
            let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.replace("{ids}", "1, 2, 3")));
            let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(store.readers()).await.unwrap();
            let steps: Vec<&str> = steps.iter().map(|step| step.3.as_str()).collect();
            assert!(steps.iter().any(|step| step.ends_with(way)) && steps.len() == 1, "{way}: {steps:?}");
        }
    }
}
