//! Words that count or measure: no text is about them.

use crate::text::numbers::words;
use crate::text::word_set::WordSet;

/// Units that stand beside a figure.
const UNITS: &[(&str, &[&str])] = &[
    ("en", &[
        "cent", "cents", "percent", "second", "seconds", "minute", "minutes", "hour", "hours", "metre", "metres", "meter", "meters", "centimetre",
        "centimetres", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "litre", "litres", "liter", "liters", "tonne", "tonnes",
        "hectare", "hectares", "dozen", "dozens",
    ]),
    ("de", &[
        "prozent", "sekunde", "sekunden", "minute", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate",
        "monaten", "jahr", "jahre", "jahren", "meter", "metern", "zentimeter", "zentimetern", "kilometer", "kilometern", "liter", "litern", "tonne",
        "tonnen", "hektar", "uhr", "mal", "dutzend", "hälfte", "drittel",
    ]),
    ("fr", &[
        "seconde", "secondes", "minute", "minutes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années",
        "mètre", "mètres", "centimètre", "centimètres", "kilomètre", "kilomètres", "litre", "litres", "tonne", "tonnes", "hectare", "hectares",
        "dizaine", "dizaines", "vingtaine", "trentaine", "centaine", "centaines", "euros", "moitié", "tiers",
    ]),
    ("es", &[
        "segundo", "segundos", "minuto", "minutos", "hora", "horas", "día", "días", "semana", "semanas", "mes", "meses", "año", "años", "metro",
        "metros", "centímetro", "centímetros", "kilómetro", "kilómetros", "litro", "litros", "tonelada", "toneladas", "hectárea", "hectáreas",
        "docena", "docenas", "mitad", "tercio", "euros",
    ]),
    ("it", &[
        "secondo", "secondi", "minuto", "minuti", "ora", "ore", "giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "anni", "metro",
        "metri", "centimetri", "chilometro", "chilometri", "litro", "litri", "tonnellata", "tonnellate", "ettari", "decina", "decine", "centinaia",
        "migliaia", "metà", "terzo", "euro", "grado", "gradi",
    ]),
    ("pt", &[
        "segundo", "segundos", "minuto", "minutos", "hora", "horas", "dia", "dias", "semana", "semanas", "mês", "meses", "ano", "anos", "metro", "metros",
        "quilómetro", "quilómetros", "quilômetro", "quilômetros", "litro", "litros", "tonelada", "toneladas", "hectare", "hectares", "dezena", "dezenas",
        "centena", "centenas", "milhares", "metade", "terço", "euros", "reais", "graus",
    ]),
    ("nl", &[
        "seconde", "seconden", "minuut", "minuten", "uur", "uren", "dag", "dagen", "week", "weken", "maand", "maanden", "jaar", "jaren", "meter",
        "kilometer", "liter", "ton", "hectare", "procent", "tiental", "tientallen", "honderden", "duizenden", "helft", "derde", "euro", "graden", "middernacht",
    ]),
    ("pl", &[
        "sekund", "minut", "godzin", "godziny", "godzinie", "dni", "dzień", "tygodni", "tydzień", "miesięcy", "miesiąc", "lat", "roku", "metrów",
        "kilometrów", "litrów", "ton", "hektarów", "procent", "złotych", "euro", "stopni", "połowa", "dwóch", "trzech", "czterech",
    ]),
    ("ru", &[
        "секунд", "минут", "часов", "часа", "дней", "дня", "недель", "недели", "месяцев", "месяца", "лет", "года", "году", "метров", "километров",
        "километрах", "литров", "тонн", "гектаров", "процентов", "процента", "рублей", "евро", "градусов", "человек", "человека",
    ]),
    ("tr", &["saniye", "dakika", "saat", "saatlerinde", "gün", "hafta", "yıl", "metre", "kilometre", "litre", "ton", "hektar", "yüzde", "lira", "avro", "derece"]),
];

/// Places in a row, and shares.
static ENGLISH_ORDINALS: WordSet = WordSet::of(&[
    "first", "second", "third", "thirds", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth",
    "seventieth", "eightieth", "ninetieth", "hundredth", "thousandth",
]);

/// Whether a lower-case name is none: a number by itself, or a unit and what it measures ("Kilometern Tiefe").
pub fn is_no_name(language: &str, lower: &str) -> bool {
    match lower.split_once(' ') {
        None => is_measure(language, lower),
        Some((first, _)) => is_unit(language, first),
    }
}

/// Whether a lower-case word counts or measures, or is joined to one that counts by a hyphen ("four-night").
pub fn is_measure(language: &str, lower: &str) -> bool {
    let counts = |word: &str| {
        !word.is_empty() && (words::part(language, word).is_some() || language == "en" && ENGLISH_ORDINALS.has(word))
    };
    is_unit(language, lower) || lower.split(['-', '‐']).any(counts)
}

fn is_unit(language: &str, lower: &str) -> bool {
    UNITS.iter().any(|(code, units)| *code == language && units.contains(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_are_no_subject() {
        for (language, word, expected) in [
            ("en", "nineteen", true),
            ("en", "forty-first", true),
            ("en", "four-night", true),
            ("en", "litres", true),
            ("de", "sekunden", true),
            ("es", "año", true),
            ("it", "decine", true),
            ("ru", "километрах", true),
            ("nl", "secondi", false),
            ("en", "tunnel", false),
            ("en", "sluice-gate", false),
            ("de", "second", false),
        ] {
            assert_eq!(is_measure(language, word), expected, "{language} {word}");
        }
        assert!(is_no_name("de", "kilometern tiefe") && is_no_name("en", "nineteen") && !is_no_name("en", "formula one"));
    }
}
