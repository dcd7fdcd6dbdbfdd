//! An article whose publisher took its page away for good: the words go, the headline and the link stay.
//!
//! Its text is from then on its page's, which has none: so no feed that goes on carrying the words brings them back.

use crate::changes::touch;
use crate::jobs::{Done, end};
use crate::rows::Tx;
use crate::{ArticleId, Millis, Result, Store, StoreError};

impl Store {
    /// Removes the article's text, picture and earlier versions and says why in `problem`. Its story's page and what it shares with
    /// others may hold its words: they are blank until the jobs that follow make them anew, as is what was read out of it. `NotFound` when the article was removed meanwhile.
    pub async fn withdraw_text(&self, article: ArticleId, problem: &str, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        let found = sqlx::query(
            "UPDATE articles SET description = '', image = NULL, words = 0, problem = $2, revision = revision + 1, \
               origin = 'page', stage = CASE WHEN stage = 'new' THEN 'fetched' ELSE stage END WHERE id = $1",
        )
        .bind(article)
        .bind(problem)
        .execute(&mut *tx)
        .await?;
        if found.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        for statement in [
            "UPDATE article_texts SET text = '', html = '' WHERE article_id = $1",
            "UPDATE entries SET summary_html = '', content_html = '', image_url = NULL WHERE article_id = $1",
            "DELETE FROM article_revisions WHERE article_id = $1",
            "DELETE FROM host_lessons WHERE article_id = $1",
            "DELETE FROM related WHERE article_id = $1 OR other_id = $1",
            "UPDATE stories SET lead = '', detail = '{}' WHERE id = (SELECT story_id FROM articles WHERE id = $1)",
        ] {
            sqlx::query(statement).bind(article).execute(&mut *tx).await?;
        }
        touch(&mut tx, article).await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }
}

/// Takes what an entry says out again where its article is withdrawn: feeds carry entries on for days.
pub(crate) async fn leave_withdrawn(tx: &mut Tx, article: ArticleId) -> Result<()> {
    sqlx::query(
        "UPDATE entries SET summary_html = '', content_html = '', image_url = NULL WHERE article_id = $1 AND EXISTS \
           (SELECT 1 FROM articles a JOIN article_texts t ON t.article_id = a.id \
            WHERE a.id = $1 AND a.origin = 'page' AND a.problem IS NOT NULL AND t.text = '')",
    )
    .bind(article)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
