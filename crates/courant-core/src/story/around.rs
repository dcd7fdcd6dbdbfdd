//! What lies around a story: which text an article stands for, what was kept apart from it, whom it touches.

use std::collections::BTreeSet;

use super::article::Key;
use super::engine::Engine;
use super::state::Member;

/// Milliseconds within which a live blog or round-up is about the same days as a story.
const SAME_DAYS: i64 = 48 * 3_600_000;
/// Names and numbers in common from which two pieces are about one thing.
const COMMON: usize = 3;
/// Rarity of a name or number, in thirty-seconds, from which it counts.
const TELLING: u8 = 110;
/// One in so many articles in view must have come since the last repair for a pause to bring the next.
const UNSETTLED: usize = 200;
/// Log odds from which another story's page may want to name an article.
const NEAR: f32 = -2.0;

impl Engine {
    /// Whether enough came since the last repair that a pause in the stream is worth a [`super::Event::Settle`]: in a
    /// small paper any article, in a large one half a hundredth of what is in view.
    pub fn is_unsettled(&self) -> bool {
        self.state.fresh > 0 && self.state.fresh * UNSETTLED >= self.state.members.len()
    }

    /// The text that an article in view stands for: equal for copies of one text.
    pub fn text_of(&self, article: &str) -> Option<i64> {
        Some(self.state.text_of(self.state.member(article)?.article.seq()))
    }

    /// Whether all of these articles are live blogs, round-ups or galleries, which no other joins. Where a reader puts one into a
    /// story of reports, the story stays one of reports.
    pub fn stand_apart<'a>(&self, articles: impl IntoIterator<Item = &'a str>) -> bool {
        let kinds = articles.into_iter().map(|article| self.state.member(article).map(|member| member.article.kind()));
        let kinds: Vec<bool> = kinds.map(|kind| kind.is_some_and(|kind| !kind.joins())).collect();
        !kinds.is_empty() && kinds.into_iter().all(|apart| apart)
    }

    /// Live blogs, round-ups and galleries that are about a story's subject in its days, in order of arrival.
    pub fn kept_apart(&self, story: &str) -> Vec<&str> {
        let members = self.members_of(story);
        let apart = self.state.members.values().filter(|other| !other.article.kind().joins() && *other.story != *story);
        let about = apart.filter(|other| members.iter().any(|member| is_about(other, member)));
        about.map(|other| other.article.id()).collect()
    }

    /// Stories whose pages an article touches without being in them, by id: those with a member near it, and, for a
    /// live blog or round-up, those of several reports that it is about.
    pub fn touches(&self, article: &str) -> BTreeSet<&str> {
        let Some(own) = self.state.member(article) else { return BTreeSet::new() };
        let near =
            own.links.iter().filter(|(_, logit)| *logit >= NEAR).filter_map(|(seq, _)| self.state.members.get(seq));
        let mut stories: BTreeSet<&str> = near.map(|member| &*member.story).collect();
        if !own.article.kind().joins() {
            let about =
                self.state.members.values().filter(|member| member.article.kind().joins() && is_about(own, member));
            stories.extend(about.map(|member| &*member.story));
        }
        stories.remove(&*own.story);
        stories
    }

    fn members_of(&self, story: &str) -> Vec<&Member> {
        self.state.stories.get(story).into_iter().flatten().filter_map(|seq| self.state.members.get(*seq)).collect()
    }
}

/// Whether a piece that stands apart and a report are of the same days and about one thing: one name stands in both
/// headlines, or several in both texts.
fn is_about(apart: &Member, member: &Member) -> bool {
    if (apart.at - member.at).abs() > SAME_DAYS {
        return false;
    }
    let (a, b) = (apart.article.keys(), member.article.keys());
    common(&a, &b, true) > 0 || common(&a, &b, false) >= COMMON
}

/// Telling names and numbers in both, or in both headlines.
fn common(a: &[Key], b: &[Key], in_titles: bool) -> usize {
    let telling = |keys: &[Key]| -> BTreeSet<u32> {
        let keys = keys.iter().filter(|key| key.rarity >= TELLING && (key.title || !in_titles));
        keys.map(|key| key.hash).collect()
    };
    telling(a).intersection(&telling(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::kinds::Kind;
    use crate::story::{Event, StoryArticle};

    #[test]
    fn a_story_with_one_report_stands_among_the_stories() {
        let mut engine = Engine::new();
        for (seq, kind) in [(1, Kind::Report), (2, Kind::Live), (3, Kind::Roundup)] {
            let article = StoryArticle { id: format!("a{seq}"), seq, kind, ..StoryArticle::default() };
            engine.take(&Event::Article(Box::new(article)));
        }
        for (articles, apart) in
            [(&["a2"][..], true), (&["a2", "a3"], true), (&["a1", "a2"], false), (&["a9"], false), (&[], false)]
        {
            assert_eq!(engine.stand_apart(articles.iter().copied()), apart, "{articles:?}");
        }
    }
}
