//! A repair that looks at what is marked does the same as one that looks at everything.

use std::collections::BTreeSet;

use super::run;
use crate::story::article::{Key, StoryArticle, Term};
use crate::story::assign::{JOIN, voices};
use crate::story::links::Links;
use crate::story::{Change, Engine, Event};

/// The same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % most
    }
}

/// A report on one of a few subjects that run into each other: most words are its own subject's, some a neighbour's.
fn report(number: i64, numbers: &mut Numbers) -> StoryArticle {
    let subject = numbers.below(12);
    let mut words: Vec<u32> = (0..40).map(|_| (subject + numbers.below(4) / 3) * 100 + numbers.below(30)).collect();
    words.extend((0..20).map(|_| 10_000 + numbers.below(60)));
    words.sort_unstable();
    words.dedup();
    let term = |hash: &u32| {
        let count = 1 + (numbers.0 >> 40) as u8 % 3;
        Term {
            hash: *hash,
            title: u8::from(hash.is_multiple_of(7)),
            lead: u8::from(hash.is_multiple_of(3)),
            body: count,
            rarity: if *hash < 10_000 { 150 } else { 60 },
        }
    };
    let terms: Vec<Term> = words.iter().map(term).collect();
    let keys = words.iter().filter(|hash| **hash % 5 == 0).map(|hash| Key {
        hash: *hash,
        rarity: 150,
        title: hash % 7 == 0,
        number: false,
    });
    let vector =
        |shift: u32| (0..64).map(|at| (((at * 31 + subject * 17 + shift) % 97) as i8) - 48).collect::<Vec<i8>>();
    StoryArticle {
        id: format!("r{number}"),
        seq: number,
        at: Some(number * 1_500_000),
        publisher: format!("p{}", numbers.below(5)),
        language: "en".into(),
        has_body: true,
        keys: keys.collect(),
        terms,
        title_vector: vector(numbers.below(6)),
        lead_vector: vector(numbers.below(6)),
        sketch: Vec::new(),
        ..StoryArticle::default()
    }
}

/// A report's words as a title with nothing under it.
fn title(number: i64, numbers: &mut Numbers) -> StoryArticle {
    let mut title = report(number, numbers);
    title.terms.iter_mut().for_each(|term| *term = Term { title: 1, lead: 1, body: 1, ..*term });
    StoryArticle { has_body: false, lead_vector: Vec::new(), ..title }
}

/// What a repair would do now that looks at everything.
fn in_full(engine: &Engine) -> Vec<Change> {
    let mut state = engine.state.clone();
    state.marks.everything();
    run(&state, state.clock)
}

#[test]
fn marks_leave_nothing_out() {
    let reports = |_: i64| report as fn(i64, &mut Numbers) -> StoryArticle;
    marked_and_in_full(reports, 30);
}

#[test]
fn marks_leave_nothing_out_of_a_stream_that_becomes_one_of_titles_and_back() {
    marked_and_in_full(|number| if (120..320).contains(&number) { title } else { report }, 30);
}

fn marked_and_in_full(kind: impl Fn(i64) -> fn(i64, &mut Numbers) -> StoryArticle, least: usize) {
    let (mut moves, mut repairs) = (0, 0);
    for seed in 1..=4 {
        let (mut engine, mut numbers) = (Engine::new(), Numbers(seed));
        for number in 1..=420 {
            let seq = if number % 9 == 0 { 1 + i64::from(numbers.below(number as u32)) } else { number };
            let event = match number % 70 {
                0 => Event::Removal(format!("r{seq}")),
                35 => Event::Constraint { a: format!("r{seq}"), b: format!("r{}", number - 3), same: number % 2 == 0 },
                _ => Event::Article(Box::new(kind(number)(seq, &mut numbers))),
            };
            engine.take(&event);
            if number % 7 == 0 {
                let changes = run(&engine.state, engine.state.clock);
                assert_eq!(changes, in_full(&engine), "seed {seed}, {number}");
                moves += changes.len() - 1;
                repairs += 1;
                changes.iter().for_each(|change| engine.apply(change));
            }
        }
    }
    assert!(moves >= least && repairs == 240, "only {moves} changes in {repairs} repairs: nothing was put to the test");
}

/// Members alone decide how many of them must agree: what else comes is marked nowhere, so a repair would look at the story
/// after a restart and not without one.
#[test]
fn a_story_of_bare_titles_asks_the_same_whatever_comes_beside_it() {
    let (mut engine, mut numbers) = (Engine::new(), Numbers(5));
    let take = |engine: &mut Engine, article| drop(engine.take(&Event::Article(Box::new(article))));
    (1..=100).for_each(|number| take(&mut engine, title(number, &mut numbers)));
    let near = (2..=4).map(|seq| (seq, 0.5)).chain((5..=21).map(|seq| (seq, -1.0)));
    let (links, story): (Links, BTreeSet<i64>) = (near.collect(), (1..=100).collect());
    let fit = |engine: &Engine| {
        voices(&engine.state, (1, engine.state.members.get(1).map_or(0, |member| member.at)), &links, &story)
    };
    let alone = fit(&engine);
    assert!(alone >= JOIN, "{alone}");
    (101..=120).for_each(|number| take(&mut engine, report(number, &mut numbers)));
    assert_eq!(fit(&engine), alone);
}

#[test]
fn a_quiet_repair_looks_at_little() {
    let (mut engine, mut numbers) = (Engine::new(), Numbers(7));
    (1..=300).for_each(|number| drop(engine.take(&Event::Article(Box::new(report(number, &mut numbers))))));
    for _ in 0..4 {
        engine.take(&Event::Settle);
        engine.state.fresh = 1;
    }
    let mut plan = super::Plan::of(&engine.state);
    plan.look_at_marked();
    // The last article to come is older than no repair's own changes, so it is looked at each time.
    assert!(plan.open.len() < 150, "{} of 300", plan.open.len());
    engine.state.marks.everything();
    let mut plan = super::Plan::of(&engine.state);
    plan.look_at_marked();
    assert_eq!(plan.open.len(), 300);
}

#[test]
fn who_was_parted_is_no_longer_near() {
    let (mut engine, mut numbers) = (Engine::new(), Numbers(3));
    (1..=120).for_each(|number| drop(engine.take(&Event::Article(Box::new(report(number, &mut numbers))))));
    let joined =
        |engine: &Engine, id: &str| engine.near(id).into_iter().find(|near| near.same_story).map(|near| near.id);
    let (own, other) = (1..=120)
        .map(|number| format!("r{number}"))
        .find_map(|id| joined(&engine, &id).map(|other| (id, other)))
        .unwrap();
    engine.take(&Event::Constraint { a: own.clone(), b: other.clone(), same: false });
    assert!(engine.near(&own).iter().all(|near| near.id != other));
    engine.take(&Event::Lift { a: own.clone(), b: other.clone() });
    assert!(engine.near(&own).iter().any(|near| near.id == other));
}
