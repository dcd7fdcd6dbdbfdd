//! Who speaks: what stands beside a quotation.

use super::subject::subject;
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
    /// A verb of saying, its subject unnamed.
    Unnamed,
    /// A verb of saying whose subject is described by a name and is somebody else: "a lawyer for Ann Lee".
    Another,
    /// No verb of saying.
    Nothing,
}

/// Farthest that a verb of saying may stand from the quotation, in tokens.
const REACH: usize = 24;

/// Looks right, then left of the quotation. `left` and `right` are byte ranges up to the next quotations of the paragraph.
pub fn beside(
    reading: &Reading<'_>,
    names: &[Named],
    left: (usize, usize),
    right: (usize, usize),
    inner: &str,
) -> Beside {
    let found = after(reading, names, right, inner);
    if found != Beside::Nothing {
        return found;
    }
    before(reading, names, left, inner)
}

fn range(reading: &Reading<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    (
        reading.tokens.partition_point(|token| token.start < start),
        reading.tokens.partition_point(|token| token.end <= end),
    )
}

/// Whether a sentence ends at a token. The point of "Mr. Lee" or of an initial ends none.
fn is_end(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let short = token.is(".") && before.is_some_and(|before| before.end == token.start && is_short(before.text));
    let goes_on = tokens.get(at + 1).is_some_and(Token::capital);
    matches!(token.text, "." | "!" | "?" | "。" | ";") && !(short && goes_on)
}

/// An initial, or a title that is written with a point.
fn is_short(word: &str) -> bool {
    const TITLES: [&str; 16] =
        ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "prof", "rev", "st", "mme"];
    word.chars().count() == 1 && word.chars().all(char::is_uppercase) || TITLES.contains(&word.to_lowercase().as_str())
}

/// Words after the quotation, up to the end of their sentence.
fn after(reading: &Reading<'_>, names: &[Named], right: (usize, usize), inner: &str) -> Beside {
    let (first, end) = range(reading, right);
    let tokens = &reading.tokens[first..end.max(first)];
    let stop = (0..tokens.len()).find(|at| is_end(tokens, *at)).unwrap_or(tokens.len()).min(REACH);
    let tokens = &tokens[..stop];
    let Some(opening) = tokens.first() else { return Beside::Nothing };
    if unparted(reading, right) {
        return subject_east(reading, names, right.0);
    }
    let closed = inner.trim_end().ends_with(['.', '。']);
    let comma = opening.is(",")
        || inner.trim_end().ends_with([',', '?', '!', '…', '—', '-', '–'])
        || matches!(opening.text, "—" | "–");
    let Some(verb) = tokens.iter().position(|token| saying(reading, token)) else { return Beside::Nothing };
    // After a full stop only "said Ann" may follow; else a new sentence begins.
    if closed && verb != 0 {
        return Beside::Nothing;
    }
    let start = usize::from(opening.is(","));
    let lead = &tokens[start.min(verb)..verb];
    let plain_lead = lead.iter().all(|token| {
        token.kind == TokenKind::Word
            || token.kind == TokenKind::Mark && matches!(token.text, "," | "." | "-" | "(" | ")" | "’" | "'")
    });
    if !plain_lead || !comma && verb > start + 3 {
        return Beside::Nothing;
    }
    let says = first + verb;
    let near = if verb > start { subject(reading, names, (first + start, says), says) } else { Beside::Nothing };
    match near {
        Beside::Nothing => subject(reading, names, (says + 1, first + stop), says).or_unnamed(),
        found => found,
    }
}

/// Words before the quotation, back to the end of the sentence before.
fn before(reading: &Reading<'_>, names: &[Named], left: (usize, usize), inner: &str) -> Beside {
    let (first, end) = range(reading, left);
    let tokens = &reading.tokens[first..end.max(first)];
    let begin = (0..tokens.len())
        .rev()
        .find(|at| is_end(tokens, *at))
        .map_or(0, |at| at + 1)
        .max(tokens.len().saturating_sub(REACH));
    let clause = &tokens[begin..];
    let Some(last) = clause.last() else { return Beside::Nothing };
    let leads = matches!(last.text, ":" | "," | "：" | "，") || saying(reading, last);
    let Some(verb) = clause.iter().rposition(|token| saying(reading, token)) else {
        let colon = matches!(last.text, ":" | "：") && inner.split_whitespace().count() >= 4;
        return if colon { subject(reading, names, (first + begin, end), end).or_unnamed() } else { Beside::Nothing };
    };
    let words = inner.split_whitespace().count();
    let opens = inner.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
    let spoken = leads && (opens || words >= 6) || words >= 12 && opens;
    if !spoken {
        return Beside::Nothing;
    }
    let says = first + begin + verb;
    match subject(reading, names, (first + begin, says), says) {
        Beside::Nothing => subject(reading, names, (says + 1, end), says).or_unnamed(),
        found => found,
    }
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
