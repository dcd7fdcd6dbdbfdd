//! One tag for all spellings: number, case, accents, hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What `/tag/…` links to: lower-case letters and digits.
#[must_use]
pub fn key(label: &str) -> String {
    label.nfc().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The words of a tag for reading: one blank between them, the first with a capital: `Climate change`.
#[must_use]
pub fn label(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// `climate change` and `Barack Obama` as hashtags without the `#`, each word with its capital: `ClimateChange`.
#[must_use]
pub fn written(words: &str) -> String {
    let mut label = String::with_capacity(words.len());
    for word in
        words.split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || c == '.' || c == '\'' || c == '’'))
    {
        let mut chars = word.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c));
        if let Some(first) = chars.next() {
            label.extend(first.to_uppercase());
            label.extend(chars);
        }
    }
    label
}

/// A word without what is only written together with it: Korean particles, Arabic "and", Turkish endings of names. Nothing
/// is left of a Korean syllable with a particle: by itself it says too little.
#[must_use]
pub fn bare<'a>(word: &'a str, language: &str) -> &'a str {
    match language {
        "ko" => match PARTICLES.iter().find_map(|ending| word.strip_suffix(ending)) {
            Some(rest) if rest.chars().nth(1).is_none() => "",
            rest => rest.unwrap_or(word),
        },
        "ar" => word.strip_prefix('و').filter(|rest| rest.starts_with("ال")).unwrap_or(word),
        "tr" => word.split(['\'', '’']).next().unwrap_or(word),
        _ => word,
    }
}

/// What sticks to the end of Korean nouns, the longer ones first.
const PARTICLES: &[&str] = &[
    "에서는",
    "에게서",
    "으로는",
    "이라는",
    "들에게",
    "에서",
    "으로",
    "에는",
    "에도",
    "에게",
    "께서",
    "부터",
    "까지",
    "이나",
    "이란",
    "들은",
    "들이",
    "들을",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "도",
    "로",
    "와",
    "과",
];

/// The same for every spelling of a word in one text.
#[must_use]
pub fn fold(word: &str, language: &str) -> String {
    if word.is_ascii() {
        let plain: String = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        return singular(&plain, language);
    }
    let plain: String = word
        .nfd()
        .filter(|c| c.is_alphanumeric() || is_combining_mark(*c) && !matches!(*c, '\u{0300}'..='\u{036F}'))
        .nfc()
        .flat_map(char::to_lowercase)
        .collect();
    singular(&plain, language)
}

/// Takes number (and in some languages case or article) off a folded word.
fn singular(word: &str, language: &str) -> String {
    let cut = |ending: &str, put: &str, least: usize| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= least).then(|| format!("{stem}{put}"))
    };
    let found = match language {
        "en" => cut("ies", "y", 2)
            .or_else(|| {
                ["sses", "xes", "zes", "ches", "shes"]
                    .iter()
                    .find_map(|ending| cut(ending, ending.strip_suffix("es")?, 2))
            })
            .or_else(|| {
                if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
                    None
                } else {
                    cut("s", "", 3)
                }
            }),
        "fr" => cut("aux", "al", 3).or_else(|| cut("s", "", 3)).or_else(|| cut("x", "", 4)),
        "es" | "pt" => cut("ciones", "cion", 1).or_else(|| cut("es", "", 4)).or_else(|| cut("s", "", 3)),
        "de" => ["en", "er", "es", "e", "n", "s"].iter().find_map(|ending| cut(ending, "", 5)),
        "nl" => cut("en", "", 4).or_else(|| cut("s", "", 4)),
        "it" => ["i", "e", "o", "a"].iter().find_map(|ending| cut(ending, "", 4)),
        "ru" | "uk" | "bg" => [
            "ами", "ями", "ого", "ах", "ях", "ов", "ев", "ой", "ом", "ем", "ам", "ям", "а", "я", "ы", "и", "у", "ю",
            "е", "о", "ь", "і", "ї",
        ]
        .iter()
        .find_map(|ending| cut(ending, "", 4)),
        "ar" => word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).map(str::to_owned),
        "ko" => PARTICLES.iter().find_map(|ending| cut(ending, "", 2)),
        _ => cut("s", "", 5),
    };
    found.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fall_together() {
        for (language, words) in [
            ("en", &["Tunnel", "tunnels", "TUNNEL"][..]),
            ("en", &["e-mail", "email", "E-Mails"]),
            ("en", &["Cities", "city"]),
            ("es", &["inundación", "inundaciones", "Inundacion"]),
            ("fr", &["hôpital", "hôpitaux", "hopital"]),
            ("ko", &["터널은", "터널에서"]),
        ] {
            let folded: Vec<String> = words.iter().map(|word| fold(word, language)).collect();
            assert!(folded.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} give {folded:?}");
        }
        assert_eq!(label("climate  change"), "Climate change");
        assert_eq!(written("climate change"), "ClimateChange");
        assert_eq!(written("U.S. Navy"), "USNavy");
        assert_eq!(key("ClimateChange"), "climatechange");
        assert_ne!(fold("glass", "en"), fold("gla", "en"));
    }
}
