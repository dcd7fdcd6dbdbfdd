//! Times of day.

use jiff::civil::Time;

use crate::text::words::{Token, TokenKind};

/// Words before a time of day, in each language: with them "21.10" is one, and "16 heures" no span of hours.
const AT: &[(&str, &[&str])] = &[
    ("fr", &["à", "vers"]),
    ("es", &["las", "la"]),
    ("pt", &["às", "as", "à"]),
    ("it", &["alle", "all’", "all'", "ore", "le"]),
    ("nl", &["om", "rond", "omstreeks", "tegen"]),
    ("pl", &["godz", "godzinie", "godziną", "o"]),
    ("sv", &["kl", "klockan", "vid"]),
    ("da", &["kl", "klokken"]),
    ("no", &["kl", "klokken"]),
    ("nb", &["kl", "klokken"]),
    ("tr", &["saat"]),
    ("ru", &["в", "около", "к"]),
    ("uk", &["о", "об", "близько"]),
];
/// Those of them behind which an hour alone is a time of day.
const CLOCKS: &[&str] = &["godz", "godzinie", "klockan", "klokken", "kl", "saat", "ore"];
/// Words for hours, of which a number may be a span as well.
const HOURS: &[&str] = &["heures", "heure", "h", "horas", "hora", "uur"];
/// Words behind a time of day that put it after noon.
const LATE: &[&str] = &[
    "abends",
    "nachmittags",
    "soir",
    "l’après-midi",
    "après-midi",
    "tarde",
    "noche",
    "noite",
    "sera",
    "pomeriggio",
    "avonds",
    "middags",
    "wieczorem",
    "południu",
    "вечера",
    "дня",
    "вечора",
];
/// What may stand between.
const SMALL: &[&str] = &["de", "la", "da", "do", "du", "l’", "l'", "del", "di", "’", "'", "s", "’s", "'s", "am", "po"];

/// In no language (`""`) whatever may be one counts.
/// `09:28`, `9:28 pm`, `9 a.m.`, `14 Uhr`, `14.30 Uhr`, `14h30`, `à 14 heures`, `alle 21.10`, `godz. 20.35`, `saat 22.40`.
pub fn clock(language: &str, tokens: &[Token<'_>], lowers: &[String], at: usize) -> Option<Time> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let word = |offset: usize| lowers.get(at + offset).map_or("", String::as_str);
    let touches = |offset: usize| tokens.get(at + offset).is_some_and(|next| tokens[at + offset - 1].end == next.start);
    let before_colon = at > 0 && tokens[at - 1].is(":") && tokens[at - 1].end == token.start;
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok()).flatten();
    if before_colon {
        return None;
    }
    let cue = cue(language, lowers, at);
    let (hour, minute, next) = if let Some((hour, minute)) = token.text.split_once('.') {
        (hour.parse::<i8>().ok()?, two(minute)?, 1)
    } else if word(1) == ":" && touches(1) && touches(2) && tokens[at + 2].kind == TokenKind::Number {
        (token.text.parse::<i8>().ok()?, two(tokens[at + 2].text)?, 3)
    } else if let Some(minute) = word(1).strip_prefix('h').and_then(two).filter(|_| touches(1)) {
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else if word(1) == "h" && tokens.get(at + 2).is_some_and(|minute| two(minute.text).is_some()) {
        let minute = tokens.get(at + 2).and_then(|minute| two(minute.text))?;
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else {
        (token.text.parse::<i8>().ok()?, 0, 1)
    };
    let half = match word(next) {
        "am" | "a.m." | "a.m" => Some(false),
        "pm" | "p.m." | "p.m" => Some(true),
        _ => None,
    };
    let has_minutes = next == 3 || token.text.contains('.');
    // "3 heures" are a span, "à 3 heures" is a time of day.
    let hours = HOURS.contains(&word(next)) && (has_minutes || cue.is_some() || language.is_empty());
    let named = hours || matches!(word(next), "uhr" | "gmt" | "utc" | "o'clock" | "o’clock");
    let cued = cue.is_some_and(|cue| has_minutes || CLOCKS.contains(&cue));
    let colon = next == 3;
    // A score such as 3:2 has one digit; "at 7.30" needs a word beside it.
    let bare = colon && (token.text.len() == 2 || at > 0 && lowers[at - 1] == "at");
    if half.is_none() && !named && !bare && !cued {
        return None;
    }
    let behind = at + next + usize::from(named);
    let late = || {
        let mut words = lowers.iter().skip(behind).take(4).map(String::as_str);
        words.find(|word| !SMALL.contains(word)).is_some_and(|word| LATE.contains(&word))
    };
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        None if (1..12).contains(&hour) && late() => hour + 12,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// The word before a number by which it is a time of day, over the point of "godz.".
pub fn cue<'l>(language: &str, lowers: &'l [String], at: usize) -> Option<&'l str> {
    let (_, words) = AT.iter().find(|(of, _)| *of == language)?;
    let mut before = lowers.get(..at)?.iter().rev().map(String::as_str).skip_while(|word| *word == ".");
    before.next().filter(|word| words.contains(word))
}
