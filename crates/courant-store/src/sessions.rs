//! Sessions: browser logins. The store sees only the hash of a token.

use crate::users::{User, user_sql};
use crate::{Millis, Result, Store, StoreError, UserId};

impl Store {
    /// Starts a session. `NotFound` when there is no such user, [`StoreError::Conflict`] when the token is in use.
    pub async fn add_session(&self, token_hash: &str, user: UserId, now: Millis, expires_at: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        let taken: Option<UserId> = sqlx::query_scalar("SELECT user_id FROM sessions WHERE token_hash = $1")
            .bind(token_hash)
            .fetch_optional(&mut *tx)
            .await?;
        if taken.is_some() {
            return Err(StoreError::Conflict("this token is in use already".to_owned()));
        }
        let added = sqlx::query(
            "INSERT INTO sessions (token_hash, user_id, added_at, expires_at) \
             SELECT $1, u.id, $3, $4 FROM users u WHERE u.id = $2",
        )
        .bind(token_hash)
        .bind(user)
        .bind(now)
        .bind(expires_at)
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Whose session a token is; `None` when there is none or it has expired.
    pub async fn session_user(&self, token_hash: &str, now: Millis) -> Result<Option<User>> {
        Ok(sqlx::query_as(user_sql!(
            "JOIN sessions s ON s.user_id = u.id WHERE s.token_hash = $1 AND s.expires_at > $2"
        ))
        .bind(token_hash)
        .bind(now)
        .fetch_optional(self.readers())
        .await?)
    }

    /// Lets a session live until then; nothing happens when there is none.
    pub async fn extend_session(&self, token_hash: &str, expires_at: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE sessions SET expires_at = $2 WHERE token_hash = $1")
            .bind(token_hash)
            .bind(expires_at)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Ends a session; nothing happens when there is none.
    pub async fn remove_session(&self, token_hash: &str) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Clears away sessions that have expired. Returns how many.
    pub async fn remove_expired_sessions(&self, now: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let removed = sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(removed.rows_affected())
    }
}
