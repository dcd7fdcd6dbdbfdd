//! Where a report may have been written, and the days that its clocks may be of.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Hours east of Greenwich, from and to.
type Zones = (i64, i64);

/// Zones by their names behind a clock, standard and summer time. Most of them are words in other languages ("et", "est", "PT").
const NAMED: &[(&str, Zones)] = &[
    ("gmt", (0, 0)),
    ("utc", (0, 0)),
    ("bst", (1, 1)),
    ("cet", (1, 1)),
    ("cest", (2, 2)),
    ("et", (-5, -4)),
    ("est", (-5, -4)),
    ("edt", (-5, -4)),
    ("ct", (-6, -5)),
    ("cst", (-6, -5)),
    ("cdt", (-6, -5)),
    ("mt", (-7, -6)),
    ("mst", (-7, -6)),
    ("mdt", (-7, -6)),
    ("pt", (-8, -7)),
    ("pst", (-8, -7)),
    ("pdt", (-8, -7)),
];
/// Tokens behind a clock's first that may name its zone: "11:30 p.m. ET" has four before it.
const NEAR: usize = 6;

/// The zones of the clock at `place`: that which is named, or all where its language and its manner are at home. "2:30 pm" is
/// written from California to Australia, "14:30" in English only east of the Atlantic.
pub fn of_clock(language: &str, lowers: &[String], place: usize) -> Zones {
    let near = || lowers[place..].iter().skip(1).take(NEAR).map(String::as_str);
    let is_read = |name: &str| language == "en" || matches!(name, "gmt" | "utc" | "cet" | "cest");
    let named = |word| NAMED.iter().find(|(name, _)| *name == word && is_read(name));
    if let Some((_, zones)) = near().find_map(named) {
        return *zones;
    }
    let halved =
        near().any(|word| matches!(word, "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "o'clock" | "o’clock"));
    match language {
        "en" if halved || near().any(|word| word == "local") => (-8, 11),
        "es" | "pt" => (-8, 1),
        "fr" => (-5, 3),
        "ru" => (2, 12),
        _ => (0, 3),
    }
}

/// The day of the latest such time before a report, if it is one day in all these zones.
pub fn latest_day(published: Timestamp, time: Time, (from, to): Zones) -> Option<Date> {
    let in_zone = |hours: i64| {
        let there = TimeZone::UTC.to_datetime(published.checked_add(hours.hours()).ok()?);
        if time <= there.time() { Some(there.date()) } else { there.date().checked_sub(1.day()).ok() }
    };
    let first = in_zone(from)?;
    (from..=to).all(|hours| in_zone(hours) == Some(first)).then_some(first)
}
