//! How good the stories are, by those who read them: what the engine joined, what of it somebody looked at who may put it
//! right, what they took apart, and how likely the engine had said it was.
//!
//! Nothing is learned from it here. A join that was looked at and left as it is need not be right: who does not notice
//! corrects nothing. So the share that was left is the most that can have been right, never the least.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Evidence, Reason};
use super::weights::probability;

/// Lower ends of the bins, as probabilities; each ends where the next begins, the last at 1. Finer at the top, where nearly
/// all joins lie.
pub const BINS: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// Cases below which no share is given: of 20 without a fault, 16 in 100 may still be wrong by [`wilson`].
pub const FEWEST_CASES: u64 = 20;

/// The 97.5th percentile of the normal distribution, for intervals that hold 95 times in 100.
const Z: f64 = 1.959_963_984_540_054;

/// The interval in which the true share lies 95 times in 100 when `hits` of `of` cases were seen to hold; `None` without
/// cases. Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209-212. It holds for few cases and shares near 1.
pub fn wilson(hits: u64, of: u64) -> Option<(f64, f64)> {
    if of == 0 {
        return None;
    }
    let (n, share) = (of as f64, hits.min(of) as f64 / of as f64);
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Some((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
}

/// Something that happened, to be held in the order of its time.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The engine decided.
    Decided(Box<Change>),
    /// An article was shown on its story's page to somebody who may correct, for the first time to them.
    Shown(i64),
    /// Somebody said that an article reports another event than a second one, and has not taken it back.
    Apart {
        /// Key of the word.
        word: i64,
        /// The two articles.
        articles: (i64, i64),
        /// Whether the word still holds. One that was taken back is only looked up.
        holds: bool,
    },
    /// Somebody said that an article that was left out reports the event, and has not taken it back.
    Wanted {
        /// How likely the engine had said it was, where that is known.
        probability: Option<f64>,
    },
}

/// What is known of the joins that were about equally likely.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// Joins that were made.
    pub joins: u64,
    /// How many of them somebody looked at who may correct.
    pub seen: u64,
    /// How many of those were taken apart.
    pub apart: u64,
    /// Articles that were left out at this likelihood and that somebody wanted in.
    pub wanted: u64,
    /// The likelihoods of what was looked at, added up.
    pub said_sum: f64,
}

impl Bin {
    /// The mean likelihood of what was looked at; `None` where nothing was.
    pub fn said(&self) -> Option<f64> {
        (self.seen > 0).then(|| self.said_sum / self.seen as f64)
    }

    /// How many of what was looked at should be wrong if the likelihoods are true.
    pub fn expected_apart(&self) -> f64 {
        self.seen as f64 - self.said_sum
    }

    /// The share of what was looked at that was left as it is, with its interval; `None` below [`FEWEST_CASES`].
    pub fn left(&self) -> Option<Share> {
        let left = self.seen - self.apart;
        let (low, high) = wilson(left, self.seen).filter(|_| self.seen >= FEWEST_CASES)?;
        Some(Share { share: left as f64 / self.seen as f64, low, high })
    }

    fn add(&mut self, other: &Self) {
        self.joins += other.joins;
        self.seen += other.seen;
        self.apart += other.apart;
        self.wanted += other.wanted;
        self.said_sum += other.said_sum;
    }
}

/// A share with its 95 % interval, all 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What is known of the joins of a stretch of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quality {
    /// By likelihood, as [`BINS`].
    pub bins: [Bin; BINS.len()],
    /// Articles that somebody wanted in and whose likelihood is not known.
    pub wanted_unweighed: u64,
    /// For each word that took an article out: how likely the engine had said it was, where it made a join that is known.
    pub taken_apart: BTreeMap<i64, f64>,
}

impl Quality {
    /// All bins together.
    pub fn all(&self) -> Bin {
        let mut all = Bin { wanted: self.wanted_unweighed, ..Bin::default() };
        self.bins.iter().for_each(|bin| all.add(bin));
        all
    }
}

/// A join: an article came into a story that was there, or a whole story did.
struct Join {
    /// Whether the engine weighed it; a reader's join is nobody's to measure.
    weighed: bool,
    probability: f64,
    seen: bool,
    apart: bool,
}

/// Where articles are, and by which join.
#[derive(Default)]
struct Standing {
    joins: Vec<Join>,
    /// An article's story, and the joins that brought it there, the latest last: its own, and those of the stories it was in.
    places: BTreeMap<i64, (String, Vec<usize>)>,
    members: BTreeMap<String, BTreeSet<i64>>,
}

/// Reads what happened, the earliest first. Joins by a reader's word are not the engine's and are left out.
pub fn quality(happenings: impl IntoIterator<Item = Happening>) -> Quality {
    let (mut standing, mut quality) = (Standing::default(), Quality::default());
    for happening in happenings {
        match happening {
            Happening::Decided(change) => standing.apply(&change),
            Happening::Shown(article) => standing.seen(article),
            Happening::Apart { word, articles, holds } => {
                if let Some(probability) = standing.apart(articles, holds) {
                    quality.taken_apart.insert(word, probability);
                }
            }
            Happening::Wanted { probability: Some(probability) } => quality.bins[bin_of(probability)].wanted += 1,
            Happening::Wanted { probability: None } => quality.wanted_unweighed += 1,
        }
    }
    for join in standing.joins.into_iter().filter(|join| join.weighed) {
        let bin = &mut quality.bins[bin_of(join.probability)];
        bin.joins += 1;
        bin.seen += u64::from(join.seen);
        bin.apart += u64::from(join.apart);
        bin.said_sum += if join.seen { join.probability } else { 0.0 };
    }
    quality
}

fn bin_of(probability: f64) -> usize {
    BINS.iter().rposition(|from| probability >= *from).unwrap_or(0)
}

impl Standing {
    fn apply(&mut self, change: &Change) {
        match change {
            Change::Assign { article, story, founded, evidence } => {
                let joins = if *founded { Vec::new() } else { vec![self.join(evidence)] };
                self.put(article, story, joins);
            }
            Change::Move { article, into, evidence, .. } => {
                let join = self.join(evidence);
                self.put(article, into, vec![join]);
            }
            Change::Split { into, articles, .. } => {
                articles.iter().for_each(|article| self.put(article, into, Vec::new()))
            }
            Change::Merge { from, into, evidence } => {
                let join = self.join(evidence);
                for article in self.members.remove(from).unwrap_or_default() {
                    let place = self.places.entry(article).or_default();
                    place.0.clone_from(into);
                    place.1.push(join);
                    self.members.entry(into.clone()).or_default().insert(article);
                }
            }
            Change::Remove { article } => self.take(article),
            Change::Admit(_)
            | Change::Redirect { .. }
            | Change::Close { .. }
            | Change::Constrain { .. }
            | Change::Lift { .. }
            | Change::Repaired { .. } => {}
        }
    }

    fn join(&mut self, evidence: &Evidence) -> usize {
        let weighed = matches!(evidence.reason, Reason::Agreement | Reason::FitsBetter | Reason::OneEvent);
        self.joins.push(Join {
            weighed,
            probability: f64::from(probability(evidence.score)),
            seen: false,
            apart: false,
        });
        self.joins.len() - 1
    }

    fn put(&mut self, article: &str, story: &str, joins: Vec<usize>) {
        self.take(article);
        let Ok(article) = article.parse() else { return };
        self.places.insert(article, (story.to_owned(), joins));
        self.members.entry(story.to_owned()).or_default().insert(article);
    }

    fn take(&mut self, article: &str) {
        let Ok(article) = article.parse() else { return };
        if let Some((story, _)) = self.places.remove(&article)
            && let Some(members) = self.members.get_mut(&story)
        {
            members.remove(&article);
        }
    }

    fn seen(&mut self, article: i64) {
        for join in self.places.get(&article).map(|(_, joins)| joins.as_slice()).unwrap_or_default() {
            if let Some(join) = self.joins.get_mut(*join) {
                join.seen = true;
            }
        }
    }

    /// The join that brought the two together is the latest that only one of them has. It counts only where it was looked at before:
    /// what is met elsewhere first comes into the sample when it is wrong and never when it is right.
    fn apart(&mut self, (one, other): (i64, i64), holds: bool) -> Option<f64> {
        let ((story, a), (other_story, b)) = (self.places.get(&one)?, self.places.get(&other)?);
        if story != other_story {
            return None;
        }
        let only = |x: &[usize], y: &[usize]| x.iter().copied().filter(|join| !y.contains(join)).max();
        let at = only(a, b).max(only(b, a))?;
        let join = self.joins.get_mut(at).filter(|join| join.weighed)?;
        join.apart |= holds && join.seen;
        Some(join.probability)
    }
}

#[cfg(test)]
#[path = "quality_tests.rs"]
mod tests;
