//! How much one person may do in a stretch of time.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Counts actions in memory; a restart forgets them. Keys that fell silent are dropped.
#[derive(Debug, Default)]
pub struct RateLimit {
    seen: Mutex<BTreeMap<String, Vec<i64>>>,
}

/// Keys kept before silent ones are looked for.
const MANY_KEYS: usize = 10_000;

impl RateLimit {
    /// Allows `most` actions of `key` in any `window_ms` and counts this one; else says how many milliseconds are
    /// left until the next is allowed. A refused action is not counted.
    pub fn allow(&self, key: &str, now: i64, most: usize, window_ms: i64) -> Result<(), i64> {
        let mut seen = match self.seen.lock() {
            Ok(seen) => seen,
            Err(poisoned) => poisoned.into_inner(),
        };
        if seen.len() > MANY_KEYS {
            seen.retain(|_, times| times.last().is_some_and(|last| *last > now.saturating_sub(window_ms)));
        }
        let times = seen.entry(key.to_owned()).or_default();
        times.retain(|time| *time > now.saturating_sub(window_ms) && *time <= now);
        if times.len() < most {
            times.push(now);
            return Ok(());
        }
        let first = times.first().copied().unwrap_or(now);
        Err((first + window_ms - now).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_a_minute_then_wait() {
        let limit = RateLimit::default();
        for n in 0..5 {
            assert_eq!(limit.allow("ada", 1_000 + n, 5, 60_000), Ok(()));
        }
        assert_eq!(limit.allow("ada", 31_000, 5, 60_000), Err(30_000));
        assert_eq!(limit.allow("bea", 31_000, 5, 60_000), Ok(()), "others are not held up");
        assert_eq!(limit.allow("ada", 61_001, 5, 60_000), Ok(()), "the first has aged out");
    }
}
