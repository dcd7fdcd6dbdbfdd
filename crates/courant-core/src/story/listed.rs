//! Headlines that count what they hold and say no more: "Five things to know this morning".
//!
//! "Five things to know about the tunnel" tells of one thing and is left to the words.

/// Numbers that are written out, in the languages read.
const COUNTS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "zwei", "drei", "vier", "fünf",
    "sechs", "sieben", "acht", "neun", "zehn", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "dos",
    "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "due", "tre", "quattro", "cinque", "sei",
    "sette", "otto", "nove", "dieci", "dois", "três", "quatro", "sete", "oito", "dez", "drie", "vijf", "zes", "zeven",
];

/// What such a piece holds many of.
const THINGS: &[&str] = &[
    "things",
    "stories",
    "headlines",
    "dinge",
    "nachrichten",
    "themen",
    "choses",
    "infos",
    "informations",
    "cosas",
    "noticias",
    "claves",
    "cose",
    "notizie",
    "coisas",
    "notícias",
    "dingen",
    "saker",
];

/// What a reader should do with them.
const KNOWN: &[&str] =
    &["know", "missed", "wissen", "wichtig", "savoir", "retenir", "saber", "sapere", "weten", "veta"];

/// When: a piece for a time of day has no other subject.
const WHEN: &[&str] = &[
    "morning",
    "today",
    "tonight",
    "evening",
    "week",
    "weekend",
    "day",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "heute",
    "morgen",
    "abend",
    "tag",
    "woche",
    "wochenende",
    "matin",
    "aujourd'hui",
    "soir",
    "semaine",
    "jour",
    "hoy",
    "mañana",
    "día",
    "semana",
    "oggi",
    "stamattina",
    "stasera",
    "settimana",
    "giornata",
    "hoje",
    "manhã",
    "vandaag",
    "vanmorgen",
    "idag",
];

/// Words after which one subject follows.
const ABOUT: &[&str] = &[
    "about", "über", "zu", "zum", "zur", "sur", "sobre", "acerca", "su", "sul", "sulla", "sull", "over", "om", "from",
    "after", "as", "if",
];

/// Words that may stand before a time.
const SMALL: &[&str] = &[
    "for", "this", "your", "the", "of", "am", "für", "den", "diesen", "des", "du", "de", "ce", "cette", "para", "del",
    "la", "esta", "di", "della", "do",
];

/// Words that may stand before the count.
const OPENING: &[&str] =
    &["the", "these", "your", "our", "die", "diese", "les", "ces", "vos", "las", "los", "estas", "le", "as", "de"];

/// Words between the count and its things at most.
const BETWEEN: usize = 2;
/// The largest count of a list.
const MOST: u32 = 30;

/// Whether a headline, lower-cased and with straight apostrophes, announces a list of unlike things.
pub(super) fn is_list(title: &str) -> bool {
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let opens = usize::from(words.first().is_some_and(|word| OPENING.contains(word)));
    let Some(counted) = words.get(opens).filter(|word| is_count(word)).map(|_| opens) else { return false };
    let rest = words.get(counted + 1..).unwrap_or_default();
    let Some(things) = rest.iter().take(BETWEEN + 1).position(|word| THINGS.contains(word)) else { return false };
    let after = rest.get(things + 1..).unwrap_or_default();
    if after.iter().any(|word| ABOUT.contains(word)) {
        return false;
    }
    let known = after.iter().position(|word| KNOWN.contains(word));
    let for_a_time = after.iter().any(|word| WHEN.contains(word));
    // With neither a time nor more words behind "to know", nothing is named that the list could be about.
    let bare = known.is_some_and(|at| after.len() - at <= 2);
    let only_a_time = for_a_time && after.iter().all(|word| WHEN.contains(word) || SMALL.contains(word));
    known.is_some() && (for_a_time || bare) || only_a_time
}

fn is_count(word: &str) -> bool {
    COUNTS.contains(&word) || word.parse().is_ok_and(|count: u32| (2..=MOST).contains(&count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_unlike_things_are_known_by_their_headline() {
        for (title, expected) in [
            ("five things to know this morning", true),
            ("5 things you need to know today", true),
            ("the 10 stories you may have missed this week", true),
            ("ten things to know", true),
            ("three things to know for monday", true),
            ("fünf dinge, die sie heute wissen sollten", true),
            ("die fünf wichtigsten nachrichten am morgen", true),
            ("cinq choses à savoir ce matin", true),
            ("cinco cosas que hay que saber hoy", true),
            ("cinque cose da sapere oggi", true),
            ("five things to know about the skerry tunnel", false),
            ("fünf dinge, die man über den tunnel wissen muss", false),
            ("five things to know as divers reach the tunnel today", false),
            ("five things to know before the ferries sail to norderhagen", false),
            ("five stories for your monday", true),
            ("four stories collapse today", false),
            ("three things stopped the ferry", false),
            ("five held after tunnel theft this morning", false),
            ("tunnel: five things to know", false),
            ("", false),
        ] {
            assert_eq!(is_list(title), expected, "{title:?}");
        }
    }
}
