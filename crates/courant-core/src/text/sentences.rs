//! Parts a text into paragraphs and sentences.

use std::ops::Range;

use super::moments::month;
use super::offsets::Offsets;

/// One sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
}

/// Words before a full stop that do not end a sentence, in lower case without the stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "rev", "fr", "gen", "col", "lt", "sgt", "capt", "cmdr", "maj",
    "gov", "sen", "rep", "reps", "sens", "hon", "pres", "messrs", "mt", "ft", "v", "vs", "etc", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "inc", "corp", "co", "ltd", "bros", "no", "nos",
    "vol", "pp", "fig", "al", "approx", "dept", "est", "ave", "blvd", "rd", "ca", "bzw", "usw", "nr", "str", "hr",
    "fr", "tel", "sog", "evtl", "ggf", "inkl", "mio", "mrd", "vgl", "geb", "ing", "dipl", "mme", "mlle", "mm", "m",
    "ste", "av", "bd", "sra", "srta", "ud", "uds", "dra", "avda", "pág", "núm", "ee", "uu", "sig", "dott", "avv", "on",
    "sen", "ecc", "г", "ул", "тыс", "млн", "млрд", "руб", "им", "др", "т", "стр", "art", "abs", "mgr", "inż", "tzn",
    "np", "tzv", "s",
];

/// Abbreviations of one language that are words in others.
#[rustfmt::skip]
const OWN: &[(&str, &[&str])] = &[
    ("de", &["rd", "max", "min", "st", "gez", "bzgl", "insb", "mind", "ver.di"]),
    ("es", &["dª", "gral", "cnel", "lic", "arq", "tel", "pte", "vda"]),
    ("it", &["arch", "geom", "mons", "cap", "pag", "prof", "art", "ten", "mar", "mdl"]),
    ("pt", &["eng", "dep", "pág", "arq", "exmo", "gal", "cel"]),
    ("nl", &["dhr", "mevr", "mw", "drs", "ir", "ds", "resp", "bijv", "jl"]),
    ("pl", &["godz", "ok", "św", "płk", "ppłk", "mjr", "kpt", "por", "ppor", "sierż", "asp", "podinsp", "nadkom", "kom", "insp", "red", "oprac",
        "prok", "adw", "mec", "pn", "wg", "min", "mld", "al", "pl", "os", "bp", "abp", "ks", "im", "ul", "woj", "pow", "gm", "tel", "zob", "por"]),
    ("sv", &["kl", "s.k", "bl", "resp", "milj", "nr", "tel"]),
    ("da", &["kl", "bl", "nr", "pct", "mia", "kr"]),
    ("no", &["kl", "bl", "nr", "pst", "mrd", "kr"]),
    ("nb", &["kl", "bl", "nr", "pst", "mrd", "kr"]),
    ("tr", &["doç", "av", "sn", "yrd", "alb", "org", "tuğg", "bkz", "cad", "sok", "mah"]),
    ("ru", &["гг", "чел", "пер", "обл", "кв", "д", "р", "пос", "дер", "см", "проф", "акад"]),
    ("uk", &["вул", "обл", "тис", "грн", "кв", "проф", "акад", "див", "просп"]),
];

/// Abbreviations that are ordinary words too; they hold the sentence together only before a capital or digit when capitalised.
const ALSO_WORDS: &[&str] = &["no", "on", "s", "m", "al", "mar", "fig", "est", "str", "co", "art", "ee", "av", "t"];

/// Words of two letters and more that begin sentences in German after a date's or rank's full stop would be odd.
const GERMAN_STARTS: &[&str] = &[
    "Der", "Die", "Das", "Er", "Sie", "Es", "Ein", "Eine", "Doch", "Aber", "Und", "Auch", "In", "Im", "Am", "Bei",
    "Nach", "Dabei", "Damit", "Dann", "Wir", "Ich", "Zudem", "Für", "Mit", "Von", "Zum", "Zur",
];

/// German words before an ordinal.
#[rustfmt::skip]
const BEFORE_ORDINALS: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "am", "im", "vom", "zum", "zur", "beim", "bis", "ab", "seit", "ein", "eine", "einen", "einem",
    "einer", "und", "jeder", "jede", "jedes", "jeden", "dieser", "diese", "dieses", "sein", "seine", "seinem", "seinen", "seiner", "ihr",
    "ihre", "ihrem", "ihren", "ihrer", "kein", "keine", "gegen", "von", "nach", "vor", "mit", "oder", "als", "zweitligist", "bundesligist",
];

/// Parts the text. Each sentence begins and ends with something visible; together they hold every visible character.
#[must_use]
pub fn sentences(text: &str, language: &str) -> Vec<Sentence> {
    let offsets = Offsets::new(text);
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs(text).into_iter().enumerate() {
        let mut begin = paragraph.start;
        for end in ends(&text[paragraph.clone()], language) {
            push(text, begin..paragraph.start + end, number, &offsets, &mut found);
            begin = paragraph.start + end;
        }
        push(text, begin..paragraph.end, number, &offsets, &mut found);
    }
    found
}

/// The lines of a text that hold anything visible, without outer blanks, as byte ranges.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if let Some(range) = visible(text, at..at + line.len()) {
            found.push(range);
        }
        at += line.len() + 1;
    }
    found
}

fn visible(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let trimmed = part.trim();
    let start = range.start + (part.len() - part.trim_start().len());
    (!trimmed.is_empty()).then(|| start..start + trimmed.len())
}

fn push(text: &str, range: Range<usize>, paragraph: usize, offsets: &Offsets<'_>, found: &mut Vec<Sentence>) {
    if let Some(bytes) = visible(text, range) {
        found.push(Sentence {
            start: offsets.to_chars(bytes.start),
            end: offsets.to_chars(bytes.end),
            bytes,
            paragraph,
        });
    }
}

/// Where sentences end inside a paragraph, in bytes, the last one left out.
fn ends(paragraph: &str, language: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chars = paragraph.char_indices().peekable();
    let mut begin = 0;
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '。' | '！' | '？' | '｡' => after_closers(paragraph, at + c.len_utf8()),
            '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '܀' | '‽' => {
                let same = after_same(paragraph, at);
                while chars.peek().is_some_and(|(next, _)| *next < same) {
                    chars.next();
                }
                let after = after_closers(paragraph, same);
                if !ends_here(paragraph, begin, at, after, c, language) {
                    continue;
                }
                after
            }
            ' ' if is_long_thai(&paragraph[begin..at]) => at,
            _ => continue,
        };
        // A closing word mark may swallow characters that the loop has yet to see.
        while chars.peek().is_some_and(|(next, _)| *next < end) {
            chars.next();
        }
        found.push(end);
        begin = end;
    }
    found
}

/// Thai parts sentences by blanks only; a blank after a long stretch is taken for one.
fn is_long_thai(part: &str) -> bool {
    part.len() > 360 && part.chars().rev().take(4).any(|c| matches!(c, '\u{0E00}'..='\u{0E7F}'))
}

fn after_same(paragraph: &str, at: usize) -> usize {
    let rest = &paragraph[at..];
    rest.char_indices().find(|(_, c)| !matches!(c, '.' | '!' | '?' | '…')).map_or(paragraph.len(), |(to, _)| {
        if to == 0 { at + rest.chars().next().map_or(0, char::len_utf8) } else { at + to }
    })
}

fn after_closers(paragraph: &str, at: usize) -> usize {
    let rest = &paragraph[at..];
    let plain =
        rest.char_indices().find(|(_, c)| !matches!(c, '”' | '’' | '»' | ')' | ']' | '」' | '』' | '"' | '\'' | '›'));
    let end = plain.map_or(paragraph.len(), |(to, _)| at + to);
    // French and German marks: a “ closes in German, and « may stand behind a blank.
    let tail = &paragraph[end..];
    if let Some(after) =
        tail.strip_prefix('“').filter(|after| after.is_empty() || after.starts_with(char::is_whitespace))
    {
        return paragraph.len() - after.len();
    }
    // In »these« habits a « closes before a blank, where the last mark before opened.
    let opened = || paragraph[..at].rfind(['»', '«']).is_some_and(|mark| paragraph[mark..].starts_with('»'));
    let closed = |after: &&str| after.is_empty() || after.starts_with(char::is_whitespace) && opened();
    if let Some(after) = tail.strip_prefix('«').filter(closed) {
        return paragraph.len() - after.len();
    }
    for blank in ["\u{a0}»", "\u{202f}»", " »", " ”", " ''"] {
        // A » before a word opens where »these« are the habit.
        if tail.strip_prefix(blank).is_some_and(|after| !after.starts_with(char::is_alphanumeric)) {
            return end + blank.len();
        }
    }
    end
}

fn ends_here(paragraph: &str, begin: usize, at: usize, after: usize, mark: char, language: &str) -> bool {
    let rest = &paragraph[after..];
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else { return false };
    if next.len() == rest.len() {
        return false;
    }
    if matches!(mark, '؟' | '۔' | '।' | '܀') {
        return true;
    }
    let opener = matches!(
        first,
        '“' | '"'
            | '„'
            | '«'
            | '‘'
            | '('
            | '['
            | '\''
            | '`'
            | '—'
            | '–'
            | '-'
            | '¿'
            | '¡'
            | '•'
            | '#'
            | '@'
            | '»'
            | '<'
    );
    if first.is_lowercase() || !(first.is_alphanumeric() || opener) {
        return false;
    }
    if mark != '.' || after > at + 1 {
        return true;
    }
    let said = &paragraph[begin..at];
    let from = said.rfind(is_break).map_or(0, |p| p + blank_length(&said[p..]));
    let (before, word) = said.split_at(from);
    let before = before.trim_end().rsplit(is_break).next().unwrap_or_default();
    !holds_together(before, word, next, first, language)
}

fn is_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '„' | '«' | '‘' | '—' | '–' | '-' | '/')
}

fn blank_length(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}

/// Whether the full stop after `word` belongs to the word; `before` is the word before that.
fn holds_together(before: &str, word: &str, next: &str, first: char, language: &str) -> bool {
    let lower = word.to_lowercase();
    let letters = word.chars().count();
    // The stop stands behind a closing mark: "eine Gefahr“. Dem".
    if letters == 0 {
        return false;
    }
    if letters == 1 && word.chars().all(char::is_uppercase) {
        // An initial, unless it ends the sentence: "vitamin C. The".
        return !matches!(
            next.split_whitespace().next(),
            Some("The" | "He" | "She" | "It" | "They" | "But" | "In" | "A")
        );
    }
    if letters == 1 && word.chars().all(char::is_alphabetic) && next[first.len_utf8()..].starts_with('.') {
        return true; // "z. B."
    }
    if letters <= 2 && word.chars().all(|c| c.is_ascii_digit()) {
        return matches!(language, "de" | "tr") && first.is_alphanumeric() && is_ordinal(before, next, language);
    }
    if OWN.iter().any(|(of, words)| *of == language && words.contains(&lower.as_str())) {
        return true;
    }
    if ABBREVIATIONS.contains(&lower.as_str()) {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        return !ALSO_WORDS.contains(&lower.as_str()) || (capital && (first.is_numeric() || lower == "co"));
    }
    // "U.S. officials" goes on, "in the U.S. The" does not; "e.g." always goes on.
    let initials = |part: &str| part.chars().count() <= 2 && !part.chars().any(char::is_numeric);
    if word.contains('.') && word.split('.').all(initials) {
        let starter = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let begins = [
            "The", "He", "She", "It", "They", "But", "In", "A", "And", "This", "That", "His", "Her", "We", "I", "On",
            "At",
        ];
        return !begins.contains(&starter) && !GERMAN_STARTS.contains(&starter);
    }
    false
}

/// Whether a number with a full stop counts what follows, in languages that write ordinals so: "am 3. Mai", "der 2. Weltkrieg",
/// "1. FC", but not "sie starb mit 67. Zwei Kinder".
fn is_ordinal(before: &str, next: &str, language: &str) -> bool {
    let follower = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if GERMAN_STARTS.contains(&follower) {
        return false;
    }
    let shouted = follower.chars().count() <= 3 && !follower.chars().any(char::is_lowercase);
    let before = before.to_lowercase();
    before.is_empty()
        || language == "tr"
        || shouted
        || month(&follower.to_lowercase()).is_some()
        || BEFORE_ORDINALS.contains(&before.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, language: &str) -> Vec<String> {
        sentences(text, language).into_iter().map(|sentence| text[sentence.bytes].to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_says() {
        for (language, text, expected) in [
            (
                "en",
                "Dr. Ann B. Lee paid $3.50. She left the U.S. on Sept. 4. Why?",
                vec!["Dr. Ann B. Lee paid $3.50.", "She left the U.S. on Sept. 4.", "Why?"],
            ),
            (
                "en",
                "“We won. Go!” she said. It rained...\nNew line",
                vec!["“We won.", "Go!” she said.", "It rained...", "New line"],
            ),
            (
                "en",
                "If she stays, Farrow v. Brenn falls. In Lee vs. Marsh it did.",
                vec!["If she stays, Farrow v. Brenn falls.", "In Lee vs. Marsh it did."],
            ),
            ("en", "He lives in the U.S. The town is small.", vec!["He lives in the U.S.", "The town is small."]),
            (
                "de",
                "Am 3. Mai kamen rund 1.200 Menschen. „Es reicht.“ Das war z. B. klar.",
                vec!["Am 3. Mai kamen rund 1.200 Menschen.", "„Es reicht.“", "Das war z. B. klar."],
            ),
            (
                "de",
                "Es gab „keine Gefahr“. Dem wird widersprochen. Ida wurde 67. Zwei blieben. Der 1. FC siegt im 2. Spiel.",
                vec![
                    "Es gab „keine Gefahr“.",
                    "Dem wird widersprochen.",
                    "Ida wurde 67.",
                    "Zwei blieben.",
                    "Der 1. FC siegt im 2. Spiel.",
                ],
            ),
            (
                "de",
                "»Es reicht«, sagt Ida, 67. »Wir gehen.« Sie schweigt. »Nein!« Dann nichts.",
                vec!["»Es reicht«, sagt Ida, 67.", "»Wir gehen.«", "Sie schweigt.", "»Nein!«", "Dann nichts."],
            ),
            (
                "pl",
                "Doszło do tego o godz. 20.35 w hali. Przyszło ok. 150 osób. Zginęło 12. Policja milczy.",
                vec![
                    "Doszło do tego o godz. 20.35 w hali.",
                    "Przyszło ok. 150 osób.",
                    "Zginęło 12.",
                    "Policja milczy.",
                ],
            ),
            ("pl", "Przyszła o godz. 14.30. Potem padało.", vec!["Przyszła o godz. 14.30.", "Potem padało."]),
            (
                "sv",
                "Larmet kom klockan 20.45. Vid bron brann det.",
                vec!["Larmet kom klockan 20.45.", "Vid bron brann det."],
            ),
            ("sv", "Larmet kom kl. 20.45 och det brann.", vec!["Larmet kom kl. 20.45 och det brann."]),
            ("fr", "« C’est fini ! » Le maire, M. Roux, part.", vec!["« C’est fini ! »", "Le maire, M. Roux, part."]),
            (
                "ja",
                "雨が降った。「もう十分だ。」と市長は言った。",
                vec!["雨が降った。", "「もう十分だ。」", "と市長は言った。"],
            ),
            ("ar", "هل انتهى؟ نعم انتهى.", vec!["هل انتهى؟", "نعم انتهى."]),
            (
                "es",
                "¿Qué pasó? Nadie lo sabe. El Sr. Ruiz calla.",
                vec!["¿Qué pasó?", "Nadie lo sabe.", "El Sr. Ruiz calla."],
            ),
        ] {
            assert_eq!(cut(text, language), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn sentences_keep_every_visible_character(text in "[\\PC\n.!? “”]{0,200}") {
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let mut joined = String::new();
            for sentence in sentences(&text, "en") {
                let chars: String = text.chars().skip(sentence.start).take(sentence.end - sentence.start).collect();
                prop_assert_eq!(&chars, &text[sentence.bytes.clone()]);
                joined.push_str(&chars);
            }
            prop_assert_eq!(visible(&joined), visible(&text));
        }
    }
}
