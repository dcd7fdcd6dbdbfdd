//! Bytes that are UTF-8 but for a few: a description cut amid a character, a name pasted from an old table.

/// Whether more characters beyond ASCII are well-formed UTF-8 than are not. Other encodings do not look like that by
/// chance, so such a text is UTF-8 with slips, whatever it says of itself.
pub fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}
