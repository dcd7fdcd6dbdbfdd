//! Which blocks of a page are the article.
//!
//! A fitted model ([`super::trees`]) judges each block by its figures ([`super::features`]). How it was fitted stands
//! at the head of its file. Further ways were measured and left out: the opinion of the trafilatura crate in precision
//! mode added nothing in five-fold cross-validation and took four fifths of the time; that of dom_smoothie added
//! nothing to a model of 300 trees and took a quarter; a second round that saw the first one's guesses of the neighbours
//! was slightly worse than the first.

use std::sync::LazyLock;

use super::Effort;
use super::blocks::Block;
use super::dom::Dom;
use super::features::{Opinions, features};
use super::never::{begin_at_headline, is_never_told};
use super::trees::Trees;

/// A block stays when it is at least this likely to belong to the article.
const LIKELY: f32 = 0.45;

/// Trees that are asked in a hurry. 4-gram F1 on `pages`, which they were fitted on: .946 with 20 of them, .947 with 24, .949 with
/// 32, .951 with 40, .958 with 100 (docs/MEASUREMENTS.md). Each takes as long as any other.
const FAST: usize = 24;

static JUDGE: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("blocks.model")).unwrap_or_default());

/// The blocks that stay, in order; `title` is the page's headline.
pub fn choose<'a>(dom: &Dom, blocks: &'a [Block], opinions: &Opinions, title: &str, effort: Effort) -> Vec<&'a Block> {
    let rows = features(dom, blocks, opinions, effort);
    let likely = match effort {
        Effort::Whole => JUDGE.probabilities(&rows),
        Effort::Fast => JUDGE.first_guesses(&rows, FAST),
    };
    let stays = |(block, likely): (&Block, f32)| likely > LIKELY && !is_never_told(dom, block);
    let judged = blocks.iter().zip(likely).enumerate();
    let mut kept: Vec<usize> = judged.filter_map(|(at, judged)| stays(judged).then_some(at)).collect();
    begin_at_headline(blocks, &mut kept, title);
    kept.into_iter().filter_map(|at| blocks.get(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_can_be_read() {
        assert!(Trees::read(include_str!("blocks.model")).is_some_and(|trees| trees.len() == 300));
    }
}
