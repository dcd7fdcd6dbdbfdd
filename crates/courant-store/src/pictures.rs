//! An article's picture, which comes after its text.

use crate::jobs::{Done, JobFor, end, put_jobs};
use crate::rows::to_json;
use crate::{ArticleId, Image, Millis, Result, Store, StoryId};

impl Store {
    /// Gives an article its picture, or takes it away, and has the page of its story written anew by `refresh` when that
    /// changed anything. Nothing happens when the article was removed meanwhile.
    pub async fn set_image(
        &self,
        article: ArticleId,
        image: Option<&Image>,
        refresh: &JobFor,
        now: Millis,
        done: Done<'_>,
    ) -> Result<()> {
        let image = image.map(to_json).transpose()?;
        let mut tx = self.write().await?;
        let changed: Option<Option<StoryId>> = sqlx::query_scalar(
            "UPDATE articles SET image = $2 WHERE id = $1 AND COALESCE(image, '') <> COALESCE($2, '') RETURNING story_id",
        )
        .bind(article)
        .bind(image)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(Some(story)) = changed {
            put_jobs(&mut tx, &[refresh.to(story)], now).await?;
        }
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// What a person entered to come by an article: the address of the source that gave it last.
    pub async fn entered_for(&self, article: ArticleId) -> Result<Option<String>> {
        let found = sqlx::query_scalar(
            "SELECT COALESCE(s.entered_url, s.url) FROM entries e JOIN sources s ON s.id = e.source_id \
             WHERE e.article_id = $1 ORDER BY e.id DESC LIMIT 1",
        );
        Ok(found.bind(article).fetch_optional(self.readers()).await?)
    }
}
