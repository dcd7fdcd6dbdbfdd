//! What this process costs, as Linux tells it; zero elsewhere.

use std::fs;

/// Clock ticks a second in `/proc/self/stat`, the same on every Linux that Rust runs on.
const TICKS: f64 = 100.0;

/// Resident memory now and at its highest, megabytes.
pub fn memory() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse::<u64>().ok())
    };
    let megabytes = |name: &str| line(name).unwrap_or(0) / 1024;
    (megabytes("VmRSS:"), megabytes("VmHWM:"))
}

/// Seconds of processor time so far, of the program and of the system for it.
pub fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in brackets, which may hold blanks.
    let Some((_, fields)) = stat.rsplit_once(')') else { return 0.0 };
    fields.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_process_is_seen() {
        let (now, most) = memory();
        assert!(now > 0 && most >= now);
        let before = cpu_seconds();
        let work: u64 = (0..50_000_000_u64).fold(0, |sum, number| sum ^ number.wrapping_mul(sum | 1));
        assert!(cpu_seconds() > before || work == 1);
    }
}
