//! The network: Universal Sentence Encoder, multilingual, version 3 (Yang et al., 2019), the convolutional one.
//!
//! Each token's embedding is projected three times, for windows of 2, 3 and 5 tokens; two residual convolutions follow
//! for each; all is normalised and summed over the tokens, divided by the root of their number, and goes through a
//! small residual head.

use std::sync::Arc;

use crate::convolution::{Convolution, Scratch};
use crate::error::LoadError;
use crate::head::Head;
use crate::kernel::widely;
use crate::memory::Memory;
use crate::norm::Norm;
use crate::npz::Archive;
use crate::table::WIDTH;
use crate::token::{CHANNELS, CONVOLVED, ORDERS, Token, Tokens};

/// Width of what is summed over the tokens.
const FEATURES: usize = WIDTH + CONVOLVED;

/// Every weight of the network.
pub struct Network {
    tokens: Tokens,
    memory: Memory,
    second: Vec<Convolution>,
    norm: Norm,
    head: Head,
}

impl Network {
    /// Reads the weights from the archive.
    pub fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        let layer = |(order, left): (usize, usize)| {
            Convolution::read(archive, (&format!("w2_{order}"), &format!("b2_{order}")), (order, left))
        };
        Ok(Self {
            tokens: Tokens::read(archive)?,
            memory: Memory::default(),
            second: ORDERS.into_iter().map(layer).collect::<Result<_, _>>()?,
            norm: Norm::read(archive, &[("ln_g".into(), "ln_b".into())], FEATURES)?,
            head: Head::read(archive, FEATURES)?,
        })
    }

    /// Tokens that have a row in the embedding table.
    pub fn tokens(&self) -> usize {
        self.tokens.len()
    }

    /// Gives back the memory that makes the next texts faster.
    pub fn forget(&self) {
        self.memory.forget();
    }

    /// The vectors for sequences of tokens, of unit length. Each is the same whatever the others are, and whatever came
    /// before.
    pub fn vectors(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        let tokens = self.memory.tokens(&texts.concat(), &self.tokens);
        let mut rows = self.convolve(&tokens, &lengths);
        let mut scratch = Scratch::default();
        for (at, layer) in self.second.iter().enumerate() {
            widely(|| layer.apply(&mut rows, (CONVOLVED, at * CHANNELS), &lengths, &mut scratch));
        }
        self.head.apply(&self.pool(&tokens, &rows, &lengths), &lengths)
    }

    /// The outputs of the first convolutions.
    fn convolve(&self, tokens: &[Arc<Token>], lengths: &[usize]) -> Vec<f32> {
        let tokens: Vec<&Token> = tokens.iter().map(Arc::as_ref).collect();
        let mut rows = vec![0f32; tokens.len() * CONVOLVED];
        let (mut tokens, mut out) = (tokens.as_slice(), rows.as_mut_slice());
        for &length in lengths {
            let (text, rest) = tokens.split_at(length);
            let (row, below) = out.split_at_mut(length * CONVOLVED);
            widely(|| self.tokens.convolve(text, row));
            (tokens, out) = (rest, below);
        }
        rows
    }

    /// For each text the sum over its tokens of embedding and convolutions, normalised.
    fn pool(&self, tokens: &[Arc<Token>], convolved: &[f32], lengths: &[usize]) -> Vec<Vec<f32>> {
        let mut row = [0f32; FEATURES];
        let mut tokens = tokens.iter().zip(convolved.chunks_exact(CONVOLVED));
        let text = |length: &usize| {
            let mut pooled = vec![0f32; FEATURES];
            widely(|| {
                for (token, convolved) in tokens.by_ref().take(*length) {
                    let (embedding, rest) = row.split_at_mut(WIDTH);
                    token.embedding(embedding);
                    rest.copy_from_slice(convolved);
                    self.norm.add(&row, &mut pooled);
                }
                self.norm.finish(&mut pooled, *length as f32);
            });
            pooled
        };
        lengths.iter().map(text).collect()
    }
}
