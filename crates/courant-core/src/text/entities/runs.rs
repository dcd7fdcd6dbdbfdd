//! Where names stand: runs of capitalised words.

use std::collections::HashSet;

use super::trim::trim;
use super::{cues, doubles, known, months, owners, shouts};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Longest name in tokens; longer runs are headings.
const LONGEST: usize = 9;

/// What the text itself shows about its words.
pub struct Seen {
    /// Words that also stand small.
    pub small: HashSet<String>,
    /// Words that stand with a capital inside a sentence.
    inner_capital: HashSet<String>,
    /// Words that stand behind an article (German: nouns rather than names).
    with_article: HashSet<String>,
    /// Words that stand behind a given name.
    pub surnames: HashSet<String>,
    /// Surnames of two words that "y" or "e" joins.
    doubles: HashSet<(String, String)>,
    /// Words in capitals that are no names.
    pub shouted: HashSet<String>,
}

/// The runs as pairs of first token and one past the last.
pub fn runs(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let seen = Seen::look(reading);
    let mut found = Vec::new();
    for (sentence, (first, end)) in reading.bounds.iter().enumerate() {
        let titled = is_heading(reading.tokens_of(sentence));
        let mut at = *first;
        while at < *end {
            if !starts(reading, &seen, at, *first, *end, titled) {
                at += 1;
                continue;
            }
            let last = extend(reading, &seen, at, *end);
            found.extend(trim(reading, &seen, at, last, *first, titled));
            at = last.max(at + 1);
        }
    }
    found
}

impl Seen {
    fn look(reading: &Reading<'_>) -> Self {
        let mut seen = Self {
            small: HashSet::new(),
            inner_capital: HashSet::new(),
            with_article: HashSet::new(),
            surnames: surnames(reading),
            doubles: doubles::doubles(reading),
            shouted: HashSet::new(),
        };
        for sentence in 0..reading.sentences.len() {
            let tokens = reading.tokens_of(sentence);
            let heading = is_heading(tokens);
            for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
                let lower = token.text.to_lowercase();
                if !token.capital() {
                    seen.small.insert(lower);
                } else if !heading && !is_initial(tokens, at) {
                    if at > 0 && is_article(tokens[at - 1].text) {
                        seen.with_article.insert(lower.clone());
                    }
                    seen.inner_capital.insert(lower);
                }
            }
        }
        seen.shouted = shouts::shouted(reading, &seen.small);
        seen
    }
}

/// Words that stand behind a given name, in lower case.
fn surnames(reading: &Reading<'_>) -> HashSet<String> {
    let behind = |pair: &[Token<'_>]| match pair {
        [given, last] if given.capital() && last.capital() && known::is_given_name(&given.text.to_lowercase()) => {
            Some(last.text.to_lowercase())
        }
        _ => None,
    };
    reading.tokens.windows(2).filter_map(behind).collect()
}

fn is_article(word: &str) -> bool {
    const ARTICLES: &[&str] = &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
        "keinen", "im", "am", "zum", "zur", "vom", "beim", "ihre", "ihr", "seine", "sein", "seinen", "seiner", "diese",
        "dieser", "dieses", "diesen", "jede", "jeder", "viele", "mehr", "alle", "einige", "beide", "ihren", "ihrer",
        "unsere", "mehrere", "zwei", "drei", "vier", "fünf", "keiner",
    ];
    ARTICLES.contains(&word.to_lowercase().as_str())
}

/// Whether nearly every word has a capital, so that capitals say nothing.
fn is_heading(tokens: &[Token<'_>]) -> bool {
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word && token.text.chars().count() > 3);
    let (all, capital) = (words().count(), words().filter(|token| token.capital()).count());
    all >= 5 && capital * 10 >= all * 9
}

/// Whether the token opens its sentence, a quotation, a bracket or what follows a colon.
fn is_initial(tokens: &[Token<'_>], at: usize) -> bool {
    match at.checked_sub(1).map(|before| tokens[before]) {
        None => true,
        Some(before) if before.kind == TokenKind::Mark => {
            matches!(
                before.text,
                "“" | "\""
                    | "„"
                    | "«"
                    | "‘"
                    | "'"
                    | "`"
                    | ":"
                    | "—"
                    | "–"
                    | "•"
                    | "*"
                    | "¿"
                    | "¡"
                    | "…"
                    | "."
                    | "!"
                    | "?"
                    | "|"
                    | "»"
                    | ">"
            )
        }
        Some(before) => before.kind == TokenKind::Number && at == 1,
    }
}

fn starts(reading: &Reading<'_>, seen: &Seen, at: usize, first: usize, end: usize, titled: bool) -> bool {
    let token = reading.tokens[at];
    if !token.capital() {
        return false;
    }
    let lower = token.text.to_lowercase();
    if months::is_bare_surname(reading, at, &lower) {
        return true;
    }
    if cues::is_calendar(&lower) || is_alone(reading, seen, at) || reading.text[..token.start].ends_with(['@', '/']) {
        return false;
    }
    if is_initials(reading, at, end) {
        return true; // "J. K. Rowling"
    }
    let next_capital = at + 1 < end && reading.tokens[at + 1].capital() && gap_is_blank(reading, at);
    let initial = is_initial(&reading.tokens[first..end], at - first);
    // "New York was", where new things are too.
    if reading.language == "en" && next_capital && known::is_place(&super::words(reading, at, at + 2)) {
        return true;
    }
    let sure = known::is_place(token.text) || known::is_people(token.text) || is_acronym(&token);
    if reading.language == "de" {
        return starts_german(reading, seen, at, initial, next_capital, &lower);
    }
    if titled {
        return sure || known::is_given_name(&lower) && next_capital || seen_elsewhere(seen, &lower);
    }
    let common = is_common(reading.language, &lower);
    if !initial {
        let usually_small = reading.language != "en" || lexicon::english(&lower).is_none_or(|facts| facts.small >= 7);
        return sure || !(lexicon::is_stop(reading.language, &lower) && common && usually_small && !next_capital);
    }
    if next_capital && (known::is_given_name(&lower) || cues::is_title(&lower, reading.language)) {
        return true;
    }
    if is_function(reading.language, &lower) || (seen.small.contains(&lower) && !sure) {
        return false;
    }
    !common
        && (sure
            || seen.inner_capital.contains(&lower)
            || reading.language == "en"
            || next_capital
            || known::is_given_name(&lower))
        || sure && seen.inner_capital.contains(&lower)
        || is_acronym(&token)
        || next_capital
            && !is_function(reading.language, &lower)
            && lexicon::english(&lower).is_some_and(|facts| facts.small <= 8)
}

/// Whether single letters with points lead up to another capital that may be a name's: "J. K. Rowling", but not "U. S.".
fn is_initials(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let tokens = &reading.tokens[..end];
    let is_letter = |at: usize| {
        tokens.get(at).is_some_and(|token| token.capital() && token.text.chars().count() == 1)
            && tokens.get(at + 1).is_some_and(|point| point.is(".") && point.start == tokens[at].end)
    };
    // "got an A. Lee left"
    let grade = at > 0 && matches!(tokens[at - 1].text, "a" | "an" | "the");
    let inner = at > 1 && is_letter(at - 2);
    let mut last = at;
    while is_letter(last) {
        last += 2;
    }
    let state = tokens[at].is("U") && last > at + 2 && matches!(tokens[at + 2].text, "S" | "K" | "N");
    let named = tokens.get(last).is_some_and(|word| {
        let common = lexicon::english(&word.text.to_lowercase()).is_some_and(|facts| facts.small >= 7);
        word.capital() && word.text.chars().count() > 1 && !common && !known::is_place(word.text)
    });
    last > at && named && !grade && !state && !inner
}

fn seen_elsewhere(seen: &Seen, lower: &str) -> bool {
    seen.inner_capital.contains(lower) && !seen.small.contains(lower)
}

/// Words that only ever help other words along.
fn is_function(language: &str, lower: &str) -> bool {
    lexicon::is_stop(language, lower) || lexicon::common_rank(language, lower).is_some_and(|rank| rank < 60)
}

fn is_common(language: &str, lower: &str) -> bool {
    if language == "en" {
        return lexicon::english(lower).is_some_and(|facts| facts.small >= 6) || lexicon::is_stop("en", lower);
    }
    lexicon::common_rank(language, lower).is_some() || lexicon::is_stop(language, lower)
}

/// A single capital, an ordinal or `I`: no name by itself.
fn is_alone(reading: &Reading<'_>, seen: &Seen, at: usize) -> bool {
    let token = &reading.tokens[at];
    // "police ARE looking": a word that is shouted.
    if seen.shouted.contains(token.text) && !shouts::is_among_capitals(reading, at) {
        return true;
    }
    matches!(token.text, "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’ll" | "I'll" | "I’d" | "I'd" | "OK" | "TV")
}

fn is_acronym(token: &Token<'_>) -> bool {
    let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
    token.all_capitals() && (2..=6).contains(&letters)
}

fn gap_is_blank(reading: &Reading<'_>, at: usize) -> bool {
    let gap = &reading.text[reading.tokens[at].end..reading.tokens[at + 1].start];
    gap.chars().all(|c| c.is_whitespace() && c != '\n') || gap.is_empty()
}

fn starts_german(
    reading: &Reading<'_>,
    seen: &Seen,
    at: usize,
    initial: bool,
    next_capital: bool,
    lower: &str,
) -> bool {
    let token = reading.tokens[at];
    let before = at.checked_sub(1).map(|before| reading.tokens[before].text);
    if is_acronym(&token) {
        return true;
    }
    if is_function("de", lower) || (initial && seen.small.contains(lower)) {
        return false;
    }
    if next_capital && is_foreign_body(reading, at) {
        return true; // "die Skerry Crossing Company": the article is the company's
    }
    let noun = seen.with_article.contains(lower) || is_german_noun(lower);
    if known::is_place(token.text) {
        return !noun || matches!(before, Some("in" | "aus" | "nach"));
    }
    if cues::is_title(lower, "de") || (known::is_given_name(lower) && next_capital) {
        return next_capital;
    }
    if before.is_some_and(|before| {
        cues::is_title(&before.to_lowercase(), "de") && before.chars().next().is_some_and(char::is_uppercase)
    }) {
        return !noun;
    }
    if next_capital {
        let next = reading.tokens[at + 1].text.to_lowercase();
        let next_noun = seen.with_article.contains(&next) || is_german_noun(&next);
        return !noun && !next_noun && !cues::is_calendar(&next) && !lexicon::is_stop("de", &next);
    }
    // "in Lauterbrück", never with an article anywhere in the text.
    matches!(before, Some("in" | "aus" | "bei")) && !noun && !initial && lexicon::common_rank("de", lower).is_none()
}

/// Whether the capitals from here on end in an English word for a body, as no German noun phrase does.
fn is_foreign_body(reading: &Reading<'_>, at: usize) -> bool {
    const BODIES: &[&str] = &[
        "Company",
        "Group",
        "Corporation",
        "Trust",
        "Authority",
        "Agency",
        "University",
        "College",
        "Council",
        "Board",
        "Society",
        "Services",
    ];
    let run = (at..reading.tokens.len().min(at + LONGEST))
        .take_while(|next| reading.tokens[*next].capital() && (*next == at || gap_is_blank(reading, next - 1)));
    run.last().is_some_and(|last| last > at && BODIES.contains(&reading.tokens[last].text))
}

/// Endings and words that only common nouns have.
fn is_german_noun(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ität", "ismus",
        "nis", "nisse", "tum", "angaben", "zeit", "weise", "arbeit", "fahrt", "gang", "wasser", "menschen", "leute",
        "stunden", "tage", "jahre",
    ];
    const WORDS: &[&str] = &[
        "zukunft",
        "kraft",
        "betrieb",
        "gefahr",
        "not",
        "hause",
        "sicht",
        "protest",
        "bedarf",
        "ansicht",
        "ende",
        "anfang",
        "mitte",
        "prozent",
        "millionen",
        "million",
        "milliarden",
        "milliarde",
        "euro",
        "dollar",
        "uhr",
        "liter",
        "meter",
        "kilometer",
        "tonnen",
        "stück",
        "grad",
        "kilo",
        "teil",
        "form",
        "frage",
        "fall",
        "lage",
        "brand",
        "flammen",
        "ordnung",
        "schutz",
        "gewahrsam",
        "haft",
        "panik",
        "teilen",
        "gruppen",
        "folge",
        "jahren",
        "jahr",
        "tagen",
        "wochen",
        "monaten",
        "minuten",
        "frieden",
        "ruhe",
        "freiheit",
        "eile",
        "richtung",
        "summe",
        "wahrheit",
        "wirklichkeit",
        "deutsch",
        "abend",
        "morgen",
        "nacht",
        "art",
        "mal",
        "land",
    ];
    ENDINGS.iter().any(|ending| lower.ends_with(ending)) || WORDS.contains(&lower)
}

/// One past the last token of the run that begins at `at`.
fn extend(reading: &Reading<'_>, seen: &Seen, at: usize, end: usize) -> usize {
    let mut last = at + 1;
    while last < end && last - at < LONGEST {
        let token = reading.tokens[last];
        let lower = token.text.to_lowercase();
        let month = cues::is_calendar(&lower) && !months::is_surname(reading, last, &lower);
        if month || !gap_is_blank(reading, last - 1) && !reading.tokens[last - 1].is(".") {
            break;
        }
        if reading.language == "tr" && reading.tokens[last - 1].text.contains(['’', '\'']) {
            break; // "Ankara’ya": what has an ending is a name's last word
        }
        if token.capital() && !is_alone(reading, seen, last) {
            last += 1;
        } else if token.is(".")
            && is_initial_letter(&reading.tokens[last - 1])
            && last + 1 < end
            && reading.tokens[last + 1].capital()
        {
            last += 1; // "George W. Bush"
        } else if let Some(after) =
            over_particle(reading, seen, at, last, end).or_else(|| over_owner(reading, seen, at, last, end))
        {
            last = after;
        } else {
            break;
        }
    }
    last
}

/// Joins `Scholars’ Quarter`: one past the last word of what is owned.
fn over_owner(reading: &Reading<'_>, seen: &Seen, at: usize, last: usize, end: usize) -> Option<usize> {
    let next = owners::over_owner(reading, at, last, end)?;
    let after = extend(reading, seen, next, end);
    owners::is_one_name(reading, next, after).then_some(after)
}

fn is_initial_letter(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && (token.text.chars().count() == 1
            || matches!(
                token.text,
                "St" | "Jr"
                    | "Sr"
                    | "Mt"
                    | "Dr"
                    | "Mr"
                    | "Mrs"
                    | "Ms"
                    | "Sen"
                    | "Rep"
                    | "Gov"
                    | "Gen"
                    | "Col"
                    | "Lt"
                    | "Sgt"
                    | "Prof"
                    | "Rev"
                    | "Capt"
            ))
}

/// Joins `Ursula von der Leyen`, `Bank of England`, `Smith & Sons`: the place after the next capital, if there is one.
fn over_particle(reading: &Reading<'_>, seen: &Seen, at: usize, last: usize, end: usize) -> Option<usize> {
    let mut next = last;
    while next < end && next - last < 3 && is_joint(reading, seen, at, last, next) {
        next += 1;
    }
    let joined = next > last
        && next < end
        && reading.tokens[next].capital()
        && (last..next).all(|token| gap_is_blank(reading, token));
    (joined && !cues::is_calendar(&reading.tokens[next].text.to_lowercase())).then_some(next + 1)
}

fn is_joint(reading: &Reading<'_>, seen: &Seen, at: usize, last: usize, next: usize) -> bool {
    let word = reading.tokens[next].text;
    let head = |token: usize| {
        let lower = reading.tokens[token].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    };
    match word {
        "&" => true,
        "of" => head(last - 1) || head(at),
        "the" => next > last && reading.tokens[next - 1].is("of"),
        "for" => reading.language == "en" && head(last - 1),
        "and" => reading.language == "en" && next == last && joins_with_and(reading, at, last),
        // "the Organization for Security and Cooperation in Europe"
        "in" => {
            let place = reading.tokens.get(next + 1).is_some_and(|next| known::is_place(next.text));
            reading.language == "en" && place && (at..last).any(|token| reading.tokens[token].is("and"))
        }
        "y" | "e" => reading.tokens.get(next + 1).is_some_and(|second| {
            seen.doubles.contains(&(reading.tokens[last - 1].text.to_owned(), second.text.to_owned()))
        }),
        "de" | "du" | "des" | "del" | "la" | "do" | "da" | "dos" | "di" | "della" | "las" | "los" | "d’" | "d'" => {
            head(at) || known::is_given_name(&reading.tokens[at].text.to_lowercase()) || reading.language == "en"
        }
        _ => cues::is_particle(word),
    }
}

/// Whether "and" at `last` goes on the name that begins at `at`: a body for two matters ("Department of Health and Human
/// Services"), or one name twice ("Johnson and Johnson").
fn joins_with_and(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let Some(second) = reading.tokens.get(last + 1) else { return false };
    let first = reading.tokens[last - 1];
    let matter = |token: &Token<'_>| {
        lexicon::english(&token.text.to_lowercase()).is_some_and(|facts| facts.small >= 5)
            && !known::is_place(token.text)
    };
    // One matter has two words at most: "Radiation Protection and Nuclear Safety".
    let body = cues::is_organisation(&reading.tokens[at].text.to_lowercase())
        && (last.saturating_sub(3).max(at)..last).any(|token| matches!(reading.tokens[token].text, "of" | "for"));
    let next = reading.tokens.get(last + 2);
    let repeats = next.is_some_and(|next| next.is("of"));
    let twice = last - at == 1 && first.text == second.text && !next.is_some_and(Token::capital);
    twice || body && matter(&first) && matter(second) && !repeats
}
