//! The page's own clock: a moment given in UTC, told with the offset that the page itself uses for it elsewhere.
//!
//! Publishing systems often give `2020-02-18T02:18:11Z` in the head and `2020-02-17 21:18:11` in a script or beside
//! the headline. Both are the same moment; the second is what the publisher's readers see, and its day is the day in
//! the address.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::zone;
use crate::model::PageDate;

/// A page that repeats a minute and second more often than this is not searched further.
const MOST: usize = 200;

/// Days from one date to another, by the days as written; `None` where either is no date.
pub fn days_between(from: &PageDate, to: &PageDate) -> Option<i32> {
    let day = |date: &PageDate| date.0.get(..10).and_then(|day| day.parse::<Date>().ok());
    Some(day(from)?.until(day(to)?).ok()?.get_days())
}

/// The same moment told so that its day is `day`, where it is given in UTC and an offset of a large country makes it so;
/// otherwise the date as it was. Which offset the page means is not known: the one nearest to UTC is taken, until
/// [`localised`] finds a better one.
pub fn on_day(date: PageDate, day: &PageDate) -> PageDate {
    told_on(&date.0, &day.0).unwrap_or(date)
}

fn told_on(date: &str, day: &str) -> Option<PageDate> {
    let utc: DateTime = date.strip_suffix('Z').or_else(|| date.strip_suffix("+00:00"))?.parse().ok()?;
    let day: Date = day.get(..10)?.parse().ok()?;
    let shifted = |hours: i64| {
        utc.checked_add(hours.hours()).ok().filter(|local| local.date() == day).map(|local| (hours, local))
    };
    let (hours, local) =
        if utc.date() < day { (1..=13).find_map(shifted)? } else { (1..=10).find_map(|hours: i64| shifted(-hours))? };
    (utc.date() != day).then(|| told(local, hours))
}

fn told(local: DateTime, hours: i64) -> PageDate {
    let sign = if hours < 0 { '-' } else { '+' };
    let clock = local.strftime("%Y-%m-%dT%H:%M:%S");
    PageDate(format!("{clock}{sign}{:02}:00", hours.unsigned_abs()))
}

/// The same moment in the page's own offset where `html` shows it; otherwise the date as it was.
pub fn localised(date: PageDate, html: &str) -> PageDate {
    own_offset(&date.0, html).unwrap_or(date)
}

fn own_offset(date: &str, html: &str) -> Option<PageDate> {
    let utc = utc(date)?;
    let day = date.get(..10)?;
    let is_utc = date.ends_with('Z') || date.ends_with("+00:00");
    let minute_and_second = date.get(13..19)?;
    let mut inferred = None;
    for at in memchr::memmem::find_iter(html.as_bytes(), minute_and_second).take(MOST) {
        let Some(local) = at.checked_sub(13).and_then(|start| local_clock(html.get(start..at + 6)?)) else { continue };
        let Some(hours) = (-12..=14_i8).find(|&hours| {
            hours != 0 && utc.checked_add(i64::from(hours).hours()).is_ok_and(|shifted| shifted == local)
        }) else {
            continue;
        };
        let told = told(local, i64::from(hours));
        // A moment with an offset keeps its day.
        if !is_utc && !told.0.starts_with(day) {
            continue;
        }
        let offset = told.0.get(19..).unwrap_or_default().to_owned();
        let after = html.get(at + 6..).unwrap_or_default();
        let after = after.strip_prefix('.').map_or(after, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let tail: String = after.chars().take(6).collect();
        if zone(&tail).is_some_and(|zone| zone == offset) {
            return Some(told);
        }
        // Without an offset only an odd second makes it certain that this is the same moment.
        let bare = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':'));
        if bare && utc.second() != 0 && inferred.is_none() {
            inferred = Some(told);
        }
    }
    inferred
}

/// A moment's clock in UTC.
fn utc(date: &str) -> Option<DateTime> {
    let moment: jiff::Timestamp = date.parse().ok()?;
    Some(jiff::tz::TimeZone::UTC.to_datetime(moment))
}

/// `2020-02-17 21:18:11` or with a `T`.
fn local_clock(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    let well_formed = bytes.len() == 19 && bytes.get(4) == Some(&b'-') && matches!(bytes.get(10), Some(b'T' | b' '));
    if !well_formed {
        return None;
    }
    text.replace(' ', "T").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_moment_as_the_page_does() {
        let cases = [
            ("2020-02-18T02:18:11Z", "var day = \"2020-02-17 21:18:11\";", "2020-02-17T21:18:11-05:00"),
            ("2020-02-18T02:18:11+00:00", "<time datetime=2020-02-17T21:18:11-05:00>", "2020-02-17T21:18:11-05:00"),
            ("2020-02-18T02:18:00Z", "\"2020-02-17T21:18:00.000-0500\"", "2020-02-17T21:18:00-05:00"),
            // The same minute and second of another day, a round second without an offset, an offset that does not fit.
            ("2020-02-18T02:18:11Z", "2020-02-15 21:18:11", "2020-02-18T02:18:11Z"),
            ("2020-02-18T02:18:00Z", "2020-02-17 21:18:00", "2020-02-18T02:18:00Z"),
            ("2020-02-18T02:18:11Z", "2020-02-17T21:18:11-03:00", "2020-02-18T02:18:11Z"),
            ("2020-02-18T02:18:11-06:00", "2020-02-17 21:18:11", "2020-02-18T02:18:11-06:00"),
            ("2020-02-18", "2020-02-17 21:18:11", "2020-02-18"),
        ];
        for (date, html, wanted) in cases {
            assert_eq!(localised(PageDate(date.to_owned()), html).0, wanted, "{date} in {html}");
        }
    }
}
