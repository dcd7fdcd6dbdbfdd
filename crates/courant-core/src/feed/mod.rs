//! Bytes to a feed: any dialect, any state of repair.
//!
//! [`parse`] never fails and never panics. What it repaired or could not read stands in the feed's `problems`, in
//! sentences for a person. The order of work: bytes to text (`charset`), then one forgiving pass over the text
//! (`reader`, or `json` for JSON Feed).

mod capture;
pub mod charset;
pub mod date;
mod discover;
mod draft;
mod fields;
mod hub;
mod identity;
mod json;
mod links;
mod markup;
mod mend;
mod names;
mod notes;
mod people;
mod plain;
mod quiet;
mod reader;
mod references;
mod spaces;
#[cfg(test)]
mod tests;

use crate::model::ParsedFeed;

pub use discover::{Candidate, discover, well_known};
pub use hub::{Hub, hub_of};
pub use identity::entry_key;

/// What is known about a document besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The `Content-Type` it was served with.
    pub content_type: Option<&'a str>,
    /// The address it came from, after redirects.
    pub url: Option<&'a str>,
}

/// Entries kept of one document; of more, the newest.
pub const MAX_ENTRIES: usize = 2_000;

/// Reads a feed; what is no feed gives [`crate::model::FeedFormat::None`] and a problem that says what it is.
pub fn parse(bytes: &[u8], hints: &Hints) -> ParsedFeed {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return nothing("The document is empty.");
    }
    let decoded = charset::decode(bytes, hints.content_type);
    let mut feed = read(&decoded.text, hints.url);
    if let Some(problem) = decoded.problem {
        feed.problems.insert(0, problem);
    }
    keep_newest(&mut feed);
    feed
}

fn read(text: &str, url: Option<&str>) -> ParsedFeed {
    if text.trim_start().starts_with(['{', '['])
        && let Some(feed) = json::read(text, url)
    {
        return feed;
    }
    reader::Reader::read(text, url)
}

fn nothing(problem: &str) -> ParsedFeed {
    ParsedFeed { problems: vec![problem.to_owned()], ..ParsedFeed::default() }
}

/// Keeps the newest entries in document order; entries without a date count as the oldest.
fn keep_newest(feed: &mut ParsedFeed) {
    let count = feed.entries.len();
    if count <= MAX_ENTRIES {
        return;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(feed.entries[at].published_at), at));
    order.truncate(MAX_ENTRIES);
    order.sort_unstable();
    let mut kept = order.into_iter().peekable();
    let mut at = 0;
    feed.entries.retain(|_| {
        let keep = kept.next_if_eq(&at).is_some();
        at += 1;
        keep
    });
    feed.problems.push(format!("The feed has {count} entries; the newest {MAX_ENTRIES} were kept."));
}
