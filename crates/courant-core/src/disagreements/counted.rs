//! A figure with what it counts and the words it stands among.

use std::collections::BTreeSet;

use crate::model::Article;
use crate::text::numbers::{self, NumberClass, Numeral};
use crate::text::reading::Reading;
use crate::text::stems::Stems;
use crate::text::words::TokenKind;

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
    /// What is counted, in the report's words.
    pub subject: String,
    /// The other numbers of its sentence.
    pub beside: Vec<f64>,
}

/// Words after the number and before it that keep it company.
const AFTER: usize = 8;
const BEFORE: usize = 6;

/// Units that are one across languages once they are a rate.
const MEASURES: &[(&str, &[&str])] = &[
    ("litre", &["litre", "litres", "liter", "liters", "litro", "litros", "litri"]),
    ("kilometre", &["kilometre", "kilometres", "kilometer", "kilometers", "kilomètres", "kilómetros", "km"]),
    ("metre", &["metre", "metres", "meter", "meters", "mètres", "metros"]),
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
    /// Whether people are counted.
    pub fn is_of_people(&self) -> bool {
        self.subject.split(' ').any(|word| PEOPLE.contains(&word.to_lowercase().as_str()))
    }
}

/// The figures of a report that count something.
pub fn figures<'a>(article: &'a Article, language: &'a str) -> Vec<Counted<'a>> {
    let reading = Reading::new(&article.text, language);
    let stems = Stems::of(language);
    let numerals = numbers::numerals(&reading);
    let telling = numerals.iter().filter(|numeral| numeral.class == NumberClass::Figure && numeral.value > 1.0);
    telling.filter_map(|numeral| counted(article, &reading, &stems, numeral, &numerals)).collect()
}

fn counted<'a>(
    article: &'a Article,
    reading: &Reading<'a>,
    stems: &Stems<'_>,
    numeral: &Numeral,
    all: &[Numeral],
) -> Option<Counted<'a>> {
    let printed = numeral.unit.clone()?;
    let sentence = reading.sentence_at(reading.tokens[numeral.first].start)?;
    let (first, end) = reading.bounds[sentence];
    let rate = rate(&printed, reading, numeral.last, end);
    let unit = rate.clone().unwrap_or_else(|| stems.stem(printed.split(' ').next().unwrap_or_default()));
    let begin = approximate_from(reading, numeral, first);
    let (from, to) = (reading.tokens[begin].start, reading.tokens[numeral.last - 1].end);
    let around = numeral.first.saturating_sub(BEFORE).max(first)..(numeral.last + AFTER).min(end);
    let company = around
        .filter(|at| !(numeral.first..numeral.last).contains(at) && reading.tokens[*at].kind != TokenKind::Number);
    let company = company.flat_map(|at| stems.of_token(&reading.tokens[at])).filter(|stem| *stem != unit).collect();
    Some(Counted {
        article,
        language: reading.language.to_owned(),
        value: numeral.value,
        text: &reading.text[from..to],
        span: (reading.offsets.to_chars(from), reading.offsets.to_chars(to)),
        approximate: numeral.approximate,
        subject: subject(reading, numeral, &printed, rate.is_some(), end),
        is_rate: rate.is_some(),
        beside: all
            .iter()
            .filter(|other| (first..end).contains(&other.first) && other.first != numeral.first)
            .map(|other| other.value)
            .collect(),
        unit,
        company,
    })
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
    begin.saturating_sub(if joins { 2 } else { 1 }).max(first)
}

/// `people led out`: the thing counted and what was done with it, in the report's words.
fn subject(reading: &Reading<'_>, numeral: &Numeral, printed: &str, is_rate: bool, end: usize) -> String {
    if is_rate {
        return printed_rate(reading, numeral.last, end).unwrap_or_else(|| printed.to_owned());
    }
    let head = printed.split(' ').next().unwrap_or_default();
    let at = (numeral.last..(numeral.last + 4).min(end)).find(|at| reading.tokens[*at].text.to_lowercase() == head);
    let mut words = vec![if at.is_some_and(|at| reading.language == "de" && reading.tokens[at].capital()) {
        at.map(|at| reading.tokens[at].text.to_owned()).unwrap_or_default()
    } else {
        printed.to_owned()
    }];
    let Some(at) = at else { return printed.to_owned() };
    let helpers = ["were", "was", "are", "have", "had", "been", "being", "who"];
    let mut next = at + 1;
    while next < end && helpers.contains(&reading.tokens[next].text) {
        next += 1;
    }
    let verb = (next < end && reading.language == "en").then(|| reading.tokens[next].text);
    if let Some(verb) = verb.filter(|verb| {
        verb.ends_with("ed")
            || matches!(
                *verb,
                "led"
                    | "hurt"
                    | "dead"
                    | "lost"
                    | "taken"
                    | "killed"
                    | "left"
                    | "burnt"
                    | "sent"
                    | "held"
                    | "cut"
                    | "shut"
                    | "missing"
                    | "sold"
                    | "built"
                    | "found"
            )
    }) {
        words.push(verb.to_owned());
        let particle = (next + 1 < end)
            .then(|| reading.tokens[next + 1].text)
            .filter(|word| matches!(*word, "out" | "off" | "up" | "down" | "away"));
        words.extend(particle.map(str::to_owned));
    }
    words.join(" ")
}

fn printed_rate(reading: &Reading<'_>, last: usize, end: usize) -> Option<String> {
    let stop = (last..(last + 5).min(end))
        .find(|at| TIMES.iter().any(|(_, words)| words.contains(&reading.tokens[*at].text.to_lowercase().as_str())))?;
    Some(reading.text[reading.tokens[last].start..reading.tokens[stop].end].to_owned())
}
