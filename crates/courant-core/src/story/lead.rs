//! Which report stands for its story.
//!
//! A story is shown under the headline of one of its reports. The best says what most others tell: each word of a headline
//! counts by how rare it is, and is borne out by every other report that has it in its headline or first sentences, those of
//! the same hours before those of other days. So neither a side of the event nor another publisher's turn of phrase stands
//! for it, and once the event has gone on ("found alive" after "still missing") a headline of the first hour no longer does.
//! How much later than the first report it came does not depend on what comes after it: a new report changes the lead by being a better
//! one, or by bearing another out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hedges::has_questions;
use super::overtaken;
use crate::text::prior::STEPS;
use crate::text::terms::tokens;
use crate::text::view;

/// One report as the choice sees it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Headline.
    pub title: &'a str,
    /// What it begins with, if only the feed's teaser.
    pub text: &'a str,
    /// Its language, `und` where unknown.
    pub language: &'a str,
    /// Who wrote it.
    pub byline: &'a [String],
    /// When it came out, in milliseconds since 1970.
    pub at: i64,
    /// Words of the whole text.
    pub words: usize,
    /// Whether it reports, and everyone can read it: neither opinion nor a running log, nor behind a wall.
    pub plain: bool,
    /// Whether it has a picture.
    pub picture: bool,
}

/// Reports of one story that a headline is held against: the latest.
const OTHERS: usize = 120;
/// Words of a report that can bear a headline out.
const BEGINNING: usize = 120;
/// Hours after which reports speak of another state of things: by so much less (e-fold) do they bear each other out.
const SAME_HOURS: f64 = 24.0;
/// What reports of other days count at least.
const LEAST: f64 = 0.3;
/// How much more a headline is worth that came long after the first, and in how many hours two thirds of it are reached.
const LATER: f64 = 0.25;
const LATER_HOURS: f64 = 18.0;
/// What a full text and a picture are worth, and from how many words on a text is full.
const FULL: f64 = 0.15;
const FULL_WORDS: usize = 300;
const PICTURE: f64 = 0.03;
/// What a headline loses that asks, and one of hardly any words.
const ASKS: f64 = 0.15;
const BARE: f64 = 0.1;
const FEW_WORDS: usize = 4;

/// The place of the report that stands for the story, `None` of none. Reports that are not plain, and such as have the headline
/// or the body of a comment, lead only where there is nothing else; then the language that most are in comes first, of equals
/// the paper's own.
#[must_use]
pub fn lead(reports: &[Report<'_>], paper_language: &str) -> Option<usize> {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        *languages.entry(report.language).or_default() += 1;
    }
    let most = languages.values().copied().max()?;
    let classes: Vec<_> = reports
        .iter()
        .map(|report| {
            let main = languages.get(report.language).copied() == Some(most);
            let comment = is_comment(report);
            let plain = report.plain && !comment;
            // A body is less sure a sign than a headline: it counts only against a plain report.
            let tells = plain && !view::is_comment_by_body(report.text, report.language);
            (tells, plain, !comment, main, report.language == paper_language)
        })
        .collect();
    let best = classes.iter().max()?;
    let tells: Vec<bool> = classes.iter().zip(reports).map(|(class, report)| class.0 && !asks(report)).collect();
    let worth = Worth::of(reports, &tells);
    let able = reports.iter().enumerate().filter(|(at, _)| classes[*at] == *best);
    able.max_by(|(a, left), (b, right)| {
        let order = worth.of_report(*a, left).total_cmp(&worth.of_report(*b, right));
        order.then(Reverse((left.at, *a)).cmp(&Reverse((right.at, *b))))
    })
    .map(|(at, _)| at)
}

/// What the reports of one story say, prepared.
struct Worth<'a> {
    reports: &'a [Report<'a>],
    /// The words of each headline with their weight.
    titles: Vec<FxHashMap<u32, f64>>,
    /// The reports that a headline is held against, with the words each begins with.
    others: Vec<(usize, FxHashSet<u32>)>,
    /// What each loses by being false by now.
    losses: Vec<f64>,
    first: i64,
}

impl<'a> Worth<'a> {
    /// `tells` is of each whether it tells what was done.
    fn of(reports: &'a [Report<'a>], tells: &[bool]) -> Self {
        let words = |text: &str, language: &str, limit: usize| tokens(text, language, limit);
        let titles = reports.iter().map(|report| {
            let of_title = words(report.title, report.language, BEGINNING).into_iter();
            of_title.map(|token| (token.term, f64::from(token.rarity) / f64::from(STEPS))).collect()
        });
        let mut latest: Vec<usize> = (0..reports.len()).collect();
        latest.sort_by_key(|&at| (Reverse(reports[at].at), at));
        latest.truncate(OTHERS);
        let others = latest.into_iter().map(|at| {
            let report = &reports[at];
            let told = [(report.title, BEGINNING), (report.text, BEGINNING)];
            let told = told.into_iter().flat_map(|(text, limit)| words(text, report.language, limit));
            (at, told.map(|token| token.term).collect())
        });
        let first = reports.iter().map(|report| report.at).min().unwrap_or_default();
        let (titles, others): (Vec<_>, Vec<_>) = (titles.collect(), others.collect());
        let losses = overtaken::losses(reports, &titles, others.iter().map(|(at, _)| *at), tells);
        Self { reports, titles, others, losses, first }
    }

    fn of_report(&self, at: usize, report: &Report<'_>) -> f64 {
        let later = 1.0 - (-hours(self.first, report.at) / LATER_HOURS).exp();
        let full = report.words.min(FULL_WORDS) as f64 / FULL_WORDS as f64;
        let mut worth = self.borne_out(at, report) + LATER * later + FULL * full - self.losses[at];
        worth += if report.picture { PICTURE } else { 0.0 };
        worth -= if asks(report) { ASKS } else { 0.0 };
        worth - if self.titles[at].len() < FEW_WORDS { BARE } else { 0.0 }
    }

    /// The share of a headline's words, by weight, that another report in its language tells, 0 to 1.
    fn borne_out(&self, at: usize, report: &Report<'_>) -> f64 {
        let title = &self.titles[at];
        let all: f64 = title.values().sum();
        let (mut told, mut weights) = (0.0, 0.0);
        for (other, words) in &self.others {
            let by = &self.reports[*other];
            if *other == at || by.language != report.language {
                continue;
            }
            let weight = (-hours(by.at, report.at) / SAME_HOURS).exp().max(LEAST);
            let shared: f64 = title.iter().filter(|(term, _)| words.contains(term)).map(|(_, weight)| weight).sum();
            told += weight * shared;
            weights += weight;
        }
        if all > 0.0 && weights > 0.0 { told / (all * weights) } else { 0.0 }
    }
}

/// Whether its headline is that of a comment.
fn is_comment(report: &Report<'_>) -> bool {
    view::is_comment(report.title, report.byline, report.language)
}

/// Hours between two moments.
fn hours(from: i64, to: i64) -> f64 {
    from.abs_diff(to) as f64 / 3_600_000.0
}

/// Whether a headline asks instead of telling.
fn asks(report: &Report<'_>) -> bool {
    report.title.contains(['?', '？', '؟'])
        || crate::answer::begins_as_question(report.title, report.language)
        || has_questions(report.title, report.language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(hour: i64, words: usize, title: &'static str, text: &'static str) -> Report<'static> {
        Report { title, text, language: "en", byline: &[], at: hour * 3_600_000, words, plain: true, picture: false }
    }

    fn check(reports: &[Report<'_>], wanted: &str) {
        assert_eq!(lead(reports, "en").map(|at| reports[at].title), Some(wanted));
    }

    /// Written for this.
    #[test]
    fn a_story_stands_under_what_most_of_its_reports_tell() {
        let flood = [
            of(0, 900, "Why the Orla floods every spring", "The river Orla broke its dam at Brenn on Monday night."),
            of(
                1,
                400,
                "Orla breaks dam at Brenn, two hundred flee",
                "Two hundred people fled when the Orla broke the dam.",
            ),
            of(
                1,
                400,
                "A pianist plays on in the rising water",
                "As the Orla broke its dam at Brenn, a pianist played.",
            ),
            of(2, 400, "Two hundred flee as dam at Brenn breaks", "The Orla has broken its dam at Brenn. People fled."),
        ];
        check(&flood, "Orla breaks dam at Brenn, two hundred flee");
        // Nor under what others are to be asked.
        let inquiry = "Orla dam at Brenn to be looked at by five engineers";
        for asks in ["Five Questions For Engineers of Orla Dam at Brenn", "Orla Dam at Brenn: Key Questions"] {
            let told = "Five engineers look at the dam of the Orla at Brenn.";
            check(&[of(0, 400, asks, told), of(0, 300, inquiry, told)], inquiry);
        }
        // One text alone, however odd.
        check(&flood[2..3], "A pianist plays on in the rising water");
        assert_eq!(lead(&[], "en"), None);
    }

    #[test]
    fn what_has_gone_on_stands_no_longer() {
        let missing = "Search for missing boat off Lindvik";
        let found = "Missing boat found off Lindvik, crew safe";
        let mut boat = vec![
            of(0, 500, missing, "The boat Aurora went missing off Lindvik on Friday."),
            of(1, 500, "Boat missing off Lindvik: search goes on", "A search for the missing Aurora goes on."),
            of(2, 500, "Search for boat missing off Lindvik widened", "The search for the Aurora was widened."),
        ];
        check(&boat, "Boat missing off Lindvik: search goes on");
        boat.push(of(30, 300, found, "The missing boat Aurora was found off Lindvik and her crew are safe."));
        boat.push(of(31, 200, "Crew of missing boat safe", "The crew of the missing Aurora are safe off Lindvik."));
        check(&boat, found);
        // What comes later and is borne out by nobody changes nothing.
        boat.push(of(60, 900, "What sailors eat", "A cook on biscuits and tea in heavy seas."));
        check(&boat, found);
    }

    #[test]
    fn comment_leads_only_where_nothing_reports() {
        let wreck = "The ferry Kestrel ran aground off Saltpan on Monday and her crew were brought ashore.";
        let view =
            "The ferry Kestrel ran aground off Saltpan on Monday, and her crew were brought ashore by luck alone.";
        let told = "Ferry aground";
        for comment in [
            "In defense of the crew of the ferry Kestrel, aground off Saltpan",
            "We are all to blame for the ferry Kestrel, aground off Saltpan",
            "ANN LEE: Ferry Kestrel aground off Saltpan, crew ashore, nobody shamed",
            "Don’t blame the crew of the ferry Kestrel, aground off Saltpan",
        ] {
            let reports = [of(0, 900, comment, view), of(0, 60, told, wreck)];
            check(&reports, told);
            check(&reports[..1], comment);
        }
        let byline = ["John Farrow".to_owned()];
        let column = Report {
            byline: &byline,
            ..of(0, 900, "John Farrow: Ferry Kestrel aground off Saltpan, crew ashore", view)
        };
        check(&[column, of(0, 60, told, wreck)], told);
    }

    /// Written for this.
    #[test]
    fn comment_without_a_sign_in_its_headline_leads_only_where_nothing_reports() {
        let view =
            "The ferry Kestrel ran aground off Saltpan on Monday, and we should ask our council why it slept so long. ";
        let view: &'static str = Box::leak(view.repeat(9).into_boxed_str());
        let (comment, told) = ("Ferry Kestrel aground off Saltpan on Monday", "Kestrel mishap: crew ashore");
        let wreck = "The ferry Kestrel ran aground off Saltpan on Monday and her crew were brought ashore.";
        let reports = [of(0, 900, comment, view), of(0, 60, told, wreck)];
        check(&reports, told);
        check(&reports[..1], comment);
        // A running log is no report that could stand for it instead.
        check(&[reports[0], Report { plain: false, ..reports[1] }], comment);
    }

    #[test]
    fn what_was_awaited_leads_no_longer_once_it_was_done() {
        let awaited = "Final vote of Brenn council on bridge expected Saturday";
        let closed = "Brenn council shuts the bridge for good";
        let told = "The council of Brenn voted on Saturday to shut the bridge.";
        // Another report has it done, of the same day or of a later one.
        for hour in [0, 24] {
            let reports = [
                of(0, 900, awaited, "The final vote of the council of Brenn on the bridge is expected on Saturday."),
                of(
                    hour,
                    60,
                    closed,
                    "The final vote is over. The council of Brenn voted on Saturday to shut the bridge.",
                ),
            ];
            check(&reports, closed);
        }
        // Its own first sentence has it.
        let own =
            "In its final vote on Saturday the council of Brenn shut the bridge for good, as had been feared by many.";
        check(&[of(0, 900, awaited, own), of(0, 60, closed, told)], closed);
        // Nobody has it: what was awaited stands.
        let none = "The final vote of the council of Brenn on the bridge is expected on Saturday.";
        check(
            &[
                of(0, 900, awaited, none),
                of(0, 60, "Ferrymen quarrel in Aldermouth over nets", "The council of Brenn could vote soon."),
            ],
            awaited,
        );
    }

    #[test]
    fn what_the_others_leave_open_is_not_asserted() {
        let sure = "Ottilie Crane is out as harbour master of Brenn";
        let hears = of(
            0,
            300,
            "Ottilie Crane reportedly out as harbour master",
            "Ottilie Crane, harbour master of Brenn, may be out.",
        );
        let expects = of(
            0,
            300,
            "Harbour master Crane expected to leave Brenn",
            "Harbour master Ottilie Crane could be out in Brenn.",
        );
        let reports = [
            of(0, 900, sure, "Ottilie Crane remains harbour master of Brenn, but she faces the council on Thursday."),
            hears,
            expects,
        ];
        assert_ne!(lead(&reports, "en"), Some(0));
        // Nor what its own first sentence denies.
        let denied = "Ottilie Crane leaves as harbour master of Brenn";
        let reports = [
            of(0, 900, denied, "Ottilie Crane denies that she leaves as harbour master of Brenn."),
            of(0, 60, "Crane stays in Brenn", "Ottilie Crane stays as harbour master."),
        ];
        check(&reports, "Crane stays in Brenn");
        // One that is of the next day knows more.
        let reports =
            [hears, expects, of(24, 300, sure, "Ottilie Crane is out as harbour master of Brenn, the council said.")];
        check(&reports, sure);
    }

    #[test]
    fn what_reports_comes_before_what_does_not() {
        let told = "Council of Brenn closes the bridge";
        let reports = |plain: bool, language: &'static str| {
            [
                of(0, 60, told, "The council of Brenn closes the bridge on Sunday."),
                Report {
                    plain,
                    language,
                    ..of(3, 900, "The bridge of Brenn must stay open", "The council of Brenn errs.")
                },
                of(4, 60, "Closes: bridge?", "The council of Brenn closes the bridge on Sunday."),
            ]
        };
        check(&reports(false, "en"), told);
        check(&reports(true, "nl"), told);
        // Words of another language bear nothing out, and the paper's own comes first of equals.
        let two = [of(0, 60, "Brenn sperrt Brücke", ""), of(1, 600, told, "")];
        let two = [Report { language: "de", ..two[0] }, two[1]];
        assert_eq!(lead(&two, "de"), Some(0));
        assert_eq!(lead(&two, "en"), Some(1));
    }
}
