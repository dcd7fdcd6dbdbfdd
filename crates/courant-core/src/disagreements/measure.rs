//! What is measured, not counted: money, shares, miles.
//!
//! A report is full of such figures, of one thing after the other and from one hour to the next. So those of space, weight and
//! speed are compared only as rates of flow, and money, shares and spans of time only where both reports say of what.

use crate::text::entities::is_calendar;
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::stems::Stems;
use crate::text::words::TokenKind;

/// Signs and words for money and shares, and for spans of time: compared where it is said of what.
#[rustfmt::skip]
const OF_SOMETHING: &[&str] = &[
    "%", "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "dollar", "dollars", "euro", "euros", "cents", "yen", "yuan", "rubel", "franken",
    "dólares", "dollari", "dólar", "крон", "рублей", "долларов", "евро", "percent", "points", "pence", "bn",
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "time", "times",
    "sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate", "monaten", "jahr", "jahre", "jahren", "mal",
    "secondes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années", "fois",
    "segundos", "minutos", "hora", "horas", "día", "días", "semana", "semanas", "mes", "meses", "año", "años", "veces",
    "secondi", "minuti", "ora", "ore", "giorno", "giorni", "settimane", "mesi", "anni", "volte", "dias", "anos", "vezes",
    "uur", "dagen", "weken", "maanden", "jaar", "keer", "минут", "часов", "часа", "дней", "дня", "недель", "месяцев", "лет", "года", "раз",
    "zł", "złotych", "złoty", "euros", "godzin", "godziny", "dni", "tygodni", "miesięcy", "lat", "lata", "razy", "procent", "proc",
    "lira", "tl", "saat", "dakika", "gün", "hafta", "ay", "yıl", "kez", "kronor", "kroner", "kr", "timmar", "dagar", "veckor", "månader", "år", "gånger",
    "timer", "dage", "dager", "uger", "uker", "måneder", "gange", "ganger", "гривень", "гривні", "грн", "годин", "днів", "тижнів", "місяців", "років", "разів",
    "元", "円", "원", "دولار", "يورو", "reais", "libras", "francs", "franchi", "francos",
];

/// Units of space, weight, speed, heat and strength.
#[rustfmt::skip]
const PHYSICAL: &[&str] = &[
    "mile", "miles", "mph", "kph", "km", "kms", "km/h", "kmh", "kilometre", "kilometres", "kilometer", "kilometers", "metre", "metres", "meter", "meters", "m",
    "centimetre", "centimetres", "centimeters", "cm", "mm", "millimetres", "foot", "feet", "ft", "inch", "inches", "yard", "yards", 
    "knot", "knots", "degree", "degrees", "ton", "tons", "tonne", "tonnes", "kg", "kilo", "kilos", "kilogram", "kilograms", "gram", "grams",
    "pound", "pounds", "lb", "lbs", "ounces", "litre", "litres", "liter", "liters", "gallon", "gallons", "barrels", "watt", "watts", "megawatts",
    "kilowatts", "gigabytes", "horsepower", "meilen", "metern", "kilometern", "zentimeter", "grad", "tonnen", "kilogramm", "gramm", "knoten",
    "kilomètre", "kilomètres", "mètre", "mètres", "centimètres", "degrés", "milles", "nœuds", "litro", "kilómetro", "kilómetros", "metro", "metros",
    "millas", "grados", "toneladas", "nudos", "litros", "chilometri", "metri", "gradi", "tonnellate", "litri", "quilômetros",
    "quilómetros", "graus", "километров", "километра", "метров", "метра", "тонн", "градусов",
    "m²", "km²", "metrów", "metry", "kilometrów", "kilometry", "stopni", "ton", "milimetrów", "milímetros", "milímetro", "millimètres", "millimetri", "kilometre",
    "kilometrelik", "metrelik", "derece", "mil", "meter", "grader", "ton", "метрів", "кілометрів", "градусів", "тонн", "米", "公里", "メートル", "キロ", "吨", "متر", "كيلومترا",
];

/// Words between a measure and what it is of.
#[rustfmt::skip]
const OF: &[&str] = &[
    "of", "in", "for", "on", "the", "a", "its", "his", "her", "their", "all", "von", "der", "des", "dem", "den", "die", "das", "für", "im", "an", "aller",
    "de", "du", "d’", "d'", "la", "le", "les", "l’", "l'", "pour", "en", "el", "los", "las", "del", "para", "di", "della", "dei", "delle", "per", "il",
    "do", "da", "dos", "das", "em", "van", "het", "voor", "aan",
];

/// The beginnings of words for prices that are others an hour later, and for what people are asked.
#[rustfmt::skip]
const FLEETING: &[&str] = &[
    "shares", "trading", "traded", "bitcoin", "cryptocurrenc", "index", "survey", "respondent", "approval",
    "aktie", "börse", "umfrage", "befragt", "sondage", "bourse", "interrogé", "indice", "acciones", "bolsa", "encuesta", "sondeo", "azioni", "borsa",
    "sondaggio", "ações", "pesquisa", "aandelen", "beurs", "koers", "peiling", "акционер", "опрос", "опрош",
];

/// How figures in a unit are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Things, each of them one.
    Counted,
    /// Money, shares and spans of time.
    OfSomething,
    /// Space, weight, speed.
    Physical,
}

/// The kind of a unit, by its first word in lower case.
pub fn kind(unit: &str) -> Kind {
    match unit {
        _ if OF_SOMETHING.contains(&unit) => Kind::OfSomething,
        _ if PHYSICAL.contains(&unit) => Kind::Physical,
        _ => Kind::Counted,
    }
}

/// Whether a sentence, by its words in lower case, speaks of prices or of a poll.
pub fn is_fleeting(lowers: &[String]) -> bool {
    // "Stockholm" and "pollution" begin so too.
    let whole = |lower: &str| matches!(lower, "stock" | "stocks" | "poll" | "polls" | "kurs" | "kurse");
    lowers.iter().any(|lower| whole(lower) || FLEETING.iter().any(|word| lower.starts_with(word)))
}

/// What a measure is of.
pub struct Head {
    /// Its stems, comparable.
    pub stems: Vec<String>,
    /// One past its last token.
    pub end: usize,
    /// Whether the text joins it by a word such as "of": "100 percent of homes", but "100 percent wrong".
    pub is_joined: bool,
}

/// What the measure that ends before `from` is of: the words that bear a meaning close behind it, nothing but joining words between.
pub fn head(reading: &Reading<'_>, stems: &Stems<'_>, from: usize, end: usize) -> Option<Head> {
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    let first = (from..end.min(from + 5)).find(|at| !OF.contains(&lower(*at).as_str()))?;
    let bears = |at: &usize| {
        let word = lower(*at);
        reading.tokens[*at].kind == TokenKind::Word && !lexicon::is_stop(reading.language, &word) && !is_calendar(&word)
    };
    let words: Vec<usize> = (first..end.min(first + 3)).take_while(bears).collect();
    let is_verb = reading.language == "en" && words.first().is_some_and(|at| lower(*at).ends_with("ed"));
    let last = words.last()?;
    let found = words.iter().flat_map(|at| stems.of_token(&reading.tokens[*at])).collect();
    (!is_verb).then_some(Head { stems: found, end: last + 1, is_joined: first > from })
}
