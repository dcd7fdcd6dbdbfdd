//! A present with the full date of a photograph: "Oda Brackwell waves to the crowd in Wexcombe, Sunday, Nov. 22, 2026."

use super::super::super::moments::{is_weekday, month};
use super::super::super::reading::Reading;
use super::super::super::words::{Token, TokenKind};
use super::super::super::{speech, tense};

/// What people and things do in pictures, in the present.
#[rustfmt::skip]
const SEEN: &[(&str, &str)] = &[
    ("en", "stands stand walks walk waves wave looks look sits sit watches watch shakes shake hugs hug embraces embrace cries cry weeps \
        weep gathers gather poses pose smiles smile cheers cheer carries carry inspects inspect mourns mourn gestures gesture reacts \
        react listens listen seen pictured rides ride lies lie kisses kiss greets greet rest peers peer prays pray"),
    ("de", "steht stehen geht gehen blickt blicken hält halten sitzt sitzen schaut schauen spricht sprechen umarmt umarmen winkt winken \
        läuft laufen trauert trauern demonstriert demonstrieren jubelt jubeln lächelt begrüßt begrüßen zeigt trägt tragen liegt liegen"),
    ("fr", "marche marchent pose posent tient tiennent regarde regardent salue saluent parle parlent s’exprime assiste assistent porte \
        portent embrasse serre manifeste manifestent pleure pleurent sourit quitte quittent arrive arrivent défilent"),
    ("es", "habla hablan saluda saludan camina caminan posa posan sostiene mira miran asiste asisten participa participan abraza llora \
        lloran sonríe marcha marchan protesta protestan observa observan carga cargan llega llegan"),
    ("it", "parla parlano saluta salutano cammina camminano posa posano tiene guarda guardano abbraccia piange piangono sorride sfila \
        sfilano protesta protestano arriva arrivano"),
    ("pt", "fala falam acena acenam caminha caminham posa posam segura olha olham abraça chora choram sorri protesta protestam"),
];

/// What they do in pictures, and what is announced of them as well: "speaks in Halden on Nov. 30, 2026".
const ANNOUNCED: &str = "speaks speak arrives arrive leaves leave holds hold attends attend addresses address celebrates celebrate passes \
    pass march protest testifies testify talks talk runs run clears clear burns burn rises rise reviews pays lights";

/// Words before a date by which it is a day of something that was or will be, not of the picture.
const ON: &[&str] = &["on", "by", "until", "since", "of", "before", "after", "from", "to", "through", "between", "and"];

/// Whether the sentence is told in the present and dated to the day and year, as nothing but a caption is.
pub fn is_dated(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = reading.tokens_of(number);
    let language = reading.language;
    let Some(date) = dates(language, tokens).into_iter().find(|date| date.year) else { return false };
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    if lowers.iter().any(|lower| speech::is_saying(language, lower) && !is_seen(language, lower)) {
        return false;
    }
    // Of names nothing is told ("Ferrán").
    let common: Vec<String> =
        (0..tokens.len()).filter(|at| !tokens[*at].capital()).map(|at| lowers[at].clone()).collect();
    if tense::tells_coming(language, &common)
        || lowers.iter().any(|lower| matches!(lower.as_str(), "will" | "wird" | "werden"))
    {
        return false;
    }
    let small = |at: usize| !tokens[at].capital() && tokens[at].kind == TokenKind::Word;
    let english = language == "en";
    let announced = |lower: &str| english && !date.on && ANNOUNCED.split_ascii_whitespace().any(|word| word == lower);
    let seen = |at: usize| is_seen(language, &lowers[at]) || announced(&lowers[at]);
    let verb = (0..date.first).find(|at| small(*at) && seen(*at) && !is_infinitive(&lowers, *at));
    // Other languages announce with these verbs too; an agency's date stands apart.
    if let Some(verb) = verb.filter(|_| english || date.comma) {
        return !tense::is_told(language, &tokens[..verb], &lowers[..verb]);
    }
    let ends = tokens[date.last..].iter().all(|token| token.kind == TokenKind::Mark);
    let placed = if english { ends && !date.on } else { date.comma };
    let words = tokens[..date.first].iter().filter(|token| token.kind == TokenKind::Word);
    placed
        && words.clone().count() > 4
        && words.clone().any(|token| !token.capital())
        && !tense::is_told(language, tokens, &lowers)
}

fn is_seen(language: &str, lower: &str) -> bool {
    let row = SEEN.iter().find(|(of, _)| *of == language);
    row.is_some_and(|(_, words)| words.split_ascii_whitespace().any(|word| word == lower))
}

/// "to walk", "will speak", "the march": no verb in the present.
fn is_infinitive(lowers: &[String], at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "to", "will", "would", "can", "could", "may", "must", "should", "the", "a", "an", "this", "his", "her",
        "their", "its", "der", "die", "das", "la", "le", "el", "un", "une", "una", "not", "did", "does", "of",
    ];
    at == 0 || BEFORE.contains(&lowers[at - 1].as_str())
}

/// A date in a sentence.
struct Dated {
    first: usize,
    last: usize,
    year: bool,
    /// Whether a word leads to it by which it is a day of something.
    on: bool,
    /// Whether it is parted by a comma, with an article at most between.
    comma: bool,
}

fn dates(language: &str, tokens: &[Token<'_>]) -> Vec<Dated> {
    (0..tokens.len()).filter_map(|at| dated(language, tokens, at)).collect()
}

fn dated(language: &str, tokens: &[Token<'_>], at: usize) -> Option<Dated> {
    let lower = |at: usize| tokens.get(at).map(|token| token.text.to_lowercase()).unwrap_or_default();
    let number = |at: usize, digits: std::ops::RangeInclusive<usize>| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number && digits.contains(&token.text.len()))
    };
    month(&lower(at))?;
    let mark = |at: usize| usize::from(tokens.get(at).is_some_and(|token| token.is(".")));
    let (mut first, mut last) = (at, at + 1 + mark(at + 1));
    let day_behind = language == "en" && tokens[at].capital() && number(last, 1..=2);
    if day_behind {
        last += 1;
        let comma = usize::from(lower(last) == ",");
        if number(last + comma, 4..=4) {
            last += comma + 1;
        }
    } else {
        // "6. Februar 2018", "6 de febrero de 2018"
        let back = [1, 2].into_iter().find(|back| at.checked_sub(*back).is_some_and(|day| number(day, 1..=2)))?;
        first = at - back;
        last += usize::from(matches!(lower(last).as_str(), "de" | "del"));
        if number(last, 4..=4) {
            last += 1;
        }
    }
    let year = number(last - 1, 4..=4);
    let mut before = first;
    while before > 0 && (lower(before - 1) == "," || is_weekday(&lower(before - 1))) {
        before -= 1;
    }
    let lead = before.checked_sub(1).map(lower).unwrap_or_default();
    let on = ON.contains(&lead.as_str());
    let article = matches!(lead.as_str(), "le" | "el" | "am" | "il" | "em" | "ce" | "este");
    let comma = before < first && !article || article && before > 1 && lower(before - 2) == ",";
    Some(Dated { first, last, year, on, comma })
}
