//! What was done with what a figure counts: people killed are other people than those injured.

use crate::text::reading::Reading;
use crate::text::stems::Stems;
use crate::text::words::TokenKind;

/// Words after what is counted, and before the number, that are looked through for what befell it.
const AFTER: usize = 8;
const BEFORE: usize = 5;

/// What befalls people in the news, by the beginnings of the words for it: "*" stands before what has to be the whole word.
/// One fate for all languages, so that "killed" and "dead" are one.
const FATES: &[(&str, &str, &str)] = &[
    ("killed", "en", "kill *dead *died dies dying death fatal perish slain murder massacr *lives drown"),
    (
        "killed",
        "de",
        "getötet tötet *tot *tote *toten todes starb gestorben sterben umgekommen ertrunken ertrank ermordet",
    ),
    ("killed", "fr", "tué *mort *morte *morts *mortes décéd péri noyé assassin meurt"),
    ("killed", "es", "muert muri muer mató mató matar matado mataron fallec ahogad asesinad"),
    ("killed", "it", "mort ucci decedut annegat assassinat morì"),
    ("killed", "pt", "mort morr mata faleci afogad assassinad"),
    ("killed", "nl", "gedood *dood *dode *doden overleden overleed omgekomen verdronken vermoord stierf"),
    ("killed", "sv", "döda död *dog omkom drunkna mörda"),
    ("killed", "da", "dræb døde død omkom drukne myrde"),
    ("killed", "no", "drep døde død omkom drukne"),
    ("killed", "pl", "zabi zgin śmier ofiar zmar uton"),
    ("killed", "tr", "öldü öldürü ölen ölü hayatını yaşamını boğul"),
    ("killed", "ru", "погиб убит убил умер жертв смерт скончал утону"),
    ("killed", "uk", "загин убит вбит помер жертв смерт потону"),
    ("killed", "el", "νεκρ σκοτώ πέθαν θάνατ πνίγ"),
    ("killed", "ar", "قتل مقتل قتيل وفاة مصرع توفي لقوا"),
    ("injured", "en", "injur wound hurt hospital"),
    ("injured", "de", "verletz schwerverletz leichtverletz verwund"),
    ("injured", "fr", "bless hospitalis"),
    ("injured", "es", "herid lesion hospitaliz"),
    ("injured", "it", "ferit ricover"),
    ("injured", "pt", "ferid feriu hospitaliz"),
    ("injured", "nl", "gewond verwond"),
    ("injured", "sv", "skada skadad sårad"),
    ("injured", "da", "såre tilskadekom kvæst"),
    ("injured", "no", "skadd skade såre"),
    ("injured", "pl", "rann rani"),
    ("injured", "tr", "yaral"),
    ("injured", "ru", "ранен пострада травм госпитализ"),
    ("injured", "uk", "поранен постражда травм госпіталіз"),
    ("injured", "el", "τραυματ"),
    ("injured", "ar", "جرح جريح أصيب إصابة مصاب"),
    ("missing", "en", "missing unaccounted disappear"),
    ("missing", "de", "vermisst verschwunden verschollen"),
    ("missing", "fr", "disparu"),
    ("missing", "es", "desaparec"),
    ("missing", "it", "dispers scompars"),
    ("missing", "pt", "desaparec"),
    ("missing", "nl", "vermist"),
    ("missing", "sv", "sakna försvunn"),
    ("missing", "da", "savne forsvund"),
    ("missing", "no", "savne forsvunn"),
    ("missing", "pl", "zagin"),
    ("missing", "tr", "kayıp kaybol"),
    ("missing", "ru", "пропа"),
    ("missing", "uk", "зник"),
    ("missing", "el", "αγνοού"),
    ("missing", "ar", "مفقود فقدان"),
    ("held", "en", "arrest detain"),
    ("held", "de", "festgenommen verhaftet festnahm"),
    ("held", "fr", "arrêt interpell"),
    ("held", "es", "detenid detuv arrest"),
    ("held", "it", "arrest fermat"),
    ("held", "pt", "detid *presos *presas prend"),
    ("held", "nl", "gearresteerd aangehouden arresteer opgepakt"),
    ("held", "sv", "gripit gripna anhåll"),
    ("held", "da", "anholdt"),
    ("held", "no", "pågrepet arrestert"),
    ("held", "pl", "zatrzyma areszt"),
    ("held", "tr", "gözaltı tutuklan"),
    ("held", "ru", "задерж арест"),
    ("held", "uk", "затрим арешт"),
    ("held", "el", "συνελήφθη σύλληψ συλλήψ"),
    ("held", "ar", "اعتقل اعتقال"),
    ("saved", "en", "rescu evacuat saved"),
    ("saved", "de", "gerettet rettet evakuier"),
    ("saved", "fr", "secour sauvé évacu"),
    ("saved", "es", "rescat evacu"),
    ("saved", "it", "soccor salvat evacuat sfollat"),
    ("saved", "pt", "resgat evacua"),
    ("saved", "nl", "gered geëvacueerd evacueer"),
    ("saved", "sv", "rädda evakuer"),
    ("saved", "da", "redde evakuer"),
    ("saved", "no", "redde evakuer"),
    ("saved", "pl", "uratow ewakuow"),
    ("saved", "tr", "kurtarıl tahliye"),
    ("saved", "ru", "спас эвакуир"),
    ("saved", "uk", "врятув евакуй"),
    ("saved", "el", "διασώ εκκεν απεγκλω"),
    ("saved", "ar", "إنقاذ أنقذ إجلاء"),
];

/// Words that join two figures of one sentence: what follows them is said of the next.
const AND: &[&str] = &[
    "and", "or", "but", "while", "und", "oder", "et", "ou", "y", "e", "o", "en", "och", "og", "i", "a", "oraz", "ve",
    "и", "а", "і", "та", "και", "و",
];

/// What was done with the counted, comparable between reports of one language; `None` when the words beside it tell of
/// nothing. `noun` is the token of what is counted, `numeral` the first and one past the last token of the number, `sentence`
/// its bounds and `verb` what an English sentence says of it.
pub fn deed(
    reading: &Reading<'_>,
    stems: &Stems<'_>,
    (first, noun): (usize, usize),
    sentence: (usize, usize),
    verb: Option<&str>,
) -> Option<String> {
    let after = (noun..(noun + 1 + AFTER).min(sentence.1)).take_while(|at| *at == noun || !ends(reading, *at));
    let before = (sentence.0.max(first.saturating_sub(BEFORE))..first).rev().take_while(|at| !ends(reading, *at));
    let fate = |at: usize| fate(reading.language, &reading.tokens[at].text.to_lowercase());
    let found = after.into_iter().find_map(fate).map(str::to_owned);
    found.or_else(|| verb.map(|verb| stems.stem(verb))).or_else(|| before.into_iter().find_map(fate).map(str::to_owned))
}

/// Whether a deed is one of the fates that are one in all languages.
pub fn is_fate(deed: &str) -> bool {
    FATES.iter().any(|(fate, ..)| *fate == deed)
}

/// Whether what is said of one figure ends here: at a mark, another number, or a word that joins.
fn ends(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    match token.kind {
        TokenKind::Mark => !matches!(token.text, "-" | "‑" | "’" | "'" | "\"" | "“" | "”"),
        TokenKind::Number => true,
        TokenKind::Word => AND.contains(&token.text.to_lowercase().as_str()),
        TokenKind::Run => false,
    }
}

fn fate(language: &str, lower: &str) -> Option<&'static str> {
    let is = |beginning: &str| match beginning.strip_prefix('*') {
        Some(whole) => lower == whole,
        None => lower.starts_with(beginning),
    };
    let rows = FATES.iter().filter(|(_, of, _)| *of == language);
    rows.into_iter().find(|(_, _, words)| words.split_ascii_whitespace().any(is)).map(|(fate, ..)| *fate)
}
