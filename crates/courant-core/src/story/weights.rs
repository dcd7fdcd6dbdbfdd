//! The scores of pairs: logistic regressions over the figures of [`super::pair`].

use super::hub::trust;
use super::pair::{FIGURES, Figures, Regime};

struct Model {
    bias: f32,
    weights: [f32; FIGURES],
}

static TEXTS: Model = include!("data/texts.in");
static TEASERS: Model = include!("data/teasers.in");
static UNEVEN: Model = include!("data/uneven.in");
static TITLES: Model = include!("data/titles.in");
static UNEMBEDDED: Model = include!("data/unembedded.in");
static LANGUAGES: Model = include!("data/languages.in");

/// Log odds that a pair reports one event.
pub fn logit(regime: Regime, figures: &Figures) -> f32 {
    let model = match regime {
        Regime::Texts => &TEXTS,
        Regime::Teasers => &TEASERS,
        Regime::Uneven => &UNEVEN,
        Regime::Titles => &TITLES,
        Regime::Unembedded => &UNEMBEDDED,
        Regime::Languages => &LANGUAGES,
    };
    let sum: f32 = model.weights.iter().zip(figures).map(|(weight, figure)| weight * figure).sum();
    (model.bias + sum).clamp(-12.0, 12.0)
}

/// Log odds that a pair gains where nothing else came in thirty days. The more there is to be mistaken for, the fewer of the pairs
/// that are this much alike report one event, and the scores were mostly fitted on a full stream. Chosen on `events` (376 articles
/// of five years).
const ALONE: f32 = 0.75;

/// Log odds to add where so many articles came in the last thirty days: next to nothing from a few hundred on.
pub fn prior(pool: usize) -> f32 {
    ALONE * quiet(pool)
}

/// How quiet a stream is of which so many articles came in the last thirty days: 1 where there are none, one half at thirty.
pub fn quiet(pool: usize) -> f32 {
    1.0 - trust(pool)
}

/// The probability for log odds.
pub fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::{ALONE, prior};

    #[test]
    fn a_quiet_stream_asks_for_less_and_a_full_one_for_what_was_fitted() {
        assert_eq!(prior(0), ALONE);
        assert!([0, 10, 100, 1000].is_sorted_by(|less, more| prior(*less) > prior(*more)));
        assert!(prior(2000) < 0.02, "{}", prior(2000));
    }
}
