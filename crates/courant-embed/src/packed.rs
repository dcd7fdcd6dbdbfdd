//! Weights in the order in which the kernel meets them, one byte each, with proof that its narrow sums are exact.
//!
//! A panel holds sixteen outputs; for each step of four inputs it has each output's four weights side by side. Panels are
//! read front to back once for all rows of inputs, so that one panel (8 to 20 kB) stays in the nearest cache.

use crate::kernel::{self, Panel, Rows, SIDE, STEP, Weights};

/// Weights of one layer.
#[derive(Default)]
pub struct Packed {
    /// Inputs.
    width: usize,
    weights: Vec<Weights>,
    panels: Vec<About>,
}

/// What is known of one panel.
struct About {
    group: usize,
    first: [i32; SIDE],
    sums: [i32; SIDE],
}

impl Packed {
    /// Packs weights that lie row by row, one row for each output. Inputs will be bytes up to `most` that stand for numbers
    /// `zero` lower: the sums are those of these numbers.
    ///
    /// `None` where the sizes are not multiples of a panel's, or the inputs too large for exact sums.
    pub fn new(rows: &[i8], width: usize, most: u8, zero: u8) -> Option<Self> {
        if width == 0 || !width.is_multiple_of(STEP * 8) || !rows.len().is_multiple_of(width * SIDE) {
            return None;
        }
        let (mut weights, mut panels) = (Vec::with_capacity(rows.len() / (SIDE * STEP)), Vec::new());
        for panel in rows.chunks_exact(width * SIDE) {
            let packed = weights.len();
            weights.extend((0..width / STEP).map(|step| -> Weights {
                std::array::from_fn(|at| panel[at / STEP * width + step * STEP + at % STEP])
            }));
            let group = largest_group(&weights[packed..], most)?;
            let sum = |output: usize| panel[output * width..][..width].iter().map(|&weight| i32::from(weight)).sum();
            let sums: [i32; SIDE] = std::array::from_fn(sum);
            panels.push(About { group, first: sums.map(|sum| -sum * i32::from(zero)), sums });
        }
        Some(Self { width, weights, panels })
    }

    /// Inputs.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Outputs.
    pub fn outputs(&self) -> usize {
        self.panels.len() * SIDE
    }

    /// The sum of each output's weights.
    pub fn weight_sums(&self) -> impl Iterator<Item = i32> {
        self.panels.iter().flat_map(|panel| panel.sums)
    }

    /// Sums of products for the rows of `values` that begin at `starts`, one row of outputs after the other.
    pub fn products(&self, values: &[u8], starts: &[usize], out: &mut [i32]) {
        let rows = Rows { values, starts };
        let width = self.outputs();
        let weights = self.weights.chunks_exact(self.width / STEP);
        for (at, (weights, About { group, first, .. })) in weights.zip(&self.panels).enumerate() {
            kernel::sums(&Panel { weights, group: *group, first }, &rows, out, width, at * SIDE);
        }
    }

    /// Adds `number` times the weights of input `input` to one row of outputs.
    #[inline(always)]
    pub fn add_input(&self, input: usize, number: i32, out: &mut [i32]) {
        let (step, shift) = (input / STEP, 24 - 8 * (input % STEP) as u32);
        let weights = self.weights.iter().skip(step).step_by(self.width / STEP);
        for (weights, out) in weights.zip(out.as_chunks_mut::<SIDE>().0) {
            for (out, four) in out.iter_mut().zip(weights.as_chunks::<STEP>().0) {
                *out += (i32::from_le_bytes(four.map(|weight| weight as u8)) << shift >> 24) * number;
            }
        }
    }
}

/// The most steps (a power of two, at most 8) whose products with inputs up to `most` fit 16 bits in every lane. A lane
/// adds the first two inputs of each step, its neighbour the other two; the worst is all inputs of one sign of weights at
/// their most and the others 0.
fn largest_group(panel: &[Weights], most: u8) -> Option<usize> {
    let fits = |group: &usize| {
        panel.chunks(*group).all(|steps| {
            (0..SIDE * STEP).step_by(2).all(|lane| {
                let weights = steps.iter().flat_map(|step| &step[lane..lane + 2]);
                let (mut above, mut below) = (0i32, 0i32);
                for &weight in weights {
                    above += i32::from(weight).max(0);
                    below += i32::from(weight).min(0);
                }
                above.max(-below) * i32::from(most) <= i32::from(i16::MAX)
            })
        })
    };
    [8, 4, 2, 1].into_iter().find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_inputs_and_weights_give_exact_sums() {
        // Every lane at its bound: as many steps are added in 16 bits as just fit.
        for (most, weight, group) in
            [(63u8, 32i8, 8), (127, 127, 1), (127, -127, 1), (127, 64, 2), (128, 64, 1), (255, -64, 1)]
        {
            let packed = Packed::new(&[weight; 64 * 32], 64, most, 0).unwrap_or_default();
            assert!(packed.panels.iter().all(|panel| panel.group == group), "{most} {weight}");
            let mut out = [0; 3 * 32];
            packed.products(&[most; 3 * 64], &[0, 64, 128], &mut out);
            assert_eq!(out, [i32::from(most) * i32::from(weight) * 64; 3 * 32], "{most} {weight}");
        }
        assert!(Packed::new(&[127; 64 * 32], 64, 255, 0).is_none(), "two products alone do not fit");
        assert!(Packed::new(&[1; 64 * 24], 64, 1, 0).is_none() && Packed::new(&[1; 60 * 32], 60, 1, 0).is_none());
    }

    #[test]
    fn products_are_those_of_the_numbers_that_the_bytes_stand_for() {
        let weights: Vec<i8> = (0..48 * 64).map(|at| (at * 37 % 61 - 30) as i8).collect();
        let values: Vec<u8> = (0..96).map(|at| (at * 29 % 129) as u8).collect();
        let exact = |start: usize, output: usize| -> i32 {
            let row = &weights[output * 64..][..64];
            row.iter().zip(&values[start..]).map(|(&weight, &value)| i32::from(weight) * (i32::from(value) - 64)).sum()
        };
        let packed = Packed::new(&weights, 64, 128, 64).unwrap_or_default();
        let mut out = [0; 2 * 48];
        packed.products(&values, &[32, 0], &mut out);
        assert_eq!(out.to_vec(), (0..96).map(|at| exact([32, 0][at / 48], at % 48)).collect::<Vec<_>>());
        let sums: Vec<i32> = weights.chunks(64).map(|row| row.iter().map(|&weight| i32::from(weight)).sum()).collect();
        assert_eq!(packed.weight_sums().collect::<Vec<_>>(), sums);
        for input in [0, 1, 2, 3, 37, 63] {
            let mut out = [5; 48];
            packed.add_input(input, -300, &mut out);
            assert_eq!(out.to_vec(), weights.chunks(64).map(|row| 5 - 300 * i32::from(row[input])).collect::<Vec<_>>());
        }
    }
}
