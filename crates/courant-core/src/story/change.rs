//! What happens to the engine, and what it decides.

use serde::{Deserialize, Serialize};

use super::article::StoryArticle;
use super::hub::Hub;

/// Something the engine must decide about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A new article. One with a known id is taken for a revision.
    Article(Box<StoryArticle>),
    /// A known article's words changed.
    Revision(Box<StoryArticle>),
    /// An article is gone, by id.
    Removal(String),
    /// A reader says for good whether two articles, by id, report one event.
    Constraint {
        /// One article.
        a: String,
        /// The other.
        b: String,
        /// Whether they report one event.
        same: bool,
    },
    /// A reader takes back what was said of two articles, by id: the engine goes by its own lights again.
    Lift {
        /// One article.
        a: String,
        /// The other.
        b: String,
    },
    /// It is now so many milliseconds. Stories are repaired when a day has passed since the last repair, or when many
    /// articles came since.
    Tick(i64),
    /// The stream has paused: repair now if anything came since the last repair.
    Settle,
}

/// A decision. The store commits it, then the engine applies it. Stories and articles are named by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// The engine keeps this of an article from now on.
    Admit(Box<Admitted>),
    /// An article gets its story; the story is new when `founded`.
    Assign {
        /// The article.
        article: String,
        /// Its story.
        story: String,
        /// Whether the story begins with it.
        founded: bool,
        /// Why.
        evidence: Evidence,
    },
    /// An article goes to another story.
    Move {
        /// The article.
        article: String,
        /// Where it was.
        from: String,
        /// Where it is now.
        into: String,
        /// Why.
        evidence: Evidence,
    },
    /// Articles leave a story and begin one of their own.
    Split {
        /// The story they leave.
        from: String,
        /// The new story.
        into: String,
        /// Who leaves, in order of arrival.
        articles: Vec<String>,
        /// Why.
        evidence: Evidence,
    },
    /// All of one story goes into another.
    Merge {
        /// The story that ends.
        from: String,
        /// The story that stays.
        into: String,
        /// Why.
        evidence: Evidence,
    },
    /// Who asks for one story gets another from now on.
    Redirect {
        /// The story that ended.
        from: String,
        /// The story that stays.
        into: String,
    },
    /// An article is gone.
    Remove {
        /// The article.
        article: String,
    },
    /// A story has no articles left and nothing to redirect to.
    Close {
        /// The story.
        story: String,
    },
    /// A reader's word on two articles.
    Constrain {
        /// The article whose id sorts first.
        a: String,
        /// The other.
        b: String,
        /// Whether they report one event.
        same: bool,
    },
    /// A reader's word on two articles holds no more.
    Lift {
        /// The article whose id sorts first.
        a: String,
        /// The other.
        b: String,
    },
    /// Stories were repaired at this time, in milliseconds.
    Repaired {
        /// The engine's clock then.
        at: i64,
    },
}

/// What is kept of an article once its neighbours are known. Nothing in it is computed again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Admitted {
    /// The article, its terms' rarity fixed as it was on arrival.
    pub article: StoryArticle,
    /// When it came out, in milliseconds; the clock on arrival when unknown.
    pub at: i64,
    /// How near its nearest neighbours are.
    pub hub: Hub,
    /// Arrival numbers of the eight articles nearest in words.
    pub nearest: Vec<i64>,
    /// Articles it may share a story with.
    pub links: Vec<Link>,
    /// Arrival number of the article whose text it has too: mostly the earliest one, of a revised article perhaps a later one.
    pub copy_of: Option<i64>,
    /// Whether it replaces an earlier version.
    pub revised: bool,
}

/// How well two articles go together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Arrival number of the other article.
    pub seq: i64,
    /// Log odds that both report one event.
    pub logit: f32,
}

/// Why an article is where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule that decided.
    pub reason: Reason,
    /// Log odds that it belongs there, as the members agree; 0 where nothing was weighed.
    pub score: f32,
    /// The articles that spoke for it, best first, at most three, with the probability of one event each.
    pub with: Vec<(String, f32)>,
}

/// Rules that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No story was near enough.
    Alone,
    /// A live blog, round-up or gallery stands by itself.
    KeptApart,
    /// Several members agree.
    Agreement,
    /// Another story fits better.
    FitsBetter,
    /// The members no longer agree.
    FellOut,
    /// Two stories' members agree with each other.
    OneEvent,
    /// A reader said so.
    Reader,
}

impl Evidence {
    /// Evidence of a rule that weighs nothing.
    pub fn of(reason: Reason) -> Self {
        Evidence { reason, score: 0.0, with: Vec::new() }
    }
}
