//! How often a source is asked: what it shows of its own rhythm, within what its publisher wishes.
//!
//! Nothing is known of a new source, so it is asked every half hour. Each poll that brings news shortens the interval,
//! each that brings none lengthens it a little: it settles where about every seventh poll brings something, whatever
//! the rhythm is, and follows when that changes. Times are milliseconds.

use crate::model::QuietTimes;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How often a source is asked when nothing is known of it.
pub const FIRST: i64 = 30 * MINUTE;
/// No interval is shorter; a poll comes up to a twentieth of it early.
pub const SHORTEST: i64 = 10 * MINUTE;
/// A source that had something to say lately is asked at least as often, unless its publisher wishes otherwise.
pub const LONGEST: i64 = HOUR;
/// One that has been silent for long, at least this often. An interval that is wished beyond it is not kept to either, as
/// a day-old front page is none; quiet hours and days are, however many.
pub const RAREST: i64 = 6 * HOUR;
/// A source may be silent for this many of its intervals before they grow beyond [`LONGEST`]: three days, then on and
/// on until [`RAREST`] after eighteen.
const SILENCE: i64 = 72;
/// Factors in percent. The two balance where 15 % of the polls bring news.
const AFTER_NEWS: i64 = 60;
const AFTER_NONE: i64 = 110;

/// The interval that follows `before`, after a poll that brought `news` or none, when the source has been silent for
/// `silence` and its publisher wishes to be asked no more often than every `wish` (0 for no wish).
pub fn next(before: i64, news: bool, silence: i64, wish: i64) -> i64 {
    let factor = if news { AFTER_NEWS } else { AFTER_NONE };
    let longest = (silence / SILENCE).clamp(LONGEST, RAREST);
    within(before.saturating_mul(factor) / 100, longest, wish)
}

/// An interval within the bounds and no shorter than the wish.
pub fn within(interval: i64, longest: i64, wish: i64) -> i64 {
    interval.clamp(SHORTEST, longest).max(wish.min(RAREST))
}

/// When to ask next: `interval` after `now`, spread so that sources which came together do not stay together, and not
/// while the publisher asks for quiet. `first` spreads over half the interval, later polls over a twentieth.
///
/// Moments are spread to earlier where the publisher's `wish` allows it. `seed` decides (any number that
/// differs from source to source).
pub fn moment(now: i64, interval: i64, first: bool, wish: i64, quiet: QuietTimes, seed: u64) -> i64 {
    let within = if first { interval / 2 } else { interval / 20 };
    let part = share(seed, within);
    // A wish is kept to the minute; only after the first poll it is spread, to later.
    let wait = match (interval - part >= wish.min(RAREST), first) {
        (true, _) => interval - part,
        (false, true) => interval + part,
        (false, false) => interval,
    };
    past_quiet(now + wait, quiet, seed)
}

/// The first moment from `at` on at which the publisher does not ask for quiet, spread over the quarter of an hour
/// after such a time. Who asks for quiet at all times is not heard.
pub fn past_quiet(at: i64, quiet: QuietTimes, seed: u64) -> i64 {
    let is_quiet = |at: i64| {
        let hour = at.div_euclid(HOUR).rem_euclid(24);
        // The first of January 1970 was a Thursday.
        let day = (at.div_euclid(DAY) + 3).rem_euclid(7);
        quiet.hours >> hour & 1 == 1 || quiet.days >> day & 1 == 1
    };
    if !is_quiet(at) {
        return at;
    }
    let hour = at.div_euclid(HOUR) * HOUR;
    let end = (1..=7 * 24).map(|hours| hour + hours * HOUR).find(|moment| !is_quiet(*moment));
    end.map_or(at, |end| end + share(seed, HOUR / 4))
}

/// A number from 0 to below `within`, by `seed`.
pub fn share(seed: u64, within: i64) -> i64 {
    let within = u64::try_from(within).unwrap_or(0).max(1);
    let mixed = xxhash_rust::xxh3::xxh3_64(&seed.to_le_bytes());
    i64::try_from(mixed % within).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The interval, in minutes, that a source with an entry every `gap` minutes comes to within a week, on average
    /// over the last two days.
    fn settled(gap: i64) -> i64 {
        let (mut now, mut interval, mut seen, mut at, mut sum, mut polls) = (0, FIRST, 0, 0, 0, 0);
        while now < 7 * DAY {
            now += interval;
            let news = now / (gap * MINUTE) > seen;
            if news {
                (seen, at) = (now / (gap * MINUTE), now);
            }
            interval = next(interval, news, now - at, 0);
            if now > 5 * DAY {
                (sum, polls) = (sum + interval, polls + 1);
            }
        }
        sum / polls / MINUTE
    }

    #[test]
    fn the_interval_follows_the_rhythm() {
        assert_eq!(settled(5), 10, "no more often than every ten minutes");
        for (gap, least, most) in [(60, 10, 15), (180, 22, 35), (360, 40, 56), (24 * 60, 55, 60)] {
            let minutes = settled(gap);
            assert!((least..=most).contains(&minutes), "an entry every {gap} minutes is asked for every {minutes}");
        }
    }

    #[test]
    fn long_silence_and_wishes() {
        assert_eq!(next(LONGEST, false, 2 * DAY, 0), LONGEST);
        assert_eq!(next(2 * HOUR, false, 6 * DAY, 0), 2 * HOUR);
        assert_eq!(next(5 * HOUR, true, 0, 0), LONGEST, "news after a long silence");
        assert_eq!(next(20 * HOUR, false, 100 * DAY, 0), RAREST);
        assert_eq!(next(FIRST, true, 0, 3 * HOUR), 3 * HOUR);
        assert_eq!(next(FIRST, false, 0, 90 * HOUR), RAREST, "a wish that is not followed");
        assert_eq!(next(i64::MAX, false, i64::MAX, i64::MAX), RAREST);
    }

    #[test]
    fn quiet_hours_and_days_are_kept() {
        let monday = 4 * DAY; // 5 January 1970
        let nights = QuietTimes { hours: 0b11_1111, days: 0 };
        let check = |now: i64, quiet: QuietTimes, from: i64, to: i64| {
            for seed in 0..50 {
                let at = moment(now, HOUR, false, 0, quiet, seed);
                assert!((from..=to).contains(&at), "{now} {quiet:?}: {at} is not in {from}..={to}");
            }
        };
        check(monday, nights, monday + 6 * HOUR, monday + 6 * HOUR + HOUR / 4);
        check(monday + 12 * HOUR, nights, monday + 12 * HOUR + 57 * MINUTE, monday + 13 * HOUR);
        check(monday + 12 * HOUR, QuietTimes { hours: 0, days: 1 }, monday + DAY, monday + DAY + HOUR / 4);
        check(
            monday + 12 * HOUR,
            QuietTimes { hours: 0, days: 2 },
            monday + 12 * HOUR + 57 * MINUTE,
            monday + 13 * HOUR,
        );
        check(
            monday + 12 * HOUR,
            QuietTimes { hours: u32::MAX, days: 0 },
            monday + 12 * HOUR + 57 * MINUTE,
            monday + 13 * HOUR,
        );
    }

    #[test]
    fn what_came_together_does_not_stay_together() {
        let moments: Vec<i64> = (0..600).map(|seed| moment(0, FIRST, true, 0, QuietTimes::default(), seed)).collect();
        for minute in 15..30 {
            let there = moments.iter().filter(|at| **at / MINUTE == minute).count();
            assert!((15..=70).contains(&there), "{there} of 600 in minute {minute}");
        }
    }

    proptest! {
        #[test]
        fn never_before_the_wish_and_never_much_later(
            before in 0..DAY, news: bool, silence in 0..30 * DAY, wish in 0..DAY, seed: u64, first: bool, now in 0..99 * DAY,
        ) {
            let interval = next(before, news, silence, wish);
            prop_assert!((SHORTEST..=RAREST).contains(&interval));
            let wait = moment(now, interval, first, wish, QuietTimes::default(), seed) - now;
            prop_assert!(wait >= wish.min(RAREST) && wait * 2 >= interval && wait * 2 <= interval * 3);
        }
    }
}
