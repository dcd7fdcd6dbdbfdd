//! Names that two articles share.

use std::collections::BTreeSet;

use super::why::{is_looked_at, looked_at, stands_in};
use crate::model::{Article, Understanding, Why, WhyKind};
use crate::text::prior::rarity;

/// Rarity, in steps of a thirty-second, from which a single word says something: country names say too little.
const TELLING: u32 = 118;
/// Words in the longest name.
const LONGEST: usize = 4;

/// Names in both, rarest first, none inside another. Words that are merely capitalised count as names in languages
/// that capitalise names only, and as phrases in German.
pub(super) fn shared(a: &Article, of_a: &Understanding, b: &Article, of_b: &Understanding) -> Vec<Why> {
    let entities = of_a.entities.iter().chain(&of_b.entities).filter(|entity| is_looked_at(entity.start));
    let known: BTreeSet<&str> = entities.map(|entity| entity.text.trim()).collect();
    let mut names: BTreeSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
    for text in [a.title.as_str(), looked_at(a)] {
        names.extend(capitalised(text));
    }
    let mut told: Vec<(u32, String)> = names
        .into_iter()
        .map(|name| (telling(&name), name))
        .filter(|(rarity, name)| *rarity >= TELLING && stands_in(name, a) && stands_in(name, b))
        .collect();
    told.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.len().cmp(&a.1.len())).then_with(|| a.1.cmp(&b.1)));
    let german = [&of_a.language, &of_b.language].iter().any(|language| language.starts_with("de"));
    let mut kept: Vec<Why> = Vec::new();
    for (_, name) in told {
        let inside = kept.iter().any(|other| other.text.contains(&name) || name.contains(&other.text));
        if !inside {
            let kind = if german && !known.contains(name.as_str()) { WhyKind::Phrase } else { WhyKind::Entity };
            kept.push(Why { kind, text: name });
        }
    }
    kept
}

/// How much a name says: its words' rarity, the rarest in full and the others by half.
fn telling(name: &str) -> u32 {
    let words = name.split(|char: char| !char.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let mut rarities: Vec<u32> = words.map(|word| u32::from(rarity(&word.to_lowercase()))).collect();
    rarities.sort_unstable_by(|a, b| b.cmp(a));
    rarities.iter().take(1).sum::<u32>() + rarities.iter().skip(1).map(|rarity| rarity / 2).sum::<u32>()
}

/// Runs of up to four capitalised words that do not begin a sentence.
fn capitalised(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let mut opens = true;
    for (start, word) in words(text) {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let begin = start + word.find(bare).unwrap_or(0);
        let touches = word.starts_with(bare);
        if !capital || !touches {
            keep(text, &mut run, &mut found);
        }
        if capital && !opens && bare.chars().count() > 1 {
            run.push((begin, begin + bare.len()));
        }
        let ends = !word.ends_with(bare);
        if ends || run.len() >= LONGEST {
            keep(text, &mut run, &mut found);
        }
        opens = word.ends_with(['.', '!', '?', ':', '”', '"']) || bare.is_empty();
    }
    keep(text, &mut run, &mut found);
    found
}

/// Keeps a finished run, and a single word of it where the run is long.
fn keep(text: &str, run: &mut Vec<(usize, usize)>, found: &mut BTreeSet<String>) {
    if let (Some((start, _)), Some((_, end))) = (run.first(), run.last()) {
        found.extend(text.get(*start..*end).filter(|name| !name.contains('\n')).map(str::to_owned));
        found.extend(run.iter().filter_map(|(start, end)| text.get(*start..*end)).map(str::to_owned));
    }
    run.clear();
}

/// Words with where they start.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
