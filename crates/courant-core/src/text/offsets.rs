//! Bytes and code points: Rust slices by bytes, every stored place counts Unicode code points.

/// Bytes between two remembered counts. Small enough to count the rest quickly, large enough to stay light.
const STEP: usize = 128;

/// Translates places in one text between bytes and code points, in constant time.
#[derive(Debug, Clone)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`; empty when the text is plain ASCII and nothing needs translating.
    counts: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for block in text.as_bytes().chunks(STEP) {
                counts.push(seen);
                seen += starts(block);
            }
            counts.push(seen);
        }
        Self { text, counts }
    }

    /// Code points before the byte `at`; places past the end count as the end.
    #[must_use]
    pub fn to_chars(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        match self.counts.get(at / STEP) {
            None => at,
            Some(count) => count + starts(&self.text.as_bytes()[at / STEP * STEP..at]),
        }
    }

    /// The byte where code point number `at` begins; places past the end are the end.
    #[must_use]
    pub fn to_bytes(&self, at: usize) -> usize {
        if self.counts.is_empty() {
            return at.min(self.text.len());
        }
        let block = self.counts.partition_point(|count| *count <= at).saturating_sub(1);
        let begin = (block * STEP).min(self.text.len());
        let mut seen = self.counts[block];
        for (offset, byte) in self.text.as_bytes()[begin..].iter().enumerate() {
            if is_start(*byte) {
                if seen == at {
                    return begin + offset;
                }
                seen += 1;
            }
        }
        self.text.len()
    }

    /// The words between two code points, empty when they do not enclose anything.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        let (from, to) = (self.to_bytes(start), self.to_bytes(end));
        self.text.get(from..to).unwrap_or_default()
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_translate_there_and_back(text in "\\PC{0,300}") {
            let offsets = Offsets::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.to_chars(byte), count);
                prop_assert_eq!(offsets.to_bytes(count), byte);
            }
            prop_assert_eq!(offsets.to_bytes(usize::MAX), text.len());
            prop_assert_eq!(offsets.to_chars(usize::MAX), text.chars().count());
        }
    }
}
