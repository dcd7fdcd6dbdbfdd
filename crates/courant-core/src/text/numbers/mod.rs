//! Numbers that say something: tolls, sums, shares. Digits in any language, words in English, German, French, Spanish.

mod unit;
pub mod words;

use crate::model::NumberMention;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};
use words::Part;

/// What a number is there for. Only figures are compared between reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberClass {
    /// Something counted or measured.
    Figure,
    /// A calendar year.
    Year,
    /// A day of a month.
    Date,
    /// A time of day.
    Clock,
    /// Somebody's age.
    Age,
    /// A name's part: `Boeing 737`, `Article 5`, a score, a number in a list.
    Label,
}

/// A number with the tokens that hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// First token.
    pub first: usize,
    /// One past its last token; the unit is not among them, save for a sign as `%`.
    pub last: usize,
    /// Its value.
    pub value: f64,
    /// What it is there for.
    pub class: NumberClass,
    /// What is counted.
    pub unit: Option<String>,
    /// Whether the text calls it inexact.
    pub approximate: bool,
}

/// Every number of the text in order.
#[must_use]
pub fn numerals(reading: &Reading<'_>) -> Vec<Numeral> {
    let mut found = Vec::new();
    for (first, end) in &reading.bounds {
        let mut at = *first;
        while at < *end {
            match read(reading, at, *end) {
                None => at += 1,
                Some((last, value, plain)) => {
                    let (class, unit) = unit::around(reading, (at, last), (*first, *end), value, plain);
                    let approximate = is_approximate(reading, at, *first);
                    found.push(Numeral { first: at, last, value, class, unit, approximate });
                    at = last;
                }
            }
        }
    }
    found
}

/// The figures as they are stored, with places in code points.
#[must_use]
pub fn mentions(reading: &Reading<'_>, numerals: &[Numeral]) -> Vec<NumberMention> {
    let figures = numerals.iter().filter(|numeral| numeral.class == NumberClass::Figure);
    figures
        .map(|numeral| {
            let (start, end) = (reading.tokens[numeral.first].start, reading.tokens[numeral.last - 1].end);
            NumberMention {
                value: numeral.value,
                text: reading.text[start..end].to_owned(),
                unit: numeral.unit.clone(),
                approximate: numeral.approximate,
                start: reading.offsets.to_chars(start),
                end: reading.offsets.to_chars(end),
            }
        })
        .collect()
}

fn is_approximate(reading: &Reading<'_>, at: usize, first: usize) -> bool {
    let word = |back: usize| {
        let skip = usize::from(at > first && matches!(reading.tokens[at - 1].text, "$" | "€" | "£" | "¥" | "~"));
        at.checked_sub(back + skip)
            .filter(|at| *at >= first)
            .map_or(String::new(), |at| reading.tokens[at].text.to_lowercase())
    };
    words::is_approximate(&word(1), &word(2)) || word(1) == "~" || (at > first && reading.tokens[at - 1].is("~"))
}

/// One past the last token of the numeral at `at`, its value, and whether it is bare digits.
fn read(reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, f64, bool)> {
    let token = reading.tokens[at];
    if token.kind == TokenKind::Number {
        let (last, value) = digits(reading, at, end)?;
        return Some(match scale_after(reading, last, end) {
            Some((last, scale)) => (last, value * scale, false),
            None => (last, value, true),
        });
    }
    (token.kind == TokenKind::Word).then(|| in_words(reading, at, end)).flatten()
}

/// `12`, `1,200`, `1 200`, `1.200,5`, by the language's habit.
fn digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, f64)> {
    let mut text = reading.tokens[at].text.to_owned();
    let mut last = at + 1;
    // Groups of three parted by a narrow or plain blank: "1 200", where the head has at most three digits.
    if text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(reading.language, "en") {
        while last < end && is_group(reading, last) {
            text.push_str(&reading.tokens[last].text[..3]);
            let tail = &reading.tokens[last].text[3..];
            text.push_str(tail);
            last += 1;
        }
    }
    Some((last, value_of(&text, reading.language)?))
}

fn is_group(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.tokens[at];
    let gap = &reading.text[reading.tokens[at - 1].end..token.start];
    let three = token.kind == TokenKind::Number && token.text.bytes().take_while(u8::is_ascii_digit).count() == 3;
    three
        && matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
        && (token.text.len() == 3 || matches!(token.text.as_bytes()[3], b',' | b'.'))
}

/// The value of digits with separators.
fn value_of(text: &str, language: &str) -> Option<f64> {
    let digits: String = text
        .chars()
        .map(|c| c.to_digit(10).and_then(|d| char::from_digit(d, 10)).or_else(|| east_digit(c)).unwrap_or(c))
        .collect();
    let comma_decimal = matches!(
        language,
        "de" | "fr"
            | "es"
            | "it"
            | "pt"
            | "nl"
            | "sv"
            | "da"
            | "no"
            | "fi"
            | "pl"
            | "cs"
            | "sk"
            | "hu"
            | "ro"
            | "tr"
            | "ru"
            | "uk"
            | "el"
            | "hr"
            | "sl"
            | "bg"
            | "sr"
            | "id"
            | "vi"
            | "ca"
    );
    let (group, decimal) = if comma_decimal { ('.', ',') } else { (',', '.') };
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups_fit = |mark: char| {
        digits.split(mark).skip(1).all(|part| part.split(decimal).next().is_some_and(|part| part.len() == 3))
    };
    let plain: String = match marks.as_slice() {
        [] => digits,
        marks if marks.iter().all(|mark| *mark == '\'' || *mark == '’' || *mark == '٬') => {
            digits.replace(['\'', '’', '٬'], "")
        }
        marks if marks.contains(&group) && groups_fit(group) => digits.replace(group, "").replace(decimal, "."),
        // The other habit in this language's text: "1,200" in German from an agency, "3.5" anywhere.
        [one] if *one == group => digits.replace(group, "."),
        [one] if *one == decimal => {
            let three = digits.split(decimal).nth(1).is_some_and(|part| part.len() == 3);
            let whole = comma_decimal
                && three
                && digits.split(decimal).next().is_some_and(|head| head.len() <= 3 && head != "0")
                && language == "und";
            if whole { digits.replace(decimal, "") } else { digits.replace(decimal, ".") }
        }
        // Dates as 12.05.2020 and versions are no numbers.
        _ => return None,
    };
    plain.parse::<f64>().ok().filter(|value| value.is_finite())
}

fn east_digit(c: char) -> Option<char> {
    let base = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '０'..='９' => '０',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(base), 10)
}

/// `million` after digits, with or without a blank; `m` and `b` only where they touch or follow a currency.
fn scale_after(reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, f64)> {
    let token = (at < end).then(|| reading.tokens[at])?;
    let touches = reading.tokens[at - 1].end == token.start;
    let lower = token.text.to_lowercase();
    let east = east_scale(&token);
    if east.is_some() {
        return east.map(|scale| (at + 1, scale));
    }
    let letter = matches!(lower.as_str(), "m" | "b");
    let currency = at >= 2 && matches!(reading.tokens[at - 2].text, "$" | "€" | "£");
    if letter && !(touches && currency) {
        return None;
    }
    let scale = words::scale(&lower)?;
    let dot = matches!(lower.as_str(), "mio" | "mrd" | "tsd") && at + 1 < end && reading.tokens[at + 1].is(".");
    Some((at + 1 + usize::from(dot), scale))
}

fn east_scale(token: &Token<'_>) -> Option<f64> {
    if token.kind != TokenKind::Run {
        return None;
    }
    match token.text {
        "万" | "萬" => Some(1e4),
        "亿" | "億" => Some(1e8),
        _ => None,
    }
}

/// `two hundred and twelve`, `zwei Millionen`. A bare "one" or "un" is an article as often as a number: it is not one.
fn in_words(reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, f64, bool)> {
    let (mut total, mut group, mut last, mut parts) = (0.0, 0.0, at, 0);
    let mut ready = at; // one past the last token that counts
    while last < end {
        let lower = reading.tokens[last].text.to_lowercase();
        match words::part(reading.language, &lower) {
            Some(Part::Value(value)) if parts == 0 || value < 100.0 || group == 0.0 => {
                if group > 0.0 && !(group >= 20.0 && value < group && group % 10.0 == 0.0 || group % 100.0 == 0.0) {
                    break;
                }
                group += value;
            }
            Some(Part::Hundred) if parts > 0 && group > 0.0 && group < 100.0 => group *= 100.0,
            Some(Part::Hundred) if parts == 0 && reading.language != "en" => group = 100.0,
            Some(Part::Scale(scale)) if parts > 0 && group > 0.0 && lower.chars().count() > 2 => {
                total += group * scale;
                group = 0.0;
            }
            Some(_) => break,
            None if parts > 0 && matches!(lower.as_str(), "and" | "et" | "y") && (group >= 20.0 || total > 0.0) => {
                last += 1;
                continue;
            }
            None => break,
        }
        parts += 1;
        last += 1;
        ready = last;
    }
    let value = total + group;
    let single = ready == at + 1;
    let article = single && value <= 1.0;
    (parts > 0 && !article).then_some((ready, value, false))
}

#[cfg(test)]
mod tests;
