//! The front page's order: how many told it independently, how many printed it, how fresh it is.
//!
//! A story's weight grows with the logarithm of its independent reports (doubling the reports is worth the same
//! each time) and, much less, with publishers that only repeat them: forty copies of one agency text must not
//! outrank three reporters who went there. The weight halves with age; what many report keeps its place longer.
//! What one reader follows and mutes is in [`personal`]; that one course of events takes one slot, in [`slots`]; that
//! outlets take turns, in [`spread`].

pub mod personal;
pub mod slots;
pub mod spread;

use std::cmp::Ordering;

/// What the order is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RankInput {
    /// The story.
    pub id: i64,
    /// Reports after copies of one text are counted once.
    pub independent: u32,
    /// Outlets that carry it.
    pub publishers: u32,
    /// Milliseconds since 1970 UTC of the first report.
    pub first_at: i64,
    /// Milliseconds since 1970 UTC of the latest report.
    pub last_at: i64,
    /// Live blogs and round-ups, which belong to no story and never lead the page.
    pub apart: bool,
    /// Whether nobody reports it: all there is are opinion pieces.
    pub opinion: bool,
    /// Whether nobody says when its one report came out: it counts from when it was first seen, which may be days later.
    pub undated: bool,
    /// Percent that the reader's own follows add to its weight; 0 while personal ranking is off.
    pub raised: u32,
}

/// A story's place with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The story.
    pub id: i64,
    /// For comparing only; has no unit.
    pub score: f64,
    /// Why it stands where it stands, in plain words.
    pub reason: String,
}

const HOUR: f64 = 3_600_000.0;
/// Hours after which a story with one report weighs half.
const HALF_LIFE_HOURS: f64 = 10.0;
/// Hours that each doubling of independent reports adds to the half-life.
const HALF_LIFE_PER_DOUBLING: f64 = 4.0;
/// What one report is worth, against 1 for each doubling of independent reports. With it what two tell keeps its place before a
/// report of this minute for twenty hours, what three tell for thirty: a reader who looks once a day misses neither.
const ONE_REPORT: f64 = 0.6;
/// What a doubling of publishers beyond the independent reports is worth, against 1 for independent reports.
const REPEAT_WORTH: f64 = 0.25;
/// How much of a story's age counts from its first report: one late copy does not make an old story new.
const FIRST_SHARE: f64 = 0.25;
/// What is kept apart from stories weighs this much of itself.
const APART_SHARE: f64 = 0.4;
/// What is somebody's view alone weighs this much: a report of ten hours ago stands beside one of this minute.
const OPINION_SHARE: f64 = 0.5;
/// What has no date weighs this much of itself: a feed of forty such entries would else fill the page of the evening it is added.
const UNDATED_SHARE: f64 = 0.5;

/// Orders stories, best first. Equal scores keep the later story first, then the higher id: the order is total and
/// depends on nothing but the arguments. A time after `now` counts as now.
pub fn rank(stories: &[RankInput], now: i64) -> Vec<Ranked> {
    let mut ranked: Vec<(Ranked, i64)> = stories
        .iter()
        .map(|story| (Ranked { id: story.id, score: score(story, now), reason: reason(story, now) }, story.last_at))
        .collect();
    ranked.sort_by(|(a, a_last), (b, b_last)| {
        b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal).then(b_last.cmp(a_last)).then(b.id.cmp(&a.id))
    });
    ranked.into_iter().map(|(story, _)| story).collect()
}

fn score(story: &RankInput, now: i64) -> f64 {
    let independent = f64::from(story.independent.max(1));
    let publishers = f64::from(story.publishers).max(independent);
    let weight = ONE_REPORT + independent.log2() + REPEAT_WORTH * (publishers / independent).log2();
    let half_life = HALF_LIFE_HOURS + HALF_LIFE_PER_DOUBLING * independent.log2();
    let age = (1.0 - FIRST_SHARE) * hours(story.last_at, now) + FIRST_SHARE * hours(story.first_at, now);
    let share = match (story.apart, story.opinion) {
        (true, _) => APART_SHARE,
        (false, true) => OPINION_SHARE,
        (false, false) => 1.0,
    };
    let share = if story.undated { share * UNDATED_SHARE } else { share };
    share * (1.0 + f64::from(story.raised) / 100.0) * weight * (-age / half_life).exp2()
}

fn hours(at: i64, now: i64) -> f64 {
    (now.saturating_sub(at)).max(0) as f64 / HOUR
}

fn reason(story: &RankInput, now: i64) -> String {
    let minutes = now.saturating_sub(story.last_at).max(0) / 60_000;
    let age = match minutes {
        0..=89 => format!("{minutes} min"),
        _ => format!("{} h", (minutes + 30) / 60),
    };
    let apart = match (story.apart, story.opinion) {
        (true, _) => "; kept apart from stories",
        (false, true) => "; an opinion piece",
        (false, false) => "",
    };
    format!(
        "{} independent of {} publishers; latest report {age} old{apart}",
        story.independent.max(1),
        story.publishers.max(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000 * 3_600_000;

    fn story(id: i64, independent: u32, publishers: u32, hours_old: i64) -> RankInput {
        let at = NOW - hours_old * 3_600_000;
        RankInput { id, independent, publishers, first_at: at, last_at: at, ..RankInput::default() }
    }

    fn order(stories: &[RankInput]) -> Vec<i64> {
        rank(stories, NOW).into_iter().map(|ranked| ranked.id).collect()
    }

    #[test]
    fn more_independent_reports_come_first() {
        assert_eq!(order(&[story(1, 1, 1, 2), story(2, 3, 3, 2), story(3, 2, 2, 2)]), [2, 3, 1]);
    }

    #[test]
    fn what_several_told_in_the_last_day_stands_before_a_report_of_this_minute() {
        assert_eq!(order(&[story(1, 1, 1, 0), story(2, 2, 2, 19)]), [2, 1]);
        assert_eq!(order(&[story(1, 1, 1, 0), story(2, 2, 2, 21)]), [1, 2]);
        assert_eq!(order(&[story(1, 1, 1, 0), story(2, 3, 3, 29)]), [2, 1]);
    }

    #[test]
    fn a_view_stands_behind_reports_of_the_last_ten_hours() {
        let view = |hours| RankInput { opinion: true, ..story(1, 1, 1, hours) };
        assert_eq!(order(&[view(0), story(2, 1, 1, 9)]), [2, 1]);
        assert_eq!(order(&[view(0), story(2, 1, 1, 11)]), [1, 2]);
    }

    #[test]
    fn a_report_without_a_date_stands_behind_those_of_the_last_ten_hours() {
        let undated = |hours| RankInput { undated: true, ..story(1, 1, 1, hours) };
        assert_eq!(order(&[undated(0), story(2, 1, 1, 9)]), [2, 1]);
        assert_eq!(order(&[undated(0), story(2, 1, 1, 11)]), [1, 2]);
    }

    #[test]
    fn forty_copies_do_not_outrank_three_reporters() {
        assert_eq!(order(&[story(1, 1, 40, 1), story(2, 3, 3, 1)]), [2, 1]);
        assert_eq!(order(&[story(1, 1, 1, 1), story(2, 1, 40, 1)]), [2, 1], "yet they count for something");
    }

    #[test]
    fn fresh_beats_stale_at_equal_weight_and_big_stories_last_longer() {
        assert_eq!(order(&[story(1, 2, 2, 20), story(2, 2, 2, 1)]), [2, 1]);
        assert_eq!(order(&[story(1, 1, 1, 5), story(2, 4, 6, 20)]), [2, 1]);
        assert_eq!(order(&[story(1, 1, 1, 1), story(2, 4, 6, 60)]), [1, 2], "but not for ever");
    }

    #[test]
    fn a_late_copy_does_not_make_an_old_story_new() {
        let mut old = story(1, 1, 2, 0);
        old.first_at = NOW - 200 * 3_600_000;
        assert_eq!(order(&[old, story(2, 1, 2, 3)]), [2, 1]);
    }

    #[test]
    fn what_is_kept_apart_never_leads() {
        let mut live = story(1, 1, 1, 0);
        live.apart = true;
        assert_eq!(order(&[live, story(2, 1, 1, 6)]), [2, 1]);
    }

    #[test]
    fn what_the_reader_follows_rises_but_does_not_stay_for_ever() {
        let followed = |hours| RankInput { raised: 200, ..story(1, 1, 1, hours) };
        assert_eq!(order(&[followed(6), story(2, 1, 1, 1)]), [1, 2]);
        assert_eq!(order(&[followed(30), story(2, 1, 1, 1)]), [2, 1]);
    }

    #[test]
    fn order_is_total_and_independent_of_input_order() {
        let stories = [story(4, 1, 1, 3), story(2, 1, 1, 3), story(9, 1, 1, 3)];
        let mut turned = stories;
        turned.reverse();
        assert_eq!(order(&stories), [9, 4, 2]);
        assert_eq!(order(&turned), [9, 4, 2]);
    }

    #[test]
    fn extremes_do_no_harm() {
        let far = RankInput { id: 1, last_at: i64::MAX, first_at: i64::MIN, ..RankInput::default() };
        let all = rank(&[far, RankInput { id: 2, independent: u32::MAX, publishers: u32::MAX, ..far }], NOW);
        assert!(all.iter().all(|ranked| ranked.score.is_finite()), "{all:?}");
    }

    #[test]
    fn the_reason_is_plain() {
        let ranked = rank(&[story(1, 3, 7, 2)], NOW);
        assert_eq!(ranked[0].reason, "3 independent of 7 publishers; latest report 2 h old");
    }
}
