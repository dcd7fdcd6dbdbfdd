//! All that an engine decided about a set of articles, also about those that left its window.

use std::collections::BTreeMap;

use super::choose::{Candidate, later};
use crate::story::{Admitted, Change};

#[derive(Debug, Clone)]
struct Known {
    id: String,
    publisher: String,
    at: i64,
    text: i64,
    links: BTreeMap<i64, f32>,
}

/// Follows an engine's changes.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    known: BTreeMap<i64, Known>,
    by_id: BTreeMap<String, i64>,
    story_of: BTreeMap<String, String>,
    redirects: BTreeMap<String, String>,
}

impl Corpus {
    /// Takes note of a change.
    pub fn note(&mut self, change: &Change) {
        match change {
            Change::Admit(admitted) => self.admit(admitted),
            Change::Assign { article, story, .. } | Change::Move { article, into: story, .. } => {
                self.story_of.insert(article.clone(), story.clone());
            }
            Change::Split { into, articles, .. } => {
                for article in articles {
                    self.story_of.insert(article.clone(), into.clone());
                }
            }
            Change::Merge { from, into, .. } => {
                self.redirects.insert(from.clone(), into.clone());
            }
            Change::Remove { article } => {
                self.story_of.remove(article);
                if let Some(seq) = self.by_id.remove(article) {
                    self.unlink(seq);
                    self.known.remove(&seq);
                }
            }
            Change::Redirect { .. }
            | Change::Close { .. }
            | Change::Constrain { .. }
            | Change::Lift { .. }
            | Change::Repaired { .. } => {}
        }
    }

    fn unlink(&mut self, seq: i64) {
        for other in self.known.values_mut() {
            other.links.remove(&seq);
        }
    }

    fn admit(&mut self, admitted: &Admitted) {
        let seq = admitted.article.seq;
        if admitted.revised {
            self.unlink(seq);
        }
        for link in &admitted.links {
            if let Some(other) = self.known.get_mut(&link.seq) {
                other.links.insert(seq, link.logit);
            }
        }
        self.by_id.insert(admitted.article.id.clone(), seq);
        let known = Known {
            id: admitted.article.id.clone(),
            publisher: admitted.article.publisher.clone(),
            at: admitted.at,
            text: admitted.copy_of.unwrap_or(seq),
            links: admitted.links.iter().map(|link| (link.seq, link.logit)).collect(),
        };
        self.known.insert(seq, known);
    }

    /// The story an article is in now.
    pub fn story_of(&self, article: &str) -> Option<&str> {
        let mut story = self.story_of.get(article)?;
        for _ in 0..=self.redirects.len() {
            match self.redirects.get(story) {
                Some(next) => story = next,
                None => break,
            }
        }
        Some(story)
    }

    /// The articles near one, in order of arrival.
    pub fn near(&self, article: &str) -> Vec<Candidate> {
        let Some(own) = self.by_id.get(article).and_then(|seq| self.known.get(seq)) else { return Vec::new() };
        let story = self.story_of(article);
        let near = own.links.iter().filter_map(|(seq, logit)| {
            let other = self.known.get(seq)?;
            Some(Candidate {
                id: other.id.clone(),
                logit: *logit,
                same_story: story.is_some() && self.story_of(&other.id) == story,
                copied: other.text == own.text,
                other_publisher: other.publisher.is_empty() || other.publisher != own.publisher,
                text: other.text,
                later: later(own.at, other.at),
            })
        });
        near.collect()
    }
}
