//! Typed links between articles, with evidence; none when nothing is close.
//!
//! The story engine's log odds say how near two articles are; [`choose`] says what one is to the other, or keeps
//! silent; [`why`] finds words that stand in both. A link without such words is not shown.

mod choose;
mod corpus;
mod names;
mod numbers;
mod phrases;
mod why;
mod words;

pub use choose::{Candidate, Choice, choose, later};
pub use corpus::Corpus;
pub use why::why;
pub use words::words_in_common;

use crate::model::{Article, Related, Understanding, Why, WhyKind};

/// The most links shown for one article.
const MOST: usize = 8;

/// The links of `article` to its candidates, best first. `text` gives another article and what was read out of it;
/// those it does not know are passed over.
pub fn links<'a>(
    article: (&Article, &Understanding),
    candidates: &[Candidate],
    text: impl Fn(&str) -> Option<(&'a Article, &'a Understanding)>,
) -> Vec<Related> {
    let shown = choose(candidates).into_iter().filter_map(|choice| {
        let other = text(&choice.id)?;
        let mut evidence = why(article.0, article.1, other.0, other.1);
        if choice.copied {
            evidence.retain(|why| why.kind == WhyKind::Time);
            evidence.insert(0, Why { kind: WhyKind::Copied, text: "the same text".to_owned() });
        }
        let telling = evidence.iter().any(|why| why.kind != WhyKind::Time);
        let named = evidence.iter().filter(|why| why.kind == WhyKind::Entity).count();
        // Who is in one story has the others' agreement. Two that are not, and share a single name, may just be of one place.
        let more = evidence.iter().filter(|why| why.kind != WhyKind::Time).count() >= 2;
        let holds = telling && if choice.certain { choice.together || choice.copied || more } else { named >= 2 };
        holds.then_some(Related { id: choice.id, score: choice.score, kind: choice.kind, why: evidence })
    });
    shown.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, text: &str) -> (Article, Understanding) {
        let article = Article {
            id: id.into(),
            title: "Council votes".into(),
            text: text.into(),
            language: Some("en".into()),
            ..Article::default()
        };
        let understanding = crate::understand(&article);
        (article, understanding)
    }

    /// How many links the first report gets to the second, which the engine holds to be the same event.
    fn check(others: &str, same_story: bool, expected: usize) {
        let own = report("a", "The council of Aldermouth kept the night trams, said Ottilie Crane.");
        let other = report("b", others);
        let candidate = Candidate {
            id: "b".into(),
            logit: 2.0,
            same_story,
            copied: false,
            other_publisher: true,
            text: 2,
            later: 60_000,
        };
        let found = links((&own.0, &own.1), &[candidate], |_| Some((&other.0, &other.1)));
        assert_eq!(found.len(), expected, "{others:?} {same_story}: {found:?}");
    }

    #[test]
    fn a_text_without_end_is_read_to_some_point() {
        let words = |from: usize| -> String { (from..from + 30_000).map(|at| format!("of Ka{at}ren ")).collect() };
        let told =
            |name: &str, from: usize| Article { text: format!("{}met {name}.", words(from)), ..Article::default() };
        let none = Understanding::default();
        let (a, b) = (told("Ottilie Crane", 0), told("Ottilie Crane", 40_000));
        assert_eq!(why(&a, &none, &b, &none), []);
        let known = crate::understand(&a);
        assert_eq!(why(&a, &known, &b, &none), []);
        let (a, b) = (words(0), words(0));
        let read = |text: String| Article { text, ..Article::default() };
        assert_eq!(why(&read(a), &none, &read(b), &none).len(), 3);
    }

    #[test]
    fn one_name_alone_makes_no_event_of_two_stories() {
        check("Rents in Aldermouth rose by a tenth.", false, 0);
        check("Rents in Aldermouth rose by a tenth.", true, 1);
        check("Ottilie Crane of Aldermouth withdrew the seats.", false, 1);
        check("Nobody else heard of it.", true, 0);
    }
}
