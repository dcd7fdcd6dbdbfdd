//! What readers say of two articles, and what the story engine is asked because of it.

use sqlx::FromRow;

use crate::engine::ask;
use crate::{ArticleId, EventKind, Millis, Result, Store, StoreError, StoryId, UserId};

/// A word to be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewReaderWord {
    /// Whom it is about.
    pub article: ArticleId,
    /// What that is held against.
    pub other: ArticleId,
    /// Whether the two report one event.
    pub same: bool,
    /// On whose page it is said.
    pub story: StoryId,
    /// Who says it.
    pub user: Option<UserId>,
    /// How likely the engine held it that the two report one event, 0 to 1, where the page that it is said on knows.
    pub probability: Option<f64>,
}

/// A word that holds.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ReaderWord {
    /// Key of the row.
    pub id: i64,
    /// Whom it is about.
    pub article: ArticleId,
    /// That article's headline.
    pub title: String,
    /// That article's publisher.
    pub publisher: String,
    /// Whether the two report one event.
    pub same: bool,
    /// On whose page it was said.
    pub story: StoryId,
    /// When.
    pub at: Millis,
}

impl Store {
    /// Says a word and asks the engine to act on it. `NotFound` when one of the articles is not there, `Conflict` when
    /// they are one. What was said of the same two before holds no more.
    pub async fn say_word(&self, word: &NewReaderWord, now: Millis) -> Result<i64> {
        if word.article == word.other {
            return Err(StoreError::Conflict("an article cannot be held against itself".to_owned()));
        }
        let mut tx = self.write().await?;
        let here: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM articles WHERE id IN ($1, $2)")
            .bind(word.article)
            .bind(word.other)
            .fetch_one(&mut *tx)
            .await?;
        if here < 2 {
            return Err(StoreError::NotFound);
        }
        sqlx::query(
            "UPDATE reader_words SET lifted_at = $3 WHERE lifted_at IS NULL \
               AND ((article_a = $1 AND article_b = $2) OR (article_a = $2 AND article_b = $1))",
        )
        .bind(word.article)
        .bind(word.other)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO reader_words (article_a, article_b, same, story_id, user_id, at, probability) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(word.article)
        .bind(word.other)
        .bind(i64::from(word.same))
        .bind(word.story)
        .bind(word.user)
        .bind(now)
        .bind(word.probability)
        .fetch_one(&mut *tx)
        .await?;
        ask(&mut tx, EventKind::Word, id, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Takes a word back and asks the engine to act on it. Gives the story on whose page it was said. A word that was
    /// taken back already changes nothing.
    pub async fn lift_word(&self, id: i64, now: Millis) -> Result<StoryId> {
        let mut tx = self.write().await?;
        let (story, lifted): (StoryId, Option<Millis>) =
            sqlx::query_as("SELECT story_id, lifted_at FROM reader_words WHERE id = $1")
                .bind(id)
                .fetch_one(&mut *tx)
                .await?;
        if lifted.is_none() {
            sqlx::query("UPDATE reader_words SET lifted_at = $2 WHERE id = $1")
                .bind(id)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            ask(&mut tx, EventKind::Word, id, now).await?;
        }
        tx.commit().await?;
        Ok(story)
    }

    /// The words that hold and were said on a story's page or of one of its articles, the newest first.
    pub async fn words_on(&self, story: StoryId) -> Result<Vec<ReaderWord>> {
        Ok(sqlx::query_as(
            "SELECT w.id, w.article_a AS article, a.title, p.name AS publisher, w.same, w.story_id AS story, w.at \
             FROM reader_words w JOIN articles a ON a.id = w.article_a JOIN publishers p ON p.id = a.publisher_id \
             WHERE w.lifted_at IS NULL AND (w.story_id = $1 OR a.story_id = $1) ORDER BY w.id DESC LIMIT 100",
        )
        .bind(story)
        .fetch_all(self.readers())
        .await?)
    }
}
