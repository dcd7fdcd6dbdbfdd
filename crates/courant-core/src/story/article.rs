//! What the engine keeps of one article, and how it is made.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::kinds::{Kind, kind_of};
use crate::model::{Article, Understanding};
use crate::text::fingerprint::sketch;
use crate::text::sounds::{Sound, sounds};
use crate::text::terms::{Token, hash, tokens};

/// Words of the text, stop words left out, that the lead takes in.
const LEAD_WORDS: usize = 100;
/// The same for the body.
const BODY_WORDS: usize = 400;
/// Most terms kept of one article.
const MOST_TERMS: usize = 224;
/// Most keys kept of one article.
const MOST_KEYS: usize = 48;
/// Numbers in this range are mostly years and say little.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;

/// What the engine keeps of one article, at most about 4 KB. The store keeps it as a blob.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StoryArticle {
    /// The article's id.
    pub id: String,
    /// Its number in order of arrival; higher than that of every article before it.
    pub seq: i64,
    /// When it came out, in milliseconds; `None` when only the order of arrival is known.
    pub at: Option<i64>,
    /// The outlet; empty when unknown.
    pub publisher: String,
    /// BCP 47 primary subtag or `und`.
    pub language: String,
    /// Whether it may join others.
    pub kind: Kind,
    /// Whether there is a text to speak of beside the title.
    pub has_body: bool,
    /// Words, sorted by hash.
    pub terms: Vec<Term>,
    /// Names and numbers in a form that stands in other languages too, sorted by hash.
    pub keys: Vec<Key>,
    /// Names by their sound, sorted by hash: what is compared with articles in other languages.
    #[serde(default, with = "super::snapshot::beside")]
    pub sounds: Vec<Sound>,
    /// Embedding of the title as bytes in any proportion (only the direction counts), or empty.
    #[serde(with = "super::snapshot::bytes")]
    pub title_vector: Vec<i8>,
    /// Embedding of the first 60 words of the text, or empty.
    #[serde(with = "super::snapshot::bytes")]
    pub lead_vector: Vec<i8>,
    /// Sketch of the text's shingles, for copies.
    pub sketch: Vec<u32>,
}

impl StoryArticle {
    /// Whether nothing stands under the title.
    pub(super) fn is_bare(&self) -> bool {
        self.terms.iter().all(|term| term.title > 0)
    }
}

/// A word and how often it stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Term {
    /// Hash of the stem.
    pub hash: u32,
    /// Times in the title.
    pub title: u8,
    /// Times in the title and the first hundred words.
    pub lead: u8,
    /// Times in the title and the first four hundred words.
    pub body: u8,
    /// Rarity in thirty-seconds: in broad text as `features` makes it, among the engine's articles once admitted.
    pub rarity: u8,
}

/// A name or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Key {
    /// Hash of the lower-cased form without accents, or of the value's digits.
    pub hash: u32,
    /// As in [`Term`].
    pub rarity: u8,
    /// Whether it stands in the title.
    pub title: bool,
    /// Whether it is a number.
    pub number: bool,
}

/// Makes what the engine keeps. The vectors are those of `courant-embed` for the title and for [`lead_text`].
/// The arrival number is left 0 for the caller to set.
pub fn features(
    article: &Article,
    understanding: &Understanding,
    title_vector: Option<&[i8]>,
    lead_vector: Option<&[i8]>,
) -> StoryArticle {
    let language = language_of(article, understanding);
    let title = tokens(&article.title, &language, 64);
    let text = if article.text.trim().is_empty() { &article.description } else { &article.text };
    let body = tokens(text, &language, BODY_WORDS);
    StoryArticle {
        id: article.id.clone(),
        seq: 0,
        at: article.at.map(|at| at.as_millisecond()),
        publisher: article.publisher.clone(),
        kind: kind_of(article),
        has_body: body.len() >= 12,
        terms: terms_of(&title, &body),
        keys: keys_of(&title, &body, understanding),
        sounds: sounds(&article.title, text),
        title_vector: title_vector.unwrap_or_default().to_vec(),
        lead_vector: lead_vector.unwrap_or_default().to_vec(),
        sketch: sketch(text),
        language,
    }
}

/// The first sixty words of the text (of the description where there is no text), joined by blanks: what the lead's
/// embedding is made from. Text without blanks counts two characters as a word.
pub fn lead_text(article: &Article) -> String {
    let text = if article.text.trim().is_empty() { &article.description } else { &article.text };
    let mut lead = String::new();
    for word in text.split_whitespace().take(60) {
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead.push_str(word);
        if lead.len() > 1200 {
            break;
        }
    }
    let end = lead.char_indices().map(|(at, _)| at).nth(400).unwrap_or(lead.len());
    lead.truncate(end);
    lead
}

fn language_of(article: &Article, understanding: &Understanding) -> String {
    let known = [understanding.language.as_str(), article.language.as_deref().unwrap_or_default()];
    let found = known.into_iter().find(|code| !code.is_empty() && *code != "und").unwrap_or("und");
    found.split(['-', '_']).next().unwrap_or("und").to_lowercase()
}

fn terms_of(title: &[Token], body: &[Token]) -> Vec<Term> {
    let mut found: FxHashMap<u32, Term> = FxHashMap::default();
    let places = [(title, true, true), (body.get(..LEAD_WORDS).unwrap_or(body), false, true)];
    for (tokens, in_title, in_lead) in
        places.into_iter().chain([(body.get(LEAD_WORDS..).unwrap_or_default(), false, false)])
    {
        for token in tokens {
            let term =
                found.entry(token.term).or_insert(Term { hash: token.term, rarity: token.rarity, ..Term::default() });
            term.title = term.title.saturating_add(u8::from(in_title));
            term.lead = term.lead.saturating_add(u8::from(in_lead));
            term.body = term.body.saturating_add(1);
            term.rarity = term.rarity.min(token.rarity);
        }
    }
    let mut terms: Vec<Term> = found.into_values().collect();
    terms.sort_unstable_by_key(|term| term.hash);
    if terms.len() > MOST_TERMS {
        let worth = |term: &Term| (term.title > 0, term.lead > 0, u32::from(term.body) * u32::from(term.rarity));
        terms.sort_by(|a, b| worth(b).cmp(&worth(a)).then(a.hash.cmp(&b.hash)));
        terms.truncate(MOST_TERMS);
        terms.sort_by_key(|term| term.hash);
    }
    terms
}

#[derive(Default)]
struct Seen {
    capital: u32,
    lower: u32,
    times: u32,
    title: bool,
    number: bool,
    rarity: u8,
}

/// Names are words that are written with a capital where a sentence does not begin, and mostly so. Headlines that
/// capitalise every word say nothing about names unless there is no text.
fn keys_of(title: &[Token], body: &[Token], understanding: &Understanding) -> Vec<Key> {
    let mut seen: FxHashMap<u32, Seen> = FxHashMap::default();
    let capitals = title.iter().filter(|token| token.capital).count();
    let shouting = capitals * 5 > title.len() * 3;
    for (in_title, token) in title.iter().map(|token| (true, token)).chain(body.iter().map(|token| (false, token))) {
        let entry = seen.entry(token.surface).or_default();
        entry.rarity = token.rarity;
        entry.times += 1;
        entry.title |= in_title;
        entry.number |= token.number;
        let telling = token.capital && !token.opens && !(in_title && shouting && body.len() >= 12);
        entry.capital += u32::from(telling);
        entry.lower += u32::from(!token.capital);
    }
    for mention in &understanding.numbers {
        if let Some(digits) = digits_of(mention.value) {
            let entry = seen.entry(hash(&digits)).or_default();
            entry.number = true;
            entry.times += 1;
            entry.rarity = entry.rarity.max(crate::text::prior::rarity(&digits));
        }
    }
    let years: Vec<u32> = YEARS.map(|year| hash(&year.to_string())).collect();
    let small: Vec<u32> = (0..10).map(|value: u32| hash(&value.to_string())).collect();
    let mut keys: Vec<(u32, Key)> = seen
        .into_iter()
        .filter(|(hash, seen)| match seen.number {
            true => !years.contains(hash) && !small.contains(hash),
            false => seen.capital > seen.lower && seen.rarity >= 64,
        })
        .map(|(hash, seen)| (seen.times, Key { hash, rarity: seen.rarity, title: seen.title, number: seen.number }))
        .collect();
    keys.sort_by(|(a_times, a), (b_times, b)| {
        let worth = |times: u32, key: &Key| (key.title, times.min(8) * u32::from(key.rarity));
        worth(*b_times, b).cmp(&worth(*a_times, a)).then(a.hash.cmp(&b.hash))
    });
    keys.truncate(MOST_KEYS);
    let mut keys: Vec<Key> = keys.into_iter().map(|(_, key)| key).collect();
    keys.sort_by_key(|key| key.hash);
    keys
}

/// A whole value's digits; a broken one's with the point. `None` for what is no usable number.
fn digits_of(value: f64) -> Option<String> {
    let usable = value.is_finite() && (0.0..1e15).contains(&value);
    usable.then(|| format!("{value}"))
}
