//! A layer of weights as whole numbers: the archive's weights are multiples of one step a layer, from -127 to 127.

use crate::error::LoadError;
use crate::kernel::{Rows, products};
use crate::math::{peak, whole};
use crate::npz::Archive;

/// The largest quantised input. With weights up to 127 and 1,280 of them a sum stays inside 32 bits.
pub const LIMIT: f32 = 8_191.0;

/// The largest weight.
const LARGEST: f32 = 127.0;
/// How far a weight may lie from a multiple of its step: the archive's were rounded once more when stored.
const TOLERANCE: f32 = 0.01;

/// Weights, one row for each output, with the step of each row and a bias.
#[derive(Default)]
pub struct Linear {
    width: usize,
    weights: Vec<i16>,
    steps: Vec<f32>,
    biases: Vec<f32>,
}

impl Linear {
    /// Reads the weights `name` (inputs × outputs in the file) and their bias, where there is one.
    pub fn read(archive: &Archive<'_>, name: &str, bias: Option<&str>) -> Result<Self, LoadError> {
        let wrong = |problem| LoadError::new(name, problem);
        let (shape, values) = archive.floats(name)?;
        let &[width, rows] = shape.as_slice() else { return Err(wrong("not a matrix")) };
        if width == 0 || width % 16 != 0 || width > 1_280 || rows % 2 == 1 {
            return Err(wrong("not of a size that the kernel takes"));
        }
        let step = peak(&values) / LARGEST;
        let mut weights = vec![0; width * rows];
        for (at, value) in values.iter().enumerate() {
            let steps = value / step;
            let nearest = whole(steps);
            if (steps - nearest as f32).abs() > TOLERANCE {
                return Err(wrong("a weight that is no whole number of steps"));
            }
            weights[at % rows * width + at / rows] = nearest as i16;
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

    /// Inputs.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Outputs.
    pub fn rows(&self) -> usize {
        self.steps.len()
    }

    /// Step and bias of each output.
    pub fn outputs(&self) -> impl Iterator<Item = (f32, f32)> {
        self.steps.iter().copied().zip(self.biases.iter().copied())
    }

    /// The sum of each output's weights.
    pub fn weight_sums(&self) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.width);
        rows.map(|row| row.iter().map(|&weight| i32::from(weight)).sum::<i32>() as f32).collect()
    }

    /// Exact sums of products for `count` inputs that begin `stride` apart.
    pub fn products(&self, input: &[i16], stride: usize, count: usize) -> Vec<i32> {
        let mut out = vec![0; count * self.rows()];
        products(&Rows { values: input, stride, count, width: self.width }, &self.weights, &mut out);
        out
    }

    /// The layer on one vector: adds weights · input, without the bias, to `out`.
    pub fn add_to(&self, input: &[f32], out: &mut [f32]) {
        let mut whole_input = vec![0; input.len()];
        let size = quantise(input, peak(input), &mut whole_input);
        for ((value, sum), step) in out.iter_mut().zip(self.products(&whole_input, self.width, 1)).zip(&self.steps) {
            *value += sum as f32 * (size * step);
        }
    }
}

/// Writes `values` as whole numbers of the returned size, so that `most` becomes [`LIMIT`].
pub fn quantise(values: &[f32], most: f32, out: &mut [i16]) -> f32 {
    let (size, inverse) = if most > 0.0 { (most / LIMIT, LIMIT / most) } else { (0.0, 0.0) };
    for (number, value) in out.iter_mut().zip(values) {
        *number = whole(value * inverse) as i16;
    }
    size
}
