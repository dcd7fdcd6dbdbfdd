//! One entry while it is being read: of several elements for one field, the one to believe.

use jiff::Timestamp;

use super::names::Rank;
use crate::model::{ParsedEnclosure, ParsedEntry};

/// Values kept for one field that may repeat; a feed cannot grow an entry without end.
const MOST_VALUES: usize = 60;
/// Bytes of an author's name: what is longer is a text in the wrong place. Those of a feed are those of each of its entries.
const LONGEST_NAME: usize = 300;
/// Characters of a feed's language.
const LONGEST_LANGUAGE: usize = 35;

/// An entry and the rank of each field that it has so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// What is known.
    pub entry: ParsedEntry,
    title: Rank,
    link: Rank,
    summary: Rank,
    content: Rank,
    published: Rank,
    updated: Rank,
}

impl Draft {
    /// Offers a title.
    pub fn title(&mut self, rank: Rank, text: String) {
        take(&mut self.entry.title, &mut self.title, rank, text);
    }

    /// Offers a link.
    pub fn link(&mut self, rank: Rank, url: String) {
        take(&mut self.entry.url, &mut self.link, rank, url);
    }

    /// Offers a link that counts for more than an equal one before it.
    pub fn later_link(&mut self, rank: Rank, url: String) {
        if rank >= self.link && !url.is_empty() {
            (self.entry.url, self.link) = (url, rank);
        }
    }

    /// Offers a summary.
    pub fn summary(&mut self, rank: Rank, text: String) {
        take(&mut self.entry.summary, &mut self.summary, rank, text);
    }

    /// Offers content.
    pub fn content(&mut self, rank: Rank, html: String) {
        take(&mut self.entry.content_html, &mut self.content, rank, html);
    }

    /// Offers a time of publication.
    pub fn published(&mut self, rank: Rank, at: Timestamp) {
        if rank > self.published {
            (self.entry.published_at, self.published) = (Some(at), rank);
        }
    }

    /// Offers a time of change.
    pub fn updated(&mut self, rank: Rank, at: Timestamp) {
        if rank > self.updated {
            (self.entry.updated_at, self.updated) = (Some(at), rank);
        }
    }

    /// Adds an author.
    pub fn author(&mut self, name: String) {
        add_author(&mut self.entry.authors, &name);
    }

    /// Adds a tag.
    pub fn tag(&mut self, name: String) {
        add(&mut self.entry.tags, name);
    }

    /// Adds a file, or what another element says about the same one.
    pub fn enclosure(&mut self, enclosure: ParsedEnclosure) {
        let list = &mut self.entry.enclosures;
        if enclosure.url.is_empty() {
            return;
        }
        if let Some(known) = list.iter_mut().find(|known| known.url == enclosure.url) {
            known.content_type = known.content_type.take().or(enclosure.content_type);
            known.length = known.length.or(enclosure.length);
        } else if list.len() < MOST_VALUES {
            list.push(enclosure);
        }
    }

    /// Whether anything but its words says which entry it is.
    pub fn is_known(&self) -> bool {
        !(self.entry.url.is_empty() && self.entry.external_id.is_empty())
    }

    /// The entry, with what follows from its fields filled in: without a publication time the time of change is the
    /// only claim there is, and without an id the link is one.
    pub fn finish(self) -> ParsedEntry {
        let mut entry = self.entry;
        entry.published_at = entry.published_at.or(entry.updated_at);
        if entry.external_id.is_empty() {
            entry.external_id.clone_from(&entry.url);
        }
        entry
    }
}

fn take(value: &mut String, rank: &mut Rank, offered: Rank, text: String) {
    if offered > *rank && !text.trim_ascii().is_empty() {
        (*value, *rank) = (text, offered);
    }
}

/// Adds a name that is not yet there, or the beginning of a long one.
pub fn add_author(list: &mut Vec<String>, name: &str) {
    add(list, name[..name.floor_char_boundary(LONGEST_NAME)].trim_end().to_owned());
}

/// A language as it is kept.
pub fn language(written: &str) -> Option<String> {
    Some(written.trim().chars().take(LONGEST_LANGUAGE).collect()).filter(|text: &String| !text.is_empty())
}

/// Adds a value that is not yet there.
pub fn add(list: &mut Vec<String>, text: String) {
    if !text.is_empty() && list.len() < MOST_VALUES && !list.contains(&text) {
        list.push(text);
    }
}
