//! What users follow and mute.

use sqlx::{FromRow, Row as _};

use crate::rows::{IDS_A_STATEMENT, Row, Tx, flag, ids_sql, word};
use crate::words::Followed;
use crate::{Millis, PublisherId, Result, Store, StoreError, StoryId, UserId};

/// One thing that a user follows or mutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// What it is.
    pub what: Followed,
    /// A tag's or an entity's key, a publisher's domain, a story's id in digits.
    pub name: String,
    /// As a reader sees it, also when no article carries it any more; empty for a story without articles.
    pub label: String,
    /// Whether it has a page now: some article carries it.
    pub there: bool,
    /// The publisher's key, for a link to its page.
    pub publisher: Option<PublisherId>,
    /// Muted; otherwise followed.
    pub muted: bool,
    /// Since when.
    pub at: Millis,
}

impl FromRow<'_, Row> for Follow {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            what: word(row, "what")?,
            name: row.try_get("name")?,
            label: row.try_get("label")?,
            there: flag(row, "there")?,
            publisher: row.try_get("publisher")?,
            muted: flag(row, "muted")?,
            at: row.try_get("at")?,
        })
    }
}

/// How much of a story stands under a name or a publisher that a user follows or mutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Which story.
    pub story_id: StoryId,
    /// [`Followed::Entity`] or [`Followed::Publisher`].
    pub what: Followed,
    /// As in [`Follow::name`].
    pub name: String,
    /// How many of its articles name the entity more than once, or are the publisher's.
    pub articles: i64,
}

/// What a reader sees of each thing now, or what was kept of it. A story's headline is never kept: it is a publisher's.
const LABELLED: &str = "SELECT f.what, f.name, f.muted, f.at, p.id AS publisher, \
       COALESCE(t.label, e.name, p.name, s.title, f.label) AS label, \
       CASE WHEN COALESCE(t.label, e.name, p.name, s.title) IS NULL THEN 0 ELSE 1 END AS there FROM follows f \
     LEFT JOIN tags t ON f.what = 'tag' AND t.tag = f.name \
     LEFT JOIN entities e ON f.what = 'entity' AND e.entity = f.name \
     LEFT JOIN publishers p ON f.what = 'publisher' AND p.domain = f.name \
     LEFT JOIN stories s ON s.id = CASE WHEN f.what = 'story' THEN CAST(f.name AS BIGINT) END AND s.articles > 0 \
     WHERE f.user_id = $1 ORDER BY f.at DESC, f.what, f.name";

impl Store {
    /// Follows or mutes something, in the place of what the user said of it before. `NotFound` when there is no such user
    /// or nothing of that name; [`StoreError::Conflict`] for muting a story, which is one of the things it is made of.
    pub async fn follow(&self, user: UserId, what: Followed, name: &str, muted: bool, now: Millis) -> Result<()> {
        if muted && what == Followed::Story {
            return Err(StoreError::Conflict("a story cannot be muted".to_owned()));
        }
        let mut tx = self.write().await?;
        let (name, label) = named(&mut tx, what, name).await?;
        let followed = sqlx::query(
            "INSERT INTO follows (user_id, what, name, label, muted, at) SELECT u.id, $2, $3, $4, $5, $6 FROM users u \
             WHERE u.id = $1 ON CONFLICT (user_id, what, name) DO UPDATE SET label = excluded.label, \
               at = CASE WHEN follows.muted = excluded.muted THEN follows.at ELSE excluded.at END, muted = excluded.muted",
        )
        .bind(user)
        .bind(what.as_str())
        .bind(name)
        .bind(label)
        .bind(i64::from(muted))
        .bind(now)
        .execute(&mut *tx)
        .await?;
        if followed.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Takes back what the user said of something; nothing happens when there is nothing to take back. A story that was
    /// merged away meanwhile is followed as its survivor.
    pub async fn unfollow(&self, user: UserId, what: Followed, name: &str) -> Result<()> {
        let mut tx = self.write().await?;
        let survivor = match what {
            Followed::Story => survivor(&mut tx, name).await?,
            Followed::Tag | Followed::Entity | Followed::Publisher => None,
        };
        let name = survivor.map_or_else(|| name.to_owned(), |story| story.to_string());
        sqlx::query("DELETE FROM follows WHERE user_id = $1 AND what = $2 AND name = $3")
            .bind(user)
            .bind(what.as_str())
            .bind(name)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// All that a user follows and mutes, latest first.
    pub async fn follows(&self, user: UserId) -> Result<Vec<Follow>> {
        Ok(sqlx::query_as(LABELLED).bind(user).fetch_all(self.readers()).await?)
    }

    /// Whether a user mutes something (`true`) or follows it (`false`); `None` for neither.
    pub async fn muted(&self, user: UserId, what: Followed, name: &str) -> Result<Option<bool>> {
        let muted: Option<i64> =
            sqlx::query_scalar("SELECT muted FROM follows WHERE user_id = $1 AND what = $2 AND name = $3")
                .bind(user)
                .bind(what.as_str())
                .bind(name)
                .fetch_optional(self.readers())
                .await?;
        Ok(muted.map(|muted| muted != 0))
    }

    /// The keys of the tags that a user mutes.
    pub async fn muted_tags(&self, user: UserId) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT name FROM follows WHERE user_id = $1 AND what = 'tag' AND muted = 1")
            .bind(user)
            .fetch_all(self.readers())
            .await?)
    }

    /// Which of these stories name what a user follows or mutes, or come from its publishers. Tags are not looked for: a
    /// story's own stand in [`crate::StoryCard::detail`]. The joins are crossed so that SQLite begins with the stories and
    /// not with everything that was ever read under what is followed.
    pub async fn carried(&self, user: UserId, stories: &[StoryId]) -> Result<Vec<Carried>> {
        let mut carried = Vec::new();
        for (what, sql) in [
            (
                Followed::Publisher,
                "SELECT a.story_id, p.domain AS name, COUNT(*) AS articles FROM articles a \
                 CROSS JOIN publishers p CROSS JOIN follows f \
                 WHERE p.id = a.publisher_id AND f.name = p.domain AND f.user_id = $1 AND f.what = 'publisher' AND a.story_id IN ({ids}) GROUP BY a.story_id, p.domain",
            ),
            (
                Followed::Entity,
                "SELECT a.story_id, x.entity AS name, COUNT(*) AS articles FROM articles a \
                 CROSS JOIN article_entities x CROSS JOIN follows f \
                 WHERE x.article_id = a.id AND f.name = x.entity AND f.user_id = $1 AND f.what = 'entity' AND x.mentions > 1 AND a.story_id IN ({ids}) \
                 GROUP BY a.story_id, x.entity",
            ),
        ] {
            for portion in stories.chunks(IDS_A_STATEMENT) {
                let mut query = sqlx::query(ids_sql(sql, 1, portion)).bind(user);
                for story in portion {
                    query = query.bind(*story);
                }
                for row in query.fetch_all(self.readers()).await? {
                    let (story_id, name) = (row.try_get("story_id")?, row.try_get("name")?);
                    carried.push(Carried { story_id, what, name, articles: row.try_get("articles")? });
                }
            }
        }
        carried.sort_by(|a, b| (a.story_id, a.what, &a.name).cmp(&(b.story_id, b.what, &b.name)));
        Ok(carried)
    }
}

/// The story that goes on for the one of this name, where there is one.
async fn survivor(tx: &mut Tx, name: &str) -> Result<Option<StoryId>> {
    let Ok(id) = name.parse::<StoryId>() else { return Ok(None) };
    let sql = "SELECT COALESCE(redirect_to, id) FROM stories WHERE id = $1";
    Ok(sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await?)
}

/// The name under which a thing is kept, and its words.
async fn named(tx: &mut Tx, what: Followed, name: &str) -> Result<(String, String)> {
    if what == Followed::Story {
        let id = survivor(tx, name).await?.ok_or(StoreError::NotFound)?;
        return Ok((id.to_string(), String::new()));
    }
    let sql = match what {
        Followed::Tag => "SELECT tag, label FROM tags WHERE tag = $1",
        Followed::Entity => "SELECT entity, name FROM entities WHERE entity = $1",
        Followed::Publisher | Followed::Story => "SELECT domain, name FROM publishers WHERE domain = $1",
    };
    Ok(sqlx::query_as(sql).bind(name).fetch_one(&mut **tx).await?)
}

/// Who followed a story that was merged away follows the survivor.
pub(crate) async fn follow_survivor(tx: &mut Tx, from: StoryId, into: StoryId) -> Result<()> {
    sqlx::query(
        "INSERT INTO follows (user_id, what, name, label, muted, at) \
         SELECT user_id, what, CAST($2 AS TEXT), label, muted, at FROM follows WHERE what = 'story' AND name = CAST($1 AS TEXT) \
         ON CONFLICT (user_id, what, name) DO NOTHING",
    )
    .bind(from)
    .bind(into)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM follows WHERE what = 'story' AND name = CAST($1 AS TEXT)")
        .bind(from)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
