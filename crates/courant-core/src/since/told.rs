//! Sentences of a report that can stand alone, each with what it says: figures, names, quotations, words.

use std::collections::BTreeSet;

use crate::extract::phrases::phrases;
use crate::model::{Article, EntityKind, Understanding};
use crate::text::numbers::{NumberClass, Numeral, numerals};
use crate::text::reading::Reading;
use crate::text::standalone::{Alone, quoting};
use crate::text::stems::Stems;
use crate::text::words::{TokenKind, tokens};

/// Families of [`phrases`] by which a publisher speaks of itself: newsletters, sharing, advertising, apps, calls to act,
/// contact.
const PROMOTION: u32 = 1 | 1 << 2 | 1 << 4 | 1 << 13 | 1 << 14 | 1 << 16;
/// Words that speak to the reader, or of the publisher.
const ADDRESS: &[&str] = &[
    "you", "your", "us", "our", "here", "sie", "ihr", "ihre", "ihren", "uns", "unser", "unsere", "unseren", "hier",
    "vous", "votre", "vos", "nous", "notre", "nos", "ici", "su", "sus", "nuestro", "nuestra", "nuestros", "aquí",
    "qui", "nostro", "nostra", "nosso", "nossa", "aqui", "onze", "ons", "je", "jouw", "please", "bitte", "veuillez",
];
/// Beginnings of lines that lead to other texts.
const ELSEWHERE: &[&str] =
    &["read more", "read also", "also read", "see also", "lesen sie auch", "lire aussi", "lee también"];
/// The family of captions and credits.
const CREDIT: u32 = 1 << 6;

/// A sentence with what it says.
pub(super) struct Told<'a> {
    /// Its place in its article.
    pub number: usize,
    /// As it stands.
    pub text: &'a str,
    /// In code points.
    pub span: (usize, usize),
    /// BCP 47 primary subtag.
    pub language: &'a str,
    /// Its numbers.
    pub numbers: Vec<Counted>,
    /// Its names with the words they are made of.
    pub names: Vec<Name>,
    /// Words of somebody's, as they stand.
    pub quotes: Vec<&'a str>,
    /// Its words that carry meaning: as it stands in lower case, and its stem.
    pub words: BTreeSet<(String, String)>,
}

/// A number of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub value: f64,
    pub figure: bool,
    pub approximate: bool,
}

/// A name of a sentence.
pub(super) struct Name {
    pub kind: EntityKind,
    /// Letters and digits in lower case.
    pub words: Vec<String>,
}

/// The first `most` sentences of an article that can stand alone and are neither promotions nor captions.
pub(super) fn told<'a>(article: &'a Article, understanding: &'a Understanding, most: usize) -> Vec<Told<'a>> {
    let language = understanding.language.as_str();
    let reading = Reading::new(&article.text, language);
    let numerals = numerals(&reading);
    let standing = Alone::of(&reading);
    let stems = Stems::of(language);
    let mut found = Vec::new();
    for number in 0..reading.sentences.len().min(most) {
        let whole = reading.sentences[number].bytes.clone();
        let alone = standing.sentence(number).or_else(|| {
            let quotes = standing.is_own(number) && quoting(&reading, number, &understanding.quotes);
            quotes.then_some(whole)
        });
        let Some(bytes) = alone else { continue };
        let text = &article.text[bytes.clone()];
        if is_promotion(text) || is_credit(text) {
            continue;
        }
        let span = (reading.offsets.to_chars(bytes.start), reading.offsets.to_chars(bytes.end));
        let tokens = reading.tokens_of(number).iter().filter(|token| token.start >= bytes.start);
        let words = tokens.flat_map(|token| of_token(token.text, token.kind, stems.of_token(token))).collect();
        let inside = |numeral: &&Numeral| {
            let token = &reading.tokens[numeral.first];
            token.start >= bytes.start && token.end <= bytes.end
        };
        let numbers = numerals.iter().filter(inside).map(counted).collect();
        found.push(Told {
            number,
            text,
            span,
            language,
            numbers,
            names: names(&reading, understanding, span),
            quotes: quotes(&reading, understanding, span),
            words,
        });
    }
    found
}

fn counted(numeral: &Numeral) -> Counted {
    Counted { value: numeral.value, figure: numeral.class == NumberClass::Figure, approximate: numeral.approximate }
}

/// A token's stems, each with the letters that it stands for.
pub(super) fn of_token(text: &str, kind: TokenKind, stems: Vec<String>) -> Vec<(String, String)> {
    if kind == TokenKind::Word {
        let lower = text.to_lowercase();
        return stems.into_iter().map(|stem| (lower.clone(), stem)).collect();
    }
    stems.into_iter().map(|stem| (stem.clone(), stem)).collect()
}

/// Names that stand in the sentence now: what was read out of a text may be older than the text.
fn names(reading: &Reading<'_>, understanding: &Understanding, span: (usize, usize)) -> Vec<Name> {
    let inside = understanding.entities.iter().filter(|entity| span.0 <= entity.start && entity.end <= span.1);
    let standing = inside.filter(|entity| reading.offsets.slice(entity.start, entity.end) == entity.text);
    standing.map(|entity| Name { kind: entity.kind, words: letters(&entity.text) }).collect()
}

fn quotes<'a>(reading: &Reading<'a>, understanding: &Understanding, span: (usize, usize)) -> Vec<&'a str> {
    let inside = understanding.quotes.iter().filter(|quote| span.0 <= quote.start && quote.end <= span.1);
    let words = inside.map(|quote| (reading.offsets.slice(quote.start, quote.end), quote.text.as_str()));
    words.filter(|(stands, read)| stands == read).map(|(stands, _)| stands).collect()
}

/// The words of a text as letters and digits in lower case.
pub(super) fn letters(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a publisher speaks of itself to the reader.
fn is_promotion(text: &str) -> bool {
    let head = |word: &str| word.split(['\'', '’']).next().unwrap_or_default().to_lowercase();
    let addressed = tokens(text, false).iter().any(|token| ADDRESS.contains(&head(token.text).as_str()));
    addressed && phrases(text) & PROMOTION != 0
}

/// Whether it is a line under a picture or a text: it is all in brackets, points elsewhere, says where a picture is from, or
/// ends with a name and an agency.
fn is_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    if text.starts_with(['(', '['])
        || ELSEWHERE.iter().any(|words| lower.starts_with(words))
        || lower.contains("file photo")
    {
        return true;
    }
    let last = text.strip_suffix(')').and_then(|text| text.rsplit('(').next());
    phrases(text) & CREDIT != 0 || last.is_some_and(|last| last.contains('/'))
}
