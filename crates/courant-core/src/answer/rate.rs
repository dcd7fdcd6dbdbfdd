//! Shares and rates: "how high is the tariff" is answered by percent, and "how much did it fall" by what stands behind the falling.

use super::asked::Asked;
use super::kin::Words;
use crate::text::numbers::Numeral;
use crate::text::reading::Reading;

/// Nouns that are told in percent.
#[rustfmt::skip]
const SHARES: &[&str] = &["tariff", "tariffs", "duty", "duties", "turnout", "inflation", "unemployment", "percent", "percentage", "rate"];
/// Of these, those that only ask: the reports need not say them.
const ASKING: &[&str] = &["percent", "percentage", "rate"];
/// Verbs of growing and falling.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "fall", "fell", "fallen", "drop", "dropped", "rise", "rose", "risen", "climb", "climbed", "gain", "gained", "lose", "lost", "decline",
    "declined", "plunge", "plunged", "slide", "slid", "jump", "jumped", "tumble", "tumbled", "sink", "sank", "grow", "grew", "grown",
    "increase", "increased", "decrease", "decreased", "shrink", "shrank", "slip", "slipped", "surge", "surged", "soar", "soared",
];
/// Words by which a share was, or may become, and is not now.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    "original", "originally", "initial", "initially", "previous", "previously", "earlier", "former", "formerly", "proposed", "could", "would",
    "might", "threatened", "threatens", "threatening", "forecast", "expected", "predicted", "considered",
];
/// Tokens behind such a verb in which stands by how much.
const NEAR: usize = 7;
/// Tokens between "from 20" and "to".
const FROM: usize = 4;

/// What share is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rate {
    /// How high something is.
    Level,
    /// By how much something changed: the stem of the verb.
    Change(String),
}

impl Rate {
    /// What an English question asks for, where it asks for a share or by how much something rose or fell.
    pub fn of(question: &Reading<'_>, words: &Words<'_>) -> Option<Self> {
        let lowers: Vec<String> = question.tokens.iter().map(|token| token.text.to_lowercase()).collect();
        let opens =
            |words: &[&str]| lowers.iter().zip(words).filter(|(lower, word)| *lower == *word).count() == words.len();
        if question.language != "en" {
            return None;
        }
        let asks = |word: &&str| lowers.iter().any(|lower| lower == word);
        let share = SHARES.iter().any(asks);
        let what = ["is", "was", "are", "were"].iter().any(|verb| opens(&["what", verb]))
            || opens(&["what", "percent"])
            || opens(&["what", "percentage"]);
        if share && (what || opens(&["how", "high"]) || opens(&["how", "much"]) || opens(&["how", "many", "percent"])) {
            return Some(Self::Level);
        }
        let verb = CHANGES.iter().find(|verb| asks(verb))?;
        (opens(&["how", "much", "did"])
            || opens(&["how", "far", "did"])
            || opens(&["how", "much", "has"])
            || opens(&["how", "much", "have"]))
        .then(|| Self::Change(words.stem(verb)))
    }

    /// Whether a lower-case word asks and names nothing.
    pub fn asks(lower: &str) -> bool {
        ASKING.contains(&lower)
    }

    /// The figure of a sentence that answers.
    pub fn told<'n>(
        &self,
        asked: &Asked,
        reading: &Reading<'_>,
        (first, end): (usize, usize),
        words: &Words<'_>,
        figures: &[&'n Numeral],
    ) -> Option<&'n Numeral> {
        let unit = |numeral: &Numeral| numeral.unit.clone().unwrap_or_default();
        let mut fits = figures.iter().copied().filter(|numeral| !was(reading, numeral, end));
        match self {
            Self::Change(verb) => {
                let verbs: Vec<usize> =
                    (first..end).filter(|at| words.of_any(&reading.tokens[*at]).contains(verb)).collect();
                let money =
                    |unit: &str| matches!(unit, "%" | "$" | "€" | "£" | "¥" | "cents" | "points" | "percentage");
                // "fell to $3" says how low, not by how much.
                let to = |numeral: &Numeral| {
                    reading.tokens[numeral.first.saturating_sub(2)..numeral.first].iter().any(|token| token.is("to"))
                };
                fits.find(|numeral| {
                    let near = verbs.iter().any(|verb| *verb < numeral.first && numeral.first - verb <= NEAR);
                    near && money(&unit(numeral)) && !to(numeral)
                })
            }
            Self::Level => {
                let lower = |at: usize| reading.tokens[at].text.to_lowercase();
                if (first..end).any(|at| OTHERWISE.contains(&lower(at).as_str()) && !asked.says(&lower(at))) {
                    return None;
                }
                let share = |term: &String| SHARES.iter().any(|word| words.stem(word) == *term);
                let is_named = |at: &usize| {
                    words.of_token(&reading.tokens[*at]).iter().any(|stem| asked.terms.contains(stem) && !share(stem))
                };
                let named: Vec<usize> = (first..end).filter(is_named).collect();
                let apart = |numeral: &Numeral| {
                    let of = |at: &usize| {
                        if *at < numeral.first { numeral.first - at } else { (at + 1).saturating_sub(numeral.last) }
                    };
                    named.iter().map(of).min().unwrap_or(usize::MAX)
                };
                // "prices rose by 30 percent" is no height.
                let by = |numeral: &Numeral| {
                    let before = numeral.first.saturating_sub(4).max(first)..numeral.first;
                    reading.tokens[before].iter().any(|token| token.is("by"))
                };
                let shares: Vec<&Numeral> = fits.filter(|numeral| unit(numeral) == "%" && !by(numeral)).collect();
                let least = shares.iter().map(|numeral| apart(numeral)).min()?;
                let mut nearest = shares.into_iter().filter(|numeral| apart(numeral) == least);
                // Two as near: whose each is cannot be told.
                nearest.next().filter(|_| nearest.next().is_none())
            }
        }
    }
}

/// Whether a figure is what was before: "from 64 to 2,975".
pub fn was(reading: &Reading<'_>, numeral: &Numeral, end: usize) -> bool {
    let before = numeral.first.saturating_sub(3)..numeral.first;
    let from = reading.tokens[before].iter().any(|token| token.is("from"));
    let behind = &reading.tokens[numeral.last.min(end)..(numeral.last + FROM).min(end)];
    from && behind.iter().any(|token| token.is("to"))
}
