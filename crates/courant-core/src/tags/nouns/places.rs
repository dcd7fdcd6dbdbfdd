//! What the words beside a word say about it.

use super::grammar::{Grammar, Order};
use crate::tags::vocabulary::{Spelling, Vocabulary};
use crate::text::words::{Token, TokenKind};

/// One sentence and the vocabulary of its text.
pub struct Sentence<'a, 'b> {
    pub tokens: &'a [Token<'b>],
    /// Its first token.
    pub first: usize,
    pub vocabulary: &'a Vocabulary,
    pub language: &'a str,
}

impl Sentence<'_, '_> {
    /// The spelling at a place of this sentence.
    fn spelling(&self, at: Option<usize>) -> Option<&Spelling> {
        at.filter(|at| *at < self.tokens.len()).and_then(|at| self.vocabulary.at(self.first + at))
    }

    fn lower(&self, at: Option<usize>) -> &str {
        self.spelling(at).map_or("", |spelling| &spelling.lower)
    }

    fn leads(&self, at: Option<usize>) -> bool {
        self.spelling(at).is_some_and(|spelling| spelling.leads)
    }

    fn helps(&self, at: Option<usize>) -> bool {
        self.spelling(at).is_some_and(|spelling| spelling.helps)
    }

    /// Whether a word opens what it stands in, so that its capital is not its own.
    fn opens(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            self.tokens[before].kind == TokenKind::Number && before == 0
                || self.tokens[before].kind == TokenKind::Mark
                    && !matches!(self.tokens[before].text, "," | ";" | "(" | ")" | "/" | "-" | "&")
        })
    }

    /// Whether a German word here is a noun by its capital; nothing where the sentence gives it.
    pub fn german(&self, at: usize) -> Option<bool> {
        let token = self.tokens[at];
        if self.opens(at) {
            return None;
        }
        let next_capital = self.tokens.get(at + 1).is_some_and(Token::capital);
        if !token.capital() { Some(false) } else { (!next_capital).then_some(true) }
    }

    /// Whether this place shows a noun (or shows none), if it shows anything.
    pub fn says(&self, grammar: &Grammar, at: usize) -> Option<bool> {
        let before = at.checked_sub(1);
        let earlier = at.checked_sub(2);
        if self.language == "hi" && is_postposition(self.lower(Some(at + 1))) {
            return Some(true);
        }
        match grammar.order {
            Order::VerbLast if self.ends(at) => return Some(false),
            Order::Joined => return self.joined(at),
            _ => {}
        }
        // "Il les prend": an article behind a pronoun is a pronoun.
        let clitic = grammar.order == Order::NounFirst && self.helps(earlier) && is_clitic(self.lower(before));
        if self.leads(before) && !clitic && self.phrase_ends(grammar, at) {
            return Some(true);
        }
        let passes = self.leads(earlier) && (grammar.order == Order::NounLast || grammar.is_never(self.lower(before)));
        if passes && before.is_some_and(|before| self.is_open(before)) && self.phrase_ends(grammar, at) {
            return Some(true);
        }
        if self.language == "en" && self.is_owned(at) && self.phrase_ends(grammar, at) {
            return Some(true);
        }
        (self.helps(before) && !self.leads(before) || clitic).then_some(false)
    }

    /// Whether it stands behind "the baker's" or "bakers’".
    fn is_owned(&self, at: usize) -> bool {
        let apostrophe = |at: Option<usize>| at.is_some_and(|at| matches!(self.tokens[at].text, "’" | "'"));
        let joined = |at: usize| at > 0 && self.tokens[at - 1].end == self.tokens[at].start;
        match at.checked_sub(1) {
            Some(before) if self.tokens[before].is("s") => apostrophe(before.checked_sub(1)),
            Some(before) => {
                apostrophe(Some(before))
                    && joined(before)
                    && self.lower(before.checked_sub(1)).ends_with('s')
                    && !joined(at)
            }
            None => false,
        }
    }

    /// Arabic: the article shows a noun, unless the noun before has it too, which makes this its adjective.
    fn joined(&self, at: usize) -> Option<bool> {
        let articled = |word: &str| {
            ["ال", "وال", "بال", "لل", "كال", "فال"]
                .iter()
                .any(|head| word.strip_prefix(head).is_some_and(|rest| rest.chars().count() > 2))
        };
        let before = at.checked_sub(1);
        if articled(self.lower(Some(at))) {
            return Some(!(articled(self.lower(before)) && self.lower(Some(at)).ends_with(['ي', 'ة'])));
        }
        if at == 0 || self.helps(before) {
            return Some(false);
        }
        self.leads(before).then_some(true)
    }

    /// Whether a phrase may end behind the word: no further word of its kind follows.
    fn phrase_ends(&self, grammar: &Grammar, at: usize) -> bool {
        grammar.order != Order::NounLast || !self.is_open(at + 1)
    }

    /// Whether the token is a small word that carries meaning.
    fn is_open(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.capital())
            && self.spelling(Some(at)).is_some_and(|spelling| spelling.open)
    }

    fn ends(&self, at: usize) -> bool {
        at > 0
            && self.tokens[at + 1..].iter().all(|token| token.kind == TokenKind::Mark)
            && self.tokens.get(at + 1).is_none_or(|mark| matches!(mark.text, "." | "!" | "?" | "।" | "”" | "\"" | "’"))
    }
}

fn is_clitic(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l’" | "l'" | "los" | "las" | "lo" | "gli" | "li" | "o" | "a" | "os" | "as")
}

fn is_postposition(lower: &str) -> bool {
    matches!(lower, "का" | "के" | "की" | "को" | "में" | "से" | "पर" | "ने" | "तक")
}
