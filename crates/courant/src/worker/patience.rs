//! How long what is ready waits for what comes in together with it, before it goes on alone.

use std::time::{Duration, Instant};

use super::Context;

/// The longest, on a clock of its own.
const LONGEST: Duration = Duration::from_secs(10);
/// The same under a test clock, where order matters more than haste.
const UNDER_TEST: Duration = Duration::from_secs(900);

/// One wait. It begins when it is first asked whether it is over.
#[derive(Debug, Default)]
pub struct Patience {
    since: Option<Instant>,
}

impl Patience {
    /// Whether what is ready has waited as long as it can.
    pub fn is_over(&mut self, context: &Context) -> bool {
        let longest = if context.clock.is_remote() { UNDER_TEST } else { LONGEST };
        self.has_lasted(longest, Instant::now())
    }

    /// Nothing waits any more.
    pub fn end(&mut self) {
        self.since = None;
    }

    fn has_lasted(&mut self, longest: Duration, now: Instant) -> bool {
        now.saturating_duration_since(*self.since.get_or_insert(now)) >= longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_begins_when_something_is_ready_and_ends_in_time() {
        let (mut patience, began) = (Patience::default(), Instant::now());
        let mut over = |seconds: u64, ends: bool| {
            let over = patience.has_lasted(LONGEST, began + Duration::from_secs(seconds));
            if ends {
                patience.end();
            }
            over
        };
        // Seconds, and whether it ends afterwards.
        let asked = [
            (100, false),
            (109, false),
            (110, false),
            (111, true),
            (119, false),
            (128, true),
            (130, false),
            (140, false),
        ];
        assert_eq!(
            asked.map(|(seconds, ends)| over(seconds, ends)),
            [false, false, true, true, false, false, false, true]
        );
    }
}
