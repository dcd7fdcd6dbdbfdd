//! Comments: what readers say about a story, as a thread.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{FromRow, Row as _};

use crate::rows::{IDS_A_STATEMENT, Row, Tx, flag, ids_sql};
use crate::{ArticleId, CommentId, Millis, Result, Role, Store, StoreError, StoryId, UserId};

/// A comment to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// On which story; a merge is followed.
    pub story_id: StoryId,
    /// The comment that it replies to.
    pub parent_id: Option<CommentId>,
    /// Who says it.
    pub user_id: UserId,
    /// The article that it quotes.
    pub article_id: Option<ArticleId>,
    /// The words that it quotes.
    pub quote: Option<String>,
    /// As written.
    pub text: String,
    /// The same, sanitised.
    pub html: String,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Key of the row.
    pub id: CommentId,
    /// On which story.
    pub story_id: StoryId,
    /// The comment that it replies to.
    pub parent_id: Option<CommentId>,
    /// Who says it; 0 once the account was removed.
    pub user_id: UserId,
    /// That user's name; empty once the account was removed.
    pub author: String,
    /// The article that it quotes.
    pub article_id: Option<ArticleId>,
    /// The words that it quotes.
    pub quote: Option<String>,
    /// As written; empty when deleted.
    pub text: String,
    /// The same, sanitised; empty when deleted.
    pub html: String,
    /// When it was said.
    pub added_at: Millis,
    /// When it was last changed.
    pub edited_at: Option<Millis>,
    /// Whether its words are gone.
    pub deleted: bool,
}

impl FromRow<'_, Row> for Comment {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            story_id: row.try_get("story_id")?,
            parent_id: row.try_get("parent_id")?,
            user_id: row.try_get::<Option<UserId>, _>("user_id")?.unwrap_or(0),
            author: row.try_get("author")?,
            article_id: row.try_get("article_id")?,
            quote: row.try_get("quote")?,
            text: row.try_get("text")?,
            html: row.try_get("html")?,
            added_at: row.try_get("added_at")?,
            edited_at: row.try_get("edited_at")?,
            deleted: flag(row, "deleted")?,
        })
    }
}

macro_rules! comment_sql {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.story_id, c.parent_id, c.user_id, COALESCE(u.name, '') AS author, c.article_id, c.quote, c.text, ",
            "c.html, c.added_at, c.edited_at, CASE WHEN c.deleted_at IS NULL THEN 0 ELSE 1 END AS deleted ",
            "FROM comments c LEFT JOIN users u ON u.id = c.user_id ",
            $rest
        )
    };
}

impl Store {
    /// Adds a comment; gives the one that is there when the same user said the same at the same place within the last
    /// minute, as a double click does. `NotFound` when there is no such story; [`StoreError::Conflict`] when the comment that it replies to
    /// or the article that it quotes is no more, or the user is not there.
    pub async fn add_comment(&self, new: &NewComment, now: Millis) -> Result<Comment> {
        let mut tx = self.write().await?;
        let story = standing_story(&mut tx, new.story_id).await?;
        check(&mut tx, new, story).await?;
        if let Some(id) = said_just_now(&mut tx, new, story, now).await? {
            return load(&mut tx, id).await;
        }
        let id: CommentId = sqlx::query_scalar(
            "INSERT INTO comments (story_id, parent_id, user_id, article_id, quote, text, html, added_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(story)
        .bind(new.parent_id)
        .bind(new.user_id)
        .bind(new.article_id)
        .bind(&new.quote)
        .bind(&new.text)
        .bind(&new.html)
        .bind(now)
        .fetch_one(&mut *tx)
        .await?;
        let comment = load(&mut tx, id).await?;
        tx.commit().await?;
        Ok(comment)
    }

    /// Gives a comment other words. Only its author may: [`StoreError::Conflict`] for others. `NotFound` when it is deleted.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        by: UserId,
        text: &str,
        html: &str,
        now: Millis,
    ) -> Result<Comment> {
        let mut tx = self.write().await?;
        let before = load(&mut tx, id).await?;
        if before.deleted {
            return Err(StoreError::NotFound);
        }
        if before.user_id != by {
            return Err(StoreError::Conflict("only its author may change a comment".to_owned()));
        }
        sqlx::query("UPDATE comments SET text = $2, html = $3, edited_at = $4 WHERE id = $1")
            .bind(id)
            .bind(text)
            .bind(html)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        let comment = load(&mut tx, id).await?;
        tx.commit().await?;
        Ok(comment)
    }

    /// Takes a comment's words and quotation away for good; the thread under it stays. Its author may, and an owner:
    /// [`StoreError::Conflict`] for others. Deleting twice is no error.
    pub async fn delete_comment(&self, id: CommentId, by: UserId, now: Millis) -> Result<Comment> {
        let mut tx = self.write().await?;
        let before = load(&mut tx, id).await?;
        let role: Option<String> =
            sqlx::query_scalar("SELECT role FROM users WHERE id = $1").bind(by).fetch_optional(&mut *tx).await?;
        let owner = role.as_deref() == Some(Role::Owner.as_str());
        if !owner && (role.is_none() || before.user_id != by) {
            return Err(StoreError::Conflict("only its author or an owner may delete a comment".to_owned()));
        }
        sqlx::query(
            "UPDATE comments SET text = '', html = '', quote = NULL, article_id = NULL, \
               deleted_at = COALESCE(deleted_at, $2) WHERE id = $1",
        )
        .bind(id)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        let comment = load(&mut tx, id).await?;
        tx.commit().await?;
        Ok(comment)
    }

    /// One comment, deleted or not.
    pub async fn comment(&self, id: CommentId) -> Result<Comment> {
        Ok(sqlx::query_as(comment_sql!("WHERE c.id = $1")).bind(id).fetch_one(self.readers()).await?)
    }

    /// A story's comments, oldest first; a merge is followed. Deleted ones are there only while somebody's words hang on them.
    pub async fn comments(&self, story: StoryId) -> Result<Vec<Comment>> {
        let all: Vec<Comment> = sqlx::query_as(comment_sql!(
            "WHERE c.story_id = COALESCE((SELECT r.redirect_to FROM stories r WHERE r.id = $1), $1) ORDER BY c.added_at, c.id"
        ))
        .bind(story)
        .fetch_all(self.readers())
        .await?;
        Ok(without_bare_ends(all))
    }

    /// The comments on an article's story; none while it has no story.
    pub async fn comments_of_article(&self, article: ArticleId) -> Result<Vec<Comment>> {
        let all: Vec<Comment> = sqlx::query_as(comment_sql!(
            "WHERE c.story_id = (SELECT a.story_id FROM articles a WHERE a.id = $1) ORDER BY c.added_at, c.id"
        ))
        .bind(article)
        .fetch_all(self.readers())
        .await?;
        Ok(without_bare_ends(all))
    }

    /// How many comments a story has, deleted ones not counted; a merge is followed.
    pub async fn comment_count(&self, story: StoryId) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM comments c WHERE c.deleted_at IS NULL \
               AND c.story_id = COALESCE((SELECT r.redirect_to FROM stories r WHERE r.id = $1), $1)",
        )
        .bind(story)
        .fetch_one(self.readers())
        .await?)
    }

    /// The same for several stories, each of which is in the answer. No merge is followed.
    pub async fn comment_counts(&self, stories: &[StoryId]) -> Result<BTreeMap<StoryId, i64>> {
        let mut counts: BTreeMap<StoryId, i64> = stories.iter().map(|story| (*story, 0)).collect();
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query_as::<_, (StoryId, i64)>(ids_sql(
                "SELECT story_id, COUNT(*) FROM comments WHERE deleted_at IS NULL AND story_id IN ({ids}) GROUP BY story_id",
                0,
                portion,
            ));
            for story in portion {
                query = query.bind(*story);
            }
            counts.extend(query.fetch_all(self.readers()).await?);
        }
        Ok(counts)
    }

    /// How many comments a user has written since then, deleted ones included: what a limit on writing looks at.
    pub async fn comments_by_user_since(&self, user: UserId, since: Millis) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM comments WHERE user_id = $1 AND added_at >= $2")
            .bind(user)
            .bind(since)
            .fetch_one(self.readers())
            .await?)
    }
}

async fn standing_story(tx: &mut Tx, story: StoryId) -> Result<StoryId> {
    Ok(sqlx::query_scalar("SELECT COALESCE(redirect_to, id) FROM stories WHERE id = $1")
        .bind(story)
        .fetch_one(&mut **tx)
        .await?)
}

async fn check(tx: &mut Tx, new: &NewComment, story: StoryId) -> Result<()> {
    let user: Option<UserId> =
        sqlx::query_scalar("SELECT id FROM users WHERE id = $1").bind(new.user_id).fetch_optional(&mut **tx).await?;
    if user.is_none() {
        return Err(StoreError::Conflict("the account is no more".to_owned()));
    }
    if let Some(parent) = new.parent_id {
        let found: Option<CommentId> =
            sqlx::query_scalar("SELECT id FROM comments WHERE id = $1 AND story_id = $2 AND deleted_at IS NULL")
                .bind(parent)
                .bind(story)
                .fetch_optional(&mut **tx)
                .await?;
        if found.is_none() {
            return Err(StoreError::Conflict("the comment that this replies to is no more".to_owned()));
        }
    }
    if let Some(article) = new.article_id {
        let found: Option<ArticleId> =
            sqlx::query_scalar("SELECT id FROM articles WHERE id = $1").bind(article).fetch_optional(&mut **tx).await?;
        if found.is_none() {
            return Err(StoreError::Conflict("the article that this quotes is no more".to_owned()));
        }
    }
    Ok(())
}

/// How long the same words at the same place are one comment, in milliseconds.
const ONE_CLICK_MS: i64 = 60_000;

/// The standing comment that a second click, or a browser that sends once more, would repeat.
async fn said_just_now(tx: &mut Tx, new: &NewComment, story: StoryId, now: Millis) -> Result<Option<CommentId>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM comments WHERE story_id = $1 AND user_id = $2 AND text = $3 AND COALESCE(parent_id, 0) = $4 \
           AND COALESCE(quote, '') = $5 AND added_at > $6 AND added_at <= $7 AND deleted_at IS NULL ORDER BY id LIMIT 1",
    )
    .bind(story)
    .bind(new.user_id)
    .bind(&new.text)
    .bind(new.parent_id.unwrap_or(0))
    .bind(new.quote.as_deref().unwrap_or_default())
    .bind(now - ONE_CLICK_MS)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await?)
}

async fn load(tx: &mut Tx, id: CommentId) -> Result<Comment> {
    Ok(sqlx::query_as(comment_sql!("WHERE c.id = $1")).bind(id).fetch_one(&mut **tx).await?)
}

/// A deleted comment holds a place only for what hangs on it. Whatever leads up from a standing comment stays.
fn without_bare_ends(comments: Vec<Comment>) -> Vec<Comment> {
    let parents: BTreeMap<CommentId, Option<CommentId>> = comments.iter().map(|one| (one.id, one.parent_id)).collect();
    let mut kept = BTreeSet::new();
    for comment in comments.iter().filter(|comment| !comment.deleted) {
        let mut next = Some(comment.id);
        while let Some(id) = next {
            if !kept.insert(id) {
                break;
            }
            next = parents.get(&id).copied().flatten();
        }
    }
    comments.into_iter().filter(|comment| kept.contains(&comment.id)).collect()
}
