//! Times of day.

use jiff::civil::Time;

use crate::text::words::{Token, TokenKind};

/// `09:28`, `9:28 pm`, `9 a.m.`, `14 Uhr`, `14.30 Uhr`, `14h30`, `14 heures`.
pub fn clock(tokens: &[Token<'_>], lowers: &[String], at: usize) -> Option<Time> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let word = |offset: usize| lowers.get(at + offset).map_or("", String::as_str);
    let touches = |offset: usize| tokens.get(at + offset).is_some_and(|next| tokens[at + offset - 1].end == next.start);
    let before_colon = at > 0 && tokens[at - 1].is(":") && tokens[at - 1].end == token.start;
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok()).flatten();
    if before_colon {
        return None;
    }
    let (hour, minute, next) = if let Some((hour, minute)) = token.text.split_once('.') {
        (hour.parse::<i8>().ok()?, two(minute)?, 1)
    } else if word(1) == ":" && touches(1) && touches(2) && tokens[at + 2].kind == TokenKind::Number {
        (token.text.parse::<i8>().ok()?, two(tokens[at + 2].text)?, 3)
    } else if let Some(minute) = word(1).strip_prefix('h').and_then(two).filter(|_| touches(1)) {
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else if word(1) == "h" && (touches(1) || tokens.get(at + 2).is_some_and(|minute| two(minute.text).is_some())) {
        let minute = tokens.get(at + 2).and_then(|minute| two(minute.text)).unwrap_or(0);
        return Time::new(token.text.parse::<i8>().ok()?, minute, 0, 0).ok();
    } else {
        (token.text.parse::<i8>().ok()?, 0, 1)
    };
    let half = match word(next) {
        "am" | "a.m." | "a.m" => Some(false),
        "pm" | "p.m." | "p.m" => Some(true),
        _ => None,
    };
    let named =
        matches!(word(next), "uhr" | "heures" | "heure" | "h" | "gmt" | "utc" | "horas" | "o'clock" | "o’clock");
    let colon = next == 3;
    // A score such as 3:2 has one digit; "at 7.30" needs a word beside it.
    if half.is_none() && !named && !(colon && token.text.len() == 2 || colon && at > 0 && lowers[at - 1] == "at") {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}
