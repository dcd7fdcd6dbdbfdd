//! Visits to stories: what a user has seen of one, and since when there is something new.

use sqlx::FromRow;

use crate::rows::Tx;
use crate::visits::{EXACT_MS, SILENCE_MS};
use crate::{ArticleId, Millis, Result, Store, StoryId, UserId};

/// A user's present visit to a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct StoryVisit {
    /// When it began.
    pub began_at: Millis,
    /// Its last sign, exact to a minute and never too late.
    pub visited_at: Millis,
    /// When the visit before ended; `None` on the first.
    pub previous_at: Option<Millis>,
}

const UNSEEN: &str = "SELECT a.id FROM articles a \
     LEFT JOIN article_shown s ON s.user_id = $1 AND s.article_id = a.id \
     LEFT JOIN article_marks m ON m.user_id = $1 AND m.article_id = a.id \
     WHERE a.story_id = $2 AND (s.shown_at IS NULL OR s.shown_at >= $3) AND (m.read_at IS NULL OR m.read_at >= $3) \
     ORDER BY a.at, a.id";

impl Store {
    /// Notes that a user is shown a story with all its articles. Half an hour of silence ends a visit; until then looking
    /// again changes neither [`StoryVisit::previous_at`] nor what [`Store::unseen`] gives for it. `NotFound` when there is
    /// no such user or story.
    pub async fn touch_story(&self, user: UserId, story: StoryId, now: Millis) -> Result<StoryVisit> {
        if let Some(visit) = self.story_visit(user, story).await?
            && (0..EXACT_MS).contains(&(now - visit.visited_at))
            && !self.holds_unshown(user, story).await?
        {
            return Ok(visit);
        }
        let mut tx = self.write().await?;
        let visit = sqlx::query_as(
            "INSERT INTO story_visits (user_id, story_id, began_at, visited_at, previous_at) \
             SELECT u.id, s.id, $3, $3, NULL FROM users u JOIN stories s ON s.id = $2 WHERE u.id = $1 \
             ON CONFLICT (user_id, story_id) DO UPDATE SET \
               began_at = CASE WHEN excluded.visited_at - story_visits.visited_at > $4 THEN excluded.began_at \
                               ELSE story_visits.began_at END, \
               previous_at = CASE WHEN excluded.visited_at - story_visits.visited_at > $4 THEN story_visits.visited_at \
                                  ELSE story_visits.previous_at END, \
               visited_at = CASE WHEN excluded.visited_at > story_visits.visited_at THEN excluded.visited_at \
                                 ELSE story_visits.visited_at END \
             RETURNING began_at, visited_at, previous_at",
        )
        .bind(user)
        .bind(story)
        .bind(now)
        .bind(SILENCE_MS)
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO article_shown (user_id, article_id, shown_at) SELECT $1, a.id, $3 FROM articles a \
             WHERE a.story_id = $2 ON CONFLICT (user_id, article_id) DO NOTHING",
        )
        .bind(user)
        .bind(story)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(visit)
    }

    /// A user's latest visit to a story; `None` when there was none.
    pub async fn story_visit(&self, user: UserId, story: StoryId) -> Result<Option<StoryVisit>> {
        Ok(sqlx::query_as(
            "SELECT began_at, visited_at, previous_at FROM story_visits WHERE user_id = $1 AND story_id = $2",
        )
        .bind(user)
        .bind(story)
        .fetch_optional(self.readers())
        .await?)
    }

    /// The articles of a story that a user had neither been shown on its page nor read before that moment, by `at`, then id.
    /// With the beginning of a visit it is what that visit shows as new; with `i64::MAX` what no visit has shown yet.
    pub async fn unseen(&self, user: UserId, story: StoryId, before: Millis) -> Result<Vec<ArticleId>> {
        Ok(sqlx::query_scalar(UNSEEN).bind(user).bind(story).bind(before).fetch_all(self.readers()).await?)
    }

    /// The articles of a story whose texts were replaced after that moment, each with the text that stood there then; what was
    /// withdrawn has none any more.
    pub async fn texts_before(&self, story: StoryId, at: Millis) -> Result<Vec<(ArticleId, String)>> {
        Ok(sqlx::query_as(
            "SELECT r.article_id, r.text FROM article_revisions r JOIN articles a ON a.id = r.article_id \
             WHERE a.story_id = $1 AND r.seen_at > $2 AND r.revision = \
               (SELECT MIN(o.revision) FROM article_revisions o WHERE o.article_id = r.article_id AND o.seen_at > $2) \
             ORDER BY r.article_id",
        )
        .bind(story)
        .bind(at)
        .fetch_all(self.readers())
        .await?)
    }

    async fn holds_unshown(&self, user: UserId, story: StoryId) -> Result<bool> {
        let any: Option<ArticleId> = sqlx::query_scalar(
            "SELECT a.id FROM articles a WHERE a.story_id = $2 AND NOT EXISTS \
               (SELECT 1 FROM article_shown s WHERE s.user_id = $1 AND s.article_id = a.id) LIMIT 1",
        )
        .bind(user)
        .bind(story)
        .fetch_optional(self.readers())
        .await?;
        Ok(any.is_some())
    }
}

/// Who visited a story that was merged away has visited the survivor; of two visits the later one counts.
pub(crate) async fn visit_survivor(tx: &mut Tx, from: StoryId, into: StoryId) -> Result<()> {
    sqlx::query(
        "INSERT INTO story_visits (user_id, story_id, began_at, visited_at, previous_at) \
         SELECT user_id, $2, began_at, visited_at, previous_at FROM story_visits WHERE story_id = $1 \
         ON CONFLICT (user_id, story_id) DO UPDATE SET \
           began_at = CASE WHEN excluded.visited_at > story_visits.visited_at THEN excluded.began_at \
                           ELSE story_visits.began_at END, \
           previous_at = CASE WHEN excluded.visited_at > story_visits.visited_at THEN excluded.previous_at \
                              ELSE story_visits.previous_at END, \
           visited_at = CASE WHEN excluded.visited_at > story_visits.visited_at THEN excluded.visited_at \
                             ELSE story_visits.visited_at END",
    )
    .bind(from)
    .bind(into)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM story_visits WHERE story_id = $1").bind(from).execute(&mut **tx).await?;
    Ok(())
}
