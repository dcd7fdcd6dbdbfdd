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

pub use choose::{Candidate, Choice, choose};
pub use corpus::Corpus;
pub use why::why;

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
        let holds = telling && (choice.certain || named >= 2);
        holds.then_some(Related { id: choice.id, score: choice.score, kind: choice.kind, why: evidence })
    });
    shown.take(MOST).collect()
}
