//! Laws that the story engine keeps whatever happens: any articles, revisions, removals, readers' words and pauses.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use courant_core::model::{Article, Understanding};
use courant_core::story::{Change, Engine, Event, StoryArticle, features};
use proptest::prelude::*;

const TOPICS: [&[&str]; 4] = [
    &[
        "Skerry",
        "tunnel",
        "seawater",
        "ring",
        "divers",
        "seal",
        "pumps",
        "Brackwell",
        "portal",
        "tube",
        "lorry",
        "Vane",
    ],
    &[
        "Norderhagen",
        "surge",
        "wells",
        "sluice",
        "oak",
        "Kattsiel",
        "salt",
        "tankers",
        "dyke",
        "gauge",
        "orchard",
        "Ulvkoog",
    ],
    &[
        "Skerry",
        "ferry",
        "sailing",
        "harbour",
        "Ekhof",
        "timetable",
        "boat",
        "queue",
        "lorry",
        "quay",
        "drawer",
        "tide",
    ],
    &[
        "Aldermouth",
        "trams",
        "council",
        "Crane",
        "depot",
        "vote",
        "crowns",
        "treasurer",
        "night",
        "fare",
        "Yule",
        "fountain",
    ],
];

#[derive(Debug, Clone)]
enum Step {
    Arrive { topic: usize, seed: u64, publisher: usize, hours: i64 },
    Copy { which: usize, publisher: usize },
    Revise { which: usize, topic: usize, seed: u64 },
    Remove { which: usize },
    Return { which: usize },
    Word { a: usize, b: usize },
    Unsay { which: usize },
    Tick { hours: i64 },
    Settle,
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..24_usize;
    prop_oneof![
        8 => (0..4_usize, any::<u64>(), 0..4_usize, 0..30_i64)
            .prop_map(|(topic, seed, publisher, hours)| Step::Arrive { topic, seed, publisher, hours }),
        2 => (which.clone(), 0..4_usize).prop_map(|(which, publisher)| Step::Copy { which, publisher }),
        2 => (which.clone(), 0..4_usize, any::<u64>()).prop_map(|(which, topic, seed)| Step::Revise { which, topic, seed }),
        1 => which.clone().prop_map(|which| Step::Remove { which }),
        1 => which.clone().prop_map(|which| Step::Return { which }),
        3 => (which.clone(), which.clone()).prop_map(|(a, b)| Step::Word { a, b }),
        2 => which.prop_map(|which| Step::Unsay { which }),
        2 => (0..40_i64).prop_map(|hours| Step::Tick { hours }),
        1 => Just(Step::Settle),
    ]
}

/// Turns steps into events, as a newsroom would bring them.
#[derive(Default)]
struct Newsroom {
    articles: Vec<Article>,
    gone: BTreeSet<usize>,
    words: Vec<(usize, usize)>,
    hours: i64,
}

fn text(topic: usize, seed: u64) -> (String, String) {
    // Some speak of a second topic besides, so that stories are near each other without being one.
    let (own, beside) = (TOPICS[topic], TOPICS[usize::try_from(seed >> 61).unwrap() % 4]);
    let words = |at: u64| if seed >> 60 & 1 == 1 && at.is_multiple_of(3) { beside } else { own };
    let pick = |at: u64| words(at)[usize::try_from((seed >> (at % 48)).wrapping_mul(at | 1) % 12).unwrap()];
    let body: Vec<String> = (0..40).map(|at| pick(at).to_owned()).collect();
    let title: Vec<&str> = (3..8).map(pick).collect();
    (title.join(" "), format!("The {}.", body.join(" ")))
}

fn story_article(article: &Article) -> Box<StoryArticle> {
    let understanding = Understanding { language: "en".to_owned(), ..Understanding::default() };
    Box::new(features(article, &understanding, None, None))
}

impl Newsroom {
    fn add(&mut self, title: String, text: String, publisher: usize) -> Event {
        let id = format!("article-{:04}-end", self.articles.len());
        let at = jiff::Timestamp::from_second(1_700_000_000 + self.hours * 3600).ok();
        let article = Article { id, title, text, at, publisher: format!("Paper {publisher}"), ..Article::default() };
        self.articles.push(article.clone());
        Event::Article(story_article(&article))
    }

    fn here(&self, which: usize) -> Option<usize> {
        (which < self.articles.len() && !self.gone.contains(&which)).then_some(which)
    }

    fn event(&mut self, step: &Step) -> Option<Event> {
        match *step {
            Step::Arrive { topic, seed, publisher, hours } => {
                self.hours += hours;
                let (title, text) = text(topic, seed);
                Some(self.add(title, text, publisher))
            }
            Step::Copy { which, publisher } => {
                let original = self.articles[self.here(which)?].clone();
                Some(self.add(format!("{} again", original.title), original.text, publisher))
            }
            Step::Revise { which, topic, seed } => {
                let which = self.here(which)?;
                (self.articles[which].title, self.articles[which].text) = text(topic, seed);
                Some(Event::Revision(story_article(&self.articles[which])))
            }
            Step::Remove { which } => {
                let which = self.here(which)?;
                self.gone.insert(which);
                Some(Event::Removal(self.articles[which].id.clone()))
            }
            Step::Return { which } => {
                // Words on an article that is gone are no longer asked about, so only unmentioned ones come back.
                self.gone.remove(&which).then(|| Event::Article(story_article(&self.articles[which])))
            }
            Step::Word { a, b } => {
                let (a, b) = (self.here(a)?, self.here(b)?);
                // Readers agree among themselves, seldom with the engine.
                let same = a % 3 == b % 3;
                self.words.extend((a != b).then_some((b, a)));
                (a != b).then(|| Event::Constraint {
                    a: self.articles[a].id.clone(),
                    b: self.articles[b].id.clone(),
                    same,
                })
            }
            Step::Unsay { which } => {
                let said = self.words.len().checked_sub(1)?;
                let (a, b) = self.words[which % (said + 1)];
                Some(Event::Lift { a: self.articles[a].id.clone(), b: self.articles[b].id.clone() })
            }
            Step::Tick { hours } => {
                self.hours += hours;
                Some(Event::Tick((1_700_000_000 + self.hours * 3600) * 1000))
            }
            Step::Settle => Some(Event::Settle),
        }
    }

    fn events(steps: &[Step]) -> Vec<Event> {
        let mut newsroom = Newsroom::default();
        steps.iter().filter_map(|step| newsroom.event(step)).collect()
    }
}

/// What was seen so far, and must go on to hold.
#[derive(Default)]
struct Seen {
    live: BTreeSet<String>,
    gone: BTreeSet<String>,
    stories: BTreeSet<String>,
    closed: BTreeSet<String>,
    words: BTreeMap<(String, String), bool>,
}

impl Seen {
    fn note(&mut self, event: &Event, changes: &[Change], engine_before: &Engine) {
        match event {
            Event::Article(article) | Event::Revision(article) => {
                self.live.insert(article.id.clone());
                self.gone.remove(&article.id);
            }
            Event::Removal(id) => {
                self.live.remove(id);
                self.gone.insert(id.clone());
                self.words.retain(|(a, b), _| a != id && b != id);
            }
            Event::Constraint { a, b, same } => {
                self.words.insert((a.clone(), b.clone()), *same);
            }
            Event::Lift { a, b } => {
                self.words.remove(&(a.clone(), b.clone()));
                self.words.remove(&(b.clone(), a.clone()));
            }
            Event::Tick(_) | Event::Settle => {}
        }
        for change in changes {
            match change {
                Change::Assign { story, founded: true, .. } | Change::Split { into: story, .. } => {
                    assert!(engine_before.articles_of(story).is_empty(), "{story} begins though it stands");
                    assert_eq!(engine_before.resolve(story), story, "{story} begins though it redirects");
                    assert!(self.stories.insert(story.clone()), "{story} begins though it once stood");
                }
                Change::Close { story } => {
                    self.closed.insert(story.clone());
                }
                _ => {}
            }
        }
    }

    /// Every article is in one story, and every story that ever was leads to one that is.
    fn holds(&self, engine: &Engine) {
        let mut members = 0;
        let mut standing = BTreeSet::new();
        for id in &self.live {
            let story = engine.story_of(id).unwrap_or_default();
            assert!(engine.articles_of(story).contains(&id.as_str()), "{id} is not in its story {story:?}");
            if standing.insert(story) {
                members += engine.articles_of(story).len();
            }
        }
        assert_eq!(members, self.live.len(), "an article is in two stories");
        for story in &self.stories {
            let end = engine.resolve(story);
            assert!(standing.contains(end) || self.closed.contains(end), "{story} leads to {end}, which is not there");
        }
        for ((a, b), same) in &self.words {
            assert_eq!(engine.story_of(a) == engine.story_of(b), *same, "a reader's word on {a} and {b}");
        }
        let bytes = engine.snapshot().unwrap();
        let held = |id: &str| bytes.windows(id.len()).any(|window| window == id.as_bytes());
        for id in &self.gone {
            assert!(engine.story_of(id).is_none());
            let near = self.live.iter().flat_map(|other| engine.near(other)).any(|candidate| candidate.id == *id);
            assert!(!near, "{id} is still near another");
        }
        let spoken: BTreeSet<&str> = engine.words().flat_map(|(a, b, _)| [a, b]).collect();
        for id in self.gone.iter().filter(|id| !spoken.contains(id.as_str())) {
            assert!(!held(id), "{id} left a trace");
        }
    }
}

/// Another id for the same article, in another order than before.
fn other_id(id: &str, salt: u64) -> String {
    let hash = id
        .bytes()
        .fold(salt | 1, |hash, byte| hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ u64::from(byte));
    format!("{hash:016x}")
}

fn renamed(event: &Event, salt: u64) -> Event {
    let with_id =
        |article: &StoryArticle| Box::new(StoryArticle { id: other_id(&article.id, salt), ..article.clone() });
    match event {
        Event::Article(article) => Event::Article(with_id(article)),
        Event::Revision(article) => Event::Revision(with_id(article)),
        Event::Removal(id) => Event::Removal(other_id(id, salt)),
        Event::Constraint { a, b, same } => {
            Event::Constraint { a: other_id(a, salt), b: other_id(b, salt), same: *same }
        }
        Event::Lift { a, b } => Event::Lift { a: other_id(a, salt), b: other_id(b, salt) },
        Event::Tick(now) => Event::Tick(*now),
        Event::Settle => Event::Settle,
    }
}

/// Which articles stand together, by their number in the newsroom.
fn together(engine: &Engine, salt: Option<u64>) -> BTreeSet<BTreeSet<usize>> {
    let mut stories: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for number in 0..60 {
        let id = format!("article-{number:04}-end");
        let id = salt.map_or(id.clone(), |salt| other_id(&id, salt));
        if let Some(story) = engine.story_of(&id) {
            stories.entry(story.to_owned()).or_default().insert(number);
        }
    }
    stories.into_values().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens(steps in prop::collection::vec(step(), 1..60)) {
        let mut engine = Engine::new();
        let mut seen = Seen::default();
        for event in Newsroom::events(&steps) {
            let before = engine.clone();
            let changes = engine.take(&event);
            seen.note(&event, &changes, &before);
            seen.holds(&engine);
        }
    }

    #[test]
    fn the_numbers_of_articles_decide_nothing(steps in prop::collection::vec(step(), 1..60), salt in any::<u64>()) {
        let (mut one, mut other) = (Engine::new(), Engine::new());
        let ids = |event: &Event| renamed(event, salt);
        for event in Newsroom::events(&steps) {
            one.take(&event);
            other.take(&ids(&event));
            prop_assert_eq!(together(&one, None), together(&other, Some(salt)));
        }
    }

    #[test]
    fn a_restart_changes_nothing(steps in prop::collection::vec(step(), 1..60), cut in 0.0..1.0_f64, lost in 0..12_usize) {
        let events = Newsroom::events(&steps);
        let cut = (events.len() as f64 * cut) as usize;
        let mut first = Engine::new();
        let before: Vec<Vec<Change>> = events[..cut].iter().map(|event| first.take(event)).collect();
        let saved_at = cut.saturating_sub(lost);
        let mut again = Engine::new();
        for (event, changes) in events[..saved_at].iter().zip(&before) {
            prop_assert_eq!(&again.take(event), changes, "the same events give the same changes");
        }
        // Saved here; what was decided since is read from the store and applied, not decided again.
        let mut again = Engine::restore(&again.snapshot().unwrap()).unwrap();
        for change in before[saved_at..].iter().flatten() {
            let stored = serde_json::to_vec(change).unwrap();
            again.apply(&serde_json::from_slice(&stored).unwrap());
        }
        prop_assert_eq!(again.snapshot().unwrap(), first.snapshot().unwrap());
        for event in &events[cut..] {
            prop_assert_eq!(again.take(event), first.take(event));
        }
        prop_assert_eq!(again.snapshot().unwrap(), first.snapshot().unwrap());
    }
}

/// The laws say nothing where nothing happens: these streams do merge, split, move, redirect and close.
#[test]
fn the_laws_are_tried_on_every_change() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..144 {
        let steps = prop::collection::vec(step(), 1..60).new_tree(&mut runner).unwrap().current();
        let mut engine = Engine::new();
        for change in Newsroom::events(&steps).iter().flat_map(|event| engine.take(event)) {
            let name = match change {
                Change::Admit(admitted) if admitted.copy_of.is_some() => "copy",
                Change::Assign { founded: false, .. } => "join",
                Change::Move { .. } => "move",
                Change::Split { .. } => "split",
                Change::Merge { .. } => "merge",
                Change::Redirect { .. } => "redirect",
                Change::Close { .. } => "close",
                Change::Lift { .. } => "lift",
                _ => "other",
            };
            *tried.entry(name).or_default() += 1;
        }
    }
    for name in ["copy", "join", "move", "split", "merge", "redirect", "close", "lift"] {
        assert!(tried.get(name).is_some_and(|count| *count >= 5), "{name} in {tried:?}");
    }
}

#[test]
fn a_word_that_is_taken_back_leaves_no_trace() {
    let mut newsroom = Newsroom::default();
    let mut engine = Engine::new();
    let steps = [
        Step::Arrive { topic: 0, seed: 77, publisher: 0, hours: 0 },
        Step::Copy { which: 0, publisher: 1 },
        Step::Copy { which: 0, publisher: 2 },
        Step::Settle,
    ];
    for event in steps.iter().filter_map(|step| newsroom.event(step)) {
        engine.take(&event);
    }
    let before = together(&engine, None);
    assert_eq!(before.len(), 1, "one story of three");
    let id = |which: usize| newsroom.articles[which].id.clone();
    engine.take(&Event::Constraint { a: id(2), b: id(0), same: false });
    assert_ne!(engine.story_of(&id(2)), engine.story_of(&id(0)));
    engine.take(&Event::Lift { a: id(0), b: id(2) });
    assert_eq!(together(&engine, None), before);
    assert_eq!(engine.words().count(), 0);
    assert!(engine.take(&Event::Lift { a: id(0), b: id(2) }).is_empty(), "there is nothing left to take back");
    // Where another word keeps it away, it stays away.
    engine.take(&Event::Constraint { a: id(2), b: id(0), same: false });
    engine.take(&Event::Constraint { a: id(2), b: id(1), same: false });
    engine.take(&Event::Lift { a: id(0), b: id(2) });
    assert_ne!(engine.story_of(&id(2)), engine.story_of(&id(1)));
}

#[test]
fn whom_a_reader_parts_leaves_and_the_others_stay() {
    let mut newsroom = Newsroom::default();
    let mut engine = Engine::new();
    let arrive = |seed| Step::Arrive { topic: 1, seed, publisher: 0, hours: 0 };
    for event in [arrive(77), arrive(78), arrive(79), arrive(80)].iter().filter_map(|step| newsroom.event(step)) {
        engine.take(&event);
    }
    let id = |which: usize| newsroom.articles[which].id.clone();
    for other in 1..4 {
        engine.take(&Event::Constraint { a: id(0), b: id(other), same: true });
        engine.take(&Event::Lift { a: id(0), b: id(other) });
    }
    let story = engine.story_of(&id(0)).unwrap().to_owned();
    assert_eq!(engine.articles_of(&story).len(), 4, "the four are one story");
    // Even the first to arrive leaves alone.
    engine.take(&Event::Constraint { a: id(0), b: id(2), same: false });
    assert_ne!(engine.story_of(&id(0)), Some(story.as_str()));
    assert_eq!(engine.articles_of(&story).len(), 3);
    engine.take(&Event::Lift { a: id(0), b: id(2) });
    assert_eq!(engine.articles_of(engine.story_of(&id(0)).unwrap()).len(), 4);
}
