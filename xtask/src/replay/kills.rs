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

/// The share of articles that may hold lines of their host's furniture in one run and not in the other. It was 12 of 2,934.
const MOST_OTHERWISE: f64 = 0.01;

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
pub fn run(options: &Options, courant: &Path, publishers: &Publishers, folder: &Path, hours: u32) -> anyhow::Result<Killed> {
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

/// Articles whose texts hold the same lines but for some that only one has. Pages are read several at a time, and what is known of
/// a host's furniture when one is read depends on which came before it, with or without kills.
fn read_otherwise<'a>(one: &'a Outcome, other: &Outcome) -> BTreeSet<&'a str> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let differ = one.articles.iter().filter(|(url, article)| {
        let Some(twin) = other.articles.get(*url) else { return false };
        let (a, b) = (lines(&article.text), lines(&twin.text));
        article.text != twin.text && article.origin == twin.origin && (a.is_subset(&b) || b.is_subset(&a))
    });
    differ.map(|(url, _)| url.as_str()).collect()
}

/// The uninterrupted run's outcome at the same hour against that of the killed run.
pub fn compare(whole: &Outcome, killed: &Killed) -> Check {
    let other = &killed.outcome;
    let entries = difference(&whole.entries(), &other.entries(), |(entry, url)| format!("{} -> {url}", entry.id));
    let otherwise = read_otherwise(whole, other);
    let text = |outcome: &Outcome| -> BTreeSet<(String, String, String)> {
        let articles = outcome.articles.values();
        let same = articles.filter(|article| !otherwise.contains(article.canonical_url.as_str()));
        same.map(|a| (a.canonical_url.clone(), a.origin.clone(), a.text.clone())).collect()
    };
    let articles = difference(&text(whole), &text(other), |(url, origin, text)| format!("{url} ({origin}, {} bytes)", text.len()));
    let members = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" + ");
    // Another text may stand elsewhere, and takes with it who stood there.
    let steady = |outcome: &'_ Outcome| -> BTreeSet<BTreeSet<String>> {
        let steady = outcome.memberships().into_iter().filter(|story| story.is_disjoint(&otherwise));
        steady.map(|story| story.into_iter().map(str::to_owned).collect()).collect()
    };
    let shaken = |outcome: &'_ Outcome| -> BTreeSet<String> {
        let shaken = outcome.memberships().into_iter().filter(|story| !story.is_disjoint(&otherwise));
        shaken.flatten().map(str::to_owned).collect()
    };
    let all_shaken: BTreeSet<String> = shaken(whole).union(&shaken(other)).cloned().collect();
    let kept = |outcome| steady(outcome).into_iter().filter(|story| story.is_disjoint(&all_shaken)).collect();
    let stories = difference(&kept(whole), &kept(other), members);
    let few = otherwise.len() as f64 <= MOST_OTHERWISE * whole.articles.len() as f64;
    let same = entries.is_empty() && articles.is_empty() && stories.is_empty() && few;
    let clean = killed.given_up.is_empty() && killed.problems.is_empty();
    let detail = format!(
        "{} kills in {} h, {} of them at work; {} entries, {} articles, {} stories; other entries: {}; other articles: {}; \
         other memberships: {}; read with another knowledge of their host: {}; jobs given up: {}; in the log: {}",
        killed.kills,
        killed.hours,
        killed.at_work,
        other.entries().len(),
        other.articles.len(),
        other.memberships().len(),
        named(&entries),
        named(&articles),
        named(&stories),
        otherwise.len(),
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
        let killed =
            Killed { outcome: outcome(killed), kills: 1, at_work: 1, given_up: Vec::new(), problems: Vec::new(), hours: 1 };
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
    fn another_knowledge_of_a_host_is_no_loss_unless_it_is_common() {
        let urls: Vec<String> = (0..200).map(|number| format!("u{number}")).collect();
        let run = |read: usize, text: &'static str| {
            let articles: Vec<(&str, &str, &str)> =
                urls.iter().enumerate().map(|(at, url)| (url.as_str(), url.as_str(), if at < read { text } else { "one\ntwo" })).collect();
            outcome(&articles)
        };
        let passes = |read, text| {
            let killed = Killed { outcome: run(read, text), kills: 1, at_work: 1, given_up: Vec::new(), problems: Vec::new(), hours: 1 };
            compare(&run(0, ""), &killed).passed
        };
        assert!(passes(2, "one\ntwo\nSign up"));
        assert!(passes(2, "two"));
        assert!(!passes(2, "one\nthree"), "another text");
        assert!(!passes(3, "two"), "too many");
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
