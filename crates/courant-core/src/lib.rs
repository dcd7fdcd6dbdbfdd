//! Courant's pure core.
//!
//! Publishers put out *entries*; each has an *article*; many articles report one event, a *story*.
//! Everything here is a function of its arguments: no clock, no randomness, no network, no file and no
//! database. Broken input gives a value plus problems, never a panic.
//!
//! Where to look:
//! - [`model`]: the types that every other part speaks
//! - [`feed`]: bytes to feed; [`opml`]: lists of feeds
//! - [`extract`]: page to article; [`sanitize`]: any HTML to safe HTML; [`url`]: canonical links; [`outlet`]: what an outlet is called
//! - [`text`]: language, sentences, words, entities, numbers, copies
//! - [`tags`], [`quotes`], [`summary`], [`answer`]: what a reader sees of one text, each with its place
//! - [`revision`]: what a publisher changed in a text; [`since`]: what reports add to what a reader has seen
//! - [`rhythm`]: how often a source is asked
//! - [`story`]: the story engine; [`related`]: typed links with evidence; [`rank`]: the front page's order

pub mod answer;
pub mod disagreements;
pub mod extract;
pub mod feed;
pub mod model;
pub mod opml;
pub mod outlet;
pub mod quotes;
pub mod rank;
pub mod related;
pub mod revision;
pub mod rhythm;
pub mod sanitize;
pub mod since;
pub mod story;
pub mod summary;
pub mod tags;
pub mod text;
pub mod timeline;
mod understand;
pub mod url;

pub use understand::understand;
