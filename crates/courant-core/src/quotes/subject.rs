//! Which name beside a verb of saying is its subject, and whom a pronoun there stands for.

use std::ops::Range;

use super::Speech;
use super::cast::is_people_word;
use super::speaker::Beside;
use crate::model::EntityKind;
use crate::text::entities::{Named, is_place, is_title};
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::words::{Token, TokenKind};

/// Words behind which a name says whose or what for somebody is: "a lawyer for Ann Lee", "asked about Ann Lee". Of the
/// languages of the verbs of saying, as far as they have such words.
const BINDING: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "for",
            "of",
            "to",
            "about",
            "with",
            "against",
            "by",
            "from",
            "on",
            "at",
            "in",
            "near",
            "behind",
            "over",
            "toward",
            "towards",
            "without",
            "representing",
            "versus",
            "via",
            "around",
            "among",
            "between",
            "alongside",
            "under",
        ],
    ),
    (
        "de",
        &[
            "von", "vom", "für", "mit", "über", "gegen", "bei", "zu", "zum", "zur", "an", "um", "neben", "unter",
            "ohne", "vor",
        ],
    ),
    (
        "fr",
        &["de", "d’", "d'", "du", "des", "à", "au", "pour", "avec", "sur", "contre", "par", "chez", "sans", "devant"],
    ),
    ("es", &["de", "del", "a", "al", "para", "con", "sobre", "contra", "por", "ante", "sin", "en"]),
    (
        "it",
        &[
            "di", "del", "della", "dell’", "dell'", "d’", "d'", "a", "al", "alla", "per", "con", "su", "sul", "sulla",
            "contro", "da", "dal", "dalla", "senza",
        ],
    ),
    (
        "pt",
        &[
            "de", "do", "da", "dos", "das", "a", "ao", "à", "para", "com", "sobre", "contra", "por", "pelo", "pela",
            "sem",
        ],
    ),
    ("nl", &["van", "voor", "met", "over", "tegen", "bij", "aan", "door", "zonder", "naast"]),
    ("sv", &["av", "för", "till", "om", "med", "mot", "från", "hos"]),
    ("da", &["af", "for", "til", "om", "med", "mod", "fra", "hos"]),
    ("no", &["av", "for", "til", "om", "med", "mot", "fra", "hos"]),
    ("pl", &["dla", "od", "do", "o", "z", "przeciw", "przeciwko", "u", "przez"]),
    ("ru", &["для", "от", "к", "о", "об", "с", "против", "у", "про"]),
    ("uk", &["для", "від", "до", "про", "з", "проти", "у"]),
    ("el", &["του", "της", "των", "για", "με", "από", "στον", "στην", "κατά"]),
    ("ar", &["عن", "من", "مع", "ضد", "إلى"]),
];

/// Words behind which a sentence tells of a second deed of its first subject: "Ann Lee met Bo Dahl and said".
const AND: &[&str] =
    &["and", "but", "then", "und", "et", "y", "e", "ed", "en", "och", "og", "i", "и", "і", "та", "και"];

/// Most words between a binding word and its name: titles, articles and the like.
const BETWEEN: usize = 3;

/// The name or pronoun among some tokens that is the subject of the verb of saying at `says`: what stands right beside the
/// verb, whatever it was taken for; else the nearest, people before bodies. `Nothing` when none stands there.
pub fn subject(reading: &Reading<'_>, names: &[Named], (from, to): (usize, usize), says: usize) -> Beside {
    let begin = names.partition_point(|name| name.first < from);
    let inside = || names[begin..].iter().take_while(|name| name.last <= to);
    let touches = |name: &Named| name.last == says || name.first == says + 1;
    let speaks = |name: &&Named| can_speak(reading, name) || touches(name);
    let (bound, free): (Vec<&Named>, Vec<&Named>) =
        inside().filter(speaks).partition(|name| is_bound(reading, name, Some(says)));
    let is_person = |name: &&&Named| name.kind == EntityKind::Person;
    let people: Vec<&Named> = free.iter().filter(is_person).copied().collect();
    let free = if people.is_empty() { free } else { people };
    let name = nearest(reading, &free, from, says);
    let mut pronouns = (from..to.min(reading.tokens.len())).filter(|at| is_pronoun(&reading.tokens[*at]));
    let pronoun = if to <= says { pronouns.next_back() } else { pronouns.next() };
    match (name, pronoun) {
        (Some(name), Some(at)) if at.abs_diff(says) < name.first.abs_diff(says) && !touches(name) => {
            Beside::Pronoun(at)
        }
        (Some(name), _) => Beside::Named(name.full.clone()),
        (None, Some(at)) => Beside::Pronoun(at),
        (None, None) => described(&bound),
    }
}

/// Who speaks where all names describe somebody: a body speaks through its people, but nobody through a lawyer.
fn described(bound: &[&Named]) -> Beside {
    match bound.first() {
        None => Beside::Nothing,
        Some(_) if bound.iter().any(|name| name.kind == EntityKind::Person) => Beside::Another,
        Some(body) => Beside::Named(body.full.clone()),
    }
}

/// The name nearest to the verb; over what stands between two commas before it, and over a second deed of the first.
fn nearest<'a>(reading: &Reading<'_>, free: &[&'a Named], from: usize, says: usize) -> Option<&'a Named> {
    let (first, last) = (free.first()?, free.last()?);
    if first.first > says || last.last == says {
        return Some(if first.first > says { first } else { last });
    }
    let Some(before) = says.checked_sub(1).filter(|at| *at >= from) else { return Some(last) };
    if AND.contains(&reading.tokens[before].text) {
        return Some(first);
    }
    if !reading.tokens[before].is(",") {
        return Some(last);
    }
    // "Ann Lee, who beat Bo Dahl, said", but "the mayor, Ann Lee, said".
    let comma = (from..before).rev().find(|at| reading.tokens[*at].is(",")).unwrap_or(from);
    let opens = free.iter().find(|name| name.first == comma + 1 || name.last == before && name.first > comma);
    let earlier = free.iter().rev().find(|name| name.last <= comma);
    let touching = earlier.filter(|name| name.last == comma);
    Some(touching.or(opens).or(earlier).copied().unwrap_or(first))
}

/// Whether a name only says whose or what for somebody or something is: it stands behind a binding word or before an owner's
/// mark. "According to Ann Lee" has its verb before the word.
fn is_bound(reading: &Reading<'_>, name: &Named, says: Option<usize>) -> bool {
    let token = |at: usize| reading.tokens.get(at);
    let owner = token(name.last).is_some_and(|mark| matches!(mark.text, "’" | "'"))
        && token(name.last + 1).is_some_and(|s| s.is("s"))
        || token(name.last).is_some_and(|mark| matches!(mark.text, "’s" | "'s"));
    let binding =
        BINDING.iter().find(|(language, _)| *language == reading.language).map_or(&[] as &[&str], |(_, words)| *words);
    let binds = |at: usize| binding.contains(&reading.tokens[at].text.to_lowercase().as_str());
    let lead = (name.first.saturating_sub(BETWEEN + 1)..name.first).rev();
    let word = lead.into_iter().find(|at| !leads(reading, *at));
    // "Lee spokeswoman Bo Dahl": in English whose spokeswoman she is stands bare before it.
    let bare = reading.language == "en"
        && token(name.last).is_some_and(|next| !next.capital() && is_title(next.text, "en") && next.text.len() > 3);
    // "President of France Emmanuel Macron", "Chief of Staff Ann Lee": what the title goes on with is read into the name.
    let titled = |at: usize| at > 0 && is_title(&reading.tokens[at - 1].text.to_lowercase(), reading.language);
    let long = name.last - name.first > 2;
    let joined = long && (is_place(reading.tokens[name.first].text) || word.is_some_and(titled));
    owner || bare || !joined && word.is_some_and(|at| binds(at) && says.is_none_or(|says| at != says + 1))
}

/// Whether a word may stand between a binding word and its name.
fn leads(reading: &Reading<'_>, at: usize) -> bool {
    const LEADS: &[&str] = &[
        "the", "late", "former", "der", "dem", "den", "die", "des", "le", "la", "l’", "l'", "el", "il", "lo", "o", "a",
        "de", "het", "then", "current", "fellow", ".",
    ];
    let lower = reading.tokens[at].text.to_lowercase();
    let binds =
        BINDING.iter().any(|(language, words)| *language == reading.language && words.contains(&lower.as_str()));
    !binds && (LEADS.contains(&lower.as_str()) || is_title(&lower, reading.language))
}

fn is_pronoun(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && speech::is_third_person(&pronoun(token))
}

/// The pronoun of a token, without the verb that French joins to it: "dit-elle", "a-t-il".
fn pronoun(token: &Token<'_>) -> String {
    let lower = token.text.to_lowercase();
    let tail = lower.rsplit(['-', '‑']).next().unwrap_or_default();
    let joined = tail.len() < lower.len() && matches!(tail, "il" | "elle" | "ils" | "elles");
    if joined { tail.to_owned() } else { lower }
}

fn can_speak(reading: &Reading<'_>, name: &Named) -> bool {
    match name.kind {
        EntityKind::Person | EntityKind::Organisation => true,
        EntityKind::Place => false,
        EntityKind::Other => !name.sure && !is_title(&reading.tokens[name.first].text.to_lowercase(), reading.language),
    }
}

/// Names before a pronoun among which its person is sought, and names of one sentence that are looked at.
const NAMES_BACK: usize = 12;

/// Words that open a clause beside the main one: whom it names is not always whom the sentence tells of.
const ASIDE: &[&str] = &[
    "when",
    "while",
    "after",
    "before",
    "as",
    "if",
    "although",
    "though",
    "asked",
    "because",
    "since",
    "despite",
    "until",
    "als",
    "wenn",
    "nachdem",
    "während",
    "obwohl",
    "quand",
    "lorsque",
    "après",
    "alors",
    "cuando",
    "mientras",
    "tras",
    "aunque",
    "quando",
    "mentre",
    "dopo",
    "depois",
    "enquanto",
    "toen",
    "terwijl",
    "nadat",
    "när",
    "medan",
    "efter",
    "mens",
    "når",
    "когда",
    "после",
    "коли",
    "після",
];

/// Whom the pronoun at `at` stands for: who spoke last or whom a sentence since then tells of; nobody where that is open, or
/// where a title of theirs speaks against it. What stands between marks is somebody's words, and tells of nobody here.
pub fn meant(reading: &Reading<'_>, names: &[Named], at: usize, speech: &Speech<'_>) -> Option<String> {
    let who = match told_of(reading, names, at, speech) {
        Told::Of(who) => Some(who.to_owned()),
        Told::Open => None,
        Told::Nobody => speech.last.as_ref().map(|(who, _)| who.clone()),
    };
    let gender = speech::gender(reading.language, &pronoun(&reading.tokens[at]));
    who.filter(|who| gender.is_none() || speech.cast.gender(who).is_none_or(|title| Some(title) == gender))
}

/// Whom a sentence tells of.
enum Told<'a> {
    Of(&'a str),
    /// Somebody, and who cannot be said.
    Open,
    Nobody,
}

/// The last sentence before the pronoun at `at` that tells of somebody by name, none older than who spoke last.
fn told_of<'a>(reading: &Reading<'_>, names: &'a [Named], at: usize, speech: &'a Speech<'a>) -> Told<'a> {
    let since = speech.last.as_ref().map_or(0, |(_, end)| *end);
    let mut end = names.partition_point(|name| name.first < at);
    let oldest = end.saturating_sub(NAMES_BACK);
    while end > oldest {
        let Some(sentence) = reading.sentence_at(reading.tokens[names[end - 1].first].start) else { break };
        let (first, last) = reading.bounds[sentence];
        if reading.tokens[first].start < since {
            break;
        }
        let begin = names.partition_point(|name| name.first < first);
        let inside = begin..end.min(begin + NAMES_BACK);
        match in_sentence(reading, names, inside, (first, last.min(at)), at < last, speech) {
            Told::Nobody => end = begin,
            found => return found,
        }
    }
    Told::Nobody
}

/// Whom one sentence tells of, by the names in it (`inside`): the first of them that is nobody's owner or object. Nobody
/// where a pronoun stands before: then it goes on about somebody of before. `own` is the sentence of the pronoun that is
/// read.
fn in_sentence<'a>(
    reading: &Reading<'_>,
    names: &'a [Named],
    inside: Range<usize>,
    (first, end): (usize, usize),
    own: bool,
    speech: &'a Speech<'a>,
) -> Told<'a> {
    let quoted = |at: usize| speech.is_marked(reading.tokens[at].start);
    let last = speech.last.as_ref().map(|(who, _)| who.as_str());
    let mut free = names[inside].iter().filter(|name| !quoted(name.first) && !is_bound(reading, name, None)).peekable();
    let opening = free.peek().is_some_and(|name| {
        let opens = name.kind == EntityKind::Other && name.first <= first + 1;
        opens && !is_people_word(&name.full) && speech.cast.person(name, last).is_none()
    });
    let mut people = free.filter_map(|name| Some((name.first, speech.cast.person(name, last)?)));
    let Some((place, who)) = people.next() else { return if opening { Told::Open } else { Told::Nobody } };
    let resumes = (first..place).any(|at| is_pronoun(&reading.tokens[at]) && !quoted(at));
    let asks = end > first && reading.tokens[end - 1].is("?");
    if resumes || asks {
        return Told::Nobody;
    }
    let aside = ASIDE.contains(&reading.tokens[first].text.to_lowercase().as_str());
    let others = people.any(|(_, other)| other != who);
    if opening || aside && (own || others) { Told::Open } else { Told::Of(who) }
}
