//! What a question for a measure asks for: "how old" is answered by years, not by any figure.

use crate::text::words::{Token, TokenKind};

/// Words of which one has to stand close behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The question's opening.
    opening: &'static str,
    /// Always enough.
    plain: &'static [&'static str],
    /// Enough where the question names more than one thing: "How long was the tunnel closed?".
    open: &'static [&'static str],
}

/// Tokens behind a figure in which its measure stands: `5.3 kilometres long`, `23 years ago`.
const REACH: usize = 3;

const TIMES: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights", "week", "weeks",
    "month", "months", "year", "years", "sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche",
    "wochen", "monat", "monate", "monaten", "jahr", "jahre", "jahren", "heure", "heures", "jour", "jours", "semaine",
    "semaines", "mois", "an", "ans", "année", "années",
];
const LENGTHS: &[&str] = &[
    "m",
    "km",
    "cm",
    "metre",
    "metres",
    "meter",
    "meters",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "centimetre",
    "centimetres",
    "centimeter",
    "centimeters",
    "mile",
    "miles",
    "foot",
    "feet",
    "inches",
    "storeys",
    "metern",
    "kilometern",
    "zentimetern",
    "mètres",
    "kilomètres",
];

/// Openings with what answers them. Openings that are not here take any figure.
const MEASURES: &[Measure] = &[
    Measure { opening: "how long", plain: &["long"], open: TIMES },
    Measure { opening: "how old", plain: &["old", "ago"], open: &[] },
    Measure { opening: "how high", plain: &["high", "tall", "above", "deep"], open: LENGTHS },
    Measure { opening: "how far", plain: LENGTHS, open: &[] },
    Measure { opening: "how fast", plain: &["km", "mph", "knots", "hour", "second"], open: &[] },
    Measure { opening: "wie lange", plain: TIMES, open: TIMES },
    Measure { opening: "wie lang", plain: &["lang", "lange"], open: &[] },
    Measure { opening: "wie hoch", plain: &["hoch", "hohe", "hohen"], open: LENGTHS },
    Measure { opening: "combien de temps", plain: TIMES, open: TIMES },
];

impl Measure {
    /// What the question asks for, where that is known.
    pub fn of(question: &str) -> Option<Self> {
        let lower = question.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let opens = |measure: &&Measure| {
            lower.strip_prefix(measure.opening).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        MEASURES.iter().find(opens).copied()
    }

    /// Whether a lower-case word is one of the question's opening: it asks and names nothing.
    pub fn asks(self, lower: &str) -> bool {
        self.opening.split(' ').any(|word| word == lower)
    }

    /// Whether it asks how old.
    pub fn is_age(self) -> bool {
        self.opening == "how old"
    }

    /// Whether the words behind a figure measure it so; `several` when the question names more than one thing.
    pub fn stands_in(self, behind: &[Token<'_>], several: bool) -> bool {
        let words = behind.iter().filter(|token| token.kind != TokenKind::Mark).take(REACH);
        words
            .map(|token| token.text.to_lowercase())
            .any(|word| self.plain.contains(&word.as_str()) || several && self.open.contains(&word.as_str()))
    }
}
