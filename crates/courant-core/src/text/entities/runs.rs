//! Where names stand: runs of capitalised words.

use std::collections::HashSet;

use super::{cues, known, owners};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Longest name in tokens; longer runs are headings.
const LONGEST: usize = 9;

/// What the text itself shows about its words.
struct Seen {
    /// Words that also stand small.
    small: HashSet<String>,
    /// Words that stand with a capital inside a sentence.
    inner_capital: HashSet<String>,
    /// Words that stand behind an article (German: nouns rather than names).
    with_article: HashSet<String>,
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
            let last = extend(reading, at, *end);
            found.extend(trim(reading, &seen, at, last, *first, titled));
            at = last.max(at + 1);
        }
    }
    found
}

impl Seen {
    fn look(reading: &Reading<'_>) -> Self {
        let mut seen = Self { small: HashSet::new(), inner_capital: HashSet::new(), with_article: HashSet::new() };
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
        seen
    }
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
    if cues::is_calendar(&lower) || is_alone(&token) || reading.text[..token.start].ends_with(['@', '/']) {
        return false;
    }
    let next_capital = at + 1 < end && reading.tokens[at + 1].capital() && gap_is_blank(reading, at);
    let initial = is_initial(&reading.tokens[first..end], at - first);
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
fn is_alone(token: &Token<'_>) -> bool {
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
fn extend(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    let mut last = at + 1;
    while last < end && last - at < LONGEST {
        let token = reading.tokens[last];
        let lower = token.text.to_lowercase();
        if cues::is_calendar(&lower) || !gap_is_blank(reading, last - 1) && !reading.tokens[last - 1].is(".") {
            break;
        }
        if token.capital() && !is_alone(&token) {
            last += 1;
        } else if token.is(".")
            && is_initial_letter(&reading.tokens[last - 1])
            && last + 1 < end
            && reading.tokens[last + 1].capital()
        {
            last += 1; // "George W. Bush"
        } else if let Some(after) = over_particle(reading, at, last, end).or_else(|| over_owner(reading, at, last, end))
        {
            last = after;
        } else {
            break;
        }
    }
    last
}

/// Joins `Scholars’ Quarter`: one past the last word of what is owned.
fn over_owner(reading: &Reading<'_>, at: usize, last: usize, end: usize) -> Option<usize> {
    let next = owners::over_owner(reading, at, last, end)?;
    let after = extend(reading, next, end);
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
fn over_particle(reading: &Reading<'_>, at: usize, last: usize, end: usize) -> Option<usize> {
    let mut next = last;
    while next < end && next - last < 3 && is_joint(reading, at, last, next) {
        next += 1;
    }
    let joined = next > last
        && next < end
        && reading.tokens[next].capital()
        && (last..next).all(|token| gap_is_blank(reading, token));
    (joined && !cues::is_calendar(&reading.tokens[next].text.to_lowercase())).then_some(next + 1)
}

fn is_joint(reading: &Reading<'_>, at: usize, last: usize, next: usize) -> bool {
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
        "y" | "e" => false,
        "de" | "du" | "des" | "del" | "la" | "do" | "da" | "dos" | "di" | "della" | "las" | "los" | "d’" | "d'" => {
            head(at) || known::is_given_name(&reading.tokens[at].text.to_lowercase()) || reading.language == "en"
        }
        _ => cues::is_particle(word),
    }
}

/// Takes titles, peoples and stray words off a run, which may leave several names or none.
fn trim(
    reading: &Reading<'_>,
    seen: &Seen,
    first: usize,
    last: usize,
    sentence: usize,
    titled: bool,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut begin, mut end) = (first, last);
    while begin < end {
        let token = reading.tokens[begin];
        let lower = token.text.to_lowercase();
        if token.is(".") || is_title_here(reading, begin, end, &lower) {
            begin += 1;
        } else if known::is_people(token.text) && end - begin > 1 && splits_after_people(reading, begin, end) {
            found.push((begin, begin + 1));
            begin += 1;
        } else if begin == sentence
            && end - begin > 1
            && !titled
            && seen.small.contains(&lower)
            && !known::is_given_name(&lower)
            && !known::is_place(token.text)
        {
            begin += 1; // "Police Chief Lee": the first word has its capital from the sentence
        } else {
            break;
        }
    }
    while end > begin && reading.tokens[end - 1].is(".") {
        end -= 1;
    }
    if begin < end && stands(reading, begin, end) {
        found.push((begin, end));
    }
    found
}

fn is_title_here(reading: &Reading<'_>, at: usize, end: usize, lower: &str) -> bool {
    if !cues::is_title(lower, reading.language) {
        return false;
    }
    // "First National Bank", "Home Office", "King County" and "Prince" alone are names or heads of names.
    let rest_is_body = (at + 1..end).any(|token| {
        let lower = reading.tokens[token].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    });
    !(rest_is_body
        && matches!(
            lower,
            "first"
                | "home"
                | "foreign"
                | "king"
                | "queen"
                | "prince"
                | "general"
                | "major"
                | "vice"
                | "interior"
                | "defense"
                | "defence"
                | "finance"
                | "justice"
                | "prime"
                | "saint"
                | "don"
                | "premier"
                | "sr"
                | "m"
        ))
        && (lower != "m" || reading.language == "fr")
        && (lower != "don" || reading.language == "es")
}

fn splits_after_people(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = reading.tokens[at + 1].text.to_lowercase();
    let body = (at + 1..end).any(|token| {
        let lower = reading.tokens[token].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    });
    !body && (cues::is_title(&next, reading.language) || known::is_given_name(&next) || end - at > 2)
}

/// A name has a letter besides its first, and is no bare role.
fn stands(reading: &Reading<'_>, begin: usize, end: usize) -> bool {
    let letters: usize =
        reading.tokens[begin..end].iter().map(|token| token.text.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let lower = reading.tokens[begin].text.to_lowercase();
    letters > 1
        && !(end - begin == 1 && (cues::is_title(&lower, reading.language) || is_bare_head(reading, begin, &lower)))
}

/// `the House`, `the Senate` stay; `Street` or `Company` alone is no name.
fn is_bare_head(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    let keeps = matches!(
        lower,
        "congress"
            | "senate"
            | "parliament"
            | "house"
            | "bundestag"
            | "bundesrat"
            | "bundeswehr"
            | "senado"
            | "congreso"
    );
    !keeps
        && (cues::is_organisation(lower) || cues::is_place(lower) || cues::is_thing(lower))
        && !reading.tokens[at].all_capitals()
        && !known::is_place(reading.tokens[at].text)
}
