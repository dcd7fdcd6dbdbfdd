//! What days between two reports say against their telling one event.
//!
//! The score of a pair knows the time between the two, but was fitted where nearly everything that is alike came within days. Of the
//! pairs of a daily stream that are more alike than not and came three days and more apart, one in six tells one event (`allsides`):
//! the next month's figures, another trial day, another column. In a stream of a few articles a day or less nothing but the event
//! itself brings back its words, and they still do (`events`). So the days count by how full the stream was when the later one came. Stories go
//! on for as long as reports come, for those are held against the latest members, too.

use super::pair::DAY;
use super::state::State;

/// Days within which reports of one event come.
const AT_ONCE: f32 = 2.0;
/// What is taken from the log odds after so many days; in between it grows evenly.
const STEPS: [(f32, f32); 4] = [(AT_ONCE, 0.0), (4.0, 1.5), (7.0, 3.5), (14.0, 4.5)];
/// Up to so many articles in thirty days a stream is quiet: days say nothing there. From the other number on it is full.
const QUIET: usize = 160;
const FULL: usize = 320;
/// Days that count for how full a stream is.
const POOL_DAYS: i64 = 30;

/// How late an article is against others: what the days between are worth, asked for once and only where there are any.
pub(super) struct Lateness<'a> {
    state: &'a State,
    seq: i64,
    at: i64,
    full: Option<f32>,
}

impl<'a> Lateness<'a> {
    /// Of the article with this number that came out at this moment.
    pub(super) fn of(state: &'a State, seq: i64, at: i64) -> Self {
        Self { state, seq, at, full: None }
    }

    /// What to take from its log odds with an article of another moment.
    pub(super) fn against(&mut self, at: i64) -> f32 {
        let days = (self.at - at).abs() as f32 / DAY as f32;
        if days <= AT_ONCE {
            return 0.0;
        }
        let (state, seq, own) = (self.state, self.seq, self.at);
        let full = *self.full.get_or_insert_with(|| {
            let before = state.members.before(seq).rev().take(FULL);
            let pool = before.filter(|(_, other)| other.at >= own - POOL_DAYS * DAY).count();
            pool.saturating_sub(QUIET) as f32 / (FULL - QUIET) as f32
        });
        full * by_days(days)
    }
}

fn by_days(days: f32) -> f32 {
    let mut steps = STEPS.windows(2);
    let Some([from, to]) = steps.find(|two| days < two[1].0).and_then(|two| <&[_; 2]>::try_from(two).ok()) else {
        return STEPS[STEPS.len() - 1].1;
    };
    from.1 + (to.1 - from.1) * ((days - from.0) / (to.0 - from.0)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::by_days;

    #[test]
    fn days_count_more_the_more_there_are() {
        for (days, expected) in
            [(2.0, 0.0), (3.0, 0.75), (4.0, 1.5), (5.5, 2.5), (10.5, 4.0), (14.0, 4.5), (400.0, 4.5)]
        {
            assert!((by_days(days) - expected).abs() < 1e-6, "{days}: {}", by_days(days));
        }
    }
}
