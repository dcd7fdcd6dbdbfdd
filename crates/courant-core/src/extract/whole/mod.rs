//! Whether a page holds an article at all, or sells, lists, discusses or explains something.
//!
//! A page is described by figures: its texts ([`texts`]), its elements and what repeats ([`elements`]), what it claims and
//! what its address says ([`claims`]). A fitted model ([`super::trees`]) weighs them; how it was fitted stands at the head
//! of its file. Nothing here decides what becomes of an entry: a feed that names a page nearly always means an article,
//! so the worker asks for more than this.

pub mod claims;
pub mod elements;
pub mod texts;

use std::sync::LazyLock;

use super::blocks::Block;
use super::metadata::Source;
use super::trees::{Trees, WIDTH};

/// A page less likely than this to hold an article holds none. In cross-validation two of a hundred articles are lost
/// here (docs/MEASUREMENTS.md).
const LIKELY: f32 = 0.185;

static JUDGE: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("../pages.model")).unwrap_or_default());

/// What the other parts of the extractor found.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The blocks that stay.
    pub kept: &'a [&'a Block],
    /// The headline.
    pub title: &'a str,
    /// How many authors.
    pub authors: usize,
    /// Whether it tells its day.
    pub dated: bool,
}

/// One row of figures for the page.
pub fn figures(source: &Source<'_>, found: &Found<'_>) -> Vec<f32> {
    let mut row = Vec::with_capacity(WIDTH);
    texts::push(source, found, &mut row);
    elements::push(source, &mut row);
    claims::push(source, found, &mut row);
    row
}

/// Whether the page holds an article.
pub fn is_article(row: &[f32]) -> bool {
    JUDGE.probability(row) >= LIKELY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Hints;
    use crate::extract::examine;

    #[test]
    fn the_model_can_be_read_and_fits_the_figures() {
        assert!(Trees::read(include_str!("../pages.model")).is_some_and(|trees| trees.len() == 200));
        for url in [None, Some("https://post.example/news/old-ferry-pier?page=2")] {
            assert_eq!(
                examine(b"<p>Boats leave from the fish quay.</p>", &Hints { content_type: None, url }).whole.len(),
                WIDTH
            );
        }
    }
}
