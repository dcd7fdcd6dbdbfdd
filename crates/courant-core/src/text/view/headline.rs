//! Headlines of comment.

use super::outside::outside;
use super::tables::{
    ADVICE, ARGUES, ASKS, FIRST_PERSON, LABELS, NAMES_BEFORE, NAMES_BEHIND, NO_SLOGAN, OPENINGS, OTHERS_SAY, SLOGANS,
    TITLES, WHY, entries, has,
};
use crate::text::entities::is_given_name;
use crate::text::speech;
use crate::text::words::{Token, TokenKind, tokens};

/// First words of a headline, whose verbs are the writer's.
const OPENING: usize = 3;
/// Most words of a columnist's name before a colon.
const HEAD_WORDS: usize = 4;

/// Whether a headline is one of comment: it speaks in the first person outside quotation marks, advises, commands, or names
/// its author. `byline` is who wrote it, `language` its own, `und` where unknown. What somebody is named for saying is a
/// report, however it is put.
#[must_use]
pub fn is_comment(title: &str, byline: &[String], language: &str) -> bool {
    let title = title.trim();
    if names_author(title, byline) {
        return true;
    }
    let plain = outside(title).replace('’', "'");
    // Behind "Mayor:" the mayor speaks.
    let told = plain.split_once(": ").map_or(plain.as_str(), |(head, _)| head);
    let words = Words::of(told, language);
    let all = Words::of(&plain, language);
    !all.somebody_says() && (words.speaks() || words.advises(title) || words.argues()) || opens(&plain, language, &all)
}

/// Whether it opens as only comment does.
fn opens(plain: &str, language: &str, words: &Words<'_>) -> bool {
    let lower = plain.trim_start().to_lowercase();
    let begins = |opening: &str| {
        lower.strip_prefix(opening).is_some_and(|rest| opening.ends_with(',') || rest.starts_with([' ', ',']))
    };
    let stop = |rest: &str| rest.split(' ').next().is_some_and(|word| word.ends_with("ing") && word.len() > 5);
    let stops = language == "en" && lower.strip_prefix("stop ").is_some_and(stop);
    // What is called for may be called for by others: "No to casino: ferrymen march", "Against all odds".
    let slogan = entries(SLOGANS, language).any(begins)
        && !plain.contains([',', ':', '?'])
        && !words.lowers().iter().any(|lower| has(NO_SLOGAN, language, lower));
    (stops || slogan || entries(OPENINGS, language).any(begins)) && !words.is_said()
}

/// Whether the headline names its author before a colon or behind a bar: in capitals, or as the byline does.
fn names_author(title: &str, byline: &[String]) -> bool {
    let tail = title.rsplit_once(" | ").map(|(_, tail)| tail);
    let Some((head, rest)) = title.split_once(':') else {
        return tail.is_some_and(|tail| is_byline(tail, byline));
    };
    let label = head.trim().to_lowercase();
    LABELS.contains(&label.as_str()) || is_byline(head, byline) || is_in_capitals(head, rest)
}

/// Whether a name is that of one of the authors: each of its words, titles aside, is one of theirs, and the last is the last.
fn is_byline(name: &str, byline: &[String]) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
        let lower = parts.filter(|part| !part.is_empty()).map(str::to_lowercase);
        lower.filter(|word| !TITLES.contains(&word.as_str())).collect()
    };
    let name = words(name);
    byline.iter().map(|author| words(author)).any(|author| {
        author.len() > 1
            && (1..=HEAD_WORDS).contains(&name.len())
            && name.last() == author.last()
            && name.iter().all(|word| author.contains(word))
    })
}

/// Whether a person's name in capitals stands before a headline that is not: "ANN LEE: The pier is a disgrace".
fn is_in_capitals(head: &str, rest: &str) -> bool {
    let words: Vec<&str> = head.split_whitespace().collect();
    let letters = |word: &&str| word.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '-' | '.'));
    let first = words.first().map(|word| word.trim_end_matches('.').to_lowercase()).unwrap_or_default();
    (2..=HEAD_WORDS).contains(&words.len())
        && words.iter().all(letters)
        && rest.chars().any(char::is_lowercase)
        && (is_given_name(&first) || TITLES.contains(&first.as_str()))
}

/// The words of a headline that stand outside quotation marks.
pub struct Words<'a> {
    language: &'a str,
    tokens: Vec<Token<'a>>,
    lowers: Vec<String>,
}

impl<'a> Words<'a> {
    /// Reads a line without its quotations, apostrophes plain.
    pub fn of(plain: &'a str, language: &'a str) -> Self {
        let tokens = tokens(plain, matches!(language, "fr" | "it" | "ca" | "oc"));
        let lowers = tokens.iter().map(|token| token.text.to_lowercase()).collect();
        Self { language, tokens, lowers }
    }

    fn word(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.lowers.get(at)).map_or("", String::as_str)
    }

    /// Its words in lower case.
    pub fn lowers(&self) -> &[String] {
        &self.lowers
    }

    /// The language that they are in.
    pub fn language(&self) -> &'a str {
        self.language
    }

    /// Whether somebody is named for saying or deciding it.
    pub fn somebody_says(&self) -> bool {
        let says = |lower: &String| speech::is_saying(self.language, lower) || has(OTHERS_SAY, self.language, lower);
        self.lowers.iter().any(says)
    }

    /// Whether a verb of saying stands behind its first words: "Don't open the gates, ferrymen say".
    fn is_said(&self) -> bool {
        self.lowers.iter().skip(OPENING).any(|lower| speech::is_saying(self.language, lower))
    }

    /// Whether the writer speaks of themselves. "What we know" is a report.
    pub fn speaks(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.is_writer(at) && !self.is_named(at) && !self.is_known(at))
    }

    fn is_writer(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is("I") {
            return self.language == "en" && self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word);
        }
        // "US", and "EU" in Portuguese; "Us" is a film and "Mine" a pit.
        let other = token.all_capitals() || matches!(token.text, "Us" | "Mine");
        !other && has(FIRST_PERSON, self.language, &self.lowers[at])
    }

    fn is_named(&self, at: usize) -> bool {
        let capital = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(Token::capital);
        let before = at.checked_sub(1);
        capital(before) && self.tokens[at].is("I") && has(NAMES_BEFORE, self.language, self.word(before))
            || has(NAMES_BEHIND, self.language, self.word(Some(at + 1)))
            || capital(Some(at)) && self.word(Some(at + 1)) == "-"
    }

    fn is_known(&self, at: usize) -> bool {
        let knows =
            matches!(self.word(Some(at + 1)), "know" | "don't" | "do" | "knew" | "wissen" | "savons" | "sabemos");
        let asks =
            matches!(self.word(at.checked_sub(1)), "what" | "all" | "everything" | "was" | "que" | "lo" | "much");
        knows && asks
    }

    /// Whether the writer advises: "The pier should stay".
    fn advises(&self, title: &str) -> bool {
        let asks = |at: usize| self.lowers[..at].iter().any(|lower| has(ASKS, self.language, lower));
        let advice = (1..self.lowers.len()).find(|at| has(ADVICE, self.language, &self.lowers[*at]));
        self.language == "en" && !title.contains('?') && advice.is_some_and(|at| !asks(at))
    }

    /// Whether the writer says why something has to be.
    fn argues(&self) -> bool {
        let why = self.lowers.iter().position(|lower| has(WHY, self.language, lower));
        why.is_some_and(|why| self.lowers[why..].iter().any(|lower| has(ARGUES, self.language, lower)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, title: &str, byline: &[&str], comment: bool) {
        let byline: Vec<String> = byline.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(is_comment(title, &byline, language), comment, "{title}");
    }

    /// Written for this.
    #[test]
    fn comment_is_told_by_its_headline() {
        for title in [
            "In defense of the harbour master",
            "Thank you, Ottilie Crane",
            "Why the pier of Brenn must stay",
            "Don’t believe the ferrymen",
            "The case against a second bridge",
            "Yes, the tide is rising",
            "No, nobody needs a casino at Saltpan",
            "The ferry strike is our own fault",
            "What I learned on the night boat",
            "The Ottilie Crane I Knew Was a Sailor to the End",
            "After the wreck – we owe it to her to mend the lights",
            "The wreck of the Kestrel should be a moment of reckoning",
            "Stop Apologising for the Pier",
            "Let’s not widen the road",
            "Debate: Ferries Belong to the Town",
            "ANN LEE: The pier is a disgrace",
            "DR ELLEN MARSH: So what is the plan for the harbour?",
            "Hey, Aldermouth, the water is cold",
            "Against Ottilie Crane as Harbour Master",
            "Yes to a Second Bridge at Brenn",
            "No to the Casino",
        ] {
            check("en", title, &[], true);
        }
        for title in [
            "Pier of Brenn closes on Monday",
            "Mayor: We are not enemies of the ferry",
            "Captain: ‘I never saw the rocks’",
            "‘We saw nothing’, crew of the Kestrel says",
            "What we know about the wreck of the Kestrel",
            "Ferries should stop at night, inspectors say",
            "US ferries stop at night",
            "Bomb of World War I found under the pier",
            "Bears must go back on the list, judge rules",
            "Who should get the first boats",
            "Should the harbour master worry?",
            "Our Lady of Brenn reopens after the fire",
            "Oldest star of our galaxy found",
            "BREAKING NEWS: Ferry aground off Saltpan",
            "NFL DRAFT: Harriers choose Lee",
            "No 10 denies plan for a second bridge",
            "Against all odds the Kestrel reaches Saltpan",
            "Against the wishes of Brenn, council shuts the bridge",
            "No to casino: ferrymen march through Brenn",
            "Yes to second bridge leads in Brenn vote",
            "No to casino, ferrymen say",
            "Against advice ferrymen say they will sail",
            "Why the bridge closed early",
            "Why the bridge isn’t open yet",
            "Stop at the pier ends in a fight",
        ] {
            check("en", title, &[], false);
        }
    }

    #[test]
    fn who_stands_over_the_headline_and_under_it_writes_a_column() {
        let title = "John Farrow: The bridge is falling down";
        check("en", title, &["John Farrow"], true);
        check("en", title, &["Ann Lee"], false);
        check("en", title, &[], false);
        check("en", "Sen. Farrow: The bridge is falling down", &["Sen. John Farrow"], true);
        check("en", "The bridge is falling down | John Farrow", &["John Farrow"], true);
        check("en", "The bridge is falling down | Brenn", &["John Farrow"], false);
        check("en", "Reuters: The bridge is falling down", &["Reuters"], false);
    }

    #[test]
    fn other_languages_have_comment_too() {
        for (language, title, comment) in [
            ("de", "Warum die Brücke von Brenn bleiben muss", true),
            ("de", "Wir haben den Hafen vergessen", true),
            ("de", "Schluss mit den Fähren", true),
            ("de", "Hafenmeister: Wir gehen nicht", false),
            ("de", "Brücke von Brenn muss gesperrt werden", false),
            ("fr", "Il faut sauver le port de Brenne", true),
            ("fr", "Non, notre port n’est pas perdu", true),
            ("fr", "Le port de Brenne ferme lundi", false),
            ("fr", "Le maire : « Nous fermons le port »", false),
            ("fr", "Notre-Dame de Brenne rouvre lundi", false),
            ("es", "Hay que salvar el puerto", true),
            ("es", "Nuestro puerto se muere", true),
            ("es", "El puerto cierra el lunes", false),
            ("it", "Basta con i traghetti", true),
            ("it", "Il nostro porto muore", true),
            ("it", "Il porto chiude lunedì", false),
        ] {
            check(language, title, &[], comment);
        }
    }
}
