//! Stories as they are worked out from their articles.

use courant_core::model::{LinkKind, Why};
use serde_json::Value;
use sqlx::{FromRow, Row as _};

use crate::engine::settle;
use crate::jobs::{Done, end};
use crate::rows::{Row, Tx, flag, json, to_json, to_word};
use crate::{ArticleId, Millis, Result, Store, StoryId};

/// A story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryCard {
    /// Given by the story engine; stable, and after a merge led on to the survivor.
    pub id: StoryId,
    /// Headline.
    pub title: String,
    /// First words under the headline; may be empty.
    pub lead: String,
    /// The article that represents it.
    pub lead_article_id: Option<ArticleId>,
    /// BCP 47 primary subtag of the lead article, or `und`.
    pub language: String,
    /// Its earliest article.
    pub first_at: Millis,
    /// Its latest article.
    pub last_at: Millis,
    /// How many articles.
    pub articles: i64,
    /// How many publishers.
    pub publishers: i64,
    /// How many independent reports: copies of one text count once.
    pub independent: i64,
    /// Whether it is no story but something kept apart: a live blog, a round-up.
    pub apart: bool,
    /// Whether nobody reports it: all there is are opinion pieces.
    pub opinion: bool,
    /// What else its page shows: summary, disagreements, timeline, quotes, tags, image. The worker's to write, the web's to read.
    pub detail: Value,
}

macro_rules! story_sql {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.title, s.lead, s.lead_article_id, s.language, s.first_at, s.last_at, s.articles, s.publishers, ",
            "s.independent, s.apart, s.opinion, s.detail FROM stories s ",
            $rest
        )
    };
}
pub(crate) use story_sql;

impl FromRow<'_, Row> for StoryCard {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            title: row.try_get("title")?,
            lead: row.try_get("lead")?,
            lead_article_id: row.try_get("lead_article_id")?,
            language: row.try_get("language")?,
            first_at: row.try_get("first_at")?,
            last_at: row.try_get("last_at")?,
            articles: row.try_get("articles")?,
            publishers: row.try_get("publishers")?,
            independent: row.try_get("independent")?,
            apart: flag(row, "apart")?,
            opinion: flag(row, "opinion")?,
            detail: json(row, "detail")?,
        })
    }
}

/// A link from one article to another, to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRelated {
    /// The other article; one that is no more is passed over.
    pub other: ArticleId,
    /// What it is to this one.
    pub kind: LinkKind,
    /// Probability that the link holds.
    pub score: f64,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
}

impl Store {
    /// Stores what `refresh_story` worked out: the story, which of its articles are copies, and the whole related list of
    /// each article named (an empty list clears it). The numbers of articles and publishers, first and last moment are taken
    /// from the articles themselves. A story that was merged away meanwhile is passed over: only `done` happens.
    pub async fn store_story(
        &self,
        story: &StoryCard,
        copies: &[(ArticleId, Option<ArticleId>)],
        related: &[(ArticleId, Vec<NewRelated>)],
        now: Millis,
        done: Done<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        if put_story(&mut tx, story).await? {
            for (article, copy_of) in copies {
                sqlx::query("UPDATE articles SET copy_of = $3 WHERE id = $1 AND story_id = $2")
                    .bind(*article)
                    .bind(story.id)
                    .bind(*copy_of)
                    .execute(&mut *tx)
                    .await?;
            }
            for (article, links) in related {
                put_related(&mut tx, *article, links).await?;
            }
            settle(&mut tx, story.id).await?;
        }
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }
}

async fn put_story(tx: &mut Tx, story: &StoryCard) -> Result<bool> {
    let updated = sqlx::query(
        "UPDATE stories SET title = $2, lead = $3, lead_article_id = $4, language = $5, publishers = $6, independent = $7, \
           apart = $8, opinion = $9, detail = $10 WHERE id = $1 AND redirect_to IS NULL",
    )
    .bind(story.id)
    .bind(&story.title)
    .bind(&story.lead)
    .bind(story.lead_article_id)
    .bind(&story.language)
    .bind(story.publishers)
    .bind(story.independent)
    .bind(i64::from(story.apart))
    .bind(i64::from(story.opinion))
    .bind(to_json(&story.detail)?)
    .execute(&mut **tx)
    .await?;
    Ok(updated.rows_affected() > 0)
}

async fn put_related(tx: &mut Tx, article: ArticleId, links: &[NewRelated]) -> Result<()> {
    sqlx::query("DELETE FROM related WHERE article_id = $1").bind(article).execute(&mut **tx).await?;
    for (position, link) in (0i64..).zip(links) {
        sqlx::query(
            "INSERT INTO related (article_id, position, other_id, kind, score, why) \
             SELECT a.id, $2, o.id, $4, $5, $6 FROM articles a JOIN articles o ON o.id = $3 WHERE a.id = $1",
        )
        .bind(article)
        .bind(position)
        .bind(link.other)
        .bind(to_word(&link.kind)?)
        .bind(link.score)
        .bind(to_json(&link.why)?)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
