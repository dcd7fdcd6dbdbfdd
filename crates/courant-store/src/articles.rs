//! Articles as they are read: for fetching, for understanding, for a page.

use courant_core::model::{Access, Article, LinkKind, PageKind, Tag, Understanding, Why};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, Row as _};

use crate::page_looks::LastLook;
use crate::rows::{Row, json, json_opt, word};
use crate::stories::StoryCard;
use crate::{ArticleId, Millis, Origin, PublisherId, Result, SourceId, Stage, Store, StoreError, StoryId, UserId};

/// An article's picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Image {
    /// Absolute address at the publisher.
    pub url: String,
    /// Alternative text; may be empty.
    pub alt: String,
    /// Caption; may be empty.
    pub caption: String,
    /// Who made it; may be empty.
    pub credit: String,
    /// Pixels where known.
    pub width: Option<i64>,
    /// Pixels where known.
    pub height: Option<i64>,
}

/// An article without its text: what lists show.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleCard {
    /// Key of the row.
    pub id: ArticleId,
    /// The publisher's page as linked; may be empty.
    pub url: String,
    /// Its canonical form; unique.
    pub canonical_url: String,
    /// Headline.
    pub title: String,
    /// Short description, plain text; may be empty.
    pub description: String,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher_id: PublisherId,
    /// The publisher's name.
    pub publisher: String,
    /// The publisher's domain.
    pub domain: String,
    /// The publisher's claim.
    pub published_at: Option<Millis>,
    /// The publisher's claim.
    pub updated_at: Option<Millis>,
    /// When we first read it.
    pub fetched_at: Millis,
    /// What decisions use: the claim, never later than `fetched_at`.
    pub at: Millis,
    /// BCP 47 primary subtag, or `und`.
    pub language: String,
    /// What sort of page.
    pub kind: PageKind,
    /// How much of it a visitor gets.
    pub access: Access,
    /// Where the text comes from.
    pub origin: Origin,
    /// Why there is no page text, in plain words.
    pub problem: Option<String>,
    /// Words in the text.
    pub words: i64,
    /// The lead picture.
    pub image: Option<Image>,
    /// How far it has come.
    pub stage: Stage,
    /// 1, and one more with each change of title or text.
    pub revision: i64,
    /// Its story, once decided.
    pub story_id: Option<StoryId>,
    /// The earliest article of the same text in its story.
    pub copy_of: Option<ArticleId>,
    /// Whether the user asked for has read it.
    pub read: bool,
    /// Whether the user asked for has saved it.
    pub saved: bool,
}

/// `SELECT` of [`ArticleCard`]: the first literal is what stands before the joins (`articles a` must be in it), the others
/// what stands after. `$1` is the user, 0 for nobody.
macro_rules! card_sql {
    ($from:literal, $($rest:literal),+) => {
        concat!(
            "SELECT a.id, a.url, a.canonical_url, a.title, a.description, a.authors, a.publisher_id, ",
            "p.name AS publisher, p.domain, a.published_at, a.updated_at, a.fetched_at, a.at, a.language, a.kind, ",
            "a.access, a.origin, a.problem, a.words, a.image, a.stage, a.revision, a.story_id, a.copy_of, ",
            "m.read_at, m.saved_at FROM ",
            $from,
            " JOIN publishers p ON p.id = a.publisher_id ",
            "LEFT JOIN article_marks m ON m.user_id = $1 AND m.article_id = a.id ",
            $($rest),+
        )
    };
}
pub(crate) use card_sql;

impl FromRow<'_, Row> for ArticleCard {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            url: row.try_get("url")?,
            canonical_url: row.try_get("canonical_url")?,
            title: row.try_get("title")?,
            description: row.try_get("description")?,
            authors: json(row, "authors")?,
            publisher_id: row.try_get("publisher_id")?,
            publisher: row.try_get("publisher")?,
            domain: row.try_get("domain")?,
            published_at: row.try_get("published_at")?,
            updated_at: row.try_get("updated_at")?,
            fetched_at: row.try_get("fetched_at")?,
            at: row.try_get("at")?,
            language: row.try_get("language")?,
            kind: word(row, "kind")?,
            access: word(row, "access")?,
            origin: word(row, "origin")?,
            problem: row.try_get("problem")?,
            words: row.try_get("words")?,
            image: json_opt(row, "image")?,
            stage: word(row, "stage")?,
            revision: row.try_get("revision")?,
            story_id: row.try_get("story_id")?,
            copy_of: row.try_get("copy_of")?,
            read: row.try_get::<Option<Millis>, _>("read_at")?.is_some(),
            saved: row.try_get::<Option<Millis>, _>("saved_at")?.is_some(),
        })
    }
}

/// What `fetch_article` needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleForFetch {
    /// Key of the row.
    pub id: ArticleId,
    /// The publisher's page as linked; empty when the entry has no link.
    pub url: String,
    /// Its canonical form; unique.
    pub canonical_url: String,
    /// Who published it.
    pub publisher_id: PublisherId,
    /// The publisher's domain.
    pub domain: String,
    /// Headline so far.
    pub title: String,
    /// Byline so far.
    pub authors: Vec<String>,
    /// Short description so far.
    pub description: String,
    /// The publisher's claim so far.
    pub published_at: Option<Millis>,
    /// The publisher's claim so far.
    pub updated_at: Option<Millis>,
    /// When we first read it.
    pub fetched_at: Millis,
    /// BCP 47 primary subtag, or `und`.
    pub language: String,
    /// How far it has come.
    pub stage: Stage,
    /// 1, and one more with each change of title or text.
    pub revision: i64,
    /// Where the text below comes from.
    pub origin: Origin,
    /// The text as it stands: the feed's until a page is stored.
    pub feed_text: String,
    /// The same as sanitised HTML.
    pub feed_html: String,
    /// How many pages of its host had taught when that text was read; `None` when that is not known.
    pub host_pages: Option<i64>,
    /// The last look at its page, where that is known.
    pub last_look: Option<LastLook>,
    /// The newest entry's short description, sanitised HTML.
    pub summary_html: String,
    /// The newest entry's full content, sanitised HTML.
    pub content_html: String,
    /// The newest entry's picture.
    pub image_url: Option<String>,
    /// The newest entry's categories.
    pub feed_tags: Vec<String>,
    /// The newest entry's source; `None` for an imported article.
    pub source_id: Option<SourceId>,
}

impl FromRow<'_, Row> for ArticleForFetch {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            url: row.try_get("url")?,
            canonical_url: row.try_get("canonical_url")?,
            publisher_id: row.try_get("publisher_id")?,
            domain: row.try_get("domain")?,
            title: row.try_get("title")?,
            authors: json(row, "authors")?,
            description: row.try_get("description")?,
            published_at: row.try_get("published_at")?,
            updated_at: row.try_get("updated_at")?,
            fetched_at: row.try_get("fetched_at")?,
            language: row.try_get("language")?,
            stage: word(row, "stage")?,
            revision: row.try_get("revision")?,
            origin: word(row, "origin")?,
            feed_text: row.try_get("text")?,
            feed_html: row.try_get("html")?,
            host_pages: row.try_get("host_pages")?,
            last_look: last_look(row)?,
            summary_html: row.try_get("summary_html")?,
            content_html: row.try_get("content_html")?,
            image_url: row.try_get("image_url")?,
            feed_tags: json(row, "feed_tags")?,
            source_id: row.try_get("source_id")?,
        })
    }
}

fn last_look(row: &Row) -> sqlx::Result<Option<LastLook>> {
    let Some(at) = row.try_get("looked_at")? else { return Ok(None) };
    let look = row.try_get::<Option<String>, _>("look")?.unwrap_or_default();
    Ok(Some(LastLook { at, look, doubt: row.try_get("doubt")? }))
}

/// An earlier state of an article.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Revision {
    /// Counted from 1.
    pub revision: i64,
    /// The headline it had.
    pub title: String,
    /// When it was found replaced.
    pub seen_at: Millis,
}

/// An earlier state of an article with its words.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct RevisionText {
    /// The headline it had.
    pub title: String,
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same, sanitised.
    pub html: String,
    /// When it was found replaced.
    pub seen_at: Millis,
}

/// A link to another article with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedCard {
    /// The other article.
    pub card: ArticleCard,
    /// What it is to this one.
    pub kind: LinkKind,
    /// Probability that the link holds.
    pub score: f64,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
}

/// Everything an article page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlePage {
    /// The article.
    pub card: ArticleCard,
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same, sanitised.
    pub html: String,
    /// Best first.
    pub tags: Vec<Tag>,
    /// What was read out of it; `None` until then.
    pub understanding: Option<Understanding>,
    /// Its story.
    pub story: Option<StoryCard>,
    /// The article that it copies.
    pub copy_of: Option<ArticleCard>,
    /// Best first.
    pub related: Vec<RelatedCard>,
    /// Earlier states, newest first.
    pub revisions: Vec<Revision>,
}

impl Store {
    /// What is known before its page is fetched.
    pub async fn article_for_fetch(&self, id: ArticleId) -> Result<ArticleForFetch> {
        Ok(sqlx::query_as(
            "SELECT a.id, a.url, a.canonical_url, a.publisher_id, p.domain, a.title, a.authors, a.description, \
               a.published_at, a.updated_at, a.fetched_at, a.language, a.stage, a.revision, a.origin, t.text, t.html, t.host_pages, \
               t.looked_at, t.look, t.doubt, \
               COALESCE(e.summary_html, '') AS summary_html, COALESCE(e.content_html, '') AS content_html, \
               e.image_url, COALESCE(e.tags, '[]') AS feed_tags, e.source_id \
             FROM articles a JOIN publishers p ON p.id = a.publisher_id JOIN article_texts t ON t.article_id = a.id \
             LEFT JOIN entries e ON e.id = (SELECT MAX(n.id) FROM entries n WHERE n.article_id = a.id) \
             WHERE a.id = $1",
        )
        .bind(id)
        .fetch_one(self.readers())
        .await?)
    }

    /// The article as core reads it; its `id` is the row's in decimal.
    pub async fn article_for_understanding(&self, id: ArticleId) -> Result<Article> {
        let row = sqlx::query(
            "SELECT a.id, a.url, p.name AS publisher, a.at, a.title, a.description, a.language, a.authors, t.text \
             FROM articles a JOIN publishers p ON p.id = a.publisher_id JOIN article_texts t ON t.article_id = a.id \
             WHERE a.id = $1",
        )
        .bind(id)
        .fetch_one(self.readers())
        .await?;
        Ok(core_article(&row)?)
    }

    /// Everything an article page shows, with the marks of `user`.
    pub async fn article_page(&self, id: ArticleId, user: Option<UserId>) -> Result<ArticlePage> {
        let card = self.article_card(id, user).await?;
        let row = sqlx::query(
            "SELECT t.text, t.html, u.understanding FROM article_texts t \
             LEFT JOIN understandings u ON u.article_id = t.article_id WHERE t.article_id = $1",
        )
        .bind(id)
        .fetch_one(self.readers())
        .await?;
        let story = match card.story_id {
            Some(story) => none_if_missing(self.story(story).await)?,
            None => None,
        };
        let copy_of = match card.copy_of {
            Some(original) => none_if_missing(self.article_card(original, user).await)?,
            None => None,
        };
        Ok(ArticlePage {
            text: row.try_get("text")?,
            html: row.try_get("html")?,
            understanding: json_opt(&row, "understanding")?,
            tags: self.tags_of(&[id]).await?.remove(&id).unwrap_or_default(),
            related: self.related_to(id, user).await?,
            revisions: self.revisions(id).await?,
            story,
            copy_of,
            card,
        })
    }

    /// One article without its text.
    pub async fn article_card(&self, id: ArticleId, user: Option<UserId>) -> Result<ArticleCard> {
        Ok(sqlx::query_as(card_sql!("articles a", "WHERE a.id = $2"))
            .bind(user.unwrap_or(0))
            .bind(id)
            .fetch_one(self.readers())
            .await?)
    }

    /// The article whose link or canonical link this is.
    pub async fn article_id_by_url(&self, url: &str) -> Result<Option<ArticleId>> {
        Ok(sqlx::query_scalar(
            "SELECT id FROM articles WHERE canonical_url = $1 \
             UNION SELECT article_id FROM entries WHERE url = $1 ORDER BY 1 LIMIT 1",
        )
        .bind(url)
        .fetch_optional(self.readers())
        .await?)
    }

    /// The links of articles whose names begin with `begins`, each once: of a source's entries that share a page.
    pub async fn links_of_names(&self, begins: &str) -> Result<Vec<String>> {
        // Every name that begins so stands before that with the next character at its end.
        let mut end = begins.to_owned();
        let Some(next) = end.pop().and_then(|last| char::from_u32(u32::from(last) + 1)) else { return Ok(Vec::new()) };
        end.push(next);
        Ok(sqlx::query_scalar(
            "SELECT DISTINCT url FROM articles WHERE canonical_url >= $1 AND canonical_url < $2 AND url <> '' ORDER BY url",
        )
        .bind(begins)
        .bind(end)
        .fetch_all(self.readers())
        .await?)
    }

    /// An earlier state with its words.
    pub async fn revision_text(&self, article: ArticleId, revision: i64) -> Result<RevisionText> {
        Ok(sqlx::query_as(
            "SELECT title, text, html, seen_at FROM article_revisions WHERE article_id = $1 AND revision = $2",
        )
        .bind(article)
        .bind(revision)
        .fetch_one(self.readers())
        .await?)
    }

    async fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>> {
        Ok(sqlx::query_as(
            "SELECT revision, title, seen_at FROM article_revisions WHERE article_id = $1 ORDER BY revision DESC",
        )
        .bind(article)
        .fetch_all(self.readers())
        .await?)
    }

    async fn related_to(&self, article: ArticleId, user: Option<UserId>) -> Result<Vec<RelatedCard>> {
        let rows =
            sqlx::query("SELECT other_id, kind, score, why FROM related WHERE article_id = $1 ORDER BY position")
                .bind(article)
                .fetch_all(self.readers())
                .await?;
        let mut others = Vec::with_capacity(rows.len());
        for row in &rows {
            others.push(row.try_get::<ArticleId, _>("other_id")?);
        }
        let cards = self.cards(&others, user).await?;
        let mut related = Vec::with_capacity(rows.len());
        for (row, other) in rows.iter().zip(others) {
            if let Some(card) = cards.iter().find(|card| card.id == other) {
                related.push(RelatedCard {
                    card: card.clone(),
                    kind: word(row, "kind")?,
                    score: row.try_get("score")?,
                    why: json(row, "why")?,
                });
            }
        }
        Ok(related)
    }
}

/// Core's article from a row with id, url, publisher, at, title, description, language, authors, text.
pub(crate) fn core_article(row: &Row) -> sqlx::Result<Article> {
    let url: String = row.try_get("url")?;
    let language: String = row.try_get("language")?;
    Ok(Article {
        id: row.try_get::<ArticleId, _>("id")?.to_string(),
        url: (!url.is_empty()).then_some(url),
        publisher: row.try_get("publisher")?,
        at: jiff::Timestamp::from_millisecond(row.try_get("at")?).ok(),
        title: row.try_get("title")?,
        description: row.try_get("description")?,
        text: row.try_get("text")?,
        language: (language != "und").then_some(language),
        authors: json(row, "authors")?,
    })
}

fn none_if_missing<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}
