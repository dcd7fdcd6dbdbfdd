//! Headlines that are false by now, or were never certain.
//!
//! "Vote expected" is false once another report tells the vote; "is out" is not known where all the others of the hour say
//! "reportedly"; and what a headline says its own first sentence may take back. Chosen with the headlines of real stories in
//! sight, not fitted: see docs/MEASUREMENTS.md.

use rustc_hash::{FxHashMap, FxHashSet};

use super::hedges::{denied, first_sentence, has_done, is_awaited, is_doubtful, is_open};
use super::lead::Report;
use crate::text::terms::tokens;

/// Reports less than this apart, in milliseconds, are of one state of things; two days that are known as days alone are not.
const SAME_TIME: i64 = 12 * 3_600_000;
/// How much later than a headline a report that leaves the thing open has to be at least, less this: what was open an hour
/// before may be decided.
const AT_ONCE: i64 = 3_600_000;
/// Share of a headline's words, by weight, from which another report tells of the same.
const SAME_THING: f64 = 0.5;
/// Reports that leave a thing open before a headline that does not is doubted, at least.
const DOUBTERS: usize = 2;
/// What a headline loses that was overtaken, and one that is not so: more than anything else can gain it.
const OVERTAKEN: f64 = 0.5;
const NOT_SO: f64 = 1.0;

/// What one report leaves open, and what it tells first.
struct Manner {
    /// The words of its headline and first sentence.
    told: FxHashSet<u32>,
    /// Its headline does.
    open: bool,
    /// Its headline does not know it for certain.
    doubtful: bool,
    /// Neither its headline nor its first sentence does, and it tells.
    done: bool,
}

/// What each headline loses. `titles` are their words with their weights, `others` the places of those that they are held against,
/// `tells` is of each whether it reports.
pub fn losses(
    reports: &[Report<'_>],
    titles: &[FxHashMap<u32, f64>],
    others: impl Iterator<Item = usize> + Clone,
    tells: &[bool],
) -> Vec<f64> {
    let manner = |(report, tells): (&Report<'_>, &bool)| {
        let language = report.language;
        let first = first_sentence(report.text, language);
        let told = [report.title, first].into_iter().flat_map(|line| tokens(line, language, usize::MAX));
        let (open, doubtful) = (is_open(report.title, language), is_doubtful(report.title, language));
        let done = !open && !doubtful && *tells && !is_open(first, language);
        Manner { told: told.map(|token| token.term).collect(), open, doubtful, done }
    };
    let manners: Vec<Manner> = reports.iter().zip(tells).map(manner).collect();
    let each = reports.iter().enumerate().map(|(at, report)| {
        if takes_back(report, &titles[at], &manners[at]) {
            return NOT_SO;
        }
        let same = others.clone().filter(|&other| {
            let told = &manners[other].told;
            other != at && reports[other].language == report.language && share(&titles[at], told) >= SAME_THING
        });
        let mut count = Count::default();
        for other in same {
            count.add(report, &reports[other], &manners[other]);
        }
        count.loss(&manners[at])
    });
    each.collect()
}

/// The reports that tell of what a headline says.
#[derive(Default)]
struct Count {
    /// Told as done, half a day later and more.
    later: usize,
    /// Told as done in the same hours.
    done: usize,
    /// Left open in the same hours.
    open: usize,
    /// Not known for certain in the same hours, by a report that did not come before.
    doubted: usize,
}

impl Count {
    fn add(&mut self, report: &Report<'_>, other: &Report<'_>, manner: &Manner) {
        let after = other.at - report.at;
        if after >= SAME_TIME {
            self.later += usize::from(manner.done);
        } else if after > -SAME_TIME {
            self.done += usize::from(manner.done);
            self.open += usize::from(manner.open);
            self.doubted += usize::from(manner.doubtful && after >= -AT_ONCE);
        }
    }

    fn loss(&self, manner: &Manner) -> f64 {
        let overtaken = manner.open && (self.later > 0 || self.done > self.open);
        let sure = !manner.open && !manner.doubtful;
        let doubted = sure && self.done == 0 && self.later == 0 && self.doubted >= DOUBTERS;
        if doubted {
            NOT_SO
        } else if overtaken {
            OVERTAKEN
        } else {
            0.0
        }
    }
}

/// Whether a report's first sentence takes its headline back: it tells as done what that leaves open, or denies what that says.
fn takes_back(report: &Report<'_>, title: &FxHashMap<u32, f64>, manner: &Manner) -> bool {
    let language = report.language;
    let first = first_sentence(report.text, language);
    let tells = |line: &str| {
        let told = tokens(line, language, usize::MAX).into_iter().map(|token| token.term);
        share(title, &told.collect()) >= SAME_THING
    };
    if manner.open {
        return is_awaited(report.title, language)
            && !is_open(first, language)
            && has_done(first, report.title, language)
            && tells(first);
    }
    denied(report.title, language).is_none() && denied(first, language).is_some_and(tells)
}

/// The share of a headline's words, by weight, that are among those told.
fn share(title: &FxHashMap<u32, f64>, told: &FxHashSet<u32>) -> f64 {
    let all: f64 = title.values().sum();
    let shared: f64 = title.iter().filter(|(term, _)| told.contains(term)).map(|(_, weight)| weight).sum();
    if all > 0.0 { shared / all } else { 0.0 }
}
