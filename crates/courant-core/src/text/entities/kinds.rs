//! What a run of capitals names.

use super::{cues, english, known};
use crate::model::EntityKind;
use crate::text::agency;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::wire;
use crate::text::words::{Token, TokenKind};

/// The kind, and whether something speaks for it besides the capitals.
pub fn kind(reading: &Reading<'_>, first: usize, last: usize) -> (EntityKind, bool) {
    let whole = super::words(reading, first, last);
    // Turkish writes the endings of names behind an apostrophe.
    let whole = whole.split(['’', '\'']).next().filter(|_| reading.language == "tr").unwrap_or(&whole).to_owned();
    let lowers: Vec<String> = reading.tokens[first..last].iter().map(|token| token.text.to_lowercase()).collect();
    if known::is_place(&whole) && !(reading.language == "en" && whole == "Island") {
        return (EntityKind::Place, true);
    }
    if known::is_people(&whole) || is_beyond(&lowers) || is_group(reading.language, &whole, &lowers) {
        return (EntityKind::Other, true);
    }
    if let Some(kind) = in_capitals(reading, first, last) {
        return (kind, true);
    }
    if let Some(found) = english::kind(reading, first, last, &lowers).filter(|_| reading.language == "en") {
        return found;
    }
    by_head(reading, first, last, &lowers)
        .or_else(|| by_neighbours(reading, first, last, &lowers))
        .unwrap_or_else(|| by_shape(reading, first, last, &lowers))
}

fn by_head(reading: &Reading<'_>, first: usize, last: usize, lowers: &[String]) -> Option<(EntityKind, bool)> {
    if lowers.len() < 2 {
        return None;
    }
    let tail = lowers.last()?;
    let head = &lowers[0];
    let romance = matches!(reading.language, "fr" | "es" | "it" | "pt" | "ca" | "ro");
    let inner = |test: fn(&str) -> bool| {
        // "University of X", "Bank of England": the head stands before the particle.
        let particle = lowers.iter().position(|lower| {
            matches!(lower.as_str(), "of" | "for" | "de" | "du" | "des" | "del" | "della" | "di" | "da" | "do" | "&")
        });
        test(tail)
            || particle.is_some_and(|at| at > 0 && test(&lowers[at - 1]))
            || (romance && test(head))
            || reading.language == "de" && lowers.iter().any(|lower| test(lower))
    };
    if reading.language == "en" && STORMS.contains(&head.as_str()) {
        return Some((EntityKind::Other, true));
    }
    if known::is_given_name(head)
        && lowers.len() == 2
        && !cues::is_organisation(tail)
        && !cues::is_place(tail)
        && !cues::is_thing(tail)
    {
        return Some((EntityKind::Person, true));
    }
    // "General Electric", "Home Depot": a title's word before a common one heads no person's name.
    let common = is_common(&lowers[1]) || lowers[1].strip_suffix('s').is_some_and(is_common);
    if matches!(head.as_str(), "general" | "first" | "home" | "prime") && common && !inner(cues::is_thing) {
        let body = head == "general" || inner(cues::is_organisation);
        return Some((if body { EntityKind::Organisation } else { EntityKind::Other }, true));
    }
    if inner(cues::is_thing) {
        return Some((EntityKind::Other, true));
    }
    if inner(cues::is_organisation) {
        return Some((EntityKind::Organisation, true));
    }
    if inner(cues::is_place)
        || matches!(
            head.as_str(),
            "mount"
                | "lake"
                | "river"
                | "fort"
                | "cape"
                | "port"
                | "saint"
                | "san"
                | "santa"
                | "st"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
        )
        || head == "new" && !matches!(tail.as_str(), "year" | "years" | "year’s" | "year's" | "deal" | "testament")
    {
        let person = matches!(head.as_str(), "saint" | "st") && last - first > 3;
        return Some((if person { EntityKind::Person } else { EntityKind::Place }, true));
    }
    None
}

fn by_neighbours(reading: &Reading<'_>, first: usize, last: usize, lowers: &[String]) -> Option<(EntityKind, bool)> {
    let token = |at: Option<usize>| at.and_then(|at| reading.tokens.get(at)).copied();
    let before = token(first.checked_sub(1));
    let before = if before.is_some_and(|before| before.is(".")) { token(first.checked_sub(2)) } else { before };
    let lower_before = before.map(|before| before.text.to_lowercase()).unwrap_or_default();
    if known::is_given_name(&lowers[0]) && lowers.len() > 1 {
        return Some((EntityKind::Person, true));
    }
    let acronym = lowers.len() == 1 && reading.tokens[first].all_capitals();
    if cues::is_title(&lower_before, reading.language)
        && !acronym
        && !english::is_of_thing(reading, &lower_before, last)
    {
        return Some((EntityKind::Person, true));
    }
    let next = token(Some(last));
    let after = token(Some(last + 1));
    // "Ann Lee, 43,": an age.
    if next.is_some_and(|next| next.is(","))
        && after.is_some_and(|after| after.kind == TokenKind::Number && after.text.len() == 2)
        && token(Some(last + 2)).is_some_and(|mark| mark.is(",") || mark.is("."))
    {
        return Some((EntityKind::Person, true));
    }
    if acronym {
        return Some((EntityKind::Organisation, true));
    }
    let common = lowers.len() == 1 && is_common(&lowers[0]);
    let place_word = match reading.language {
        "en" => !common && matches!(lower_before.as_str(), "in" | "near"),
        "de" => matches!(lower_before.as_str(), "in" | "aus"),
        "fr" => matches!(lower_before.as_str(), "à"),
        "es" | "pt" => matches!(lower_before.as_str(), "en" | "em"),
        "it" => matches!(lower_before.as_str(), "a"),
        "nl" => lower_before == "in",
        _ => false,
    };
    let bracket = next.is_some_and(|next| next.is(",")) && after.is_some_and(|after| known::is_place(after.text));
    if place_word && lowers.len() <= 2 || bracket {
        return Some((EntityKind::Place, true));
    }
    let says = |at: usize| {
        token(Some(at))
            .is_some_and(|token| !token.capital() && speech::is_saying(reading.language, &token.text.to_lowercase()))
    };
    let who = next.is_some_and(|next| next.is("who") || next.is(","))
        && (next.is_some_and(|next| next.is("who"))
            || after.is_some_and(|after| matches!(after.text, "who" | "whose")));
    // What has a capital in its midst, or sends out news, speaks too, and is nobody.
    let is_brand =
        lowers.len() == 1 && (is_written_together(reading.tokens[first].text) || sends_news(&reading.tokens[first]));
    let speaks = !is_brand && (says(last) || first > 0 && says(first - 1));
    let nobody = reading.language == "en" && english::is_nobody(&reading.tokens[first..last], lowers);
    if (who || speaks) && nobody {
        return (lowers.len() > 1).then_some((EntityKind::Organisation, false));
    }
    if who || speaks {
        return Some((EntityKind::Person, lowers.len() > 1));
    }
    None
}

fn by_shape(reading: &Reading<'_>, first: usize, last: usize, lowers: &[String]) -> (EntityKind, bool) {
    let initials = reading.tokens[first..last]
        .iter()
        .any(|token| token.kind == TokenKind::Word && token.text.chars().count() == 1);
    let with_article = first > 0
        && matches!(
            reading.tokens[first - 1].text.to_lowercase().as_str(),
            "the" | "a" | "an" | "der" | "die" | "das" | "la" | "le" | "les" | "el" | "los"
        );
    if lowers.len() == 1 {
        return if known::is_given_name(&lowers[0]) { (EntityKind::Person, true) } else { (EntityKind::Other, false) };
    }
    let led = lowers[0].chars().count() == 1 && lowers[1] == "."; // "J. R. R. Tolkien"
    if initials && (lowers.len() <= 5 || led && lowers.len() <= 7) {
        return (EntityKind::Person, true);
    }
    let common = lowers.iter().filter(|lower| is_common(lower)).count();
    let particle = lowers.iter().skip(1).any(|lower| matches!(lower.as_str(), "von" | "van" | "bin" | "al" | "der"));
    let other = english::shape(&reading.tokens[first..last], lowers).filter(|_| reading.language == "en");
    if let Some(other) = other.filter(|_| !particle && common == 0 && !with_article) {
        return (other, false);
    }
    let the = reading.language == "en" && lowers[0] == "the";
    if !with_article && (lowers.len() <= 3 && common == 0 && !the || particle) {
        return (EntityKind::Person, particle);
    }
    if with_article && common > 0 {
        return (EntityKind::Organisation, false);
    }
    (EntityKind::Other, false)
}

/// A name of an agency's; the short ones ("Sid", "Ani") are people's too.
fn sends_news(token: &Token<'_>) -> bool {
    let lower = token.text.to_lowercase();
    agency::is_known(&lower) && (token.all_capitals() || lower == "tass" || lower.chars().count() > 4)
}

/// "HuffPost", "YouTube", but not "McConnell" or "O’Brien".
fn is_written_together(word: &str) -> bool {
    let person = [
        "Mc", "Mac", "Del", "De", "Di", "Du", "Dos", "Da", "Jo", "St", "La", "Le", "Van", "O’", "O'", "D’", "D'",
        "Fitz",
    ];
    let rest = person.iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let inner = rest.chars().skip(1).any(char::is_uppercase);
    inner && word.chars().any(char::is_lowercase) && !word.contains('-')
}

/// What storms are called by, before the name that they have of their own.
const STORMS: [&str; 6] = ["hurricane", "typhoon", "cyclone", "storm", "tropical", "superstorm"];

/// A god, or the turn of the year: neither places nor people.
fn is_beyond(lowers: &[String]) -> bool {
    let year = |word: &str| matches!(word, "year" | "years" | "year's" | "year’s");
    lowers.first().is_some_and(|first| first == "new") && lowers.get(1).is_some_and(|word| year(word))
        || lowers.len() == 1 && matches!(lowers[0].as_str(), "god" | "allah" | "dieu" | "dios" | "dio")
}

/// Surnames that are plurals of common words.
const SURNAMES: [&str; 8] = ["woods", "banks", "brooks", "rivers", "waters", "fields", "parks", "stones"];

/// Several of a kind: "Senate Democrats", "House Republicans", "Childhood Arrivals".
fn is_group(language: &str, whole: &str, lowers: &[String]) -> bool {
    let (Some(last), Some(word)) = (lowers.last(), whole.split(' ').next_back()) else { return false };
    if language != "en" || lowers.len() < 2 || known::is_given_name(&lowers[0]) || SURNAMES.contains(&last.as_str()) {
        return false;
    }
    if lowers.iter().any(|lower| matches!(lower.as_str(), "of" | "for" | "&")) {
        return false; // "Bureau of Boats"
    }
    // "United States", "Times", "Airlines" are heads of names of their own.
    let head = cues::is_organisation(last) || cues::is_place(last) || cues::is_thing(last);
    let plural = last.strip_suffix('s').filter(|one| !one.ends_with('s')).is_some_and(is_common);
    !head && last.ends_with('s') && (known::is_people(word) || plural && is_common(&lowers[0]))
}

/// Whether a line's dateline goes on behind the words in capitals that it begins with, up to the byte `end`.
fn in_dateline(text: &str, end: usize) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let long = line.get(..end).is_some_and(|place| place.chars().count() >= LETTERS);
    long && line.len() - wire::without_dateline(line).len() > end
}

/// Letters from which on a word in capitals is hardly a body's short form.
const LETTERS: usize = 5;

/// Words in capitals whose like is a place ("WASHINGTON —") are that place, not a body's letters; short ones only where they open
/// their line ("NICE advised doctors" is of no city).
fn in_capitals(reading: &Reading<'_>, first: usize, last: usize) -> Option<EntityKind> {
    let words = reading.tokens.get(first..last)?;
    if !words.iter().all(|token| token.all_capitals() && token.text.chars().count() > 2) {
        return None;
    }
    let like = words.iter().map(|token| {
        let mut chars = token.text.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    });
    let start = words.first()?.start;
    let opens = reading.text.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    if opens && in_dateline(reading.text.get(start..)?, words.last()?.end - start) {
        return Some(EntityKind::Place);
    }
    let long = words.iter().any(|token| token.text.chars().count() >= LETTERS);
    ((opens || long) && known::is_place(&like.collect::<Vec<_>>().join(" "))).then_some(EntityKind::Place)
}

/// Whether an English word is usually written small.
pub fn is_common(lower: &str) -> bool {
    crate::text::lexicon::english(lower).is_some_and(|facts| facts.small >= 5)
}
