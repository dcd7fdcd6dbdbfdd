//! Whose pages a decision reaches, and when stories are thought over.

#![allow(clippy::unwrap_used, reason = "tests")]

use courant_core::model::{Article, Understanding};

use super::*;

const WIRE: &str = "The ferry Marrable ran aground on the sands off Aldermouth on Monday night with 212 people on board, and all of \
                    them were led to the shore by the crews of two lifeboats before the tide turned, the harbour office said.";

fn article(id: i64, text: &str) -> StoryArticle {
    let article = Article {
        id: id.to_string(),
        title: "Ferry Marrable runs aground off Aldermouth".into(),
        publisher: format!("Paper {id}"),
        text: text.into(),
        language: Some("en".into()),
        at: jiff::Timestamp::from_second(1_700_000_000 + id * 600).ok(),
        ..Article::default()
    };
    let understanding = Understanding { language: "en".into(), ..Understanding::default() };
    StoryArticle { seq: id, ..story::features(&article, &understanding, None, None) }
}

/// Two reports that are near each other, each in a story of its own.
fn two_stories() -> (State, [i64; 2]) {
    let mut state = State::default();
    for id in [1, 2] {
        state.engine.take(&Event::Article(Box::new(article(id, WIRE))));
    }
    state.engine.take(&Event::Constraint { a: "2".into(), b: "1".into(), same: false });
    let stories = [1, 2].map(|id: i64| story_id(state.engine.story_of(&id.to_string()).unwrap()));
    assert_ne!(stories[0], stories[1]);
    (state, stories)
}

fn waiting(kind: EventKind, id: i64, features: Vec<u8>) -> WaitingEvent {
    WaitingEvent { id, kind, article_id: id, at: 0, features, pair: None, same: None }
}

fn touched(state: &mut State, event: WaitingEvent) -> Vec<i64> {
    let mut batch = Batch { decisions: Vec::new(), touched: BTreeSet::new() };
    decide_waiting(state, vec![event], 0, &mut batch).unwrap();
    batch.touched.into_iter().collect()
}

#[test]
fn a_revision_reaches_its_own_page_and_those_that_told_of_its_earlier_words() {
    let (mut state, [one, two]) = two_stories();
    let words = "Nothing is said here any more of what the page told before.";
    let features = serde_json::to_vec(&article(2, words)).unwrap();
    assert_eq!(touched(&mut state, waiting(EventKind::Revision, 2, features)), sorted([one, two]));
}

#[test]
fn a_removal_reaches_the_pages_that_told_of_what_is_gone() {
    let (mut state, [one, _]) = two_stories();
    assert_eq!(touched(&mut state, waiting(EventKind::Removal, 2, Vec::new())), [one]);
}

#[test]
fn a_word_that_moves_nothing_reaches_both_pages() {
    let (mut state, stories) = two_stories();
    let word = WaitingEvent { pair: Some((2, 1)), same: Some(false), ..waiting(EventKind::Word, 7, Vec::new()) };
    assert_eq!(touched(&mut state, word), sorted(stories));
}

fn sorted(mut stories: [i64; 2]) -> [i64; 2] {
    stories.sort_unstable();
    stories
}

#[test]
fn stories_are_thought_over_when_all_that_waited_was_read() {
    let ticks = |count: usize| {
        let state = Arc::new(RwLock::new(two_stories().0)).try_write_owned().unwrap();
        let words = (0..count as i64).map(|id| waiting(EventKind::Word, id, Vec::new())).collect();
        let day_after = state.engine.clock() + 86_400_000;
        let decisions = decide_all(state, words, Vec::new(), day_after).1.unwrap().decisions;
        decisions.iter().filter(|decision| decision.kind == EventKind::Tick).count()
    };
    assert_eq!([BATCH_ARTICLES - 1, BATCH_ARTICLES].map(ticks), [1, 0]);
}
