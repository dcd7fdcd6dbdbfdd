//! Words and phrases that open a sentence and point back to something before it, by language.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::entities::is_calendar;
use super::super::speech::is_third_person;
use super::tables::{LANGUAGES, PREFIXES, SPANS, TIMES, YES_OR_NO};

/// The openers of one language.
#[derive(Default)]
struct Openers {
    /// Pointing as a first word.
    first: FxHashSet<&'static str>,
    /// Words that point together with the next.
    leads: FxHashSet<&'static str>,
    /// What they lead to.
    led: FxHashSet<&'static str>,
    /// Whole openings.
    phrases: Vec<&'static str>,
}

fn tables() -> &'static FxHashMap<&'static str, Openers> {
    static TABLES: OnceLock<FxHashMap<&'static str, Openers>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables: FxHashMap<&'static str, Openers> = FxHashMap::default();
        // What is in no known language is read as any of the first four.
        for (place, language) in LANGUAGES.iter().enumerate() {
            for code in [language.code, "und"].into_iter().take(1 + usize::from(place < 4)) {
                let openers = tables.entry(code).or_default();
                openers.first.extend(language.first.split_ascii_whitespace());
                openers.leads.extend(language.leads.split_ascii_whitespace());
                openers.led.extend(language.led.split_ascii_whitespace());
                openers.phrases.extend(language.phrases);
            }
        }
        tables
    })
}

/// Whether a sentence opens by pointing back. `words` are its first words and marks as they stand, `text` begins with them.
pub fn points_back(language: &str, words: &[&str], text: &str) -> bool {
    let prefixes = PREFIXES.iter().find(|(code, ..)| *code == language);
    if let Some((_, prefixes, names)) = prefixes {
        return prefixes.iter().any(|prefix| text.starts_with(prefix))
            && !names.iter().any(|name| text.starts_with(name));
    }
    // The article, not the pronoun: a noun follows at once.
    if language == "de" && words.first() == Some(&"Das") && words.get(1).is_some_and(is_noun) {
        return false;
    }
    let words: Vec<String> =
        words.iter().map(|word| word.to_lowercase().replace('\'', "’").replace('\u{307}', "")).collect();
    let Some(first) = words.first() else { return false };
    let known = tables();
    let Some(openers) = known.get(language).or_else(|| known.get("und")) else { return false };
    let head = first.split('’').next().unwrap_or_default();
    // Arabic writes "and" and "so" at the front of the word.
    let bare = if language == "ar" { first.strip_prefix(['و', 'ف']).unwrap_or(first) } else { head };
    let second = words.get(1).map_or("", String::as_str);
    let third = words.get(2).map_or("", String::as_str);
    let leads = openers.leads.contains(first.as_str()) || openers.leads.contains(bare);
    let led = leads && openers.led.contains(second) && !TIMES.contains(&third);
    let flat = format!("{} ", words.join(" "));
    openers.first.contains(first.as_str())
        || openers.first.contains(bare)
        || led
        || YES_OR_NO.contains(&first.as_str()) && matches!(second, "," | "،" | "!" | "–" | "—")
        || openers.phrases.iter().any(|phrase| flat.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
        || is_of_them(language, &words)
        || is_later(language, &words)
        || is_dated(language, &words, &openers.leads)
}

/// Whether a word behind a German article is a noun that does not itself point back.
fn is_noun(word: &&str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !matches!(*word, "Gleiche" | "Selbe" | "Ganze")
}

/// "None of them", "Keiner von ihnen": some of what was named before.
fn is_of_them(language: &str, words: &[String]) -> bool {
    let (of, them): (&[&str], &[&str]) = match language {
        "en" => (&["of"], &["them", "it", "these", "those", "this", "that", "whom", "which"]),
        "de" => (&["von"], &["ihnen", "diesen", "denen"]),
        "fr" => (&["d’", "de", "parmi"], &["eux", "elles", "ceux-ci", "celles-ci"]),
        "es" => (&["de"], &["ellos", "ellas", "estos", "estas", "esos", "esas"]),
        "it" => (&["di"], &["loro", "essi", "esse", "questi", "queste"]),
        "pt" => (&["de"], &["eles", "elas"]),
        "nl" => (&["van"], &["hen", "hun", "ze", "deze", "die"]),
        "sv" | "no" | "da" => (&["av", "af"], &["dem", "dessa", "disse"]),
        "ru" => (&["из"], &["них", "этих", "тех"]),
        "uk" => (&["з", "із"], &["них", "цих", "тих"]),
        "pl" => (&["z"], &["nich", "tych"]),
        _ => return false,
    };
    words.windows(2).take(3).any(|pair| of.contains(&pair[0].as_str()) && them.contains(&pair[1].as_str()))
}

/// "On Monday they did", "Am Montag sagte sie", "Lundi, il": a pronoun behind nothing but a day or a time.
fn is_dated(language: &str, words: &[String], leads: &FxHashSet<&'static str>) -> bool {
    let pronoun = |word: &String| is_third_person(language, word) || language == "en" && word == "it";
    let Some(at) = words.iter().take(6).position(pronoun).filter(|at| *at > 0) else { return false };
    let timed = |word: &String| {
        let word = word.as_str();
        is_calendar(word) || TIMES.contains(&word) || SPANS.contains(&word) || word.starts_with(char::is_numeric)
    };
    let filling = |word: &String| leads.contains(word.as_str()) || DATING.contains(&word.as_str());
    // Where the verb stands second it stands between.
    let second = usize::from(matches!(language, "de" | "nl" | "sv" | "da" | "no"));
    let before = &words[..at.saturating_sub(second)];
    before.iter().any(timed) && before.iter().all(|word| timed(word) || filling(word))
}

/// Words around a day or a time that name nothing.
#[rustfmt::skip]
const DATING: &[&str] = &[
    ",", "on", "last", "next", "this", "early", "late", "earlier", "later", "the", "a", "night", "day", "am", "im", "letzten", "letzte",
    "vergangenen", "vergangene", "nächsten", "dem", "den", "der", "le", "la", "l’", "en", "au", "soir", "matin", "dernier", "dernière",
    "op", "afgelopen", "på", "i", "förra", "sidste", "forrige", "em", "na", "no", "nel", "nella", "il", "в", "во", "у",
];

/// Words that lead from "later" to what it counts from.
const COUNTED_FROM: &[&str] =
    &["que", "che", "de", "del", "di", "da", "do", "than", "dan", "als", "il", "lo", "la", "l’", "i", "gli", "le"];

/// "Ten years earlier", "Zwei Tage später": counted from what was told before.
fn is_later(language: &str, words: &[String]) -> bool {
    let later: &[&str] = match language {
        "en" => &["later", "earlier", "afterwards"],
        "de" => &["später", "zuvor", "darauf", "danach"],
        "fr" => &["plus tard", "plus tôt", "auparavant"],
        "es" => &["después", "más tarde", "antes"],
        "it" => &["dopo", "più tardi", "prima"],
        "pt" => &["depois", "mais tarde", "antes"],
        "nl" => &["later", "eerder"],
        "sv" | "da" | "no" => &["senare", "senere", "tidigare", "tidligere"],
        "ru" => &["спустя", "позже", "раньше"],
        _ => return false,
    };
    let counted = |word: &String| SPANS.contains(&word.as_str());
    let Some(at) = words.iter().take(4).position(counted) else { return false };
    let rest = words.get(at + 1..).unwrap_or_default().join(" ");
    // "Two days after the flood" and "zwei Tage nach dem Brand" count from what they name.
    later.iter().any(|later| {
        rest.strip_prefix(later).is_some_and(|rest| {
            let next = rest.split_whitespace().next().unwrap_or_default();
            (rest.is_empty() || rest.starts_with(' ')) && !COUNTED_FROM.contains(&next)
        })
    })
}
