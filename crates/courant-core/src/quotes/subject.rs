//! Which name beside a verb of saying is its subject, and whom a pronoun there stands for.

use super::Speech;
use super::cast::Cast;
use super::clause;
use super::speaker::Beside;
use super::told::{Told, told_of};
use crate::model::EntityKind;
use crate::text::entities::{Named, is_calendar, is_place, is_title};
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
            "unlike",
            "than",
            "amid",
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
pub fn subject(
    reading: &Reading<'_>,
    names: &[Named],
    cast: &Cast<'_>,
    (from, to): (usize, usize),
    says: usize,
) -> Beside {
    let begin = names.partition_point(|name| name.first < from);
    let inside = || names[begin..].iter().take_while(|name| name.last <= to);
    let touches = |name: &Named| name.last == says || name.first == says + 1;
    let speaks = |name: &&Named| {
        (can_speak(reading, name) || touches(name)) && !clause::is_thing(&name.full) && !is_region(reading, name)
    };
    let left = to <= says;
    let beside = |name: &&Named| {
        !left || touches(name) || !clause::is_hearer(reading, name.first, from) && !is_aside(reading, name, from, says)
    };
    let main = |name: &&Named| !left || !clause::is_relative(reading, name.first, from);
    let beyond = |name: &&Named| !left && clause::is_beyond(reading, says, name.first, ASIDE);
    let said: Vec<&Named> = inside().filter(speaks).filter(|name| beside(name) && main(name)).collect();
    let (bound, mut free): (Vec<&Named>, Vec<&Named>) =
        said.into_iter().partition(|name| is_bound(reading, name, Some(says)));
    free.retain(|name| !beyond(name));
    // "Ann Lee, one of those who know what they want, said".
    let of_clause = |at: usize| left && reading.tokens[at].is("they") && clause::is_relative(reading, at, from);
    let pronouns = (from..to.min(reading.tokens.len())).filter(|at| is_pronoun(reading, &reading.tokens[*at]));
    let mut pronouns = pronouns.filter(|at| !of_clause(*at));
    // Whoever the clause tells of first goes on saying, asking, adding; "quoted Ann Lee as saying" has it of her.
    let quoted = left && says > from && reading.tokens[says - 1].is("as");
    let first_of = left && !quoted && clause::is_participle(reading, says);
    let is_person = |name: &&&Named| name.kind == EntityKind::Person;
    let people: Vec<&Named> = free.iter().filter(is_person).copied().collect();
    let free = if people.is_empty() || first_of { free } else { people };
    if first_of {
        let pronoun = pronouns.next().filter(|at| free.first().is_none_or(|name| *at < name.first));
        return match (free.first(), pronoun) {
            (_, Some(at)) => Beside::Pronoun(at),
            (Some(name), None) => Beside::Named(whole(reading, names, name)),
            (None, None) => Beside::Unnamed,
        };
    }
    if let Some(who) = unlisted(reading, names, cast, (from, to), says) {
        return Beside::Named(who);
    }
    let name = nearest(reading, &free, from, says);
    let pronoun = if left { pronouns.next_back() } else { pronouns.next() };
    if left && clause::is_described(reading, names, from, says, |at| binds(reading, at)) {
        return body(reading, &inside().collect::<Vec<_>>());
    }
    match (name, pronoun) {
        (Some(name), Some(at)) if at.abs_diff(says) < name.first.abs_diff(says) && !touches(name) => {
            Beside::Pronoun(at)
        }
        (Some(name), _) => Beside::Named(whole(reading, names, name)),
        (None, Some(at)) => Beside::Pronoun(at),
        (None, None) if bound.is_empty() => Beside::Nothing,
        (None, None) => body(reading, &bound),
    }
}

/// The full name over a nickname in its middle: "Ole “Buck” Dahl" is read as two names.
fn whole(reading: &Reading<'_>, names: &[Named], name: &Named) -> String {
    let is_mark = |at: usize| matches!(reading.tokens[at].text, "“" | "”" | "\"" | "‘" | "’");
    let parted = |left: &Named, right: &Named| {
        (left.last + 3..left.last + 6).contains(&right.first) && is_mark(left.last) && is_mark(right.first - 1)
    };
    let full = |left: &Named, right: &Named| {
        let known = right.full.contains(' ') || left.full.ends_with(&format!(" {}", right.full));
        if known { right.full.clone() } else { format!("{} {}", left.full, right.full) }
    };
    // A nickname may be read as a name too.
    let at = names.partition_point(|other| other.first < name.first);
    let before = || names[..at].iter().rev().take(2).find(|other| parted(other, name));
    match names[at..].iter().skip(1).take(2).find(|other| parted(name, other)) {
        Some(right) => full(name, right),
        None => before().map_or_else(|| name.full.clone(), |left| full(left, name)),
    }
}

/// Whether a name is a region shortened behind a town: "Austin, Tex., said".
fn is_region(reading: &Reading<'_>, name: &Named) -> bool {
    let is = |at: usize, mark: &str| reading.tokens.get(at).is_some_and(|token| token.is(mark));
    let apart = name.first > 0 && is(name.first - 1, ",") && name.last == name.first + 1;
    apart
        && is(name.last, ".")
        && (is(name.last + 1, ",") || reading.tokens.get(name.last + 1).is_some_and(|t| !t.capital()))
}

/// Who stands right at the verb by a surname that is an everyday word, so that no name was read there: the only person of the
/// text who bears it, or the word itself behind a title. "Mr. Hedge said".
fn unlisted(
    reading: &Reading<'_>,
    names: &[Named],
    cast: &Cast<'_>,
    (from, to): (usize, usize),
    says: usize,
) -> Option<String> {
    let named =
        |at: usize| names.get(names.partition_point(|name| name.last <= at)).is_some_and(|name| name.first <= at);
    let at = if to <= says {
        says.checked_sub(1).filter(|at| *at >= from)?
    } else {
        (says + 1..to).find(|at| !leads(reading, *at))?
    };
    let word = reading.tokens[at];
    let free = clause::is_read(reading)
        && word.capital()
        && !is_pronoun(reading, &word)
        && !named(at)
        && !is_calendar(&word.text.to_lowercase());
    if !free || is_title(&word.text.to_lowercase(), reading.language) {
        return None;
    }
    // Half of a name, or "the Post": which one is not said.
    let part = at.checked_sub(1).is_some_and(|before| {
        let before = &reading.tokens[before];
        before.capital() && !is_title(&before.text.to_lowercase(), "en") || before.text.eq_ignore_ascii_case("the")
    });
    if part {
        return None;
    }
    let title = at.checked_sub(1).is_some_and(|before| {
        let before = before.saturating_sub(usize::from(reading.tokens[before].is(".")));
        is_title(&reading.tokens[before].text.to_lowercase(), "en") && reading.tokens[before].capital()
    });
    // The capital of a sentence's first word says nothing.
    let opens = reading.sentence_at(word.start).is_some_and(|sentence| reading.bounds[sentence].0 == at);
    let beside = if to <= says { !opens } else { at == says + 1 };
    match cast.bearer(word.text) {
        Some(only) if only.contains(' ') => Some(only.to_owned()),
        _ => (title || beside && word.text.len() > 2).then(|| word.text.to_owned()),
    }
}

/// Whom the words before a colon make the speaker where no verb of saying stands: the only person or pronoun that can be its
/// subject, else what stands right before the colon and opens its clause.
pub fn before_colon(reading: &Reading<'_>, names: &[Named], (from, to): (usize, usize)) -> Beside {
    let begin = names.partition_point(|name| name.first < from);
    let free: Vec<&Named> = names[begin..]
        .iter()
        .take_while(|name| name.last <= to)
        .filter(|name| !is_bound(reading, name, None) && !clause::is_thing(&name.full))
        .collect();
    let people: Vec<&Named> = free.iter().filter(|name| name.kind == EntityKind::Person).copied().collect();
    let opens = |name: &Named| {
        let before = name.first.checked_sub(1).filter(|at| *at >= from).map(|at| &reading.tokens[at]);
        before.is_none_or(|token| matches!(token.text, "-" | "—" | "–" | "the" | "The"))
    };
    let pronouns: Vec<usize> = (from..to).filter(|at| is_pronoun(reading, &reading.tokens[*at])).collect();
    let last = free.last().filter(|name| name.last + 1 == to && opens(name) && can_speak(reading, name));
    match (last, people.as_slice(), pronouns.as_slice()) {
        (Some(name), ..) => Beside::Named(name.full.clone()),
        (None, [], [at]) if free.is_empty() => Beside::Pronoun(*at),
        // "does not surprise Ann Lee:" has her for its object.
        (None, [name], []) if name.last + 1 < to => Beside::Named(name.full.clone()),
        _ => Beside::Another,
    }
}

/// The person or pronoun right behind a quotation, over titles, where a small word follows: nobody's owner.
pub fn behind_mark(reading: &Reading<'_>, names: &[Named], (from, to): (usize, usize)) -> Beside {
    if is_pronoun(reading, &reading.tokens[from]) {
        return Beside::Pronoun(from);
    }
    let begin = names.partition_point(|name| name.first < from);
    let Some(name) = names.get(begin).filter(|name| name.last < to && can_speak(reading, name)) else {
        return Beside::Nothing;
    };
    let near = (from..name.first).all(|at| leads(reading, at));
    let next = &reading.tokens[name.last];
    // "“…,” the club was free to go" tells of something else.
    let goes_on = next.kind == TokenKind::Word && !next.capital() && !clause::is_helper(next);
    if near && goes_on && !is_bound(reading, name, None) { Beside::Named(name.full.clone()) } else { Beside::Nothing }
}

/// Whether a name stands in a clause that a comma parts from the verb, and that tells of something beside: "As Ann Lee left,
/// somebody said".
fn is_aside(reading: &Reading<'_>, name: &Named, from: usize, says: usize) -> bool {
    // The verb may stand far from the beginning of its sentence, which is where most asides do.
    let begin =
        reading.sentence_at(reading.tokens[name.first].start).map_or(from, |one| reading.bounds[one].0.min(from));
    let from = begin.max(name.first.saturating_sub(clause::BACK));
    let opens = (from..name.first).rev().find(|at| reading.tokens[*at].is(",")).map_or(from, |at| at + 1);
    let aside = ASIDE.contains(&reading.tokens[opens].text.to_lowercase().as_str());
    clause::is_read(reading) && aside && opens < name.first && (name.last..says).any(|at| reading.tokens[at].is(","))
}

/// Words for people and papers through which a body speaks.
const VOICES: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "spokesmen",
    "official",
    "officials",
    "representative",
    "representatives",
    "statement",
    "release",
    "editorial",
];

/// Who speaks where all names describe somebody: a body speaks through its spokespeople, but nobody through a lawyer, and no
/// body through who only speaks in it or on it.
fn body(reading: &Reading<'_>, bound: &[&Named]) -> Beside {
    let is_voice =
        |at: usize| reading.tokens.get(at).is_some_and(|token| VOICES.contains(&token.text.to_lowercase().as_str()));
    let voice = |name: &&&Named| {
        let before = name.first.saturating_sub(BETWEEN + 2)..name.first;
        name.kind != EntityKind::Place && (is_voice(name.last) || before.into_iter().any(is_voice))
    };
    if bound.iter().any(|name| name.kind == EntityKind::Person) {
        return Beside::Another;
    }
    let first = if clause::is_read(reading) { bound.iter().find(voice) } else { bound.first() };
    first.map_or(Beside::Another, |name| Beside::Named(name.full.clone()))
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
    let relative = ["who", "which", "whose", "that"].contains(&reading.tokens[comma + 1].text);
    let opens =
        free.iter().find(|name| name.first == comma + 1 || name.last == before && name.first > comma && !relative);
    let earlier = free.iter().rev().find(|name| name.last <= comma);
    let touching = earlier.filter(|name| name.last == comma);
    let found = touching.or(opens).or(earlier).copied();
    // "The charge, which names Ann Lee, says": nobody.
    if relative { found } else { Some(found.unwrap_or(first)) }
}

/// Whether a name only says whose or what for somebody or something is: it stands behind a binding word or before an owner's
/// mark. "According to Ann Lee" has its verb before the word.
pub fn is_bound(reading: &Reading<'_>, name: &Named, says: Option<usize>) -> bool {
    let token = |at: usize| reading.tokens.get(at);
    let owner = token(name.last).is_some_and(|mark| matches!(mark.text, "’" | "'"))
        && token(name.last + 1).is_some_and(|s| s.is("s"))
        || token(name.last).is_some_and(|mark| matches!(mark.text, "’s" | "'s"));
    if is_somebodys(reading, name) {
        return true;
    }
    let lead = (name.first.saturating_sub(BETWEEN + 1)..name.first).rev();
    let word = lead.into_iter().find(|at| !leads(reading, *at));
    // "Lee spokeswoman Bo Dahl": in English whose spokeswoman she is stands bare before it.
    let bare = reading.language == "en"
        && token(name.last).is_some_and(|next| !next.capital() && is_title(next.text, "en") && next.text.len() > 3);
    // "a Harbour Party clerk", "the Lee campaign": whose or what kind of thing it is.
    let article = |at: usize| match reading.tokens[at].text.to_lowercase().as_str() {
        "a" | "an" => true,
        "the" => name.kind == EntityKind::Person,
        _ => false,
    };
    let goes_on = |next: &&Token<'_>| next.kind == TokenKind::Word && !next.capital() && !is_said(next);
    let kind_of = reading.language == "en"
        && name.first.checked_sub(1).is_some_and(article)
        && token(name.last).as_ref().is_some_and(goes_on);
    // "President of France Emmanuel Macron", "Chief of Staff Ann Lee": what the title goes on with is read into the name.
    let titled = |at: usize| at > 0 && is_title(&reading.tokens[at - 1].text.to_lowercase(), reading.language);
    let long = name.last - name.first > 2;
    let joined = long && (is_place(reading.tokens[name.first].text) || word.is_some_and(titled));
    owner
        || bare
        || kind_of
        || !joined && word.is_some_and(|at| binds(reading, at) && says.is_none_or(|says| at != says + 1))
}

/// Words for who speaks for somebody or is theirs, in languages that put that somebody behind them by an ending alone.
#[rustfmt::skip]
const OF_SOMEBODY: &[(&str, &[&str])] = &[
    ("pl", &["adwokat", "obrońca", "pełnomocnik", "rzecznik", "przedstawiciel", "doradca", "syn", "córka", "żona", "mąż", "brat", "siostra",
        "ojciec", "matka", "prawnik", "współpracownik", "szef", "asystent", "rodzina", "sąsiad", "przyjaciel", "zastępca"]),
    ("ru", &["адвокат", "защитник", "представитель", "пресс-секретарь", "помощник", "советник", "соратник", "юрист", "жена", "муж", "сын",
        "дочь", "брат", "сестра", "мать", "отец", "вдова", "сосед", "друг", "заместитель", "адвокаты"]),
    ("uk", &["адвокат", "захисник", "представник", "речник", "радник", "помічник", "юрист", "дружина", "чоловік", "син", "донька", "брат",
        "сестра", "мати", "батько", "вдова", "сусід", "друг", "заступник"]),
];

/// Whether a name stands behind such a word in what may be that ending: "адвокат Сергея Лунина". Some women's names end so too.
fn is_somebodys(reading: &Reading<'_>, name: &Named) -> bool {
    let Some((_, words)) = OF_SOMEBODY.iter().find(|(language, _)| *language == reading.language) else { return false };
    let before = name.first.checked_sub(1).map(|at| reading.tokens[at].text.to_lowercase());
    let first = reading.tokens[name.first].text;
    before.is_some_and(|before| words.contains(&before.as_str()))
        && first.ends_with(['a', 'y', 'i', 'а', 'я', 'ы', 'и', 'і', 'ї'])
}

/// Whether a word binds what stands behind it to something before.
fn binds(reading: &Reading<'_>, at: usize) -> bool {
    let lower = reading.tokens[at].text.to_lowercase();
    BINDING.iter().any(|(language, words)| *language == reading.language && words.contains(&lower.as_str()))
}

/// Whether a word may stand between a binding word and its name.
pub fn leads(reading: &Reading<'_>, at: usize) -> bool {
    const LEADS: &[&str] = &[
        "the", "late", "former", "der", "dem", "den", "die", "des", "le", "la", "l’", "l'", "el", "il", "lo", "o", "a",
        "de", "het", "then", "current", "fellow", ".",
    ];
    let lower = reading.tokens[at].text.to_lowercase();
    !binds(reading, at) && (LEADS.contains(&lower.as_str()) || is_title(&lower, reading.language))
}

pub fn is_said(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && speech::is_saying("en", token.text)
}

pub fn is_pronoun(reading: &Reading<'_>, token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && speech::is_third_person(reading.language, &pronoun(token))
}

/// The pronoun of a token, without the verb that French joins to it: "dit-elle", "a-t-il".
pub fn pronoun(token: &Token<'_>) -> String {
    let lower = token.text.to_lowercase();
    let tail = lower.rsplit(['-', '‑']).next().unwrap_or_default();
    let joined = tail.len() < lower.len() && matches!(tail, "il" | "elle" | "ils" | "elles");
    if joined { tail.to_owned() } else { lower }
}

pub fn can_speak(reading: &Reading<'_>, name: &Named) -> bool {
    match name.kind {
        EntityKind::Person | EntityKind::Organisation => true,
        EntityKind::Place => false,
        EntityKind::Other => !name.sure && !is_title(&reading.tokens[name.first].text.to_lowercase(), reading.language),
    }
}

/// Words that open a clause beside the main one: whom it names is not always whom the sentence tells of.
pub const ASIDE: &[&str] = &[
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
    "with",
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
/// where a title or given name of theirs speaks against it. What stands between marks is somebody's words, and tells of
/// nobody here.
pub fn meant(reading: &Reading<'_>, names: &[Named], at: usize, speech: &Speech<'_>) -> Option<String> {
    let read = pronoun(&reading.tokens[at]);
    // "they said" has it of several.
    if clause::is_read(reading) && read == "they" {
        return None;
    }
    let gender = speech::gender(reading.language, &read);
    let against = |who: &&str| gender.is_some() && speech.cast.gender(who).is_some_and(|known| Some(known) != gender);
    let last = speech.last.as_deref();
    let who = match told_of(reading, names, at, Some(&read), speech) {
        // Who spoke last and is known to be a woman is "she" over a man whom a sentence between tells of.
        Told::Of(who) if against(&who) => last.filter(|last| gender.is_some() && speech.cast.gender(last) == gender),
        Told::Of(who) => Some(who),
        Told::Open => None,
        Told::Nobody => last,
    };
    who.filter(|who| !against(who)).map(str::to_owned)
}

/// Who goes on in a quotation at the byte `start` that nothing beside it gives to anybody: who spoke last, unless a
/// sentence since then tells of somebody. `at_once` where nothing can stand between.
pub fn goes_on(
    reading: &Reading<'_>,
    names: &[Named],
    start: usize,
    at_once: bool,
    speech: &Speech<'_>,
) -> Option<String> {
    let last = speech.last.clone();
    if at_once {
        return last;
    }
    let at = reading.tokens.partition_point(|token| token.start < start);
    let paragraph = |byte: usize| reading.sentence_at(byte).map(|sentence| reading.sentences[sentence].paragraph);
    let said = |sentence: usize| {
        let tokens = reading.tokens_of(sentence).iter().take_while(|token| token.start < start);
        tokens.into_iter().any(|token| speech::is_saying(reading.language, &token.text.to_lowercase()))
    };
    let before = at.checked_sub(1).and_then(|at| reading.sentence_at(reading.tokens[at].start));
    let led = before.is_some_and(said)
        && at.checked_sub(1).is_some_and(|at| paragraph(reading.tokens[at].start) == paragraph(start));
    match told_of(reading, names, at, None, speech) {
        // What somebody is said to say in the same paragraph leads up to it.
        Told::Of(who) => (led || last.as_deref() == Some(who)).then(|| who.to_owned()),
        Told::Open => None,
        Told::Nobody => last,
    }
}
