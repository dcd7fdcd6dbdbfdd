//! What one article is to another, as far as the engine's figures tell.

use crate::model::LinkKind;
use crate::story::probability;

/// Probability at which two articles are said to report one event.
const SAME_EVENT: f64 = 0.5;
/// The same for members of one story, whose other members speak for them too.
const SAME_STORY: f64 = 0.25;
/// Log odds that others' agreement adds to a pair in one story.
const AGREEMENT: f32 = 0.8;
/// Probability at which articles of different stories belong to one course of events.
const ONE_COURSE: f64 = 0.2;
/// Milliseconds that part beats of one course of events.
const BEAT: i64 = 6 * 3_600_000;
/// Milliseconds of a day. From a day on two stories that may well be one event are told as beats of one: what parted them is
/// all that is sure.
const DAY: i64 = 24 * 3_600_000;
/// Scores that differ by less are equals, among which other publishers come first.
const STEP: f64 = 0.05;

/// An article near the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Log odds that both report one event.
    pub logit: f32,
    /// Whether both are in one story.
    pub same_story: bool,
    /// Whether it is a copy of the same text.
    pub copied: bool,
    /// Whether another publisher brought it.
    pub other_publisher: bool,
    /// The text it stands for: equal for copies of each other.
    pub text: i64,
    /// Milliseconds by which it is later (negative: earlier).
    pub later: i64,
}

/// A link that is worth evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The other article.
    pub id: String,
    /// What it is to the one asked about.
    pub kind: LinkKind,
    /// Probability that the link holds.
    pub score: f64,
    /// Whether it is a copy.
    pub copied: bool,
    /// Whether one event is said; otherwise more evidence is asked for.
    pub certain: bool,
    /// Whether both are in one story.
    pub together: bool,
}

/// Milliseconds by which a moment is later than another. Midnight sharp is what a bare day becomes, and what came first on that day
/// is not known.
pub fn later(own: i64, other: i64) -> i64 {
    let bare = [own, other].iter().any(|at| at.rem_euclid(DAY) == 0);
    if bare && own.div_euclid(DAY) == other.div_euclid(DAY) { 0 } else { other - own }
}

/// The links worth showing, best first: other publishers first among equals, copies last.
pub fn choose(candidates: &[Candidate]) -> Vec<Choice> {
    let mut chosen: Vec<(&Candidate, Choice)> =
        candidates.iter().filter_map(|candidate| Some((candidate, judge(candidate)?))).collect();
    chosen.sort_by(|(a_from, a), (b_from, b)| {
        let rank = |from: &Candidate, choice: &Choice| {
            let step = (choice.score / STEP).round() as i64;
            (choice.copied, choice.kind != LinkKind::SameEvent, -step, !from.other_publisher)
        };
        let (first, second) = (rank(a_from, a), rank(b_from, b));
        first.cmp(&second).then(b.score.total_cmp(&a.score)).then_with(|| a.id.cmp(&b.id))
    });
    let mut texts = std::collections::BTreeSet::new();
    let (first, repeated): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|(from, _)| texts.insert(from.text));
    first.into_iter().chain(repeated).map(|(_, choice)| choice).collect()
}

fn judge(candidate: &Candidate) -> Option<Choice> {
    let bonus = if candidate.same_story { AGREEMENT } else { 0.0 };
    let score = f64::from(probability(candidate.logit + bonus));
    let enough = if candidate.same_story { SAME_STORY } else { SAME_EVENT };
    let together = candidate.same_story;
    let choice =
        |kind, certain| Choice { id: candidate.id.clone(), kind, score, copied: candidate.copied, certain, together };
    let kind = if candidate.later < 0 { LinkKind::Earlier } else { LinkKind::FollowUp };
    if score >= enough || candidate.copied {
        let one = together || candidate.copied || candidate.later.abs() < DAY;
        return Some(choice(if one { LinkKind::SameEvent } else { kind }, true));
    }
    let parted = candidate.later.abs() >= BEAT;
    (score >= ONE_COURSE && parted).then(|| choice(kind, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str, logit: f32) -> Candidate {
        Candidate {
            id: id.to_owned(),
            logit,
            same_story: false,
            copied: false,
            other_publisher: true,
            text: i64::from(id.as_bytes()[0]),
            later: 0,
        }
    }

    fn check(candidates: &[Candidate], expected: &[(&str, LinkKind)]) {
        let chosen = choose(candidates);
        let chosen: Vec<(&str, LinkKind)> = chosen.iter().map(|choice| (choice.id.as_str(), choice.kind)).collect();
        assert_eq!(chosen, expected);
    }

    #[test]
    fn choices() {
        use LinkKind::{Earlier, FollowUp, SameEvent};
        let same = |id, logit| candidate(id, logit);
        check(&[], &[]);
        check(&[same("a", -5.0)], &[]);
        check(&[same("a", 2.0), same("b", 3.0)], &[("b", SameEvent), ("a", SameEvent)]);
        let own = Candidate { other_publisher: false, ..same("a", 3.0) };
        check(&[own, same("b", 3.0)], &[("b", SameEvent), ("a", SameEvent)]);
        let copy = Candidate { copied: true, ..same("a", 6.0) };
        check(&[copy, same("b", 1.0)], &[("b", SameEvent), ("a", SameEvent)]);
        let beat = |id, later| Candidate { later, ..same(id, -1.0) };
        check(&[beat("a", -2 * BEAT), beat("b", 2 * BEAT), beat("c", 0)], &[("a", Earlier), ("b", FollowUp)]);
        // Two days apart and in another story: no more is said than that one came before.
        let apart = |id, later, same_story| Candidate { later, same_story, ..same(id, 2.0) };
        check(&[apart("a", -2 * DAY, false), apart("b", -2 * DAY, true)], &[("b", SameEvent), ("a", Earlier)]);
        check(&[apart("a", 2 * DAY, false), apart("b", DAY - 1, false)], &[("b", SameEvent), ("a", FollowUp)]);
        let again = Candidate { text: same("a", 0.0).text, ..same("z", 3.0) };
        check(&[same("a", 4.0), again, same("b", 1.0)], &[("a", SameEvent), ("b", SameEvent), ("z", SameEvent)]);
    }
}
