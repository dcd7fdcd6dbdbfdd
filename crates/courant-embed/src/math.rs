//! The float parts, each in one fixed order of plain operations, so that every processor gives the same bits.

/// Sums run in this many lanes, which are then added pairwise: wide registers can be used without changing the order.
const LANES: usize = 16;
/// Above this the hyperbolic tangent is 1 in 32 bits.
const TANH_FLAT: f64 = 20.0;

/// The sum of `each` over the values.
#[inline(always)]
pub fn sum(values: &[f32], each: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0f32; LANES];
    let mut chunks = values.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += each(value);
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(chunks.remainder()) {
        *lane += each(value);
    }
    let mut half = LANES / 2;
    while half > 0 {
        for at in 0..half {
            lanes[at] += lanes[at + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// The largest magnitude.
pub fn peak(values: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    for chunk in values.chunks(LANES) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            let size = value.abs();
            *lane = if size > *lane { size } else { *lane };
        }
    }
    lanes.into_iter().fold(0.0, |most, lane| if lane > most { lane } else { most })
}

/// Mean and reciprocal deviation, as a layer normalisation needs them.
#[inline(always)]
pub fn mean_and_scale(values: &[f32], epsilon: f32) -> (f32, f32) {
    let count = values.len() as f32;
    let mean = sum(values, |value| value) / count;
    let variance = sum(values, |value| (value - mean) * (value - mean)) / count;
    (mean, 1.0 / (variance + epsilon).sqrt())
}

/// `value` to the nearest whole number, halves to even, for magnitudes below 2^22.
///
/// Adding one and a half times 2^23 leaves the whole number in the lowest bits: no library function, any lane width.
#[inline(always)]
pub fn whole(value: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT).to_bits() as i32 - SHIFT.to_bits() as i32
}

/// `max(value, 0)`, never a negative zero.
#[inline(always)]
pub fn positive(value: f32) -> f32 {
    if value > 0.0 { value } else { 0.0 }
}

/// Hyperbolic tangent, right to the last place of 32 bits; the mathematics library's differs between systems.
pub fn tanh(value: f32) -> f32 {
    let twice = 2.0 * f64::from(value).clamp(-TANH_FLAT, TANH_FLAT);
    let power = exp(twice);
    ((power - 1.0) / (power + 1.0)) as f32
}

/// e to the `value`, for magnitudes up to 40: halved until a short series suffices, then squared back.
fn exp(value: f64) -> f64 {
    const SQUARINGS: i32 = 10;
    let small = value / f64::from(1 << SQUARINGS);
    // The series of e^x - 1, so that small values keep all their digits; |x| is at most 0.04 here.
    let mut less_one = 0.0;
    for divisor in (1..=9).rev() {
        less_one = (less_one + 1.0) * small / f64::from(divisor);
    }
    for _ in 0..SQUARINGS {
        less_one = less_one * (less_one + 2.0);
    }
    less_one + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tanh_agrees_with_the_library() {
        for step in -4_000..=4_000 {
            let value = step as f32 * 0.0075;
            let expected = f64::from(value).tanh();
            assert!((f64::from(tanh(value)) - expected).abs() <= 6.0e-8, "{value}");
        }
        assert_eq!(tanh(f32::INFINITY), 1.0);
        assert_eq!(tanh(0.0), 0.0);
    }

    #[test]
    fn whole_numbers_round_half_to_even() {
        for (value, expected) in [(0.0, 0), (0.5, 0), (1.5, 2), (-1.5, -2), (2.4, 2), (-8_191.0, -8_191), (-0.6, -1)] {
            assert_eq!(whole(value), expected, "{value}");
        }
    }

    #[test]
    fn sums_and_peaks_cover_every_value() {
        let values: Vec<f32> = (1..=37).map(|value| value as f32).collect();
        assert_eq!(sum(&values, |value| value), 703.0);
        assert_eq!(peak(&[1.0, -40.0, 3.0]), 40.0);
        assert_eq!(peak(&[]), 0.0);
        let (mean, scale) = mean_and_scale(&[1.0, 3.0], 0.0);
        assert_eq!((mean, scale), (2.0, 1.0));
    }
}
