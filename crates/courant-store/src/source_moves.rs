//! Sources that move. A permanent redirect is believed when it was the same at several polls over a day or more; until
//! then it is counted, and the source keeps its address.

use crate::rows::Tx;
use crate::{Millis, Result, SourceId};

/// Good polls in a row that were led to the same address for good, before the source moves there.
pub const MOVE_POLLS: i64 = 3;
/// And the time from the first of them to the last at least, milliseconds: a day, longer than most slips of an operator.
pub const MOVE_AFTER_MS: i64 = 24 * 3_600_000;

/// Counts where a good poll was led for good (`None`: nowhere), and moves the source once that is to be believed. Gives
/// the new address when it moved. Where another source has that address already, it stays and goes on being counted.
pub(crate) async fn follow_redirect(tx: &mut Tx, source: SourceId, to: Option<&str>, now: Millis) -> Result<bool> {
    let Some(to) = to else {
        sqlx::query("UPDATE sources SET moving_to = NULL, moving_since = NULL, moving_polls = 0 WHERE id = $1 AND moving_polls > 0")
            .bind(source)
            .execute(&mut **tx)
            .await?;
        return Ok(false);
    };
    let (polls, since): (i64, Millis) = sqlx::query_as(
        "UPDATE sources SET moving_polls = CASE WHEN moving_to = $2 THEN moving_polls + 1 ELSE 1 END, \
           moving_since = CASE WHEN moving_to = $2 THEN moving_since ELSE $3 END, moving_to = $2 \
         WHERE id = $1 RETURNING moving_polls, moving_since",
    )
    .bind(source)
    .bind(to)
    .bind(now)
    .fetch_one(&mut **tx)
    .await?;
    if polls < MOVE_POLLS || now - since < MOVE_AFTER_MS {
        return Ok(false);
    }
    let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sources WHERE url = $1 AND id <> $2")
        .bind(to)
        .bind(source)
        .fetch_one(&mut **tx)
        .await?;
    if taken > 0 {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO source_addresses (url, source_id) SELECT url, id FROM sources WHERE id = $1 \
         ON CONFLICT (url) DO UPDATE SET source_id = excluded.source_id",
    )
    .bind(source)
    .execute(&mut **tx)
    .await?;
    // An address that is in use again is nobody's former one.
    sqlx::query("DELETE FROM source_addresses WHERE url = $1").bind(to).execute(&mut **tx).await?;
    sqlx::query(
        "UPDATE sources SET entered_url = COALESCE(entered_url, url), moved_from = url, moved_at = $3, url = $2, \
           moving_to = NULL, moving_since = NULL, moving_polls = 0 WHERE id = $1",
    )
    .bind(source)
    .bind(to)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// What a source was before a person gave it another address says nothing about that one.
pub(crate) async fn forget_redirects(tx: &mut Tx, source: SourceId) -> Result<()> {
    sqlx::query(
        "UPDATE sources SET moving_to = NULL, moving_since = NULL, moving_polls = 0, moved_from = NULL, moved_at = NULL, \
           entered_url = NULL WHERE id = $1",
    )
    .bind(source)
    .execute(&mut **tx)
    .await?;
    // Who adds one of its former addresses means what stands there now.
    sqlx::query("DELETE FROM source_addresses WHERE source_id = $1").bind(source).execute(&mut **tx).await?;
    Ok(())
}
