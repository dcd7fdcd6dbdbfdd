//! Words of those who speak for themselves, by language.

/// A language and its words or openings, parted by a bar.
type Table = &'static [(&'static str, &'static str)];

/// Whether one of the language's entries is this.
pub fn has(table: Table, language: &str, entry: &str) -> bool {
    entries(table, language).any(|other| other == entry)
}

/// The language's entries.
pub fn entries(table: Table, language: &str) -> impl Iterator<Item = &'static str> {
    let row = table.iter().find(|(of, _)| *of == language).map_or("", |(_, row)| *row);
    row.split('|').map(str::trim).filter(|entry| !entry.is_empty())
}

/// Words for who writes, in lower case. "us" and "I" are looked at as they stand: "US", "World War I".
pub const FIRST_PERSON: Table = &[
    ("en", "i'm|i've|i'd|i'll|we|we're|we've|we'd|we'll|our|ours|us|my|me|mine|myself|ourselves|let's"),
    ("de", "ich|wir|uns|unser|unsere|unseren|unserem|unserer|unseres|mein|meine|meinem|meiner|mich|mir"),
    ("fr", "je|j'|nous|notre|nos|mon|mes|moi"),
    ("es", "yo|nosotros|nosotras|nuestro|nuestra|nuestros|nuestras|mi|mis|nos|debemos|tenemos|podemos"),
    ("it", "io|noi|nostro|nostra|nostri|nostre|mio|mia|miei|mie|dobbiamo|abbiamo|possiamo"),
    ("pt", "eu|nós|nosso|nossa|nossos|nossas|meu|minha"),
    ("nl", "ik|wij|we|ons|onze|mijn"),
];

/// Words for who reads.
pub const SECOND_PERSON: Table = &[
    ("en", "you|your|yours|yourself|you're|you've|you'd|you'll"),
    ("de", "du|dein|deine"),
    ("fr", "vous|votre|vos|tu|ton"),
    ("es", "usted|ustedes|tú"),
    ("it", "tu|voi|vostro|vostra"),
    ("nl", "jij|jullie"),
];

/// Words that speak before or behind one of them in a name, or of what is everybody's: "World War I", "Our Lady", "our galaxy".
pub const NAMES_BEFORE: Table = &[(
    "en",
    "war|elizabeth|charles|francis|nicholas|james|george|william|henry|napoleon|paul|pope|king|queen|part|phase|title|type|\
     class|division|level|stage|act|category|schedule|volume|chapter|tier|grade|group|section|article|world",
)];
pub const NAMES_BEHIND: Table =
    &[("en", "lady|lai|too|fair|weekly|galaxy|solar|universe|sun|planet|moon|milky|ancestors"), ("fr", "dame")];

/// How comment opens under a headline, in lower case with plain apostrophes. What ends in a blank goes on.
pub const OPENINGS: Table = &[
    (
        "en",
        "in defense of|in defence of|in praise of|thank you|thanks,|thank god|thank heavens|the case for|the case against|\
         yes,|no,|don't|do not|let's|let us|shame on|enough of|enough with|spare us|spare me|hey,|sorry,|make no mistake|\
         it's time to|it's time for|time to|an open letter|please|never forget|never mind|wake up|imagine a|imagine if|\
         imagine that|imagine the|forget the|forget about|beware of|a plea for|a modest proposal|good riddance",
    ),
    ("de", "danke,|ja,|nein,|schluss mit|lasst|hört auf|plädoyer für|ein plädoyer|es ist zeit"),
    (
        "fr",
        "merci,|oui,|non,|il faut|il est temps|pourquoi il faut|halte|plaidoyer pour|éloge de|éloge du|arrêtons|cessons|\
         osons|pour en finir|en défense",
    ),
    (
        "es",
        "gracias,|sí,|no,|basta|hay que|por qué hay que|por qué debemos|elogio de|elogio del|en defensa de|es hora de|en \
         defensa del",
    ),
    ("it", "grazie,|sì,|no,|basta|bisogna|perché bisogna|elogio di|elogio del|in difesa di|è ora di|difendiamo"),
];

/// How comment opens that is for or against a thing, and words by which a headline so opened tells of others.
pub const SLOGANS: Table = &[("en", "against|yes to|no to")];
pub const NO_SLOGAN: Table = &[(
    "en",
    "odds|backdrop|wishes|advice|vote|votes|voters|poll|polls|campaign|campaigners|camp|side|wins|win|leads|march|marches|rally|\
     protest|protests|protesters|chant",
)];

/// Words of advice, told by nobody but the writer where no one else is named for saying so.
pub const ADVICE: Table = &[
    ("en", "should|shouldn't|ought|oughtn't|needn't"),
    ("fr", "faut|faudrait"),
    ("es", "deberíamos|debemos|debería|deberían"),
    ("it", "bisogna|bisognerebbe|dovremmo"),
];

/// With "why" before them they argue: "Why the pier must stay".
pub const ARGUES: Table = &[
    ("en", "should|shouldn't|must|mustn't|need|needs|ought|deserve|deserves"),
    ("de", "muss|müssen|sollte|sollten|darf|dürfen"),
    ("fr", "faut|devrait|devraient|devons"),
    ("it", "dovrebbe|dovrebbero|bisogna"),
];
pub const WHY: Table = &[("en", "why"), ("de", "warum|wieso|weshalb"), ("fr", "pourquoi"), ("it", "perché")];

/// Words that ask in the middle of a headline: who asks "who should be tested" advises nothing.
pub const ASKS: Table = &[("en", "what|who|when|where|which|how|whether|if|why")];

/// Words, beside the verbs of saying, of those who decide, advise or were asked: theirs is the view then.
pub const OTHERS_SAY: Table = &[(
    "en",
    "rule|rules|ruled|orders|ordered|tells|told|urges|wants|wanted|poll|survey|study|experts|recommend|recommends|recommended|\
     recommendation|recommendations|advises|advised|agree|agrees|agreed|suggests|believe|believes|believed|thinks|thought|asks|\
     decide|decides|decided|petition|feels|felt|ruling|whether|proposed|proposes|proposal|calling|demands|demanding|required|\
     requires|saying|believing|arguing|urging|suggesting|thinking|according",
)];

/// First words of commands to the reader, and of what a writer says aside.
pub const COMMANDS: Table = &[
    (
        "en",
        "imagine|let's|watch|consider|remember|forget|ask|don't|think|recall|picture|suppose|note|notice|listen|look|beware|\
         expect|behold|spare|make no mistake|just imagine|just think|never mind|let us|of course|thank god|thank goodness|do \
         not|to be fair|to be sure|to be clear|make that|take that|read that|see also|read more",
    ),
    ("de", "stellen sie sich|stellt euch|lasst uns|lassen sie|denken sie|vergessen sie"),
    ("fr", "imaginez|imaginons|rappelons|n'oublions pas|souvenez|souvenons"),
    ("es", "imagine|imaginen|imaginemos|recordemos|no olvidemos|piensen"),
    ("it", "immaginate|immaginiamo|ricordiamo|pensate|non dimentichiamo"),
];

/// Labels before a colon that are none of [`crate::extract::is_opinion`]'s.
pub const LABELS: &[&str] = &[
    "debate",
    "commentary",
    "column",
    "viewpoint",
    "perspective",
    "letter",
    "letters",
    "our view",
    "my view",
    "essay",
    "rant",
];

/// Titles before the name of a columnist.
pub const TITLES: &[&str] = &[
    "dr",
    "sir",
    "lord",
    "lady",
    "dame",
    "prof",
    "professor",
    "sen",
    "senator",
    "rep",
    "gov",
    "baroness",
    "rev",
    "mr",
    "mrs",
    "ms",
];
