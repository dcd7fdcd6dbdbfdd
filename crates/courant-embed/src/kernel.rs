//! The one loop that nearly all the time goes into: products of whole-number rows.
//!
//! All sums are exact in 32 bits, so their order does not matter and every processor gives the same bits.

/// Input rows that meet two rows of weights at a time, so that each value read is used more than once.
const TILE: usize = 4;

/// Where the input rows lie: `count` of them, `stride` values apart, each `width` long. They may overlap, as the windows
/// of a convolution do.
pub struct Rows<'a> {
    /// The values.
    pub values: &'a [i16],
    /// From the start of one row to the next.
    pub stride: usize,
    /// Rows.
    pub count: usize,
    /// Values in a row, and in a row of weights.
    pub width: usize,
}

/// Dot products of every input row with every weight row, in order of the inputs.
pub fn products(input: &Rows<'_>, weights: &[i16], out: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return x86::products(input, weights, out);
    }
    tiles(input, weights, out, sums, sums);
}

/// Cuts the work into tiles of four inputs or, for the rest, one.
#[inline(always)]
fn tiles(
    input: &Rows<'_>,
    weights: &[i16],
    out: &mut [i32],
    many: impl Fn([&[i16]; TILE], [&[i16]; 2]) -> [[i32; 2]; TILE],
    single: impl Fn([&[i16]; 1], [&[i16]; 2]) -> [[i32; 2]; 1],
) {
    let rows = weights.len() / input.width;
    let row = |at: usize| &input.values[at * input.stride..][..input.width];
    for (pair, two) in weights.chunks_exact(2 * input.width).enumerate() {
        let two = <[&[i16]; 2]>::from(two.split_at(input.width));
        let mut put = |at: usize, sums: [i32; 2]| out[at * rows + 2 * pair..][..2].copy_from_slice(&sums);
        let whole = input.count - input.count % TILE;
        for at in (0..whole).step_by(TILE) {
            let tile = many(std::array::from_fn(|next| row(at + next)), two);
            tile.into_iter().enumerate().for_each(|(next, sums)| put(at + next, sums));
        }
        for at in whole..input.count {
            put(at, single([row(at)], two)[0]);
        }
    }
}

/// The plain definition; also what a processor without wide registers of a known kind runs.
fn sums<const N: usize>(inputs: [&[i16]; N], weights: [&[i16]; 2]) -> [[i32; 2]; N] {
    // No sum overflows (see `linear::LIMIT`); wrapping only keeps the checks of a debug build out of the loop.
    let product = |(&a, &b): (&i16, &i16)| i32::from(a).wrapping_mul(i32::from(b));
    let one = |a: &[i16], b: &[i16]| a.iter().zip(b).map(product).fold(0, i32::wrapping_add);
    inputs.map(|input| weights.map(|row| one(input, row)))
}

/// The same sums, sixteen products to an instruction.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "wide loads and the call that needs a detected feature; both are checked here")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
    };

    use super::{Rows, tiles};

    /// Values in a register.
    const LANES: usize = 16;

    pub fn products(input: &Rows<'_>, weights: &[i16], out: &mut [i32]) {
        assert!(std::arch::is_x86_feature_detected!("avx2") && input.width.is_multiple_of(LANES));
        // SAFETY: the processor has the feature that `wide` is compiled for.
        unsafe { wide(input, weights, out) }
    }

    #[target_feature(enable = "avx2")]
    fn wide(input: &Rows<'_>, weights: &[i16], out: &mut [i32]) {
        tiles(input, weights, out, |a, b| sums(a, b), |a, b| sums(a, b));
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn sums<const N: usize>(inputs: [&[i16]; N], weights: [&[i16]; 2]) -> [[i32; 2]; N] {
        let mut totals = [[_mm256_setzero_si256(); 2]; N];
        let (inputs, weights) = (inputs.map(|row| row.as_chunks().0), weights.map(|row| row.as_chunks().0));
        let count = weights[0].len();
        let (inputs, weights) = (inputs.map(|row| &row[..count]), weights.map(|row| &row[..count]));
        for at in 0..count {
            let pair = [load(&weights[0][at]), load(&weights[1][at])];
            for next in 0..N {
                let input = load(&inputs[next][at]);
                totals[next][0] = _mm256_add_epi32(totals[next][0], _mm256_madd_epi16(input, pair[0]));
                totals[next][1] = _mm256_add_epi32(totals[next][1], _mm256_madd_epi16(input, pair[1]));
            }
        }
        let mut out = [[0; 2]; N];
        for next in 0..N {
            out[next] = [total(totals[next][0]), total(totals[next][1])];
        }
        out
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(values: &[i16; LANES]) -> __m256i {
        // SAFETY: the array is as long as the register, and the load needs no alignment.
        unsafe { _mm256_loadu_si256(values.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn total(register: __m256i) -> i32 {
        let mut lanes = [0i32; LANES / 2];
        // SAFETY: the array is as long as the register, and the store needs no alignment.
        unsafe { _mm256_storeu_si256(lanes.as_mut_ptr().cast(), register) }
        lanes.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_plain_definition() {
        let mut state = 1u32;
        let mut next = |limit: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 8) as i32 % (2 * limit + 1) - limit) as i16
        };
        for (count, stride, width, rows) in [(1, 512, 512, 4), (7, 256, 768, 6), (4, 256, 1280, 2), (0, 16, 16, 2)] {
            let values: Vec<i16> = (0..stride * count + width).map(|_| next(8_191)).collect();
            let weights: Vec<i16> = (0..rows * width).map(|_| next(127)).collect();
            let input = Rows { values: &values, stride, count, width };
            let (mut fast, mut plain) = (vec![0; count * rows], vec![0; count * rows]);
            products(&input, &weights, &mut fast);
            tiles(&input, &weights, &mut plain, sums, sums);
            let exact = |row: usize, r: usize| -> i64 {
                (0..width).map(|i| i64::from(values[row * stride + i]) * i64::from(weights[r * width + i])).sum()
            };
            for at in 0..count * rows {
                let expected = exact(at / rows, at % rows);
                assert_eq!((i64::from(fast[at]), i64::from(plain[at])), (expected, expected));
            }
        }
    }

    #[test]
    fn the_largest_values_do_not_overflow() {
        let (values, weights) = (vec![8_191i16; 1_280], vec![-127i16; 2 * 1_280]);
        let mut out = vec![0; 2];
        products(&Rows { values: &values, stride: 1_280, count: 1, width: 1_280 }, &weights, &mut out);
        assert_eq!(out, [-127 * 8_191 * 1_280; 2]);
    }
}
