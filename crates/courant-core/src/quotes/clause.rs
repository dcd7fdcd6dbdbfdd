//! How a clause is built around its verb of saying: whom it tells something, whom it only mentions, and whether its subject
//! is somebody without a name. Of English, where most of this is word order; other languages are left to the names alone.

use crate::text::entities::{Named, is_calendar, is_title};
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::word_set::WordSet;
use crate::text::words::{Token, TokenKind};

/// Verbs whose next name is who hears: these never stand before their subject.
const TELLS: &[&str] = &["told", "tells", "tell", "telling", "asking"];

/// Words that may stand between a subject and its verb and are no subject themselves.
#[rustfmt::skip]
static BESIDES: WordSet = WordSet::of(&[
    "also", "then", "later", "again", "once", "always", "often", "sometimes", "never", "ever", "even", "just", "still", "now",
    "first", "further", "instead", "perhaps", "twice", "afterward", "afterwards", "besides", "today", "yesterday", "tonight",
    "has", "had", "have", "is", "was", "were", "would", "could", "did", "does", "not", "and", "but", "so", "too", "back",
    "it", "this", "last", "week", "month", "year", "day", "morning", "afternoon", "evening", "night", "weekend", "earlier",
    "soon", "meanwhile", "however", "ago",
]);

/// Words that open a description.
#[rustfmt::skip]
static DETERMINERS: WordSet = WordSet::of(&[
    "a", "an", "the", "one", "another", "some", "several", "many", "two", "three", "both", "his", "her", "their", "its", "this",
    "that", "these", "those", "each", "most", "few", "other", "our", "my",
]);

/// Words that open the description of somebody who has not been told of.
static INDEFINITE: WordSet = WordSet::of(&["a", "an", "one", "another", "some", "several", "many", "two", "three"]);

/// Words of people that need nothing before them: "police said", "others say".
#[rustfmt::skip]
static BARE: WordSet = WordSet::of(&[
    "police", "people", "some", "others", "many", "both", "another", "one", "everyone", "everybody", "someone", "somebody",
    "anyone", "nobody", "most", "which", "that", "i", "we", "you",
]);

/// Words that end in "s" and name nobody.
static NO_PLURALS: WordSet =
    WordSet::of(&["s", "is", "was", "has", "does", "as", "this", "its", "his", "thus", "plus", "yes"]);

/// Most tokens of a description before its verb.
const DESCRIPTION: usize = 6;

/// Whether a clause of this language is read by word order.
pub fn is_read(reading: &Reading<'_>) -> bool {
    reading.language == "en"
}

fn lower(token: &Token<'_>) -> String {
    token.text.to_lowercase()
}

fn is_small(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && token.text.starts_with(char::is_lowercase)
}

/// A word that says how, when or whether something was said.
fn is_beside(token: &Token<'_>) -> bool {
    let word = lower(token);
    BESIDES.has(&word) || is_calendar(&word) || is_small(token) && word.len() > 4 && word.ends_with("ly")
}

/// Whether the verb at `says` is a participle, whose subject is that of its clause: "met Bo Dahl, saying".
pub fn is_participle(reading: &Reading<'_>, says: usize) -> bool {
    let word = lower(&reading.tokens[says]);
    is_read(reading) && word.ends_with("ing") && word != "according"
}

/// Whether the name behind the verb at `says` may be its subject: not whom it tells, and not whom it quotes in a relative
/// clause.
pub fn may_invert(reading: &Reading<'_>, says: usize) -> bool {
    !is_read(reading) || !TELLS.contains(&lower(&reading.tokens[says]).as_str())
}

/// Whether the verb at `says` has its source behind it alone: "according to Ann Lee".
pub fn is_according(reading: &Reading<'_>, says: usize) -> bool {
    is_read(reading) && reading.tokens[says].text.eq_ignore_ascii_case("according")
}

/// Whether the words between `from` and the verb at `says` hold a subject of any kind: nobody behind the verb is one then.
pub fn has_subject(reading: &Reading<'_>, from: usize, says: usize) -> bool {
    is_read(reading)
        && reading.tokens[from.min(says)..says].iter().any(|token| token.kind == TokenKind::Word && !is_beside(token))
}

/// Whether what stands directly before the verb at `says` is a subject without a name: "one activist told", "the indictment
/// says", "critics say", "which states", "the Lee campaign said". `binds` tells
/// whether a token is a binding word.
pub fn is_described(
    reading: &Reading<'_>,
    names: &[Named],
    from: usize,
    says: usize,
    binds: impl Fn(usize) -> bool,
) -> bool {
    if !is_read(reading) {
        return false;
    }
    let tokens = &reading.tokens;
    let named = |at: usize| {
        let next = names.partition_point(|name| name.last <= at);
        names.get(next).is_some_and(|name| name.first <= at)
    };
    let mut at = says;
    while at > from && is_beside(&tokens[at - 1]) && !named(at - 1) {
        at -= 1;
        if matches!(tokens[at].text, "and" | "but") {
            return false; // "shook her head and said": the second deed of somebody.
        }
    }
    let Some(noun) = at.checked_sub(1).filter(|noun| *noun >= from && !named(*noun)) else { return false };
    let word = lower(&tokens[noun]);
    if BARE.has(&word) {
        return true;
    }
    if !is_small(&tokens[noun]) || binds(noun) || is_title(&word, "en") && noun > from && named(noun - 1) {
        return false;
    }
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !NO_PLURALS.has(&word);
    for back in (noun.saturating_sub(DESCRIPTION).max(from)..=noun).rev() {
        let token = &tokens[back];
        let word = lower(token);
        if binds(back) {
            return false; // "Ann Lee of the group said": it says whose somebody is.
        }
        if DETERMINERS.has(&word) {
            return !(back > from && binds(back - 1));
        }
        let joins =
            is_small(token) || named(back) || matches!(token.text, "-" | "’" | "'") || token.kind == TokenKind::Number;
        if !joins && token.kind == TokenKind::Mark {
            return plural;
        }
    }
    plural
}

/// Words that help other verbs and tell of no saying.
#[rustfmt::skip]
static HELPERS: WordSet = WordSet::of(&[
    "is", "was", "are", "were", "has", "had", "have", "does", "did", "do", "will", "would", "can", "could", "may", "might",
    "must", "should",
]);

/// Whether a word is one that helps other verbs: "was", "will".
pub fn is_helper(token: &Token<'_>) -> bool {
    HELPERS.has(token.text)
}

/// Words that open a clause on the occasion of what was said: "when asked".
const OCCASION: &[&str] = &["when", "while", "after", "before", "if", "during", "in"];

/// Whether a word behind a quotation opens a clause on its occasion, and none on who said it.
pub fn is_occasion(reading: &Reading<'_>, at: usize) -> bool {
    is_read(reading) && OCCASION.contains(&lower(&reading.tokens[at]).as_str())
}

/// Whether a description of somebody new stands right behind the verb: "said one reporter".
pub fn is_new(reading: &Reading<'_>, says: usize) -> bool {
    is_read(reading) && reading.tokens.get(says + 1).is_some_and(|token| INDEFINITE.has(&lower(token)))
}

/// Offices that several of one text may hold, or that speak for somebody else.
#[rustfmt::skip]
static NOBODYS: WordSet = WordSet::of(&[
    "spokesman", "spokeswoman", "spokesperson", "judge", "justice", "officer", "attorney", "counsel", "editor", "detective", "analyst",
    "economist", "author", "columnist", "engineer", "manager", "director", "deputy", "actor", "actress", "singer", "coach",
]);

/// Whether the subject of the verb at `says` is "the" and an office: "the senator said", "said the former governor".
pub fn is_office(reading: &Reading<'_>, names: &[Named], (from, to): (usize, usize), says: usize) -> bool {
    if !is_read(reading) {
        return false;
    }
    let tokens = &reading.tokens;
    let office = |at: usize| {
        let word = lower(&tokens[at]);
        is_small(&tokens[at]) && is_title(&word, "en") && !NOBODYS.has(&word)
    };
    if from < says {
        let noun = (from..says).rev().find(|at| !is_beside(&tokens[*at]));
        let the = |noun: usize| {
            (from.max(noun.saturating_sub(3))..noun).rev().find(|at| tokens[*at].text.eq_ignore_ascii_case("the"))
        };
        let starts = noun.and_then(|noun| the(noun).filter(|_| office(noun)));
        return starts.is_some_and(|the| the == from || matches!(tokens[the - 1].text, "," | "—" | "–"));
    }
    let the = says + 1 < to && tokens[says + 1].is("the");
    let noun = (says + 2..to.min(says + 5)).take_while(|at| tokens[*at].kind == TokenKind::Word).last();
    let goes_on = |at: usize| tokens.get(at + 1).is_some_and(|mark| mark.is(".")) || at + 1 >= to;
    the && noun.is_some_and(|at| office(at) && goes_on(at) && !names.iter().any(|name| name.first == at + 1))
}

/// Whether a description of somebody new stands right behind the verb and the name at `first` belongs to it, not to who
/// speaks: "said one reporter as Ann Lee left", but "said a captain, Ann Lee".
pub fn is_beyond(reading: &Reading<'_>, says: usize, first: usize, aside: &[&str]) -> bool {
    if !is_read(reading) || first <= says + 1 {
        return false;
    }
    let between = &reading.tokens[says + 1..first];
    let aside = between.iter().any(|token| aside.contains(&lower(token).as_str()));
    let new = is_new(reading, says);
    let last = &reading.tokens[first - 1];
    let introduced =
        last.is(",") || matches!(last.text, "named" | "called" | "—" | "–" | "(" | ".") || is_title(&lower(last), "en");
    // "said a furious Ann Lee".
    let coloured = between.len() == 2 && is_small(last) && ends_description(reading, first);
    aside || new && !introduced && !coloured
}

/// Whether the name at `first`, of two words, ends its description.
fn ends_description(reading: &Reading<'_>, first: usize) -> bool {
    reading.tokens.get(first + 1).is_some_and(Token::capital)
        && reading.tokens.get(first + 2).is_some_and(|token| matches!(token.text, "," | "."))
}

/// Whether the name at `first` is whom somebody tells something: "told Ann Lee", "asked Ann Lee".
pub fn is_hearer(reading: &Reading<'_>, first: usize, from: usize) -> bool {
    let before =
        (from..first).rev().find(|at| !is_title(&lower(&reading.tokens[*at]), "en") && !reading.tokens[*at].is("the"));
    is_read(reading)
        && before.is_some_and(|at| {
            let word = lower(&reading.tokens[at]);
            TELLS.contains(&word.as_str()) || word == "asked" && has_subject(reading, from, at)
        })
}

/// Tokens before a name that its clause is looked for in: a sentence may be as long as a text.
pub const BACK: usize = 48;

/// Whether the name at `first` stands in a clause that only tells more of somebody: "the man who met Ann Lee said".
pub fn is_relative(reading: &Reading<'_>, first: usize, from: usize) -> bool {
    is_read(reading)
        && (from.max(first.saturating_sub(BACK))..first)
            .rev()
            .map(|at| &reading.tokens[at])
            .take_while(|token| !matches!(token.text, "," | "—" | "–" | "(" | ")"))
            .any(|token| matches!(lower(token).as_str(), "who" | "which" | "whose" | "whom"))
}

/// Whether the name at `first` is only compared with or put between dashes: "as it did Ann Lee, Bo Dahl went", "unlike
/// Ann Lee". `from` and `to` are the bounds of its sentence.
pub fn is_compared(reading: &Reading<'_>, first: usize, (from, to): (usize, usize)) -> bool {
    let dash = |at: &usize| matches!(reading.tokens[*at].text, "—" | "–");
    let dashes = (from..first).filter(dash).count();
    if dashes % 2 == 1 && (first..to).any(|at| dash(&at)) {
        return true;
    }
    if !is_read(reading) {
        return false;
    }
    let opens = (from..first)
        .rev()
        .find(|at| matches!(reading.tokens[*at].text, "," | "—" | "–" | "("))
        .map_or(from, |at| at + 1);
    let word = |at: usize| reading.tokens.get(at).map(lower).unwrap_or_default();
    match word(opens).as_str() {
        "unlike" | "like" => true,
        "as" => (opens + 1..first.min(opens + 4))
            .any(|at| matches!(word(at).as_str(), "did" | "does" | "has" | "had" | "was" | "were" | "with")),
        _ => false,
    }
}

/// Things that a text may write like names and that say nothing by themselves.
#[rustfmt::skip]
static NEVER: WordSet = WordSet::of(&[
    "act", "amendment", "amendments", "bill", "conference", "constitution", "dc", "d.c.", "et", "est", "edt", "pt", "gmt", "summit",
    "convention", "debate", "article", "section", "whatever", "rally", "bible", "prize", "award", "awards", "treaty", "agreement",
]);

/// Things that nobody is called after, so that one such word is a thing too.
static ALWAYS_THINGS: WordSet = WordSet::of(&["tweet", "tweets", "declaration", "constitution", "statement"]);

/// Whether a name is that of a thing: by its last word, or "DC" alone.
pub fn is_thing(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let lower = last.to_lowercase();
    ALWAYS_THINGS.has(&lower) || NEVER.has(&lower) && (name.contains(' ') || !last.contains(char::is_lowercase))
}

/// Whether words hold a verb of saying or a name: what stands behind a quotation then tells of whoever said it.
pub fn tells_of_somebody(language: &str, tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        token.capital() && token.text != "I" && !is_calendar(&lower(token))
            || token.kind == TokenKind::Word && speech::is_saying(language, &lower(token))
    })
}
