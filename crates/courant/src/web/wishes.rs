//! What the reader follows and mutes, held against stories: what rises on the front page, what is left out, and why.

use std::collections::BTreeMap;

use courant_core::rank::personal::{Carries, Standing, Wish, standing};
use courant_core::tags::spelling::written;
use courant_store::{Carried, Follow, Followed, StoryCard, StoryId, User};

use super::error::WebError;
use super::layout::encode;
use super::messages::t;
use super::reasons::list;
use super::session::Viewer;
use super::state::WebState;

/// The user's setting that says how much follows count.
pub const RANK_SETTING: &str = "rank_by_follows";

/// How much a reader lets follows count for the order of the front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// Not at all: everyone's order.
    #[default]
    Off,
    /// Some.
    Little,
    /// Much.
    Much,
}

impl Strength {
    /// All of them, for choosing.
    pub const ALL: [Self; 3] = [Self::Off, Self::Little, Self::Much];

    /// The word it is stored and sent as.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Little => "little",
            Self::Much => "much",
        }
    }

    /// Percent added to a story's weight. A story of one report halves its weight in ten hours: a little makes it as good
    /// as one eleven hours younger, much as one a day younger, or as one of four reports. Chosen, not measured.
    pub fn percent(self) -> u32 {
        match self {
            Self::Off => 0,
            Self::Little => 110,
            Self::Much => 400,
        }
    }

    /// What the user chose.
    pub fn of(user: &User) -> Self {
        let chosen = user.settings.get(RANK_SETTING).and_then(serde_json::Value::as_str);
        Self::ALL.into_iter().find(|one| Some(one.as_str()) == chosen).unwrap_or_default()
    }
}

/// How a story stands with the reader, with the names of what decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It carries these that the reader follows.
    Followed(String),
    /// It is left out for these that the reader mutes.
    Muted(String),
}

/// All that a reader follows and mutes; nothing for who is not known.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Latest first.
    pub follows: Vec<Follow>,
    /// How much follows count.
    pub strength: Strength,
}

impl Wishes {
    /// The reader's.
    pub async fn load(state: &WebState, viewer: &Viewer) -> Result<Self, WebError> {
        let Some(user) = &viewer.user else { return Ok(Self::default()) };
        Ok(Self { follows: state.store.follows(user.id).await?, strength: Strength::of(user) })
    }

    /// The verdict on each story that has one.
    pub async fn hold(
        &self,
        state: &WebState,
        viewer: &Viewer,
        stories: &[StoryCard],
    ) -> Result<BTreeMap<StoryId, Verdict>, WebError> {
        let Some(user) = viewer.id().filter(|_| !self.follows.is_empty()) else { return Ok(BTreeMap::new()) };
        let mut carried = Vec::new();
        if self.follows.iter().any(|follow| matches!(follow.what, Followed::Entity | Followed::Publisher)) {
            let ids: Vec<StoryId> = stories.iter().map(|story| story.id).collect();
            carried = state.store.carried(user, &ids).await?;
        }
        let verdicts = stories.iter().filter_map(|story| {
            let from = carried.partition_point(|one| one.story_id < story.id);
            let to = carried.partition_point(|one| one.story_id <= story.id);
            Some((story.id, self.verdict(story, carried.get(from..to)?)?))
        });
        Ok(verdicts.collect())
    }

    fn verdict(&self, story: &StoryCard, carried: &[Carried]) -> Option<Verdict> {
        let touching: Vec<(&Follow, Wish)> = self
            .follows
            .iter()
            .filter_map(|follow| {
                let carries = carries(follow, story, carried)?;
                Some((follow, Wish { carries, muted: follow.muted }))
            })
            .collect();
        let wishes: Vec<Wish> = touching.iter().map(|(_, wish)| *wish).collect();
        let names = |places: &[usize]| {
            let names: Vec<String> =
                places.iter().filter_map(|at| touching.get(*at)).map(|(follow, _)| name(follow)).collect();
            list(&names.iter().map(String::as_str).collect::<Vec<_>>())
        };
        match standing(u32::try_from(story.articles).unwrap_or(0), &wishes) {
            Standing::Plain => None,
            Standing::Followed(places) => Some(Verdict::Followed(names(&places))),
            Standing::Muted(places) => Some(Verdict::Muted(names(&places))),
        }
    }
}

/// What of a story the reader's word is about; `None` when it is about something else.
fn carries(follow: &Follow, story: &StoryCard, carried: &[Carried]) -> Option<Carries> {
    let articles = || {
        let found = carried.iter().find(|one| one.what == follow.what && one.name == follow.name)?;
        u32::try_from(found.articles).ok()
    };
    match follow.what {
        Followed::Tag => {
            let tags = story.detail.get("tags")?.as_array()?;
            let own =
                tags.iter().any(|tag| tag.get("tag").and_then(serde_json::Value::as_str) == Some(follow.name.as_str()));
            own.then_some(Carries::Tag)
        }
        Followed::Entity => articles().map(Carries::Entity),
        Followed::Publisher => articles().map(Carries::Publisher),
        Followed::Story => (follow.name == story.id.to_string()).then_some(Carries::Story),
    }
}

/// "#Harbour", "Oda Brackwell", "this story".
pub fn name(follow: &Follow) -> String {
    match follow.what {
        Followed::Tag => format!("#{}", written(&follow.label)),
        Followed::Entity | Followed::Publisher => follow.label.clone(),
        Followed::Story => t("follow.this_story").to_owned(),
    }
}

/// Where what is followed has its page. A tag or a name that no article carries now has none.
pub fn href(follow: &Follow) -> Option<String> {
    if !follow.there {
        return None;
    }
    match follow.what {
        Followed::Tag => Some(format!("/tag/{}", encode(&follow.name))),
        Followed::Entity => Some(format!("/entity/{}", encode(&follow.name))),
        Followed::Publisher => follow.publisher.map(|id| format!("/publisher/{id}")),
        Followed::Story => Some(format!("/story/{}", follow.name)),
    }
}
