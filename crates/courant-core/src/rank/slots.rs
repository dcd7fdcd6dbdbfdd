//! Slots of a front page: what belongs to one course of events takes one of them.
//!
//! A story that is linked with one higher up stands with it instead of in a slot of its own. Only links between the two
//! themselves count, not those by way of a third story: a long affair is a chain, and its ends have little in common.

use std::collections::{BTreeMap, BTreeSet};

/// One slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The story that has it.
    pub story: i64,
    /// Stories that stand with it, in the order given.
    pub with: Vec<i64>,
}

/// Slots for stories in the order of their rank, each story once. `threads` names, for a story, those that it is linked
/// with; a link holds in both directions.
pub fn slots(ranked: &[i64], threads: &BTreeMap<i64, Vec<i64>>) -> Vec<Slot> {
    let mut links: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (story, others) in threads {
        links.extend(others.iter().flat_map(|other| [(*story, *other), (*other, *story)]));
    }
    let mut slots: Vec<Slot> = Vec::new();
    let mut seen = BTreeSet::new();
    for story in ranked.iter().copied().filter(|story| seen.insert(*story)) {
        match slots.iter_mut().find(|slot| links.contains(&(slot.story, story))) {
            Some(slot) => slot.with.push(story),
            None => slots.push(Slot { story, with: Vec::new() }),
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ranked: &[i64], threads: &[(i64, &[i64])], expected: &[(i64, &[i64])]) {
        let threads = threads.iter().map(|(story, others)| (*story, others.to_vec())).collect();
        let expected: Vec<Slot> =
            expected.iter().map(|(story, with)| Slot { story: *story, with: with.to_vec() }).collect();
        assert_eq!(slots(ranked, &threads), expected);
    }

    #[test]
    fn one_course_of_events_takes_one_slot() {
        check(&[], &[], &[]);
        check(&[3, 1, 2], &[], &[(3, &[]), (1, &[]), (2, &[])]);
        // The link is known from either side, and with stories that are not on the page.
        check(&[3, 1, 2], &[(2, &[3, 99])], &[(3, &[2]), (1, &[])]);
        check(&[3, 1, 2], &[(3, &[2])], &[(3, &[2]), (1, &[])]);
        // The strongest of two slots has it.
        check(&[1, 2, 3], &[(3, &[2, 1])], &[(1, &[3]), (2, &[])]);
        // A chain's ends have little in common.
        check(&[1, 2, 3], &[(2, &[1, 3])], &[(1, &[2]), (3, &[])]);
        // A story that is named twice, or linked with itself, stands once.
        check(&[1, 1, 2], &[(1, &[1])], &[(1, &[]), (2, &[])]);
    }
}
