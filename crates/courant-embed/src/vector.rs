//! Vectors as bytes, and how near two of them are.

use crate::math::{peak, whole};

/// The largest byte.
const LARGEST: f32 = 127.0;

/// A text's vector in 512 bytes.
///
/// Its largest component is stored as ±127 and the others in proportion, so that all seven bits are used; the length is
/// lost, which [`cosine`] does not need. Dividing by the length of the bytes gives the unit vector back, to a cosine
/// above .9998.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Embedding(pub Box<[i8]>);

impl Embedding {
    /// Quantises a vector; all zeros stay zeros.
    pub fn quantise(vector: &[f32]) -> Self {
        let most = peak(vector);
        let inverse = if most > 0.0 { LARGEST / most } else { 0.0 };
        Self(vector.iter().map(|value| whole(value * inverse) as i8).collect())
    }

    /// The bytes to store.
    pub fn as_slice(&self) -> &[i8] {
        &self.0
    }
}

/// Cosine of two vectors of bytes, from -1 to 1; 0 where one is all zeros or the lengths differ.
///
/// The sums are whole numbers, so the result is the same on every processor.
pub fn cosine(a: &[i8], b: &[i8]) -> f32 {
    if a.len() != b.len() {
        return 0.0;
    }
    let lengths = dot(a, a) as f64 * dot(b, b) as f64;
    if lengths > 0.0 { (dot(a, b) as f64 / lengths.sqrt()) as f32 } else { 0.0 }
}

fn dot(a: &[i8], b: &[i8]) -> i64 {
    // A chunk's sum stays inside 32 bits; only whole vectors of any length need more. Wrapping keeps the checks of a
    // debug build out of the loop.
    let product = |(&a, &b): (&i8, &i8)| i32::from(a).wrapping_mul(i32::from(b));
    let chunks = a.chunks(4_096).zip(b.chunks(4_096));
    chunks.map(|(a, b)| i64::from(a.iter().zip(b).map(product).fold(0, i32::wrapping_add))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines() {
        let check = |a: &[i8], b: &[i8], expected: f32| assert_eq!(cosine(a, b), expected, "{a:?} {b:?}");
        check(&[1, 0], &[0, 1], 0.0);
        check(&[3, 4], &[6, 8], 1.0);
        check(&[3, 4], &[-3, -4], -1.0);
        check(&[0, 0], &[1, 2], 0.0);
        check(&[1], &[1, 2], 0.0);
        check(&[], &[], 0.0);
        check(&[-128; 10_000], &[-128; 10_000], 1.0);
    }

    #[test]
    fn quantising_keeps_the_direction() {
        let vector: Vec<f32> = (0..512).map(|at| ((at * 37 % 101) as f32 - 50.0) / 900.0).collect();
        let Embedding(bytes) = Embedding::quantise(&vector);
        assert_eq!(bytes.iter().map(|byte| byte.unsigned_abs()).max(), Some(127));
        let dot: f32 = vector.iter().zip(&bytes).map(|(a, &b)| a * f32::from(b)).sum();
        let lengths = sum_squares(&vector) * bytes.iter().map(|&b| f32::from(b).powi(2)).sum::<f32>();
        assert!(dot / lengths.sqrt() > 0.9999);
        assert_eq!(Embedding::quantise(&[0.0; 4]).as_slice(), &[0; 4]);
    }

    fn sum_squares(vector: &[f32]) -> f32 {
        vector.iter().map(|value| value * value).sum()
    }
}
