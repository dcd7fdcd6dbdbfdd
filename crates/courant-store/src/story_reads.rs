//! Stories as they are read: for a page, for the front page, for working them out anew.

use courant_core::model::{Access, Article, PageKind, Understanding};
use sqlx::{FromRow, Row as _};

use crate::articles::{ArticleCard, Image, card_sql, core_article};
use crate::lists::Cursor;
use crate::rows::{IDS_A_STATEMENT, Row, bounded, flag, ids_sql, json_opt, word};
use crate::stories::{StoryCard, story_sql};
use crate::{ArticleId, Millis, PublisherId, Result, Store, StoryId, UserId};

/// One member of a story with all that `refresh_story` reads.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryInput {
    /// Key of the article.
    pub id: ArticleId,
    /// As core reads it; its `id` is the row's in decimal.
    pub article: Article,
    /// Who published it.
    pub publisher_id: PublisherId,
    /// What decisions use.
    pub at: Millis,
    /// When we first read it.
    pub fetched_at: Millis,
    /// The member that it copies.
    pub copy_of: Option<ArticleId>,
    /// What sort of page.
    pub kind: PageKind,
    /// How much of it a visitor gets.
    pub access: Access,
    /// Words in the text.
    pub words: i64,
    /// The lead picture.
    pub image: Option<Image>,
    /// What was read out of it.
    pub understanding: Option<Understanding>,
    /// What the engine keeps of it.
    pub features: Vec<u8>,
}

macro_rules! input_sql {
    ($tail:literal) => {
        concat!(
            "SELECT a.id, a.url, p.name AS publisher, a.at, a.title, a.description, a.language, a.authors, t.text, \
               a.story_id, a.publisher_id, a.fetched_at, a.copy_of, a.kind, a.access, a.words, a.image, \
               u.understanding, u.features \
             FROM articles a JOIN publishers p ON p.id = a.publisher_id JOIN article_texts t ON t.article_id = a.id \
             LEFT JOIN understandings u ON u.article_id = a.id ",
            $tail
        )
    };
}

impl FromRow<'_, Row> for StoryInput {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            article: core_article(row)?,
            publisher_id: row.try_get("publisher_id")?,
            at: row.try_get("at")?,
            fetched_at: row.try_get("fetched_at")?,
            copy_of: row.try_get("copy_of")?,
            kind: word(row, "kind")?,
            access: word(row, "access")?,
            words: row.try_get("words")?,
            image: json_opt(row, "image")?,
            understanding: json_opt(row, "understanding")?,
            features: row.try_get::<Option<Vec<u8>>, _>("features")?.unwrap_or_default(),
        })
    }
}

/// What a story's place on a front page is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontCandidate {
    /// Which story.
    pub id: StoryId,
    /// How many independent reports.
    pub independent: i64,
    /// How many publishers.
    pub publishers: i64,
    /// Its earliest article.
    pub first_at: Millis,
    /// Its latest article.
    pub last_at: Millis,
    /// Whether it is kept apart: a live blog, a round-up.
    pub apart: bool,
    /// Whether all there is of it are opinion pieces.
    pub opinion: bool,
}

impl From<&StoryCard> for FrontCandidate {
    fn from(story: &StoryCard) -> Self {
        let StoryCard { id, independent, publishers, first_at, last_at, apart, opinion, .. } = *story;
        Self { id, independent, publishers, first_at, last_at, apart, opinion }
    }
}

impl FromRow<'_, Row> for FrontCandidate {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            independent: row.try_get("independent")?,
            publishers: row.try_get("publishers")?,
            first_at: row.try_get("first_at")?,
            last_at: row.try_get("last_at")?,
            apart: flag(row, "apart")?,
            opinion: flag(row, "opinion")?,
        })
    }
}

/// How far a user is with a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct StoryState {
    /// Which story.
    pub story_id: StoryId,
    /// How many articles it has.
    pub articles: i64,
    /// How many of them the user has not read; the story is read when there are none.
    pub unread: i64,
    /// How many of them the user saved.
    pub saved: i64,
}

impl Store {
    /// All members of a story, by `at`, then id.
    pub async fn story_inputs(&self, story: StoryId) -> Result<Vec<StoryInput>> {
        Ok(sqlx::query_as(input_sql!("WHERE a.story_id = $1 ORDER BY a.at, a.id"))
            .bind(story)
            .fetch_all(self.readers())
            .await?)
    }

    /// These articles as `refresh_story` reads them, each with its story; those that are in no story are left out.
    pub async fn article_inputs(&self, ids: &[ArticleId]) -> Result<Vec<(StoryId, StoryInput)>> {
        let mut found = Vec::with_capacity(ids.len());
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query(ids_sql(
                input_sql!("WHERE a.id IN ({ids}) AND a.story_id IS NOT NULL ORDER BY a.id"),
                0,
                portion,
            ));
            for id in portion {
                query = query.bind(*id);
            }
            for row in query.fetch_all(self.readers()).await? {
                found.push((row.try_get("story_id")?, StoryInput::from_row(&row)?));
            }
        }
        Ok(found)
    }

    /// A story; of one that was merged away, the survivor (its `id` differs from the one asked for).
    pub async fn story(&self, id: StoryId) -> Result<StoryCard> {
        Ok(sqlx::query_as(story_sql!(
            "WHERE s.id = (SELECT COALESCE(r.redirect_to, r.id) FROM stories r WHERE r.id = $1)"
        ))
        .bind(id)
        .fetch_one(self.readers())
        .await?)
    }

    /// A story's articles, by `at`, then id, with the marks of `user`.
    pub async fn story_articles(&self, story: StoryId, user: Option<UserId>) -> Result<Vec<ArticleCard>> {
        Ok(sqlx::query_as(card_sql!("articles a", "WHERE a.story_id = $2 ORDER BY a.at, a.id"))
            .bind(user.unwrap_or(0))
            .bind(story)
            .fetch_all(self.readers())
            .await?)
    }

    /// What the front page is ranked from: stories with an article since then, the newest `newest` of all and the newest
    /// `told` of those with more than one independent report. Thousands of lone reports a day would else push the story of
    /// the day off the page. Each story once, newest first.
    pub async fn front_candidates(&self, since: Millis, newest: i64, told: i64) -> Result<Vec<FrontCandidate>> {
        let all = "SELECT id, independent, publishers, first_at, last_at, apart, opinion FROM stories \
             WHERE last_at >= $1 AND redirect_to IS NULL AND articles > 0 ORDER BY last_at DESC, id DESC LIMIT $2";
        let often = "SELECT id, independent, publishers, first_at, last_at, apart, opinion FROM stories \
             WHERE last_at >= $1 AND redirect_to IS NULL AND articles > 0 AND independent > 1 \
             ORDER BY last_at DESC, id DESC LIMIT $2";
        let mut found: Vec<FrontCandidate> = Vec::new();
        for (sql, limit) in [(all, newest), (often, told)] {
            found.extend(
                sqlx::query_as::<_, FrontCandidate>(sql)
                    .bind(since)
                    .bind(bounded(limit, 5000))
                    .fetch_all(self.readers())
                    .await?,
            );
        }
        found.sort_by_key(|story| std::cmp::Reverse((story.last_at, story.id)));
        found.dedup_by_key(|story| story.id);
        Ok(found)
    }

    /// Which of these stories are one report without a date of its publisher's.
    pub async fn undated_stories(&self, ids: &[StoryId]) -> Result<Vec<StoryId>> {
        let mut found: Vec<StoryId> = Vec::new();
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query_scalar::<_, StoryId>(ids_sql(
                "SELECT s.id FROM stories s JOIN articles a ON a.story_id = s.id \
                 WHERE s.id IN ({ids}) AND s.articles = 1 AND a.published_at IS NULL",
                0,
                portion,
            ));
            for id in portion {
                query = query.bind(*id);
            }
            found.extend(query.fetch_all(self.readers()).await?);
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Stories by their latest article, newest first, going on after `before`; at most 500.
    pub async fn stories_before(&self, before: Option<Cursor>, limit: i64) -> Result<Vec<StoryCard>> {
        let before = before.unwrap_or(Cursor::TOP);
        Ok(sqlx::query_as(story_sql!(
            "WHERE (s.last_at, s.id) < ($1, $2) AND s.redirect_to IS NULL AND s.articles > 0 \
             ORDER BY s.last_at DESC, s.id DESC LIMIT $3"
        ))
        .bind(before.at)
        .bind(before.id)
        .bind(bounded(limit, 500))
        .fetch_all(self.readers())
        .await?)
    }

    /// Stories by id, going on after `after`, for an export in portions: whatever comes to a story meanwhile leaves its place.
    pub async fn stories_after(&self, after: StoryId, limit: i64) -> Result<Vec<StoryCard>> {
        Ok(sqlx::query_as(story_sql!(
            "WHERE s.id > $1 AND s.redirect_to IS NULL AND s.articles > 0 ORDER BY s.id LIMIT $2"
        ))
        .bind(after)
        .bind(bounded(limit, 500))
        .fetch_all(self.readers())
        .await?)
    }

    /// These stories in this order. Merged and missing ones are left out.
    pub async fn stories(&self, ids: &[StoryId]) -> Result<Vec<StoryCard>> {
        let mut found: Vec<StoryCard> = Vec::with_capacity(ids.len());
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let mut query =
                sqlx::query_as(ids_sql(story_sql!("WHERE s.id IN ({ids}) AND s.redirect_to IS NULL"), 0, portion));
            for id in portion {
                query = query.bind(*id);
            }
            found.extend(query.fetch_all(self.readers()).await?);
        }
        found.sort_by_key(|story: &StoryCard| ids.iter().position(|id| *id == story.id));
        Ok(found)
    }

    /// Stories in which a tag stands, newest first, looking at its 500 newest articles.
    pub async fn stories_with_tag(&self, tag: &str, limit: i64) -> Result<Vec<StoryCard>> {
        let query = sqlx::query_as(story_sql!(
            "WHERE s.id IN (SELECT a.story_id FROM article_tags t JOIN articles a ON a.id = t.article_id \
               WHERE t.tag = $1 AND a.story_id IS NOT NULL ORDER BY t.at DESC LIMIT 500) \
             AND s.redirect_to IS NULL ORDER BY s.last_at DESC, s.id DESC LIMIT $2"
        ));
        Ok(query.bind(tag.to_owned()).bind(bounded(limit, 500)).fetch_all(self.readers()).await?)
    }

    /// Stories that mention an entity, newest first, looking at its 500 newest articles.
    pub async fn stories_with_entity(&self, entity: &str, limit: i64) -> Result<Vec<StoryCard>> {
        let query = sqlx::query_as(story_sql!(
            "WHERE s.id IN (SELECT a.story_id FROM article_entities t JOIN articles a ON a.id = t.article_id \
               WHERE t.entity = $1 AND a.story_id IS NOT NULL ORDER BY t.at DESC LIMIT 500) \
             AND s.redirect_to IS NULL ORDER BY s.last_at DESC, s.id DESC LIMIT $2"
        ));
        Ok(query.bind(entity.to_owned()).bind(bounded(limit, 500)).fetch_all(self.readers()).await?)
    }

    /// Stories that a publisher reported, newest first, looking at its 500 newest articles.
    pub async fn stories_of_publisher(&self, publisher: PublisherId, limit: i64) -> Result<Vec<StoryCard>> {
        let query = sqlx::query_as(story_sql!(
            "WHERE s.id IN (SELECT a.story_id FROM articles a WHERE a.publisher_id = $1 AND a.stage = 'placed' \
               AND a.story_id IS NOT NULL ORDER BY a.at DESC LIMIT 500) \
             AND s.redirect_to IS NULL ORDER BY s.last_at DESC, s.id DESC LIMIT $2"
        ));
        Ok(query.bind(publisher).bind(bounded(limit, 500)).fetch_all(self.readers()).await?)
    }

    /// How far a user is with each of these stories; those without articles are left out.
    pub async fn story_states(&self, user: UserId, stories: &[StoryId]) -> Result<Vec<StoryState>> {
        let mut states: Vec<StoryState> = Vec::with_capacity(stories.len());
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query_as::<_, StoryState>(ids_sql(
                "SELECT a.story_id, COUNT(*) AS articles, \
                   CAST(SUM(CASE WHEN m.read_at IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unread, \
                   CAST(SUM(CASE WHEN m.saved_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS saved \
                 FROM articles a LEFT JOIN article_marks m ON m.user_id = $1 AND m.article_id = a.id \
                 WHERE a.story_id IN ({ids}) GROUP BY a.story_id",
                1,
                portion,
            ))
            .bind(user);
            for story in portion {
                query = query.bind(*story);
            }
            states.extend(query.fetch_all(self.readers()).await?);
        }
        states.sort_by_key(|state: &StoryState| stories.iter().position(|story| *story == state.story_id));
        Ok(states)
    }
}
