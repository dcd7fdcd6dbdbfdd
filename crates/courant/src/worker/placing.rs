//! The one consumer that feeds the story engine, in order, and stores what it decides.
//!
//! Articles that are ready wait until nothing that is due could still bring another, then get their numbers in the
//! order of their time and address; so the same input gives the same stories whichever host answered first and
//! however often the process was killed. When something keeps coming, articles have [`Patience`].

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use courant_core::story::{self, Change, Event, StoryArticle};
use courant_store::{
    Decision, Done, EventKind, JobFor, NewJob, ReadyArticle, Store, StoryChange, StoryVerb, WaitingEvent,
};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock, watch};

use super::jobs::refresh_story;
use super::patience::Patience;
use super::{Context, settled};

const LOOK_EVERY: Duration = Duration::from_millis(200);
/// Articles decided in one go.
const BATCH: i64 = BATCH_ARTICLES as i64;
const BATCH_ARTICLES: usize = 60;
/// Decisions stored in one transaction: more than a batch and a tick, so that a batch is stored whole.
const COMMIT: usize = 64;
/// Events after which the engine's state is saved again,
const SNAPSHOT_EVERY: i64 = 400;
/// or, where much is in view, this part of it: what is saved grows with what is in view, and what has to be taken up again at
/// the next start stays a small part of it.
const SNAPSHOT_SHARE: usize = 64;
/// Changes only when a saved engine must be passed over; its layouts are told apart by the snapshot itself.
const SNAPSHOT_VERSION: i64 = 1;

/// The engine, shared: one writer, many readers.
#[derive(Clone, Default)]
pub struct Engine(Arc<RwLock<State>>);

#[derive(Default)]
struct State {
    engine: story::Engine,
    /// The last event that the engine has taken.
    seq: i64,
    /// The last event when the engine was saved, and when that was tried.
    saved_seq: i64,
    tried_seq: i64,
}

impl Engine {
    /// Brings the engine back: the saved state, then what was decided since, applied and not decided again.
    pub async fn load(&self, store: &Store) -> anyhow::Result<()> {
        let mut state = State::default();
        if let Some(saved) = store.load_snapshot().await?.filter(|saved| saved.version == SNAPSHOT_VERSION) {
            state.engine = tokio::task::spawn_blocking(move || story::Engine::restore(&saved.snapshot)).await??;
            state.seq = saved.upto_seq;
            state.saved_seq = saved.upto_seq;
            state.tried_seq = saved.upto_seq;
        }
        loop {
            let events = store.events_after(state.seq, BATCH).await?;
            let Some(last) = events.last().map(|event| event.seq) else { break };
            for event in events {
                for change in event.changes {
                    state.engine.apply(&serde_json::from_value(change)?);
                }
            }
            state.seq = last;
        }
        *self.0.write().await = state;
        Ok(())
    }

    /// Looks at the engine.
    pub async fn read<T>(&self, look: impl FnOnce(&story::Engine) -> T) -> T {
        look(&self.0.read().await.engine)
    }
}

/// Places articles until told to stop, then saves the engine.
pub async fn run(context: Context, mut stop: watch::Receiver<bool>) {
    let mut patience = Patience::default();
    while !*stop.borrow() {
        match place_when_settled(&context, &mut patience).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot place articles in stories");
                tokio::time::sleep(LOOK_EVERY * 10).await;
                // Nothing is placed by a memory that is ahead of the store: it takes what was not stored for known.
                while !reload(&context).await && !*stop.borrow() {
                    tokio::time::sleep(LOOK_EVERY * 10).await;
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
    if let Err(error) = save(&context).await {
        tracing::warn!(error = format!("{error:#}"), "cannot save the story engine; it is rebuilt at the next start");
    }
}

/// What is in memory may have got ahead of the store: go back to what is stored.
async fn reload(context: &Context) -> bool {
    let loaded = context.engine.load(&context.store).await;
    if let Err(error) = &loaded {
        tracing::error!(error = format!("{error:#}"), "cannot bring the story engine back");
    }
    loaded.is_ok()
}

async fn place_when_settled(context: &Context, patience: &mut Patience) -> anyhow::Result<bool> {
    let waiting =
        !context.store.ready_articles(1).await?.is_empty() || !context.store.waiting_events(1).await?.is_empty();
    if !waiting {
        patience.end();
        return Ok(false);
    }
    if !patience.is_over(context) && !settled::is_settled(context).await? {
        return Ok(false);
    }
    let placed = place(context).await?;
    if let Err(error) = save_when_due(context).await {
        tracing::error!(error = format!("{error:#}"), "cannot save the story engine; the next start takes longer");
    }
    Ok(placed)
}

/// Decides one batch and stores it, at most [`BATCH`] decisions a transaction.
pub async fn place(context: &Context) -> anyhow::Result<bool> {
    let store = &context.store;
    let now = context.clock.now_ms();
    let waiting = store.waiting_events(BATCH).await?;
    let ready = if waiting.is_empty() { store.ready_articles(BATCH).await? } else { Vec::new() };
    if waiting.is_empty() && ready.is_empty() {
        return Ok(false);
    }
    let state = Arc::clone(&context.engine.0).write_owned().await;
    // Deciding is pure thinking and may take a while for a large batch.
    let (mut state, batch) = tokio::task::spawn_blocking(move || decide_all(state, waiting, ready, now)).await?;
    let Batch { decisions, touched } = batch?;
    let refresh = JobFor::new(refresh_story::KIND, now);
    let around: Vec<NewJob> = touched.into_iter().map(|story| refresh.clone().to(story)).collect();
    let last_batch = decisions.len().saturating_sub(1) / COMMIT;
    let mut last = state.seq;
    for (position, commit) in decisions.chunks(COMMIT).enumerate() {
        let done = if position == last_batch { Done::none().then(&around) } else { Done::none() };
        let seqs = store.commit_decisions(commit, &refresh, now, done).await?;
        last = seqs.last().copied().unwrap_or(last);
    }
    state.seq = last;
    Ok(true)
}

/// What was decided, and the stories whose pages it touches without changing who is in them.
struct Batch {
    decisions: Vec<Decision>,
    touched: BTreeSet<i64>,
}

fn decide_all(
    mut state: OwnedRwLockWriteGuard<State>,
    waiting: Vec<WaitingEvent>,
    ready: Vec<ReadyArticle>,
    now: i64,
) -> (OwnedRwLockWriteGuard<State>, anyhow::Result<Batch>) {
    let mut batch = Batch { decisions: Vec::new(), touched: BTreeSet::new() };
    // What is gone goes before stories are thought over: the store may have no row of a story whose only article went meanwhile.
    // Where more waits than was read, that may be behind it.
    let caught_up = waiting.len() < BATCH_ARTICLES;
    // With the last of what came in together, stories are thought over once more.
    let drained = ready.len() < BATCH_ARTICLES && !ready.is_empty();
    let outcome = decide_waiting(&mut state, waiting, now, &mut batch).and_then(|()| {
        if caught_up {
            tick(&mut state, now, &mut batch.decisions);
        }
        ready.into_iter().try_for_each(|article| decide_ready(&mut state, &article, now, &mut batch))
    });
    let outcome = outcome.map(|()| {
        if drained && state.engine.is_unsettled() {
            let settled = decide(&mut state, &Event::Settle, EventKind::Tick, None, now, None);
            if !settled.changes.is_empty() {
                batch.decisions.push(settled);
            }
        }
        batch
    });
    (state, outcome)
}

/// Removals first, then revisions in the order of their time and words, whichever page was read first; then what readers
/// said, in their order.
fn decide_waiting(state: &mut State, waiting: Vec<WaitingEvent>, now: i64, batch: &mut Batch) -> anyhow::Result<()> {
    let (mut revisions, mut words) = (Vec::new(), Vec::new());
    for event in waiting {
        let (kind, id) = (event.kind, event.article_id);
        match kind {
            EventKind::Removal => {
                // Afterwards nobody knows any more whose pages told of it.
                batch.touch_around(state, id);
                let removal = Event::Removal(id.to_string());
                batch.decisions.push(decide(state, &removal, kind, Some(id), now, Some(event.id)));
            }
            EventKind::Word => words.push(event),
            _ => revisions.push((features(&event.features, id)?, event)),
        }
    }
    revisions.sort_by(|(a, _), (b, _)| {
        let words = |article: &StoryArticle| article.terms.iter().map(|term| term.hash).collect::<Vec<u32>>();
        (a.at, &a.publisher).cmp(&(b.at, &b.publisher)).then_with(|| words(a).cmp(&words(b)))
    });
    for (mut article, event) in revisions {
        article.seq = next_seq(state, batch);
        let revision = Event::Revision(Box::new(article));
        // Whose pages told of its earlier words, and its own: that was written anew before the engine had the new ones.
        batch.touch_around(state, event.article_id);
        let decision = decide(state, &revision, event.kind, Some(event.article_id), now, Some(event.id));
        batch.take(state, decision, event.article_id);
        batch.touch_own(state, event.article_id);
    }
    for event in words {
        decide_word(state, &event, now, batch);
    }
    Ok(())
}

/// A word on an article that is no more asks nothing any longer.
fn decide_word(state: &mut State, event: &WaitingEvent, now: i64, batch: &mut Batch) {
    let said = event.pair.map(|(a, b)| {
        let (a, b) = (a.to_string(), b.to_string());
        match event.same {
            Some(same) => Event::Constraint { a, b, same },
            None => Event::Lift { a, b },
        }
    });
    let decision = match said {
        Some(said) => decide(state, &said, event.kind, None, now, Some(event.id)),
        None => Decision {
            kind: event.kind,
            article_id: None,
            at: now,
            features: Vec::new(),
            waiting: Some(event.id),
            changes: Vec::new(),
        },
    };
    batch.decisions.push(decision);
    for article in event.pair.into_iter().flat_map(|(a, b)| [a, b]) {
        batch.touch_around(state, article);
        batch.touch_own(state, article);
    }
}

fn decide_ready(state: &mut State, ready: &ReadyArticle, now: i64, batch: &mut Batch) -> anyhow::Result<()> {
    let mut article = features(&ready.features, ready.id)?;
    article.seq = next_seq(state, batch);
    let event = Event::Article(Box::new(article));
    let decision = decide(state, &event, EventKind::Article, Some(ready.id), now, None);
    batch.take(state, decision, ready.id);
    Ok(())
}

impl Batch {
    fn take(&mut self, state: &State, decision: Decision, article: i64) {
        self.decisions.push(decision);
        self.touch_around(state, article);
    }

    /// The pages of the stories near an article, as the engine sees it now.
    fn touch_around(&mut self, state: &State, article: i64) {
        self.touched.extend(state.engine.touches(&article.to_string()).into_iter().map(story_id));
    }

    /// The page of an article's own story, where none of the changes says that it is to be written anew.
    fn touch_own(&mut self, state: &State, article: i64) {
        self.touched.extend(state.engine.story_of(&article.to_string()).map(story_id));
    }
}

/// The number that the next event is going to have, or a lesser one: numbers only need to grow.
fn next_seq(state: &State, batch: &Batch) -> i64 {
    state.seq + 1 + i64::try_from(batch.decisions.len()).unwrap_or(0)
}

/// A day's end in the stream is an event like any other: stored, so that a restart repeats it.
fn tick(state: &mut State, now: i64, decisions: &mut Vec<Decision>) {
    let ticked = decide(state, &Event::Tick(now), EventKind::Tick, None, now, None);
    if !ticked.changes.is_empty() {
        decisions.push(ticked);
    }
}

/// The features as stored, under the article's own id.
fn features(bytes: &[u8], id: i64) -> anyhow::Result<StoryArticle> {
    let article: StoryArticle = serde_json::from_slice(bytes)?;
    Ok(StoryArticle { id: id.to_string(), ..article })
}

fn decide(
    state: &mut State,
    event: &Event,
    kind: EventKind,
    article_id: Option<i64>,
    at: i64,
    waiting: Option<i64>,
) -> Decision {
    let changes = state.engine.decide(event);
    for change in &changes {
        state.engine.apply(change);
    }
    let changes = changes.iter().flat_map(stored).collect();
    Decision { kind, article_id, at, features: Vec::new(), waiting, changes }
}

/// A change of the engine as the store keeps it: the whole change once, and what it means for rows.
fn stored(change: &Change) -> Vec<StoryChange> {
    let detail = serde_json::to_value(change).unwrap_or_default();
    let verb = |verb: StoryVerb| StoryChange { verb, detail: detail.clone() };
    match change {
        Change::Assign { article, story, .. } | Change::Move { article, into: story, .. } => {
            vec![verb(StoryVerb::Assign { article: article_id(article), story: story_id(story) })]
        }
        Change::Split { into, articles, .. } => articles
            .iter()
            .enumerate()
            .map(|(position, article)| StoryChange {
                verb: StoryVerb::Assign { article: article_id(article), story: story_id(into) },
                detail: if position == 0 { detail.clone() } else { serde_json::Value::Null },
            })
            .collect(),
        Change::Merge { from, into, .. } | Change::Redirect { from, into } => {
            vec![verb(StoryVerb::Merge { from: story_id(from), into: story_id(into) })]
        }
        Change::Remove { article } => vec![verb(StoryVerb::Remove { article: article_id(article) })],
        Change::Admit(_)
        | Change::Close { .. }
        | Change::Constrain { .. }
        | Change::Lift { .. }
        | Change::Repaired { .. } => {
            vec![verb(StoryVerb::Note)]
        }
    }
}

fn article_id(id: &str) -> i64 {
    id.parse().unwrap_or_default()
}

/// The engine's story ids are hashes in hexadecimal; the store's are numbers that fit every JSON reader.
pub fn story_id(id: &str) -> i64 {
    let hash = u64::from_str_radix(id.trim_start_matches('s'), 16).unwrap_or_default();
    i64::try_from(hash >> 11).unwrap_or_default()
}

/// Saves the engine when enough has happened. It can be looked at meanwhile; that nothing is placed is the caller's care.
async fn save_when_due(context: &Context) -> anyhow::Result<()> {
    let (since, in_view) = {
        let state = context.engine.0.read().await;
        (state.seq - state.tried_seq, state.engine.articles())
    };
    let every = SNAPSHOT_EVERY.max(i64::try_from(in_view / SNAPSHOT_SHARE).unwrap_or(i64::MAX));
    if since >= every { save(context).await } else { Ok(()) }
}

async fn save(context: &Context) -> anyhow::Result<()> {
    let state = Arc::clone(&context.engine.0).read_owned().await;
    if state.seq == state.saved_seq {
        return Ok(());
    }
    let (bytes, seq) = tokio::task::spawn_blocking(move || (state.engine.snapshot(), state.seq)).await?;
    // Should it fail, what was decided is stored all the same, and the next attempt can wait as long as this one did.
    context.engine.0.write().await.tried_seq = seq;
    context.store.save_snapshot(SNAPSHOT_VERSION, seq, &bytes?).await?;
    context.engine.0.write().await.saved_seq = seq;
    Ok(())
}

#[cfg(test)]
mod tests;
