//! A date's numbers and words, told apart by their shape and not by their place.

use super::{Clock, words, zone};

/// What a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Full year.
    pub year: i16,
    /// 1 to 12; 0 where `day` counts from the year's first.
    pub month: i8,
    /// Day of the month, or of the year.
    pub day: i16,
    /// The time of day, where given.
    pub clock: Option<Clock>,
    /// Seconds east of Greenwich.
    pub offset: Option<i32>,
    /// Whether the offset was written rather than assumed.
    pub zone_known: bool,
}

/// Reads any of the forms.
pub fn read(text: &str) -> Option<Parts> {
    // Seconds before 1970 are how software writes that it knows no date.
    if text.strip_prefix(['-', '−']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let (mut parts, rest) = iso_date(text).or_else(|| other_date(text))?;
    let (clock, after) = clock(&rest);
    parts.clock = clock;
    if let Some((hour, minute, second)) = clock {
        parts.clock = Some((words::half_day(&rest, hour), minute, second));
        parts.offset = zone::read(&after);
        let told = words::names_half_day(&rest) || parts.offset.is_some();
        // Morning or evening, in words that are not known.
        if hour < 13 && !told && words::may_be_half_day(&after) {
            return None;
        }
        parts.zone_known = parts.offset.is_some();
        if parts.offset.is_none() && words::is_korean(text) {
            parts.offset = Some(9 * 3600);
        }
    }
    Some(parts)
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The run of ASCII digits at the beginning.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len()))
}

/// `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-DDD`, `YYYY-MM`, `YYYY`, and the rest of the text.
fn iso_date(text: &str) -> Option<(Parts, String)> {
    let (first, rest) = digits(text);
    match first.len() {
        4 => {}
        8 => return compact(first, rest),
        9..=13 if rest.is_empty() => return epoch(first),
        _ => return None,
    }
    let year = number(first)?;
    if rest.is_empty() {
        return Some((Parts { year, month: 1, day: 1, ..Parts::default() }, String::new()));
    }
    let rest = rest.strip_prefix(['-', '/', '.'])?;
    let (second, rest) = digits(rest);
    if second.len() == 3 {
        return Some((Parts { year, month: 0, day: number(second)?, ..Parts::default() }, rest.to_owned()));
    }
    let month = number(second).filter(|month| (1..=12).contains(month))?;
    let Some(after) = rest.strip_prefix(['-', '/', '.']) else {
        return rest.is_empty().then(|| (Parts { year, month, day: 1, ..Parts::default() }, String::new()));
    };
    let (third, rest) = digits(after);
    if third.is_empty() || third.len() > 2 {
        return None;
    }
    Some((Parts { year, month, day: number(third)?, ..Parts::default() }, rest.to_owned()))
}

fn compact(first: &str, rest: &str) -> Option<(Parts, String)> {
    let (year, month, day) = (number(&first[..4])?, number(&first[4..6])?, number(&first[6..])?);
    (1..=12).contains(&month).then(|| (Parts { year, month, day, ..Parts::default() }, rest.to_owned()))
}

/// Seconds or milliseconds since 1970.
fn epoch(digits: &str) -> Option<(Parts, String)> {
    let value: i64 = number(digits)?;
    let second = if digits.len() > 11 { value / 1000 } else { value };
    let at = jiff::Timestamp::from_second(second).ok()?;
    let local = jiff::tz::Offset::UTC.to_datetime(at);
    let parts = Parts { year: local.year(), month: local.month(), day: i16::from(local.day()), ..Parts::default() };
    Some((parts, local.strftime("%H:%M:%SZ").to_string()))
}

/// A date whose parts stand in any order: with a month's name, with CJK signs, or as three numbers.
fn other_date(text: &str) -> Option<(Parts, String)> {
    if let Some(found) = signed_date(text) {
        return Some(found);
    }
    let Some((month, from, to)) = words::month(text) else { return numbers_alone(text) };
    let (before, after) = (&text[..from], &text[to..]);
    // The numbers around the name, without the time of day.
    let clock_at = clock_position(after);
    let (near, late) = after.split_at(clock_at.unwrap_or(after.len()));
    let left = before.split(|c: char| !c.is_ascii_digit()).rfind(|run| !run.is_empty());
    let mut right = near.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let (day, year) = match left {
        Some(year) if year.len() == 4 => (right.next()?, year),
        Some(day) if day.len() <= 2 && clock_position(before).is_none() => {
            (day, right.next().or_else(|| late_year(late))?)
        }
        _ => (right.next()?, right.next().or_else(|| late_year(late))?),
    };
    let parts = Parts { year: full_year(year)?, month, day: number(day).filter(|day| *day > 0)?, ..Parts::default() };
    let rest = if clock_at.is_some() || clock_position(before).is_none() { after } else { before };
    Some((parts, rest.to_owned()))
}

/// The year of `Apr 20 23:46:31 GMT 2020`.
fn late_year(late: &str) -> Option<&str> {
    let year = late.split_ascii_whitespace().next_back()?;
    (year.len() == 4 && number::<i16>(year).is_some()).then_some(year)
}

fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = number(digits)?;
    match digits.len() {
        1 | 2 if year < 70 => Some(2000 + year),
        1..=3 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// The year of a Japanese era or of the Republic of China, or one of our own; none of an era that is not known.
fn year_of_era(before: &str, digits: &str) -> Option<i16> {
    const ERAS: [(&str, i16); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];
    let year: i16 = number(digits)?;
    if let Some((_, before_first)) = ERAS.iter().find(|(era, _)| before.ends_with(era)) {
        return Some(before_first + year).filter(|_| digits.len() < 4);
    }
    match digits.len() {
        // Only the Republic counts so many.
        3 => Some(1911 + year),
        4 => Some(year),
        _ if before.ends_with(char::is_alphabetic) => None,
        _ => full_year(digits),
    }
}

/// `2021年3月5日`, `2004년 05월 28일`
fn signed_date(text: &str) -> Option<(Parts, String)> {
    let (year, rest) = text.split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let (day, rest) = rest.split_once(['日', '일', '号'])?;
    let digits = year.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    let parts = Parts {
        year: year_of_era(year.strip_suffix(digits)?.trim_end(), digits)?,
        month: number(month.trim()).filter(|month| (1..=12).contains(month))?,
        day: number(day.trim())?,
        ..Parts::default()
    };
    Some((parts, rest.to_owned()))
}

/// Three numbers: day first with dots; with slashes only where one of them cannot be a month, or with AM or PM.
fn numbers_alone(text: &str) -> Option<(Parts, String)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let text = &text[start..];
    if let Some(found) = iso_date(text).filter(|_| start > 0) {
        return Some(found);
    }
    let (first, rest) = digits(text);
    let separator = rest.chars().next().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let (second, rest) = digits(&rest[1..]);
    let (third, rest) = digits(rest.strip_prefix(separator)?);
    if first.len() > 2 || second.len() > 2 || !(third.len() == 4 || third.len() == 2) {
        return None;
    }
    let (a, b): (i8, i8) = (number(first)?, number(second)?);
    let (day, month) = match separator {
        '.' => (a, b),
        _ if a > 12 => (a, b),
        _ if b > 12 || words::names_half_day(rest) => (b, a),
        _ if a == b => (a, b),
        _ => return None,
    };
    let month = (1..=12).contains(&month).then_some(month)?;
    Some((Parts { year: full_year(third)?, month, day: i16::from(day), ..Parts::default() }, rest.to_owned()))
}

/// Where the time of day begins: one or two digits and a colon.
fn clock_position(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let colon = bytes.windows(2).position(|pair| pair[0] == b':' && pair[1].is_ascii_digit())?;
    let from = bytes[..colon].iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |at| at + 1);
    (from < colon && colon - from <= 2).then_some(from)
}

/// The time of day and what follows it: the zone.
fn clock(text: &str) -> (Option<Clock>, String) {
    match clock_position(text) {
        Some(from) => colon_clock(&text[from..]),
        None => compact_clock(text),
    }
}

fn colon_clock(text: &str) -> (Option<Clock>, String) {
    let (hour, rest) = digits(text);
    let (minute, rest) = digits(&rest[1..]);
    let (second, rest) = match rest.strip_prefix(':') {
        Some(after) => digits(after),
        None => ("0", rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => digits(fraction).1,
        None => rest,
    };
    let clock = number(hour).zip(number(minute)).zip(number(if second.is_empty() { "0" } else { second }));
    // An unreadable clock is kept as one that no day has, so that the date is refused and not silently midnight.
    (Some(clock.map_or((99, 99, 99), |((hour, minute), second)| (hour, minute, second))), rest.to_owned())
}

/// `T234631Z`, `T2346`
fn compact_clock(text: &str) -> (Option<Clock>, String) {
    let Some(rest) = text.trim_start().strip_prefix(['T', 't']) else { return (None, String::new()) };
    let (run, after) = digits(rest);
    let two = |from: usize| run.get(from..from + 2).and_then(number).unwrap_or(0);
    match run.len() {
        2 | 4 | 6 => (Some((two(0), two(2), two(4))), after.to_owned()),
        _ => (None, String::new()),
    }
}
