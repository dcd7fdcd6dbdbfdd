//! What the publishers see of Courant, and whether it kept to what they and their hosts were promised.

use std::collections::{BTreeMap, BTreeSet};

use courant_store::Source as Row;

use super::world::{HOUR, Source};

/// Milliseconds between an answer of a host and the next request to it, as `fetch/manners.rs` promises.
const PAUSE: i64 = 1_000;
/// The clock is read to the millisecond, on both ends of a pause.
const READING: i64 = 2;
/// A poll is on time when it comes before this share of the source's interval has passed since it was due.
const ON_TIME: f64 = 0.1;
/// Breaches that are told in words.
const TOLD: usize = 10;

/// Everything that was seen.
#[derive(Debug, Default)]
pub struct Watch {
    hosts: BTreeMap<usize, Host>,
    asked: BTreeSet<usize>,
    /// Requests for feeds, redirects and refusals included.
    pub polls: u64,
    /// Those after the first of each source.
    pub planned: u64,
    /// Of `planned`, on time.
    pub on_time: u64,
    /// The most that a poll was late, as a share of its source's interval.
    pub worst_share: f64,
    /// The same in milliseconds.
    pub worst_late: i64,
    /// Answers by status.
    pub by_status: BTreeMap<u16, u64>,
    /// Requests for pages and for robots.txt.
    pub pages: u64,
    /// Bytes of content that were sent.
    pub bytes: u64,
    /// Requests that should not have been made, or not then; the first in words.
    pub breaches: u64,
    /// See `breaches`.
    pub told: Vec<String>,
}

#[derive(Debug, Default)]
struct Host {
    at_once: u32,
    most_at_once: u32,
    answered: Option<i64>,
    redirected: bool,
    least_pause: Option<i64>,
    peace_until: i64,
}

impl Watch {
    /// A request begins. What follows a redirect belongs to the request before.
    pub fn begins(&mut self, host: usize, now: i64) {
        let seen = self.hosts.entry(host).or_default();
        seen.at_once += 1;
        seen.most_at_once = seen.most_at_once.max(seen.at_once);
        let peace = seen.peace_until;
        let pause = seen.answered.filter(|_| !seen.redirected).map(|answered| now - answered);
        if let Some(pause) = pause {
            seen.least_pause = Some(seen.least_pause.map_or(pause, |least| least.min(pause)));
        }
        if seen.at_once > 1 {
            self.breach(format!("host {host} was asked again before it had answered"));
        }
        if pause.is_some_and(|pause| pause < PAUSE - READING) {
            self.breach(format!("host {host} was asked again after {} ms", pause.unwrap_or_default()));
        }
        if now < peace {
            self.breach(format!("host {host} was asked {} s before its Retry-After", (peace - now) / 1000));
        }
    }

    /// It is answered.
    pub fn ends(&mut self, host: usize, now: i64, status: u16, bytes: usize) {
        let seen = self.hosts.entry(host).or_default();
        seen.at_once = seen.at_once.saturating_sub(1);
        (seen.answered, seen.redirected) = (Some(now), status == 301);
        *self.by_status.entry(status).or_default() += 1;
        self.bytes += bytes as u64;
    }

    /// A host asks for peace.
    pub fn asks_for_peace(&mut self, host: usize, until: i64) {
        self.hosts.entry(host).or_default().peace_until = until;
    }

    /// A feed is asked for; `row` is what Courant knew of the source until then.
    pub fn polls(&mut self, source: usize, moved: bool, row: &Row, now: i64) {
        self.polls += 1;
        self.asked.insert(source);
        if let (true, Some(polled)) = (row.succeeded_at.is_some(), row.polled_at) {
            self.wishes(source, now, now - polled);
        }
        if row.polled_at.is_none() || moved && !row.url.contains("/new/") {
            return;
        }
        self.planned += 1;
        let late = (now - row.next_poll_at).max(0);
        let share = late as f64 / row.interval_ms.max(1) as f64;
        self.on_time += u64::from(share <= ON_TIME);
        self.worst_share = self.worst_share.max(share);
        self.worst_late = self.worst_late.max(late);
        if !moved && row.url.contains("/new/") {
            self.breach(format!("source {source} was asked for where it no longer is"));
        }
        if row.status == Some(410) {
            self.breach(format!("source {source} was asked for after it said that it is gone"));
        }
    }

    /// What the feed and its answers wished, once it was read.
    fn wishes(&mut self, source: usize, now: i64, since: i64) {
        let of = Source(source);
        let ttl = of.ttl().map_or(0, |minutes| minutes * 60_000);
        let age = of.max_age().map_or(0, |seconds| seconds * 1000);
        if since < ttl.max(age) - 1_000 {
            self.breach(format!(
                "source {source} was asked again after {} s, its wish is {} s",
                since / 1000,
                ttl.max(age) / 1000
            ));
        }
        let hour = now.div_euclid(HOUR).rem_euclid(24);
        // A request that was due in the last moment before may come a moment later.
        if of.sleeps() && hour < 6 && now.rem_euclid(HOUR) > 120_000 {
            self.breach(format!("source {source} was asked at {hour} o'clock, in its quiet hours"));
        }
    }

    fn breach(&mut self, what: String) {
        self.breaches += 1;
        if self.told.len() < TOLD {
            self.told.push(what);
        }
    }

    /// The most requests that any host had to answer at once, and the shortest pause that any was given, milliseconds.
    pub fn limits(&self) -> (u32, Option<i64>) {
        let most = self.hosts.values().map(|host| host.most_at_once).max().unwrap_or(0);
        (most, self.hosts.values().filter_map(|host| host.least_pause).min())
    }

    /// Sources that were asked for.
    pub fn sources(&self) -> usize {
        self.asked.len()
    }

    /// Hosts that were asked anything.
    pub fn hosts(&self) -> usize {
        self.hosts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(moments: &[(i64, i64)]) -> u64 {
        let mut watch = Watch::default();
        for (begins, ends) in moments {
            watch.begins(3, *begins);
            watch.ends(3, *ends, 200, 10);
        }
        watch.breaches
    }

    #[test]
    fn a_host_that_is_pressed_says_so() {
        assert_eq!(asked(&[(0, 100), (1_100, 1_200), (2_200, 2_300)]), 0);
        assert_eq!(asked(&[(0, 100), (1_000, 1_200)]), 1);
        let mut watch = Watch::default();
        watch.begins(3, 0);
        watch.begins(3, 5_000);
        assert_eq!((watch.breaches, watch.limits().0), (1, 2));
    }

    #[test]
    fn peace_is_kept_or_not() {
        let mut watch = Watch::default();
        watch.asks_for_peace(3, 60_000);
        watch.begins(3, 59_000);
        watch.begins(4, 59_000);
        assert_eq!(watch.breaches, 1);
    }
}
