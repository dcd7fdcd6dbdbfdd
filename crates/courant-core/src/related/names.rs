//! Names that two articles share.

use std::collections::{BTreeMap, BTreeSet};

use super::why::{is_looked_at, looked_at, stands_in};
use crate::model::{Article, EntityKind, Understanding, Why, WhyKind};
use crate::text::lexicon::is_stop;
use crate::text::prior::rarity;

/// Rarity, in steps of a thirty-second, from which a single word says something: country names say too little.
const TELLING: u32 = 118;
/// Words in the longest name.
const LONGEST: usize = 4;
/// Letters in the shortest: "Mt" of Mt. Gox names nothing.
const SHORTEST: usize = 3;

/// Names in both, rarest first, none inside another. Words that are merely capitalised count as names in languages
/// that capitalise names only, and as phrases in German.
pub(super) fn shared(a: &Article, of_a: &Understanding, b: &Article, of_b: &Understanding) -> Vec<Why> {
    let entities = of_a.entities.iter().chain(&of_b.entities).filter(|entity| is_looked_at(entity.start));
    let known: BTreeMap<&str, EntityKind> = entities.map(|entity| (entity.text.trim(), entity.kind)).collect();
    let mut names: BTreeSet<String> = known.keys().map(|name| (*name).to_owned()).collect();
    for (article, of) in [(a, of_a), (b, of_b)] {
        let title = Some(article.title.as_str()).filter(|title| !is_capitalised(title)).unwrap_or_default();
        for text in [title, looked_at(article)] {
            names.extend(capitalised(text, &of.language));
        }
    }
    let mut told: Vec<(u32, String)> = names
        .into_iter()
        .map(|name| (telling(&name), name))
        .filter(|(rarity, name)| *rarity >= TELLING && name.chars().count() >= SHORTEST)
        .filter(|(_, name)| !is_half(name, &known) && stands_in(name, a) && stands_in(name, b))
        .filter(|(_, name)| known.contains_key(name.as_str()) || !is_plain(name, [a, b]))
        .collect();
    told.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.len().cmp(&a.1.len())).then_with(|| a.1.cmp(&b.1)));
    let german = [&of_a.language, &of_b.language].iter().any(|language| language.starts_with("de"));
    let mut kept: Vec<Why> = Vec::new();
    for (_, name) in told {
        let small = name.to_lowercase();
        let holds = |other: &str| other.contains(&small) || small.contains(other);
        let told = kept.iter().any(|other| holds(&other.text.to_lowercase()))
            // "Brett Crane" and "Judge Crane" are one.
            || kept.iter().any(|other| last_word(&other.text) == last_word(&name));
        if !told {
            let kind = if german && !known.contains_key(name.as_str()) { WhyKind::Phrase } else { WhyKind::Entity };
            kept.push(Why { kind, text: name });
        }
    }
    kept
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Letters from which a word in capitals is shouting and no acronym.
const SHOUTED: usize = 6;

/// Whether a single word names nobody by itself: the given name of a person whom one of the texts calls by more, or a word that is
/// shouted.
fn is_half(name: &str, known: &BTreeMap<&str, EntityKind>) -> bool {
    if name.contains(' ') || known.contains_key(name) {
        return false;
    }
    let given = |(full, kind): (&&str, &EntityKind)| {
        *kind == EntityKind::Person && full.split_once(' ').is_some_and(|(first, _)| first == name)
    };
    known.iter().any(given) || name.chars().count() >= SHOUTED && !name.chars().any(char::is_lowercase)
}

/// Endings of English adverbs that no name has.
const ADVERBS: [&str; 9] = ["fully", "ously", "ately", "ingly", "edly", "ically", "ently", "antly", "ably"];

/// Whether a single word is none of somebody's: an adverb, or one that the texts write small as well ("the Justices", "justices").
fn is_plain(name: &str, articles: [&Article; 2]) -> bool {
    let small = name.to_lowercase();
    !name.contains(' ')
        && (ADVERBS.iter().any(|ending| small.ends_with(ending))
            || small != name && articles.iter().any(|article| stands_in(&small, article)))
}

/// How much a name says: its words' rarity, the rarest in full and the others by half.
fn telling(name: &str) -> u32 {
    let words = name.split(|char: char| !char.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let mut rarities: Vec<u32> = words.map(|word| u32::from(rarity(&word.to_lowercase()))).collect();
    rarities.sort_unstable_by(|a, b| b.cmp(a));
    rarities.iter().take(1).sum::<u32>() + rarities.iter().skip(1).map(|rarity| rarity / 2).sum::<u32>()
}

/// Whether a headline writes all its words with capitals, so that none of them is a name for having one.
fn is_capitalised(title: &str) -> bool {
    let starts = |of: fn(char) -> bool| {
        let long = title
            .split_whitespace()
            .skip(1)
            .filter(|word| word.chars().filter(|char| char.is_alphabetic()).count() > 3);
        long.filter(|word| word.chars().find(|char| char.is_alphabetic()).is_some_and(of)).count()
    };
    starts(char::is_lowercase) == 0 && starts(char::is_uppercase) > 1
}

/// A word without the ending that says whose something is ("Crane's").
pub(super) fn without_whose(word: &str) -> &str {
    ["'s", "’s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// What stands before a word.
enum Before {
    Nothing,
    /// A capitalised word that is in no run, for it opens a sentence or a run was long enough.
    Cut,
    /// A word of a run.
    Run,
    /// "of", behind a capitalised word.
    Of,
}

/// Runs of up to four capitalised words that do not begin a sentence, and the words of longer ones. A run whose beginning may
/// stand before it ("Vice | President Mike Crane" where a sentence opens, "Secretary of | State Mike Crane") is no name.
fn capitalised(text: &str, language: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let mut opens = true;
    let (mut before, mut cut) = (Before::Nothing, false);
    let mut following = words(text).skip(1);
    for (start, word) in words(text) {
        let next = following.next();
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let begin = start + word.find(bare).unwrap_or(0);
        let touches = word.starts_with(bare);
        if !capital || !touches {
            keep(text, &mut run, cut, &mut found);
        }
        let name = without_whose(bare);
        let goes_on = next.is_some_and(|(at, next)| {
            next.starts_with(char::is_uppercase) && text.get(start + word.len()..at) == Some(" ")
        });
        // "Director James B. Crane": the letter ends no name.
        if goes_on && !run.is_empty() && name.chars().count() == 1 && word.strip_suffix('.') == Some(name) {
            continue;
        }
        if capital && !opens && name.chars().count() > 1 {
            if run.is_empty() {
                cut = touches && matches!(before, Before::Cut | Before::Of);
            }
            run.push((begin, begin + name.len()));
        }
        let ends = !word.ends_with(name);
        let long = run.len() >= LONGEST;
        if long && !ends && goes_on {
            // Whoever is named goes on: "Harbour Board Deputy Chair Ottilie | Crane".
            run.clear();
        } else if ends || long {
            keep(text, &mut run, cut, &mut found);
        }
        before = match before {
            _ if ends => Before::Nothing,
            _ if capital && (long || opens && !is_stop(language, &bare.to_lowercase())) => Before::Cut,
            _ if capital && !opens => Before::Run,
            Before::Cut | Before::Run if bare == "of" => Before::Of,
            _ => Before::Nothing,
        };
        opens = word.ends_with(['.', '!', '?', ':', '”', '"']) || bare.is_empty();
    }
    keep(text, &mut run, cut, &mut found);
    found
}

/// Keeps a finished run and its single words; of one that is cut off the last word alone.
fn keep(text: &str, run: &mut Vec<(usize, usize)>, cut: bool, found: &mut BTreeSet<String>) {
    if let (Some((start, _)), Some((_, end))) = (run.first(), run.last()) {
        let words = run.iter().skip(if cut { run.len() - 1 } else { 0 });
        found.extend(words.filter_map(|(start, end)| text.get(*start..*end)).map(str::to_owned));
        let whole = text.get(*start..*end).filter(|name| !cut && !name.contains('\n'));
        found.extend(whole.map(str::to_owned));
    }
    run.clear();
}

/// Words with where they start.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: (&str, &str), b: (&str, &str), expected: &[&str]) {
        let article = |(title, description): (&str, &str)| Article {
            title: title.into(),
            description: description.into(),
            ..Article::default()
        };
        let (a, b) = (article(a), article(b));
        let none = Understanding { language: "en".into(), ..Understanding::default() };
        let found: Vec<String> = shared(&a, &none, &b, &none).into_iter().map(|why| why.text).collect();
        assert_eq!(found, expected, "{} / {}", a.title, b.title);
    }

    #[test]
    fn names_in_both() {
        // One opens its headline with the name, the other says whose the ship is.
        check(("Crane's ferry idles", ""), ("Why the ferry of Ottilie Crane's son idles", ""), &["Crane"]);
        check(("The storm over Aldermouth", ""), ("Aldermouth shuts its pier", ""), &["Aldermouth"]);
        // Where every word has a capital, none is a name for it.
        check(("Skerry Ferry Runs Aground", ""), ("Why The Skerry Ferry Was Late", ""), &[]);
        check(("Skerry Ferry Runs Aground", ""), ("On board the Skerry ferry", ""), &["Skerry"]);
        // A teaser stands under its headline.
        check(("Ship aground", "It hit the rocks off Saltpan."), ("Rescue off Saltpan", ""), &["Saltpan"]);
        check(("The trade at Mt. Gox", ""), ("A thief at Mt. Etna", ""), &[]);
        // What a run leaves out at its beginning may change who is named.
        let minister = "He met Secretary of State Ottilie Crane. Vice President Edda Brandt was there.";
        check(("A visit", minister), ("No visit", minister), &["Brandt", "Crane"]);
        check(
            ("The fire", "The Skerry Tunnel burned."),
            ("A fire", "All of the Skerry Tunnel burned."),
            &["Skerry Tunnel"],
        );
        check(("A word", "It is a DISGRACE, they say."), ("No word", "What a DISGRACE it is."), &[]);
        check(
            ("A court", "It was Judge Brandt."),
            ("A judge", "So said Edda Brandt. It was Judge Brandt."),
            &["Judge Brandt"],
        );
    }

    #[test]
    fn a_name_is_not_cut() {
        let board = "It was Harbour Board Deputy Chair Ottilie Crane.";
        check(("A board", board), ("No board", board), &["Crane"]);
        let director = "It was Director James B. Crane.";
        check(("A board", director), ("No board", director), &["Director James B. Crane"]);
    }

    #[test]
    fn a_plain_word_is_no_name() {
        check(
            ("A court", "So did the Justices of Skerry, and justices do."),
            ("A judge", "So did the Justices of Skerry."),
            &["Skerry"],
        );
        check(("A word", "He said: “I Regretfully go.”"), ("No word", "He wrote “I Regretfully go.”"), &[]);
        check(
            ("A law", "They call it Skerrycare here."),
            ("No law", "It is Skerrycare, or SkerryCare. The SkerryCare law."),
            &["Skerrycare"],
        );
    }
}
