//! Numerals in words: English, German, French, Spanish.

/// What one word adds to a numeral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// Added: `seven`, `zwanzig`, `einundzwanzig`.
    Value(f64),
    /// Multiplies what stands before it: `hundred`.
    Hundred,
    /// Multiplies the group before it: `thousand`, `million`, `Mio.`.
    Scale(f64),
}

const ENGLISH: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const GERMAN: &[&str] = &[
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
];
const FRENCH: &[&str] = &[
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
];
const SPANISH: &[&str] = &[
    "cero",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
];
const TENS: &[(&str, &[&str])] = &[
    ("en", &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]),
    ("de", &["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]),
    (
        "fr",
        &["vingt", "trente", "quarante", "cinquante", "soixante", "soixante-dix", "quatre-vingts", "quatre-vingt-dix"],
    ),
    ("es", &["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]),
];

/// Reads one lower-case word of the language as part of a numeral.
#[must_use]
pub fn part(language: &str, lower: &str) -> Option<Part> {
    scale(lower).map(Part::Scale).or_else(|| match language {
        "en" if matches!(lower, "hundred" | "hundreds") => Some(Part::Hundred),
        "de" if lower == "hundert" => Some(Part::Hundred),
        "fr" if matches!(lower, "cent" | "cents") => Some(Part::Hundred),
        "es" => match lower {
            "cien" | "ciento" => Some(Part::Value(100.0)),
            _ => spanish_hundreds(lower).or_else(|| small(language, lower)).map(Part::Value),
        },
        _ => small(language, lower).map(Part::Value),
    })
}

/// Words and abbreviations for thousands and more; they are the same wherever they are used.
#[must_use]
pub fn scale(lower: &str) -> Option<f64> {
    Some(match lower {
        "thousand" | "thousands" | "tausend" | "mille" | "mil" | "tsd" | "mila" | "tys" | "тыс" | "тысяч"
        | "тысячи" | "тысяча" | "tysiąc" | "tysiące" | "tysięcy" | "tusen" | "tusind" | "тис" | "тисяч" | "тисячі"
        | "тисяча" | "ألف" | "آلاف" | "duizend" => 1e3,
        "million" | "millions" | "millionen" | "mio" | "mn" | "m" | "millón" | "millones" | "milione" | "milioni"
        | "milhão" | "milhões" | "miljoen" | "miljoner" | "mln" | "млн" | "миллион" | "миллиона" | "миллионов"
        | "milion" | "miliona" | "milionów" | "miliony" | "miljon" | "millioner" | "milyon" | "мільйон"
        | "мільйона" | "мільйони" | "мільйонів" | "مليون" | "ملايين" => 1e6,
        "billion"
        | "billions"
        | "bn"
        | "b"
        | "milliarde"
        | "milliarden"
        | "mrd"
        | "milliard"
        | "milliards"
        | "miliardi"
        | "miliardo"
        | "miljard"
        | "miljarder"
        | "mld"
        | "млрд"
        | "миллиард"
        | "миллиарда"
        | "миллиардов"
        | "miliard"
        | "miliarda"
        | "miliardów"
        | "miliardy"
        | "milliarder"
        | "mia"
        | "milyar"
        | "мільярд"
        | "мільярда"
        | "мільярдів"
        | "bilhão"
        | "bilhões"
        | "مليار" => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        _ => return None,
    })
}

fn tens_of(language: &str) -> &'static [&'static str] {
    TENS.iter().find(|(known, _)| *known == language).map_or(&[], |(_, tens)| tens)
}

fn small(language: &str, lower: &str) -> Option<f64> {
    let units = match language {
        "en" => ENGLISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "es" => SPANISH,
        _ => return None,
    };
    let position = |list: &[&str], word: &str| list.iter().position(|known| *known == word).map(|at| at as f64);
    let tens = |word: &str| position(tens_of(language), word).map(|at| (at + 2.0) * 10.0);
    if let Some(value) = position(units, lower).or_else(|| tens(lower)) {
        return Some(value);
    }
    match language {
        "en" if lower == "dozen" => Some(12.0),
        "en" => lower
            .split_once('-')
            .and_then(|(ten, unit)| Some(tens(ten)? + position(units, unit).filter(|unit| *unit < 10.0)?)),
        "de" => german(lower),
        "fr" => lower.rsplit_once('-').and_then(|(ten, unit)| {
            let base = tens(ten).or_else(|| (ten == "quatre-vingt").then_some(80.0))?;
            Some(base + position(units, unit)?)
        }),
        _ => None,
    }
}

/// `einundzwanzig`, `zweihundert`, `zweihundertzwölf`, `dreitausend`.
fn german(lower: &str) -> Option<f64> {
    let position = |word: &str| GERMAN.iter().position(|known| *known == word).map(|at| at as f64);
    if let Some((before, after)) = lower.split_once("tausend") {
        return Some(german_or_one(before)? * 1000.0 + german_or_zero(after)?);
    }
    if let Some((before, after)) = lower.split_once("hundert") {
        return Some(german_or_one(before)? * 100.0 + german_or_zero(after)?);
    }
    if let Some((unit, ten)) = lower.split_once("und") {
        let tens = tens_of("de").iter().position(|known| *known == ten)? as f64;
        return Some(position(unit).filter(|unit| *unit < 10.0)? + (tens + 2.0) * 10.0);
    }
    position(lower)
        .or_else(|| tens_of("de").iter().position(|known| *known == lower).map(|at| (at as f64 + 2.0) * 10.0))
}

fn german_or_one(part: &str) -> Option<f64> {
    if part.is_empty() { Some(1.0) } else { german(part) }
}

fn german_or_zero(part: &str) -> Option<f64> {
    if part.is_empty() { Some(0.0) } else { german(part) }
}

fn spanish_hundreds(lower: &str) -> Option<f64> {
    let stem = lower.strip_suffix("os").or_else(|| lower.strip_suffix("as"))?;
    let at = ["doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient", "novecient"]
        .iter()
        .position(|known| *known == stem)?;
    Some((at as f64 + 2.0) * 100.0)
}

/// Words that call the following number inexact.
const APPROXIMATE: &[&str] = &[
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "some",
    "over",
    "least",
    "than",
    "most",
    "up to",
    "estimated",
    "close",
    "under",
    "rund",
    "etwa",
    "ungefähr",
    "circa",
    "ca",
    "knapp",
    "gut",
    "mindestens",
    "fast",
    "über",
    "als",
    "bis",
    "zirka",
    "höchstens",
    "beinahe",
    "gegen",
    "schätzungsweise",
    "environ",
    "près",
    "quelque",
    "quelques",
    "presque",
    "moins",
    "plus",
    "autour",
    "vers",
    "jusqu",
    "unos",
    "unas",
    "cerca",
    "aproximadamente",
    "casi",
    "alrededor",
    "menos",
    "más",
    "hasta",
    "circa",
    "quasi",
    "oltre",
    "almeno",
    "più",
    "ongeveer",
    "bijna",
    "ruim",
    "zo’n",
    "omkring",
    "ungefär",
    "około",
    "около",
    "примерно",
    "почти",
    "более",
    "ok",
    "blisko",
    "ponad",
    "prawie",
    "yaklaşık",
    "близько",
    "понад",
    "майже",
    "приблизно",
    "щонайменше",
    "najmniej",
    "minst",
    "nästan",
    "omtrent",
    "mindst",
    "zeker",
    "minstens",
    "cirka",
    "нескольких",
    "свыше",
    "نحو",
    "حوالي",
];

/// Whether the lower-case word before a number (with the word before that) calls it inexact.
#[must_use]
pub fn is_approximate(lower: &str, before: &str) -> bool {
    match lower {
        "than" => matches!(before, "more" | "less" | "fewer" | "other"),
        "least" | "most" => before == "at",
        "мере" => matches!(before, "меньшей" | "крайней"),
        "менее" => before == "не",
        "az" => before == "en",
        "als" => matches!(before, "mehr" | "weniger"),
        "bis" => before == "zu",
        "de" => matches!(before, "plus" | "moins" | "près" | "más" | "menos" | "cerca" | "alrededor" | "autour"),
        "to" => matches!(before, "up" | "close"),
        "zu" => before == "bis",
        "d’" | "d'" => before == "plus",
        "moins" | "menos" | "plus" | "más" => matches!(before, "au" | "al" | "pelo" | "lo"),
        "gut" | "fast" | "some" | "over" | "under" => true,
        _ => APPROXIMATE.contains(&lower),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (language, word, value) in [
            ("en", "twenty-one", 21.0),
            ("de", "einundzwanzig", 21.0),
            ("de", "zweihundertzwölf", 212.0),
            ("de", "dreitausend", 3000.0),
            ("fr", "quatre-vingt-deux", 82.0),
            ("es", "veintiuno", 21.0),
            ("es", "doscientas", 200.0),
            ("en", "dozen", 12.0),
        ] {
            assert_eq!(part(language, word), Some(Part::Value(value)), "{word}");
        }
        assert_eq!(part("de", "hundehütte"), None);
        assert_eq!(part("de", "bund"), None);
    }
}
