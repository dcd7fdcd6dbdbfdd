//! Numbers and hashes as few bytes: what [`super::packed`] is made of.
//!
//! Many sorted hashes are written as in Elias's code for sorted numbers (Elias, "Efficient storage and retrieval by content and address of
//! static files", 1974): the last three bytes of each as they are, and of the first byte how far it is from the one before, as that many bits
//! of nothing and one that is set. The first bytes wrap around, so that hashes in any order come back as well.

/// Hashes from which on this takes less than the hashes themselves: three bytes and a bit each, and 256 bits in all.
const MANY: usize = 40;

/// Reads what was written, from the front. What is not there is nothing.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// Whether all was read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next bytes.
    pub(super) fn run(&mut self, count: usize) -> &'a [u8] {
        let (run, rest) = self.0.split_at_checked(count).unwrap_or((self.0, &[]));
        self.0 = rest;
        run
    }

    /// A number, see [`put_number`].
    pub(super) fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & 127).checked_shl(shift).unwrap_or_default();
            shift += 7;
            if byte & 128 == 0 {
                break;
            }
        }
        number
    }

    /// A number that may be below 0, see [`put_signed`].
    pub(super) fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    /// Bytes behind their length.
    pub(super) fn piece(&mut self) -> &'a [u8] {
        let count = self.number() as usize;
        self.run(count)
    }
}

/// Seven bits a byte, the last ones first.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Numbers near 0 take few bytes on both sides of it.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put_number(out, (number << 1 ^ number >> 63).cast_unsigned());
}

/// Bytes behind their length.
pub(super) fn put_piece(out: &mut Vec<u8>, piece: impl ExactSizeIterator<Item = u8>) {
    put_number(out, piece.len() as u64);
    out.extend(piece);
}

/// Hashes, as few bytes if they are sorted. How many must be known when they are read.
pub(super) fn put_hashes(out: &mut Vec<u8>, hashes: impl ExactSizeIterator<Item = u32>) {
    if hashes.len() < MANY {
        out.extend(hashes.flat_map(u32::to_le_bytes));
        return;
    }
    let (mut before, mut high, mut at) = (0_u8, Vec::new(), 0_usize);
    for hash in hashes {
        let [low @ .., first] = hash.to_le_bytes();
        out.extend(low);
        at += usize::from(first.wrapping_sub(before));
        before = first;
        high.resize(at / 8 + 1, 0);
        if let Some(last) = high.last_mut() {
            *last |= 1 << (at % 8);
        }
        at += 1;
    }
    out.extend(high);
}

/// Sets the places to the hashes that stand at the front.
pub(super) fn hashes_in<'a>(bytes: &[u8], count: usize, mut places: impl Iterator<Item = &'a mut u32>) {
    let mut rest = Reader(bytes);
    if count < MANY {
        let hashes = rest.run(count * 4).as_chunks().0;
        hashes.iter().zip(places).for_each(|(hash, place)| *place = u32::from_le_bytes(*hash));
        return;
    }
    // What was passed by of bits of nothing is the first byte; each hash has one that is set besides.
    let mut nothing = 0_u8;
    let mut low = rest.run(count.saturating_mul(3)).as_chunks().0.iter();
    for eight in rest.0.chunks(8) {
        let mut word = eight.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        let mut hashes = 0_u8;
        while word != 0 {
            let (Some([a, b, c]), Some(place)) = (low.next(), places.next()) else { return };
            let first = nothing.wrapping_add(word.trailing_zeros() as u8).wrapping_sub(hashes);
            *place = u32::from_le_bytes([*a, *b, *c, first]);
            word &= word - 1;
            hashes += 1;
        }
        nothing = nothing.wrapping_add(64).wrapping_sub(hashes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], count: usize) -> Vec<u32> {
        let mut hashes = vec![0; count];
        hashes_in(bytes, count, hashes.iter_mut());
        hashes
    }

    proptest::proptest! {
        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(proptest::num::i64::ANY, 0..9), small in -300_i64..300) {
            let mut out = Vec::new();
            numbers.iter().chain([&small]).for_each(|number| put_signed(&mut out, *number));
            let mut rest = Reader(&out);
            numbers.iter().chain([&small]).for_each(|number| assert_eq!(rest.signed(), *number));
            proptest::prop_assert!(rest.is_empty());
        }

        #[test]
        fn hashes_come_back_in_any_order(mut hashes in proptest::collection::vec(proptest::num::u32::ANY, 0..90), sorted: bool, few in 0_u32..3) {
            if sorted { hashes.sort_unstable() }
            hashes.iter_mut().for_each(|hash| *hash >>= few * 8);
            let mut out = Vec::new();
            put_hashes(&mut out, hashes.iter().copied());
            proptest::prop_assert_eq!(read(&out, hashes.len()), hashes);
        }
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        let mut rest = Reader(&[5, 1, 2]);
        assert_eq!((rest.piece(), rest.number(), rest.is_empty()), (&[1, 2][..], 0, true));
        assert_eq!(Reader(&[255; 20]).number(), u64::MAX);
        assert_eq!(read(&[1, 0, 0], 50), [0; 50]);
    }
}
