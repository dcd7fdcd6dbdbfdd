//! Lists of articles, newest first.

use crate::articles::{ArticleCard, card_sql};
use crate::rows::{IDS_A_STATEMENT, bounded, ids_sql};
use crate::{ArticleId, Millis, PublisherId, Result, SourceId, Store, StoreError, UserId};

/// Where a list goes on: after the row with this moment and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The last row's moment (`at` of an article, `last_at` of a story).
    pub at: Millis,
    /// The last row's id.
    pub id: i64,
}

impl Cursor {
    /// Before everything: the top of a list.
    pub(crate) const TOP: Cursor = Cursor { at: i64::MAX, id: i64::MAX };
}

/// Which articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing {
    /// All.
    All,
    /// One publisher's.
    Publisher(PublisherId),
    /// Those that a source gave.
    Source(SourceId),
    /// Those with a tag (its key).
    Tag(String),
    /// Those that mention an entity (its key).
    Entity(String),
    /// Those that the user has not read.
    Unread,
    /// Those that the user saved.
    Saved,
    /// Those that the sources in one of the folders gave: the user's own where they have one for the source.
    Folder(String),
}

macro_rules! listed {
    ($from:literal, $filter:literal) => {
        card_sql!(
            $from,
            "WHERE ",
            $filter,
            " AND a.stage = 'placed' AND (a.at, a.id) < ($2, $3) ORDER BY a.at DESC, a.id DESC LIMIT $4"
        )
    };
}

impl Store {
    /// Articles that readers may see, newest first, going on after `before`; at most 500. `Unread`, `Saved` and `Folder`
    /// need a user and are a [`StoreError::Conflict`] without one.
    pub async fn latest(
        &self,
        listing: &Listing,
        user: Option<UserId>,
        before: Option<Cursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        if user.is_none() && matches!(listing, Listing::Unread | Listing::Saved | Listing::Folder(_)) {
            return Err(StoreError::Conflict("this list belongs to a user".to_owned()));
        }
        let sql = match listing {
            Listing::All => card_sql!(
                "articles a",
                "WHERE a.stage = 'placed' AND (a.at, a.id) < ($2, $3) ORDER BY a.at DESC, a.id DESC LIMIT $4"
            ),
            Listing::Publisher(_) => listed!("articles a", "a.publisher_id = $5"),
            Listing::Source(_) => {
                listed!("articles a", "a.id IN (SELECT e.article_id FROM entries e WHERE e.source_id = $5)")
            }
            Listing::Tag(_) => card_sql!(
                "article_tags t JOIN articles a ON a.id = t.article_id",
                "WHERE t.tag = $5 AND a.stage = 'placed' AND (t.at, t.article_id) < ($2, $3) \
                 ORDER BY t.at DESC, t.article_id DESC LIMIT $4"
            ),
            Listing::Entity(_) => card_sql!(
                "article_entities t JOIN articles a ON a.id = t.article_id",
                "WHERE t.entity = $5 AND a.stage = 'placed' AND (t.at, t.article_id) < ($2, $3) \
                 ORDER BY t.at DESC, t.article_id DESC LIMIT $4"
            ),
            Listing::Unread => listed!("articles a", "m.read_at IS NULL"),
            Listing::Saved => listed!(
                "articles a",
                "a.id IN (SELECT s.article_id FROM article_marks s WHERE s.user_id = $1 AND s.saved_at IS NOT NULL)"
            ),
            Listing::Folder(_) => listed!(
                "articles a",
                "a.id IN (SELECT e.article_id FROM sources s JOIN entries e ON e.source_id = s.id \
                   LEFT JOIN subscriptions u ON u.source_id = s.id AND u.user_id = $1 \
                   WHERE COALESCE(u.folder, s.folder) = $5)"
            ),
        };
        let before = before.unwrap_or(Cursor::TOP);
        let query =
            sqlx::query_as(sql).bind(user.unwrap_or(0)).bind(before.at).bind(before.id).bind(bounded(limit, 500));
        let query = match listing {
            Listing::Publisher(id) | Listing::Source(id) => query.bind(*id),
            Listing::Tag(key) | Listing::Entity(key) | Listing::Folder(key) => query.bind(key.clone()),
            Listing::All | Listing::Unread | Listing::Saved => query,
        };
        Ok(query.fetch_all(self.readers()).await?)
    }

    /// These articles in this order; those that are no more are left out.
    pub async fn cards(&self, ids: &[ArticleId], user: Option<UserId>) -> Result<Vec<ArticleCard>> {
        let mut found: Vec<ArticleCard> = Vec::with_capacity(ids.len());
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let sql = ids_sql(card_sql!("articles a", "WHERE a.id IN ({ids})"), 1, portion);
            let mut query = sqlx::query_as(sql).bind(user.unwrap_or(0));
            for id in portion {
                query = query.bind(*id);
            }
            found.extend(query.fetch_all(self.readers()).await?);
        }
        found.sort_by_cached_key(|card| ids.iter().position(|id| *id == card.id));
        Ok(found)
    }
}
