//! Who is who among the names of one text: asked for every pronoun, so it is gathered once.

use rustc_hash::FxHashMap;

use super::given;
use crate::model::EntityKind;
use crate::text::entities::{Named, is_people};
use crate::text::reading::Reading;
use crate::text::speech::{self, Gender};

/// The people of a text.
#[derive(Debug, Default)]
pub struct Cast<'a> {
    /// Each last word of people's names with the full name, with none where two bear it.
    bearers: FxHashMap<&'a str, Option<&'a str>>,
    /// What the first title before any mention says of a full name.
    genders: FxHashMap<&'a str, Gender>,
}

impl<'a> Cast<'a> {
    /// The people among the names.
    pub fn of(reading: &Reading<'_>, names: &'a [Named]) -> Self {
        let mut cast = Self::default();
        for name in names {
            if let Some(gender) = speech::gender_of_title(&word_before(reading, name)) {
                cast.genders.entry(&name.full).or_insert(gender);
            }
            if name.kind == EntityKind::Person {
                let bearer = cast.bearers.entry(last_word(&name.full)).or_insert(Some(&name.full));
                *bearer = bearer.filter(|known| *known == name.full);
            }
        }
        cast
    }

    /// The person that a name means. A bare surname means whoever spoke last (`last`) or the only one in the text who bears
    /// it, whatever else the text takes it for.
    pub fn person(&self, name: &'a Named, last: Option<&'a str>) -> Option<&'a str> {
        if let Some(last) = last.filter(|last| *last == name.full || last_word(last) == name.full) {
            return Some(last);
        }
        match name.kind {
            EntityKind::Person => Some(name.full.as_str()).filter(|full| !is_people_word(full)),
            EntityKind::Other => self.bearers.get(name.full.as_str()).copied().flatten(),
            _ => None,
        }
    }

    /// The only person of the text with this last word.
    pub fn bearer(&self, word: &str) -> Option<&'a str> {
        self.bearers.get(word).copied().flatten()
    }

    /// Whether a name is the surname of people of the text: where [`Cast::person`] has nobody for it, who is meant is open.
    pub fn bears(&self, name: &Named) -> bool {
        self.bearers.contains_key(name.full.as_str())
    }

    /// The gender that a title of theirs says, or else their given name.
    pub fn gender(&self, who: &str) -> Option<Gender> {
        self.genders.get(who).copied().or_else(|| given::gender(who))
    }
}

/// Whether a name is that of a people, alone or as its last word: "African Americans".
pub fn is_people_word(name: &str) -> bool {
    is_people(last_word(name))
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The word before a name, over the point of "Mr.", in lower case.
fn word_before(reading: &Reading<'_>, name: &Named) -> String {
    let mut before = reading.tokens[..name.first].iter().rev();
    let word = before.next().and_then(|token| if token.is(".") { before.next() } else { Some(token) });
    word.map(|token| token.text.to_lowercase()).unwrap_or_default()
}
