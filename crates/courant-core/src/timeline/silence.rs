//! Sentences that tell of no event though they name a day: nobody answered the reporter, a poll was taken, the report was
//! changed, or somebody spoke and what they said stands elsewhere.

use crate::text::moments::{is_weekday, month};

/// A language and two kinds of words by their beginnings (whole words before a `$`), a word of each of which makes the sentence.
type Row = (&'static str, &'static str, &'static str);

/// In each language the beginnings of words for answering, and of those for what was asked: with a word that denies, nobody answered.
const ANSWERS: &[Row] = &[
    ("en", "respond repl return answer", "comment inquir enquir email e-mail"),
    ("de", "reagier antwort", "anfrag stellungnahm nachfrag"),
    ("fr", "répond", "sollicit demande question"),
    ("es", "respond contest", "solicitud pregunta llamada comentario"),
    ("it", "rispost rispond", "richiest domand"),
    ("pt", "respond retorn", "pedido contato pergunta"),
    ("nl", "reager reageer antwoord", "verzoek vragen"),
    ("ru", "ответ", "запрос вопрос просьб"),
];

/// Words by which an answer is denied.
const NOT: &[(&str, &str)] = &[
    ("en", "not never no nor neither"),
    ("de", "nicht keine kein unbeantwortet"),
    ("fr", "pas"),
    ("es", "no"),
    ("it", "non"),
    ("pt", "não"),
    ("nl", "niet geen"),
    ("ru", "не"),
];

/// The beginnings of words for refusing, or for not being there, and of those for saying something on a matter.
const REFUSALS: &[Row] = &[
    ("en", "declin refus available unavailable", "comment$ commenting$"),
    ("de", "wollt ablehn lehnt", "äußern stellungnahm kommentar kommentier"),
    ("fr", "souhait voulu refus", "comment"),
    ("es", "declin rehus negó", "comentar comentario"),
    ("it", "rifiut declinat voluto", "commentare commento"),
    ("pt", "recus quis", "comentar comentário"),
    ("nl", "wilde weiger", "commentaar reageren"),
    ("ru", "отказ", "коммент"),
];

/// The beginnings of words for asking many people, and of those for how it was done.
const POLLS: &[Row] = &[
    ("en", "poll$ survey$", "conducted respondents surveyed sampling polled"),
    ("de", "umfrage befragung", "befragt befragten fehlertoleranz durchgeführt befragte"),
    ("fr", "sondage", "interrogées marge échantillon"),
    ("es", "encuesta sondeo", "encuestados margen entrevistas"),
    ("it", "sondaggio", "intervistati margine campione"),
    ("pt", "pesquisa sondagem", "entrevistados margem ouviu"),
    ("nl", "peiling", "ondervraagd respondenten foutmarge"),
    ("ru", "опрос", "опрошенных респондентов погрешность"),
];

/// The beginnings of words by which a report speaks of itself: who wrote it, when it was changed.
const OF_ITSELF: &[Row] = &[
    ("en", "contribut updated corrected amended originally", "report article story version page post"),
    ("de", "aktualisiert korrigiert mitarbeit", "artikel text fassung meldung beitrag"),
    ("fr", "actualisé corrigé modifié", "article texte version"),
    ("es", "actualizad corregid contribuyó", "artículo nota versión texto"),
];

/// English verbs by which words are put down to somebody and nothing else is told.
const SAYS: &[&str] = &[
    "said",
    "says",
    "asked",
    "wrote",
    "added",
    "tweeted",
    "told",
    "stated",
    "noted",
    "explained",
    "argued",
    "insisted",
    "posted",
    "replied",
    "continued",
];
/// What may stand behind them where what was said stands elsewhere: when, and where it was said.
const WHERE: &[&str] = &["on", "in", "at", "during", "from", "via", "to", "last", "early", "late", "this", "earlier"];
/// What tells more than that.
const TELLS: &[&str] = &[
    "that", "it", "he", "she", "they", "there", "who", "which", "what", "why", "how", "whether", "will", "would",
    "was", "were", "is", "are", "has", "had", "have", "be", "been", "could", "can", "should", "not", "no", "of",
    "about", "against", "for", "over", "by", "with", "after", "before", "because", "and", "but", "as", ":",
];
/// Words before the verb and behind it, at most.
const WHO: usize = 9;
const WHEN: usize = 12;

/// Whether a sentence is left of a quotation: who said it, and when. "Ann Lee said Monday in a posting on Twitter."
fn is_attribution(lowers: &[String]) -> bool {
    let is = |words: &[&str], lower: &String| words.contains(&lower.as_str());
    let Some(verb) = lowers.iter().position(|lower| is(SAYS, lower)) else { return false };
    let behind = &lowers[verb + 1..];
    // A name in marks is where it was said: on “State of the Harbour.” Other words in marks are what was said.
    let mark = behind.iter().position(|lower| matches!(lower.as_str(), "“" | "\""));
    let (behind, named) = mark.map_or((behind, &behind[..0]), |mark| behind.split_at(mark));
    let ends = named.iter().skip(1).position(|lower| matches!(lower.as_str(), "”" | "\""));
    let last =
        ends.is_some_and(|end| named.len() <= end + 3) && behind.last().is_some_and(|at| is(&["on", "in", "at"], at));
    if mark.is_some() && !last {
        return false;
    }
    let opens = behind.first().is_some_and(|first| is(WHERE, first) || month(first).is_some() || is_weekday(first));
    let done = |lower: &String| lower.len() > 4 && lower.ends_with("ed");
    opens && verb <= WHO && behind.len() <= WHEN && !behind.iter().any(|lower| is(TELLS, lower) || done(lower))
}

/// Whether a sentence, by its words in lower case, tells only of an answer that did not come, of how a poll was taken, of the
/// report itself, or was left of a quotation.
pub fn is_no_event(language: &str, lowers: &[String]) -> bool {
    let is_one = |lower: &String, word: &str| {
        word.strip_suffix('$').map_or_else(|| lower.starts_with(word), |whole| lower == whole)
    };
    let begins =
        |words: &str| lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| is_one(lower, word)));
    let both = |table: &[Row]| table.iter().any(|(of, one, other)| *of == language && begins(one) && begins(other));
    let contracted = |lower: &String| language == "en" && (lower.ends_with("n’t") || lower.ends_with("n't"));
    let not = NOT.iter().find(|(of, _)| *of == language).is_some_and(|(_, words)| {
        lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| lower == word) || contracted(lower))
    });
    let this =
        |lower: &String| matches!(lower.as_str(), "this" | "diese" | "dieser" | "dieses" | "cet" | "este" | "esta");
    // "This report was updated", but not "the third time this week, reporters were told".
    let of_it = |pair: &[String]| {
        let nouns = OF_ITSELF.iter().filter(|(of, ..)| *of == language).map(|(.., nouns)| *nouns);
        this(&pair[0]) && nouns.into_iter().any(|nouns| nouns.split(' ').any(|noun| pair[1].starts_with(noun)))
    };
    let itself = lowers.windows(2).any(of_it) && both(OF_ITSELF);
    let reached = |words: &[String]| words[0] == "reached" && words[1] == "for" && words[2] == "comment";
    let unreached = language == "en" && not && lowers.windows(3).any(reached);
    let changed = |pair: &[String]| {
        pair[1] == ":" && matches!(pair[0].as_str(), "updated" | "published" | "aktualisiert" | "actualizado")
    };
    let left = language == "en" && is_attribution(lowers);
    left || itself
        || unreached
        || lowers.windows(2).any(changed)
        || not && both(ANSWERS)
        || both(REFUSALS)
        || both(POLLS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::tokens;

    fn check(language: &str, text: &str, silent: bool) {
        let lowers: Vec<String> =
            tokens(text, language == "fr").iter().map(|token| token.text.to_lowercase()).collect();
        assert_eq!(is_no_event(language, &lowers), silent, "{text}");
    }

    #[test]
    fn nobody_answered_or_somebody_asked() {
        for text in [
            "The harbour office did not immediately respond to a request for comment on Monday.",
            "She could not be reached for comment on Monday.",
            "Spokespeople for the harbour didn’t immediately respond to requests for comment on Monday.",
            "The harbour office didn't return a call for comment on Monday.",
            "The poll of 1,012 adults was conducted on Monday.",
            "Harbour master Ottilie Crane said Monday in a posting on Twitter.",
            "Brenn councillor Tom Fenn asked Sunday on “State of the Harbour.”",
            "This article was updated on Monday.",
        ] {
            check("en", text, true);
        }
        for text in [
            "Polls closed on Sunday and Ann Lee won by a margin of two points.",
            "Harbour master Ottilie Crane said Monday the bridge was closed.",
            "Ottilie Crane told inspectors on Monday that the Kestrel had no lights.",
            "Ottilie Crane asked on Monday for a second boat.",
            "The union posted on Monday a list of the drowned.",
            "On Monday night Crane said on the radio’s “Harbour Tonight” that the bridge was closed.",
            "On Monday Ottilie Crane said on Twitter, “Caught with nets in the harbour.”",
            "In a Twitter post late on Monday Crane said the image was hers.",
            "Toxic pollution was found in samples taken on Tuesday.",
            "The boat did not return after its distress call on Monday.",
            "The parties reached a deal on Tuesday, commentators said.",
            "The ministry updated its toll on Monday, the third time this week, reporters were told.",
        ] {
            check("en", text, false);
        }
        check("fr", "L’enquête a été ouverte lundi en marge du sommet.", false);
    }
}
