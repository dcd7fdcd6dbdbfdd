//! The story engine's decisions, committed: events in their order and what each changed, all in one transaction.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::changes::touch;
use crate::follows::follow_survivor;
use crate::jobs::{Done, JobFor, end, put_jobs};
use crate::rows::{Tx, to_json};
use crate::story_visits::visit_survivor;
use crate::{ArticleId, EventKind, Millis, Result, Store, StoreError, StoryId};

/// How many decisions one transaction takes.
const DECISIONS_MOST: usize = 64;

/// One event and what the engine decided on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What happened.
    pub kind: EventKind,
    /// To which article; `None` for a tick.
    pub article_id: Option<ArticleId>,
    /// The event's moment.
    pub at: Millis,
    /// What the engine read, so that it can read the very same after a restart; empty for a removal or a tick.
    pub features: Vec<u8>,
    /// [`crate::WaitingEvent::id`] of the question that this answers.
    pub waiting: Option<i64>,
    /// In the order in which they apply.
    pub changes: Vec<StoryChange>,
}

/// One change to the stories.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryChange {
    /// What the store is to do.
    pub verb: StoryVerb,
    /// The engine's own change with its evidence; kept as history and given back by [`Store::events_after`]. Null when one
    /// change of the engine is several here and this is not the first of them: then it is not given back.
    pub detail: Value,
}

/// What the store does for a change. Moves and splits are assignments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryVerb {
    /// The article belongs to the story, which is made when there is none.
    Assign {
        /// Which article.
        article: ArticleId,
        /// Into which story.
        story: StoryId,
    },
    /// The article belongs to no story.
    Remove {
        /// Which article.
        article: ArticleId,
    },
    /// All of one story's articles and comments go to the other; readers of the first are led there. Where that is so
    /// already, nothing happens: engines may merge and redirect in two changes.
    Merge {
        /// The story that ends.
        from: StoryId,
        /// The story that goes on.
        into: StoryId,
    },
    /// Nothing for the store to do; only recorded.
    Note,
}

impl Store {
    /// Commits up to 64 decisions in one transaction: appends each event, places its article (`arrival_seq` is the event's
    /// number), applies the changes, leads merged stories' readers and comments to the survivor, writes the history, tells
    /// the search follower, and queues `refresh` for each story touched. Returns the events' numbers, ascending.
    ///
    /// An article that was removed between reading and committing is passed over, and a removal waits for the engine.
    /// [`StoreError::Conflict`] when an article is placed already, or a change names a story that was merged away: then the
    /// engine's state is not the database's, and it has to start over from its snapshot. Nothing is written.
    pub async fn commit_decisions(
        &self,
        decisions: &[Decision],
        refresh: &JobFor,
        now: Millis,
        done: Done<'_>,
    ) -> Result<Vec<i64>> {
        if decisions.len() > DECISIONS_MOST {
            return Err(StoreError::Conflict(format!(
                "{} decisions at once; at most {DECISIONS_MOST}",
                decisions.len()
            )));
        }
        let mut tx = self.write().await?;
        let mut seqs = Vec::with_capacity(decisions.len());
        let mut touched = BTreeSet::new();
        for decision in decisions {
            seqs.push(commit(&mut tx, decision, &mut touched, now).await?);
        }
        for story in &touched {
            if settle(&mut tx, *story).await? {
                put_jobs(&mut tx, &[refresh.to(*story)], now).await?;
            }
        }
        end(&mut tx, done, now).await?;
        tx.commit().await?;
        Ok(seqs)
    }
}

/// Puts a question to the engine; a newer one of the same kind takes an older one's place.
pub(crate) async fn ask(tx: &mut Tx, kind: EventKind, article: ArticleId, at: Millis) -> Result<()> {
    sqlx::query("DELETE FROM engine_waiting WHERE kind = $1 AND article_id = $2")
        .bind(kind.as_str())
        .bind(article)
        .execute(&mut **tx)
        .await?;
    sqlx::query("INSERT INTO engine_waiting (kind, article_id, at) VALUES ($1, $2, $3)")
        .bind(kind.as_str())
        .bind(article)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn commit(tx: &mut Tx, decision: &Decision, touched: &mut BTreeSet<StoryId>, now: Millis) -> Result<i64> {
    let seq: i64 = sqlx::query_scalar(
        "INSERT INTO engine_events (kind, article_id, at, features) VALUES ($1, $2, $3, $4) RETURNING seq",
    )
    .bind(decision.kind.as_str())
    .bind(decision.article_id)
    .bind(decision.at)
    .bind(&decision.features)
    .fetch_one(&mut **tx)
    .await?;
    if let Some(waiting) = decision.waiting {
        sqlx::query("DELETE FROM engine_waiting WHERE id = $1").bind(waiting).execute(&mut **tx).await?;
    }
    if let (EventKind::Article, Some(article)) = (decision.kind, decision.article_id) {
        place(tx, article, decision.at, seq).await?;
    }
    for (position, change) in (0i64..).zip(&decision.changes) {
        let concerns = apply(tx, change.verb, touched).await?;
        let detail = to_json(&change.detail)?;
        for story in concerns.stories {
            sqlx::query(
                "INSERT INTO story_history (story_id, event_seq, position, article_id, change, at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(story)
            .bind(seq)
            .bind(position)
            .bind(concerns.article)
            .bind(&detail)
            .bind(now)
            .execute(&mut **tx)
            .await?;
        }
    }
    Ok(seq)
}

/// The article gets its number. One that is no more gets a removal instead, so that the engine lets go of it.
async fn place(tx: &mut Tx, article: ArticleId, at: Millis, seq: i64) -> Result<()> {
    let stage: Option<String> =
        sqlx::query_scalar("SELECT stage FROM articles WHERE id = $1").bind(article).fetch_optional(&mut **tx).await?;
    match stage.as_deref() {
        None => ask(tx, EventKind::Removal, article, at).await,
        Some("placed") => Err(StoreError::Conflict(format!("article {article} is placed already"))),
        Some(_) => {
            sqlx::query("UPDATE articles SET stage = 'placed', arrival_seq = $2 WHERE id = $1")
                .bind(article)
                .bind(seq)
                .execute(&mut **tx)
                .await?;
            touch(tx, article).await
        }
    }
}

/// Whose history a change belongs to. Story 0 stands for none.
struct Concerns {
    stories: Vec<StoryId>,
    article: Option<ArticleId>,
}

async fn apply(tx: &mut Tx, verb: StoryVerb, touched: &mut BTreeSet<StoryId>) -> Result<Concerns> {
    match verb {
        StoryVerb::Assign { article, story } => assign(tx, article, story, touched).await,
        StoryVerb::Remove { article } => remove(tx, article, touched).await,
        StoryVerb::Merge { from, into } => merge(tx, from, into, touched).await,
        StoryVerb::Note => Ok(Concerns { stories: vec![0], article: None }),
    }
}

async fn story_of(tx: &mut Tx, article: ArticleId) -> Result<Option<Option<StoryId>>> {
    Ok(sqlx::query_scalar("SELECT story_id FROM articles WHERE id = $1")
        .bind(article)
        .fetch_optional(&mut **tx)
        .await?)
}

async fn assign(tx: &mut Tx, article: ArticleId, story: StoryId, touched: &mut BTreeSet<StoryId>) -> Result<Concerns> {
    let Some(before) = story_of(tx, article).await? else {
        return Ok(Concerns { stories: vec![0], article: Some(article) });
    };
    // A new story can be shown at once, in its first article's words.
    sqlx::query(
        "INSERT INTO stories (id, title, lead_article_id, language, first_at, last_at, publishers, independent) \
         SELECT $1, title, id, language, at, at, 1, 1 FROM articles WHERE id = $2 ON CONFLICT (id) DO NOTHING",
    )
    .bind(story)
    .bind(article)
    .execute(&mut **tx)
    .await?;
    standing(tx, story).await?;
    touched.insert(story);
    touched.extend(before);
    if before != Some(story) {
        sqlx::query("UPDATE articles SET story_id = $2, copy_of = NULL WHERE id = $1")
            .bind(article)
            .bind(story)
            .execute(&mut **tx)
            .await?;
        touch(tx, article).await?;
    }
    Ok(Concerns { stories: vec![story], article: Some(article) })
}

async fn remove(tx: &mut Tx, article: ArticleId, touched: &mut BTreeSet<StoryId>) -> Result<Concerns> {
    let before = story_of(tx, article).await?.flatten();
    if let Some(story) = before {
        sqlx::query("UPDATE articles SET story_id = NULL, copy_of = NULL WHERE id = $1")
            .bind(article)
            .execute(&mut **tx)
            .await?;
        touch(tx, article).await?;
        touched.insert(story);
    }
    Ok(Concerns { stories: vec![before.unwrap_or(0)], article: Some(article) })
}

async fn merge(tx: &mut Tx, from: StoryId, into: StoryId, touched: &mut BTreeSet<StoryId>) -> Result<Concerns> {
    if from == into {
        return Err(StoreError::Conflict(format!("story {from} cannot be merged into itself")));
    }
    standing(tx, into).await?;
    if led_to(tx, from).await? == Some(into) {
        return Ok(Concerns { stories: vec![from, into], article: None });
    }
    standing(tx, from).await?;
    let moved: Vec<ArticleId> = sqlx::query_scalar("SELECT id FROM articles WHERE story_id = $1 ORDER BY at, id")
        .bind(from)
        .fetch_all(&mut **tx)
        .await?;
    for statement in [
        "UPDATE articles SET story_id = $2, copy_of = NULL WHERE story_id = $1",
        "UPDATE comments SET story_id = $2 WHERE story_id = $1",
        "UPDATE reader_words SET story_id = $2 WHERE story_id = $1",
        "UPDATE stories SET redirect_to = $2 WHERE id = $1 OR redirect_to = $1",
        "UPDATE stories SET articles = 0 WHERE id = $1 AND redirect_to = $2",
    ] {
        sqlx::query(statement).bind(from).bind(into).execute(&mut **tx).await?;
    }
    follow_survivor(tx, from, into).await?;
    visit_survivor(tx, from, into).await?;
    for article in moved {
        touch(tx, article).await?;
    }
    touched.remove(&from);
    touched.insert(into);
    Ok(Concerns { stories: vec![from, into], article: None })
}

/// The story is there and was not merged away.
async fn standing(tx: &mut Tx, story: StoryId) -> Result<()> {
    match led_to(tx, story).await? {
        None => Ok(()),
        Some(other) => Err(StoreError::Conflict(format!("story {story} was merged into {other}"))),
    }
}

/// Where a story's readers are led.
async fn led_to(tx: &mut Tx, story: StoryId) -> Result<Option<StoryId>> {
    let row: Option<Option<StoryId>> = sqlx::query_scalar("SELECT redirect_to FROM stories WHERE id = $1")
        .bind(story)
        .fetch_optional(&mut **tx)
        .await?;
    row.ok_or_else(|| StoreError::Conflict(format!("there is no story {story}")))
}

/// Makes a story's counts and moments true, and gives it another lead when its own has left. False when it was merged away.
pub(crate) async fn settle(tx: &mut Tx, story: StoryId) -> Result<bool> {
    let settled = sqlx::query(
        "UPDATE stories SET \
           articles = (SELECT COUNT(*) FROM articles a WHERE a.story_id = $1), \
           publishers = (SELECT COUNT(DISTINCT a.publisher_id) FROM articles a WHERE a.story_id = $1), \
           first_at = COALESCE((SELECT MIN(a.at) FROM articles a WHERE a.story_id = $1), first_at), \
           last_at = COALESCE((SELECT MAX(a.at) FROM articles a WHERE a.story_id = $1), last_at) \
         WHERE id = $1 AND redirect_to IS NULL",
    )
    .bind(story)
    .execute(&mut **tx)
    .await?;
    if settled.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("UPDATE stories SET independent = articles WHERE id = $1 AND independent > articles")
        .bind(story)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE stories SET lead = '', detail = '{}', \
           title = COALESCE((SELECT a.title FROM articles a WHERE a.story_id = $1 ORDER BY a.at, a.id LIMIT 1), ''), \
           lead_article_id = (SELECT a.id FROM articles a WHERE a.story_id = $1 ORDER BY a.at, a.id LIMIT 1) \
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = stories.lead_article_id AND a.story_id = $1)",
    )
    .bind(story)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
