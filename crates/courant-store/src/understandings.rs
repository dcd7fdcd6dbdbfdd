//! What was read out of an article, with its tags and entities.

use courant_core::model::{EntityKind, Tag, Understanding};

use crate::changes::touch;
use crate::engine::ask;
use crate::jobs::{Done, end};
use crate::rows::{Tx, bounded, to_json, to_word};
use crate::{ArticleId, EventKind, Millis, Result, Stage, Store};

/// What `understand_article` found.
#[derive(Debug, Clone, PartialEq)]
pub struct NewUnderstanding {
    /// Which article.
    pub article_id: ArticleId,
    /// Version of the understanding code; see [`Store::articles_understood_before`].
    pub version: i64,
    /// Everything that is shown or compared later.
    pub understanding: Understanding,
    /// What the story engine keeps of it; opaque to the store.
    pub features: Vec<u8>,
    /// BCP 47 primary subtag, or `und`.
    pub language: String,
    /// Best first. Of a tag that is known already the first label stays.
    pub tags: Vec<Tag>,
    /// Names, each key once.
    pub entities: Vec<NewEntity>,
}

/// A name that an article mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntity {
    /// Key: lower-case letters and digits joined by `-`.
    pub entity: String,
    /// As a reader sees it.
    pub name: String,
    /// What is named.
    pub kind: EntityKind,
    /// How often.
    pub mentions: i64,
}

impl Store {
    /// Stores an understanding and makes the article `ready` for the story engine. One that is placed already stays placed;
    /// when its features differ, a `revision` waits for the engine. `NotFound` when the article was removed meanwhile.
    pub async fn store_understanding(&self, new: &NewUnderstanding, done: Done<'_>, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        let (stage, at): (String, Millis) = sqlx::query_as("SELECT stage, at FROM articles WHERE id = $1")
            .bind(new.article_id)
            .fetch_one(&mut *tx)
            .await?;
        let features: Option<Vec<u8>> = sqlx::query_scalar("SELECT features FROM understandings WHERE article_id = $1")
            .bind(new.article_id)
            .fetch_optional(&mut *tx)
            .await?;
        put_understanding(&mut tx, new).await?;
        put_tags(&mut tx, new, at).await?;
        put_entities(&mut tx, new.article_id, &new.entities, at).await?;
        sqlx::query(
            "UPDATE articles SET language = $2, \
               stage = CASE WHEN stage IN ('new', 'fetched') THEN 'ready' ELSE stage END WHERE id = $1",
        )
        .bind(new.article_id)
        .bind(&new.language)
        .execute(&mut *tx)
        .await?;
        if stage == Stage::Placed.as_str() {
            touch(&mut tx, new.article_id).await?;
            if features.as_deref() != Some(new.features.as_slice()) {
                ask(&mut tx, EventKind::Revision, new.article_id, at).await?;
            }
        }
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Stores what these articles name in place of what is stored, where that is another: whom a report means by a bare name may be
    /// told by the reports that it stands among. Articles that are gone are passed over.
    pub async fn store_names(&self, names: &[(ArticleId, Vec<NewEntity>)]) -> Result<()> {
        let mut other = Vec::new();
        for (article, wanted) in names {
            let stored: Vec<(String, i64)> =
                sqlx::query_as("SELECT entity, mentions FROM article_entities WHERE article_id = $1 ORDER BY entity")
                    .bind(*article)
                    .fetch_all(self.readers())
                    .await?;
            let mut sorted: Vec<(&str, i64)> =
                wanted.iter().map(|name| (name.entity.as_str(), name.mentions)).collect();
            sorted.sort_unstable();
            if !stored.iter().map(|(entity, mentions)| (entity.as_str(), *mentions)).eq(sorted) {
                other.push((*article, wanted));
            }
        }
        if other.is_empty() {
            return Ok(());
        }
        let mut tx = self.write().await?;
        for (article, wanted) in other {
            let at: Option<Millis> = sqlx::query_scalar("SELECT at FROM articles WHERE id = $1")
                .bind(article)
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(at) = at {
                put_entities(&mut tx, article, wanted, at).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Articles whose understanding is older than `version`, to be understood anew after an upgrade; the newest first, by
    /// id, going on below `before`.
    pub async fn articles_understood_before(
        &self,
        version: i64,
        before: ArticleId,
        limit: i64,
    ) -> Result<Vec<ArticleId>> {
        Ok(sqlx::query_scalar(
            "SELECT article_id FROM understandings WHERE article_id < $2 AND version < $1 \
             ORDER BY article_id DESC LIMIT $3",
        )
        .bind(version)
        .bind(before)
        .bind(bounded(limit, 100_000))
        .fetch_all(self.readers())
        .await?)
    }
}

async fn put_understanding(tx: &mut Tx, new: &NewUnderstanding) -> Result<()> {
    sqlx::query(
        "INSERT INTO understandings (article_id, version, understanding, features) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, understanding = excluded.understanding, \
           features = excluded.features",
    )
    .bind(new.article_id)
    .bind(new.version)
    .bind(to_json(&new.understanding)?)
    .bind(&new.features)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn put_tags(tx: &mut Tx, new: &NewUnderstanding, at: Millis) -> Result<()> {
    sqlx::query("DELETE FROM article_tags WHERE article_id = $1 AND origin = 'engine'")
        .bind(new.article_id)
        .execute(&mut **tx)
        .await?;
    for (position, tag) in (0i64..).zip(&new.tags) {
        sqlx::query("INSERT INTO tags (tag, label, kind) VALUES ($1, $2, $3) ON CONFLICT (tag) DO NOTHING")
            .bind(&tag.tag)
            .bind(&tag.label)
            .bind(to_word(&tag.kind)?)
            .execute(&mut **tx)
            .await?;
        sqlx::query(
            "INSERT INTO article_tags (article_id, tag, origin, score, position, at) VALUES ($1, $2, 'engine', $3, $4, $5) \
             ON CONFLICT (article_id, tag) DO NOTHING",
        )
        .bind(new.article_id)
        .bind(&tag.tag)
        .bind(tag.score)
        .bind(position)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

async fn put_entities(tx: &mut Tx, article: ArticleId, entities: &[NewEntity], at: Millis) -> Result<()> {
    sqlx::query("DELETE FROM article_entities WHERE article_id = $1").bind(article).execute(&mut **tx).await?;
    for entity in entities {
        sqlx::query("INSERT INTO entities (entity, name, kind) VALUES ($1, $2, $3) ON CONFLICT (entity) DO NOTHING")
            .bind(&entity.entity)
            .bind(&entity.name)
            .bind(to_word(&entity.kind)?)
            .execute(&mut **tx)
            .await?;
        sqlx::query(
            "INSERT INTO article_entities (article_id, entity, mentions, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (article_id, entity) DO UPDATE SET mentions = article_entities.mentions + excluded.mentions",
        )
        .bind(article)
        .bind(&entity.entity)
        .bind(entity.mentions)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
