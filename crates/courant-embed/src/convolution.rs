//! The second convolutions, over the tokens of several texts: ReLU(weights · window + bias) + input, zeros outside a text.

use crate::error::LoadError;
use crate::linear::{Linear, Matrix};
use crate::math::positive;
use crate::npz::Archive;
use crate::quantise::{ZERO, quantise};
use crate::token::CHANNELS;

/// The size of one unit of the quantised input.
const SIZE: f32 = 0.13;

/// One layer and its window.
pub struct Convolution {
    layer: Linear,
    order: usize,
    left: usize,
}

/// What a value was cut by.
struct Excess {
    row: usize,
    channel: usize,
    number: i32,
}

/// Memory that the layers use one after the other.
#[derive(Default)]
pub struct Scratch {
    values: Vec<u8>,
    starts: Vec<usize>,
    sums: Vec<i32>,
    excess: Vec<Excess>,
}

impl Convolution {
    /// Reads the layer for windows of `order` tokens, `left` of which lie before the token.
    pub fn read(
        archive: &Archive<'_>,
        (weights, bias): (&str, &str),
        (order, left): (usize, usize),
    ) -> Result<Self, LoadError> {
        let matrix = Matrix::read(archive, weights, Some(bias), (order * CHANNELS, CHANNELS))?;
        Ok(Self { layer: matrix.pack(2 * ZERO, ZERO)?, order, left })
    }

    /// Applies the layer to the columns from `from` on in rows of `width`; `lengths` says how many rows each text has.
    pub fn apply(&self, rows: &mut [f32], (width, from): (usize, usize), lengths: &[usize], scratch: &mut Scratch) {
        let count = rows.len() / width;
        scratch.lay_out(count, self.order, lengths);
        for (at, (row, start)) in rows.chunks_exact(width).zip(&scratch.starts).enumerate() {
            let values = &mut scratch.values[start + self.left * CHANNELS..][..CHANNELS];
            quantise(&row[from..from + CHANNELS], 1.0 / SIZE, values, |channel, number| {
                scratch.excess.push(Excess { row: at, channel, number });
            });
        }
        scratch.sums.resize(count * CHANNELS, 0);
        self.layer.weights.products(&scratch.values, &scratch.starts, &mut scratch.sums);
        self.add_excess(lengths, scratch);
        for (row, sums) in rows.chunks_exact_mut(width).zip(scratch.sums.chunks_exact(CHANNELS)) {
            let row = &mut row[from..from + CHANNELS];
            for ((value, &sum), (step, bias)) in row.iter_mut().zip(sums).zip(self.layer.outputs()) {
                *value += positive(sum as f32 * (SIZE * step) + bias);
            }
        }
    }

    /// Adds what was cut off to every window of its text that it lies in.
    fn add_excess(&self, lengths: &[usize], scratch: &mut Scratch) {
        let (mut first, mut lengths) = (0, lengths.iter());
        let mut end = lengths.next().copied().unwrap_or(0);
        for &Excess { row, channel, number } in &scratch.excess {
            while row >= end {
                first = end;
                let Some(length) = lengths.next() else { return };
                end += length;
            }
            for tap in 0..self.order {
                let window = (row + self.left).wrapping_sub(tap);
                if (first..end).contains(&window) {
                    let out = &mut scratch.sums[window * CHANNELS..][..CHANNELS];
                    self.layer.weights.add_input(tap * CHANNELS + channel, number, out);
                }
            }
        }
    }
}

impl Scratch {
    /// Room for the texts' values with zeros before and after each, and where each token's window begins.
    fn lay_out(&mut self, count: usize, order: usize, lengths: &[usize]) {
        self.values.clear();
        self.values.resize((count + lengths.len() * (order - 1)) * CHANNELS, ZERO);
        self.starts.clear();
        for (text, length) in lengths.iter().enumerate() {
            let first = self.starts.len() + text * (order - 1);
            self.starts.extend((first..first + length).map(|row| row * CHANNELS));
        }
        self.excess.clear();
    }
}
