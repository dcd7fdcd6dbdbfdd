//! What stands beside a number: its unit, or the reason that it is no figure.

use super::NumberClass;
use crate::text::entities::is_calendar;
use crate::text::lexicon;
use crate::text::moments::{clock, month, weekday};
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

const CURRENCIES: &[&str] = &["$", "€", "£", "¥", "₹", "₽", "₩", "₺"];
const AGES: &[&str] = &[
    "year-old",
    "years-old",
    "-year-old",
    "aged",
    "age",
    "jährige",
    "jähriger",
    "jährigen",
    "jähriges",
    "ans",
    "años",
    "jarige",
    "-jährige",
    "-jähriger",
    "-jährigen",
    "летний",
    "летняя",
    "летнего",
    "летней",
    "anni",
    "anos",
    "lat",
    "letni",
    "letnia",
    "letniego",
    "letniej",
    "letnim",
    "åring",
    "åriga",
    "årige",
    "årig",
    "yaşında",
    "yaşındaki",
    "річний",
    "річна",
    "річного",
    "річної",
];
const CLOCKS: &[&str] = &[
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "a.m",
    "p.m",
    "gmt",
    "utc",
    "uhr",
    "o'clock",
    "o’clock",
    "h",
    "heures",
    "est",
    "edt",
    "bst",
    "cet",
    "et",
    "pt",
];
const LABELS: &[&str] = &[
    "article",
    "section",
    "chapter",
    "number",
    "no",
    "nr",
    "route",
    "highway",
    "interstate",
    "flight",
    "page",
    "act",
    "title",
    "phase",
    "stage",
    "level",
    "grade",
    "channel",
    "day",
    "week",
    "round",
    "artikel",
    "absatz",
    "seite",
    "tag",
    "linie",
    "article",
    "page",
    "artículo",
    "página",
    "boeing",
    "airbus",
    "apollo",
    "game",
    "part",
    "version",
    "gate",
    "platform",
    "gleis",
    "covid",
    "top",
];

/// The class of a number and its unit. `numeral` and `sentence` are pairs of first token and one past the last.
pub fn around(
    reading: &Reading<'_>,
    numeral: (usize, usize),
    sentence: (usize, usize),
    value: f64,
    plain: bool,
) -> (NumberClass, Option<String>) {
    let (at, last) = numeral;
    let before = at.checked_sub(1).filter(|at| *at >= sentence.0).map(|at| reading.tokens[at]);
    let after = (last < sentence.1).then(|| reading.tokens[last]);
    let lower = |token: Option<Token<'_>>| token.map(|token| token.text.to_lowercase()).unwrap_or_default();
    let (word_before, word_after) = (lower(before), lower(after));
    if let Some(class) = special(reading, numeral, sentence, value, plain, &word_before, &word_after) {
        return (class, None);
    }
    if CURRENCIES.contains(&word_before.as_str()) {
        return (NumberClass::Figure, Some(word_before));
    }
    if matches!(word_after.as_str(), "%" | "percent" | "prozent" | "pct" | "٪")
        || CURRENCIES.contains(&word_after.as_str())
    {
        let sign = if CURRENCIES.contains(&word_after.as_str()) { word_after } else { "%".to_owned() };
        return (NumberClass::Figure, Some(sign));
    }
    if matches!(word_after.as_str(), "per" | "pour" | "por")
        && last + 1 < sentence.1
        && matches!(reading.tokens[last + 1].text, "cent" | "ciento" | "cento")
    {
        return (NumberClass::Figure, Some("%".to_owned()));
    }
    (NumberClass::Figure, noun(reading, last, sentence.1))
}

fn special(
    reading: &Reading<'_>,
    (at, last): (usize, usize),
    sentence: (usize, usize),
    value: f64,
    plain: bool,
    before: &str,
    after: &str,
) -> Option<NumberClass> {
    let token = reading.tokens[at];
    let touches_before = at > sentence.0 && reading.tokens[at - 1].end == token.start;
    let touches_after = last < sentence.1 && reading.tokens[last - 1].end == reading.tokens[last].start;
    let digits = |at: usize| (sentence.0..sentence.1).contains(&at) && reading.tokens[at].kind == TokenKind::Number;
    let second = |offset: usize| {
        if last + offset < sentence.1 { reading.tokens[last + offset].text.to_lowercase() } else { String::new() }
    };
    let by_colon = touches_after && after == ":" && digits(last + 1)
        || touches_before && before == ":" && at >= 2 && digits(at - 2);
    let minute = |text: &str| text.strip_prefix('h').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if by_colon
        || CLOCKS.contains(&after) && value < 2401.0
        || touches_after && (matches!(after, "am" | "pm" | "h") || minute(after))
        || before == "h" && at >= sentence.0 + 2 && digits(at - 2) && token.text.len() == 2
        || is_clock(reading, at, sentence)
    {
        return Some(NumberClass::Clock);
    }
    let slash = (touches_after && after == "/" && digits(last + 1))
        || (touches_before && before == "/" && at >= 2 && digits(at - 2));
    let is_month =
        |word: &str| is_calendar(word) || month(word.split(['\'', '’']).next().unwrap_or_default()).is_some();
    let numbered = before == "(" && after == ")" && at >= sentence.0 + 2 && is_weekday(reading, at - 2);
    let month = is_calendar(before)
        || numbered
        || is_month(after)
        || (matches!(after, "." | "de" | "of" | "th" | "st" | "nd" | "rd" | "er") && is_calendar(&second(1)));
    let in_month = value <= 31.0 && value.fract() == 0.0 && month && plain;
    if slash || in_month {
        return Some(NumberClass::Date);
    }
    let whole = token.text.bytes().all(|byte| byte.is_ascii_digit());
    if plain
        && whole
        && (1000.0..2100.0).contains(&value)
        && token.text.len() == 4
        && is_year(reading, at, last, sentence, before, after, value)
    {
        return Some(NumberClass::Year);
    }
    let age = AGES.contains(&after) && value < 120.0
        || matches!(after, "-" | "–" | "‑")
            && touches_after
            && AGES.iter().any(|age| second(1).starts_with(age.trim_start_matches('-')))
        || after == "-" && second(1) == "year" && second(3) == "old"
        || after == "years" && (second(1) == "old" || second(1) == "of" && second(2) == "age")
        || after == "jahre" && second(1) == "alt"
        || matches!(before, "aged" | "age")
        || before == ","
            && matches!(after, "," | ".")
            && (2.0..115.0).contains(&value)
            && plain
            && at >= 2
            && reading.tokens[at - 2].capital()
        || before == "("
            && after == ")"
            && (2.0..115.0).contains(&value)
            && plain
            && at >= 2
            && reading.tokens[at - 2].capital();
    if age {
        return Some(NumberClass::Age);
    }
    let name = LABELS.contains(&before) && plain
        || touches_before && matches!(before, "-" | "–" | "#" | "." | ",")
        || at > sentence.0 && touches_before && reading.tokens[at - 1].kind == TokenKind::Word;
    let score = touches_after && matches!(after, "-" | "–") && digits(last + 1) && value < 200.0;
    let ordinal = touches_after && matches!(after, "st" | "nd" | "rd" | "th" | "er" | "e" | "º" | "ª" | "s");
    (name || score || ordinal).then_some(NumberClass::Label)
}

/// Tokens around a number that say whether it is a time of day.
const AROUND: usize = 8;

/// Whether the number is a time of day as its language writes it: "alle 21.10", "22.15 uur".
fn is_clock(reading: &Reading<'_>, at: usize, sentence: (usize, usize)) -> bool {
    let from = at.saturating_sub(AROUND).max(sentence.0);
    let tokens = &reading.tokens[from..(at + AROUND).min(sentence.1)];
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    clock(reading.language, tokens, &lowers, at - from).is_some()
}

/// Whether the token names a weekday: the number in brackets behind it is that of its day.
fn is_weekday(reading: &Reading<'_>, at: usize) -> bool {
    let lower = |at: usize| reading.tokens.get(at).map(|token| token.text.to_lowercase()).unwrap_or_default();
    let before = at.checked_sub(1).map(lower).unwrap_or_default();
    weekday(&lower(at), &before, "(", reading.language).is_some()
}

/// Words behind a year.
const OF_YEARS: &[&str] = &[
    "roku",
    "rok",
    "году",
    "года",
    "год",
    "року",
    "році",
    "рік",
    "yılında",
    "yılı",
    "yılının",
    "yılından",
    "senesinde",
];

fn is_year(
    reading: &Reading<'_>,
    at: usize,
    last: usize,
    sentence: (usize, usize),
    before: &str,
    after: &str,
    value: f64,
) -> bool {
    let cue = matches!(
        before,
        "in" | "since"
            | "by"
            | "from"
            | "until"
            | "of"
            | "year"
            | "late"
            | "early"
            | "mid"
            | "around"
            | "seit"
            | "jahr"
            | "jahre"
            | "bis"
            | "en"
            | "depuis"
            | "année"
            | "desde"
            | "hasta"
            | "nel"
            | "dal"
            | "em"
            | "de"
            | "del"
            | "the"
            | "and"
            | "between"
            | "("
            | ","
            | "with"
    );
    let noun_after = last < sentence.1
        && reading.tokens[last].kind == TokenKind::Word
        && !reading.tokens[last].capital()
        && !lexicon::is_stop(reading.language, after);
    let near = (1800.0..2100.0).contains(&value);
    let _ = at;
    near && (!noun_after
        || OF_YEARS.contains(&after)
        || is_calendar(before)
        || cue && matches!(before, "in" | "since" | "seit" | "depuis" | "desde" | "the" | "of" | "jahr"))
}

/// The noun after a number, with its measure: `people`, `litres a minute`. `None` when it is unclear.
fn noun(reading: &Reading<'_>, at: usize, end: usize) -> Option<String> {
    let mut taken: Vec<usize> = Vec::new();
    let mut next = at;
    while next < end && next < at + 4 {
        let token = reading.tokens[next];
        let lower = token.text.to_lowercase();
        if token.kind == TokenKind::Run && next == at {
            // "200余人", "2500万元": what is counted stands farther on.
            return token.text.chars().next().filter(|c| !UNPARTED_SCALES.contains(c)).map(String::from);
        }
        if token.kind != TokenKind::Word {
            break;
        }
        if matches!(lower.as_str(), "of" | "de" | "d’" | "d'" | "di") && taken.is_empty() && next == at {
            next += 1;
            continue;
        }
        if is_helper(reading.language, &lower) && !is_counted(&lower) || is_verb(reading.language, &lower) {
            break;
        }
        taken.push(next);
        if is_counted(&lower) || is_noun(reading, next, &lower) {
            break;
        }
        next += 1;
    }
    // In German a word in small letters is what was done: "Halle 4 explodiert".
    if reading.language == "de" && !taken.iter().any(|at| reading.tokens[*at].capital()) {
        taken.retain(|at| is_counted(&reading.tokens[*at].text.to_lowercase()));
    }
    // Adjectives before the noun are dropped unless nothing else is there: "200 local people" counts people.
    let head = taken
        .iter()
        .rev()
        .find(|at| {
            is_noun(reading, **at, &reading.tokens[**at].text.to_lowercase())
                || is_counted(&reading.tokens[**at].text.to_lowercase())
        })
        .or(taken.first())?;
    let mut words = vec![reading.tokens[*head].text.to_lowercase()];
    words.extend(rate(reading, head + 1, end));
    Some(words.join(" "))
}

/// Letters behind a number that go on with it where words are not parted.
const UNPARTED_SCALES: &[char] = &['万', '萬', '亿', '億', '千', '百', '余', '多', '餘', '數', '数'];

/// `a minute`, `pro Minute`, `par minute`, `por minuto`, `per second`.
fn rate(reading: &Reading<'_>, at: usize, end: usize) -> Vec<String> {
    const PER: &[&str] = &["a", "an", "per", "pro", "par", "por", "al", "la", "each", "je"];
    const TIMES: &[&str] = &[
        "second", "minute", "hour", "day", "week", "month", "year", "sekunde", "minute", "stunde", "tag", "woche",
        "monat", "jahr", "seconde", "heure", "jour", "semaine", "mois", "an", "segundo", "minuto", "hora", "día",
        "semana", "mes", "año", "secondo", "ora", "giorno",
    ];
    let per =
        (at + 1 < end).then(|| (reading.tokens[at].text.to_lowercase(), reading.tokens[at + 1].text.to_lowercase()));
    per.filter(|(per, time)| PER.contains(&per.as_str()) && TIMES.contains(&time.as_str()))
        .map_or(Vec::new(), |(per, time)| vec![per, time])
}

/// Stop words, save the rarer nouns that English lists hold as well ("fire engines").
fn is_helper(language: &str, lower: &str) -> bool {
    lexicon::is_stop(language, lower)
        && !(language == "en" && lexicon::english(lower).is_some_and(|facts| facts.rarity >= 3))
}

/// Nouns that stop-word lists hold though they are counted.
fn is_counted(lower: &str) -> bool {
    matches!(
        lower,
        "people"
            | "person"
            | "persons"
            | "men"
            | "women"
            | "members"
            | "cases"
            | "homes"
            | "rooms"
            | "pages"
            | "parts"
            | "places"
            | "points"
            | "groups"
            | "works"
            | "words"
            | "years"
            | "days"
            | "weeks"
            | "months"
            | "hours"
            | "minutes"
            | "seconds"
            | "jahre"
            | "jahren"
            | "tage"
            | "tagen"
            | "leute"
            | "menschen"
            | "persone"
            | "pessoas"
            | "mensen"
            | "osób"
            | "osoby"
            | "ludzi"
            | "человек"
            | "человека"
            | "людей"
            | "осіб"
            | "människor"
            | "mennesker"
            | "personer"
            | "personnes"
            | "personas"
            | "jours"
            | "años"
            | "días"
    )
}

fn is_verb(language: &str, lower: &str) -> bool {
    language == "en"
        && lexicon::english(lower).is_some_and(|facts| facts.noun <= 1)
        && (lower.ends_with("ed") || lower.ends_with("ing"))
}

fn is_noun(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    match reading.language {
        "en" => {
            lexicon::english(lower).map_or(lower.ends_with('s'), |facts| facts.noun >= 3)
                && (lower.ends_with('s') || matches!(lower, "police" | "staff" | "children" | "crew" | "percent"))
        }
        "de" => reading.tokens[at].capital(),
        _ => true,
    }
}
