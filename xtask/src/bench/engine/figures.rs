//! What was measured, and how it is told.

use std::fmt;
use std::time::Duration;

/// How much was held after so many articles.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Articles placed.
    pub articles: usize,
    /// Resident memory beyond what was there before the first, in megabytes.
    pub megabytes: u64,
}

/// Everything that the bench tells.
#[derive(Debug, Default)]
pub struct Figures {
    /// Time to understand an article and to make its features, each.
    pub understood: Vec<Duration>,
    /// Time to embed its title and lead.
    pub embedded: Vec<Duration>,
    /// Time to place each of the latest articles.
    pub placed: Vec<Duration>,
    /// Time of each repair.
    pub repairs: Vec<Duration>,
    /// Time to save the engine.
    pub saved: Duration,
    /// Time to take it up again.
    pub restored: Duration,
    /// Whether it came back at all.
    pub restores: bool,
    /// How large the saved state is.
    pub snapshot_bytes: usize,
    steps: Vec<Step>,
}

impl Figures {
    /// Notes how much is held.
    pub fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    fn placing(&self) -> f64 {
        mean(&self.placed)
    }
}

fn mean(times: &[Duration]) -> f64 {
    times.iter().map(Duration::as_secs_f64).sum::<f64>() / times.len().max(1) as f64
}

/// The time that `share` of all stay under, in milliseconds.
fn under(times: &[Duration], share: f64) -> f64 {
    let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
    times.get(at).copied().unwrap_or_default()
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (reading, embedding, placing) = (mean(&self.understood), mean(&self.embedded), self.placing());
        writeln!(
            out,
            "understanding {:.2} ms, embedding {:.2} ms, placing {:.2} ms an article",
            reading * 1e3,
            embedding * 1e3,
            placing * 1e3
        )?;
        writeln!(
            out,
            "together {:.0} articles/s with embedding, {:.0} without",
            1.0 / (reading + embedding + placing),
            1.0 / (reading + placing)
        )?;
        let times = [0.5, 0.99, 1.0].map(|share| under(&self.placed, share));
        writeln!(
            out,
            "placing the latest {}: median {:.2} ms, p99 {:.2} ms, most {:.2} ms",
            self.placed.len(),
            times[0],
            times[1],
            times[2]
        )?;
        let longest = self.repairs.iter().max().copied().unwrap_or_default();
        writeln!(
            out,
            "{} repairs, {:.1} ms on average, longest {:.1} ms",
            self.repairs.len(),
            mean(&self.repairs) * 1e3,
            longest.as_secs_f64() * 1e3
        )?;
        for step in self.steps.iter().filter(|step| step.articles >= 1_024) {
            let each = step.megabytes as f64 * 1_048_576.0 / step.articles as f64;
            writeln!(out, "{} articles: {} MB, {each:.0} bytes each", step.articles, step.megabytes)?;
        }
        let ends = if self.restores { "" } else { " (FAILED)" };
        let megabytes = self.snapshot_bytes as f64 / 1e6;
        writeln!(
            out,
            "saved {megabytes:.1} MB in {:.2} s, back after {:.2} s{ends}",
            self.saved.as_secs_f64(),
            self.restored.as_secs_f64()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_times_are_told() {
        let times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!([0.5, 0.99, 1.0].map(|share| under(&times, share).round() as u64), [100, 198, 200]);
        assert_eq!(under(&[], 0.5), 0.0);
    }
}
