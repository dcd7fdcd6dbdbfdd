//! How good a grouping is, held against labels: BCubed (Bagga and Baldwin, 1998), pairs, and whether probabilities mean what they
//! say.

use std::collections::BTreeMap;

/// What a grouping is worth.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Grade {
    /// Articles.
    pub articles: usize,
    /// Labels.
    pub events: usize,
    /// Labels whose articles are one story and nothing else.
    pub exact: usize,
    /// Mean over articles: the share of its story that has its label.
    pub precision: f64,
    /// Mean over articles: the share of its label that stands in its story.
    pub recall: f64,
    /// Of all pairs in one story, the share with one label; 1 without pairs.
    pub pair_precision: f64,
    /// Of all pairs with one label, the share in one story; 1 without pairs.
    pub pair_recall: f64,
}

impl Grade {
    /// Holds stories against labels, both by article in one order.
    pub fn of(labels: &[&str], stories: &[&str]) -> Self {
        let (mut label, mut story, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (one, other) in labels.iter().zip(stories) {
            *label.entry(*one).or_insert(0_usize) += 1;
            *story.entry(*other).or_insert(0_usize) += 1;
            *both.entry((*one, *other)).or_insert(0_usize) += 1;
        }
        let articles = labels.len().min(stories.len());
        let sizes =
            |pair: &(&str, &str)| (label.get(pair.0).copied().unwrap_or(1), story.get(pair.1).copied().unwrap_or(1));
        let mean = |which: fn((usize, usize)) -> usize| {
            let sum: f64 = both.iter().map(|(pair, count)| (count * count) as f64 / which(sizes(pair)) as f64).sum();
            share(sum, articles as f64)
        };
        let pairs =
            |counts: &mut dyn Iterator<Item = usize>| counts.map(|count| count * (count - 1) / 2).sum::<usize>() as f64;
        let hits = pairs(&mut both.values().copied());
        Self {
            articles,
            events: label.len(),
            exact: both.iter().filter(|(pair, count)| sizes(pair) == (**count, **count)).count(),
            precision: mean(|(_, story)| story),
            recall: mean(|(label, _)| label),
            pair_precision: share(hits, pairs(&mut story.values().copied())),
            pair_recall: share(hits, pairs(&mut label.values().copied())),
        }
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision, self.recall)
    }

    /// The same over pairs.
    pub fn pair_f1(&self) -> f64 {
        harmonic(self.pair_precision, self.pair_recall)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other > 0.0 { 2.0 * one * other / (one + other) } else { 0.0 }
}

/// Bins of a calibration curve, each a tenth of all probabilities wide.
pub const BINS: usize = 10;

/// What was said to be how likely, and how often it was so.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Calibration {
    bins: [Bin; BINS],
}

/// Pairs that were said to be about equally likely one event.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// How many.
    pub pairs: usize,
    /// How many of them were.
    pub same: usize,
    said: f64,
}

impl Bin {
    /// The mean of what was said; `None` without pairs.
    pub fn said(&self) -> Option<f64> {
        (self.pairs > 0).then(|| self.said / self.pairs as f64)
    }

    /// The share that was so; `None` without pairs.
    pub fn was(&self) -> Option<f64> {
        (self.pairs > 0).then(|| self.same as f64 / self.pairs as f64)
    }
}

impl Calibration {
    /// Takes in a pair; a probability outside 0 to 1 counts as the nearest inside.
    pub fn add(&mut self, probability: f64, same: bool) {
        let probability = probability.clamp(0.0, 1.0);
        let at = ((probability * BINS as f64) as usize).min(BINS - 1);
        let bin = &mut self.bins[at];
        bin.pairs += 1;
        bin.same += usize::from(same);
        bin.said += probability;
    }

    /// All bins, the least likely first.
    pub fn bins(&self) -> &[Bin] {
        &self.bins
    }

    /// The mean distance between what was said and what was, each bin by its pairs; 0 without pairs.
    pub fn error(&self) -> f64 {
        let pairs: usize = self.bins.iter().map(|bin| bin.pairs).sum();
        let off = |bin: &Bin| Some((bin.said()? - bin.was()?).abs() * bin.pairs as f64);
        self.bins.iter().filter_map(off).sum::<f64>() / pairs.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(labels: &str, stories: &str, precision: f64, recall: f64, pairs: (f64, f64), exact: usize) {
        let grade = Grade::of(&labels.split(' ').collect::<Vec<_>>(), &stories.split(' ').collect::<Vec<_>>());
        let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert!(near(grade.precision, precision) && near(grade.recall, recall), "{labels} / {stories}: {grade:?}");
        assert!(
            near(grade.pair_precision, pairs.0) && near(grade.pair_recall, pairs.1),
            "{labels} / {stories}: {grade:?}"
        );
        assert_eq!(grade.exact, exact, "{labels} / {stories}");
    }

    #[test]
    fn grades() {
        check("a a b", "1 1 2", 1.0, 1.0, (1.0, 1.0), 2);
        // All apart: nothing is wrong, half of a is missing to each of its articles.
        check("a a b", "1 2 3", 1.0, (0.5 + 0.5 + 1.0) / 3.0, (1.0, 0.0), 1);
        // All one: each a has two of three, b one of three.
        check("a a b", "1 1 1", (4.0 / 3.0 + 1.0 / 3.0) / 3.0, 1.0, (1.0 / 3.0, 1.0), 0);
        check("a b", "1 2", 1.0, 1.0, (1.0, 1.0), 2);
    }

    #[test]
    fn calibration_is_the_distance_of_what_was_said() {
        let mut curve = Calibration::default();
        for same in [true, true, true, false] {
            curve.add(0.75, same);
        }
        assert!(curve.error().abs() < 1e-9, "{curve:?}");
        curve.add(1.0, false);
        curve.add(-3.0, false);
        assert_eq!(curve.bins().iter().map(|bin| bin.pairs).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 0, 0, 4, 0, 1]);
        assert!((curve.error() - 1.0 / 6.0).abs() < 1e-9, "{}", curve.error());
    }
}
