//! Words that tell what stands beside them: titles before people, heads of organisations and places, calendar words.

use crate::text::word_set::WordSet;

/// Titles and roles that stand before a person's name, in lower case, in several languages.
#[rustfmt::skip]
static TITLES: WordSet = WordSet::of(&[
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "dame", "baron", "president", "minister",
    "premier", "chancellor", "secretary", "senator", "sen", "sens", "rep", "reps", "representative", "congressman",
    "congresswoman", "congressmen", "governor", "gov", "mayor", "judge", "justice", "general", "gen", "colonel", "col", "captain",
    "capt", "lieutenant", "lt", "sergeant", "sgt", "major", "maj", "admiral", "adm", "cmdr", "king", "queen", "prince",
    "princess", "pope", "rev", "reverend", "father", "sister", "bishop", "archbishop", "cardinal", "rabbi", "imam",
    "sheikh", "sheik", "ayatollah", "coach", "chairman", "chairwoman", "chief", "detective", "inspector", "officer",
    "superintendent", "constable", "sheriff", "attorney", "ambassador", "speaker", "spokesman", "spokeswoman",
    "spokesperson", "director", "ceo", "editor", "actor", "actress", "singer", "author", "columnist", "commissioner",
    "deputy", "vice", "prime", "former", "ex-president", "first", "emperor", "saint", "councillor", "councilman",
    "foreign", "finance", "defense", "defence", "interior", "home", "mp", "analyst", "economist", "engineer", "harbourmaster", "manager", "counsel",
    "herr", "frau", "bundeskanzler", "bundeskanzlerin", "kanzler", "kanzlerin", "präsident", "präsidentin",
    "bundespräsident", "ministerin", "ministerpräsident", "ministerpräsidentin", "bürgermeister", "bürgermeisterin",
    "oberbürgermeister", "oberbürgermeisterin", "sprecher", "sprecherin", "chef", "chefin", "leiter", "leiterin",
    "direktor", "direktorin", "trainer", "richter", "richterin", "papst", "könig", "königin", "abgeordnete", "abgeordneter", "innenminister", "außenminister", "finanzminister", "landrat",
    "m", "mme", "mlle", "président", "présidente", "ministre", "maire", "sénateur", "docteur", "professeur", "capitaine",
    "señor", "señora", "sr", "sra", "srta", "don", "doña", "presidente", "presidenta", "ministro", "ministra", "alcalde",
    "alcaldesa", "rey", "reina", "papa", "signor", "signora", "sindaco", "premier", "onorevole", "dottor", "senhor",
    "senhora", "prefeito", "meneer", "mevrouw", "burgemeester", "statsminister", "pan", "pani", "prezydent", "premier",
    "президент", "министр", "премьер", "губернатор", "господин", "госпожа", "мэр", "г-н", "г-жа", "πρόεδρος", "πρωθυπουργός",
    "υπουργός", "başkan", "başkanı", "bakan", "bakanı", "cumhurbaşkanı", "başbakan", "vali", "valisi", "milletvekili",
    "sekreteri", "müdürü", "sözcüsü", "yardımcısı", "komutanı", "bay", "bayan", "sayın", "savcı", "hâkim",
]);

/// Endings of German words for roles: what ends so before a name is a title.
#[rustfmt::skip]
const GERMAN_ROLES: &[&str] = &[
    "minister", "ministerin", "präsident", "präsidentin", "sprecher", "sprecherin", "chef", "chefin", "leiter", "leiterin",
    "meister", "meisterin", "direktor", "direktorin", "kanzler", "kanzlerin", "vorsitzende", "vorsitzender", "experte",
    "expertin", "forscher", "forscherin", "politiker", "politikerin", "trainer", "trainerin", "beauftragte",
    "beauftragter", "anwalt", "anwältin", "kommandant", "kommandantin", "sekretär", "sekretärin", "führer", "führerin",
    "arzt", "ärztin", "richter", "richterin", "rat", "rätin", "inhaber", "inhaberin", "bewohner", "bewohnerin",
    "kapitän", "kapitänin", "fahrer", "fahrerin", "lehrer", "lehrerin", "wirt", "wirtin", "ingenieur", "ingenieurin",
];

#[rustfmt::skip]
static ORGANISATIONS: WordSet = WordSet::of(&[
    "inc", "corp", "corporation", "company", "co", "ltd", "llc", "plc", "ag", "gmbh", "sa", "spa", "nv", "group", "holdings",
    "university", "college", "school", "institute", "academy", "ministry", "department", "agency", "authority", "bureau",
    "office", "commission", "committee", "council", "congress", "senate", "parliament", "court", "party", "union",
    "association", "federation", "foundation", "society", "club", "team", "league", "fc", "united", "bank", "fund", "trust",
    "police", "army", "navy", "force", "forces", "guard", "corps", "church", "hospital", "museum", "times", "post", "news",
    "journal", "tribune", "herald", "guardian", "network", "channel", "radio", "television", "studios", "records",
    "airlines", "airways", "motors", "industries", "systems", "technologies", "services", "labs", "press", "board",
    "organization", "organisation", "alliance", "coalition", "campaign", "administration", "service", "institution",
    "orchestra", "band", "caucus", "dept", "brigade", "battalion", "regiment", "division", "media", "entertainment", "pictures",
    "partners", "associates", "bros", "brothers", "center", "centre", "assembly", "house", "chamber", "wire", "gazette",
    "universität", "hochschule", "ministerium", "partei", "gewerkschaft", "verband", "verein", "bundestag", "bundesrat",
    "bundeswehr", "bundesbank", "polizei", "feuerwehr", "gericht", "behörde", "amt", "stiftung", "institut", "bahn",
    "université", "ministère", "parti", "syndicat", "assemblée", "sénat", "banque", "société", "préfecture", "police",
    "universidad", "ministerio", "partido", "sindicato", "congreso", "senado", "banco", "policía", "ayuntamiento",
    "junta", "cámara", "instituto", "tribunal", "università", "ministero", "partito", "banca", "camera", "senato",
    "universidade", "ministério", "câmara", "партия", "университет", "министерство", "дума", "πανεπιστήμιο", "υπουργείο",
]);

#[rustfmt::skip]
static PLACES: WordSet = WordSet::of(&[
    "street", "road", "avenue", "boulevard", "lane", "square", "park", "river", "lake", "mount", "mountain", "mountains",
    "island", "islands", "isle", "county", "province", "city", "town", "village", "valley", "bay", "beach", "coast",
    "harbor", "harbour", "port", "airport", "station", "bridge", "tunnel", "sea", "ocean", "gulf", "desert", "forest",
    "hill", "hills", "creek", "falls", "peninsula", "district", "region", "republic", "kingdom", "state", "territory",
    "strait", "cape", "fort", "palace", "castle", "tower", "stadium", "hall", "plaza", "heights", "canyon", "highway", "quay", "quarter", "meadow", "wharf",
    "rue", "place", "pont", "gare", "lac", "mont", "île", "avenida", "calle", "plaza", "río", "puerto", "playa", "isla",
    "via", "piazza", "lago", "monte", "ponte", "isola", "straße", "platz", "brücke", "bahnhof", "flughafen", "insel",
]);

/// Capitalised words of Christian names' neighbours that name events or works rather than people.
#[rustfmt::skip]
static THINGS: WordSet = WordSet::of(&[
    "war", "act", "bill", "award", "awards", "prize", "cup", "games", "olympics", "festival", "championship", "treaty",
    "agreement", "constitution", "bible", "amendment", "day", "week", "revolution", "series", "show", "album", "movie",
    "law", "plan", "reform", "deal", "accord", "summit", "crisis", "open", "trophy", "tour", "project", "program", "age",
    "syndrome", "disease",
]);

#[rustfmt::skip]
static CALENDAR: WordSet = WordSet::of(&[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mondays", "tuesdays", "wednesdays",
    "thursdays", "fridays", "saturdays", "sundays", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonnabend", "sonntag", "januar", "jänner", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "janvier", "février", "mars", "avril", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre", "lunes", "martes", "miércoles", "jueves", "viernes",
    "sábado", "domingo", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "gennaio",
    "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre", "segunda-feira", "terça-feira",
    "quarta-feira", "quinta-feira", "sexta-feira", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro",
    "outubro", "novembro", "dezembro", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "januari", "februari", "maart", "mei", "augustus", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
    "воскресенье", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря", "today", "yesterday", "tomorrow", "gmt", "edt", "est", "utc", "pm", "a.m.", "p.m.", "am",
]);

/// Words between the parts of one name.
#[rustfmt::skip]
static PARTICLES: WordSet = WordSet::of(&[
    "de", "la", "del", "von", "van", "der", "den", "bin", "ibn", "al", "el", "da", "do", "dos", "das", "du", "des", "di",
    "della", "dello", "degli", "delle", "zu", "zur", "le", "los", "las", "ter", "ten", "af", "d’", "d'", "y", "e",
]);

/// Titles that are other words elsewhere, with their languages: Pan American, Papa John, "sen" (Turkish "you").
const OWN: &[(&str, &[&str])] = &[
    ("pan", &["pl", "cs", "sk"]),
    ("pani", &["pl", "cs", "sk"]),
    ("papa", &["es", "it", "pt"]),
    ("don", &["es", "it"]),
    ("doña", &["es"]),
    ("rey", &["es"]),
    ("m", &["fr"]),
    ("sr", &["es", "pt"]),
    ("sra", &["es", "pt"]),
    ("chef", &["de", "fr"]),
    ("trainer", &["de", "en", "nl"]),
    ("leiter", &["de"]),
    ("reina", &["es"]),
    ("sen", &["en"]),
    ("gen", &["en"]),
    ("col", &["en"]),
    ("bay", &["tr"]),
    ("bayan", &["tr"]),
    ("vali", &["tr"]),
];

/// Whether a lower-case word stands before a person's name.
#[must_use]
pub fn is_title(lower: &str, language: &str) -> bool {
    let lower = without_elect(lower);
    let own = OWN.iter().find(|(word, _)| *word == lower).is_none_or(|(_, languages)| languages.contains(&language));
    own && TITLES.has(lower) || (language == "de" && GERMAN_ROLES.iter().any(|role| lower.ends_with(role)))
}

/// A lower-case title without "-elect", "-designate".
#[must_use]
pub fn without_elect(lower: &str) -> &str {
    lower.strip_suffix("-elect").or_else(|| lower.strip_suffix("-designate")).unwrap_or(lower)
}

/// Whether it is the head of an organisation's name.
#[must_use]
pub fn is_organisation(lower: &str) -> bool {
    ORGANISATIONS.has(lower)
}

/// Whether it is the head of a place's name.
#[must_use]
pub fn is_place(lower: &str) -> bool {
    PLACES.has(lower)
}

/// Whether it is the head of the name of an event, law or work.
#[must_use]
pub fn is_thing(lower: &str) -> bool {
    THINGS.has(lower)
}

/// Whether it is a weekday, month or clock word.
#[must_use]
pub fn is_calendar(lower: &str) -> bool {
    CALENDAR.has(lower)
}

/// Whether it may stand small inside a name, as in `Ursula von der Leyen`.
#[must_use]
pub fn is_particle(lower: &str) -> bool {
    PARTICLES.has(lower)
}
