//! Tolls that open invented reports: of one hour and of others, of all and of some.

use crate::model::Article;

/// When, headline and text.
type Report = (&'static str, &'static str, &'static str);

/// The rows, each with its figures.
fn told(reports: &[Report]) -> Vec<String> {
    let articles: Vec<Article> = reports
        .iter()
        .enumerate()
        .map(|(number, (at, title, text))| Article {
            id: number.to_string(),
            publisher: format!("Paper {number}"),
            title: (*title).into(),
            text: (*text).into(),
            at: at.parse().ok(),
            language: Some("en".into()),
            ..Article::default()
        })
        .collect();
    let read: Vec<_> = articles.iter().map(crate::understand).collect();
    let pairs: Vec<_> = articles.iter().zip(&read).collect();
    let row = |found: crate::model::Disagreement| {
        let figures = found.figures.iter().map(|figure| format!("{} ({})", figure.text, figure.source.id));
        format!("{}: {}", found.subject, figures.collect::<Vec<_>>().join(", "))
    };
    super::super::disagreements(&pairs).into_iter().map(row).collect()
}

const NOON: &str = "2026-11-23T12:00:00Z";
const ONE: &str = "2026-11-23T13:10:00Z";
const EVENING: &str = "2026-11-23T17:30:00Z";
const DAY: &str = "2026-11-23T00:00:00Z";

/// What a report opens with, and the rows when another of the same hour says this of it.
fn check(other: Report, cases: &[(&'static str, &[&str])]) {
    for (text, rows) in cases {
        assert_eq!(told(&[(NOON, "", text), other]), *rows, "{text}");
    }
}

#[test]
fn tolls_that_open_reports_need_no_company() {
    check(
        (NOON, "Ferry burns off Halden", "The burning ferry killed 12 people, the coast guard said."),
        &[
            ("Fifteen people were killed when flames spread below deck.", &["people killed: Fifteen (0), 12 (1)"]),
            ("A blaze at sea leaves 15 dead.", &["people killed: 15 (0), 12 (1)"]),
            ("The disaster claimed 15 lives, officials said.", &["people killed: 15 (0), 12 (1)"]),
            ("Fifteen people have lost their lives at sea.", &["people killed: Fifteen (0), 12 (1)"]),
            ("A blaze at sea kills 15.", &["people killed: 15 (0), 12 (1)"]),
            (
                "In the deadliest shooting of the port’s history Tor Lind fatally shot 15 people.",
                &["people killed: 15 (0), 12 (1)"],
            ),
            ("Officials spoke of 15 deaths.", &["people killed: 15 (0), 12 (1)"]),
            // Both may be true, or one is rounded.
            ("At least 11 people were killed when flames spread below deck.", &[]),
            // Others, or none yet.
            ("Fifteen people were injured when flames spread below deck.", &[]),
            ("The flames killed 15 dogs below deck.", &[]),
            ("The flames could have killed 15 people.", &[]),
            // Some of them.
            ("Among the dead, including 15 people killed below deck, are Danes.", &[]),
            ("Fifteen of the dead were killed below deck.", &[]),
            ("Another 15 people were killed in a lifeboat.", &[]),
            ("Fifteen people were killed in Wexcombe.", &[]),
            ("Fifteen people were critically injured.", &[]),
            // Of before.
            ("Fires at sea have killed 15 people this year.", &[]),
            ("Fires on that line killed 15 people last month.", &[]),
            // No figure.
            ("Over a dozen people were killed when flames spread below deck.", &[]),
            ("Two dozen people were killed when flames spread below deck.", &[]),
        ],
    );
    check(
        (
            NOON,
            "Ferry burns off Halden",
            "The fire left 40 people injured and 7 missing. Police arrested three people.",
        ),
        &[
            ("The blaze killed a cook and injured 31 others.", &["people injured: 31 (0), 40 (1)"]),
            ("Nine people are missing.", &["people missing: Nine (0), 7 (1)"]),
            ("Five people were arrested on Monday.", &["people arrested: Five (0), three (1)"]),
            ("Two crew members were arrested on Monday.", &[]),
        ],
    );
}

#[test]
fn a_toll_that_rose_is_no_disagreement() {
    let toll = |at: &'static str, count: &'static str| (at, "Ferry burns off Halden", count);
    let (twelve, fifteen) = ("The burning ferry killed 12 people.", "The burning ferry killed 15 people.");
    for (one, other, rows) in [
        (toll(NOON, twelve), toll(ONE, fifteen), 1),
        (toll(NOON, twelve), toll(EVENING, fifteen), 0),
        // A later report with fewer does not bring the other up to date.
        (toll(NOON, fifteen), toll(EVENING, twelve), 1),
        (toll(NOON, fifteen), toll("2026-11-24T12:00:00Z", twelve), 0),
        // Of one day, whose hours nobody gives.
        (toll(DAY, twelve), toll(DAY, fifteen), 1),
        (toll(DAY, twelve), toll(EVENING, fifteen), 0),
    ] {
        assert_eq!(told(&[one, other]).len(), rows, "{one:?} {other:?}");
    }
    // Two of one report: the headline is older than the text, or one of them is a part.
    let older = (NOON, "Ferry fire leaves 15 dead", "The burning ferry killed 17 people.");
    assert_eq!(told(&[older, toll(NOON, twelve)]), Vec::<String>::new());
    // Who has the other's toll farther down knows of it.
    let knows = "The burning ferry killed 15 people. The harbour spoke of 12 deaths. The owner wept.";
    assert_eq!(told(&[(NOON, "", knows), toll(NOON, twelve)]), Vec::<String>::new());
}

#[test]
fn who_died_in_one_town_is_some_of_all() {
    let storm = "WEXCOMBE, Fenland — The storm had killed 14 people as it crossed the coast.";
    let town = "Two people died in Wexcombe when a tree fell.";
    assert_eq!(
        told(&[(NOON, "Storm crosses the coast", storm), (NOON, "Storm goes ashore", town)]),
        Vec::<String>::new()
    );
    // Where the headline is of that town, all died there.
    let rows =
        told(&[(NOON, "Storm hits Wexcombe", "The storm killed four people."), (NOON, "Storm goes ashore", town)]);
    assert_eq!(rows, ["people died: four (0), Two (1)"]);
}

#[test]
fn other_counts_are_compared_within_hours() {
    let jobs = |at: &'static str, text: &'static str| (at, "", text);
    let (few, many) = (
        "The yard in Halden will scrap some 850 jobs.",
        "It will scrap 1,100 jobs at the Halden yard that was to close.",
    );
    for (later, rows) in [(ONE, 1), ("2026-11-25T12:00:00Z", 0)] {
        assert_eq!(told(&[jobs(NOON, few), jobs(later, many)]).len(), rows, "{later}");
    }
}
