//! Whether some texts name somebody or something at all, in whatever form: what is said to be missing must be missing.

use rustc_hash::FxHashSet;

use super::known::is_given_name;
use crate::model::EntityKind;
use crate::text::sounds;

/// Letters of a name from which a word that has up to so many more may be an inflected form of it.
const STEM: usize = 4;
const ENDING: usize = 3;

/// The words of some texts.
#[derive(Debug, Default)]
pub struct Mentions {
    texts: Vec<String>,
    words: FxHashSet<String>,
    /// How the words sound that may be names: those without a small first letter.
    sounds: FxHashSet<String>,
}

impl Mentions {
    /// Reads the texts.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut mentions = Self::default();
        for text in texts {
            for word in words(text) {
                if !word.starts_with(char::is_lowercase) {
                    mentions.sounds.extend(sounds::form(word));
                }
                mentions.words.insert(word.to_lowercase());
            }
            mentions.texts.push(text.to_lowercase());
        }
        mentions
    }

    /// Whether they name it: as it is written, a person by the surname alone or in another spelling, a body by its first
    /// letters, anything by words that sound like its own.
    #[must_use]
    pub fn names(&self, name: &str, kind: EntityKind) -> bool {
        let lower = name.to_lowercase();
        if self.texts.iter().any(|text| text.contains(&lower)) {
            return true;
        }
        if kind == EntityKind::Person {
            return by_which_known(name).iter().any(|word| self.has(word));
        }
        let initials: String =
            words(name).filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
        initials.chars().count() > 2 && self.words.contains(&initials.to_lowercase())
            || words(name).all(|word| self.has(word))
    }

    fn has(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.words.contains(&lower)
            || sounds::form(word).is_some_and(|form| self.sounds.contains(&form))
            || lower.chars().count() >= STEM && self.words.iter().any(|other| is_inflected(other, &lower))
    }
}

fn is_inflected(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|ending| ending.chars().count() <= ENDING)
}

/// The words of a person's name that stand for the person: the last, and the first where it is no common given name, since
/// in some languages the surname comes first.
fn by_which_known(name: &str) -> Vec<&str> {
    let words: Vec<&str> = words(name).collect();
    let first = words.first().filter(|first| !is_given_name(&first.to_lowercase()));
    words.last().into_iter().chain(first).copied().collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_named_in_another_form_is_named() {
        use EntityKind::{Organisation, Person, Place};
        for (name, kind, text, expected) in [
            ("Peter Lind", Person, "President Lind came to Wexcombe.", true),
            ("Peter Lind", Person, "Президент Линд приехал в город.", true),
            ("Ivan Orsović", Person, "A speech by Orsovich was read.", true),
            ("Anna Tollkamp", Person, "Tollkamps Rede war kurz.", true),
            ("Qorvu Tamsel", Person, "Qorvu spoke for an hour.", true),
            ("Peter Lind", Person, "Peter Marlow came to Lindenau Street.", false),
            ("Peter Lind", Person, "He lives behind the blinds.", false),
            ("Halden Water Board", Organisation, "The HWB said so.", true),
            ("Norderhagen", Place, "The school of NORDERHAGEN burned.", true),
            ("Norderhagen", Place, "The school of Aldermouth burned.", false),
        ] {
            assert_eq!(Mentions::of([text]).names(name, kind), expected, "{name} in {text}");
        }
    }
}
