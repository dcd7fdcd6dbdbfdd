//! What the engine holds: articles of the window, stories, redirects, readers' words, frequencies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::article::StoryArticle;
use super::candidates::{Filling, Index};
use super::change::{Admitted, Change};
use super::frequency::Frequencies;
use super::hub::Hub;
use super::links::Links;
use super::marks::Marks;
use super::packed::Packed;
use super::pair::{DAY, Prepared};
use super::shelf::Shelf;

/// Days that an article stays in view.
const WINDOW_DAYS: i64 = 45;
/// A slow stream is kept in view for longer: up to so many articles,
const SLOW_STREAM: usize = 1500;
/// and so many days.
pub(super) const LONG_DAYS: i64 = 400;
/// Days that count for how full the stream is.
const POOL_DAYS: i64 = 30;
/// Articles that tell what kind of stream this is.
const LATEST: usize = 100;
/// A pool this large is full.
const FULL_POOL: usize = 2000;
/// Arrivals whose middle time moves the clock, so that one wrong date does not.
const CLOCK_ARRIVALS: usize = 9;

/// An article in view.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    pub(super) article: Packed,
    pub(super) at: i64,
    pub(super) hub: Hub,
    /// Log odds with other articles, both ways.
    pub(super) links: Links,
    pub(super) copy_of: Option<i64>,
    /// Its story, one text for all of its members; empty between being admitted and being assigned.
    #[serde(with = "super::snapshot::shared")]
    pub(super) story: Arc<str>,
    /// How many story ids were made from this article.
    pub(super) founded: u32,
    /// What comparing needs, worked out from the article.
    #[serde(skip)]
    pub(super) prepared: Prepared,
}

/// All that the engine knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    pub(super) members: Shelf<Member>,
    #[serde(with = "super::snapshot::stories")]
    pub(super) stories: FxHashMap<Arc<str>, BTreeSet<i64>>,
    pub(super) redirects: BTreeMap<String, String>,
    /// Readers' words on pairs of articles, the lesser id first: whether they report one event.
    pub(super) constraints: BTreeMap<(String, String), bool>,
    pub(super) frequencies: Frequencies,
    pub(super) clock: i64,
    pub(super) repaired: i64,
    pub(super) last_seq: i64,
    /// Articles admitted or revised since the last repair.
    pub(super) fresh: usize,
    pub(super) arrivals: Vec<i64>,
    #[serde(skip)]
    pub(super) by_id: FxHashMap<String, i64>,
    #[serde(skip)]
    pub(super) index: Index,
    /// What the next repair looks at.
    #[serde(skip)]
    pub(super) marks: Marks,
    /// Whether this was a stream of bare titles after the latest change.
    #[serde(skip)]
    titles: bool,
}

impl State {
    /// Works out again what a snapshot leaves out.
    pub(super) fn rebuild(&mut self) {
        // First, so that what follows goes where the members' own texts stood.
        for (story, members) in &self.stories {
            for seq in members {
                if let Some(member) = self.members.get_mut(*seq).filter(|member| member.story == *story) {
                    member.story = story.clone();
                }
            }
        }
        self.by_id.reserve(self.members.len());
        self.by_id.extend(self.members.iter().map(|(seq, member)| (member.article.id().to_owned(), seq)));
        let mut filling = Filling::of(self.members.len());
        let mut article = StoryArticle::default();
        for member in self.members.values_mut() {
            member.article.compared(&mut article);
            member.prepared = Prepared::of(&article);
            filling.add(member.article.seq(), member.at, &article, &member.prepared);
        }
        self.index = filling.done();
        self.titles = self.is_of_titles();
        self.marks.everything();
    }

    /// In a stream of bare titles stories are one for another reason, so when it becomes one, or no longer is, all is open.
    fn note_stream(&mut self) {
        let titles = self.is_of_titles();
        if std::mem::replace(&mut self.titles, titles) != titles {
            self.marks.everything();
        }
    }

    /// The member with this article id.
    pub(super) fn member(&self, id: &str) -> Option<&Member> {
        self.members.get(*self.by_id.get(id)?)
    }

    /// The text that an article stands for: equal for copies of one text.
    pub(super) fn text_of(&self, seq: i64) -> i64 {
        self.members.get(seq).and_then(|member| member.copy_of).unwrap_or(seq)
    }

    /// An id for a story that this article begins: it follows from the article, its arrival number and how many stories
    /// it has begun before. Ids that are in use, or that redirect, are passed over. Stories that left the window still
    /// stand in the store, so no other article may come to their ids: all that the id follows from is hashed as one
    /// text. (With the count as the hash's seed, article 1156's second story had the id of article 1157's first.)
    pub(super) fn new_story(&self, article: &str, seq: i64, founded: u32) -> String {
        let ids = (u64::from(founded)..).map(|count| {
            let hash =
                xxhash_rust::xxh3::xxh3_64(format!("story {count} of article {article}, arrival {seq}").as_bytes());
            format!("s{hash:016x}")
        });
        let mut open = ids.filter(|id| !self.stories.contains_key(id.as_str()) && !self.redirects.contains_key(id));
        open.next().unwrap_or_default()
    }

    /// A reader's word on two articles.
    pub(super) fn word_on(&self, a: &str, b: &str) -> Option<bool> {
        if self.constraints.is_empty() {
            return None;
        }
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.constraints.get(&(a.to_owned(), b.to_owned())).copied()
    }

    /// Makes a change. Changes that name what is not known do nothing.
    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Admit(admitted) => self.admit(admitted),
            Change::Assign { article, story, founded, .. } => {
                self.put(article, story);
                self.count_founding(article, *founded);
            }
            Change::Move { article, into, .. } => {
                let founded = !self.stories.contains_key(into.as_str());
                self.put(article, into);
                self.count_founding(article, founded);
            }
            Change::Split { into, articles, .. } => {
                for article in articles {
                    self.put(article, into);
                }
                if let Some(first) = articles.first() {
                    self.count_founding(first, true);
                }
            }
            Change::Merge { from, into, .. } => {
                for seq in self.stories.get(from.as_str()).cloned().unwrap_or_default() {
                    self.put_seq(seq, into);
                }
            }
            Change::Redirect { from, into } => {
                self.redirects.insert(from.clone(), into.clone());
            }
            Change::Remove { article } => {
                self.marks.turn();
                if let Some(seq) = self.by_id.get(article).copied() {
                    self.forget(seq);
                }
                self.note_stream();
            }
            Change::Close { story } => {
                self.stories.remove(story.as_str());
            }
            Change::Constrain { a, b, same } => {
                self.constraints.insert((a.clone(), b.clone()), *same);
                self.marks.everything();
            }
            Change::Lift { a, b } => {
                self.constraints.remove(&(a.clone(), b.clone()));
                self.marks.everything();
            }
            Change::Repaired { at } => {
                self.repaired = *at;
                self.fresh = 0;
                self.marks.repaired();
            }
        }
    }

    fn admit(&mut self, admitted: &Admitted) {
        self.fresh += 1;
        self.marks.turn();
        let article = &admitted.article;
        let seq = article.seq;
        self.marks.article(seq);
        let before = self.members.get(seq).map(|member| (member.story.clone(), member.founded));
        let copiers = self.copiers(seq);
        if let Some((story, _)) = &before {
            self.marks.story(story);
            self.unlink(seq);
        } else {
            self.last_seq = self.last_seq.max(seq);
            self.frequencies.add(article);
            self.advance(admitted.at);
        }
        let mut links = Links::default();
        for link in &admitted.links {
            if let Some(other) = self.members.get_mut(link.seq) {
                other.links.insert(seq, link.logit);
                links.insert(link.seq, link.logit);
            }
        }
        let (story, founded) = before.unwrap_or_default();
        self.by_id.insert(article.id.clone(), seq);
        let prepared = Prepared::of(article);
        self.index.add(seq, admitted.at, article, &prepared);
        let member = Member {
            article: Packed::of(article, &admitted.nearest),
            at: admitted.at,
            hub: admitted.hub,
            links,
            copy_of: admitted.copy_of,
            story,
            founded,
            prepared,
        };
        self.members.insert(seq, member);
        self.part_texts(seq, &copiers);
        self.evict();
        self.note_stream();
    }

    /// Takes an article out of the index and out of others' links.
    fn unlink(&mut self, seq: i64) {
        let Some(member) = self.members.get(seq) else { return };
        self.index.remove(seq, &member.article.article());
        for other in member.links.seqs().collect::<Vec<_>>() {
            self.marks.article(other);
            if let Some(other) = self.members.get_mut(other) {
                other.links.remove(seq);
            }
        }
    }

    pub(super) fn forget(&mut self, seq: i64) {
        self.unlink(seq);
        let Some(member) = self.members.remove(seq) else { return };
        self.by_id.remove(member.article.id());
        self.leave(seq, &member.story);
    }

    fn leave(&mut self, seq: i64, story: &str) {
        self.marks.story(story);
        if let Some(members) = self.stories.get_mut(story) {
            members.remove(&seq);
            if members.is_empty() {
                self.stories.remove(story);
            }
        }
    }

    fn put(&mut self, article: &str, story: &str) {
        if let Some(seq) = self.by_id.get(article).copied() {
            self.put_seq(seq, story);
        }
    }

    fn put_seq(&mut self, seq: i64, story: &str) {
        let Some(member) = self.members.get_mut(seq) else { return };
        let known = self.stories.get_key_value(story).map(|(story, _)| story.clone());
        let into = known.unwrap_or_else(|| story.into());
        let before = std::mem::replace(&mut member.story, into.clone());
        if before != into {
            self.leave(seq, &before);
        }
        self.stories.entry(into).or_default().insert(seq);
        self.marks.story(story);
    }

    fn count_founding(&mut self, article: &str, founded: bool) {
        let member = self.by_id.get(article).and_then(|seq| self.members.get_mut(*seq));
        if let Some(member) = member.filter(|_| founded) {
            member.founded += 1;
        }
    }

    /// The clock follows the middle of the latest arrivals' times and never goes back.
    fn advance(&mut self, at: i64) {
        self.arrivals.push(at);
        if self.arrivals.len() > CLOCK_ARRIVALS {
            self.arrivals.remove(0);
        }
        let mut times = self.arrivals.clone();
        times.sort_unstable();
        if let Some(middle) = times.get((times.len() - 1) / 2) {
            self.clock = if self.members.is_empty() && self.last_seq == 0 { *middle } else { self.clock.max(*middle) };
        }
    }

    /// Drops articles that left the window, with the stories and redirects that nothing in view needs.
    fn evict(&mut self) {
        let mut gone = false;
        let oldest = |members: &Shelf<Member>| members.iter().next().map(|(seq, member)| (seq, member.at));
        while let Some((seq, at)) = oldest(&self.members) {
            let days = if self.members.len() > SLOW_STREAM { WINDOW_DAYS } else { LONG_DAYS };
            if at >= self.clock - days * DAY {
                break;
            }
            self.forget(seq);
            gone = true;
        }
        if gone {
            let mut redirects = std::mem::take(&mut self.redirects);
            let ends: BTreeMap<String, String> =
                redirects.keys().map(|from| (from.clone(), resolve(&redirects, from).to_owned())).collect();
            redirects.retain(|from, _| ends.get(from).is_some_and(|end| self.stories.contains_key(end.as_str())));
            self.redirects = redirects;
        }
    }
}

/// Follows redirects to their end; stops where they would go round.
pub(super) fn resolve<'a>(redirects: &'a BTreeMap<String, String>, story: &'a str) -> &'a str {
    let mut at = story;
    for _ in 0..=redirects.len() {
        match redirects.get(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

impl State {
    /// How many of the latest articles are at most thirty days old.
    pub(super) fn pool(&self) -> usize {
        let since = self.clock - POOL_DAYS * DAY;
        let counted = || self.members.values().rev().take(FULL_POOL).filter(|member| member.at >= since).count();
        self.index.recent.since(since, FULL_POOL).unwrap_or_else(counted)
    }

    /// How many of those that came before an article are at most thirty days older.
    pub(super) fn pool_before(&self, member: &Member) -> usize {
        let before = self.members.before(member.article.seq()).rev().take(FULL_POOL);
        before.filter(|(_, other)| other.at >= member.at - POOL_DAYS * DAY).count()
    }

    /// Whether nearly all that came lately are titles with nothing under them.
    pub(super) fn is_of_titles(&self) -> bool {
        let latest = || self.members.values().rev().take(LATEST);
        latest().filter(|member| member.prepared.bare).count() * 10 > latest().count() * 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_of_neighbouring_articles_have_different_ids() {
        let state = State::default();
        // The ids as the store cuts them, to what every JSON reader can hold.
        let cut = |id: String| id.get(..id.len() - 3).map(str::to_owned);
        let ids: BTreeSet<Option<String>> = (0..2_000)
            .flat_map(|article: i64| (0..8).map(move |count| (article, count)))
            .map(|(article, count)| cut(state.new_story(&article.to_string(), article, count)))
            .collect();
        assert_eq!(ids.len(), 16_000);
        assert_ne!(state.new_story("7", 1, 0), state.new_story("7", 2, 0), "an article that was gone and came back");
    }

    #[test]
    fn a_revised_article_stands_in_the_stream_that_it_came_into() {
        let mut engine = crate::story::Engine::new();
        for (seq, day) in [(1, 0), (2, 25), (3, 40), (4, 41), (5, 41)] {
            let article = StoryArticle { id: format!("a{seq}"), seq, at: Some(day * DAY), ..StoryArticle::default() };
            engine.take(&crate::story::Event::Article(Box::new(article)));
        }
        let before = |id: &str| engine.state.member(id).map(|member| engine.state.pool_before(member));
        assert_eq!(["a1", "a2", "a3", "a5"].map(before), [Some(0), Some(1), Some(1), Some(3)]);
    }

    #[test]
    fn a_revision_of_what_left_the_view_changes_nothing() {
        let mut engine = crate::story::Engine::new();
        let article = |seq: i64, day: i64| {
            Box::new(StoryArticle { id: format!("a{seq}"), seq, at: Some(day * DAY), ..StoryArticle::default() })
        };
        (1..=12).for_each(|seq| drop(engine.take(&crate::story::Event::Article(article(seq, (seq - 1) * 100)))));
        assert_eq!((engine.story_of("a1"), engine.story_of("a12").is_some()), (None, true));
        assert_eq!(engine.decide(&crate::story::Event::Revision(article(1, 0))), Vec::new());
        assert!(!engine.decide(&crate::story::Event::Revision(article(12, 1100))).is_empty());
    }
}
