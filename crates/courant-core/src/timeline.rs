//! What happened when, as the reports state it.

mod silence;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;

use crate::model::{Article, SourceSpan, TimelineEvent, Understanding};
use crate::summary::main_language;
use crate::text::moments::{Moment, moments};
use crate::text::reading::Reading;
use crate::text::standalone::Alone;
use crate::text::stems::Stems;

/// Most events of one timeline.
const MOST: usize = 8;
/// Oldest event that still belongs to a story, before its first report, in seconds (thirty days).
const OLDEST: i64 = 30 * 86_400;
const DAY: i64 = 86_400;
/// Share of words in common from which two sentences tell one event.
const SAME: f64 = 0.34;

struct Event {
    event: TimelineEvent,
    /// See [`Moment::is_last`].
    is_last: bool,
    stems: BTreeSet<String>,
    main: bool,
}

/// The stated events, earliest first; empty when there are fewer than two.
#[must_use]
pub fn timeline(articles: &[(&Article, &Understanding)]) -> Vec<TimelineEvent> {
    let language = main_language(articles);
    let mut events: Vec<Event> =
        articles.iter().flat_map(|(article, understanding)| events(article, understanding, &language)).collect();
    let begun = articles.iter().filter_map(|(article, _)| article.at).min();
    events.retain(|event| begun.is_none_or(|begun| begun.as_second() - event.event.at.as_second() <= OLDEST));
    drop_last(&mut events);
    // The story's own language first, so that it is kept where two tell the same.
    events.sort_by(|a, b| {
        b.main
            .cmp(&a.main)
            .then(a.event.at.cmp(&b.event.at))
            .then_with(|| a.event.source.start.cmp(&b.event.source.start))
    });
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        // Beyond these none is shown, and a text without end may state very many.
        if kept.len() == MOST {
            break;
        }
        if !kept.iter().any(|other| is_same(&event, other)) {
            kept.push(event);
        }
    }
    let mut events: Vec<TimelineEvent> = kept.into_iter().map(|kept| kept.event).collect();
    events.sort_by(|a, b| {
        a.at.cmp(&b.at).then_with(|| a.source.start.cmp(&b.source.start)).then_with(|| a.source.id.cmp(&b.source.id))
    });
    if events.len() < 2 { Vec::new() } else { events }
}

fn events(article: &Article, understanding: &Understanding, main: &str) -> Vec<Event> {
    let Some(published) = article.at else { return Vec::new() };
    let language = understanding.language.as_str();
    let reading = Reading::new(&article.text, language);
    let stems = Stems::of(language);
    let alone = Alone::of(&reading);
    let lowers = |number: usize| -> Vec<String> {
        reading.tokens_of(number).iter().map(|token| token.text.to_lowercase()).collect()
    };
    let moments = moments(&reading, published).into_iter().enumerate();
    let stating = moments
        .filter_map(|(number, moment)| Some((number, alone.sentence(number)?, moment?)))
        .filter(|(number, ..)| !silence::is_no_event(language, &lowers(*number)));
    let mut stating: Vec<(usize, Range<usize>, Moment)> = stating.collect();
    keep_together(&mut stating);
    stating
        .into_iter()
        .map(|(number, bytes, moment)| Event {
            event: TimelineEvent {
                at: moment.at,
                has_time: moment.has_time,
                text: article.text[bytes.clone()].to_owned(),
                source: SourceSpan {
                    id: article.id.clone(),
                    start: reading.offsets.to_chars(bytes.start),
                    end: reading.offsets.to_chars(bytes.end),
                },
            },
            is_last: moment.is_last,
            stems: stems.of_sentence(&reading, number),
            main: language == main,
        })
        .collect()
}

/// Times without a day belong to one stretch of hours, the shortest that holds them all: a ship that "grounded at 22:15"
/// and "was refloated at 05:25" grounded the evening before. The last of them is the latest that fits.
fn keep_together(stating: &mut [(usize, Range<usize>, Moment)]) {
    let mut clocks: Vec<i64> =
        stating.iter().filter(|(_, _, moment)| !moment.has_day).map(|(_, _, moment)| moment.at.as_second()).collect();
    clocks.sort_by_key(|at| at.rem_euclid(DAY));
    let next = |at: usize| clocks[(at + 1) % clocks.len()];
    let pause = |at: usize| (next(at) - clocks[at]).rem_euclid(DAY);
    // Behind the longest pause the stretch begins; with one time there is nothing to keep together.
    let Some(last) = (0..clocks.len()).filter(|_| clocks.len() > 1).max_by_key(|at| pause(*at)).map(|at| clocks[at])
    else {
        return;
    };
    for (_, _, moment) in stating.iter_mut().filter(|(_, _, moment)| !moment.has_day) {
        let before = (last - moment.at.as_second()).rem_euclid(DAY);
        moment.at = Timestamp::from_second(last - before).unwrap_or(moment.at);
    }
}

/// Drops what was "last Saturday" where a sentence in like words has the day a week later: who wrote it on a Saturday meant that.
fn drop_last(events: &mut Vec<Event>) {
    let told: Vec<(Timestamp, BTreeSet<String>)> =
        events.iter().filter(|event| !event.is_last).map(|event| (event.event.at, event.stems.clone())).collect();
    events.retain(|event| {
        let day = |at: Timestamp| at.as_second().div_euclid(DAY);
        let week_later = |at: Timestamp| day(at) - day(event.event.at) == 7;
        !event.is_last || !told.iter().any(|(at, stems)| week_later(*at) && overlap(&event.stems, stems) >= SAME)
    });
}

/// The share of the shorter sentence's words that the other has too.
fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    a.intersection(b).count() as f64 / a.len().min(b.len()).max(1) as f64
}

/// One event told twice: the same moment in two languages, or in like words; or nearly the same words at all.
fn is_same(a: &Event, b: &Event) -> bool {
    let overlap = overlap(&a.stems, &b.stems);
    let moment = a.event.at == b.event.at && a.event.has_time == b.event.has_time;
    moment && (a.event.has_time || a.main != b.main || overlap >= SAME) || overlap >= 0.7
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod tests {
    use super::*;

    fn told(published: &str, text: &str) -> Vec<String> {
        let article = Article {
            id: "a".into(),
            at: published.parse().ok(),
            text: text.into(),
            language: Some("en".into()),
            ..Article::default()
        };
        let understanding = crate::understand(&article);
        timeline(&[(&article, &understanding)]).into_iter().map(|event| event.at.to_string()).collect()
    }

    #[test]
    fn a_night_keeps_its_order_whenever_it_is_printed() {
        let text = "The ferry Marrable was refloated at 05:25 after seven hours on the sands. The vessel had grounded at 22:15 in good visibility.";
        for published in ["2024-05-08T09:40:00Z", "2024-05-08T23:40:00Z"] {
            assert_eq!(told(published, text), ["2024-05-07T22:15:00Z", "2024-05-08T05:25:00Z"], "{published}");
        }
    }

    #[test]
    fn what_somebody_says_happened_is_no_event() {
        let text = "The ferry Marrable grounded at 22:15 in good visibility. “Nobody slept. The ferry hit the sands of Aldermouth at 21:40 without any light. It was dark,” said Ann Lee. The ferry was refloated at 05:25 after seven hours on the sands.";
        assert_eq!(told("2024-05-08T09:40:00Z", text), ["2024-05-07T22:15:00Z", "2024-05-08T05:25:00Z"]);
    }

    #[test]
    fn last_saturday_is_dropped_where_another_has_the_day() {
        // Published on a Saturday: "last" is a week ago for the calendar, and the day itself for who wrote it.
        let text = "The council closed the bridge of Aldermouth on Thursday. Harbour master Ottilie Crane, who drowned \
            off Brenn last Saturday, had led the harbour for years. Ottilie Crane drowned off Brenn on Saturday after a storm.";
        let found = told("2024-05-11T20:00:00Z", text);
        assert_eq!(found, ["2024-05-09T00:00:00Z", "2024-05-11T00:00:00Z"]);
    }

    #[test]
    fn that_nobody_answered_is_no_event() {
        for text in [
            "The ferry Marrable sank on Monday off Aldermouth. Its owners did not immediately respond to a request for comment on Tuesday.",
            "The ferry Marrable sank on Monday off Aldermouth. The owners of the ferry declined on Tuesday to comment on it.",
            "The ferry Marrable sank on Monday off Aldermouth. The poll of 900 residents was conducted on Tuesday by the county.",
            "The ferry Marrable sank on Monday off Aldermouth. Ann Lee and Tom Fenn contributed to this report, which was updated on Tuesday.",
        ] {
            assert_eq!(told("2024-05-08T09:40:00Z", text), Vec::<String>::new(), "{text}");
        }
        let text = "The ferry Marrable sank on Monday off Aldermouth. The owners of the ferry refused on Tuesday to pay the divers.";
        assert_eq!(told("2024-05-08T09:40:00Z", text).len(), 2);
    }
}
