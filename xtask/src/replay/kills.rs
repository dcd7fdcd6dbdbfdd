//! The same first hours once more, but the process is killed again and again, at moments that a seed decides. Nothing
//! may be lost and nothing may come twice.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;

use super::checks::named;
use super::outcome::Outcome;
use super::publishers::Publishers;
use super::site::Site;
use super::{Check, Options, steps};

/// The check's name.
pub const NAME: &str = "killed at random moments, it ends the same";

/// The share of kills that fall into the first reading, when there is most to lose.
const FIRST_SHARE: f64 = 0.4;
/// The longest until a kill, counted from the start of a step or from the restart after the kill before, milliseconds:
/// in the first reading, and in an hour, which is much shorter work.
const FIRST_WITHIN_MS: u64 = 12_000;
const HOUR_WITHIN_MS: u64 = 1_200;

/// What the killed run came to.
pub struct Killed {
    outcome: Outcome,
    kills: usize,
    /// Kills while there was work.
    at_work: usize,
    given_up: Vec<String>,
    problems: Vec<String>,
    hours: u32,
}

/// A moment to kill at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    hour: u32,
    after: Duration,
}

/// Steps through `hours` hours with the kills of `options`.
pub fn run(
    options: &Options,
    courant: &Path,
    publishers: &Publishers,
    folder: &Path,
    hours: u32,
) -> anyhow::Result<Killed> {
    let site = Site::prepare(courant, &folder.join("killed"), publishers)?;
    let mut moments: VecDeque<Moment> = moments(options.seed, options.kills, hours).into();
    let mut running = site.start()?;
    let (mut kills, mut at_work) = (0, 0);
    for hour in 0..=hours {
        if hour > 0 {
            publishers.advance(steps::HOUR)?;
        }
        while let Some(moment) = moments.pop_front_if(|moment| moment.hour == hour) {
            steps::wait(&running, |waited| Ok(waited >= moment.after)).with_context(|| format!("in hour {hour}"))?;
            at_work += usize::from(running.pending()? > 0);
            running.kill()?;
            kills += 1;
            running = site.start().with_context(|| format!("after kill {kills}, in hour {hour}"))?;
        }
        steps::wait(&running, |_| Ok(false)).with_context(|| format!("after {hour} hours and {kills} kills"))?;
    }
    let outcome = Outcome::read(&site, &running)?;
    let (given_up, problems) = (site.given_up()?, running.problems());
    running.stop()?;
    Ok(Killed { outcome, kills, at_work, given_up, problems, hours })
}

/// The uninterrupted run's outcome at the same hour against that of the killed run.
pub fn compare(whole: &Outcome, killed: &Killed) -> Check {
    let other = &killed.outcome;
    let entries = difference(&whole.entries(), &other.entries(), |(entry, url)| format!("{} -> {url}", entry.id));
    let text = |outcome: &Outcome| -> BTreeSet<(String, String, String)> {
        let articles = outcome.articles.values();
        articles.map(|a| (a.canonical_url.clone(), a.origin.clone(), a.text.clone())).collect()
    };
    let articles =
        difference(&text(whole), &text(other), |(url, origin, text)| format!("{url} ({origin}, {} bytes)", text.len()));
    let members = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join(" + ");
    let stories = difference(&whole.memberships(), &other.memberships(), members);
    let same = entries.is_empty() && articles.is_empty() && stories.is_empty();
    let clean = killed.given_up.is_empty() && killed.problems.is_empty();
    let detail = format!(
        "{} kills in {} h, {} of them at work; {} entries, {} articles, {} stories; other entries: {}; other articles: {}; \
         other memberships: {}; jobs given up: {}; in the log: {}",
        killed.kills,
        killed.hours,
        killed.at_work,
        other.entries().len(),
        other.articles.len(),
        other.memberships().len(),
        named(&entries),
        named(&articles),
        named(&stories),
        named(&killed.given_up),
        named(&killed.problems)
    );
    Check::new(NAME, same && clean && killed.at_work > 0 && !other.articles.is_empty(), detail)
}

/// What only one side has, in words.
fn difference<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>, words: impl Fn(&T) -> String) -> Vec<String> {
    let gone = one.difference(other).map(|item| format!("lost {}", words(item)));
    let come = other.difference(one).map(|item| format!("new {}", words(item)));
    gone.chain(come).collect()
}

/// When to kill, in order: the same for the same seed.
fn moments(seed: u64, kills: usize, hours: u32) -> Vec<Moment> {
    let mut random = Random(seed);
    let early = if hours == 0 { kills } else { (kills as f64 * FIRST_SHARE).round() as usize };
    let mut moments: Vec<Moment> = (0..kills)
        .map(|kill| {
            let hour = if kill < early { 0 } else { 1 + random.below(u64::from(hours)) as u32 };
            let within = if hour == 0 { FIRST_WITHIN_MS } else { HOUR_WITHIN_MS };
            Moment { hour, after: Duration::from_millis(random.below(within)) }
        })
        .collect();
    moments.sort_by_key(|moment| moment.hour);
    moments
}

/// A small generator of even numbers (SplitMix64: Steele, Lea and Flood 2014): the same seed gives the same kills.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::super::outcome::Exported;
    use super::*;

    fn outcome(articles: &[(&str, &str, &str)]) -> Outcome {
        let articles = articles.iter().map(|(url, story, text)| {
            let line = json!({
                "id": "1", "url": url, "canonical_url": url, "text": text, "origin": "page", "problem": null,
                "story": story, "entries": [{ "source": "s", "id": url }],
            });
            ((*url).to_owned(), serde_json::from_value::<Exported>(line).unwrap())
        });
        Outcome { articles: articles.collect(), stories: Vec::new(), seen: BTreeMap::new() }
    }

    fn same(killed: &[(&str, &str, &str)]) -> bool {
        let whole = outcome(&[("a", "1", "x"), ("b", "1", "y"), ("c", "2", "z")]);
        let killed = Killed {
            outcome: outcome(killed),
            kills: 1,
            at_work: 1,
            given_up: Vec::new(),
            problems: Vec::new(),
            hours: 1,
        };
        compare(&whole, &killed).passed
    }

    #[test]
    fn every_difference_is_found_and_numbers_of_stories_are_none() {
        assert!(same(&[("a", "7", "x"), ("b", "7", "y"), ("c", "8", "z")]));
        assert!(!same(&[("a", "1", "x"), ("b", "2", "y"), ("c", "2", "z")]), "another membership");
        assert!(!same(&[("a", "1", "x"), ("b", "1", "y")]), "an article is lost");
        assert!(!same(&[("a", "1", "x"), ("b", "1", "y"), ("c", "2", "other")]), "another text");
        assert!(!same(&[("a", "1", "x"), ("b", "1", "y"), ("c", "2", "z"), ("d", "3", "z")]), "an article too many");
    }

    #[test]
    fn moments_repeat_and_fall_into_all_of_the_run() {
        let all = moments(7, 20, 24);
        assert_eq!(all, moments(7, 20, 24));
        assert_ne!(all, moments(8, 20, 24));
        assert_eq!(all.len(), 20);
        assert_eq!(all.iter().filter(|moment| moment.hour == 0).count(), 8);
        assert!(all.iter().all(|moment| moment.hour <= 24) && all.is_sorted_by_key(|moment| moment.hour));
        assert!(moments(7, 3, 0).iter().all(|moment| moment.hour == 0));
    }
}
