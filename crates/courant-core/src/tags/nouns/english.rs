//! English: how often a word is a noun in news, and which endings tell otherwise.

use crate::text::lexicon;
use crate::text::word_set::WordSet;

/// Nouns that end like a participle, an adverb or an adjective.
static NOUNS: WordSet = WordSet::of(&[
    "bed", "beds", "bloodshed", "creed", "greed", "hatred", "shred", "seed", "seaweed", "weed", "breed", "feed", "speed", "deed", "reed", "steed", "sled", "shed",
    "watershed", "hundred", "newlywed", "hotbed", "riverbed", "seabed", "flatbed", "screed", "moped", "crossbred", "ally", "anomaly", "assembly",
    "family", "folly", "monopoly", "rally", "supply", "tally", "bully", "belly", "jelly", "butterfly", "lily", "homily", "gully", "duopoly", "oligopoly",
    "reply", "firefly", "dragonfly", "holly", "herring", "ceiling", "sibling", "string", "spring", "wing", "ring", "viking", "sterling", "starling", "seedling", "duckling", "pudding", "wedding", "building", "buildings", "meeting", "hearing", "shooting",
    "bombing", "briefing", "funding", "flooding", "training", "trafficking", "kidnapping", "lining", "mooring", "crossing", "landing", "painting",
    "fishing", "housing", "farming", "mining", "shipping", "banking", "racing", "boxing", "cycling", "drilling", "fracking", "gambling", "hacking",
    "hiring", "lending", "parking", "pricing", "ranking", "rating", "recycling", "sailing", "savings", "scaffolding", "shopping", "skating", "skiing",
    "smuggling", "spending", "swimming", "testing", "uprising", "voting", "warning", "well-being", "writing", "wrestling", "ruling", "sewing", "wiring",
    "plumbing", "lightning", "offspring", "bearing", "casting", "gearing", "clothing", "dressing", "earrings", "table", "cable", "vegetable", "constable",
    "timetable", "roundtable", "syllable", "fable", "stable", "gable", "bible", "crucible", "handful", "forest", "guest", "protest", "arrest", "harvest",
    "contest", "test", "nest", "chest", "quest", "priest", "request", "interest", "crest", "unrest", "vest", "pest", "conquest", "inquest", "tempest",
    "archive", "directive", "expletive", "incentive", "initiative", "motive", "narrative", "objective", "perspective", "prerogative", "representative",
    "executive", "detective", "native", "explosive", "adhesive", "locomotive", "hive", "dive", "olive", "relative", "fugitive", "cooperative",
    "co-operative", "collective", "alternative", "additive", "sedative", "music", "traffic", "clinic", "critic", "epidemic", "pandemic", "fabric",
    "logic", "panic", "republic", "rhetoric", "mosaic", "picnic", "mechanic", "classic", "ethic", "comic", "topic", "metric", "public", "arctic",
    "academic", "medic", "attic", "arsenic", "antibiotic", "plastic", "catholic", "skeptic", "garlic",
]);

/// Words for people, things and stretches of time that any text has, and adverbs that look like nouns.
static VAGUE: WordSet = WordSet::of(&[
    "day", "days", "week", "weeks", "weekend", "month", "months", "year", "years", "decade", "decades", "fortnight", "morning", "afternoon", "evening", "midnight",
    "noon", "tonight", "overnight", "moment", "moments", "thing", "things", "something", "anything", "nothing", "everything", "someone", "anyone",
    "everyone", "everybody", "somebody", "nobody", "way", "ways", "lot", "lots", "bit", "kind", "kinds", "sort", "sorts", "matter", "matters", "middle", "rest",
    "half", "quarter", "piece", "pieces", "total", "average", "ago", "alone", "aside", "alike", "nowhere", "somewhere", "anywhere", "everywhere", "indeed",
    "instead", "meanwhile", "otherwise", "nonetheless", "nevertheless", "throughout", "elsewhere", "twice", "abroad", "ahead", "apart", "whereas", "amid", "goodbye", "yes",
    "aground", "upriver", "upstream", "downstream", "undersea", "offshore", "onshore", "ashore", "overboard", "underwater", "inland", "upland", "overhead",
]);

/// Forms of verbs that no ending gives away.
static VERBS: WordSet = WordSet::of(&[
    "begun", "began", "gone", "went", "done", "seen", "known", "knew", "shown", "grown", "grew", "drawn", "drew", "flown", "flew", "blown", "blew", "thrown",
    "threw", "sworn", "swore", "torn", "worn", "born", "borne", "broken", "spoken", "stolen", "frozen", "driven", "drove", "risen", "fallen", "taken", "took",
    "given", "gave", "written", "wrote", "eaten", "beaten", "hidden", "chosen", "chose", "forgotten", "forgot", "sang", "sung", "swam", "sank", "sunk",
    "stood", "held", "kept", "felt", "brought", "bought", "caught", "taught", "sought", "fought", "built", "sent", "spent", "lost", "paid", "made", "sold",
    "told", "met", "hung", "struck", "swung", "became", "become", "came", "shook", "woke", "awoke", "crept", "slept", "swept", "wept", "leapt", "knelt",
    "dealt", "meant", "burnt", "learnt", "spoilt", "spilt", "shone", "shrank", "sprang", "strode", "withdrew", "withheld", "undergone", "undertook",
]);

/// How noun-like a lower-case word is, 0 to 1; `noun` and `other` are the places of this text that speak for and against.
pub fn nounness(lower: &str, noun: u32, other: u32) -> f64 {
    if VAGUE.has(lower) {
        return 0.3;
    }
    if NOUNS.has(lower) {
        return 1.0;
    }
    if VERBS.has(lower) {
        return super::SURELY_NONE;
    }
    let facts = lexicon::english(lower);
    let used = facts.map(|facts| facts.noun);
    if let Some(worth) = by_ending(lower, used, noun > 0 && other == 0) {
        return worth;
    }
    let prior = match used {
        Some(digit) => base_verb(lower).map_or(digit, |base| digit.min(base + 2)),
        None => base_verb(lower).map_or(6, |base| (base + 1).min(6)),
    };
    let prior = f64::from(prior.min(9)) / 9.0 + 0.08;
    let said = match noun.cmp(&other) {
        std::cmp::Ordering::Greater if noun > 2 && other == 0 => 0.3,
        std::cmp::Ordering::Greater => 0.2,
        std::cmp::Ordering::Equal => 0.0,
        std::cmp::Ordering::Less => -0.25,
    };
    (prior + said).clamp(0.0, 1.0)
}

/// Participles, adverbs, adjectives by their endings. `clear` is whether this text has it as a noun only.
fn by_ending(lower: &str, used: Option<u8>, clear: bool) -> Option<f64> {
    let at_most = |digit: u8| used.is_none_or(|used| used <= digit);
    let gerund = |least: u8| used.is_some_and(|used| used >= least) && clear;
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.strip_suffix(ending).is_some_and(|rest| rest.len() >= 2));
    if ends(&["ed", "ly", "ised", "ized", "n’t", "n't"]) {
        return Some(super::SURELY_NONE);
    }
    if ends(&["ing"]) {
        return Some(if gerund(7) { 0.8 } else if gerund(6) || clear && used.is_none() { 0.45 } else { super::SURELY_NONE });
    }
    let adjective = ends(&["ous", "less", "able", "ible", "ful", "ish", "most", "wards", "wise"]) && at_most(6)
        || ends(&["ive", "est", "iest"]) && at_most(5)
        || ends(&["ic", "al", "ical", "ier", "ary", "ory"]) && used.is_some_and(|used| used <= 3)
        || ends(&["ise", "ize", "ises", "izes", "ify", "ifies"]) && at_most(3)
        || lower.contains('-') && at_most(5);
    adjective.then_some(0.1)
}

/// For "disappoints": how often "disappoint" is a noun; a plural takes after its singular.
fn base_verb(lower: &str) -> Option<u8> {
    let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s'))?;
    let base = lexicon::english(stem).or_else(|| lexicon::english(stem.strip_suffix('e')?))?;
    Some(base.noun)
}
