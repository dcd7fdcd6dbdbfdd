//! The end of the network: from the sum over a text's tokens to its vector.
//!
//! Its inputs keep twelve bits: they go through the kernel as two rows of six bits each, and the sums are put together
//! after. With eight bits the mean cosine with the reference fell from .99994 to .99976.

use crate::error::LoadError;
use crate::linear::{Linear, Matrix};
use crate::math::{peak, positive, sum, tanh, whole};
use crate::npz::Archive;

/// The largest quantised input.
const LIMIT: f32 = 2_047.0;
/// Bits in the lower row.
const LOW_BITS: u32 = 6;
/// Added to the upper row, so that it is not negative.
const HIGH_ZERO: i32 = 32;
/// The largest number in either row.
const MOST: u8 = 63;

/// The layers after the sum over the tokens.
pub struct Head {
    pooled: Dense,
    d0: Dense,
    d1: Dense,
    d2: Dense,
    d3: Dense,
    p1: Dense,
    p3: Dense,
}

/// One layer with the sum of each output's weights.
struct Dense {
    layer: Linear,
    weight_sums: Vec<i32>,
}

impl Head {
    /// Reads the layers; `features` is the width of what was summed over the tokens.
    pub fn read(archive: &Archive<'_>, features: usize) -> Result<Self, LoadError> {
        let read = |name, bias, size| -> Result<Dense, LoadError> {
            let layer = Matrix::read(archive, name, bias, size)?.pack(MOST, 0)?;
            let weight_sums = layer.weights.weight_sums().collect();
            Ok(Dense { layer, weight_sums })
        };
        Ok(Self {
            pooled: read("cnn_W", Some("cnn_b"), (features, 512))?,
            d0: read("d0", None, (512, 320))?,
            d1: read("d1", None, (320, 320))?,
            d2: read("d2", None, (320, 512))?,
            d3: read("d3", None, (512, 512))?,
            p1: read("p1", None, (512, 320))?,
            p3: read("p3", None, (320, 512))?,
        })
    }

    /// The vectors, each of unit length, of texts with these sums and numbers of tokens.
    pub fn apply(&self, pooled: &[Vec<f32>], counts: &[usize]) -> Vec<Vec<f32>> {
        let bias = |&count: &usize| self.pooled.layer.outputs().map(|(_, bias)| bias * count as f32).collect();
        let mut means: Vec<Vec<f32>> = counts.iter().map(bias).collect();
        self.pooled.add_to(pooled, &mut means);
        for (mean, count) in means.iter_mut().zip(counts) {
            let root = (*count as f32).sqrt();
            mean.iter_mut().for_each(|value| *value /= root);
        }
        let first = rectified(&[(&self.d0, &means)]);
        let second = rectified(&[(&self.p1, &means), (&self.d1, &first)]);
        let third = rectified(&[(&self.d2, &second)]);
        let mut vectors = added(&[(&self.p3, &second), (&self.d3, &third)]);
        for vector in &mut vectors {
            vector.iter_mut().for_each(|value| *value = tanh(*value));
            let length = sum(vector, |value| value * value).sqrt();
            if length > 0.0 {
                vector.iter_mut().for_each(|value| *value /= length);
            }
        }
        vectors
    }
}

impl Dense {
    /// Adds weights · input, without the bias, to the row of `out` of each input.
    fn add_to(&self, inputs: &[Vec<f32>], out: &mut [Vec<f32>]) {
        let (width, outputs) = (self.layer.weights.width(), self.layer.weights.outputs());
        let mut rows = vec![0u8; 2 * inputs.len() * width];
        let sizes: Vec<f32> =
            inputs.iter().zip(rows.chunks_exact_mut(2 * width)).map(|(input, rows)| part(input, rows)).collect();
        let starts: Vec<usize> = (0..2 * inputs.len()).map(|row| row * width).collect();
        let mut sums = vec![0i32; starts.len() * outputs];
        self.layer.weights.products(&rows, &starts, &mut sums);
        for ((out, sums), size) in out.iter_mut().zip(sums.chunks_exact(2 * outputs)).zip(sizes) {
            let (high, low) = sums.split_at(outputs);
            let sums = high.iter().zip(low).zip(&self.weight_sums);
            let sums = sums.map(|((high, low), weights)| ((high - HIGH_ZERO * weights) << LOW_BITS) + low);
            for ((value, sum), (step, _)) in out.iter_mut().zip(sums).zip(self.layer.outputs()) {
                *value += sum as f32 * (size * step);
            }
        }
    }
}

/// Writes `input` as whole numbers of the returned size: their upper bits to the first half of `rows`, the others after.
fn part(input: &[f32], rows: &mut [u8]) -> f32 {
    let most = peak(input);
    let (size, inverse) = if most > 0.0 { (most / LIMIT, LIMIT / most) } else { (0.0, 0.0) };
    let (high, low) = rows.split_at_mut(input.len());
    for ((high, low), value) in high.iter_mut().zip(low).zip(input) {
        let number = whole(value * inverse);
        *high = ((number >> LOW_BITS) + HIGH_ZERO) as u8;
        *low = (number & ((1 << LOW_BITS) - 1)) as u8;
    }
    size
}

fn added(layers: &[(&Dense, &[Vec<f32>])]) -> Vec<Vec<f32>> {
    let (count, outputs) = layers.first().map_or((0, 0), |(dense, inputs)| (inputs.len(), dense.weight_sums.len()));
    let mut out = vec![vec![0f32; outputs]; count];
    for (dense, inputs) in layers {
        dense.add_to(inputs, &mut out);
    }
    out
}

fn rectified(layers: &[(&Dense, &[Vec<f32>])]) -> Vec<Vec<f32>> {
    let mut out = added(layers);
    out.iter_mut().flatten().for_each(|value| *value = positive(*value));
    out
}
