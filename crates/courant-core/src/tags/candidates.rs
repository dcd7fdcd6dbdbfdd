//! What may become a hashtag: names, nouns and pairs of words that recur.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::measures;
use super::spelling::{self, fold};
use super::unparted;
use crate::model::{EntityKind, TagKind};
use crate::text::entities::{Named, is_calendar, is_given_name, is_place, is_title};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::standalone::dateline;
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
const EVENTS: &[&str] = &[
    "election", "strike", "earthquake", "war", "flood", "fire", "storm", "hurricane", "protest", "trial", "summit", "attack", "crash", "referendum",
    "festival", "wildfire", "tsunami", "explosion", "shooting", "outbreak", "pandemic", "coup", "ceasefire", "wahl", "streik", "erdbeben", "krieg",
    "sturmflut", "unfall", "élection", "grève", "séisme", "guerre", "tempête", "incendie", "elección", "elecciones", "huelga", "terremoto", "guerra",
    "incendio", "tormenta", "inundación",
];

/// Every candidate, in order of its key.
pub fn collect(reading: &Reading<'_>, title: &Reading<'_>, names: &[Named]) -> Vec<Candidate> {
    let mut found = Found {
        reading,
        title_words: folded_words(title),
        content: contents(reading),
        begin: dateline(reading.text),
        table: BTreeMap::new(),
    };
    found.names(names);
    let covered = covered(reading, names);
    found.words(&covered);
    found.pairs(&covered);
    found.stretches();
    let keyed = |candidate: Candidate| Candidate { key: spelling::key(&candidate.words), ..candidate };
    found.table.into_values().map(keyed).collect()
}

struct Found<'a, 'b> {
    reading: &'a Reading<'b>,
    title_words: Vec<String>,
    /// For each token: in lower case, when it says what a text is about.
    content: Vec<Option<Arc<str>>>,
    /// Where the report begins behind its dateline, in bytes: the agency's place and name are no subject.
    begin: usize,
    table: BTreeMap<String, Candidate>,
}

fn folded_words(reading: &Reading<'_>) -> Vec<String> {
    reading.tokens.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| fold(token.text, reading.language)).collect()
}

/// See [`Found::content`]; each spelling is judged once.
fn contents(reading: &Reading<'_>) -> Vec<Option<Arc<str>>> {
    let mut known: HashMap<&str, Option<Arc<str>>> = HashMap::new();
    let judge = |token: &Token<'_>| {
        let lower = token.text.to_lowercase();
        is_content(reading.language, token, &lower).then(|| Arc::from(lower))
    };
    let words = reading.tokens.iter().map(|token| match token.kind {
        TokenKind::Word => known.entry(token.text).or_insert_with(|| judge(token)).clone(),
        _ => None,
    });
    words.collect()
}

/// For each token, whether a name holds it.
fn covered(reading: &Reading<'_>, names: &[Named]) -> Vec<bool> {
    let mut covered = vec![false; reading.tokens.len()];
    for name in names {
        covered[name.first..name.last].fill(true);
    }
    covered
}

impl Found<'_, '_> {
    fn add(&mut self, words: &str, kind: TagKind, at: usize, worth: Worth) {
        let folded: Vec<String> = words.split([' ', '-', '‐']).map(|word| fold(word, self.reading.language)).filter(|word| !word.is_empty()).collect();
        if folded.is_empty() {
            return;
        }
        let whole = fold(words, self.reading.language);
        let titled = folded.iter().all(|word| self.title_words.contains(word)) || self.title_words.contains(&whole);
        let first = self.reading.tokens.get(at).map_or(0.0, |token| token.start as f64 / self.reading.text.len().max(1) as f64);
        let entry = self.table.entry(whole).or_insert_with(|| Candidate {
            words: words.to_owned(),
            kind,
            count: 0,
            first,
            titled,
            worth,
            folded,
            key: String::new(),
        });
        entry.count += 1;
        entry.worth.spare &= worth.spare;
        // A name's spelling and kind win over a word's; of two spellings the shorter is the singular.
        if kind != TagKind::Topic && entry.kind == TagKind::Topic || kind == entry.kind && words.len() < entry.words.len() {
            (entry.words, entry.kind) = (words.to_owned(), kind);
        }
    }

    fn names(&mut self, names: &[Named]) {
        for name in names {
            let lower = name.full.to_lowercase();
            let in_dateline = self.reading.tokens.get(name.first).is_none_or(|token| token.start < self.begin);
            if in_dateline || measures::is_no_name(self.reading.language, &lower) {
                continue;
            }
            let single = !lower.contains(' ');
            let people = name.kind == EntityKind::Other && name.sure && single;
            let plain = single && (lexicon::is_stop(self.reading.language, &lower) || is_given_name(&lower) && name.kind == EntityKind::Person && !name.sure);
            if people || plain || is_calendar(&lower) || lower.split(' ').count() > 5 || lower.chars().filter(|c| c.is_alphabetic()).count() < 2 {
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
            self.add(name.full.trim_start_matches("The "), kind, name.first, Worth { rarity, noun: 1.0, spare: false });
        }
    }

    fn words(&mut self, covered: &[bool]) {
        for sentence in 0..self.reading.sentences.len() {
            let (first, end) = self.reading.bounds[sentence];
            for at in first..end {
                let token = self.reading.tokens[at];
                if covered[at] || token.start < self.begin {
                    continue;
                }
                let Some(lower) = self.content[at].clone() else { continue };
                let kind = if EVENTS.contains(&&*lower) { TagKind::Event } else { TagKind::Topic };
                let noun = nounness(self.reading, first, at, &lower);
                let rarity = lexicon::rarity(self.reading.language, &lower);
                self.add(&lower, kind, at, Worth { rarity, noun, spare: noun < 0.5 });
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
            let (Some(lower_a), Some(lower_b)) = (&self.content[at - 1], &self.content[at]) else { continue };
            if nounness(self.reading, at, at, lower_b) >= 0.5 {
                seen.entry(format!("{lower_a} {lower_b}")).or_default().push(at - 1);
            }
        }
        for (pair, places) in seen.into_iter().filter(|(_, places)| places.len() >= 2) {
            for at in places {
                self.add(&pair, TagKind::Topic, at, Worth { rarity: 0.8, noun: 1.0, spare: false });
            }
        }
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
                worth: Worth { rarity, noun: 1.0, spare: count < 2 && !titled },
                folded: vec![stretch.clone()],
                key: String::new(),
            };
            self.table.entry(stretch).or_insert(candidate);
        }
    }
}

/// A word that says what a text is about: no helper, no calendar word, no title, no verb of saying, no mere number.
fn is_content(language: &str, token: &Token<'_>, lower: &str) -> bool {
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let short = if token.text.is_ascii() { 4 } else { 3 };
    token.kind == TokenKind::Word
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

/// How noun-like a word is here, 0 to 1.
fn nounness(reading: &Reading<'_>, first: usize, at: usize, lower: &str) -> f64 {
    match reading.language {
        "en" => english(lower),
        "de" => {
            let capital = reading.tokens[at].capital();
            if capital && at > first { 1.0 } else if capital { 0.5 } else { 0.15 }
        }
        _ => {
            let before = (at > first).then(|| reading.tokens[at - 1].text.to_lowercase()).unwrap_or_default();
            if is_determiner(&before) { 1.0 } else { 0.55 }
        }
    }
}

fn english(lower: &str) -> f64 {
    match lexicon::english(lower) {
        Some(facts) => match facts.noun {
            0 => 0.2,
            1 => 0.35,
            2 => 0.5,
            3 => 0.7,
            4 => 0.85,
            _ => 1.0,
        },
        None if lower.ends_with("ly") || lower.ends_with("ed") => 0.3,
        None if lower.ends_with("ing") => 0.5,
        None => 0.85,
    }
}

fn is_determiner(lower: &str) -> bool {
    const DETERMINERS: &[&str] = &[
        "le", "la", "les", "l’", "l'", "un", "une", "des", "du", "de", "d’", "d'", "au", "aux", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces",
        "el", "los", "las", "una", "unos", "unas", "del", "al", "su", "sus", "este", "esta", "il", "lo", "gli", "i", "della", "dei", "degli", "delle", "nel", "nella",
        "o", "a", "os", "as", "um", "uma", "do", "da", "dos", "das", "no", "na", "het", "een", "van", "ett", "en", "et", "den", "det", "ο", "η", "το", "του", "της", "των", "τον", "την",
    ];
    DETERMINERS.contains(&lower)
}
