//! Months that are surnames too: "Theresa May".

use super::{cues, known};
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::words::TokenKind;

/// Months that English-speaking people are called by.
const SURNAMES: [&str; 4] = ["may", "june", "april", "august"];

/// Whether the month at `at` is the surname of whose given name stands right before it: not "Theresa May 3", which is a day, nor
/// "Theresa May Win", where it may be a verb.
pub fn is_surname(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    if reading.language != "en" || !SURNAMES.contains(&lower) || !is_free(reading, at) {
        return false;
    }
    let Some(given) = at.checked_sub(1).map(|before| reading.tokens[before]) else { return false };
    let blank = reading.text.get(given.end..reading.tokens[at].start).is_some_and(|gap| gap == " ");
    blank
        && given.capital()
        && known::gender_of_given_name(&given.text.to_lowercase()).is_some()
        && !known::is_place(given.text)
}

/// Whether a month that stands alone is somebody of that name whom the text has by a given name too: behind a title, or before a
/// verb of saying.
pub fn is_bare_surname(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    if reading.language != "en" || !SURNAMES.contains(&lower) || !is_free(reading, at) {
        return false;
    }
    let next = reading.tokens.get(at + 1);
    let speaks =
        next.is_some_and(|next| !next.capital() && speech::is_saying(reading.language, &next.text.to_lowercase()));
    let point = at.checked_sub(1).filter(|before| !reading.tokens[*before].is(".")).or(at.checked_sub(2));
    let titled = point.is_some_and(|before| {
        let title = reading.tokens[before];
        title.capital() && cues::is_title(&title.text.to_lowercase(), reading.language)
    });
    let named = |other: usize| {
        let text = reading.tokens[other].text.to_lowercase();
        text == lower && is_surname(reading, other, lower)
    };
    (speaks || titled) && (0..reading.tokens.len()).any(named)
}

/// Whether neither a number nor another capital stands behind.
fn is_free(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Number && !next.capital())
}
