//! The network: Universal Sentence Encoder, multilingual, version 3 (Yang et al., 2019), the convolutional one.
//!
//! Each token's embedding is projected three times, for windows of 2, 3 and 5 tokens; two residual convolutions follow
//! for each; all is normalised and summed over the tokens, divided by the root of their number, and goes through a
//! small residual head.

use crate::error::LoadError;
use crate::linear::{Linear, quantise};
use crate::math::{mean_and_scale, peak, sum, tanh};
use crate::npz::Archive;
use crate::table::{Table, WIDTH};

/// Width of a convolution.
const CHANNELS: usize = 256;
/// Tokens in each window, and how many of them lie before the token itself.
const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Width of the three convolutions side by side.
const CONVOLVED: usize = ORDERS.len() * CHANNELS;
/// Width of what is summed over the tokens.
const FEATURES: usize = WIDTH + CONVOLVED;

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

struct Head {
    pooled: Linear,
    d0: Linear,
    d1: Linear,
    d2: Linear,
    d3: Linear,
    p1: Linear,
    p3: Linear,
}

/// Every weight of the network.
pub struct Network {
    table: Table,
    projection: Linear,
    projection_sums: Vec<f32>,
    projection_norm: Norm,
    convolutions: Vec<[Linear; 2]>,
    features_norm: Norm,
    head: Head,
}

impl Network {
    /// Reads the weights from the archive.
    pub fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        let epsilon = archive.double("eps")? as f32;
        let mut projection = Linear::default();
        let mut projection_norm = Norm { gain: Vec::new(), bias: Vec::new(), epsilon };
        let mut convolutions = Vec::new();
        for (order, _) in ORDERS {
            let name = |part: &str| format!("{part}{order}");
            projection.append(sized(archive, &name("proj"), Some(&name("proj_b")), WIDTH, CHANNELS)?);
            projection_norm.gain.extend(archive.floats(&name("ln_g"))?.1);
            projection_norm.bias.extend(archive.floats(&name("ln_b"))?.1);
            let layer = |w: &str, b: &str| sized(archive, &name(w), Some(&name(b)), order * CHANNELS, CHANNELS);
            convolutions.push([layer("w1_", "b1_")?, layer("w2_", "b2_")?]);
        }
        let features_norm = Norm { gain: archive.floats("ln_g")?.1, bias: archive.floats("ln_b")?.1, epsilon };
        let sizes = [(&projection_norm, CONVOLVED), (&features_norm, FEATURES)];
        if sizes.iter().any(|(norm, size)| norm.gain.len() != *size || norm.bias.len() != *size) {
            return Err(LoadError::new("ln_g", "not one gain and bias for each column"));
        }
        let projection_sums = projection.weight_sums();
        let (table, head) = (Table::read(archive)?, Head::read(archive)?);
        Ok(Self { table, projection, projection_sums, projection_norm, convolutions, features_norm, head })
    }

    /// Tokens that have a row in the embedding table.
    pub fn tokens(&self) -> usize {
        self.table.len()
    }

    /// The vector for a sequence of tokens, of unit length.
    pub fn vector(&self, tokens: &[u32]) -> Vec<f32> {
        let mut features = vec![0f32; tokens.len() * FEATURES];
        let projected = self.project(tokens, &mut features);
        for (at, (&(order, left), layers)) in ORDERS.iter().zip(&self.convolutions).enumerate() {
            let mut values = column(&projected, CONVOLVED, at);
            for layer in layers {
                values = convolve(&values, layer, order, left);
            }
            let from = WIDTH + at * CHANNELS;
            for (row, convolved) in features.chunks_exact_mut(FEATURES).zip(values.chunks_exact(CHANNELS)) {
                row[from..from + CHANNELS].copy_from_slice(convolved);
            }
        }
        self.head.apply(&self.features_norm.pool(&features), tokens.len() as f32)
    }

    /// Embeds the tokens into the first columns of `features`; returns the normalised projections.
    fn project(&self, tokens: &[u32], features: &mut [f32]) -> Vec<f32> {
        let mut codes = vec![0i16; tokens.len() * WIDTH];
        let mut ranges = Vec::with_capacity(tokens.len());
        let mut row = [0u8; WIDTH];
        for (at, &token) in tokens.iter().enumerate() {
            let (scale, low) = self.table.row(token, &mut row);
            let places = codes[at * WIDTH..][..WIDTH].iter_mut().zip(&mut features[at * FEATURES..][..WIDTH]);
            for ((number, feature), &code) in places.zip(&row) {
                *number = i16::from(code);
                *feature = f32::from(code) * scale + low;
            }
            ranges.push((scale, low));
        }
        let sums = self.projection.products(&codes, WIDTH, tokens.len());
        let mut projected = vec![0f32; sums.len()];
        let rows = projected.chunks_exact_mut(CONVOLVED).zip(sums.chunks_exact(CONVOLVED));
        for ((out, sums), &(scale, low)) in rows.zip(&ranges) {
            let outputs = self.projection.outputs().zip(&self.projection_sums);
            for ((value, &sum), ((step, bias), &weights)) in out.iter_mut().zip(sums).zip(outputs) {
                *value = (sum as f32 * scale + low * weights) * step + bias;
            }
            self.projection_norm.apply(out);
        }
        projected
    }
}

impl Norm {
    fn apply(&self, row: &mut [f32]) {
        let (mean, scale) = mean_and_scale(row, self.epsilon);
        for ((value, gain), bias) in row.iter_mut().zip(&self.gain).zip(&self.bias) {
            *value = (*value - mean) * scale * gain + bias;
        }
    }

    /// The sum of all rows after normalisation.
    fn pool(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.gain.len();
        let mut pooled = vec![0f32; width];
        for row in rows.chunks_exact(width) {
            let (mean, scale) = mean_and_scale(row, self.epsilon);
            for (total, value) in pooled.iter_mut().zip(row) {
                *total += (value - mean) * scale;
            }
        }
        let count = (rows.len() / width) as f32;
        for ((total, gain), bias) in pooled.iter_mut().zip(&self.gain).zip(&self.bias) {
            *total = *total * gain + bias * count;
        }
        pooled
    }
}

impl Head {
    fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        Ok(Self {
            pooled: sized(archive, "cnn_W", Some("cnn_b"), FEATURES, WIDTH)?,
            d0: sized(archive, "d0", None, WIDTH, 320)?,
            d1: sized(archive, "d1", None, 320, 320)?,
            d2: sized(archive, "d2", None, 320, 512)?,
            d3: sized(archive, "d3", None, 512, WIDTH)?,
            p1: sized(archive, "p1", None, WIDTH, 320)?,
            p3: sized(archive, "p3", None, 320, WIDTH)?,
        })
    }

    fn apply(&self, pooled: &[f32], count: f32) -> Vec<f32> {
        let mut mean: Vec<f32> = self.pooled.outputs().map(|(_, bias)| bias * count).collect();
        self.pooled.add_to(pooled, &mut mean);
        let root = count.sqrt();
        mean.iter_mut().for_each(|value| *value /= root);
        let first = rectified(&[(&self.d0, &mean)]);
        let second = rectified(&[(&self.p1, &mean), (&self.d1, &first)]);
        let third = rectified(&[(&self.d2, &second)]);
        let mut vector = added(&[(&self.p3, &second), (&self.d3, &third)]);
        vector.iter_mut().for_each(|value| *value = tanh(*value));
        let length = sum(&vector, |value| value * value).sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|value| *value /= length);
        }
        vector
    }
}

fn sized(
    archive: &Archive<'_>,
    name: &str,
    bias: Option<&str>,
    width: usize,
    rows: usize,
) -> Result<Linear, LoadError> {
    let layer = Linear::read(archive, name, bias)?;
    if layer.width() != width || layer.rows() != rows {
        return Err(LoadError::new(name, "not of the network's size"));
    }
    Ok(layer)
}

fn added(layers: &[(&Linear, &[f32])]) -> Vec<f32> {
    let mut out = vec![0f32; layers.first().map_or(0, |(layer, _)| layer.rows())];
    for (layer, input) in layers {
        layer.add_to(input, &mut out);
    }
    out
}

fn rectified(layers: &[(&Linear, &[f32])]) -> Vec<f32> {
    let mut out = added(layers);
    out.iter_mut().for_each(|value| *value = positive(*value));
    out
}

/// `max(value, 0)`, never a negative zero.
fn positive(value: f32) -> f32 {
    if value > 0.0 { value } else { 0.0 }
}

/// The slice of [`CHANNELS`] columns number `at` from rows of `width`.
fn column(rows: &[f32], width: usize, at: usize) -> Vec<f32> {
    rows.chunks_exact(width).flat_map(|row| &row[at * CHANNELS..][..CHANNELS]).copied().collect()
}

/// ReLU(weights · window + bias) + input, for a window of `order` tokens with `left` before; zeros lie outside.
fn convolve(values: &[f32], layer: &Linear, order: usize, left: usize) -> Vec<f32> {
    let count = values.len() / CHANNELS;
    let mut input = vec![0i16; (count + order - 1) * CHANNELS];
    let size = quantise(values, peak(values), &mut input[left * CHANNELS..]);
    let sums = layer.products(&input, CHANNELS, count);
    let mut out = vec![0f32; values.len()];
    let rows = out.chunks_exact_mut(CHANNELS).zip(sums.chunks_exact(CHANNELS)).zip(values.chunks_exact(CHANNELS));
    for ((out, sums), before) in rows {
        for (((value, &sum), before), (step, bias)) in out.iter_mut().zip(sums).zip(before).zip(layer.outputs()) {
            *value = positive(sum as f32 * (size * step) + bias) + before;
        }
    }
    out
}
