//! What changed since the last repair, so that the next one need not think again about all the rest.
//!
//! An article's place depends on its links, on readers' words, and on who is in its own story and in those it has a link to. Who is not
//! marked would be left where it is.

use std::collections::BTreeSet;

/// Stories and articles that are not as they were.
#[derive(Debug, Clone, Default)]
struct Changed {
    stories: BTreeSet<String>,
    articles: BTreeSet<i64>,
}

/// Marks of two times: a repair's own changes come after what it looked at, and are the next one's to look at.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    all: bool,
    earlier: Changed,
    latest: Changed,
}

impl Marks {
    /// Everything has to be looked at: what changed is not known, as after a restart, or reaches far.
    pub(super) fn everything(&mut self) {
        self.all = true;
    }

    /// Members came to the story, left it, or are not as they were.
    pub(super) fn story(&mut self, story: &str) {
        if !story.is_empty() && !self.latest.stories.contains(story) {
            self.latest.stories.insert(story.to_owned());
        }
    }

    /// The article is new or has other links.
    pub(super) fn article(&mut self, seq: i64) {
        self.latest.articles.insert(seq);
    }

    /// Something comes from outside: what was marked until now is older than it.
    pub(super) fn turn(&mut self) {
        // One by one: appending would build the whole set again for each arrival.
        self.earlier.stories.extend(std::mem::take(&mut self.latest.stories));
        self.earlier.articles.extend(std::mem::take(&mut self.latest.articles));
    }

    /// A repair is over. What it changed was marked after the latest turn and stays.
    pub(super) fn repaired(&mut self) {
        self.all = false;
        self.earlier = Changed::default();
    }

    /// Whether everything has to be looked at.
    pub(super) fn all(&self) -> bool {
        self.all
    }

    /// The marked stories; one may stand here twice.
    pub(super) fn stories(&self) -> impl Iterator<Item = &str> {
        self.earlier.stories.iter().chain(&self.latest.stories).map(String::as_str)
    }

    /// The marked articles; one may stand here twice.
    pub(super) fn articles(&self) -> impl Iterator<Item = i64> {
        self.earlier.articles.iter().chain(&self.latest.articles).copied()
    }
}
