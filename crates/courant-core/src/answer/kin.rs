//! Words of one family that a stemmer parts: "won", "wins" and "winner" are one to who asks who won.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::text::reading::Reading;
use crate::text::stems::Stems;
use crate::text::words::{Token, TokenKind};

/// Families by language, parted by bars. Endings alone do not tell: "police" is no "policy".
#[rustfmt::skip]
const FAMILIES: &[(&str, &str)] = &[
    ("en", "injure injured injury injuries|inquire inquiry|enquire enquiry|win won wins winning|die died dies dying dead death \
        deaths|shoot shot shoots shooting shootings|buy bought buys|sell sold sells|steal stole stolen steals|fall fell fallen falls|\
        find found finds|lose lost loses|fly flew flown|drive drove driven|catch caught|build built|pay paid|begin began begun|break \
        broke broken|speak spoke spoken|take took taken|give gave given|write wrote written|run ran|grow grew grown|choose chose chosen|\
        rise rose risen|sink sank sunk|ring rang rung|throw threw thrown|strike struck|beat beats beaten beating defeat defeated defeats defeating|meet met|hold held|keep kept|send \
        sent|spend spent|fight fought|bring brought|make made|evacuate evacuated evacuation|explode exploded explosion|decide decided \
        decision|destroy destroyed destruction|collide collided collision|resign resigned resignation|elect elected election|lead led|\
        leave left leaves|arrest arrested arrests|succeed succeeded successor|replace replaced"),
    ("de", "gewinnen gewann gewonnen gewinnt siegte|sterben starb starben gestorben stirbt tot tote toten|schießen schoss \
        geschossen|stehlen stahl gestohlen|fahren fuhr gefahren|fallen fiel gefallen|finden fand gefunden|verlieren verlor verloren|\
        brechen brach gebrochen|schließen schloss geschlossen|öffnen öffnete geöffnet öffnet|festnehmen festgenommen|geben gab gegeben|\
        sprechen sprach gesprochen|treffen traf getroffen|schlagen schlug geschlagen|fliegen flog geflogen|sinken sank gesunken|steigen \
        stieg gestiegen|verlassen verließ|töten tötete getötet|verletzen verletzt verletzte verletzten|entgleisen entgleist entgleiste \
        entgleisung|einstürzen eingestürzt einsturz|zurücktreten zurückgetreten rücktritt|wählen wählte gewählt|bauen gebaut|schreiben \
        schrieb geschrieben"),
    ("fr", "mourir mort morts morte mortes meurt décédé décédés|tuer tué tués tuée tuées tue|gagner gagné gagne remporté remporte|ouvrir \
        ouvert ouverte|prendre pris prise|perdre perdu|élire élu élue élus|fermer fermé fermée|dérailler déraillé déraillement|blesser \
        blessé blessés blessée"),
    ("es", "morir murió murieron muerto muertos muerta muertas muere fallecido fallecidos falleció|ganar ganó gana|abrir abrió \
        abierto|elegir eligió elegido elegida|robar robó robado robada|detener detuvo detenido detenida detenidos|cerrar cerró cerrado \
        cerrada|descarrilar descarriló descarrilamiento|matar mató matado|herir hirió herido heridos"),
];

/// What also is one where somebody asks how many: who was killed has died.
#[rustfmt::skip]
const COUNTED: &[(&str, &str)] = &[
    ("en", "die died dead death deaths dies dying kill killed kills killing toll|injure injured injuries injury wound \
        wounded hurt"),
    ("de", "sterben starb starben gestorben tot tote toten töten getötet todesopfer|verletzen verletzt verletzte verletzten"),
    ("fr", "mourir mort morts mortes tuer tué tués tuée tuées décédé décédés|blesser blessé blessés"),
    ("es", "morir murió murieron muerto muertos muertas matar mató fallecido fallecidos falleció|herir herido heridos heridas"),
];

/// Who does something, with what is done: "Who was the winner?" is answered by who won.
const DOERS: &[(&str, &str)] = &[
    ("winner", "win"),
    ("loser", "lose"),
    ("buyer", "buy"),
    ("seller", "sell"),
    ("builder", "build"),
    ("finder", "find"),
    ("gewinner", "gewinnen"),
    ("sieger", "gewinnen"),
    ("ganador", "ganar"),
];

/// Stems that are one for each family.
pub struct Words<'a> {
    stems: Stems<'a>,
    kin: FxHashMap<String, String>,
    /// The family of each word that has one. Such words bear a meaning here, whatever lists of stop words say ("won").
    own: FxHashMap<&'static str, String>,
}

impl<'a> Words<'a> {
    /// The words of a language; for a question that asks how many, with what is one there.
    pub fn of(language: &'a str, counts: bool) -> Self {
        let stems = Stems::of(language);
        let (mut kin, mut own) = (FxHashMap::default(), FxHashMap::default());
        let tables = [COUNTED, FAMILIES];
        let rows = tables.iter().skip(usize::from(!counts)).flat_map(|table| table.iter());
        for (_, families) in rows.filter(|(of, _)| *of == language) {
            for family in families.split('|') {
                let Some(first) = family.split_ascii_whitespace().next().map(|word| stems.stem(word)) else { continue };
                for word in family.split_ascii_whitespace() {
                    own.entry(word).or_insert_with(|| first.clone());
                    kin.entry(stems.stem(word)).or_insert_with(|| first.clone());
                }
            }
        }
        Self { stems, kin, own }
    }

    /// Whether a lower-case word is a form of a noun, or a verb of which that is the doer: "attackers" is of "attacker", "attack" is
    /// not, and "won" is of "winner".
    pub fn is_form(&self, word: &str, other: &str) -> bool {
        let doer = DOERS.iter().find(|(doer, _)| *doer == word).and_then(|(_, does)| self.own.get(does));
        other.starts_with(word) || doer.zip(self.own.get(other)).is_some_and(|(one, other)| one == other)
    }

    /// The stem of what somebody does who is called by this noun's stem.
    pub fn done_by(&self, stem: &str) -> Option<String> {
        let (_, does) = DOERS.iter().find(|(doer, _)| self.stems.stem(doer) == stem)?;
        self.own.get(does).cloned()
    }

    fn one(&self, stem: String) -> String {
        self.kin.get(&stem).cloned().unwrap_or(stem)
    }

    /// The stem of a word, that of its family where it has one.
    pub fn stem(&self, word: &str) -> String {
        self.one(self.stems.stem(word))
    }

    /// The same for what of a token bears a meaning.
    pub fn of_token(&self, token: &Token<'_>) -> Vec<String> {
        if let Some(family) = self.own.get(token.text.to_lowercase().as_str()) {
            return vec![self.one(family.clone())];
        }
        // "l’", "d’"
        if token.text.ends_with(['’', '\'']) {
            return Vec::new();
        }
        self.stems.of_token(token).into_iter().map(|stem| self.one(stem)).collect()
    }

    /// The same, for words that bear no meaning by themselves too: "wants" is a deed to who asks who wants it.
    pub fn of_any(&self, token: &Token<'_>) -> Vec<String> {
        let found = self.of_token(token);
        if found.is_empty() && token.kind == TokenKind::Word { vec![self.stem(token.text)] } else { found }
    }

    /// The same for a sentence, each once.
    pub fn of_sentence(&self, reading: &Reading<'_>, sentence: usize) -> BTreeSet<String> {
        reading.tokens_of(sentence).iter().flat_map(|token| self.of_token(token)).collect()
    }
}
