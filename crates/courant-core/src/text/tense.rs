//! Whether a sentence tells what was done or what is to come.
//!
//! Needed where a day is stated by its name alone: "on Sunday" is the last one in "they voted on Sunday" and the next one in
//! "they vote on Sunday". Only what a sentence shows for certain counts, so that a language without a table here, or a form
//! that may be either, tells nothing. Endings of verbs, helpers with a participle behind them, and lists of what is irregular.

mod words;

use words::{MOTION, NO_PARTICIPLES, NO_PAST, PARTICIPLES, PAST, PRESENT, has};

use super::moments;
use super::speech;
use super::words::{Token, TokenKind};

/// Tokens between a verb of saying and the day on which it was said.
const NEAR: usize = 4;
/// Tokens that are looked back over for the helper of a participle at the end of its clause: never a whole sentence, since
/// one may be as long as a text.
const CLAUSE: usize = 20;
/// Tokens between a helper and its participle.
const HELPED: usize = 3;

/// Whether the sentence tells as done what it puts on the day or time at `day`. "The court said" tells nothing of the day,
/// "the court said on Monday" does. A word for what is announced in the present ("opens", "beginnt"), a form of what is to come,
/// and a day that is only a bound, are told by nobody of what is over.
pub fn tells_past(language: &str, tokens: &[Token<'_>], lowers: &[String], day: usize) -> bool {
    let Some(sentence) = Sentence::of(language, tokens, lowers) else { return false };
    if is_last(language, lowers, day) {
        return true;
    }
    if tells_coming(language, lowers) || tokens[day].kind == TokenKind::Word && is_bound(language, lowers, day) {
        return false;
    }
    let announces = (0..tokens.len()).any(|at| sentence.announces(at));
    let done =
        |at: usize| sentence.is_past(at) && (!speech::is_saying(language, &lowers[at]) || sentence.is_near(at, day));
    !announces && (0..tokens.len()).any(done)
}

/// Whether the sentence tells anything as done. Languages without a table tell nothing.
pub fn is_told(language: &str, tokens: &[Token<'_>], lowers: &[String]) -> bool {
    let Some(sentence) = Sentence::of(language, tokens, lowers) else { return false };
    (0..tokens.len()).any(|at| sentence.is_past(at))
}

/// Whether the sentence tells of something done, besides that somebody said something.
pub fn tells_done(language: &str, tokens: &[Token<'_>], lowers: &[String]) -> bool {
    let Some(sentence) = Sentence::of(language, tokens, lowers) else { return false };
    (0..tokens.len()).any(|at| sentence.is_past(at) && !speech::is_saying(language, &lowers[at]))
}

/// Whether the sentence speaks of what is to come by the form of a verb: "is to open", "ouvrira".
pub fn tells_coming(language: &str, lowers: &[String]) -> bool {
    let pair = |a: &[&str], b: &str| lowers.windows(2).any(|pair| a.contains(&pair[0].as_str()) && pair[1] == b);
    let ends = |endings: &[&str]| {
        lowers.iter().any(|lower| lower.chars().count() > 3 && endings.iter().any(|ending| lower.ends_with(ending)))
    };
    let has = |words: &[&str]| lowers.iter().any(|lower| words.contains(&lower.as_str()));
    match language {
        "en" => {
            pair(
                &[
                    "is", "are", "was", "were", "set", "about", "going", "plans", "plan", "planning", "due", "ready",
                    "likely",
                ],
                "to",
            ) || pair(&["to"], "be")
                || has(&["upcoming", "forthcoming", "tomorrow", "shall", "may", "might"])
                || lowers.iter().any(|lower| lower.ends_with("’ll") || lower.ends_with("'ll"))
        }
        "de" => has(&["geplant", "geplante", "geplanten", "voraussichtlich", "morgen", "sollen", "sollte", "möchte"]),
        "fr" => {
            ends(&["era", "ira", "ura", "rront", "eront", "iront"])
                || has(&[
                    "va",
                    "vont",
                    "doit",
                    "doivent",
                    "devrait",
                    "devraient",
                    "demain",
                    "prévu",
                    "prévue",
                    "prévus",
                    "prévues",
                ])
        }
        "es" => ends(&["rá", "rán"]) || has(&["va", "van", "debe", "deben", "mañana", "prevista", "previsto"]),
        "it" => {
            ends(&["rà", "ranno"]) || has(&["deve", "devono", "domani", "prevista", "previsto", "previste", "previsti"])
        }
        "pt" => ends(&["rá", "rão"]) || has(&["vai", "vão", "deve", "devem", "amanhã", "prevista", "previsto"]),
        "nl" => has(&["zal", "zullen", "gaat", "gaan", "moet", "moeten", "morgen", "gepland", "verwacht"]),
        "ru" => has(&["будет", "будут", "должен", "должна", "должны", "завтра", "планирует", "планируют"]),
        "pl" => {
            has(&["będzie", "będą", "jutro", "ma", "mają", "planuje", "planują", "planowany", "planowana", "planowane"])
        }
        "sv" => has(&["ska", "skall", "kommer", "väntas", "planeras", "imorgon", "morgon"]),
        "da" | "no" | "nb" => has(&["skal", "vil", "ventes", "planlegges", "planlægges", "morgen"]),
        "tr" => lowers.iter().any(|lower| {
            ["acak", "ecek", "acağı", "eceği", "acağını", "eceğini"].iter().any(|end| lower.ends_with(end))
        }),
        "uk" => has(&["буде", "будуть", "має", "мають", "завтра", "планує", "планують"]),
        _ => false,
    }
}

/// Whether the day at `day` is only the bound of something: "before Sunday", "postponed to Monday", "ahead of Sunday’s vote".
fn is_bound(language: &str, lowers: &[String], day: usize) -> bool {
    const ARTICLES: &[&str] = &["the", "of", "le", "el", "del", "den", "dem", "di", "de", "il", "o"];
    let bounds: &[&str] = match language {
        "en" => &["before", "ahead", "until", "till", "by", "to", "for"],
        "de" => &["vor", "bis", "auf", "für"],
        "fr" => &["avant", "jusqu’", "jusqu'", "jusqu", "pour", "à", "au"],
        "es" => &["antes", "hasta", "para", "al"],
        "it" => &["prima", "fino", "per", "a"],
        "pt" => &["antes", "até", "para"],
        "nl" => &["voor", "tot", "naar"],
        "ru" => &["до", "перед", "на"],
        "pl" => &["do", "przed", "na"],
        "sv" => &["till", "före", "inför"],
        "da" | "no" | "nb" => &["til", "før", "inden", "innen"],
        "uk" => &["до", "перед", "на"],
        _ => &[],
    };
    let owned = language == "en"
        && lowers.get(day + 1).is_some_and(|mark| matches!(mark.as_str(), "’" | "'"))
        && lowers.get(day + 2).is_some_and(|s| s == "s");
    let before = lowers[..day].iter().rev().map(String::as_str).take(3);
    let near = before.into_iter().find(|word| bounds.contains(word) || !ARTICLES.contains(word));
    owned || near.is_some_and(|word| bounds.contains(&word))
}

/// "last Sunday", "lundi dernier", "vergangenen Montag".
fn is_last(language: &str, lowers: &[String], day: usize) -> bool {
    let beside = [day.checked_sub(1), Some(day + 1)].into_iter().flatten().filter_map(|at| lowers.get(at));
    let words: &[&str] = match language {
        "en" => &["last"],
        "de" => &["letzten", "letzter", "letztem", "vergangenen", "vergangenem", "vorigen"],
        "fr" => &["dernier"],
        "es" => &["pasado"],
        "it" => &["scorso", "scorsa"],
        "pt" => &["passado", "passada"],
        "nl" => &["afgelopen", "vorige"],
        "ru" => &["прошлый", "прошлую", "прошлое", "минувший", "минувшую"],
        "pl" => &["zeszły", "zeszłą", "miniony", "minioną", "ubiegły", "ubiegłą"],
        "sv" => &["förra"],
        "da" | "no" | "nb" => &["sidste", "forrige"],
        "tr" => &["geçen", "geçtiğimiz"],
        "uk" => &["минулий", "минулу", "минулого"],
        _ => &[],
    };
    beside.into_iter().any(|word| words.contains(&word.as_str()))
}

struct Sentence<'a> {
    language: &'a str,
    tokens: &'a [Token<'a>],
    lowers: &'a [String],
}

impl<'a> Sentence<'a> {
    /// `None` in languages without a table.
    fn of(language: &'a str, tokens: &'a [Token<'a>], lowers: &'a [String]) -> Option<Self> {
        let known = moments::READ.contains(&language);
        known.then_some(Self { language, tokens, lowers })
    }

    fn word(&self, at: usize) -> &'a str {
        self.lowers.get(at).map_or("", String::as_str)
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// A present form that announces, unless what stands before it makes it a noun or an infinitive.
    fn announces(&self, at: usize) -> bool {
        const NO_VERB: &[&str] = &[
            "to", "the", "a", "an", "s", "his", "her", "their", "its", "did", "not", "zu", "de", "di", "le", "la",
            "el", "het", "of",
        ];
        let small = self.tokens[at].kind == TokenKind::Word && !self.tokens[at].capital();
        small && has(PRESENT, self.language, self.word(at)) && !NO_VERB.contains(&self.before(at))
    }

    /// Whether a verb of saying stands beside the day, nothing but words between them.
    fn is_near(&self, at: usize, day: usize) -> bool {
        let (from, to) = (at.min(day), at.max(day));
        to - from <= NEAR && self.tokens[from..to].iter().all(|token| token.kind == TokenKind::Word)
    }

    /// Whether the word at `at` is a verb in the past.
    fn is_past(&self, at: usize) -> bool {
        let word = self.word(at);
        if self.tokens[at].kind != TokenKind::Word || self.tokens[at].capital() && at > 0 {
            return false;
        }
        has(PAST, self.language, word)
            || !has(NO_PAST, self.language, word)
                && match self.language {
                    "en" => self.is_past_english(at),
                    "de" => self.is_past_german(at),
                    "fr" => self.is_past_french(at),
                    "es" => self.is_past_spanish(at),
                    "it" => self.is_past_italian(at),
                    "pt" => self.ends(at, 4, &["ou", "aram", "eram", "iram", "iu"]),
                    "nl" => self.is_past_dutch(at),
                    "ru" => self.is_past_russian(at),
                    "tr" => self.is_past_turkish(at),
                    _ => false,
                }
    }

    /// Whether the word has at least so many letters and one of the endings.
    fn ends(&self, at: usize, least: usize, endings: &[&str]) -> bool {
        let word = self.word(at);
        word.chars().count() >= least && endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether one of the helpers stands a few words before, no mark between.
    fn helped(&self, at: usize, reach: usize, helpers: &[&str]) -> bool {
        let words = (at.saturating_sub(reach)..at).rev().take_while(|at| self.tokens[*at].kind == TokenKind::Word);
        words.into_iter().any(|at| helpers.contains(&self.word(at)))
    }

    /// `opened`, `won`; but neither "are closed" nor "the injured people" nor "a man accused of".
    fn is_past_english(&self, at: usize) -> bool {
        const ATTRIBUTE: &[&str] = &[
            "is", "are", "be", "being", "am", "get", "gets", "a", "an", "the", "his", "her", "their", "its", "this",
            "these", "those", "some", "many", "most", "all", "of", "for", "by", "with", "from", "in", "on", "at", "to",
            "and", "or", "not",
        ];
        const PASSIVE: &[&str] = &["of", "by", "with"];
        let form = self.ends(at, 4, &["ed"]) && !self.ends(at, 4, &["eed"]) || has(PARTICIPLES, "en", self.word(at));
        let mut before = at;
        while before > 0 && self.word(before - 1).ends_with("ly") {
            before -= 1;
        }
        let number = before > 0 && self.tokens[before - 1].kind == TokenKind::Number;
        let opens = before == 0 || number || ATTRIBUTE.contains(&self.before(before));
        form && !opens && !PASSIVE.contains(&self.word(at + 1))
    }

    /// `öffnete`, `hat geöffnet`, `ist eingestürzt`; but neither "der geplante Prozess" nor "ist geschlossen".
    fn is_past_german(&self, at: usize) -> bool {
        let noun_follows = self.tokens.get(at + 1).is_some_and(Token::capital);
        let simple = self.ends(at, 5, &["te", "ten"]) && !self.word(at).starts_with("ge") && !noun_follows;
        let participle = self.ends(at, 5, &["t", "en"]) && self.has_german_ge(at) && !noun_follows;
        let any = |helpers: &[&str]| (at.saturating_sub(CLAUSE)..at).any(|at| helpers.contains(&self.word(at)));
        simple
            || participle && any(&["hat", "haben", "habe", "hätten"])
            || has(MOTION, "de", self.word(at)) && any(&["ist", "sind", "sei", "seien"])
    }

    /// `geöffnet`, `eingestürzt` has none, `festgenommen`.
    fn has_german_ge(&self, at: usize) -> bool {
        const PARTED: &[&str] = &[
            "an", "auf", "aus", "ab", "ein", "fest", "vor", "zurück", "mit", "zu", "weg", "um", "nieder", "frei",
            "bei", "nach", "her", "hin",
        ];
        let word = self.word(at);
        word.starts_with("ge")
            || PARTED.iter().any(|first| word.strip_prefix(first).is_some_and(|rest| rest.starts_with("ge")))
    }

    /// `a ouvert`, `s’est effondré`, `est mort`, `marquait`; but not "est organisée".
    fn is_past_french(&self, at: usize) -> bool {
        const HAVE: &[&str] = &["a", "ont", "ai", "avons", "ayant"];
        let word = self.word(at);
        let own = self.ends(at, 6, &["ait", "aient"]) && !self.ends(at, 6, &["rait", "raient", "fait", "trait"]);
        let strong = self.ends(at, 3, &["é", "és", "ée", "ées"]) && !has(NO_PARTICIPLES, "fr", word);
        let weak = self.ends(at, 2, &["i", "is", "it", "u", "us", "ert", "erts", "ort", "ait"])
            && !has(NO_PARTICIPLES, "fr", word);
        let reflexive =
            |reach: usize| self.helped(at, reach, &["est", "sont"]) && self.helped(at, reach + 1, &["s’", "s'", "se"]);
        own || strong && (self.helped(at, HELPED, HAVE) || reflexive(HELPED))
            || weak && (self.helped(at, 1, HAVE) || reflexive(1))
            || has(MOTION, "fr", word) && self.helped(at, 2, &["est", "sont"])
    }

    /// `abrió`, `votaron`, `ha abierto`.
    fn is_past_spanish(&self, at: usize) -> bool {
        self.ends(at, 3, &["ó", "aron", "ieron", "eron"])
            || self.ends(at, 4, &["ado", "ido", "rto", "cho", "sto", "elto"]) && self.helped(at, 2, &["ha", "han"])
    }

    /// `aprì` may be anything; `votarono`, `ha aperto`, `si è rovesciato`, `è crollata`.
    fn is_past_italian(&self, at: usize) -> bool {
        const FORMS: &[&str] = &[
            "ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite", "tto", "tta", "tti",
            "sso", "ssa", "sto", "rto", "rta", "rso", "nto",
        ];
        let participle = self.ends(at, 4, FORMS);
        let reflexive = self.helped(at, 2, &["è", "sono"]) && self.helped(at, HELPED, &["si"]);
        self.ends(at, 4, &["ò", "arono", "erono", "irono"])
            || participle && (self.helped(at, 2, &["ha", "hanno"]) || reflexive)
            || has(MOTION, "it", self.word(at)) && self.helped(at, 2, &["è", "sono"])
    }

    /// `heeft geopend`, `is ingestort`.
    fn is_past_dutch(&self, at: usize) -> bool {
        let word = self.word(at);
        let form = ["ge", "be", "ver", "ont", "her", "afge", "aange", "opge", "uitge"]
            .iter()
            .any(|first| word.starts_with(first));
        let any =
            |helpers: &[&str]| (at.saturating_sub(CLAUSE)..at + CLAUSE).any(|at| helpers.contains(&self.word(at)));
        form && self.ends(at, 5, &["d", "t", "en"]) && any(&["heeft", "hebben"])
            || has(MOTION, "nl", word) && any(&["is", "zijn"])
    }

    /// `devrildi`, `ölmüştü`: the verb ends the sentence.
    fn is_past_turkish(&self, at: usize) -> bool {
        let ends = self.tokens.iter().skip(at + 1).all(|token| token.kind == TokenKind::Mark);
        ends && self.ends(
            at,
            4,
            &["dı", "di", "du", "dü", "tı", "ti", "tu", "tü", "dılar", "diler", "dular", "düler", "tılar", "tiler"],
        )
    }

    /// `открылся`, `проголосовали`.
    fn is_past_russian(&self, at: usize) -> bool {
        const ROOTS: &[&str] = &["ал", "ил", "ел", "ыл", "ял", "ул"];
        let word = self.word(at);
        let own = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
        let bare = own.strip_suffix(['а', 'о', 'и']).unwrap_or(own);
        word.chars().count() >= 4 && ROOTS.iter().any(|root| bare.ends_with(root))
    }
}

#[cfg(test)]
mod tests;
