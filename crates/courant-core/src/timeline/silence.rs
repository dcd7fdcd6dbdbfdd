//! Sentences that tell of no event though they name a day: nobody answered the reporter, a poll was taken, the report was
//! changed.

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
    ("en", "not n’t n't didn t never no nor neither"),
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

/// Whether a sentence, by its words in lower case, tells only of an answer that did not come, of how a poll was taken, or of
/// the report itself.
pub fn is_no_event(language: &str, lowers: &[String]) -> bool {
    let is_one = |lower: &String, word: &str| {
        word.strip_suffix('$').map_or_else(|| lower.starts_with(word), |whole| lower == whole)
    };
    let begins =
        |words: &str| lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| is_one(lower, word)));
    let both = |table: &[Row]| table.iter().any(|(of, one, other)| *of == language && begins(one) && begins(other));
    let not = NOT
        .iter()
        .find(|(of, _)| *of == language)
        .is_some_and(|(_, words)| lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| lower == word)));
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
    itself || unreached || lowers.windows(2).any(changed) || not && both(ANSWERS) || both(REFUSALS) || both(POLLS)
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
            "The poll of 1,012 adults was conducted on Monday.",
            "This article was updated on Monday.",
        ] {
            check("en", text, true);
        }
        for text in [
            "Polls closed on Sunday and Ann Lee won by a margin of two points.",
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
