//! When an article's page is looked at again. Publishers go on writing after they publish, mostly within hours: a new
//! page is looked at three times more at growing distances, one that moves as long as it does, and none for ever. A feed
//! that changes what it says of an article asks for one look more, which counts among the others.

use courant_store::{ArticleForFetch, LastLook, NewJob};
use serde::{Deserialize, Serialize};

use super::jobs::fetch_article;

const HOUR_MS: i64 = 3_600_000;
/// How long after a look the next one follows, by the number of looks in a row that found nothing new.
const AFTER_MS: [i64; 3] = [HOUR_MS, 4 * HOUR_MS, 19 * HOUR_MS];
/// Looks at one page, however often it changes.
const MOST: u32 = 16;
/// What was published so long before it was first read comes from an archive and does not move.
const OLD_MS: i64 = 72 * HOUR_MS;

/// What is known of the looks so far; it travels with the job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Looks so far, this one included.
    pub times: u32,
    /// Looks in a row that found nothing new.
    pub quiet: usize,
    /// What the page was last sent with, so that its publisher can say that nothing changed.
    pub etag: Option<String>,
    /// See `etag`.
    pub last_modified: Option<String>,
}

impl Look {
    /// The look that a job is; `None` for a first reading, or one that the feed asked for.
    pub fn of(payload: &serde_json::Value) -> Option<Self> {
        serde_json::from_value(payload.get("look")?.clone()).ok()
    }

    /// The look as the store keeps it.
    pub fn kept(&self, at: i64, doubt: Option<String>) -> LastLook {
        LastLook { at, look: serde_json::to_string(self).unwrap_or_default(), doubt }
    }

    /// The look that follows this one, and when; `None` when it was the last.
    fn next(&self, changed: bool) -> Option<(Self, i64)> {
        let quiet = if changed || self.times == 0 { 0 } else { self.quiet + 1 };
        let after = AFTER_MS.get(quiet).filter(|_| self.times < MOST)?;
        Some((Self { times: self.times + 1, quiet, ..self.clone() }, *after))
    }
}

/// The next look at an article, where there is to be one. `look` is the one just had, the default after a first reading.
pub fn job(article: &ArticleForFetch, look: &Look, changed: bool, now: i64) -> Option<NewJob> {
    let old = article.published_at.is_some_and(|published| article.fetched_at - published > OLD_MS);
    let (next, after) = look.next(changed).filter(|_| !old)?;
    Some(queued(article, &next, now + after))
}

/// The look that a changed entry asks for: no sooner than an hour after the last one, with its validators, and counted
/// with the others, since there are feeds whose entries change at every poll. `None` when there were enough.
pub fn asked_for(article: &ArticleForFetch, now: i64) -> Option<NewJob> {
    let last = article.last_look.clone().unwrap_or_default();
    let look: Look = serde_json::from_str(&last.look).unwrap_or_default();
    let next = Look { times: look.times + 1, ..look };
    (next.times <= MOST).then(|| queued(article, &next, now.max(last.at + HOUR_MS)))
}

/// One key for all looks at a page: a look that the feed asks for does not start a second row of them.
fn queued(article: &ArticleForFetch, look: &Look, at: i64) -> NewJob {
    NewJob::new(fetch_article::KIND, format!("{}/look", article.id), at)
        .with_payload(serde_json::json!({ "id": article.id, "look": look }))
        .with_priority(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hours between looks, when the looks of these numbers (from 1) find a change.
    fn hours(changed: &[u32]) -> Vec<i64> {
        let mut look = Look::default();
        let mut hours = Vec::new();
        while let Some((next, after)) = look.next(changed.contains(&look.times)) {
            hours.push(after / HOUR_MS);
            look = next;
        }
        hours
    }

    #[test]
    fn looks_grow_rarer_and_end() {
        assert_eq!(hours(&[]), [1, 4, 19]);
        assert_eq!(hours(&[2]), [1, 4, 1, 4, 19]);
        assert_eq!(hours(&(1..40).collect::<Vec<_>>()), [1; 16]);
    }

    #[test]
    fn a_look_travels_with_its_job() {
        let look = Look { times: 2, quiet: 1, etag: Some("\"a\"".to_owned()), last_modified: None };
        assert_eq!(Look::of(&serde_json::json!({ "id": 1, "look": look })), Some(look));
        assert_eq!(Look::of(&serde_json::json!({ "id": 1 })), None);
    }
}
