//! Entries: one item as published, and the article it leads to.

use courant_core::url as links;
use sqlx::FromRow;

use crate::forget::{is_forgotten, name_of_entry};
use crate::jobs::{JobFor, put_jobs};
use crate::pages::{NewText, write_text};
use crate::publishers::{NewPublisher, put_publisher};
use crate::rows::{Tx, to_json};
use crate::withdrawal::leave_withdrawn;
use crate::{ArticleId, Millis, Origin, PublisherId, Result, SourceId};

/// An entry as a poll found it. HTML is sanitised by the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// The publisher's id, unique only inside its source.
    pub external_id: String,
    /// The publisher's page, as linked; may be empty.
    pub url: String,
    /// The link's canonical form: one article each. When empty the entry gets an article of its own.
    pub canonical_url: String,
    /// Another name that the article may be known by here; empty where none is told. Only for what a person brings.
    pub other_name: String,
    /// Plain text; may be empty.
    pub title: String,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// The feed's short description, sanitised.
    pub summary_html: String,
    /// The feed's full content, sanitised.
    pub content_html: String,
    /// What the feed gave as plain text, paragraphs parted by a blank line: the article's text until a page is read.
    pub text: String,
    /// The same as sanitised HTML.
    pub html: String,
    /// Words in `text`.
    pub words: i64,
    /// Short description as plain text.
    pub description: String,
    /// The publisher's own categories.
    pub tags: Vec<String>,
    /// The entry's picture, absolute.
    pub image_url: Option<String>,
    /// BCP 47 primary subtag where the feed claims one.
    pub language: Option<String>,
    /// The publisher's claim.
    pub published_at: Option<Millis>,
    /// The publisher's claim.
    pub updated_at: Option<Millis>,
    /// Changes when anything above that matters does.
    pub content_hash: String,
    /// The outlet, where it is another than the source's (a feed of many publishers).
    pub publisher: Option<NewPublisher>,
    /// Changes when the title, a date or a word does, and not when only markup does, such as a pixel that counts readers.
    /// Empty when nobody told them apart.
    pub words_hash: String,
    /// What to do with the article when it is new, or when a word of its entry has changed; keyed by the article's id.
    pub next: Option<JobFor>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFate {
    /// A new entry with a new article.
    New,
    /// A new entry of an article that was known from elsewhere.
    Attached,
    /// A known entry that reads differently now.
    Changed,
    /// A known entry, nothing new.
    Same,
    /// Not stored, because its page or publisher was forgotten on purpose. The ids are 0.
    Forgotten,
}

/// An entry as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedEntry {
    /// Key of the entry; 0 when it was not stored.
    pub entry_id: i64,
    /// Key of its article; 0 when it was not stored.
    pub article_id: ArticleId,
    /// What became of it.
    pub fate: EntryFate,
}

const FORGOTTEN: RecordedEntry = RecordedEntry { entry_id: 0, article_id: 0, fate: EntryFate::Forgotten };

#[derive(FromRow)]
struct Known {
    id: i64,
    article_id: ArticleId,
    content_hash: String,
    title: String,
    words_hash: String,
}

/// Records one entry within a write. The same entry twice changes nothing.
pub(crate) async fn put_entry(
    tx: &mut Tx,
    source: SourceId,
    publisher: PublisherId,
    entry: &NewEntry,
    now: Millis,
) -> Result<RecordedEntry> {
    let known: Option<Known> = sqlx::query_as(
        "SELECT id, article_id, content_hash, title, words_hash FROM entries WHERE source_id = $1 AND external_id = $2",
    )
    .bind(source)
    .bind(&entry.external_id)
    .fetch_optional(&mut **tx)
    .await?;
    let mut says_more = true;
    let recorded = match known {
        Some(known) if known.content_hash == entry.content_hash => {
            RecordedEntry { entry_id: known.id, article_id: known.article_id, fate: EntryFate::Same }
        }
        Some(known) => {
            let speaks = speaks_for(tx, &known, publisher).await?;
            says_more = speaks && (entry.words_hash.is_empty() || entry.words_hash != known.words_hash);
            change(tx, &known, entry, speaks, now).await?
        }
        None => {
            let stand_in = name_of_entry(source, &entry.external_id);
            let canonical = if entry.canonical_url.is_empty() { &stand_in } else { &entry.canonical_url };
            if is_forgotten(tx, &[&stand_in], &[]).await?.is_some() {
                return Ok(FORGOTTEN);
            }
            let Some((article_id, new)) = find_or_insert(tx, publisher, canonical, entry, Origin::Feed, now).await?
            else {
                return Ok(FORGOTTEN);
            };
            let entry_id = insert_entry(tx, source, article_id, entry, now).await?;
            RecordedEntry { entry_id, article_id, fate: if new { EntryFate::New } else { EntryFate::Attached } }
        }
    };
    if matches!(recorded.fate, EntryFate::Attached | EntryFate::Changed) {
        leave_withdrawn(tx, recorded.article_id).await?;
    }
    if let (EntryFate::New | EntryFate::Changed, Some(next)) =
        (recorded.fate, entry.next.as_ref().filter(|_| says_more))
    {
        put_jobs(tx, &[next.to(recorded.article_id)], now).await?;
    }
    Ok(recorded)
}

/// The article at a canonical link, inserted where there is none; `None` when the link or the publisher was forgotten.
pub(crate) async fn find_or_insert(
    tx: &mut Tx,
    publisher: PublisherId,
    canonical: &str,
    entry: &NewEntry,
    origin: Origin,
    now: Millis,
) -> Result<Option<(ArticleId, bool)>> {
    let known: Option<ArticleId> = sqlx::query_scalar("SELECT id FROM articles WHERE canonical_url = $1")
        .bind(canonical)
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(id) = known {
        return Ok(Some((id, false)));
    }
    let domain = entry.publisher.as_ref().map_or("", |publisher| publisher.domain.as_str());
    // Whoever's feed brings it: the words are those of the publisher whose page the entry links to.
    let (at, of) = (links::domain_of(canonical).unwrap_or_default(), links::domain_of(&entry.url).unwrap_or_default());
    let forgotten = is_forgotten(tx, &[canonical, &entry.url], &[domain, &at, &of]).await?;
    if forgotten.is_some() {
        return Ok(None);
    }
    let publisher = match &entry.publisher {
        Some(named) => put_publisher(tx, named, now).await?,
        None => publisher,
    };
    Ok(Some((insert_article(tx, publisher, canonical, entry, origin, now).await?, true)))
}

async fn insert_article(
    tx: &mut Tx,
    publisher: PublisherId,
    canonical: &str,
    entry: &NewEntry,
    origin: Origin,
    now: Millis,
) -> Result<ArticleId> {
    let id: ArticleId = sqlx::query_scalar(
        "INSERT INTO articles (publisher_id, canonical_url, url, title, authors, description, published_at, updated_at, \
           fetched_at, at, language, origin, words, stage) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
    )
    .bind(publisher)
    .bind(canonical)
    .bind(&entry.url)
    .bind(&entry.title)
    .bind(to_json(&entry.authors)?)
    .bind(&entry.description)
    .bind(entry.published_at)
    .bind(entry.updated_at)
    .bind(now)
    .bind(decisive(entry.published_at, now))
    .bind(entry.language.as_deref().unwrap_or("und"))
    .bind(origin.as_str())
    .bind(entry.words)
    .bind(if origin == Origin::Import { "fetched" } else { "new" })
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query("INSERT INTO article_texts (article_id, text, html) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(&entry.text)
        .bind(&entry.html)
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// The moment that decisions use: the publisher's claim, never later than when we read it.
pub(crate) fn decisive(published_at: Option<Millis>, fetched_at: Millis) -> Millis {
    published_at.map_or(fetched_at, |claim| claim.min(fetched_at))
}

async fn insert_entry(tx: &mut Tx, source: SourceId, article: ArticleId, entry: &NewEntry, now: Millis) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "INSERT INTO entries (source_id, external_id, article_id, url, title, authors, summary_html, content_html, tags, \
           image_url, published_at, fetched_at, content_hash, words_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
    )
    .bind(source)
    .bind(&entry.external_id)
    .bind(article)
    .bind(&entry.url)
    .bind(&entry.title)
    .bind(to_json(&entry.authors)?)
    .bind(&entry.summary_html)
    .bind(&entry.content_html)
    .bind(to_json(&entry.tags)?)
    .bind(&entry.image_url)
    .bind(entry.published_at)
    .bind(now)
    .bind(&entry.content_hash)
    .bind(&entry.words_hash)
    .fetch_one(&mut **tx)
    .await?)
}

/// The entry reads differently. Where the article's text is the feed's, it follows; of one read from its page the
/// headline does.
/// Whether what an entry says now is its article's to say: that of another publisher, which merely leads to it, is not.
async fn speaks_for(tx: &mut Tx, known: &Known, publisher: PublisherId) -> Result<bool> {
    let (of, first): (PublisherId, Option<i64>) = sqlx::query_as(
        "SELECT publisher_id, (SELECT MIN(id) FROM entries WHERE article_id = $1) FROM articles WHERE id = $1",
    )
    .bind(known.article_id)
    .fetch_one(&mut **tx)
    .await?;
    Ok(of == publisher || first == Some(known.id))
}

async fn change(tx: &mut Tx, known: &Known, entry: &NewEntry, speaks: bool, now: Millis) -> Result<RecordedEntry> {
    sqlx::query(
        "UPDATE entries SET url = $2, title = $3, authors = $4, summary_html = $5, content_html = $6, tags = $7, \
           image_url = $8, published_at = $9, content_hash = $10, words_hash = $11 WHERE id = $1",
    )
    .bind(known.id)
    .bind(&entry.url)
    .bind(&entry.title)
    .bind(to_json(&entry.authors)?)
    .bind(&entry.summary_html)
    .bind(&entry.content_html)
    .bind(to_json(&entry.tags)?)
    .bind(&entry.image_url)
    .bind(entry.published_at)
    .bind(&entry.content_hash)
    .bind(&entry.words_hash)
    .execute(&mut **tx)
    .await?;
    let recorded = RecordedEntry { entry_id: known.id, article_id: known.article_id, fate: EntryFate::Changed };
    if !speaks {
        return Ok(recorded);
    }
    let origin: String = sqlx::query_scalar("SELECT origin FROM articles WHERE id = $1")
        .bind(known.article_id)
        .fetch_one(&mut **tx)
        .await?;
    if origin == Origin::Feed.as_str() {
        let text = NewText { title: &entry.title, text: &entry.text, html: &entry.html, words: entry.words };
        write_text(tx, known.article_id, &text, now).await?;
        sqlx::query(
            "UPDATE articles SET updated_at = COALESCE($2, updated_at), \
               description = CASE WHEN $3 = '' THEN description ELSE $3 END WHERE id = $1",
        )
        .bind(known.article_id)
        .bind(entry.updated_at)
        .bind(&entry.description)
        .execute(&mut **tx)
        .await?;
    } else if entry.title != known.title {
        // A page's words wait for its own fetch, but the headline in lists is the feed's.
        let text = NewText { title: &entry.title, text: "", html: "", words: 0 };
        write_text(tx, known.article_id, &text, now).await?;
    }
    Ok(recorded)
}
