//! Page to article: the words a person came to read, who wrote them and when, without the furniture around them.
//!
//! [`extract()`] is the whole way: bytes to characters ([`decode`]), what nobody reads cut out ([`slim`]), one tree
//! ([`dom`]), the tree cut into blocks ([`blocks`]), each block described ([`features`]) and judged ([`choose`]), what
//! no article holds left out whatever the judgement (`never`), the kept blocks written as text and as safe HTML
//! ([`compose`]), beside them what the page says about itself ([`metadata`]), and whether it holds an article at all
//! ([`whole`]).
//!
//! [`extract_on()`] knows the host besides ([`host`]): what stood at the same place ([`prints`]) of its other pages is left
//! out as well. What it returns can be read anew when the host has learned more, without the page ([`Draft`]).

pub mod access;
mod apart;
pub mod blocks;
pub mod choose;
pub mod compose;
pub mod decode;
pub mod dom;
mod draft;
pub mod features;
pub mod flags;
pub mod host;
mod inline;
pub mod kind;
pub mod linked;
mod matter;
pub mod metadata;
mod never;
mod on_host;
mod page;
pub mod phrases;
pub mod prints;
mod references;
mod second;
mod sink;
pub mod slim;
mod tables;
mod tokens;
pub mod trees;
mod verdict;
pub mod voice;
pub mod whole;

pub use compose::Body;
pub use draft::{Draft, learn_round};
pub use host::HostFurniture;
pub use kind::is_opinion;
pub use on_host::{OnHost, extract_on};
pub use page::{Examined, examine, extract, extract_with};
pub use prints::PagePrints;

/// How much is done for a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Effort {
    /// Everything.
    #[default]
    Whole,
    /// What a text costs most is left out: the phrases by which furniture gives itself away are not looked for, the judge of
    /// blocks asks a part of its trees, nothing weighs whether the page holds an article at all, and a claimed language is
    /// believed. docs/MEASUREMENTS.md has what that costs and saves.
    Fast,
}

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The transport's content type, such as `text/html; charset=utf-8`.
    pub content_type: Option<&'a str>,
    /// The page's address, for relative links.
    pub url: Option<&'a str>,
}
