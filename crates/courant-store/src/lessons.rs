//! What was learned of hosts' pages, and the pages that have yet to teach.
//!
//! A page is stored with its lesson. The lessons of a round are taken together: what is known of the host then, the texts
//! that read otherwise by it, and the lessons' end are one transaction.

use sqlx::FromRow;

use crate::jobs::{JobFor, put_jobs};
use crate::pages::{NewText, write_settled};
use crate::rows::{Connection, Tx, bounded};
use crate::{ArticleId, Millis, Result, SourceId, Store, StoreError};

/// What a page teaches about its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostLesson {
    /// Host name, with the port where it is not the scheme's own.
    pub host: String,
    /// The page as core can read it again.
    pub draft: Vec<u8>,
}

/// A page that has not taught yet.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct WaitingLesson {
    /// Whose page.
    pub article_id: ArticleId,
    /// As in [`HostLesson::draft`].
    pub draft: Vec<u8>,
}

/// A text that reads otherwise, now that its host has learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledText {
    /// Whose text.
    pub article_id: ArticleId,
    /// What was stored. Where something else is by now, that stays.
    pub before: String,
    /// What is to be stored.
    pub text: String,
    /// The same, sanitised.
    pub html: String,
    /// Words in `text`.
    pub words: i64,
}

/// What a round of pages taught.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// As in [`HostLesson::host`].
    pub host: String,
    /// What was known of the host when the round was thought over.
    pub before: Vec<u8>,
    /// The host's whole furniture, as core writes it, in the place of that.
    pub memory: Vec<u8>,
    /// How many pages have taught by now.
    pub pages: i64,
    /// The pages of the round.
    pub taught: Vec<ArticleId>,
    /// Those of them that read otherwise.
    pub settled: Vec<SettledText>,
}

impl Store {
    /// What was learned of a host's pages, as [`Round::memory`] had it last; empty when nothing was.
    pub async fn host_furniture(&self, host: &str) -> Result<Vec<u8>> {
        memory_of(&mut *self.readers().acquire().await?, host).await
    }

    /// Hosts with pages that have not taught yet, in the order of their names.
    pub async fn hosts_with_lessons(&self, limit: i64) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT DISTINCT host FROM host_lessons ORDER BY host LIMIT $1")
            .bind(bounded(limit, 1_000))
            .fetch_all(self.readers())
            .await?)
    }

    /// The pages of a host that have not taught yet, in the order of their articles' keys.
    pub async fn waiting_lessons(&self, host: &str, limit: i64) -> Result<Vec<WaitingLesson>> {
        Ok(sqlx::query_as("SELECT article_id, draft FROM host_lessons WHERE host = $1 ORDER BY article_id LIMIT $2")
            .bind(host)
            .bind(bounded(limit, 1_000))
            .fetch_all(self.readers())
            .await?)
    }

    /// Stores what a round taught: the host's furniture, the texts that read otherwise, `then` for each of their articles,
    /// and the end of the lessons. No revision is kept of a text, since its publisher changed nothing. Returns how many texts
    /// changed. `Conflict` when what it rests on is no more, such as a page that was removed meanwhile: nothing of that may be
    /// remembered, so the round is to be thought over anew.
    pub async fn store_round(&self, round: &Round, then: &JobFor, now: Millis) -> Result<usize> {
        let mut tx = self.write().await?;
        if !still_stands(&mut tx, round).await? {
            return Err(StoreError::Conflict(format!("what a round of {} rests on has changed", round.host)));
        }
        keep_memory(&mut tx, round, now).await?;
        let mut changed = 0;
        for settled in &round.settled {
            let text = NewText { title: "", text: &settled.text, html: &settled.html, words: settled.words };
            if write_settled(&mut tx, settled.article_id, &settled.before, &text, now).await? {
                put_jobs(&mut tx, &[then.to(settled.article_id)], now).await?;
                changed += 1;
            }
        }
        for article in &round.taught {
            write_host_pages(&mut tx, *article, round.pages).await?;
            sqlx::query("DELETE FROM host_lessons WHERE article_id = $1").bind(article).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Notes that an article's text was read again when so many pages of its host had taught.
    pub async fn note_host_pages(&self, article: ArticleId, pages: i64) -> Result<()> {
        let mut tx = self.write().await?;
        write_host_pages(&mut tx, article, pages).await?;
        Ok(tx.commit().await?)
    }
}

/// The lesson of a page that is being stored.
pub(crate) async fn put_lesson(tx: &mut Tx, lesson: &HostLesson, article: ArticleId) -> Result<()> {
    sqlx::query(
        "INSERT INTO host_lessons (article_id, host, draft) VALUES ($1, $2, $3) \
         ON CONFLICT (article_id) DO UPDATE SET host = excluded.host, draft = excluded.draft",
    )
    .bind(article)
    .bind(&lesson.host)
    .bind(&lesson.draft)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many pages of its host had taught when a text was read.
pub(crate) async fn write_host_pages(tx: &mut Tx, article: ArticleId, pages: i64) -> Result<()> {
    sqlx::query("UPDATE article_texts SET host_pages = $2 WHERE article_id = $1")
        .bind(article)
        .bind(pages)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn memory_of(connection: &mut Connection, host: &str) -> Result<Vec<u8>> {
    let found: Option<Vec<u8>> = sqlx::query_scalar("SELECT memory FROM host_furniture WHERE host = $1")
        .bind(host)
        .fetch_optional(connection)
        .await?;
    Ok(found.unwrap_or_default())
}

/// Whether the host is known as it was, and every page of the round still waits to teach it.
async fn still_stands(tx: &mut Tx, round: &Round) -> Result<bool> {
    for article in &round.taught {
        let waits: Option<i64> = sqlx::query_scalar("SELECT 1 FROM host_lessons WHERE article_id = $1 AND host = $2")
            .bind(article)
            .bind(&round.host)
            .fetch_optional(&mut **tx)
            .await?;
        if waits.is_none() {
            return Ok(false);
        }
    }
    Ok(memory_of(tx, &round.host).await? == round.before)
}

async fn keep_memory(tx: &mut Tx, round: &Round, now: Millis) -> Result<()> {
    sqlx::query(
        "INSERT INTO host_furniture (host, memory, learned_at) VALUES ($1, $2, $3) \
         ON CONFLICT (host) DO UPDATE SET memory = excluded.memory, learned_at = excluded.learned_at",
    )
    .bind(&round.host)
    .bind(&round.memory)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    for article in &round.taught {
        sqlx::query(
            "INSERT INTO host_teachers (host, source_id) SELECT DISTINCT $1, source_id FROM entries WHERE article_id = $2 \
             ON CONFLICT (host, source_id) DO NOTHING",
        )
        .bind(&round.host)
        .bind(article)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Forgets what a source's pages taught, of every host that no other source taught about.
pub(crate) async fn forget_lessons(tx: &mut Tx, source: SourceId) -> Result<()> {
    let hosts: Vec<String> = sqlx::query_scalar("SELECT host FROM host_teachers WHERE source_id = $1 ORDER BY host")
        .bind(source)
        .fetch_all(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM host_teachers WHERE source_id = $1").bind(source).execute(&mut **tx).await?;
    for host in hosts {
        sqlx::query(
            "DELETE FROM host_furniture WHERE host = $1 AND NOT EXISTS (SELECT 1 FROM host_teachers t WHERE t.host = $1)",
        )
        .bind(host)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
