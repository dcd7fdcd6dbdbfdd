//! Marks: what a user has read and saved.

use sqlx::{Connection as _, Row as _};

use crate::rows::{IDS_A_STATEMENT, Tx, ids_sql};
use crate::{ArticleId, Millis, PublisherId, Result, SourceId, Store, StoreError, StoryId, UserId};

/// What a "mark all read" covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkScope {
    /// Everything.
    All,
    /// One publisher's articles.
    Publisher(PublisherId),
    /// Those that a source gave.
    Source(SourceId),
    /// Those that the sources in one of the folders gave: the user's own where they have one for the source.
    Folder(String),
}

/// What a "mark all read" did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedBatch {
    /// For [`Store::undo_mark_all_read`].
    pub batch: i64,
    /// How many articles were unread before.
    pub articles: u64,
}

/// How much a user has not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnreadCounts {
    /// Articles.
    pub total: i64,
    /// Articles by the source that gave them, in the order of ids; sources without any are left out.
    pub by_source: Vec<(SourceId, i64)>,
}

/// What readers see less what the user has read of it.
const UNREAD_TOTAL: &str = "SELECT (SELECT value FROM tallies WHERE name = 'articles') - \
    (SELECT COUNT(*) FROM article_marks m JOIN articles a ON a.id = m.article_id \
     WHERE m.user_id = $1 AND m.read_at IS NOT NULL AND a.stage = 'placed')";

/// One mark to be set or cleared.
#[derive(Clone, Copy)]
enum Mark {
    Read(bool),
    Saved(bool),
}

impl Mark {
    fn sets(self) -> Option<&'static str> {
        match self {
            Self::Read(true) => Some(
                "INSERT INTO article_marks (user_id, article_id, read_at) SELECT $1, a.id, $2 FROM articles a \
                 WHERE a.id IN ({ids}) ON CONFLICT (user_id, article_id) DO UPDATE SET \
                   read_at = COALESCE(article_marks.read_at, excluded.read_at), read_batch = NULL",
            ),
            Self::Saved(true) => Some(
                "INSERT INTO article_marks (user_id, article_id, saved_at) SELECT $1, a.id, $2 FROM articles a \
                 WHERE a.id IN ({ids}) ON CONFLICT (user_id, article_id) DO UPDATE SET \
                   saved_at = COALESCE(article_marks.saved_at, excluded.saved_at)",
            ),
            Self::Read(false) | Self::Saved(false) => None,
        }
    }

    /// A row that says nothing any more goes with its last mark.
    fn clears(self) -> &'static [&'static str] {
        match self {
            Self::Read(false) => &[
                "DELETE FROM article_marks WHERE user_id = $1 AND saved_at IS NULL AND article_id IN ({ids})",
                "UPDATE article_marks SET read_at = NULL, read_batch = NULL WHERE user_id = $1 AND article_id IN ({ids})",
            ],
            Self::Saved(false) => &[
                "DELETE FROM article_marks WHERE user_id = $1 AND read_at IS NULL AND article_id IN ({ids})",
                "UPDATE article_marks SET saved_at = NULL WHERE user_id = $1 AND article_id IN ({ids})",
            ],
            Self::Read(true) | Self::Saved(true) => &[],
        }
    }
}

macro_rules! mark_all {
    ($filter:literal) => {
        concat!(
            "INSERT INTO article_marks (user_id, article_id, read_at, read_batch) SELECT $1, a.id, $2, $3 FROM articles a ",
            "LEFT JOIN article_marks m ON m.user_id = $1 AND m.article_id = a.id ",
            "WHERE a.stage = 'placed' AND a.arrival_seq <= $4 AND m.read_at IS NULL AND ",
            $filter,
            " ON CONFLICT (user_id, article_id) DO UPDATE SET read_at = excluded.read_at, read_batch = excluded.read_batch"
        )
    };
}

impl Store {
    /// Marks articles read or unread. What is read already keeps its moment; articles that are no more are passed over.
    /// `NotFound` when there is no such user.
    pub async fn set_read(&self, user: UserId, articles: &[ArticleId], read: bool, now: Millis) -> Result<()> {
        self.mark(user, articles, Mark::Read(read), now).await
    }

    /// Notes that a user has opened an article: it is read, and taking a "mark all read" back leaves it so. Writes only where
    /// that is new. `NotFound` when there is no such user.
    pub async fn set_opened(&self, user: UserId, article: ArticleId, now: Millis) -> Result<()> {
        let read_by_hand: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM article_marks WHERE user_id = $1 AND article_id = $2 AND read_at IS NOT NULL AND read_batch IS NULL",
        )
        .bind(user)
        .bind(article)
        .fetch_optional(self.readers())
        .await?;
        if read_by_hand.is_some() {
            return Ok(());
        }
        self.set_read(user, &[article], true, now).await
    }

    /// Saves articles, or lets go of them. What is saved already keeps its moment; articles that are no more are passed
    /// over. `NotFound` when there is no such user.
    pub async fn set_saved(&self, user: UserId, articles: &[ArticleId], saved: bool, now: Millis) -> Result<()> {
        self.mark(user, articles, Mark::Saved(saved), now).await
    }

    /// The same for all articles that a story has now. Follows a merge. Read are only those that had arrived when the page was
    /// made ([`Store::last_arrival_seq`]): what came since, the user could not see.
    pub async fn set_story_read(
        &self,
        user: UserId,
        story: StoryId,
        read: bool,
        upto_seq: i64,
        now: Millis,
    ) -> Result<()> {
        self.mark_story(user, story, Mark::Read(read), if read { upto_seq } else { i64::MAX }, now).await
    }

    /// The same for the articles that a story has now; what is folded under the text that it is a copy of is not saved beside
    /// it. Follows a merge.
    pub async fn set_story_saved(&self, user: UserId, story: StoryId, saved: bool, now: Millis) -> Result<()> {
        self.mark_story(user, story, Mark::Saved(saved), i64::MAX, now).await
    }

    /// The newest number that an article has got; 0 when there is none. What a page shows goes no further than this.
    pub async fn last_arrival_seq(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(arrival_seq), 0) FROM articles").fetch_one(self.readers()).await?)
    }

    /// Marks everything read that had arrived when the page was made ([`Store::last_arrival_seq`]), so that nothing counts
    /// as read that the user could not see. `NotFound` when there is no such user.
    pub async fn mark_all_read(
        &self,
        user: UserId,
        scope: &MarkScope,
        upto_seq: i64,
        now: Millis,
    ) -> Result<MarkedBatch> {
        let mut tx = self.write().await?;
        must_be(&mut tx, user).await?;
        // Never a number that was given before: an old page's undo must not undo this one.
        let batch: i64 =
            sqlx::query_scalar("UPDATE users SET read_batches = read_batches + 1 WHERE id = $1 RETURNING read_batches")
                .bind(user)
                .fetch_one(&mut *tx)
                .await?;
        let sql = match scope {
            MarkScope::All => mark_all!("1 = 1"),
            MarkScope::Publisher(_) => mark_all!("a.publisher_id = $5"),
            MarkScope::Source(_) => mark_all!("a.id IN (SELECT e.article_id FROM entries e WHERE e.source_id = $5)"),
            MarkScope::Folder(_) => mark_all!(
                "a.id IN (SELECT e.article_id FROM sources s JOIN entries e ON e.source_id = s.id \
                 LEFT JOIN subscriptions u ON u.source_id = s.id AND u.user_id = $1 \
                 WHERE COALESCE(u.folder, s.folder) = $5)"
            ),
        };
        let query = sqlx::query(sql).bind(user).bind(now).bind(batch).bind(upto_seq);
        let query = match scope {
            MarkScope::All => query,
            MarkScope::Publisher(id) | MarkScope::Source(id) => query.bind(*id),
            MarkScope::Folder(name) => query.bind(name.clone()),
        };
        let articles = query.execute(&mut *tx).await?.rows_affected();
        tx.commit().await?;
        Ok(MarkedBatch { batch, articles })
    }

    /// Makes unread again what one "mark all read" marked, except what the user has marked one by one since. Returns how
    /// many articles.
    pub async fn undo_mark_all_read(&self, user: UserId, batch: i64) -> Result<u64> {
        let mut tx = self.write().await?;
        let removed =
            sqlx::query("DELETE FROM article_marks WHERE user_id = $1 AND read_batch = $2 AND saved_at IS NULL")
                .bind(user)
                .bind(batch)
                .execute(&mut *tx)
                .await?;
        let kept = sqlx::query(
            "UPDATE article_marks SET read_at = NULL, read_batch = NULL WHERE user_id = $1 AND read_batch = $2",
        )
        .bind(user)
        .bind(batch)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(removed.rows_affected() + kept.rows_affected())
    }

    /// How much a user has not read, as of one instant. Takes time with what the user has read, not with what there is.
    pub async fn unread_counts(&self, user: UserId) -> Result<UnreadCounts> {
        let mut reader = self.readers().acquire().await?;
        let mut tx = reader.begin().await?;
        let total = sqlx::query_scalar(UNREAD_TOTAL).bind(user).fetch_one(&mut *tx).await?;
        let rows = sqlx::query(
            "SELECT s.id, s.placed - COALESCE(r.articles, 0) AS unread FROM sources s LEFT JOIN \
               (SELECT e.source_id, COUNT(DISTINCT e.article_id) AS articles FROM article_marks m \
                JOIN articles a ON a.id = m.article_id JOIN entries e ON e.article_id = m.article_id \
                WHERE m.user_id = $1 AND m.read_at IS NOT NULL AND a.stage = 'placed' GROUP BY e.source_id) r \
               ON r.source_id = s.id ORDER BY s.id",
        )
        .bind(user)
        .fetch_all(&mut *tx)
        .await?;
        let mut by_source: Vec<(SourceId, i64)> = Vec::with_capacity(rows.len());
        for row in &rows {
            by_source.push((row.try_get("id")?, row.try_get("unread")?));
        }
        by_source.retain(|(_, unread)| *unread > 0);
        Ok(UnreadCounts { total, by_source })
    }

    /// How many articles a user has not read: what every page shows.
    pub async fn unread_total(&self, user: UserId) -> Result<i64> {
        Ok(sqlx::query_scalar(UNREAD_TOTAL).bind(user).fetch_one(self.readers()).await?)
    }

    async fn mark(&self, user: UserId, articles: &[ArticleId], mark: Mark, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        must_be(&mut tx, user).await?;
        mark_within(&mut tx, user, articles, mark, now).await?;
        Ok(tx.commit().await?)
    }

    async fn mark_story(&self, user: UserId, story: StoryId, mark: Mark, upto_seq: i64, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        must_be(&mut tx, user).await?;
        let story: StoryId = sqlx::query_scalar("SELECT COALESCE(redirect_to, id) FROM stories WHERE id = $1")
            .bind(story)
            .fetch_one(&mut *tx)
            .await?;
        let articles: Vec<ArticleId> = sqlx::query_scalar(
            "SELECT id FROM articles WHERE story_id = $1 AND COALESCE(arrival_seq, 0) <= $2 \
             AND (copy_of IS NULL OR $3 = 0)",
        )
        .bind(story)
        .bind(upto_seq)
        .bind(i64::from(matches!(mark, Mark::Saved(true))))
        .fetch_all(&mut *tx)
        .await?;
        mark_within(&mut tx, user, &articles, mark, now).await?;
        Ok(tx.commit().await?)
    }
}

async fn must_be(tx: &mut Tx, user: UserId) -> Result<()> {
    let found: Option<UserId> =
        sqlx::query_scalar("SELECT id FROM users WHERE id = $1").bind(user).fetch_optional(&mut **tx).await?;
    found.map(|_| ()).ok_or(StoreError::NotFound)
}

async fn mark_within(tx: &mut Tx, user: UserId, articles: &[ArticleId], mark: Mark, now: Millis) -> Result<()> {
    for portion in articles.chunks(IDS_A_STATEMENT) {
        if let Some(sql) = mark.sets() {
            let mut query = sqlx::query(ids_sql(sql, 2, portion)).bind(user).bind(now);
            for article in portion {
                query = query.bind(*article);
            }
            query.execute(&mut **tx).await?;
        }
        for sql in mark.clears() {
            let mut query = sqlx::query(ids_sql(sql, 1, portion)).bind(user);
            for article in portion {
                query = query.bind(*article);
            }
            query.execute(&mut **tx).await?;
        }
    }
    Ok(())
}
