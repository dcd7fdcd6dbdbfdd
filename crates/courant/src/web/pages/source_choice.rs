//! Which of many sources the list shows: those in one state of health, or with some words in their name; a page at a time.

use courant_store::{Source, SourceState};
use serde::Deserialize;

use crate::web::layout::encode;
use crate::web::messages::{number, t};

/// Sources on one page.
const SHOWN: usize = 100;
/// A list as short as this is looked over sooner than it is searched.
const FEW: usize = 20;
/// Characters of the words to find that are read.
const LONGEST: usize = 200;

/// What to show, as the page's address says it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    from: usize,
}

/// What is shown.
pub(super) struct Choice<'a> {
    /// One page of it, in the list's order.
    pub sources: Vec<&'a Source>,
    /// The states of health that there are, with a link to each; none where all are in one.
    pub groups: Vec<Group>,
    /// The words to find; `None` where there is nothing to be searched.
    pub find: Option<String>,
    /// The state that is shown, for the search to stay in.
    pub show: String,
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// Sources in one state of health, or all.
pub(super) struct Group {
    pub href: String,
    pub words: &'static str,
    pub count: String,
    pub here: bool,
    pub ill: bool,
}

/// States of health, what asks for something first: as an address names it, and as the page does.
const STATES: [(&str, &str); 5] = [
    ("problem", "sources.show_problem"),
    ("gone", "sources.show_gone"),
    ("paused", "sources.show_paused"),
    ("waiting", "sources.show_waiting"),
    ("well", "sources.show_well"),
];

/// Which of [`STATES`] a source is in.
fn state(source: &Source) -> &'static str {
    match (source.state, &source.problem, source.polled_at) {
        (SourceState::Gone, ..) => "gone",
        (SourceState::Paused, ..) => "paused",
        (SourceState::Active, Some(_), _) => "problem",
        (SourceState::Active, None, None) => "waiting",
        (SourceState::Active, None, Some(_)) => "well",
    }
}

/// Chooses among all sources. Health, and what stands in an address, are for owners: an address may hold a key.
pub(super) fn choose<'a>(all: &'a [Source], wanted: &Wanted, owner: bool) -> Choice<'a> {
    let words: String = wanted.q.trim().chars().take(LONGEST).collect();
    let lower = words.to_lowercase();
    let found: Vec<&Source> = all.iter().filter(|source| has(source, &lower, owner)).collect();
    let show = STATES.iter().map(|(name, _)| *name).find(|name| owner && *name == wanted.show).unwrap_or_default();
    let path = |show: &str, from: usize| path(show, &words, from);
    let group = |name: &'static str, words| {
        let count = found.iter().filter(|source| name.is_empty() || state(source) == name).count();
        let ill = matches!(name, "problem" | "gone") && count > 0;
        (count > 0 || name == show).then(|| Group {
            href: path(name, 0),
            words,
            count: number(count as u64),
            here: name == show,
            ill,
        })
    };
    let mut groups: Vec<Group> = STATES.iter().filter_map(|(name, key)| group(name, t(key))).collect();
    if owner && (groups.len() > 1 || !show.is_empty()) {
        groups = group("", t("sources.show_all")).into_iter().chain(groups).collect();
    } else {
        groups.clear();
    }
    let shown: Vec<&Source> = found.into_iter().filter(|source| show.is_empty() || state(source) == show).collect();
    let from = wanted.from.min(shown.len().saturating_sub(1) / SHOWN * SHOWN);
    let next = from + SHOWN;
    Choice {
        newer: (from > 0).then(|| path(show, from.saturating_sub(SHOWN))),
        older: (shown.len() > next).then(|| path(show, next)),
        sources: shown.into_iter().skip(from).take(SHOWN).collect(),
        find: (all.len() > FEW || !words.is_empty()).then_some(words),
        groups,
        show: show.to_owned(),
    }
}

/// Whether each of the words, in lower case, stands somewhere in what a source is called.
fn has(source: &Source, words: &str, owner: bool) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut names = format!("{}\n{}\n{}", source.title, source.publisher, source.domain);
    if owner {
        names = format!("{names}\n{}\n{}", source.folder, source.url);
    }
    let names = names.to_lowercase();
    words.split_whitespace().all(|word| names.contains(word))
}

fn path(show: &str, words: &str, from: usize) -> String {
    let from = if from == 0 { String::new() } else { from.to_string() };
    let parts = [("show", show), ("q", words), ("from", &from)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if parts.is_empty() { "/sources".to_owned() } else { format!("/sources?{}", parts.join("&")) }
}
