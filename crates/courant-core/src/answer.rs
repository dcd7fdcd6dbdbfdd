//! Answers a reader's question in the reports' own words, or not at all.
//!
//! A sentence answers when it holds what the question names and the sort of thing it asks for: a person or body for
//! who, a time for when, a place for where, a figure for how many, a sum for how much, a reason for why. Who did something is told
//! by a sentence that holds the deed. Of figures the newest report's is told. What the reports never mention
//! is not answered from what they do mention. It stands alone, as what is told of a story does, or names whose words it
//! quotes; what somebody denies, and who merely says it, answers nothing.

mod age;
mod asked;
mod counts;
mod deed;
mod kin;
mod measure;
mod past;
mod rate;
mod says;
mod who;
mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use asked::{Asked, Deed, Sort};
use counts::Figure;
use kin::Words;
use says::Sayings;

use crate::disagreements::bound_of;
use crate::model::{Article, Entity, EntityKind, SourceSpan, SummarySentence, Understanding};
use crate::text::entities::is_people;
use crate::text::language;
use crate::text::moments::states_time;
use crate::text::numbers::{self, NumberClass};
use crate::text::reading::Reading;
use crate::text::standalone::{Alone, quoting};

/// Whether words begin as a question in this language does ("Why the river floods").
pub(crate) fn begins_as_question(words: &str, language: &str) -> bool {
    asked::language_of(words) == Some(language)
}

/// What is told of a question: one or two sentences, byte-equal to their sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// Best first. Of figures the newest report's, and beside it one that says otherwise at the same time.
    pub sentences: Vec<SummarySentence>,
    /// Of figures what earlier reports said, the newest first.
    #[serde(default)]
    pub earlier: Vec<SummarySentence>,
    /// The figures that answer; empty where no figure was asked for.
    #[serde(default)]
    pub figures: Vec<SourceSpan>,
}

/// Share of the question's words, by weight, that a sentence with its surroundings must hold.
const COVERED: f64 = 0.72;
/// Share that the sentence itself must hold.
const HELD: f64 = 0.45;
/// A second sentence is shown when it is nearly as good.
const SECOND: f64 = 0.9;
/// Words of an answer; shorter than what stands in a summary, for the question says what it is about.
const WORDS: Range<usize> = 3..81;
/// What a word counts that stands only in the headline or the sentence before.
const NEAR: f64 = 0.7;

struct Found<'a> {
    article: &'a Article,
    span: (usize, usize),
    text: &'a str,
    score: f64,
    stems: BTreeSet<String>,
    /// The figure that answers.
    figure: Option<Figure>,
}

/// The answer, or `None` when nothing in these reports answers that.
#[must_use]
pub fn answer(question: &str, articles: &[(&Article, &Understanding)]) -> Option<Answer> {
    let language = question_language(question, articles);
    let stems = Words::of(&language, asked::asks_how_many(question));
    let mut asked = Asked::read(question, &language, &stems)?;
    let same: Vec<_> = articles.iter().filter(|(_, understanding)| understanding.language == language).collect();
    let readings: Vec<(&Article, &Understanding, Reading<'_>)> = same
        .iter()
        .map(|(article, understanding)| (*article, *understanding, Reading::new(&article.text, &language)))
        .collect();
    let stands = |stem: &str| {
        readings.iter().any(|(_, _, reading)| {
            (0..reading.sentences.len()).any(|number| stems.of_sentence(reading, number).contains(stem))
        })
    };
    asked.join(&stems, stands);
    asked
        .read_age(question, &stems, |surname| age::given_name(readings.iter().map(|(_, _, reading)| reading), surname));
    let weights = weigh(&asked, &readings, &stems)?;
    let mut found: Vec<Found<'_>> = Vec::new();
    for (article, understanding, reading) in &readings {
        found.extend(search(&asked, &weights, article, understanding, reading, &stems));
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    if asked.sort.is_count() {
        return counts::choose(found, asked.sort == Sort::HowMany);
    }
    let best = found.first()?;
    let mut sentences = vec![sentence(best)];
    let second = found.iter().skip(1).find(|other| other.score >= best.score * SECOND && differs(other, best));
    sentences.extend(second.map(sentence));
    Some(Answer { sentences, earlier: Vec::new(), figures: Vec::new() })
}

/// The question's language among those the reports are in: questions are too short to tell by themselves.
fn question_language(question: &str, articles: &[(&Article, &Understanding)]) -> String {
    let known: BTreeSet<&str> = articles.iter().map(|(_, understanding)| understanding.language.as_str()).collect();
    let by_word = asked::language_of(question);
    let detected = by_word.unwrap_or_else(|| language::detect(question));
    if known.contains(detected) || by_word.is_some() {
        detected.to_owned()
    } else {
        crate::summary::main_language(articles)
    }
}

/// How much each word of the question weighs: rare ones more. `None` when a word that matters stands in no report.
fn weigh(
    asked: &Asked,
    readings: &[(&Article, &Understanding, Reading<'_>)],
    stems: &Words<'_>,
) -> Option<BTreeMap<String, f64>> {
    let mut counts: BTreeMap<&str, usize> = asked.terms.iter().map(|term| (term.as_str(), 0)).collect();
    let mut sentences = 0;
    for (article, _, reading) in readings {
        let title: BTreeSet<String> =
            crate::text::words::tokens(&article.title, false).iter().flat_map(|token| stems.of_token(token)).collect();
        let bodies = (0..reading.sentences.len()).map(|number| stems.of_sentence(reading, number));
        for words in bodies.chain([title]) {
            sentences += 1;
            for (term, count) in &mut counts {
                *count += usize::from(words.contains(*term));
            }
        }
    }
    if counts.is_empty() || counts.values().any(|count| *count == 0) {
        return None;
    }
    let total = sentences as f64 + 1.0;
    Some(counts.into_iter().map(|(term, count)| (term.to_owned(), (total / count as f64).ln().max(0.2))).collect())
}

fn search<'a>(
    asked: &Asked,
    weights: &BTreeMap<String, f64>,
    article: &'a Article,
    understanding: &Understanding,
    reading: &Reading<'a>,
    stems: &Words<'_>,
) -> Vec<Found<'a>> {
    let total: f64 = weights.values().sum();
    let mut before: BTreeSet<String> =
        crate::text::words::tokens(&article.title, false).iter().flat_map(|token| stems.of_token(token)).collect();
    let title = before.clone();
    let classes = numbers::numerals(reading);
    let alone = Alone::of(reading);
    let mut found = Vec::new();
    for number in 0..reading.sentences.len() {
        let words = stems.of_sentence(reading, number);
        let sum = |set: &BTreeSet<String>| {
            weights.iter().filter(|(term, _)| set.contains(*term)).map(|(_, weight)| weight).sum::<f64>()
        };
        let held = sum(&words) / total;
        let near: f64 = weights
            .iter()
            .filter(|(term, _)| !words.contains(*term) && (before.contains(*term) || title.contains(*term)))
            .map(|(_, weight)| weight)
            .sum::<f64>()
            / total;
        let covered = held + NEAR * near;
        let covers = held >= HELD && covered >= COVERED;
        let place = Some(number).filter(|_| covers).and_then(|_| place(asked, understanding, reading, number, &alone));
        // What stands in a dateline is not shown, and answers nothing.
        let shown = |bytes: &Range<usize>| (number, reading.offsets.to_chars(bytes.start));
        let tells = |bytes: &Range<usize>| tells(asked, understanding, reading, shown(bytes), &classes, weights, stems);
        if let Some((bytes, told)) = place.and_then(|bytes| tells(&bytes).map(|told| (bytes, told))) {
            let figure = told.figure.map(|numeral| Figure {
                span: (
                    reading.offsets.to_chars(reading.tokens[numeral.first].start),
                    reading.offsets.to_chars(reading.tokens[numeral.last - 1].end),
                ),
                bound: bound_of(reading, numeral, reading.bounds[number]),
                all: !asked.people
                    || counts::counts_all(asked, reading, numeral, stems)
                        && !counts::is_of_a_part(asked, article, reading, number),
                past: asked.sort == Sort::HowMany && past::is_past(asked, article, reading, number),
                late: asked.sort == Sort::HowMany && past::may_be_past(asked, article, reading, number),
            });
            let early = 0.05 / (1.0 + number as f64);
            found.push(Found {
                article,
                span: (reading.offsets.to_chars(bytes.start), reading.offsets.to_chars(bytes.end)),
                text: &reading.text[bytes],
                score: covered + early,
                stems: words.clone(),
                figure,
            });
        }
        before = words;
    }
    found
}

/// Where the sentence stands that can be shown without what is around it; somebody's words too, with who says them, unless
/// the question is who: "he" in them is nobody here.
fn place(
    asked: &Asked,
    understanding: &Understanding,
    reading: &Reading<'_>,
    number: usize,
    alone: &Alone<'_, '_>,
) -> Option<Range<usize>> {
    alone.of_words(number, WORDS).or_else(|| {
        let bytes = reading.sentences[number].bytes.clone();
        let quotes = asked.sort != Sort::Who
            && alone.is_own(number)
            && quoting(reading, number, &understanding.quotes)
            && !alone.points_back(number, bytes.start);
        quotes.then_some(bytes)
    })
}

/// What answers in a sentence.
#[derive(Default)]
struct Told<'n> {
    figure: Option<&'n numbers::Numeral>,
}

/// The sort of thing asked for, besides what the question already names, where the sentence holds it from the code point `start` on.
fn tells<'n>(
    asked: &Asked,
    understanding: &Understanding,
    reading: &Reading<'_>,
    (number, start): (usize, usize),
    numerals: &'n [numbers::Numeral],
    weights: &BTreeMap<String, f64>,
    stems: &Words<'_>,
) -> Option<Told<'n>> {
    let sentence = &reading.sentences[number];
    let (first, end) = reading.bounds[number];
    if asked.sort != Sort::Other && says::denies(reading, number, weights, stems) {
        return None;
    }
    let sayings = Sayings::of(reading, number, weights, stems);
    let names = |kinds: &[EntityKind], deeds: bool| {
        understanding.entities.iter().any(|entity| {
            let inside = start <= entity.start && entity.end <= sentence.end;
            let new = |word: &str| !weights.contains_key(&stems.stem(word));
            let mut words = entity.text.split_whitespace();
            // "Skerry Tunnel" is what was asked about, and no body that closed it; "Ann Lee" may tell who Lee is.
            let whole = asked.sort == Sort::Who && entity.kind == EntityKind::Organisation;
            let new = if whole { words.all(new) } else { words.any(new) };
            inside
                && kinds.contains(&entity.kind)
                && new
                && !(deeds && sayings.only_says((entity.start, entity.end)))
                && (!deeds
                    || who::fits(asked, reading, number, stems, says::tokens(reading, (entity.start, entity.end))))
        })
    };
    let figures = || {
        numerals
            .iter()
            .filter(|numeral| numeral.first >= first && numeral.last <= end && numeral.class == NumberClass::Figure)
    };
    let figure = |fits: &dyn Fn(&numbers::Numeral) -> bool| {
        figures().find(|numeral| fits(numeral)).map(|numeral| Told { figure: Some(numeral) })
    };
    let is = |told: bool| told.then(Told::default);
    let held = stems.of_sentence(reading, number);
    if !asked.needed.iter().all(|stem| held.contains(stem)) {
        return None;
    }
    if matches!(asked.deed, Deed::Does(_))
        && asked.sort == Sort::Who
        && (who::is_of_another_name(asked, reading, number, stems)
            || is_elsewhere(asked, understanding, (start, sentence.end), &held, weights, stems))
    {
        return None;
    }
    if asked.sort.is_count()
        && asked.age.is_none()
        && is_of_another(asked, understanding, reading, (number, start), &held, weights, stems)
    {
        return None;
    }
    match asked.sort {
        Sort::Who => is(names(&[EntityKind::Person, EntityKind::Organisation], !asked.words)
            || !asked.words && who::describes(asked, reading, number, stems)),
        Sort::Where => {
            is(names(&[EntityKind::Place, EntityKind::Other], false)
                || asked.holds_place_word(reading.tokens_of(number)))
        }
        Sort::When => is(states_time(reading.tokens_of(number))),
        Sort::Why => {
            let deed = if let Deed::Does(deed) = &asked.deed { Some(deed.as_str()) } else { None };
            // Of whom it is asked stands there too.
            let other = |term: &String| Some(term.as_str()) != deed && held.contains(term);
            let about = asked.terms.len() < 2 || asked.terms.iter().any(other);
            let done = deed.is_none_or(|deed| held.contains(deed));
            is(about && done && why::gives_reason(reading, number, stems, deed))
        }
        Sort::HowMany => counted(asked, reading, number, stems, &figures().collect::<Vec<_>>())
            .map(|numeral| Told { figure: Some(numeral) }),
        Sort::HowMuch => figure(&|numeral| numeral.unit.as_deref().is_some_and(asked::is_money)),
        Sort::Quantity if asked.age.is_some() => {
            let whose = asked.age.as_ref()?;
            let inside = numerals.iter().filter(|numeral| numeral.first >= first && numeral.last <= end);
            let mut own = inside.filter(|numeral| age::owns(whose, asked, reading, numeral, (first, end), stems));
            own.next().map(|numeral| Told { figure: Some(numeral) })
        }
        Sort::Quantity if asked.rate.is_some() => {
            let told = asked.rate.as_ref()?.told(asked, reading, (first, end), stems, &figures().collect::<Vec<_>>());
            told.map(|numeral| Told { figure: Some(numeral) })
        }
        Sort::Quantity => figure(&|numeral| {
            let behind = &reading.tokens[numeral.last.min(end)..end];
            let before = &reading.tokens[numeral.first.saturating_sub(4).max(first)..numeral.first];
            let limit = before
                .iter()
                .any(|token| matches!(token.text.to_lowercase().as_str(), "limit" | "maximum" | "minimum" | "top"));
            !limit && asked.measure.is_none_or(|measure| measure.stands_in(behind, asked.terms.len() > 1))
        }),
        Sort::Other => Some(Told::default()),
    }
}

/// Whether the sentence leaves out a name that the question has, and has another: what one bank paid is no answer for the next.
fn is_of_another(
    asked: &Asked,
    understanding: &Understanding,
    reading: &Reading<'_>,
    (number, start): (usize, usize),
    held: &BTreeSet<String>,
    weights: &BTreeMap<String, f64>,
    stems: &Words<'_>,
) -> bool {
    let missing = asked.terms.iter().any(|term| !asked.plain.contains(term) && !held.contains(term));
    let end = reading.sentences[number].end;
    let another = |entity: &Entity| {
        let whose = entity.kind != EntityKind::Place && !is_people(&entity.text);
        let inside = start <= entity.start && entity.end <= end;
        inside && whose && entity.text.split_whitespace().all(|word| !weights.contains_key(&stems.stem(word)))
    };
    missing && understanding.entities.iter().any(another)
}

/// Whether the sentence leaves out a place that the question names, and names another: who won in one country won nothing in the next.
fn is_elsewhere(
    asked: &Asked,
    understanding: &Understanding,
    (start, end): (usize, usize),
    held: &BTreeSet<String>,
    weights: &BTreeMap<String, f64>,
    stems: &Words<'_>,
) -> bool {
    let places = || understanding.entities.iter().filter(|entity| entity.kind == EntityKind::Place);
    let is_place =
        |term: &String| places().any(|place| place.text.split_whitespace().any(|word| stems.stem(word) == *term));
    let missing = asked.terms.iter().any(|term| !asked.plain.contains(term) && !held.contains(term) && is_place(term));
    let another = |entity: &Entity| {
        let place = entity.kind == EntityKind::Place && start <= entity.start && entity.end <= end;
        place && entity.text.split_whitespace().all(|word| !weights.contains_key(&stems.stem(word)))
    };
    missing && understanding.entities.iter().any(another)
}

/// Tokens between a figure and what was done to those it counts.
const DONE: usize = 8;
/// Words behind a figure by which it counts only some of them: "five of the bombs".
const SOME: &[&str] = &["of", "der", "von", "des", "de", "d’", "d'"];

/// The figure that counts what is asked for: the thing itself stands beside it, or, of people, what was done to them.
fn counted<'n>(
    asked: &Asked,
    reading: &Reading<'_>,
    number: usize,
    stems: &Words<'_>,
    figures: &[&'n numbers::Numeral],
) -> Option<&'n numbers::Numeral> {
    let (first, end) = reading.bounds[number];
    let Some(counted) = &asked.counted else { return figures.first().copied() };
    let stands = |numeral: &numbers::Numeral, back: usize, on: usize, test: &dyn Fn(&str) -> bool| {
        let around = numeral.first.saturating_sub(back).max(first)..(numeral.last + on).min(end);
        reading.tokens[around].iter().any(|token| stems.of_any(token).iter().any(|stem| test(stem)))
    };
    let mut fits: Vec<&numbers::Numeral> = figures
        .iter()
        .copied()
        .filter(|numeral| !reading.tokens.get(numeral.last).is_some_and(|next| SOME.contains(&next.text)))
        .filter(|numeral| !rate::was(reading, numeral, end))
        .filter(|numeral| {
            let near = stands(numeral, 3, 5, &|stem| stem == counted);
            let done = asked.people && numeral.unit.as_deref().is_none_or(|unit| !asked::is_money(unit) && unit != "%");
            near || done && stands(numeral, 4, 5, &|stem| asked.terms.contains(stem))
        })
        .collect();
    // Of several the one nearest to what was done: "killed 59 people and injured 500".
    let done: Vec<usize> = (first..end)
        .filter(|at| {
            stems.of_token(&reading.tokens[*at]).iter().any(|stem| stem != counted && asked.terms.contains(stem))
        })
        .collect();
    let apart = |numeral: &numbers::Numeral| {
        let of =
            |at: &usize| if *at < numeral.first { numeral.first - at } else { (at + 1).saturating_sub(numeral.last) };
        done.iter().map(of).min().unwrap_or_default()
    };
    fits.retain(|numeral| done.is_empty() || apart(numeral) <= DONE);
    fits.sort_by_key(|numeral| apart(numeral));
    fits.first().copied()
}

fn differs(a: &Found<'_>, b: &Found<'_>) -> bool {
    let common = a.stems.intersection(&b.stems).count() as f64;
    a.text != b.text
        && common / (a.stems.len().min(b.stems.len()).max(1) as f64) < 0.8
        && a.article.publisher != b.article.publisher
}

fn sentence(found: &Found<'_>) -> SummarySentence {
    let (start, end) = found.span;
    SummarySentence {
        text: found.text.to_owned(),
        quoted: true,
        sources: vec![SourceSpan { id: found.article.id.clone(), start, end }],
    }
}

#[cfg(test)]
mod tests;
