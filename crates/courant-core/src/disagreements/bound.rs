//! What a figure says of the number behind it: "more than 200" is true of 229.

/// Inexact figures this near each other agree.
const ROUNDED: f64 = 0.06;
/// Figures this near each other are one, rounded.
const EQUAL: f64 = 0.01;
/// From here on a figure that ends in a nought may be rounded: 2,735 is told as 2,700, but 29 people are not 30.
const LARGE: f64 = 100.0;
/// How far "nearly 80" reaches down.
const NEARLY: f64 = 0.08;

/// The numbers that a figure is true of, both ends with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    value: f64,
    low: f64,
    high: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    AtLeast,
    AtMost,
    Nearly,
}

/// Words right before a figure. The longer ones stand first, since "no more than" ends in "more than".
#[rustfmt::skip]
const BEFORE: &[(Kind, &[&str])] = &[
    (Kind::AtMost, &["no more than", "not more than", "nicht mehr als", "pas plus de", "no más de", "non più di", "não mais de", "niet meer dan", "не более", "не больше"]),
    (Kind::AtLeast, &["no fewer than", "no less than", "not less than", "nicht weniger als", "pas moins de", "no menos de", "non meno di", "не менее", "не меньше"]),
    (Kind::AtLeast, &["co najmniej", "przynajmniej", "nie mniej niż", "ponad", "więcej niż", "powyżej", "по меньшей мере", "как минимум", "en az", "en azından",
        "щонайменше", "принаймні", "не менше", "понад", "більше", "zeker", "op zijn minst", "åtminstone", "mindst", "mere end", "mer enn", "minimum",
        "ما لا يقل عن", "أكثر من", "por lo menos", "più di"]),
    (Kind::AtMost, &["en fazla", "nie więcej niż", "maksymalnie", "до", "upp till", "op til", "opp til"]),
    (Kind::Nearly, &["prawie", "niemal", "blisko", "neredeyse", "майже"]),
    (Kind::AtLeast, &["at least", "more than", "over", "above", "upwards of", "in excess of", "exceeding", "exceeds", "exceeded", "north of",
        "mindestens", "wenigstens", "zumindest", "mehr als", "über", "gut",
        "au moins", "plus de", "plus d’", "plus d'", "au minimum", "al menos", "por lo menos", "más de", "almeno", "più di", "oltre",
        "pelo menos", "ao menos", "mais de", "minstens", "meer dan", "ruim", "более", "больше", "свыше", "minst", "över", "mer än", "over"]),
    (Kind::AtMost, &["up to", "as many as", "as much as", "as high as", "at most", "fewer than", "less than", "under", "below", "a maximum of",
        "bis zu", "höchstens", "maximal", "weniger als", "unter", "jusqu’à", "jusqu'à", "jusqu’ à", "jusqu' à", "au plus", "moins de", "au maximum",
        "hasta", "como máximo", "menos de", "fino a", "al massimo", "meno di", "até", "no máximo", "tot", "hooguit", "minder dan", "до", "менее", "меньше"]),
    (Kind::Nearly, &["nearly", "almost", "close to", "just shy of", "approaching", "knapp", "fast", "beinahe", "nahezu", "près de", "presque",
        "casi", "quasi", "quase", "bijna", "почти", "nästan"]),
];

/// Words right behind a figure by which it is the least.
const BEHIND: &[&str] = &[
    "or more",
    "oder mehr",
    "ou plus",
    "o más",
    "o più",
    "ou mais",
    "of meer",
    "+",
    "lub więcej",
    "eller fler",
    "и более",
    "або більше",
    "以上",
    "’den fazla",
    "’dan fazla",
    "'den fazla",
    "'dan fazla",
];

impl Bound {
    /// What the words before a figure, and those behind it, make of its value; both in lower case, parted by blanks.
    pub fn of(value: f64, approximate: bool, before: &str, behind: &str) -> Self {
        let ends =
            |words: &&str| before.strip_suffix(*words).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        let kind = BEFORE.iter().find(|(_, words)| words.iter().any(&ends)).map(|(kind, _)| *kind);
        let more = BEHIND.iter().any(|words| behind.starts_with(words));
        let (low, high) = match kind {
            Some(Kind::AtLeast) => (value, f64::INFINITY),
            Some(Kind::AtMost) => (f64::NEG_INFINITY, value),
            Some(Kind::Nearly) => (value * (1.0 - NEARLY), value),
            None if more => (value, f64::INFINITY),
            None if approximate => (value * (1.0 - ROUNDED), value * (1.0 + ROUNDED)),
            None => (value, value),
        };
        Self { value, low, high }
    }

    /// The number as printed.
    pub fn value(self) -> f64 {
        self.value
    }

    /// Whether both cannot be true.
    pub fn contradicts(self, other: Self) -> bool {
        (self.high < other.low || other.high < self.low) && !is_rounding(self.value, other.value)
    }
}

/// Whether one of two values may be the other, rounded.
fn is_rounding(one: f64, other: f64) -> bool {
    let apart = (one - other).abs();
    let most = one.abs().max(other.abs());
    let rounds = |coarse: f64| coarse >= LARGE && apart <= step(coarse) / 2.0;
    apart <= EQUAL * most || apart <= ROUNDED * most && (rounds(one) || rounds(other))
}

/// The place of the last digit that is no nought: 100 of 2,700.
fn step(value: f64) -> f64 {
    let mut step = 1.0;
    while step < 1e15 && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    if step > 1.0 { step } else { 0.0 }
}
