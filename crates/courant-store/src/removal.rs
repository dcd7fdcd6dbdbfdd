//! Taking articles out everywhere.

use std::collections::BTreeSet;

use sqlx::Row as _;

use crate::changes::touch;
use crate::engine::{ask, settle};
use crate::jobs::{JobFor, NewJob, put_jobs};
use crate::rows::{IDS_A_STATEMENT, Tx, for_ids, ids_sql};
use crate::{ArticleId, EventKind, Millis, Result, Stage, StoryId};

/// What is to be queued when articles are taken out.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// For each story that loses an article; keyed by the story's id.
    pub refresh: JobFor,
    /// When there is something for the engine to let go of, such as the job that reads its waiting events.
    pub wake: Vec<NewJob>,
}

/// What was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// How many articles.
    pub articles: u64,
    /// How many sources.
    pub sources: u64,
}

/// What holds an article's words or points at it, in an order that foreign keys allow.
const ERASE: &[&str] = &[
    "UPDATE sources SET entries = entries - \
       (SELECT COUNT(*) FROM entries e WHERE e.source_id = sources.id AND e.article_id IN ({ids})) \
     WHERE id IN (SELECT e.source_id FROM entries e WHERE e.article_id IN ({ids}))",
    "DELETE FROM entries WHERE article_id IN ({ids})",
    "DELETE FROM article_revisions WHERE article_id IN ({ids})",
    "DELETE FROM host_lessons WHERE article_id IN ({ids})",
    "DELETE FROM brought_articles WHERE article_id IN ({ids})",
    "DELETE FROM article_texts WHERE article_id IN ({ids})",
    "DELETE FROM understandings WHERE article_id IN ({ids})",
    "DELETE FROM article_tags WHERE article_id IN ({ids})",
    "DELETE FROM article_entities WHERE article_id IN ({ids})",
    "DELETE FROM related WHERE article_id IN ({ids}) OR other_id IN ({ids})",
    "DELETE FROM article_marks WHERE article_id IN ({ids})",
    "DELETE FROM article_shown WHERE article_id IN ({ids})",
    "UPDATE comments SET article_id = NULL, quote = NULL WHERE article_id IN ({ids})",
    "UPDATE articles SET copy_of = NULL WHERE copy_of IN ({ids})",
    // The changes stay, without words and without the article: the engine may have to take them in once more.
    "UPDATE story_history SET article_id = NULL WHERE article_id IN ({ids})",
    "UPDATE engine_events SET features = NULL WHERE article_id IN ({ids})",
    "DELETE FROM engine_waiting WHERE article_id IN ({ids}) AND kind = 'revision'",
    "DELETE FROM reader_words WHERE article_a IN ({ids}) OR article_b IN ({ids})",
    "DELETE FROM articles WHERE id IN ({ids})",
];

/// Names that no article has any more.
const BARE_NAMES: &[&str] = &[
    "DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.tag = tags.tag)",
    "DELETE FROM entities WHERE NOT EXISTS (SELECT 1 FROM article_entities x WHERE x.entity = entities.entity)",
];

/// Takes articles out of every table; nobody is told.
pub(crate) async fn erase_articles(tx: &mut Tx, articles: &[ArticleId]) -> Result<()> {
    for statement in ERASE {
        for_ids(tx, statement, articles).await?;
    }
    Ok(())
}

/// Takes articles out: from every table at once, from the engine by a removal that waits for it, from the search index by a
/// change, from their stories' summaries by blanking those until they are worked out anew. Returns how many there were.
pub(crate) async fn remove_articles(
    tx: &mut Tx,
    articles: &[ArticleId],
    removal: &Removal,
    now: Millis,
) -> Result<u64> {
    let found = take_out(tx, articles, removal, now).await?;
    drop_bare_names(tx).await?;
    Ok(found)
}

/// The same as one portion of several: the last of them calls [`drop_bare_names`], which looks through all names.
pub(crate) async fn take_out(tx: &mut Tx, articles: &[ArticleId], removal: &Removal, now: Millis) -> Result<u64> {
    let mut stories: BTreeSet<StoryId> = BTreeSet::new();
    let (mut found, mut known_to_engine) = (0, false);
    for portion in articles.chunks(IDS_A_STATEMENT) {
        let mut query = sqlx::query(ids_sql(
            "SELECT id, stage, story_id, at FROM articles WHERE id IN ({ids}) ORDER BY id",
            0,
            portion,
        ));
        for article in portion {
            query = query.bind(*article);
        }
        for row in query.fetch_all(&mut **tx).await? {
            let article: ArticleId = row.try_get("id")?;
            let stage: String = row.try_get("stage")?;
            found += 1;
            stories.extend(row.try_get::<Option<StoryId>, _>("story_id")?);
            if stage == Stage::Placed.as_str() {
                known_to_engine = true;
                ask(tx, EventKind::Removal, article, row.try_get("at")?).await?;
                touch(tx, article).await?;
            }
        }
    }
    erase_articles(tx, articles).await?;
    for story in stories {
        // Its summary, figures and quotations may hold words of what is gone.
        sqlx::query("UPDATE stories SET lead_article_id = NULL WHERE id = $1").bind(story).execute(&mut **tx).await?;
        if settle(tx, story).await? {
            put_jobs(tx, &[removal.refresh.to(story)], now).await?;
        }
    }
    if known_to_engine {
        put_jobs(tx, &removal.wake, now).await?;
    }
    Ok(found)
}

/// Takes out the names that stood in removed articles only.
pub(crate) async fn drop_bare_names(tx: &mut Tx) -> Result<()> {
    for statement in BARE_NAMES {
        sqlx::query(*statement).execute(&mut **tx).await?;
    }
    Ok(())
}
