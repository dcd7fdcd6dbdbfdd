//! Going on hour by hour: after each step everything that is due has to be done.

use std::time::{Duration, Instant};

use super::site::Running;

/// Seconds.
pub const HOUR: u32 = 3600;
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The longest that one step may take, also on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(900);

/// How long the steps took.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// One more step.
    pub fn add(&mut self, step: Duration) {
        self.0.push(step);
    }

    /// The figures in words.
    pub fn words(&self, hours: u32, took: Duration) -> String {
        let first = self.0.first().copied().unwrap_or_default();
        let mut rest = self.0.get(1..).unwrap_or_default().to_vec();
        rest.sort();
        let median = rest.get(rest.len() / 2).copied().unwrap_or_default();
        let longest = rest.last().copied().unwrap_or_default();
        format!(
            "{hours} h in {:.0} s: first reading {:.1} s, then an hour in {:.2} s (median) to {:.2} s",
            took.as_secs_f64(),
            first.as_secs_f64(),
            median.as_secs_f64(),
            longest.as_secs_f64()
        )
    }
}

/// Waits until nothing is left to do, or until `enough`, which is asked with the time since the start of the wait;
/// gives that time.
pub fn wait(site: &Running, mut enough: impl FnMut(Duration) -> anyhow::Result<bool>) -> anyhow::Result<Duration> {
    let began = Instant::now();
    loop {
        if enough(began.elapsed())? {
            return Ok(began.elapsed());
        }
        let pending = site.pending()?;
        if pending == 0 {
            return Ok(began.elapsed());
        }
        anyhow::ensure!(began.elapsed() < PATIENCE, "{pending} jobs are left after {} s", PATIENCE.as_secs());
        std::thread::sleep(LOOK_EVERY);
    }
}
