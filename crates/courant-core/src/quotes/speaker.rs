//! Who speaks: what stands beside a quotation.

use super::cast::Cast;
use super::clause;
use super::hollow;
use super::subject::{before_colon, behind_mark, subject};
use crate::model::EntityKind;
use crate::text::entities::Named;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::words::{Token, TokenKind};

/// What a quotation has beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// A verb of saying and a name.
    Named(String),
    /// A verb of saying and a pronoun, by its token.
    Pronoun(usize),
    /// A verb of saying, its subject left open: whoever speaks in the paragraph may be meant.
    Unnamed,
    /// A verb of saying and behind it a description without a name, where word order tells no more: "afirmó el alcalde".
    Described,
    /// A verb of saying whose subject is somebody or something without a name: "one activist told the Post", "the report
    /// says", "a lawyer for Ann Lee".
    Another,
    /// A verb of saying whose subject is the office of somebody who may have been named: "the senator said".
    Office,
    /// No verb of saying.
    Nothing,
}

/// Tokens before a quotation in which the subject of a participle may stand.
const FAR: usize = 200;
/// Farthest that a verb of saying may stand from the quotation, in tokens.
const REACH: usize = 24;

/// Looks right, then left of the quotation. `left` and `right` are byte ranges up to the next quotations of the paragraph.
pub fn beside(
    reading: &Reading<'_>,
    names: &[Named],
    cast: &Cast<'_>,
    left: (usize, usize),
    right: (usize, usize),
    inner: &str,
) -> Beside {
    // Who posts words in marks may have them from somebody: from whom the words before say, or nothing does.
    if is_signed(reading, right) {
        return match before(reading, names, cast, left, inner) {
            Beside::Nothing => Beside::Another,
            found => found,
        };
    }
    let found = match after(reading, names, cast, right, inner) {
        Beside::Nothing => before(reading, names, cast, left, inner),
        // "Ann Lee said, “…,” adding": who adds stands before.
        Beside::Unnamed if reading.language == "tr" => turkish(reading, names, left).unwrap_or(Beside::Unnamed),
        Beside::Unnamed => match before(reading, names, cast, left, inner) {
            Beside::Nothing => Beside::Unnamed,
            found => found,
        },
        found => found,
    };
    let (first, end) = range(reading, left);
    // "Nobody can say that “…,” Ann Lee said": what stands behind a comma is who says it all the same.
    let ends = !inner.trim_end().ends_with(',') || !matches!(found, Beside::Named(_));
    if ends && found != Beside::Nothing && hollow::is_led(reading, first, end) { Beside::Another } else { found }
}

/// Tokens of a signature, and of a link to a picture before it.
const SIGNATURE: usize = 16;

/// Whether somebody signs words right behind them, over a link, as embedded posts are: "— Ann Lee (@annlee)".
fn is_signed(reading: &Reading<'_>, right: (usize, usize)) -> bool {
    let (first, end) = range(reading, right);
    let tokens = &reading.tokens[first..end.min(first + SIGNATURE).max(first)];
    let handle = tokens.windows(2).position(|pair| pair[0].is("(") && pair[1].text.starts_with('@'));
    let dash = |to: usize| tokens[..to].iter().position(|token| matches!(token.text, "—" | "–"));
    handle.and_then(dash).is_some_and(|dash| {
        let link = reading.text[right.0..tokens[dash].start].trim();
        link.is_empty() || link.starts_with("pic.") || link.starts_with("http")
    })
}

fn range(reading: &Reading<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    (
        reading.tokens.partition_point(|token| token.start < start),
        reading.tokens.partition_point(|token| token.end <= end),
    )
}

/// Whether a sentence ends at a token. The point of "Mr. Lee" or of an initial ends none, nor does one that the reader of
/// sentences takes for a part of its word: "No. 2", "Fla., said".
fn is_end(reading: &Reading<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    if !matches!(token.text, "." | "!" | "?" | "。" | ";") {
        return false;
    }
    let next = tokens.get(at + 1);
    let word = at.checked_sub(1).and_then(|before| tokens.get(before)).filter(|word| word.end == token.start);
    let (Some(word), Some(next), true) = (word, next, token.is(".")) else { return true };
    let joined = next.start > token.end || next.is(",");
    let one = joined && reading.sentence_at(token.start) == reading.sentence_at(next.start);
    !(one || is_short(word.text) && next.capital())
}

/// An initial, or a title or rank that is written with a point.
fn is_short(word: &str) -> bool {
    const TITLES: [&str; 27] = [
        "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "prof", "rev", "st", "mme",
        "brig", "maj", "adm", "cmdr", "sens", "reps", "cpl", "supt", "insp", "hon", "atty",
    ];
    word.chars().count() == 1 && word.chars().all(char::is_uppercase) || TITLES.contains(&word.to_lowercase().as_str())
}

/// Words after the quotation, up to the end of their sentence.
fn after(reading: &Reading<'_>, names: &[Named], cast: &Cast<'_>, right: (usize, usize), inner: &str) -> Beside {
    let (first, end) = range(reading, right);
    let tokens = &reading.tokens[first..end.max(first)];
    let stop = (0..tokens.len()).find(|at| is_end(reading, tokens, *at)).unwrap_or(tokens.len()).min(REACH);
    let tokens = &tokens[..stop];
    let Some(opening) = tokens.first() else { return Beside::Nothing };
    if unparted(reading, right) {
        return subject_east(reading, names, right.0);
    }
    let closed = inner.trim_end().ends_with(['.', '。']);
    let comma = opening.is(",")
        || inner.trim_end().ends_with([',', '?', '!', '…', '—', '-', '–'])
        || matches!(opening.text, "—" | "–");
    let said = comma && !closed;
    let Some(verb) = tokens.iter().position(|token| saying(reading, token)) else {
        return if said { at_mark(reading, names, (first, first + stop), inner) } else { Beside::Nothing };
    };
    // After a full stop only "said Ann" may follow; else a new sentence begins.
    if closed && verb != 0 {
        return Beside::Nothing;
    }
    // "“…,” but she does not say that" goes on to something else.
    if hollow::is_unsaid(reading, first, first + verb) {
        return Beside::Nothing;
    }
    // Where words do not tell by their order, a dash stands before who spoke: "«…», — сказал", "„…” – powiedział".
    let parts = |token: &&Token<'_>| matches!(token.text, "," | "—" | "–" | "-" | "―");
    let start = match clause::is_read(reading) {
        true => usize::from(opening.is(",")),
        false => tokens.iter().take(2).take_while(parts).count(),
    };
    let lead = &tokens[start.min(verb)..verb];
    let plain_lead = lead.iter().all(|token| {
        matches!(token.kind, TokenKind::Word | TokenKind::Number)
            || token.kind == TokenKind::Mark
                && matches!(token.text, "," | "." | "-" | "(" | ")" | "’" | "'" | "“" | "”" | "\"")
    });
    if !plain_lead || !comma && verb > start + 3 || !lead.is_empty() && clause::is_occasion(reading, first + start) {
        return Beside::Nothing;
    }
    match around(reading, names, cast, (first + start.min(verb), first + stop), first + verb) {
        Beside::Unnamed if describes(reading, first + verb + 1, first + stop) => Beside::Described,
        found => found,
    }
}

/// Articles and owners before somebody who is described, in languages that have them.
const DETERMINERS: &[(&str, &[&str])] = &[
    ("de", &["der", "die", "das", "ein", "eine", "sein", "seine", "ihr", "ihre", "deren", "dessen"]),
    ("fr", &["le", "la", "l’", "l'", "les", "un", "une", "son", "sa", "ses", "leur"]),
    ("es", &["el", "la", "los", "las", "un", "una", "su", "otro", "otra"]),
    ("it", &["il", "lo", "la", "l’", "l'", "i", "gli", "le", "un", "uno", "una", "un’", "un'"]),
    ("pt", &["o", "a", "os", "as", "um", "uma", "seu", "sua", "outro", "outra"]),
    ("nl", &["de", "het", "een", "zijn", "haar"]),
];
/// Letters of a word that may be a description where no article tells.
const NOUN: usize = 4;

/// Whether somebody is described right behind a verb of saying, over a helper: "ha detto la ministra", "сказал чиновник".
fn describes(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let mut words = (from..to).map(|at| &reading.tokens[at]).skip_while(|token| saying(reading, token));
    let Some(next) = words.next().filter(|token| token.kind == TokenKind::Word) else { return false };
    if clause::is_read(reading) || speech::is_third_person(reading.language, &next.text.to_lowercase()) {
        return false;
    }
    match DETERMINERS.iter().find(|(language, _)| *language == reading.language) {
        Some((_, words)) => words.contains(&next.text.to_lowercase().as_str()),
        None => !next.capital() && next.text.chars().count() >= NOUN,
    }
}

/// Turkish puts who speaks before the words and the verb behind them: the only person of the sentence whose name has no ending.
fn turkish(reading: &Reading<'_>, names: &[Named], left: (usize, usize)) -> Option<Beside> {
    let (first, end) = range(reading, left);
    let tokens = reading.tokens.get(first..end)?;
    let begin = first + (0..tokens.len()).rev().find(|at| is_end(reading, tokens, *at)).map_or(0, |at| at + 1);
    let from = names.partition_point(|name| name.first < begin);
    let bare = |name: &&Named| !reading.tokens[name.last - 1].text.contains(['\'', '’']);
    let mut people =
        names[from..].iter().take_while(|name| name.last <= end).filter(|name| name.kind == EntityKind::Person);
    let only = people.next().filter(bare)?;
    people.next().is_none().then(|| Beside::Named(only.full.clone()))
}

/// Whether the subject stands behind its verb though words stand before: ", explained Ann Lee, “".
fn inverted(reading: &Reading<'_>, names: &[Named], from: usize, says: usize) -> bool {
    let comma = says > from && reading.tokens[says - 1].is(",");
    let next = names.partition_point(|name| name.first <= says);
    let touches = names.get(next).is_some_and(|name| name.first == says + 1);
    let plain = clause::is_read(reading) && clause::may_invert(reading, says) && !clause::is_participle(reading, says);
    plain && comma && touches && reading.tokens.get(names[next].last).is_some_and(|mark| matches!(mark.text, "," | ":"))
}

/// Most words of a sentence that goes on behind a question or a call: a longer one is a new sentence.
const GOES_ON: usize = 6;

/// Who stands right behind the mark with a word that no list of verbs has: "Ann Lee shot back".
fn at_mark(reading: &Reading<'_>, names: &[Named], (first, end): (usize, usize), inner: &str) -> Beside {
    let comma = inner.trim_end().ends_with(',') || reading.tokens[first].is(",");
    if !clause::is_read(reading) || !comma && end - first > GOES_ON {
        return Beside::Nothing;
    }
    let first = first + usize::from(reading.tokens[first].is(","));
    if first >= end {
        return Beside::Nothing;
    }
    behind_mark(reading, names, (first, end))
}

/// The subject of the verb at `says` in its clause: before the verb, else behind it where that may be.
fn around(reading: &Reading<'_>, names: &[Named], cast: &Cast<'_>, (from, to): (usize, usize), says: usize) -> Beside {
    let according = clause::is_according(reading, says) || inverted(reading, names, from, says);
    if clause::is_office(reading, names, (from, to), says) {
        return Beside::Office;
    }
    let near =
        if from < says && !according { subject(reading, names, cast, (from, says), says) } else { Beside::Nothing };
    if near != Beside::Nothing {
        return near;
    }
    if !according && clause::has_subject(reading, from, says) {
        return Beside::Another;
    }
    let behind = if clause::may_invert(reading, says) {
        subject(reading, names, cast, (says + 1, to), says)
    } else {
        Beside::Nothing
    };
    match behind {
        Beside::Nothing if clause::is_new(reading, says) => Beside::Another,
        found => found.or_unnamed(),
    }
}

/// Whether the words behind a quotation, up to the end of its sentence, tell of somebody or of saying.
pub fn is_told(reading: &Reading<'_>, right: (usize, usize), inner: &str) -> bool {
    let (first, end) = range(reading, right);
    let tokens = &reading.tokens[first..end.max(first)];
    let stop = (0..tokens.len()).find(|at| is_end(reading, tokens, *at)).unwrap_or(tokens.len());
    // After a full stop a new sentence begins, unless it is no more than who spoke.
    let stop = if inner.trim_end().ends_with(['.', '。', '!', '?']) && stop > GOES_ON { 0 } else { stop };
    clause::tells_of_somebody(reading.language, &tokens[..stop])
}

/// Words before the quotation, back to the end of the sentence before.
fn before(reading: &Reading<'_>, names: &[Named], cast: &Cast<'_>, left: (usize, usize), inner: &str) -> Beside {
    let (first, end) = range(reading, left);
    let tokens = &reading.tokens[first..end.max(first)];
    let begin = (0..tokens.len())
        .rev()
        .find(|at| is_end(reading, tokens, *at))
        .map_or(0, |at| at + 1)
        .max(tokens.len().saturating_sub(REACH));
    let whole = (0..tokens.len()).rev().find(|at| is_end(reading, tokens, *at)).map_or(0, |at| at + 1);
    let clause = &tokens[begin..];
    let Some(last) = clause.last() else { return Beside::Nothing };
    let leads = matches!(last.text, ":" | "," | "：" | "，") || saying(reading, last);
    let Some(verb) = clause.iter().rposition(|token| saying(reading, token)) else {
        let colon = matches!(last.text, ":" | "：") && inner.split_whitespace().count() >= 4;
        return if colon { before_colon(reading, names, (first + whole, end)) } else { Beside::Nothing };
    };
    let words = inner.split_whitespace().count();
    let opens = inner.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
    let spoken = leads && (opens || words >= 6) || words >= 12 && opens;
    if !spoken {
        return Beside::Nothing;
    }
    let says = first + begin + verb;
    if hollow::is_unsaid(reading, first, says) {
        return Beside::Another;
    }
    // The subject of a participle may stand far before it.
    let far = whole.max(tokens.len().saturating_sub(FAR));
    let from = if clause::is_participle(reading, says) { far } else { begin };
    around(reading, names, cast, (first + from, end), says)
}

impl Beside {
    fn or_unnamed(self) -> Self {
        if self == Self::Nothing { Self::Unnamed } else { self }
    }
}

fn saying(reading: &Reading<'_>, token: &Token<'_>) -> bool {
    if token.kind != TokenKind::Word {
        return false;
    }
    let lower = token.text.to_lowercase();
    // French joins the pronoun: "dit-elle", "a-t-il".
    let head = lower.split(['-', '‑']).next().unwrap_or_default();
    speech::is_saying(reading.language, &lower)
        || reading.language == "fr" && head.len() < lower.len() && speech::is_saying("fr", head)
}

/// Chinese and Japanese: the verb stands right after the closing mark, the speaker before the opening one.
fn unparted(reading: &Reading<'_>, right: (usize, usize)) -> bool {
    matches!(reading.language, "ja" | "zh")
        && speech::SAYING_UNPARTED.iter().any(|word| reading.text[right.0..right.1].starts_with(word))
}

fn subject_east(_reading: &Reading<'_>, _names: &[Named], _at: usize) -> Beside {
    Beside::Unnamed
}
