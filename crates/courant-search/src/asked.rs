//! Questions typed where words are looked for: "when did marlow die". What only makes them a question stands in any text and is not
//! looked for, and what was asked of the past is looked for as it is told.

/// How one language asks, in lower case.
struct Tongue {
    /// Words that begin a question.
    questions: &'static [&'static str],
    /// Words that stand in it besides what it is about.
    helpers: &'static [&'static str],
}

#[rustfmt::skip]
const TONGUES: [Tongue; 4] = [
    Tongue {
        questions: &["who", "whom", "whose", "what", "what's", "who's", "when", "where", "which", "why", "how", "did", "does"],
        helpers: &[
            "do", "did", "does", "is", "are", "was", "were", "am", "be", "been", "has", "have", "had", "will", "would", "can", "could", "should", "the", "a", "an",
            "many", "much", "of", "in", "to", "for", "at", "on", "it", "he", "she", "they", "his", "her", "their", "this", "that", "there",
        ],
    },
    Tongue {
        questions: &[
            "wer", "wem", "wen", "wessen", "wann", "wo", "was", "welche", "welcher", "welches", "welchen", "warum", "wieso", "weshalb", "wie", "wieviel", "wohin", "woher",
        ],
        helpers: &[
            "ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten", "wird", "werden", "wurde", "wurden", "kann", "der", "die", "das", "den", "dem", "des",
            "ein", "eine", "viel", "viele", "es", "er", "sie", "in", "im", "von", "zu", "an", "am",
        ],
    },
    Tongue {
        questions: &["qui", "quand", "où", "quel", "quelle", "quels", "quelles", "pourquoi", "comment", "combien", "qu'est-ce", "que"],
        helpers: &[
            "est", "sont", "était", "a", "ont", "avait", "sera", "le", "la", "les", "un", "une", "du", "de", "des", "il", "elle", "ce", "que", "qui", "t", "à", "en",
            "se", "s'est", "est-ce", "a-t-il", "a-t-elle", "dans",
        ],
    },
    Tongue {
        questions: &[
            "quién", "quien", "quiénes", "quienes", "cuándo", "cuando", "dónde", "donde", "qué", "que", "cuál", "cual", "cuáles", "cuales", "cómo", "cuánto", "cuántos",
            "cuántas", "cuanto", "cuantos", "cuantas",
        ],
        helpers: &[
            "es", "son", "fue", "fueron", "era", "ha", "han", "había", "será", "está", "están", "el", "la", "los", "las", "de", "del", "un", "una", "por", "al", "en", "a",
            "se",
        ],
    },
];
/// Question words that are words of other languages, too: they ask where a second word of their own stands with them.
const SHARED: &[&str] = &["was", "wo", "wen", "comment", "que", "cual", "cuando", "donde"];
/// Verbs whose past is not made by an ending.
#[rustfmt::skip]
const PAST: &[(&str, &str)] = &[
    ("win", "won"), ("lose", "lost"), ("say", "said"), ("go", "went"), ("leave", "left"), ("begin", "began"), ("fall", "fell"), ("rise", "rose"),
    ("get", "got"), ("give", "gave"), ("take", "took"), ("make", "made"), ("pay", "paid"), ("sell", "sold"), ("buy", "bought"), ("shoot", "shot"),
    ("meet", "met"), ("hold", "held"), ("strike", "struck"), ("break", "broke"), ("sink", "sank"), ("speak", "spoke"), ("stand", "stood"),
    ("spend", "spent"), ("find", "found"), ("flee", "fled"), ("lead", "led"), ("run", "ran"), ("tell", "told"), ("build", "built"), ("sit", "sat"),
    ("send", "sent"), ("come", "came"), ("become", "became"), ("see", "saw"), ("write", "wrote"), ("drive", "drove"), ("fly", "flew"),
    ("know", "knew"), ("think", "thought"), ("bring", "brought"), ("keep", "kept"), ("stop", "stopped"), ("ban", "banned"), ("plan", "planned"),
    ("drop", "dropped"), ("fight", "fought"), ("steal", "stole"), ("swear", "sworn"), ("choose", "chose"), ("grow", "grew"), ("withdraw", "withdrew"),
    ("catch", "caught"), ("teach", "taught"), ("wear", "wore"), ("throw", "threw"), ("blow", "blew"), ("drown", "drowned"), ("feel", "felt"), ("hide", "hid"),
];

/// Which of a question's words only make it one; none where `words` are no question, or all of them would be.
pub fn unsought(words: &[&str]) -> Vec<bool> {
    let lowers: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let found = TONGUES.iter().find_map(|tongue| of_question(tongue, words, &lowers));
    found.filter(|found| found.contains(&false)).unwrap_or_else(|| vec![false; words.len()])
}

fn of_question(tongue: &Tongue, words: &[&str], lowers: &[String]) -> Option<Vec<bool>> {
    let asks = |at: usize| tongue.questions.contains(&lowers[at].as_str()) && !is_name(words, at);
    let helps = |at: usize| tongue.helpers.contains(&lowers[at].as_str()) && !is_name(words, at);
    // "in which year", "à quelle heure": one word may stand before.
    let first = (0..lowers.len().min(2)).find(|at| asks(*at) && (*at == 0 || helps(0)))?;
    let found: Vec<bool> = (0..words.len()).map(|at| asks(at) || helps(at)).collect();
    let alone = found.iter().filter(|unsought| **unsought).count() == 1;
    (!alone || !SHARED.contains(&lowers[first].as_str())).then_some(found)
}

/// The World Health Organization is no question where the other words are not in capitals too.
fn is_name(words: &[&str], at: usize) -> bool {
    let shouted =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    shouted(words[at]) && words.iter().any(|word| word.chars().any(char::is_lowercase))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase()
}

/// Whether a question asks with an English helper behind which a verb stands as no report has it: "did … die", "does … cost".
pub fn asks_with_do(words: &[&str]) -> bool {
    let found = unsought(words);
    words
        .iter()
        .zip(found)
        .any(|(word, unsought)| unsought && matches!(bare(word).as_str(), "did" | "does" | "do" | "will"))
}

/// How a verb that stands behind "did" may be told, in lower case, besides as it is.
pub fn told(verb: &str) -> Vec<String> {
    if verb.len() < 2 || !verb.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let consonant_y = verb.ends_with('y') && !verb.ends_with(['a', 'e', 'i', 'o', 'u']) && {
        let before = verb.as_bytes()[verb.len() - 2];
        !matches!(before, b'a' | b'e' | b'i' | b'o' | b'u')
    };
    let stem = &verb[..verb.len() - 1];
    let past = match PAST.iter().find(|(present, _)| *present == verb) {
        Some((_, past)) => (*past).to_owned(),
        None if verb.ends_with('e') => format!("{verb}d"),
        None if consonant_y => format!("{stem}ied"),
        None => format!("{verb}ed"),
    };
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    let present = if consonant_y {
        format!("{stem}ies")
    } else if hissing {
        format!("{verb}es")
    } else {
        format!("{verb}s")
    };
    vec![past, present]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_a_question_is_not_looked_for() {
        for (query, sought) in [
            ("when did marlow die", "marlow die"),
            ("Who won the Lindvik regatta?", "won Lindvik regatta?"),
            ("How many people drowned", "people drowned"),
            ("in which year was the dam built", "year dam built"),
            ("wann starb Marlow", "starb Marlow"),
            ("wer hat die Regatta gewonnen", "Regatta gewonnen"),
            ("qui a gagné la régate", "gagné régate"),
            ("dónde está el ferry", "ferry"),
            // No questions.
            ("doctor who", "doctor who"),
            ("the who", "the who"),
            ("ferry when storm", "ferry when storm"),
            ("WHO vaccine", "WHO vaccine"),
            ("die dam", "die dam"),
            ("comment section closed", "comment section closed"),
            ("wo ist die Fähre", "Fähre"),
            ("what is it", "what is it"),
            ("", ""),
        ] {
            let words: Vec<&str> = query.split_whitespace().collect();
            let kept: Vec<&str> =
                words.iter().zip(unsought(&words)).filter(|(_, out)| !out).map(|(word, _)| *word).collect();
            assert_eq!(kept.join(" "), sought, "{query}");
        }
    }

    #[test]
    fn a_verb_behind_did_is_told_in_its_past() {
        for (verb, forms) in [
            ("die", "died dies"),
            ("win", "won wins"),
            ("resign", "resigned resigns"),
            ("deny", "denied denies"),
            ("stay", "stayed stays"),
            ("catch", "caught catches"),
            ("Marlow", ""),
            ("a", ""),
        ] {
            assert_eq!(told(verb).join(" "), forms, "{verb}");
        }
        let asks = |query: &str| asks_with_do(&query.split_whitespace().collect::<Vec<_>>());
        assert!(asks("when did marlow die") && !asks("who won") && !asks("did"));
    }
}
