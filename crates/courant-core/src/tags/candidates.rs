//! What may become a hashtag: names, nouns and pairs of words that recur.

use std::collections::{BTreeMap, HashSet};

use super::measures;
use super::names;
use super::nouns;
use super::spelling::{self, fold};
use super::unparted;
use super::vocabulary::Vocabulary;
use crate::model::{EntityKind, TagKind};
use crate::text::entities::{self, Named, is_calendar, is_given_name, is_place, is_title};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::standalone::dateline;
use crate::text::word_set::WordSet;
use crate::text::words::{Token, TokenKind};

/// One candidate with all its places.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its words as a reader should see them.
    pub words: String,
    /// What it names.
    pub kind: TagKind,
    /// How often it stands in the text.
    pub count: usize,
    /// Where it stands first: share of the text before it, 0 to 1.
    pub first: f64,
    /// Whether the headline has it.
    pub titled: bool,
    /// Whether the headline has it, or the last name of the person that it is.
    pub headed: bool,
    /// Whether it is a name.
    pub named: bool,
    /// How much it says by itself.
    pub worth: Worth,
    /// Its words, folded.
    pub folded: Vec<String>,
    /// Its spelling as a tag, see [`spelling::key`].
    pub key: String,
}

/// How much words say, wherever they stand.
#[derive(Debug, Clone, Copy)]
pub struct Worth {
    /// How rare they are in other texts, 0 to 1.
    pub rarity: f64,
    /// How noun-like they are, 0 to 1.
    pub noun: f64,
    /// Whether they are only there in case nothing better is.
    pub spare: bool,
}

/// Words for what happens.
static EVENTS: WordSet = WordSet::of(&[
    "election",
    "strike",
    "earthquake",
    "war",
    "flood",
    "fire",
    "storm",
    "hurricane",
    "protest",
    "trial",
    "summit",
    "attack",
    "crash",
    "referendum",
    "festival",
    "wildfire",
    "tsunami",
    "explosion",
    "shooting",
    "outbreak",
    "pandemic",
    "coup",
    "ceasefire",
    "wahl",
    "streik",
    "erdbeben",
    "krieg",
    "sturmflut",
    "unfall",
    "élection",
    "grève",
    "séisme",
    "guerre",
    "tempête",
    "incendie",
    "elección",
    "elecciones",
    "huelga",
    "terremoto",
    "guerra",
    "incendio",
    "tormenta",
    "inundación",
    "elezioni",
    "sciopero",
    "alluvione",
    "valanga",
    "eleições",
    "eleição",
    "greve",
    "enchente",
    "incêndio",
    "verkiezingen",
    "staking",
    "aardbeving",
    "oorlog",
    "overstroming",
    "brand",
    "выборы",
    "забастовка",
    "землетрясение",
    "война",
    "паводок",
    "наводнение",
    "пожар",
    "wybory",
    "strajk",
    "wojna",
    "powódź",
    "pożar",
    "seçim",
    "grev",
    "deprem",
    "savaş",
    "yangın",
    "sel",
]);

/// Every candidate, in order of its key.
pub fn collect(reading: &Reading<'_>, title: &Reading<'_>, names: &[Named]) -> Vec<Candidate> {
    let vocabulary = Vocabulary::of(reading, |token, lower| is_content(reading.language, token, lower));
    let mut found = Found {
        reading,
        title_words: folded_words(title),
        nouns: nouns::nounness(reading, &vocabulary, title),
        vocabulary,
        begin: dateline(reading.text),
        table: BTreeMap::new(),
    };
    let names = own_names(reading, names);
    found.names(&names);
    let covered = covered(reading, &names);
    found.words(&covered, nouns::UNCLEAR);
    found.pairs(&covered);
    found.stretches();
    if found.table.is_empty() {
        // A text of verbs alone is labelled by them rather than not at all.
        found.words(&covered, 0.0);
    }
    let (table, titled) = (found.table, found.title_words);
    let last_titled = |candidate: &Candidate| {
        candidate.kind == TagKind::Person && candidate.folded.last().is_some_and(|last| titled.contains(last))
    };
    let keyed = |candidate: Candidate| Candidate {
        key: spelling::key(&candidate.words),
        headed: candidate.titled || last_titled(&candidate),
        ..candidate
    };
    table.into_values().map(keyed).collect()
}

/// The names of a headline, which a short text may leave out. Where nearly every word has a capital only what is known counts.
pub fn of_title(title: &Reading<'_>) -> Vec<Candidate> {
    let capitalised = nouns::capitalised(title);
    let mut names = entities::names(title);
    names.retain(|name| {
        let mut words = name.full.split(' ');
        let (first, last) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let person = words.next().is_none() && is_given_name(&first.to_lowercase()) && !last.is_empty();
        let known = is_place(&name.full) || person && lexicon::english(&last.to_lowercase()).is_none();
        let shouted = name.full.chars().count() > 3 && name.full.chars().all(|c| c.is_uppercase() || c == ' ');
        let word = last.is_empty() && lexicon::english(&first.to_lowercase()).is_some();
        known || !capitalised && !shouted && (name.sure || !word && name.first > 0)
    });
    let mut found = collect(title, title, &names);
    found.retain(|candidate| candidate.named);
    found
}

struct Found<'a, 'b> {
    reading: &'a Reading<'b>,
    title_words: Vec<String>,
    vocabulary: Vocabulary,
    /// For each word of the vocabulary: how noun-like it is in this text, 0 to 1.
    nouns: Vec<f64>,
    /// Where the report begins behind its dateline, in bytes: the agency's place and name are no subject.
    begin: usize,
    table: BTreeMap<String, Candidate>,
}

fn folded_words(reading: &Reading<'_>) -> Vec<String> {
    reading
        .tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Mark)
        .map(|token| fold(token.text, reading.language))
        .collect()
}

/// The names without single words of no known kind that only ever open a sentence: their capital is the sentence's.
fn own_names<'a>(reading: &Reading<'_>, names: &'a [Named]) -> Vec<&'a Named> {
    let opens = |name: &Named| {
        let before = name.first.checked_sub(1).map(|before| reading.tokens[before]);
        let first = reading.bounds.binary_search_by_key(&name.first, |(first, _)| *first).is_ok();
        first
            || before.is_none_or(|before| {
                matches!(before.text, ":" | "“" | "\"" | "„" | "«" | "‘" | "—" | "–" | "•" | "¿" | "¡" | "…")
            })
    };
    let doubtful = |name: &Named| name.last - name.first == 1 && name.kind == EntityKind::Other && !name.sure;
    let inner: HashSet<&str> = names.iter().filter(|name| !opens(name)).map(|name| name.full.as_str()).collect();
    names.iter().filter(|name| !doubtful(name) || inner.contains(name.full.as_str())).collect()
}

/// For each token, whether a name holds it.
fn covered(reading: &Reading<'_>, names: &[&Named]) -> Vec<bool> {
    let mut covered = vec![false; reading.tokens.len()];
    for name in names {
        covered[name.first..name.last].fill(true);
    }
    covered
}

impl Found<'_, '_> {
    fn add(&mut self, words: &str, kind: TagKind, at: usize, worth: Worth, named: bool) {
        let folded: Vec<String> = words
            .split([' ', '-', '‐'])
            .map(|word| fold(word, self.reading.language))
            .filter(|word| !word.is_empty())
            .collect();
        if folded.is_empty() {
            return;
        }
        let whole = fold(words, self.reading.language);
        let titled = folded.iter().all(|word| self.title_words.contains(word)) || self.title_words.contains(&whole);
        let first =
            self.reading.tokens.get(at).map_or(0.0, |token| token.start as f64 / self.reading.text.len().max(1) as f64);
        let entry = self.table.entry(whole).or_insert_with(|| Candidate {
            words: words.to_owned(),
            kind,
            count: 0,
            first,
            titled,
            headed: false,
            named: false,
            worth,
            folded,
            key: String::new(),
        });
        entry.count += 1;
        entry.named |= named;
        entry.worth.spare &= worth.spare;
        // A name's spelling and kind win over a word's; of two spellings the shorter is the singular.
        if kind != TagKind::Topic && entry.kind == TagKind::Topic
            || kind == entry.kind && words.len() < entry.words.len()
            || named && is_shouted(&entry.words) && !is_shouted(words)
        {
            (entry.words, entry.kind) = (words.to_owned(), kind);
        }
    }

    /// How noun-like a token's word is, where it says what a text is about.
    fn noun(&self, at: usize) -> Option<f64> {
        self.vocabulary
            .at(at)
            .filter(|spelling| spelling.content)
            .and_then(|spelling| self.nouns.get(spelling.word))
            .copied()
    }

    fn is_noun(&self, at: usize) -> bool {
        self.noun(at).is_some_and(|noun| noun >= nouns::NOUN)
    }

    /// Whether a word is a part of an address, a handle or another's hashtag: "@oda_v", "pic.example.org/x3k".
    fn is_address(&self, at: usize) -> bool {
        let token = self.reading.tokens[at];
        let before = at.checked_sub(1).map(|before| self.reading.tokens[before]);
        let joined = before.filter(|before| before.end == token.start);
        let letters = token.text.chars().zip(token.text.chars().skip(1));
        let mixed = letters.filter(|(a, b)| a.is_lowercase() && b.is_numeric()).count() > 0;
        joined.is_some_and(|before| matches!(before.text, "@" | "#" | "_"))
            || joined.is_some_and(|before| before.is("/"))
                && at.checked_sub(2).is_some_and(|host| self.reading.tokens[host].text.contains(['.', '/']))
            || mixed
    }

    /// "Zealand" behind the "New" that opens a sentence is New Zealand: the place with the half that was cut off.
    fn whole_place(&self, name: &Named, full: &str) -> Option<String> {
        let before = self.reading.tokens.get(name.first.checked_sub(1)?)?;
        let first = self.reading.tokens.get(name.first)?;
        let apart = self.reading.text.get(before.end..first.start)? == " ";
        let whole = format!("{} {full}", capital(before.text));
        (apart && before.capital() && !full.contains(' ') && (is_place(&whole) || is_half(full))).then_some(whole)
    }

    /// Whether a name is a line's byline: "By Ida Brandt".
    fn signs(&self, name: &Named) -> bool {
        let tokens = &self.reading.tokens;
        let Some(by) = name.first.checked_sub(1).filter(|at| tokens[*at].text.eq_ignore_ascii_case("by")) else {
            return false;
        };
        let opens =
            by.checked_sub(1).is_none_or(|at| self.reading.text[tokens[at].end..tokens[by].start].contains('\n'));
        opens && tokens[by].capital()
    }

    fn names(&mut self, names: &[&Named]) {
        for name in names {
            let lower = name.full.to_lowercase();
            let in_dateline = self.reading.tokens.get(name.first).is_none_or(|token| token.start < self.begin);
            if in_dateline || self.is_address(name.first) || measures::is_no_name(self.reading.language, &lower) {
                continue;
            }
            let single = !lower.contains(' ');
            let people = name.kind == EntityKind::Other && name.sure && single;
            let plain = single
                && (lexicon::is_stop(self.reading.language, &lower)
                    || is_given_name(&lower) && name.kind == EntityKind::Person && !name.sure);
            let numeral = single && name.full.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            if people
                || plain
                || numeral
                || is_calendar(&lower)
                || lower.split(' ').count() > 5
                || lower.chars().filter(|c| c.is_alphabetic()).count() < 2
            {
                continue;
            }
            let doubtful = single && name.kind == EntityKind::Other && !name.sure;
            if doubtful
                && nouns::tells_adjectives(self.reading.language)
                && self.noun(name.first).is_some_and(|noun| noun <= nouns::SURELY_NONE)
            {
                continue;
            }
            let kind = match name.kind {
                EntityKind::Person => TagKind::Person,
                EntityKind::Place => TagKind::Place,
                EntityKind::Organisation => TagKind::Organisation,
                EntityKind::Other => TagKind::Topic,
            };
            let wide = name.kind == EntityKind::Place && is_place(&name.full);
            let rarity = if wide { 0.6 } else { 0.85 };
            let Some(full) = names::cleaned(&name.full, name.kind, self.reading.language) else { continue };
            let full = self.whole_place(name, &full).unwrap_or(full);
            if is_half(&full) || self.signs(name) {
                continue;
            }
            self.add(
                spelling::bare(&full, self.reading.language),
                kind,
                name.first,
                Worth { rarity, noun: 1.0, spare: false },
                true,
            );
        }
    }

    /// Words outside names that are noun-like to this degree.
    fn words(&mut self, covered: &[bool], least: f64) {
        for sentence in 0..self.reading.sentences.len() {
            let (first, end) = self.reading.bounds[sentence];
            for (at, &named) in covered.iter().enumerate().take(end).skip(first) {
                let token = self.reading.tokens[at];
                if named || token.start < self.begin || self.is_address(at) {
                    continue;
                }
                let Some(lower) = self.vocabulary.content(at).cloned() else { continue };
                let kind = if EVENTS.has(&lower) { TagKind::Event } else { TagKind::Topic };
                let noun = if kind == TagKind::Event { 1.0 } else { self.noun(at).unwrap_or_default() };
                if noun < least {
                    continue;
                }
                let rarity = lexicon::rarity(self.reading.language, &lower);
                // German nouns keep their capitals: "Skerry-Tunnel".
                let german = self.reading.language == "de" && token.capital();
                let words = if german || is_brand(token.text) { token.text } else { &lower };
                self.add(
                    spelling::bare(words, self.reading.language),
                    kind,
                    at,
                    Worth { rarity, noun, spare: noun < nouns::NOUN },
                    false,
                );
            }
        }
    }

    /// Two content words that stand side by side at least twice, the second a noun.
    fn pairs(&mut self, covered: &[bool]) {
        let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in 1..self.reading.tokens.len() {
            let (a, b) = (self.reading.tokens[at - 1], self.reading.tokens[at]);
            if covered[at] || covered[at - 1] || &self.reading.text[a.end..b.start] != " " {
                continue;
            }
            let (Some(lower_a), Some(lower_b)) = (self.vocabulary.content(at - 1), self.vocabulary.content(at)) else {
                continue;
            };
            if self.is_noun(at) && self.may_lead(at - 1, lower_a) {
                seen.entry(format!("{lower_a} {lower_b}")).or_default().push(at - 1);
            }
        }
        for (pair, places) in seen.into_iter().filter(|(_, places)| places.len() >= 2) {
            for at in places {
                self.add(&pair, TagKind::Topic, at, Worth { rarity: 0.8, noun: 1.0, spare: false }, false);
            }
        }
    }

    /// Whether a word may stand before a noun in a tag. English adjectives may; elsewhere they agree with their noun, and
    /// would be shown as they happen to stand.
    fn may_lead(&self, at: usize, lower: &str) -> bool {
        self.is_noun(at) || self.reading.language == "en" && !lower.ends_with("ly")
    }

    fn stretches(&mut self) {
        let length = self.reading.text.len().max(1) as f64;
        for (stretch, count, at) in unparted::stretches(self.reading) {
            if lexicon::is_stop(self.reading.language, &stretch) {
                continue;
            }
            let titled = self.title_words.iter().any(|word| word.contains(&stretch));
            let letters = stretch.chars().count() as f64;
            let rarity = (0.4 + 0.1 * letters).min(0.9);
            let candidate = Candidate {
                words: stretch.clone(),
                kind: TagKind::Topic,
                count,
                first: at as f64 / length,
                titled,
                headed: titled,
                named: false,
                worth: Worth { rarity, noun: 1.0, spare: count < 2 && !titled },
                folded: vec![stretch.clone()],
                key: String::new(),
            };
            self.table.entry(stretch).or_insert(candidate);
        }
    }
}

/// Halves of places' names that are no names by themselves.
#[rustfmt::skip]
const HALVES: &[&str] = &[
    "Zealand", "Arabia", "Lanka", "Angeles", "Kong", "Francisco", "Leone", "Aires", "Janeiro", "Bissau", "Faso", "Rica", "Rico",
    "Herzegovina", "Carolina", "Dakota", "Orleans", "Zélande", "Zelanda", "Zelândia", "Lumpur", "York",
];

/// Whether a word keeps the capitals within it: "iPhone", "SkerryNet".
fn is_brand(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && word.chars().skip(1).any(char::is_uppercase) && !word.contains('-')
}

/// Whether a name of four letters or more stands in capitals.
fn is_shouted(name: &str) -> bool {
    name.chars().count() > 3 && !name.chars().any(char::is_lowercase)
}

fn is_half(name: &str) -> bool {
    HALVES.contains(&name)
}

/// With a capital first letter, the others small: what a headline in capitals writes of a place.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// A word that says what a text is about: no helper, no calendar word, no title, no verb of saying, no mere number.
fn is_content(language: &str, token: &Token<'_>, lower: &str) -> bool {
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let short = if token.text.is_ascii() { 4 } else { 3 };
    token.kind == TokenKind::Word
        && !(language == "ko" && lower.contains(char::is_numeric))
        && (letters >= short || token.all_capitals() && letters >= 2)
        && letters <= 28
        && !lower.contains(['\'', '’', '.', '&'])
        && !lexicon::is_stop(language, lower)
        && !(language != "en" && lexicon::is_stop("en", lower) && token.text.is_ascii() && letters < 5)
        && lexicon::common_rank(language, lower).is_none_or(|rank| rank > 60)
        && !is_calendar(lower)
        && !speech::is_saying(language, lower)
        && !(is_title(lower, language) && language == "en")
        && !measures::is_measure(language, lower)
}
