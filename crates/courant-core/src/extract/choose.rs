//! Which blocks of a page are the article.
//!
//! Fitted models ([`super::trees`]) judge each block by its figures ([`super::features`]), in two ways of which the mean counts.
//! One was fitted on article pages as closely as it could. It knows the words of calls to subscribe well, and is too sure of
//! itself where markup is odd. The other was fitted with less freedom and on odd markup too, and sees in a second look what its
//! first says of the blocks around ([`super::second`]); alone it keeps more calls amid the paragraphs. `xtask/fit/blocks.py` fits
//! the latter. Further ways were measured and left out: the opinion of the trafilatura crate in precision mode added nothing in
//! five-fold cross-validation and took four fifths of the time; that of dom_smoothie added nothing to a model of 300 trees and
//! took a quarter; a second look that saw the block's own figures again, or what the first says of all blocks of each element
//! around it, was no better than one that sees the neighbours alone.

use std::sync::LazyLock;

use super::Effort;
use super::blocks::Block;
use super::features::{Opinions, features};
use super::metadata::Source;
use super::never::{begin_at_headline, is_never_told, teasers};
use super::second::second_look;
use super::tables::keep_whole;
use super::trees::Trees;

/// A block stays when it is at least this likely to belong to the article.
const LIKELY: f32 = 0.4;
/// The same in a hurry, where one opinion is asked.
const LIKELY_FAST: f32 = 0.45;

/// Trees that are asked in a hurry. 4-gram F1 on `pages`, which they were fitted on: .946 with 20 of them, .947 with 24, .949 with
/// 32, .951 with 40, .958 with 100 (docs/MEASUREMENTS.md). Each takes as long as any other.
const FAST: usize = 24;

static JUDGE: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("blocks.model")).unwrap_or_default());
static WIDE: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("wide.model")).unwrap_or_default());
static SECOND: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("second.model")).unwrap_or_default());

/// The blocks that stay, in order; `title` is the page's headline.
pub fn choose<'a>(
    source: &Source<'_>,
    blocks: &'a [Block],
    opinions: &Opinions,
    title: &str,
    effort: Effort,
) -> Vec<&'a Block> {
    let dom = source.dom;
    let rows = features(dom, blocks, opinions, effort);
    let (likely, bound): (Vec<f32>, f32) = match effort {
        Effort::Whole => {
            let around = second_look(blocks, &WIDE.probabilities(&rows));
            let both = JUDGE.probabilities(&rows).into_iter().zip(SECOND.probabilities(&around));
            (both.map(|(close, wide)| (close + wide) / 2.0).collect(), LIKELY)
        }
        Effort::Fast => (JUDGE.first_guesses(&rows, FAST), LIKELY_FAST),
    };
    let stays = |(block, likely): (&Block, f32)| likely > bound && !is_never_told(dom, block);
    let judged = blocks.iter().zip(likely).enumerate();
    let mut kept: Vec<usize> = judged.filter_map(|(at, judged)| stays(judged).then_some(at)).collect();
    begin_at_headline(blocks, &mut kept, title);
    teasers::leave_out(dom, blocks, &mut kept, source.base.as_ref());
    keep_whole(dom, blocks, &mut kept, |block| !is_never_told(dom, block));
    kept.into_iter().filter_map(|at| blocks.get(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_can_be_read() {
        for (model, trees) in [
            (include_str!("blocks.model"), 300),
            (include_str!("wide.model"), 300),
            (include_str!("second.model"), 150),
        ] {
            assert!(Trees::read(model).is_some_and(|read| read.len() == trees));
        }
    }
}
