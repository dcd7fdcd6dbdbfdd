//! Whether some texts name somebody or something at all, in whatever form: what is said to be missing must be missing.

use rustc_hash::FxHashSet;

use super::known::is_given_name;
use super::{Gathered, cues};
use crate::model::{Article, EntityKind};
use crate::text::agency;
use crate::text::sounds;

/// Letters of a name from which a word that has up to so many more may be an inflected form of it.
const STEM: usize = 4;
const ENDING: usize = 3;

/// Words of a name by which it is told what an article is about: what is longer may be a headline.
const MOST_WORDS: usize = 5;
/// Characters with which a text begins to say what it is about.
const OPENING: usize = 400;

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
        // "U.S. Treasury Department" is named by whoever names the Treasury.
        let own: Vec<&str> = words(name).filter(|word| word.chars().count() > 1 && !is_general(word)).collect();
        if kind == EntityKind::Organisation && own.iter().all(|word| self.has(word)) {
            return true;
        }
        let initials: String =
            words(name).filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
        initials.chars().count() > 2 && self.words.contains(&initials.to_lowercase())
            || words(name).all(|word| self.has(word))
    }

    /// Whom or what an article is about that these texts do not name in any form: of its headline, else of what it begins with and comes
    /// back to. Who took its picture or wrote it stands there once, in capitals at the most; and that it is of an agency or an outlet says
    /// nothing.
    #[must_use]
    pub fn foreign<'a>(&self, article: &Article, known: &'a [Gathered]) -> Option<&'a Gathered> {
        let opening: String = article.text.chars().take(OPENING).collect();
        let may_be = |name: &Gathered| {
            name.kind != EntityKind::Other
                && name.name.split(' ').count() <= MOST_WORDS
                && name.name.chars().any(char::is_lowercase)
                && !is_outlet(&name.name, &article.publisher)
        };
        // Of all names few stand there, and only those are sought in the texts.
        let foreign = |place: &str, name: &Gathered| {
            may_be(name) && stands_whole(place, &name.name) && !self.names(&name.name, name.kind)
        };
        let in_title = known.iter().find(|name| foreign(&article.title, name));
        in_title.or_else(|| known.iter().find(|name| name.mentions > 1 && foreign(&opening, name)))
    }

    fn has(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.words.contains(&lower)
            || sounds::form(word).is_some_and(|form| self.sounds.contains(&form))
            || lower.chars().count() >= STEM && self.words.iter().any(|other| is_inflected(other, &lower))
    }
}

/// Words of a body's name that other bodies' names have too, or that its own country leaves out.
fn is_general(word: &str) -> bool {
    let lower = word.to_lowercase();
    cues::is_organisation(&lower)
        || matches!(lower.as_str(), "the" | "of" | "for" | "and" | "us" | "uk" | "national" | "federal")
}

/// Last words of papers' and channels' names.
#[rustfmt::skip]
const OUTLETS: [&str; 19] = [
    "times", "post", "news", "journal", "tribune", "herald", "guardian", "press", "gazette", "chronicle", "telegraph", "magazine", "network",
    "channel", "radio", "television", "mail", "mirror", "courier",
];

/// Whether a name is an agency's or an outlet's, the article's own among them.
fn is_outlet(name: &str, publisher: &str) -> bool {
    let lower = name.to_lowercase();
    let plain = lower.strip_prefix("the ").unwrap_or(&lower);
    let tail = plain.rsplit(' ').next().unwrap_or_default();
    let own = publisher.to_lowercase();
    agency::is_known(&lower)
        || agency::is_known(plain)
        || plain.contains(' ') && OUTLETS.contains(&tail)
        || !own.is_empty() && stands_whole(&own, plain)
}

/// Whether words stand in a text with no letter or digit touching them.
fn stands_whole(text: &str, words: &str) -> bool {
    let parts = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + words.len()..).unwrap_or_default());
        parts(before.chars().next_back()) && parts(after.chars().next())
    })
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
    fn what_an_article_is_about_is_told_by_no_credit() {
        let name = |name: &str, kind, mentions| Gathered { name: name.to_owned(), kind, mentions };
        let known = [
            name("Tor Lind", EntityKind::Person, 1),
            name("HUGE", EntityKind::Organisation, 3),
            name("Halden Post", EntityKind::Organisation, 3),
            name("The Associated Press", EntityKind::Organisation, 3),
            name("U.S. Supreme Court", EntityKind::Organisation, 3),
            name("Quorv Bridge", EntityKind::Place, 2),
        ];
        for (title, text, expected) in [
            (
                "A bridge falls",
                "A pier, by Tor Lind of The Associated Press. The HUGE Quorv Bridge fell, the Halden Post says.",
                "Quorv Bridge",
            ),
            ("Tor Lind is back", "The Quorv Bridge fell.", "Tor Lind"),
            ("No word", "The U.S. Supreme Court met in Quorv Bridgetown.", ""),
        ] {
            let article = Article { title: title.into(), text: text.into(), ..Article::default() };
            let here = Mentions::of(["The dam of Wexcombe, say supreme judges."]);
            let found = here.foreign(&article, &known).map(|name| name.name.as_str()).unwrap_or_default();
            assert_eq!(found, expected, "{title}");
        }
    }

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
            ("U.S. Harbour Department", Organisation, "The Harbour Office said so.", true),
            ("The Supreme Court", Organisation, "A justice of the supreme court.", true),
            ("U.S. Harbour Department", Organisation, "The Court said so.", false),
            ("Norderhagen", Place, "The school of NORDERHAGEN burned.", true),
            ("Norderhagen", Place, "The school of Aldermouth burned.", false),
        ] {
            assert_eq!(Mentions::of([text]).names(name, kind), expected, "{name} in {text}");
        }
    }
}
