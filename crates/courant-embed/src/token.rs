//! What the network makes of a token on its own, whatever text it stands in: its embedding, its normalised projections,
//! and its share in the first convolution of every window that it lies in.
//!
//! That is three fifths of all the work for a text, so `memory` keeps it for tokens that come often. Everything here is a
//! function of the token alone; kept or made anew, it is the same to the bit.

use crate::error::LoadError;
use crate::kernel::widely;
use crate::linear::{Linear, Matrix};
use crate::math::{positive, whole};
use crate::norm::Norm;
use crate::npz::Archive;
use crate::quantise::{ZERO, quantise};
use crate::table::{CODES, Table, WIDTH};

/// Width of a convolution.
pub const CHANNELS: usize = 256;
/// Tokens in each window, and how many of them lie before the token itself.
pub const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Width of the three convolutions side by side.
pub const CONVOLVED: usize = ORDERS.len() * CHANNELS;
/// Places in windows, of all orders.
const TAPS: usize = ORDERS[0].0 + ORDERS[1].0 + ORDERS[2].0;
/// The size of one unit of the first convolutions' quantised inputs.
const SIZE: f32 = 0.1;
/// Projections are kept in units of one 1,024th: none comes near ±32.
const PROJECTED: f32 = 1_024.0;
/// Shares are kept without their lowest three bits: their rounding adds 2.3 where that of the inputs adds 14 to 51, and
/// the largest of 3,778 tokens was 46,741 where 262,136 fit.
const SHARE_BITS: u32 = 3;
/// Tokens that are made at once: what they need on the way stays in the nearer caches.
const RUN: usize = 64;

/// One token, in 7 kB.
pub struct Token {
    codes: [u8; WIDTH],
    /// Scale and low end of the codes.
    range: (f32, f32),
    projected: [[i16; CHANNELS]; ORDERS.len()],
    shares: [[i16; CHANNELS]; TAPS],
}

/// The layers that see one token at a time.
pub struct Tokens {
    table: Table,
    projection: Linear,
    projection_sums: Vec<f32>,
    norm: Norm,
    first: Vec<Linear>,
}

impl Tokens {
    /// Reads the layers from the archive.
    pub fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        let (mut projection, mut first) = (Matrix::default(), Vec::new());
        for (order, _) in ORDERS {
            let name = |part: &str| format!("{part}{order}");
            projection.append(Matrix::read(archive, &name("proj"), Some(&name("proj_b")), (WIDTH, CHANNELS))?);
            let layer = Matrix::read(archive, &name("w1_"), Some(&name("b1_")), (order * CHANNELS, CHANNELS))?;
            first.push(layer.part(order).pack(2 * ZERO, ZERO)?);
        }
        let norm = Norm::read(archive, &ORDERS.map(|(o, _)| (format!("ln_g{o}"), format!("ln_b{o}"))), CONVOLVED)?;
        let projection = projection.pack(CODES - 1, 0)?;
        let projection_sums = projection.weights.weight_sums().map(|sum| sum as f32).collect();
        Ok(Self { table: Table::read(archive)?, projection, projection_sums, norm, first })
    }

    /// Tokens that have a row in the embedding table.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Makes tokens.
    pub fn make(&self, ids: &[u32]) -> Vec<Token> {
        ids.chunks(RUN).flat_map(|ids| self.make_run(ids)).collect()
    }

    fn make_run(&self, ids: &[u32]) -> Vec<Token> {
        let mut tokens: Vec<Token> = ids.iter().map(|&id| Token::embedded(&self.table, id)).collect();
        let codes: Vec<u8> = tokens.iter().flat_map(|token| token.codes).collect();
        let starts: Vec<usize> = (0..ids.len()).map(|row| row * WIDTH).collect();
        let mut sums = vec![0i32; ids.len() * CONVOLVED];
        self.projection.weights.products(&codes, &starts, &mut sums);
        let mut inputs = vec![0u8; sums.len()];
        let mut excess = Vec::new();
        widely(|| {
            let rows = tokens.iter_mut().zip(sums.chunks_exact(CONVOLVED)).zip(inputs.chunks_exact_mut(CONVOLVED));
            for (at, ((token, sums), inputs)) in rows.enumerate() {
                let projected = self.project(token.range, sums);
                let kept = token.projected.as_flattened_mut().iter_mut().zip(&projected);
                kept.for_each(|(kept, value)| *kept = narrow(whole(value * PROJECTED)));
                quantise(&projected, 1.0 / SIZE, inputs, |column, number| excess.push((at, column, number)));
            }
        });
        let (mut from, mut tap) = (0, 0);
        for (layer, (order, _)) in self.first.iter().zip(ORDERS) {
            let starts: Vec<usize> = (0..ids.len()).map(|row| row * CONVOLVED + from).collect();
            let width = order * CHANNELS;
            sums.resize(ids.len() * width, 0);
            layer.weights.products(&inputs, &starts, &mut sums);
            for &(row, column, number) in
                excess.iter().filter(|(_, column, _)| (from..from + CHANNELS).contains(column))
            {
                layer.weights.add_input(column - from, number, &mut sums[row * width..][..width]);
            }
            for (token, sums) in tokens.iter_mut().zip(sums.chunks_exact(width)) {
                let shares = token.shares[tap..tap + order].as_flattened_mut().iter_mut().zip(sums);
                shares.for_each(|(share, sum)| *share = narrow((sum + (1 << SHARE_BITS >> 1)) >> SHARE_BITS));
            }
            (from, tap) = (from + CHANNELS, tap + order);
        }
        tokens
    }

    /// The normalised projections from the sums over the codes.
    #[inline(always)]
    fn project(&self, (scale, low): (f32, f32), sums: &[i32]) -> [f32; CONVOLVED] {
        let mut row = [0f32; CONVOLVED];
        let outputs = self.projection.outputs().zip(&self.projection_sums);
        for ((value, &sum), ((step, bias), &weights)) in row.iter_mut().zip(sums).zip(outputs) {
            *value = (sum as f32 * scale + low * weights) * step + bias;
        }
        self.norm.apply(&mut row);
        row
    }

    /// The outputs of the three first convolutions for each token of a text: ReLU(weights · window + bias) + projection,
    /// zeros outside the text.
    #[inline(always)]
    pub fn convolve(&self, text: &[&Token], out: &mut [f32]) {
        for (at, out) in out.as_chunks_mut::<CHANNELS>().0.as_chunks_mut::<{ ORDERS.len() }>().0.iter_mut().enumerate()
        {
            let mut tap = 0;
            for (number, ((order, left), layer)) in ORDERS.into_iter().zip(&self.first).enumerate() {
                let mut sums = [0i32; CHANNELS];
                for place in 0..order {
                    if let Some(token) = (at + place).checked_sub(left).and_then(|at| text.get(at)) {
                        sums.iter_mut()
                            .zip(&token.shares[tap + place])
                            .for_each(|(sum, &share)| *sum += i32::from(share));
                    }
                }
                let values = out[number].iter_mut().zip(sums).zip(&text[at].projected[number]);
                for (((value, sum), &projected), (step, bias)) in values.zip(layer.outputs()) {
                    let sum = sum as f32 * ((SIZE * (1 << SHARE_BITS) as f32) * step);
                    *value = positive(sum + bias) + f32::from(projected) * (1.0 / PROJECTED);
                }
                tap += order;
            }
        }
    }
}

impl Token {
    fn embedded(table: &Table, id: u32) -> Self {
        let mut codes = [0; WIDTH];
        let range = table.row(id, &mut codes);
        Self { codes, range, projected: [[0; CHANNELS]; ORDERS.len()], shares: [[0; CHANNELS]; TAPS] }
    }

    /// Writes the embedding.
    #[inline(always)]
    pub fn embedding(&self, out: &mut [f32]) {
        let (scale, low) = self.range;
        out.iter_mut().zip(&self.codes).for_each(|(value, &code)| *value = f32::from(code) * scale + low);
    }
}

/// The nearest number of 16 bits.
#[inline(always)]
fn narrow(number: i32) -> i16 {
    number.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}
