//! What a person types, as a query. Every input is a query or nothing; none is an error.

use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, Term};

use crate::asked;
use crate::schema::Fields;
use crate::tokens;

/// A headline's words weigh more than the text's.
const TITLE_BOOST: f32 = 3.0;
/// Parts of a query that are read; the rest of an absurdly long one is ignored.
const MOST_PARTS: usize = 32;

/// Reads a query; `None` when it asks for nothing.
pub fn read(index: &Index, fields: &Fields, text: &str) -> Option<Box<dyn Query>> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for part in sought_parts(text) {
        if let Some(query) = clause(index, fields, &part) {
            clauses.push((if part.without { Occur::MustNot } else { Occur::Must }, query));
        }
    }
    if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
        return None;
    }
    Some(Box::new(BooleanQuery::new(clauses)))
}

/// What a text must hold to be found, each as the words that stand in a row; nothing of what is left out or belongs to
/// `publisher:` and the like.
pub fn sought(index: &Index, text: &str) -> Vec<Vec<String>> {
    let Some(mut analyzer) = index.tokenizers().get(tokens::NAME) else { return Vec::new() };
    let parts = sought_parts(text).into_iter().filter(|part| part.field.is_none() && !part.without);
    let forms = parts.flat_map(|part| std::iter::once(part.words).chain(part.told));
    let words = forms.map(|form| {
        let mut words = Vec::new();
        analyzer.token_stream(&form).process(&mut |token| words.push(token.text.clone()));
        words
    });
    words.filter(|words| !words.is_empty()).collect()
}

/// One blank-separated or quoted part of a query.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    field: Option<String>,
    words: String,
    without: bool,
    /// Whether it stood between quotation marks.
    quoted: bool,
    /// Other forms of its one word that are as good.
    told: Vec<String>,
}

/// The parts that are looked for: of a question only what it is about.
fn sought_parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = parts(text).into_iter().take(MOST_PARTS).collect();
    let is_plain = |part: &Part| part.field.is_none() && !part.without && !part.quoted;
    let plain: Vec<&str> = parts.iter().filter(|part| is_plain(part)).map(|part| part.words.as_str()).collect();
    let mut unsought = asked::unsought(&plain).into_iter();
    let asks_with_do = asked::asks_with_do(&plain);
    parts.retain(|part| !is_plain(part) || !unsought.next().unwrap_or(false));
    if asks_with_do {
        for part in parts.iter_mut().filter(|part| is_plain(part)) {
            part.told = asked::told(part.words.trim_end_matches(['?', '.', '!', ',']));
        }
    }
    parts
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (part, after) = next_part(rest);
        parts.extend(part);
        rest = after.trim_start();
    }
    parts
}

fn next_part(text: &str) -> (Option<Part>, &str) {
    let without = text.starts_with('-') && text.len() > 1;
    let text = if without { &text[1..] } else { text };
    let (field, text) = match text.split_once(':') {
        Some((name, rest)) if ["publisher", "tag", "lang"].contains(&name) => (Some(name.to_owned()), rest),
        _ => (None, text),
    };
    let quotes: &[char] = &['"', '“', '”', '„', '«', '»'];
    let (words, after) = match text.strip_prefix(quotes) {
        Some(quoted) => quoted.split_once(quotes).unwrap_or((quoted, "")),
        None => text.split_once(char::is_whitespace).unwrap_or((text, "")),
    };
    let quoted = text.starts_with(quotes);
    let part = Part { field, words: words.to_owned(), without, quoted, told: Vec::new() };
    ((!part.words.trim().is_empty()).then_some(part), after)
}

fn clause(index: &Index, fields: &Fields, part: &Part) -> Option<Box<dyn Query>> {
    match part.field.as_deref() {
        Some("tag") => Some(exact(fields.tag, &part.words.trim_start_matches('#').to_lowercase())),
        Some("lang") => Some(exact(fields.language, &part.words.to_lowercase())),
        Some("publisher") => words(index, fields.publisher, &part.words),
        _ => {
            let mut forms: Vec<(Occur, Box<dyn Query>)> = Vec::new();
            for form in std::iter::once(&part.words).chain(&part.told) {
                let title = words(index, fields.title, form)?;
                forms.push((Occur::Should, Box::new(BoostQuery::new(title, TITLE_BOOST))));
                forms.push((Occur::Should, words(index, fields.text, form)?));
            }
            Some(Box::new(BooleanQuery::new(forms)))
        }
    }
}

fn exact(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// The part's words in a row; one word is itself. `None` when it has no letter or digit.
fn words(index: &Index, field: Field, text: &str) -> Option<Box<dyn Query>> {
    let Some(mut analyzer) = index.tokenizers().get(tokens::NAME) else {
        return Some(Box::new(EmptyQuery));
    };
    let mut terms = Vec::new();
    analyzer.token_stream(text).process(&mut |token| terms.push(Term::from_field_text(field, &token.text)));
    match terms.len() {
        0 => None,
        1 => Some(Box::new(TermQuery::new(terms.swap_remove(0), IndexRecordOption::WithFreqs))),
        _ => Some(Box::new(PhraseQuery::new(terms))),
    }
}
