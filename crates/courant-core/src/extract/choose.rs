//! Which blocks of a page are the article.

use super::blocks::{Block, Form};

/// The blocks that stay, in order.
pub fn choose<'a>(blocks: &'a [Block], rows: &[Vec<f32>]) -> Vec<&'a Block> {
    let mut kept: Vec<bool> = rows.iter().map(|row| row.first().is_some_and(|&precise| precise > 0.5)).collect();
    for at in 0..blocks.len() {
        let is_heading = blocks.get(at).is_some_and(|block| matches!(block.form, Form::Heading(_)));
        if is_heading && kept.get(at + 1) == Some(&true) && kept.get(..at).is_some_and(|before| before.iter().any(|&kept| kept)) {
            if let Some(keep) = kept.get_mut(at) {
                *keep = true;
            }
        }
    }
    blocks.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(block, _)| block).collect()
}
