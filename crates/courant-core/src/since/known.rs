//! What a reader knows of a story, and what a sentence says beyond it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::told::{Counted, Name, Told, letters, of_token};
use crate::model::{Article, EntityKind, Understanding};
use crate::text::lexicon;
use crate::text::numbers::numerals;
use crate::text::reading::Reading;
use crate::text::stems::Stems;
use crate::text::terms::fold;
use crate::text::words::is_unparted;

/// What a figure, a name, or words of somebody's are worth that were not known.
const FACT: f64 = 1.0;
/// What a day, a time, an age, a name's number or a name of no known kind is worth.
const HINT: f64 = 0.5;
/// Worth from which a sentence with a fact adds: a fact and a rare word or two.
const ENOUGH: f64 = 1.5;
/// Worth of rare words from which a sentence without a fact adds, and the share of its words that they have to be.
const WORDS_ALONE: f64 = 3.0;
const SHARE: f64 = 0.5;
/// Rare words are worth no more than this beside each other.
const WORDS_MOST: f64 = 4.0;
/// Share of a sentence's words in one known sentence from which it repeats that one.
const REPEATS: f64 = 0.8;
/// Inexact figures this near each other are one figure.
const ROUNDED: f64 = 0.1;
/// Fewest words of a quotation that says something by itself.
const QUOTED: usize = 4;

/// What was seen.
#[derive(Default)]
pub(super) struct Known {
    /// Words in lower case without accents, of all languages.
    words: HashSet<String>,
    /// Stems, by language.
    stems: BTreeMap<String, HashSet<String>>,
    /// Values of numbers.
    numbers: Vec<Counted>,
    /// Every text, its words parted by single blanks.
    texts: Vec<String>,
    /// The same as letters and digits in lower case.
    letters: Vec<String>,
    /// Stems of sentences, and for each stem the sentences that have it.
    sentences: Vec<usize>,
    holders: BTreeMap<String, Vec<usize>>,
}

impl Known {
    /// Outlets and writers are no news in their own reports.
    pub(super) fn names_of<'a>(&mut self, articles: impl Iterator<Item = &'a Article>) {
        for article in articles {
            for name in std::iter::once(&article.publisher).chain(&article.authors) {
                self.words.extend(letters(name).iter().map(|word| fold(word)));
            }
        }
    }

    /// Takes in all that an article says.
    pub(super) fn read(&mut self, article: &Article, understanding: &Understanding) {
        for text in [&article.title, &article.description, &article.text] {
            let reading = Reading::new(text, &understanding.language);
            let stems = Stems::of(&understanding.language);
            for number in 0..reading.sentences.len() {
                let tokens = reading.tokens_of(number).iter();
                let words = tokens.flat_map(|token| of_token(token.text, token.kind, stems.of_token(token))).collect();
                self.words_of(&understanding.language, &words);
            }
            self.words.extend(letters(text).iter().map(|word| fold(word)));
            self.numbers.extend(numerals(&reading).iter().map(|numeral| Counted {
                value: numeral.value,
                figure: true,
                approximate: numeral.approximate,
            }));
            self.texts.push(squeezed(text));
            self.letters.push(letters(text).join(" "));
        }
    }

    /// Takes in a sentence that is shown.
    pub(super) fn keep(&mut self, sentence: &Told<'_>) {
        self.words_of(sentence.language, &sentence.words);
        self.words.extend(letters(sentence.text).iter().map(|word| fold(word)));
        self.numbers.extend(&sentence.numbers);
        self.texts.push(squeezed(sentence.text));
        self.letters.push(letters(sentence.text).join(" "));
    }

    fn words_of(&mut self, language: &str, words: &BTreeSet<(String, String)>) {
        let number = self.sentences.len();
        self.sentences.push(words.len());
        let known = self.stems.entry(language.to_owned()).or_default();
        for (word, stem) in words {
            self.words.insert(fold(word));
            known.insert(stem.clone());
            self.holders.entry(stem.clone()).or_default().push(number);
        }
    }

    /// What a sentence says that is not known, for comparing; 0 when it adds nothing.
    pub(super) fn news(&self, sentence: &Told<'_>) -> f64 {
        let figures: f64 = sentence.numbers.iter().map(|number| self.number(*number)).sum();
        let names: f64 = sentence.names.iter().map(|name| self.name(name, sentence.language)).sum();
        let quotes = sentence.quotes.iter().filter(|quote| self.is_new_quote(quote)).count() as f64 * FACT;
        let facts = figures + names + quotes;
        let (new, share) = self.rare_words(sentence);
        let adds = if self.repeats(sentence) {
            // The same words with another figure: the figure is the news.
            figures >= FACT
        } else {
            facts >= FACT && facts + new >= ENOUGH || new >= WORDS_ALONE && share >= SHARE
        };
        if !adds || self.stands(sentence.text) {
            return 0.0;
        }
        facts + new.min(WORDS_MOST)
    }

    fn number(&self, number: Counted) -> f64 {
        let near = |known: &Counted| {
            let apart = (known.value - number.value).abs();
            let inexact = known.approximate || number.approximate;
            apart < f64::EPSILON || inexact && apart <= ROUNDED * known.value.abs().max(number.value.abs())
        };
        if self.numbers.iter().any(near) {
            return 0.0;
        }
        // "One of the tubes", "two days": small numbers are in every text.
        if number.figure && number.value.abs() > 2.0 { FACT } else { HINT }
    }

    fn name(&self, name: &Name, language: &str) -> f64 {
        let unknown = |word: &String| !self.knows(word, language);
        let new = match name.kind {
            EntityKind::Person => name.words.last().is_some_and(unknown),
            EntityKind::Place | EntityKind::Organisation | EntityKind::Other => name.words.iter().any(unknown),
        };
        match (new, name.kind) {
            (false, _) => 0.0,
            (true, EntityKind::Other) => HINT,
            (true, EntityKind::Person | EntityKind::Place | EntityKind::Organisation) => FACT,
        }
    }

    /// Whether a word was seen in any language, in another form in this one, or with its last letter or two less.
    fn knows(&self, word: &str, language: &str) -> bool {
        let folded = fold(word);
        let bare = folded.strip_suffix("es").or_else(|| folded.strip_suffix('s'));
        let stem = Stems::of(language).stem(word);
        self.words.contains(&folded)
            || self.words.contains(&format!("{folded}s"))
            || bare.is_some_and(|bare| self.words.contains(bare))
            || self.stems.get(language).is_some_and(|stems| stems.contains(&stem))
    }

    fn is_new_quote(&self, quote: &str) -> bool {
        let words = letters(quote);
        let said = words.join(" ");
        words.len() >= QUOTED && !said.is_empty() && !self.letters.iter().any(|text| text.contains(&said))
    }

    /// What a sentence's unknown words are worth by their rarity, and their share of what all its words are worth. Nothing
    /// in a language in which nothing was seen: there every word is unknown.
    fn rare_words(&self, sentence: &Told<'_>) -> (f64, f64) {
        let Some(known) = self.stems.get(sentence.language) else { return (0.0, 0.0) };
        let (mut new, mut all) = (0.0, 0.0);
        for (word, stem) in sentence.words.iter().filter(|(word, _)| word.chars().any(char::is_alphabetic)) {
            // Where words are not parted, two pairs of letters are about a word.
            let part = if word.chars().any(is_unparted) { 0.5 } else { 1.0 };
            let worth = part * lexicon::rarity(sentence.language, word);
            all += worth;
            if !known.contains(stem) && !self.words.contains(&fold(word)) {
                new += worth;
            }
        }
        (new, if all > 0.0 { new / all } else { 0.0 })
    }

    /// Whether one known sentence has nearly all its words.
    fn repeats(&self, sentence: &Told<'_>) -> bool {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let stems: BTreeSet<&str> = sentence.words.iter().map(|(_, stem)| stem.as_str()).collect();
        for number in stems.iter().filter_map(|stem| self.holders.get(*stem)).flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        shared.values().any(|count| *count as f64 >= REPEATS * stems.len() as f64)
    }

    /// Whether a sentence stands word for word in what was seen.
    fn stands(&self, sentence: &str) -> bool {
        let words = squeezed(sentence);
        self.texts.iter().any(|text| text.contains(&words))
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
