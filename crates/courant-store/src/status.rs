//! How much there is and how much is left to do.

use sqlx::FromRow;

use crate::{Millis, Result, Store};

/// The instance at one instant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Status {
    /// What is left to do now: jobs due or running, active sources that are due, pages that have not taught their host yet,
    /// articles that wait for their story, and questions that wait for the story engine. Zero only when nothing is.
    pub jobs_pending: i64,
    /// What is still to be read of the news, without old articles that are read anew after an upgrade: those are jobs of a
    /// priority below 0, and their questions to the story engine. New articles count until they have their story.
    pub news_pending: i64,
    /// Jobs that were given up on.
    pub jobs_dead: i64,
    /// Articles that readers see.
    pub articles: i64,
    /// All articles, those still on their way included.
    pub articles_known: i64,
    /// Stories with at least one article.
    pub stories: i64,
    /// Sources that are polled or paused.
    pub sources: i64,
    /// Publishers.
    pub publishers: i64,
}

impl Store {
    /// The state at `now`, from one statement: between two steps of a piece of work it never looks finished.
    pub async fn status(&self, now: Millis) -> Result<Status> {
        Ok(sqlx::query_as(
            "SELECT \
               (SELECT COUNT(*) FROM jobs WHERE state = 'queued' AND run_at <= $1) \
                 + (SELECT COUNT(*) FROM jobs WHERE state = 'running') \
                 + (SELECT COUNT(*) FROM sources WHERE state = 'active' AND next_poll_at <= $1) \
                 + (SELECT COUNT(*) FROM host_lessons) \
                 + (SELECT COUNT(*) FROM articles WHERE stage = 'ready') \
                 + (SELECT COUNT(*) FROM engine_waiting) AS jobs_pending, \
               (SELECT COUNT(*) FROM jobs WHERE state = 'queued' AND priority >= 0 AND run_at <= $1) \
                 + (SELECT COUNT(*) FROM jobs WHERE state = 'running' AND priority >= 0) \
                 + (SELECT COUNT(*) FROM sources WHERE state = 'active' AND next_poll_at <= $1) \
                 + (SELECT COUNT(*) FROM host_lessons) \
                 + (SELECT COUNT(*) FROM articles WHERE stage = 'ready') AS news_pending, \
               (SELECT COUNT(*) FROM jobs WHERE state = 'dead') AS jobs_dead, \
               (SELECT value FROM tallies WHERE name = 'articles') AS articles, \
               (SELECT value FROM tallies WHERE name = 'articles_known') AS articles_known, \
               (SELECT value FROM tallies WHERE name = 'stories') AS stories, \
               (SELECT COUNT(*) FROM sources WHERE state <> 'gone') AS sources, \
               (SELECT COUNT(*) FROM publishers) AS publishers",
        )
        .bind(now)
        .fetch_one(self.readers())
        .await?)
    }
}
