//! How rare a word is before any article has been seen.
//!
//! The table is fitted on the vocabulary of the embedded model (Universal Sentence Encoder multilingual v3,
//! Apache-2.0), that is on broad web text of sixteen languages, by `xtask/fit/prior.py`. It holds figures only.

use std::sync::LazyLock;

/// Records of four bytes, sorted: 24 bits of a word's hash, eight bits of rarity.
static TABLE: &[u8] = include_bytes!("data/prior.bin");

/// Steps in one unit of rarity.
pub const STEPS: f32 = 32.0;

/// Rarity of a word that the table does not hold, in steps.
const UNKNOWN: u8 = 240;

/// Rarity of a number with two or more digits: most numbers are in no table, and few say much.
const NUMBER: u8 = 176;

/// -ln of the share of ordinary articles that hold the lower-cased `word`, in [`STEPS`] of one.
pub fn rarity(word: &str) -> u8 {
    if let Some(found) = lookup(hash24(word)) {
        return found;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') { NUMBER } else { UNKNOWN }
}

/// Where the records of keys with the same upper twelve bits begin: a dozen or so, which stand side by side.
static SHELVES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let mut begins = vec![0; (1 << 12) + 1];
    for record in TABLE.chunks_exact(4) {
        // The three upper bytes are the key, the last of them its upper eight bits.
        let shelf = usize::from(record[3]) << 4 | usize::from(record[2] >> 4);
        begins[shelf + 1] += 1;
    }
    for shelf in 1..begins.len() {
        begins[shelf] += begins[shelf - 1];
    }
    begins
});

fn lookup(key: u32) -> Option<u8> {
    let shelf = (key >> 12) as usize;
    let (mut low, mut high) = (*SHELVES.get(shelf)?, *SHELVES.get(shelf + 1)?);
    while low < high {
        let middle = (low + high) / 2;
        let bytes = TABLE.get(middle * 4..middle * 4 + 4)?;
        let record = u32::from_le_bytes(bytes.try_into().ok()?);
        match (record >> 8).cmp(&key) {
            std::cmp::Ordering::Equal => return Some((record & 255) as u8),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// FNV-1a over the UTF-8 bytes, 64 bits, folded to 24; the table's script uses the same.
fn hash24(word: &str) -> u32 {
    let hash = word
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    ((hash ^ (hash >> 24) ^ (hash >> 48)) & 0xFF_FFFF) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_have_higher_figures() {
        for order in [
            &["the", "minister", "earthquake", "skerryvore"][..],
            &["der", "polizei", "merkel", "hafenmeisterin"],
            &["le", "gouvernement", "zzyzx"],
        ] {
            let figures: Vec<u8> = order.iter().map(|word| rarity(word)).collect();
            assert!(figures.windows(2).all(|pair| pair[0] < pair[1]), "{order:?} {figures:?}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        let keys: Vec<u32> =
            TABLE.chunks(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) >> 8).collect();
        assert!(keys.len() > 50_000 && keys.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
