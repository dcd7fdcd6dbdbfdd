//! Pieces that report no single event: live blogs, round-ups, galleries, horoscopes, newsletters.
//!
//! They are recognised by their headline or address and kept apart: each is a story of its own that nothing joins.

use serde::{Deserialize, Serialize};

use super::daily;
use super::listed::is_list;
use crate::extract::is_opinion;
use crate::model::Article;

/// What sort of piece an article is, as far as stories care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Tells of one thing; may join a story.
    #[default]
    Report,
    /// A running log.
    Live,
    /// Many subjects in one piece, or one that comes every day under the same head.
    Roundup,
    /// Mostly pictures.
    Gallery,
    /// Somebody's view, which may join the story of what it is about, and no other view.
    Opinion,
}

impl Kind {
    /// Whether an article of this kind may share a story with others.
    pub fn joins(self) -> bool {
        matches!(self, Kind::Report | Kind::Opinion)
    }
}

/// Headlines that begin like this, up to a colon, a bar, a dash or a blank (lower-cased).
const OPENINGS: &[(&str, Kind)] = &[
    ("live:", Kind::Live),
    ("watch live", Kind::Live),
    ("listen live", Kind::Live),
    ("live -", Kind::Live),
    ("live –", Kind::Live),
    ("live |", Kind::Live),
    ("live-ticker", Kind::Live),
    ("newsblog", Kind::Live),
    ("ticker:", Kind::Live),
    ("en direct", Kind::Live),
    ("direct.", Kind::Live),
    ("direct :", Kind::Live),
    ("en directo", Kind::Live),
    ("en vivo", Kind::Live),
    ("última hora:", Kind::Live),
    ("in diretta", Kind::Live),
    ("diretta:", Kind::Live),
    ("ao vivo", Kind::Live),
    ("na żywo", Kind::Live),
    ("онлайн:", Kind::Live),
    ("morning mail", Kind::Roundup),
    ("newsletter:", Kind::Roundup),
    ("news in brief", Kind::Roundup),
    ("horoscope", Kind::Roundup),
    ("horoskop", Kind::Roundup),
    ("horóscopo", Kind::Roundup),
    ("oroscopo", Kind::Roundup),
    ("crossword", Kind::Roundup),
    ("lottozahlen", Kind::Roundup),
    ("nachrichten am morgen", Kind::Roundup),
    ("das war der tag", Kind::Roundup),
    ("die nacht in kürze", Kind::Roundup),
    ("l'essentiel de l'actualité", Kind::Roundup),
    ("la matinale", Kind::Roundup),
    ("las noticias del día", Kind::Roundup),
    ("pictures of the", Kind::Gallery),
    ("photos of the", Kind::Gallery),
    ("photos:", Kind::Gallery),
    ("gallery:", Kind::Gallery),
    ("bilder des", Kind::Gallery),
    ("en images", Kind::Gallery),
    ("en imágenes", Kind::Gallery),
    ("las imágenes", Kind::Gallery),
];

/// Words that say it anywhere in a headline (lower-cased).
const ANYWHERE: &[(&str, Kind)] = &[
    ("live blog", Kind::Live),
    ("live coverage", Kind::Live),
    ("live markets updates", Kind::Live),
    ("liveblog", Kind::Live),
    ("liveticker", Kind::Live),
    ("as the day unfolded", Kind::Live),
    ("– live", Kind::Live),
    ("- as it happened", Kind::Live),
    ("– as it happened", Kind::Live),
    ("minuto a minuto", Kind::Live),
    ("minute par minute", Kind::Live),
    ("morning briefing", Kind::Roundup),
    ("evening briefing", Kind::Roundup),
    ("your monday briefing", Kind::Roundup),
    ("your tuesday briefing", Kind::Roundup),
    ("your wednesday briefing", Kind::Roundup),
    ("your thursday briefing", Kind::Roundup),
    ("your friday briefing", Kind::Roundup),
    ("your weekend briefing", Kind::Roundup),
    ("morning update", Kind::Roundup),
    ("evening update", Kind::Roundup),
    ("morning quiz", Kind::Roundup),
    ("afternoon quiz", Kind::Roundup),
    ("news quiz", Kind::Roundup),
    ("quiz of the week", Kind::Roundup),
    ("must-reads for", Kind::Roundup),
    ("must-reads of", Kind::Roundup),
    ("coronavirus tracker", Kind::Roundup),
    ("covid tracker", Kind::Roundup),
    ("covid-19 tracker", Kind::Roundup),
    ("global tracker", Kind::Roundup),
    ("weekly quiz", Kind::Roundup),
    ("daily quiz", Kind::Roundup),
    ("best of cartoons", Kind::Roundup),
    ("cartoon of the day", Kind::Roundup),
    ("cartoons of the week", Kind::Roundup),
    ("letters to the editor", Kind::Roundup),
    ("this day in history", Kind::Roundup),
    ("news roundup", Kind::Roundup),
    ("news round-up", Kind::Roundup),
    ("daily roundup", Kind::Roundup),
    ("weekly roundup", Kind::Roundup),
    ("week in review", Kind::Roundup),
    ("today's headlines", Kind::Roundup),
    ("daily horoscope", Kind::Roundup),
    ("horoscope for", Kind::Roundup),
    ("tageshoroskop", Kind::Roundup),
    ("in pictures", Kind::Gallery),
    ("pictures of the day", Kind::Gallery),
    ("pictures of the week", Kind::Gallery),
    ("photos of the day", Kind::Gallery),
    ("photos of the week", Kind::Gallery),
    ("photo gallery", Kind::Gallery),
    ("bilderstrecke", Kind::Gallery),
    ("bilder des tages", Kind::Gallery),
];

/// Path segments of a page's address that say it.
const SEGMENTS: &[(&str, Kind)] = &[
    ("live", Kind::Live),
    ("liveblog", Kind::Live),
    ("live-blog", Kind::Live),
    ("liveticker", Kind::Live),
    ("live-updates", Kind::Live),
    ("gallery", Kind::Gallery),
    ("galleries", Kind::Gallery),
    ("in-pictures", Kind::Gallery),
    ("horoscope", Kind::Roundup),
    ("horoscopes", Kind::Roundup),
    ("horoskop", Kind::Roundup),
    ("newsletters", Kind::Roundup),
    ("morning-briefing", Kind::Roundup),
    ("crosswords", Kind::Roundup),
];

/// What sort of piece this is.
pub fn kind_of(article: &Article) -> Kind {
    let title = article.title.to_lowercase().replace('’', "'");
    let title = title.trim();
    let ends_live =
        [" - live", " – live", " — live", " | live", ": live", " live!"].iter().any(|end| title.ends_with(end));
    if ends_live || shouts_live(&article.title) {
        return Kind::Live;
    }
    let named = OPENINGS
        .iter()
        .find(|(words, _)| title.starts_with(words) && ends_word(title, words.len()))
        .or_else(|| ANYWHERE.iter().find(|(words, _)| whole(title, words)))
        .map(|(_, kind)| *kind)
        .or_else(|| is_list(title).then_some(Kind::Roundup))
        .or_else(|| daily::column(title, article.at));
    let url = article.url.as_deref();
    let found = named.or_else(|| url.and_then(kind_of_address));
    found.unwrap_or_else(
        || if is_opinion(&article.title, url.unwrap_or_default()) { Kind::Opinion } else { Kind::Report },
    )
}

/// Whether a headline that does not shout otherwise has the word `LIVE` at its end, before a colon or beside "updates":
/// "Harbour updates LIVE: ferries resume", "Harbour LIVE", "Harbour LIVE Portmere updates: ferries resume".
fn shouts_live(title: &str) -> bool {
    let shouting =
        title.chars().filter(|c| c.is_uppercase()).count() * 2 > title.chars().filter(|c| c.is_alphabetic()).count();
    let Some(at) = title.find("LIVE").filter(|_| !shouting) else { return false };
    let before = title.get(..at).unwrap_or_default();
    let apart = before.chars().next_back().is_none_or(char::is_whitespace);
    let rest = title.get(at + "LIVE".len()..).unwrap_or_default();
    apart
        && (rest.trim().is_empty()
            || rest.starts_with(':')
            || before.trim_end().ends_with("updates")
            || rest.contains("updates:"))
}

fn kind_of_address(address: &str) -> Option<Kind> {
    let path = address.split("://").nth(1)?.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let named = SEGMENTS.iter().find(|(name, _)| segments.contains(name)).map(|(_, kind)| *kind);
    // A single entry of such a log has an address of its own and tells one thing.
    let log = segments.contains(&"live-news") && !segments.last().is_some_and(|last| last.starts_with("h_"));
    let runs = |segment: &&str| daily::is_live(&segment.split('-').collect::<Vec<_>>());
    named.or_else(|| (log || segments.iter().any(runs)).then_some(Kind::Live))
}

/// Whether `words` stands in `title` with a word's end behind it.
fn whole(title: &str, words: &str) -> bool {
    title.match_indices(words).any(|(at, _)| ends_word(title, at + words.len()))
}

fn ends_word(title: &str, at: usize) -> bool {
    title.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|next| !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, url: Option<&str>, expected: Kind) {
        let article = Article { title: title.to_owned(), url: url.map(str::to_owned), ..Article::default() };
        assert_eq!(kind_of(&article), expected, "{title:?} {url:?}");
    }

    #[test]
    fn kinds() {
        check("Live: Skerry Tunnel flooded", None, Kind::Live);
        check("Skerry Tunnel flood – live", None, Kind::Live);
        check("Skerry Tunnel flood: live updates", None, Kind::Live);
        check("EN DIRECT : inondation du tunnel", None, Kind::Live);
        check("Hafenbrand im Liveticker", None, Kind::Live);
        check("How people live in Skerry", None, Kind::Report);
        check("Live music returns to Portmere", None, Kind::Report);
        check("Band to play live", None, Kind::Report);
        check("Harbour updates LIVE: ferries resume", None, Kind::Live);
        check("Skerry flood LIVE", None, Kind::Live);
        check("Skerry flood LIVE Norderhagen updates: tunnel opens", None, Kind::Live);
        check("ALIVE: the boy from the tunnel", None, Kind::Report);
        check("FERRIES LIVE: SONG OF THE YEAR", None, Kind::Report);
        check("Saturday LIVE show returns to Portmere", None, Kind::Report);
        check("Skerry, ferries, grain: Your Tuesday Briefing", None, Kind::Roundup);
        check("Gazette morning quiz: May 17", None, Kind::Roundup);
        check("Quiz show returns to Portmere", None, Kind::Report);
        check("Quiz of the week: who ate the herring?", None, Kind::Roundup);
        check("Ten must-reads for today", None, Kind::Roundup);
        check("Opinion: the tunnel must stay", None, Kind::Opinion);
        check("The tunnel must stay", Some("https://paper.example/opinion/tunnel"), Kind::Opinion);
        check("Morning Briefing: what to know today", None, Kind::Roundup);
        check("Your horoscope for Tuesday", None, Kind::Roundup);
        check("Horoscopes lose readers", None, Kind::Report);
        check("Five things to know this morning", None, Kind::Roundup);
        check("Five things to know about the tunnel", None, Kind::Report);
        check("Harbour festival in pictures", None, Kind::Gallery);
        check("Film in pictures-only format", None, Kind::Gallery);
        check("Portmere votes", Some("https://a.example/news/live/portmere"), Kind::Live);
        check("Portmere votes", Some("https://live.example/news/portmere?live/"), Kind::Report);
        check("Portmere votes", Some("https://a.example/portmere-updates-live-who-leads-20260502.html"), Kind::Live);
        check("Portmere votes", Some("https://a.example/world/live-news/portmere-05-02/index.html"), Kind::Live);
        check("Portmere votes", Some("https://a.example/world/live-news/portmere-05-02/h_33656ce6"), Kind::Report);
        check("As it happened: Portmere votes", None, Kind::Live);
        check("The Papers: Portmere votes", None, Kind::Roundup);
        check("", None, Kind::Report);
    }
}
