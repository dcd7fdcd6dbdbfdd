//! The scores of pairs: logistic regressions over the figures of [`super::pair`].

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

/// The probability for log odds.
pub fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
