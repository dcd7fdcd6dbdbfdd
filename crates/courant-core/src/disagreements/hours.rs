//! Whether two reports speak of one time: a count of the morning and one of the evening do not disagree, the one became the other.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Reports so near each other in time are of the same hours, in seconds.
const HOURS: i64 = 6 * 3600;
/// A toll that a report gives so much later, in seconds, may be higher only because it rose.
const RISES: i64 = 2 * 3600;

/// Whether reports came out within hours of each other, as far as their times say.
pub(crate) fn is_of_same_hours(one: Option<Timestamp>, other: Option<Timestamp>) -> bool {
    let Some((one, other)) = one.zip(other) else { return one.is_none() && other.is_none() };
    let apart = (one.as_second() - other.as_second()).abs();
    let date = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
    apart <= HOURS || (is_day(one) || is_day(other)) && date(one) == date(other)
}

/// Whether a toll of a report and another report's may be told side by side: the later one is not merely the newer.
pub fn is_no_rise(one: (Option<Timestamp>, f64), other: (Option<Timestamp>, f64)) -> bool {
    let Some((first, second)) = one.0.zip(other.0) else { return one.0.is_none() && other.0.is_none() };
    // Which of two came first is not to be told where only one has an hour.
    if is_day(first) != is_day(second) {
        return false;
    }
    let (earlier, later) = if first <= second { (one, other) } else { (other, one) };
    let apart = (first.as_second() - second.as_second()).abs();
    later.1 <= earlier.1 || apart <= RISES
}

/// Midnight sharp is what a bare day becomes: the report came out at any hour of it.
fn is_day(at: Timestamp) -> bool {
    at.as_second().rem_euclid(86_400) == 0
}
