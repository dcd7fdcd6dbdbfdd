//! What sort of page it is: a report, a running log, somebody's view, pictures, a film, many subjects, or no article.

use super::blocks::Block;
use super::linked::types;
use super::metadata::{Source, normal};
use crate::model::PageKind;

/// Fewer words than this are no text of an article.
const FEWEST: usize = 25;
/// A film's or a gallery's page has at most this many words beside it.
const BESIDE: usize = 220;

/// Judges by the page's own claims first, then by its address and headline, then by what stands in it.
pub fn kind(source: &Source<'_>, title: &str, kept: &[&Block], words: usize) -> PageKind {
    let headline = normal(title);
    let sections = sections(source);
    let in_address = |names: &[&str]| sections.iter().any(|section| names.contains(&section.as_str()));
    let claims = |names: &[&str]| claims(source, names);
    if claims(&["LiveBlogPosting"])
        || in_address(&["live", "liveblog", "live-blog", "live-updates", "liveticker"])
        || is_live(&headline)
    {
        return PageKind::Live;
    }
    if is_correction(&headline) {
        return PageKind::Correction;
    }
    if (claims(&["VideoObject"]) || in_address(&["video", "videos", "watch"])) && words < BESIDE && !claims(&ARTICLES)
        || title_begins(title, "video")
        || title_begins(title, "watch")
    {
        return PageKind::Video;
    }
    let pictures: usize = kept.iter().map(|block| block.images_before).sum();
    if claims(&["ImageGallery", "MediaGallery"])
        || in_address(&[
            "gallery",
            "galleries",
            "pictures",
            "photos",
            "slideshow",
            "bildstrecke",
            "diaporama",
            "fotogaleria",
        ])
        || is_gallery(&headline)
        || pictures >= 10 && words < pictures * 40
    {
        return PageKind::Gallery;
    }
    if words < FEWEST || is_front_page(source, words) {
        return PageKind::None;
    }
    if is_roundup(&headline) {
        return PageKind::Roundup;
    }
    let section = source.meta(&["article:section", "section"]).map(normal).unwrap_or_default();
    let view = claims(&["OpinionNewsArticle"])
        || in_address(&OPINION_SEGMENTS)
        || OPINION_SECTIONS.contains(&section.as_str())
        || has_opinion_label(title);
    if view {
        return PageKind::Opinion;
    }
    PageKind::Report
}

const ARTICLES: [&str; 5] = ["NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"];

/// Whether the object that describes the page has one of these types.
fn claims(source: &Source<'_>, names: &[&str]) -> bool {
    let named = |kinds: &[&str]| kinds.iter().any(|kind| names.contains(&kind.rsplit('/').next().unwrap_or(kind)));
    match source.linked.article() {
        Some(article) => named(&types(article)),
        None => source.linked.has_type(|kind| names.contains(&kind)),
    }
}

/// Sections of a publication that hold its views, by name.
const OPINION_SECTIONS: [&str; 13] = [
    "opinion",
    "opinions",
    "commentisfree",
    "comment",
    "editorial",
    "editorials",
    "op ed",
    "meinung",
    "kommentar",
    "tribune",
    "opinión",
    "views",
    "columnists",
];

/// The same in addresses.
const OPINION_SEGMENTS: [&str; 11] = [
    "opinion",
    "opinions",
    "commentisfree",
    "editorial",
    "editorials",
    "op-ed",
    "oped",
    "meinung",
    "kommentar",
    "columnists",
    "column",
];

/// Whether a headline or an address says that the article is somebody's view: what can be told without its page.
#[must_use]
pub fn is_opinion(title: &str, url: &str) -> bool {
    let path = url.split("://").nth(1).and_then(|rest| rest.split(['?', '#']).next()).unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').skip(1).filter(|part| !part.is_empty()).collect();
    parts.pop();
    has_opinion_label(title) || parts.iter().any(|part| OPINION_SEGMENTS.contains(&part.to_ascii_lowercase().as_str()))
}

fn has_opinion_label(title: &str) -> bool {
    ["opinion", "editorial", "comment", "kommentar", "op ed"].iter().any(|label| title_begins(title, label))
}

/// The parts of the page's address, in lower case, without the last one (the headline's own words).
fn sections(source: &Source<'_>) -> Vec<String> {
    let Some(url) = &source.url else { return Vec::new() };
    let mut parts: Vec<String> =
        url.path().split('/').filter(|part| !part.is_empty()).map(str::to_ascii_lowercase).collect();
    parts.pop();
    parts
}

fn is_live(headline: &str) -> bool {
    [
        "live updates",
        "live blog",
        "liveblog",
        "live ticker",
        "liveticker",
        "as it happened",
        "en direct",
        "minuto a minuto",
    ]
    .iter()
    .any(|words| headline.starts_with(words) || headline.ends_with(words))
}

fn is_correction(headline: &str) -> bool {
    ["correction", "corrections", "clarification", "berichtigung", "korrektur", "rectificatif", "fe de errores"]
        .iter()
        .any(|words| {
            headline == *words
                || headline.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
                    && headline.split(' ').count() > 1
        })
        && !headline.starts_with("correction of ")
        && !headline.starts_with("corrections officer")
        && !headline.starts_with("corrections department")
}

fn is_gallery(headline: &str) -> bool {
    headline.starts_with("in pictures")
        || headline.ends_with("in pictures")
        || headline.ends_with("photo gallery")
        || headline.starts_with("photos of the")
}

fn is_roundup(headline: &str) -> bool {
    const WORDS: [&str; 14] = [
        "morning briefing",
        "evening briefing",
        "news roundup",
        "news round up",
        "weekly roundup",
        "week in review",
        "daily briefing",
        "top stories",
        "news in brief",
        "what we know today",
        "things to know",
        "things you need to know",
        "horoscope",
        "newsletter",
    ];
    WORDS.iter().any(|words| headline.contains(words))
}

/// A label before a colon, a semicolon or a bar, such as `Opinion: …` or `Opinion | …`.
fn title_begins(title: &str, label: &str) -> bool {
    let Some((head, _)) = title.split_once([':', ';', '|']) else { return false };
    normal(head) == label
}

/// A page without an article: the root of a site, or one that calls itself a list.
fn is_front_page(source: &Source<'_>, words: usize) -> bool {
    let is_root =
        source.url.as_ref().is_some_and(|url| url.path().trim_matches('/').is_empty() && url.query().is_none());
    let has_article =
        source.linked.article().is_some_and(|article| ARTICLES.iter().any(|kind| types(article).contains(kind)));
    let listing = source.linked.has_type(|kind| matches!(kind, "CollectionPage" | "SearchResultsPage"));
    (is_root || listing) && !has_article && words < 400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_headline_and_address_say_of_views() {
        for (title, url, view) in [
            ("Opinion: The pier must go", "", true),
            ("Kommentar | Der Pier muss weg", "https://paper.example/a", true),
            ("OPINION; The pier must go", "", true),
            ("The pier must go", "https://paper.example/opinion/2026/the-pier", true),
            ("Public opinion: what polls say", "https://paper.example/news/opinion", false),
            ("The pier goes", "https://opinion.example/news/the-pier", false),
        ] {
            assert_eq!(is_opinion(title, url), view, "{title} {url}");
        }
    }
}
