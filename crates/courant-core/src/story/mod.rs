//! The story engine: which articles report one event.
//!
//! A pure state machine. An article arrives as a [`StoryArticle`] (made by [`features`]), [`Engine::decide`] answers
//! with [`Change`]s, the store commits them, [`Engine::apply`] remembers them. The parts, in the order an article meets
//! them: [`kinds`] keeps live blogs and round-ups apart; `frequency` says how rare its words are; `candidates` finds
//! what to compare it with; [`pair`] compares; [`hub`] takes off what both are used to; `weights` turns the figures into
//! log odds; `assign` asks the members of each story; `repair` thinks again once a day.
//!
//! The method follows a prototype that was measured on real news: sparse weighted terms, embeddings and time as
//! features of a logistic score, agreement of several members instead of single links.

mod around;
mod article;
mod assign;
mod bytes;
mod candidates;
mod centroid;
mod change;
mod compare;
mod copies;
mod daily;
mod earlier;
mod engine;
mod filter;
mod frequency;
pub mod grade;
mod hedges;
pub mod hub;
pub mod kinds;
mod languages;
mod lead;
mod links;
mod listed;
mod marks;
mod overtaken;
mod pace;
mod packed;
pub mod pair;
mod postings;
pub mod quality;
mod recent;
mod repair;
mod shelf;
mod snapshot;
mod spaced;
mod state;
mod times;
mod weights;

pub use article::{Key, StoryArticle, Term, features, lead_text};
pub use change::{Admitted, Change, Event, Evidence, Link, Reason};
pub use engine::Engine;
pub use kinds::Kind;
pub use lead::{Report, lead};
pub use recent::VALUES as MOST_VALUES;
pub use snapshot::SnapshotError;
pub use weights::probability;
