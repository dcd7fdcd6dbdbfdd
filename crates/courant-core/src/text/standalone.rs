//! Which sentences can stand alone, away from the text around them.

use std::ops::Range;

use super::reading::Reading;
use super::words::TokenKind;

/// First words that point back to something before.
const POINTING: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "but",
    "and",
    "or",
    "so",
    "however",
    "then",
    "also",
    "meanwhile",
    "moreover",
    "instead",
    "otherwise",
    "yet",
    "still",
    "such",
    "both",
    "nor",
    "him",
    "them",
    "there",
    "here",
    "i",
    "we",
    "you",
    "my",
    "our",
    "your",
    "another",
    "others",
    "each",
    "neither",
    "either",
    "thus",
    "therefore",
    "furthermore",
    "nevertheless",
    "similarly",
    "because",
    "which",
    "who",
    "er",
    "sie",
    "es",
    "das",
    "dies",
    "diese",
    "dieser",
    "dieses",
    "sein",
    "seine",
    "ihr",
    "ihre",
    "doch",
    "aber",
    "und",
    "oder",
    "auch",
    "dann",
    "dabei",
    "damit",
    "dafür",
    "dadurch",
    "deshalb",
    "daher",
    "zudem",
    "außerdem",
    "dort",
    "hier",
    "dazu",
    "dagegen",
    "ich",
    "wir",
    "davon",
    "darin",
    "trotzdem",
    "allerdings",
    "jedoch",
    "il",
    "elle",
    "ils",
    "elles",
    "ce",
    "cela",
    "ceci",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "mais",
    "et",
    "ou",
    "aussi",
    "ainsi",
    "puis",
    "alors",
    "cependant",
    "toutefois",
    "pourtant",
    "je",
    "nous",
    "on",
    "lui",
    "ça",
    "c’",
    "c'",
    "celle",
    "celui",
    "él",
    "ella",
    "ellos",
    "ellas",
    "esto",
    "eso",
    "este",
    "esta",
    "estos",
    "estas",
    "ese",
    "esa",
    "su",
    "sus",
    "pero",
    "y",
    "o",
    "también",
    "además",
    "entonces",
    "así",
    "sin",
    "yo",
    "nosotros",
    "allí",
    "aquí",
    "lo",
    "egli",
    "lei",
    "lui",
    "loro",
    "questo",
    "questa",
    "ma",
    "e",
    "anche",
    "ele",
    "ela",
    "eles",
    "elas",
    "isso",
    "isto",
    "mas",
    "hij",
    "zij",
    "ze",
    "het",
    "dit",
    "maar",
    "en",
    "он",
    "она",
    "они",
    "оно",
    "это",
    "но",
    "и",
    "а",
    "его",
    "её",
    "их",
    "він",
    "вона",
    "вони",
    "це",
    "але",
];

/// Shortest and longest sentence that may stand alone, in words (or pairs of characters where words are not parted).
const WORDS: Range<usize> = 6..64;

/// The place of a sentence without its dateline, in bytes, if it can stand alone.
#[must_use]
pub fn standalone(reading: &Reading<'_>, sentence: usize) -> Option<Range<usize>> {
    let bytes = reading.sentences.get(sentence)?.bytes.clone();
    let start = bytes.start + dateline(&reading.text[bytes.clone()]);
    let text = &reading.text[start..bytes.end];
    let tokens = reading.tokens_of(sentence);
    let words: usize = tokens
        .iter()
        .filter(|token| token.start >= start)
        .map(|token| match token.kind {
            TokenKind::Mark => 0,
            TokenKind::Run => token.text.chars().count().div_ceil(2),
            _ => 1,
        })
        .sum();
    let ends = text.ends_with(['.', '!', '…', '。', '।', '؟', '۔'])
        || text.ends_with([')', '”', '"', '»', '“', '」'])
        || matches!(reading.language, "th" | "lo" | "km");
    let first = tokens.iter().find(|token| token.start >= start && token.kind != TokenKind::Mark)?;
    let head = first.text.split(['\'', '’']).next().unwrap_or_default().to_lowercase();
    let stands = WORDS.contains(&words)
        && ends
        && !POINTING.contains(&head.as_str())
        && !first.text.chars().next().is_some_and(char::is_lowercase)
        && is_balanced(text)
        && !text.contains("http");
    stands.then_some(start..bytes.end)
}

/// Quotation marks and brackets come in pairs, and the sentence is not all quotation.
fn is_balanced(text: &str) -> bool {
    let count = |set: &[char]| text.chars().filter(|c| set.contains(c)).count();
    let doubles = count(&['"']);
    let curly = (count(&['“', '„', '”']), count(&['«', '»']), count(&['「', '」']));
    let quoted = text.starts_with(['“', '"', '„', '«', '»', '「', '‘', '\'', '`', '—', '–', '-', '”']);
    doubles % 2 == 0
        && curly.0 % 2 == 0
        && curly.1 % 2 == 0
        && curly.2 % 2 == 0
        && count(&['(']) == count(&[')'])
        && !quoted
}

/// The length of `ALDERMOUTH (Wire) — ` before a report's first words.
pub(crate) fn dateline(text: &str) -> usize {
    let head_end = text.char_indices().nth(70).map_or(text.len(), |(at, _)| at);
    for dash in [" — ", " – ", " -- ", " - "] {
        if let Some(at) = text[..head_end].find(dash) {
            let place = &text[..at];
            let capitals = place.split_whitespace().next().is_some_and(|word| {
                word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
            });
            if capitals || place.ends_with(')') && place.contains('(') {
                return at + dash.len();
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_thoughts_stand_alone() {
        for (language, text, expected) in [
            (
                "en",
                "ALDERMOUTH (Halyard Wire) — The tunnel was closed after seawater entered.",
                Some("The tunnel was closed after seawater entered."),
            ),
            ("en", "He said the tunnel would be closed for days.", None),
            ("en", "The mayor said: “The tunnel will be closed for days.", None),
            ("en", "Each had brought the cards, all of them, in a biscuit tin.", None),
            ("en", "Too short.", None),
            ("en", "Photograph of the tunnel at the east portal", None),
            (
                "de",
                "Die Feuerwehr führte mehr als zweihundert Menschen ins Freie.",
                Some("Die Feuerwehr führte mehr als zweihundert Menschen ins Freie."),
            ),
            ("de", "Dabei wurden mehr als zweihundert Menschen ins Freie geführt.", None),
            ("ja", "市長は大橋が閉鎖されたと発表した。", Some("市長は大橋が閉鎖されたと発表した。")),
        ] {
            let reading = Reading::new(text, language);
            assert_eq!(standalone(&reading, 0).map(|range| &text[range]), expected, "{text}");
        }
    }
}
