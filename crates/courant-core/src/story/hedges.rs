//! What a headline or a sentence leaves open: it is expected, may be, or is only said.

use crate::text::sentences::sentences;
use crate::text::tense;
use crate::text::view::outside;
use crate::text::words::{Token, TokenKind, beginning, tokens};

/// A language and its words or phrases, parted by a bar.
type Table = &'static [(&'static str, &'static str)];

/// Words and phrases, in lower case with plain apostrophes, by which something is left open.
const OPEN: Table = &[
    (
        "en",
        "expected|expects|poised|could|might|likely|will|about to|set to|close to|closing in|verge of|brink of|cusp of|\
         plans to|plan to|planning to|ready to|wants to|hopes to|aims to|looks to|seeks to|vows to|promises to|prepares to|\
         preparing to|threatens to|considering|considers|weighs|weighing|mulls|mulling|nears|nearing|heading to|headed to|\
         slated to|scheduled to|going to|reportedly|allegedly|apparently|sources say|source says|report :|reports :|\
         reports say|report says|report claims|said to|believed to|rumored|rumoured",
    ),
    (
        "de",
        "soll|sollen|könnte|könnten|offenbar|mutmaßlich|wohl|will|wollen|plant|planen|erwartet|voraussichtlich|angeblich|\
         dürfte|dürften|droht|drohen|wird|werden",
    ),
    (
        "fr",
        "devrait|devraient|pourrait|pourraient|serait|seraient|aurait|auraient|va|vont|attendu|attendue|attendus|prévoit|\
         veut|veulent|envisage|menace de|bientôt",
    ),
    (
        "es",
        "podría|podrían|prevé|prevén|espera|esperan|habría|habrían|sería|serían|va a|van a|planea|planean|quiere|quieren|\
         supuestamente|a punto de",
    ),
    (
        "it",
        "potrebbe|potrebbero|sarebbe|sarebbero|avrebbe|avrebbero|verso|pronto a|pronta a|atteso|attesa|vuole|vogliono",
    ),
];

/// Those of them by which a headline awaits what it tells of.
const AWAITED: Table = &[
    ("en", "expected|poised|about to|set to|ready to|slated to|scheduled to"),
    ("de", "erwartet|voraussichtlich"),
    ("fr", "attendu|attendue|attendus"),
    ("es", "a punto de"),
    ("it", "atteso|attesa"),
];

/// Those by which it is only said to be so.
const HEARSAY: Table = &[
    (
        "en",
        "reportedly|allegedly|apparently|likely|expecting|sources say|source says|report :|reports :|reports say|report says|\
         report claims|said to|believed to|rumored|rumoured",
    ),
    ("de", "offenbar|mutmaßlich|wohl|angeblich|soll|sollen"),
    ("fr", "serait|seraient|aurait|auraient"),
    ("es", "habría|habrían|sería|serían|supuestamente"),
    ("it", "sarebbe|sarebbero|avrebbe|avrebbero"),
];

/// Words that take back what opens a phrase or stands behind it: "too close to call", "will not".
const NO_PHRASE: &[(&str, &str)] = &[("too", "close"), ("will", "not"), ("could", "not"), ("might", "not")];

/// Words by which something is said not to be so.
const DENIES: Table = &[
    ("en", "denies|deny|denied|denying"),
    ("de", "dementiert|dementierte|bestreitet|bestritt"),
    ("fr", "dément|démenti|nie"),
    ("es", "niega|negó|desmiente|desmintió"),
    ("it", "smentisce|smentito|nega"),
];

/// English words before "to" and a verb by which the headline tells what was done or has to be: "votes to", "refuses to".
const DONE_TO: &str = "votes voted refuses refused fails failed agrees agreed continues decides decided chooses chose begins \
    began starts started moves moved told ordered orders asked asks urged urges forced allowed according thanks response up back \
    next how what when where right left able unable sentenced reduced rises rose falls fell drops jumps climbs sinks and or \
    open opposed related linked key road path guide answer threat visit trip letter message tribute end hit apology similar \
    subject addicted return access attention reaction alternative exposure damage challenge opposition support commitment gift \
    blow boost link move bid push effort efforts attempt attempts fight vote call calls decision way time ability chance battle \
    bill deal order request pressure need race drive campaign proposal offer power demand demands plan listen";

/// Words behind "to" that are no verbs.
const NO_VERB: &str = "the a an his her their its this that these those no all one two three more less my our your it him them \
    us me mr mrs ms dr";

/// Numbers that open the headline of a preview, in words.
const COUNTS: &str = "two three four five six seven eight nine ten";

/// Who answers or puts questions does something.
const ANSWERS: &[&str] = &["answers", "answered", "asks", "asked", "faces", "faced", "takes", "took"];

/// Words of a headline before "to" and its verb, at most: "Crane to meet", "harbour panel to vote".
const SUBJECT: usize = 4;
/// Bytes of a text in which its first sentence is sought, and its fewest words: "WASHINGTON (Wire), Mo." is none.
const OPENING: usize = 900;
const FEWEST: usize = 7;

/// Whether a line leaves open, in its own words, whether the thing is so: quoted ones are somebody's.
pub fn is_open(line: &str, language: &str) -> bool {
    let plain = outside(line).replace('’', "'");
    let tokens = tokens(&plain, matches!(language, "fr" | "it"));
    let lowers = lowers(&tokens);
    holds(OPEN, language, &lowers) || language == "en" && (may(&tokens, &lowers) || is_to_come(&tokens, &lowers))
}

/// Whether a headline awaits what it tells of: "expected", "to meet".
pub fn is_awaited(line: &str, language: &str) -> bool {
    let plain = outside(line).replace('’', "'");
    let tokens = tokens(&plain, matches!(language, "fr" | "it"));
    let lowers = lowers(&tokens);
    holds(AWAITED, language, &lowers) || language == "en" && is_to_come(&tokens, &lowers)
}

/// Whether a headline does not know what it tells of for certain: "reportedly", "expected".
pub fn is_doubtful(line: &str, language: &str) -> bool {
    let plain = outside(line).replace('’', "'");
    let tokens = tokens(&plain, matches!(language, "fr" | "it"));
    holds(HEARSAY, language, &lowers(&tokens)) || is_awaited(line, language)
}

/// Whether a sentence tells something done, and not that the thing of the headline was agreed on: "voted to strike".
pub fn has_done(sentence: &str, title: &str, language: &str) -> bool {
    let plain = outside(sentence);
    let tokens = tokens(&plain, matches!(language, "fr" | "it"));
    let words = lowers(&tokens);
    let title = title.to_lowercase();
    let agreed = |pair: &[String]| pair[0] == "to" && title.split_whitespace().any(|word| word == pair[1]);
    !words.windows(2).any(agreed) && tense::tells_done(language, &tokens, &words)
}

/// What a line says is not so: the words behind "denies".
pub fn denied<'a>(line: &'a str, language: &str) -> Option<&'a str> {
    let plain = outside(line);
    let tokens = tokens(&plain, matches!(language, "fr" | "it"));
    let at = place(DENIES, language, &lowers(&tokens))?;
    line.get(tokens[at].end..)
}

/// The first sentence of a text.
pub fn first_sentence<'a>(text: &'a str, language: &str) -> &'a str {
    let opening = beginning(text, OPENING);
    let found = sentences(opening, language).into_iter().map(|sentence| &opening[sentence.bytes]);
    found.into_iter().find(|sentence| sentence.split_whitespace().count() >= FEWEST).unwrap_or_default()
}

fn lowers(tokens: &[Token<'_>]) -> Vec<String> {
    tokens.iter().map(|token| token.text.to_lowercase()).collect()
}

/// Whether one of the language's phrases stands there, word for word.
fn holds(table: Table, language: &str, lowers: &[String]) -> bool {
    place(table, language, lowers).is_some()
}

/// Where one of the language's phrases begins.
fn place(table: Table, language: &str, lowers: &[String]) -> Option<usize> {
    let row = table.iter().find(|(of, _)| *of == language).map_or("", |(_, row)| *row);
    row.split('|').find_map(|phrase| {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let stands = |at: usize| {
            let is = |at: usize, word: &str| lowers.get(at).is_some_and(|lower| lower == word);
            let taken = |(first, second): &(&str, &str)| {
                is(at, first) && is(at + 1, second) || at > 0 && is(at - 1, first) && is(at, second)
            };
            words.iter().enumerate().all(|(offset, word)| is(at + offset, word)) && !NO_PHRASE.iter().any(taken)
        };
        (0..lowers.len()).find(|at| !words.is_empty() && stands(*at))
    })
}

/// "may" where it is no month.
fn may(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    (1..lowers.len()).any(|at| {
        let number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        let month =
            matches!(lowers[at - 1].as_str(), "in" | "of" | "on" | "early" | "late" | "until" | "since" | "by" | "mid");
        lowers[at] == "may" && !number(at + 1) && !number(at - 1) && !month
    })
}

/// Whether an English headline tells of questions instead of what happened: "Five questions for Crane", "key questions".
pub fn has_questions(line: &str, language: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let counted = |word: &str| COUNTS.split(' ').any(|count| count == word) || word.parse::<u32>().is_ok();
    let asks = |pair: &[&str]| pair[1] == "questions" && (pair[0] == "key" || counted(pair[0]));
    language == "en" && words.windows(2).any(asks) && !words.iter().any(|word| ANSWERS.contains(word))
}

/// Whether an English headline says so by its form.
fn is_to_come(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    is_to_be(tokens, lowers) || is_preview(tokens, lowers)
}

/// "Five questions for Crane", "8 captains to watch", "What to watch": written before it happens.
fn is_preview(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    let is = |at: usize, word: &str| lowers.get(at).is_some_and(|lower| lower == word);
    let counted = tokens.first().is_some_and(|token| token.kind == TokenKind::Number)
        || lowers.first().is_some_and(|lower| COUNTS.split(' ').any(|count| count == lower));
    let of = |at: usize| is(at, "questions") && is(at + 1, "for");
    is(0, "what") && is(1, "to") && is(2, "watch") || counted && (of(1) || is(2, "to") && is(3, "watch"))
}

/// "Crane to meet ferrymen": a name, "to" and a verb, nothing before them that tells what was done.
fn is_to_be(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    // Behind "Ferry strike:".
    let head = tokens.iter().rposition(|token| token.is(":")).map_or(0, |colon| colon + 1);
    let (tokens, lowers) = (&tokens[head..], &lowers[head..]);
    let Some(at) = lowers.iter().position(|lower| lower == "to") else { return false };
    let word = |list: &str, at: usize| lowers.get(at).is_none_or(|lower| list.split(' ').any(|word| word == lower));
    let words = |range: &[Token<'_>]| range.iter().all(|token| token.kind == TokenKind::Word);
    if !(1..=SUBJECT).contains(&at) || !words(&tokens[..at]) || word(NO_VERB, at + 1) || word(DONE_TO, at - 1) {
        return false;
    }
    // A word that ends as verbs do tells, unless it opens the headline as a plural, or is a name: where verbs are written small
    // ("Ottilie Sanders to testify") that with a capital is none.
    let small = !tokens[at + 1].capital();
    let modal = |at: usize| matches!(lowers[at].as_str(), "should" | "must" | "can");
    let verb = |at: usize| {
        let ends = (lowers[at].ends_with('s') || lowers[at].ends_with("ed")) && !lowers[at].ends_with("ss");
        at > 0 && ends && !(small && tokens[at].capital()) || modal(at)
    };
    let sentence_case = tokens[..at].iter().any(|token| !token.capital());
    let name_behind = sentence_case && tokens[at + 1].capital();
    let ends = tokens.get(at + 2).is_none_or(|next| next.kind == TokenKind::Mark);
    !(0..at).any(verb) && tokens[at + 1].kind == TokenKind::Word && !name_behind && !ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open() {
        for (language, line, open) in [
            ("en", "Final vote on the bridge of Brenn expected Saturday", true),
            ("en", "Brenn and Aldermouth close to reaching a ferry deal, sources say", true),
            ("en", "Council to close the bridge of Brenn", true),
            ("en", "Ferrymen to strike on Monday", true),
            ("en", "Harbour master reportedly leaving post", true),
            ("en", "Bridge may reopen before winter", true),
            ("en", "Ferry strike: Crane to face inspectors", true),
            ("en", "Council votes to close the bridge", false),
            ("en", "Ferrymen blast move to close the bridge", false),
            ("en", "Council open to second bridge", false),
            ("en", "Ottilie Crane: Council should listen to ferrymen", false),
            ("en", "Vote in Brenn remains too close to call", false),
            ("en", "Ottilie Crane will not answer inspectors", false),
            ("en", "Bridge reopened in May after repairs", false),
            ("en", "Harbour master: ‘I could stay’", false),
            ("en", "Judge orders council to reopen the bridge", false),
            ("en", "Letter to the harbour master is published", false),
            ("de", "Brücke von Brenn soll schließen", true),
            ("de", "Brücke von Brenn geschlossen", false),
            ("fr", "Le pont de Brenne devrait fermer lundi", true),
            ("es", "El puente podría cerrar el lunes", true),
            ("it", "Il ponte potrebbe chiudere lunedì", true),
        ] {
            assert_eq!(is_open(line, language), open, "{line}");
        }
        for (line, awaited) in [
            // A name that ends as verbs do.
            ("Harbour master Ottilie Sanders to testify in public Tuesday", true),
            ("Council President Flores to meet ferrymen", true),
            ("Council Asks to See Books of Harbour Master", false),
            ("Ottilie Sanders walks to work in protest", false),
            ("Harbour master gets to keep her boat", false),
            // Nothing has happened yet.
            ("49 questions for Ottilie Crane", true),
            ("5 Questions For Harbour Master Ottilie Crane", true),
            ("Five things to watch in the hearing of Ottilie Crane", true),
            ("8 captains to watch at the hearing in Brenn", true),
            ("What to watch in the vote of Brenn", true),
            ("Five boats turn to watch whale off Saltpan", false),
            ("Harbour master answers 49 questions for two hours", false),
            ("What to do when the bridge is shut", false),
        ] {
            assert_eq!((is_awaited(line, "en"), is_open(line, "en")), (awaited, awaited), "{line}");
        }
        let line = "Harbour master Ottilie Crane is denying that she has left her post.";
        assert_eq!(denied(line, "en"), Some(" that she has left her post."));
        assert_eq!(denied("Harbour master Ottilie Crane has left her post.", "en"), None);
    }
}
