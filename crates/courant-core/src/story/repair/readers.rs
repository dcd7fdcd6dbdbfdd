//! What readers said of pairs of articles, kept against everything that the engine would rather do.

use std::collections::{BTreeMap, BTreeSet};

use super::super::change::{Change, Evidence, Reason};
use super::super::compare::NO_LINK;
use super::super::state::State;
use super::Plan;

/// Two articles by arrival number.
type Pair = (i64, i64);

/// Joins the stories of two articles because a reader said so. Who was parted from a member of the other story leaves.
pub(in crate::story) fn merge(state: &State, a: i64, b: i64) -> Vec<Change> {
    let mut plan = Plan::of(state);
    let (first, second) = (plan.story(a).to_owned(), plan.story(b).to_owned());
    plan.join(&first, &second, Evidence::of(Reason::Reader));
    plan.sort_out(a, (a, b), true);
    plan.changes
}

/// Parts two members of one story because a reader said so: the first leaves with the copies of its text and with whom
/// readers have put it, everybody else stays with the second.
pub(in crate::story) fn part(state: &State, a: i64, b: i64) -> Vec<Change> {
    let mut plan = Plan::of(state);
    plan.sort_out(a, (a, b), false);
    plan.changes
}

/// Readers' words on the members of one story: the newest first, then by arrival of their articles.
#[derive(Default)]
struct Words {
    together: Vec<Pair>,
    apart: Vec<Pair>,
}

impl Words {
    fn parted(&self, a: &BTreeSet<i64>, b: &BTreeSet<i64>) -> bool {
        self.apart.iter().any(|(x, y)| a.contains(x) && b.contains(y) || a.contains(y) && b.contains(x))
    }
}

impl Plan<'_> {
    /// Splits the story of `member` until no two that readers have parted are together. `newest` is a word that the
    /// state does not hold yet. When it parts two, the second keeps the story; otherwise the largest group does, of equal
    /// ones that with the earliest of the parted.
    fn sort_out(&mut self, member: i64, newest: Pair, same: bool) {
        let story = self.story(member).to_owned();
        let members = self.members(&story).cloned().unwrap_or_default();
        let words = self.words_on(&members, newest, same);
        if words.apart.is_empty() {
            return;
        }
        let (seeds, others): (Vec<_>, Vec<_>) = units(&members, &words)
            .into_iter()
            .partition(|unit| words.apart.iter().any(|(a, b)| unit.contains(a) || unit.contains(b)));
        let mut groups: Vec<BTreeSet<i64>> = Vec::new();
        for unit in seeds.into_iter().chain(others) {
            let shunned = |group: &BTreeSet<i64>| !same && group.contains(&newest.0) && !self.has_copy(&unit, newest.0);
            let open = (0..groups.len()).filter(|at| !words.parted(&groups[*at], &unit) && !shunned(&groups[*at]));
            let best = open
                .map(|at| (self.fit(&unit, &groups[at]), at))
                .reduce(|best, next| if next.0 > best.0 { next } else { best });
            match best {
                Some((_, at)) => groups[at].extend(unit),
                None => groups.push(unit),
            }
        }
        let largest =
            groups.iter().map(BTreeSet::len).enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best });
        let second = groups.iter().position(|group| !same && group.contains(&newest.1));
        let stays = second.or(largest.map(|(at, _)| at));
        for (_, leaving) in groups.iter().enumerate().filter(|(at, _)| Some(*at) != stays) {
            self.split(&story, leaving, Evidence::of(Reason::Reader));
        }
    }

    /// Whether a set of articles holds a copy of this article's text.
    fn has_copy(&self, unit: &BTreeSet<i64>, seq: i64) -> bool {
        unit.iter().any(|other| self.state.text_of(*other) == self.state.text_of(seq))
    }

    fn words_on(&self, members: &BTreeSet<i64>, newest: Pair, same: bool) -> Words {
        let mut words = Words::default();
        let known = self.state.constraints.iter().filter_map(|((a, b), same)| {
            let (a, b) = (*self.state.by_id.get(a)?, *self.state.by_id.get(b)?);
            let pair = (a.min(b), a.max(b));
            let repeated = pair == newest || pair == (newest.1, newest.0);
            (!repeated && members.contains(&pair.0) && members.contains(&pair.1)).then_some((pair, *same))
        });
        let known: BTreeSet<(Pair, bool)> = known.collect();
        for (pair, same) in std::iter::once((newest, same)).chain(known) {
            if same { words.together.push(pair) } else { words.apart.push(pair) }
        }
        words
    }

    /// How well two sets of articles go together: the mean of their links.
    fn fit(&self, a: &BTreeSet<i64>, b: &BTreeSet<i64>) -> f32 {
        let links = |seq: &i64| self.state.members.get(*seq).map(|member| &member.links);
        let pairs =
            a.iter().flat_map(|x| b.iter().map(move |y| links(x).and_then(|links| links.get(*y)).unwrap_or(NO_LINK)));
        pairs.sum::<f32>() / (a.len() * b.len()).max(1) as f32
    }
}

/// Members that readers have put together, in order of their first; a word that would bring parted ones together is
/// passed over.
fn units(members: &BTreeSet<i64>, words: &Words) -> Vec<BTreeSet<i64>> {
    let mut units: BTreeMap<i64, BTreeSet<i64>> = members.iter().map(|seq| (*seq, BTreeSet::from([*seq]))).collect();
    for (a, b) in &words.together {
        let find = |seq: &i64| units.iter().find(|(_, unit)| unit.contains(seq)).map(|(first, _)| *first);
        let (Some(first), Some(second)) = (find(a), find(b)) else { continue };
        let parted = units.get(&first).zip(units.get(&second)).is_some_and(|(x, y)| words.parted(x, y));
        if first == second || parted {
            continue;
        }
        let moved = units.remove(&first.max(second)).unwrap_or_default();
        units.entry(first.min(second)).or_default().extend(moved);
    }
    units.into_values().collect()
}
