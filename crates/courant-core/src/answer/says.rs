//! Who only says, hears or denies what a sentence tells of: that is no answer to who did it.

use std::collections::BTreeMap;

use super::kin::Words;
use crate::text::reading::Reading;
use crate::text::speech::is_saying;
use crate::text::words::{Token, TokenKind};

/// Verbs behind which a sentence says what is not so.
#[rustfmt::skip]
const DENYING: &[(&str, &str)] = &[
    ("en", "denied denies deny denying disputed disputes rejected rejects refuted refutes dismissed dismisses doubted doubts"),
    ("de", "bestritt bestreitet bestritten bestritt dementierte dementiert leugnete leugnet zurückgewiesen bezweifelt bezweifelte"),
    ("fr", "nie nié nient niait dément démenti démentent réfute réfuté conteste contesté rejette rejeté"),
    ("es", "negó niega negaron desmintió desmiente desmintieron rechazó rechaza refutó"),
    ("it", "negato nega negò smentito smentisce smentì respinto respinge"),
    ("pt", "negou nega negaram desmentiu desmente refutou rejeitou"),
    ("nl", "ontkende ontkent ontkend betwist betwistte"),
    ("sv", "förnekade förnekar dementerade dementerar tillbakavisade"),
    ("da", "benægtede benægter afviste afviser"),
    ("no", "benektet benekter avviste avviser"),
    ("pl", "zaprzeczył zaprzeczyła zaprzecza zaprzeczyli odrzucił odrzuciła"),
    ("tr", "yalanladı reddetti"),
    ("ru", "отрицает отрицал отрицала отрицают опроверг опровергла опровергли опровергает отверг отвергла"),
    ("uk", "заперечив заперечила заперечує заперечили спростував спростувала"),
    ("el", "αρνήθηκε αρνείται διέψευσε διαψεύδει"),
    ("ar", "نفى نفت ينفي تنفي ونفى ونفت أنكر أنكرت"),
];
/// The same where words are not parted.
const DENYING_UNPARTED: &[&str] = &["否认", "否認", "否定", "ปฏิเสธ", "부인"];
/// English verbs of saying that are followed by who is told, or by whose words they are.
const TOLD: &[&str] = &["told", "tells", "tell", "asked", "asks", "warned", "warns", "urged", "according"];
/// Words between a verb of saying and what is said.
const THAT: &[&str] = &["that", "dass", "que", "qu’", "che", "dat", "att", "at", "że", "что", "що", "ότι", "أن", "إن"];
/// Farthest that a verb of saying stands from the name of who speaks behind it, in tokens: titles stand between.
const REACH: usize = 4;
/// Words behind such a verb when it closes a sentence.
const TAIL: usize = 6;

/// Whether a sentence denies or doubts what it tells, and the question does not ask for that.
pub fn denies(reading: &Reading<'_>, number: usize, asked: &BTreeMap<String, f64>, stems: &Words<'_>) -> bool {
    let words = DENYING.iter().find(|(language, _)| *language == reading.language).map_or("", |(_, words)| words);
    let unasked = |token: &Token<'_>| !stems.of_token(token).iter().any(|stem| asked.contains_key(stem));
    let denying = |token: &&Token<'_>| {
        let lower = token.text.to_lowercase();
        words.split_ascii_whitespace().any(|word| word == lower)
    };
    reading.tokens_of(number).iter().filter(denying).any(unasked)
        || DENYING_UNPARTED.iter().any(|word| reading.words_of(number).contains(word))
}

/// Whether a question asks for words: who said, told, denied.
pub fn asks_for_words(question: &Reading<'_>) -> bool {
    question.tokens.iter().any(|token| is_saying(question.language, &token.text.to_lowercase()))
}

/// The tokens between two code points: the first, and one past the last.
pub fn tokens(reading: &Reading<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    let token = |char: usize| {
        let byte = reading.offsets.to_bytes(char);
        reading.tokens.partition_point(|token| token.start < byte)
    };
    (token(start), token(end))
}

/// What of one sentence the question asks about, and where somebody says it.
pub struct Sayings<'r, 'a> {
    reading: &'r Reading<'a>,
    /// The sentence's first token and one past its last.
    bounds: (usize, usize),
    /// Tokens of the question's words.
    asked: Vec<usize>,
    /// Tokens that are verbs of saying.
    verbs: Vec<usize>,
}

impl<'r, 'a> Sayings<'r, 'a> {
    /// Reads a sentence for a question with these words.
    pub fn of(reading: &'r Reading<'a>, number: usize, asked: &BTreeMap<String, f64>, stems: &Words<'_>) -> Self {
        let (first, end) = reading.bounds.get(number).copied().unwrap_or_default();
        let says = |at: &usize| {
            let token = &reading.tokens[*at];
            token.kind == TokenKind::Word && is_saying(reading.language, &token.text.to_lowercase())
        };
        let meant = |at: &usize| stems.of_token(&reading.tokens[*at]).iter().any(|stem| asked.contains_key(stem));
        let verbs: Vec<usize> = (first..end).filter(says).collect();
        let asked = (first..end).filter(|at| meant(at) && !verbs.contains(at)).collect();
        Self { reading, bounds: (first, end), asked, verbs }
    }

    /// Whether whoever is named in the code points only says or hears what is asked for: a verb of saying stands between.
    pub fn only_says(&self, place: (usize, usize)) -> bool {
        let name = tokens(self.reading, place);
        self.verbs
            .iter()
            .any(|verb| if name.1 <= *verb { self.speaks_before(name, *verb) } else { self.speaks_behind(name, *verb) })
    }

    fn asked_in(&self, from: usize, to: usize) -> usize {
        self.asked.iter().filter(|at| (from..to).contains(*at)).count()
    }

    /// "Halden Water said the dam had cracked", "The dam had cracked, Halden Water said".
    fn speaks_before(&self, name: (usize, usize), verb: usize) -> bool {
        let (first, end) = self.bounds;
        let parts = |at: &usize| matches!(self.reading.tokens[*at].text, "," | "”" | "\"" | "»" | "“" | "—" | "–");
        let clause = (first..verb).rev().find(parts).map_or(first, |at| at + 1);
        let behind = self.asked_in(verb, end);
        // Of "Lind cracked the dam, said Brackwell" the verb's own clause holds no name: Lind is told of.
        let subject = clause <= name.0 && self.asked_in(name.1, verb) == 0;
        subject || behind > 0 && behind >= self.asked_in(first, verb)
    }

    /// "The dam had cracked, said Tor Lind"; "Am Montag sagte Tor Lind, der Damm sei gerissen"; "police told Tor Lind".
    fn speaks_behind(&self, name: (usize, usize), verb: usize) -> bool {
        let (first, end) = self.bounds;
        let between = &self.reading.tokens[verb + 1..name.0.max(verb + 1)];
        let near = between.len() < REACH
            && !between.iter().any(|token| {
                token.kind == TokenKind::Mark && !token.is(".") || THAT.contains(&token.text.to_lowercase().as_str())
            });
        let inverted =
            self.reading.language != "en" || TOLD.contains(&self.reading.tokens[verb].text.to_lowercase().as_str());
        let closes = end - verb <= TAIL + 1 || between.len() < REACH;
        near && inverted && self.asked_in(name.1, end) >= self.asked_in(first, verb)
            || closes && self.asked_in(first, verb) > self.asked_in(verb, end)
    }
}
