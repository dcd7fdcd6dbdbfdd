//! What the first judgement says of a block's surroundings: a doubtful block amid sure ones is another matter than one far
//! below the last of them, among others as doubtful.

use super::blocks::Block;
use super::voice::count_words;

/// What stands where the page ends, for neighbours.
const NOBODY: f32 = -1.0;
/// What stands for a distance when there is nothing to be far from.
const NOWHERE: f32 = 99.0;
const NO_WORDS: f32 = 9999.0;
/// A block above this is likely to be part of the article, one above the next surely.
const LIKELY: f32 = 0.5;
const SURE: f32 = 0.9;
/// Words that a sure block needs for others to be measured by their distance from it.
const LONG: f32 = 8.0;

/// What the first judgement says of all blocks of a page, in order.
struct Look<'a> {
    /// How likely each belongs to the article, 0 to 1.
    guesses: &'a [f32],
    /// How many words each has.
    words: &'a [f32],
    /// Sums up to each block of the weights, and of the weights times the guesses.
    weights: Vec<f64>,
    sure: Vec<f64>,
}

/// One row of figures for each block. The columns are those of `second_look` in `xtask/fit/blocks.py`.
pub fn second_look(blocks: &[Block], guesses: &[f32]) -> Vec<Vec<f32>> {
    let words: Vec<f32> = blocks.iter().map(|block| count_words(&block.text) as f32).collect();
    figures(guesses, &words)
}

fn figures(guesses: &[f32], words: &[f32]) -> Vec<Vec<f32>> {
    let weight = |words: f32| f64::from(words).sqrt();
    let look = Look {
        guesses,
        words,
        weights: sums(words.iter().map(|&words| weight(words))),
        sure: sums(words.iter().zip(guesses).map(|(&words, &guess)| weight(words) * f64::from(guess))),
    };
    let masses = [LIKELY, SURE].map(|bound| look.mass(bound));
    let levels = [0.25, 0.5, 0.8].map(|share| look.level(share));
    let (last, next) = look.nearest_sure();
    let told = sums(words.iter().map(|&words| f64::from(words)));
    let up_to = |at: usize| told.get(at + 1).copied().unwrap_or(0.0);
    (0..guesses.len())
        .map(|at| {
            let guess = look.guess(at, 0).unwrap_or(0.0);
            let mut row = vec![guess];
            look.push_neighbours(at, &mut row);
            for mass in &masses {
                let all = mass.last().copied().unwrap_or(0.0);
                let (before, with) = (mass.get(at).copied().unwrap_or(0.0), mass.get(at + 1).copied().unwrap_or(0.0));
                row.extend([before / all.max(1.0), (all - with) / all.max(1.0), all].map(|figure| figure as f32));
            }
            row.extend(levels.iter().flat_map(|level| [*level, guess - level]));
            let (last, next) = (last.get(at).copied().flatten(), next.get(at).copied().flatten());
            row.push(last.map_or(NOWHERE, |last| (at - last) as f32));
            row.push(next.map_or(NOWHERE, |next| (next - at) as f32));
            row.push(last.map_or(NO_WORDS, |last| (up_to(at) - up_to(last)) as f32));
            row.push(words.get(at).copied().unwrap_or(0.0));
            row
        })
        .collect()
}

/// What is reached before each item, and after the last.
fn sums(items: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(items.map(|item| {
            sum += item;
            sum
        }))
        .collect()
}

impl Look<'_> {
    fn guess(&self, at: usize, step: isize) -> Option<f32> {
        at.checked_add_signed(step).and_then(|at| self.guesses.get(at)).copied()
    }

    /// The guesses of the neighbours, one by one and on the average around, before and after a block.
    fn push_neighbours(&self, at: usize, row: &mut Vec<f32>) {
        row.extend([-4, -3, -2, -1, 1, 2, 3, 4].map(|step| self.guess(at, step).unwrap_or(NOBODY)));
        for reach in [3, 8, 20] {
            row.push(self.mean(at.saturating_sub(reach), at + reach + 1, Some(at)));
        }
        for reach in [5, 15] {
            row.push(self.mean(at.saturating_sub(reach), at, None));
            row.push(self.mean(at + 1, at + 1 + reach, None));
        }
    }

    /// The mean guess of blocks, each weighing the root of its words, one of them perhaps left out.
    fn mean(&self, from: usize, to: usize, without: Option<usize>) -> f32 {
        let number = self.guesses.len();
        let between = |sums: &[f64], from: usize, to: usize| {
            let at = |place: usize| sums.get(place.min(number)).copied().unwrap_or(0.0);
            at(to) - at(from)
        };
        let mut parts = [&self.sure, &self.weights].map(|sums| between(sums, from, to));
        if let Some(at) = without {
            parts[0] -= between(&self.sure, at, at + 1);
            parts[1] -= between(&self.weights, at, at + 1);
        }
        (parts[0] / parts[1].max(0.01)) as f32
    }

    /// How many words stand in blocks above a bound, up to each block.
    fn mass(&self, bound: f32) -> Vec<f64> {
        let pairs = self.words.iter().zip(self.guesses);
        sums(pairs.map(|(&words, &guess)| if guess > bound { f64::from(words) } else { 0.0 }))
    }

    /// The guess that so large a share of the likely words reaches.
    fn level(&self, share: f64) -> f32 {
        let mut order: Vec<(f32, f32)> = self.guesses.iter().copied().zip(self.words.iter().copied()).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let likely = |(guess, words): &(f32, f32)| if *guess > LIKELY { f64::from(*words) } else { 0.0 };
        let goal = share * order.iter().map(likely).sum::<f64>().max(1.0);
        let mut reached = 0.0;
        let found = order.iter().find(|block| {
            reached += likely(block);
            reached >= goal
        });
        found.or(order.last()).map_or(0.0, |block| block.0)
    }

    /// For each block the nearest sure one of some length that is not after it, and the nearest that is not before it.
    fn nearest_sure(&self) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
        let is_sure = |at: usize| {
            self.guesses.get(at).is_some_and(|&guess| guess > SURE)
                && self.words.get(at).is_some_and(|&words| words >= LONG)
        };
        let nearest = |seen: &mut Option<usize>, at: usize| {
            if is_sure(at) {
                *seen = Some(at);
            }
            Some(*seen)
        };
        let number = self.guesses.len();
        let last = (0..number).scan(None, nearest).collect();
        let mut next: Vec<Option<usize>> = (0..number).rev().scan(None, nearest).collect();
        next.reverse();
        (last, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_around_a_block() {
        let guesses = [0.2, 0.95, 0.6, 0.92, 0.1];
        let words = [4.0, 16.0, 9.0, 4.0, 25.0];
        let rows = figures(&guesses, &words);
        assert!(rows.iter().all(|row| row.len() == COLUMNS), "{:?}", rows.first().map(Vec::len));
        let near = |given: f32, wanted: f64| assert!((f64::from(given) - wanted).abs() < 1e-5, "{given} {wanted}");
        let third = &rows[2];
        assert_eq!(third[..9], [0.6, NOBODY, NOBODY, 0.2, 0.95, 0.92, 0.1, NOBODY, NOBODY]);
        // Around it, each weighing the root of its words.
        near(third[9], (2.0 * 0.2 + 4.0 * 0.95 + 2.0 * 0.92 + 5.0 * 0.1) / 13.0);
        near(third[12], (2.0 * 0.2 + 4.0 * 0.95) / 6.0);
        near(third[13], (2.0 * 0.92 + 5.0 * 0.1) / 7.0);
        // Likely are 16, 9 and 4 words, sure 16 and 4.
        assert_eq!(third[16..22], [16.0 / 29.0, 4.0 / 29.0, 29.0, 0.8, 0.2, 20.0]);
        assert_eq!(third[22..28], [0.95, 0.6 - 0.95, 0.95, 0.6 - 0.95, 0.6, 0.0]);
        // The fourth is sure, but too short to be measured from.
        assert_eq!(third[28..], [1.0, NOWHERE, 9.0, 9.0]);
        assert_eq!(rows[0][28..], [NOWHERE, 1.0, NO_WORDS, 4.0]);
        assert_eq!(rows[4][28..], [3.0, NOWHERE, 38.0, 25.0]);
        assert_eq!(rows[1][28..31], [0.0, 0.0, 0.0]);
        assert!(figures(&[], &[]).is_empty());
    }

    /// How many figures a row has.
    const COLUMNS: usize = 32;
}
