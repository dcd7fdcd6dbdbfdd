//! What one person or organisation said, in its exact words, over time. Nothing is inferred from the words.

use std::collections::{BTreeMap, BTreeSet};

use super::words_of;
use crate::model::{Entity, EntityKind, Quote, SourceSpan};
use crate::text::entities::entity_key;

/// What one article has to say on the matter.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The article's id.
    pub article: i64,
    /// When it came out, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Its quotations, in the order of the text.
    pub quotes: &'a [Quote],
    /// The names in it.
    pub entities: &'a [Entity],
}

/// Words somebody said, where they were read first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The words and their quotation marks, byte-equal to the source.
    pub text: String,
    /// Who said it, as the article names them.
    pub speaker: String,
    /// Where the words stand.
    pub source: SourceSpan,
    /// When that article came out, in milliseconds since 1970 UTC.
    pub at: i64,
    /// In how many of the articles the same words stand, at least 1.
    pub articles: usize,
}

/// The words of the entity with this key, newest first; of the same words in several articles the earliest. Speakers are
/// those of [`super::quotes`], which gives a bare surname to whom the text introduces by it, and to nobody where that may
/// be two people. Words under a bare surname are nobody's when the articles name two people who bear it.
#[must_use]
pub fn positions(entity: &str, heard: &[Heard<'_>]) -> Vec<Position> {
    let mut ordered: Vec<&Heard<'_>> = heard.iter().collect();
    ordered.sort_by_key(|one| (one.at, one.article));
    if bearers(entity, heard) > 1 {
        return Vec::new();
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<Position> = Vec::new();
    for one in ordered {
        let mut here: Vec<usize> = Vec::new();
        for quote in one.quotes {
            let Some(speaker) = quote.speaker.as_deref().filter(|speaker| entity_key(speaker) == entity) else {
                continue;
            };
            let Some(words) = words_of(quote) else { continue };
            let next = found.len();
            let place = *places.entry(words).or_insert(next);
            if place == next {
                found.push(Position {
                    text: quote.text.clone(),
                    speaker: speaker.to_owned(),
                    source: SourceSpan { id: one.article.to_string(), start: quote.start, end: quote.end },
                    at: one.at,
                    articles: 0,
                });
            }
            if let Some(position) = found.get_mut(place).filter(|_| !here.contains(&place)) {
                position.articles += 1;
                here.push(place);
            }
        }
    }
    found.reverse();
    found
}

/// How many people of the articles have this key of one word for their surname; 0 for a longer key.
fn bearers(entity: &str, heard: &[Heard<'_>]) -> usize {
    if entity.contains('-') {
        return 0;
    }
    let people = heard.iter().flat_map(|one| one.entities).filter(|name| name.kind == EntityKind::Person);
    let full = people.filter(|name| {
        let mut words = name.text.split_whitespace().rev();
        words.next().is_some_and(|last| entity_key(last) == entity) && words.next().is_some()
    });
    // "Oda Tollbar" and "Oda M. Tollbar" are one.
    full.filter_map(|name| name.text.split_whitespace().next().map(entity_key)).collect::<BTreeSet<String>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Understanding};
    use crate::understand;

    fn read(text: &str) -> Understanding {
        understand(&Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() })
    }

    fn said(entity: &str, texts: &[&str]) -> Vec<(String, i64, usize)> {
        let read: Vec<Understanding> = texts.iter().map(|text| read(text)).collect();
        let heard: Vec<Heard<'_>> = (1..)
            .zip(&read)
            .map(|(number, one)| Heard {
                article: number,
                at: number * 10,
                quotes: &one.quotes,
                entities: &one.entities,
            })
            .collect();
        let found = positions(entity, &heard);
        for position in &found {
            let text: String = texts[position.source.id.parse::<usize>().unwrap() - 1].to_owned();
            let there: String = text.chars().take(position.source.end).skip(position.source.start).collect();
            assert_eq!(there, position.text, "the words stand where they are said to");
        }
        found.into_iter().map(|position| (position.text, position.at, position.articles)).collect()
    }

    const FIRST: &str = "“The seal told us for two days, and we wrote it down,” said Oda Brackwell, the chief engineer. \
                         “We will not open it before the weekend,” Brackwell said.";
    const AGAIN: &str =
        "Oda Brackwell spoke again. \"The seal told us for two days, and we wrote it down,\" Brackwell said.";
    const OTHER: &str = "Tam Brackwell runs the ferry. “Nobody asked the ferrymen about any of this,” Brackwell said.";

    #[test]
    fn words_are_told_once_newest_first_and_under_who_said_them() {
        let own = |texts: &[&str]| said("oda-brackwell", texts);
        let both = own(&[FIRST, AGAIN, OTHER]);
        assert_eq!(both.iter().map(|(_, at, articles)| (*at, *articles)).collect::<Vec<_>>(), [(10, 1), (10, 2)]);
        assert!(both[0].0.starts_with("“We will not open"), "{both:?}");
        assert_eq!(said("tam-brackwell", &[FIRST, AGAIN, OTHER]).len(), 1);
        assert_eq!(said("brackwell", &[FIRST, AGAIN, OTHER]), []);
    }

    #[test]
    fn a_name_that_two_bear_is_nobodys() {
        let both = "Oda Brackwell runs the tunnel and Tam Brackwell the ferry. “Nobody asked us about any of this at all,” Brackwell said.";
        let whole =
            "Oda Brackwell and Tam Brackwell met. “Nobody asked us about any of this at all,” Tam Brackwell said.";
        for entity in ["oda-brackwell", "tam-brackwell"] {
            assert_eq!(said(entity, &[both]), [], "{entity}");
        }
        assert_eq!(said("brackwell", &[both]), []);
        assert_eq!((said("tam-brackwell", &[whole]).len(), said("oda-brackwell", &[whole]).len()), (1, 0));
    }

    #[test]
    fn a_bare_surname_of_one_bearer_keeps_its_words() {
        let bare = "The ferry was late. “Nobody asked the ferrymen about any of this,” said Mr. Tollbar.";
        let full = "Oda Tollbar was there. Tollbar smiled.";
        let other = "Kim Tollbar was there. Tollbar smiled.";
        assert_eq!(said("tollbar", &[bare, full]).len(), 1);
        assert_eq!(said("tollbar", &[bare, full, other]), []);
    }
}
