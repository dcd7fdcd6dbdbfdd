//! The two forms that nearly every feed uses, read in place: `Mon, 20 Apr 2020 23:46:31 GMT` and
//! `2020-04-20T23:46:31Z`. Whatever differs from them is left to the reader of all forms.

use super::parts::Parts;
use super::{words, zone};

/// Reads one of the two; the answer is what [`super::parts::read`] gives.
pub fn read(text: &str) -> Option<Parts> {
    if text.as_bytes().get(4) == Some(&b'-') { iso(text) } else { mail(text) }
}

fn digit(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0')
}

fn pair(bytes: &[u8], at: usize) -> Option<u8> {
    Some(digit(bytes, at)? * 10 + digit(bytes, at + 1)?)
}

fn year(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from(pair(bytes, at)?) * 100 + i16::from(pair(bytes, at + 2)?))
}

/// `HH:MM:SS`
fn clock(bytes: &[u8], at: usize) -> Option<super::Clock> {
    let clock = (pair(bytes, at)?, pair(bytes, at + 3)?, pair(bytes, at + 6)?);
    (bytes[at + 2] == b':' && bytes[at + 5] == b':').then_some(clock)
}

/// `Z`, `GMT`, `+0200`, `+02:00` and nothing after it.
fn offset(text: &str) -> Option<i32> {
    match text.as_bytes() {
        b"Z" | b"GMT" => Some(0),
        [sign @ (b'+' | b'-'), digits @ ..] => {
            let minutes_at = match digits.len() {
                4 => 2,
                5 if digits[2] == b':' => 3,
                _ => return None,
            };
            let (hours, minutes) = (i32::from(pair(digits, 0)?), i32::from(pair(digits, minutes_at)?));
            let sign = if *sign == b'+' { 1 } else { -1 };
            (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
        }
        word if (2..=4).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic) => zone::read(text),
        _ => None,
    }
}

fn iso(text: &str) -> Option<Parts> {
    let bytes = text.as_bytes();
    let month = pair(bytes, 5).filter(|month| (1..=12).contains(month))?;
    if bytes.get(7) != Some(&b'-') || !matches!(bytes.get(10), Some(b'T' | b' ')) {
        return None;
    }
    let zone_at = match bytes.get(19) {
        Some(b'.') => 20 + bytes[20..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 19,
    };
    Some(Parts {
        year: year(bytes, 0)?,
        month: i8::try_from(month).ok()?,
        day: i16::from(pair(bytes, 8)?),
        clock: Some(clock(bytes, 11)?),
        offset: Some(offset(text.get(zone_at..)?)?),
        zone_known: true,
    })
}

fn mail(text: &str) -> Option<Parts> {
    let text = without_weekday(text);
    let bytes = text.as_bytes();
    let (day, after) = match pair(bytes, 0) {
        Some(day) => (day, 2),
        None => (digit(bytes, 0)?, 1),
    };
    // Blank, month, blank, year, blank, time of day, blank, zone.
    if day == 0 || [after, after + 4, after + 9, after + 18].iter().any(|&at| bytes.get(at) != Some(&b' ')) {
        return None;
    }
    Some(Parts {
        year: year(bytes, after + 5)?,
        month: words::english(text.get(after + 1..after + 4)?)?,
        day: i16::from(day),
        clock: Some(clock(bytes, after + 10)?),
        offset: Some(offset(text.get(after + 19..)?)?),
        zone_known: true,
    })
}

fn without_weekday(text: &str) -> &str {
    match text.as_bytes() {
        [a, b, c, b',', b' ', ..] if [a, b, c].iter().all(|byte| byte.is_ascii_alphabetic()) => &text[5..],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_take_the_short_way() {
        for text in [
            "Mon, 20 Apr 2020 23:46:31 GMT",
            "Mon, 2 Apr 2020 23:46:31 -0400",
            "20 Apr 2020 23:46:31 EST",
            "2020-04-20T23:46:31Z",
            "2020-04-20T23:46:31.123+02:00",
        ] {
            assert!(read(text).is_some(), "{text}");
        }
        for text in ["2020-04-20", "20 Apr 2020 11:46:31 PM", "20 avr. 2020 23:46:31 GMT", ""] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn says_what_the_reader_of_all_forms_says(
            text in "((Mon|Mar|pon), )?[0-3]?[0-9] (Jan|mar|DEC|Mon) [0-9]{4} [0-2][0-9]:[0-9]{2}:[0-9]{2} (GMT|Z|UT|AM|pm|EST|XYZ|[+-][01][0-9]:?[0-9]{2})"
        ) {
            if let Some(parts) = read(&text) {
                proptest::prop_assert_eq!(Some(parts), super::super::parts::read(&text));
            }
        }

        #[test]
        fn says_so_of_iso_too(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-9]{2}:[0-9]{2}([.][0-9]{0,4})?(Z|GMT|AM|pm|EST|[+-][01][0-9]:?[0-9]{2})"
        ) {
            if let Some(parts) = read(&text) {
                proptest::prop_assert_eq!(Some(parts), super::super::parts::read(&text));
            }
        }
    }
}
