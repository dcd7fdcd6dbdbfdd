//! A static prefix code over the 64 codes of one block of the embedding table.
//!
//! The table's codes carry 1.4 to 3.2 bits each. Coded so, the table takes 24 MB instead of 65 MB as bytes, and a row
//! is decoded on its own in about a microsecond: much less than the network then spends on the token.

/// Different codes in the table.
pub const SYMBOLS: usize = 64;
/// The longest code word, in bits; a table of 2^11 entries decodes any of them in one step.
const LONGEST: u32 = 11;

/// A prefix code: the words to write and the table to read them by.
pub struct Code {
    words: [(u16, u8); SYMBOLS],
    table: Vec<(u8, u8)>,
}

impl Code {
    /// The code for symbols that occur as often as `counts` says.
    pub fn new(counts: &[u64; SYMBOLS]) -> Self {
        let mut counts = *counts;
        // A word may become longer than the table can decode: even the counts out until none is.
        let lengths = loop {
            let lengths = word_lengths(&counts);
            if lengths.iter().all(|&length| length <= LONGEST) {
                break lengths;
            }
            for count in &mut counts {
                *count = (*count).div_ceil(2);
            }
        };
        Self::from_lengths(&lengths)
    }

    fn from_lengths(lengths: &[u32; SYMBOLS]) -> Self {
        let mut words = [(0u16, 0u8); SYMBOLS];
        let mut table = vec![(0u8, 0u8); 1 << LONGEST];
        let mut next = 0u32;
        for length in 1..=LONGEST {
            for symbol in (0..SYMBOLS).filter(|&symbol| lengths[symbol] == length) {
                // Words are written lowest bit first, so that a reader can mask them off a little-endian word.
                let word = (next.reverse_bits() >> (32 - length)) as u16;
                words[symbol] = (word, length as u8);
                for high in 0..1usize << (LONGEST - length) {
                    table[usize::from(word) | high << length] = (symbol as u8, length as u8);
                }
                next += 1;
            }
            next <<= 1;
        }
        Self { words, table }
    }

    /// Bits that `counts` symbols take.
    pub fn bits(&self, counts: &[u64; SYMBOLS]) -> u64 {
        counts.iter().zip(&self.words).map(|(count, word)| count * u64::from(word.1)).sum()
    }

    /// Appends `symbols` to `out`, ending on a whole byte.
    pub fn write(&self, symbols: &[u8], out: &mut Vec<u8>) {
        let (mut held, mut bits) = (0u64, 0u32);
        for &symbol in symbols {
            let (word, length) = self.words[usize::from(symbol) % SYMBOLS];
            held |= u64::from(word) << bits;
            bits += u32::from(length);
            if bits >= 32 {
                out.extend_from_slice(&(held as u32).to_le_bytes());
                held >>= 32;
                bits -= 32;
            }
        }
        out.extend_from_slice(&held.to_le_bytes()[..bits.div_ceil(8) as usize]);
    }

    /// Reads as many symbols as `symbols` has room for, from the start of `bytes`; what lies behind the end is zeros.
    pub fn read(&self, bytes: &[u8], symbols: &mut [u8]) {
        let (mut at, mut held, mut bits) = (0usize, 0u64, 0u32);
        // Five words of at most 11 bits fit into the 56 bits that are always at hand.
        for five in symbols.chunks_mut(5) {
            held |= little_endian(bytes, at) << bits;
            let taken = (63 - bits) >> 3;
            at += taken as usize;
            bits += taken * 8;
            for symbol in five {
                let (value, length) = self.table[held as usize & ((1 << LONGEST) - 1)];
                *symbol = value;
                held >>= length;
                bits -= u32::from(length);
            }
        }
    }
}

fn little_endian(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes.get(at..at + 8) {
        return eight.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte));
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte))
}

/// Huffman's method: join the two rarest groups until one is left; each join makes their symbols' words longer by one.
fn word_lengths(counts: &[u64; SYMBOLS]) -> [u32; SYMBOLS] {
    let mut lengths = [0u32; SYMBOLS];
    let present = (0..SYMBOLS).filter(|&symbol| counts[symbol] > 0);
    let mut groups: Vec<(u64, Vec<usize>)> = present.map(|symbol| (counts[symbol], vec![symbol])).collect();
    if let [(_, only)] = groups.as_slice() {
        lengths[only[0]] = 1;
    }
    while groups.len() > 1 {
        // Rarest last; equal counts fall back to the symbols, so the code does not depend on the order of joins.
        groups.sort_by(|a, b| b.cmp(a));
        let (Some(first), Some(second)) = (groups.pop(), groups.pop()) else { break };
        let mut joined = first.1;
        joined.extend(second.1);
        for &symbol in &joined {
            lengths[symbol] += 1;
        }
        groups.push((first.0 + second.0, joined));
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(symbols: &[u8]) {
        let mut counts = [0u64; SYMBOLS];
        for &symbol in symbols {
            counts[usize::from(symbol)] += 1;
        }
        let code = Code::new(&counts);
        let mut bytes = Vec::new();
        code.write(symbols, &mut bytes);
        assert_eq!(bytes.len() as u64, code.bits(&counts).div_ceil(8));
        let mut back = vec![0; symbols.len()];
        code.read(&bytes, &mut back);
        assert_eq!(back, symbols);
    }

    #[test]
    fn what_is_written_is_read_back() {
        round_trip(&[]);
        round_trip(&[7]);
        round_trip(&[7; 100]);
        round_trip(&(0..64).collect::<Vec<u8>>());
        // Counts that double from symbol to symbol ask for words of up to 17 bits.
        let steep: Vec<u8> = (0..18u8).flat_map(|symbol| vec![symbol; 1 << symbol.min(17)]).collect();
        round_trip(&steep);
        let mixed: Vec<u8> = (0..5_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 26) as u8).collect();
        round_trip(&mixed);
    }
}
