//! What is known of a story, in the reports' own sentences.
//!
//! A sentence is worth as much as the words it shares with the rest of the reports (a linear-time form of the
//! TextRank degree: Mihalcea and Tarau 2004), more when it stands early and names names or figures. Chosen sentences
//! never repeat each other, can stand alone, and come from several publishers where they can.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Article, SourceSpan, SummarySentence, Understanding};
use crate::text::reading::Reading;
use crate::text::standalone::Alone;
use crate::text::stems::Stems;
use crate::text::view::is_view;

/// Sentences of one article that are looked at, and articles of one story.
const SENTENCES: usize = 120;
const ARTICLES: usize = 40;
/// Share of words in common from which two sentences say the same.
const SAME: f64 = 0.5;

struct Candidate<'a> {
    article: &'a Article,
    /// Its article's place among those given.
    order: usize,
    /// Its place in its article.
    number: usize,
    text: &'a str,
    span: (usize, usize),
    stems: BTreeSet<String>,
    facts: usize,
    alone: bool,
    /// See [`Alone::is_own`].
    own: bool,
}

/// The most telling sentences, at most `n`, byte-equal to their sources, in reading order.
#[must_use]
pub fn summarize(articles: &[(&Article, &Understanding)], n: usize) -> Vec<SummarySentence> {
    summarize_known(articles, n, |_, _| false)
}

/// The same from the sentences that `disputed` does not name; it is asked for an article's id and a range of code points
/// in its text. What reports disagree about is not known.
#[must_use]
pub fn summarize_known(
    articles: &[(&Article, &Understanding)],
    n: usize,
    disputed: impl Fn(&str, (usize, usize)) -> bool,
) -> Vec<SummarySentence> {
    let language = main_language(articles);
    let mut candidates = candidates(articles, &language);
    candidates.retain(|candidate| !disputed(&candidate.article.id, candidate.span));
    let chosen = choose(&candidates, n);
    chosen.into_iter().map(|at| sentence(&candidates[at])).collect()
}

/// The language that most publishers report in; of equals, the one of the earlier article given.
pub(crate) fn main_language(articles: &[(&Article, &Understanding)]) -> String {
    let mut publishers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (article, understanding) in articles {
        publishers.entry(&understanding.language).or_default().insert(&article.publisher);
    }
    let most = publishers.values().map(BTreeSet::len).max().unwrap_or_default();
    let first = articles.iter().find(|(_, understanding)| {
        publishers.get(understanding.language.as_str()).is_some_and(|names| names.len() == most)
    });
    first.map_or_else(|| "und".to_owned(), |(_, understanding)| understanding.language.clone())
}

fn candidates<'a>(articles: &[(&'a Article, &Understanding)], language: &str) -> Vec<Candidate<'a>> {
    let stems = Stems::of(language);
    let mut found = Vec::new();
    let same = articles.iter().enumerate().filter(|(_, (_, understanding))| understanding.language == language);
    for (order, (article, understanding)) in same.take(ARTICLES) {
        let reading = Reading::new(&article.text, language);
        let standing = Alone::of(&reading);
        for number in 0..reading.sentences.len().min(SENTENCES) {
            let alone = standing.sentence(number);
            let bytes: Range<usize> = alone.clone().unwrap_or_else(|| reading.sentences[number].bytes.clone());
            let span = (reading.offsets.to_chars(bytes.start), reading.offsets.to_chars(bytes.end));
            let view = (alone.is_some() || number == 0) && is_view(&article.text[bytes.clone()], language);
            found.push(Candidate {
                article,
                order,
                number,
                text: &article.text[bytes],
                span,
                stems: stems.of_sentence(&reading, number),
                facts: facts(understanding, span),
                alone: alone.is_some() && !view,
                own: standing.is_own(number) && !view,
            });
        }
    }
    found
}

/// Names and figures inside a place.
fn facts(understanding: &Understanding, (start, end): (usize, usize)) -> usize {
    let inside = |from: usize, to: usize| start <= from && to <= end;
    understanding.entities.iter().filter(|entity| inside(entity.start, entity.end)).count()
        + understanding.numbers.iter().filter(|number| inside(number.start, number.end)).count()
}

fn choose(candidates: &[Candidate<'_>], n: usize) -> Vec<usize> {
    let weights = weights(candidates);
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < n {
        let value = |at: usize| weights[at] * freshness(candidates, &chosen, at);
        let open = (0..candidates.len()).filter(|at| candidates[*at].alone && !chosen.contains(at));
        let best = open.max_by(|a, b| value(*a).total_cmp(&value(*b)).then(b.cmp(a)));
        match best.filter(|at| value(*at) > 0.0) {
            Some(at) => chosen.push(at),
            None => break,
        }
    }
    if chosen.is_empty() && n > 0 {
        // Nothing stands alone: the opening of the first report, if it ends as a sentence does.
        chosen.extend(candidates.iter().position(|candidate| {
            candidate.number == 0
                && candidate.own
                && candidate.text.ends_with(['.', '!', '?', '。', '”', '"', '»', '“', '」'])
        }));
    }
    // Openings first: with one article that is its own order.
    chosen.sort_by_key(|at| (candidates[*at].number, candidates[*at].order, *at));
    chosen
}

/// What each sentence is worth by itself.
fn weights(candidates: &[Candidate<'_>]) -> Vec<f64> {
    let mut shared: BTreeMap<&str, f64> = BTreeMap::new();
    for candidate in candidates {
        for stem in &candidate.stems {
            *shared.entry(stem).or_default() += 1.0;
        }
    }
    let first = candidates.iter().filter_map(|candidate| candidate.article.at).min();
    candidates
        .iter()
        .map(|candidate| {
            let central: f64 =
                candidate.stems.iter().filter_map(|stem| shared.get(stem.as_str())).map(|count| count - 1.0).sum();
            let length = (candidate.stems.len() as f64 + 1.0).powf(LENGTH);
            let early = 1.0 + EARLY / (1.0 + candidate.number as f64);
            let specific = 1.0 + SPECIFIC * candidate.facts.min(4) as f64;
            (central + 0.01) / length * early * specific * later(candidate.article, first)
        })
        .collect()
}

/// How much more a sentence is worth that was written long after the first report: "the search goes on" is known no longer once
/// somebody was found.
fn later(article: &Article, first: Option<jiff::Timestamp>) -> f64 {
    let Some((at, first)) = article.at.zip(first) else { return 1.0 };
    let hours = at.duration_since(first).as_secs_f64() / 3600.0;
    1.0 + LATER * (1.0 - (-hours / LATER_HOURS).exp())
}

/// What a late sentence gains at most, and in how many hours two thirds of it.
const LATER: f64 = 0.5;
const LATER_HOURS: f64 = 18.0;
/// How much a long sentence is held back, how much an early one gains, and what a name or figure adds.
const LENGTH: f64 = 0.4;
const EARLY: f64 = 0.5;
const SPECIFIC: f64 = 0.05;

/// 1 for new words from a new publisher, 0 for what was said.
fn freshness(candidates: &[Candidate<'_>], chosen: &[usize], at: usize) -> f64 {
    let candidate = &candidates[at];
    let mut factor = 1.0;
    for other in chosen.iter().map(|at| &candidates[*at]) {
        let common = candidate.stems.intersection(&other.stems).count() as f64;
        let overlap = common / candidate.stems.len().min(other.stems.len()).max(1) as f64;
        if overlap >= SAME || candidate.text == other.text {
            return 0.0;
        }
        factor *= 1.0 - 0.5 * overlap;
        if candidate.article.publisher == other.article.publisher && candidate.order != other.order {
            factor *= 0.8;
        }
        if candidate.order == other.order && several(candidates) {
            factor *= 0.7;
        }
    }
    factor
}

fn several(candidates: &[Candidate<'_>]) -> bool {
    candidates.first().zip(candidates.last()).is_some_and(|(first, last)| first.order != last.order)
}

fn sentence(candidate: &Candidate<'_>) -> SummarySentence {
    let (start, end) = candidate.span;
    SummarySentence {
        text: candidate.text.to_owned(),
        quoted: true,
        sources: vec![SourceSpan { id: candidate.article.id.clone(), start, end }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let article = Article { id: "a".into(), text: text.into(), language: Some("en".into()), ..Article::default() };
        let understanding = crate::understand(&article);
        summarize(&[(&article, &understanding)], 3).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn views_are_not_known() {
        let dam = "The dam of Wexcombe was inspected on Monday.";
        let text = format!(
            "{dam} The council of Wexcombe should close the dam of Wexcombe on Monday. We of Wexcombe owe the dam of Wexcombe to \
                Ann Lee."
        );
        assert_eq!(told(&text), [dam]);
    }

    #[test]
    fn nothing_is_cut_out_of_somebodys_words() {
        let dam = "The dam of Wexcombe was inspected on Monday.";
        for (text, expected) in [
            (
                format!(
                    "{dam} “It is sound. The water will not rise above the wall of the dam. Sleep well,” said Ann Lee."
                ),
                vec![dam],
            ),
            // Where nothing stands alone the opening is taken, but not one that is cut out of a quotation.
            ("“The dam of Wexcombe is sound. It will hold. Sleep well,” said Ann Lee.".to_owned(), vec![]),
            ("They met.".to_owned(), vec!["They met."]),
        ] {
            assert_eq!(told(&text), expected, "{text}");
        }
    }
}
