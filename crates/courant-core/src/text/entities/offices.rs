//! Parts a run where what an office is for stands before its holder: "ministre de l’Intérieur Paul Obert", "sindaco di Roma
//! Anna Belloni", "Belediye Başkanı Ahmet Yıldızer İstanbul’da".

use std::collections::HashSet;

use super::{cues, kinds, known};
use crate::text::reading::Reading;
use crate::text::word_set::WordSet;

/// Words that join an office and what it is for.
#[rustfmt::skip]
static OF: WordSet = WordSet::of(&[
    "of", "de", "du", "des", "d", "l", "la", "las", "los", "del", "di", "della", "dello", "dell", "delle", "dei", "degli", "do",
    "da", "dos", "das", "’", "'", "d’", "l’", "dell’", "d'", "l'", "dell'", "le", "les", "el", "o", "a", "the", "города",
    "miasta", "області", "области", "края", "республики",
]);

/// What ministers are for, in lower case.
#[rustfmt::skip]
static PORTFOLIOS: WordSet = WordSet::of(&[
    "intérieur", "défense", "culture", "justice", "éducation", "santé", "économie", "finances", "travail", "transports",
    "agriculture", "écologie", "budget", "logement", "sports", "outre-mer", "enseignement", "industrie", "recherche", "énergie",
    "interior", "defensa", "cultura", "justicia", "educación", "sanidad", "salud", "economía", "hacienda", "trabajo",
    "transportes", "agricultura", "vivienda", "exteriores", "igualdad", "ciencia", "industria", "energía", "gobernación",
    "interno", "difesa", "giustizia", "istruzione", "salute", "economia", "lavoro", "trasporti", "ambiente", "esteri", "finanze",
    "defesa", "justiça", "educação", "saúde", "trabalho", "fazenda", "saneamento", "transporte", "ciência", "indústria",
    "sénat", "senado", "senato", "câmara", "cámara", "camera", "consiglio", "congreso", "congresso", "parlamento", "gobierno",
    "governo", "république", "república", "repubblica", "staff", "state",
]);

/// Bodies that are named after people: "director del Hospital Juan Ramón Prat".
#[rustfmt::skip]
static NAMED_AFTER: WordSet = WordSet::of(&[
    "hospital", "hôpital", "ospedale", "clínica", "instituto", "institut", "istituto", "institute", "fundación", "fondation",
    "fondazione", "fundação", "foundation", "colegio", "colégio", "collège", "college", "lycée", "liceo", "liceu", "escuela",
    "escola", "école", "scuola", "school", "universidad", "universidade", "université", "università", "university", "teatro",
    "théâtre", "theatre", "theater", "museo", "museu", "musée", "museum", "aeropuerto", "aeroporto", "aéroport", "airport",
    "estadio", "estádio", "stade", "stadio", "stadium", "biblioteca", "bibliothèque", "library", "premio", "prêmio", "prix",
    "centro", "centre", "center", "grupo", "groupe", "gruppo", "club", "academia", "académie", "accademia", "academy", "banco",
    "calle", "avenida", "rue", "avenue", "plaza", "place", "via", "piazza", "parque", "parc", "parco", "gymnasium", "театр", "музей", "институт", "фонд",
]);

/// Words before a given name that make a place or a church of it.
static HOLY: WordSet = WordSet::of(&["san", "santa", "santo", "são", "saint", "sainte", "st", "sankt"]);

/// Most words that stand before an office's holder, its title not counted.
const BEFORE: usize = 4;

/// Where the holder's name begins in a run that begins with what the office is for; `None` for a run that is one name.
pub fn before_person(reading: &Reading<'_>, first: usize, last: usize) -> Option<usize> {
    let word = |at: usize| reading.tokens[at].text.to_lowercase();
    if reading.language == "tr" {
        let title = (first + 1..last.saturating_sub(1)).rev().find(|at| cues::is_title(&word(*at), "tr"))?;
        return Some(title + 1);
    }
    if last - first < 3 || !is_behind_title(reading, first) || known::is_given_name(&word(first)) {
        return None;
    }
    let named_after = |to: usize| (first..to).any(|at| NAMED_AFTER.has(&word(at)));
    let capital = |at: usize| reading.tokens[at].capital();
    let given = (first + 1..last - 1).find(|at| known::is_given_name(&word(*at)) && capital(*at));
    let after_matter =
        || Some(first + 1).filter(|next| PORTFOLIOS.has(&word(first)) && !kinds::is_common(&word(*next)));
    let holder = given.or_else(after_matter)?;
    let body = (holder..last)
        .any(|at| cues::is_organisation(&word(at)) || cues::is_place(&word(at)) || cues::is_thing(&word(at)));
    (capital(holder) && !body && !named_after(holder) && !HOLY.has(&word(holder - 1))).then_some(holder)
}

/// Whether a title stands before the run, with no more between than joins an office and what it is for.
fn is_behind_title(reading: &Reading<'_>, first: usize) -> bool {
    // Slavic languages put the matter into a case and join it by no word.
    let joined_by_case = matches!(reading.language, "ru" | "uk" | "pl" | "cs" | "sk" | "bg" | "sr" | "hr");
    for (back, at) in (first.saturating_sub(BEFORE)..first).rev().enumerate() {
        let lower = reading.tokens[at].text.to_lowercase();
        if OF.has(&lower) {
            continue;
        }
        return cues::is_title(&lower, reading.language) && (back > 0 || joined_by_case);
    }
    false
}

/// English words for who somebody is that stand behind what they are it of: "Senate Majority Leader Ann Lee".
#[rustfmt::skip]
static ROLES: WordSet = WordSet::of(&[
    "leader", "whip", "chair", "candidate", "nominee", "adviser", "advisor", "strategist", "founder", "president", "minister",
    "premier", "chancellor", "secretary", "senator", "sen", "rep", "representative", "congressman", "congresswoman", "governor",
    "gov", "mayor", "judge", "justice", "general", "gen", "commissioner", "chairman", "chairwoman", "chief", "sheriff",
    "ambassador", "speaker", "spokesman", "spokeswoman", "spokesperson", "director", "ceo", "coach", "superintendent", "administrator",
    "officer", "executive", "manager", "councilman", "councilwoman", "councillor", "republican", "democrat", "majority", "minority",
    "treasurer", "lawyer", "editor", "publisher", "owner", "chairperson", "envoy",
]);
/// Those of them that stand before a name without anything before them and are no titles elsewhere.
static LEADS: WordSet = WordSet::of(&["leader", "whip", "administrator"]);

/// Where a role stands inside an English run and where its holder's name begins; `None` for a run that is one name.
pub fn role_within(
    reading: &Reading<'_>,
    first: usize,
    last: usize,
    surnames: &HashSet<String>,
) -> Option<(usize, usize)> {
    let word = |at: usize| reading.tokens.get(at).map_or_else(String::new, |token| token.text.to_lowercase());
    if reading.language != "en" || known::is_given_name(&word(first)) {
        return None;
    }
    // "Leader Lind"
    if last - first == 2 && LEADS.has(&word(first)) {
        let common = kinds::is_common(&word(first + 1));
        let own = cues::is_organisation(&word(first + 1))
            || cues::is_place(&word(first + 1))
            || cues::is_thing(&word(first + 1));
        return (reading.tokens[first + 1].capital() && !common && !own).then_some((first, first + 1));
    }
    if last - first < 3 {
        return None;
    }
    let from = if LEADS.has(&word(first)) { first } else { first + 1 };
    let role = (from..last - 1).rev().find(|at| ROLES.has(&word(*at)) && reading.tokens[*at].capital())?;
    // "Gov. Ann Lee"
    let holder = (role + 1..last).find(|at| !reading.tokens[*at].is("."))?;
    let known_name = known::is_given_name(&word(holder)) || surnames.contains(&word(holder));
    let own = |at: usize| cues::is_organisation(&word(at)) || cues::is_place(&word(at)) || cues::is_thing(&word(at));
    // "Maxine Waters": of two words the first says it.
    let words = last - holder;
    let foreign = words == 2 && !kinds::is_common(&word(holder))
        || words > 2 && !(holder..last).any(|at| kinds::is_common(&word(at)));
    // "Majority Leader Lind"
    let led = words == 1 && LEADS.has(&word(role)) && !kinds::is_common(&word(holder));
    (reading.tokens[holder].capital() && (known_name || foreign || led) && !(holder..last).any(own))
        .then_some((role, holder))
}

/// Whether what stands before a role is a place or a body by itself: "South Carolina Gov.", "State Department spokesman".
pub fn is_body(reading: &Reading<'_>, first: usize, role: usize) -> bool {
    if role <= first {
        return false;
    }
    let whole = super::words(reading, first, role);
    let tail = reading.tokens[role - 1].text.to_lowercase();
    known::is_place(&whole)
        || known::is_people(&whole)
        || role - first > 1 && (cues::is_organisation(&tail) || cues::is_place(&tail))
}

/// Whether what stands before a holder's name is a name of its own.
pub fn is_named(reading: &Reading<'_>, first: usize, cut: usize) -> bool {
    let titled = (first..cut).any(|at| cues::is_title(&reading.tokens[at].text.to_lowercase(), reading.language));
    !titled && (cut - first > 1 || known::is_place(reading.tokens[first].text))
}

/// Where a place begins that Turkish puts right behind a person's name: "Ahmet Yıldızer İstanbul’da".
pub fn behind_person(reading: &Reading<'_>, begin: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|last| *last >= begin + 2 && reading.language == "tr")?;
    let (base, _) = reading.tokens[last].text.split_once(['’', '\''])?;
    known::is_place(base).then_some(last)
}
