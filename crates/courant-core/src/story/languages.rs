//! Which articles in view are in another language.

use rustc_hash::FxHashMap;

use super::candidates::UNKNOWN;

/// Neighbouring articles whose languages stand together.
const DRAWER: i64 = 64;

/// A language, as a place in a short list of names; [`Language::default`] is one that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Language(u16);

impl Language {
    /// Whether both are known and not the same.
    pub(super) fn is_foreign_to(self, other: Language) -> bool {
        self != other && self != Language::default() && other != Language::default()
    }
}

/// A language that no article in view is in.
const NOBODYS: Language = Language(u16::MAX);

/// The language of each article in view. It is asked for thousands of articles that share a name with one.
#[derive(Debug, Clone, Default)]
pub(super) struct Languages {
    names: Vec<Name>,
    drawers: FxHashMap<i64, [Language; DRAWER as usize]>,
}

#[derive(Debug, Clone)]
struct Name {
    language: String,
    articles: usize,
}

impl Languages {
    /// Adds an article, or gives it another language.
    pub(super) fn add(&mut self, seq: i64, language: &str) {
        self.remove(seq);
        if self.code(language) == NOBODYS {
            let new = Name { language: language.to_owned(), articles: 0 };
            match self.names.iter_mut().find(|name| name.articles == 0) {
                Some(free) => *free = new,
                None => self.names.push(new),
            }
        }
        let code = self.code(language);
        if let Some(name) = self.name(code) {
            name.articles += 1;
            let drawer = self.drawers.entry(seq.div_euclid(DRAWER)).or_insert([Language::default(); DRAWER as usize]);
            drawer[seq.rem_euclid(DRAWER) as usize] = code;
        }
    }

    /// Forgets an article.
    pub(super) fn remove(&mut self, seq: i64) {
        let code = self.of(seq);
        let Some(name) = self.name(code) else { return };
        name.articles -= 1;
        let number = seq.div_euclid(DRAWER);
        if let Some(drawer) = self.drawers.get_mut(&number) {
            drawer[seq.rem_euclid(DRAWER) as usize] = Language::default();
            if drawer.iter().all(|code| *code == Language::default()) {
                self.drawers.remove(&number);
            }
        }
    }

    /// The language of an article in view.
    pub(super) fn of(&self, seq: i64) -> Language {
        let drawer = self.drawers.get(&seq.div_euclid(DRAWER));
        drawer.map_or(Language::default(), |drawer| drawer[seq.rem_euclid(DRAWER) as usize])
    }

    /// The language of this name. One that no article in view is in is foreign to all of them.
    pub(super) fn code(&self, language: &str) -> Language {
        if language == UNKNOWN {
            return Language::default();
        }
        let Some(place) = self.names.iter().position(|name| name.language == language) else { return NOBODYS };
        // Nobody writes in more languages than that: what is beyond them counts as unknown.
        u16::try_from(place + 1).map(Language).ok().filter(|code| *code != NOBODYS).unwrap_or_default()
    }

    fn name(&mut self, code: Language) -> Option<&mut Name> {
        self.names.get_mut(usize::from(code.0).checked_sub(1)?)
    }

    /// Whether any article is in a known language other than this known one.
    pub(super) fn others(&self, language: &str) -> bool {
        language != UNKNOWN && self.names.iter().any(|name| name.articles > 0 && name.language != language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_in_a_known_language_and_in_view() {
        let mut languages = Languages::default();
        for (seq, language) in [(1, "en"), (-200, "de"), (3, "und"), (4, "en")] {
            languages.add(seq, language);
        }
        let foreign = |languages: &Languages, language: &str| -> Vec<i64> {
            let own = languages.code(language);
            [1, -200, 3, 4].into_iter().filter(|seq| languages.of(*seq).is_foreign_to(own)).collect()
        };
        assert_eq!(foreign(&languages, "en"), [-200]);
        assert_eq!(foreign(&languages, "fr"), [1, -200, 4]);
        assert_eq!(foreign(&languages, "und"), Vec::<i64>::new());
        assert_eq!(["en", "de", "fr", "und"].map(|language| languages.others(language)), [true, true, true, false]);
        languages.add(-200, "en");
        assert_eq!(foreign(&languages, "de"), [1, -200, 4]);
        assert!(!languages.others("en") && languages.others("de"));
        [1, -200, 4].into_iter().for_each(|seq| languages.remove(seq));
        assert!(!languages.others("de") && languages.drawers.is_empty());
        languages.add(5, "fi");
        assert_eq!((languages.names.len(), foreign(&languages, "en")), (2, vec![]));
        assert!(languages.of(5).is_foreign_to(languages.code("en")));
    }
}
