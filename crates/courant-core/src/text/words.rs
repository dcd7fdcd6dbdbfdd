//! Cuts a text into words, numbers and marks, in one pass and with byte places.

use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of a script that parts words by blanks.
    Word,
    /// Digits with their inner separators.
    Number,
    /// Letters of a script that does not part words: Han, Kana, Thai, Lao, Khmer, Burmese.
    Run,
    /// Punctuation or a symbol, one grapheme.
    Mark,
}

/// One token and its place in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The token as it stands.
    pub text: &'a str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

impl Token<'_> {
    /// Whether it is a word whose first letter is a capital.
    #[must_use]
    pub fn capital(&self) -> bool {
        self.kind == TokenKind::Word && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word of two or more letters, all of them capitals.
    #[must_use]
    pub fn all_capitals(&self) -> bool {
        self.kind == TokenKind::Word
            && self.text.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it is exactly this mark or word.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// Letters of scripts that are written without blanks between words.
#[must_use]
pub fn is_unparted(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'
        | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3005}'..='\u{3007}'
        | '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
        && c != '\u{30FB}'
}

/// How long a text is, in words: what blanks part, and half a word for each letter of a script that does not part words.
/// Whatever weighs one text against another, or against a number of words, counts so.
#[must_use]
pub fn word_count(text: &str) -> usize {
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    let is_parted = |word: &&str| !word.chars().any(is_unparted);
    text.split_whitespace().filter(is_parted).count() + unparted_words(text)
}

/// What the letters of scripts that do not part words come to, in words.
#[must_use]
pub fn unparted_words(text: &str) -> usize {
    if text.is_ascii() { 0 } else { text.chars().filter(|&c| is_unparted(c)).count().div_ceil(2) }
}

/// Cuts the text. With `elision` (French, Italian, Catalan) `l'homme` is two tokens.
#[must_use]
pub fn tokens(text: &str, elision: bool) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (length, kind) = if is_unparted(c) && c.is_alphanumeric() {
            (run_length(rest), TokenKind::Run)
        } else if c.is_numeric() {
            (number_length(rest), TokenKind::Number)
        } else if c.is_alphabetic() {
            (word_length(rest, elision), TokenKind::Word)
        } else {
            (mark_length(rest, c), TokenKind::Mark)
        };
        tokens.push(Token { text: &rest[..length], start: at, end: at + length, kind });
        at += length;
    }
    tokens
}

/// Joiners, byte order marks and directions: nothing a reader sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
}

fn mark_length(rest: &str, c: char) -> usize {
    if c.is_ascii() {
        return 1;
    }
    // A mark with its joined signs (flags, skin tones) is one, but never a chain without end.
    let head = prefix(rest, 64);
    head.graphemes(true).next().map_or(c.len_utf8(), str::len)
}

fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn run_length(rest: &str) -> usize {
    rest.char_indices().find(|(_, c)| !is_unparted(*c)).map_or(rest.len(), |(at, _)| at)
}

fn number_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_numeric() {
            continue;
        }
        let next_digit = chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if !(matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬') && next_digit) {
            return at;
        }
    }
    rest.len()
}

/// Signs that belong to the letter before them: vowel signs, viramas, accents written apart.
fn is_joined(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{0300}'..='\u{036F}' | '\u{093C}' | '\u{094D}' | '\u{09CD}' | '\u{0A4D}' | '\u{0ACD}'
            | '\u{0BCD}' | '\u{0C4D}' | '\u{0CCD}' | '\u{0D4D}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{0670}'
            | '\u{200C}' | '\u{0640}')
}

fn word_length(rest: &str, elision: bool) -> usize {
    let mut segment = 0; // where the part after the last joint begins
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_joined(c) && !is_unparted(c) {
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next).filter(|next| next.is_alphanumeric() && !is_unparted(*next));
        let part = &rest[segment..at];
        match (c, next) {
            ('\'' | '’' | 'ʼ', Some(_)) if elision && is_elided(part) => return at + c.len_utf8(),
            ('\'' | '’', Some('s' | 'S')) if ends_after_s(&rest[at + c.len_utf8()..]) => return at,
            ('\'' | '’' | 'ʼ' | '&' | '·', Some(_)) => segment = at + c.len_utf8(),
            ('-' | '‐' | '‑', Some(_)) => segment = at + c.len_utf8(),
            // Initials: "U.S.", "e.g."; the last full stop belongs to them too.
            ('.', Some(next)) if is_initial(part) && next.is_alphabetic() => segment = at + 1,
            ('.', _) if segment > 0 && is_initial(part) && rest[..segment].ends_with('.') => return at + 1,
            _ => return at,
        }
    }
    rest.len()
}

fn is_initial(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn ends_after_s(after: &str) -> bool {
    !after[1..].chars().next().is_some_and(char::is_alphanumeric)
}

fn is_elided(part: &str) -> bool {
    const ELIDED: [&str; 24] = [
        "l", "d", "j", "n", "s", "c", "m", "t", "qu", "un", "all", "dall", "dell", "nell", "sull", "quest", "quell",
        "lorsqu", "puisqu", "jusqu", "quoiqu", "com", "bell", "sant",
    ];
    part.chars().count() <= 6 && ELIDED.contains(&part.to_lowercase().as_str())
}

/// The first words of a text, at most so many bytes of it.
#[must_use]
pub fn beginning(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let cut = text.get(..end).unwrap_or_default();
    // Not within a word or a number.
    let whole = cut.rfind(|c: char| !c.is_alphanumeric()).unwrap_or(end);
    cut.get(..whole).unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, elision: bool) -> String {
        tokens(text, elision).iter().map(|token| token.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn texts_of_all_scripts_are_measured_alike() {
        for (text, words) in [
            ("", 0),
            (" — ", 1),
            ("It's 4.2 million\n\nin all", 5),
            ("Straße, größer", 2),
            ("けさ、町の新しい橋が開通した。", 7),
            ("今天上午 Kestrel 公司", 4),
            ("เช้าวันนี้ สะพานใหม่เปิด", 12),
            ("港", 1),
        ] {
            assert_eq!(word_count(text), words, "{text}");
        }
    }

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        for (text, elision, expected) in [
            ("Mr O’Neill's U.S. plan—1,200.5 l.", false, "Mr|O’Neill|'|s|U.S.|plan|—|1,200.5|l|."),
            ("L’homme d’Evian, aujourd'hui", true, "L’|homme|d’|Evian|,|aujourd'hui"),
            ("7.5bn, 3-Day", false, "7.5|bn|,|3|-|Day"),
            ("東京で5人", false, "東京で|5|人"),
            ("हिन्दी में", false, "हिन्दी|में"),
        ] {
            assert_eq!(cut(text, elision), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_stand_where_they_say(text in "\\PC{0,200}", elision: bool) {
            let mut last = 0;
            for token in tokens(&text, elision) {
                prop_assert!(token.start >= last && token.end > token.start);
                prop_assert_eq!(&text[token.start..token.end], token.text);
                last = token.end;
            }
        }
    }
}
