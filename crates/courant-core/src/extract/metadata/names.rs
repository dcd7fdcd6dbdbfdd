//! Names out of raw bylines: split, trimmed, sifted.

use super::calendar::{DayFirst, day_of_month, month, written};
use super::normal;
use crate::extract::dom::fold;

/// Longer strings are no name.
const LONGEST: usize = 70;
/// More names than this are a list of contributors to the site, not a byline.
pub const MOST: usize = 12;

/// What stands after "By", in the languages news is commonly written in.
pub fn without_by(text: &str) -> Option<&str> {
    const BEGINNINGS: [&str; 26] = [
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
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "author",
        "autor",
        "автор",
        "authors",
        "contributor",
        "contributors",
    ];
    let trimmed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Markup often parts the word from the name, and the text does not.
    if let Some(rest) = trimmed.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase)) {
        return Some(rest);
    }
    BEGINNINGS.iter().find_map(|beginning| {
        let head = trimmed.get(..beginning.len())?;
        let rest = trimmed.get(beginning.len()..)?;
        // "Contributors to the atlas" names nobody; "Contributors: …" does.
        let ends: &[char] = if beginning.starts_with("contributor") { &[':'] } else { &[' ', ':', '\n'] };
        (head.to_lowercase() == *beginning && rest.starts_with(ends))
            .then(|| rest.trim_start_matches([' ', ':', '\n']).trim())
    })
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

/// Splits, trims and sifts raw bylines.
pub fn cleaned(raw: Vec<String>) -> Vec<String> {
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
            let name = tidy(&part);
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
fn split(line: &str) -> Vec<String> {
    let line = fold(line);
    let line = without_by(&line).unwrap_or(&line);
    let date =
        written(line, DayFirst::Yes).map(|(_, start)| start).or_else(|| day_of_month(line)).unwrap_or(line.len());
    let mut parts = vec![before_others(line.get(..date).unwrap_or(line)).to_owned()];
    for mark in [" and ", " und ", " et ", " y ", " e ", " & ", ";", " | ", " · ", " • ", "\n", " with "] {
        parts = parts.iter().flat_map(|part| part.split(mark).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    parts
        .iter()
        .flat_map(|part| {
            part.split(',').map(|piece| piece.trim().trim_start_matches("and ").to_owned()).collect::<Vec<_>>()
        })
        .collect()
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
