//! Sentences that tell of no event though they name a day: nobody answered the reporter, a poll was taken, the report was
//! changed.

/// A language and two kinds of words by their beginnings, a word of each of which makes the sentence.
type Row = (&'static str, &'static str, &'static str);

/// In each language the beginnings of words for answering, and of those for what was asked: with a word that denies, nobody answered.
const ANSWERS: &[Row] = &[
    ("en", "respond repl return answer", "comment request inquir enquir email e-mail call message question"),
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
    ("en", "declin refus reach available unavailable", "comment"),
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
    ("en", "poll polls polling survey", "conducted taken margin respondents surveyed error sampling polled"),
    ("de", "umfrage befragung", "befragt befragten fehlertoleranz durchgeführt befragte"),
    ("fr", "sondage enquête", "interrogées marge échantillon"),
    ("es", "encuesta sondeo", "encuestados margen entrevistas"),
    ("it", "sondaggio", "intervistati margine campione"),
    ("pt", "pesquisa sondagem", "entrevistados margem ouviu"),
    ("nl", "peiling enquête", "ondervraagd respondenten foutmarge"),
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
    let begins =
        |words: &str| lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| lower.starts_with(word)));
    let both = |table: &[Row]| table.iter().any(|(of, one, other)| *of == language && begins(one) && begins(other));
    let not = NOT
        .iter()
        .find(|(of, _)| *of == language)
        .is_some_and(|(_, words)| lowers.iter().any(|lower| words.split_ascii_whitespace().any(|word| lower == word)));
    let this =
        |lower: &String| matches!(lower.as_str(), "this" | "diese" | "dieser" | "dieses" | "cet" | "este" | "esta");
    let itself = lowers.iter().any(this) && both(OF_ITSELF);
    let changed = |pair: &[String]| {
        pair[1] == ":" && matches!(pair[0].as_str(), "updated" | "published" | "aktualisiert" | "actualizado")
    };
    itself || lowers.windows(2).any(changed) || not && both(ANSWERS) || both(REFUSALS) || both(POLLS)
}
