//! What the store keeps of a feed's entries, whichever way the feed came: polled, or delivered by a hub.

use courant_core::model::{ParsedEntry, ParsedFeed};
use courant_core::{feed, sanitize, url as links};
use courant_store::{JobFor, NewEntry};
use sha2::{Digest, Sha256};

use super::jobs::{fetch_article, understand_article};

/// Words of an entry's own text shown as its description.
const DESCRIPTION_WORDS: usize = 40;

/// All entries of a source's document.
pub fn entries_of(source: &str, feed: &ParsedFeed, now: i64) -> Vec<NewEntry> {
    feed.entries.iter().map(|entry| entry_of(source, feed, entry, now)).collect()
}

/// What the store keeps of one entry. An entry without a link is an article of its own, named by its source and id.
fn entry_of(source: &str, feed: &ParsedFeed, entry: &ParsedEntry, now: i64) -> NewEntry {
    let base = if entry.url.is_empty() { source } else { entry.url.as_str() };
    let content = if entry.content_html.trim().is_empty() { &entry.summary } else { &entry.content_html };
    let html = sanitize::sanitize(content, base);
    let text = sanitize::to_text(&html);
    let summary_html = sanitize::sanitize(&entry.summary, base);
    let summary = sanitize::to_text(&summary_html);
    let description = sanitize::excerpt(if summary.is_empty() { &text } else { &summary }, DESCRIPTION_WORDS);
    let external_id = feed::entry_key(entry);
    let has_page = entry.url.starts_with("http://") || entry.url.starts_with("https://");
    let canonical_url =
        if has_page { links::canonical(&entry.url) } else { format!("{source}#entry={external_id}") };
    let title = if entry.title.trim().is_empty() { sanitize::excerpt(&text, 12) } else { entry.title.clone() };
    let kind = if has_page { fetch_article::KIND } else { understand_article::KIND };
    NewEntry {
        url: if has_page { entry.url.clone() } else { String::new() },
        canonical_url,
        content_hash: hash(format!("{title}\u{1f}{html}\u{1f}{}", entry.url).as_bytes()),
        words: i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX),
        external_id,
        title,
        authors: entry.authors.clone(),
        summary_html,
        content_html: html.clone(),
        text,
        html,
        description,
        tags: entry.tags.clone(),
        image_url: picture(entry),
        language: feed.language.clone(),
        published_at: entry.published_at.map(|moment| moment.as_millisecond()),
        updated_at: entry.updated_at.map(|moment| moment.as_millisecond()),
        publisher: None,
        next: Some(JobFor::new(kind, now)),
    }
}

fn picture(entry: &ParsedEntry) -> Option<String> {
    let is_picture = |kind: &Option<String>| kind.as_deref().is_some_and(|kind| kind.starts_with("image/"));
    entry.enclosures.iter().find(|file| is_picture(&file.content_type)).map(|file| file.url.clone())
}

/// Tells contents apart.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
