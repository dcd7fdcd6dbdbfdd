//! The story engine: a pure state machine. `decide` looks and answers, the store commits, `apply` remembers.

use std::collections::BTreeSet;

use super::article::StoryArticle;
use super::assign::{self, JOIN, STAY, SWITCH};
use super::change::{Admitted, Change, Event, Evidence, Reason};
use super::compare;
use super::links::Links;
use super::pair::{DAY, Figures, Regime};
use super::repair;
use super::state::{State, resolve};
use crate::related::{self, Candidate};

/// A repair is due once so many articles came since the last one,
const FRESH: usize = 24;
/// and this share of all in view.
const FRESH_SHARE: usize = 8;
/// However many are in view, this many more are enough: nothing is placed while a repair runs.
const MOST_FRESH: usize = 2000;

/// Groups articles into stories. The same events in the same order give the same changes, whether or not the engine
/// was saved and restored between them.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    pub(super) state: State,
}

impl Engine {
    /// An engine that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// What an event changes. Nothing is remembered until the changes are applied, all of them and in order.
    pub fn decide(&self, event: &Event) -> Vec<Change> {
        match event {
            // Where an article stands that has left the view is for the store to know: to place it anew would take it from its story.
            Event::Revision(article) if self.state.member(&article.id).is_none() => Vec::new(),
            Event::Article(article) | Event::Revision(article) => self.decide_article(article),
            Event::Removal(id) => self.decide_removal(id),
            Event::Constraint { a, b, same } => self.decide_constraint(a, b, *same),
            Event::Lift { a, b } => self.decide_lift(a, b),
            Event::Tick(now) => {
                let day = now.div_euclid(DAY) > self.state.repaired.div_euclid(DAY);
                let full = self.state.fresh >= FRESH + (self.state.members.len() / FRESH_SHARE).min(MOST_FRESH);
                let due = (day || full) && self.state.fresh > 0;
                if due { repair::run(&self.state, *now) } else { Vec::new() }
            }
            Event::Settle => {
                if self.state.fresh == 0 {
                    Vec::new()
                } else {
                    repair::run(&self.state, self.state.clock)
                }
            }
        }
    }

    /// Remembers a change.
    pub fn apply(&mut self, change: &Change) {
        self.state.apply(change);
    }

    /// Decides and applies in one go.
    pub fn take(&mut self, event: &Event) -> Vec<Change> {
        let changes = self.decide(event);
        for change in &changes {
            self.apply(change);
        }
        changes
    }

    /// The time of the stream in milliseconds: what `Tick` should be given where no clock is at hand.
    pub fn clock(&self) -> i64 {
        self.state.clock
    }

    /// How many articles are in view.
    pub fn articles(&self) -> usize {
        self.state.members.len()
    }

    /// The story of an article in view.
    pub fn story_of(&self, article: &str) -> Option<&str> {
        self.state.member(article).map(|member| &*member.story)
    }

    /// The story that a story id stands for now.
    pub fn resolve<'a>(&'a self, story: &'a str) -> &'a str {
        resolve(&self.state.redirects, story)
    }

    /// Readers' words on pairs of articles, by id, and whether they report one event; kept when an article is gone.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.state.constraints.iter().map(|((a, b), same)| (a.as_str(), b.as_str(), *same))
    }

    /// The articles of a story in view, in order of arrival.
    pub fn articles_of(&self, story: &str) -> Vec<&str> {
        let seqs = self.state.stories.get(story).into_iter().flatten();
        seqs.filter_map(|seq| self.state.members.get(*seq)).map(|member| member.article.id()).collect()
    }

    /// How many texts a story rests on when copies of one text count once.
    pub fn independent_reports(&self, story: &str) -> usize {
        let seqs = self.state.stories.get(story).into_iter().flatten();
        seqs.map(|seq| self.state.text_of(*seq)).collect::<BTreeSet<i64>>().len()
    }

    /// The articles in view that are near one, in order of arrival: what related links are chosen from.
    pub fn near(&self, article: &str) -> Vec<Candidate> {
        let Some(own) = self.state.member(article) else { return Vec::new() };
        let near = own.links.iter().filter_map(|(seq, logit)| {
            let other = self.state.members.get(seq)?;
            if assign::parted(&self.state, article, &other.story) {
                // A reader has said that this is not the event of that story.
                return None;
            }
            Some(Candidate {
                id: other.article.id().to_owned(),
                logit,
                same_story: other.story == own.story,
                copied: self.state.text_of(seq) == self.state.text_of(own.article.seq()),
                other_publisher: other.article.publisher().is_empty()
                    || other.article.publisher() != own.article.publisher(),
                text: self.state.text_of(seq),
                later: related::later(own.at, other.at),
            })
        });
        near.collect()
    }

    /// The figures of the pairs that an article, not yet taken, makes with earlier ones, for fitting the scores:
    /// the other article's id, what judges the pair, and the figures.
    pub fn pairs(&self, article: &StoryArticle) -> Vec<(String, Regime, Figures)> {
        let (_, pairs) = compare::with_all(&self.state, article);
        let named = pairs.into_iter().filter_map(|pair| {
            let other = self.state.members.get(pair.seq)?;
            Some((other.article.id().to_owned(), pair.regime, pair.figures))
        });
        named.collect()
    }

    fn decide_article(&self, article: &StoryArticle) -> Vec<Change> {
        let admitted = compare::admit(&self.state, article);
        let known = self.state.member(&article.id);
        let mut changes = Vec::new();
        match known {
            Some(member) => {
                let (story, founded) = (member.story.clone(), member.founded);
                changes.extend(self.reassign(&admitted, &story, founded));
            }
            None => changes.push(self.assign(&admitted)),
        }
        changes.insert(0, Change::Admit(Box::new(admitted)));
        changes
    }

    fn assign(&self, admitted: &Admitted) -> Change {
        let article = admitted.article.id.clone();
        let alone = |reason, score| Change::Assign {
            article: article.clone(),
            story: self.state.new_story(&article, admitted.article.seq, 0),
            founded: true,
            evidence: Evidence { score, ..Evidence::of(reason) },
        };
        if !admitted.article.kind.joins() {
            return alone(Reason::KeptApart, 0.0);
        }
        let links = admitted.links.iter().map(|link| (link.seq, link.logit)).collect::<Links>();
        let agreed = assign::best(&self.state, (admitted.article.seq, admitted.at), &article, &links, None);
        let clear = agreed.clone().filter(|(_, score)| *score >= assign::joins_from(&self.state));
        let found = clear.or_else(|| assign::about_the_same(&self.state, &admitted.article, admitted.at, &links));
        match found {
            Some((story, score)) => {
                let evidence = assign::evidence(&self.state, Reason::Agreement, score, &links, &story);
                Change::Assign { article, story, founded: false, evidence }
            }
            None => alone(Reason::Alone, agreed.map_or(0.0, |(_, score)| score)),
        }
    }

    /// Where a revised article goes: it stays unless it clearly does not fit any more.
    fn reassign(&self, admitted: &Admitted, story: &str, founded: u32) -> Vec<Change> {
        let (seq, id) = (admitted.article.seq, &admitted.article.id);
        let links = admitted.links.iter().map(|link| (link.seq, link.logit)).collect::<Links>();
        let shared = self.state.stories.get(story).is_some_and(|members| members.len() > 1);
        let bound = assign::bound(&self.state, seq);
        if bound || !shared && !admitted.article.kind.joins() {
            return Vec::new();
        }
        let own = if shared { assign::score_in(&self.state, (seq, admitted.at), &links, story) } else { JOIN };
        let best = assign::best(&self.state, (seq, admitted.at), id, &links, Some(story));
        let better = best.filter(|(_, score)| *score >= JOIN.max(own + SWITCH) && admitted.article.kind.joins());
        let article = id.clone();
        let from = story.to_owned();
        if let Some((into, score)) = better {
            let evidence = assign::evidence(&self.state, Reason::FitsBetter, score, &links, &into);
            let moved = Change::Move { article, from: from.clone(), into: into.clone(), evidence };
            let redirect = (!shared).then_some(Change::Redirect { from, into });
            return std::iter::once(moved).chain(redirect).collect();
        }
        if shared && (own < STAY || !admitted.article.kind.joins()) {
            let evidence = Evidence { score: own, ..Evidence::of(Reason::FellOut) };
            let into = self.state.new_story(&article, seq, founded);
            return vec![Change::Split { from, into, articles: vec![article], evidence }];
        }
        Vec::new()
    }

    fn decide_removal(&self, id: &str) -> Vec<Change> {
        let Some(member) = self.state.member(id) else { return Vec::new() };
        let last = self.state.stories.get(&member.story).is_some_and(|members| members.len() == 1);
        let close = last.then(|| Change::Close { story: member.story.to_string() });
        std::iter::once(Change::Remove { article: id.to_owned() }).chain(close).collect()
    }

    fn decide_constraint(&self, a: &str, b: &str, same: bool) -> Vec<Change> {
        if a == b {
            return Vec::new();
        }
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        let mut changes = vec![Change::Constrain { a: first.to_owned(), b: second.to_owned(), same }];
        if let (Some(a), Some(b)) = (self.state.member(a), self.state.member(b)) {
            match (same, a.story == b.story) {
                (true, false) => changes.extend(repair::readers::merge(&self.state, a.article.seq(), b.article.seq())),
                (false, true) => changes.extend(repair::readers::part(&self.state, a.article.seq(), b.article.seq())),
                _ => {}
            }
        }
        changes
    }

    /// A parted article that still stands alone, or with nothing but the copies that left with it, goes back at once, unless
    /// other words keep it away. Everything else is left to the next repair, which goes by the engine's own lights.
    fn decide_lift(&self, a: &str, b: &str) -> Vec<Change> {
        let Some(same) = self.state.word_on(a, b) else { return Vec::new() };
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        let mut changes = vec![Change::Lift { a: first.to_owned(), b: second.to_owned() }];
        let (Some(one), Some(other)) = (self.state.member(a), self.state.member(b)) else { return changes };
        let texts = |story: &str| -> BTreeSet<i64> {
            self.state.stories.get(story).into_iter().flatten().map(|seq| self.state.text_of(*seq)).collect()
        };
        let alone = |story: &str| texts(story).len() == 1;
        let apart = one.story != other.story && (alone(&one.story) || alone(&other.story));
        if !same && apart && !self.parted_otherwise(&one.story, &other.story, (first, second)) {
            changes.extend(repair::readers::merge(&self.state, one.article.seq(), other.article.seq()));
        }
        changes
    }

    /// Whether readers have parted two stories by another pair than this one.
    fn parted_otherwise(&self, a: &str, b: &str, but: (&str, &str)) -> bool {
        let story = |id: &str| self.state.member(id).map(|member| &*member.story);
        self.state.constraints.iter().filter(|((x, y), same)| !**same && (x.as_str(), y.as_str()) != but).any(
            |((x, y), _)| {
                let stories = (story(x), story(y));
                stories == (Some(a), Some(b)) || stories == (Some(b), Some(a))
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Understanding};
    use crate::story::features;

    /// By how many hours the second of two reports is told to be later.
    fn check(times: [&str; 2], expected: i64) {
        let mut engine = Engine::new();
        for (number, time) in times.into_iter().enumerate() {
            let article = Article {
                id: number.to_string(),
                title: "Ferry Marrable runs aground off Aldermouth".into(),
                text: "The ferry Marrable ran aground on the sands off Aldermouth with 212 people on board.".into(),
                at: time.parse().ok(),
                ..Article::default()
            };
            engine.take(&Event::Article(Box::new(features(&article, &Understanding::default(), None, None))));
        }
        let later = |from: &str| engine.near(from).iter().map(|near| near.later / 3_600_000).collect::<Vec<_>>();
        assert_eq!((later("0"), later("1")), (vec![expected], vec![-expected]), "{times:?}");
    }

    #[test]
    fn of_a_bare_day_it_is_not_known_what_came_first_on_it() {
        check(["2026-03-01T10:00:00Z", "2026-03-01T19:00:00Z"], 9);
        check(["2026-03-01T00:00:00Z", "2026-03-01T19:00:00Z"], 0);
        check(["2026-03-01T19:00:00Z", "2026-03-01T00:00:00Z"], 0);
        check(["2026-03-01T10:00:00Z", "2026-03-02T00:00:00Z"], 14);
        check(["2026-03-01T00:00:00Z", "2026-03-02T10:00:00Z"], 34);
    }
}
