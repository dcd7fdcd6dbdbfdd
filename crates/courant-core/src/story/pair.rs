//! What two articles have in common, as figures.

use std::sync::LazyLock;

use super::article::{Key, StoryArticle, Term};
use super::filter::Filter;
use super::hub::LIKENESSES;

/// Names of the figures of a pair, in order.
pub const NAMES: [&str; FIGURES] = [
    "ct", "cl", "cb", "lp", "tcmin", "tcmax", "et", "el", "pub", "pub0", "g1", "g3", "g14", "h_cb", "h_cl", "h_et",
    "h_tcmax", "h_lp", "h_nc", "snn", "cb2", "tcp", "nc", "nlp", "ns", "num", "tnmin", "tnmax", "xm", "gl", "sn", "sr",
    "pub_ct",
];

/// How many figures a pair has.
pub const FIGURES: usize = 33;

/// The figures of a pair.
pub type Figures = [f32; FIGURES];

/// Added to what a share of names is a share of, in nats: that the one common number of a text stands in another is not
/// all there is to say of its names.
const FEW_NAMES: f32 = 4.0;

/// The same for the words of a title: "What is this?" with one word that everyone uses is not found whole in every text.
const ONE_WORD: f32 = 8.0;

/// What all names that sound alike say together at most, in nats.
const MOST_SOUND: f32 = 18.0;

/// Words, stop words left out, from which on a text is more than a teaser: three sentences or so.
const TEASER_WORDS: u32 = 28;

/// Milliseconds in a day.
pub const DAY: i64 = 86_400_000;

/// Which of the scores judges a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Two texts in one language.
    Texts,
    /// One language, and both are titles with no more than a teaser of a few sentences.
    Teasers,
    /// One language, and one is a title with next to nothing under it while the other has a text.
    Uneven,
    /// One language, and both are titles with nothing under them in a stream of such titles. Among articles with texts
    /// a bare title is one with a very short teaser.
    Titles,
    /// Two texts in one language, with no embedding for one of them.
    Unembedded,
    /// Two languages.
    Languages,
}

/// What comparing an article needs, worked out from it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prepared {
    /// Whether nothing stands under the title.
    pub(super) bare: bool,
    /// Whether no more than a teaser does.
    brief: bool,
    pub(super) title_norm: f32,
    lead_norm: f32,
    body_norm: f32,
    title_mass: f32,
    key_norm: f32,
    key_mass: f32,
    title_key_mass: f32,
    pub(super) title_length: f32,
    pub(super) lead_length: f32,
}

impl Prepared {
    /// Works out what comparing needs.
    pub fn of(article: &StoryArticle) -> Self {
        let worth = &*WORTH;
        let norm = |times: fn(&Term) -> u8| {
            article.terms.iter().map(|term| weight(worth, times(term), term.rarity).powi(2)).sum::<f32>().sqrt()
        };
        let keys = |in_title: bool| article.keys.iter().filter(move |key| key.title || !in_title);
        let bare = article.is_bare();
        let words: u32 = article.terms.iter().map(|term| u32::from(term.body.saturating_sub(term.title))).sum();
        Prepared {
            bare,
            brief: words < TEASER_WORDS,
            title_norm: norm(|term| term.title),
            lead_norm: norm(|term| term.lead),
            body_norm: norm(|term| term.body),
            title_mass: article.terms.iter().filter(|term| term.title > 0).map(|term| idf(term.rarity)).sum(),
            key_norm: keys(false).map(|key| idf(key.rarity).powi(2)).sum::<f32>().sqrt(),
            key_mass: keys(false).map(|key| idf(key.rarity)).sum(),
            title_key_mass: keys(true).map(|key| idf(key.rarity)).sum(),
            title_length: dot(&article.title_vector, &article.title_vector).sqrt(),
            // What stands under no title has no direction, though articles stored before 2026-11-27 have a vector of it.
            lead_length: if bare { 0.0 } else { dot(&article.lead_vector, &article.lead_vector).sqrt() },
        }
    }
}

/// What two articles have in common before anything is known of their neighbours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Cosine of the titles' terms.
    pub titles: f32,
    /// Cosine of the leads' terms.
    pub leads: f32,
    /// Cosine of the bodies' terms.
    pub bodies: f32,
    rarest: f32,
    title_found: [f32; 2],
    title_vectors: f32,
    lead_vectors: f32,
    crossed: f32,
    names: Names,
    sounds: Sounds,
}

/// Names that sound alike in two languages: how much they say together, up to a limit, and the rarest of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Sounds {
    all: f32,
    rarest: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Names {
    cosine: f32,
    rarest: f32,
    share: f32,
    numbers: f32,
    title_found: [f32; 2],
}

impl Likeness {
    /// Compares a later article `i` with an earlier one `j`; `words` are those of `i`.
    pub fn of(i: (&StoryArticle, &Prepared), j: (&StoryArticle, &Prepared), words: &Filter) -> Self {
        let (mut titles, mut leads, mut bodies, mut rarest) = (0.0, 0.0, 0.0, 0.0);
        let mut found = [0.0; 2];
        let brief = !(i.0.has_body && j.0.has_body);
        let word = if brief { ONE_WORD } else { 0.0 };
        let worth = &*WORTH;
        if !foreign(i.0, j.0) {
            words.shared(&i.0.terms, &j.0.terms, |a, b| {
                titles += weight(worth, a.title, a.rarity) * weight(worth, b.title, b.rarity);
                leads += weight(worth, a.lead, a.rarity) * weight(worth, b.lead, b.rarity);
                bodies += weight(worth, a.body, a.rarity) * weight(worth, b.body, b.rarity);
                if a.lead > 0 && b.lead > 0 {
                    rarest += idf(a.rarity.min(b.rarity)).powi(8);
                }
                found[0] += if a.title > 0 { idf(a.rarity) } else { 0.0 };
                found[1] += if b.title > 0 { idf(b.rarity) } else { 0.0 };
            });
        }
        Likeness {
            titles: over(titles, i.1.title_norm * j.1.title_norm),
            leads: over(leads, i.1.lead_norm * j.1.lead_norm),
            bodies: over(bodies, i.1.body_norm * j.1.body_norm),
            rarest: rarest.powf(0.125),
            title_found: [over(found[0], i.1.title_mass + word), over(found[1], j.1.title_mass + word)],
            title_vectors: title_cosine(i, j),
            lead_vectors: lead_cosine(i, j),
            crossed: over(dot(&i.0.title_vector, &j.0.lead_vector), i.1.title_length * j.1.lead_length)
                .max(over(dot(&i.0.lead_vector, &j.0.title_vector), i.1.lead_length * j.1.title_length)),
            names: Names::of(i, j, if brief { FEW_NAMES } else { 0.0 }),
            sounds: if foreign(i.0, j.0) { Sounds::of(i.0, j.0) } else { Sounds::default() },
        }
    }

    /// The likenesses that have a neighbourhood, in the order of [`super::hub::Hub`].
    pub fn neighbourly(&self) -> [f32; LIKENESSES] {
        let title_found = self.title_found[0].max(self.title_found[1]);
        [self.bodies, self.leads, self.title_vectors, title_found, self.rarest, self.names.cosine]
    }

    /// All figures of the pair: `above` is how far it stands above the neighbourhoods, `gap` the time between in
    /// milliseconds, `common` how many of the eight nearest both have.
    pub fn figures(&self, above: &[f32; LIKENESSES], gap: i64, same_publisher: bool, common: usize) -> Figures {
        let days = (gap as f64 / DAY as f64).abs() as f32;
        let (least, most) =
            (self.title_found[0].min(self.title_found[1]), self.title_found[0].max(self.title_found[1]));
        let names = &self.names;
        let flag = |yes: bool| f32::from(u8::from(yes));
        [
            self.titles,
            self.leads,
            self.bodies,
            self.rarest,
            least,
            most,
            self.title_vectors,
            self.lead_vectors,
            flag(same_publisher),
            flag(same_publisher && days < 0.5),
            days.min(1.0),
            days.min(3.0),
            days.min(14.0),
            above[0],
            above[1],
            above[2],
            above[3],
            above[4],
            above[5],
            (common as f32).ln_1p(),
            self.bodies * self.bodies,
            self.bodies * most,
            names.cosine,
            names.rarest,
            names.share,
            names.numbers,
            names.title_found[0].min(names.title_found[1]),
            names.title_found[0].max(names.title_found[1]),
            self.crossed,
            days.ln_1p(),
            self.sounds.all,
            self.sounds.rarest,
            // A publisher's titles that are made alike are a series: a quiz a day, one list for each team.
            flag(same_publisher) * self.titles,
        ]
    }
}

impl Sounds {
    fn of(i: &StoryArticle, j: &StoryArticle) -> Self {
        let mut sounds = Sounds::default();
        shared(
            &i.sounds,
            &j.sounds,
            |sound| sound.hash,
            |a, b| {
                let idf = idf(a.rarity.min(b.rarity));
                sounds.all += idf;
                sounds.rarest = sounds.rarest.max(idf);
            },
        );
        Sounds { all: sounds.all.min(MOST_SOUND), ..sounds }
    }
}

impl Names {
    fn of(i: (&StoryArticle, &Prepared), j: (&StoryArticle, &Prepared), few: f32) -> Self {
        let (mut dot, mut rarest, mut mass, mut numbers, mut found) = (0.0, 0.0, 0.0, 0.0, [0.0; 2]);
        shared(
            &i.0.keys,
            &j.0.keys,
            |key| key.hash,
            |a: &Key, b: &Key| {
                let idf = idf(a.rarity.min(b.rarity));
                dot += idf * idf;
                mass += idf;
                if a.number {
                    numbers += idf
                } else {
                    rarest += idf.powi(8)
                }
                found[0] += if a.title { idf } else { 0.0 };
                found[1] += if b.title { idf } else { 0.0 };
            },
        );
        Names {
            cosine: over(dot, i.1.key_norm * j.1.key_norm + few * few),
            rarest: rarest.powf(0.125),
            share: over(mass, i.1.key_mass.min(j.1.key_mass) + few),
            numbers: numbers.min(12.0),
            title_found: [over(found[0], i.1.title_key_mass + few), over(found[1], j.1.title_key_mass + few)],
        }
    }
}

/// Product of two embeddings kept as bytes; 0 where one is missing. Sums of whole numbers are the same everywhere.
fn dot(a: &[i8], b: &[i8]) -> f32 {
    if a.len() != b.len() {
        return 0.0;
    }
    let products = a.iter().zip(b).map(|(a, b)| i32::from(*a).wrapping_mul(i32::from(*b)));
    products.fold(0_i32, i32::wrapping_add) as f32
}

/// Cosine of two titles' embeddings; 0 where one is missing.
pub fn title_cosine(i: (&StoryArticle, &Prepared), j: (&StoryArticle, &Prepared)) -> f32 {
    over(dot(&i.0.title_vector, &j.0.title_vector), i.1.title_length * j.1.title_length)
}

/// Cosine of two leads' embeddings; 0 where one is missing.
pub fn lead_cosine(i: (&StoryArticle, &Prepared), j: (&StoryArticle, &Prepared)) -> f32 {
    over(dot(&i.0.lead_vector, &j.0.lead_vector), i.1.lead_length * j.1.lead_length)
}

fn idf(rarity: u8) -> f32 {
    f32::from(rarity) / 32.0
}

/// 1 + ln of how often a word stands somewhere, 0 for never: asked for six times a shared word.
static WORTH: LazyLock<[f32; 256]> =
    LazyLock::new(|| std::array::from_fn(|times| if times == 0 { 0.0 } else { 1.0 + (times as f32).ln() }));

fn weight(worth: &[f32; 256], times: u8, rarity: u8) -> f32 {
    worth[usize::from(times)] * idf(rarity)
}

/// The words of a title, each with its weight.
pub(super) fn title_weights(article: &StoryArticle) -> impl Iterator<Item = (u32, f32)> {
    let worth = &*WORTH;
    let in_title = article.terms.iter().filter(|term| term.title > 0);
    in_title.map(|term| (term.hash, weight(worth, term.title, term.rarity)))
}

pub(super) fn over(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Calls `visit` with what two lists sorted by `key` share.
pub(super) fn shared<T>(a: &[T], b: &[T], key: impl Fn(&T) -> u32, mut visit: impl FnMut(&T, &T)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let (kx, ky) = (key(x), key(y));
        if kx == ky {
            visit(x, y);
        }
        i += usize::from(kx <= ky);
        j += usize::from(ky <= kx);
    }
}

/// Which of the scores judges this pair; `titles` says that the stream is one of bare titles.
pub fn regime(i: (&StoryArticle, &Prepared), j: (&StoryArticle, &Prepared), titles: bool) -> Regime {
    let (bare, brief) = (titles && i.1.bare && j.1.bare, i.1.brief && j.1.brief);
    let (i, j) = (i.0, j.0);
    let (has_body, embedded) = (i.has_body && j.has_body, !i.title_vector.is_empty() && !j.title_vector.is_empty());
    if foreign(i, j) {
        Regime::Languages
    } else if bare {
        Regime::Titles
    } else if brief && embedded {
        Regime::Teasers
    } else if !has_body {
        Regime::Uneven
    } else if !embedded {
        Regime::Unembedded
    } else {
        Regime::Texts
    }
}

/// Whether two articles are known to be in two languages.
fn foreign(i: &StoryArticle, j: &StoryArticle) -> bool {
    i.language != j.language && i.language != "und" && j.language != "und"
}
