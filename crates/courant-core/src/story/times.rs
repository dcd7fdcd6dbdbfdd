//! How often words stand where, half a byte a word: most stand once or twice.

use super::article::Term;
use super::bytes::{self, Reader};

/// Times in the title, in the title and the lead, and in all, as nineteen words of twenty have them (20,000 articles made of 3,000 of
/// `allsides`). What is not among them is written out.
const USUAL: [[u8; 3]; 15] = [
    [0, 0, 1],
    [0, 1, 1],
    [0, 0, 2],
    [0, 1, 2],
    [0, 2, 2],
    [0, 0, 3],
    [0, 1, 3],
    [0, 2, 3],
    [0, 0, 4],
    [0, 1, 4],
    [1, 1, 1],
    [0, 2, 4],
    [1, 2, 2],
    [0, 3, 3],
    [0, 1, 5],
];

/// Writes how often each word stands where.
pub(super) fn put(out: &mut Vec<u8>, times: impl ExactSizeIterator<Item = [u8; 3]>) {
    let mut unusual = Vec::new();
    let mut places = Vec::with_capacity(times.len());
    for times in times {
        let place = USUAL.iter().position(|usual| *usual == times).unwrap_or(USUAL.len());
        if place == USUAL.len() {
            unusual.extend(times);
        }
        places.push(place as u8);
    }
    bytes::put_number(out, (unusual.len() / 3) as u64);
    out.extend(places.chunks(2).map(|two| two.iter().rev().fold(0, |both, place| both << 4 | place)));
    out.extend(unusual);
}

/// Sets the places to how often each of so many words stands where.
pub(super) fn read(from: &mut Reader, terms: &mut [Term]) {
    let unusual = from.number() as usize;
    let both = from.run(terms.len().div_ceil(2));
    let mut unusual = from.run(unusual.saturating_mul(3)).as_chunks().0.iter();
    for (two, both) in terms.chunks_mut(2).zip(both) {
        for (term, place) in two.iter_mut().zip([both & 15, both >> 4]) {
            let times = USUAL.get(usize::from(place)).or_else(|| unusual.next());
            [term.title, term.lead, term.body] = times.copied().unwrap_or_default();
        }
    }
}
