//! Evidence for a link: words that stand in both articles, byte for byte, and the time between.

use jiff::Timestamp;

use super::{names, numbers, phrases};
use crate::model::{Article, Understanding, Why, WhyKind};
use crate::text::words::beginning;

/// Most names given.
const NAMES: usize = 3;
/// Most numbers given.
const NUMBERS: usize = 2;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Bytes of a text in which reasons are looked for, five thousand words or so: each name of the one is sought in all of the other,
/// and whoever writes without end would keep the search busy without end.
const LOOKED_AT: usize = 32_000;

/// Why `b` has to do with `a`: shared names (rarest first), shared numbers with what they count, a shared phrase where
/// there are few of these, and how far apart they came out.
pub fn why(a: &Article, of_a: &Understanding, b: &Article, of_b: &Understanding) -> Vec<Why> {
    let mut found: Vec<Why> = Vec::new();
    let names = names::shared(a, of_a, b, of_b);
    found.extend(names.into_iter().take(NAMES));
    let numbers = numbers::shared(a, of_a, b);
    found.extend(numbers.into_iter().take(NUMBERS).map(|text| Why { kind: WhyKind::Number, text }));
    if found.len() < 2 {
        let phrase = phrases::shared(a, b).filter(|phrase| !found.iter().any(|why| why.text.contains(phrase.as_str())));
        found.extend(phrase.map(|text| Why { kind: WhyKind::Phrase, text }));
    }
    found.extend(a.at.zip(b.at).map(|(a, b)| Why { kind: WhyKind::Time, text: apart(a, b) }));
    found
}

/// How far apart two moments are, in words: `40 minutes apart`, `2 days earlier`. Midnight sharp is what a bare day becomes: of
/// such a one only the day is told.
pub fn apart(a: Timestamp, b: Timestamp) -> String {
    let [from, to] = [a, b].map(|at| at.as_second());
    let later = to - from;
    let seconds = later.abs();
    let count = |number: i64, unit: &str| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let turned = |days: i64| {
        let words = count(days.abs(), "day");
        format!("{words} {}", if later > 0 { "later" } else { "earlier" })
    };
    if [from, to].iter().any(|at| at.rem_euclid(DAY) == 0) {
        return match to.div_euclid(DAY) - from.div_euclid(DAY) {
            0 => "the same day".to_owned(),
            days => turned(days),
        };
    }
    match seconds {
        0..60 => "at the same time".to_owned(),
        60..3600 => format!("{} apart", count(seconds / 60, "minute")),
        3600..DAY => format!("{} apart", count((seconds + 1800) / 3600, "hour")),
        _ => turned((seconds + DAY / 2) / DAY),
    }
}

/// The words of an article's text in which reasons are looked for; those under its headline where there is no other.
pub(super) fn looked_at(article: &Article) -> &str {
    let text = if article.text.trim().is_empty() { &article.description } else { &article.text };
    beginning(text, LOOKED_AT)
}

/// Whether what begins at this code point may be among them.
pub(super) fn is_looked_at(start: usize) -> bool {
    start < LOOKED_AT
}

/// Whether `words` stands in the article's title or text with no letter or digit touching it, and no longer number around
/// it: the 250 of "1,250" is no 250.
pub(super) fn stands_in(words: &str, article: &Article) -> bool {
    stands_whole(words, &article.title) || stands_whole(words, looked_at(article))
}

fn stands_whole(words: &str, text: &str) -> bool {
    let parts = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + words.len()..).unwrap_or_default();
            parts(before.chars().next_back())
                && parts(after.chars().next())
                && !goes_on_before(words, before)
                && !goes_on_after(words, after)
        })
}

/// Digits in the group behind a mark or a blank that parts thousands.
const GROUP: usize = 3;

/// Whether `char` parts the digits of one number in some language, wherever it stands between two digits.
fn is_inside_number(char: char) -> bool {
    matches!(char, '.' | ',' | '\'' | '’' | '٫' | '٬' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// Digits that a text opens with.
fn digits(chars: impl Iterator<Item = char>) -> usize {
    chars.take_while(|char| char.is_numeric()).count()
}

/// Whether the number that `words` opens with begins further left, in the text `before` it.
fn goes_on_before(words: &str, before: &str) -> bool {
    let opening = digits(words.chars());
    let mut chars = before.chars().rev();
    let Some(mark) = chars.next().filter(|_| opening > 0) else { return false };
    let further = digits(chars);
    // A plain blank parts thousands too ("1 250"), and any two words: only where the digits make groups.
    further > 0 && (is_inside_number(mark) || mark == ' ' && further <= GROUP && opening == GROUP)
}

/// Whether the number that `words` ends with goes on in the text `after` it.
fn goes_on_after(words: &str, after: &str) -> bool {
    let closing = digits(words.chars().rev());
    let mut chars = after.chars();
    let Some(mark) = chars.next().filter(|_| closing > 0) else { return false };
    let further = digits(chars);
    further > 0 && (is_inside_number(mark) || mark == ' ' && further == GROUP && closing <= GROUP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &str) {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(apart(at(a), at(b)), expected, "{a} {b}");
    }

    #[test]
    fn times() {
        check("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "the same day");
        check("2026-03-01T10:00:00Z", "2026-03-01T10:00:20Z", "at the same time");
        check("2026-03-01T10:00:00Z", "2026-03-01T09:59:00Z", "1 minute apart");
        check("2026-03-01T10:00:00Z", "2026-03-01T10:40:00Z", "40 minutes apart");
        check("2026-03-01T10:00:00Z", "2026-03-01T07:10:00Z", "3 hours apart");
        check("2026-03-01T10:00:00Z", "2026-02-27T10:00:00Z", "2 days earlier");
        check("2026-03-01T10:00:00Z", "2026-03-02T11:00:00Z", "1 day later");
        // Of a bare day no hour is known.
        check("2026-03-01T00:00:00Z", "2026-03-01T14:00:00Z", "the same day");
        check("2026-03-01T23:10:00Z", "2026-03-01T00:00:00Z", "the same day");
        check("2026-03-01T23:10:00Z", "2026-03-02T00:00:00Z", "1 day later");
        check("2026-03-03T00:00:00Z", "2026-03-01T20:00:00Z", "2 days earlier");
    }

    #[test]
    fn words_stand_whole() {
        assert!(stands_whole("Skerry Tunnel", "The Skerry Tunnel."));
        assert!(!stands_whole("Skerry", "Skerryvore"));
        assert!(!stands_whole("", "x"));
    }

    #[test]
    fn a_number_inside_another_stands_nowhere() {
        for (words, text, stands) in [
            ("250", "The yard lost 250 jobs.", true),
            ("250", "It cost 250, and 90 more.", true),
            ("250", "They counted 250. 12 came back.", true),
            ("250", "In 2024 250 homes burned.", true),
            ("250 jobs", "The yard lost 250 jobs.", true),
            ("250", "The yard lost 1,250 jobs.", false),
            ("250 jobs", "The yard lost 1,250 jobs.", false),
            ("250", "Die Werft verlor 1.250 Stellen.", false),
            ("250", "Die Werft verlor 1’250 Stellen.", false),
            ("250", "Le chantier a perdu 1\u{A0}250 emplois.", false),
            ("250", "Le chantier a perdu 1\u{202F}250 emplois.", false),
            ("250 emplois", "Le chantier a perdu 1 250 emplois.", false),
            ("737", "The fund holds 737,000 shares.", false),
            ("737", "Der Fonds hält 737.000 Anteile.", false),
            ("737", "Fonden äger 737 000 andelar.", false),
            ("Boeing 737", "A Boeing 737 landed.", true),
            ("Boeing 737", "He sold Boeing 737,000 bolts.", false),
            ("4", "Shares fell 4.5 percent.", false),
        ] {
            assert_eq!(stands_whole(words, text), stands, "{words} in {text}");
        }
    }
}
