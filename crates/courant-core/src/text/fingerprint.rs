//! Copies of one text: shingles of five words, and how much of one text's shingles another holds.
//!
//! Containment of .8 with five-word shingles calls two texts copies (Broder, "On the resemblance and containment of
//! documents", 1997); changing one word in ten leaves about .59 of the shingles.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::agency::is_credit;

/// Words in one shingle.
const WORDS: usize = 5;
/// Share of the smaller text's shingles that makes a copy.
pub const COPY: f64 = 0.8;
/// The same where only sketches are at hand. Of a text in which three words in a hundred were changed 86 in a hundred shingles are left,
/// and a sketch is sure of that by about four.
pub const SKETCH_COPY: f64 = 0.74;
/// Texts with fewer shingles are too short to be told copies from chance.
const FEWEST: usize = 26;
/// Hashes kept in a sketch.
pub const SKETCH: usize = 64;
/// One in so many shingles is indexed, and at least as many as a sketch has.
const SAMPLED: usize = 4;
/// Articles remembered for one shingle; more than that is boilerplate.
const MOST_HOLDERS: usize = 24;

/// The hashes of a text's shingles, sorted, each once. Lines that only credit an agency do not count.
pub fn shingles(text: &str) -> Vec<u32> {
    let lines = text.lines().filter(|line| !is_credit(line));
    let words = lines.flat_map(|line| line.split(|char: char| !char.is_alphanumeric()));
    let mut words = Joined::of(words.filter(|word| !word.is_empty()).map(str::to_lowercase));
    if words.ends.len() < FEWEST && text.chars().count() > FEWEST * 3 {
        words = Joined::of(letters(text).into_iter());
    }
    let mut hashes: Vec<u32> = words.windows().map(|window| (xxh3_64(window.as_bytes()) >> 32) as u32).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Words one behind the other with a blank between them, and where each begins and ends.
#[derive(Default)]
struct Joined {
    text: String,
    begins: Vec<usize>,
    ends: Vec<usize>,
}

impl Joined {
    fn of(words: impl Iterator<Item = String>) -> Self {
        let mut joined = Self::default();
        for word in words {
            if !joined.text.is_empty() {
                joined.text.push(' ');
            }
            joined.begins.push(joined.text.len());
            joined.text.push_str(&word);
            joined.ends.push(joined.text.len());
        }
        joined
    }

    /// Each run of as many words as a shingle has.
    fn windows(&self) -> impl Iterator<Item = &str> {
        let ends = self.ends.get(WORDS - 1..).unwrap_or_default();
        self.begins.iter().zip(ends).map(|(begin, end)| self.text.get(*begin..*end).unwrap_or_default())
    }
}

/// The smallest hashes of a text's shingles: enough to estimate containment. Empty for short texts.
pub fn sketch(text: &str) -> Vec<u32> {
    let mut hashes = shingles(text);
    if hashes.len() < FEWEST {
        return Vec::new();
    }
    hashes.truncate(SKETCH);
    hashes
}

/// Sampled shingles of the smaller text that say something of its share, and from how many on they say it well. Of fewer, one that
/// happens to be shared, a name with its title, would make a copy.
const FEWEST_SAMPLED: usize = 4;
const ENOUGH_SAMPLED: usize = 16;

/// Estimated share of the smaller text's shingles that stand in the other, from two sketches; 0 when one is empty, or where so short
/// a text is held against so long a one that too few of its shingles were looked at. Where they are few, one that is missing counts twice.
pub fn containment(a: &[u32], b: &[u32]) -> f64 {
    let reach = |sketch: &[u32]| match sketch.last() {
        Some(&last) if sketch.len() == SKETCH => last,
        _ => u32::MAX,
    };
    let limit = reach(a).min(reach(b));
    let below = |sketch: &[u32]| sketch.partition_point(|hash| *hash <= limit);
    let (a, b) = (a.get(..below(a)).unwrap_or(a), b.get(..below(b)).unwrap_or(b));
    let (smaller, common) = (a.len().min(b.len()), common(a, b));
    let sampled = limit != u32::MAX;
    match smaller {
        0 => 0.0,
        few if sampled && few < FEWEST_SAMPLED => 0.0,
        few if sampled && few < ENOUGH_SAMPLED => common.saturating_sub(few - common) as f64 / few as f64,
        all => common as f64 / all as f64,
    }
}

/// What `copies` says of one text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copy {
    /// Number of the earliest text of the copy set, in order of adding.
    pub of: usize,
    /// Share of this text's shingles that stand there.
    pub overlap: f64,
}

/// Finds copies among texts as they arrive. Cost grows with the text, not with the number of texts.
#[derive(Debug, Clone, Default)]
pub struct CopyIndex {
    texts: Vec<Vec<u32>>,
    earliest: Vec<usize>,
    holders: BTreeMap<u32, Vec<u32>>,
}

impl CopyIndex {
    /// Adds a text and says what it is a copy of.
    pub fn add(&mut self, text: &str) -> Option<Copy> {
        let shingles = shingles(text);
        let number = self.texts.len();
        let found = if shingles.len() < FEWEST { None } else { self.find(&shingles) };
        if shingles.len() >= FEWEST {
            let sampled = shingles.len().min(SKETCH.max(shingles.len() / SAMPLED));
            for hash in shingles.iter().take(sampled) {
                let holders = self.holders.entry(*hash).or_default();
                if holders.len() < MOST_HOLDERS {
                    holders.push(number as u32);
                }
            }
        }
        self.earliest.push(found.map_or(number, |copy| copy.of));
        self.texts.push(shingles);
        found
    }

    fn find(&self, shingles: &[u32]) -> Option<Copy> {
        let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
        for holder in shingles.iter().filter_map(|hash| self.holders.get(hash)).flatten() {
            *votes.entry(*holder).or_default() += 1;
        }
        let copied = votes.keys().map(|number| *number as usize).find(|number| {
            let other = self.texts.get(*number).map(Vec::as_slice).unwrap_or_default();
            common(shingles, other) as f64 >= COPY * shingles.len().min(other.len()) as f64
        })?;
        let of = *self.earliest.get(copied)?;
        let other = self.texts.get(of)?;
        Some(Copy { of, overlap: common(shingles, other) as f64 / shingles.len() as f64 })
    }
}

/// How many hashes two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        shared += usize::from(x == y);
    }
    shared
}

/// Text without blanks between words is cut into letters.
fn letters(text: &str) -> Vec<String> {
    text.chars().filter(|char| char.is_alphanumeric()).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("w{number} ")).collect()
    }

    fn check(earlier: &str, later: &str, copied: bool) {
        let mut index = CopyIndex::default();
        assert_eq!(index.add(earlier), None);
        assert_eq!(index.add(later).is_some(), copied, "{earlier:.60?} {later:.60?}");
        let estimate = containment(&sketch(earlier), &sketch(later));
        assert_eq!(estimate >= SKETCH_COPY, copied, "sketches of {earlier:.60?} {later:.60?}: {estimate}");
    }

    #[test]
    fn copies() {
        let text = words(0..200);
        check(&text, &text, true);
        check(&text, &words(0..150), true);
        check(&words(0..60), &text, true);
        check(&text, &format!("{text} {}", words(1000..1100)), true);
        check(&text, &words(50..250), false);
        check(&text, &words(300..500), false);
        check(&words(0..20), &words(0..20), false);
        check(&text, &format!("LONDON (Reuters) - By A Writer\n{text}\n© Agence France-Presse"), true);
        check("", "", false);
    }

    /// A hundred teasers of forty words against texts of eight hundred: those that share so many words in a row with it, and those
    /// that are its beginning. Returns how many are taken for copies.
    fn teasers(shared: u32) -> usize {
        let alike = |number: &u32| {
            let from = number * 10_000;
            let teaser = format!("{}{}", words(from..from + shared), words(from + 5_000..from + 5_040 - shared));
            containment(&sketch(&words(from..from + 800)), &sketch(&teaser)) >= SKETCH_COPY
        };
        (0..200).filter(alike).count()
    }

    #[test]
    fn a_name_that_a_teaser_shares_with_a_long_text_makes_no_copy() {
        assert_eq!([0, 6, 9].map(teasers), [0, 0, 0]);
        assert!(teasers(40) >= 40, "{}", teasers(40));
    }

    #[test]
    fn a_shingle_is_five_words_with_blanks_between() {
        let mut expected: Vec<u32> =
            ["the ferry to süd harbour", "ferry to süd harbour sank", "to süd harbour sank today"]
                .map(|words| (xxh3_64(words.as_bytes()) >> 32) as u32)
                .into();
        expected.sort_unstable();
        assert_eq!(shingles("The ferry to SÜD-Harbour\n(Reuters)\nsank, today"), expected);
        assert!(shingles("Four words stand here").is_empty());
        // "defence" names no agency.
        assert_eq!(shingles("In defence of the ferry and its crew").len(), 4);
    }

    #[test]
    fn a_chain_of_copies_names_the_earliest() {
        let mut index = CopyIndex::default();
        let texts = [words(0..100), words(500..600), words(0..110), words(0..120)];
        let found: Vec<Option<usize>> = texts.iter().map(|text| index.add(text).map(|copy| copy.of)).collect();
        assert_eq!(found, [None, None, Some(0), Some(0)]);
    }

    #[test]
    fn overlap_is_the_share_found_there() {
        let mut index = CopyIndex::default();
        index.add(&words(0..84));
        let copy = index.add(&words(0..104)).unwrap();
        assert_eq!(copy, Copy { of: 0, overlap: 0.8 });
    }
}
