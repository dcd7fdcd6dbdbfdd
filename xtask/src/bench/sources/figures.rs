//! What the bench came to.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;

use courant_store::Store;

use super::super::process;
use super::watch::Watch;

/// Megabytes that the process may hold at most.
const MEMORY: u64 = 400;
/// The share of polls on time below which the schedule counts as broken: every source, but for a moment in which the
/// machine stood still.
const ON_TIME: f64 = 0.999;

/// The figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub sources: usize,
    pub hosts: usize,
    pub hours: u32,
    pub speed: u32,
    /// Until each source was asked once, milliseconds of the publishers' time.
    pub first_reading_ms: i64,
    pub polls: u64,
    pub planned: u64,
    pub on_time: u64,
    pub worst_share: f64,
    pub worst_late_ms: i64,
    /// Sources that were overdue by more than a tenth of their interval at the end.
    pub behind: usize,
    pub by_status: BTreeMap<u16, u64>,
    pub pages: u64,
    pub most_at_once: u32,
    pub least_pause_ms: i64,
    pub breaches: u64,
    pub told: Vec<String>,
    pub articles: u64,
    pub bytes: u64,
    pub cpu_seconds: f64,
    pub wall_seconds: f64,
    pub memory_mb: u64,
    pub most_memory_mb: u64,
}

impl Figures {
    /// Takes over what was seen and stored until `now`.
    pub async fn read(&mut self, store: &Store, watch: &Mutex<Watch>, now: i64) -> anyhow::Result<()> {
        self.articles = store.status(now).await?.articles_known.unsigned_abs();
        let late = |source: &courant_store::Source| now - source.next_poll_at > source.interval_ms / 10;
        self.behind = store.due_sources(now, 100_000).await?.iter().filter(|source| late(source)).count();
        (self.memory_mb, self.most_memory_mb) = process::memory();
        self.cpu_seconds = process::cpu_seconds();
        let Ok(watch) = watch.lock() else { anyhow::bail!("the publishers broke off") };
        self.hosts = watch.hosts();
        (self.polls, self.planned, self.on_time) = (watch.polls, watch.planned, watch.on_time);
        (self.worst_share, self.worst_late_ms) = (watch.worst_share, watch.worst_late);
        (self.by_status, self.pages, self.bytes) = (watch.by_status.clone(), watch.pages, watch.bytes);
        let (most, least) = watch.limits();
        (self.most_at_once, self.least_pause_ms) = (most, least.unwrap_or(0));
        (self.breaches, self.told) = (watch.breaches, watch.told.clone());
        Ok(())
    }

    /// What was promised and not kept.
    pub fn broken(&self) -> Vec<String> {
        let mut broken = self.told.clone();
        if self.on_time_share() < ON_TIME || self.behind > 0 {
            broken.push(format!(
                "{:.3} % of the polls were on time, {} sources are behind",
                100.0 * self.on_time_share(),
                self.behind
            ));
        }
        if self.most_memory_mb > MEMORY {
            broken.push(format!("{} MB of memory, {MEMORY} allowed", self.most_memory_mb));
        }
        broken
    }

    fn on_time_share(&self) -> f64 {
        if self.planned == 0 { 0.0 } else { self.on_time as f64 / self.planned as f64 }
    }

    fn per_thousand(&self, of: f64) -> f64 {
        of * 1000.0 / self.articles.max(1) as f64
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sources, hosts, hours, speed, polls, pages, articles, .. } = self;
        writeln!(to, "sources: {sources} on {hosts} hosts for {hours} h, {speed} times as fast")?;
        writeln!(to, "first reading: {:.1} min of the publishers' time", self.first_reading_ms as f64 / 60_000.0)?;
        writeln!(to, "requests: {polls} polls, {pages} pages and rules; by status {:?}", self.by_status)?;
        writeln!(
            to,
            "on time: {} of {} polls that were planned ({:.3} %); the latest {:.1} % of its interval, {:.1} s; behind at the end: {}",
            self.on_time,
            self.planned,
            100.0 * self.on_time_share(),
            100.0 * self.worst_share,
            self.worst_late_ms as f64 / 1000.0,
            self.behind
        )?;
        writeln!(
            to,
            "per host: at most {} request at once, {} ms from an answer to the next request at least; breaches: {}",
            self.most_at_once, self.least_pause_ms, self.breaches
        )?;
        writeln!(to, "memory: {} MB at the end, {} MB at most", self.memory_mb, self.most_memory_mb)?;
        writeln!(
            to,
            "cost of 1,000 articles ({articles} in all): {:.2} CPU-seconds, {:.2} MB received",
            self.per_thousand(self.cpu_seconds),
            self.per_thousand(self.bytes as f64) / 1e6
        )?;
        writeln!(
            to,
            "in all: {:.0} s, {:.0} CPU-seconds, {:.1} MB",
            self.wall_seconds,
            self.cpu_seconds,
            self.bytes as f64 / 1e6
        )
    }
}
