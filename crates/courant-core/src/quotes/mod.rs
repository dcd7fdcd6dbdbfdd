//! Finds direct quotations and who said them.
//!
//! Marks are paired paragraph by paragraph. What stands between them is a quotation when a verb of saying stands beside
//! it, or when it continues or opens the speech of somebody named in its paragraph; a few marked words inside somebody
//! else's sentence are not. The speaker is the name beside the verb of saying; a pronoun stands for the last person who
//! spoke or was named.

mod marks;
pub mod positions;
mod speaker;

use crate::model::Quote;
use crate::text::entities::Named;
use crate::text::reading::Reading;
use crate::text::sentences::paragraphs;
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
    let mut speech = Speech { last: None, open: false };
    for paragraph in paragraphs(reading.text) {
        let text = &reading.text[paragraph.clone()];
        let marked = marks::marked(text, reading.language);
        let carried = std::mem::take(&mut speech.open);
        let mut here: Vec<(usize, usize, Option<String>)> = Vec::new();
        for (number, mark) in marked.iter().enumerate() {
            let left = number.checked_sub(1).map_or(0, |before| marked[before].outer.end);
            let right = marked.get(number + 1).map_or(text.len(), |next| next.outer.start);
            let inner = &text[mark.inner.clone()];
            let shift = |at: usize| paragraph.start + at;
            let beside = speaker::beside(
                reading,
                names,
                (shift(left), shift(mark.outer.start)),
                (shift(mark.outer.end), shift(right)),
                inner,
            );
            let first = mark.outer.start == 0;
            let continues = carried && first;
            let speaker = match beside {
                Beside::Named(name) => Some(Some(name)),
                Beside::Pronoun => {
                    Some(speech.last.clone().or_else(|| speaker::last_person(reading, names, shift(mark.outer.start))))
                }
                Beside::Unnamed => Some(None),
                Beside::Nothing => alone(text, mark, inner, &here, continues).then(|| speech.last.clone()),
            };
            let Some(speaker) = speaker.filter(|_| is_speech(inner)) else { continue };
            speech.open = !mark.closed;
            if speaker.is_some() {
                speech.last.clone_from(&speaker);
            }
            here.push((shift(mark.outer.start), shift(mark.outer.end), speaker));
        }
        share(&mut here);
        found.extend(here.into_iter().map(|(start, end, speaker)| Quote {
            text: reading.text[start..end].to_owned(),
            speaker,
            start: reading.offsets.to_chars(start),
            end: reading.offsets.to_chars(end),
        }));
    }
    found
}

/// Who spoke last, and whether their quotation goes on into the next paragraph.
struct Speech {
    last: Option<String>,
    open: bool,
}

fn is_speech(inner: &str) -> bool {
    inner.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// Whether a quotation without a verb of saying beside it is speech all the same.
fn alone(
    text: &str,
    mark: &marks::Marked,
    inner: &str,
    here: &[(usize, usize, Option<String>)],
    continues: bool,
) -> bool {
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
    let after_speech = !here.is_empty() && words >= 3 && ends;
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
fn share(here: &mut [(usize, usize, Option<String>)]) {
    let mut names: Vec<&String> = here.iter().filter_map(|(.., speaker)| speaker.as_ref()).collect();
    names.sort();
    names.dedup();
    if let [only] = names.as_slice() {
        let only = (*only).clone();
        for (.., speaker) in here.iter_mut().filter(|(.., speaker)| speaker.is_none()) {
            *speaker = Some(only.clone());
        }
    }
}

#[cfg(test)]
mod tests;
