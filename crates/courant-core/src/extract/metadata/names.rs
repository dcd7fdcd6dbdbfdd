//! Names out of raw bylines: split, trimmed, sifted.

use super::calendar::{DayFirst, day_of_month, month, written};
use super::normal;
use crate::extract::dom::fold;

/// Longer strings are no name.
const LONGEST: usize = 70;
/// More names than this are a list of contributors to the site, not a byline.
pub const MOST: usize = 12;

/// What stands before a name that is not part of it.
const BY: [&str; 13] = [
    "written by",
    "posted by",
    "story by",
    "words by",
    "text by",
    "reported by",
    "published by",
    "article by",
    "authored by",
    "reviewed by",
    "created by",
    "submitted by",
    "by",
];
/// The same in other languages: these words begin names too, such as those of Di Henderson and Von Miller.
const OF: [&str; 7] = ["von", "par", "por", "di", "door", "av", "af"];
/// Words that only announce a name.
const LABELS: [&str; 6] = ["author", "autor", "автор", "authors", "contributor", "contributors"];

/// What stands after "By", in the languages news is commonly written in.
pub fn without_by(text: &str) -> Option<&str> {
    let trimmed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Markup often parts the word from the name, and the text does not.
    if let Some(rest) = trimmed.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase)) {
        return Some(rest);
    }
    BY.iter().chain(&OF).chain(&LABELS).find_map(|beginning| after(trimmed, beginning))
}

/// What stands after one of the beginnings, where a text has that one.
fn after<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let head = text.get(..beginning.len())?;
    let rest = text.get(beginning.len()..)?;
    // "Contributors to the atlas" names nobody; "Contributors: …" does.
    let ends: &[char] = if beginning.starts_with("contributor") { &[':'] } else { &[' ', ':', '\n'] };
    let name = (head.to_lowercase() == beginning && rest.starts_with(ends))
        .then(|| rest.trim_start_matches([' ', ':', '\n']).trim())?;
    // A capital word before a lone capital one is a first name, unless an agency is named.
    let is_first_name = OF.contains(&beginning)
        && head.starts_with(char::is_uppercase)
        && rest.starts_with(' ')
        && !name.contains(' ')
        && name.starts_with(char::is_uppercase)
        && name.contains(char::is_lowercase)
        && !is_outlet(name);
    (!is_first_name).then_some(name)
}

/// A byline without those who did something else than write: "… Reviewed by …".
pub fn before_others(line: &str) -> &str {
    const OTHERS: [&str; 12] = [
        "reviewed by",
        "medically reviewed",
        "fact checked",
        "fact-checked",
        "edited by",
        "photos by",
        "photography by",
        "illustrated by",
        "illustration by",
        "translated by",
        "analysis by",
        "updated by",
    ];
    let lower = line.to_ascii_lowercase();
    let end = OTHERS.iter().filter_map(|other| lower.find(other)).filter(|&at| at > 2).min();
    line.get(..end.unwrap_or(line.len()))
        .unwrap_or(line)
        .trim_end_matches([' ', ',', '.', '|', '·', '•', '-', '–', ';'])
}

/// Whether a line only announces a name.
pub fn is_label(line: &str) -> bool {
    matches!(
        normal(line).as_str(),
        "written by"
            | "by"
            | "author"
            | "authors"
            | "author s"
            | "posted by"
            | "words by"
            | "story by"
            | "text by"
            | "published by"
            | "article by"
            | "contributor"
            | "contributors"
            | "published"
            | "posted"
            | "von"
            | "par"
            | "por"
            | "autor"
            | "автор"
    )
}

/// Whether a text is likely a person's name: two to five words, each a capital one or a particle, none of them a post.
pub fn is_person(name: &str) -> bool {
    const PARTICLES: [&str; 16] =
        ["de", "da", "di", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "bin", "al", "el", "y"];
    let name = name.split(',').next().unwrap_or(name).trim();
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let is_capital =
        |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    (2..=5).contains(&words.len())
        && words.iter().all(|word| is_capital(word) || PARTICLES.contains(word))
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '|' | '/'))
        && !is_role(name)
        && !is_desk(name)
}

/// Whether a text names a post and not a person.
pub fn is_role(name: &str) -> bool {
    const POSTS: [&str; 37] = [
        "reporter",
        "writer",
        "editor",
        "journalist",
        "correspondent",
        "columnist",
        "contributor",
        "author",
        "director",
        "manager",
        "officer",
        "founder",
        "president",
        "coordinator",
        "specialist",
        "expert",
        "analyst",
        "strategist",
        "producer",
        "consultant",
        "engineer",
        "scientist",
        "professor",
        "ceo",
        "cto",
        "cmo",
        "marketing",
        "content",
        "senior",
        "head",
        "lead",
        "intern",
        "redakteur",
        "redakteurin",
        "journaliste",
        "periodista",
        "blogger",
    ];
    normal(name).split(' ').any(|word| POSTS.contains(&word))
}

/// Whether a piece after a comma is a degree or a title that belongs to the name before it.
fn is_degree(part: &str) -> bool {
    const DEGREES: [&str; 58] = [
        "md", "do", "phd", "dphil", "mph", "mbbs", "facp", "frcp", "faap", "rn", "np", "aprn", "bsn", "msn", "dnp",
        "rd", "rdn", "ld", "ldn", "fand", "ms", "msc", "ma", "mba", "med", "edd", "jd", "llm", "esq", "dvm", "vmd",
        "dacvim", "cvt", "cpa", "cfa", "cfp", "ea", "cpp", "psp", "pmp", "dds", "dmd", "dpt", "cscs", "lcsw", "lmft",
        "lpc", "bcba", "psyd", "pharmd", "mfa", "mpa", "aia", "jr", "sr", "ii", "cepf", "faclm",
    ];
    let key: String = part.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    part.len() <= 8 && part.chars().any(|c| c.is_ascii_uppercase()) && DEGREES.contains(&key.as_str())
}

/// `Brandt, Ida` the way a reader says it; `None` where it is not of that form.
pub fn inverted(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let plain =
        |part: &str| !part.is_empty() && !part.contains(',') && part.split(' ').count() <= 3 && !is_degree(part);
    (plain(last) && plain(first)).then(|| format!("{first} {last}"))
}

/// `3 min read`, and a month with its day that has lost its year.
fn is_reading_time(name: &str) -> bool {
    let words: Vec<String> = normal(name).split(' ').map(str::to_owned).collect();
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(|word| matches!(word.as_str(), "min" | "mins" | "minute" | "minutes")) && words.iter().any(number)
        || words.len() <= 3 && words.iter().any(number) && words.iter().any(|word| month(word).is_some())
}

/// Whether a text stops before the name that it speaks of.
fn ends_open(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    matches!(last, "by" | "from" | "with" | "of" | "about" | "for" | "to" | "and" | "the" | "on")
}

/// A name as a page has it.
#[derive(Debug, Clone)]
pub enum Raw {
    /// Words of a byline, in which names are to be found.
    Line(String),
    /// What linked data calls the name of a person.
    Person(String),
}

/// Splits, trims and sifts raw bylines.
pub fn cleaned(raw: Vec<String>) -> Vec<String> {
    sifted(raw.into_iter().map(Raw::Line).collect())
}

/// The same for names that may be told to be those of persons.
pub fn sifted(raw: Vec<Raw>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in raw {
        for part in split(&line) {
            // A degree is a name's end, not a name.
            if let Some(last) = names.last_mut().filter(|_| is_degree(&part)) {
                if !last.ends_with(&part) {
                    last.push_str(", ");
                    last.push_str(&part);
                }
                continue;
            }
            // Nor is a post, such as "Chief Officer at the Harbour".
            if !names.is_empty() && (is_role(&part) || part.contains(" at ")) {
                continue;
            }
            let name = if matches!(line, Raw::Person(_)) && is_person(&part) { part } else { tidy(&part) };
            let key = normal(&name);
            let new = !names.iter().any(|known| normal(known) == key);
            if new && plausible(&name) && !is_nobody(&key) {
                names.push(name);
            }
        }
    }
    names.truncate(MOST);
    names
}

/// Cuts a byline into names: at "and" and its sisters, semicolons, bars, and at commas unless what follows is a
/// degree or a post.
fn split(line: &Raw) -> Vec<String> {
    let (line, told) = match line {
        Raw::Line(line) => (fold(line), false),
        Raw::Person(line) => (fold(line), true),
    };
    let beginning = if told { BY.iter().find_map(|beginning| after(&line, beginning)) } else { without_by(&line) };
    let line = beginning.unwrap_or(&line);
    if told && let Some(name) = surname_first(line) {
        return vec![name];
    }
    let date =
        written(line, DayFirst::Yes).map(|(_, start)| start).or_else(|| day_of_month(line)).unwrap_or(line.len());
    let mut parts = vec![before_others(line.get(..date).unwrap_or(line)).to_owned()];
    for mark in [" and ", " und ", " et ", " & ", ";", " | ", " · ", " • ", "\n"] {
        parts = parts.iter().flat_map(|part| part.split(mark).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    parts = parts.iter().flat_map(|part| with_company(part)).collect();
    parts.iter().flat_map(|part| at_commas(part)).flat_map(|part| at_joints(&part)).collect()
}

/// `Brandt, Ida`, where each is one word: "Ida Brandt, Paris" has its name first.
fn surname_first(name: &str) -> Option<String> {
    let (last, first) = name.split_once(", ")?;
    let plain = |part: &str| {
        part.starts_with(char::is_uppercase)
            && part.contains(char::is_lowercase)
            && part.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let is_name =
        plain(last) && first.split(' ').count() <= 2 && first.split(' ').all(|part| plain(part.trim_end_matches('.')));
    (is_name && !is_degree(first) && !is_role(first) && !is_desk(first) && !is_outlet(last))
        .then(|| inverted(name))
        .flatten()
}

/// A piece of a byline at its commas. Behind a name come places, posts and newsrooms as often as other names: only what looks
/// like a person's is one.
fn at_commas(part: &str) -> Vec<String> {
    let mut pieces =
        part.split(',').map(|piece| piece.trim().trim_start_matches("and ")).filter(|piece| !piece.is_empty());
    let Some(first) = pieces.next() else { return Vec::new() };
    let shouts = |name: &str| !name.contains(char::is_lowercase);
    let others = pieces.filter(|piece| {
        let is_other = is_person(piece)
            && !is_outlet(piece)
            && !is_town(piece)
            && (shouts(first)
                || !piece.split(' ').any(|word| word.len() > 2 && !word.contains('.') && is_acronym(word)));
        is_degree(piece) || is_other || is_name_without_blank(piece)
    });
    std::iter::once(first).chain(others).map(str::to_owned).collect()
}

/// At " with ", which is followed by a colleague or by agencies.
fn with_company(part: &str) -> Vec<String> {
    let mut pieces = part.split(" with ");
    let first = pieces.next().map(str::to_owned);
    first.into_iter().chain(pieces.filter(|piece| is_person(piece) && !is_outlet(piece)).map(str::to_owned)).collect()
}

/// At the joints that stand within names too, as in "Ana Costa e Silva", where both halves are names in full.
fn at_joints(part: &str) -> Vec<String> {
    let cut = [" y ", " e ", " en ", " og ", " i "].iter().find_map(|mark| {
        part.match_indices(mark).map(|(at, _)| (part.get(..at), part.get(at + mark.len()..))).find_map(|halves| {
            match halves {
                (Some(left), Some(right)) if is_person(left) && is_person(right) => Some((left, right)),
                _ => None,
            }
        })
    });
    match cut {
        Some((left, right)) => vec![left.to_owned(), right.to_owned()],
        None => vec![part.to_owned()],
    }
}

/// A name in a script that writes it without a blank.
fn is_name_without_blank(name: &str) -> bool {
    (2..=4).contains(&name.chars().count())
        && name.chars().all(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

fn is_acronym(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a text has a word that newsrooms and agencies are called by.
fn is_outlet(name: &str) -> bool {
    const WORDS: [&str; 34] = [
        "news",
        "press",
        "agency",
        "agencies",
        "times",
        "post",
        "herald",
        "tribune",
        "media",
        "radio",
        "tv",
        "television",
        "magazine",
        "network",
        "wire",
        "service",
        "journal",
        "gazette",
        "bureau",
        "presse",
        "agencia",
        "agencias",
        "agence",
        "agentur",
        "zeitung",
        "reuters",
        "afp",
        "dpa",
        "ansa",
        "efe",
        "ap",
        "tass",
        "bloomberg",
        "bbc",
    ];
    normal(name).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether two words are a town's, by the first of them.
fn is_town(name: &str) -> bool {
    const FIRST: [&str; 19] = [
        "new", "san", "santa", "los", "las", "hong", "tel", "buenos", "rio", "saint", "st", "cape", "north", "south",
        "east", "west", "kuala", "abu", "são",
    ];
    normal(name).split(' ').next().is_some_and(|word| FIRST.contains(&word))
}

/// Where a name ends before the place that it was written from: "Jane Doe in Paris".
fn place_after(name: &str) -> Option<usize> {
    [" in ", " aus ", " à ", " en ", " para ", " för "].iter().find_map(|mark| {
        let at = name.find(mark).filter(|&at| at > 2)?;
        name.get(at + mark.len()..)?.starts_with(char::is_uppercase).then_some(at)
    })
}

/// What stands behind a label and a colon: the name where the label announces the one who wrote, nothing where it names a source
/// or a photographer.
fn behind_label(name: &str) -> &str {
    const WROTE: [&str; 14] = [
        "text",
        "texto",
        "texte",
        "testo",
        "tekst",
        "words",
        "haber",
        "yazar",
        "yazan",
        "autore",
        "auteur",
        "redakteur",
        "reporter",
        "текст",
    ];
    match name.split_once(':') {
        Some((label, rest)) if WROTE.contains(&normal(label).as_str()) => rest.trim(),
        Some((label, _)) if label.chars().count() > 1 => "",
        _ => name,
    }
}

fn tidy(part: &str) -> String {
    let mut name = part.trim();
    if let Some(inner) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        name = inner;
    }
    for more in ["read more about ", "more about ", "more from ", "view all posts by ", "posts by ", "see more about "]
    {
        if name.get(..more.len()).is_some_and(|head| head.eq_ignore_ascii_case(more)) {
            name = name.get(more.len()..).unwrap_or(name);
        }
    }
    if let Some(rest) = without_by(name) {
        name = rest;
    }
    name = behind_label(name);
    if let Some(at) = place_after(name) {
        name = name.get(..at).unwrap_or(name);
    }
    // What follows a date, a bracket or a dash is no longer the name; a bracket may hold another form of it.
    if let Some(at) = name.find(" (").filter(|&at| at > 2 && (name.ends_with(')') || !name.contains(')'))) {
        name = name.get(..at).unwrap_or(name);
    }
    if let Some(at) = written(name, DayFirst::Unknown).map(|(_, at)| at).or_else(|| day_of_month(name)) {
        name = name.get(..at).unwrap_or(name);
    }
    for mark in [" [", " – ", " — ", " - ", " / ", " on ", " Updated", " Published", "@"] {
        if let Some(at) = name.find(mark).filter(|&at| at > 2) {
            name = name.get(..at).unwrap_or(name);
        }
    }
    name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '"' | '”'))
        .trim_end_matches(',')
        .to_owned()
}

/// Whether a text can be a name at all.
pub fn plausible(name: &str) -> bool {
    let count = name.chars().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=LONGEST).contains(&count)
        && letters * 10 >= count * 6
        && name.split(' ').count() <= 8
        && !name.contains("://")
        && (!name.contains(".com") || !name.contains([' ', '/', '@']))
        && !ends_open(name)
        && !is_reading_time(name)
        && name.chars().filter(char::is_ascii_digit).count() <= 2
}

/// Names that say that nobody is named.
fn is_nobody(key: &str) -> bool {
    key.ends_with(" profile")
        || matches!(
            key,
            "admin"
                | "administrator"
                | "author"
                | "authors"
                | "by"
                | "editor"
                | "guest"
                | "user"
                | "root"
                | "unknown"
                | "anonymous"
                | "none"
                | "null"
                | "undefined"
                | "redaktion"
                | "rédaction"
                | "redacción"
                | "redazione"
                | "redação"
                | "view all posts"
                | "see all posts"
                | "follow"
                | "read more"
                | "more"
                | "about the author"
                | "website"
                | "superuser"
                | "the author"
                | "full bio"
                | "contact us"
                | "contact"
                | "more posts"
                | "home"
                | "blog"
                | "news"
                | "written by"
                | "posted by"
                | "share"
                | "comments"
                | "no comments"
                | "leave a comment"
                | "webmaster"
                | "default"
                | "updated"
                | "published"
                | "last updated"
        )
}

/// Desks and teams: taken only where no person is named.
pub fn is_desk(name: &str) -> bool {
    let key = normal(name);
    key.split(' ').any(|word| {
        matches!(
            word,
            "staff"
                | "team"
                | "admin"
                | "editors"
                | "editorial"
                | "desk"
                | "newsroom"
                | "redaktion"
                | "redacción"
                | "redazione"
                | "rédaction"
        )
    })
}

#[cfg(test)]
mod tests;
