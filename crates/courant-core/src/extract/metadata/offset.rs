//! The page's own clock: a moment given in UTC, told with the offset that the page itself uses for it elsewhere.
//!
//! Publishing systems often give `2020-02-18T02:18:11Z` in the head and `2020-02-17 21:18:11` in a script or beside
//! the headline. Both are the same moment; the second is what the publisher's readers see, and its day is the day in
//! the address.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::calendar::zone;
use crate::model::PageDate;

/// A page that repeats a minute and second more often than this is not searched further.
const MOST: usize = 200;

/// The same moment in the page's own offset where `html` shows it; otherwise the date as it was.
pub fn localised(date: PageDate, html: &str) -> PageDate {
    own_offset(&date.0, html).unwrap_or(date)
}

fn own_offset(date: &str, html: &str) -> Option<PageDate> {
    let utc: DateTime = date.strip_suffix('Z').or_else(|| date.strip_suffix("+00:00"))?.parse().ok()?;
    let minute_and_second = date.get(13..19)?;
    let mut inferred = None;
    for at in memchr::memmem::find_iter(html.as_bytes(), minute_and_second).take(MOST) {
        let Some(local) = at.checked_sub(13).and_then(|start| local_clock(html.get(start..at + 6)?)) else { continue };
        let Some(hours) = (-12..=14_i8).find(|&hours| hours != 0 && utc.checked_add(i64::from(hours).hours()).is_ok_and(|shifted| shifted == local)) else {
            continue;
        };
        let sign = if hours < 0 { '-' } else { '+' };
        let offset = format!("{sign}{:02}:00", hours.unsigned_abs());
        let told = PageDate(format!("{}T{:02}:{:02}:{:02}{offset}", local.date(), local.hour(), local.minute(), local.second()));
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
