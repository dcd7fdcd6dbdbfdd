//! What reports of a story add to what a reader has seen of it, in the reports' own sentences.
//!
//! A sentence adds when it says something that stands nowhere in what was seen: a figure, a name, words of somebody's, or
//! enough rare words. Words are compared by stem within one language and by letters across all, so that what was only put
//! differently, or told again in another language, adds nothing; nor does a sentence that repeats a seen one save for a
//! word. Whatever is in doubt is left out: a reader who misses a sentence here finds it in the report.

mod known;
mod told;

use crate::model::{Article, SourceSpan, SummarySentence, Understanding};
use known::Known;
use told::{Told, told};

/// Sentences of one article that are looked at, and those of it that are shown.
const SENTENCES: usize = 120;
const OF_ONE: usize = 5;

/// What was added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Byte-equal to their sources, in the order of the articles and of their texts.
    pub sentences: Vec<SummarySentence>,
    /// How many more sentences add something and found no place.
    pub more: usize,
}

/// The sentences of `later` that add to `seen` and to each other, at most `most` of them: those that say most. Articles
/// come in the order in which they are to be read. Headlines and descriptions that were seen count as seen too.
#[must_use]
pub fn added(seen: &[(&Article, &Understanding)], later: &[(&Article, &Understanding)], most: usize) -> Added {
    let mut known = Known::default();
    known.names_of(seen.iter().chain(later).map(|(article, _)| *article));
    for (article, understanding) in seen {
        known.read(article, understanding);
    }
    let mut found: Vec<(f64, SummarySentence)> = Vec::new();
    let mut more = 0;
    for (article, understanding) in later {
        let mut own: Vec<(f64, SummarySentence)> = Vec::new();
        for sentence in told(article, understanding, SENTENCES) {
            let news = known.news(&sentence);
            if news > 0.0 {
                known.keep(&sentence);
                own.push((news + early(sentence.number), quoted(article, &sentence)));
            }
        }
        more += best(&mut own, OF_ONE);
        found.append(&mut own);
    }
    more += best(&mut found, most);
    Added { sentences: found.into_iter().map(|(_, sentence)| sentence).collect(), more }
}

/// What a place near the top is worth: reports begin with what is new.
fn early(number: usize) -> f64 {
    match number {
        0 => 1.0,
        1 | 2 => 0.5,
        _ => 0.0,
    }
}

/// Keeps the `most` weightiest in their order, of equals the earlier; how many went.
fn best(found: &mut Vec<(f64, SummarySentence)>, most: usize) -> usize {
    let gone = found.len().saturating_sub(most);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|a, b| found[*b].0.total_cmp(&found[*a].0).then(a.cmp(b)));
    let mut kept = vec![false; found.len()];
    order.iter().take(most).for_each(|at| kept[*at] = true);
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(false));
    gone
}

fn quoted(article: &Article, sentence: &Told<'_>) -> SummarySentence {
    let (start, end) = sentence.span;
    let sources = vec![SourceSpan { id: article.id.clone(), start, end }];
    SummarySentence { text: sentence.text.to_owned(), quoted: true, sources }
}

#[cfg(test)]
mod tests;
