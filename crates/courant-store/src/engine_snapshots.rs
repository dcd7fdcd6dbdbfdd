//! The engine's saved state: in parts, since it can be larger than any one value, and since others want to write too.
//!
//! A saving writes its parts one by one under a number of its own, its generation. Only when all are there the generation
//! counts, in one step with what follows from it. A process that is killed before has left parts that count for nothing;
//! the next saving takes them away.

use sqlx::{FromRow, Row as _};

use crate::rows::Tx;
use crate::{Result, Store};

/// Bytes of a part: what one transaction writes.
const PART: usize = 8 << 20;

/// The engine's state as of one event.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Snapshot {
    /// Version of the engine that wrote it.
    pub version: i64,
    /// The last event in it.
    pub upto_seq: i64,
    /// Opaque to the store.
    pub snapshot: Vec<u8>,
}

impl Store {
    /// Keeps the engine's state as of event `upto_seq`, in the place of an older one. The features of the events that it
    /// holds are let go, and so are their changes that concern no story: only the engine itself reads those.
    ///
    /// Takes many short transactions, and is the only one to save meanwhile.
    pub async fn save_snapshot(&self, version: i64, upto_seq: i64, snapshot: &[u8]) -> Result<()> {
        let before = self.generation().await?;
        self.drop_parts_except(before).await?;
        let saved = self.save_as(before + 1, version, upto_seq, snapshot).await;
        // Of a saving that failed nothing stays, least of all where the disk is full.
        let tidied = self.drop_parts_except(if saved.is_ok() { before + 1 } else { before }).await;
        saved.and(tidied)
    }

    async fn save_as(&self, generation: i64, version: i64, upto_seq: i64, snapshot: &[u8]) -> Result<()> {
        for (part, bytes) in (0_i64..).zip(snapshot.chunks(PART)) {
            let mut tx = self.write().await?;
            sqlx::query("INSERT INTO engine_parts (generation, part, bytes) VALUES ($1, $2, $3)")
                .bind(generation)
                .bind(part)
                .bind(bytes.to_vec())
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        }
        let mut tx = self.write().await?;
        let_go(&mut tx, upto_seq).await?;
        sqlx::query(
            "INSERT INTO engine_snapshots (id, version, upto_seq, snapshot, generation) VALUES (1, $1, $2, $3, $4) \
             ON CONFLICT (id) DO UPDATE SET version = excluded.version, upto_seq = excluded.upto_seq, \
               snapshot = excluded.snapshot, generation = excluded.generation",
        )
        .bind(version)
        .bind(upto_seq)
        .bind(Vec::<u8>::new())
        .bind(generation)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// The engine's kept state.
    pub async fn load_snapshot(&self) -> Result<Option<Snapshot>> {
        let mut tx = self.readers().begin().await?;
        let found = sqlx::query("SELECT version, upto_seq, snapshot, generation FROM engine_snapshots WHERE id = 1")
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let generation: i64 = row.try_get("generation")?;
        let mut snapshot = Snapshot::from_row(&row)?;
        let size: i64 =
            sqlx::query_scalar("SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM engine_parts WHERE generation = $1")
                .bind(generation)
                .fetch_one(&mut *tx)
                .await?;
        snapshot.snapshot.reserve_exact(usize::try_from(size).unwrap_or_default());
        for part in 0_i64.. {
            let bytes: Option<Vec<u8>> =
                sqlx::query_scalar("SELECT bytes FROM engine_parts WHERE generation = $1 AND part = $2")
                    .bind(generation)
                    .bind(part)
                    .fetch_optional(&mut *tx)
                    .await?;
            let Some(bytes) = bytes else { break };
            snapshot.snapshot.extend(bytes);
        }
        Ok(Some(snapshot))
    }

    async fn generation(&self) -> Result<i64> {
        let found = sqlx::query_scalar("SELECT generation FROM engine_snapshots WHERE id = 1");
        Ok(found.fetch_optional(self.readers()).await?.unwrap_or_default())
    }

    /// Takes away the parts of savings that do not count, one by one.
    async fn drop_parts_except(&self, generation: i64) -> Result<()> {
        loop {
            let mut tx = self.write().await?;
            let dropped = sqlx::query(
                "DELETE FROM engine_parts WHERE (generation, part) IN \
                   (SELECT generation, part FROM engine_parts WHERE generation <> $1 LIMIT 1)",
            )
            .bind(generation)
            .execute(&mut *tx)
            .await?;
            tx.commit().await?;
            if dropped.rows_affected() == 0 {
                return Ok(());
            }
        }
    }
}

/// What only the engine reads, and now has in its state.
async fn let_go(tx: &mut Tx, upto_seq: i64) -> Result<()> {
    sqlx::query("UPDATE engine_events SET features = NULL WHERE seq <= $1 AND features IS NOT NULL")
        .bind(upto_seq)
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM story_history WHERE story_id = 0 AND event_seq <= $1")
        .bind(upto_seq)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    async fn parts(store: &Store) -> Vec<(i64, i64)> {
        let all = sqlx::query_as("SELECT generation, part FROM engine_parts ORDER BY generation, part");
        all.fetch_all(store.readers()).await.unwrap()
    }

    async fn execute(store: &Store, sql: &'static str) {
        let mut tx = store.write().await.unwrap();
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn check(store: &Store, upto_seq: i64, bytes: &[u8]) {
        let found = store.load_snapshot().await.unwrap().unwrap();
        assert_eq!(found.upto_seq, upto_seq);
        assert!(found.snapshot == bytes, "{} bytes instead of {}", found.snapshot.len(), bytes.len());
    }

    #[tokio::test]
    async fn a_large_state_comes_back_and_leaves_nothing_of_the_one_before() {
        let store = Store::open_memory().await.unwrap();
        let large: Vec<u8> = (0..2 * PART + 5).map(|at| (at / 1000 % 251) as u8).collect();
        store.save_snapshot(1, 7, &large).await.unwrap();
        check(&store, 7, &large).await;
        assert_eq!(parts(&store).await, [(1, 0), (1, 1), (1, 2)]);
        store.save_snapshot(1, 9, &large[..PART]).await.unwrap();
        check(&store, 9, &large[..PART]).await;
        store.save_snapshot(1, 9, b"small").await.unwrap();
        check(&store, 9, b"small").await;
        assert_eq!(parts(&store).await, [(3, 0)]);
    }

    #[tokio::test]
    async fn parts_of_a_saving_that_was_cut_short_count_for_nothing() {
        let store = Store::open_memory().await.unwrap();
        execute(&store, "INSERT INTO engine_parts VALUES (1, 0, 'half')").await;
        assert_eq!(store.load_snapshot().await.unwrap(), None);
        store.save_snapshot(1, 7, b"whole").await.unwrap();
        check(&store, 7, b"whole").await;
        execute(&store, "INSERT INTO engine_parts VALUES (2, 0, 'half'), (2, 1, 'half')").await;
        check(&store, 7, b"whole").await;
        store.save_snapshot(1, 8, b"next").await.unwrap();
        check(&store, 8, b"next").await;
        assert_eq!(parts(&store).await, [(2, 0)]);
    }

    #[tokio::test]
    async fn a_saving_that_fails_leaves_nothing_and_the_state_before_counts() {
        let store = Store::open_memory().await.unwrap();
        store.save_snapshot(1, 7, b"before").await.unwrap();
        let refuse = "CREATE TRIGGER refuse BEFORE UPDATE ON engine_snapshots BEGIN SELECT RAISE(ABORT, 'full'); END";
        execute(&store, refuse).await;
        assert!(store.save_snapshot(1, 8, b"after").await.is_err());
        check(&store, 7, b"before").await;
        assert_eq!(parts(&store).await, [(1, 0)]);
        execute(&store, "DROP TRIGGER refuse").await;
        store.save_snapshot(1, 8, b"after").await.unwrap();
        check(&store, 8, b"after").await;
    }

    #[tokio::test]
    async fn a_state_that_was_saved_in_one_piece_is_read_and_replaced() {
        let store = Store::open_memory().await.unwrap();
        execute(&store, "INSERT INTO engine_snapshots (id, version, upto_seq, snapshot) VALUES (1, 1, 4, 'old')").await;
        check(&store, 4, b"old").await;
        store.save_snapshot(1, 5, b"new").await.unwrap();
        check(&store, 5, b"new").await;
    }
}
