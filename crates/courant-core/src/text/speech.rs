//! Verbs of saying: what tells a quotation from mere marks, and a speaker from a bystander.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

const SAYING: &[(&str, &str)] = &[
    (
        "en",
        "said says say saying told tells tell telling wrote writes write writing added adds add adding continued continues asked asks \
            asking replied replies responded responds declared declares concluded concludes explained explains stated states recalled \
            recalls noted notes shouted yelled chanted admitted argued argues answered remarked joked warned warns quipped \
            insisted insists tweeted posted announced announces acknowledged charged claimed claims commented confirmed \
            confessed exclaimed observed predicted pleaded promised testified thundered urged whispered wondered conceded \
            cautioned boasted complained called calls demanded denied described lamented mused suggested reported retorted vowed cried \
            opined proclaimed interjected snapped countered maintained stressed emphasized emphasised reiterated contended asserted \
            read reads reading according",
    ),
    (
        "de",
        "erzählt erzählte ergänzt erläutert erläuterte schildert schilderte resümierte resümiert urteilte urteilt bedauerte bedauert appellierte verkündete unterstreicht sagte sagt sagen sagten erklärte erklärt erklären meinte meint betonte betont berichtete berichtet schrieb schreibt teilte \
            teilten kündigte ergänzte fügte warnte warnt forderte fordert kritisierte kritisiert antwortete fragte rief \
            hieß heißt räumte lobte nannte nennt äußerte behauptete versicherte versprach zitierte so laut twitterte klagte mahnte \
            bestätigte bekräftigte unterstrich kommentierte meldete",
    ),
    (
        "fr",
        "lâche renchérit abonde tonne ironise soupire glisse détaille décrit relate témoigné dénoncé rappelé reconnu conclu assurait lâché glissé détaillé dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait ajoute ajouté ajoutait \
            raconte raconté estime estimé estimait souligne souligné assure assuré précise précisé annonce annoncé indique indiqué \
            répond répondu demande lance lancé lançait confie confié conclut poursuit reconnaît rappelle regrette insiste \
            selon écrit témoigne martèle résume réagit commente dénonce prévient promet plaide avertit",
    ),
    (
        "es",
        "relata relató narra narró lamenta denuncia denunció recalcó recalca reiteró matizó zanjó criticó defendió apunta reclamó admitió admite dijo dice decía afirmó afirma declaró declara explicó explica añadió añade señaló señala aseguró asegura indicó \
            indica comentó comenta contó cuenta manifestó sostuvo sostiene subrayó agregó expresó respondió preguntó advirtió \
            advierte anunció lamentó recordó recuerda insistió concluyó apuntó reconoció reconoce escribió según confirmó destacó exclamó",
    ),
    (
        "it",
        "ricorda ricordato osserva osservato precisa precisato confida replica replicato avverte denuncia denunciato rimarca evidenzia chiarisce chiarito ammette detto dice disse dichiarato dichiara ha spiegato spiega aggiunto aggiunge affermato afferma sottolineato sottolinea \
            raccontato racconta commentato commenta scritto scrive risposto ribadito conclude concluso secondo annunciato avvertito",
    ),
    (
        "pt",
        "resumiu relatou relata conta comenta reforçou frisou sublinhou referiu adiantou indicou admitiu confirmou garante criticou defendeu revelou desabafou reconheceu ressalta disse diz afirmou afirma declarou explicou explica acrescentou contou comentou ressaltou destacou escreveu respondeu \
            perguntou segundo avaliou completou garantiu informou lamentou alertou anunciou",
    ),
    (
        "nl",
        "bevestigt reageert reageerde concludeert erkent benadrukt verzucht voegt zei zegt zeggen vertelde vertelt verklaarde schreef schrijft aldus stelt stelde voegde benadrukte liet waarschuwde antwoordde vindt",
    ),
    ("sv", "sa säger sade berättar skrev skriver menar förklarar tillade uppger svarade konstaterar"),
    ("da", "sagde siger fortæller skrev skriver mener forklarer tilføjer oplyser"),
    ("no", "sa sier forteller skrev skriver mener forklarer opplyser"),
    (
        "pl",
        "opowiada opowiadał opowiadała opowiedział opowiedziała oświadczył oświadczyła zapewnił zapewniła poinformował poinformowała relacjonuje tłumaczy tłumaczył wyjaśniła zaznaczyła oceniła przyznał przyznała podkreśla twierdzi dodaje wyjaśnia powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła podkreślił podkreśliła napisał napisała wyjaśnił zaznaczył ocenił",
    ),
    (
        "tr",
        "diyen söyleyen belirten anlattı ifadesini ifadelerini dedi söyledi belirtti açıkladı ifade konuştu kaydetti ekledi vurguladı",
    ),
    (
        "ru",
        "объяснил объяснила рассказывает утверждает подтвердил подтвердила напомнил напомнила призвал призвала предупредил предупредила признал признала уточнил уточнила сказал сказала сказали говорит заявил заявила заявили сообщил сообщила отметил отметила подчеркнул подчеркнула добавил \
            добавила рассказал рассказала пояснил пояснила считает написал написала цитирует ответил ответила",
    ),
    (
        "uk",
        "розповіла розповідає підкреслив підкреслила наголосив наголосила пояснила зазначає заявляє сказав сказала каже заявив заявила повідомив повідомила зазначив зазначила додав додала розповів розповіла написав написала пояснив",
    ),
    ("el", "είπε δήλωσε ανέφερε τόνισε σημείωσε λέει πρόσθεσε υποστήριξε υπογράμμισε"),
    ("ar", "قال قالت وقال وقالت أضاف أضافت وأضاف وأضافت أكد أكدت صرح أوضح وأوضح ذكر"),
];

/// Endings that say "said" where words are not parted, after a closing mark.
pub const SAYING_UNPARTED: &[&str] = &["と", "说", "說", "表示", "称", "指出", "写道"];

/// Whether a lower-case word is a verb of saying in the language (or, in an unknown one, in English).
#[must_use]
pub fn is_saying(language: &str, lower: &str) -> bool {
    static TABLES: OnceLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        SAYING.iter().map(|(language, words)| (*language, words.split_ascii_whitespace().collect())).collect()
    });
    tables.get(language).or_else(|| tables.get("en")).is_some_and(|words| words.contains(lower))
}

/// Pronouns for people, in each language: "il" is an article in Italian.
const HE_OR_SHE: &[(&str, &[&str])] = &[
    ("en", &["he", "she", "they"]),
    ("de", &["er", "sie"]),
    ("fr", &["il", "elle", "ils", "elles"]),
    ("es", &["él", "ella", "ellos", "ellas"]),
    ("it", &["lui", "lei"]),
    ("pt", &["ele", "ela", "eles", "elas"]),
    ("nl", &["hij", "zij", "ze"]),
    ("sv", &["han", "hon"]),
    ("da", &["han", "hun"]),
    ("no", &["han", "hun"]),
    ("nb", &["han", "hun"]),
    ("pl", &["on", "ona", "oni"]),
    ("ru", &["он", "она", "они"]),
    ("uk", &["він", "вона", "вони"]),
    ("el", &["αυτός", "αυτή"]),
    ("ar", &["هو", "هي"]),
];

/// Whether a lower-case word stands for a person named before; in a language without a row, any row's word does.
#[must_use]
pub fn is_third_person(language: &str, lower: &str) -> bool {
    match HE_OR_SHE.iter().find(|(of, _)| *of == language) {
        Some((_, words)) => words.contains(&lower),
        None => HE_OR_SHE.iter().any(|(_, words)| words.contains(&lower)),
    }
}

/// What a pronoun or a title tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "he", "Mrs" speaks against it.
    Male,
    /// "she", "Mr" speaks against it.
    Female,
}

/// The gender of a lower-case pronoun for one person; `None` where it may stand for either or for several.
#[must_use]
pub fn gender(language: &str, pronoun: &str) -> Option<Gender> {
    let row = match language {
        "de" => ["er", "sie"],
        "fr" => ["il", "elle"],
        "es" => ["él", "ella"],
        "it" => ["lui", "lei"],
        "pt" => ["ele", "ela"],
        "nl" => ["hij", "zij"],
        "sv" => ["han", "hon"],
        "da" | "no" => ["han", "hun"],
        "ru" => ["он", "она"],
        "uk" => ["він", "вона"],
        "pl" => ["on", "ona"],
        "el" => ["αυτός", "αυτή"],
        "ar" => ["هو", "هي"],
        _ => ["he", "she"],
    };
    [Gender::Male, Gender::Female].into_iter().zip(row).find(|(_, word)| *word == pronoun).map(|(gender, _)| gender)
}

#[rustfmt::skip]
const MEN: &[&str] = &[
    "mr", "sir", "lord", "king", "prince", "father", "congressman", "chairman", "spokesman", "councilman", "herr", "könig",
    "bürgermeister", "oberbürgermeister", "sprecher", "monsieur", "señor", "sr", "don", "rey", "alcalde", "signor", "senhor",
    "meneer", "pan", "г-н", "господин",
];
#[rustfmt::skip]
const WOMEN: &[&str] = &[
    "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "sister", "congresswoman", "chairwoman", "spokeswoman", "actress",
    "frau", "königin", "mme", "mlle", "madame", "présidente", "señora", "sra", "srta", "doña", "presidenta", "ministra",
    "alcaldesa", "reina", "signora", "senhora", "mevrouw", "pani", "г-жа", "госпожа", "bürgermeisterin",
    "oberbürgermeisterin", "ministerin", "kanzlerin", "bundeskanzlerin", "präsidentin", "ministerpräsidentin", "sprecherin",
    "chefin", "leiterin", "direktorin", "richterin",
];

/// The gender that a lower-case title before a name says.
#[must_use]
pub fn gender_of_title(lower: &str) -> Option<Gender> {
    let says = |words: &[&str]| words.contains(&lower);
    if says(WOMEN) { Some(Gender::Female) } else { says(MEN).then_some(Gender::Male) }
}
