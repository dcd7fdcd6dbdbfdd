//! What fetching an article's page came to, and how a changed text is kept.

use courant_core::model::{Access, PageKind};
use courant_core::url as links;
use sqlx::FromRow;

use crate::articles::Image;
use crate::changes::touch;
use crate::entries::decisive;
use crate::forget::{Forgotten, is_forgotten};
use crate::jobs::{Done, end};
use crate::lessons::{HostLesson, put_lesson, write_host_pages};
use crate::page_looks::{LastLook, write_look};
use crate::publishers::name_by_page;
use crate::removal::erase_articles;
use crate::rows::{Tx, to_json, to_word};
use crate::{ArticleId, Millis, Origin, Result, Stage, Store, StoreError};

/// A page as fetched and extracted, or the feed's text where there is no page. What is empty or `None` keeps what is there.
#[derive(Debug, Clone, PartialEq)]
pub struct FetchedPage {
    /// Which article.
    pub article_id: ArticleId,
    /// The page's own canonical link, where it gives a believable one.
    pub canonical_url: Option<String>,
    /// Headline.
    pub title: String,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// Short description, plain text.
    pub description: String,
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same, sanitised.
    pub html: String,
    /// Words in `text`.
    pub words: i64,
    /// The lead picture.
    pub image: Option<Image>,
    /// BCP 47 primary subtag.
    pub language: Option<String>,
    /// What sort of page.
    pub kind: PageKind,
    /// How much of it a visitor gets.
    pub access: Access,
    /// Where `text` comes from.
    pub origin: Origin,
    /// Why there is no page text, in plain words; `None` clears it.
    pub problem: Option<String>,
    /// The publisher's claim.
    pub published_at: Option<Millis>,
    /// The publisher's claim.
    pub updated_at: Option<Millis>,
}

/// What the reading of a page tells besides its article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageReading<'a> {
    /// What it teaches about its host.
    pub lesson: Option<&'a HostLesson>,
    /// How many pages of its host had taught when it was read; `None` when that is not known.
    pub host_pages: Option<i64>,
    /// The publisher said the same before: what differs is furniture that is known now. No revision is kept of that.
    pub said_before: bool,
    /// The look that it was; `None` leaves what is kept of the one before.
    pub look: Option<&'a LastLook>,
    /// Where the page was found in the end, behind all redirects, and what it calls its own link where that is believed.
    pub links: &'a [String],
    /// What the page calls its outlet; empty when it does not say.
    pub site_name: &'a str,
}

/// What storing a page came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredPage {
    /// It is the article's text now.
    Stored {
        /// Whether title or text differ from before.
        changed: bool,
        /// The article's revision now.
        revision: i64,
    },
    /// The canonical link belongs to another article with the same headline or words. This one was joined to it and is no
    /// more; its job is ended and nothing follows.
    Duplicate(ArticleId),
    /// It is a page, or one of a publisher, that was forgotten on purpose: nothing was stored and the job is not ended. The
    /// article is to be taken out by [`Store::forget_again`].
    Forgotten(Forgotten),
}

#[derive(FromRow)]
struct Before {
    canonical_url: String,
    title: String,
    text: String,
    html: String,
    origin: String,
    stage: String,
    revision: i64,
    fetched_at: Millis,
}

/// A title and a text that take the place of others.
pub(crate) struct NewText<'a> {
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
    pub(crate) html: &'a str,
    pub(crate) words: i64,
}

impl Store {
    /// Stores a page. A title or text that differs from an earlier one of the same origin, or from one that a person brought,
    /// keeps that one as a revision. The article becomes `fetched` unless it has come further already. `NotFound` when it was
    /// removed meanwhile.
    pub async fn store_page(&self, page: &FetchedPage, now: Millis, done: Done<'_>) -> Result<StoredPage> {
        self.store_reading(page, PageReading::default(), now, done).await
    }

    /// The same with what else the reading told, in the same transaction.
    pub async fn store_reading(
        &self,
        page: &FetchedPage,
        reading: PageReading<'_>,
        now: Millis,
        done: Done<'_>,
    ) -> Result<StoredPage> {
        let mut tx = self.write().await?;
        let before = load(&mut tx, page.article_id).await?;
        if let Some(forgotten) = was_forgotten(&mut tx, page, reading.links).await? {
            return Ok(StoredPage::Forgotten(forgotten));
        }
        if let Some(canonical) =
            page.canonical_url.as_deref().filter(|url| !url.is_empty() && *url != before.canonical_url)
            && let Some(other) = take_canonical(&mut tx, page, &before, canonical).await?
        {
            end(&mut tx, Done { next: &[], ..done }, now).await?;
            tx.commit().await?;
            return Ok(StoredPage::Duplicate(other));
        }
        let text = NewText { title: &page.title, text: &page.text, html: &page.html, words: page.words };
        let same_origin = before.origin == page.origin.as_str() || before.origin == Origin::Import.as_str();
        let keep = same_origin && before.stage != Stage::New.as_str() && !reading.said_before;
        let (changed, revision) = replace(&mut tx, page.article_id, &before, &text, keep, now).await?;
        write_facts(&mut tx, page, &before).await?;
        name_by_page(&mut tx, page.article_id, reading.site_name, reading.links).await?;
        if let Some(pages) = reading.host_pages {
            write_host_pages(&mut tx, page.article_id, pages).await?;
        }
        if let Some(look) = reading.look {
            write_look(&mut tx, page.article_id, look).await?;
        }
        if let Some(lesson) = reading.lesson {
            put_lesson(&mut tx, lesson, page.article_id).await?;
        }
        end(&mut tx, done, now).await?;
        tx.commit().await?;
        Ok(StoredPage::Stored { changed, revision })
    }
}

/// A feed's link may say nothing of where it leads: a counter of clicks, a service that carries feeds.
async fn was_forgotten(tx: &mut Tx, page: &FetchedPage, found_at: &[String]) -> Result<Option<Forgotten>> {
    let names: Vec<&str> = page.canonical_url.iter().chain(found_at).map(String::as_str).collect();
    let domains: Vec<String> = names.iter().filter_map(|link| links::domain_of(link)).collect();
    let domains: Vec<&str> = domains.iter().map(String::as_str).collect();
    is_forgotten(tx, &names, &domains).await
}

async fn load(tx: &mut Tx, article: ArticleId) -> Result<Before> {
    Ok(sqlx::query_as(
        "SELECT a.canonical_url, a.title, t.text, t.html, a.origin, a.stage, a.revision, a.fetched_at \
         FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE a.id = $1",
    )
    .bind(article)
    .fetch_one(&mut **tx)
    .await?)
}

/// What stands on one article goes to the other that it turned out to be.
const JOIN: &[&str] = &[
    "UPDATE entries SET article_id = $2 WHERE article_id = $1",
    "UPDATE comments SET article_id = $2 WHERE article_id = $1",
    "INSERT INTO brought_articles (article_id) SELECT $2 FROM brought_articles WHERE article_id = $1 \
     ON CONFLICT (article_id) DO NOTHING",
    "INSERT INTO article_marks (user_id, article_id, read_at, saved_at) \
     SELECT m.user_id, $2, m.read_at, m.saved_at FROM article_marks m WHERE m.article_id = $1 \
     ON CONFLICT (user_id, article_id) DO UPDATE SET read_at = COALESCE(article_marks.read_at, excluded.read_at), \
       saved_at = COALESCE(article_marks.saved_at, excluded.saved_at)",
];

/// Takes the page's canonical link when it is free. When it is another article's and that one has the same headline or
/// words, and nobody has seen this one yet, joins this one to it. Sites that give one link for all their pages change nothing.
async fn take_canonical(
    tx: &mut Tx,
    page: &FetchedPage,
    before: &Before,
    canonical: &str,
) -> Result<Option<ArticleId>> {
    let owner: Option<(ArticleId, String, String)> = sqlx::query_as(
        "SELECT a.id, a.title, t.text FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE a.canonical_url = $1",
    )
    .bind(canonical)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((owner, title, text)) = owner else {
        sqlx::query("UPDATE articles SET canonical_url = $2 WHERE id = $1")
            .bind(page.article_id)
            .bind(canonical)
            .execute(&mut **tx)
            .await?;
        return Ok(None);
    };
    let headline = if page.title.is_empty() { &before.title } else { &page.title };
    let same = (!title.is_empty() && title == *headline) || (!text.is_empty() && text == page.text);
    let unseen = before.stage == Stage::New.as_str() || before.stage == Stage::Fetched.as_str();
    if !(same && unseen) {
        return Ok(None);
    }
    for statement in JOIN {
        sqlx::query(*statement).bind(page.article_id).bind(owner).execute(&mut **tx).await?;
    }
    erase_articles(tx, &[page.article_id]).await?;
    Ok(Some(owner))
}

async fn write_facts(tx: &mut Tx, page: &FetchedPage, before: &Before) -> Result<()> {
    let image = page.image.as_ref().map(to_json).transpose()?;
    let authors = if page.authors.is_empty() { None } else { Some(to_json(&page.authors)?) };
    // `at` stays once the engine has seen it: its order and the lists that carry a copy of it rest on it.
    sqlx::query(
        "UPDATE articles SET authors = COALESCE($2, authors), \
           description = CASE WHEN $3 = '' THEN description ELSE $3 END, image = COALESCE($4, image), \
           language = COALESCE($5, language), kind = $6, access = $7, origin = $8, problem = $9, \
           published_at = COALESCE($10, published_at), updated_at = COALESCE($11, updated_at), \
           at = CASE WHEN stage IN ('new', 'fetched') AND $10 IS NOT NULL THEN $12 ELSE at END, \
           stage = CASE WHEN stage = 'new' THEN 'fetched' ELSE stage END \
         WHERE id = $1",
    )
    .bind(page.article_id)
    .bind(authors)
    .bind(&page.description)
    .bind(image)
    .bind(&page.language)
    .bind(to_word(&page.kind)?)
    .bind(to_word(&page.access)?)
    .bind(page.origin.as_str())
    .bind(&page.problem)
    .bind(page.published_at)
    .bind(page.updated_at)
    .bind(decisive(page.published_at, before.fetched_at))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A feed's text that changed takes the place of the one before it.
pub(crate) async fn write_text(tx: &mut Tx, article: ArticleId, new: &NewText<'_>, now: Millis) -> Result<()> {
    let before = load(tx, article).await?;
    let keep = before.stage != Stage::New.as_str();
    replace(tx, article, &before, new, keep, now).await?;
    Ok(())
}

/// A page's text that reads otherwise, without a revision; where `expected` does not stand any more nothing is written.
/// Returns whether it was.
pub(crate) async fn write_settled(
    tx: &mut Tx,
    article: ArticleId,
    expected: &str,
    new: &NewText<'_>,
    now: Millis,
) -> Result<bool> {
    let before = match load(tx, article).await {
        Err(StoreError::NotFound) => return Ok(false),
        before => before?,
    };
    if before.origin != Origin::Page.as_str() || before.text != expected {
        return Ok(false);
    }
    Ok(replace(tx, article, &before, new, false, now).await?.0)
}

/// Returns whether title or text changed, and the revision now.
async fn replace(
    tx: &mut Tx,
    article: ArticleId,
    before: &Before,
    new: &NewText<'_>,
    keep: bool,
    now: Millis,
) -> Result<(bool, i64)> {
    let title = if new.title.is_empty() { &before.title } else { new.title };
    let (text, html) =
        if new.text.is_empty() { (before.text.as_str(), before.html.as_str()) } else { (new.text, new.html) };
    let changed = title != before.title || text != before.text;
    if !changed && html == before.html {
        return Ok((false, before.revision));
    }
    let revision = before.revision + i64::from(changed && keep);
    if revision != before.revision {
        sqlx::query(
            "INSERT INTO article_revisions (article_id, revision, title, text, html, seen_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(article)
        .bind(before.revision)
        .bind(&before.title)
        .bind(&before.text)
        .bind(&before.html)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    }
    sqlx::query("UPDATE article_texts SET text = $2, html = $3 WHERE article_id = $1")
        .bind(article)
        .bind(text)
        .bind(html)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE articles SET title = $2, revision = $3, words = CASE WHEN $4 = 1 THEN $5 ELSE words END WHERE id = $1",
    )
    .bind(article)
    .bind(title)
    .bind(revision)
    .bind(i64::from(!new.text.is_empty()))
    .bind(new.words)
    .execute(&mut **tx)
    .await?;
    if changed && before.stage == Stage::Placed.as_str() {
        touch(tx, article).await?;
        // What its story is headed and led by may be what was just taken back. Until the story's page is written anew the
        // article's own description stands for the lead.
        sqlx::query(
            "UPDATE stories SET title = $2, lead = '' \
             WHERE id = (SELECT story_id FROM articles WHERE id = $1) AND lead_article_id = $1",
        )
        .bind(article)
        .bind(title)
        .execute(&mut **tx)
        .await?;
    }
    Ok((changed, revision))
}
