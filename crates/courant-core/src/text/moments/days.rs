//! The days that a sentence names.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::names::{BETWEEN, BOUNDS, DAY_NAMES, JOINS, LAST, PAIRS, TODAY, YESTERDAY, month, weekday};
use super::number;
use crate::text::words::{Token, TokenKind};

/// How far back, in days, a date without a year may be of the year before.
const HALF_A_YEAR: i64 = 183;

/// A day that a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its first token.
    pub at: usize,
    /// One past its last.
    end: usize,
    /// Which; `None` where that is unclear, or where it is only the bound of something.
    pub date: Option<Date>,
    /// Whether it is named without a date: "Monday", "today".
    pub is_named: bool,
}

/// The days that a sentence names, in order.
pub fn days(language: &str, tokens: &[Token<'_>], lowers: &[String], today: Date) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    for at in 0..tokens.len() {
        if found.last().is_some_and(|day| at < day.end) {
            continue;
        }
        let Some(mut day) = day(language, tokens, lowers, at, today) else { continue };
        if is_bound(language, lowers, at) || is_attribute(language, tokens, lowers, &day) || is_range(tokens, &day) {
            day.date = None;
        }
        let joined = |before: &&mut Day| {
            let between = before.at > 0 && BETWEEN.contains(&lowers[before.at - 1].as_str());
            let join = (before.end..at).len() == 1;
            join && (JOINS.contains(&lowers[before.end].as_str())
                || between && PAIRS.contains(&lowers[before.end].as_str()))
        };
        // Monday to Friday, May 3–June 4: neither end is the day of anything.
        if let Some(before) = found.last_mut().filter(joined) {
            (before.date, day.date) = (None, None);
        }
        found.push(day);
    }
    found
}

/// Whether a sentence names a day at all, whichever it is.
pub fn states_day(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    let anchor = Date::constant(2020, 1, 15);
    (0..tokens.len()).any(|at| day("", tokens, lowers, at, anchor).is_some())
}

fn day(language: &str, tokens: &[Token<'_>], lowers: &[String], at: usize, today: Date) -> Option<Day> {
    let lower = lowers[at].as_str();
    let back = |days: i64| today.checked_sub(days.days()).ok();
    let named = |date: Option<Date>| Some(Day { at, end: at + 1, date, is_named: true });
    if tokens[at].kind == TokenKind::Number {
        let iso = iso(tokens, at).map(|(date, end)| (Some(date), end));
        let (date, end) = iso.or_else(|| day_first(tokens, lowers, at, today))?;
        return Some(Day { at, end, date, is_named: false });
    }
    // "March" and "May" are months only with a day beside them.
    if let Some(month) = month(lower).filter(|_| tokens[at].capital()) {
        let next = at + 1 + usize::from(is_touching(tokens, at + 1, "."));
        let day = number(tokens, next).filter(|day| (1..=31).contains(day))?;
        let comma = usize::from(lowers.get(next + 1).is_some_and(|lower| lower == ","));
        let year = number(tokens, next + 1 + comma).filter(|year| (1500..2200).contains(year));
        let end = if year.is_some() { next + 2 + comma } else { next + 1 };
        return Some(Day { at, end, date: resolve(day, month, year, today)?, is_named: false });
    }
    let word = |at: Option<usize>| at.and_then(|at| lowers.get(at)).map_or("", String::as_str);
    if let Some((weekday, _)) = weekday(lower, word(at.checked_sub(1)), word(Some(at + 1)), language) {
        if is_dated(language, tokens, lowers, at + 1, today) || is_name(tokens, lowers, at) {
            return None;
        }
        if let Some(date) = numbered(tokens, at + 1, weekday, today) {
            return Some(Day { at, end: at + 4, date, is_named: true });
        }
        let days = (today.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
        let last = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let last = last.filter_map(|at| lowers.get(at)).any(|word| LAST.contains(&word.as_str()));
        return named(match days {
            0 if last => back(7),
            // Of six days ago a report says "last"; without it, it was changed after its date, or is from where it is tomorrow.
            6 if !last => None,
            days => back(i64::from(days)),
        });
    }
    if YESTERDAY.contains(&lower) && (lower != "hier" || is_french(lowers)) {
        return named(back(1));
    }
    // A sentence that opens with today speaks of these days, and with a capital it is a name.
    (at > 0 && TODAY.contains(&lower) && !tokens[at].capital()).then(|| named(Some(today))).flatten()
}

/// Days from a report within which the day of a month in brackets is looked for.
const NUMBERED: i64 = 14;

/// The day behind a weekday whose number stands in brackets: "na sexta-feira (27)". `None` where no number does, and for no
/// certain day where it is to come or does not go with the weekday.
fn numbered(tokens: &[Token<'_>], at: usize, weekday: Weekday, today: Date) -> Option<Option<Date>> {
    let is = |at: usize, mark: &str| tokens.get(at).is_some_and(|token| token.is(mark));
    let day = number(tokens, at + 1).filter(|day| (1..=31).contains(day) && is(at, "(") && is(at + 2, ")"))?;
    let near = (0..=NUMBERED).filter_map(|back| today.checked_sub(back.days()).ok());
    Some(near.into_iter().find(|date| i16::from(date.day()) == day && date.weekday() == weekday))
}

/// Whether a token is this mark and touches what stands before it.
fn is_touching(tokens: &[Token<'_>], at: usize, mark: &str) -> bool {
    at > 0 && tokens.get(at).is_some_and(|token| token.is(mark) && token.start == tokens[at - 1].end)
}

/// Whether a weekday is part of a name: "Black Friday", "the Sunday Times".
fn is_name(tokens: &[Token<'_>], lowers: &[String], at: usize) -> bool {
    let is = |other: Option<usize>, place: usize| {
        other.is_some_and(|other| {
            tokens.get(other).is_some_and(Token::capital) && DAY_NAMES[place].contains(&lowers[other].as_str())
        })
    };
    let paper = at > 1
        && matches!(lowers[at - 1].as_str(), "on" | "am")
        && matches!(lowers[at - 2].as_str(), "mail" | "bild" | "welt");
    tokens[at].capital() && (is(at.checked_sub(1), 0) || is(Some(at + 1), 1) || paper)
}

/// Whether a day is only a bound: "since Monday", "before Feb. 7", "ahead of Sunday’s vote".
fn is_bound(language: &str, lowers: &[String], at: usize) -> bool {
    const ARTICLES: &[&str] = &["the", "of", "le", "el", "del", "den", "dem", "di", "de", "il", "o"];
    let bounds = BOUNDS.iter().find(|(of, _)| *of == language).map_or(&[][..], |(_, bounds)| *bounds);
    let mut before = lowers[..at].iter().rev().map(String::as_str).take(3);
    before.find(|word| bounds.contains(word) || !ARTICLES.contains(word)).is_some_and(|word| bounds.contains(&word))
}

/// Whether a day only tells which thing is meant: "the Feb. 14 shooting", "Wednesday’s vote", "today’s youth",
/// "the Sunday shows".
fn is_attribute(language: &str, tokens: &[Token<'_>], lowers: &[String], day: &Day) -> bool {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let before = day.at.checked_sub(1).map_or("", word);
    // What was done "at Wednesday’s hearing" was done on it.
    let within = day.is_named && matches!(before, "at" | "during" | "in" | "following");
    let owns = matches!(word(day.end), "’" | "'") && word(day.end + 1) == "s" && !within;
    let month_first = tokens[day.at].kind == TokenKind::Word && !day.is_named;
    let which = matches!(
        before,
        "the" | "that" | "this" | "s" | "to" | "our" | "those" | "any" | "a" | "an" | "his" | "her" | "its" | "their"
    );
    let follows = tokens.get(day.end).is_some_and(|next| next.kind == TokenKind::Word);
    let part = usize::from(matches!(word(day.end), "morning" | "afternoon" | "evening" | "night"));
    let shown = day.is_named && SHOWN.contains(&word(day.end + part));
    language == "en" && (owns || shown || month_first && which && follows)
}

/// What comes out on one day of every week: "the Sunday talk shows".
const SHOWN: &[&str] =
    &["news", "talk", "show", "shows", "program", "programs", "programme", "programmes", "edition", "paper", "papers"];

/// Whether more days of the month follow: "Feb. 7–9", "May 3 and 4".
fn is_range(tokens: &[Token<'_>], day: &Day) -> bool {
    let join = tokens.get(day.end).is_some_and(|join| matches!(join.text, "-" | "–" | "—" | "‑" | "and" | "to" | "or"));
    let before = day.at.checked_sub(1).is_some_and(|join| {
        matches!(tokens[join].text, "-" | "–" | "‑") && join > 0 && number(tokens, join - 1).is_some()
    });
    !day.is_named && (join && number(tokens, day.end + 1).is_some_and(|next| next <= 31) || before)
}

/// Whether a date follows a weekday, which says the same with more certainty: `Thursday, 14 May`.
fn is_dated(language: &str, tokens: &[Token<'_>], lowers: &[String], next: usize, today: Date) -> bool {
    let between = |lower: &String| matches!(lower.as_str(), "," | "the" | "den" | "dem" | "le" | "el" | "dia" | "día");
    let next = (next..next + 3).find(|at| lowers.get(*at).is_some_and(|lower| !between(lower)));
    next.is_some_and(|at| {
        (tokens[at].kind == TokenKind::Number || month(&lowers[at]).is_some())
            && day(language, tokens, lowers, at, today).is_some()
    })
}

/// `hier` is yesterday in French and here in German.
fn is_french(lowers: &[String]) -> bool {
    lowers.iter().any(|lower| matches!(lower.as_str(), "le" | "la" | "les" | "des" | "une" | "est" | "l’" | "l'" | "à"))
}

/// `2024-05-03` and one past its last token.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let dashes = tokens.get(at + 1)?.is("-") && tokens.get(at + 3)?.is("-") && tokens[at].text.len() == 4;
    let part = |offset: usize| number(tokens, at + offset);
    let (month, day) = (i8::try_from(part(2)?).ok()?, i8::try_from(part(4)?).ok()?);
    dashes.then(|| Date::new(part(0)?, month, day).ok()).flatten().map(|date| (date, at + 5))
}

/// `3 May`, `3rd of May`, `3. Mai 2024`, `3 de mayo de 2024`, and one past its last token.
fn day_first(tokens: &[Token<'_>], lowers: &[String], at: usize, today: Date) -> Option<(Option<Date>, usize)> {
    let day = number(tokens, at).filter(|day| (1..=31).contains(day))?;
    let mut next = at + 1;
    while next < at + 3
        && lowers
            .get(next)
            .is_some_and(|lower| matches!(lower.as_str(), "." | "de" | "of" | "st" | "nd" | "rd" | "th" | "er"))
    {
        next += 1;
    }
    // "15 Mart'ta"
    let month = month(lowers.get(next)?.split(['\'', '’']).next()?)?;
    let point = usize::from(is_touching(tokens, next + 1, "."));
    let of = point
        + usize::from(lowers.get(next + 1 + point).is_some_and(|lower| matches!(lower.as_str(), "de" | "," | "del")));
    let year = number(tokens, next + 1 + of).filter(|year| (1500..2200).contains(year));
    let end = if year.is_some() { next + 2 + of } else { next + 1 };
    resolve(day, month, year, today).map(|date| (date, end))
}

/// The day in the year stated, or the latest that does not put it after the report. `None` for no day at all, and for no certain
/// one: without a year, the day after tomorrow is to come, or the report was changed, and not of a year ago.
fn resolve(day: i16, month: i8, year: Option<i16>, today: Date) -> Option<Option<Date>> {
    let day = i8::try_from(day).ok()?;
    let of = |year: i16| Date::new(year, month, day).ok();
    if let Some(year) = year {
        return of(year).map(Some);
    }
    let this = of(today.year()).filter(|date| *date <= today);
    let before =
        || of(today.year() - 1).filter(|date| date.checked_add(HALF_A_YEAR.days()).is_ok_and(|end| end > today));
    Some(this.or_else(before))
}
