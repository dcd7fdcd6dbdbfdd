//! Which language a text is in.
//!
//! The script decides where it can. Inside Latin and Cyrillic, words that are common in one language vote, letters that
//! only some languages use vote, and whatlang's trigrams are one more vote: trigrams alone err on short text.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::lexicon::{common_table, english, is_stop, stop_table};
use super::words::{self, Token, TokenKind};

/// Letters that are looked at; more would not change the answer.
const SAMPLE: usize = 3000;

/// The languages in Latin script that are told apart, with a prior: minor ones need more evidence.
const LATIN: &[(&str, f64)] = &[
    ("en", 1.0),
    ("de", 1.0),
    ("fr", 1.0),
    ("es", 1.0),
    ("it", 1.0),
    ("pt", 1.0),
    ("nl", 1.0),
    ("sv", 1.0),
    ("da", 0.9),
    ("no", 0.9),
    ("fi", 1.0),
    ("pl", 1.0),
    ("cs", 1.0),
    ("sk", 0.9),
    ("hu", 1.0),
    ("ro", 1.0),
    ("tr", 1.0),
    ("hr", 0.9),
    ("sl", 0.9),
    ("et", 0.9),
    ("lv", 0.9),
    ("lt", 0.9),
    ("id", 0.9),
    ("vi", 1.0),
    ("ca", 0.7),
    ("eu", 0.8),
    ("gl", 0.6),
    ("af", 0.6),
    ("sw", 0.8),
    ("ga", 0.7),
];

/// Letters that point to some Latin languages.
const LETTERS: &[(&str, &[&str])] = &[
    ("ß", &["de"]),
    ("äö", &["de", "sv", "fi", "et"]),
    ("ü", &["de", "tr", "hu", "et"]),
    ("å", &["sv", "da", "no"]),
    ("æø", &["da", "no"]),
    ("ñ¿¡", &["es"]),
    ("ãõ", &["pt"]),
    ("ç", &["fr", "pt", "tr"]),
    ("œêèùûîâ", &["fr"]),
    ("ô", &["fr", "sk"]),
    ("ìòàù", &["it"]),
    ("è", &["it", "fr"]),
    ("łąęśżźćń", &["pl"]),
    ("ğış", &["tr"]),
    ("őű", &["hu"]),
    ("řěů", &["cs"]),
    ("ľĺŕ", &["sk"]),
    ("čšž", &["cs", "sk", "hr", "sl", "lt", "lv"]),
    ("đć", &["hr"]),
    ("țșăţ", &["ro"]),
    ("āēīūģķļņ", &["lv"]),
    ("ėųūį", &["lt"]),
    ("ạảấầẩậắằặẻẽếềệỉịọỏốồộớờợụủứừựỳỷđươ", &["vi"]),
    ("áéíó", &["es", "pt", "hu", "cs", "sk", "ga"]),
];

/// Words without which nobody writes English for long.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "was", "for", "that", "with", "as", "by", "from", "it", "he", "his", "are", "be", "has", "have", "had", "this", "but", "not", "they",
    "an", "or", "who", "their", "were", "been", "will", "its", "after", "which", "said", "she", "her", "would", "about", "more", "you", "your", "we", "our", "can",
    "could", "if", "when", "what", "there", "than", "into", "up", "out", "one", "all", "him", "them", "no", "do", "did", "how", "why", "just", "over", "i", "my",
    "in", "is", "on", "at", "a", "so", "may", "me", "us",
];
/// Words of a text, and of these words in small letters, from which on it is seen whether it is English at all.
const WORDS: usize = 12;
const SMALL: usize = 8;
/// Where fewer of its words than this share are such as above, and of those in small letters fewer than that share are in English
/// dictionaries, a text that is taken for English is in a language that is not told apart here. Of 10,494 English teasers of 12
/// words and more nothing but a style sheet was, and of 63 Tagalog ones with English in them 61 were.
const FUNCTION_SHARE: f64 = 0.2;
const KNOWN_SHARE: f64 = 0.6;

/// BCP 47 primary subtag of the text's language, or `und` when it cannot be told.
#[must_use]
pub fn detect(text: &str) -> &'static str {
    let sample = sample(text);
    let scripts = Scripts::count(sample);
    scripts.decide(sample)
}

/// The language to read an article in: the text's own where it is clear, else what was claimed, else `und`.
#[must_use]
pub fn of_article(claimed: Option<&str>, title: &str, text: &str) -> String {
    let claimed = claimed.map(primary).filter(|language| !language.is_empty() && language != "und");
    let letters = text.chars().take(400).filter(|c| c.is_alphabetic()).count();
    if letters < 40 {
        let all = format!("{title}\n{text}");
        return claimed.unwrap_or_else(|| of_title(&all).to_owned());
    }
    match (detect(text), claimed) {
        // A feed says which language its publisher writes in, not that each of its texts is in it.
        ("und", Some(claimed)) if claimed == "en" && is_foreign(sample(text)) => "und".to_owned(),
        ("und", claimed) => claimed.unwrap_or_else(|| "und".to_owned()),
        (found, Some(claimed)) if letters < 200 && found != claimed => claimed,
        (found, _) => found.to_owned(),
    }
}

/// The language of a few words, where common words of it say so, too. By letters and trigrams alone a headline of names is in whatever
/// language its names are from, and would be compared with others as one in another language.
fn of_title(title: &str) -> &'static str {
    let found = detect(title);
    let is_latin = LATIN.iter().any(|(language, _)| *language == found);
    if !is_latin || best(&votes(title, LATIN)).is_some_and(|(language, _)| language == found) { found } else { "und" }
}

/// `pt-BR` and `PT_br` are `pt`; what is no tag is empty.
fn primary(tag: &str) -> String {
    let head = tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let plain = (2..=3).contains(&head.len()) && head.bytes().all(|byte| byte.is_ascii_lowercase());
    match head.as_str() {
        "nb" | "nn" => "no".to_owned(),
        "iw" => "he".to_owned(),
        "in" => "id".to_owned(),
        _ if plain => head,
        _ => String::new(),
    }
}

fn sample(text: &str) -> &str {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    han: usize,
    kana: usize,
    other: BTreeMap<&'static str, usize>,
}

impl Scripts {
    fn count(text: &str) -> Self {
        let mut scripts = Self::default();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            match c {
                '\u{3041}'..='\u{30FF}' => scripts.kana += 1,
                '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' => scripts.han += 1,
                '\u{0400}'..='\u{052F}' => scripts.cyrillic += 1,
                '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FEFC}' => scripts.arabic += 1,
                _ => match one_language(c) {
                    Some(language) => *scripts.other.entry(language).or_default() += 1,
                    None => scripts.latin += 1,
                },
            }
        }
        scripts
    }

    fn decide(&self, text: &str) -> &'static str {
        let (language, most) = self
            .other
            .iter()
            .max_by_key(|(_, count)| **count)
            .map_or(("und", 0), |(language, count)| (*language, *count));
        // A Han character says about as much as two letters or more.
        let east = (self.han + self.kana) * 2;
        let top = east.max(self.latin).max(self.cyrillic).max(self.arabic).max(most);
        if top == 0 {
            "und"
        } else if top == east {
            if self.kana * 20 > self.han { "ja" } else { "zh" }
        } else if top == most {
            if language == "hi" { devanagari(text) } else { language }
        } else if top == self.arabic {
            arabic(text)
        } else if top == self.cyrillic {
            cyrillic(text)
        } else {
            latin(text)
        }
    }
}

fn one_language(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => "el",
        '\u{0530}'..='\u{058F}' => "hy",
        '\u{0590}'..='\u{05FF}' => "he",
        '\u{0900}'..='\u{097F}' => "hi",
        '\u{0980}'..='\u{09FF}' => "bn",
        '\u{0A00}'..='\u{0A7F}' => "pa",
        '\u{0A80}'..='\u{0AFF}' => "gu",
        '\u{0B80}'..='\u{0BFF}' => "ta",
        '\u{0C00}'..='\u{0C7F}' => "te",
        '\u{0C80}'..='\u{0CFF}' => "kn",
        '\u{0D00}'..='\u{0D7F}' => "ml",
        '\u{0D80}'..='\u{0DFF}' => "si",
        '\u{0E00}'..='\u{0E7F}' => "th",
        '\u{0E80}'..='\u{0EFF}' => "lo",
        '\u{1000}'..='\u{109F}' => "my",
        '\u{10A0}'..='\u{10FF}' => "ka",
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => "ko",
        '\u{1200}'..='\u{137F}' => "am",
        '\u{1780}'..='\u{17FF}' => "km",
        _ => return None,
    })
}

fn arabic(text: &str) -> &'static str {
    let count = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
    let (urdu, persian) = (count("ٹڈڑںےھ"), count("پچژگکی"));
    let arab = count("ةىيكأإ");
    if urdu * 25 > text.chars().count() {
        "ur"
    } else if persian > arab {
        "fa"
    } else {
        "ar"
    }
}

fn devanagari(text: &str) -> &'static str {
    let words = |set: &[&str]| text.split_whitespace().filter(|word| set.contains(word)).count();
    let hindi = words(&["है", "हैं", "के", "में", "की", "से", "को", "और", "का"]);
    let marathi = words(&["आहे", "आहेत", "आणि", "च्या", "या", "हा", "ही", "होते"]) * 2;
    let nepali = words(&["छ", "छन्", "हो", "र", "को", "मा", "लाई", "भएको", "गरेको"]) * 2;
    if marathi > hindi && marathi >= nepali {
        "mr"
    } else if nepali > hindi * 2 {
        "ne"
    } else {
        "hi"
    }
}

fn cyrillic(text: &str) -> &'static str {
    let mut count: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        *count.entry(c).or_default() += 1;
    }
    let of = |set: &str| set.chars().map(|c| count.get(&c).copied().unwrap_or_default()).sum::<usize>();
    if of("ў") > 0 && of("щи") == 0 {
        "be"
    } else if of("қәғңұһөү") > of("їєґ") + 1 {
        "kk"
    } else if of("ђћ") + of("јљњџ") > of("ыэёїє") {
        if of("ѓќѕ") > of("ђћ") { "mk" } else { "sr" }
    } else if of("іїєґ") > of("ыэёъ") {
        "uk"
    } else if of("ъ") > of("ыэё") {
        "bg"
    } else {
        let votes = votes(text, &[("ru", 1.0), ("uk", 1.0), ("bg", 0.8)]);
        best(&votes).map_or("ru", |(language, _)| if of("ыэё") > 0 { "ru" } else { language })
    }
}

type Votes = BTreeMap<&'static str, f64>;

fn best(votes: &Votes) -> Option<(&'static str, f64)> {
    votes.iter().map(|(language, vote)| (*language, *vote)).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)))
}

fn latin(text: &str) -> &'static str {
    let mut votes = votes(text, LATIN);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let share = 1.0 / (letters as f64).max(8.0);
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_ascii()) {
        for (_, languages) in LETTERS.iter().filter(|(set, _)| set.contains(c)) {
            for language in *languages {
                *votes.entry(language).or_default() += 6.0 * share / languages.len() as f64;
            }
        }
    }
    if let Some((language, confidence)) = trigrams(text) {
        *votes.entry(language).or_default() += 0.08 + 0.25 * confidence;
    }
    match best(&votes) {
        Some(("en", _)) if is_foreign(text) => "und",
        Some((language, vote)) if letters >= 3 && vote >= 0.1 => language,
        _ => "und",
    }
}

/// Whether a text in Latin letters is no English: it lacks the words that hold English together, and most others are none of its.
fn is_foreign(text: &str) -> bool {
    let tokens = words::tokens(text, true);
    let words: Vec<&Token<'_>> = tokens.iter().filter(|token| token.kind == TokenKind::Word).collect();
    let small: Vec<&str> =
        words.iter().map(|token| token.text).filter(|word| word.starts_with(char::is_lowercase)).collect();
    if words.len() < WORDS || small.len() < SMALL {
        return false;
    }
    let share = |count: usize, all: usize| count as f64 / all as f64;
    let functions = words.iter().filter(|token| ENGLISH.contains(&token.text.to_lowercase().as_str())).count();
    let is_known = |word: &&&str| {
        let word = word.to_lowercase();
        is_stop("en", &word) || english(&word).is_some() || english(word.trim_end_matches('s')).is_some()
    };
    share(functions, words.len()) < FUNCTION_SHARE
        && share(small.iter().filter(is_known).count(), small.len()) < KNOWN_SHARE
}

fn trigrams(text: &str) -> Option<(&'static str, f64)> {
    use whatlang::Lang;
    let info = whatlang::detect(text)?;
    let language = match info.lang() {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        _ => return None,
    };
    Some((language, info.confidence()))
}

/// How strongly each word speaks for each language: common words of one language only count most.
fn word_table() -> &'static FxHashMap<&'static str, Vec<(&'static str, f64)>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<(&'static str, f64)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Vec<(&'static str, f64)>> = FxHashMap::default();
        let languages = LATIN.iter().map(|(language, _)| *language).chain(["ru", "uk", "bg"]);
        for language in languages {
            let common = common_table().get(language);
            let stops = stop_table().get(language);
            if let Some(common) = common {
                for (word, rank) in common {
                    let weight = if *rank < 60 { 1.0 } else { 0.6 };
                    table.entry(word).or_default().push((language, weight));
                }
            }
            for word in
                stops.into_iter().flatten().filter(|word| !common.is_some_and(|common| common.contains_key(*word)))
            {
                table.entry(word).or_default().push((language, if common.is_some() { 0.3 } else { 0.7 }));
            }
        }
        for languages in table.values_mut() {
            let total: f64 = languages.iter().map(|(_, weight)| weight).sum();
            languages.sort_by_key(|(language, _)| *language);
            for (_, weight) in languages {
                *weight *= *weight / total;
            }
        }
        table
    })
}

/// The share of words that speak for each language, times its prior.
fn votes(text: &str, languages: &[(&'static str, f64)]) -> Votes {
    let table = word_table();
    let mut votes = Votes::new();
    let mut words = 0;
    for token in words::tokens(text, true).iter().filter(|token| token.kind == TokenKind::Word) {
        words += 1;
        let word = token.text.trim_end_matches(['\'', '’']).to_lowercase();
        for (language, weight) in table.get(word.as_str()).into_iter().flatten() {
            *votes.entry(language).or_default() += weight;
        }
    }
    let total = f64::from(words.max(1)) + 1.0;
    votes.retain(|language, _| languages.iter().any(|(known, _)| known == language));
    for (language, vote) in &mut votes {
        let prior = languages.iter().find(|(known, _)| known == language).map_or(0.0, |(_, prior)| *prior);
        *vote *= prior / total;
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_headlines_are_told_apart() {
        for (text, expected) in [
            ("The bridge was closed after the storm", "en"),
            ("Die Brücke wurde nach dem Sturm gesperrt", "de"),
            ("Le pont a été fermé après la tempête", "fr"),
            ("El puente fue cerrado tras la tormenta", "es"),
            ("Il ponte è stato chiuso dopo la tempesta", "it"),
            ("A ponte foi fechada após a tempestade", "pt"),
            ("De brug werd na de storm gesloten", "nl"),
            ("Мост закрыли после шторма, но люди в безопасности", "ru"),
            ("Міст закрили після шторму, але люди в безпеці", "uk"),
            ("橋は嵐の後に閉鎖された", "ja"),
            ("暴风雨过后大桥关闭", "zh"),
            ("أغلق الجسر بعد العاصفة", "ar"),
            ("สะพานปิดหลังพายุ", "th"),
            ("12:30 — 45%", "und"),
            ("", "und"),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn a_headline_of_names_is_in_no_language_that_its_words_do_not_speak() {
        for (title, told) in [
            ("The bridge was closed after the storm", "en"),
            ("Die Brücke wurde nach dem Sturm gesperrt", "de"),
            ("Мост закрыли после шторма", "ru"),
            ("Brackwell Sacks Finance Chief", "und"),
        ] {
            assert_eq!(of_article(None, title, ""), told, "{title}");
            assert_eq!(of_article(Some("en"), title, ""), "en", "{title}");
        }
    }

    #[test]
    fn what_only_looks_like_english_is_in_no_language() {
        for (text, told) in [
            // Tagalog, with English words in it as in papers there.
            (
                "Nagsara ang pantalan ng Lindvik kahapon dahil sa malakas na bagyo, ayon sa mga opisyal ng coast guard na nagbabantay doon",
                "und",
            ),
            (
                "Sinabi ng alkalde na bukas pa rin ang mga paaralan kahit may lockdown sa ibang lugar at walang pasok sa opisina",
                "und",
            ),
            (
                "The harbour of Lindvik was shut yesterday by a storm, officials of the coast guard who keep watch there told us",
                "en",
            ),
            (
                "Storm shuts harbour, strands ferries and closes schools along the coast; rescuers warn islanders to stay inside until Monday morning",
                "en",
            ),
        ] {
            assert_eq!((detect(text), of_article(Some("en"), "", text).as_str()), (told, told), "{text}");
        }
        assert_eq!(
            of_article(
                Some("tl"),
                "",
                "Nagsara ang pantalan ng Lindvik kahapon dahil sa malakas na bagyo, ayon sa mga opisyal"
            ),
            "tl"
        );
    }

    #[test]
    fn a_clear_text_outweighs_a_false_claim() {
        let text = "Die Feuerwehr hat am Montag mehr als zweihundert Menschen aus dem Tunnel geführt, nachdem dort Wasser \
                    eingedrungen war. Verletzt wurde niemand, sagte ein Sprecher der Stadt. Der Verkehr ruht bis auf weiteres, \
                    und die Ursache ist noch nicht geklärt.";
        assert_eq!(of_article(Some("en-GB"), "", text), "de");
        assert_eq!(of_article(Some("pt-BR"), "Nada", "Nada"), "pt");
        assert_eq!(of_article(None, "", ""), "und");
    }
}
