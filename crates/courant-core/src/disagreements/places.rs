//! Where a sentence says that it happened.

use crate::model::Article;
use crate::text::entities::is_calendar;
use crate::text::reading::Reading;
use crate::text::words::tokens;

/// Words before a place, in the languages whose capitals are names.
const BEFORE: &[(&str, &[&str])] = &[
    ("en", &["in", "at", "near", "outside", "across", "around", "off"]),
    ("fr", &["à", "en", "dans", "près", "vers"]),
    ("es", &["en", "cerca"]),
    ("it", &["a", "in", "vicino", "presso"]),
    ("pt", &["em", "no", "na", "perto"]),
    ("nl", &["in", "bij", "nabij", "te"]),
    ("ru", &["в", "во", "под", "у"]),
];
/// Words that may stand between.
const BETWEEN: &[&str] = &[
    "the", "de", "d’", "d'", "la", "le", "el", "het", "central", "downtown", "northern", "southern", "eastern",
    "western",
];
/// Words of one place's name at most: in capitals everything looks like a name.
const MOST: usize = 5;
/// Words of a text that are its opening, which says where the whole happened.
const OPENING: usize = 80;

/// The names of places in a sentence, word for word in lower case.
pub fn places(reading: &Reading<'_>, (first, end): (usize, usize)) -> Vec<String> {
    let Some((_, before)) = BEFORE.iter().find(|(language, _)| *language == reading.language) else {
        return Vec::new();
    };
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    let mut found = Vec::new();
    for at in (first..end).filter(|at| before.contains(&lower(*at).as_str())) {
        let start = (at + 1..end).find(|at| !BETWEEN.contains(&lower(*at).as_str())).unwrap_or(end);
        let name = (start..end).take(MOST).take_while(|at| reading.tokens[*at].capital() && !is_calendar(&lower(*at)));
        found.extend(name.map(lower));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of an article's headline and opening, in lower case.
pub fn opening(article: &Article, language: &str) -> Vec<String> {
    let elision = matches!(language, "fr" | "it" | "ca" | "oc");
    let head = article.text.char_indices().nth(OPENING * 12).map_or(article.text.len(), |(at, _)| at);
    let title = tokens(&article.title, elision);
    let text = tokens(&article.text[..head], elision);
    title.iter().chain(text.iter().take(OPENING)).map(|token| token.text.to_lowercase()).collect()
}

/// The words of an article's headline and first sentence, in lower case, without those in capitals throughout: a dateline says where
/// the reporter is.
pub fn head(article: &Article, reading: &Reading<'_>) -> Vec<String> {
    let title = tokens(&article.title, false);
    let (first, end) = reading.bounds.first().copied().unwrap_or_default();
    let own = reading.tokens[first..end].iter().filter(|token| !token.all_capitals());
    title.iter().chain(own).map(|token| token.text.to_lowercase()).collect()
}
