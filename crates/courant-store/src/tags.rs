//! Tags.

use std::collections::{BTreeMap, BTreeSet};

use courant_core::model::{Tag, TagKind};
use sqlx::{FromRow, Row as _};

use crate::rows::{IDS_A_STATEMENT, Row, bounded, ids_sql, word};
use crate::{ArticleId, Millis, Result, Store};

/// A tag and how much stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRow {
    /// The key, what `/tag/…` links to.
    pub tag: String,
    /// As a reader sees it, without `#`.
    pub label: String,
    /// What it names.
    pub kind: TagKind,
    /// How many articles ([`Store::tag`]) or stories ([`Store::top_tags`]).
    pub articles: i64,
}

impl FromRow<'_, Row> for TagRow {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            tag: row.try_get("tag")?,
            label: row.try_get("label")?,
            kind: word(row, "kind")?,
            articles: row.try_get("articles")?,
        })
    }
}

impl Store {
    /// One tag with the number of its articles.
    pub async fn tag(&self, tag: &str) -> Result<TagRow> {
        Ok(sqlx::query_as(
            "SELECT t.tag, t.label, t.kind, (SELECT COUNT(*) FROM article_tags a WHERE a.tag = t.tag) AS articles \
             FROM tags t WHERE t.tag = $1",
        )
        .bind(tag)
        .fetch_one(self.readers())
        .await?)
    }

    /// The tags that stand in most stories since then: those of two stories or more that are not the name of a
    /// publisher. Names come before other words, which out of their stories say little; then most first.
    pub async fn top_tags(&self, since: Millis, limit: i64) -> Result<Vec<TagRow>> {
        let limit = bounded(limit, 500);
        let mut tags: Vec<TagRow> = sqlx::query_as(
            "SELECT t.tag, t.label, t.kind, COUNT(DISTINCT a.story_id) AS articles FROM articles a \
             JOIN article_tags x ON x.article_id = a.id JOIN tags t ON t.tag = x.tag \
             WHERE a.stage = 'placed' AND a.at >= $1 AND a.story_id IS NOT NULL \
             GROUP BY t.tag, t.label, t.kind HAVING COUNT(DISTINCT a.story_id) > 1 \
             ORDER BY CASE WHEN t.kind = 'topic' THEN 1 ELSE 0 END, articles DESC, t.tag LIMIT $2",
        )
        .bind(since)
        // Agencies stand in many reports: more is read than asked for, so that enough is left without them.
        .bind(limit.saturating_mul(4))
        .fetch_all(self.readers())
        .await?;
        let names: Vec<String> = sqlx::query_scalar("SELECT name FROM publishers").fetch_all(self.readers()).await?;
        let names: BTreeSet<String> = names.iter().map(|name| letters(name)).collect();
        tags.retain(|tag| !names.contains(&letters(&tag.label)));
        tags.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(tags)
    }

    /// The tags of these articles, best first.
    pub async fn tags_of(&self, articles: &[ArticleId]) -> Result<BTreeMap<ArticleId, Vec<Tag>>> {
        let mut tags: BTreeMap<ArticleId, Vec<Tag>> = BTreeMap::new();
        for portion in articles.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query(ids_sql(
                "SELECT x.article_id, t.tag, t.label, t.kind, x.score FROM article_tags x JOIN tags t ON t.tag = x.tag \
                 WHERE x.article_id IN ({ids}) ORDER BY x.article_id, x.position, t.tag",
                0,
                portion,
            ));
            for article in portion {
                query = query.bind(*article);
            }
            for row in query.fetch_all(self.readers()).await? {
                let tag = Tag {
                    tag: row.try_get("tag")?,
                    label: row.try_get("label")?,
                    kind: word(&row, "kind")?,
                    score: row.try_get("score")?,
                };
                tags.entry(row.try_get("article_id")?).or_default().push(tag);
            }
        }
        Ok(tags)
    }
}

/// Letters and digits in lower case, as names become hashtags.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn names_are_compared_as_hashtags() {
        assert_eq!(letters("Le Relais du Midi"), letters("LeRelaisDuMidi"));
        assert_eq!(letters("Ö1 – Journal"), "ö1journal");
    }
}
