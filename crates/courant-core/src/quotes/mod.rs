//! Finds direct quotations and who said them.
//!
//! Marks are paired paragraph by paragraph. What stands between them is a quotation when a verb of saying stands beside
//! it, or when it continues or opens the speech of somebody named in its paragraph; a few marked words inside somebody
//! else's sentence are not. The speaker is the name beside the verb of saying that can be its subject; a pronoun stands for
//! the last person who spoke or was named, whichever stands later.

mod between;
mod cast;
mod clause;
mod given;
mod hollow;
mod marks;
pub mod positions;
mod speaker;
mod subject;
mod told;

use std::ops::Range;

use crate::model::{EntityKind, Quote};
use crate::text::entities::{Named, is_given_name};
use crate::text::reading::Reading;
use crate::text::sentences::paragraphs;
use cast::Cast;
use speaker::Beside;

/// Fewest words of a quotation that nothing beside it calls speech.
const LONG: usize = 8;

/// Shorter quotations are single words or names, code points.
const SHORTEST: usize = 24;

/// The letters and digits by which the same words are known in another article, whatever its marks; `None` for a
/// quotation that is too short to tell of anything.
#[must_use]
pub fn words_of(quote: &Quote) -> Option<String> {
    let words: String = quote.text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (words.chars().count() >= SHORTEST).then_some(words)
}

/// The direct quotations of a text, in order.
#[must_use]
pub fn quotes(reading: &Reading<'_>, names: &[Named]) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut speech = Speech { last: None, since: 0, open: false, marked: Vec::new(), cast: Cast::of(reading, names) };
    let mut lead = 0..0;
    for paragraph in paragraphs(reading.text) {
        let mut here = in_paragraph(reading, names, paragraph.clone(), lead, &mut speech);
        // What ends with a colon leads up to the next paragraph.
        let led = reading.text[paragraph.clone()].ends_with(':');
        lead = if led {
            speech.marked.last().map_or(0, |mark| mark.end).max(paragraph.start)..paragraph.end
        } else {
            0..0
        };
        share(reading.text, &mut here);
        found.extend(here.into_iter().map(|Said { start, end, speaker, .. }| Quote {
            text: reading.text[start..end].to_owned(),
            speaker,
            start: reading.offsets.to_chars(start),
            end: reading.offsets.to_chars(end),
        }));
    }
    found
}

/// The quotations of a paragraph. `lead` is the end of the paragraph before where that leads up to this one.
fn in_paragraph(
    reading: &Reading<'_>,
    names: &[Named],
    paragraph: Range<usize>,
    lead: Range<usize>,
    speech: &mut Speech<'_>,
) -> Vec<Said> {
    let text = &reading.text[paragraph.clone()];
    let marked = marks::spoken(text, reading.language);
    let carried = std::mem::take(&mut speech.open);
    let shift = |at: usize| paragraph.start + at;
    speech.marked.extend(marked.iter().map(|mark| shift(mark.outer.start)..shift(mark.outer.end)));
    let mut here: Vec<Said> = Vec::new();
    for (number, mark) in marked.iter().enumerate() {
        let left = number.checked_sub(1).map_or(0, |before| marked[before].outer.end);
        let leads = mark.outer.start == 0 && !lead.is_empty();
        let right = marked.get(number + 1).map_or(text.len(), |next| next.outer.start);
        let inner = &text[mark.inner.clone()];
        let (start, end) = (shift(mark.outer.start), shift(mark.outer.end));
        let before = if leads { (lead.start, lead.end) } else { (shift(left), start) };
        let beside = speaker::beside(reading, names, &speech.cast, before, (end, shift(right)), inner);
        let continues = carried && mark.outer.start == 0;
        // Who spoke last goes on into a new paragraph only where nothing beside the words tells of somebody.
        let told = here.is_empty() && !continues && speaker::is_told(reading, (end, shift(right)), inner);
        // Elsewhere than in English a verb alone, or with a description, goes on with who spoke in this paragraph, but not
        // over somebody else who was named since.
        let spoke = here.last().and_then(|said: &Said| said.speaker.clone());
        let since = here.last().map_or(paragraph.start, |said| said.end);
        let passed = matches!(beside, Beside::Unnamed | Beside::Described)
            && !clause::is_read(reading)
            && (is_another_named(reading, names, (since, start), spoke.as_deref(), speech)
                || beside == Beside::Described && spoke.is_none());
        // A second part of what somebody without a name said is theirs too.
        let second = beside == Beside::Nothing && here.last().is_some_and(|said| said.another);
        // Who says what goes on from words whose speaker is open is open too.
        let open = !continues && here.last().is_some_and(|said| said.speaker.is_none());
        let another = passed
            || matches!(beside, Beside::Another | Beside::Office)
            || beside == Beside::Nothing && (told || second);
        let at_verb = matches!(beside, Beside::Named(_));
        let stood_for = matches!(beside, Beside::Pronoun(_));
        let keeps = beside == Beside::Office || second;
        let speaker = match beside {
            Beside::Named(name) => Some(Some(name)),
            Beside::Pronoun(at) => Some(subject::meant(reading, names, at, speech)),
            Beside::Described if !passed => Some(spoke),
            Beside::Unnamed | Beside::Described | Beside::Another | Beside::Office => Some(None),
            Beside::Nothing => {
                let who = || {
                    if told || second || open {
                        None
                    } else {
                        subject::goes_on(reading, names, start, continues || !here.is_empty(), speech)
                    }
                };
                alone(text, mark, inner, !here.is_empty(), continues).then(who)
            }
        };
        let Some(speaker) = speaker.filter(|_| is_speech(inner) && !hollow::is_name(text, mark)) else { continue };
        let goes_on = here.last().is_some_and(|said| said.at_verb && said.speaker == speaker);
        let speaker = speaker.filter(|who| at_verb || goes_on || !names_self(inner, who));
        // Whoever an open pronoun means is not who else speaks in the paragraph.
        let another = another || stood_for && speaker.is_none();
        speech.open = !mark.closed;
        if let Some(who) = &speaker {
            (speech.last, speech.since) = (Some(who.clone()), end);
        } else if another && !keeps {
            (speech.last, speech.since) = (None, end);
        }
        here.push(Said { start, end, speaker, another, at_verb: at_verb || goes_on });
    }
    here
}

/// Whether the publisher names a person between two bytes who is not the one that spoke.
fn is_another_named(
    reading: &Reading<'_>,
    names: &[Named],
    (from, to): (usize, usize),
    spoke: Option<&str>,
    speech: &Speech<'_>,
) -> bool {
    let start = |name: &Named| reading.tokens[name.first].start;
    let begin = names.partition_point(|name| start(name) < from);
    names[begin..]
        .iter()
        .take_while(|name| start(name) < to)
        .filter(|name| name.kind == EntityKind::Person && !speech.is_marked(start(name)))
        .any(|name| spoke.is_some_and(|spoke| spoke != name.full))
}

/// What was said before the place that is read.
struct Speech<'a> {
    /// Who spoke last; nobody where that was somebody without a name.
    last: Option<String>,
    /// The byte at which that quotation ends.
    since: usize,
    /// Whether that quotation goes on into the next paragraph.
    open: bool,
    /// Everything between marks so far, in bytes: names there are in somebody's words.
    marked: Vec<Range<usize>>,
    /// The people of the text.
    cast: Cast<'a>,
}

impl Speech<'_> {
    /// Whether a byte stands between marks; these are in order and apart.
    fn is_marked(&self, byte: usize) -> bool {
        let next = self.marked.partition_point(|range| range.end <= byte);
        self.marked.get(next).is_some_and(|range| range.start <= byte)
    }
}

/// A quotation in bytes.
struct Said {
    start: usize,
    end: usize,
    speaker: Option<String>,
    /// Whether the speaker is somebody without a name, as "a lawyer for Ann Lee".
    another: bool,
    /// Whether a name beside the verb says who speaks, or did before in the paragraph.
    at_verb: bool,
}

fn is_speech(inner: &str) -> bool {
    inner.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// Whether words name their speaker by surname, as nobody does of themselves: not by "my name is", nor somebody of the same
/// surname and another given name. Where a name stands beside the verb, it is right all the same.
fn names_self(inner: &str, who: &str) -> bool {
    let (given, surname) = who.split_once(' ').map_or((None, who), |(given, rest)| (Some(given), rest));
    let surname = surname.rsplit(' ').next().unwrap_or(surname);
    let mut words = inner.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let mut before = "";
    let named = words.any(|word| {
        let other = given.is_some_and(|given| before != given) && is_given_name(&before.to_lowercase());
        before = word;
        word == surname && !other
    });
    named && surname.starts_with(char::is_uppercase) && !inner.to_lowercase().contains("my name")
}

/// Whether a quotation without a verb of saying beside it is speech all the same.
fn alone(text: &str, mark: &marks::Marked, inner: &str, spoken: bool, continues: bool) -> bool {
    let words = inner.split_whitespace().count();
    let opens = inner
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c == '[' || c == '.' || !c.is_alphabetic());
    let ends =
        inner.trim_end().ends_with(['.', '!', '?', '…', ',', '—', '。']) || text[mark.outer.end..].starts_with('.');
    let fills = mark.outer.start == 0 && text[mark.outer.end..].trim().chars().count() <= 2;
    if continues || fills && words >= 4 && opens {
        return true;
    }
    // Goes on after its speaker was named between two parts, or begins a paragraph whose speaker comes later.
    let after_speech = spoken && words >= 3 && ends;
    let stands = before_ends(text, mark.outer.start);
    let goes_on = text[..mark.outer.start].trim_end().ends_with(',');
    after_speech && (opens || stands || goes_on) || opens && ends && stands && words >= LONG
}

/// Whether the words before the quotation end a sentence or lead up to it.
fn before_ends(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '”', '"', '»', '…', '—'])
}

/// Gives the paragraph's only speaker to its quotations that have none.
fn share(text: &str, here: &mut [Said]) {
    let mut names: Vec<&String> = here.iter().filter_map(|said| said.speaker.as_ref()).collect();
    names.sort();
    names.dedup();
    if let [only] = names.as_slice() {
        let only = (*only).clone();
        let own = |said: &&mut Said| {
            said.speaker.is_none() && !said.another && !names_self(&text[said.start..said.end], &only)
        };
        for said in here.iter_mut().filter(own) {
            said.speaker = Some(only.clone());
        }
    }
}

#[cfg(test)]
mod tests;
