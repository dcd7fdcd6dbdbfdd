//! What a title before a name says of who is meant: a man, a woman, or the holder of an office.

use super::{cues, known};
use crate::text::speech::{self, Gender};
use crate::text::word_set::WordSet;

/// Titles that anybody may be given, and words that only stand before a title.
#[rustfmt::skip]
static NO_OFFICE: WordSet = WordSet::of(&[
    "mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "dr", "prof", "professor", "docteur", "professeur", "dottor",
    "herr", "frau", "m", "mme", "mlle", "señor", "señora", "sr", "sra", "srta", "don", "doña", "signor", "signora", "onorevole",
    "senhor", "senhora", "meneer", "mevrouw", "pan", "pani", "господин", "госпожа", "г-н", "г-жа", "bay", "bayan", "sayın",
    "former", "first", "foreign", "finance", "defense", "defence", "interior", "home", "deputy", "vice", "prime", "papa",
]);

/// Words for one office that neither begins nor ends like the other.
const SAME: &[&[&str]] = &[
    &["sen", "senator", "sens"],
    &["rep", "representative", "congressman", "congresswoman", "reps"],
    &["sgt", "sergeant"],
    &["lt", "lieutenant"],
    &["cmdr", "commander"],
];

/// Most words before and behind a full name that may say its office.
const NEAR: usize = 8;

/// Behind a full name without a comma: "Ann Lee is the mayor".
const CLOSE: usize = 3;

/// Most letters of a title that is written with a point: "Capt.", "Mlle."
const SHORTENED: usize = 4;

/// What stands directly before a name when that is a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'a> {
    /// As it stands, without its point.
    pub word: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
}

/// The title directly before the byte `at`, over the point of "Mr.".
pub fn title_before<'a>(text: &'a str, language: &str, at: usize) -> Option<Title<'a>> {
    let before = text.get(..at)?;
    let whole = before.trim_end_matches([' ', '\u{a0}']);
    let lead = whole.strip_suffix('.').unwrap_or(whole);
    let start = lead.rfind(|c: char| !(c.is_alphanumeric() || c == '-')).map_or(0, |at| at + char_len(lead, at));
    let word = lead.get(start..).filter(|word| !word.is_empty() && before.len() > lead.len())?;
    // A longer word before a point ends a sentence.
    if lead.len() < whole.len() && word.chars().count() > SHORTENED {
        return None;
    }
    let lower = word.to_lowercase();
    (cues::is_title(&lower, language) || gender(&lower, language).is_some()).then_some(Title { word, start })
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The gender that a lower-case title says in its language.
pub fn gender(lower: &str, language: &str) -> Option<Gender> {
    match (lower, language) {
        ("m", "fr") => Some(Gender::Male),
        _ => speech::gender_of_title(lower).filter(|_| cues::is_title(lower, language) || lower == "madame"),
    }
}

/// The gender of who bears a full name: that of the title before it, else that of the given name.
pub fn gender_of_name(text: &str, language: &str, name: &str, at: usize) -> Option<Gender> {
    let title = title_before(text, language, at).and_then(|title| gender(&title.word.to_lowercase(), language));
    let first = name.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
    title.or_else(|| gender(&first, language)).or_else(|| known::gender_of_given_name(&first))
}

/// Whether a name begins with a title: "Mrs. Lee".
pub fn is_titled(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let lower = first.trim_end_matches('.').to_lowercase();
    first.ends_with('.') && cues::is_title(&lower, "en") || cues::is_title(&lower, "en") && NO_OFFICE.has(&lower)
}

/// Whether a lower-case title is that of an office, which is somebody's own.
pub fn is_office(lower: &str, language: &str) -> bool {
    cues::is_title(lower, language) && !NO_OFFICE.has(lower)
}

/// Whether words beside the full name between two bytes give it an office: "Mayor of Wexcombe Ann Lee", "Ann Lee, who was
/// elected mayor".
pub fn bears(text: &str, language: &str, office: &str, (start, end): (usize, usize)) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    is_led(before, language, office) || is_followed(after, language, office)
}

/// Titles, names, and what joins them, read backwards from the name.
fn is_led(before: &str, language: &str, office: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut words = line.split([' ', '\u{a0}', '’', '\'']).rev().filter(|word| !word.is_empty()).take(NEAR).peekable();
    while let Some(word) = words.next() {
        let lower = bare(word);
        if is_same(&lower, office) {
            return true;
        }
        let owned = words.peek().is_some_and(|of| is_joint(&bare(of)));
        let passes =
            is_joint(&lower) || cues::is_title(&lower, language) || word.starts_with(char::is_uppercase) || owned;
        if !passes || word.ends_with(['!', '?', ';']) {
            return false;
        }
    }
    false
}

fn is_joint(lower: &str) -> bool {
    cues::is_particle(lower)
        || matches!(lower, "of" | "for" | "the" | "and" | "der" | "des" | "l" | "d" | "della" | "dell")
}

/// What is said of the name in its sentence, up to a verb of saying.
fn is_followed(after: &str, language: &str, office: &str) -> bool {
    let sentence = after.split(['.', '!', '?', ';', '\n', '“', '„', '«', '"']).next().unwrap_or_default();
    let beside = sentence.trim_start().starts_with([',', '(', '–', '—', '-']);
    sentence
        .split_whitespace()
        .map(bare)
        .filter(|word| !word.is_empty())
        .take(if beside { NEAR } else { CLOSE })
        .take_while(|word| !speech::is_saying(language, word))
        .any(|word| is_same(&word, office))
}

/// In lower case, without marks and without "-elect" and the like.
fn bare(word: &str) -> String {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    cues::without_elect(&lower).to_owned()
}

/// Whether two lower-case words are one office: equal, one short for the other, or one more exact (`Oberbürgermeister`).
fn is_same(word: &str, office: &str) -> bool {
    let (short, long) = if word.len() < office.len() { (word, office) } else { (office, word) };
    let shortened = (3..=4).contains(&short.len()) && long.starts_with(short);
    short == long
        || shortened
        || short.len() > 4 && long.ends_with(short)
        || SAME.iter().any(|same| same.contains(&word) && same.contains(&office))
}
