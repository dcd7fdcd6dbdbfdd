//! The vocabulary's normaliser: characters are rewritten by a precompiled map (NFKC with a few extras), spaces become
//! U+2581 with one in front, runs of them are folded and trailing ones dropped.
//!
//! The map is a double-array trie in units of four bytes, followed by replacement strings that end with a NUL. Method
//! and layout: SentencePiece's `Normalizer` (Kudo and Richardson, 2018).

/// The character that stands for a space.
pub const SPACE: &str = "\u{2581}";

/// The character map, where it lies in the vocabulary file.
pub struct Normaliser {
    units: &'static [u8],
    replacements: &'static [u8],
}

impl Normaliser {
    /// Takes the map apart: the trie's length, the trie, the replacements.
    pub fn new(map: &'static [u8]) -> Option<Self> {
        let (length, rest) = map.split_first_chunk::<4>()?;
        let (units, replacements) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        (units.len() >= 4 && units.len() % 4 == 0).then_some(Self { units, replacements })
    }

    /// The normal form of `text`; empty when nothing but spaces is left.
    pub fn normalise(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 4 + SPACE.len());
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, used) = self.prefix(rest);
            if piece != " " {
                break;
            }
            rest = &rest[used..];
        }
        out.push_str(SPACE);
        let mut after_space = true;
        while !rest.is_empty() {
            let (piece, used) = self.prefix(rest);
            rest = &rest[used..];
            let piece = if after_space { piece.trim_start_matches(' ') } else { piece };
            if piece.is_empty() {
                continue;
            }
            for character in piece.chars() {
                if character == ' ' { out.push_str(SPACE) } else { out.push(character) }
            }
            after_space = piece.ends_with(' ');
        }
        let kept = out.trim_end_matches(SPACE).len();
        out.truncate(kept);
        out
    }

    /// What the longest mapped prefix of `text` becomes and how many bytes it has; else the first character as it is.
    fn prefix<'a>(&'a self, text: &'a str) -> (&'a str, usize) {
        let mut best = None;
        let mut at = self.unit(0).map_or(0, offset);
        for (index, &byte) in text.as_bytes().iter().enumerate() {
            at ^= usize::from(byte);
            let Some(unit) = self.unit(at) else { break };
            if unit & 0x8000_00FF != u32::from(byte) {
                break;
            }
            at ^= offset(unit);
            // A mapped prefix always ends between two characters: keys of the trie are whole characters.
            if unit & 0x100 != 0 && text.is_char_boundary(index + 1) {
                best = self.unit(at).map(|leaf| (leaf & 0x7FFF_FFFF, index + 1));
            }
        }
        let mapped = best.and_then(|(value, used)| Some((self.replacement(value as usize)?, used)));
        mapped.unwrap_or_else(|| {
            let first = text.chars().next().map_or(0, char::len_utf8);
            (&text[..first], first)
        })
    }

    fn unit(&self, at: usize) -> Option<u32> {
        let start = at.checked_mul(4)?;
        let bytes = self.units.get(start..start + 4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn replacement(&self, at: usize) -> Option<&str> {
        let rest = self.replacements.get(at..)?;
        let end = rest.iter().position(|&byte| byte == 0)?;
        std::str::from_utf8(&rest[..end]).ok()
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & 0x200) >> 6)) as usize
}
