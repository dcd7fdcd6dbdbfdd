//! A word that is a place's name and a person's surname in one text: "Sheriff Scott Israel … Israel said".
//!
//! A person is never taken for a place, nor the reverse: what the text does not settle stays the place that the word is known for.

use super::{Named, known, titles};
use crate::model::EntityKind;
use crate::text::reading::Reading;
use crate::text::speech;

/// Words before a name by which it is a place, in the languages that put them apart.
#[rustfmt::skip]
const WHERE: &[&str] = &[
    "in", "to", "from", "near", "across", "into", "throughout", "inside", "outside", "towards", "toward", "at", "around", "within",
    "aus", "nach", "bei", "à", "en", "au", "vers", "depuis", "desde", "hacia", "hasta", "da", "verso", "em", "naar", "uit", "в", "из", "до",
];
/// Titles that stand before nobody but people: there is a foreign and a former country, but no Sheriff of that name.
#[rustfmt::skip]
const OF_PEOPLE: &[&str] = &[
    "mr", "mrs", "ms", "miss", "sheriff", "sen", "senator", "rep", "representative", "congressman", "congresswoman", "judge", "detective",
    "sgt", "sergeant", "lt", "lieutenant", "captain", "capt", "colonel", "gov", "officer", "professor", "rev", "reverend", "deputy",
    "herr", "frau", "monsieur", "madame", "mme", "señor", "señora", "signor", "signora", "senhor", "senhora", "г-н", "господин",
];

/// Gives a known place's name to the person who bears it where it stands as a person's.
pub fn settle(reading: &Reading<'_>, names: &mut [Named]) {
    for at in 0..names.len() {
        let name = &names[at];
        if name.kind != EntityKind::Place || name.last != name.first + 1 || !known::is_place(&name.full) {
            continue;
        }
        let Some((full, introduced)) = bearer(names, &name.full) else {
            let titled = title(reading, name);
            if let Some(full) = titled {
                (names[at].kind, names[at].sure, names[at].full) = (EntityKind::Person, true, full);
            }
            continue;
        };
        let person = title(reading, name).is_some()
            || speaks(reading, name)
            || introduced < at && !is_somewhere(reading, names, &name.full);
        if person {
            (names[at].kind, names[at].sure, names[at].full) = (EntityKind::Person, true, full);
        }
    }
}

/// The one person whose full name ends in the word, and where the text has that first.
fn bearer(names: &[Named], word: &str) -> Option<(String, usize)> {
    let tail = format!(" {word}");
    let mut full: Option<(String, usize)> = None;
    for (at, name) in names.iter().enumerate() {
        if name.kind != EntityKind::Person || !name.full.ends_with(&tail) || name.full.starts_with(char::is_lowercase) {
            continue;
        }
        if titles::is_titled(&name.full) {
            continue;
        }
        match &full {
            Some((known, _)) if *known != name.full => return None,
            Some(_) => {}
            None => full = Some((name.full.clone(), at)),
        }
    }
    full
}

/// "Sheriff Israel", where a title of people stands before.
fn title(reading: &Reading<'_>, name: &Named) -> Option<String> {
    let token = &reading.tokens[name.first];
    let title = titles::title_before(reading.text, reading.language, token.start)?;
    let written =
        title.word.chars().next().is_some_and(char::is_uppercase) && title.word.chars().skip(1).all(char::is_lowercase);
    let between = reading.text.get(title.start..token.end)?;
    (written && OF_PEOPLE.contains(&title.word.to_lowercase().as_str()))
        .then(|| between.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// "Israel said", "said Israel", "Israel, who".
fn speaks(reading: &Reading<'_>, name: &Named) -> bool {
    let says = |at: Option<usize>| {
        at.and_then(|at| reading.tokens.get(at))
            .is_some_and(|token| !token.capital() && speech::is_saying(reading.language, &token.text.to_lowercase()))
    };
    says(Some(name.last)) || says(name.first.checked_sub(1))
}

/// Whether the text also has the word as a place: behind a word for where, or beside its people's name.
fn is_somewhere(reading: &Reading<'_>, names: &[Named], word: &str) -> bool {
    let placed = names.iter().filter(|name| name.last == name.first + 1 && name.full == word).any(|name| {
        let before = name.first.checked_sub(1).and_then(|at| reading.tokens.get(at));
        before.is_some_and(|token| WHERE.contains(&token.text.to_lowercase().as_str()))
    });
    let root: String = word.chars().take(4).collect();
    placed || names.iter().any(|name| known::is_people(&name.full) && name.full.starts_with(&root))
}
