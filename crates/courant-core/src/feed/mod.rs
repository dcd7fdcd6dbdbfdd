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
#[cfg(test)]
mod growth_tests;
mod hub;
mod identity;
mod json;
mod links;
mod markup;
mod mend;
mod names;
mod newest;
mod notes;
mod people;
mod plain;
mod quiet;
mod reader;
mod references;
mod spaces;
#[cfg(test)]
mod tests;
mod thrifty;

use crate::model::ParsedFeed;

pub use discover::{Candidate, discover, well_known};
pub use hub::{Hub, hub_of};
pub use identity::{entry_key, keyed_entries};

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
