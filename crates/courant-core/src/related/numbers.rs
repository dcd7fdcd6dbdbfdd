//! Numbers that two articles share.

use std::collections::BTreeSet;

use super::names::words;
use super::why::{is_looked_at, looked_at, stands_in};
use crate::model::{Article, Understanding};
use crate::text::moments::month;

/// Digits of a day at most.
const DAY: usize = 2;

/// Numbers in both, with the word behind them where that stands in both too; those with a word first, then the longer.
/// Years, days of a month, numbers below ten, and round or plain ones without their word say too little.
pub(super) fn shared(a: &Article, of_a: &Understanding, b: &Article) -> Vec<String> {
    let mut with_word: BTreeSet<String> = BTreeSet::new();
    let mut alone: BTreeSet<String> = BTreeSet::new();
    for text in [a.title.as_str(), looked_at(a)] {
        let all: Vec<(usize, &str)> = words(text).collect();
        for (position, (start, word)) in all.iter().enumerate() {
            let Some((begin, number)) = number_in(*start, word) else { continue };
            let before = position.checked_sub(1).and_then(|at| all.get(at));
            // "The May 14 meeting" counts no meetings.
            let is_month = |word: &str| month(&word.trim_end_matches('.').to_lowercase()).is_some();
            if number.len() <= DAY && before.is_some_and(|(_, word)| is_month(word)) {
                continue;
            }
            let next = all.get(position + 1).filter(|_| word.ends_with(number));
            let both = next.and_then(|(at, next)| {
                let noun = next.trim_end_matches(|char: char| !char.is_alphanumeric());
                let plain = noun.chars().count() > 2 && noun.chars().all(char::is_alphabetic);
                text.get(begin..at + noun.len()).filter(|_| plain)
            });
            match both.filter(|both| stands_in(both, a) && stands_in(both, b)) {
                Some(both) => with_word.insert(both.to_owned()),
                None => alone.insert(number.to_owned()),
            };
        }
    }
    let read = of_a.numbers.iter().filter(|number| is_looked_at(number.start)).map(|number| number.text.trim());
    alone.extend(read.filter(|text| number_in(0, text).is_some()).map(str::to_owned));
    // "318" alone may count anything.
    alone.retain(|number| !number.chars().all(|char| char.is_ascii_digit()));
    alone.retain(|number| !round(number) && stands_in(number, a) && stands_in(number, b));
    alone.retain(|number| !with_word.iter().any(|both| both.contains(number.as_str())));
    let mut found: Vec<String> = with_word.into_iter().collect();
    let mut rest: Vec<String> = alone.into_iter().collect();
    rest.sort_by_key(|number| std::cmp::Reverse(number.len()));
    found.append(&mut rest);
    found
}

/// The number a word is, without what surrounds it, and where it starts; `None` for small ones and years.
fn number_in(start: usize, word: &str) -> Option<(usize, &str)> {
    let number = word.trim_matches(|char: char| !char.is_ascii_digit());
    let plain = number.chars().all(|char| char.is_ascii_digit() || matches!(char, ',' | '.' | '\u{202F}'));
    let around = word.replacen(number, "", 1);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let value = digits.parse::<u64>().ok()?;
    let year = digits.len() == 4 && number.len() == 4 && (1900..=2100).contains(&value);
    let whole = !around.chars().any(char::is_alphanumeric);
    let usable = plain && whole && !year && digits.len() >= 2 && value >= 10;
    usable.then(|| (start + word.find(number).unwrap_or(0), number))
}

/// Whether a number is so round or short that two texts share it by chance.
fn round(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.len() < 3 || digits.trim_end_matches('0').len() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shared_whole() {
        for (a, b, expected) in [
            ("The flood took 253 homes.", "It took 253 homes in all.", vec!["253 homes"]),
            ("The flood took 253 homes.", "The yard lost 1,253 jobs.", vec![]),
            ("The yard lost 1,253 jobs.", "The flood took 253 homes.", vec![]),
            ("Sie flogen eine Boeing 737 heim.", "Der Fonds hält 737.000 Anteile.", vec![]),
            ("The yard lost 1,253 jobs.", "Nobody wanted the 1,253 jobs.", vec!["1,253 jobs"]),
            ("The flood took 253 homes.", "It took 253 houses.", vec![]),
            ("It shut 1,253 yards.", "They sold 1,253 ships.", vec!["1,253"]),
            ("The yard lost 23 million.", "It lost 23 million.", vec!["23 million"]),
            ("At the May 14 meeting they left.", "They left the May 14 meeting.", vec![]),
        ] {
            let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
            let (a, b) = (article(a), article(b));
            assert_eq!(shared(&a, &crate::understand(&a), &b), expected, "{} {}", a.text, b.text);
        }
    }
}
