//! Sentences whose words are put down to somebody who is only named elsewhere: ", she said", "selon lui".

use std::ops::Range;

use super::super::reading::Reading;
use super::super::speech::{is_saying, is_third_person};
use super::super::words::{Token, TokenKind};
use super::is_quoted;

/// Words that put a sentence down to a pronoun, wherever they stand.
#[rustfmt::skip]
const ACCORDING: &[(&str, &[&str])] = &[
    ("en", &["according to him", "according to her", "according to them", "according to it", "by his account",
        "by her account", "by their account", "in his words", "in her words"]),
    ("de", &["laut ihm", "laut ihr", "laut ihnen", "ihm zufolge", "ihr zufolge", "ihnen zufolge", "nach seinen angaben",
        "nach ihren angaben", "seinen angaben", "ihren angaben", "nach seinen worten", "nach ihren worten", "seinen worten",
        "ihren worten", "seiner aussage nach", "ihrer aussage nach", "seiner ansicht nach", "ihrer ansicht nach"]),
    ("fr", &["selon lui", "selon elle", "selon eux", "selon elles", "d’ après lui", "d’ après elle", "d’ après eux",
        "d’ après elles", "à l’ en croire", "selon ses dires", "selon ses mots", "à ses yeux"]),
    ("es", &["según él", "según ella", "según ellos", "según ellas", "a su juicio", "en su opinión", "en sus palabras"]),
    ("it", &["secondo lui", "secondo lei", "secondo loro", "a suo avviso", "a suo dire", "a loro avviso", "a detta sua"]),
    ("pt", &["segundo ele", "segundo ela", "segundo eles", "segundo elas", "de acordo com ele", "de acordo com ela",
        "de acordo com eles", "de acordo com elas", "na opinião dele", "na opinião dela", "nas palavras dele", "nas palavras dela"]),
    ("nl", &["volgens hem", "volgens haar", "volgens hen", "volgens hun", "naar zijn zeggen", "naar haar zeggen"]),
    ("sv", &["enligt honom", "enligt henne", "enligt dem"]),
    ("da", &["ifølge ham", "ifølge hende", "ifølge dem"]),
    ("no", &["ifølge ham", "ifølge henne", "ifølge dem"]),
    ("pl", &["według niego", "według niej", "według nich", "jego zdaniem", "jej zdaniem", "ich zdaniem", "zdaniem jego"]),
    ("tr", &["ona göre", "onlara göre", "onun ifadesiyle", "onun sözleriyle"]),
    ("ru", &["по его словам", "по её словам", "по ее словам", "по их словам", "по его мнению", "по её мнению",
        "по ее мнению", "по их мнению", "по его данным", "по её данным", "по ее данным", "по их данным"]),
    ("uk", &["за його словами", "за її словами", "за їхніми словами", "за їх словами", "на його думку", "на її думку",
        "на їхню думку"]),
    ("el", &["σύμφωνα με αυτόν", "σύμφωνα με αυτήν", "σύμφωνα με τον ίδιο", "σύμφωνα με την ίδια", "κατά τον ίδιο",
        "κατά την ίδια"]),
    ("ar", &["وفقا له", "وفقا لها", "وفقا لهم", "وفقًا له", "وفقًا لها", "بحسبه", "حسب قوله", "حسب قولها", "على حد قوله",
        "على حد قولها", "على حد تعبيره", "على حد تعبيرها", "بحسب قوله", "بحسب قولها"]),
];

/// The same where words are not parted.
const ACCORDING_UNPARTED: &[(&str, &[&str])] = &[
    (
        "zh",
        &["，他说", "，她说", "，他們說", "，他说道", "，他說", "，她說", "，他表示", "，她表示", "据他说", "据她说"],
    ),
    ("ja", &["と彼は", "と彼女は", "と彼らは", "と同氏は", "と同社は", "彼によると", "彼女によると", "同氏によると"]),
    ("ko", &["고 그는", "고 그가", "고 그녀는", "며 그는", "그에 따르면", "그녀에 따르면", "그의 말에 따르면"]),
    ("th", &["เขากล่าว", "เธอกล่าว", "ตามที่เขา", "ตามที่เธอ"]),
];

/// Pronouns besides those of people that may have said something before.
const OTHERS: &[&str] =
    &["it", "es", "ça", "het", "det", "den", "de", "оно", "воно", "io", "i", "we", "wir", "ich", "nous", "je"];

/// Words that may stand between a pronoun and its verb of saying: helping verbs and adverbs.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "also", "later", "then", "has", "had", "have", "himself", "herself", "again", "once", "hat", "habe", "hatte", "haben", "a",
    "ont", "avait", "aurait", "ha", "han", "había", "hanno", "aveva", "foi", "heeft", "had", "har", "havde", "hadde",
];

/// Verbs that say nothing by themselves; beside a pronoun they rarely put words down to anybody.
const BARE: &[&str] = &["so", "called", "calls", "read", "reads", "according", "ha", "liet", "nannte", "nennt"];

/// How subordinate clauses begin, for languages that leave the pronoun away: "dijo que", "dodał, że".
const THAT: &[(&str, &[&str])] = &[
    ("es", &["que"]),
    ("it", &["che"]),
    ("pt", &["que"]),
    ("pl", &["że"]),
    ("ru", &["что"]),
    ("uk", &["що"]),
    ("el", &["ότι", "πως"]),
];

/// Words for when and where behind a verb of saying that has no subject: "…, dijo en Halden".
const BEHIND: &[(&str, &[&str])] = &[
    ("es", &["en", "a", "al", "ante", "tras", "durante", "este", "ayer", "hoy"]),
    ("it", &["in", "a", "al", "ai", "alla", "durante", "dopo", "ieri", "oggi"]),
    ("pt", &["em", "a", "ao", "à", "na", "no", "nesta", "neste", "durante", "após", "ontem", "hoje"]),
    ("pl", &["w", "na", "po", "podczas", "wczoraj", "dziś"]),
];

/// Whether a sentence, `voices` left out, which are in order and apart, is put down to somebody it does not name.
pub fn is_unnamed(reading: &Reading<'_>, number: usize, voices: &[Range<usize>]) -> bool {
    let tokens = reading.tokens_of(number).iter();
    // What is quoted parts the words around it as a comma does.
    let words = tokens.map(|token| if is_quoted(voices, token) { ",".to_owned() } else { of(token, reading.language) });
    let words: Vec<String> = words.collect();
    let phrases = row(ACCORDING, reading.language);
    let flat = format!(" {} ", words.join(" "));
    let unparted = row(ACCORDING_UNPARTED, reading.language);
    phrases.iter().any(|phrase| flat.contains(&format!(" {phrase} ")))
        || unparted.iter().any(|phrase| reading.words_of(number).contains(phrase))
        || (0..words.len()).any(|at| is_aside(&words, at, reading.language))
        || is_subjectless(&words, reading.language)
}

fn of(token: &Token<'_>, language: &str) -> String {
    let lower = token.text.to_lowercase().replace('\'', "’");
    if token.kind == TokenKind::Word && language == "tr" { lower.replace('\u{307}', "") } else { lower }
}

fn row<'t>(table: &[(&str, &'t [&'t str])], language: &str) -> &'t [&'t str] {
    table.iter().find(|(code, _)| *code == language).map_or(&[], |(_, words)| words)
}

/// Whether behind a comma or dash a pronoun and a verb of saying follow each other, in whatever order.
fn is_aside(words: &[String], at: usize, language: &str) -> bool {
    if !matches!(words[at].as_str(), "," | "—" | "–" | "-" | "،" | "”" | "\"" | "»" | "“" | "’") {
        return false;
    }
    let rest = &words[at + 1..];
    let Some(first) = rest.first() else { return false };
    let says = |word: &String| is_saying(language, word) && !BARE.contains(&word.as_str());
    let as_told = match rest.get(1).filter(|word| is_pronoun(language, word)) {
        Some(_) if matches!(first.as_str(), "as" | "wie" | "comme" | "som" | "zoals" | "как" | "як") => {
            rest.iter().skip(2).take(3).any(|word| says(word) || matches!(word.as_str(), "pointed" | "put" | "puts"))
        }
        _ => false,
    };
    if as_told || language == "fr" && joined(rest, says) {
        return true;
    }
    let verb_first = |word: &String| says(word) || word == "so" && language == "de";
    let skipped = rest.iter().skip(1).find(|word| !BETWEEN.contains(&word.as_str()));
    if is_pronoun(language, first) {
        return skipped.is_some_and(says);
    }
    // "Ann Lee, the mayor, said she knew" says who speaks; where verbs stand second, "sagte sie" says it of "sie".
    let named = language == "en" && rest.iter().take(4).all(|word| word.starts_with(char::is_alphanumeric));
    if verb_first(first) {
        return !named && rest.get(1).is_some_and(|word| is_pronoun(language, word))
            || is_left_away(&rest[1..], language);
    }
    // "hat sie gesagt", "ha detto lei"
    let helped = BETWEEN.contains(&first.as_str());
    helped
        && match rest.get(1) {
            Some(word) if is_pronoun(language, word) => rest.get(2).is_some_and(says),
            Some(word) if says(word) => {
                !named && rest.get(2).is_some_and(|word| is_pronoun(language, word))
                    || is_left_away(&rest[2..], language)
            }
            _ => false,
        }
}

fn is_pronoun(language: &str, word: &str) -> bool {
    is_third_person(language, word) || OTHERS.contains(&word)
}

/// "a-t-elle dit", "dit-il", "ajoute-t-on"
fn joined(rest: &[String], says: impl Fn(&String) -> bool) -> bool {
    let Some(first) = rest.first() else { return false };
    let Some((head, pronoun)) = first.rsplit_once(['-', '‑']) else { return false };
    let verb = head.split(['-', '‑']).next().unwrap_or_default().to_owned();
    let helped =
        matches!(verb.as_str(), "a" | "ont" | "avait" | "avaient" | "aurait") && rest.get(1).is_some_and(&says);
    matches!(pronoun, "il" | "elle" | "ils" | "elles" | "on") && (helped || says(&verb))
}

/// Whether nobody follows a verb of saying, in a language that leaves pronouns away.
fn is_left_away(behind: &[String], language: &str) -> bool {
    let row = row(BEHIND, language);
    let Some(next) = behind.first().filter(|_| !row.is_empty()) else { return false };
    let ends = |word: &String| !word.starts_with(char::is_alphanumeric);
    ends(next) || row.contains(&next.as_str()) && behind.iter().skip(1).take(3).any(|word| word == ".")
}

/// Whether a verb of saying opens the sentence without a subject: "Dijo que", "Ha detto che", "وأضافت أن".
fn is_subjectless(words: &[String], language: &str) -> bool {
    let mut words = words.iter().skip_while(|word| !word.starts_with(char::is_alphabetic)).peekable();
    if language == "ar" {
        return words.next().is_some_and(|verb| is_arabic_saying(verb))
            && words.next().is_some_and(|next| {
                let that = |word: &str| ["أن", "إن", "أنه", "إنه", "أنها", "إنها", "أنهم", "إنهم"].contains(&word);
                that(next) || next == "إلى" && words.next().is_some_and(|word| that(word))
            });
    }
    let that = row(THAT, language);
    if that.is_empty() {
        return false;
    }
    words.next_if(|word| matches!(word.as_str(), "ha" | "han" | "hanno" | "había" | "aveva" | "también" | "também"));
    words.next().is_some_and(|verb| is_saying(language, verb))
        && words.find(|word| *word != ",").is_some_and(|word| that.contains(&word.as_str()))
}

fn is_arabic_saying(word: &str) -> bool {
    const MORE: [&str; 16] = [
        "أشار",
        "أشارت",
        "تابع",
        "تابعت",
        "اعتبر",
        "اعتبرت",
        "لفت",
        "لفتت",
        "ذكرت",
        "أوضحت",
        "صرحت",
        "زعم",
        "زعمت",
        "شدد",
        "شددت",
        "قالوا",
    ];
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    is_saying("ar", word) || is_saying("ar", bare) || MORE.contains(&bare)
}
