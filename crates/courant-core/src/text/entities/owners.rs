//! Names that begin with an owner: "Scholars’ Quarter", "Women’s Media Center", "St. John’s Church".

use super::{cues, known};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::word_set::WordSet;
use crate::text::words::Token;

/// Endings of words for several people, who own halls and unions; a table of common words has not all of them.
const PEOPLE: &[&str] = &["ers", "ors", "ists", "ians"];

/// Owners in the singular, and plurals without an s.
static OWNERS: WordSet = WordSet::of(&[
    "people",
    "women",
    "men",
    "children",
    "prosecutor",
    "sheriff",
    "commissioner",
    "governor",
    "attorney",
    "ombudsman",
    "coroner",
    "surgeon",
    "lord",
    "king",
    "queen",
    "bishop",
    "fisherman",
    "merchant",
    "sailor",
    "writer",
    "player",
    "worker",
    "farmer",
    "teacher",
    "veteran",
    "year",
    "fool",
    "valentine",
    "mother",
    "father",
    "widow",
    "patrolmen",
    "firemen",
    "fishermen",
    "seamen",
]);

/// Where a name goes on behind the owner that ends just before the token `last`: its next word. `at` is where the name
/// begins. Whether what follows makes one name of both is for [`is_one_name`].
pub fn over_owner(reading: &Reading<'_>, at: usize, last: usize, end: usize) -> Option<usize> {
    let token = |at: usize| reading.tokens.get(at).filter(|_| at < end);
    let touches = |a: &Token<'_>, b: &Token<'_>| a.end == b.start;
    let (owner, mark) = (token(last.checked_sub(1)?)?, token(last)?);
    if reading.language != "en" || !matches!(mark.text, "’" | "'") || !touches(owner, mark) {
        return None;
    }
    let single = token(last + 1).is_some_and(|s| s.is("s") && touches(mark, s));
    if !single && !owner.text.ends_with('s') {
        return None;
    }
    let next = if single { last + 2 } else { last + 1 };
    let (before, word) = (token(next - 1)?, token(next)?);
    let apart = reading.text[before.end..word.start] == *" ";
    (apart && word.capital() && owns_bodies(reading, at, owner, single)).then_some(next)
}

/// An owner that is a kind of people rather than somebody ("Children", but not "China"), or a saint.
fn owns_bodies(reading: &Reading<'_>, at: usize, owner: &Token<'_>, single: bool) -> bool {
    if matches!(reading.tokens[at].text, "St" | "Saint") && reading.tokens[at].start < owner.start {
        return true;
    }
    let lower = owner.text.to_lowercase();
    if single {
        return OWNERS.has(&lower);
    }
    let base = lower.strip_suffix('s').unwrap_or(&lower);
    let body = cues::is_organisation(base) || cues::is_place(base) || cues::is_thing(base);
    let common = lexicon::english(base).is_some_and(|facts| facts.small >= 5 && facts.noun >= 4)
        || PEOPLE.iter().any(|ending| lower.ends_with(ending));
    let named = known::is_place(owner.text) || known::is_people(owner.text) || cues::is_calendar(&lower);
    common && !body && !named
}

/// Whether owner and owned are one name: what is owned is a body, a place or a thing with a name.
pub fn is_one_name(reading: &Reading<'_>, next: usize, last: usize) -> bool {
    let head = |at: usize| {
        let lower = reading.tokens[at].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    };
    let before_of = (next + 1..last).find(|at| reading.tokens[*at].is("of")).map(|of| of - 1);
    last > next && (head(last - 1) || before_of.is_some_and(head))
}
