//! Second thoughts: with more articles at hand, some members fell out, some fit better elsewhere, some stories are one.

pub(super) mod readers;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::assign::{JOIN, ROUNDING, STAY, SWITCH, voices};
use super::centroid::Centroid;
use super::change::{Change, Evidence, Reason};
use super::compare::NO_LINK;
use super::pair::DAY;
use super::state::{Member, State};

/// Days back that a repair looks.
const DAYS: i64 = 10;
/// Times it looks.
const ROUNDS: usize = 2;
/// Log odds at which two stories' members agree that both are one.
const MERGE: f32 = -0.4;

/// Repairs the stories of the last ten days and says what changed. Only what is marked is looked at, and what changes on the
/// way; everything else would stay where it is.
pub(super) fn run(state: &State, now: i64) -> Vec<Change> {
    let mut plan = Plan::of(state);
    plan.look_at_marked();
    for _ in 0..ROUNDS {
        let before = plan.changes.len();
        plan.reconsider_all();
        plan.merge();
        if plan.changes.len() == before {
            break;
        }
    }
    plan.changes.push(Change::Repaired { at: now.max(state.repaired) });
    plan.changes
}

/// A working copy of who is where, and the changes that led to it.
struct Plan<'a> {
    state: &'a State,
    /// Articles that are elsewhere than in the state.
    moved: BTreeMap<i64, String>,
    /// Stories that are not as in the state; one without members is gone.
    stories: BTreeMap<String, BTreeSet<i64>>,
    founded: BTreeMap<i64, u32>,
    changes: Vec<Change>,
    /// Articles of the last days that may have a better place,
    open: BTreeSet<i64>,
    /// and those whose story may be one with another.
    merging: BTreeSet<i64>,
    /// Middles of stories of bare titles, as far as they were asked for.
    middles: RefCell<BTreeMap<String, Option<Rc<Centroid>>>>,
}

/// Two stories that may be one, in order of their first arrivals.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    firsts: (i64, i64),
    one: String,
    two: String,
    /// Whether two of their members are near each other: without that members cannot agree.
    near: bool,
    /// Whether the stream is one of bare titles.
    titles: bool,
}

impl<'a> Plan<'a> {
    fn of(state: &'a State) -> Self {
        Plan {
            state,
            moved: BTreeMap::new(),
            stories: BTreeMap::new(),
            founded: BTreeMap::new(),
            changes: Vec::new(),
            open: BTreeSet::new(),
            merging: BTreeSet::new(),
            middles: RefCell::default(),
        }
    }

    fn look_at_marked(&mut self) {
        let state = self.state;
        if state.marks.all() {
            state.members.iter().for_each(|(seq, _)| self.look_at(seq));
            return;
        }
        state.marks.articles().for_each(|seq| self.look_at(seq));
        state.marks.stories().for_each(|story| self.look_around(story));
    }

    fn look_at(&mut self, seq: i64) {
        let recent = |member: &&Member| member.at >= self.state.clock - DAYS * DAY && member.article.kind().joins();
        if self.state.members.get(seq).filter(recent).is_some() {
            self.open.insert(seq);
            self.merging.insert(seq);
        }
    }

    /// A story's members, and whoever has a link to one of them that could bring it there.
    fn look_around(&mut self, story: &str) {
        let state = self.state;
        for seq in self.members(story).cloned().unwrap_or_default() {
            self.look_at(seq);
            let links = state.members.get(seq).into_iter().flat_map(|member| member.links.iter());
            links.filter(|(_, logit)| *logit > MERGE).for_each(|(other, _)| self.look_at(other));
        }
    }

    fn story(&self, seq: i64) -> &str {
        let placed = || self.state.members.get(seq).map(|member| &*member.story);
        self.moved.get(&seq).map(String::as_str).or_else(placed).unwrap_or_default()
    }

    fn members(&self, story: &str) -> Option<&BTreeSet<i64>> {
        match self.stories.get(story) {
            Some(members) => Some(members).filter(|members| !members.is_empty()),
            None => self.state.stories.get(story),
        }
    }

    /// The first arrival of a story, by which stories are ordered: their ids follow from how the store numbers articles,
    /// which must not decide anything.
    fn first(&self, story: &str) -> i64 {
        self.members(story).and_then(|members| members.first().copied()).unwrap_or(i64::MAX)
    }

    fn id(&self, seq: i64) -> String {
        self.state.members.get(seq).map(|member| member.article.id().to_owned()).unwrap_or_default()
    }

    /// How well an article fits its own story and each other that it may go to, the earliest story first. Agreement is never
    /// above the best link, so a story without a link that would do needs no asking.
    fn fits(&self, seq: i64) -> Vec<(&str, f32)> {
        let Some(member) = self.state.members.get(seq) else { return Vec::new() };
        let own = self.members(self.story(seq)).filter(|own| own.len() > 1);
        let may = |other: i64, logit: f32| logit >= JOIN - ROUNDING || own.is_some_and(|own| own.contains(&other));
        let linked =
            member.links.iter().filter(|(other, logit)| may(*other, *logit)).map(|(other, _)| self.story(other));
        let stories: BTreeSet<(i64, &str)> = linked.map(|story| (self.first(story), story)).collect();
        let fit = |story| Some((story, voices(self.state, (seq, member.at), &member.links, self.members(story)?)));
        stories.into_iter().filter_map(|(_, story)| fit(story)).collect()
    }

    /// In order of arrival. Who is to be looked at again because of a later one has to wait for the next round.
    fn reconsider_all(&mut self) {
        let mut from = i64::MIN;
        while let Some(seq) = self.open.range(from..).next().copied() {
            self.open.remove(&seq);
            self.reconsider(seq);
            from = seq.saturating_add(1);
        }
    }

    /// Moves an article that fits another story better, or out of one whose members no longer agree.
    fn reconsider(&mut self, seq: i64) {
        let from = self.story(seq).to_owned();
        let alone = self.members(&from).is_none_or(|members| members.len() < 2);
        if self.words(seq, &from, true) {
            return;
        }
        let fits = self.fits(seq);
        let in_own = fits.iter().find(|(story, _)| *story == from).map_or(NO_LINK, |(_, fit)| *fit);
        let own = if alone { JOIN - SWITCH } else { in_own };
        let others = fits.iter().filter(|(story, _)| *story != from && !self.words(seq, story, false));
        let best =
            others.map(|(story, fit)| (*fit, *story)).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let better = best.filter(|(fit, _)| *fit >= JOIN && *fit >= own + SWITCH);
        if let Some((score, into)) = better {
            let into = into.to_owned();
            let evidence = Evidence { score, ..Evidence::of(Reason::FitsBetter) };
            self.step(seq, &from, &into, alone, evidence);
        } else if !alone && own < STAY {
            let evidence = Evidence { score: own, ..Evidence::of(Reason::FellOut) };
            self.split(&from, &BTreeSet::from([seq]), evidence);
        }
    }

    fn step(&mut self, seq: i64, from: &str, into: &str, alone: bool, evidence: Evidence) {
        if alone {
            return self.join(from, into, evidence);
        }
        self.put(seq, into);
        self.look_around(from);
        self.look_around(into);
        let article = self.id(seq);
        self.changes.push(Change::Move { article, from: from.to_owned(), into: into.to_owned(), evidence });
    }

    /// Whether a reader's word ties the article to a member of the story (`same`) or parts it from one.
    fn words(&self, seq: i64, story: &str, same: bool) -> bool {
        if self.state.constraints.is_empty() {
            return false;
        }
        let id = self.id(seq);
        let others = self.members(story).into_iter().flatten().filter(|other| **other != seq);
        others.into_iter().any(|other| self.state.word_on(&id, &self.id(*other)) == Some(same))
    }

    /// Joins stories whose members agree with each other, or, of bare titles, that are about the same.
    fn merge(&mut self) {
        let mut agreed: Vec<(f32, Pair)> = self
            .linked_stories()
            .into_iter()
            .map(|pair| (self.one(&pair), pair))
            .filter(|(score, _)| *score >= MERGE)
            .collect();
        // A stable sort: of equals the pair of the earliest stories comes first.
        agreed.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, pair) in agreed {
            let (a, b) = (&pair.one, &pair.two);
            let both = self.members(a).is_some() && self.members(b).is_some();
            let score = if both { self.one(&pair) } else { NO_LINK };
            if score >= MERGE && !self.any_parted(a, b) {
                self.join(a, b, Evidence { score, ..Evidence::of(Reason::OneEvent) });
            }
        }
    }

    /// Pairs of stories with a link between them, those of the earliest stories first. In a stream of bare titles any link will do.
    fn linked_stories(&mut self) -> BTreeSet<Pair> {
        let titles = self.state.is_of_titles();
        let mut pairs: BTreeMap<((i64, i64), String, String), bool> = BTreeMap::new();
        for seq in std::mem::take(&mut self.merging) {
            let own = self.story(seq);
            let links = self.state.members.get(seq).into_iter().flat_map(|member| member.links.iter());
            for (other, logit) in links.filter(|(_, logit)| titles || *logit > MERGE) {
                let story = self.story(other);
                if own != story && !story.is_empty() {
                    let (one, two) = (self.first(own), self.first(story));
                    let (a, b) = if one < two { (own, story) } else { (story, own) };
                    let pair = ((one.min(two), one.max(two)), a.to_owned(), b.to_owned());
                    *pairs.entry(pair).or_default() |= logit > MERGE;
                }
            }
        }
        pairs.into_iter().map(|((firsts, one, two), near)| Pair { firsts, one, two, near, titles }).collect()
    }

    /// Log odds that two stories are one: in a stream of bare titles their middles may say so too.
    fn one(&self, pair: &Pair) -> f32 {
        let middles = if pair.titles { self.middle(&pair.one).zip(self.middle(&pair.two)) } else { None };
        let about = middles.map_or(NO_LINK, |(one, two)| one.one(&two));
        if about >= MERGE || !pair.near { about } else { about.max(self.mutual(&pair.one, &pair.two)) }
    }

    /// The middle of a story of bare titles, worked out once as long as it is as it was.
    fn middle(&self, story: &str) -> Option<Rc<Centroid>> {
        let known = self.middles.borrow().get(story).cloned();
        known.unwrap_or_else(|| {
            let made = self.members(story).and_then(|members| Centroid::of_titles(self.state, members.iter().copied()));
            let made = made.map(Rc::new);
            self.middles.borrow_mut().insert(story.to_owned(), made.clone());
            made
        })
    }

    /// How well the texts of the smaller story fit the larger, on average; of equals `a` counts as the smaller.
    fn mutual(&self, a: &str, b: &str) -> f32 {
        let empty = BTreeSet::new();
        let (a, b) = (self.members(a).unwrap_or(&empty), self.members(b).unwrap_or(&empty));
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let mut texts: BTreeMap<i64, (f32, u32)> = BTreeMap::new();
        for seq in few {
            let Some(member) = self.state.members.get(*seq) else { continue };
            let text = texts.entry(self.state.text_of(*seq)).or_default();
            *text = (text.0 + voices(self.state, (*seq, member.at), &member.links, many), text.1 + 1);
        }
        texts.values().map(|(sum, count)| sum / *count as f32).sum::<f32>() / texts.len().max(1) as f32
    }

    fn any_parted(&self, a: &str, b: &str) -> bool {
        self.members(a).into_iter().flatten().any(|seq| self.words(*seq, b, false))
    }

    /// All of one story into the other: the larger stays, of equals the earlier.
    fn join(&mut self, a: &str, b: &str, evidence: Evidence) {
        let rank = |story: &str| {
            let members = self.members(story);
            (std::cmp::Reverse(members.map_or(0, BTreeSet::len)), members.and_then(|all| all.first().copied()))
        };
        let (into, from) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        for seq in self.members(from).cloned().unwrap_or_default() {
            self.put(seq, into);
        }
        self.look_around(into);
        let (from, into) = (from.to_owned(), into.to_owned());
        self.changes.push(Change::Merge { from: from.clone(), into: into.clone(), evidence });
        self.changes.push(Change::Redirect { from, into });
    }

    fn split(&mut self, from: &str, leaving: &BTreeSet<i64>, evidence: Evidence) {
        let Some(first) = leaving.first().copied() else { return };
        let before = self.state.members.get(first).map_or(0, |member| member.founded);
        let founded = self.founded.entry(first).or_insert(before);
        let count = *founded;
        *founded += 1;
        let into = self.state.new_story(&self.id(first), first, count);
        for seq in leaving {
            self.put(*seq, &into);
        }
        self.look_around(from);
        self.look_around(&into);
        let articles = leaving.iter().map(|seq| self.id(*seq)).collect();
        self.changes.push(Change::Split { from: from.to_owned(), into, articles, evidence });
    }

    fn put(&mut self, seq: i64, into: &str) {
        let before = self.story(seq).to_owned();
        self.edited(&before).remove(&seq);
        self.edited(into).insert(seq);
        self.moved.insert(seq, into.to_owned());
    }

    fn edited(&mut self, story: &str) -> &mut BTreeSet<i64> {
        let state = self.state;
        self.middles.borrow_mut().remove(story);
        self.stories.entry(story.to_owned()).or_insert_with(|| state.stories.get(story).cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
