//! Dates as feeds write them: RFC 822 and ISO 8601 with all their variants, other orders, other languages.

mod parts;
mod usual;
mod words;
mod zone;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A moment, and what had to be assumed to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// UTC, to the second.
    pub at: Timestamp,
    /// The date gives a time of day but no zone that we know; it was read as UTC, or as the zone of its language
    /// where that has only one.
    pub zone_assumed: bool,
}

/// The longest text that can be a date.
const LONGEST: usize = 120;
/// Years that can be read, in any zone.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;
/// Years that are counted from the Buddha's death, as Thailand does, and by how many they are ahead.
const BUDDHIST: (std::ops::RangeInclusive<i16>, i16) = (2400..=2600, 543);

/// Reads a date; `None` when no day can be told from it.
pub fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let parts = usual::read(text).or_else(|| parts::read(text))?;
    let (ahead, by) = BUDDHIST;
    let year = if ahead.contains(&parts.year) { parts.year - by } else { parts.year };
    let date = civil(year, parts.month, parts.day)?;
    let clock = parts.clock.unwrap_or_default();
    let (days, time) = time_of_day(clock)?;
    let offset = Offset::from_seconds(parts.offset.unwrap_or(0)).ok()?;
    let local = DateTime::from_parts(date, time);
    let at = offset.to_timestamp(local).ok()?.checked_add(jiff::SignedDuration::from_hours(24 * days)).ok()?;
    // An offset or a 24th hour may lead out of the years that can be read.
    if !YEARS.contains(&Offset::UTC.to_datetime(at).year()) {
        return None;
    }
    let zone_assumed = parts.clock.is_some() && !parts.zone_known;
    Some(Moment { at, zone_assumed })
}

fn civil(year: i16, month: i8, day: i16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    if month == 0 {
        // An ordinal date: the day of the year.
        let first = Date::new(year, 1, 1).ok()?;
        let date = first.checked_add(jiff::Span::new().try_days(day - 1).ok()?).ok()?;
        return (date.year() == year && day > 0).then_some(date);
    }
    if let Ok(date) = Date::new(year, month, i8::try_from(day).ok()?) {
        return Some(date);
    }
    // The 31st of a shorter month is what careless software writes for the day after its end.
    let past = day - i16::from(Date::new(year, month, 1).ok()?.days_in_month());
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    if (1..=3).contains(&past) { last.checked_add(jiff::Span::new().try_days(past).ok()?).ok() } else { None }
}

/// Hours, minutes, seconds as written.
pub type Clock = (u8, u8, u8);

fn time_of_day((hour, minute, second): Clock) -> Option<(i64, Time)> {
    let (days, hour) = if hour == 24 && minute == 0 { (1, 0) } else { (0, hour) };
    let number = |value: u8| i8::try_from(value).ok();
    // A leap second is the last one that the clock can show.
    let second = if second == 60 { 59 } else { second };
    Some((days, Time::new(number(hour)?, number(minute)?, number(second)?, 0).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = read(text).map_or("none".to_owned(), |moment| {
            format!("{}{}", moment.at, if moment.zone_assumed { " assumed" } else { "" })
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn the_forms_of_mail() {
        check("Mon, 20 Apr 2020 23:46:31 GMT", "2020-04-20T23:46:31Z");
        check("Mon, 20 Apr 2020 19:33:43 -0400", "2020-04-20T23:33:43Z");
        check("20 Apr 20 10:00 EST", "2020-04-20T15:00:00Z");
        check("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z");
        check("Sun, 1 Feb 1998 00:00:00 PDT", "1998-02-01T07:00:00Z");
        check("Mon,20 Apr 2020 23:46:31 +0200", "2020-04-20T21:46:31Z");
        check("Mon, 20 Apr 2020 23:46:31 GMT+2", "2020-04-20T21:46:31Z");
        check("Mon, 20 Apr 2020 23:46:31 +02:00", "2020-04-20T21:46:31Z");
        check("Mon, 20 April 2020 23:46:31 Z", "2020-04-20T23:46:31Z");
        check("Monday, 20-Apr-20 23:46:31 UTC", "2020-04-20T23:46:31Z");
        check("Mon, 20 Apr 2020 23:46:31", "2020-04-20T23:46:31Z assumed");
        check("Mon, 20 Apr 2020", "2020-04-20T00:00:00Z");
        check("Mon, 20 Apr 2020 24:00:00 GMT", "2020-04-21T00:00:00Z");
        check("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z");
        check("Mon Apr 20 23:46:31 2020", "2020-04-20T23:46:31Z assumed");
        check("Mon Apr 20 23:46:31 GMT 2020", "2020-04-20T23:46:31Z");
        check("April 20, 2020, 11:46 pm CET", "2020-04-20T22:46:00Z");
    }

    #[test]
    fn the_forms_of_iso() {
        check("2020-04-20T23:46:31Z", "2020-04-20T23:46:31Z");
        check("2020-04-20T23:46:31.123+02:00", "2020-04-20T21:46:31Z");
        check("2020-04-20T23:46:31,5-0430", "2020-04-21T04:16:31Z");
        check("2020-04-20T23:46+01", "2020-04-20T22:46:00Z");
        check("2020-04-20 23:46:31", "2020-04-20T23:46:31Z assumed");
        check("2020-04-20 23:46:31 +0100", "2020-04-20T22:46:31Z");
        check("2020-04-20 23:46:31 UTC", "2020-04-20T23:46:31Z");
        check("20200420T234631Z", "2020-04-20T23:46:31Z");
        check("2020/04/20", "2020-04-20T00:00:00Z");
        check("2020-04", "2020-04-01T00:00:00Z");
        check("2020", "2020-01-01T00:00:00Z");
        check("2020-111", "2020-04-20T00:00:00Z");
        check("20200420", "2020-04-20T00:00:00Z");
    }

    #[test]
    fn the_forms_of_other_languages() {
        check("Mo, 20 Mär 2023 08:00:00 +0100", "2023-03-20T07:00:00Z");
        check("20. Dezember 2020, 08:00 MEZ", "2020-12-20T07:00:00Z");
        check("mar., 12 janv. 2021 10:00:00 +0100", "2021-01-12T09:00:00Z");
        check("12 août 2021 10:00 CEST", "2021-08-12T08:00:00Z");
        check("lun, 5 ene 2021 10:00:00 GMT", "2021-01-05T10:00:00Z");
        check("5 de septiembre de 2021", "2021-09-05T00:00:00Z");
        check("mar, 16 giu 2020 10:00:00 +0200", "2020-06-16T08:00:00Z");
        check("ma, 16 mrt 2020 10:00:00 +0100", "2020-03-16T09:00:00Z");
        check("16 de outubro de 2020 10:00 GMT", "2020-10-16T10:00:00Z");
        check("pt., 16 października 2020 10:00:00 +0200", "2020-10-16T08:00:00Z");
        check("Пт, 16 мая 2020 10:00:00 +0300", "2020-05-16T07:00:00Z");
        check("2021年3月5日 10:00", "2021-03-05T10:00:00Z assumed");
        check("2004년 05월 28일  오후 01:31:15", "2004-05-28T04:31:15Z assumed");
    }

    #[test]
    fn halves_of_the_day_in_other_languages() {
        check("25/05/2024 10:00:00 p. m.", "2024-05-25T22:00:00Z assumed");
        check("25/05/2024 10:00:00 p.\u{a0}m.", "2024-05-25T22:00:00Z assumed");
        check("25/05/2024 10:00:00 μμ", "2024-05-25T22:00:00Z assumed");
        check("25/05/2024 10:00:00 π.μ.", "2024-05-25T10:00:00Z assumed");
        check("25/05/2024 10:00:00 م", "2024-05-25T22:00:00Z assumed");
        check("25/05/2024 10:00:00 ص", "2024-05-25T10:00:00Z assumed");
        check("25/05/2024 10:00:00 ÖS", "2024-05-25T22:00:00Z assumed");
        check("25/05/2024 10:00:00 noite", "none");
        check("25/05/2024 10:00:00 अपराह्न", "none");
        check("25/05/2024 22:00:00 noite", "2024-05-25T22:00:00Z assumed");
        check("25.05.2024 10:00 Uhr", "2024-05-25T10:00:00Z assumed");
        check("25.05.2024 10:00 часов", "2024-05-25T10:00:00Z assumed");
        check("25.05.2024 10:00 XYZT", "2024-05-25T10:00:00Z assumed");
    }

    #[test]
    fn years_of_other_calendars() {
        check("Wed, 01 May 2567 10:00:00 +0700", "2024-05-01T03:00:00Z");
        check("2567-02-29T10:00:00+07:00", "2024-02-29T03:00:00Z");
        check("令和6年5月1日 10:00", "2024-05-01T10:00:00Z assumed");
        check("平成31年4月30日", "2019-04-30T00:00:00Z");
        check("民國113年5月1日 10:00", "2024-05-01T10:00:00Z assumed");
        check("113年5月1日", "2024-05-01T00:00:00Z");
        check("康熙6年5月1日", "none");
        check("24年5月1日", "2024-05-01T00:00:00Z");
        check("-62135596800", "none");
    }

    #[test]
    fn numbers_alone_and_no_date_at_all() {
        check("20.04.2020 10:00", "2020-04-20T10:00:00Z assumed");
        check("25/04/2020", "2020-04-25T00:00:00Z");
        check("4/25/2020 3:04:05 PM", "2020-04-25T15:04:05Z assumed");
        check("1587426391", "2020-04-20T23:46:31Z");
        check("4/5/2020", "none");
        check("yesterday", "none");
        check("", "none");
        check("99:99", "none");
        check("9998-12-31T24:00:00-23:59", "none");
        check("0001-01-01T00:00:00+14:00", "none");
        check("9998-12-31T23:59:59Z", "9998-12-31T23:59:59Z");
        check("Mon, 45 Apr 2020 10:00:00 GMT", "none");
        check("Mon, 20 Apr 2020 25:00:00 GMT", "none");
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            read(&text);
        }

        #[test]
        fn never_panics_on_what_looks_like_a_date(text in "[0-9TZ:+., /-]{0,30}( (Jan|mai|GMT|PM|年|오후)){0,2}") {
            read(&text);
        }
    }
}
