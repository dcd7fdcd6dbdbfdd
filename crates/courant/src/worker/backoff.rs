//! How long to wait after failures.

/// Tries of one job before it is laid aside as a dead letter.
pub const MOST_TRIES: i64 = 6;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// When to run a failed job again, given how often it was tried; `None` to lay it aside. Half a minute, doubling.
pub fn next_try(now_ms: i64, attempts: i64) -> Option<i64> {
    (attempts < MOST_TRIES).then(|| now_ms + (MINUTE_MS / 2) * (1 << attempts.clamp(0, 16)))
}

/// Milliseconds until a source that failed `failures` times in a row is asked again: its interval, doubling, a day
/// at most.
pub fn source_wait(interval_ms: i64, failures: i64) -> i64 {
    interval_ms.saturating_mul(1 << failures.clamp(0, 10)).clamp(MINUTE_MS, DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!(next_try(0, 1), Some(60_000));
        assert_eq!(next_try(0, 5), Some(960_000));
        assert_eq!(next_try(0, MOST_TRIES), None);
        assert_eq!(source_wait(1_800_000, 0), 1_800_000);
        assert_eq!(source_wait(1_800_000, 2), 7_200_000);
        assert_eq!(source_wait(1_800_000, 60), DAY_MS);
    }
}
