//! Subscriptions: a user's own links to sources, in folders.

use sqlx::FromRow;

use crate::{Result, SourceId, Store, StoreError, UserId};

/// A source that a user follows.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Subscription {
    /// The source.
    pub source_id: SourceId,
    /// The user's folder for it; empty for none.
    pub folder: String,
    /// The feed's address.
    pub url: String,
    /// What the owner calls it, else the feed's title; may be empty.
    pub title: String,
    /// The publisher's name.
    pub publisher: String,
    /// The publisher's front page; may be empty.
    pub home_url: String,
}

impl Store {
    /// Subscribes a user to a source, or moves the subscription to another folder. `NotFound` when there is no such user
    /// or source.
    pub async fn subscribe(&self, user: UserId, source: SourceId, folder: &str) -> Result<()> {
        let mut tx = self.write().await?;
        let subscribed = sqlx::query(
            "INSERT INTO subscriptions (user_id, source_id, folder) \
             SELECT u.id, s.id, $3 FROM users u JOIN sources s ON s.id = $2 WHERE u.id = $1 \
             ON CONFLICT (user_id, source_id) DO UPDATE SET folder = excluded.folder",
        )
        .bind(user)
        .bind(source)
        .bind(folder.trim())
        .execute(&mut *tx)
        .await?;
        if subscribed.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Ends a subscription; nothing happens when there is none. The source goes on being polled.
    pub async fn unsubscribe(&self, user: UserId, source: SourceId) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM subscriptions WHERE user_id = $1 AND source_id = $2")
            .bind(user)
            .bind(source)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// A user's subscriptions, by folder, publisher and title.
    pub async fn subscriptions(&self, user: UserId) -> Result<Vec<Subscription>> {
        Ok(sqlx::query_as(
            "SELECT s.id AS source_id, u.folder, s.url, \
               CASE WHEN s.own_title <> '' THEN s.own_title ELSE s.title END AS title, p.name AS publisher, p.home_url FROM subscriptions u \
             JOIN sources s ON s.id = u.source_id JOIN publishers p ON p.id = s.publisher_id \
             WHERE u.user_id = $1 ORDER BY lower(u.folder), u.folder, lower(p.name), lower(s.title), s.id",
        )
        .bind(user)
        .fetch_all(self.readers())
        .await?)
    }

    /// A user's folders, by name.
    pub async fn folders(&self, user: UserId) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "SELECT folder FROM subscriptions WHERE user_id = $1 AND folder <> '' \
             GROUP BY folder ORDER BY lower(folder), folder",
        )
        .bind(user)
        .fetch_all(self.readers())
        .await?)
    }
}
