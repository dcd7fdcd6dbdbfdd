//! Feeds that a web page offers.

use ::url::Url;
use dom_query::Document;

use crate::model::FeedFormat;
use crate::sanitize::bounds::parsable;

/// A feed a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Absolute address.
    pub url: String,
    /// What the page calls it; its address when it has no name.
    pub title: String,
    /// The dialect the page claims.
    pub format: FeedFormat,
}

/// Candidates offered at most.
const MOST: usize = 12;

/// The feeds that `html`, found at `base`, names in its head; where it names none, links in its text that look like
/// feeds. Each once, in the page's order.
pub fn discover(html: &str, base: &str) -> Vec<Candidate> {
    let document = Document::from(parsable(html));
    let address = document.select("base[href]").attr("href").map(|href| href.to_string());
    let base = Url::parse(base).ok();
    let base = match address {
        Some(href) => base.as_ref().and_then(|base| base.join(&href).ok()).or_else(|| Url::parse(&href).ok()).or(base),
        None => base,
    };
    let mut found = Vec::new();
    for link in document.select("link[rel][href]").iter() {
        let relation = link.attr_or("rel", "").to_ascii_lowercase();
        let format = format_of(&link.attr_or("type", ""));
        if relation.split_whitespace().any(|word| word == "alternate") && format != FeedFormat::None {
            take(&mut found, base.as_ref(), &link.attr_or("href", ""), &link.attr_or("title", ""), format);
        }
    }
    if found.is_empty() {
        for link in document.select("a[href]").iter() {
            let href = link.attr_or("href", "");
            if looks_like_feed(&href) {
                take(&mut found, base.as_ref(), &href, &link.text(), FeedFormat::Rss);
            }
        }
    }
    found.truncate(MOST);
    found
}

/// Where feeds often stand on the site that `base` is on.
pub fn well_known(base: &str) -> Vec<String> {
    let Ok(base) = Url::parse(base) else { return Vec::new() };
    let paths = ["feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "rss"];
    paths.iter().filter_map(|path| base.join(&format!("/{path}")).ok()).map(|url| url.to_string()).collect()
}

fn format_of(kind: &str) -> FeedFormat {
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/rss+xml" | "text/xml" | "application/xml" => FeedFormat::Rss,
        "application/rdf+xml" => FeedFormat::Rdf,
        "application/atom+xml" => FeedFormat::Atom,
        "application/feed+json" => FeedFormat::Json,
        _ => FeedFormat::None,
    }
}

fn looks_like_feed(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(last, "feed" | "rss" | "atom" | "rss.xml" | "feed.xml" | "atom.xml" | "feed.json" | "feed.atom")
        || last.ends_with(".rss")
        || last.ends_with(".atom")
}

fn take(found: &mut Vec<Candidate>, base: Option<&Url>, href: &str, title: &str, format: FeedFormat) {
    let url = match base {
        Some(base) => base.join(href.trim()).ok(),
        None => Url::parse(href.trim()).ok(),
    };
    let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else { return };
    let url = url.to_string();
    if found.iter().any(|known| known.url == url) {
        return;
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    found.push(Candidate { title: if title.is_empty() { url.clone() } else { title }, url, format });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, &str)]) {
        let found = discover(html, "https://news.example/a/");
        let found: Vec<(&str, &str)> = found.iter().map(|feed| (feed.url.as_str(), feed.title.as_str())).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn heads_before_texts_each_once() {
        let link = "<link rel='Alternate' type='application/rss+xml; charset=utf-8' title=' All  news ' href='/f.xml'>";
        check(link, &[("https://news.example/f.xml", "All news")]);
        check(&format!("{link}{link}<a href='/feed'>Feed</a>"), &[("https://news.example/f.xml", "All news")]);
        check("<a href='feed/'>Our feed</a>", &[("https://news.example/a/feed/", "Our feed")]);
        check("<link rel=alternate hreflang=de href=/de><a href='javascript:feed'>x</a>", &[]);
        check("<link rel=stylesheet type=text/css href=/x>", &[]);
        check("", &[]);
    }
}
