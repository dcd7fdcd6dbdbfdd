//! The vocabulary: 128,000 pieces with their log-probabilities, and the unigram segmentation of a text into them.
//!
//! Method: SentencePiece's unigram model (Kudo, 2018); of all ways to cut a text into pieces the likeliest is taken.

use crate::error::LoadError;
use crate::normalise::{Normaliser, SPACE};
use crate::protobuf::{Value, fields};
use crate::trie::Trie;

/// Stands for a character that no piece covers.
const UNKNOWN: u32 = 0;
/// Begins every sequence.
const FIRST: u32 = 1;
/// Ends every sequence.
const LAST: u32 = 2;
/// How much less likely than the rarest piece an unknown character is (natural logarithm).
const UNKNOWN_PENALTY: f64 = 10.0;

/// Field numbers and piece kinds of the vocabulary file.
mod layout {
    pub const PIECE: u64 = 1;
    pub const NORMALISER: u64 = 3;
    pub const TEXT: u64 = 1;
    pub const SCORE: u64 = 2;
    pub const KIND: u64 = 3;
    pub const CHARACTER_MAP: u64 = 2;
    /// Pieces that are signs to the network and never stand for text.
    pub const SIGNS: [u64; 2] = [2, 3];
}

/// Pieces, scores and normaliser.
pub struct Vocabulary {
    trie: Trie,
    scores: Vec<f32>,
    unknown_score: f64,
    normaliser: Normaliser,
}

struct Piece {
    text: &'static [u8],
    score: f32,
    sign: bool,
}

impl Vocabulary {
    /// Reads a SentencePiece model file.
    pub fn read(file: &'static [u8]) -> Result<Self, LoadError> {
        let damaged = || LoadError::new("vocabulary", "damaged");
        let (mut keys, mut scores, mut normaliser) = (Vec::new(), Vec::new(), None);
        for field in fields(file) {
            match field.ok_or_else(damaged)? {
                (layout::PIECE, Value::Bytes(message)) => {
                    let piece = read_piece(message).ok_or_else(damaged)?;
                    if !piece.sign {
                        keys.push((piece.text, scores.len() as u32));
                    }
                    scores.push(piece.score);
                }
                (layout::NORMALISER, Value::Bytes(message)) => normaliser = read_normaliser(message),
                _ => {}
            }
        }
        let normaliser = normaliser.ok_or_else(|| LoadError::new("vocabulary", "no character map"))?;
        let lowest = scores.iter().copied().fold(0.0, f32::min);
        let unknown_score = f64::from(lowest) - UNKNOWN_PENALTY;
        Ok(Self { trie: Trie::new(&keys), scores, unknown_score, normaliser })
    }

    /// Pieces, signs included.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// The log-probability of a piece as it stands in the vocabulary.
    pub fn score(&self, piece: &str) -> Option<f32> {
        self.trie.get(piece.as_bytes()).and_then(|id| self.scores.get(id as usize)).copied()
    }

    /// The sequence for `text`, of at most `most` tokens with its two signs.
    pub fn tokens(&self, text: &str, most: usize) -> Vec<u32> {
        let normal = self.normaliser.normalise(text);
        let mut tokens = vec![FIRST];
        if normal.is_empty() {
            tokens.push(UNKNOWN);
        } else {
            tokens.extend(self.segment(&normal));
            tokens.truncate(most - 1);
        }
        tokens.push(LAST);
        tokens
    }

    /// The likeliest segmentation; of equally likely ways to a position the one with the longest last piece.
    fn segment(&self, text: &str) -> Vec<u32> {
        let mut best = vec![(f64::NEG_INFINITY, 0u32, UNKNOWN); text.len() + 1];
        best[0].0 = 0.0;
        for (start, character) in text.char_indices() {
            let (here, single) = (best[start].0, character.len_utf8());
            let mut has_single = false;
            self.trie.prefixes(&text.as_bytes()[start..], |length, id| {
                has_single |= length == single;
                offer(&mut best[start + length], here + f64::from(self.scores[id as usize]), start, id);
            });
            if !has_single {
                offer(&mut best[start + single], here + self.unknown_score, start, UNKNOWN);
            }
        }
        let mut tokens = Vec::with_capacity(text.len() / 3);
        let mut at = text.len();
        while at > 0 {
            tokens.push(best[at].2);
            at = best[at].1 as usize;
        }
        tokens.reverse();
        tokens
    }
}

fn offer(best: &mut (f64, u32, u32), score: f64, start: usize, id: u32) {
    if score > best.0 {
        *best = (score, start as u32, id);
    }
}

fn read_piece(message: &'static [u8]) -> Option<Piece> {
    let mut piece = Piece { text: b"", score: 0.0, sign: false };
    for field in fields(message) {
        match field? {
            (layout::TEXT, Value::Bytes(text)) => piece.text = text,
            (layout::SCORE, Value::Word(score)) => piece.score = f32::from_le_bytes(score),
            (layout::KIND, Value::Number(kind)) => piece.sign = layout::SIGNS.contains(&kind),
            _ => {}
        }
    }
    // A piece that is no text could part a character in the middle.
    std::str::from_utf8(piece.text).is_ok().then_some(piece)
}

fn read_normaliser(message: &'static [u8]) -> Option<Normaliser> {
    fields(message).find_map(|field| match field? {
        (layout::CHARACTER_MAP, Value::Bytes(map)) => Normaliser::new(map),
        _ => None,
    })
}

/// The form in which a word that begins after a space stands in the vocabulary.
pub fn word_piece(word: &str) -> String {
    format!("{SPACE}{word}")
}
