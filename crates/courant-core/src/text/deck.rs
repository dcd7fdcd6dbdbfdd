//! The words beneath a headline, without what stands before them: labels, buttons of a player, the moment of publication, datelines,
//! notices, and captions of the picture above.

use super::standalone::ends_with_credit;
use super::wire::without_dateline;
use super::{agency, moments, words};

/// Pieces of furniture one behind the other at most.
const MOST: usize = 8;
/// Characters in which a caption's credit ends, and in which a player's caption does.
const CAPTION: usize = 420;
/// Letters of an outlet's name in brackets at most, where it is in capitals.
const OUTLET: usize = 5;
/// Characters of a label at most, and of the beginning of a notice.
const LABEL: usize = 24;
const NOTICE: usize = 60;
/// Words from which on a headline is told again by a text that begins with them, and not named.
const HEADLINE: usize = 4;
/// Letters of a word that may be shared with a headline, and words that are when a teaser tells of the same thing.
const LETTERS: usize = 4;
const SHARED: usize = 2;

/// Labels, in lower case, that begin a teaser which need not be about its headline: something else has just happened.
#[rustfmt::skip]
const ALERTS: &[&str] = &[
    "breaking", "breaking news", "just in", "developing", "urgent", "urgente", "alert", "alerte", "alerta", "eilmeldung", "dernière minute",
    "última hora", "ultim'ora", "срочно", "pilne",
];
/// Labels that lead to something else to read or see.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "watch", "watch live", "read", "read more", "read also", "also read", "listen", "see also", "see more", "related", "more",
    "lesen sie auch", "mehr dazu", "lire aussi", "à lire aussi", "à lire", "voir aussi", "lea también", "lea además", "vea también", "leggi anche", "leia também",
    "leia mais", "lees ook", "читайте также", "czytaj też", "zobacz także",
];
/// Labels that say only that a text is new, or whose it is.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "update", "updates", "updated", "live", "live updates", "video", "vidéo", "vídeo", "exclusive", "exklusiv", "exclusif", "exclusiva", "exclusivo",
    "esclusiva", "aktualisiert", "mise à jour", "actualización", "aggiornamento", "обновлено",
];
/// What buttons beside a text say, as it is written there.
#[rustfmt::skip]
const BUTTONS: &[&str] = &[
    "LISTEN TO ARTICLE", "LISTEN TO THIS ARTICLE", "SHARE THIS ARTICLE", "SHARE THIS STORY", "SHARE THIS", "PLAY VIDEO", "SHOW CAPTION", "HIDE CAPTION",
    "CLOSE", "Share Tweet Post Email", "Share Tweet Email", "Listen to this article", "Share this article", "Share this story",
];
/// How sentences begin that speak for the house and tell nothing, in lower case.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    "the opinions expressed", "opinions expressed", "the views expressed", "views expressed", "the opinions in this", "this article contains affiliate",
    "this story contains affiliate", "this story has been updated", "this article has been updated", "this post has been updated",
    "die meinung des autors", "die hier geäußerte meinung", "les opinions exprimées", "las opiniones expresadas", "le opinioni espresse",
];

/// The part of `words` that tells what `headline` is about; empty where all of it tells something else, or nothing more.
#[must_use]
pub fn of<'a>(words: &'a str, headline: &str) -> &'a str {
    let mut rest = words.trim();
    let mut of_player = false;
    for _ in 0..MOST {
        let Some(next) = without_headline(rest, headline)
            .or_else(|| without_alert(rest, headline))
            .or_else(|| without_label(rest))
            .or_else(|| without_moment(rest))
            .or_else(|| without_notice(rest))
            .or_else(|| without_wire(rest))
            .or_else(|| without_caption(rest))
            .or_else(|| behind_credit(rest, headline))
            .or_else(|| without_highlights(rest))
        else {
            let Some(next) = without_button(rest, of_player) else { break };
            of_player = true;
            rest = next.trim_start();
            continue;
        };
        rest = next.trim_start();
    }
    if of_player {
        rest = behind_dateline(rest);
    }
    let told = folded(rest);
    if told.is_empty() || told == folded(headline) { "" } else { rest }
}

/// What follows the headline where a text begins with it once more and then anew: a sentence may begin with its words, too.
fn without_headline<'a>(text: &'a str, headline: &str) -> Option<&'a str> {
    if headline.split_whitespace().count() < HEADLINE {
        return None;
    }
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let mut end = 0;
    for letter in headline.chars().filter(|c| c.is_alphanumeric()) {
        let (at, found) = letters.next()?;
        if !found.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
        end = at + found.len_utf8();
    }
    let behind = &text[end..];
    let rest = behind.trim_start_matches([' ', '\n', '\'', '"', '’', '”', '»', '.', '!', '?', ')']);
    let parts = rest.len() < behind.len() && behind.contains(char::is_whitespace);
    (parts && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '«' | '„' | '('))).then_some(rest)
}

/// Without a bullet or a label behind which anything may stand: gone, where that is not what the headline tells of.
fn without_alert<'a>(text: &'a str, headline: &str) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix(['•', '▪', '‣', '●', '*']) {
        // Of a list of headlines that one alone counts which stands first.
        let first = rest.split([text.chars().next()?]).next()?.trim();
        // More than a headline is a text of its own.
        if first.len() == rest.trim().len() && !sentence(first).1.is_empty() {
            return Some(first);
        }
        return Some(if is_about(first, headline) { first } else { "" });
    }
    if let Some(rest) = labelled(text, ALERTS) {
        return Some(if is_about(sentence(rest).0, headline) { rest } else { "" });
    }
    let rest = labelled(text, POINTERS)?;
    let (first, behind) = sentence(rest);
    Some(if is_about(first, headline) { rest } else { behind })
}

fn without_label(text: &str) -> Option<&str> {
    labelled(text, LABELS)
}

/// What follows a label: "UPDATE: ", "Watch: ", "EXCLUSIVE ". In small letters it needs a colon.
fn labelled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (end, colon) = match text.find(':').filter(|at| *at <= LABEL) {
        Some(at) => (at, true),
        None => {
            let dash =
                [" — ", " – ", " - ", " | "].iter().filter_map(|mark| text.find(mark)).min().filter(|at| *at <= LABEL);
            (dash.or_else(|| text.find(' '))?, false)
        }
    };
    let label = text[..end].trim();
    let shouted = label.chars().count() >= LETTERS && !label.chars().any(char::is_lowercase);
    let is_known = labels.contains(&label.to_lowercase().as_str());
    let rest = text[end..].trim_start_matches([':', ' ', '—', '–', '-', '|']);
    // "WATCH sinks" may be a name; a capital or a mark begins a sentence of its own.
    let begins = colon || !rest.starts_with(char::is_lowercase);
    let opens = label.chars().next().is_some_and(char::is_uppercase);
    (is_known && opens && begins && (colon || shouted)).then_some(rest)
}

/// "May 08, 2020 2:11 PM ": a day with its clock.
fn without_moment(text: &str) -> Option<&str> {
    let mut parts = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut start = 0;
    let mut word = || {
        let (end, blank) = parts.next()?;
        let word = &text[start..end];
        start = end + blank.len_utf8();
        Some(word)
    };
    let (month, day, year, clock) = (word()?, word()?, word()?, word()?);
    let number = |word: &str, digits: std::ops::RangeInclusive<usize>| {
        let bare = word.trim_end_matches([',', '.']);
        digits.contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
    };
    let named = |word: &str| moments::month(&word.trim_end_matches([',', '.']).to_lowercase()).is_some();
    let dated = named(month) && number(day, 1..=2) || number(month, 1..=2) && named(day);
    if !dated || !number(year, 4..=4) || !is_clock(clock) {
        return None;
    }
    let rest = &text[start..];
    let (half, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let is_half = matches!(half.to_ascii_lowercase().trim_end_matches('.'), "am" | "pm" | "a.m" | "p.m");
    Some(if is_half { behind } else { rest })
}

/// "0:00", "12:41".
fn is_clock(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hour, minute)| {
        (1..=2).contains(&hour.len())
            && minute.len() == 2
            && (hour.bytes().chain(minute.bytes())).all(|b| b.is_ascii_digit())
    })
}

/// What follows a sentence of the house's.
fn without_notice(text: &str) -> Option<&str> {
    let head: String = text.chars().take(NOTICE).flat_map(char::to_lowercase).collect();
    NOTICES.iter().any(|notice| head.starts_with(notice)).then(|| sentence(text).1)
}

/// Without a dateline, or the name of a wire in brackets alone: "(CNN) ".
fn without_wire(text: &str) -> Option<&str> {
    let left = without_dateline(text);
    if left.len() < text.len() {
        return Some(left);
    }
    let (name, rest) = text.strip_prefix('(')?.split_once(')')?;
    let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ' ']);
    // Broadcasters call themselves so: "(CNN)".
    let shouted = (2..=OUTLET).contains(&name.len()) && name.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_wire = shouted || agency::is_known(&name.to_lowercase());
    (is_wire && !rest.is_empty() && !rest.starts_with(char::is_lowercase)).then_some(rest)
}

/// What follows a caption that its credit ends: "… outside the court. (Ann Lee/Halyard) Two men were …".
fn without_caption(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(CAPTION).map_or(text.len(), |(at, _)| at);
    let (at, _) = text[..end].match_indices(')').find(|(at, _)| {
        let head = &text[..=*at];
        let is_credit = head.rfind('(').is_some_and(|open| head[open..].contains('/'));
        let rest = text[at + 1..].trim_start();
        is_credit
            && !rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ':'))
            && ends_with_credit(head)
    })?;
    Some(&text[at + 1..])
}

/// Characters of a credit behind a bar at most, and of the lines over a broadcaster's report.
const CREDIT: usize = 60;
const HIGHLIGHTS: usize = 700;

/// What follows a caption with its credit, where the headline stands once more behind: "The quay. | Ann Lee/Halyard Ferry sinks …".
fn behind_credit<'a>(text: &'a str, headline: &str) -> Option<&'a str> {
    let end = text.char_indices().nth(CAPTION).map_or(text.len(), |(at, _)| at);
    let (at, bar) = text[..end].match_indices(" | ").next()?;
    let behind = &text[at + bar.len()..];
    let words = behind.match_indices(char::is_whitespace).map(|(at, blank)| at + blank.len());
    words.take_while(|at| *at <= CREDIT).find_map(|at| without_headline(&behind[at..], headline))
}

/// What follows the lines that a broadcaster puts over its report; they end in no mark, only the dateline tells where.
fn without_highlights(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Story highlights")?.trim_start();
    let end = rest.char_indices().nth(HIGHLIGHTS).map_or(rest.len(), |(at, _)| at);
    rest[..end].find("(CNN) ").map(|at| &rest[at..])
}

/// Without the words of a button, and behind one without its time: "LISTEN TO ARTICLE 3:56 ".
fn without_button(text: &str, of_player: bool) -> Option<&str> {
    let follows = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    if let Some(rest) = BUTTONS.iter().find_map(|button| text.strip_prefix(button).filter(|rest| follows(rest))) {
        // "Close" is a button where the text begins anew behind it.
        return (!rest.trim_start().starts_with(char::is_lowercase)).then_some(rest);
    }
    let (first, rest) = text.split_once(' ')?;
    let next = BUTTONS.iter().any(|button| rest.starts_with(button));
    ((of_player || next) && is_clock(first)).then_some(rest)
}

/// What follows a player's caption, where the text behind that has a dateline: "CLOSE A video shows the quay. PORT ANSEL — Ships …".
fn behind_dateline(text: &str) -> &str {
    let end = text.char_indices().nth(CAPTION).map_or(text.len(), |(at, _)| at);
    let places = text[..end].match_indices([' ', '\n']).map(|(at, _)| &text[at + 1..]);
    let begins = places.filter(|rest| {
        let word = rest.split([' ', ',']).next().unwrap_or_default();
        word.chars().count() >= LETTERS && word.chars().all(char::is_uppercase)
    });
    begins
        .map(|rest| (rest, without_dateline(rest)))
        .find(|(rest, left)| left.len() < rest.len())
        .map_or(text, |(_, left)| left)
}

/// The first sentence and what follows it.
fn sentence(text: &str) -> (&str, &str) {
    let end = [". ", "! ", "? ", ".\n", "\n"].iter().filter_map(|mark| Some(text.find(mark)? + mark.len())).min();
    let end = end.unwrap_or(text.len());
    (text[..end].trim_end(), text[end..].trim_start())
}

/// Whether words tell of what a headline does: they have words in common. Of scripts that do not part them it cannot be said.
fn is_about(text: &str, headline: &str) -> bool {
    if headline.chars().any(words::is_unparted) {
        return true;
    }
    let of_headline = telling(headline);
    let shared = telling(text).iter().filter(|word| of_headline.contains(*word)).count();
    shared >= SHARED.min(of_headline.len())
}

/// The words that may tell of something, without what bends their ends, each once.
fn telling(text: &str) -> std::collections::BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LETTERS);
    let stem = |word: &str| word.to_lowercase().chars().take(5).collect::<String>();
    words.filter(|word| !super::lexicon::is_stop("en", &word.to_lowercase())).map(stem).collect()
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_deck_begins_where_it_tells_something() {
        let headline = "Ferry sinks off Lindvik";
        for (words, deck) in [
            ("The ferry went down at noon.", "The ferry went down at noon."),
            ("CLOSE The ferry went down.", "The ferry went down."),
            ("Ferry Sinks off Lindvik' CLOSE The ferry went down.", "The ferry went down."),
            ("Ferry sinks off Lindvik The ferry went down.", "The ferry went down."),
            ("Ferry sinks off Lindvik with forty on board.", "Ferry sinks off Lindvik with forty on board."),
            ("Ferry sinks off Lindvik", ""),
            // Blanks of more than one byte.
            ("May\u{a0}08,\u{2003}2020\u{a0}2:11\u{a0}PM The ferry went down.", "The ferry went down."),
            ("Ende\u{a0}Mai\u{2003}sank\u{a0}die\u{a0}Fähre.", "Ende\u{a0}Mai\u{2003}sank\u{a0}die\u{a0}Fähre."),
            ("CLOSE A film shows the quay. Halyard PORT ANSEL, Texas — The ferry went down.", "The ferry went down."),
            ("Close to forty people swam.", "Close to forty people swam."),
            ("CLOSE the gates, they cried.", "CLOSE the gates, they cried."),
            (
                "LISTEN TO ARTICLE 3:56 SHARE THIS ARTICLE Share Tweet Post Email The ferry went down.",
                "The ferry went down.",
            ),
            ("0:00 SHARE THIS ARTICLE The ferry went down.", "The ferry went down."),
            ("6:30 was when the ferry went down.", "6:30 was when the ferry went down."),
            ("BREAKING: Ferry sinks, 12 swim.", "Ferry sinks, 12 swim."),
            ("BREAKING: Court stops the dam.", ""),
            ("BREAKING NEWS — Ferry sinks in Lindvik.", "Ferry sinks in Lindvik."),
            ("Breaking the ice was hard.", "Breaking the ice was hard."),
            ("UPDATE: The ferry went down.", "The ferry went down."),
            ("UPDATED The ferry went down.", "The ferry went down."),
            ("Update on the ferry: all are safe.", "Update on the ferry: all are safe."),
            ("EXCLUSIVE: The ferry was old.", "The ferry was old."),
            ("WATCH: How bridges open. The ferry went down.", "The ferry went down."),
            ("WATCH: The ferry sinks at Lindvik.", "The ferry sinks at Lindvik."),
            ("Read more: How bridges open", ""),
            ("Watch crews looked on.", "Watch crews looked on."),
            ("• Court stops the dam", ""),
            ("• The ferry to Lindvik was old • Court stops the dam", "The ferry to Lindvik was old"),
            ("May 08, 2026 2:11 PM PORT ANSEL - The ferry went down.", "The ferry went down."),
            ("May 10, 2026 5:00 AM Rope, tar - and more.", "Rope, tar - and more."),
            ("May 10, 2026 was a Sunday.", "May 10, 2026 was a Sunday."),
            ("LINDVIK — The ferry went down.", "The ferry went down."),
            ("(CNN) The ferry went down.", "The ferry went down."),
            ("(CNN) -- The ferry went down.", "The ferry went down."),
            ("London (CNN) The ferry went down.", "The ferry went down."),
            ("Ottilie Crane (CNN) Went down.", "Ottilie Crane (CNN) Went down."),
            ("Story highlights It was old Forty swam London (CNN) The ferry went down.", "The ferry went down."),
            ("Story highlights were many.", "Story highlights were many."),
            ("The quay. | Ann Lee/Halyard Ferry sinks off Lindvik\n\nThe ferry went down.", "The ferry went down."),
            ("The quay. | Ann Lee and Tom Fenn left.", "The quay. | Ann Lee and Tom Fenn left."),
            (
                "CLOSE A film shows the quay. Halyard\n\nPORT ANSEL, Texas — The ferry went down.",
                "The ferry went down.",
            ),
            ("(Nobody) The ferry went down.", "(Nobody) The ferry went down."),
            ("The opinions expressed by columnists are their own. The ferry was old.", "The ferry was old."),
            ("The opinions expressed by columnists are their own.", ""),
            ("The ferry at Lindvik, March 4, 2026. (Ann Lee/Reuters) It was old.", "It was old."),
            ("The ferry at Lindvik (Ann Lee/Getty Images)", ""),
            ("Ann Lee (Labour/Green) left the ferry.", "Ann Lee (Labour/Green) left the ferry."),
            ("Ferry sinks off Lindvik!", ""),
            ("COMMENT: The ferry was old.", "COMMENT: The ferry was old."),
            ("", ""),
            ("•", ""),
            ("The ferry at Lindvik. (Ann Lee/Reuters) …", ""),
            ("• This is about a death. Forty people swam ashore.", "This is about a death. Forty people swam ashore."),
        ] {
            assert_eq!(of(words, headline), deck, "{words}");
        }
        assert_eq!(of("速報: 船は出港した。", "船が出港"), "速報: 船は出港した。");
        assert_eq!(of("• 船は出港した", "船が出港"), "船は出港した");
    }
}
