//! Layer normalisation: to mean 0 and deviation 1, then a gain and a bias for each column.

use crate::error::LoadError;
use crate::math::mean_and_scale;
use crate::npz::Archive;

/// Gains and biases.
pub struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// Reads pairs of arrays with gains and biases, which stand side by side and have `width` columns together.
    pub fn read(archive: &Archive<'_>, names: &[(String, String)], width: usize) -> Result<Self, LoadError> {
        let mut norm = Self { gain: Vec::new(), bias: Vec::new(), epsilon: archive.double("eps")? as f32 };
        for (gain, bias) in names {
            norm.gain.extend(archive.floats(gain)?.1);
            norm.bias.extend(archive.floats(bias)?.1);
        }
        if norm.gain.len() != width || norm.bias.len() != width {
            return Err(LoadError::new("ln_g", "not one gain and bias for each column"));
        }
        Ok(norm)
    }

    /// Normalises one row.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        let (mean, scale) = mean_and_scale(row, self.epsilon);
        for ((value, gain), bias) in row.iter_mut().zip(&self.gain).zip(&self.bias) {
            *value = (*value - mean) * scale * gain + bias;
        }
    }

    /// Adds a row to a sum of rows after normalisation; gain and bias come at the end.
    #[inline(always)]
    pub fn add(&self, row: &[f32], pooled: &mut [f32]) {
        let (mean, scale) = mean_and_scale(row, self.epsilon);
        for (total, value) in pooled.iter_mut().zip(row) {
            *total += (value - mean) * scale;
        }
    }

    /// Gain and bias of a sum of `count` rows.
    pub fn finish(&self, pooled: &mut [f32], count: f32) {
        for ((total, gain), bias) in pooled.iter_mut().zip(&self.gain).zip(&self.bias) {
            *total = *total * gain + bias * count;
        }
    }
}
