//! Which blocks of a page are the article.
//!
//! A fitted model ([`super::trees`]) judges each block by its figures ([`super::features`]). How it was fitted stands
//! at the head of its file. Two further ways were measured and left out: a second engine's opinion (the trafilatura
//! crate in precision mode) added nothing in five-fold cross-validation and took four fifths of the time; a second
//! round that saw the first one's guesses of the neighbours was slightly worse than the first.

use std::sync::LazyLock;

use super::blocks::Block;
use super::dom::Dom;
use super::features::{Opinions, features};
use super::trees::Trees;

/// A block stays when it is at least this likely to belong to the article.
const LIKELY: f32 = 0.5;

static JUDGE: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("blocks.model")).unwrap_or_default());

/// The blocks that stay, in order.
pub fn choose<'a>(dom: &Dom, blocks: &'a [Block], opinions: &Opinions) -> Vec<&'a Block> {
    let rows = features(dom, blocks, opinions);
    blocks.iter().zip(&rows).filter(|(_, row)| JUDGE.probability(row) > LIKELY).map(|(block, _)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_can_be_read() {
        assert!(Trees::read(include_str!("blocks.model")).is_some_and(|trees| trees.len() == 90));
    }
}
