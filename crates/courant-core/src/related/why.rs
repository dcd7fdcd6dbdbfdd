//! Evidence for a link: words that stand in both articles, byte for byte, and the time between.

use jiff::Timestamp;

use super::{names, numbers, phrases};
use crate::model::{Article, Understanding, Why, WhyKind};

/// Most names given.
const NAMES: usize = 3;
/// Most numbers given.
const NUMBERS: usize = 2;

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

/// How far apart two moments are, in words: `40 minutes apart`, `2 days earlier`.
pub fn apart(a: Timestamp, b: Timestamp) -> String {
    let later = b.as_second() - a.as_second();
    let seconds = later.abs();
    let count = |number: i64, unit: &str| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let midnight = |at: Timestamp| at.as_second().rem_euclid(86_400) == 0;
    match seconds {
        0 if midnight(a) => "the same day".to_owned(),
        0..60 => "at the same time".to_owned(),
        60..3600 => format!("{} apart", count(seconds / 60, "minute")),
        3600..86_400 => format!("{} apart", count((seconds + 1800) / 3600, "hour")),
        _ => {
            let days = count((seconds + 43_200) / 86_400, "day");
            format!("{days} {}", if later > 0 { "later" } else { "earlier" })
        }
    }
}

/// Whether `words` stands in the article's title or text with no letter or digit touching it.
pub(super) fn stands_in(words: &str, article: &Article) -> bool {
    stands_whole(words, &article.title) || stands_whole(words, &article.text)
}

fn stands_whole(words: &str, text: &str) -> bool {
    let parts = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + words.len()..).and_then(|text| text.chars().next());
            parts(before) && parts(after)
        })
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
    }

    #[test]
    fn words_stand_whole() {
        assert!(stands_whole("Skerry Tunnel", "The Skerry Tunnel."));
        assert!(!stands_whole("Skerry", "Skerryvore"));
        assert!(!stands_whole("", "x"));
    }
}
