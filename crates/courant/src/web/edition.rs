//! Which stories stand on a reader's front page, in which order, and which of them the reader's mutes leave out.

use std::collections::{BTreeMap, BTreeSet};

use courant_core::rank::slots::{Slot, slots};
use courant_core::rank::{RankInput, rank};
use courant_store::{FrontCandidate, StoryCard, StoryId};

use super::card::thread_of;
use super::error::WebError;
use super::session::Viewer;
use super::state::WebState;
use super::wishes::{Strength, Verdict, Wishes};

/// How far back the front page looks, in milliseconds: a week.
const WINDOW_MS: i64 = 7 * 24 * 3_600_000;
/// Stories looked at for the order: the newest of all, and of those that several tell.
const NEWEST: i64 = 400;
const TOLD: i64 = 2_000;
/// Stories of the plain order that are read whole: some stand with others, some are muted. Follows raise from further down.
const READ: usize = 120;
const READ_WITH_FOLLOWS: usize = 400;
/// Slots on the page.
const SHOWN: usize = 60;

/// A reader's front page before it is laid out.
#[derive(Debug, Default)]
pub struct Edition {
    /// Best first.
    pub stories: Vec<StoryCard>,
    /// What stands with each of them, of the same course of events; best first.
    pub with: BTreeMap<StoryId, Vec<StoryCard>>,
    /// Those that rose because the reader follows these.
    pub raised: BTreeMap<StoryId, String>,
    /// Those that would stand on the page and are left out, with the names of what the reader mutes.
    pub muted: Vec<(StoryCard, String)>,
    /// Whether there are more stories than the page holds.
    pub older: bool,
}

/// Where a story is on a front page.
#[derive(Debug, PartialEq)]
pub enum Standing<'a> {
    /// It has a slot of its own.
    Leads {
        /// Counted from 1.
        place: usize,
        /// Slots on the page.
        of: usize,
        /// What stands with it.
        with: &'a [StoryCard],
    },
    /// It stands with this one, which leads their slot.
    With(&'a StoryCard),
    /// It is not there: its latest report is older than what the page shows.
    TooOld,
    /// It is not there: so many slots are, and others rank before it.
    Outranked {
        /// Slots on the page.
        of: usize,
    },
}

impl Edition {
    /// Where a story is that the reader does not mute.
    pub fn standing(&self, story: &StoryCard, now: i64) -> Standing<'_> {
        let of = self.stories.len();
        if let Some(at) = self.stories.iter().position(|one| one.id == story.id) {
            let with = self.with.get(&story.id).map(Vec::as_slice).unwrap_or_default();
            return Standing::Leads { place: at + 1, of, with };
        }
        let holds =
            |lead: &&StoryCard| self.with.get(&lead.id).is_some_and(|with| with.iter().any(|one| one.id == story.id));
        match self.stories.iter().find(holds) {
            Some(lead) => Standing::With(lead),
            // Where nothing is new enough the page shows what is older.
            None if story.last_at < now - WINDOW_MS
                && self.stories.iter().any(|shown| shown.last_at >= now - WINDOW_MS) =>
            {
                Standing::TooOld
            }
            None => Standing::Outranked { of },
        }
    }

    /// The reader's front page as of `now`.
    pub async fn load(state: &WebState, viewer: &Viewer, now: i64) -> Result<Self, WebError> {
        let wishes = Wishes::load(state, viewer).await?;
        let candidates = state.store.front_candidates(now - WINDOW_MS, NEWEST, TOLD).await?;
        let most = if wishes.follows.is_empty() { READ } else { READ_WITH_FOLLOWS };
        let inputs: Vec<RankInput> = candidates.iter().map(|story| input(story, 0, false)).collect();
        let best: Vec<StoryId> = rank(&inputs, now).into_iter().take(most).map(|ranked| ranked.id).collect();
        let more = candidates.len() > best.len();
        let stories = if best.is_empty() {
            state.store.stories_before(None, READ as i64).await?
        } else {
            state.store.stories(&best).await?
        };
        let verdicts = wishes.hold(state, viewer, &stories).await?;
        let ids: Vec<StoryId> = stories.iter().map(|story| story.id).collect();
        let undated: BTreeSet<StoryId> = state.store.undated_stories(&ids).await?.into_iter().collect();
        Ok(Self::of(stories, verdicts, &undated, wishes.strength, now).with_older(more))
    }

    fn of(
        stories: Vec<StoryCard>,
        mut verdicts: BTreeMap<StoryId, Verdict>,
        undated: &BTreeSet<StoryId>,
        strength: Strength,
        now: i64,
    ) -> Self {
        let of_story = |story: &StoryCard| {
            input(&story.into(), raised(verdicts.get(&story.id), strength), undated.contains(&story.id))
        };
        let inputs: Vec<RankInput> = stories.iter().map(of_story).collect();
        let mut by_id: BTreeMap<StoryId, StoryCard> = stories.into_iter().map(|story| (story.id, story)).collect();
        let ranked: Vec<StoryId> = rank(&inputs, now).into_iter().map(|ranked| ranked.id).collect();
        let is_muted = |id: &StoryId| matches!(verdicts.get(id), Some(Verdict::Muted(_)));
        let threads = by_id.values().map(|story| (story.id, thread_of(story))).collect();
        let shown: Vec<StoryId> = ranked.iter().copied().filter(|id| !is_muted(id)).collect();
        let mut placed = slots(&shown, &threads);
        let mut edition = Self { older: placed.len() > SHOWN, ..Self::default() };
        placed.truncate(SHOWN);
        // A muted story is named as left out only where it would have stood among what is shown.
        let last = placed.last().and_then(|slot| ranked.iter().position(|id| *id == slot.story));
        let reach = if edition.older { last.map_or(0, |last| last + 1) } else { ranked.len() };
        for id in ranked.iter().take(reach) {
            if let Some(Verdict::Muted(names)) = verdicts.get(id)
                && let Some(story) = by_id.remove(id)
            {
                edition.muted.push((story, names.clone()));
            }
        }
        for Slot { story, with } in placed {
            let Some(card) = by_id.remove(&story) else { continue };
            if let Some(Verdict::Followed(names)) = verdicts.remove(&story)
                && strength != Strength::Off
            {
                edition.raised.insert(story, names);
            }
            edition.stories.push(card);
            let with: Vec<StoryCard> = with.into_iter().filter_map(|id| by_id.remove(&id)).collect();
            if !with.is_empty() {
                edition.with.insert(story, with);
            }
        }
        edition
    }

    fn with_older(self, more: bool) -> Self {
        Self { older: self.older || more, ..self }
    }

    /// Whether there is nothing at all, not even something left out.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty() && self.muted.is_empty()
    }
}

fn input(story: &FrontCandidate, raised: u32, undated: bool) -> RankInput {
    let narrow = |n: i64| u32::try_from(n).unwrap_or(0);
    RankInput {
        id: story.id,
        independent: narrow(story.independent),
        publishers: narrow(story.publishers),
        first_at: story.first_at,
        last_at: story.last_at,
        apart: story.apart,
        opinion: story.opinion,
        undated,
        raised,
    }
}

/// Percent that the reader's follows add.
fn raised(verdict: Option<&Verdict>, strength: Strength) -> u32 {
    if matches!(verdict, Some(Verdict::Followed(_))) { strength.percent() } else { 0 }
}
