//! Copies of one text, when one of those that have it is revised.
//!
//! Who came later stands for the text of the first. When the first gets another text, those who copied the earlier one are
//! still copies of each other, but of it no more; and who gets a text that later ones have already is one of them.

use std::collections::BTreeSet;

use super::state::State;
use crate::text::fingerprint::{SKETCH_COPY, containment};

impl State {
    /// The articles that stand for this one's text, in order of arrival: those that are near it or in its story. Others count
    /// beside it nowhere.
    pub(super) fn copiers(&self, seq: i64) -> Vec<i64> {
        let Some(own) = self.members.get(seq) else { return Vec::new() };
        let beside = self.stories.get(&own.story).into_iter().flatten().copied();
        let around: BTreeSet<i64> = own.links.seqs().chain(beside).filter(|other| *other != seq).collect();
        let stands = |other: &i64| self.members.get(*other).is_some_and(|member| member.copy_of == Some(seq));
        around.into_iter().filter(stands).collect()
    }

    /// Those who stood for this article's text before it was revised: who has its words still goes on with it, the others stand
    /// for the text of the first among them.
    pub(super) fn part_texts(&mut self, seq: i64, copiers: &[i64]) {
        let Some(own) = self.members.get(seq).filter(|_| !copiers.is_empty()) else { return };
        let sketch = own.article.sketch();
        let text = self.text_of(seq);
        let mut first = None;
        for copier in copiers {
            let Some(member) = self.members.get_mut(*copier) else { continue };
            let before = member.copy_of;
            member.copy_of = match first {
                _ if containment(&sketch, &member.article.sketch()) >= SKETCH_COPY => Some(text),
                Some(_) => first,
                None => {
                    first = Some(*copier);
                    None
                }
            };
            if member.copy_of != before {
                // Copies speak with one voice, so what their story says to others is not what it was.
                let story = member.story.clone();
                self.marks.story(&story);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Understanding};
    use crate::story::{Engine, Event, StoryArticle, features};

    const WIRE: [&str; 2] = [
        "The ferry Marrable ran aground on the sands off Aldermouth on Monday night with 212 people on board, and all of them were \
         led to the shore by the crews of two lifeboats before the tide turned, the harbour office said on Tuesday morning.",
        "Water entered the western tube of the Skerry Tunnel at ring 114 early on Monday, and wardens led 190 people out on foot \
         before pumps could hold the level, the operator said in a first statement from Norderhagen at noon.",
    ];

    fn article(number: i64, text: &str) -> Box<StoryArticle> {
        let article = Article {
            id: number.to_string(),
            title: "Ferry Marrable runs aground off Aldermouth".into(),
            publisher: format!("Paper {number}"),
            text: text.into(),
            language: Some("en".into()),
            at: jiff::Timestamp::from_second(1_700_000_000 + number * 600).ok(),
            ..Article::default()
        };
        let understanding = Understanding { language: "en".into(), ..Understanding::default() };
        Box::new(StoryArticle { seq: number, ..features(&article, &understanding, None, None) })
    }

    /// The articles, first to last, that stand for one text.
    fn check(first: &[&str], revised: (i64, &str), expected: &[&[i64]]) {
        let mut engine = Engine::new();
        for (number, text) in (1..).zip(first) {
            engine.take(&Event::Article(article(number, text)));
        }
        engine.take(&Event::Revision(article(revised.0, revised.1)));
        let restored = Engine::restore(&engine.snapshot().unwrap()).unwrap();
        for engine in [engine, restored] {
            let text = |number: i64| engine.text_of(&number.to_string()).unwrap();
            let mut found: Vec<Vec<i64>> = Vec::new();
            for number in 1..=first.len() as i64 {
                match found.iter_mut().find(|known| text(known[0]) == text(number)) {
                    Some(known) => known.push(number),
                    None => found.push(vec![number]),
                }
            }
            assert_eq!(found, expected, "{first:?} {revised:?}");
        }
    }

    #[test]
    fn who_gets_another_text_leaves_those_who_copied_the_first_one() {
        check(&[WIRE[0]; 4], (2, WIRE[0]), &[&[1, 2, 3, 4]]);
        check(&[WIRE[0]; 4], (2, WIRE[1]), &[&[1, 3, 4], &[2]]);
        check(&[WIRE[0]; 4], (1, WIRE[1]), &[&[1], &[2, 3, 4]]);
        // Withdrawn: the headline alone stays.
        check(&[WIRE[0]; 3], (1, ""), &[&[1], &[2, 3]]);
    }

    #[test]
    fn who_gets_a_text_that_later_ones_have_is_one_of_them() {
        let teaser = "A ferry ran aground.";
        check(&[teaser, WIRE[0], WIRE[0]], (1, WIRE[0]), &[&[1, 2, 3]]);
        check(&[teaser, WIRE[0], WIRE[0]], (1, WIRE[1]), &[&[1], &[2, 3]]);
        // Its own copies come with it, as far as they are copies still.
        check(&[WIRE[1], WIRE[1], WIRE[0], WIRE[0]], (1, WIRE[0]), &[&[1, 3, 4], &[2]]);
        let both = [WIRE[1], WIRE[0]].concat();
        check(&[WIRE[1], &both, WIRE[0]], (1, &both), &[&[1, 2, 3]]);
    }
}
