//! A layer of weights as whole numbers: the archive's weights are multiples of one step a layer, from -127 to 127.

use crate::error::LoadError;
use crate::math::{peak, whole};
use crate::npz::Archive;
use crate::packed::Packed;

/// The largest weight.
const LARGEST: f32 = 127.0;
/// How far a weight may lie from a multiple of its step: the archive's were rounded once more when stored.
const TOLERANCE: f32 = 0.01;

/// Weights as they are read, one row for each output, with the step of each row and a bias.
#[derive(Default)]
pub struct Matrix {
    width: usize,
    weights: Vec<i8>,
    steps: Vec<f32>,
    biases: Vec<f32>,
}

/// What is read is ready for the kernel.
pub struct Linear {
    /// The weights.
    pub weights: Packed,
    steps: Vec<f32>,
    biases: Vec<f32>,
}

impl Matrix {
    /// Reads the weights `name` (inputs × outputs in the file, of this size) and their bias, where there is one.
    pub fn read(
        archive: &Archive<'_>,
        name: &str,
        bias: Option<&str>,
        (width, rows): (usize, usize),
    ) -> Result<Self, LoadError> {
        let wrong = |problem| LoadError::new(name, problem);
        let (shape, values) = archive.floats(name)?;
        if shape != [width, rows] || values.len() != width * rows {
            return Err(wrong("not of the network's size"));
        }
        let step = peak(&values) / LARGEST;
        let mut weights = vec![0; width * rows];
        for (at, value) in values.iter().enumerate() {
            let steps = value / step;
            let nearest = whole(steps);
            if (steps - nearest as f32).abs() > TOLERANCE {
                return Err(wrong("a weight that is no whole number of steps"));
            }
            weights[at % rows * width + at / rows] = nearest as i8;
        }
        let biases = match bias {
            Some(bias) => archive.floats(bias)?.1,
            None => vec![0.0; rows],
        };
        if biases.len() != rows {
            return Err(wrong("not one bias for each output"));
        }
        Ok(Self { width, weights, steps: vec![step; rows], biases })
    }

    /// Puts the outputs of `other`, which has the same inputs, behind its own.
    pub fn append(&mut self, other: Self) {
        self.width = other.width;
        self.weights.extend(other.weights);
        self.steps.extend(other.steps);
        self.biases.extend(other.biases);
    }

    /// Parts the inputs into `parts` of equal width: the outputs for the first part come first, then those for the second.
    /// Biases stay with the outputs of the first.
    pub fn part(self, parts: usize) -> Self {
        let (width, rows) = (self.width / parts, self.steps.len());
        let row = |at: usize| &self.weights[at % rows * self.width + at / rows * width..][..width];
        let weights = (0..parts * rows).flat_map(row).copied().collect();
        let mut biases = self.biases;
        biases.resize(parts * rows, 0.0);
        Self { width, weights, steps: self.steps.repeat(parts), biases }
    }

    /// Packs the weights for inputs up to `most` that stand for numbers `zero` lower.
    pub fn pack(self, most: u8, zero: u8) -> Result<Linear, LoadError> {
        let weights = Packed::new(&self.weights, self.width, most, zero)
            .ok_or_else(|| LoadError::new("weights", "not what the kernel takes: their size, or too large"))?;
        Ok(Linear { weights, steps: self.steps, biases: self.biases })
    }
}

impl Linear {
    /// Step and bias of each output.
    pub fn outputs(&self) -> impl Iterator<Item = (f32, f32)> {
        self.steps.iter().copied().zip(self.biases.iter().copied())
    }
}
