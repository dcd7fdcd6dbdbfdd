//! Days and times of day that a sentence states, resolved against the day it was published.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::reading::Reading;
use super::tense;
use super::words::{Token, TokenKind};

/// A stated moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When; 00:00 UTC of the day where no time is stated.
    pub at: Timestamp,
    /// Whether a time of day is stated.
    pub has_time: bool,
    /// Whether a day is stated; otherwise it is the latest that fits.
    pub has_day: bool,
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "января"],
    &["february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro", "februari", "февраля"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "марта"],
    &["april", "apr", "avril", "abril", "aprile", "апреля"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "мая"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "июня"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho", "июля"],
    &["august", "aug", "août", "agosto", "augustus", "августа"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "сентября"],
    &["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября"],
    &["december", "dec", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "декабря"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "montag", "lundi", "lunes", "lunedì", "segunda-feira", "maandag", "понедельник"]),
    (Weekday::Tuesday, &["tuesday", "dienstag", "mardi", "martes", "martedì", "terça-feira", "dinsdag", "вторник"]),
    (
        Weekday::Wednesday,
        &["wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta-feira", "woensdag", "среду"],
    ),
    (
        Weekday::Thursday,
        &["thursday", "donnerstag", "jeudi", "jueves", "giovedì", "quinta-feira", "donderdag", "четверг"],
    ),
    (Weekday::Friday, &["friday", "freitag", "vendredi", "viernes", "venerdì", "sexta-feira", "vrijdag", "пятницу"]),
    (Weekday::Saturday, &["saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato", "zaterdag", "субботу"]),
    (Weekday::Sunday, &["sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "воскресенье"]),
];

/// Words that put a day into the time to come.
const COMING: &[&str] = &[
    "next",
    "nächsten",
    "nächster",
    "kommenden",
    "prochain",
    "prochaine",
    "próximo",
    "próxima",
    "will",
    "wird",
    "werden",
    "soll",
    "sollen",
    "expected",
    "scheduled",
    "planned",
    "due",
    "until",
    "by",
    "bis",
    "jusqu’",
    "hasta",
    "every",
    "jeden",
    // What may or might be has not happened.
    "whether",
    "could",
    "would",
    "can",
    "ob",
    "kann",
    "können",
    "könnte",
    "peut",
    "peuvent",
    "pourrait",
    "puede",
    "pueden",
    "podría",
    "può",
    "possono",
];

/// The day of the report.
const TODAY: &[&str] = &["today", "heute", "aujourd’hui", "aujourd'hui", "hoy", "oggi", "hoje", "vandaag", "сегодня"];

/// The first moment a sentence states, no later than `published`. `None` when it states none, or one to come. A day without
/// a date, and a time that would have been yesterday's, count back only where the sentence tells what was done.
#[must_use]
pub fn stated(reading: &Reading<'_>, sentence: usize, published: Timestamp) -> Option<Moment> {
    let tokens = reading.tokens_of(sentence);
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let language = reading.language;
    if lowers.iter().any(|lower| COMING.contains(&lower.as_str())) {
        return None;
    }
    let today = TimeZone::UTC.to_datetime(published).date();
    // A sentence that opens with today speaks of these days.
    let opening = usize::from(lowers.first().is_some_and(|lower| TODAY.contains(&lower.as_str())));
    let day = (opening..tokens.len()).find_map(|at| Some((at, day(tokens, &lowers, at, today)?)));
    let clock = (0..tokens.len()).find_map(|at| Some((at, clock(tokens, &lowers, at)?)));
    let told = |at: usize| tense::tells_past(language, tokens, &lowers, at);
    if day.is_some_and(|(at, day)| is_weekday(&lowers[at]) && day != today && !told(at)) {
        return None;
    }
    let moment = match (day, clock) {
        (None, None) => return None,
        (Some((_, day)), None) => Moment { at: at(day, Time::midnight())?, has_time: false, has_day: true },
        (Some((_, day)), Some((_, time))) => Moment { at: at(day, time)?, has_time: true, has_day: true },
        (None, Some((place, time))) => {
            // A time alone is the latest such time before the report.
            let same_day = at(today, time)?;
            if same_day > published && !told(place) {
                return None;
            }
            let latest = if same_day > published { at(today.checked_sub(1.day()).ok()?, time)? } else { same_day };
            Moment { at: latest, has_time: true, has_day: false }
        }
    };
    (moment.at <= published).then_some(moment)
}

/// Whether a sentence states a time of day or a day at all.
#[must_use]
pub fn states_time(tokens: &[Token<'_>]) -> bool {
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let anchor = Date::constant(2020, 1, 15);
    (0..tokens.len()).any(|at| {
        let year = tokens[at].kind == TokenKind::Number
            && number(tokens, at).is_some_and(|year| (1800..2100).contains(&year) && tokens[at].text.len() == 4);
        clock(tokens, &lowers, at).is_some() || day(tokens, &lowers, at, anchor).is_some() || year
    })
}

fn is_weekday(lower: &str) -> bool {
    WEEKDAYS.iter().any(|(_, names)| names.contains(&lower))
}

fn at(day: Date, time: Time) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(day.to_datetime(time)).ok()
}

fn number(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let token = tokens.get(at)?;
    (token.kind == TokenKind::Number && token.text.len() <= 4).then(|| token.text.parse().ok()).flatten()
}

pub(crate) fn month(lower: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&lower)).and_then(|at| i8::try_from(at + 1).ok())
}

fn day(tokens: &[Token<'_>], lowers: &[String], at: usize, today: Date) -> Option<Date> {
    let lower = lowers[at].as_str();
    let back = |days: i64| today.checked_sub(days.days()).ok();
    if tokens[at].kind == TokenKind::Number {
        return iso(tokens, at).or_else(|| day_first(tokens, lowers, at, today));
    }
    // "March" and "May" are months only with a day beside them.
    if let Some(month) = month(lower).filter(|_| tokens[at].capital()) {
        let day = number(tokens, at + 1).filter(|day| (1..=31).contains(day))?;
        let comma = usize::from(lowers.get(at + 2).is_some_and(|lower| lower == ","));
        return resolve(day, month, number(tokens, at + 2 + comma), today);
    }
    if let Some((weekday, _)) = WEEKDAYS.iter().find(|(_, names)| names.contains(&lower)) {
        if is_dated(tokens, lowers, at + 1, today) {
            return None;
        }
        let days = (today.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
        return back(i64::from(days));
    }
    match lower {
        "yesterday" | "gestern" | "hier" if lower != "hier" || is_french(lowers) => back(1),
        "ayer" | "ieri" | "ontem" | "gisteren" | "вчера" => back(1),
        _ => TODAY.contains(&lower).then_some(today),
    }
}

/// Whether a date follows a weekday, which says the same with more certainty: `Thursday, 14 May`.
fn is_dated(tokens: &[Token<'_>], lowers: &[String], next: usize, today: Date) -> bool {
    let between = |lower: &String| matches!(lower.as_str(), "," | "the" | "den" | "le" | "el");
    let next = (next..next + 3).find(|at| lowers.get(*at).is_some_and(|lower| !between(lower)));
    next.is_some_and(|at| {
        (tokens[at].kind == TokenKind::Number || month(&lowers[at]).is_some())
            && day(tokens, lowers, at, today).is_some()
    })
}

/// `hier` is yesterday in French and here in German.
fn is_french(lowers: &[String]) -> bool {
    lowers.iter().any(|lower| matches!(lower.as_str(), "le" | "la" | "les" | "des" | "une" | "est" | "l’" | "l'" | "à"))
}

/// `2024-05-03`.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<Date> {
    let dashes = tokens.get(at + 1)?.is("-") && tokens.get(at + 3)?.is("-") && tokens[at].text.len() == 4;
    let part = |offset: usize| number(tokens, at + offset);
    let (month, day) = (i8::try_from(part(2)?).ok()?, i8::try_from(part(4)?).ok()?);
    dashes.then(|| Date::new(part(0)?, month, day).ok()).flatten()
}

/// `3 May`, `3rd of May`, `3. Mai 2024`, `3 de mayo de 2024`.
fn day_first(tokens: &[Token<'_>], lowers: &[String], at: usize, today: Date) -> Option<Date> {
    let day = number(tokens, at).filter(|day| (1..=31).contains(day))?;
    let mut next = at + 1;
    while next < at + 3
        && lowers
            .get(next)
            .is_some_and(|lower| matches!(lower.as_str(), "." | "de" | "of" | "st" | "nd" | "rd" | "th" | "er"))
    {
        next += 1;
    }
    let month = month(lowers.get(next)?)?;
    let of = usize::from(lowers.get(next + 1).is_some_and(|lower| matches!(lower.as_str(), "de" | "," | "del")));
    resolve(day, month, number(tokens, next + 1 + of), today)
}

/// The year stated, or the latest that does not put the day after the report.
fn resolve(day: i16, month: i8, year: Option<i16>, today: Date) -> Option<Date> {
    let day = i8::try_from(day).ok()?;
    let of = |year: i16| Date::new(year, month, day).ok();
    match year.filter(|year| (1500..2200).contains(year)) {
        Some(year) => of(year),
        None => of(today.year()).filter(|date| *date <= today).or_else(|| of(today.year() - 1)),
    }
}

/// `09:28`, `9:28 pm`, `9 a.m.`, `14 Uhr`, `14.30 Uhr`, `14h30`, `14 heures`.
fn clock(tokens: &[Token<'_>], lowers: &[String], at: usize) -> Option<Time> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let word = |offset: usize| lowers.get(at + offset).map_or("", String::as_str);
    let touches = |offset: usize| tokens.get(at + offset).is_some_and(|next| tokens[at + offset - 1].end == next.start);
    let before_colon = at > 0 && tokens[at - 1].is(":") && tokens[at - 1].end == token.start;
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok()).flatten();
    if before_colon {
        return None;
    }
    let (hour, minute, next) = if let Some((hour, minute)) = token.text.split_once('.') {
        (hour.parse::<i8>().ok()?, two(minute)?, 1)
    } else if word(1) == ":" && touches(1) && touches(2) && tokens[at + 2].kind == TokenKind::Number {
        (token.text.parse::<i8>().ok()?, two(tokens[at + 2].text)?, 3)
    } else if let Some(minute) = word(1).strip_prefix('h').and_then(two).filter(|_| touches(1)) {
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else if word(1) == "h" && (touches(1) || tokens.get(at + 2).is_some_and(|minute| two(minute.text).is_some())) {
        let minute = tokens.get(at + 2).and_then(|minute| two(minute.text)).unwrap_or(0);
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else {
        (token.text.parse::<i8>().ok()?, 0, 1)
    };
    let half = match word(next) {
        "am" | "a.m." | "a.m" => Some(false),
        "pm" | "p.m." | "p.m" => Some(true),
        _ => None,
    };
    let named =
        matches!(word(next), "uhr" | "heures" | "heure" | "h" | "gmt" | "utc" | "horas" | "o'clock" | "o’clock");
    let colon = next == 3;
    // A score such as 3:2 has one digit; "at 7.30" needs a word beside it.
    if half.is_none() && !named && !(colon && token.text.len() == 2 || colon && at > 0 && lowers[at - 1] == "at") {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn stated_times_are_resolved_backwards() {
        let published: Timestamp = "2024-05-08T09:40:00Z".parse().expect("a moment"); // a Wednesday
        for (language, text, expected) in [
            ("en", "Seawater entered the tube at 05:48.", Some("2024-05-08T05:48:00Z")),
            ("en", "The last ferry left at 11:30 pm.", Some("2024-05-07T23:30:00Z")),
            ("en", "The inquiry opened on Monday.", Some("2024-05-06T00:00:00Z")),
            ("en", "It closed on December 3, 2023.", Some("2023-12-03T00:00:00Z")),
            ("de", "Am 3. Mai um 14.30 Uhr fiel der Strom aus.", Some("2024-05-03T14:30:00Z")),
            ("fr", "Le pont a fermé le 7 mai à 14h30.", Some("2024-05-07T14:30:00Z")),
            ("es", "El puente cerró el 9 de mayo.", Some("2023-05-09T00:00:00Z")),
            ("fr", "À 1 h 20, l’échelle marquait 4,70 mètres.", Some("2024-05-08T01:20:00Z")),
            ("es", "El niño ha preguntado si puede empezar el sábado.", None),
            ("es", "Hoy el taller hace veinte velas al año.", None),
            ("en", "The council voted today.", Some("2024-05-08T00:00:00Z")),
            ("en", "It will reopen on Monday.", None),
            ("en", "Voters in Aldermouth go to the polls on Sunday.", None),
            ("en", "The trial opens on Tuesday.", None),
            ("en", "She is to appear in court on Monday.", None),
            ("en", "The council meets on Wednesday.", Some("2024-05-08T00:00:00Z")),
            ("en", "The inquiry opened on Tuesday, 30 April.", Some("2024-04-30T00:00:00Z")),
            ("en", "The vigil starts at 7 pm.", None),
            ("de", "Der Prozess beginnt am Montag.", None),
            ("fr", "Le procès s’ouvre lundi.", None),
            ("sv", "Vakan börjar 19:30.", None),
            ("en", "They won 3:2 and may march on.", None),
        ] {
            let reading = Reading::new(text, language);
            let found = stated(&reading, 0, published).map(|moment| moment.at.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
