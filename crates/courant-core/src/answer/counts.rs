//! Of several counts the newest: a toll of the first hour is no answer once a later report has another.

use super::asked::{self, Asked};
use super::kin::Words;
use super::{Answer, Found, sentence};
use crate::disagreements::{Bound, head, is_of_same_hours, places};
use crate::model::{Article, SourceSpan};
use crate::text::agency;
use crate::text::numbers::Numeral;
use crate::text::reading::Reading;
use crate::text::words::TokenKind;

/// A figure that answers.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its place in code points.
    pub span: (usize, usize),
    /// What it is true of.
    pub bound: Bound,
    /// Whether it counts people and not only those of one kind: "two people", not "two tourists".
    pub all: bool,
    /// Whether its sentence tells of another year or time.
    pub past: bool,
    /// Whether it may.
    pub late: bool,
}

/// Share of the best sentence's score from which another answers as well.
const FIT: f64 = 0.8;
/// Earlier figures that are told.
const EARLIER: usize = 2;

/// The answer that sentences with figures give, the best first in `found`: the newest report's, that of the same hours which says
/// otherwise, and what was said earlier. Sentences about another time count for nothing.
/// Of sums and measures, which may be of anything, only the newest is told.
pub fn choose(mut found: Vec<Found<'_>>, several: bool) -> Option<Answer> {
    found.retain(|one| one.figure.is_some_and(|figure| !figure.past));
    if found.iter().any(|one| one.figure.is_some_and(|figure| !figure.late)) {
        found.retain(|one| one.figure.is_some_and(|figure| !figure.late));
    }
    // Those of one kind are only some of more: "two tourists" of "100 people".
    let all = found.iter().filter_map(|one| one.figure.filter(|figure| figure.all)).map(|figure| figure.bound.value());
    let all = all.fold(f64::NEG_INFINITY, f64::max);
    found.retain(|one| one.figure.is_some_and(|figure| figure.all || figure.bound.value() >= all));
    let best = found.first()?.score;
    found.retain(|one| one.score >= best * FIT);
    // One sentence of each report, its best.
    let mut reports: Vec<Found<'_>> = Vec::new();
    for one in found {
        if reports.iter().all(|other| other.article.id != one.article.id) {
            reports.push(one);
        }
    }
    reports.sort_by(|a, b| b.article.at.cmp(&a.article.at).then(b.score.total_cmp(&a.score)));
    let mut rest = reports.into_iter();
    let newest = rest.next()?;
    let (same, older): (Vec<_>, Vec<_>) = rest.partition(|other| is_of_same_hours(newest.article.at, other.article.at));
    let mut shown = vec![&newest];
    let other = same.iter().find(|other| several && contradicts(&newest, other) && voice(&newest) != voice(other));
    shown.extend(other);
    let mut earlier: Vec<&Found<'_>> = Vec::new();
    for one in same.iter().filter(|one| voice(&newest) == voice(one)).chain(&older) {
        let said = shown.iter().chain(&earlier).all(|said| differs(said, one));
        if several && said && earlier.len() < EARLIER {
            earlier.push(one);
        }
    }
    let figures = shown.iter().chain(&earlier).filter_map(|one| {
        let (start, end) = one.figure?.span;
        Some(SourceSpan { id: one.article.id.clone(), start, end })
    });
    let figures = figures.collect();
    Some(Answer {
        sentences: shown.into_iter().map(sentence).collect(),
        earlier: earlier.into_iter().map(sentence).collect(),
        figures,
    })
}

/// Whether a figure counts people at large, not those of one kind: what is counted has a word for people, for what was done to them, or
/// for the rest.
pub fn counts_all(asked: &Asked, reading: &Reading<'_>, numeral: &Numeral, stems: &Words<'_>) -> bool {
    let Some(next) = reading.tokens.get(numeral.last) else { return true };
    let lower = next.text.to_lowercase();
    let word = next.kind == TokenKind::Word;
    let rest = [
        "others", "more", "other", "in", "and", "was", "were", "have", "has", "had", "weitere", "wurden", "sind",
        "und", "autres", "más",
    ];
    !word
        || asked::is_people(&lower)
        || rest.contains(&lower.as_str())
        || stems.of_any(next).iter().any(|stem| asked.terms.contains(stem) || asked.counted.as_ref() == Some(stem))
}

/// Whether a sentence tells of a place that neither the question nor its report's headline and opening know: who died in one town is
/// some of those whom a storm killed.
pub fn is_of_a_part(asked: &Asked, article: &Article, reading: &Reading<'_>, number: usize) -> bool {
    let Some(bounds) = reading.bounds.get(number) else { return false };
    let places = places(reading, *bounds);
    let head = head(article, reading);
    !places.is_empty() && !places.iter().any(|place| head.contains(place) || asked.says(place))
}

fn contradicts(one: &Found<'_>, other: &Found<'_>) -> bool {
    one.figure.zip(other.figure).is_some_and(|(one, other)| one.bound.contradicts(other.bound))
}

/// Whether the figures are not one: "at least two" may be six, but is not what six says.
fn differs(one: &Found<'_>, other: &Found<'_>) -> bool {
    one.figure.zip(other.figure).is_some_and(|(one, other)| one.bound.value() != other.bound.value())
}

/// Whose word it is: an agency's, whoever prints it.
fn voice(one: &Found<'_>) -> String {
    agency::of_article(one.article).unwrap_or_else(|| agency::known_as(&one.article.publisher))
}
