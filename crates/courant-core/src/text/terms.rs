//! Words as the story engine counts them: lower-cased, stemmed, without stop words, digits kept.
//!
//! Scripts that are written without blanks (Han, kana, Thai) and Hangul, whose particles stick to the word, give
//! pairs of neighbouring characters instead.

use frostem::Stemmer;
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

use super::lexicon::stop_table;
use super::prior;

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Hash of the stem: equal for the forms of one word in one language.
    pub term: u32,
    /// Hash of the lower-cased form without accents: equal for one name in languages of one script.
    pub surface: u32,
    /// How rare the word is in broad text, see [`prior::rarity`].
    pub rarity: u8,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a sentence begins here, so that a capital says nothing.
    pub opens: bool,
    /// Whether it is a number.
    pub number: bool,
}

/// The first `limit` tokens of `text` (stop words do not count). `language` is a BCP 47 primary subtag; an unknown one
/// leaves words unstemmed and takes no word for a stop word.
pub fn tokens(text: &str, language: &str, limit: usize) -> Vec<Token> {
    let mut reader = Reader {
        stemmer: Stemmer::try_from_name(language).ok(),
        stops: stop_table().get(language),
        limit,
        opens: true,
        tied: false,
        found: Vec::new(),
    };
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if reader.found.len() >= limit {
            break;
        }
        let next = chars.peek().copied();
        if unspaced(char) {
            reader.word(&mut word);
            if let Some(next) = next.filter(|next| unspaced(*next)) {
                reader.pair(char, next);
            }
        } else if char.is_alphanumeric() || joins(&word, char, next) {
            word.push(char);
        } else if !(is_combining_mark(char) && !word.is_empty() || thousands(&word, char, next)) {
            let tied = ties(&word, char, next);
            reader.word(&mut word);
            reader.tied = tied;
            reader.opens |= matches!(char, '.' | '!' | '?' | ':' | '\n' | '…' | '“' | '"' | '«' | '„');
        } else if is_combining_mark(char) {
            word.push(char);
        }
    }
    reader.word(&mut word);
    reader.found.truncate(limit);
    reader.found
}

struct Reader {
    stemmer: Option<Stemmer>,
    stops: Option<&'static FxHashSet<&'static str>>,
    limit: usize,
    opens: bool,
    /// Whether a hyphen ties what comes to the word before it.
    tied: bool,
    found: Vec<Token>,
}

impl Reader {
    fn word(&mut self, word: &mut String) {
        if word.is_empty() || self.found.len() >= self.limit {
            return;
        }
        let (opens, tied) = (std::mem::take(&mut self.opens), std::mem::take(&mut self.tied));
        let lower = word.to_lowercase();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        word.clear();
        let number = lower.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let lone = !number && lower.chars().nth(1).is_none();
        if lone || self.stops.is_some_and(|stops| stops.contains(lower.as_str())) {
            return;
        }
        let term = match &self.stemmer {
            Some(stemmer) if !number => hash(&stemmer.stem(&lower)),
            _ => hash(&lower),
        };
        let surface = if lower.is_ascii() { hash(&lower) } else { hash(&fold(&lower)) };
        self.found.push(Token {
            term,
            surface,
            rarity: prior::rarity(&lower),
            capital,
            opens,
            number: number && !tied,
        });
    }

    fn pair(&mut self, first: char, second: char) {
        let pair: String = [first, second].into_iter().collect();
        let hash = hash(&pair);
        let opens = std::mem::take(&mut self.opens);
        let rarity = prior::rarity(&pair);
        self.found.push(Token { term: hash, surface: hash, rarity, capital: false, opens, number: false });
    }
}

/// The 32-bit hash that terms are known by.
pub fn hash(word: &str) -> u32 {
    (xxh3_64(word.as_bytes()) >> 32) as u32
}

/// Without accents and other marks: `Köln` and `Koln` are one name.
pub fn fold(word: &str) -> String {
    word.nfd().filter(|char| !is_combining_mark(*char)).collect()
}

/// Whether words of this script are not parted by blanks, or too loosely to count.
pub fn unspaced(char: char) -> bool {
    matches!(char,
        '\u{0E00}'..='\u{0E7F}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

fn digit_around(word: &str, next: Option<char>) -> bool {
    word.ends_with(|last: char| last.is_ascii_digit()) && next.is_some_and(|next| next.is_ascii_digit())
}

/// A decimal point belongs to its number ("3.5"); one that parts thousands is written in some languages only and is
/// not told from it here.
fn joins(word: &str, char: char, next: Option<char>) -> bool {
    char == '.' && digit_around(word, next) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of "Covid-19" or "F-16" are part of a name and count nothing.
fn ties(word: &str, char: char, next: Option<char>) -> bool {
    matches!(char, '-' | '\u{2010}' | '\u{2011}')
        && word.ends_with(char::is_alphabetic)
        && next.is_some_and(|next| next.is_ascii_digit())
}

/// A comma or a thin blank inside a number is passed over ("1,200" is "1200").
fn thousands(word: &str, char: char, next: Option<char>) -> bool {
    matches!(char, ',' | '\u{202F}' | '\'' | '’') && digit_around(word, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, a: &str, b: &str, equal: bool) {
        let terms = |text| tokens(text, language, 100).iter().map(|token| token.term).collect::<Vec<_>>();
        assert_eq!(terms(a) == terms(b), equal, "{language}: {a:?} {b:?}");
    }

    #[test]
    fn terms_of_a_text() {
        check("en", "The tunnels flooded", "tunnel floods", true);
        check("en", "1,200 people", "1200 people", true);
        check("en", "12 people", "21 people", false);
        check("en", "3.5 percent", "35 percent", false);
        check("de", "Die Häuser der Stadt", "Häusern Stadt", true);
        check("ja", "東京で地震", "東京で地震", true);
        check("ja", "東京で地震", "大阪で地震", false);
        check("th", "แผ่นดินไหว", "น้ำท่วม", false);
        check("und", "", "!?", true);
    }

    #[test]
    fn digits_that_a_hyphen_ties_to_a_word_are_no_number() {
        let numbers = |text| tokens(text, "en", 100).iter().filter(|token| token.number).count();
        assert_eq!(numbers("Covid-19 and the F\u{2011}16"), 0);
        assert_eq!(numbers("19 of 40-50 people, aged 12-"), 4);
        assert_eq!(numbers("cases - 19"), 1);
    }

    #[test]
    fn names_agree_across_languages() {
        let names = |text, language| -> Vec<u32> {
            tokens(text, language, 100).iter().filter(|token| token.capital).map(|token| token.surface).collect()
        };
        assert_eq!(names("in Zürich", "de"), names("in Zurich", "en"));
    }

    #[test]
    fn a_word_before_an_unspaced_script_does_not_pass_the_limit() {
        assert_eq!(tokens("one two ก ข pierกข", "en", 2).len(), 2);
        assert_eq!(tokens("pierกข", "en", 1).len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn never_more_than_asked(text in "\\PC{0,200}", limit in 0_usize..20) {
            proptest::prop_assert!(tokens(&text, "en", limit).len() <= limit);
        }
    }
}
