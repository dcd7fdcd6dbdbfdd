//! Words as the index sees them, in any script: runs of letters and digits, lower-cased and without accents; in
//! scripts written without spaces, and in Korean, where endings stick to words, each character is a word, and a query for
//! several asks for them in a row.

use tantivy::Index;
use tantivy::tokenizer::{AsciiFoldingFilter, TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// The tokenizer's name in the schema. Another number makes every index be built anew: words are cut or written differently.
pub const NAME: &str = "courant_words_2";

/// Makes the tokenizer known to an index.
pub fn register(index: &Index) {
    let analyzer = TextAnalyzer::builder(Words::default()).filter(AsciiFoldingFilter).build();
    index.tokenizers().register(NAME, analyzer);
}

#[derive(Clone, Default)]
struct Words {
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, reached: 0, token: &mut self.token }
    }
}

struct WordStream<'a> {
    text: &'a str,
    reached: usize,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.reached..];
        let Some(skip) = rest.find(char::is_alphanumeric) else {
            return false;
        };
        let word = &rest[skip..];
        let length = word_length(word);
        let start = self.reached + skip;
        self.token.text.clear();
        write_plain(&word[..length], &mut self.token.text);
        self.token.offset_from = start;
        self.token.offset_to = start + length;
        self.token.position = self.token.position.wrapping_add(1);
        self.reached = start + length;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Writes a word in lower case and, in Latin and Greek, without its accents, however those are written down; what is a letter
/// of its own in other scripts stays one. Latin letters that no accent makes (`ø`, `ß`) are left to the filter that follows.
fn write_plain(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    let mut base = ' ';
    let letters = word.chars().flat_map(char::to_lowercase).nfd().filter(|letter| {
        if !is_accent(*letter) {
            base = *letter;
            return true;
        }
        // Russian is written with ё or е for one word.
        !(is_latin_or_greek(base) || (base, *letter) == ('е', '\u{308}'))
    });
    // At the end of a word sigma has another shape, but not in capitals.
    out.extend(letters.nfc().map(|letter| if letter == 'ς' { 'σ' } else { letter }));
}

fn is_accent(letter: char) -> bool {
    matches!(u32::from(letter), 0x0300..=0x036f)
}

fn is_latin_or_greek(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(u32::from(letter), 0x00c0..=0x024f | 0x0370..=0x03ff | 0x1e00..=0x1fff)
}

/// Bytes of the word that `text` begins with.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    for character in text.chars() {
        let spaceless = is_spaceless(character);
        if length > 0 && (spaceless || !(character.is_alphanumeric() || is_mark(character))) {
            break;
        }
        length += character.len_utf8();
        if spaceless {
            break;
        }
    }
    length
}

/// Han, kana, Thai, Lao, Khmer and Myanmar: scripts that put no spaces between words. And Hangul, which does, but not between
/// a word and its ending.
fn is_spaceless(character: char) -> bool {
    matches!(u32::from(character),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036f | 0x0591..=0x05bd | 0x064b..=0x065f | 0x0900..=0x0903 | 0x093a..=0x094f)
}
