//! Days and times of day that sentences state, resolved against the day they were published.
//!
//! A moment that may be another is not told: silence is better than an hour of the wrong day.

mod clock;
mod days;
mod names;
mod zones;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::reading::Reading;
use super::tense;
use super::view::outside;
use super::wire;
use super::words::{Token, TokenKind};
pub(crate) use clock::clock;
use days::{Day, days};
use names::{COMING, MOVES_ON, TODAY};
pub(crate) use names::{READ, is_weekday, month, weekday};

/// A stated moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When; 00:00 UTC of the day where no time is stated.
    pub at: Timestamp,
    /// Whether a time of day is stated.
    pub has_time: bool,
    /// Whether a day is stated; otherwise it is the latest that fits.
    pub has_day: bool,
    /// Whether the day is only "last Saturday", which some write for the one that has just been and some for the one before.
    pub is_last: bool,
}

/// When a report came out, as far as it says.
#[derive(Debug, Clone, Copy)]
struct Published {
    at: Timestamp,
    /// Its day in UTC.
    day: Date,
    /// Midnight sharp is what a bare day becomes: the report came out at any hour of it.
    is_day: bool,
}

impl Published {
    fn of(at: Timestamp) -> Self {
        let (day, time) = {
            let at = TimeZone::UTC.to_datetime(at);
            (at.date(), at.time())
        };
        Self { at, day, is_day: time == Time::midnight() }
    }

    /// The last moment that it can tell of.
    fn last(self) -> Timestamp {
        if self.is_day { self.at.checked_add(24.hours()).unwrap_or(self.at) } else { self.at }
    }
}

/// Sentences over which a day that was named is still spoken of. Of real reports' hours that stood farther on, both that were
/// read were of another day.
const REACH: usize = 5;

/// The day that the sentences so far speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// No sentence has said.
    Nothing,
    /// One that cannot be told, or one of several.
    Unclear,
    /// This one, and the latest time of it that was told of.
    On(Date, Option<Time>),
}

/// The moment that each sentence of a text states, no later than `published`. `None` where it states none, or one to come.
/// A time without a day is of the day that the nearest sentence before it names. Nothing is told of a language whose days are not read.
#[must_use]
pub fn moments(reading: &Reading<'_>, published: Timestamp) -> Vec<Option<Moment>> {
    if !READ.contains(&reading.language) {
        return vec![None; reading.sentences.len()];
    }
    let published = Published::of(published);
    // The day in a dateline is that of the report, not of what it tells.
    let begin = wire::opening(reading.text);
    let mut told = Told::Nothing;
    let mut since = 0;
    let each = (0..reading.sentences.len()).map(|number| {
        let said = Said::of(reading, number, begin, published);
        let moment = said.moment(told);
        told = said.told_after(told, moment);
        since = if said.days.is_empty() && moment.is_none() { since + 1 } else { 0 };
        if since > REACH && told != Told::Nothing {
            told = Told::Unclear;
        }
        moment
    });
    each.collect()
}

/// Whether a sentence states a time of day or a day at all.
#[must_use]
pub fn states_time(tokens: &[Token<'_>]) -> bool {
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let year = |token: &Token<'_>| is_year(token).is_some_and(|year| (1800..2100).contains(&year));
    (0..tokens.len()).any(|at| clock("", tokens, &lowers, at).is_some())
        || days::states_day(tokens, &lowers)
        || tokens.iter().any(year)
}

fn is_year(token: &Token<'_>) -> Option<i16> {
    (token.kind == TokenKind::Number && token.text.len() == 4).then(|| token.text.parse().ok()).flatten()
}

fn number(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let token = tokens.get(at)?;
    (token.kind == TokenKind::Number && token.text.len() <= 4).then(|| token.text.parse().ok()).flatten()
}

fn at(day: Date, time: Time) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(day.to_datetime(time)).ok()
}

/// Tokens of a time of day with its zone: "9:20 a.m. GMT" has five.
const TIME: usize = 5;

/// Tokens between "set to" and the day that is meant: "set to plead guilty early on Friday".
const SET: usize = 7;

/// Words that make a day behind them that of the noun which follows.
const OWNERS: &[&str] = &["his", "her", "its", "their", "our", "my", "your", "that", "those"];
/// Words behind which stands what was before what a sentence tells.
const FIRST: &[&str] = &["after", "since", "following", "whose", "before", "despite", "ahead"];
/// Tokens in which such a word stands before the day.
const CLAUSE: usize = 14;

/// "Today" is no day in somebody’s words, nor beside another year: "built in 1905, it is used today".
fn unsettle_today(days: &mut [Day], tokens: &[Token<'_>], lowers: &[String], text: &str, published: Published) {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
    let is_today = |day: &Day| TODAY.contains(&lowers[day.at].as_str());
    if !days.iter().any(is_today) {
        return;
    }
    let other_year = tokens.iter().any(|token| is_other_year(token, published.day));
    let plain = outside(&text[first.start..last.end]);
    for day in days.iter_mut().filter(|day| is_today(day)) {
        let quoted = plain.as_bytes().get(tokens[day.at].start - first.start) == Some(&b' ');
        if other_year || quoted {
            day.date = None;
        }
    }
}

fn is_other_year(token: &Token<'_>, day: Date) -> bool {
    is_year(token).is_some_and(|year| (1800..2100).contains(&year) && year != day.year())
}

/// One sentence with what it says of time.
struct Said<'a> {
    language: &'a str,
    tokens: &'a [Token<'a>],
    lowers: Vec<String>,
    published: Published,
    days: Vec<Day>,
    /// The first time of day and its token. "A 4 p.m. curfew" and "the 14:00 to Eastholme" say which is meant, not when, and
    /// "from 9 p.m." is no moment.
    clock: Option<(usize, Time)>,
}

impl<'a> Said<'a> {
    /// What stands before the byte `begin` is left out.
    fn of(reading: &'a Reading<'a>, sentence: usize, begin: usize, published: Published) -> Self {
        let (language, tokens) = (reading.language, reading.tokens_of(sentence));
        let tokens = &tokens[tokens.partition_point(|token| token.start < begin)..];
        let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
        let mut days = days(language, tokens, &lowers, published.day);
        unsettle_today(&mut days, tokens, &lowers, reading.text, published);
        let before = |at: usize, words: &[&str]| {
            // "do godz. 6", "dès 6 heures"
            let cue = clock::cue(language, &lowers, at).map_or(0, |_| 1 + usize::from(at > 0 && lowers[at - 1] == "."));
            let word = |at: usize| at.checked_sub(1).and_then(|at| lowers.get(at)).map_or("", String::as_str);
            words.contains(&word(at)) || cue > 0 && words.contains(&word(at - cue))
        };
        let until = |at: usize| {
            language == "tr" && lowers.iter().skip(at).take(TIME).any(|word| names::KADAR.contains(&word.as_str()))
        };
        let no_moment =
            |at: usize| before(at, names::FROM) || until(at) || language == "en" && before(at, names::DETERMINERS);
        let read = |at: usize| clock(language, tokens, &lowers, at);
        let clock = (0..tokens.len()).filter(|at| !no_moment(*at)).find_map(|at| Some((at, read(at)?)));
        Self { language, tokens, lowers, published, days, clock }
    }

    fn has(&self, words: &[&str]) -> bool {
        self.lowers.iter().any(|lower| words.contains(&lower.as_str()))
    }

    /// Whether the sentence speaks of what is to come: "will", "he’ll", "plans a march", "Monday or never".
    fn is_coming(&self) -> bool {
        let plans = |pair: &[String]| {
            matches!(
                (pair[0].as_str(), pair[1].as_str()),
                ("plan" | "plans", "a" | "an" | "another") | ("planning", "to") | ("or", "never") | ("all", "but")
            )
        };
        let shall = |lower: &String| lower.ends_with("’ll") || lower.ends_with("'ll");
        self.has(COMING)
            || self.language == "en" && (self.lowers.windows(2).any(plans) || self.lowers.iter().any(shall))
    }

    /// Whether what is put on the day there is only to be done on it: "is set to begin Wednesday".
    fn is_set(&self, day: usize) -> bool {
        let set = |pair: &[String]| matches!(pair[0].as_str(), "set" | "slated" | "poised") && pair[1] == "to";
        self.language == "en" && self.lowers[day.saturating_sub(SET)..day].windows(2).any(set)
    }

    /// Whether the day is that of something else than what the sentence tells: of a noun ("his Tuesday statement", "that Sunday
    /// afternoon"), or of a clause or phrase that only says what came first ("fell after a crash on Monday", "ahead of the vote on Tuesday").
    fn is_of_another(&self, day: &Day) -> bool {
        if self.language != "en" || !day.is_named || self.is_today(day) {
            return false;
        }
        let word = |at: Option<usize>| at.and_then(|at| self.lowers.get(at)).map_or("", String::as_str);
        let owner = word(day.at.checked_sub(1));
        let owned = ["’s", "'s", "’", "'"].iter().any(|mark| owner.ends_with(mark))
            || owner == "s" && matches!(word(day.at.checked_sub(2)), "’" | "'");
        let of_noun = OWNERS.contains(&owner) || owned;
        let before = day.at.saturating_sub(CLAUSE)..day.at;
        let starts =
            before.clone().rev().take_while(|at| !matches!(word(Some(*at)), "," | ";" | ":" | "—" | "–" | "“" | "”"));
        let first = starts.filter(|at| FIRST.contains(&word(Some(*at)))).last();
        // "Closed since Monday", "the day after Monday".
        of_noun || first.is_some_and(|at| day.at - at > 2)
    }

    /// Whether the sentence puts something into a span before this day: "last week the council passed it after the May 3 flood".
    fn has_other_span(&self) -> bool {
        let is = |words: &[&str], lower: &String| words.contains(&lower.as_str());
        let span = |pair: &[String]| {
            is(names::SPANS, &pair[0]) && is(names::LAST, &pair[1])
                || is(names::LAST, &pair[0]) && is(names::SPANS, &pair[1])
        };
        self.lowers.windows(2).any(span)
    }

    /// Whether the sentence tells as done what it puts on the day or time there.
    fn tells_past(&self, at: usize) -> bool {
        tense::tells_past(self.language, self.tokens, &self.lowers, at)
    }

    /// What the sentence states, after sentences that spoke of the day told. A day without a date, and a time of another
    /// sentence's day, count only where the sentence tells what was done.
    fn moment(&self, told: Told) -> Option<Moment> {
        if self.is_coming() {
            return None;
        }
        let clear = self.days.iter().filter_map(|day| Some((day, day.date?)));
        let day = clear.into_iter().next();
        // Of several days a time may be that of any.
        let several = self.days.iter().any(|other| day.is_some_and(|(day, _)| day.date != other.date));
        if self.clock.is_some_and(|(place, _)| several || self.is_told_twice(place)) {
            return None;
        }
        let moment = match (day, self.clock) {
            (Some((day, _)), Some((_, time))) if time >= names::EVENING && self.is_night_before(day) => return None,
            (Some((day, date)), clock) => {
                if !day.is_named && self.has_other_span()
                    || day.is_named && self.is_set(day.at)
                    || self.is_of_another(day)
                {
                    return None;
                }
                if day.is_named && (date != self.published.day || self.is_today(day)) && !self.tells_past(day.at) {
                    return None;
                }
                let time = clock.map_or(Time::midnight(), |(_, time)| time);
                let is_last = day.is_named && self.is_last(day.at);
                Moment { at: at(date, time)?, has_time: clock.is_some(), has_day: true, is_last }
            }
            (None, Some((place, time))) if self.days.is_empty() => self.of_another_day(told, place, time)?,
            _ => return None,
        };
        (moment.at <= self.published.last()).then_some(moment)
    }

    /// Whether the sentence gives the time once more, as of another zone: "6 a.m. (2100 GMT Monday)", where the day is Greenwich’s.
    fn is_told_twice(&self, place: usize) -> bool {
        let zone = |lower: &String| matches!(lower.as_str(), "gmt" | "utc");
        let own = self.lowers[place..].iter().take(TIME).take_while(|lower| *lower != "(").any(zone);
        !own && self.days.len() == 1 && self.lowers.iter().any(zone)
    }

    /// Whether the day is only that to which a night leads: "in der Nacht zum Mittwoch" begins on Tuesday.
    fn is_night_before(&self, day: &Day) -> bool {
        let before = self.lowers[day.at.saturating_sub(3)..day.at].iter();
        before.into_iter().any(|word| names::NIGHTS.contains(&word.as_str()))
    }

    /// Whether "last" stands beside the day there.
    fn is_last(&self, day: usize) -> bool {
        let beside = [day.checked_sub(1), Some(day + 1)].into_iter().flatten();
        beside.filter_map(|at| self.lowers.get(at)).any(|lower| names::LAST.contains(&lower.as_str()))
    }

    fn is_today(&self, day: &Day) -> bool {
        TODAY.contains(&self.lowers[day.at].as_str())
    }

    /// A time without a day: on the day that the text speaks of, or, where it has named none, the latest before the report if
    /// that is one day wherever the report was written.
    fn of_another_day(&self, told: Told, place: usize, time: Time) -> Option<Moment> {
        if self.moves_on() {
            return None;
        }
        match told {
            Told::Unclear => None,
            Told::On(day, before) => {
                // An earlier time may be of the day after.
                let follows = before.is_none_or(|before| before <= time);
                // The evening of a day whose report may have come out in its morning.
                let evening = self.published.is_day && day == self.published.day && time >= names::EVENING;
                let follows = follows && !evening;
                let at = at(day, time)?;
                (follows && self.tells_past(place)).then_some(Moment {
                    at,
                    has_time: true,
                    has_day: true,
                    is_last: false,
                })
            }
            Told::Nothing if self.published.is_day => None,
            Told::Nothing => {
                let day =
                    zones::latest_day(self.published.at, time, zones::of_clock(self.language, &self.lowers, place))?;
                let past = day == self.published.day || self.tells_past(place);
                past.then_some(Moment { at: at(day, time)?, has_time: true, has_day: false, is_last: false })
            }
        }
    }

    /// Whether the sentence leaves the day told before: "the next day", "three days later", "in 2012", "in March".
    fn moves_on(&self) -> bool {
        let other_year = |token: &Token<'_>| is_other_year(token, self.published.day);
        let in_month = |at: usize| self.tokens[at].capital() && at > 0 && month(&self.lowers[at]).is_some();
        let counts =
            |pair: &[String]| names::DAYS.contains(&pair[0].as_str()) && names::COUNTS.contains(&pair[1].as_str());
        self.has(MOVES_ON)
            || self.has_other_span()
            || self.lowers.windows(2).any(counts)
            || self.tokens.iter().any(other_year)
            || self.days.is_empty() && (0..self.tokens.len()).any(in_month)
    }

    /// What is told of the day once this sentence is read, which stated `moment`.
    fn told_after(&self, told: Told, moment: Option<Moment>) -> Told {
        let time = self.clock.map(|(_, time)| time);
        let Some(first) = self.days.first() else {
            return match (told, moment) {
                _ if self.moves_on() => Told::Unclear,
                (Told::On(day, before), Some(_)) => Told::On(day, before.max(time)),
                _ => told,
            };
        };
        // A weekday to come is resolved backwards like any other.
        let comes =
            |date: Date| self.is_coming() || first.is_named && date != self.published.day && !self.tells_past(first.at);
        match first.date {
            Some(date) if self.days.iter().all(|day| day.date == Some(date)) && !comes(date) => {
                Told::On(date, time.or(self.late()))
            }
            _ => Told::Unclear,
        }
    }

    /// The time from which an evening or a night is, where the sentence speaks of one: what comes after it may be tomorrow's.
    fn late(&self) -> Option<Time> {
        let late = |lower: &String| weekday(lower, "", "", self.language).is_some_and(|(_, late)| late);
        (self.has(names::LATE) || self.lowers.iter().any(late)).then_some(names::EVENING)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod tests;
