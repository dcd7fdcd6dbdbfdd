//! The articles of many stories at once, as programs read them.

use std::collections::BTreeMap;

use courant_core::model::{LinkKind, Quote, Tag, Understanding, Why};
use sqlx::Row as _;

use crate::articles::{ArticleCard, card_sql};
use crate::rows::{IDS_A_STATEMENT, Row, ids_sql, json, json_opt, word};
use crate::{ArticleId, Result, Store, StoryId, UserId};

/// An article of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryMember {
    /// The article.
    pub card: ArticleCard,
    /// Best first.
    pub tags: Vec<Tag>,
    /// Its text as it is now.
    pub text: String,
    /// What was quoted in it when it was read; the text may have changed since.
    pub quotes: Vec<Quote>,
    /// Best first.
    pub related: Vec<RelatedId>,
}

/// A link to another article with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedId {
    /// The other article.
    pub id: ArticleId,
    /// What it is to this one.
    pub kind: LinkKind,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
}

impl Store {
    /// The articles of each of these stories, by `at`, then id, with the marks of `user`. How many statements that takes grows
    /// with the hundreds of articles and not with the stories.
    pub async fn story_members(
        &self,
        stories: &[StoryId],
        user: Option<UserId>,
    ) -> Result<BTreeMap<StoryId, Vec<StoryMember>>> {
        let mut cards: Vec<ArticleCard> = Vec::new();
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let sql = ids_sql(card_sql!("articles a", "WHERE a.story_id IN ({ids}) ORDER BY a.at, a.id"), 1, portion);
            let mut query = sqlx::query_as(sql).bind(user.unwrap_or(0));
            for story in portion {
                query = query.bind(*story);
            }
            cards.extend(query.fetch_all(self.readers()).await?);
        }
        let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
        let mut tags = self.tags_of(&ids).await?;
        let mut quotes: BTreeMap<ArticleId, (String, Vec<Quote>)> = BTreeMap::new();
        let mut related: BTreeMap<ArticleId, Vec<RelatedId>> = BTreeMap::new();
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let sql = "SELECT t.article_id, t.text, u.understanding FROM article_texts t \
                 LEFT JOIN understandings u ON u.article_id = t.article_id WHERE t.article_id IN ({ids}) ORDER BY t.article_id";
            for row in self.rows_of(sql, portion).await? {
                let known: Option<Understanding> = json_opt(&row, "understanding")?;
                let known = known.map(|known| known.quotes).unwrap_or_default();
                quotes.insert(row.try_get("article_id")?, (row.try_get("text")?, known));
            }
            let sql = "SELECT r.article_id, r.other_id, r.kind, r.why FROM related r JOIN articles o ON o.id = r.other_id \
                 WHERE r.article_id IN ({ids}) ORDER BY r.article_id, r.position";
            for row in self.rows_of(sql, portion).await? {
                let link =
                    RelatedId { id: row.try_get("other_id")?, kind: word(&row, "kind")?, why: json(&row, "why")? };
                related.entry(row.try_get("article_id")?).or_default().push(link);
            }
        }
        let mut members: BTreeMap<StoryId, Vec<StoryMember>> = BTreeMap::new();
        for card in cards {
            let Some(story) = card.story_id else { continue };
            let (text, quotes) = quotes.remove(&card.id).unwrap_or_default();
            let member = StoryMember {
                text,
                quotes,
                tags: tags.remove(&card.id).unwrap_or_default(),
                related: related.remove(&card.id).unwrap_or_default(),
                card,
            };
            members.entry(story).or_default().push(member);
        }
        Ok(members)
    }

    async fn rows_of(&self, sql: &'static str, ids: &[ArticleId]) -> Result<Vec<Row>> {
        let mut query = sqlx::query(ids_sql(sql, 0, ids));
        for id in ids {
            query = query.bind(*id);
        }
        Ok(query.fetch_all(self.readers()).await?)
    }
}
