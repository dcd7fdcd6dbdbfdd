//! Single words that two articles share, for where nothing more telling is found.

use std::collections::BTreeSet;

use super::names;
use super::why::{looked_at, stands_in};
use crate::model::Article;
use crate::text::prior::rarity;

/// Words of the beginning that are looked at.
const LOOKED_AT: usize = 100;
/// Letters in the shortest word that says something.
const SHORTEST: usize = 4;
/// Most words given.
const MOST: usize = 3;
/// Rarity, in steps of a thirty-second, from which a word is given, and what those given must have together.
const WORD: u32 = 60;
const TELLING: u32 = 120;

/// The rarest words of both articles' headlines and beginnings, rarest first; none when they say too little together.
/// They show what two reports of one story have in common; that two articles have to do with each other they do not.
#[must_use]
pub fn words_in_common(a: &Article, b: &Article) -> Vec<String> {
    let of = |article: &Article| -> BTreeSet<String> {
        let beginning = names::words(looked_at(article)).take(LOOKED_AT);
        let all = names::words(&article.title).chain(beginning);
        all.filter_map(|(_, word)| plain(word)).map(str::to_owned).collect()
    };
    let (of_a, of_b) = (of(a), of(b));
    let mut told: Vec<(u32, &String)> = of_a
        .intersection(&of_b)
        .map(|word| (u32::from(rarity(&word.to_lowercase())), word))
        .filter(|(rarity, word)| *rarity >= WORD && stands_in(word, a) && stands_in(word, b))
        .collect();
    told.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    told.dedup_by_key(|(_, word)| word.to_lowercase());
    told.truncate(MOST);
    let together: u32 = told.iter().map(|(rarity, _)| rarity).sum();
    if together < TELLING { Vec::new() } else { told.into_iter().map(|(_, word)| word.clone()).collect() }
}

/// A word without the marks around it; nothing for what is short or no word.
fn plain(word: &str) -> Option<&str> {
    let bare = names::without_whose(word.trim_matches(|char: char| !char.is_alphanumeric()));
    let whole = bare.chars().count() >= SHORTEST && bare.chars().all(char::is_alphabetic);
    whole.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &[&str]) {
        let article = |title: &str| Article { title: title.into(), ..Article::default() };
        assert_eq!(words_in_common(&article(a), &article(b)), expected, "{a} / {b}");
    }

    #[test]
    fn the_rarest_words_of_both() {
        check("Harbour pilots strike, ferries idle", "Why the ferries' pilots say no", &["ferries", "pilots"]);
        check("What the council says now", "Now the council says what it wants", &[]);
        check("Mayor resigns", "Rain all week", &[]);
        check("Referral scheme ends", "A Referral Scheme Ends", &["Referral"]);
    }
}
