//! Sentences that lean on others in their middle: "The board gave them a plaque", "One of the two who have not is Tarrant".
//!
//! English for the most part; whoever speaks as "we" is known in four languages.

use std::ops::Range;

use super::super::entities::is_calendar;
use super::super::reading::Reading;
use super::super::words::{Token, TokenKind};
use super::is_quoted;

/// The publisher's own "we" and "I", which nobody is away from its page.
const OWN: &[(&str, &[&str])] = &[
    ("en", &["we", "us", "our", "ours", "ourselves", "my", "myself", "me"]),
    ("de", &["wir", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unseres", "ich", "mir", "mich"]),
    ("fr", &["nous", "notre", "nos", "je", "j’", "mon", "ma", "mes"]),
    ("es", &["nosotros", "nosotras", "nuestro", "nuestra", "nuestros", "nuestras"]),
];

/// Words that "them" may stand for though they have no plural ending.
#[rustfmt::skip]
const MANY: &[&str] = &[
    "people", "police", "men", "women", "children", "staff", "crew", "family", "team", "group", "crowd", "public", "party", "couple",
    "pair", "and", "or", "all", "both", "many", "some", "several", "few", "those", "these", "most", "others", "they", "their", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "hundred", "thousand", "everyone", "everybody", "nobody",
    "anyone", "someone", "whoever", "sheep", "fish", "cattle", "teeth", "feet", "mice", "geese",
];

/// Words that open a sentence and name nothing.
const SMALL: &[&str] =
    &["the", "a", "an", "no", "every", "each", "another", "its", "his", "her", "yet", "still", "now"];

const HELPING: &[&str] = &["have", "has", "had", "do", "does", "did", "will", "would", "can", "could", "are", "were"];
const BEING: &[&str] = &["is", "are", "was", "were"];
const FIGURES: &[&str] = &["figure", "figures", "number", "count", "tally", "toll", "estimate", "total", "sum"];
const COMPARED: &[&str] = &["lower", "higher", "smaller", "larger"];
const WHERE: &[&str] =
    &["in", "on", "at", "near", "below", "above", "along", "beside", "under", "across", "for", "with"];

/// Whether a sentence, `voices` left out, which are in order and apart, leans on what stands around it.
pub fn leans(reading: &Reading<'_>, number: usize, voices: &[Range<usize>]) -> bool {
    let tokens: Vec<&Token<'_>> = reading.tokens_of(number).iter().filter(|token| !is_quoted(voices, token)).collect();
    let words: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase().replace('\'', "’")).collect();
    let own = OWN.iter().find(|(code, _)| *code == reading.language).map_or(&[][..], |(_, own)| own);
    // "US" is a country.
    let speaks = |at: usize| own.contains(&words[at].as_str()) && !is_shouted(tokens[at]);
    if (0..words.len()).any(speaks) || reading.language == "en" && tokens.iter().enumerate().any(says_i(&tokens)) {
        return true;
    }
    reading.language == "en"
        && (is_them(&tokens, &words) || is_cut(&words) || is_compared(&tokens, &words) || is_placed(&words))
}

fn is_shouted(token: &Token<'_>) -> bool {
    token.text.chars().count() > 1 && !token.text.chars().any(char::is_lowercase)
}

/// "I" that is no king's and no war's number: "King Charles I", not "On Monday I" or "Yesterday I".
fn says_i<'t>(tokens: &'t [&'t Token<'t>]) -> impl Fn((usize, &&Token<'_>)) -> bool + 't {
    let numbers = |at: usize| {
        at > 0 && tokens.get(at).is_some_and(|word| word.capital() && !is_calendar(&word.text.to_lowercase()))
    };
    move |(at, token)| token.text == "I" && !at.checked_sub(1).is_some_and(numbers)
}

/// "The board gave them a plaque": nothing before it that "them" could be.
fn is_them(tokens: &[&Token<'_>], words: &[String]) -> bool {
    let Some(at) = words.iter().position(|word| word == "them") else { return false };
    let plural = |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("’s");
    let named = |place: usize| tokens[place].capital() && (place > 0 || !SMALL.contains(&words[place].as_str()));
    let one = |place: usize| {
        plural(&words[place])
            || MANY.contains(&words[place].as_str())
            || named(place)
            || tokens[place].kind == TokenKind::Number
    };
    !(0..at).any(one)
}

/// "One of the two who have not is Tarrant": what they have not done stands before.
fn is_cut(words: &[String]) -> bool {
    words.windows(4).any(|four| {
        let [who, helps, not, next] = four else { return false };
        matches!(who.as_str(), "who" | "which" | "that")
            && HELPING.contains(&helps.as_str())
            && not == "not"
            && (BEING.contains(&next.as_str()) || matches!(next.as_str(), "," | "." | ";"))
    })
}

/// "The operator's first, lower figure came from tickets": a figure beside another, and neither is there.
fn is_compared(tokens: &[&Token<'_>], words: &[String]) -> bool {
    let counts = |at: usize| {
        let word = words[at].as_str();
        tokens[at].kind == TokenKind::Number || MANY.contains(&word) && !["and", "or", "all"].contains(&word)
    };
    let compared = |at: &usize| COMPARED.contains(&words[*at].as_str()) && FIGURES.contains(&words[*at + 1].as_str());
    let found = (0..words.len().saturating_sub(1)).find(compared);
    // "The lower figure of 190", "a higher figure, 212,"
    found.is_some_and(|at| !(at + 2..words.len().min(at + 5)).any(counts))
}

/// "On the river it seems to have been done by a cog": behind nothing but a place.
fn is_placed(words: &[String]) -> bool {
    let opens = words.first().is_some_and(|word| WHERE.contains(&word.as_str()));
    let it = words.iter().take(10).position(|word| word == "it");
    let seems = |at: usize| matches!(words.get(at + 1..at + 3), Some([seems, to]) if to == "to" && matches!(seems.as_str(), "seems" | "seemed" | "appears" | "appeared"));
    opens && it.is_some_and(seems)
}

#[cfg(test)]
mod tests {
    use super::super::Alone;
    use crate::text::reading::Reading;

    fn stands(language: &str, text: &str) -> bool {
        let reading = Reading::new(text, language);
        Alone::of(&reading).sentence(0).is_some()
    }

    #[test]
    fn sentences_that_lean_on_others_do_not_stand_alone() {
        for (language, text) in [
            ("en", "The board gave them a plaque at the gate of the dam."),
            ("en", "One of the two who have not is Enoch Tarrant, and his gate is in the middle."),
            ("en", "The operator’s first, lower figure came from tickets, and children under six have none."),
            ("en", "On the river below Vado Lindeiro it seems to have been done by a broken cog."),
            ("en", "Nineteen of the 31 people taken off the ferry at Sandholm were ours."),
            ("en", "I walked the length of the tunnel on Monday night with a lamp."),
            ("en", "On Monday I walked the length of the tunnel with a lamp."),
            ("en", "Yesterday I saw the gate of the dam open before the water came."),
            ("de", "Am Montag haben wir den ganzen Tunnel noch einmal abgeschritten."),
            ("fr", "Le conseil nous a montré lundi les plans du nouveau tunnel."),
        ] {
            assert!(!stands(language, text), "{text}");
        }
    }

    #[test]
    fn what_names_all_it_speaks_of_stands() {
        for text in [
            "The board gave the commoners medals and thanked them on Monday.",
            "Liverpool beat the visitors to put them out of the cup.",
            "Farmers who have not signed will lose the payment in the spring.",
            "The operator’s lower figure of 190 came from tickets sold at the portal.",
            "The US said on Monday that the tunnel would stay closed.",
            "King Charles I was crowned in the abbey beside the river.",
            "On the river it seems that nobody saw the gate open.",
            "The engineer said “we closed the gate” before the water came.",
        ] {
            assert!(stands("en", text), "{text}");
        }
    }
}
