//! Times as a reader says them: relative in lists, absolute with the relative beside it above an article.
//!
//! Many feeds and pages give a day of publication and no time. It is kept as the first moment of that day in UTC, so a time of
//! publication that is exactly that moment is told as a day: an hour would be invented, and west of Greenwich the day wrong.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::messages::{t, tf, tn};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A time ready for a `time` element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// For machines: RFC 3339 with the reader's offset.
    pub iso: String,
    /// For people.
    pub words: String,
}

/// Says times for one request: they all count from the same moment and in one time zone.
#[derive(Debug, Clone)]
pub struct Teller {
    now: i64,
    zone: TimeZone,
}

impl Teller {
    /// Counts from `now` (milliseconds since 1970 UTC) in `zone`.
    pub fn new(now: i64, zone: TimeZone) -> Self {
        Self { now, zone }
    }

    /// The moment it counts from, in milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        self.now
    }

    fn zoned(&self, ms: i64) -> ZonedDateTime {
        Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned_datetime(self.zone.clone())
    }

    /// The same for a time of publication; a day as it stands in UTC, whatever the zone.
    fn published(&self, ms: i64) -> ZonedDateTime {
        if is_day(ms) { self.zoned(ms).with_time_zone(TimeZone::UTC) } else { self.zoned(ms) }
    }

    fn when(&self, ms: i64, words: String) -> When {
        let iso = if is_day(ms) { day_iso(&self.published(ms)) } else { self.moment_iso(ms) };
        When { iso, words }
    }

    fn moment_iso(&self, ms: i64) -> String {
        self.zoned(ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// "12 min ago", "3 h ago", "2 days ago", then the date.
    pub fn relative(&self, ms: i64) -> When {
        self.when(ms, self.relative_words(ms))
    }

    fn relative_words(&self, ms: i64) -> String {
        let age = self.now.saturating_sub(ms);
        if is_day(ms) {
            return match self.days_ago(ms) {
                0 => t("time.this_day").to_owned(),
                days @ 1..7 => tn("time.days", count(days.into())),
                _ => self.date_words(ms),
            };
        }
        match age {
            i64::MIN..MINUTE => t("time.now").to_owned(),
            MINUTE..HOUR => tn("time.minutes", count(age / MINUTE)),
            HOUR..DAY => tn("time.hours", count(age / HOUR)),
            _ if age < 7 * DAY => tn("time.days", count(age / DAY)),
            _ => self.date_words(ms),
        }
    }

    /// When this machine did something, like [`relative`](Self::relative): a moment to come was noted by a clock that ran
    /// ahead, and is not called now.
    pub fn done(&self, ms: i64) -> When {
        if ms <= self.now.saturating_add(MINUTE) {
            return self.relative(ms);
        }
        self.when(ms, tf("time.ahead", &[("when", &self.coming(ms).words)]))
    }

    /// "23 November 2026, 09:28 (12 min ago)"; beyond a week without the bracket. A day is told without both.
    pub fn absolute(&self, ms: i64) -> When {
        if is_day(ms) {
            return self.when(ms, self.date_words(ms));
        }
        let time = self.clock_words(ms);
        let date = self.date_words(ms);
        let age = self.now.saturating_sub(ms);
        let words = if age < 7 * DAY {
            tf("time.absolute", &[("date", &date), ("time", &time), ("ago", &self.relative_words(ms))])
        } else {
            tf("time.absolute_old", &[("date", &date), ("time", &time)])
        };
        self.when(ms, words)
    }

    /// "09:28"; nothing for a day, which stands over it.
    pub fn clock(&self, ms: i64) -> When {
        self.when(ms, if is_day(ms) { String::new() } else { self.clock_words(ms) })
    }

    /// "09:28" today, "Sat, 21 Nov, 09:28" on another day, with the year in another year.
    pub fn short(&self, ms: i64) -> When {
        if is_day(ms) {
            let day = if self.days_ago(ms) == 0 { t("time.today").to_owned() } else { self.short_day(ms) };
            return self.when(ms, day);
        }
        let clock = self.clock_words(ms);
        let words = match self.days_ago(ms) {
            0 => clock,
            _ => tf("time.day_clock", &[("day", &self.short_day(ms)), ("time", &clock)]),
        };
        self.when(ms, words)
    }

    /// For a timeline: what a report states, on the report's own clock: "Today, 05:48", "Sat, 21 Nov, 16:10"; without the
    /// time where only a day is known. `ms` is that clock read as UTC, and no zone is said.
    pub fn stated(&self, ms: i64, has_time: bool) -> When {
        let at = self.zoned(ms).with_time_zone(TimeZone::UTC);
        let since = self.zoned(self.now).date().since(at.date()).map(|span| span.get_days());
        let day = match since {
            Ok(0) => t("time.today").to_owned(),
            Ok(1) => t("time.yesterday").to_owned(),
            _ => self.short_day_of(&at),
        };
        if !has_time {
            return When { iso: day_iso(&at), words: day };
        }
        let time = at.strftime("%H:%M").to_string();
        let words = tf("time.day_clock", &[("day", &day), ("time", &time)]);
        When { iso: at.strftime("%Y-%m-%dT%H:%M").to_string(), words }
    }

    /// A moment that is over: "Today, 05:48", "Sat, 21 Nov, 16:10".
    pub fn over(&self, ms: i64) -> When {
        let (then, now) = (self.zoned(ms), self.zoned(self.now).date());
        let day = match now.since(then.date()).map(|span| span.get_days()) {
            Ok(..=0) => t("time.today").to_owned(),
            Ok(1) => t("time.yesterday").to_owned(),
            _ => self.short_day_of(&then),
        };
        let words = tf("time.day_clock", &[("day", &day), ("time", &self.clock_words(ms))]);
        When { iso: self.moment_iso(ms), words }
    }

    /// A moment to come: "Today, 21:26", or "Sun, 6 Dec, 00:40" on another day.
    pub fn coming(&self, ms: i64) -> When {
        let today = self.zoned(ms).date() == self.zoned(self.now).date();
        let day = if today { t("time.today").to_owned() } else { self.short_day_of(&self.zoned(ms)) };
        let words = tf("time.day_clock", &[("day", &day), ("time", &self.clock_words(ms))]);
        When { iso: self.moment_iso(ms), words }
    }

    fn short_day(&self, ms: i64) -> String {
        self.short_day_of(&self.published(ms))
    }

    fn short_day_of(&self, at: &ZonedDateTime) -> String {
        let (weekday, month) = (weekday_short(at), month_short(at));
        let day = at.day().to_string();
        if at.year() == self.zoned(self.now).year() {
            tf("time.short_day", &[("weekday", weekday), ("day", &day), ("month", month)])
        } else {
            let year = at.year().to_string();
            tf("time.short_day_year", &[("day", &day), ("month", month), ("year", &year)])
        }
    }

    /// "Today", "Yesterday", "Saturday, 21 November 2026": the heading over a day's items.
    pub fn day_heading(&self, ms: i64) -> String {
        match self.days_ago(ms) {
            0 => t("time.today").to_owned(),
            1 => t("time.yesterday").to_owned(),
            _ => self.long_date(ms),
        }
    }

    /// How many calendar days lie between that moment and now; 0 for today and for what lies ahead.
    pub fn days_ago(&self, ms: i64) -> i32 {
        let (then, now) = (self.published(ms).date(), self.zoned(self.now).date());
        now.since(then).map(|span| span.get_days()).unwrap_or(0).max(0)
    }

    /// "Monday, 23 November 2026".
    pub fn long_date(&self, ms: i64) -> String {
        let at = self.published(ms);
        let date = self.date_words(ms);
        tf("time.long_date", &[("weekday", weekday(&at)), ("date", &date)])
    }

    fn date_words(&self, ms: i64) -> String {
        let at = self.published(ms);
        let (day, year) = (at.day().to_string(), at.year().to_string());
        tf("time.date", &[("day", &day), ("month", month(&at)), ("year", &year)])
    }

    /// "09:28" without its element.
    pub fn clock_words(&self, ms: i64) -> String {
        self.zoned(ms).strftime("%H:%M").to_string()
    }
}

/// Whether a time of publication is a day.
fn is_day(ms: i64) -> bool {
    ms.rem_euclid(DAY) == 0
}

fn day_iso(at: &ZonedDateTime) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn pick(key: &'static str, index: i8) -> &'static str {
    let names = t(key);
    let index = usize::try_from(index).unwrap_or(0);
    names.split_whitespace().nth(index).unwrap_or(names)
}

fn weekday(at: &ZonedDateTime) -> &'static str {
    pick("time.weekdays", at.weekday().to_monday_zero_offset())
}

fn weekday_short(at: &ZonedDateTime) -> &'static str {
    pick("time.weekdays_short", at.weekday().to_monday_zero_offset())
}

fn month(at: &ZonedDateTime) -> &'static str {
    pick("time.months", at.month() - 1)
}

fn month_short(at: &ZonedDateTime) -> &'static str {
    pick("time.months_short", at.month() - 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;

    fn ms(at: &str) -> i64 {
        at.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn teller() -> Teller {
        Teller::new(ms("2026-11-23T09:40:00Z"), TimeZone::UTC)
    }

    #[test]
    fn relative_times() {
        let cases = [
            ("2026-11-23T09:40:00Z", "just now"),
            ("2026-11-24T09:40:00Z", "just now"),
            ("2026-11-23T09:28:00Z", "12 min ago"),
            ("2026-11-23T08:40:00Z", "1 h ago"),
            ("2026-11-22T09:41:00Z", "23 h ago"),
            ("2026-11-21T16:10:00Z", "1 day ago"),
            ("2026-11-18T16:10:00Z", "4 days ago"),
            ("2019-03-04T00:00:00Z", "4 March 2019"),
        ];
        for (at, words) in cases {
            assert_eq!(teller().relative(ms(at)).words, words, "{at}");
        }
    }

    #[test]
    fn what_a_clock_that_ran_ahead_noted_is_not_called_now() {
        for (at, words) in [
            ("2026-11-23T09:28:00Z", "12 min ago"),
            ("2026-11-23T09:40:30Z", "just now"),
            ("2026-11-23T10:40:00Z", "Today, 10:40, by a clock that ran ahead"),
            ("2027-01-23T09:40:00Z", "23 Jan 2027, 09:40, by a clock that ran ahead"),
        ] {
            assert_eq!(teller().done(ms(at)).words, words, "{at}");
        }
        assert!(!teller().done(i64::MAX).words.is_empty());
    }

    #[test]
    fn absolute_times_keep_the_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let teller = Teller::new(ms("2026-11-23T08:40:00Z"), zone);
        let when = teller.absolute(ms("2026-11-23T08:28:00Z"));
        assert_eq!(when.words, "23 November 2026, 09:28 (12 min ago)");
        assert_eq!(when.iso, "2026-11-23T09:28:00+01:00");
        assert_eq!(teller.absolute(ms("2019-03-04T00:00:01Z")).words, "4 March 2019, 01:00");
    }

    #[test]
    fn a_day_is_told_as_a_day_in_every_zone() {
        let now = ms("2026-11-23T20:40:00Z");
        let (day, earlier) = (ms("2026-11-23T00:00:00Z"), ms("2026-11-20T00:00:00Z"));
        for hours in [-8, 0, 3] {
            let teller = Teller::new(now, TimeZone::fixed(jiff::tz::offset(hours)));
            let all = |ms: i64| [teller.absolute(ms), teller.relative(ms), teller.short(ms), teller.clock(ms)];
            let words = |ms: i64| all(ms).map(|when| when.words);
            assert_eq!(words(day), ["23 November 2026", "today", "Today", ""], "{hours}");
            assert_eq!(words(earlier), ["20 November 2026", "3 days ago", "Fri, 20 Nov", ""], "{hours}");
            assert!(all(earlier).iter().all(|when| when.iso == "2026-11-20"), "{hours}");
            assert_eq!((teller.day_heading(day), teller.days_ago(earlier)), ("Today".to_owned(), 3));
        }
    }

    #[test]
    fn what_a_report_states_is_told_on_its_own_clock() {
        let (at, day) = (ms("2026-11-22T05:48:00Z"), ms("2026-11-21T00:00:00Z"));
        for hours in [-8, 0, 3] {
            let teller = Teller::new(ms("2026-11-23T09:40:00Z"), TimeZone::fixed(jiff::tz::offset(hours)));
            let stated = teller.stated(at, true);
            assert_eq!(
                (stated.words.as_str(), stated.iso.as_str()),
                ("Yesterday, 05:48", "2026-11-22T05:48"),
                "{hours}"
            );
            let stated = teller.stated(day, false);
            assert_eq!((stated.words.as_str(), stated.iso.as_str()), ("Sat, 21 Nov", "2026-11-21"), "{hours}");
        }
    }

    #[test]
    fn events_and_days() {
        assert_eq!(teller().stated(ms("2026-11-23T05:48:00Z"), true).words, "Today, 05:48");
        assert_eq!(teller().stated(ms("2026-11-21T00:00:00Z"), false).words, "Sat, 21 Nov");
        assert_eq!(teller().coming(ms("2026-11-23T21:26:00Z")).words, "Today, 21:26");
        assert_eq!(teller().coming(ms("2026-12-06T00:40:00Z")).words, "Sun, 6 Dec, 00:40", "and not today");
        assert_eq!(teller().stated(ms("2026-11-21T00:00:00Z"), false).iso, "2026-11-21");
        assert_eq!(teller().stated(ms("2019-11-21T00:00:00Z"), false).words, "21 Nov 2019");
        assert_eq!(teller().day_heading(ms("2026-11-22T23:59:59Z")), "Yesterday");
        assert_eq!(teller().day_heading(ms("2026-11-21T12:00:00Z")), "Saturday, 21 November 2026");
        assert_eq!(teller().short(ms("2026-11-22T12:00:00Z")).words, "Sun, 22 Nov, 12:00");
    }

    #[test]
    fn impossible_times_do_no_harm() {
        for at in [i64::MIN, i64::MAX] {
            let _ = teller().absolute(at);
            let _ = teller().relative(at);
            let _ = teller().day_heading(at);
        }
    }
}
