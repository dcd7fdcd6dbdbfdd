//! A story's hashtags: what its reports share, each thing once under its fullest name.

use std::collections::{BTreeMap, BTreeSet};

use super::plain::is_plain;
use super::same;
use super::spelling::{fold, key};
use crate::model::{Article, Tag, TagKind, Understanding};
use crate::text::entities::is_place;

/// Most hashtags of a story.
const MOST: usize = 6;
/// Fewest, where one report alone has more to say than all share.
const FEWEST: usize = 3;
/// Reports for each one that has to have a hashtag, in a story of many.
const REPORTS_FOR_ONE: usize = 5;
/// What a name is worth more than a word that as many reports have.
const NAMED: f64 = 0.1;

/// One thing, with each way that the reports put it.
struct Thing<'a> {
    forms: BTreeMap<&'a str, Form<'a>>,
    reports: BTreeSet<usize>,
    score: f64,
}

struct Form<'a> {
    tag: &'a Tag,
    language: &'a str,
    reports: usize,
}

/// The hashtags of the reports of one story, the report that stands for it first; copies are left out by the caller.
#[must_use]
pub fn of_story(reports: &[(&Article, &Understanding)]) -> Vec<Tag> {
    let mut things: Vec<Thing<'_>> = Vec::new();
    for (report, (_, understanding)) in reports.iter().enumerate() {
        for tag in printed(understanding) {
            add(&mut things, tag, &understanding.language, report);
        }
    }
    // What a report would not print but has among its words speaks for what others print.
    for thing in &mut things {
        for (report, (_, understanding)) in reports.iter().enumerate() {
            if understanding.tags.iter().any(|tag| thing.is(tag, &understanding.language)) {
                thing.reports.insert(report);
            }
        }
    }
    let all = reports.len().max(1);
    let enough = all.min(2).max(all.div_ceil(REPORTS_FOR_ONE));
    let lead = |thing: &Thing<'_>| thing.reports.contains(&0);
    let worth = |thing: &Thing<'_>| thing.score / all as f64 + if thing.is_named() { NAMED } else { 0.0 };
    things.sort_by(|a, b| {
        (b.reports.len() >= enough)
            .cmp(&(a.reports.len() >= enough))
            .then_with(|| worth(b).total_cmp(&worth(a)))
            .then_with(|| lead(b).cmp(&lead(a)))
            .then_with(|| a.forms.keys().next().cmp(&b.forms.keys().next()))
    });
    // What one report alone has needs a headline, unless there is little else.
    let titles: Vec<Vec<String>> = reports.iter().map(|(article, _)| words_of(&article.title)).collect();
    let headed = |thing: &Thing<'_>| titles.iter().any(|title| thing.is_in(title));
    let mut taken = 0;
    things.retain(|thing| {
        let shared = thing.reports.len() >= enough;
        let own = taken == 0 || taken < 2 && lead(thing) || taken < FEWEST && headed(thing);
        let keep = if shared { taken < MOST } else { own };
        taken += usize::from(keep);
        keep
    });
    let title = reports.first().map_or("", |(article, _)| article.title.as_str());
    // Two things that were no one by their forms may still be written as one.
    let mut seen = BTreeSet::new();
    things.iter().filter_map(|thing| thing.written(title, all)).filter(|tag| seen.insert(tag.tag.clone())).collect()
}

/// What a report would print; of texts that were read before that was kept, what says something.
fn printed(understanding: &Understanding) -> Vec<&Tag> {
    if understanding.printed.is_empty() {
        let says = |tag: &&Tag| !is_plain(&understanding.language, &fold(&tag.label, &understanding.language));
        let saying: Vec<&Tag> = understanding.tags.iter().filter(says).collect();
        return if saying.is_empty() { understanding.tags.iter().collect() } else { saying };
    }
    understanding.printed.iter().collect()
}

fn add<'a>(things: &mut Vec<Thing<'a>>, tag: &'a Tag, language: &'a str, report: usize) {
    let at = things.iter().position(|thing| thing.is(tag, language)).unwrap_or_else(|| {
        things.push(Thing { forms: BTreeMap::new(), reports: BTreeSet::new(), score: 0.0 });
        things.len() - 1
    });
    if let Some(thing) = things.get_mut(at) {
        thing.forms.entry(&tag.tag).or_insert(Form { tag, language, reports: 0 }).reports += 1;
        if thing.reports.insert(report) {
            thing.score += tag.score;
        }
    }
}

/// The words of a headline in small letters.
fn words_of(title: &str) -> Vec<String> {
    title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
}

impl Thing<'_> {
    /// Whether a headline's words have the last word of a form.
    fn is_in(&self, title: &[String]) -> bool {
        self.forms
            .values()
            .any(|form| form.tag.label.split(' ').next_back().is_some_and(|last| title.contains(&last.to_lowercase())))
    }

    fn is(&self, tag: &Tag, language: &str) -> bool {
        self.forms.values().any(|form| is_one((form.tag, form.language), (tag, language)))
    }

    fn is_named(&self) -> bool {
        self.forms.values().any(|form| form.tag.kind != TagKind::Topic)
    }

    /// As the headline puts it, else the fullest name, else as most reports do.
    fn written(&self, title: &str, reports: usize) -> Option<Tag> {
        let words = |form: &Form<'_>| form.tag.label.split(' ').count();
        let fullest = self.forms.values().map(words).max().unwrap_or(1);
        let most = self.forms.values().map(|form| form.reports).max().unwrap_or(1);
        let in_title = |form: &Form<'_>| {
            let mut title = title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            title.any(|word| word == form.tag.label.to_lowercase())
        };
        // Initials that most reports use are what readers know.
        let rank = |form: &&Form<'_>| {
            let initials = words(form) == 1 && form.tag.label.chars().all(char::is_uppercase);
            let known = initials && form.reports == most;
            // "Ida May Brandt" in one report is Ida Brandt.
            let whole = match form.tag.kind {
                TagKind::Person => words(form).min(fullest) == fullest.min(2),
                _ => words(form) == fullest,
            };
            (known, whole, in_title(form), form.reports, std::cmp::Reverse(form.tag.label.chars().count()))
        };
        let form = self.forms.values().rev().max_by_key(rank)?;
        Some(Tag { score: self.score / reports as f64, ..form.tag.clone() })
    }
}

/// Whether two hashtags of one story are one thing: the same word in another number, a last name and the whole name, a half
/// of a place's name and the whole, a name and its initials.
fn is_one((a, of_a): (&Tag, &str), (b, of_b): (&Tag, &str)) -> bool {
    if a.tag == b.tag {
        return true;
    }
    let words = |tag: &Tag, language: &str| -> Vec<String> {
        tag.label.split([' ', '-']).map(|word| fold(word, language)).filter(|word| !word.is_empty()).collect()
    };
    let (words_a, words_b) = (words(a, of_a), words(b, of_b));
    if words_a == words_b && !words_a.is_empty()
        || same::spelt_out(&a.label, &b.label)
        || same::is_of_it(&a.label, &b.label)
    {
        return true;
    }
    let topics = a.kind == TagKind::Topic && b.kind == TagKind::Topic;
    if topics && of_a == of_b && same::one_family(&words_a, &words_b) {
        return true;
    }
    // "Asset forfeiture" and "civil asset": two parts of one phrase.
    let overlap = |one: &[String], other: &[String]| one.len() == 2 && other.len() == 2 && one.last() == other.first();
    if topics && (overlap(&words_a, &words_b) || overlap(&words_b, &words_a)) {
        return true;
    }
    let (long, short, kind, label) = if words_a.len() > words_b.len() {
        (&words_a, &words_b, a.kind, &b.label)
    } else {
        (&words_b, &words_a, b.kind, &a.label)
    };
    let ends = long.len() > short.len() && !short.is_empty() && long.ends_with(short);
    match kind {
        TagKind::Person => {
            let around = long.len() == 3 && short.len() == 2 && long.first() == short.first();
            ends || around && long.last() == short.last()
        }
        TagKind::Place => ends && !is_place(label),
        TagKind::Topic => topics && ends,
        _ => ends && short.len() > 1 && key(label).chars().count() > 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `reports`: title, text and the language of each.
    fn check(reports: &[(&str, &str)], wanted: &str, unwanted: &str) {
        let articles: Vec<Article> = reports
            .iter()
            .enumerate()
            .map(|(number, (title, text))| Article {
                id: number.to_string(),
                title: (*title).into(),
                text: (*text).into(),
                language: Some("en".into()),
                ..Article::default()
            })
            .collect();
        let read: Vec<Understanding> = articles.iter().map(crate::understand).collect();
        let pairs: Vec<(&Article, &Understanding)> = articles.iter().zip(&read).collect();
        let labels: Vec<String> = of_story(&pairs).into_iter().map(|tag| tag.label).collect();
        assert!(!labels.is_empty() && labels.len() <= MOST, "{labels:?}");
        for word in wanted.split(", ") {
            assert!(labels.iter().any(|label| label == word), "{word} is missing in {labels:?}");
        }
        for word in unwanted.split(", ") {
            assert!(labels.iter().all(|label| label != word), "{word} is in {labels:?}");
        }
    }

    const TUNNEL: (&str, &str) = (
        "Skerry tunnel shut after seawater leak",
        "The Skerry tunnel was shut on Monday after seawater came in, the administration said in a statement. Mayor Oda Brackwell said \
         the tunnel would stay shut. The Federal Tunnel Bureau sent divers. “The tunnel is safe,” Brackwell said.",
    );
    const TUNNELS: (&str, &str) = (
        "Seawater leak shuts tunnels at Skerry",
        "Seawater shut the tunnels at Skerry, an official statement by the administration said. Brackwell said the tunnels were safe. \
         FTB divers looked at the tunnels, and the FTB will report. A baker, Petra Loom, sold cakes.",
    );

    #[test]
    fn reports_agree_on_what_a_story_is_about() {
        check(
            &[TUNNEL, TUNNELS],
            "Oda Brackwell, Seawater",
            "Tunnels, Brackwell, Administration, Statement, Petra Loom, Monday, Federal Tunnel Bureau",
        );
        check(&[TUNNEL], "Oda Brackwell", "Administration, Statement, Monday");
    }

    #[test]
    fn forms_of_one_thing_are_one() {
        let tag = |label: &str, kind: TagKind| Tag { tag: key(label), label: label.into(), kind, score: 0.5 };
        for (a, b, kind, expected) in [
            ("Couple", "Couples", TagKind::Topic, true),
            ("Immigrant", "Immigration", TagKind::Topic, true),
            ("Brackwell", "Oda Brackwell", TagKind::Person, true),
            ("Oda May Brackwell", "Oda Brackwell", TagKind::Person, true),
            ("Ida Brackwell", "Oda Brackwell", TagKind::Person, false),
            ("FTB", "Federal Tunnel Bureau", TagKind::Organisation, true),
            ("Zealand", "New Zealand", TagKind::Place, true),
            ("Mexico", "New Mexico", TagKind::Place, false),
            ("Tunnel", "Skerry tunnel", TagKind::Topic, true),
            ("Toll rise", "Ferry toll", TagKind::Topic, true),
            ("Tunnel", "Ferry", TagKind::Topic, false),
        ] {
            assert_eq!(is_one((&tag(a, kind), "en"), (&tag(b, kind), "en")), expected, "{a}, {b}");
        }
    }
}
