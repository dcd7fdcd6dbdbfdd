//! Who speaks: what stands beside a quotation.

use crate::model::EntityKind;
use crate::text::entities::{Named, is_title};
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::words::{Token, TokenKind};

/// What a quotation has beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// A verb of saying and a name.
    Named(String),
    /// A verb of saying and a pronoun.
    Pronoun,
    /// A verb of saying, its subject unnamed.
    Unnamed,
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
    let near = if verb > start { subject(reading, names, (first + start, says), says) } else { Beside::Unnamed };
    match near {
        Beside::Unnamed | Beside::Nothing => subject(reading, names, (says + 1, first + stop), says),
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
        Beside::Unnamed | Beside::Nothing => subject(reading, names, (says + 1, end), says).or_unnamed(),
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

/// The name or pronoun among some tokens that is the subject of the verb of saying at `says`: the first, people before
/// bodies. What stands right beside the verb speaks, whatever it was taken for.
fn subject(reading: &Reading<'_>, names: &[Named], (from, to): (usize, usize), says: usize) -> Beside {
    let begin = names.partition_point(|name| name.first < from);
    let inside = names[begin..].iter().take_while(|name| name.last <= to);
    let touches = |name: &Named| name.last == says || name.first == says + 1;
    let mut candidates: Vec<&Named> = inside.filter(|name| can_speak(reading, name) || touches(name)).collect();
    let people = candidates.iter().any(|name| name.kind == EntityKind::Person);
    if people {
        candidates.retain(|name| name.kind == EntityKind::Person);
    }
    let name = candidates.first();
    let pronoun = (from..to.min(reading.tokens.len())).find(|at| is_pronoun(&reading.tokens[*at]));
    match (name, pronoun) {
        (Some(name), Some(at)) if at < name.first => Beside::Pronoun,
        (Some(name), _) => Beside::Named(name.full.clone()),
        (None, Some(_)) => Beside::Pronoun,
        (None, None) => Beside::Unnamed,
    }
}

fn is_pronoun(token: &Token<'_>) -> bool {
    let lower = token.text.to_lowercase();
    let tail = lower.rsplit(['-', '‑']).next().unwrap_or_default();
    speech::is_third_person(&lower) || tail.len() < lower.len() && matches!(tail, "il" | "elle" | "ils" | "elles")
}

fn can_speak(reading: &Reading<'_>, name: &Named) -> bool {
    match name.kind {
        EntityKind::Person | EntityKind::Organisation => true,
        EntityKind::Place => false,
        EntityKind::Other => !name.sure && !is_title(&reading.tokens[name.first].text.to_lowercase(), reading.language),
    }
}

/// Chinese and Japanese: the verb stands right after the closing mark, the speaker before the opening one.
fn unparted(reading: &Reading<'_>, right: (usize, usize)) -> bool {
    matches!(reading.language, "ja" | "zh")
        && speech::SAYING_UNPARTED.iter().any(|word| reading.text[right.0..right.1].starts_with(word))
}

fn subject_east(_reading: &Reading<'_>, _names: &[Named], _at: usize) -> Beside {
    Beside::Unnamed
}

/// The last person named before a place, in bytes.
pub fn last_person(reading: &Reading<'_>, names: &[Named], at: usize) -> Option<String> {
    let end = names.partition_point(|name| reading.tokens[name.first].start < at);
    names[..end].iter().rev().take(12).find(|name| name.kind == EntityKind::Person).map(|name| name.full.clone())
}
