//! `Retry-After` (RFC 9110 §10.2.3): seconds or a date.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// Longest wait that is believed: a week.
const LONGEST_MS: i64 = 7 * 24 * 3_600_000;

/// Milliseconds to wait from `now_ms`; `None` when the words are neither seconds nor a date.
pub fn parse(value: &str, now_ms: i64) -> Option<i64> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<i64>() {
        return Some(seconds.saturating_mul(1000).clamp(0, LONGEST_MS));
    }
    let moment: Timestamp = DateTimeParser::new().parse_timestamp(value.replace("GMT", "+0000")).ok()?;
    Some(moment.as_millisecond().saturating_sub(now_ms).clamp(0, LONGEST_MS))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn seconds_dates_and_nonsense() {
        let now = 1_445_412_480_000; // Wed, 21 Oct 2015 07:28:00 GMT
        assert_eq!(parse("120", now), Some(120_000));
        assert_eq!(parse("Wed, 21 Oct 2015 07:30:00 GMT", now), Some(120_000));
        assert_eq!(parse("Wed, 21 Oct 2015 07:00:00 GMT", now), Some(0));
        assert_eq!(parse("-5", now), Some(0));
        assert_eq!(parse("99999999999", now), Some(604_800_000));
        assert_eq!(parse("soon", now), None);
    }
}
