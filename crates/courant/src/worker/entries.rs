//! What the store keeps of a feed's entries, whichever way the feed came: polled, or delivered by a hub.

use std::collections::{BTreeMap, BTreeSet};

use courant_core::model::{ParsedEntry, ParsedFeed};
use courant_core::text::words::word_count;
use courant_core::{feed, sanitize, url as links};
use courant_store::{JobFor, NewEntry, Store, StoreError};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::jobs::{fetch_article, understand_article};

/// Words of an entry's own text shown as its description.
const DESCRIPTION_WORDS: usize = 40;

/// A page that so many entries of one document link to, each with a headline of its own, is none of theirs: the site's front page, or
/// one long page of notes. Two may be one report and its correction.
const SHARED_BY: usize = 3;

/// 1990, milliseconds: before the first web page nobody published one. Who has no date often writes the year 1 or 1970.
const FIRST_PAGE_MS: i64 = 631_152_000_000;

/// What stands between a source and the key of an entry in the name of an article that has no page of its own.
const ENTRY: &str = "#entry=";

/// Whether an article is named by its entry and not by its page.
pub fn names_an_entry(canonical: &str) -> bool {
    canonical.contains(ENTRY)
}

/// The links that a source's entries are known to share.
pub async fn shared_links(store: &Store, source: &str) -> Result<Vec<String>, StoreError> {
    store.links_of_names(&format!("{source}{ENTRY}")).await
}

/// All entries of a source's document, each once. `shared` are links of entries that were known to share a page before.
pub fn entries_of(source: &str, feed: &ParsedFeed, shared: &[String], now: i64) -> Vec<NewEntry> {
    let entries = feed::keyed_entries(&feed.entries);
    let mut pages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, entry) in &entries {
        pages.entry(links::canonical(&entry.url)).or_default().insert(entry.title.trim());
    }
    let known: BTreeSet<String> = shared.iter().map(|link| links::canonical(link)).collect();
    let shares = |entry: &ParsedEntry| {
        let page = links::canonical(&entry.url);
        known.contains(&page) || pages.get(&page).is_some_and(|titles| titles.len() >= SHARED_BY)
    };
    entries
        .into_iter()
        .map(|(key, entry)| {
            let shared = shares(entry);
            entry_of(source, feed, key, entry, shared, now)
        })
        .collect()
}

/// What the store keeps of one entry. An entry without a link, or with one that it shares with others, is an article of its own,
/// named by its source and key: its words are those of the feed.
fn entry_of(
    source: &str,
    feed: &ParsedFeed,
    external_id: String,
    entry: &ParsedEntry,
    shared: bool,
    now: i64,
) -> NewEntry {
    let base = if entry.url.is_empty() { source } else { entry.url.as_str() };
    let content = if entry.content_html.trim().is_empty() { &entry.summary } else { &entry.content_html };
    let html = sanitize::sanitize(content, base);
    let text = sanitize::to_text(&html);
    let summary_html = sanitize::sanitize(&entry.summary, base);
    let summary = sanitize::to_text(&summary_html);
    let description = sanitize::excerpt(if summary.is_empty() { &text } else { &summary }, DESCRIPTION_WORDS);
    let has_page = entry.url.starts_with("http://") || entry.url.starts_with("https://");
    let own_page = has_page && !shared;
    let canonical_url = if own_page { links::canonical(&entry.url) } else { format!("{source}{ENTRY}{external_id}") };
    let title = if entry.title.trim().is_empty() { sanitize::excerpt(&text, 12) } else { entry.title.clone() };
    let kind = if has_page { fetch_article::KIND } else { understand_article::KIND };
    let dates = (entry.published_at, entry.updated_at);
    NewEntry {
        words_hash: hash(
            format!("{title}\u{1f}{}\u{1f}{}\u{1f}{dates:?}", words_of(&text), words_of(&summary)).as_bytes(),
        ),
        url: if has_page { entry.url.clone() } else { String::new() },
        canonical_url,
        other_name: String::new(),
        content_hash: hash(format!("{title}\u{1f}{html}\u{1f}{}", entry.url).as_bytes()),
        words: i64::try_from(word_count(&text)).unwrap_or(i64::MAX),
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
        published_at: claim(entry.published_at),
        updated_at: claim(entry.updated_at),
        publisher: None,
        next: Some(JobFor::new(kind, now)),
    }
}

/// A text's words, however they are set.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date as the store keeps it; one that merely stands in for a date is none.
fn claim(moment: Option<Timestamp>) -> Option<i64> {
    moment.map(Timestamp::as_millisecond).filter(|at| *at >= FIRST_PAGE_MS)
}

/// An entry's picture: a file that is one, else what is only called one, which may be a small view of it.
fn picture(entry: &ParsedEntry) -> Option<String> {
    let file = |is_picture: fn(&str) -> bool| {
        entry.enclosures.iter().find(|file| file.content_type.as_deref().map(str::trim).is_some_and(is_picture))
    };
    let found = file(|kind| kind.get(..6).is_some_and(|kind| kind.eq_ignore_ascii_case("image/")))
        .or_else(|| file(|kind| kind.eq_ignore_ascii_case("image")));
    found.map(|file| file.url.clone())
}

/// Tells contents apart.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use courant_core::feed::{Hints, parse};

    use super::*;

    fn kept(items: &str) -> Vec<NewEntry> {
        let frame = format!(
            "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><title>T</title>{items}</channel></rss>"
        );
        entries_of("https://a.example/feed", &parse(frame.as_bytes(), &Hints::default()), &[], 0)
    }

    #[test]
    fn entries_that_share_a_page_are_each_an_article() {
        let item = |id: u8, title: &str, link: &str| {
            format!(
                "<item><guid isPermaLink='false'>{id}</guid><title>{title}</title><link>https://a.example/{link}</link></item>"
            )
        };
        let found = |items: &[String]| -> Vec<(String, String, String)> {
            let kept = kept(&items.concat()).into_iter();
            kept.map(|entry| (entry.canonical_url, entry.url, entry.next.map_or_else(String::new, |next| next.kind)))
                .collect()
        };
        let own = |link: &str, kind: &str| {
            let address = format!("https://a.example/{link}");
            (address.clone(), address, kind.to_owned())
        };
        let notes = [item(1, "Pump stopped", "log"), item(2, "Pump mended", "log#b"), item(3, "Gate shut", "log")];
        let shared = |id: u8, link: &str| {
            (
                format!("https://a.example/feed#entry={id}"),
                format!("https://a.example/{link}"),
                fetch_article::KIND.to_owned(),
            )
        };
        assert_eq!(found(&notes), [shared(1, "log"), shared(2, "log#b"), shared(3, "log")]);
        // Known from before, whatever else a later document holds.
        let frame = format!("<rss><channel><title>T</title>{}</channel></rss>", notes[2]);
        let later = parse(frame.as_bytes(), &Hints::default());
        let known = entries_of("https://a.example/feed", &later, &["https://a.example/log#b".to_owned()], 0);
        assert!(names_an_entry(&known[0].canonical_url), "{known:?}");
        // A report and its correction, and one report three times.
        let read = fetch_article::KIND;
        assert_eq!(found(&notes[..1]), [own("log", read)]);
        assert_eq!(found(&[notes[0].clone(), notes[2].clone()]), [own("log", read), own("log", read)]);
        let again: Vec<String> = (1..4).map(|id| item(id, "Gate shut", "gate")).collect();
        assert_eq!(found(&again), [own("gate", read), own("gate", read), own("gate", read)]);
    }

    #[test]
    fn dates_that_stand_in_for_none_are_none() {
        for (date, expected) in [
            ("0001-01-01T00:00:00Z", None),
            ("Mon, 30 Nov -0001 00:00:00 +0000", None),
            ("Thu, 01 Jan 1970 00:00:00 +0000", None),
            ("Sun, 31 Dec 1989 23:59:59 +0000", None),
            ("Mon, 01 Jan 1990 00:00:00 +0000", Some(FIRST_PAGE_MS)),
            ("Wed, 02 Sep 2026 00:00:00 +0000", Some(1_788_307_200_000)),
        ] {
            let item = format!("<item><title>A</title><pubDate>{date}</pubDate><updated>{date}</updated></item>");
            let entry = kept(&item).remove(0);
            assert_eq!((entry.published_at, entry.updated_at), (expected, expected), "{date}");
        }
    }

    #[test]
    fn pictures_are_taken_however_a_feed_calls_them() {
        for (files, expected) in [
            ("<enclosure url='https://a.example/1.jpg' type='image/jpeg'/>", Some("1.jpg")),
            ("<enclosure url='https://a.example/1.jpg' type='IMAGE/JPEG'/>", Some("1.jpg")),
            ("<media:thumbnail url='https://a.example/1.jpg'/>", Some("1.jpg")),
            ("<media:content url='https://a.example/1.jpg' medium='image'/>", Some("1.jpg")),
            ("<media:content url='https://a.example/1.jpg' medium='Image'/>", Some("1.jpg")),
            ("<image>https://a.example/1.jpg</image>", Some("1.jpg")),
            (
                "<media:thumbnail url='https://a.example/s.jpg'/><enclosure url='https://a.example/1.jpg' type='image/jpeg'/>",
                Some("1.jpg"),
            ),
            ("<enclosure url='https://a.example/1.mp3' type='audio/mpeg'/>", None),
            ("<media:content url='https://a.example/1.mp4' medium='imagery'/>", None),
        ] {
            let expected = expected.map(|name| format!("https://a.example/{name}"));
            assert_eq!(kept(&format!("<item><title>A</title>{files}</item>"))[0].image_url, expected, "{files}");
        }
    }

    #[test]
    fn an_id_that_many_pages_share_does_not_make_them_one() {
        let item = |id: &str, page: &str, day: u32| {
            format!(
                "<item><title>{page}</title><guid isPermaLink='false'>{id}</guid><link>https://a.example/{page}</link><pubDate>{day} Sep 2026 00:00:00 GMT</pubDate></item>"
            )
        };
        let keys = |items: &[String]| {
            kept(&items.concat()).into_iter().map(|entry| (entry.external_id, entry.title)).collect::<Vec<_>>()
        };
        let named = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(id, title)| ((*id).to_owned(), (*title).to_owned())).collect::<Vec<_>>()
        };
        let all = [item("news", "a", 1), item("news", "b", 2), item("7", "c", 3)];
        assert_eq!(keys(&all), named(&[("https://a.example/a", "a"), ("https://a.example/b", "b"), ("7", "c")]));
        assert_eq!(keys(&[item("7", "c", 1), item("7", "c", 3), item("7", "c", 2)]), named(&[("7", "c")]));
    }
}
