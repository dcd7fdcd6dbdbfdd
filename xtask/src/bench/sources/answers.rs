//! What the publishers of the bench send: feeds, pages, rules for robots.

use courant::fetch::Answer;

use super::world::{HOUR, Kind, START, Source};

/// What entries are made of.
const WORDS: [&str; 24] = [
    "ferry",
    "harbour",
    "council",
    "storm",
    "school",
    "island",
    "bridge",
    "market",
    "lighthouse",
    "captain",
    "budget",
    "tide",
    "village",
    "museum",
    "engine",
    "railway",
    "winter",
    "orchard",
    "signal",
    "crossing",
    "teacher",
    "quarry",
    "election",
    "reservoir",
];
/// Milliseconds that slow ones take.
pub const SLOW: u64 = 8_000;

/// What a request asks for, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A source's feed; the second says whether at the address that it moved to.
    Feed(usize, bool),
    /// The page of a source's entry.
    Page(usize, i64),
    /// robots.txt
    Rules,
}

/// Reads a path as [`feed_path`] and the links in feeds write it.
pub fn what(path: &str) -> Option<What> {
    let mut parts = path.trim_start_matches('/').split('/');
    Some(match (parts.next()?, parts.next(), parts.next()) {
        ("robots.txt", None, None) => What::Rules,
        ("feed", Some(source), None) => What::Feed(source.parse().ok()?, false),
        ("new", Some(source), None) => What::Feed(source.parse().ok()?, true),
        ("a", Some(source), Some(entry)) => What::Page(source.parse().ok()?, entry.parse().ok()?),
        _ => return None,
    })
}

/// Where a source's feed stands at first.
pub fn feed_path(source: usize) -> String {
    format!("/feed/{source}")
}

/// A host's name.
pub fn host_name(host: usize) -> String {
    format!("h{host}.example")
}

/// A feed, as it stands at `now`.
pub fn feed(source: usize, moved: bool, host: &str, now: i64, etag: Option<&str>) -> Answer {
    let of = Source(source);
    match of.kind() {
        Kind::Gone if now >= START + 3 * HOUR => return status(410),
        Kind::Missing => return status(404),
        Kind::Moved if !moved => {
            let to = ("location", format!("https://{host}/new/{source}"));
            return Answer { status: 301, headers: vec![to], body: Vec::new() };
        }
        _ => {}
    }
    let newest = of.entries(now).next().unwrap_or(0);
    let mut headers = vec![("content-type", "application/rss+xml; charset=utf-8".to_owned())];
    if let Some(seconds) = of.max_age() {
        headers.push(("cache-control", format!("public, max-age={seconds}")));
    }
    if of.validates() {
        let tag = format!("\"{newest}\"");
        if etag == Some(&tag) {
            return Answer { status: 304, headers, body: Vec::new() };
        }
        headers.push(("etag", tag));
    }
    Answer { status: 200, headers, body: document(of, host, now).into_bytes() }
}

fn document(of: Source, host: &str, now: i64) -> String {
    let source = of.0;
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Paper {source}</title>\
         <link>https://{host}/</link><description>The paper of {}</description>",
        words(source, 2)
    );
    if let Some(minutes) = of.ttl() {
        text += &format!("<ttl>{minutes}</ttl>");
    }
    if of.sleeps() {
        text += "<skipHours>";
        text.extend((0..6).map(|hour| format!("<hour>{hour}</hour>")));
        text += "</skipHours>";
    }
    for entry in of.entries(now) {
        let key = source.wrapping_mul(31).wrapping_add(entry.unsigned_abs() as usize);
        let date = jiff::Timestamp::from_millisecond(of.published(entry)).unwrap_or_default();
        text += &format!(
            "<item><title>{}</title><link>https://{host}/a/{source}/{entry}</link><guid isPermaLink=\"false\">{source}.{entry}</guid>\
             <pubDate>{}</pubDate><description>{}</description></item>",
            words(key, 6),
            date.strftime("%a, %d %b %Y %H:%M:%S GMT"),
            words(key + 7, 30)
        );
    }
    text + "</channel></rss>\n"
}

/// An entry's page, which does not change.
pub fn page(source: usize, entry: i64, etag: Option<&str>) -> Answer {
    let tag = "\"page\"".to_owned();
    if etag == Some(&tag) {
        return Answer { status: 304, headers: Vec::new(), body: Vec::new() };
    }
    let key = source.wrapping_mul(31).wrapping_add(entry.unsigned_abs() as usize);
    let title = words(key, 6);
    let mut body = format!(
        "<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>"
    );
    for at in 0..5 {
        body += &format!("<p>The {}.</p>", words(key + at * 11, 32));
    }
    body += "</article><footer>Made for a measurement.</footer></body></html>";
    let headers = vec![("content-type", "text/html; charset=utf-8".to_owned()), ("etag", tag)];
    Answer { status: 200, headers, body: body.into_bytes() }
}

/// What robots are told.
pub fn rules() -> Answer {
    let headers = vec![("content-type", "text/plain".to_owned())];
    Answer { status: 200, headers, body: b"User-agent: *\nDisallow: /private/\n".to_vec() }
}

/// An answer without content.
pub fn status(status: u16) -> Answer {
    Answer { status, ..Answer::default() }
}

fn words(key: usize, count: usize) -> String {
    let word = |at: usize| WORDS[(key.wrapping_mul(2_654_435_761) >> 7).wrapping_add(at * (5 + key % 7)) % WORDS.len()];
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        assert_eq!(what(&feed_path(7)), Some(What::Feed(7, false)));
        assert_eq!(what("/new/7"), Some(What::Feed(7, true)));
        assert_eq!(what("/a/7/-1"), Some(What::Page(7, -1)));
        assert_eq!(what("/robots.txt"), Some(What::Rules));
        assert_eq!(what("/x"), None);
    }
}
