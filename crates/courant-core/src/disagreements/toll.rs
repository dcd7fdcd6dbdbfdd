//! The tolls of an English report: how many were killed, hurt, arrested or are missing, as its headline and first sentences say.
//!
//! What opens a report is the story's toll whatever words stand around it, so such figures need no company. It has to count all, in a
//! form that leaves no doubt: "killing two students", "two people were critically injured" and "two of the dead" count some.

use crate::text::entities::is_calendar;
use crate::text::numbers::{NumberClass, Numeral};
use crate::text::reading::Reading;
use crate::text::words::TokenKind;

/// Sentences of a report in which its own toll stands.
pub const OPENING: usize = 6;

/// What was done, by the words that say so behind those it was done to.
const DONE: &[(&str, &[&str])] = &[
    ("killed", &["killed", "dead", "died", "die", "dying"]),
    ("injured", &["injured", "wounded", "hurt"]),
    ("missing", &["missing", "unaccounted"]),
    ("held", &["arrested", "detained"]),
];
/// The same by the verbs with a number behind them.
const DOES: &[(&str, &[&str])] = &[
    ("killed", &["kills", "killed", "killing", "kill"]),
    ("injured", &["injures", "injured", "injuring", "wounds", "wounded", "wounding", "hurt", "hurting", "hurts"]),
    ("held", &["arrested", "arresting", "arrests", "arrest", "detained", "detaining", "detains"]),
];
/// Verbs that take lives.
const CLAIMS: &[&str] =
    &["claims", "claimed", "claiming", "claim", "cost", "costs", "costing", "took", "taken", "takes", "taking"];
/// Words for all of them.
const PEOPLE: &[&str] = &["people", "persons"];
/// Words for the dead that need no verb.
const DEATHS: &[&str] = &["deaths", "fatalities"];
/// Words between those counted and what was done to them.
const HELPERS: &[&str] = &[
    "were",
    "are",
    "have",
    "had",
    "been",
    "being",
    "reported",
    "confirmed",
    "reportedly",
    "who",
    "also",
    "now",
    "so",
    "far",
];
/// Words of which a figure that is inexact or a sum has some before it.
const INEXACT: &[&str] = &[
    "at",
    "least",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "more",
    "fewer",
    "less",
    "no",
    "than",
    "over",
    "up",
    "to",
    "as",
    "many",
    "a",
    "total",
    "of",
    "the",
    "close",
    "roughly",
    "approximately",
    "estimated",
    "an",
    "all",
];
/// Words before a figure by which it counts only some, or those beside the others.
const SOME: &[&str] =
    &["including", "another", "other", "additional", "further", "extra", "half", "least-known", "every"];
/// Words that may follow where what is counted has been said.
const NEXT: &[&str] = &[
    "in",
    "at",
    "after",
    "as",
    "when",
    "by",
    "on",
    "and",
    "during",
    "from",
    "near",
    "across",
    "while",
    "following",
    "but",
    "so",
    "with",
    "outside",
    "inside",
    "amid",
    "over",
    "for",
    "early",
    "late",
    "overnight",
    "this",
    "today",
    "yesterday",
    "or",
    "who",
    "since",
];
/// Words by which nothing has happened yet, or did not.
const UNREAL: &[&str] =
    &["could", "would", "may", "might", "can", "to", "not", "never", "if", "should", "will", "nearly", "almost"];
/// Words by which a sentence may tell of another event or of many.
const OTHERS: &[&str] = &[
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "decade",
    "decades",
    "previous",
    "previously",
    "earlier",
    "similar",
    "annually",
    "average",
    "anniversary",
    "feared",
    "believed",
    "expected",
    "estimated",
];

/// What befell those that a figure counts, where it counts all of them; `sentence` is its first token and one past its last.
pub fn fate(reading: &Reading<'_>, numeral: &Numeral, (first, end): (usize, usize)) -> Option<&'static str> {
    if reading.language != "en"
        || numeral.class != NumberClass::Figure
        || numeral.value < 2.0
        || numeral.value.fract() != 0.0
    {
        return None;
    }
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    let is = |at: usize, words: &[&str]| at < end && words.contains(&lower(at).as_str());
    if (first..end).any(|at| is(at, OTHERS)) {
        return None;
    }
    let mut begin = numeral.first;
    while begin > first && numeral.first - begin < 5 && is(begin - 1, INEXACT) {
        begin -= 1;
    }
    let before = begin.checked_sub(1).filter(|at| *at >= first);
    if before.is_some_and(|at| is(at, SOME)) {
        return None;
    }
    let closes = |at: usize| {
        at >= end
            || is(at, NEXT)
            || is_calendar(&lower(at))
            || reading.tokens[at].kind == TokenKind::Mark && !matches!(reading.tokens[at].text, "-" | "‑" | "’" | "'")
    };
    let real = !(begin.saturating_sub(4).max(first)..begin).any(|at| is(at, UNREAL));
    let of = |table: &[(&'static str, &[&str])], at: usize| {
        table.iter().find(|(_, words)| is(at, words)).map(|(fate, _)| *fate)
    };
    let people = is(numeral.last, PEOPLE);
    let behind = numeral.last + usize::from(people);
    // "seven people have been killed", "seven dead", "lost their lives".
    if let Some(done) = (behind..end).find(|at| !is(*at, HELPERS)) {
        if people && is(done, &["lost"]) && is(done + 1, &["their"]) && is(done + 2, &["lives"]) {
            return Some("killed");
        }
        if let Some(fate) = of(DONE, done).filter(|_| closes(done + 1) && (people || done == behind)) {
            return Some(fate);
        }
    }
    if is(behind, DEATHS) && !people && closes(behind + 1) && real {
        return Some("killed");
    }
    // "kills seven", "injuring 20 others", "claims seven lives".
    let verb = before.filter(|_| real)?;
    if is(verb, CLAIMS) && is(numeral.last, &["lives"]) {
        return Some("killed");
    }
    // "fatally shot 58 people"
    let fatally = is(verb, &["shot", "stabbed"]) && verb > first && is(verb - 1, &["fatally"]);
    let fate = if fatally { Some("killed") } else { of(DOES, verb) }?;
    let others = fate == "injured" && is(behind, &["others"]);
    closes(behind + usize::from(others)).then_some(fate)
}

/// Whether it is said in such a form of a fate, but not of all, or not for sure.
pub fn is_doubtful(language: &str, deed: &str, fate: Option<&str>) -> bool {
    language == "en" && fate.is_none() && DONE.iter().any(|(fate, _)| *fate == deed)
}

/// What the row of a fate is called.
pub fn label(fate: &str) -> &'static str {
    match fate {
        "killed" => "people killed",
        "injured" => "people injured",
        "missing" => "people missing",
        _ => "people arrested",
    }
}
