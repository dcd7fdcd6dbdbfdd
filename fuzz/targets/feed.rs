//! Any bytes as a feed. The first line is the content type it was served with, the rest is the document.

#![no_main]

use courant_core::feed::{self, Hints, MAX_ENTRIES, date};
use courant_core::model::{FeedFormat, ParsedEntry, ParsedFeed};
use libfuzzer_sys::fuzz_target;

/// Every link may grow by its base and every byte by an escape; what grows more would be a way to fill our memory.
const GROWTH: usize = 64;
const SLACK: usize = 1 << 16;

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|byte| *byte == b'\n');
    let (head, body) = at.map_or((&[][..], data), |at| (&data[..at], &data[at + 1..]));
    let content_type = std::str::from_utf8(head).ok().filter(|head| !head.is_empty());
    let feed = feed::parse(body, &Hints { content_type, url: Some("https://news.example/feed.xml") });
    assert!(feed.entries.len() <= MAX_ENTRIES, "{} entries", feed.entries.len());
    assert!(size(&feed) <= GROWTH * data.len() + SLACK, "{} bytes became {}", data.len(), size(&feed));
    if feed.format == FeedFormat::None {
        assert!(feed.entries.is_empty() && !feed.problems.is_empty(), "no feed, and nothing said about it");
    }
    for entry in &feed.entries {
        assert!(!feed::entry_key(entry).is_empty(), "an entry without a key: {entry:?}");
        for moment in [entry.published_at, entry.updated_at].into_iter().flatten() {
            let written = moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            assert!(date::read(&written).is_some(), "{written} is a date that cannot be read again");
        }
    }
});

fn size(feed: &ParsedFeed) -> usize {
    let own = feed.title.len() + feed.link.len() + feed.problems.iter().map(String::len).sum::<usize>();
    own + feed.icon.as_ref().map_or(0, String::len) + feed.entries.iter().map(of_entry).sum::<usize>()
}

fn of_entry(entry: &ParsedEntry) -> usize {
    let lists = entry.authors.iter().chain(&entry.tags).map(String::len).sum::<usize>();
    let files = entry.enclosures.iter().map(|file| file.url.len()).sum::<usize>();
    let words = entry.external_id.len() + entry.url.len() + entry.title.len();
    words + entry.summary.len() + entry.content_html.len() + lists + files
}
