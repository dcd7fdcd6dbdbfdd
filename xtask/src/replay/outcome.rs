//! How things stand: every article with its text, its entries and its story, as the program itself gives them out.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;

use super::site::{Running, Site};

/// One line of `courant export jsonl`.
#[derive(Debug, Clone, Deserialize)]
pub struct Exported {
    /// The program's own number.
    pub id: String,
    /// As linked.
    pub url: Option<String>,
    /// The link that identifies it.
    pub canonical_url: String,
    /// The whole text.
    pub text: String,
    /// `page`, `feed` or `import`.
    pub origin: String,
    /// Why there is no page text.
    pub problem: Option<String>,
    /// Its story's number.
    pub story: Option<String>,
    /// What led to it.
    pub entries: Vec<Entry>,
}

/// Which feed said so, under which id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Entry {
    /// The feed's address.
    pub source: String,
    /// The publisher's id.
    pub id: String,
}

/// Everything, at one moment.
pub struct Outcome {
    /// All articles, by the link that identifies them.
    pub articles: BTreeMap<String, Exported>,
    /// All stories as the site gives them to programs.
    pub stories: Vec<Value>,
    /// What a reader sees of some articles: their pages, by the link that identifies the article.
    pub seen: BTreeMap<String, String>,
}

/// Wire articles whose pages are looked at.
const LOOKED_AT: usize = 20;

impl Exported {
    /// Words of the text.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether a feed under this path of the publishers led to it.
    pub fn is_from(&self, path: &str) -> bool {
        self.entries.iter().any(|entry| entry.source.contains(path))
    }
}

impl Outcome {
    /// Reads all of it; nothing may be under way.
    pub fn read(site: &Site, running: &Running) -> anyhow::Result<Self> {
        let export = String::from_utf8(site.command(&["export", "jsonl"])?)?;
        let mut articles = BTreeMap::new();
        for line in export.lines() {
            let article: Exported = serde_json::from_str(line).context("an exported line cannot be read")?;
            articles.insert(article.canonical_url.clone(), article);
        }
        let wire: Vec<&Exported> = articles.values().filter(|article| article.is_from("/wire/")).collect();
        let mut seen = BTreeMap::new();
        for article in wire.iter().step_by((wire.len() / LOOKED_AT).max(1)) {
            seen.insert(article.canonical_url.clone(), running.article_page(&article.id)?);
        }
        Ok(Self { stories: running.stories()?, articles, seen })
    }

    /// Each entry with the article that it leads to.
    pub fn entries(&self) -> BTreeSet<(&Entry, &str)> {
        self.articles.values().flat_map(|a| a.entries.iter().map(|entry| (entry, a.canonical_url.as_str()))).collect()
    }

    /// Which articles stand together: a set of sets of links, whatever the stories' numbers are.
    pub fn memberships(&self) -> BTreeSet<BTreeSet<&str>> {
        let mut stories: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for article in self.articles.values() {
            if let Some(story) = &article.story {
                stories.entry(story).or_default().insert(&article.canonical_url);
            }
        }
        stories.into_values().collect()
    }

    /// Articles that stand in no story.
    pub fn unplaced(&self) -> usize {
        self.articles.values().filter(|article| article.story.is_none()).count()
    }
}
