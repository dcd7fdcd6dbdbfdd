//! Which stories stand on a reader's front page, in which order, and which of them the reader's mutes leave out.

use std::collections::BTreeMap;

use courant_core::rank::{RankInput, rank};
use courant_store::{StoryCard, StoryId};

use super::error::WebError;
use super::session::Viewer;
use super::state::WebState;
use super::wishes::{Strength, Verdict, Wishes};

/// How far back the front page looks, in milliseconds: a week.
const WINDOW_MS: i64 = 7 * 24 * 3_600_000;
/// Stories looked at for the order.
const CANDIDATES: i64 = 400;
/// Stories on the page.
const SHOWN: usize = 60;

/// A reader's front page before it is laid out.
#[derive(Debug, Default)]
pub struct Edition {
    /// Best first.
    pub stories: Vec<StoryCard>,
    /// Those that rose because the reader follows these.
    pub raised: BTreeMap<StoryId, String>,
    /// Those that would stand on the page and are left out, with the names of what the reader mutes.
    pub muted: Vec<(StoryCard, String)>,
    /// Whether there are more stories than the page holds.
    pub older: bool,
}

impl Edition {
    /// The reader's front page as of `now`.
    pub async fn load(state: &WebState, viewer: &Viewer, now: i64) -> Result<Self, WebError> {
        let mut stories = state.store.front_candidates(now - WINDOW_MS, CANDIDATES).await?;
        if stories.is_empty() {
            stories = state.store.stories_before(None, CANDIDATES).await?;
        }
        let wishes = Wishes::load(state, viewer).await?;
        let verdicts = wishes.hold(state, viewer, &stories).await?;
        Ok(Self::of(stories, verdicts, wishes.strength, now))
    }

    fn of(stories: Vec<StoryCard>, mut verdicts: BTreeMap<StoryId, Verdict>, strength: Strength, now: i64) -> Self {
        let inputs: Vec<RankInput> =
            stories.iter().map(|story| input(story, verdicts.get(&story.id), strength)).collect();
        let mut by_id: BTreeMap<StoryId, StoryCard> = stories.into_iter().map(|story| (story.id, story)).collect();
        let mut edition = Self::default();
        for ranked in rank(&inputs, now) {
            let Some(story) = by_id.remove(&ranked.id) else { continue };
            if edition.stories.len() >= SHOWN {
                edition.older = true;
                break;
            }
            match verdicts.remove(&ranked.id) {
                Some(Verdict::Muted(names)) => edition.muted.push((story, names)),
                Some(Verdict::Followed(names)) if strength != Strength::Off => {
                    edition.raised.insert(story.id, names);
                    edition.stories.push(story);
                }
                _ => edition.stories.push(story),
            }
        }
        edition
    }

    /// Whether there is nothing at all, not even something left out.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty() && self.muted.is_empty()
    }
}

fn input(story: &StoryCard, verdict: Option<&Verdict>, strength: Strength) -> RankInput {
    let narrow = |n: i64| u32::try_from(n).unwrap_or(0);
    RankInput {
        id: story.id,
        independent: narrow(story.independent),
        publishers: narrow(story.publishers),
        first_at: story.first_at,
        last_at: story.last_at,
        apart: story.apart,
        raised: if matches!(verdict, Some(Verdict::Followed(_))) { strength.percent() } else { 0 },
    }
}
