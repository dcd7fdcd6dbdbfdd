//! A figure with what it counts and the words it stands among.

use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::tz::TimeZone;

use super::bound::Bound;
use super::deed::{deed, is_fate};
use super::measure::{self, Kind};
use super::places;
use super::toll;
use crate::model::Article;
use crate::text::agency;
use crate::text::numbers::{self, NumberClass, Numeral};
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::stems::Stems;
use crate::text::words::{Token, TokenKind};

/// One figure of one report.
#[derive(Debug, Clone)]
pub struct Counted<'a> {
    /// The report.
    pub article: &'a Article,
    /// Its language.
    pub language: String,
    /// The value.
    pub value: f64,
    /// The figure as printed, with the word that calls it inexact.
    pub text: &'a str,
    /// Its place in code points.
    pub span: (usize, usize),
    /// Whether the report calls it inexact.
    pub approximate: bool,
    /// What is counted, made comparable.
    pub unit: String,
    /// Whether the unit is a rate (`litres a minute`), which needs no company.
    pub is_rate: bool,
    /// Stems of the words beside it.
    pub company: BTreeSet<String>,
    /// Those of them that no headline of the story has.
    pub telling: BTreeSet<String>,
    /// What was done with the counted, where the words beside it tell.
    pub deed: Option<String>,
    /// What is counted, in the report's words.
    pub subject: String,
    /// The other numbers of its sentence.
    pub beside: Vec<f64>,
    /// The numbers that it is true of.
    pub bound: Bound,
    /// Stems of what a measure is of; `None` of what is counted.
    pub of: Option<Vec<String>>,
    /// Stems of the words between the number and what is counted.
    pub kind: BTreeSet<String>,
    /// The stem of the word before the number that bears a meaning.
    pub governor: Option<String>,
    /// The places that its sentence names.
    pub places: Vec<String>,
    /// The words of its report's headline and opening.
    pub opening: Rc<Vec<String>>,
    /// The words of its report's headline and first sentence, without what a dateline writes large.
    pub head: Rc<Vec<String>>,
    /// Whether it is its report's toll, see [`toll`].
    pub is_toll: bool,
    /// Whether it may count only some of those whom a fate befell: it is compared with nothing.
    pub is_doubtful: bool,
    /// The agency whose text the report is.
    pub agency: Option<Rc<str>>,
}

/// Words after the number and before it that keep it company.
const AFTER: usize = 8;
const BEFORE: usize = 6;

/// Units that are one across languages once they are a rate. A speed is none: it is another one an hour later.
const MEASURES: &[(&str, &[&str])] = &[
    ("litre", &["litre", "litres", "liter", "liters", "litro", "litros", "litri"]),
    ("tonne", &["tonne", "tonnes", "ton", "tons", "tonnen", "toneladas"]),
];
const TIMES: &[(&str, &[&str])] = &[
    ("second", &["second", "seconde", "sekunde", "segundo", "secondo"]),
    ("minute", &["minute", "minuto"]),
    ("hour", &["hour", "stunde", "heure", "hora", "ora"]),
    ("day", &["day", "tag", "jour", "día", "giorno"]),
];

/// Words for people, as a reader means who asks how many: the languages of the quotes' speakers.
const PEOPLE: &[&str] = &[
    "people",
    "person",
    "persons",
    "dead",
    "deaths",
    "killed",
    "injured",
    "wounded",
    "missing",
    "victims",
    "survivors",
    "casualties",
    "passengers",
    "residents",
    "men",
    "women",
    "children",
    "migrants",
    "refugees",
    "protesters",
    "workers",
    "patients",
    "students",
    "soldiers",
    "menschen",
    "personen",
    "tote",
    "toten",
    "verletzte",
    "verletzten",
    "vermisste",
    "opfer",
    "passagiere",
    "kinder",
    "bewohner",
    "personnes",
    "morts",
    "blessés",
    "disparus",
    "victimes",
    "passagers",
    "enfants",
    "habitants",
    "personas",
    "muertos",
    "heridos",
    "desaparecidos",
    "víctimas",
    "pasajeros",
    "niños",
    "vecinos",
    "persone",
    "morti",
    "feriti",
    "dispersi",
    "vittime",
    "pessoas",
    "mortos",
    "feridos",
    "mensen",
    "doden",
    "gewonden",
];

impl Counted<'_> {
    /// The fate and the number, where it is its report's toll.
    pub fn toll(&self) -> Option<(String, f64)> {
        self.deed.clone().filter(|_| self.is_toll).map(|fate| (fate, self.value))
    }

    /// Whether it tells what befell people, which is told of ever more of them.
    pub fn may_rise(&self) -> bool {
        self.deed.as_deref().is_some_and(is_fate)
    }

    /// Whether people are counted.
    pub fn is_of_people(&self) -> bool {
        self.is_toll || self.subject.split(' ').any(|word| PEOPLE.contains(&word.to_lowercase().as_str()))
    }
}

/// Units of the clock and the calendar where a number's unit is one sign: "10시" is ten o'clock.
const CLOCK: &[&str] = &[
    "시", "분", "초", "일", "월", "년", "세", "살", "時", "时", "点", "點", "分", "秒", "日", "月", "年", "歳", "岁",
    "歲", "号", "號",
];

/// Words by which a sentence tells of another event than the story's: "forty years ago", "the anniversary of".
const BEFORE_THIS: &[&str] = &[
    "ago",
    "anniversary",
    "jahrestag",
    "anniversaire",
    "aniversario",
    "anniversario",
    "aniversário",
    "årsdagen",
    "rocznicę",
];

/// The same by two words.
const LAST_YEAR: &[(&str, &str)] = &[
    ("last", "year"),
    ("years", "earlier"),
    ("year", "earlier"),
    ("letztes", "jahr"),
    ("letzten", "jahr"),
    ("vergangenen", "jahr"),
    ("an", "dernier"),
    ("année", "dernière"),
    ("año", "pasado"),
    ("anno", "scorso"),
    ("ano", "passado"),
    ("vorig", "jaar"),
    ("прошлом", "году"),
];

/// The longest report, in bytes, whose figures are compared, and the most figures that it may have. More is a table or a text without
/// end: each figure is held against those of all others, and which of its own it means by each can hardly be said.
const LONGEST: usize = 64_000;
const MOST: usize = 120;

/// The figures of a report that count something, save those of what happened in other years; none where there are very many.
pub fn figures<'a>(article: &'a Article, language: &'a str) -> Vec<Counted<'a>> {
    if article.text.len() > LONGEST {
        return Vec::new();
    }
    let reading = Reading::new(&article.text, language);
    let stems = Stems::of(language);
    let numerals = numbers::numerals(&reading);
    let telling = numerals.iter().filter(|numeral| numeral.class == NumberClass::Figure && numeral.value > 1.0);
    let told = Told {
        article,
        opening: Rc::new(places::opening(article, language)),
        head: Rc::new(places::head(article, &reading)),
        agency: agency::of_article(article).map(Rc::from),
    };
    let found = telling.filter_map(|numeral| counted(&told, &reading, &stems, numeral, &numerals)).take(MOST + 1);
    let mut found: Vec<Counted<'a>> = found.collect();
    if found.len() > MOST {
        return Vec::new();
    }
    let headline = headline(article, language);
    // A report that opens with two tolls of one fate has none that could be told: an earlier one stands in its headline, or a part.
    let tolls: Vec<(String, f64)> = found.iter().filter_map(Counted::toll).chain(headline).collect();
    for one in &mut found {
        let other = |(fate, value): &(String, f64)| one.deed.as_ref() == Some(fate) && *value != one.value;
        if tolls.iter().any(other) {
            (one.is_toll, one.is_doubtful) = (false, true);
        }
    }
    found
}

/// The tolls in a report's headline.
fn headline(article: &Article, language: &str) -> Vec<(String, f64)> {
    let reading = Reading::new(&article.title, language);
    let of = |numeral: &Numeral| {
        let sentence = reading.sentence_at(reading.tokens[numeral.first].start)?;
        let fate = toll::fate(&reading, numeral, reading.bounds[sentence])?;
        Some((fate.to_owned(), numeral.value))
    };
    numbers::numerals(&reading).iter().filter_map(of).collect()
}

/// A report with what all its figures share.
struct Told<'a> {
    article: &'a Article,
    opening: Rc<Vec<String>>,
    head: Rc<Vec<String>>,
    agency: Option<Rc<str>>,
}

fn counted<'a>(
    told: &Told<'a>,
    reading: &Reading<'a>,
    stems: &Stems<'_>,
    numeral: &Numeral,
    all: &[Numeral],
) -> Option<Counted<'a>> {
    let sentence = reading.sentence_at(reading.tokens[numeral.first].start)?;
    let (first, end) = reading.bounds[sentence];
    let fate = toll::fate(reading, numeral, (first, end));
    let people = fate.map(|_| "people".to_owned());
    let printed = people.or(numeral.unit.clone()).filter(|unit| !CLOCK.contains(&unit.as_str()))?;
    let article = told.article;
    if is_of_another_time(article, reading, (first, end), all) || is_vague(reading, numeral, (first, end)) {
        return None;
    }
    let rate = rate(&printed, reading, numeral.last, end);
    let unit = rate.clone().unwrap_or_else(|| stems.stem(printed.split(' ').next().unwrap_or_default()));
    let of = match measure::kind(printed.split(' ').next().unwrap_or_default()) {
        Kind::Counted => None,
        _ if rate.is_some() => None,
        Kind::Physical => return None,
        Kind::OfSomething => Some(of(reading, stems, numeral, &printed, (first, end))?),
    };
    let begin = approximate_from(reading, numeral, first);
    let (from, to) = (reading.tokens[begin].start, reading.tokens[numeral.last - 1].end);
    let around = numeral.first.saturating_sub(BEFORE).max(first)..(numeral.last + AFTER).min(end);
    let noun = noun(reading, numeral.last, &printed, end);
    let verb = noun.and_then(|noun| verb(reading, noun, end));
    let verb_word = verb.map(|at| reading.tokens[at].text);
    let said = deed(reading, stems, (numeral.first, noun.unwrap_or(numeral.last)), (first, end), verb_word);
    let is_doubtful = said.as_ref().is_some_and(|deed| toll::is_doubtful(reading.language, deed, fate));
    let deed = fate.map(str::to_owned).or(said);
    let kind: BTreeSet<String> =
        (numeral.last..noun.unwrap_or(numeral.last)).flat_map(|at| stems.of_token(&reading.tokens[at])).collect();
    let says = |at: &usize| speech::is_saying(reading.language, &reading.tokens[*at].text.to_lowercase());
    let said: BTreeSet<String> = around
        .clone()
        .filter(says)
        .flat_map(|verb| {
            // Who says it is everywhere in a report.
            let who = (around.start..verb).rev().take_while(|at| reading.tokens[*at].capital());
            who.chain([verb])
        })
        .flat_map(|at| stems.of_token(&reading.tokens[at]))
        .collect();
    let company = around
        .filter(|at| !(numeral.first..numeral.last).contains(at) && reading.tokens[*at].kind != TokenKind::Number);
    let company: BTreeSet<String> =
        company.flat_map(|at| stems.of_token(&reading.tokens[at])).filter(|stem| *stem != unit).collect();
    Some(Counted {
        article,
        language: reading.language.to_owned(),
        value: numeral.value,
        text: &reading.text[from..to],
        span: (reading.offsets.to_chars(from), reading.offsets.to_chars(to)),
        approximate: numeral.approximate,
        subject: match &of {
            Some(head) => head.label.clone(),
            None if fate.is_some() && verb.is_none_or(|at| reading.tokens[at].is("lost")) => {
                toll::label(fate.unwrap_or_default()).to_owned()
            }
            None => subject(reading, numeral, &printed, rate.is_some(), (noun, verb), end),
        },
        is_rate: rate.is_some(),
        beside: all
            .iter()
            .filter(|other| (first..end).contains(&other.first) && other.first != numeral.first)
            .map(|other| other.value)
            .collect(),
        unit,
        telling: company.difference(&kind).filter(|stem| !said.contains(*stem)).cloned().collect(),
        company,
        deed,
        bound: bound(reading, numeral, (first, end)),
        of: of.map(|of| of.stems),
        kind,
        governor: governor(reading, stems, begin, first),
        places: places(reading, (first, end)),
        opening: Rc::clone(&told.opening),
        head: Rc::clone(&told.head),
        is_toll: fate.is_some() && sentence < toll::OPENING,
        is_doubtful,
        agency: told.agency.clone(),
    })
}

/// "a dozen" and "two dozen" are some; "half a dozen" is no dozen at all.
fn is_vague(reading: &Reading<'_>, numeral: &Numeral, (first, end): (usize, usize)) -> bool {
    let begin = numeral.first.saturating_sub(3).max(first);
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    (begin..numeral.first).any(|at| lower(at) == "half")
        || (numeral.first..end.min(numeral.last + 1)).any(|at| lower(at) == "dozen")
}

/// What a measure is of, in stems and in the report's words.
struct Of {
    stems: Vec<String>,
    label: String,
}

/// `None` where the report does not say so close to the figure, and where it is of what changes by the hour or of what people
/// answered. "100 percent responsible" is only another word for "wholly".
fn of(
    reading: &Reading<'_>,
    stems: &Stems<'_>,
    numeral: &Numeral,
    printed: &str,
    (first, end): (usize, usize),
) -> Option<Of> {
    let lowers: Vec<String> = reading.tokens[first..end].iter().map(|token| token.text.to_lowercase()).collect();
    // The unit is among the numeral's tokens only as a sign.
    let unit =
        noun(reading, numeral.last, printed, end).map_or_else(|| after_unit(reading, numeral.last, end), |at| at + 1);
    let head = measure::head(reading, stems, unit, end)?;
    let wholly = numeral.value >= 100.0 && printed == "%" && !head.is_joined;
    if wholly || measure::is_fleeting(&lowers) {
        return None;
    }
    let said = &reading.text[reading.tokens[unit].start..reading.tokens[head.end - 1].end];
    Some(Of { stems: head.stems, label: format!("{printed} {said}") })
}

/// One past the word or sign of a share or a currency that follows a number.
fn after_unit(reading: &Reading<'_>, last: usize, end: usize) -> usize {
    let is = |at: usize, words: &[&str]| at < end && words.contains(&reading.tokens[at].text.to_lowercase().as_str());
    if is(last, &["per", "pour", "por"]) && is(last + 1, &["cent", "ciento", "cento"]) {
        return last + 2;
    }
    last + usize::from(is(last, &["%", "percent", "prozent", "pct", "٪", "€", "$", "£", "¥", "₹", "₽", "₩", "₺"]))
}

/// The numbers that a figure is true of.
pub(crate) fn bound(reading: &Reading<'_>, numeral: &Numeral, (first, end): (usize, usize)) -> Bound {
    let words = |from: usize, to: usize| {
        let lowers: Vec<String> = reading.tokens[from..to].iter().map(|token| token.text.to_lowercase()).collect();
        lowers.join(" ")
    };
    let sign = |at: usize| at > first && matches!(reading.tokens[at - 1].text, "$" | "€" | "£" | "¥" | "₹" | "₽" | "~");
    let at = if sign(numeral.first) { numeral.first - 1 } else { numeral.first };
    let before = words(at.saturating_sub(4).max(first), at);
    let behind = words(numeral.last, (numeral.last + 3).min(end));
    Bound::of(numeral.value, numeral.approximate, &before, &behind)
}

/// The stem of the last word before the figure that bears a meaning, no mark between.
fn governor(reading: &Reading<'_>, stems: &Stems<'_>, begin: usize, first: usize) -> Option<String> {
    let before = (first.max(begin.saturating_sub(4))..begin).rev();
    let mut words = before.map(|at| &reading.tokens[at]).take_while(|token| token.kind == TokenKind::Word);
    // What is said may be anything.
    let says = |token: &Token<'_>| speech::is_saying(reading.language, &token.text.to_lowercase());
    let governor = words.find(|token| says(token) || !stems.of_token(token).is_empty())?;
    if says(governor) { None } else { stems.of_token(governor).pop() }
}

/// Whether a sentence tells of what happened in another year than the report's.
fn is_of_another_time(article: &Article, reading: &Reading<'_>, (first, end): (usize, usize), all: &[Numeral]) -> bool {
    let year = article.at.map(|at| f64::from(TimeZone::UTC.to_datetime(at).year()));
    let years = all.iter().filter(|other| (first..end).contains(&other.first) && other.class == NumberClass::Year);
    let words: Vec<String> = reading.tokens[first..end].iter().map(|token| token.text.to_lowercase()).collect();
    let last_year = |pair: &[String]| LAST_YEAR.contains(&(pair[0].as_str(), pair[1].as_str()));
    years.into_iter().any(|other| Some(other.value) != year)
        || words.iter().any(|word| BEFORE_THIS.contains(&word.as_str()))
        || words.windows(2).any(last_year)
}

/// `litre/minute` for a measure with its time, whichever language says it.
fn rate(printed: &str, reading: &Reading<'_>, last: usize, end: usize) -> Option<String> {
    let measure =
        MEASURES.iter().find(|(_, words)| printed.split(' ').next().is_some_and(|word| words.contains(&word)))?.0;
    let window = &reading.tokens[last.min(end)..(last + 5).min(end)];
    let time = window
        .iter()
        .find_map(|token| TIMES.iter().find(|(_, words)| words.contains(&token.text.to_lowercase().as_str())))?
        .0;
    Some(format!("{measure}/{time}"))
}

/// The first token of the words that call the figure inexact, or the figure's own first.
fn approximate_from(reading: &Reading<'_>, numeral: &Numeral, first: usize) -> usize {
    let mut begin = numeral.first;
    if begin > first && matches!(reading.tokens[begin - 1].text, "$" | "€" | "£" | "¥") {
        begin -= 1;
    }
    if !numeral.approximate {
        return begin;
    }
    let two = begin.checked_sub(2).filter(|at| *at >= first).map(|at| reading.tokens[at].text.to_lowercase());
    let joins = two.is_some_and(|word| {
        matches!(
            word.as_str(),
            "at" | "more"
                | "less"
                | "fewer"
                | "up"
                | "close"
                | "mehr"
                | "weniger"
                | "bis"
                | "plus"
                | "moins"
                | "près"
                | "más"
                | "menos"
                | "cerca"
                | "alrededor"
                | "au"
                | "al"
        )
    });
    let begin = begin.saturating_sub(if joins { 2 } else { 1 }).max(first);
    // "No more than 30" is not "more than 30".
    let denied = begin > first && DENIALS.contains(&reading.tokens[begin - 1].text.to_lowercase().as_str());
    begin - usize::from(denied)
}

/// Words that turn what calls a figure inexact into its contrary.
const DENIALS: &[&str] = &["no", "not", "nicht", "pas", "non", "não", "niet", "не"];

/// The token of what is counted, close behind the number that ends before `last`.
fn noun(reading: &Reading<'_>, last: usize, printed: &str, end: usize) -> Option<usize> {
    let head = printed.split(' ').next().unwrap_or_default();
    (last..(last + 4).min(end)).find(|at| reading.tokens[*at].text.to_lowercase() == head)
}

/// The token of the English verb right behind what is counted, over its helpers: `people were led`.
fn verb(reading: &Reading<'_>, noun: usize, end: usize) -> Option<usize> {
    const HELPERS: &[&str] = &["were", "was", "are", "have", "had", "been", "being", "who"];
    const VERBS: &[&str] = &[
        "led", "hurt", "dead", "lost", "taken", "killed", "left", "burnt", "sent", "held", "cut", "shut", "missing",
        "sold", "built", "found",
    ];
    let next = (noun + 1..end).find(|at| !HELPERS.contains(&reading.tokens[*at].text))?;
    let word = reading.tokens[next].text;
    (reading.language == "en" && (word.ends_with("ed") || VERBS.contains(&word))).then_some(next)
}

/// `people led out`: the thing counted and what was done with it, in the report's words.
fn subject(
    reading: &Reading<'_>,
    numeral: &Numeral,
    printed: &str,
    is_rate: bool,
    (noun, verb): (Option<usize>, Option<usize>),
    end: usize,
) -> String {
    if is_rate {
        return printed_rate(reading, numeral.last, end).unwrap_or_else(|| printed.to_owned());
    }
    let Some(noun) = noun else { return printed.to_owned() };
    let written = reading.language == "de" && reading.tokens[noun].capital();
    let mut words = vec![if written { reading.tokens[noun].text.to_owned() } else { printed.to_owned() }];
    if let Some(verb) = verb {
        words.push(reading.tokens[verb].text.to_owned());
        let particle = (verb + 1 < end).then(|| reading.tokens[verb + 1].text);
        let particle = particle.filter(|word| matches!(*word, "out" | "off" | "up" | "down" | "away"));
        words.extend(particle.map(str::to_owned));
    }
    words.join(" ")
}

fn printed_rate(reading: &Reading<'_>, last: usize, end: usize) -> Option<String> {
    let stop = (last..(last + 5).min(end))
        .find(|at| TIMES.iter().any(|(_, words)| words.contains(&reading.tokens[*at].text.to_lowercase().as_str())))?;
    Some(reading.text[reading.tokens[last].start..reading.tokens[stop].end].to_owned())
}
