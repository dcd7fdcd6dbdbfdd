//! How near an article's nearest neighbours are, so that a pair counts by how far it stands above what both are used to.

use serde::{Deserialize, Serialize};

/// Likenesses that have a neighbourhood.
pub const LIKENESSES: usize = 6;

/// How many neighbours make a neighbourhood.
const NEIGHBOURS: usize = 5;

/// Pool at which half of what is believed comes from the pool itself.
const HALF_POOL: f32 = 30.0;

/// Mean neighbourhoods in a full stream (allsides of the development data), believed while the pool is small: words of
/// the body, words of the lead, embedding of the title, title found in the body, rarest shared term, names.
const USUAL: [f32; LIKENESSES] = [0.20, 0.18, 0.50, 0.56, 5.2, 0.17];

/// How much a pool of so many articles says about what is usual, from 0 to 1.
pub fn trust(pool: usize) -> f32 {
    pool as f32 / (pool as f32 + HALF_POOL)
}

/// Mean of the five best of each likeness among the articles of the last thirty days.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Hub(pub [f32; LIKENESSES]);

impl Hub {
    /// The neighbourhood of an article whose candidates have `likenesses`, in a pool of `pool` articles. Missing
    /// neighbours count as nothing, and a small pool counts little.
    pub fn of(likenesses: &[[f32; LIKENESSES]], pool: usize) -> Self {
        let trust = trust(pool);
        let mut hub = [0.0; LIKENESSES];
        for (which, mean) in hub.iter_mut().enumerate() {
            let mut values: Vec<f32> = likenesses.iter().map(|all| all[which].max(0.0)).collect();
            values.sort_by(|a, b| b.total_cmp(a));
            let best: f32 = values.iter().take(NEIGHBOURS).sum();
            *mean = trust * best / NEIGHBOURS as f32 + (1.0 - trust) * USUAL[which];
        }
        Hub(hub)
    }

    /// How far each likeness of a pair stands above what both are used to.
    pub fn above(&self, other: &Hub, likeness: &[f32; LIKENESSES]) -> [f32; LIKENESSES] {
        std::array::from_fn(|which| likeness[which] - (self.0[which] + other.0[which]) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_pool_is_believed_less() {
        let near = [[1.0; LIKENESSES]; 9];
        let (small, large) = (Hub::of(&near, 10), Hub::of(&near, 10_000));
        let toward = |hub: &Hub| (hub.0[0] - USUAL[0]) / (1.0 - USUAL[0]);
        assert!(toward(&large) > 0.95 && toward(&small) < 0.3, "{small:?} {large:?}");
        assert_eq!(Hub::of(&[], 0).0, USUAL);
    }
}
