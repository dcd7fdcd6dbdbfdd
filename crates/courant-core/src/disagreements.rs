//! Figures on which the reports of one story differ. Says who reports what; never who is right.
//!
//! Two figures speak of one thing when they count the same thing and tell the same of it ("people killed" is not "people
//! injured"), in one language; where neither tells what was done, the company of words has to be the same, and what stands
//! in a headline is no company: it is in every report. A row that is missing is better than one that sets unlike beside
//! unlike. Figures of which both may be true do not differ: "more than 200" is true of 229, and 2,735 is told as 2,700. What is
//! measured is compared only where it is said of what (see [`measure`]). A rate as "litres a minute" says enough by itself and is compared across languages. Ages, years, times and
//! days are no figures, nor is "a dozen". Reports of other hours do not differ: a toll that is higher in the later one rose. The tolls that
//! open reports need no company (see [`toll`]). A report that also has the other's figure, of the same thing or in the same
//! sentence ("five shifts cut to four"), knows of it and does not disagree.

mod bound;
mod counted;
mod deed;
mod hours;
mod measure;
mod places;
mod toll;

pub(crate) use bound::Bound;
pub(crate) use counted::bound as bound_of;
pub(crate) use hours::is_of_same_hours;
pub(crate) use places::{head, places};

use std::collections::BTreeSet;

use counted::{Counted, figures};

use crate::model::{Article, Disagreement, Figure, SourceSpan, Understanding};
use crate::text::reading::Reading;
use crate::text::stems::Stems;

/// Figures farther apart than this factor speak of different things.
const FARTHEST: f64 = 6.0;
/// Figures within this factor may well be two counts of one thing, unless they are small.
const CLOSE: f64 = 1.25;
/// Below this, figures are close by chance.
const SMALL: f64 = 10.0;

/// Each thing on which figures differ: people first, then the most reported. Give each set of copies only once.
#[must_use]
pub fn disagreements(articles: &[(&Article, &Understanding)]) -> Vec<Disagreement> {
    let headlines = headlines(articles);
    let mut counted: Vec<Counted<'_>> =
        articles.iter().flat_map(|(article, understanding)| figures(article, &understanding.language)).collect();
    for one in &mut counted {
        one.telling.retain(|stem| !headlines.contains(stem));
    }
    let mut taken = vec![false; counted.len()];
    let mut found: Vec<(bool, Disagreement)> = Vec::new();
    for first in 0..counted.len() {
        if taken[first] {
            continue;
        }
        let mut group = vec![first];
        for (next, candidate) in counted.iter().enumerate().skip(first + 1) {
            let outlets = |at: &usize| {
                counted[*at].article.publisher == candidate.article.publisher
                    || counted[*at].article.id == candidate.article.id
                    // One agency's later text brings its earlier one up to date.
                    || candidate.agency.is_some() && counted[*at].agency == candidate.agency
            };
            // The cheapest first: there may be very many pairs.
            let other = !taken[next] && !group.iter().any(outlets);
            let fits = other
                && group.iter().all(|at| counted[*at].is_of_one_time(candidate) && counted[*at].is_like(candidate));
            if fits && is_only(&counted, first, next) {
                group.push(next);
            }
        }
        // Whoever agrees with all the others has no part in it.
        let all = group.clone();
        group.retain(|at| all.iter().any(|other| counted[*at].bound.contradicts(counted[*other].bound)));
        if differ(&counted, &group) {
            group.iter().for_each(|at| taken[*at] = true);
            found.push((group.iter().any(|at| counted[*at].is_of_people()), disagreement(&counted, &group)));
        }
    }
    found.sort_by_key(|(people, disagreement)| std::cmp::Reverse((*people, disagreement.figures.len())));
    found.into_iter().map(|(_, disagreement)| disagreement).collect()
}

/// The stems of the story's headlines.
fn headlines(articles: &[(&Article, &Understanding)]) -> BTreeSet<String> {
    let of = |(article, understanding): &(&Article, &Understanding)| {
        let (reading, stems) =
            (Reading::new(&article.title, &understanding.language), Stems::of(&understanding.language));
        reading.tokens.iter().flat_map(|token| stems.of_token(token)).collect::<Vec<_>>()
    };
    articles.iter().flat_map(of).collect()
}

/// Whether, of its article's figures, this one alone could be what the first speaks of.
fn is_only(counted: &[Counted<'_>], first: usize, next: usize) -> bool {
    // The figures of an article stand side by side.
    let own = |at: &usize| counted[*at].article.id == counted[next].article.id;
    let beside = (0..next).rev().take_while(own).chain((next + 1..counted.len()).take_while(own));
    let rivals = beside.map(|at| &counted[at]);
    let mut rivals = rivals.filter(|other| counted[first].is_like(other) && other.value != counted[next].value);
    let shared = counted[first].shared(&counted[next]);
    if counted[first].is_toll && counted[next].is_toll {
        return true;
    }
    rivals.all(|rival| counted[first].shared(rival) < shared)
}

fn differ(counted: &[Counted<'_>], group: &[usize]) -> bool {
    let mut values: Vec<f64> = group.iter().map(|at| counted[*at].value).collect();
    values.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (values.first(), values.last()) else { return false };
    let known = |a: usize, b: usize| {
        counted.iter().any(|other| {
            other.article.id == counted[a].article.id
                && other.unit == counted[b].unit
                && other.value == counted[b].value
                || other.article.id == counted[a].article.id
                    && other.deed == counted[b].deed
                    && other.value == counted[b].value
                    && counted[b].is_toll
        })
    };
    let beside = |a: usize, b: usize| counted[a].beside.contains(&counted[b].value);
    let aware = group
        .iter()
        .any(|a| group.iter().any(|b| counted[*a].value != counted[*b].value && (known(*a, *b) || beside(*a, *b))));
    most / least.max(f64::MIN_POSITIVE) <= FARTHEST && !aware
}

fn disagreement(counted: &[Counted<'_>], group: &[usize]) -> Disagreement {
    // In the language that most of them are in, of equals that of the earlier report given; there the fullest words.
    let in_language = |language: &str| group.iter().filter(|at| counted[**at].language == language).count();
    let most = group.iter().map(|at| in_language(&counted[*at].language)).max().unwrap_or_default();
    let main = group
        .iter()
        .map(|at| counted[*at].language.as_str())
        .find(|language| in_language(language) == most)
        .unwrap_or_default();
    let named = group.iter().map(|at| &counted[*at]).filter(|counted| counted.language == main);
    let subject = named.max_by_key(|counted| counted.subject.split(' ').count()).map(|counted| counted.subject.clone());
    let mut figures: Vec<Figure> = group.iter().map(|at| figure(&counted[*at])).collect();
    figures.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.source.id.cmp(&b.source.id)));
    Disagreement { subject: subject.unwrap_or_default(), figures }
}

fn figure(counted: &Counted<'_>) -> Figure {
    let (start, end) = counted.span;
    Figure {
        value: counted.value,
        text: counted.text.to_owned(),
        approximate: counted.approximate,
        source: SourceSpan { id: counted.article.id.clone(), start, end },
        at: counted.article.at,
    }
}

impl Counted<'_> {
    /// Whether another report's figure speaks of the same thing.
    fn is_like(&self, other: &Self) -> bool {
        if self.unit != other.unit || self.is_doubtful || other.is_doubtful {
            return false;
        }
        if self.is_rate {
            return true;
        }
        let one_place = self.may_be_where(other) && other.may_be_where(self);
        if self.is_toll && other.is_toll {
            return self.language == other.language && self.deed == other.deed && one_place;
        }
        let company = self.shared(other) >= self.needed().max(other.needed());
        self.language == other.language && company && self.of == other.of && self.is_of_one_deed(other) && one_place
    }

    /// Whether the reports are of the same hours, and neither only has a toll that rose meanwhile.
    fn is_of_one_time(&self, other: &Self) -> bool {
        let rises = self.may_rise() && other.may_rise();
        is_of_same_hours(self.article.at, other.article.at)
            && (!rises || hours::is_no_rise((self.article.at, self.value), (other.article.at, other.value)))
    }

    /// Whether the same is told of what both count: the same deed, or none, and then things of one kind, governed by one word
    /// or in company that is not in every report.
    fn is_of_one_deed(&self, other: &Self) -> bool {
        if self.deed.is_some() || other.deed.is_some() {
            return self.deed == other.deed;
        }
        let (least, most) = (self.value.min(other.value), self.value.max(other.value));
        let close = least >= SMALL && most / least <= CLOSE;
        let governed = self.governor.is_some() && self.governor == other.governor;
        let needed = if close || governed { 1 } else { 3 };
        self.kind == other.kind && self.telling.intersection(&other.telling).count() >= needed
    }

    /// Whether what this one tells may have been where the other says: its sentence names no place, or one of the other's
    /// sentence; where that names none, one of the headline and opening. Who died in one town is some of those whom a storm killed: of
    /// fates the opening is the headline and the first sentence.
    fn may_be_where(&self, other: &Self) -> bool {
        let opening = if self.may_rise() { &other.head } else { &other.opening };
        let said = if other.places.is_empty() { opening } else { &other.places };
        self.places.is_empty() || self.places.iter().any(|place| said.contains(place))
    }

    /// How many words around it two figures share.
    fn shared(&self, other: &Self) -> usize {
        if self.language == other.language { self.company.intersection(&other.company).count() } else { 0 }
    }

    /// Money and shares are everywhere in a report: they need more company than people or homes.
    fn needed(&self) -> usize {
        let common: BTreeSet<&str> = [
            "%", "$", "€", "£", "euro", "dollar", "day", "hour", "minut", "year", "week", "month", "tag", "stund",
            "jahr", "woch", "monat", "jour", "heur", "año", "día", "hora", "time", "mal",
        ]
        .into();
        if common.contains(self.unit.as_str()) { 3 } else { 1 }
    }
}

#[cfg(test)]
mod tests;
