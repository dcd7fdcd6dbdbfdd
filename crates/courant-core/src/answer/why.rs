//! Whether a sentence gives a reason for what is asked: a word for a reason, with what is asked on the side of what it explains.

use super::kin::Words;
use crate::text::reading::Reading;

/// Words with the reason behind them and before them what it explains: "derailed because".
#[rustfmt::skip]
const BECAUSE: &[(&str, &str)] = &[
    ("en", "because due owing amid thanks"),
    ("de", "weil wegen aufgrund infolge denn angesichts nachdem"),
    ("fr", "parce car puisque après faute grâce"),
    ("es", "porque debido tras"),
];
/// Words by which the reason does what it explains: "a landslide caused"; turned round by "by".
#[rustfmt::skip]
const CAUSES: &[(&str, &str)] = &[
    ("en", "caused causes causing triggered sparked prompted led blamed"),
    ("de", "verursachte verursacht führte auslöste"),
    ("fr", "provoqué provoquée causé causée entraîné"),
    ("es", "causó causado provocó provocado provocada"),
];
/// Nouns for a reason, behind which stands what it explains: "the cause of the fire".
#[rustfmt::skip]
const CAUSE: &[(&str, &str)] = &[
    ("en", "cause causes reason reasons"),
    ("de", "ursache ursachen grund gründe auslöser"),
    ("fr", "cause causes raison raisons"),
    ("es", "causa causas motivo motivos razón razones"),
];
/// Words that lead to a reason right behind what they explain, and to a mere time elsewhere.
const AFTER: &[&str] = &["after", "following", "over"];
/// Words by which such a word counts time: "two days after".
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "day", "days", "hour", "hours", "minute", "minutes", "week", "weeks", "month", "months", "year", "years", "shortly", "soon", "just",
    "moments", "morning", "night", "long", "kurz", "tage", "stunden", "wochen", "peu", "jours", "poco", "días",
];
/// Verbs behind "due to" by which it tells what is to come.
#[rustfmt::skip]
const TO_COME: &[&str] = &[
    "open", "begin", "start", "be", "take", "arrive", "launch", "return", "meet", "vote", "end", "appear", "speak", "face", "go", "leave",
    "run", "hold", "make", "give", "stand", "decide", "expire", "resume", "land", "visit", "sign", "testify", "announce", "publish",
];
/// Tokens between a deed and the words that say what for: "fired on Friday for violating".
const NEAR: usize = 4;
/// Tokens between "the cause of" and what it is of.
const OF: usize = 5;

/// Whether the sentence gives a reason for the deed, or for anything where the question names none.
pub fn gives_reason(reading: &Reading<'_>, number: usize, words: &Words<'_>, deed: Option<&str>) -> bool {
    let (first, end) = reading.bounds.get(number).copied().unwrap_or_default();
    let lowers: Vec<String> = reading.tokens[first..end].iter().map(|token| token.text.to_lowercase()).collect();
    let has = |table: &[(&str, &'static str)], at: usize| {
        let row = table.iter().find(|(of, _)| *of == reading.language).map_or("", |(_, row)| *row);
        row.split_ascii_whitespace().any(|word| word == lowers[at])
    };
    let of_deed =
        |at: usize| deed.is_none_or(|deed| words.of_token(&reading.tokens[first + at]).iter().any(|stem| stem == deed));
    let done: Vec<usize> = (0..lowers.len()).filter(|at| of_deed(*at)).collect();
    let next = |at: usize, word: &str| lowers.get(at + 1).is_some_and(|lower| lower == word);
    (0..lowers.len()).any(|at| {
        let before = done.iter().any(|done| *done < at);
        let behind = done.iter().any(|done| *done > at);
        // "as a result of": the reason is behind; "the result of" is no reason at all.
        let result = lowers[at] == "result" && at > 1 && lowers[at - 2] == "as" && next(at, "of");
        let timed = at > 0 && TIMES.contains(&lowers[at - 1].as_str());
        if has(BECAUSE, at) || result {
            // "Due to open in May" tells no reason, "Because of the storm, trams derailed" does.
            let to_come = lowers.get(at + 2).is_some_and(|lower| TO_COME.contains(&lower.as_str()));
            let due = lowers[at] != "due" || next(at, "to") && !to_come;
            let opens = at == 0
                && lowers
                    .iter()
                    .skip(1)
                    .position(|lower| lower == ",")
                    .is_some_and(|comma| done.iter().any(|done| *done > comma));
            return due && !timed && (before || opens);
        }
        if has(CAUSES, at) {
            let turned =
                next(at, "by") || matches!(lowers.get(at + 1).map(String::as_str), Some("par" | "por" | "durch"));
            return if turned { before } else { behind && (lowers[at] != "led" || next(at, "to")) };
        }
        let nearly = |done: &usize| *done > at && *done - at <= OF;
        if has(CAUSE, at) {
            return done.iter().any(nearly);
        }
        let close = |done: &usize| *done < at && at - *done <= NEAR;
        // "over three days" is how long, not why.
        let spans = (at + 1..lowers.len().min(at + NEAR)).any(|at| TIMES.contains(&lowers[at].as_str()));
        let follows = AFTER.contains(&lowers[at].as_str()) && !timed && !spans && done.iter().any(close);
        let for_doing = lowers[at] == "for"
            && lowers.get(at + 1).is_some_and(|lower| lower.ends_with("ing"))
            && done.iter().any(close);
        let protest = lowers[at] == "protest" && at > 0 && lowers[at - 1] == "in" && before;
        reading.language == "en" && (follows || for_doing || protest)
    })
}
