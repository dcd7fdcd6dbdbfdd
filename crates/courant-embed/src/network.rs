//! The network: Universal Sentence Encoder, multilingual, version 3 (Yang et al., 2019), the convolutional one.
//!
//! Each token's embedding is projected three times, for windows of 2, 3 and 5 tokens; two residual convolutions follow
//! for each; all is normalised and summed over the tokens, divided by the root of their number, and goes through a
//! small residual head.

use crate::convolution::{CHANNELS, Convolution, Scratch};
use crate::error::LoadError;
use crate::head::Head;
use crate::kernel::widely;
use crate::linear::{Linear, Matrix};
use crate::math::mean_and_scale;
use crate::npz::Archive;
use crate::table::{CODES, Table, WIDTH};

/// Tokens in each window, and how many of them lie before the token itself.
const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Width of the three convolutions side by side.
const CONVOLVED: usize = ORDERS.len() * CHANNELS;
/// Width of what is summed over the tokens.
const FEATURES: usize = WIDTH + CONVOLVED;
/// The size of one unit of the first and the second convolutions' inputs; see docs/MEASUREMENTS.md.
const SIZES: [f32; 2] = [0.08, 0.12];

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

/// Every weight of the network.
pub struct Network {
    table: Table,
    projection: Linear,
    projection_sums: Vec<f32>,
    projection_norm: Norm,
    convolutions: Vec<[Convolution; 2]>,
    features_norm: Norm,
    head: Head,
}

/// Tokens of all texts, one after the other, as rows of the table.
struct Codes {
    values: Vec<u8>,
    /// Scale and low end of each row.
    ranges: Vec<(f32, f32)>,
}

impl Network {
    /// Reads the weights from the archive.
    pub fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        let epsilon = archive.double("eps")? as f32;
        let mut projection = Matrix::default();
        let mut projection_norm = Norm { gain: Vec::new(), bias: Vec::new(), epsilon };
        let mut convolutions = Vec::new();
        for (order, left) in ORDERS {
            let name = |part: &str| format!("{part}{order}");
            projection.append(Matrix::read(archive, &name("proj"), Some(&name("proj_b")), (WIDTH, CHANNELS))?);
            projection_norm.gain.extend(archive.floats(&name("ln_g"))?.1);
            projection_norm.bias.extend(archive.floats(&name("ln_b"))?.1);
            let layer = |w: &str, b: &str, size| Convolution::read(archive, (&name(w), &name(b)), (order, left), size);
            convolutions.push([layer("w1_", "b1_", SIZES[0])?, layer("w2_", "b2_", SIZES[1])?]);
        }
        let features_norm = Norm { gain: archive.floats("ln_g")?.1, bias: archive.floats("ln_b")?.1, epsilon };
        let sizes = [(&projection_norm, CONVOLVED), (&features_norm, FEATURES)];
        if sizes.iter().any(|(norm, size)| norm.gain.len() != *size || norm.bias.len() != *size) {
            return Err(LoadError::new("ln_g", "not one gain and bias for each column"));
        }
        let projection = projection.pack(CODES - 1, 0)?;
        let projection_sums = projection.weights.weight_sums().map(|sum| sum as f32).collect();
        let (table, head) = (Table::read(archive)?, Head::read(archive, FEATURES)?);
        Ok(Self { table, projection, projection_sums, projection_norm, convolutions, features_norm, head })
    }

    /// Tokens that have a row in the embedding table.
    pub fn tokens(&self) -> usize {
        self.table.len()
    }

    /// The vectors for sequences of tokens, of unit length. Each is the same whatever the others are.
    pub fn vectors(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        let codes = self.codes(texts);
        let mut rows = self.project(&codes);
        let mut scratch = Scratch::default();
        for (at, layers) in self.convolutions.iter().enumerate() {
            for layer in layers {
                widely(|| layer.apply(&mut rows, (CONVOLVED, at * CHANNELS), &lengths, &mut scratch));
            }
        }
        self.head.apply(&self.pool(&codes, &rows, &lengths), &lengths)
    }

    fn codes(&self, texts: &[Vec<u32>]) -> Codes {
        let count = texts.iter().map(Vec::len).sum::<usize>();
        let mut codes = Codes { values: vec![0; count * WIDTH], ranges: Vec::with_capacity(count) };
        for (&token, row) in texts.iter().flatten().zip(codes.values.as_chunks_mut().0) {
            codes.ranges.push(self.table.row(token, row));
        }
        codes
    }

    /// The normalised projections.
    fn project(&self, codes: &Codes) -> Vec<f32> {
        let starts: Vec<usize> = (0..codes.ranges.len()).map(|row| row * WIDTH).collect();
        let mut sums = vec![0i32; starts.len() * CONVOLVED];
        self.projection.weights.products(&codes.values, &starts, &mut sums);
        let mut projected = vec![0f32; sums.len()];
        widely(|| {
            let rows = projected.chunks_exact_mut(CONVOLVED).zip(sums.chunks_exact(CONVOLVED));
            for ((out, sums), &(scale, low)) in rows.zip(&codes.ranges) {
                let outputs = self.projection.outputs().zip(&self.projection_sums);
                for ((value, &sum), ((step, bias), &weights)) in out.iter_mut().zip(sums).zip(outputs) {
                    *value = (sum as f32 * scale + low * weights) * step + bias;
                }
                self.projection_norm.apply(out);
            }
        });
        projected
    }

    /// For each text the sum over its tokens of embedding and convolutions, normalised.
    fn pool(&self, codes: &Codes, convolved: &[f32], lengths: &[usize]) -> Vec<Vec<f32>> {
        let mut row = [0f32; FEATURES];
        let tokens = codes.values.as_chunks::<WIDTH>().0.iter().zip(&codes.ranges);
        let mut tokens = tokens.zip(convolved.chunks_exact(CONVOLVED));
        let text = |length: &usize| {
            let mut pooled = vec![0f32; FEATURES];
            widely(|| {
                for ((codes, (scale, low)), convolved) in tokens.by_ref().take(*length) {
                    let (embedded, rest) = row.split_at_mut(WIDTH);
                    embedded.iter_mut().zip(codes).for_each(|(value, &code)| *value = f32::from(code) * scale + low);
                    rest.copy_from_slice(convolved);
                    self.features_norm.add(&row, &mut pooled);
                }
                self.features_norm.finish(&mut pooled, *length as f32);
            });
            pooled
        };
        lengths.iter().map(text).collect()
    }
}

impl Norm {
    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        let (mean, scale) = mean_and_scale(row, self.epsilon);
        for ((value, gain), bias) in row.iter_mut().zip(&self.gain).zip(&self.bias) {
            *value = (*value - mean) * scale * gain + bias;
        }
    }

    /// Adds a row to a sum of rows after normalisation; gain and bias come at the end.
    #[inline(always)]
    fn add(&self, row: &[f32], pooled: &mut [f32]) {
        let (mean, scale) = mean_and_scale(row, self.epsilon);
        for (total, value) in pooled.iter_mut().zip(row) {
            *total += (value - mean) * scale;
        }
    }

    /// Gain and bias of a sum of `count` rows.
    fn finish(&self, pooled: &mut [f32], count: f32) {
        for ((total, gain), bias) in pooled.iter_mut().zip(&self.gain).zip(&self.bias) {
            *total = *total * gain + bias * count;
        }
    }
}
