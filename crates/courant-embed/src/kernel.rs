//! The one loop that nearly all the time goes into: products of unsigned bytes and signed ones, summed.
//!
//! All sums are exact, so their order does not matter and every processor gives the same bits. Processors with AVX2
//! multiply 32 pairs of bytes at once and add neighbours in 16 bits; `packed` sees to it that these never overflow, and
//! says after how many steps they are carried over into 32.

/// Outputs that are reckoned side by side: two registers of eight.
pub const SIDE: usize = 16;
/// Inputs that are taken in one step.
pub const STEP: usize = 4;
/// Rows of inputs that meet the same weights while these are at hand.
const TILE: usize = 4;

/// The weights of [`SIDE`] outputs for [`STEP`] inputs: the first output's four, then the second's.
pub type Weights = [i8; SIDE * STEP];

/// Weights of [`SIDE`] outputs: one element for each step.
pub struct Panel<'a> {
    /// The weights.
    pub weights: &'a [Weights],
    /// Steps whose sums fit 16 bits: 1, 2, 4 or 8.
    pub group: usize,
    /// What the sums start from.
    pub first: &'a [i32; SIDE],
}

/// Where the rows of inputs lie: each begins at one of `starts`. They may overlap, as a convolution's windows do.
pub struct Rows<'a> {
    /// The inputs.
    pub values: &'a [u8],
    /// Where each row begins.
    pub starts: &'a [usize],
}

/// Sums for every row: those of row `at` are written to `out[at * width + from..]`, [`SIDE`] of them.
pub fn sums(panel: &Panel<'_>, rows: &Rows<'_>, out: &mut [i32], width: usize, from: usize) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return x86::sums(panel, rows, out, width, from);
    }
    plain(panel, rows, out, width, from);
}

/// The plain definition; also what a processor without wide registers of a known kind runs.
fn plain(panel: &Panel<'_>, rows: &Rows<'_>, out: &mut [i32], width: usize, from: usize) {
    for (at, &start) in rows.starts.iter().enumerate() {
        let mut totals = *panel.first;
        let row = rows.values[start..].as_chunks::<STEP>().0;
        for (inputs, weights) in row.iter().zip(panel.weights) {
            for (total, four) in totals.iter_mut().zip(weights.as_chunks::<STEP>().0) {
                *total += inputs.iter().zip(four).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
            }
        }
        out[at * width + from..][..SIDE].copy_from_slice(&totals);
    }
}

/// Runs `work`, in which loops over floats become wider where the processor can; their order and bits stay the same.
pub fn widely<T>(work: impl FnOnce() -> T) -> T {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return x86::widely(work);
    }
    work()
}

/// The same sums in registers of 32 bytes.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "wide loads and the calls that need a detected feature; both are checked here")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
        _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
    };

    use super::{Panel, Rows, SIDE, STEP, TILE, Weights};

    /// Two registers, eight outputs each.
    type Pair = [__m256i; 2];

    pub fn sums(panel: &Panel<'_>, rows: &Rows<'_>, out: &mut [i32], width: usize, from: usize) {
        assert!(std::arch::is_x86_feature_detected!("avx2"));
        // SAFETY: the processor has the feature that these are compiled for.
        unsafe {
            match panel.group {
                8 => tiles::<8>(panel, rows, out, width, from),
                4 => tiles::<4>(panel, rows, out, width, from),
                2 => tiles::<2>(panel, rows, out, width, from),
                _ => tiles::<1>(panel, rows, out, width, from),
            }
        }
    }

    pub fn widely<T>(work: impl FnOnce() -> T) -> T {
        #[target_feature(enable = "avx2")]
        fn wide<T>(work: impl FnOnce() -> T) -> T {
            work()
        }
        assert!(std::arch::is_x86_feature_detected!("avx2"));
        // SAFETY: the processor has the feature that `wide` is compiled for.
        unsafe { wide(work) }
    }

    #[target_feature(enable = "avx2")]
    fn tiles<const GROUP: usize>(panel: &Panel<'_>, rows: &Rows<'_>, out: &mut [i32], width: usize, from: usize) {
        let (whole, rest) = rows.starts.as_chunks::<TILE>();
        for (at, starts) in whole.iter().enumerate() {
            tile::<TILE, GROUP>(panel, rows.values, *starts, &mut out[at * TILE * width + from..], width);
        }
        let out = &mut out[whole.len() * TILE * width..];
        match *rest {
            [a] => tile::<1, GROUP>(panel, rows.values, [a], &mut out[from..], width),
            [a, b] => tile::<2, GROUP>(panel, rows.values, [a, b], &mut out[from..], width),
            [a, b, c] => tile::<3, GROUP>(panel, rows.values, [a, b, c], &mut out[from..], width),
            _ => {}
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn tile<const ROWS: usize, const GROUP: usize>(
        panel: &Panel<'_>,
        values: &[u8],
        starts: [usize; ROWS],
        out: &mut [i32],
        width: usize,
    ) {
        let ones = _mm256_set1_epi16(1);
        let steps = panel.weights.as_chunks::<GROUP>().0;
        let rows = starts.map(|start| values[start..].as_chunks::<STEP>().0.as_chunks::<GROUP>().0);
        let rows = rows.map(|row| &row[..steps.len()]);
        let mut totals = [first(panel.first); ROWS];
        for (at, group) in steps.iter().enumerate() {
            let mut narrow = [[_mm256_setzero_si256(); 2]; ROWS];
            for (step, weights) in group.iter().enumerate() {
                let pair = load(weights);
                for (row, narrow) in rows.iter().zip(&mut narrow) {
                    let input = _mm256_set1_epi32(i32::from_le_bytes(row[at][step]));
                    narrow[0] = _mm256_add_epi16(narrow[0], _mm256_maddubs_epi16(input, pair[0]));
                    narrow[1] = _mm256_add_epi16(narrow[1], _mm256_maddubs_epi16(input, pair[1]));
                }
            }
            for (total, narrow) in totals.iter_mut().zip(narrow) {
                total[0] = _mm256_add_epi32(total[0], _mm256_madd_epi16(narrow[0], ones));
                total[1] = _mm256_add_epi32(total[1], _mm256_madd_epi16(narrow[1], ones));
            }
        }
        for (at, total) in totals.iter().enumerate() {
            if let Some(place) = out[at * width..].first_chunk_mut() {
                store(place, *total);
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(weights: &Weights) -> Pair {
        let from: *const __m256i = weights.as_ptr().cast();
        // SAFETY: the array is as long as two registers, and the loads need no alignment.
        unsafe { [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))] }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn first(totals: &[i32; SIDE]) -> Pair {
        let from: *const __m256i = totals.as_ptr().cast();
        // SAFETY: the array is as long as two registers, and the loads need no alignment.
        unsafe { [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))] }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn store(place: &mut [i32; SIDE], pair: Pair) {
        let to: *mut __m256i = place.as_mut_ptr().cast();
        // SAFETY: the array is as long as two registers, and the stores need no alignment.
        unsafe {
            _mm256_storeu_si256(to, pair[0]);
            _mm256_storeu_si256(to.add(1), pair[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_plain_definition() {
        let mut state = 1u32;
        let mut next = |limit: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as i32 % (limit + 1)
        };
        // With inputs up to 63 and weights of at most 32 eight steps fit: 16 · 63 · 32 < 32,768.
        for (group, most, weight) in [(8, 63, 32), (4, 127, 32), (2, 63, 127), (1, 127, 127)] {
            for count in [0, 1, 2, 3, 4, 7, 18] {
                let values: Vec<u8> = (0..256 * count + 768).map(|_| next(most) as u8).collect();
                let weights: Vec<Weights> =
                    (0..768 / STEP).map(|_| std::array::from_fn(|_| (next(2 * weight) - weight) as i8)).collect();
                let starts: Vec<usize> = (0..count).map(|row| row * 256).collect();
                let first = std::array::from_fn(|at| at as i32 * -1_000);
                let panel = Panel { weights: &weights, group, first: &first };
                let (mut fast, mut slow) = (vec![7; count * 48], vec![7; count * 48]);
                sums(&panel, &Rows { values: &values, starts: &starts }, &mut fast, 48, 16);
                plain(&panel, &Rows { values: &values, starts: &starts }, &mut slow, 48, 16);
                assert_eq!(fast, slow, "group {group}, {count} rows");
                for (at, &sum) in fast.iter().enumerate() {
                    let (row, output) = (at / 48, at % 48);
                    let exact = |output: usize| {
                        let product = |input: usize| {
                            i32::from(values[row * 256 + input])
                                * i32::from(weights[input / STEP][output * STEP + input % STEP])
                        };
                        first[output] + (0..768).map(product).sum::<i32>()
                    };
                    let expected = if (16..32).contains(&output) { exact(output - 16) } else { 7 };
                    assert_eq!(sum, expected);
                }
            }
        }
    }
}
