//! Which hub tells about a feed's news (WebSub, W3C Recommendation of 2018, section 4): what the document names, and what
//! the HTTP answer's `Link` header says, which goes first.

use url::Url;

use super::links::is_web;
use crate::model::ParsedFeed;

/// Hubs kept of one document.
const MOST_HUBS: usize = 8;
/// Longer addresses are no hub's and no topic's, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// A hub, and the name by which it knows a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// Where to subscribe.
    pub url: String,
    /// What to subscribe to: the address that the feed gives as its own, or the one that it was read at.
    pub topic: String,
}

/// Takes in a link of the feed's frame; `relation` may hold several words.
pub(super) fn note(feed: &mut ParsedFeed, relation: &str, url: &str) {
    if !is_web(url) || url.len() > LONGEST_ADDRESS {
        return;
    }
    for word in relation.split_ascii_whitespace() {
        if word.eq_ignore_ascii_case("hub")
            && feed.hubs.len() < MOST_HUBS
            && !feed.hubs.iter().any(|known| known == url)
        {
            feed.hubs.push(url.to_owned());
        } else if word.eq_ignore_ascii_case("self") && feed.self_link.is_none() {
            feed.self_link = Some(url.to_owned());
        }
    }
}

/// The hub of a feed that was read at `address`, `headers` being the values of the answer's `Link` fields. Of several
/// hubs the first that can be asked over TLS.
pub fn hub_of(feed: &ParsedFeed, headers: &[String], address: &Url) -> Option<Hub> {
    let mut said = ParsedFeed::default();
    for (relation, target) in headers.iter().flat_map(|header| links(header)) {
        if let Ok(url) = address.join(target) {
            note(&mut said, relation, url.as_str());
        }
    }
    let hubs = if said.hubs.is_empty() { &feed.hubs } else { &said.hubs };
    let url = hubs.iter().find(|hub| hub.starts_with("https:")).or(hubs.first())?;
    let topic = said.self_link.or_else(|| feed.self_link.clone()).unwrap_or_else(|| address.to_string());
    Some(Hub { url: url.clone(), topic })
}

/// Relations and targets of a `Link` field (RFC 8288): `<https://hub.example/>; rel="hub", ...`.
fn links(header: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = header;
    while let Some((_, from)) = rest.split_once('<') {
        let Some((target, after)) = from.split_once('>') else { break };
        let end = end_of(after);
        let relation = after[..end]
            .split(';')
            .filter_map(|parameter| parameter.split_once('='))
            .find_map(|(name, value)| name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"')));
        found.extend(relation.map(|relation| (relation, target.trim())));
        rest = &after[end..];
    }
    found
}

/// Where a link's parameters end: at the comma that stands in no quotation marks.
fn end_of(parameters: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in parameters.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => return at,
            _ => {}
        }
    }
    parameters.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::{Hints, parse};

    const AT: &str = "https://harbour.example/feed";

    /// What a document and a header say: hub and topic.
    fn check(document: &str, headers: &[&str], expected: Option<(&str, &str)>) {
        let feed = parse(document.as_bytes(), &Hints { content_type: None, url: Some(AT) });
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let Ok(address) = Url::parse(AT) else { return assert_eq!(AT, "no address") };
        let found = hub_of(&feed, &headers, &address);
        assert_eq!(
            found.as_ref().map(|hub| (hub.url.as_str(), hub.topic.as_str())),
            expected,
            "{document} {headers:?}"
        );
    }

    #[test]
    fn every_format_can_name_its_hub() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title><link rel='hub' href='https://hub.example/'/>\
            <link rel='self' href='/own?a=1&amp;b=2'/><entry><title>x</title><link rel='self' href='/x'/><id>1</id></entry></feed>";
        check(atom, &[], Some(("https://hub.example/", "https://harbour.example/own?a=1&b=2")));
        let rss = "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>H</title><link>https://harbour.example/</link>\
            <atom:link rel='self' href='https://harbour.example/rss'/><atom:link rel='hub' href='http://plain.example/'/>\
            <atom:link href='https://hub.example/' rel='hub'/></channel></rss>";
        check(rss, &[], Some(("https://hub.example/", "https://harbour.example/rss")));
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"H","feed_url":"https://harbour.example/json","items":[],
            "hubs":[{"type":"rssCloud","url":"https://cloud.example/"},{"type":"WebSub","url":"https://hub.example/"}]}"#;
        check(json, &[], Some(("https://hub.example/", "https://harbour.example/json")));
    }

    #[test]
    fn the_header_goes_first_and_an_entry_names_no_hub() {
        let plain = "<rss version='2.0'><channel><title>H</title></channel></rss>";
        check(plain, &[], None);
        let header = "<https://hub.example/?a=1,2>; rel=\"hub\"; title=\"a, b\", </topic>; rel=self";
        check(plain, &[header], Some(("https://hub.example/?a=1,2", "https://harbour.example/topic")));
        check(
            plain,
            &["<https://hub.example/>;REL=hub", "broken", "<", "<x>; rel"],
            Some(("https://hub.example/", AT)),
        );
        check(plain, &["<javascript:1>; rel=hub"], None);
        let inside = "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title><entry><title>x</title><id>1</id>\
            <link rel='hub' href='https://hub.example/'/></entry></feed>";
        check(inside, &[], None);
        check("<html><link rel='hub' href='https://hub.example/'></html>", &[], None);
    }
}
