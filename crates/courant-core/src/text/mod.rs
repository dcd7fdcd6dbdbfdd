//! What one text is made of: its language, sentences, words, names and numbers, each with its place; and what
//! tells texts apart: terms, fingerprints, how common a word is.

pub mod agency;
pub mod deck;
pub mod entities;
pub mod fingerprint;
pub mod language;
pub mod lexicon;
pub mod moments;
pub mod numbers;
pub mod offsets;
pub mod prior;
pub mod raised;
pub mod reading;
pub mod sentences;
pub mod slips;
pub mod sounds;
pub mod speech;
pub mod standalone;
pub mod stems;
pub(crate) mod tense;
pub mod terms;
pub mod view;
pub mod wire;
pub mod word_set;
pub mod words;
