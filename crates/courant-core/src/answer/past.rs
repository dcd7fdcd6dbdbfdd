//! Sentences that tell of another time than their report: what an earlier attack cost is no answer to what this one did.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::asked::Asked;
use crate::model::Article;
use crate::text::moments::month;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Stretches of words by which a sentence tells of what was before, by language.
#[rustfmt::skip]
const BEFORE: &[(&str, &[&str])] = &[
    ("en", &["last year", "years ago", "year ago", "years earlier", "decades ago", "decade ago", "previous", "previously", "in the past",
        "so far this year", "this year", "each year", "every year", "a year", "per year", "annually", "since the start of", "similar attack",
        "similar accident", "earlier attack", "earlier this year", "on average", "worst since", "deadliest since", "in recent years", "anniversary"]),
    ("de", &["vergangenes jahr", "vergangenen jahr", "letztes jahr", "im vorjahr", "vor jahren", "in diesem jahr", "pro jahr", "jährlich",
        "im schnitt", "in den vergangenen jahren", "jahrestag"]),
    ("fr", &["l’ an dernier", "l’ année dernière", "cette année", "par an", "chaque année", "en moyenne", "ces dernières années", "anniversaire"]),
    ("es", &["el año pasado", "este año", "al año", "cada año", "de media", "en los últimos años", "aniversario"]),
];

/// Stretches of words by which a sentence may tell of another event of late.
#[rustfmt::skip]
const LATELY: &[(&str, &[&str])] = &[
    ("en", &["last week", "last month", "weeks ago", "months ago", "earlier this month", "last weekend"]),
    ("de", &["letzte woche", "letzter woche", "vergangene woche", "vergangener woche", "vergangenen monat", "letzten monat", "vor wochen"]),
    ("fr", &["la semaine dernière", "le mois dernier"]),
    ("es", &["la semana pasada", "el mes pasado"]),
];
/// Days back from a report among whose months its own event is.
const DAYS: i64 = 10;

/// Whether a sentence may tell of another event of late: it names a month that is not the report's, or last week.
pub fn may_be_past(asked: &Asked, article: &Article, reading: &Reading<'_>, number: usize) -> bool {
    let tokens = reading.tokens_of(number);
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let flat = format!(" {} ", lowers.join(" "));
    let row = LATELY.iter().find(|(language, _)| *language == reading.language).map_or(&[][..], |(_, row)| row);
    if row.iter().any(|words| flat.contains(&format!(" {words} ")) && !asked.says(words)) {
        return true;
    }
    let Some(at) = article.at else { return false };
    let own =
        [0, DAYS].map(|days| at.checked_sub((days * 24).hours()).map(|at| TimeZone::UTC.to_datetime(at).month()).ok());
    let named = |token: &Token<'_>, lower: &String| month(lower).filter(|_| token.capital() && !asked.says(lower));
    tokens.iter().zip(&lowers).filter_map(|(token, lower)| named(token, lower)).any(|month| !own.contains(&Some(month)))
}

/// Whether a sentence tells of another year, or of what was before, and the question does not ask for that.
pub fn is_past(asked: &Asked, article: &Article, reading: &Reading<'_>, number: usize) -> bool {
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1500..2200).contains(year) && text.len() == 4);
    if asked.terms.iter().any(|term| year(term).is_some()) {
        return false;
    }
    let own = article.at.map(|at| TimeZone::UTC.to_datetime(at).year());
    let tokens = reading.tokens_of(number);
    let other = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Number)
        .filter_map(|token| year(token.text))
        .any(|year| own.is_none_or(|own| year < own));
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let flat = format!(" {} ", lowers.join(" "));
    let row = BEFORE.iter().find(|(language, _)| *language == reading.language).map_or(&[][..], |(_, row)| row);
    other || row.iter().any(|words| flat.contains(&format!(" {words} ")) && !asked.says(words))
}
