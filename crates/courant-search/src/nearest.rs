//! The nearest spelling: words of a query that no article has, each with the word of the index that is most like it.

use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Index, Searcher, Term};

use crate::SearchError;
use crate::schema::Fields;
use crate::tokens;

/// Unknown words of one query that a nearest is looked for; each is held against every word of the index.
const MOST_WORDS: usize = 4;
/// Letters below which a word is like too many others.
const SHORTEST: usize = 4;
/// Letters from which on two slips are forgiven, below it one.
const LONG: usize = 6;

/// A word of the query as it was typed, and as the index would have it.
struct Unknown {
    from: usize,
    to: usize,
    word: Vec<char>,
    best: Option<(usize, u32, String)>,
}

impl Unknown {
    /// How many slips lie between the word and another one; `None` when more than are forgiven.
    fn slips(&self, letters: &[char]) -> Option<usize> {
        slips(&self.word, letters, if self.word.len() >= LONG { 2 } else { 1 })
    }
}

/// The query with each word that no article has replaced by the nearest that one has, the commonest of those that are
/// equally near; `None` when nothing is unknown, or something has no near word.
pub fn nearest(
    index: &Index,
    searcher: &Searcher,
    fields: &Fields,
    query: &str,
) -> Result<Option<String>, SearchError> {
    let mut unknown = unknown_words(index, searcher, fields, query)?;
    if unknown.is_empty() || unknown.len() > MOST_WORDS {
        return Ok(None);
    }
    for (term, articles) in words(searcher, &[fields.title, fields.text], &unknown)? {
        let letters: Vec<char> = term.chars().collect();
        for one in &mut unknown {
            let Some(slips) = one.slips(&letters) else { continue };
            let closer = |(known, often, word): &(usize, u32, String)| {
                (slips, u32::MAX - articles, &term) < (*known, u32::MAX - *often, word)
            };
            if one.best.as_ref().is_none_or(closer) {
                one.best = Some((slips, articles, term.clone()));
            }
        }
    }
    let mut words = String::new();
    let mut reached = 0;
    for one in unknown {
        let Some((_, _, best)) = one.best else { return Ok(None) };
        words.push_str(&query[reached..one.from]);
        words.push_str(&best);
        reached = one.to;
    }
    words.push_str(&query[reached..]);
    Ok(Some(words))
}

/// Words that are in no headline and no text. What is left out or belongs to `publisher:` and the like stays as it is.
fn unknown_words(
    index: &Index,
    searcher: &Searcher,
    fields: &Fields,
    query: &str,
) -> Result<Vec<Unknown>, SearchError> {
    let Some(mut analyzer) = index.tokenizers().get(tokens::NAME) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut at = 0;
    for part in query.split_inclusive(char::is_whitespace) {
        if !part.starts_with('-') && !part.contains(':') {
            analyzer.token_stream(part).process(&mut |token| {
                found.push((at + token.offset_from, at + token.offset_to, token.text.clone()));
            });
        }
        at += part.len();
    }
    let mut unknown = Vec::new();
    for (from, to, word) in found {
        let title = searcher.doc_freq(&Term::from_field_text(fields.title, &word))?;
        if title + searcher.doc_freq(&Term::from_field_text(fields.text, &word))? == 0 {
            unknown.push(Unknown { from, to, word: word.chars().collect(), best: None });
        }
    }
    Ok(unknown)
}

/// All words of the fields that are near one that is looked for, each with how many articles have it.
fn words(searcher: &Searcher, fields: &[Field], unknown: &[Unknown]) -> Result<BTreeMap<String, u32>, SearchError> {
    let lengths = || unknown.iter().map(|one| one.word.len()).filter(|length| *length >= SHORTEST);
    let (Some(shortest), Some(longest)) = (lengths().min(), lengths().max()) else { return Ok(BTreeMap::new()) };
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let inverted = segment.inverted_index(*field)?;
            let mut terms = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
            while terms.advance() {
                let Ok(word) = std::str::from_utf8(terms.key()) else { continue };
                let letters = word.chars().count();
                let about = letters + 2 >= shortest && letters <= longest + 2 && letters >= SHORTEST - 1;
                // Few are near, and only those are kept: an index has hundreds of thousands of words.
                let near = |word: &str| {
                    let letters: Vec<char> = word.chars().collect();
                    unknown.iter().any(|one| one.slips(&letters).is_some())
                };
                if about && !word.chars().any(char::is_numeric) && near(word) {
                    *words.entry(word.to_owned()).or_default() += terms.value().doc_freq;
                }
            }
        }
    }
    Ok(words)
}

/// How many letters are wrong, missing, too many or changed places with their neighbour; `None` when more than `most`, and
/// for words that are too short. The restricted distance of Damerau (1964), by rows.
fn slips(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len() < SHORTEST || one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = row[j] + usize::from(a != b);
            let mut least = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        if next.iter().all(|slips| *slips > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|slips| *slips <= most && *slips > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let cases = [
            ("tunel", "tunnel", 1, Some(1)),
            ("tunenl", "tunnel", 1, Some(1)),
            ("tennul", "tunnel", 1, None),
            ("tennul", "tunnel", 2, Some(2)),
            ("manifets", "manifests", 2, Some(1)),
            ("harbour", "harbour", 2, None),
            ("sea", "see", 1, None),
            ("zeppelin", "tunnel", 2, None),
        ];
        for (one, other, most, expected) in cases {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(slips(&letters(one), &letters(other), most), expected, "{one} {other}");
        }
    }
}
